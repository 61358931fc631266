/**
 * Totals, where a figure comes from, and the board, as they go over the line.
 *
 * @since 0.1.0
 */
import type { Explanation } from "@lienhoi/aggregation/Explanation"
import type { Figure } from "@lienhoi/aggregation/Figure"
import type { Board } from "@lienhoi/report/Board"
import { roads } from "@lienhoi/report/Submission"
import * as Schema from "effect/Schema"
import { IssueBody } from "./Problem.ts"

/** The same text in both languages. */
export const BilingualBody = Schema.Struct({ vi: Schema.String, en: Schema.String })

const state = Schema.Literals(["value", "zero", "missing", "not-applicable"])
const number = Schema.NullOr(Schema.Finite)
const status = Schema.Literals(["none", "draft", "submitted", "returned", "approved", "sealed"])

/** One figure of a total, with how much stands behind it. */
export const FigureBody: Schema.Codec<Figure> = Schema.Struct({
  unit: Schema.String,
  column: Schema.String,
  state,
  value: number,
  exact: Schema.NullOr(Schema.String),
  reason: Schema.NullOr(BilingualBody),
  own: Schema.Struct({ state, value: number }),
  outOf: Schema.NullOr(Schema.Int),
  inputs: Schema.Array(Schema.suspend((): Schema.Codec<Figure> => FigureBody)),
  reported: Schema.Int,
  expected: Schema.Int,
  missing: Schema.Int,
  notApplicable: Schema.Int,
  estimated: Schema.Int,
  carried: Schema.Int,
  partial: Schema.Int,
  returned: Schema.Int
}).annotate({ identifier: "Figure" })

/** Figures of a unit and of the units right below it. */
export const TotalBody = Schema.Struct({
  period: Schema.String,
  basis: Schema.Literals(["submitted", "approved", "sealed"]),
  figures: Schema.Array(FigureBody),
  /** What was received and could not be counted. */
  leftOut: Schema.Array(IssueBody)
}).annotate({ identifier: "Total" })

const Place = { unit: Schema.String, path: Schema.String }

/** Everything behind one figure. */
export const ExplanationBody: Schema.Codec<Explanation> = Schema.Struct({
  figure: FigureBody,
  path: Schema.String,
  contributions: Schema.Array(
    Schema.Struct({
      ...Place,
      share: number,
      period: Schema.String,
      state,
      value: Schema.Finite,
      revision: Schema.Int,
      status: Schema.Literals(["submitted", "returned", "approved", "sealed"]),
      reportedBy: Schema.NullOr(Schema.String),
      recordedBy: Schema.NullOr(Schema.String),
      via: Schema.NullOr(Schema.Literals(roads)),
      estimated: Schema.Boolean,
      carried: Schema.Boolean
    })
  ),
  missing: Schema.Array(Schema.Struct(Place)),
  notApplicable: Schema.Array(Schema.Struct({ ...Place, reason: Schema.String })),
  returned: Schema.Array(Schema.Struct(Place)),
  children: Schema.Array(FigureBody),
  inputs: Schema.Array(Schema.suspend((): Schema.Codec<Explanation> => ExplanationBody))
}).annotate({ identifier: "Explanation" })

const UnitLine = Schema.Struct({
  unit: Schema.String,
  name: Schema.String,
  path: Schema.String,
  level: Schema.String,
  status: Schema.Union([status, Schema.Literal("waived")]),
  received: Schema.Boolean,
  timely: Schema.NullOr(Schema.Boolean),
  due: Schema.String,
  overdue: Schema.Boolean,
  dueText: BilingualBody
})

/** The board of one period at one moment: who has reported, who is late, what needs a second look. */
export const BoardBody: Schema.Codec<Board> = Schema.Struct({
  period: Schema.String,
  periodName: BilingualBody,
  root: Schema.Struct({ unit: Schema.String, name: Schema.String }),
  at: Schema.Struct({ time: Schema.String, date: Schema.String }),
  levels: Schema.Array(
    Schema.Struct({
      level: Schema.String,
      name: BilingualBody,
      expected: Schema.Int,
      received: Schema.Int,
      onTime: Schema.Int,
      late: Schema.Int,
      overdue: Schema.Int,
      returned: Schema.Int,
      waived: Schema.Int
    })
  ),
  missing: Schema.Array(UnitLine),
  flagged: Schema.Array(
    Schema.Struct({
      unit: Schema.String,
      path: Schema.String,
      field: Schema.String,
      code: Schema.String,
      text: BilingualBody
    })
  ),
  groups: Schema.Array(
    Schema.Struct({
      head: Schema.Struct({ unit: Schema.String, name: Schema.String }),
      lines: Schema.Array(UnitLine)
    })
  )
}).annotate({ identifier: "Board" })
