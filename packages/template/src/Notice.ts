/**
 * Who has read a notice (a directive, a call to a meeting, the daily post) and who still has to say so.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import type { Template } from "./internal/written.ts"
import * as TimeLimit from "./TimeLimit.ts"

/**
 * `acknowledged` in time, `late` but acknowledged, `waiting` while there is time, `overdue` when the time is over and
 * nobody answered.
 */
export type Reading = "acknowledged" | "late" | "waiting" | "overdue"

/** One unit that has to answer. */
export interface Reader {
  readonly unit: string
  readonly level: string
  /** The first time it answered. */
  readonly at: Instant.Instant | null
  readonly is: Reading
}

/** How a notice stands. */
export interface Status {
  /** Until when it is to be acknowledged; `null` without a limit. */
  readonly due: TimeLimit.Deadline | null
  /** In the order of the receivers. */
  readonly readers: ReadonlyArray<Reader>
  readonly counts: { readonly [R in Reading]: number }
}

/** What a status follows from. */
export interface Options {
  /** A template of kind `notice`. */
  readonly template: Template
  readonly issuedAt: Instant.Instant
  /** Units it went to; those of levels that need not acknowledge it are left out. */
  readonly receivers: ReadonlyArray<{ readonly unit: string; readonly level: string }>
  /** What came back, in any order; of several answers of one unit the first counts, what came before the notice does not. */
  readonly acknowledged: ReadonlyArray<{ readonly unit: string; readonly at: Instant.Instant }>
  readonly now: Instant.Instant
  readonly calendar: WorkingDays
}

/**
 * How a notice stands at that moment.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { Notice, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/chi-dao",
 *     "kind: notice",
 *     "title: Văn bản chỉ đạo",
 *     "acknowledge: { levels: [co_so], within: { days: 1 } }",
 *     "sections: {}"
 *   ].join("\n")
 * )
 * if (!read.ok) throw new Error(read.issues[0]?.message)
 * const status = Notice.status({
 *   template: read.value.template,
 *   issuedAt: "2024-10-15T01:00:00.000Z",
 *   receivers: [{ unit: "xa-1", level: "co_so" }, { unit: "xa-2", level: "co_so" }],
 *   acknowledged: [{ unit: "xa-1", at: "2024-10-15T02:00:00.000Z" }],
 *   now: "2024-10-17T01:00:00.000Z",
 *   calendar: WorkingDays.vietnam
 * })
 *
 * status.due?.day // => "2024-10-16"
 * status.counts // => { acknowledged: 1, late: 0, waiting: 0, overdue: 1 }
 * ```
 */
export const status = (options: Options): Status => {
  const { template, issuedAt, receivers, acknowledged, now, calendar } = options
  const { levels, within } = template.acknowledge ?? { levels: [], within: null }
  const due = within === null ? null : TimeLimit.from(within, issuedAt, calendar)
  const first = new Map<string, Instant.Instant>()
  for (const { unit, at } of acknowledged) {
    const known = first.get(unit)
    const isEarlier = known === undefined || Instant.toMillis(at) < Instant.toMillis(known)
    if (isEarlier && Instant.toMillis(at) >= Instant.toMillis(issuedAt)) first.set(unit, at)
  }
  const isOver = (at: Instant.Instant): boolean => due !== null && TimeLimit.isOver(due, at)
  const readers = receivers
    .filter(({ level }) => levels.includes(level))
    .map(({ unit, level }): Reader => {
      const at = first.get(unit) ?? null
      if (at === null) return { unit, level, at, is: isOver(now) ? "overdue" : "waiting" }
      return { unit, level, at, is: isOver(at) ? "late" : "acknowledged" }
    })
  const count = (reading: Reading): number => readers.filter(({ is }) => is === reading).length
  return {
    due,
    readers,
    counts: {
      acknowledged: count("acknowledged"),
      late: count("late"),
      waiting: count("waiting"),
      overdue: count("overdue")
    }
  }
}
