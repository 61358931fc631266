/**
 * The name of one reminder: one step of one round of one duty, to one recipient. It is the key of the message in the
 * outbox, so that planning it again adds nothing. A new round has new keys, and so has a successor in office.
 *
 * @since 0.1.0
 */

/** What a reminder is about. */
export interface ReminderKey {
  readonly association: string
  readonly lineage: string
  /** The id of the period. */
  readonly period: string
  readonly unit: string
  readonly round: number
  /** The id of the step in the plan. */
  readonly step: string
  /** The id of the person or group. */
  readonly recipient: string
}

/** Writes the key. Different keys have different texts, whatever characters the ids hold. */
export const format = ({ association, lineage, period, unit, round, step, recipient }: ReminderKey): string =>
  ["reminder", ...[association, lineage, period, unit].map(encodeURIComponent), round]
    .concat([step, recipient].map(encodeURIComponent))
    .join("/")

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/**
 * Reads a key; `null` when the text is not one.
 *
 * @example
 * ```ts
 * import { ReminderKey } from "@lienhoi/reminders"
 *
 * const key = {
 *   association: "vwu",
 *   lineage: "vwu/bao-cao-thang",
 *   period: "2024-10",
 *   unit: "u-1",
 *   round: 1,
 *   step: "nhac-2-ngay",
 *   recipient: "p-hoa"
 * }
 *
 * ReminderKey.format(key) // => "reminder/vwu/vwu%2Fbao-cao-thang/2024-10/u-1/1/nhac-2-ngay/p-hoa"
 * ReminderKey.parse(ReminderKey.format(key))?.unit // => "u-1"
 * ```
 */
export const parse = (text: string): ReminderKey | null => {
  const [kind, ...parts] = text.split("/")
  const [association, lineage, period, unit, count, step, recipient] = parts.map(decoded)
  const round = Number(count)
  if (kind !== "reminder" || parts.length !== 7 || !Number.isSafeInteger(round) || round < 1) return null
  if (association == null || lineage == null || period == null || unit == null || step == null || recipient == null)
    return null
  return { association, lineage, period, unit, round, step, recipient }
}
