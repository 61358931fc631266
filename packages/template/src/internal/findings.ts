import * as PeriodType from "@lienhoi/calendar/PeriodType"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import { fill } from "@lienhoi/words/Catalogue"
import type * as Issue from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Cell from "../Cell.ts"
import { bounds, type Field, isNumeric, isPercent } from "../Field.ts"
import type { Context } from "../Validation.ts"
import { type AnswerCode, issue } from "./answerTexts.ts"
import { inWords } from "./formulaWords.ts"
import type { Model, Remark, Slot } from "./model.ts"

/** What can be found wrong with a submission, in words. When it is wrong is decided by the two validators. */

const labelOf = ({ field, item }: Slot): string => (item === null ? field.label : `${field.label} – ${item.label}`)

const about = (
  slot: Slot,
  code: AnswerCode,
  params: { readonly [name: string]: string | number } = {},
  severity: "error" | "warning" = "error",
  tail: ReadonlyArray<string | number> = []
): Issue.Issue => issue(code, { label: labelOf(slot), ...params }, { path: [slot.key, ...tail], severity })

const figure = (value: number, field: Field): string => Numeral.format(value, field.decimals)

const share = (value: number, field: Field): string =>
  isPercent(field)
    ? Numeral.formatPercent(value, field.decimals)
    : `${Numeral.format(value, field.decimals)}${field.unit === null ? "" : ` ${field.unit}`}`

const levels = (name: Bilingual) => ({ level: name.vi, levelEn: name.en })

/** Whether the template is for that unit and period at all. */
export const notFor = ({ template, levelName }: Model, context: Context): ReadonlyArray<Issue.Issue> => {
  const { appliesTo, kind, period } = template
  const { unit } = context
  const found: Array<Issue.Issue> = []
  if (!appliesTo.levels.includes(unit.level)) {
    found.push(issue("unit.level", levels(levelName(unit.level)), { path: ["unit"] }))
  }
  if (appliesTo.kinds !== null && !appliesTo.kinds.includes(unit.kind ?? "")) {
    found.push(issue("unit.kind", { kind: unit.kind ?? "–" }, { path: ["unit"] }))
  }
  if (appliesTo.units !== null && !appliesTo.units.includes(unit.id)) {
    found.push(issue("unit.named", { unit: unit.id }, { path: ["unit"] }))
  }
  // A record, a case and the answer to a notice come on any day.
  if (kind === "report" && context.period.type !== period) {
    const [expected, actual] = [PeriodType.names[period], PeriodType.names[context.period.type]]
    const params = { expected: expected.vi, expectedEn: expected.en, actual: actual.vi, actualEn: actual.en }
    found.push(issue("period.type", params, { path: ["period"] }))
  }
  const { from } = context.period
  if ((appliesTo.from ?? from) > from || from > (appliesTo.to ?? from)) {
    found.push(issue("period.outside", { date: PlainDate.format(from) }, { path: ["period"] }))
  }
  return found
}

export const notAsked = ({ levelName }: Model, slot: Slot, level: string) =>
  about(slot, "field.not-asked", levels(levelName(level)))
export const computed = (slot: Slot) => about(slot, "field.computed")
export const unreadable = (
  slot: Slot,
  code: AnswerCode,
  params: { readonly [name: string]: string | number } = {},
  tail: ReadonlyArray<string | number> = []
) => about(slot, code, params, "error", tail)

/** Why a ratio has no value. */
export const noBase = "mẫu số bằng 0"

/** The conditions under which a field is asked, in the words of the questions. */
const whenRelevant = (model: Model, field: Field, language: Language): string => {
  const named = model.template.rules.flatMap((rule) =>
    rule.does === "relevant" && rule.fields.some((key) => key.toLowerCase() === field.key.toLowerCase())
      ? [rule.when]
      : []
  )
  const conditions = field.relevant === null ? named : [field.relevant, ...named]
  const and = language === "vi" ? ", và " : ", and "
  return conditions.map((condition) => inWords(condition, model.byKey, language)).join(and)
}

export const notRelevant = (model: Model, slot: Slot) =>
  about(slot, "field.not-relevant", {
    when: whenRelevant(model, slot.field, "vi"),
    whenEn: whenRelevant(model, slot.field, "en")
  })

/** Why a field that is not relevant holds nothing. */
export const notRelevantReason = (model: Model, field: Field): string =>
  `${Cell.onlyWhen}${whenRelevant(model, field, "vi")}`

export const required = (slot: Slot) => about(slot, isNumeric(slot.field) ? "field.required" : "field.required-answer")

export const below = (slot: Slot, value: number) => {
  const { field, item } = slot
  const { min } = bounds(field, item)
  const params = { found: figure(value, field), limit: Numeral.format(min!, field.decimals) }
  return about(slot, min === 0 ? "value.negative" : "value.below", params)
}

export const above = (slot: Slot, value: number) =>
  about(slot, "value.above", {
    found: figure(value, slot.field),
    limit: Numeral.format(slot.field.max!, slot.field.decimals)
  })

export const moreThanItself = (slot: Slot, value: number) =>
  about(slot, "count.more-than-itself", { found: figure(value, slot.field) })

export const partExceeds = (part: Slot, whole: Slot, value: number, total: number) =>
  about(part, "part.exceeds", {
    part: figure(value, part.field),
    whole: labelOf(whole),
    found: figure(total, whole.field)
  })

export const breakdown = (
  slot: Slot,
  by: string,
  code: "breakdown.differs" | "breakdown.exceeds",
  sum: number,
  total: number
) => about(slot, code, { by, sum: figure(sum, slot.field), found: figure(total, slot.field) })

export const breakdownMissing = (slot: Slot, by: string, items: ReadonlyArray<Slot>) =>
  about(slot, "breakdown.missing", { by, missing: items.map((item) => `“${item.item!.label}”`).join(", ") })

const printed = (slot: Slot, text: string): string => `${text}${isPercent(slot.field) ? "%" : ""}`

export const ratioContradicts = (slot: Slot, text: string, parts: readonly [Slot, number, Slot, number]) => {
  const [numerator, a, denominator, b] = parts
  const params = {
    printed: printed(slot, text),
    numerator: figure(a, numerator.field),
    denominator: figure(b, denominator.field),
    computed: share(a / b, slot.field)
  }
  return about(slot, "ratio.contradicts", params, "warning")
}

export const ratioWithoutBase = (slot: Slot, text: string, denominator: Slot) =>
  about(slot, "ratio.without-base", { printed: printed(slot, text), denominator: labelOf(denominator) }, "warning")

/** A cell in words, for the places of a rule's text. */
const cellInWords = (cell: Cell.Cell | undefined, field: Field): string => {
  const number = Cell.number(cell)
  if (number !== null) return field.type === "ratio" ? share(number, field) : figure(number, field)
  return cell?.state === "value" && typeof cell.value === "string" ? cell.value : "…"
}

export const remark = (model: Model, { rule, at }: Remark, cellAt: (slot: Slot) => Cell.Cell | undefined) => {
  const params: { [name: string]: string } = {}
  for (const [, name] of rule.text.matchAll(/\{(\w+)\}/gu)) {
    const slot = model.byKey.get(name!.toLowerCase())
    if (slot !== undefined) params[name!] = cellInWords(cellAt(slot), slot.field)
  }
  const vi = fill(rule.text, params)
  const en = fill(rule.textEn ?? rule.text, params)
  const code = rule.does === "error" ? "rule.error" : "rule.warning"
  return issue(
    code,
    { vi, en },
    { path: at === null ? ["rules", model.remarks.findIndex((r) => r.rule === rule)] : [at], severity: rule.does }
  )
}
