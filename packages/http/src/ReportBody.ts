/**
 * Reports, duties and what comes of a request about one, as they go over the line.
 *
 * @since 0.1.0
 */
import type { Duty, Happened } from "@lienhoi/report/Duty"
import type { Report } from "@lienhoi/report/Report"
import { roads } from "@lienhoi/report/Submission"
import type { Cell, Cells } from "@lienhoi/template/Cell"
import * as Schema from "effect/Schema"
import { IssueBody } from "./Problem.ts"

/** One figure; the numbers of a breakdown and the rows of a table stand in cells of their own. */
export const CellBody: Schema.Codec<Cell> = Schema.Union([
  Schema.Struct({
    state: Schema.Literal("value"),
    value: Schema.Union([
      Schema.Finite,
      Schema.String,
      Schema.Boolean,
      Schema.Array(Schema.String),
      Schema.Array(Schema.suspend((): Schema.Codec<Cells> => CellsBody))
    ]),
    printed: Schema.optionalKey(Schema.String)
  }),
  Schema.Struct({ state: Schema.Literal("zero") }),
  Schema.Struct({ state: Schema.Literal("missing") }),
  Schema.Struct({ state: Schema.Literal("not-applicable"), reason: Schema.String })
]).annotate({ identifier: "Cell" })

/** Figures by the key of their column. */
export const CellsBody: Schema.Codec<Cells> = Schema.Record(Schema.String, CellBody).annotate({ identifier: "Cells" })

/** Answers as a person gave them, by the key of their column; anything may stand here, the validator judges it. */
export const InputBody = Schema.Record(Schema.String, Schema.Unknown).annotate({ identifier: "Input" })

/** Which template, in which wording. */
export const TemplateRefBody = Schema.Struct({ lineage: Schema.String, id: Schema.String, version: Schema.String })

const By = Schema.Struct({ person: Schema.String, position: Schema.optionalKey(Schema.String) })

const ReportKeyBody = Schema.Struct({ lineage: Schema.String, unit: Schema.String, period: Schema.String })

const Figures = {
  revision: Schema.Int,
  template: TemplateRefBody,
  cells: CellsBody,
  flags: Schema.Array(Schema.Struct({ code: Schema.String, field: Schema.String })),
  via: Schema.Literals(roads),
  reportedBy: Schema.String,
  recordedBy: Schema.String,
  onBehalf: Schema.Boolean,
  reviewed: Schema.Boolean
}

const OrNull = Schema.NullOr

/** One report with all its revisions; days are `2024-10-17`, moments are instants in UTC. */
export const ReportBody = Schema.Struct({
  key: ReportKeyBody,
  version: Schema.Int,
  status: Schema.Literals(["none", "draft", "submitted", "returned", "approved", "sealed"]),
  revision: Schema.Int,
  revisions: Schema.Array(
    Schema.Struct({ ...Figures, at: Schema.String, by: By, round: Schema.Int, amends: OrNull(Schema.Int) })
  ),
  draft: OrNull(InputBody),
  rounds: Schema.Array(
    Schema.Struct({
      round: Schema.Int,
      openedAt: OrNull(Schema.String),
      dueWhenOpened: OrNull(Schema.String),
      due: OrNull(Schema.String),
      fulfilledAt: OrNull(Schema.String),
      fulfilledBy: OrNull(Schema.Int),
      waived: OrNull(Schema.String)
    })
  ),
  round: Schema.Int,
  due: OrNull(Schema.String),
  approved: OrNull(Schema.Int),
  sealed: OrNull(Schema.Int),
  digest: OrNull(Schema.String),
  reason: OrNull(Schema.String)
}).annotate({ identifier: "Report" }) satisfies Schema.Codec<Report>

/** Who owes what by when. */
export const DutyBody = Schema.Struct({
  association: Schema.String,
  lineage: Schema.String,
  period: Schema.String,
  unit: Schema.String,
  level: Schema.String,
  from: Schema.String,
  to: Schema.String,
  due: Schema.String,
  nominal: Schema.String,
  round: Schema.Int,
  openedAt: OrNull(Schema.String),
  dueWhenOpened: Schema.String,
  estimated: Schema.Boolean,
  waived: OrNull(Schema.String),
  fulfilledAt: OrNull(Schema.String),
  fulfilledBy: OrNull(Schema.Int),
  timely: OrNull(Schema.Boolean),
  closing: Schema.Boolean
}).annotate({ identifier: "Duty" }) satisfies Schema.Codec<Duty>

/** What came of a request about one report. */
export const ReceiptBody = Schema.Struct({
  /** `confirm-replacement`: other figures came in meanwhile, nothing was recorded; ask again with the newer `seen`. */
  outcome: Schema.Literals(["recorded", "no-op", "confirm-replacement"]),
  report: ReportBody,
  /** What she reads before she lets it go. */
  readBack: Schema.Array(Schema.String),
  /** Figures to look at again; nothing is refused for them. */
  warnings: Schema.Array(IssueBody)
}).annotate({ identifier: "Receipt" })

/** A receipt, as a value. */
export type Receipt = typeof ReceiptBody.Type

/** One thing that happened to a report. */
export const HappenedBody = Schema.Struct({
  type: Schema.String,
  at: Schema.String,
  by: By,
  /** The revision it is about; `null` where it is about none. */
  revision: OrNull(Schema.Int),
  /** The reason that was given, the new due day; `null` where there is none. */
  reason: OrNull(Schema.String),
  due: OrNull(Schema.String)
}).annotate({ identifier: "Happened" })

/** An event of a report, told without its figures. */
export const told = ({ event }: Happened): typeof HappenedBody.Type => ({
  type: event.type,
  at: event.recordedAt,
  by: event.by,
  revision: "revision" in event ? event.revision : null,
  reason: "reason" in event ? event.reason : null,
  due: "due" in event ? event.due : null
})

/** Figures somebody sends. Who sends them is known from the session. */
export const GivenBody = Schema.Struct({
  values: InputBody,
  /** Who answers for the figures (person id); the head of the unit when left out. */
  reportedBy: Schema.optionalKey(Schema.String),
  via: Schema.optionalKey(Schema.Literals(roads)),
  /** The newest revision the sender had before them, 0 when none. Without it the newest there is. */
  seen: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))
}).annotate({ identifier: "Given" })

/** A reason, in the sender's own words. */
export const ReasonText = Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(2_000))

/** A reason and a new due day, `2024-10-19`. */
export const ReasonAndDue = Schema.Struct({ reason: ReasonText, due: Schema.String })

/** A reason alone. */
export const Reason = Schema.Struct({ reason: ReasonText })

/** The bytes of a photo or a file. */
export const FileBody = Schema.Uint8Array as unknown as Schema.Codec<Uint8Array | Blob, Uint8Array>

/** A file that was kept, and the id by which a report names it. */
export const KeptFileBody = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  mediaType: Schema.String,
  bytes: Schema.Int
}).annotate({ identifier: "KeptFile" })
