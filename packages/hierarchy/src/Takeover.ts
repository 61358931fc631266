/**
 * Who answers for the past of whom, as dated rows: every succession, and every unit that closed without an heir, which
 * the one it stood under takes over, or whoever followed that one when both closed on one day. What decides who may still
 * see a closed unit's reports, and who may file them.
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
  const given = Map.groupBy(successions, ({ from, on }) => `${on} ${from}`)
  const last = new Map<string, Span.Span>()
  for (const span of spans) last.set(`${span.route} ${span.id}`, span)
  /** Who follows a unit that stood there on the day before: itself when it lives on, else its heirs, else from above. */
  const followers = (route: string, unit: string, on: PlainDate): ReadonlyArray<Pick<Takeover, "heir" | "whole">> => {
    const stood = last.get(`${route} ${unit}`)
    if (stood?.until !== on) return [{ heir: unit, whole: true }]
    const told = given.get(`${on} ${unit}`)
    if (told !== undefined) return told.map(({ to, extent }) => ({ heir: to, whole: extent === "whole" }))
    return stood.parent === null ? [] : followers(route, stood.parent, on)
  }
  const left = [...last.values()].flatMap(({ until, parent, route, id }): ReadonlyArray<Takeover> => {
    if (until === null || parent === null || given.has(`${until} ${id}`)) return []
    return followers(route, parent, until).map((each) => ({ route, giver: id, on: until, ...each }))
  })
  const told = successions.map(
    ({ from, to, on, extent }): Takeover => ({ route: null, giver: from, heir: to, on, whole: extent === "whole" })
  )
  return [...told, ...left]
}
