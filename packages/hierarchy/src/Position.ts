/**
 * Positions and who holds them. Authority comes from the position held that day, never from the person; one person may
 * hold several, as the president of a commune's Women's Union is also a vice-president of its Front committee.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { fold } from "@lienhoi/words/Text"
import { officersAt } from "./Association.ts"
import { at, type Hierarchy } from "./Hierarchy.ts"
import { effective } from "./internal/known.ts"
import { ancestors, unit as unitOf } from "./Snapshot.ts"
import type { Unit } from "./Unit.ts"

/** Somebody in office. */
export interface Officer {
  readonly position: string
  readonly unit: string
  readonly title: string
  readonly person: string
  /** First day in this office. */
  readonly since: PlainDate
  /** Leads the unit. */
  readonly head: boolean
}

/** Everyone in office that day, in the order in which positions were created. */
export const officers = (
  self: Hierarchy,
  date: PlainDate,
  { knownAt = null }: { readonly knownAt?: Instant | null } = {}
): ReadonlyArray<Officer> => {
  const units = new Map(levelsOn(self, date, knownAt))
  const seats = new Map<
    string,
    { unit: string; title: string; head: boolean | undefined; holder: { person: string; since: PlainDate } | null }
  >()
  for (const event of effective(self.events, date, knownAt)) {
    if (event.type === "position-created")
      seats.set(event.position, { unit: event.unit, title: event.title, head: event.head, holder: null })
    else if (event.type === "position-ended") seats.delete(event.position)
    else if (event.type === "position-taken" || event.type === "position-left") {
      const seat = seats.get(event.position)
      if (seat !== undefined)
        seat.holder = event.type === "position-taken" ? { person: event.person, since: event.effectiveOn } : null
    }
  }
  return [...seats].flatMap(([position, { unit, title, head, holder }]) => {
    const level = units.get(unit)
    if (level === undefined || holder === null) return []
    const leads = head ?? fold(title) === fold(officersAt(self.association, level)?.head.vi ?? "")
    return [{ position, unit, title, person: holder.person, since: holder.since, head: leads }]
  })
}

const levelsOn = (
  self: Hierarchy,
  date: PlainDate,
  knownAt: Instant | null
): ReadonlyArray<readonly [string, string]> =>
  self.association.routes.flatMap((route) =>
    at(self, date, { knownAt, route }).units.map((unit) => [unit.id, unit.level] as const)
  )

/** Who leads the unit that day, `null` when the post is vacant. */
export const headOf = (
  self: Hierarchy,
  unit: string,
  date: PlainDate,
  options: { readonly knownAt?: Instant | null } = {}
): Officer | null => officers(self, date, options).find((officer) => officer.unit === unit && officer.head) ?? null

/**
 * Who answers for the unit that day: its head, or the head of the nearest upper unit when the post is vacant; `unit`
 * says which. `null` when nobody is in office all the way up.
 */
export const answering = (
  self: Hierarchy,
  unit: string,
  date: PlainDate,
  options: { readonly knownAt?: Instant | null } = {}
): { readonly officer: Officer; readonly unit: Unit } | null => {
  const tree = at(self, date, options)
  const own = unitOf(tree, unit)
  if (own === null) return null
  for (const each of [own, ...ancestors(tree, unit)]) {
    const officer = headOf(self, each.id, date, options)
    if (officer !== null) return { officer, unit: each }
  }
  return null
}

/** Whether that person holds that position that day. */
export const isHeldBy = (
  self: Hierarchy,
  held: {
    readonly person: string
    readonly position: string
    readonly date: PlainDate
    readonly knownAt?: Instant | null
  }
): boolean =>
  officers(self, held.date, { knownAt: held.knownAt ?? null }).some(
    (officer) => officer.position === held.position && officer.person === held.person
  )
