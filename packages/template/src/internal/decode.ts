import type { DueRule, On } from "@lienhoi/calendar/Due"
import * as PeriodType from "@lienhoi/calendar/PeriodType"
import type * as Issue from "@lienhoi/words/Issue"
import * as Label from "../Label.ts"
import { date } from "./decodeDate.ts"
import { field } from "./decodeField.ts"
import { kindParts } from "./decodeKind.ts"
import { target } from "./decodeTarget.ts"
import type { DimensionSet } from "./dimensions.ts"
import {
  comparisonColumns,
  dayOfMonth,
  deeds,
  dueForms,
  idShape,
  keywordsOf,
  kinds,
  onDayOff,
  referenceDays,
  sectionShape,
  windows
} from "./grammar.ts"
import { type Shared, shared } from "./sharedDimensions.ts"
import type { AppliesTo, ComparisonColumn, Rule, Section, Template } from "./written.ts"
import { type Entries, type File, type Given, open, type Places } from "./yaml.ts"

/** Leaves out what is not there, as the plain types of other packages want it. */
const present = <A extends object>(of: A): { [K in keyof A]: NonNullable<A[K]> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null)) as never

const day = (file: File, given: Given | null): number | null => {
  const found = file.whole(given)
  const [first, last] = dayOfMonth
  if (found !== null && (found < first || found > last)) file.say(given!, "due.day")
  return found
}

/** A rule is of one form: what belongs to another has no place in it. */
const on = (file: File, entry: Entries, given: Given): On | null => {
  const is = (keyword: string) => entry.get(keyword) !== null
  const forms = dueForms.filter(({ needs, may }) => [...needs, ...may].some(is))
  if ((forms.length !== 1 || !forms[0]!.needs.every(is)) && !file.places.isSpoiled(given.path)) {
    file.say(given, "due.form")
    return null
  }
  const dayOfMonth = day(file, entry.get("day"))
  const more = { monthOffset: file.whole(entry.get("month_offset")), month: file.whole(entry.get("month")) }
  const workingDaysAfterWindow = file.whole(entry.get("working_days_after"))
  const daysBefore = file.whole(entry.get("days_before"))
  const event = file.words(entry.get("event"))
  if (dayOfMonth !== null) return { dayOfMonth, ...present(more) }
  if (workingDaysAfterWindow !== null) return { workingDaysAfterWindow }
  return daysBefore !== null && event !== null ? { daysBefore, event } : null
}

const dueRule = (file: File, level: string, given: Given): DueRule | null => {
  if (!file.isMap(given)) {
    const dayOfMonth = day(file, given)
    return dayOfMonth === null ? null : { level, on: { dayOfMonth } }
  }
  const entry = file.map(given, keywordsOf("due"))
  const when = on(file, entry, given)
  const more = {
    from: date(file, entry.get("from")),
    to: date(file, entry.get("to")),
    onDayOff: file.oneOf(entry.get("on_day_off"), onDayOff),
    estimated: file.truth(entry.get("estimated"))
  }
  return when === null ? null : { level, on: when, ...present(more) }
}

/** Rules in the order of the file; a level may have several, each for its own time. */
export const due = (file: File, given: Given | null): ReadonlyArray<DueRule> =>
  (given === null ? [] : file.entries(given)).flatMap(([level, rule]) =>
    (file.isList(rule) ? file.list(rule) : [rule]).map((one) => dueRule(file, level, one)).filter((one) => one !== null)
  )

/** Derived columns, each once; `null` when nothing is said of them. */
export const columns = (file: File, given: Given | null): ReadonlyArray<ComparisonColumn> | null => {
  if (given === null) return null
  const all = file.isList(given) ? file.list(given) : [given]
  return [...new Set(all.map((one) => file.oneOf(one, comparisonColumns)))].filter((one) => one !== null)
}

const section = (
  file: File,
  key: string,
  given: Given,
  around: { secrecy: Label.Secrecy; shared: Shared; columns: ReadonlyArray<ComparisonColumn> }
): Section => {
  const entry = file.map(given, keywordsOf("section"))
  const askedOf = file.strings(entry.get("asked_of")) ?? []
  if (!sectionShape.test(key)) file.say(given, "section.key", { key: key.slice(0, 40) })
  return {
    key,
    title: file.needed(entry, "title") ?? key,
    titleEn: file.words(entry.get("title_en")),
    theme: file.words(entry.get("theme")),
    columns: columns(file, entry.get("columns")) ?? around.columns,
    fields: file.list(entry.get("fields")).map((one) => field(file, one, { askedOf, inTable: false, ...around }))
  }
}

/** Stands where a rule could not be read, so that those after it keep their number. */
const noRule: Rule = { does: "relevant", when: "TRUE", fields: [] }

export const rule = (file: File, given: Given): Rule => {
  const entry = file.map(given, keywordsOf("rule"))
  const when = file.needed(entry, "when")
  const warn = file.words(entry.get("warn"))
  const error = file.words(entry.get("error"))
  const fields = file.strings(entry.get("relevant"))
  const textEn = file.words(entry.get("text_en"))
  const place = file.words(entry.get("field"))
  if (deeds.filter((deed) => entry.get(deed) !== null).length !== 1) {
    if (!file.places.isSpoiled(given.path)) file.say(given, "rule.form")
    return noRule
  }
  if (when === null || (warn ?? error ?? fields) === null) return noRule
  if (fields !== null) return { does: "relevant", when, fields }
  return { does: warn === null ? "error" : "warning", when, text: (warn ?? error)!, textEn, field: place }
}

/** The levels that a template has to do with: those that are asked something, and those that acknowledge it. */
export const takePart = (
  sections: ReadonlyArray<Section>,
  acknowledge: Template["acknowledge"]
): ReadonlyArray<string> => {
  const asked = sections.flatMap((one) => one.fields.flatMap((f) => f.askedOf))
  return [...new Set([...asked, ...(acknowledge?.levels ?? [])])]
}

const appliesTo = (file: File, given: Given | null, asked: ReadonlyArray<string>): AppliesTo => {
  if (given === null) return { levels: [...asked], kinds: null, units: null, from: null, to: null }
  const entry = file.map(given, keywordsOf("appliesTo"))
  return {
    levels: file.strings(entry.get("levels")) ?? [...asked],
    kinds: file.strings(entry.get("kinds")),
    units: file.strings(entry.get("units")),
    from: date(file, entry.get("from")),
    to: date(file, entry.get("to"))
  }
}

/** What a file holds, read as far as it can be read, with everything that is wrong about its form. */
export const decode = (
  text: string,
  atHand: ReadonlyArray<DimensionSet> = []
): { readonly template: Template | null; readonly issues: ReadonlyArray<Issue.Issue>; readonly places: Places } => {
  const file = open(text)
  const { issues, places } = file
  if (file.root === null) return { template: null, issues, places }
  const entry = file.map(file.root, [...keywordsOf("template"), "extends"])
  if (!file.isMap(file.root)) return { template: null, issues, places }

  const extended = entry.get("extends")
  if (extended !== null) {
    file.say(extended, "template.extends")
    return { template: null, issues, places }
  }
  const kind = file.oneOf(entry.get("kind"), kinds) ?? "report"
  const parts = kindParts(file, entry, kind)
  const dimensions = shared(file, entry.get("dimensions"), atHand)

  const idGiven = entry.get("template")
  const id = (idGiven === null ? file.needed(entry, "template") : file.word(idGiven)) ?? ""
  if (id !== "" && !idShape.test(id)) file.say(idGiven!, "template.id", { id: id.slice(0, 80) })
  const own: Label.Label = {
    secrecy: file.oneOf(entry.get("secrecy"), Label.secrecies) ?? "internal",
    personal: file.oneOf(entry.get("personal"), Label.personals) ?? "none",
    reviewed: true
  }
  if (own.secrecy === "secret") file.say(entry.get("secrecy")!, "template.secret")
  const given = entry.get("sections")
  if (given === null) file.needed(entry, "sections")
  const beside = columns(file, entry.get("columns")) ?? []
  const sections = (given === null ? [] : file.entries(given)).map(([key, one]) =>
    section(file, key, one, { secrecy: own.secrecy, shared: dimensions, columns: beside })
  )
  const rules = entry.get("rules")
  const title = file.needed(entry, "title") ?? id
  const template: Template = {
    id,
    lineage: file.words(entry.get("lineage")) ?? id,
    version: file.words(entry.get("version")) ?? "1.0.0",
    kind,
    title,
    titleEn: file.words(entry.get("title_en")),
    source: file.strings(entry.get("source")) ?? [],
    route: file.words(entry.get("route")) ?? "own",
    period: file.oneOf(entry.get("period"), PeriodType.all) ?? (kind === "report" ? "month" : "ad-hoc"),
    window: file.oneOf(entry.get("window"), windows) ?? "calendar",
    referenceDay: file.oneOf(entry.get("reference_day"), referenceDays) ?? "window-end",
    due: due(file, entry.get("due")),
    appliesTo: appliesTo(file, entry.get("applies_to"), takePart(sections, parts.acknowledge)),
    ...parts,
    dimensions: dimensions.sets,
    sections,
    targets: file.list(entry.get("targets")).map((one) => target(file, one, true)),
    rules: (rules === null ? [] : file.list(rules)).map((one) => rule(file, one)),
    label: Label.highest(own, ...sections.flatMap((one) => one.fields.map((f) => f.sensitivity)))
  }
  return { template, issues, places }
}
