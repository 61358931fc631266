import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Duty } from "@lienhoi/report/Duty"
import type { Addressee, Group } from "../Addressee.ts"
import type { Step } from "../Step.ts"

/** Whom a step of a duty reaches. */
export interface Reached {
  readonly addressee: Addressee
  /** The unit that was meant: the owing one, or the one above it. */
  readonly meant: Unit
  /** The unit that answers for it; another one when the post is vacant. */
  readonly answers: Unit
}

/** What offices are looked up in. */
export interface Sources {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly groups: ReadonlyArray<Group>
}

/** Heads by unit and the tree of one day. */
interface Table {
  readonly tree: Snapshot.Snapshot
  readonly heads: ReadonlyMap<string, Position.Officer>
}

/** Looks up who answers. A table is made once per day and knowledge: one run asks for thousands of units. */
export const open = ({ hierarchy, groups }: Sources) => {
  const tables = new Map<string, Table>()
  const groupOf = new Map(groups.map((group) => [group.unit, group]))

  const table = (date: PlainDate.PlainDate, knownAt: Instant.Instant | null): Table => {
    const name = `${date} ${knownAt}`
    let found = tables.get(name)
    if (found === undefined) {
      const officers = Position.officers(hierarchy, date, { knownAt })
      const heads = new Map(officers.filter((officer) => officer.head).map((officer) => [officer.unit, officer]))
      found = { tree: Hierarchy.at(hierarchy, date, { knownAt }), heads }
      tables.set(name, found)
    }
    return found
  }

  /** The unit and those above it; of a closed unit, as it stood on the last day it answers for. */
  const line = (duty: Duty, { tree }: Table): ReadonlyArray<Unit> => {
    const living = Snapshot.unit(tree, duty.unit)
    const of = living === null ? table(duty.to, null).tree : tree
    const own = Snapshot.unit(of, duty.unit)
    return own === null ? [] : [own, ...Snapshot.ancestors(of, duty.unit)]
  }

  const reached = (duty: Duty, step: Step, on: Table): Reached | null => {
    const all = line(duty, on)
    const meant = step.to === "upper" ? all.slice(1) : all
    const [first] = meant
    if (first === undefined) return null
    const group = step.audience === "group" ? groupOf.get(first.id) : undefined
    if (group !== undefined)
      return { meant: first, answers: first, addressee: { audience: "group", id: group.id, unit: first.id } }
    // A vacant post is answered for by the nearest upper unit: never by nobody.
    const answers = meant.find((unit) => on.heads.has(unit.id))
    if (answers === undefined) return null
    const { person: id, unit, position, title } = on.heads.get(answers.id)!
    return { meant: first, answers, addressee: { audience: "person", id, unit, position, title } }
  }

  const believed = (duty: Duty, step: Step, day: PlainDate.PlainDate): string | null =>
    reached(duty, step, table(day, Instant.at(day, step.time)))?.addressee.id ?? null

  /**
   * Whether `now` answers since that day and somebody else did the day before. A day counts as it was known at the hour
   * of the step; what became known later counts from the day it was known.
   */
  const changedOn = (duty: Duty, step: Step, day: PlainDate.PlainDate, now: string): boolean =>
    believed(duty, step, day) === now && believed(duty, step, PlainDate.addDays(day, -1)) !== now

  return {
    /** Whom the step reaches on that day, by everything known now. */
    reached: (duty: Duty, step: Step, day: PlainDate.PlainDate): Reached | null =>
      reached(duty, step, table(day, null)),

    /** Who holds the post at the owing unit itself; `null` when it is vacant. */
    holder: (duty: Duty, day: PlainDate.PlainDate): Position.Officer | null =>
      table(day, null).heads.get(duty.unit) ?? null,

    /** The owing unit and those above it. */
    line: (duty: Duty, day: PlainDate.PlainDate): ReadonlyArray<Unit> => line(duty, table(day, null)),

    changedOn,

    /** The last day of a handover whose hour lies after `after` and not later than `to`. */
    handover: (
      duty: Duty,
      step: Step,
      { after, to, now }: { readonly after: Instant.Instant; readonly to: Instant.Instant; readonly now: string }
    ): PlainDate.PlainDate | null => {
      for (let day = Instant.dateIn(to); Instant.at(day, step.time) > after; day = PlainDate.addDays(day, -1))
        if (Instant.at(day, step.time) <= to && changedOn(duty, step, day, now)) return day
      return null
    }
  }
}

/** Looks up who answers for whom. */
export type Offices = ReturnType<typeof open>
