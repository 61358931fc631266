/**
 * Positions and who holds them. Authority comes from the position held that day, never from the person. One person may
 * hold several: the president of a commune's Women's Union is also a vice-president of its Front committee.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { fold } from "@lienhoi/words/Text"
import { type Association, officersAt } from "./Association.ts"
import { at, type Hierarchy } from "./Hierarchy.ts"
import { effective } from "./internal/known.ts"
import { livingOn } from "./internal/unitsOn.ts"
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

/** Which knowledge is meant: what was recorded by then; everything when absent. */
export interface Knowledge {
  readonly knownAt?: Instant | null
}

/** Everyone in office that day. A position without a holder, or of a closed unit, has no officer. */
export const officers = (
  self: Hierarchy,
  date: PlainDate,
  { knownAt = null }: Knowledge = {}
): ReadonlyArray<Officer> => {
  const known = seen.get(self) ?? new Map<string, ReadonlyArray<Officer>>()
  seen.set(self, known)
  const key = `${date} ${knownAt ?? ""}`
  const answer = known.get(key)
  if (answer !== undefined) return answer
  const found = find(self, date, knownAt)
  if (known.size >= kept) known.clear()
  known.set(key, found)
  return found
}

/** Who leads the unit that day, `null` when the post is vacant. */
export const headOf = (self: Hierarchy, unit: string, date: PlainDate, options: Knowledge = {}): Officer | null =>
  officers(self, date, options).find((officer) => officer.unit === unit && officer.head) ?? null

/**
 * Who answers for the unit that day: its head, or the head of the nearest upper unit when the post is vacant; `unit`
 * says which of them. `null` when the unit does not live that day or nobody is in office all the way up.
 */
export const answering = (
  self: Hierarchy,
  unit: string,
  date: PlainDate,
  options: Knowledge = {}
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

/** What {@link isHeldBy} asks. */
export interface Holding extends Knowledge {
  readonly person: string
  readonly position: string
  readonly date: PlainDate
}

/** Whether that person holds that position that day: the question behind every permission. */
export const isHeldBy = (self: Hierarchy, { person, position, date, ...options }: Holding): boolean =>
  officers(self, date, options).some((officer) => officer.position === position && officer.person === person)

/**
 * Whether a title leads a unit of that level: `Chi hội trưởng` a branch, `Chủ tịch` a commune.
 *
 * @example
 * ```ts
 * import { Association, Position } from "@lienhoi/hierarchy"
 *
 * Position.isHeadTitle(Association.vwu, "chi_hoi", "chi hội trưởng") // => true
 * Position.isHeadTitle(Association.vwu, "co_so", "Phó Chủ tịch") // => false
 * ```
 */
export const isHeadTitle = (association: Association, level: string, title: string): boolean =>
  fold(title) === fold(officersAt(association, level)?.head.vi ?? "")

const seen = new WeakMap<Hierarchy, Map<string, ReadonlyArray<Officer>>>()
const kept = 32

interface Seat {
  readonly position: string
  readonly unit: string
  readonly title: string
  readonly head: boolean | undefined
  readonly holder: { readonly person: string; readonly since: PlainDate } | null
}

const find = (self: Hierarchy, date: PlainDate, knownAt: Instant | null): ReadonlyArray<Officer> => {
  const events = effective(self.events, date, knownAt)
  const living = livingOn(events)
  const seats = new Map<string, Seat>()
  for (const event of events) {
    if (event.type === "position-created") {
      const { position, unit, title, head } = event
      seats.set(position, { position, unit, title, head, holder: null })
    } else if (event.type === "position-ended") {
      seats.delete(event.position)
    } else if (event.type === "position-taken" || event.type === "position-left") {
      const seat = seats.get(event.position)
      const holder = event.type === "position-left" ? null : { person: event.person, since: event.effectiveOn }
      if (seat !== undefined) seats.set(event.position, { ...seat, holder })
    }
  }
  return [...seats.values()].flatMap(({ position, unit, title, head, holder }) => {
    const home = living.get(unit)
    if (home === undefined || holder === null) return []
    return [{ position, unit, title, ...holder, head: head ?? isHeadTitle(self.association, home.level, title) }]
  })
}
