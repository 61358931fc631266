/** The units that live on a day, from the events that count on it. */
import type { HierarchyEvent, Of } from "../Event.ts"
import type { Unit } from "../Unit.ts"

type Living = { -readonly [K in keyof Unit]: Unit[K] } & { parents: { [route: string]: string | null } }

/** `events` in the order of their effect; units that do not stand on the route are left out. */
export const unitsOn = (events: ReadonlyArray<HierarchyEvent>, route: string): ReadonlyArray<Unit> => {
  const living = new Map<string, Living>()
  for (const event of events) {
    if (event.type === "unit-established") {
      living.set(event.unit, begin(event))
    } else if (event.type === "unit-closed") {
      living.delete(event.unit)
    } else if (
      event.type === "unit-renamed" ||
      event.type === "unit-recoded" ||
      event.type === "unit-relevelled" ||
      event.type === "unit-moved"
    ) {
      const unit = living.get(event.unit)
      if (unit !== undefined) change(unit, event)
    }
  }
  const units: Array<Unit> = []
  for (const { parents, ...unit } of living.values()) {
    const parent = parents[route]
    if (parent !== undefined) units.push({ ...unit, parent })
  }
  return units
}

const begin = (event: Of<"unit-established">): Living => ({
  id: event.unit,
  name: event.name,
  code: event.code,
  level: event.level,
  kind: event.kind,
  parent: null,
  since: event.effectiveOn,
  parents: { ...event.parents }
})

const change = (
  unit: Living,
  event: Of<"unit-renamed"> | Of<"unit-recoded"> | Of<"unit-relevelled"> | Of<"unit-moved">
): void => {
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
      unit.parents[event.route] = event.parent
  }
}
