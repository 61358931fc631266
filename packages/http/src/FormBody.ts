/**
 * A form, and what is told while reports come in, as they go over the line.
 *
 * @since 0.1.0
 */
import type { Period } from "@lienhoi/calendar/Period"
import type { Form } from "@lienhoi/report/Form"
import type { Template } from "@lienhoi/template/Template"
import * as Schema from "effect/Schema"
import { CellsBody, InputBody } from "./ReportBody.ts"

/** A plain value that another package describes: what it is like stands in its type. */
const plain = <A>(identifier: string): Schema.Codec<A> =>
  Schema.Record(Schema.String, Schema.Unknown).annotate({ identifier }) as unknown as Schema.Codec<A>

const OrNull = Schema.NullOr

/** Everything that one form needs; see `Form` of `@lienhoi/report`. */
export const FormBody = Schema.Struct({
  /** Decoded: `Compiled.make(form.template)` in a browser is the same validator as everywhere. */
  template: plain<Template>("DecodedTemplate"),
  unit: Schema.Struct({
    id: Schema.String,
    name: Schema.String,
    level: Schema.String,
    kind: OrNull(Schema.String),
    path: Schema.String
  }),
  period: plain<Period>("Period"),
  closing: Schema.Boolean,
  due: OrNull(Schema.String),
  waived: OrNull(Schema.String),
  previous: OrNull(CellsBody),
  sameLastYear: OrNull(CellsBody),
  targets: OrNull(CellsBody),
  cells: OrNull(CellsBody),
  status: Schema.Literals(["none", "draft", "submitted", "returned", "approved", "sealed"]),
  round: Schema.Int,
  revision: Schema.Int,
  reason: OrNull(Schema.String),
  given: InputBody,
  may: Schema.Struct({
    submit: Schema.Boolean,
    amend: Schema.Boolean,
    return: Schema.Boolean,
    approve: Schema.Boolean,
    seal: Schema.Boolean,
    extend: Schema.Boolean,
    waive: Schema.Boolean
  })
}).annotate({ identifier: "Form" }) satisfies Schema.Codec<Form>

/** What stands behind `data:` of `event: changed`: a report changed, and with it the totals of the units above. */
export const ChangedBody = Schema.Struct({
  lineage: Schema.String,
  period: Schema.String,
  unit: Schema.String,
  upper: Schema.Array(Schema.String)
}).annotate({ identifier: "Changed" })
