/** The units that live on a day, from the events that count on it. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent, Of, Parents } from "../Event.ts"
import type { Unit } from "../Unit.ts"
import { effective } from "./known.ts"
import type { UnitEvent } from "./timeline.ts"

/** A living unit with its place on every route. */
export interface Living extends Omit<Unit, "parent"> {
  readonly parents: Parents
}

/** A unit while its events are read: changed in place, so that a country is one object per unit. */
type Draft = { -readonly [K in keyof Living]: Living[K] }

/** `events` in the order of their effect. */
export const livingOn = (events: ReadonlyArray<HierarchyEvent>): ReadonlyMap<string, Living> => {
  const living = new Map<string, Draft>()
  for (const event of events) {
    if (event.type === "unit-established") living.set(event.unit, begin(event))
    else if (event.type === "unit-closed") living.delete(event.unit)
    else if ("unit" in event && event.type !== "position-created") {
      const unit = living.get(event.unit)
      if (unit !== undefined) change(unit, event)
    }
  }
  return living
}

/** A hierarchy, as far as its units go. */
interface Told {
  readonly events: ReadonlyArray<HierarchyEvent>
}

const seen = new WeakMap<Told, Map<string, ReadonlyMap<string, Living>>>()
const kept = 8

/** The units of a day as known at a moment, on every route. The last few answers of a hierarchy are kept. */
export const livingAt = (self: Told, date: PlainDate, knownAt: Instant | null): ReadonlyMap<string, Living> => {
  const answers = seen.get(self) ?? new Map<string, ReadonlyMap<string, Living>>()
  seen.set(self, answers)
  const key = `${date} ${knownAt ?? ""}`
  const answer = answers.get(key)
  if (answer !== undefined) return answer
  const fresh = livingOn(effective(self.events, date, knownAt))
  const [oldest] = answers.keys()
  if (answers.size >= kept && oldest !== undefined) answers.delete(oldest)
  answers.set(key, fresh)
  return fresh
}

/** Those that stand on the route. */
export const onRoute = (living: ReadonlyMap<string, Living>, route: string): ReadonlyArray<Unit> => {
  const units: Array<Unit> = []
  for (const { id, name, code, level, kind, since, parents } of living.values()) {
    const parent = parents[route]
    if (parent !== undefined) units.push({ id, name, code, level, kind, since, parent })
  }
  return units
}

const begin = ({ unit, effectiveOn, name, code, level, kind, parents }: Of<"unit-established">): Living => ({
  id: unit,
  name,
  code,
  level,
  kind,
  since: effectiveOn,
  parents
})

const change = (unit: Draft, event: Exclude<UnitEvent, Of<"unit-established"> | Of<"unit-closed">>): void => {
  switch (event.type) {
    case "unit-renamed":
      unit.name = event.name
      return
    case "unit-recoded":
      unit.code = event.code
      return
    case "unit-relevelled":
      unit.level = event.level
      if (event.kind !== undefined) unit.kind = event.kind
      return
    case "unit-moved":
      // Nearly always the line of the association itself; a key known beforehand is written many times faster.
      unit.parents =
        event.route === "own"
          ? { ...unit.parents, own: event.parent }
          : { ...unit.parents, [event.route]: event.parent }
  }
}
