/** The units of the old tree behind a figure on the new one. */
import type * as Figure from "../Figure.ts"
import type { Restated } from "../Restated.ts"
import * as State from "../State.ts"
import * as Total from "../Total.ts"
import * as Transfer from "../Transfer.ts"
import * as Mark from "./mark.ts"

/** As of any figure, and how many of those that reported lie here only partly. */
export interface Counts extends Figure.Counts {
  readonly divided: number
}

/** What the old unit at that place said. */
export const mark = ({ total }: Restated, source: number, at: number): number =>
  total.marks[source * total.template.columns.length + at]!

/** Counts who stands behind a figure, on the tree of its day. */
export const survey = (
  restated: Restated,
  place: number,
  at: number
): { readonly counts: Counts; readonly strongest: State.State } => {
  const { total, transfer } = restated
  const counts = {
    reported: 0,
    expected: 0,
    missing: 0,
    notApplicable: 0,
    estimated: 0,
    carried: 0,
    partial: 0,
    returned: 0,
    divided: Transfer.partlyWithin(transfer, place).parts.filter(({ source }) =>
      Mark.isFigure(mark(restated, source, at))
    ).length
  }
  let strongest: State.State = "not-applicable"
  for (const source of Transfer.sourcesWithin(transfer, place)) {
    const own = mark(restated, source, at)
    if (own === Mark.silent) counts.missing += Total.isExpected(total, source, at) ? 1 : 0
    else if (own === Mark.notApplicable) counts.notApplicable++
    else {
      counts.reported++
      if (own & Mark.estimated) counts.estimated++
      if (own & Mark.carried) counts.carried++
      if (own & Mark.partial) counts.partial++
      if (own & Mark.returned) counts.returned++
      strongest = State.join(strongest, Mark.stateOf(own))
    }
  }
  if (counts.missing > 0) strongest = State.join(strongest, "missing")
  counts.expected = counts.reported + counts.missing
  return { counts, strongest }
}
