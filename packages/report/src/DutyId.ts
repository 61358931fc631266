/**
 * The name of one round of one duty. It says everything that is needed to look the duty up, so that a message waiting
 * in an outbox can be stopped when its duty is fulfilled.
 *
 * @since 0.1.0
 */
import type { ReportEvent } from "./Event.ts"
import * as Segments from "./internal/segments.ts"
import type { ReportKey } from "./ReportKey.ts"
import * as Round from "./Round.ts"

/** What a duty id says. */
export interface DutyId {
  readonly association: string
  readonly key: ReportKey
  readonly round: number
}

/** Writes the id. */
export const format = ({ association, key, round }: DutyId): string =>
  Segments.write(["duty", association, key.lineage, key.unit, key.period, String(round)])

/**
 * Reads an id; `null` when the text is not one.
 *
 * @example
 * ```ts
 * import { DutyId } from "@lienhoi/report"
 *
 * const id = { association: "vwu", key: { lineage: "vwu/bao-cao-thang", unit: "u-1", period: "2024-10" }, round: 2 }
 *
 * DutyId.format(id) // => "duty/vwu/vwu%2Fbao-cao-thang/u-1/2024-10/2"
 * DutyId.parse(DutyId.format(id))?.round // => 2
 * ```
 */
export const parse = (text: string): DutyId | null => {
  const [kind, association = "", lineage = "", unit = "", period = "", round = ""] = Segments.read(text, 6) ?? []
  return kind === "duty" && /^[1-9]\d{0,8}$/.test(round)
    ? { association, key: { lineage, unit, period }, round: Number(round) }
    : null
}

/**
 * Whether the duty is still owed in its own round, given the events of its report: not fulfilled, not waived, and no
 * later round open.
 */
export const isOpen = (id: DutyId, events: Iterable<ReportEvent>): boolean => {
  const current = Round.of(events).at(-1)!
  return current.round === id.round && Round.isOpen(current)
}
