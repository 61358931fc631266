/**
 * What may be shown to whom. Every piece of content bears a label; a message bears the highest of everything it embeds.
 *
 * @since 0.1.0
 */

/** `open` is for the public, `internal` for the association. `secret` is kept out of every store and channel. */
export type Secrecy = "open" | "internal" | "secret"

/** Personal data as Luật 91/2025/QH15 divides it (Điều 3 and 4): names and phones are basic; ethnicity, religion, party membership, health and debts are sensitive. */
export type Personal = "none" | "basic" | "sensitive"

/** Three scales at once. Content that nobody has `reviewed` (an upload, a chat message) may only go back to its author. */
export interface Label {
  readonly secrecy: Secrecy
  readonly personal: Personal
  readonly reviewed: boolean
}

/** Levels of secrecy, the lowest first. */
export const secrecies: ReadonlyArray<Secrecy> = ["open", "internal", "secret"]

/** Levels of personal data, the lowest first. */
export const personals: ReadonlyArray<Personal> = ["none", "basic", "sensitive"]

/** Fit for the public: the bottom of the scales. */
export const open: Label = { secrecy: "open", personal: "none", reviewed: true }

/** What templates take when they say nothing: for the association, without personal data. */
export const internal: Label = { secrecy: "internal", personal: "none", reviewed: true }

const higher = <A>(scale: ReadonlyArray<A>, a: A, b: A): A => (scale.indexOf(a) >= scale.indexOf(b) ? a : b)

/**
 * The label of content that embeds all of these.
 *
 * @example
 * ```ts
 * import { Label } from "@lienhoi/template"
 *
 * const name = { secrecy: "open", personal: "basic", reviewed: true } as const
 * Label.highest(Label.internal, name) // => { secrecy: "internal", personal: "basic", reviewed: true }
 * ```
 */
export const highest = (...labels: ReadonlyArray<Label>): Label =>
  labels.reduce(
    (a, b) => ({
      secrecy: higher(secrecies, a.secrecy, b.secrecy),
      personal: higher(personals, a.personal, b.personal),
      reviewed: a.reviewed && b.reviewed
    }),
    open
  )

/** Whether content labelled `label` may go where at most `limit` is accepted. */
export const isWithin = (label: Label, limit: Label): boolean =>
  secrecies.indexOf(label.secrecy) <= secrecies.indexOf(limit.secrecy) &&
  personals.indexOf(label.personal) <= personals.indexOf(limit.personal) &&
  (label.reviewed || !limit.reviewed)
