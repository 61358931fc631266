/**
 * A tier of an association: province, commune, branch. Levels are data with dates, never a fixed list in code: the
 * district tier of every association ended on 30 June 2025.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Bilingual } from "@lienhoi/words/Language"

/** One level. `rank` is 0 at the top and grows downward; two levels may share a rank. */
export interface Level {
  readonly id: string
  readonly name: Bilingual
  readonly rank: number
  /** First day it lives; always when absent. */
  readonly from?: PlainDate
  /** Last day it lives; open when absent. */
  readonly to?: PlainDate
}

/** Anything that holds from a first to a last day, both inside; an absent end is open. */
export interface Dated {
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/**
 * Whether it holds on that day.
 *
 * @example
 * ```ts
 * import { Level } from "@lienhoi/hierarchy"
 *
 * Level.livesOn({ to: "2025-06-30" }, "2025-06-30") // => true
 * Level.livesOn({ to: "2025-06-30" }, "2025-07-01") // => false
 * ```
 */
export const livesOn = (self: Dated, date: PlainDate): boolean =>
  (self.from === undefined || self.from <= date) && (self.to === undefined || date <= self.to)
