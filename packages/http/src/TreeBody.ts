/**
 * The directory as it goes over the line: units, people in office, templates, postings, and who I am.
 *
 * @since 0.1.0
 */
import type { UnitChange } from "@lienhoi/hierarchy/UnitChange"
import type { UnitList } from "@lienhoi/hierarchy/UnitList"
import * as Schema from "effect/Schema"

const OrNull = Schema.NullOr

/** A unit on one day, with its way up: `Ấp 3 › Xã Đông Phước A › …`. */
export const UnitBody = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  code: OrNull(Schema.String),
  level: Schema.String,
  kind: OrNull(Schema.String),
  parent: OrNull(Schema.String),
  path: Schema.String
}).annotate({ identifier: "Unit" })

/** Somebody in office. `name` is `null` for those who may not see names. */
export const OfficerBody = Schema.Struct({
  person: Schema.String,
  name: OrNull(Schema.String),
  title: Schema.String,
  head: Schema.Boolean,
  since: Schema.String
}).annotate({ identifier: "Officer" })

/** A unit with what stands right below it and who is in office. */
export const UnitPageBody = Schema.Struct({
  unit: UnitBody,
  children: Schema.Array(UnitBody),
  officers: Schema.Array(OfficerBody)
}).annotate({ identifier: "UnitPage" })

const Ended = Schema.Tuple([
  Schema.String,
  Schema.String,
  OrNull(Schema.String),
  Schema.String,
  OrNull(Schema.String),
  Schema.String,
  Schema.Array(Schema.String)
])

/** Every unit of a day in few words: `[id, name, code, level, parent]`; of those that ended also the day and the heirs. */
export const UnitListBody = Schema.Struct({
  on: Schema.String,
  units: Schema.Array(
    Schema.Tuple([Schema.String, Schema.String, OrNull(Schema.String), Schema.String, OrNull(Schema.String)])
  ),
  ended: Schema.Array(Ended)
}).annotate({ identifier: "UnitList" }) satisfies Schema.Codec<UnitList>

const Dated = { on: Schema.String, basis: OrNull(Schema.String), name: Schema.String }
const Bilingual = Schema.Struct({ vi: Schema.String, en: Schema.String })
const Others = Schema.Array(
  Schema.Struct({
    unit: Schema.String,
    name: Schema.String,
    weight: OrNull(
      Schema.Struct({
        numerator: Schema.Int,
        denominator: Schema.Int,
        basis: Schema.Literals(["members", "households", "population", "given", "assumed"])
      })
    )
  })
)

/** One thing that happened to a unit; see `UnitChange` of `@lienhoi/hierarchy`. */
export const UnitChangeBody = Schema.Union([
  Schema.Struct({ ...Dated, type: Schema.Literal("founded") }),
  Schema.Struct({ ...Dated, type: Schema.Literal("from"), others: Others, founded: Schema.Boolean }),
  Schema.Struct({ ...Dated, type: Schema.Literal("into"), others: Others, ended: Schema.Boolean }),
  Schema.Struct({ ...Dated, type: Schema.Literal("renamed"), was: Schema.String }),
  Schema.Struct({ ...Dated, type: Schema.Literal("relevelled"), was: Bilingual, level: Bilingual }),
  Schema.Struct({ ...Dated, type: Schema.Literal("moved"), was: OrNull(Schema.String), parent: OrNull(Schema.String) }),
  Schema.Struct({ ...Dated, type: Schema.Literal("closed") })
]).annotate({ identifier: "UnitChange" }) satisfies Schema.Codec<UnitChange>

/** A template in a list. */
export const TemplateLineBody = Schema.Struct({
  id: Schema.String,
  lineage: Schema.String,
  version: Schema.String,
  title: Schema.String,
  kind: Schema.String,
  /** Of a report: how often; `null` for what has no period. */
  period: OrNull(Schema.String)
}).annotate({ identifier: "TemplateLine" })

/** A template, whole, in the keywords of the language (see the reference of templates). */
export const TemplateBody = Schema.Record(Schema.String, Schema.Unknown).annotate({ identifier: "Template" })

/** One message that a person posts. */
export const PostingBody = Schema.Struct({
  key: Schema.String,
  name: Schema.String,
  where: Schema.String,
  text: Schema.String,
  files: Schema.Array(Schema.Struct({ name: Schema.String, mediaType: Schema.String })),
  since: Schema.String,
  until: Schema.String
}).annotate({ identifier: "Posting" })

/** Who I am and where I hold office today. */
export const MeBody = Schema.Struct({
  account: Schema.String,
  person: Schema.String,
  name: OrNull(Schema.String),
  offices: Schema.Array(Schema.Struct({ unit: Schema.String, unitName: Schema.String, title: Schema.String })),
  /** The units her grants name, today. */
  grants: Schema.Array(
    Schema.Struct({ unit: Schema.String, role: Schema.Literals(["figures", "persons"]), lineage: Schema.String })
  )
}).annotate({ identifier: "Me" })
