/** The units that live on a day, from the events that count on it. */
import type { HierarchyEvent, Of, Parents } from "../Event.ts"
import type { Unit } from "../Unit.ts"
import type { UnitEvent } from "./timeline.ts"

/** A living unit with its place on every route. */
export interface Living extends Omit<Unit, "parent"> {
  readonly parents: Parents
}

/** `events` in the order of their effect. */
export const livingOn = (events: ReadonlyArray<HierarchyEvent>): ReadonlyMap<string, Living> => {
  const living = new Map<string, Living>()
  for (const event of events) {
    if (event.type === "unit-established") living.set(event.unit, begin(event))
    else if (event.type === "unit-closed") living.delete(event.unit)
    else if ("unit" in event && event.type !== "position-created") {
      const unit = living.get(event.unit)
      if (unit !== undefined) living.set(event.unit, { ...unit, ...change(unit, event) })
    }
  }
  return living
}

/** Those that stand on the route. */
export const onRoute = (living: ReadonlyMap<string, Living>, route: string): ReadonlyArray<Unit> => {
  const units: Array<Unit> = []
  for (const { parents, ...unit } of living.values()) {
    const parent = parents[route]
    if (parent !== undefined) units.push({ ...unit, parent })
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

const change = (
  unit: Living,
  event: Exclude<UnitEvent, Of<"unit-established"> | Of<"unit-closed">>
): Partial<Living> => {
  switch (event.type) {
    case "unit-renamed":
      return { name: event.name }
    case "unit-recoded":
      return { code: event.code }
    case "unit-relevelled":
      return { level: event.level, kind: event.kind === undefined ? unit.kind : event.kind }
    case "unit-moved":
      return { parents: { ...unit.parents, [event.route]: event.parent } }
  }
}
