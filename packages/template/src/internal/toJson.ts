import type { DueRule } from "@lienhoi/calendar/Due"
import { type Field, type Item, isComputed, type Operator, type Source } from "../Field.ts"
import type {
  JsonBreakdown,
  JsonColumn,
  JsonDue,
  JsonField,
  JsonItems,
  JsonLimit,
  JsonRule,
  JsonSection,
  JsonSource,
  JsonTemplate
} from "../JsonTemplate.ts"
import * as Label from "../Label.ts"
import { takePart } from "./decode.ts"
import { defaultCounts, defaultDecimals, defaultMin, defaultUnit } from "./decodeField.ts"
import { none } from "./grammar.ts"
import { targetOf, texts } from "./targetJson.ts"
import type { Rule, Section, State, Template, TimeLimit } from "./written.ts"

/** Leaves out what goes without saying. */
export const said = <A extends object>(of: A): { [K in keyof A]: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined && value !== null)) as never

const unless = <A>(value: A, usual: A): A | undefined => (value === usual ? undefined : value)

/** A value that may be absent where the type would give one. */
const orNone = <A>(value: A | null, usual: A | null): A | typeof none | undefined =>
  value === usual ? undefined : (value ?? none)

/** Leaves out a list without entries. */
export const some = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> | undefined => (list.length === 0 ? undefined : list)

/** Labels by key. */
export const items = (of: ReadonlyArray<Item>): JsonItems =>
  Object.fromEntries(of.map(({ key, label }) => [key, label]))

/** Whether two lists hold the same words in the same order. */
const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i])

const columnOf = (field: Field, secrecy: Label.Secrecy): JsonColumn => {
  const { type, sensitivity } = field
  return said({
    key: field.key,
    label: field.label,
    label_en: field.labelEn,
    hint: field.hint,
    unit: orNone(field.unit, defaultUnit[type] ?? null),
    type,
    required: unless(field.required, false),
    choices: field.choices.length === 0 ? undefined : items(field.choices),
    min: orNone(field.min, defaultMin(type, isComputed(field))),
    max: field.max,
    decimals: unless(field.decimals, defaultDecimals[type] ?? 0),
    dimension: field.dimension,
    combine: field.combine,
    secrecy: unless(sensitivity.secrecy, secrecy),
    personal: unless(sensitivity.personal, "none")
  }) as JsonColumn
}

const sourceOf = (source: Source, usual: Operator): JsonSource => {
  const locked = source.locked || undefined
  if ("template" in source) {
    const { template, field, periods } = source
    return said({ template, field, periods: unless(periods, usual), locked }) as JsonSource
  }
  const { register, sum, where, at } = source
  const taken = sum === null ? { count: true } : { sum }
  return said({ register, ...taken, where, at: unless(at, "end"), locked }) as JsonSource
}

const limitOf = (limit: TimeLimit): JsonLimit =>
  "workingDays" in limit ? { working_days: limit.workingDays } : { ...limit }

/** One field; `askedOf` is what its section says for all. */
export const fieldOf = (field: Field, secrecy: Label.Secrecy, askedOf: ReadonlyArray<string>): JsonField => {
  const usual = isComputed(field) ? [] : askedOf
  const breakdown = ({ by, label, items: parts, complete }: Field["disaggregate"][number]): JsonBreakdown =>
    said({ by, label: unless(label, by), items: items(parts), complete: complete || undefined }) as JsonBreakdown
  return said({
    ...columnOf(field, secrecy),
    counts: orNone(field.counts, defaultCounts[field.type] ?? null),
    asked_of: same(field.askedOf, usual) ? undefined : field.askedOf,
    part_of: field.partOf,
    numerator: field.numerator,
    denominator: field.denominator,
    formula: field.formula,
    relevant: field.relevant,
    disaggregate: some(field.disaggregate.map(breakdown)),
    columns: some(field.columns.map((column) => columnOf(column, field.sensitivity.secrecy))),
    rows: field.rows.length === 0 ? undefined : items(field.rows),
    totals: some(field.totals),
    row_totals: some(field.rowTotals),
    from: field.source === null ? undefined : sourceOf(field.source, field.combine?.periods ?? "last"),
    carry: field.carry
  }) as JsonField
}

/** The levels that all these fields are asked of; none when they differ or there is but one field. */
export const commonLevels = (fields: ReadonlyArray<Field>): ReadonlyArray<string> => {
  const asked = fields.filter((field) => !isComputed(field)).map((field) => field.askedOf)
  const [first] = asked
  return first !== undefined && asked.length > 1 && asked.every((one) => same(one, first)) ? first : []
}

/** What is asked of the same levels throughout says so once, at the head of the section. */
const sectionOf = (section: Section, secrecy: Label.Secrecy): JsonSection => {
  const common = commonLevels(section.fields)
  return said({
    title: section.title,
    title_en: section.titleEn,
    theme: section.theme,
    asked_of: some(common),
    columns: some(section.columns),
    fields: some(section.fields.map((field) => fieldOf(field, secrecy, common)))
  }) as JsonSection
}

/** One rule. */
export const ruleOf = (rule: Rule): JsonRule => {
  if (rule.does === "relevant") return { when: rule.when, relevant: rule.fields }
  const deed = rule.does === "error" ? { error: rule.text } : { warn: rule.text }
  return said({ when: rule.when, ...deed, text_en: rule.textEn, field: rule.field }) as JsonRule
}

const dueOf = ({ level: _, on, ...rule }: DueRule): number | JsonDue => {
  const more = said({ from: rule.from, to: rule.to, on_day_off: rule.onDayOff, estimated: rule.estimated })
  if ("daysBefore" in on) return { days_before: on.daysBefore, event: on.event, ...more }
  if ("workingDaysAfterWindow" in on) return { working_days_after: on.workingDaysAfterWindow, ...more }
  const json = said({ day: on.dayOfMonth, month_offset: on.monthOffset, month: on.month, ...more })
  return Object.keys(json).length === 1 ? on.dayOfMonth : json
}

/** Due rules by level. */
export const dues = (rules: ReadonlyArray<DueRule>): JsonTemplate["due"] => {
  const levels = [...new Set(rules.map((rule) => rule.level))]
  const entry = (level: string) => {
    const own = rules.filter((rule) => rule.level === level).map(dueOf)
    return [level, own.length === 1 ? own[0]! : own] as const
  }
  return levels.length === 0 ? undefined : Object.fromEntries(levels.map(entry))
}

const stateOf = ({ key, label, labelEn, next, limit, end }: State) =>
  [
    key,
    said({
      label,
      label_en: labelEn,
      next: some(next),
      limit: limit === null ? undefined : limitOf(limit),
      end: end || undefined
    })
  ] as const

/** The file that a template stands for, with nothing in it that goes without saying. */
export const toJson = (template: Template): JsonTemplate => {
  const { label, appliesTo, sections, record, states, acknowledge } = template
  const fields = sections.flatMap((section) => section.fields)
  const { personal } = Label.highest(Label.open, ...fields.map((field) => field.sensitivity))
  const asked = takePart(sections, acknowledge)
  const applies = said({
    levels: same(appliesTo.levels, asked) ? undefined : appliesTo.levels,
    kinds: appliesTo.kinds,
    units: appliesTo.units,
    from: appliesTo.from,
    to: appliesTo.to
  })
  return said({
    template: template.id,
    lineage: unless(template.lineage, template.id),
    version: template.version,
    kind: unless(template.kind, "report"),
    title: template.title,
    title_en: template.titleEn,
    source: texts(template.source),
    route: unless(template.route, "own"),
    period: template.kind === "report" ? template.period : undefined,
    window: unless(template.window, "calendar"),
    reference_day: unless(template.referenceDay, "window-end"),
    due: dues(template.due),
    applies_to: Object.keys(applies).length === 0 ? undefined : applies,
    secrecy: unless(label.secrecy, "internal"),
    personal: unless(label.personal, personal),
    dimensions: some(template.dimensions.map(({ id, range }) => `${id}@${range}`)),
    record: record === null ? undefined : said(record),
    states: states.length === 0 ? undefined : Object.fromEntries(states.map(stateOf)),
    acknowledge:
      acknowledge === null
        ? undefined
        : said({ levels: acknowledge.levels, within: acknowledge.within && limitOf(acknowledge.within) }),
    sections: Object.fromEntries(sections.map((section) => [section.key, sectionOf(section, label.secrecy)])),
    targets: some(template.targets.map(targetOf)),
    rules: some(template.rules.map(ruleOf))
  }) as JsonTemplate
}
