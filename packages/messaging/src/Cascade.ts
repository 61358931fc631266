/**
 * A notice on its way down: from the group of the province to those of the communes to those of the branches, and the
 * acknowledgements on their way up, each unit counted once. Pure; sending and keeping are for the outbox and its stores.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Notice from "@lienhoi/template/Notice"
import type { Template } from "@lienhoi/template/Template"
import { clean, fold } from "@lienhoi/words/Text"
import type { Road } from "./Recipient.ts"
import type { UnitGroup } from "./UnitGroup.ts"

/** One post. */
export interface Post {
  readonly group: UnitGroup
  /** 0 for the group of the unit that issued the notice, then one more for each level below. */
  readonly step: number
  /** The units that read it there and that it counts for. */
  readonly readers: ReadonlyArray<string>
}

/** How a notice goes down. */
export interface Plan {
  readonly issuer: string
  /** Upper groups first. */
  readonly posts: ReadonlyArray<Post>
  /** Units below that stand in nobody's group: their heads are to be told one by one, or by hand. */
  readonly without: ReadonlyArray<string>
}

/**
 * Which groups it is posted in, from `issuer` down. A unit reads it in the group of heads of the unit above; a unit with
 * nobody below posts it to its members. Every unit below the issuer stands in exactly one post's readers or in `without`.
 */
export const plan = (options: {
  readonly tree: Snapshot.Snapshot
  readonly issuer: string
  /** Groups that live; of several for one purpose the oldest. */
  readonly groups: ReadonlyArray<UnitGroup>
}): Plan => {
  const { tree, issuer, groups } = options
  const groupOf = (unit: string, purpose: UnitGroup["purpose"]): UnitGroup | undefined =>
    groups
      .filter((group) => group.unit === unit && group.purpose === purpose && group.endedAt === null)
      .toSorted((a, b) =>
        a.since < b.since ? -1 : a.since > b.since ? 1 : a.road.address < b.road.address ? -1 : 1
      )[0]
  const posts: Array<Post> = []
  const without: Array<string> = []
  const go = (units: ReadonlyArray<string>, step: number): void => {
    if (units.length === 0) return
    const below: Array<string> = []
    for (const unit of units) {
      const children = Snapshot.children(tree, unit).map(({ id }) => id)
      const group = groupOf(unit, children.length === 0 ? "members" : "heads")
      if (group !== undefined) posts.push({ group, step, readers: children })
      else without.push(...children)
      below.push(...children)
    }
    go(below, step + 1)
  }
  if (Snapshot.unit(tree, issuer) !== null) go([issuer], 0)
  return { issuer, posts, without }
}

/** One acknowledgement. */
export interface Acknowledgement {
  readonly unit: string
  readonly at: Instant
}

const words: ReadonlySet<string> = new Set([
  "da nhan",
  "da ro",
  "ro",
  "nhan roi",
  "da doc",
  "da xem",
  "da tiep thu",
  "tiep thu",
  "ok",
  "da",
  "vang",
  "da biet"
])

/**
 * Whether a text acknowledges: a word or two, polite or not. Anything longer is something a person should read.
 *
 * @example
 * ```ts
 * import { Cascade } from "@lienhoi/messaging"
 *
 * Cascade.isAcknowledgement("Dạ em đã nhận ạ!") // => true
 * Cascade.isAcknowledgement("Đã nhận nhưng chưa rõ mục 3") // => false
 * ```
 */
export const isAcknowledgement = (text: string): boolean => {
  const bare = fold(clean(text.slice(0, 200)))
    .replace(/[.!,~]+/gu, "")
    .trim()
  const polite = bare
    .replace(/^(?:da )?(?:em|chi|chau|toi)? ?(?=da |ro|nhan|tiep)/u, "")
    .replace(/ (?:a|nhe|nha|chi|em|thong bao)$/u, "")
  return words.has(bare) || words.has(polite)
}

/**
 * What a text in a group acknowledges: the unit that the person leads, when that unit reads the notice there. `null` for
 * anything else; it stays in the group and counts for nobody.
 */
export const acknowledged = (
  { posts }: Plan,
  heard: { readonly road: Road; readonly text: string; readonly at: Instant; readonly leads: ReadonlyArray<string> }
): ReadonlyArray<Acknowledgement> => {
  const post = posts.find(
    ({ group }) => group.road.channel === heard.road.channel && group.road.address === heard.road.address
  )
  if (post === undefined || !isAcknowledgement(heard.text)) return []
  return heard.leads.filter((unit) => post.readers.includes(unit)).map((unit) => ({ unit, at: heard.at }))
}

/** How it stands below one unit. */
export interface Below {
  readonly unit: string
  readonly counts: Notice.Status["counts"]
}

/** How a notice stands: all of it, and below each unit right under the issuer. */
export interface Standing extends Notice.Status {
  readonly below: ReadonlyArray<Below>
}

/** Counts the acknowledgements, each unit once, of the levels that the notice asks. */
export const standing = (options: {
  readonly tree: Snapshot.Snapshot
  readonly plan: Plan
  /** A template of kind `notice`. */
  readonly template: Template
  readonly issuedAt: Instant
  readonly acknowledged: ReadonlyArray<Acknowledgement>
  readonly now: Instant
  readonly calendar: WorkingDays
}): Standing => {
  const { tree, plan, template, issuedAt, now, calendar } = options
  const receivers = (units: ReadonlyArray<{ readonly id: string; readonly level: string }>) =>
    units.map(({ id, level }) => ({ unit: id, level }))
  const statusOf = (units: ReadonlyArray<{ readonly id: string; readonly level: string }>): Notice.Status =>
    Notice.status({
      template,
      issuedAt,
      receivers: receivers(units),
      acknowledged: options.acknowledged,
      now,
      calendar
    })
  const whole = statusOf(Snapshot.descendants(tree, plan.issuer))
  const below = Snapshot.children(tree, plan.issuer).map((unit) => ({
    unit: unit.id,
    counts: statusOf([unit, ...Snapshot.descendants(tree, unit.id)]).counts
  }))
  return { ...whole, below }
}
