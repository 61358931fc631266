/**
 * What one report is about: a lineage of templates, a unit and a period. Versions and overlays of one lineage are one
 * obligation, so the version is not part of the key.
 *
 * @since 0.1.0
 */
import * as Segments from "./internal/segments.ts"

/** Names one report for as long as records are kept. `period` is the id of a calendar period, `2024-10`. */
export interface ReportKey {
  readonly lineage: string
  readonly unit: string
  readonly period: string
}

/**
 * The name of the stream of events that is this report's life. Different keys have different streams, whatever
 * characters the ids hold.
 *
 * @example
 * ```ts
 * import { ReportKey } from "@lienhoi/report"
 *
 * const key = { lineage: "vwu/bao-cao-thang", unit: "u-31393", period: "2024-10" }
 *
 * ReportKey.stream(key) // => "report/vwu%2Fbao-cao-thang/u-31393/2024-10"
 * ReportKey.fromStream(ReportKey.stream(key)) // => { lineage: "vwu/bao-cao-thang", unit: "u-31393", period: "2024-10" }
 * ```
 */
export const stream = (key: ReportKey): string => Segments.write(["report", key.lineage, key.unit, key.period])

/** The key a stream belongs to, `null` when the stream is not a report's. */
export const fromStream = (name: string): ReportKey | null => {
  const [kind, lineage = "", unit = "", period = ""] = Segments.read(name, 4) ?? []
  return kind === "report" ? { lineage, unit, period } : null
}

/** Whether two keys mean the same report. */
export const equals = (a: ReportKey, b: ReportKey): boolean =>
  a.lineage === b.lineage && a.unit === b.unit && a.period === b.period
