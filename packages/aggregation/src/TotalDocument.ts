/**
 * A total as a document that goes to other programs: what it rests on, its figures, and what was received and could not be
 * counted. A total itself is a living thing of tables; this is what of it is plain data.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import * as Figure from "./Figure.ts"
import * as Total from "./Total.ts"

/** One total at one moment. */
export interface TotalDocument {
  readonly basis: Total.Basis
  /** Unit by unit in the order of the tree, each in the order of the template. */
  readonly figures: ReadonlyArray<Figure.Figure>
  readonly leftOut: ReadonlyArray<Issue.Issue>
}

/** What of a total is wanted; everything when left out. */
export interface Wanted {
  readonly units?: ReadonlyArray<string>
  /** Keys of columns and of computed fields. */
  readonly fields?: ReadonlyArray<string>
}

/** The figures of a total as a document. What the tree or the template does not have is not in it. */
export const of = (total: Total.Total, wanted: Wanted = {}): TotalDocument => {
  const { columns, template } = total.template
  const computed = template.sections
    .flatMap(({ fields }) => fields)
    .filter((field) => (field.formula !== null || field.type === "ratio") && field.combine === null)
  const keys = wanted.fields ?? [...columns, ...computed].map(({ key }) => key)
  const units = wanted.units ?? total.hierarchy.units.map(({ id }) => id)
  const figures = units.flatMap((unit) => keys.flatMap((key) => Figure.of(total, unit, key) ?? []))
  return { basis: Total.basis(total), figures, leftOut: Total.leftOut(total) }
}

const text = { type: "string", minLength: 1 } as const
const whole = { type: "integer", minimum: 0 } as const
const number = { type: ["number", "null"] } as const
const state = { enum: ["value", "zero", "missing", "not-applicable"] } as const

const strict = <P extends object>(properties: P) =>
  ({ type: "object", properties, required: Object.keys(properties), additionalProperties: false }) as const

const figure = strict({
  unit: text,
  column: text,
  state,
  value: number,
  exact: { type: ["string", "null"], pattern: "^-?[0-9]+/[0-9]+$" },
  reason: { anyOf: [{ type: "null" }, strict({ vi: { type: "string" }, en: { type: "string" } })] },
  own: strict({ state, value: number }),
  outOf: { type: ["integer", "null"], minimum: 0 },
  inputs: { type: "array", items: { $ref: "#/$defs/figure" } },
  reported: whole,
  expected: whole,
  missing: whole,
  notApplicable: whole,
  estimated: whole,
  carried: whole,
  partial: whole,
  returned: whole
} satisfies { readonly [K in keyof Figure.Figure]-?: object })

const basis = strict({
  figures: { enum: ["submitted", "approved", "sealed"] satisfies ReadonlyArray<Total.Basis["figures"]> },
  tree: strict({ association: text, date: text, knownAt: { type: ["string", "null"] }, route: text }),
  template: strict({ lineage: text, id: text, version: text }),
  periods: { type: "array", items: text, minItems: 1 },
  last: { enum: ["missing", "carry-forward"] },
  revisions: {
    type: "object",
    additionalProperties: { type: "object", additionalProperties: { type: "integer", minimum: 1 } }
  }
} satisfies { readonly [K in keyof Total.Basis]-?: object })

const { $schema: _, ...issue } = Issue.jsonSchema

/** The JSON Schema (draft 2020-12) of a {@link TotalDocument}. */
export const jsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "TotalDocument",
  ...strict({
    basis,
    figures: { type: "array", items: { $ref: "#/$defs/figure" } },
    leftOut: { type: "array", items: issue }
  } satisfies { readonly [K in keyof TotalDocument]-?: object }),
  $defs: { figure }
}
