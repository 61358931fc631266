import * as PeriodType from "@lienhoi/calendar/PeriodType"
import type { Expression } from "../Expression.ts"
import { type Field, isNumeric, type Source } from "../Field.ts"
import * as Formula from "../Formula.ts"
import { issue, meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import type { Say } from "./say.ts"
import * as Typing from "./typing.ts"
import type { Template } from "./written.ts"
import type { Path } from "./yaml.ts"
import * as Zero from "./zero.ts"

const fieldsOf = (template: Template): ReadonlyArray<Field> => template.sections.flatMap((section) => section.fields)

const fieldOf = (template: Template, key: string): Field | undefined =>
  fieldsOf(template).find((field) => field.key.toLowerCase() === key.toLowerCase())

/** What formulas over one record of a register may name. */
const scopeOf = (register: Template): Typing.Scope => {
  const subjects = fieldsOf(register).flatMap(
    (field): ReadonlyArray<Typing.Subject> => [
      { key: field.key, field, item: null },
      ...field.disaggregate.flatMap(({ items }) =>
        items.map((item) => ({ key: `${field.key}[${item.key}]`, field, item }))
      )
    ]
  )
  return new Map(subjects.map((subject) => [subject.key.toLowerCase(), subject]))
}

/** What a formula says of other periods: a record has none. */
const pasts = (of: Formula.Formula): ReadonlyArray<Formula.Formula> => {
  switch (of.type) {
    case "past":
      return [of]
    case "unary":
      return pasts(of.of)
    case "binary":
      return [...pasts(of.left), ...pasts(of.right)]
    case "call":
      return of.args.flatMap(pasts)
    default:
      return []
  }
}

/** A condition over the records of a register, and everything that is wrong with it. */
export const condition = (
  where: string,
  register: Template | null
): { readonly expression: Expression | null; readonly issues: ReadonlyArray<Parameters<Say["add"]>[1]> } => {
  const parsed = Formula.parse(where)
  if (!parsed.ok) return { expression: null, issues: parsed.issues }
  if (register === null) return { expression: null, issues: [] }
  const scope = scopeOf(register)
  const { expression, issues } = Typing.type(parsed.value, scope)
  if (expression === null || issues.length > 0) return { expression: null, issues }
  const wrong = Typing.mismatch(parsed.value, expression, "truth")
  const back = pasts(parsed.value).map(({ span }) => issue("formula.past-record", span))
  const found = [...wrong, ...back, ...Zero.divisions(parsed.value, scope)]
  return { expression: found.length > 0 ? null : expression, issues: found }
}

/** Whether it is a template of cases of which one can be late. */
export const hasLimits = (template: Template): boolean =>
  template.kind === "case" && template.states.some(({ limit }) => limit !== null)

/** Choices of a register by which a fed count is divided too; `null` when it does not know them. */
export const divisionOf = (register: Template, by: string): Field | null => {
  const field = fieldOf(register, by)
  return field?.type === "choice" ? field : null
}

const registerIssues = (
  field: Field,
  source: Extract<Source, { register: string }>,
  register: Template | null,
  path: Path,
  say: Say
): void => {
  const { sum, where, at } = source
  if (where !== null) for (const found of condition(where, register).issues) say.add([...path, "where"], found)
  if (register === null) return
  const named = { register: register.lineage, key: field.key }
  if (sum !== null) {
    const summed = fieldOf(register, sum)
    const keys = fieldsOf(register).map(({ key }) => key)
    if (summed === undefined) {
      say([...path, "sum"], "source.field", { ...named, name: sum.slice(0, 40), ...meant(nearest(sum, keys)) })
    } else if (!isNumeric(summed) || summed.type === "ratio") {
      say([...path, "sum"], "source.number", { ...named, name: summed.key })
    }
  }
  if ((at === "due" || at === "in-time") && !hasLimits(register)) {
    say([...path, "at"], "source.due", { register: register.lineage, at })
  }
  const needed = at === "began" ? "from" : at === "ended" ? "to" : null
  if (needed !== null && register.record?.[needed] === null) {
    say([...path, "at"], "source.dates", { ...named, name: `record.${needed}`, at })
  }
  for (const { by, items, label } of field.disaggregate) {
    const division = divisionOf(register, by)
    if (division === null) continue
    const foreign = items.filter((item) => !division.choices.some((choice) => choice.key === item.key))
    const absent = division.choices.filter((choice) => !items.some((item) => item.key === choice.key))
    const differing = [...foreign, ...absent].map((one) => one.key).join(", ")
    if (differing !== "") say(path, "source.items", { ...named, by: label, found: differing })
  }
}

const templateIssues = (
  template: Template,
  field: Field,
  source: Extract<Source, { template: string }>,
  other: Template,
  path: Path,
  say: Say
): void => {
  const named = { register: other.lineage, key: field.key }
  const from = fieldOf(other, source.field)
  const keys = fieldsOf(other).map(({ key }) => key)
  if (from === undefined) {
    const params = { ...named, name: source.field.slice(0, 40), ...meant(nearest(source.field, keys)) }
    say([...path, "field"], "source.field", params)
  } else if (from.type !== field.type) {
    say([...path, "field"], "source.type", { ...named, type: field.type, name: from.key, found: from.type })
  }
  const length = (type: Template["period"]) => PeriodType.all.indexOf(type)
  if (length(other.period) > length(template.period) || other.period === "ad-hoc") {
    say([...path, "template"], "source.period", { ...named, found: other.period, wanted: template.period })
  }
}

/** What is wrong with where a field is fed from; beyond the form only when its sources are at hand. */
export const sourceIssues = (
  template: Template,
  field: Field,
  source: Source,
  atHand: ReadonlyArray<Template> | undefined,
  path: Path,
  say: Say
): void => {
  const isRegister = "register" in source
  const name = isRegister ? source.register : source.template
  const keyword = isRegister ? "register" : "template"
  if (name === template.lineage || name === template.id) {
    say([...path, keyword], "source.itself")
    return
  }
  const other = atHand?.find((one) => one.lineage === name) ?? atHand?.find((one) => one.id === name) ?? null
  if (atHand !== undefined && other === null) {
    const known = atHand.map((one) => one.lineage)
    say([...path, keyword], "source.unknown", { name, ...meant(nearest(name, known)) })
  }
  const wanted: ReadonlyArray<Template["kind"]> = isRegister ? ["register", "case"] : ["report"]
  if (other?.kind === "notice") {
    say([...path, keyword], "source.notice", { name })
    return
  }
  if (other !== null && !wanted.includes(other.kind)) {
    const isCounted = other.kind === "register" || other.kind === "case"
    const params = { name, found: other.kind, wanted: wanted.join(", "), keyword: isCounted ? "register" : "template" }
    say([...path, keyword], "source.kind", params)
    return
  }
  if (isRegister) registerIssues(field, source, other, path, say)
  else if (other !== null) templateIssues(template, field, source, other, path, say)
}
