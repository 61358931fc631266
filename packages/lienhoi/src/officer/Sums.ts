/**
 * What a template, and an overlay on it, do to the sums of the levels above: which figures add up and how, which stay
 * with the province, what the overlay changed, and that the figures of the base are what they were.
 *
 * @since 0.1.0
 */

import type * as Period from "@lienhoi/calendar/Period"
import type * as Association from "@lienhoi/hierarchy/Association"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import type * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Example from "./Example.ts"

/** How the figure of an upper unit comes about: from the figures below, computed again from totals, or not at all. */
type Way = "folded" | "recomputed" | "none"

/** One figure. */
export interface Line {
  readonly key: string
  readonly label: string
  readonly unit: string | null
  /** The id of the layer that asks it first. */
  readonly owner: string
  /** Whether the bottom layer, the centre's, has it. */
  readonly isBase: boolean
  readonly way: Way
  /** `null` unless it is folded. */
  readonly combine: Field.Combine | null
  /** Of a figure that is computed again: the formula or the two parts. */
  readonly from: string | null
}

/** A field as a layer calls it; `was` is what the layer below called it, where that differs. */
export interface Named {
  readonly key: string
  readonly label: string
  readonly was: string | null
}

/** What one layer does to the one below. */
export interface Change {
  readonly id: string
  readonly added: ReadonlyArray<Named>
  readonly relabelled: ReadonlyArray<Named>
  readonly hidden: ReadonlyArray<Named>
  readonly tightened: ReadonlyArray<Named>
  readonly choices: ReadonlyArray<Named>
  /** Levels. */
  readonly due: ReadonlyArray<string>
  readonly rules: number
}

/** That the figures of the base are untouched: by what the fields say, and by adding up an example both ways. */
export interface Proof {
  readonly base: string
  /** Fields of the base that are asked. */
  readonly fields: number
  /** Those of them that differ in more than an overlay may change; empty for every overlay that was accepted. */
  readonly changed: ReadonlyArray<string>
  /** Figures of the example that were compared: the overlay's total against the total of projected reports. */
  readonly figures: number
  /** Those that came out differently. */
  readonly different: ReadonlyArray<string>
}

/** All of it, as data. */
export interface Sums {
  readonly lines: ReadonlyArray<Line>
  /** Questions whose answers are read one by one and never summed. */
  readonly unsummed: number
  readonly changes: ReadonlyArray<Change>
  /** `null` for a template that extends nothing. */
  readonly proof: Proof | null
  /** `null` where no tree of that association fits the template. */
  readonly example: Example.Example | null
}

type Layers = Pick<Overlay.Resolved, "layers" | "template">

/** What is looked at. */
export interface Options {
  readonly resolved: Layers
  readonly association: Association.Association
  readonly period: Period.Period
}

const wayOf = (field: Field.Field): Way =>
  field.combine !== null
    ? field.combine.units === "none"
      ? "none"
      : "folded"
    : Field.isComputed(field)
      ? "recomputed"
      : "none"

const ownerOf = (layers: Layers["layers"], key: string): string =>
  layers.find((layer) => Template.field(layer, key) !== null)!.id

const lineOf = ({ layers }: Layers, { key }: Field.Field, field: Field.Field, name: string): Line => {
  const way = wayOf(field)
  const parts = field.numerator === null ? null : `${field.numerator} ÷ ${field.denominator}`
  return {
    key: name,
    label: field.label,
    unit: field.unit,
    owner: ownerOf(layers, key),
    isBase: Template.field(layers[0]!, key) !== null,
    way,
    combine: way === "folded" ? field.combine : null,
    from: way === "recomputed" ? (field.formula ?? parts) : null
  }
}

/** The figure of a field, or those of a grid, one for each column that adds up. */
const linesOf = (layers: Layers, field: Field.Field): ReadonlyArray<Line> =>
  Field.isNumeric(field)
    ? [lineOf(layers, field, field, field.key)]
    : field.columns
        .filter(({ combine }) => combine !== null)
        .map((column) => {
          const named = { ...column, label: `${field.label}: ${column.label}` }
          return lineOf(layers, field, named, `${field.key}.${column.key}`)
        })

/** What an overlay may change; all else of a field is the base's. */
const own = ["label", "labelEn", "hint", "required", "min", "max", "choices"] as const

/** The field without what an overlay may change, as text: equal texts add up equally. */
const meaning = (field: Field.Field): string =>
  JSON.stringify(
    Object.entries(field)
      .filter(([name]) => !own.includes(name as (typeof own)[number]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
  )

const named = ({ key, label }: Field.Field, was?: Field.Field): Named => ({
  key,
  label,
  was: was === undefined || was.label === label ? null : was.label
})

const json = JSON.stringify

const changeOf = (lower: Template.Template, upper: Template.Template): Change => {
  const pairs = Template.fields(upper).map((field) => ({ field, was: Template.field(lower, field.key) }))
  const where = (differs: (field: Field.Field, was: Field.Field) => boolean): ReadonlyArray<Named> =>
    pairs.flatMap(({ field, was }) => (was !== null && differs(field, was) ? [named(field, was)] : []))
  const due = [...new Set([...lower.due, ...upper.due].map(({ level }) => level))]
  const rulesOf = ({ due: rules }: Template.Template, level: string) => json(rules.filter((one) => one.level === level))
  return {
    id: upper.id,
    added: pairs.flatMap(({ field, was }) => (was === null ? [named(field)] : [])),
    relabelled: where((a, b) => a.label !== b.label || a.hint !== b.hint || a.labelEn !== b.labelEn),
    hidden: Template.fields(lower).flatMap((field) =>
      Template.field(upper, field.key) === null ? [named(field)] : []
    ),
    tightened: where((a, b) => json([a.required, a.min, a.max]) !== json([b.required, b.min, b.max])),
    choices: where((a, b) => json(a.choices) !== json(b.choices)),
    due: due.filter((level) => rulesOf(lower, level) !== rulesOf(upper, level)),
    rules: upper.rules.length - lower.rules.length
  }
}

const proofOf = ({ resolved, association, period }: Options, compiled: Compiled.Compiled): Proof | null => {
  const [base] = resolved.layers
  if (base === undefined || resolved.layers.length < 2) return null
  const kept = Template.fields(base).flatMap((was) => {
    const field = Template.field(resolved.template, was.key)
    return field === null ? [] : [{ key: was.key, isSame: meaning(field) === meaning(was) }]
  })
  const above = Compiled.make(base, { association })
  const compared = above.ok
    ? Example.compare({ compiled, base: above.value, association, period })
    : { figures: 0, different: [] }
  return {
    base: base.id,
    fields: kept.length,
    changed: kept.filter(({ isSame }) => !isSame).map(({ key }) => key),
    ...compared
  }
}

/** The effect of a resolved template on the sums; its layers are compiled anew, so a template that holds is expected. */
export const of = (options: Options, compiled: Compiled.Compiled): Sums => {
  const { layers, template } = options.resolved
  const lines = Template.fields(template).map((field) => linesOf(options.resolved, field))
  return {
    lines: lines.flat(),
    unsummed: lines.filter((each) => each.length === 0).length,
    changes: layers.slice(1).map((upper, i) => changeOf(layers[i]!, upper)),
    proof: proofOf(options, compiled),
    example: Example.of({ compiled, association: options.association, period: options.period })
  }
}
