/**
 * Who has reported: completeness is received ÷ expected, timeliness received on time ÷ expected. Where nothing is
 * expected there is no share: the answer is `null`, not 1.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { Duty } from "@lienhoi/report/Duty"

/** How many reports were owed and came. Shares run from 0 to 1. */
export interface Counts {
  readonly expected: number
  readonly received: number
  readonly onTime: number
  /** Came after the day that was known when the round opened. */
  readonly late: number
  /** Not here although the due day has passed. */
  readonly overdue: number
  readonly completeness: number | null
  readonly timeliness: number | null
  /** Units whose reports are not here, due or not yet due. */
  readonly missing: ReadonlyArray<string>
}

/** The counts of one unit itself and of everything at or under it. */
export interface Of {
  readonly own: Counts
  readonly subtree: Counts
}

/** By unit. */
export interface Completeness {
  readonly units: ReadonlyMap<string, Of>
  /** Of all duties together, also of units that do not stand in the tree. */
  readonly all: Counts
}

/** Duties, and the moment from which they are looked at. */
export interface Question {
  readonly duties: Iterable<Duty>
  /** What came after this moment is not here yet, and what was due before its date in Vietnam is overdue. */
  readonly on: Instant.Instant
  readonly hierarchy: Snapshot
}

/** Counts duties, for every unit and every subtree of the tree. A waived duty is not expected. */
export const of = ({ duties, hierarchy, on }: Question): Completeness => {
  const byUnit = new Map<string, Array<Duty>>()
  const owed: Array<Duty> = []
  for (const duty of duties) {
    if (duty.waived !== null) continue
    owed.push(duty)
    const same = byUnit.get(duty.unit)
    if (same === undefined) byUnit.set(duty.unit, [duty])
    else same.push(duty)
  }
  const tally = (duties: ReadonlyArray<Duty>): Counts => count(duties, on)
  const subtrees: Array<Counts> = new Array(hierarchy.units.length)
  const units = new Map<string, Of>()
  for (let place = hierarchy.units.length - 1; place >= 0; place--) {
    const { id } = hierarchy.units[place]!
    const first = hierarchy.firstChild[place]!
    const own = tally(byUnit.get(id) ?? [])
    const subtree = together([own, ...subtrees.slice(first, first + hierarchy.childCount[place]!)])
    subtrees[place] = subtree
    units.set(id, { own, subtree })
  }
  return { units, all: tally(owed) }
}

const count = (duties: ReadonlyArray<Duty>, on: Instant.Instant): Counts => {
  const today = Instant.dateIn(on)
  const isHere = (duty: Duty): boolean => duty.fulfilledAt !== null && duty.fulfilledAt <= on
  const here = duties.filter(isHere)
  const absent = duties.filter((duty) => !isHere(duty))
  const onTime = here.filter((duty) => duty.timely === true).length
  return shares({
    expected: duties.length,
    received: here.length,
    onTime,
    late: here.length - onTime,
    overdue: absent.filter((duty) => duty.due < today).length,
    missing: [...new Set(absent.map((duty) => duty.unit))]
  })
}

const together = (counts: ReadonlyArray<Counts>): Counts => {
  const add = (of: (each: Counts) => number): number => counts.reduce((sum, each) => sum + of(each), 0)
  return shares({
    expected: add((each) => each.expected),
    received: add((each) => each.received),
    onTime: add((each) => each.onTime),
    late: add((each) => each.late),
    overdue: add((each) => each.overdue),
    missing: counts.flatMap((each) => each.missing)
  })
}

const shares = (counts: Omit<Counts, "completeness" | "timeliness">): Counts => ({
  ...counts,
  completeness: counts.expected === 0 ? null : counts.received / counts.expected,
  timeliness: counts.expected === 0 ? null : counts.onTime / counts.expected
})
