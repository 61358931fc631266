/**
 * Who answers for the past of whom, as dated rows: every succession, and every unit that closed without an heir, which
 * the one it stood under takes over. What decides who may still see a closed unit's reports.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "./Hierarchy.ts"
import * as Span from "./Span.ts"
import * as Succession from "./Succession.ts"

/** One unit's past passes to another. */
export interface Takeover {
  /** The route on which it holds; `null` for every one. */
  readonly route: string | null
  readonly giver: string
  readonly heir: string
  /** First day on which it is the heir's. */
  readonly on: PlainDate
  /** `false` when others have a part of it too. */
  readonly whole: boolean
}

/** All of them as known now: the successions, then the closed units without heirs. `spans` are those of the hierarchy. */
export const all = (
  hierarchy: Hierarchy,
  spans: ReadonlyArray<Span.Span> = Span.all(hierarchy)
): ReadonlyArray<Takeover> => {
  const successions = Succession.of(hierarchy)
  const given = new Set(successions.map(({ from, on }) => `${on} ${from}`))
  const last = new Map<string, Span.Span>()
  for (const span of spans) last.set(`${span.route} ${span.id}`, span)
  const left = [...last.values()].flatMap(({ until, parent, route, id }): ReadonlyArray<Takeover> => {
    if (until === null || parent === null || given.has(`${until} ${id}`)) return []
    return [{ route, giver: id, heir: parent, on: until, whole: true }]
  })
  const told = successions.map(
    ({ from, to, on, extent }): Takeover => ({ route: null, giver: from, heir: to, on, whole: extent === "whole" })
  )
  return [...told, ...left]
}
