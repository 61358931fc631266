/**
 * One figure over many periods on one tree, although the tree was redrawn in between: every period is restated from the
 * tree of its own day, and the break is marked.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import * as Issue from "@lienhoi/words/Issue"
import { arrivals } from "./internal/arrivals.ts"
import * as Restated from "./Restated.ts"
import * as RestatedFigure from "./RestatedFigure.ts"
import type { Total } from "./Total.ts"

/** One period. */
export interface Point {
  /** Ids of the periods of the total. */
  readonly periods: ReadonlyArray<string>
  /** The day of the tree on which it was reported. */
  readonly on: PlainDate
  readonly figure: RestatedFigure.Figure
  /** The units behind the figure were redrawn since the point before. */
  readonly isBreak: boolean
}

/** What is asked. */
export interface Question extends Restated.Restatement {
  /** In their order, each on the tree of its own day. */
  readonly totals: ReadonlyArray<Total>
  readonly unit: string
  readonly field: string
}

/** The series; fails as restating one of its totals does, with the problems of all. Empty for an unknown unit or field. */
export const of = ({ field, totals, unit, ...onto }: Question): Issue.Checked<ReadonlyArray<Point>> => {
  const restated = totals.map((total) => Restated.onto(total, onto))
  const issues = restated.flatMap((each) => (each.ok ? [] : each.issues))
  return Issue.unless(issues, () => {
    const points: Array<Point> = []
    let before: Behind | null = null
    for (const each of restated) {
      const figure = each.ok ? RestatedFigure.of(each.value, unit, field) : null
      if (!each.ok || figure === null) continue
      const { hierarchy, window } = each.value.total
      const now = behind(each.value, unit)
      points.push({
        periods: window.map(({ id }) => id),
        on: hierarchy.date,
        figure,
        isBreak: before !== null && isBreak(before, now)
      })
      before = now
    }
    return points
  })
}

/** The units of one tree behind a unit of another, with their shares. */
interface Behind {
  readonly shares: ReadonlyMap<string, Fraction.Fraction>
  readonly lives: (unit: string) => boolean
}

const behind = ({ total, transfer }: Restated.Restated, unit: string): Behind => {
  const { closed, hierarchy } = total
  const lives = (id: string): boolean => hierarchy.index.has(id) && !closed.has(id)
  const shares = new Map<string, Fraction.Fraction>()
  for (const { share, source } of arrivals(transfer, transfer.onto.index.get(unit)!)) {
    const { id } = hierarchy.units[source]!
    if (lives(id)) shares.set(id, share)
  }
  return { shares, lives }
}

/** A unit behind the figure ended and left heirs, or one that lived on came in, went out, or changed its share. */
const isBreak = (before: Behind, now: Behind): boolean =>
  [...before.shares].some(([unit, share]) => {
    const other = now.shares.get(unit)
    return other === undefined || Fraction.subtract(share, other).numerator !== 0n
  }) || [...now.shares.keys()].some((unit) => before.lives(unit) && !before.shares.has(unit))
