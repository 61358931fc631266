/**
 * The name of one digest: one recipient hears of all units at once, at most once per local day and kind.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"

/** What a digest is about. */
export interface DigestKey {
  readonly association: string
  /** The id of the person or group. */
  readonly recipient: string
  /** The day the plan names, on the calendar of Viet Nam. */
  readonly day: PlainDate.PlainDate
  /** The id of the step in the plan. */
  readonly kind: string
}

/** Writes the key. */
export const format = ({ association, recipient, day, kind }: DigestKey): string =>
  ["digest", ...[association, recipient, day, kind].map(encodeURIComponent)].join("/")

/**
 * Reads a key; `null` when the text is not one.
 *
 * @example
 * ```ts
 * import { DigestKey } from "@lienhoi/reminders"
 *
 * const key = { association: "vwu", recipient: "p-lan", day: "2024-10-16", kind: "tre-han" }
 *
 * DigestKey.format(key) // => "digest/vwu/p-lan/2024-10-16/tre-han"
 * DigestKey.parse("digest/vwu/p-lan/2024-10-16/tre-han")?.day // => "2024-10-16"
 * ```
 */
export const parse = (text: string): DigestKey | null => {
  const found = /^digest\/([^/]*)\/([^/]*)\/(\d{4}-\d{2}-\d{2})\/([^/]*)$/.exec(text)
  if (found === null || !PlainDate.isValid(found[3]!)) return null
  try {
    const [association, recipient, day, kind] = found.slice(1).map(decodeURIComponent)
    return { association: association!, recipient: recipient!, day: day!, kind: kind! }
  } catch {
    return null
  }
}
