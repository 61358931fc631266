/** What the reports of one unit brought to a figure, one by one. */
import type { Via } from "@lienhoi/report/Submission"
import type { Column } from "@lienhoi/template/Column"
import type { Filed } from "../Filed.ts"
import * as Fixed from "../Fixed.ts"
import type { State } from "../State.ts"
import * as Total from "../Total.ts"
import * as Mark from "./mark.ts"
import * as OwnRow from "./ownRow.ts"

/** One report of a unit and its figure. */
export interface Brought {
  readonly period: string
  readonly state: State
  readonly value: number
  readonly revision: number
  readonly status: Filed["status"]
  readonly reportedBy: string | null
  readonly recordedBy: string | null
  readonly via: Via | null
  readonly estimated: boolean
  /** Stands in for a missing figure of a later period. */
  readonly carried: boolean
}

/** By the unit at that place of the total's tree, in the order of the periods. */
export const brought = (total: Total.Total, unit: number, column: Column): ReadonlyArray<Brought> => {
  const filed = Total.filedBy(total, unit)
  return OwnRow.pieces(total, unit, column, filed, []).flatMap(({ at, mark, whole }) => {
    if (whole === null) return []
    const { period, recordedBy = null, reportedBy = null, revision, status, via = null } = filed[at]!
    const value = Fixed.quotient(whole, 10n ** BigInt(column.scale))
    const notes = { estimated: (mark & Mark.estimated) > 0, carried: (mark & Mark.carried) > 0 }
    return [{ period, revision, status, reportedBy, recordedBy, via, ...notes, state: Mark.stateOf(mark), value }]
  })
}
