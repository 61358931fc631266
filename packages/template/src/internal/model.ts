import { format } from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import type * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Column } from "../Column.ts"
import { type Expression, reads } from "../Expression.ts"
import { type Field, type Item, isComputed, isNumeric } from "../Field.ts"
import * as Formula from "../Formula.ts"
import { meant } from "./formulaTexts.ts"
import { columnsOf } from "./grid.ts"
import { kindIssues } from "./kinds.ts"
import { levelIssues } from "./levels.ts"
import { nearest } from "./nearest.ts"
import { type Located, saying } from "./say.ts"
import { fieldIssues } from "./shape.ts"
import { sourceIssues } from "./sources.ts"
import { targetIssues } from "./targetIssues.ts"
import * as Typing from "./typing.ts"
import type { Rule, Template } from "./written.ts"
import type { Path } from "./yaml.ts"
import * as Zero from "./zero.ts"

/** One cell of a submission: a field, or an item of its breakdown. */
export interface Slot {
  readonly index: number
  readonly key: string
  readonly field: Field
  readonly item: Item | null
  /** Whose place in {@link Model.fields}. */
  readonly owner: number
}

/** A field with its formulas understood. Numbers point to {@link Model.slots}. */
export interface FieldModel {
  readonly field: Field
  readonly slot: number
  readonly breakdowns: ReadonlyArray<{ readonly complete: boolean; readonly slots: ReadonlyArray<number> }>
  readonly formula: Expression | null
  readonly relevant: ReadonlyArray<Expression>
  readonly required: boolean | Expression
  readonly numerator: number | null
  readonly denominator: number | null
  readonly partOf: number | null
}

/** A remark with its condition understood. */
export interface Remark {
  readonly rule: Exclude<Rule, { does: "relevant" }>
  readonly when: Expression
  /** The cell it speaks of. */
  readonly at: string | null
}

/** A template in which every name is known. */
export interface Model {
  readonly template: Template
  readonly slots: ReadonlyArray<Slot>
  /** By key in lower case. */
  readonly byKey: ReadonlyMap<string, Slot>
  readonly fields: ReadonlyArray<FieldModel>
  readonly remarks: ReadonlyArray<Remark>
  /** Fields such that each comes after those it is computed from. */
  readonly order: ReadonlyArray<number>
  readonly columns: ReadonlyArray<Column>
  /** What the association calls a level; the id when no association is given. */
  readonly levelName: (id: string) => Bilingual
}

/** How many cells a template may have. */
const most = 2000

const slotsOf = (fields: ReadonlyArray<Field>): ReadonlyArray<Slot> => {
  const slots: Array<Slot> = []
  fields.forEach((field, owner) => {
    const add = (key: string, item: Item | null) => slots.push({ index: slots.length, key, field, item, owner })
    add(field.key, null)
    for (const breakdown of field.disaggregate) {
      for (const item of breakdown.items) add(`${field.key}[${item.key}]`, item)
    }
  })
  return slots
}

const columnOf = ({ key, field, item }: Slot): ReadonlyArray<Column> => {
  if (field.type === "table") return columnsOf(field)
  return field.combine === null || !isNumeric(field) || field.type === "ratio"
    ? []
    : [
        {
          key,
          field,
          item: item?.key ?? null,
          scale: field.decimals,
          units: field.combine.units,
          periods: field.combine.periods
        }
      ]
}

/** Fields so that each comes after what it needs; a circle comes back as its members. */
const sort = (needs: ReadonlyArray<ReadonlyArray<number>>): { order: Array<number>; circle: Array<number> | null } => {
  const order: Array<number> = []
  const state: Array<"new" | "open" | "done"> = needs.map(() => "new")
  let circle: Array<number> | null = null
  const path: Array<number> = []
  const visit = (n: number): void => {
    if (state[n] === "open") circle ??= path.slice(path.indexOf(n))
    if (state[n] !== "new") return
    state[n] = "open"
    path.push(n)
    for (const next of needs[n]!) visit(next)
    path.pop()
    state[n] = "done"
    order.push(n)
  }
  needs.forEach((_, n) => visit(n))
  return { order, circle }
}

const fieldPaths = (template: Template): ReadonlyArray<Path> =>
  template.sections.flatMap((section) => section.fields.map((_, i) => ["sections", section.key, "fields", i]))

/** What beside the template is known. */
export interface Options {
  readonly association?: Association
  /** Registers and templates that feed this one; without them names beyond it are not looked up. */
  readonly templates?: ReadonlyArray<Template>
  readonly places?: Located
}

/** Gives every name in a template its meaning and lists everything about it that does not hold. */
export const make = (
  template: Template,
  options: Options = {}
): { readonly model: Model; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const issues: Array<Issue.Issue> = []
  const say = saying(issues, options.places)
  const fields = template.sections.flatMap((section) => section.fields)
  const paths = fieldPaths(template)
  const slots = slotsOf(fields)
  // A notice may only have to be read.
  if (fields.length === 0 && template.kind !== "notice") say(["sections"], "template.empty")
  const { from, to } = template.appliesTo
  if (from !== null && to !== null && to < from)
    say(["applies_to", "to"], "template.reversed", { from: format(from), to: format(to) })
  const count = slots.length + fields.reduce((cells, { rows, columns }) => cells + rows.length * columns.length, 0)
  if (count > most) {
    // What is too large is told once, and not looked into.
    say(["sections"], "template.too-many", { count, limit: most })
    const nothing = { slots: [], byKey: new Map(), fields: [], remarks: [], order: [], columns: [] }
    return { model: { template, ...nothing, levelName: (id) => ({ vi: id, en: id }) }, issues }
  }
  const byKey = new Map<string, Slot>()
  for (const slot of slots) if (!byKey.has(slot.key.toLowerCase())) byKey.set(slot.key.toLowerCase(), slot)

  levelIssues(template, options.association, paths, say)
  fields.forEach((field, i) => {
    if (byKey.get(field.key.toLowerCase())!.owner !== i) say([...paths[i]!, "key"], "field.twice", { key: field.key })
    fieldIssues(field, paths[i]!, say, template.kind)
  })
  kindIssues(template, say)

  const keys = fields.map((field) => field.key)
  const refer = (key: string | null, path: Path): Slot | null => {
    if (key === null) return null
    const slot = byKey.get(key.toLowerCase())
    if (slot === undefined) say(path, "field.unknown", { name: key.slice(0, 40), ...meant(nearest(key, keys)) })
    return slot ?? null
  }
  const numeric = (key: string | null, path: Path): number | null => {
    const slot = refer(key, path)
    if (slot === null) return null
    if (isNumeric(slot.field) && slot.field.type !== "ratio") return slot.index
    say(path, "field.not-number", { name: slot.key })
    return null
  }
  const understand = (source: string, path: Path, kind: "number" | "truth" | null): Expression | null => {
    const parsed = Formula.parse(source)
    if (!parsed.ok) {
      for (const found of parsed.issues) say.add(path, found)
      return null
    }
    const typed = Typing.type(parsed.value, byKey)
    const wrong =
      kind === null || typed.expression === null ? [] : Typing.mismatch(parsed.value, typed.expression, kind)
    const unsafe = typed.issues.length > 0 ? [] : Zero.divisions(parsed.value, byKey)
    for (const found of [...typed.issues, ...wrong, ...unsafe]) say.add(path, found)
    return wrong.length > 0 ? null : typed.expression
  }

  const opened = fields.map((): Array<Expression> => [])
  const remarks: Array<Remark> = []
  template.rules.forEach((rule, i) => {
    const path = ["rules", i]
    const when = understand(rule.when, [...path, "when"], "truth")
    if (rule.does === "relevant") {
      rule.fields.forEach((key, n) => {
        const slot = refer(key, [...path, "relevant", n])
        if (slot !== null && when !== null) opened[slot.owner]!.push(when)
      })
      return
    }
    for (const [, name] of rule.text.matchAll(/\{([^{}]*)\}/gu)) {
      if (!byKey.has(name!.toLowerCase())) {
        const code = rule.does === "error" ? "error" : "warn"
        say([...path, code], "rule.place-unknown", { name: name!.slice(0, 40), ...meant(nearest(name!, keys)) })
      }
    }
    const at = refer(rule.field, [...path, "field"])?.key ?? null
    if (when !== null) remarks.push({ rule, when, at: at ?? reads(when)[0] ?? null })
  })

  const models = fields.map((field, i): FieldModel => {
    const path = paths[i]!
    const slot = slots.find((one) => one.owner === i)!.index
    let next = slot + 1
    const relevant = field.relevant === null ? null : understand(field.relevant, [...path, "relevant"], "truth")
    const kind = isNumeric(field) ? "number" : field.type === "bool" ? "truth" : null
    return {
      field,
      slot,
      breakdowns: field.disaggregate.map(({ complete, items }) => ({ complete, slots: items.map(() => next++) })),
      formula: field.formula === null ? null : understand(field.formula, [...path, "formula"], kind),
      relevant: [...(relevant === null ? [] : [relevant]), ...opened[i]!],
      required:
        typeof field.required === "string"
          ? (understand(field.required, [...path, "required"], "truth") ?? false)
          : field.required,
      numerator: numeric(field.numerator, [...path, "numerator"]),
      denominator: numeric(field.denominator, [...path, "denominator"]),
      partOf: numeric(field.partOf, [...path, "part_of"])
    }
  })

  const ownerOf = (slot: number | null): ReadonlyArray<number> => (slot === null ? [] : [slots[slot]!.owner])
  const needs = models.map((model) => [
    ...new Set([
      ...ownerOf(model.numerator),
      ...ownerOf(model.denominator),
      ...[...(model.formula === null ? [] : [model.formula]), ...model.relevant]
        .flatMap(reads)
        .map((key) => byKey.get(key.toLowerCase())!.owner)
    ])
  ])
  const { order, circle } = sort(needs)
  const names = (members: ReadonlyArray<number>): string => [...members, members[0]!].map((n) => keys[n]).join(" → ")
  if (circle !== null) {
    const worst = circle.find((n) => isComputed(fields[n]!)) ?? circle[0]!
    const part = fields[worst]!.formula !== null ? "formula" : "relevant"
    say([...paths[worst]!, part], "cycle.computed", { names: names(circle) })
  }
  fields.forEach((field, i) => {
    const { carry, source } = field
    if (carry !== null && carry !== "previous") {
      const path = [...paths[i]!, "carry"]
      const from = refer(carry, path)
      if (from !== null && from.field.type !== field.type) {
        say(path, "field.carry-type", { key: field.key, from: from.key, type: field.type, fromType: from.field.type })
      }
    }
    if (source !== null) sourceIssues(template, field, source, options.templates, [...paths[i]!, "from"], say)
  })
  const parts = sort(models.map((model) => ownerOf(model.partOf)))
  if (parts.circle !== null) {
    const [first] = parts.circle as [number]
    const code = parts.circle.length === 1 ? "field.itself" : "cycle.parts"
    say([...paths[first]!, "part_of"], code, { key: keys[first]!, names: names(parts.circle) })
  }
  models.forEach(({ field, partOf }, i) => {
    const whole = partOf === null ? null : slots[partOf]!.field
    if (field.counts !== null && whole?.counts != null && field.counts !== whole.counts) {
      const params = { key: field.key, part: field.counts, whole: whole.key, counts: whole.counts }
      say([...paths[i]!, "part_of"], "field.part-counts", params, "warning")
    }
  })

  targetIssues(template.targets, ["targets"], say, {
    // The templates that another part of a fraction may come from are not at hand.
    template: (id) => (id === null ? template : undefined),
    templates: [],
    association: options.association,
    term: null
  })

  const levelName = (id: string): Bilingual =>
    options.association?.levels.find((level) => level.id === id)?.name ?? { vi: id, en: id }

  return {
    model: { template, slots, byKey, fields: models, remarks, order, columns: slots.flatMap(columnOf), levelName },
    issues
  }
}
