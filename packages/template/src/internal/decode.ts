import type { DueRule, On } from "@lienhoi/calendar/Due"
import * as PeriodType from "@lienhoi/calendar/PeriodType"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Issue from "@lienhoi/words/Issue"
import * as Label from "../Label.ts"
import { field } from "./decodeField.ts"
import type { AppliesTo, Rule, Section, Template } from "./written.ts"
import { type Entries, type File, type Given, open, type Places } from "./yaml.ts"

/** The keywords of the language, by the map they stand in. Field keywords stand beside the fields. */
const keywords = {
  template: [
    "template",
    "extends",
    "lineage",
    "version",
    "kind",
    "title",
    "title_en",
    "route",
    "period",
    "window",
    "reference_day",
    "due",
    "applies_to",
    "secrecy",
    "personal",
    "sections",
    "rules"
  ],
  due: [
    "day",
    "month_offset",
    "month",
    "working_days_after",
    "days_before",
    "event",
    "from",
    "to",
    "on_day_off",
    "estimated"
  ],
  appliesTo: ["levels", "kinds", "units", "from", "to"],
  section: ["title", "title_en", "theme", "asked_of", "fields"],
  rule: ["when", "warn", "error", "text_en", "field", "relevant"]
}

const date = (file: File, given: Given | null): string | null => {
  const text = file.words(given)
  if (text === null || PlainDate.isValid(text)) return text
  file.say(given!, "date.bad", { text: text.slice(0, 40) })
  return null
}

/** Leaves out what is not there, as the plain types of other packages want it. */
const present = <A extends object>(of: A): { [K in keyof A]: NonNullable<A[K]> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null)) as never

const on = (file: File, entry: Entries, given: Given): On | null => {
  const dayOfMonth = file.whole(entry.get("day"))
  if (dayOfMonth !== null) {
    if (dayOfMonth < 1 || dayOfMonth > 31) file.say(entry.get("day")!, "due.day")
    const more = { monthOffset: file.whole(entry.get("month_offset")), month: file.whole(entry.get("month")) }
    return { dayOfMonth, ...present(more) }
  }
  const workingDaysAfterWindow = file.whole(entry.get("working_days_after"))
  if (workingDaysAfterWindow !== null) return { workingDaysAfterWindow }
  const daysBefore = file.whole(entry.get("days_before"))
  const event = file.words(entry.get("event"))
  if (daysBefore !== null && event !== null) return { daysBefore, event }
  if (!file.places.isSpoiled(given.path)) file.say(given, "due.form")
  return null
}

const dueRule = (file: File, level: string, given: Given): DueRule | null => {
  if (!file.isMap(given)) {
    const dayOfMonth = file.whole(given)
    if (dayOfMonth === null) return null
    if (dayOfMonth < 1 || dayOfMonth > 31) file.say(given, "due.day")
    return { level, on: { dayOfMonth } }
  }
  const entry = file.map(given, keywords.due)
  const when = on(file, entry, given)
  const more = {
    from: date(file, entry.get("from")),
    to: date(file, entry.get("to")),
    onDayOff: file.oneOf(entry.get("on_day_off"), ["next", "previous", "keep"]),
    estimated: file.truth(entry.get("estimated"))
  }
  return when === null ? null : { level, on: when, ...present(more) }
}

/** Rules in the order of the file; a level may have several, each for its own time. */
const due = (file: File, given: Given | null): ReadonlyArray<DueRule> =>
  (given === null ? [] : file.entries(given)).flatMap(([level, rule]) =>
    (file.isList(rule) ? file.list(rule) : [rule]).map((one) => dueRule(file, level, one)).filter((one) => one !== null)
  )

const section = (file: File, key: string, given: Given, secrecy: Label.Secrecy): Section => {
  const entry = file.map(given, keywords.section)
  const askedOf = file.strings(entry.get("asked_of")) ?? []
  if (!/^[A-Za-z][A-Za-z0-9_]*$/u.test(key)) file.say(given, "section.key", { key: key.slice(0, 40) })
  return {
    key,
    title: file.needed(entry, "title") ?? key,
    titleEn: file.words(entry.get("title_en")),
    theme: file.words(entry.get("theme")),
    fields: file.list(entry.get("fields")).map((one) => field(file, one, { askedOf, secrecy, inTable: false }))
  }
}

/** Stands where a rule could not be read, so that those after it keep their number. */
const noRule: Rule = { does: "relevant", when: "TRUE", fields: [] }

const rule = (file: File, given: Given): Rule => {
  const entry = file.map(given, keywords.rule)
  const when = file.needed(entry, "when")
  const warn = file.words(entry.get("warn"))
  const error = file.words(entry.get("error"))
  const fields = file.strings(entry.get("relevant"))
  const textEn = file.words(entry.get("text_en"))
  const place = file.words(entry.get("field"))
  if ([warn, error, fields].filter((part) => part !== null).length !== 1) {
    if (!file.places.isSpoiled(given.path)) file.say(given, "rule.form")
    return noRule
  }
  if (when === null) return noRule
  if (fields !== null) return { does: "relevant", when, fields }
  return { does: warn === null ? "error" : "warning", when, text: (warn ?? error)!, textEn, field: place }
}

const appliesTo = (file: File, given: Given | null, sections: ReadonlyArray<Section>): AppliesTo => {
  const asked = new Set(sections.flatMap((one) => one.fields.flatMap((f) => f.askedOf)))
  if (given === null) return { levels: [...asked], kinds: null, units: null, from: null, to: null }
  const entry = file.map(given, keywords.appliesTo)
  return {
    levels: file.strings(entry.get("levels")) ?? [...asked],
    kinds: file.strings(entry.get("kinds")),
    units: file.strings(entry.get("units")),
    from: date(file, entry.get("from")),
    to: date(file, entry.get("to"))
  }
}

const idShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u

/** What a file holds, read as far as it can be read, with everything that is wrong about its form. */
export const decode = (
  text: string
): { readonly template: Template | null; readonly issues: ReadonlyArray<Issue.Issue>; readonly places: Places } => {
  const file = open(text)
  const { issues, places } = file
  if (file.root === null) return { template: null, issues, places }
  const entry = file.map(file.root, keywords.template)
  if (!file.isMap(file.root)) return { template: null, issues, places }

  const extended = entry.get("extends")
  if (extended !== null) {
    file.say(extended, "template.extends-later")
    return { template: null, issues, places }
  }
  const kind = file.oneOf(entry.get("kind"), ["report", "register", "case", "notice"]) ?? "report"
  if (kind !== "report") {
    file.say(entry.get("kind")!, "template.kind-later", { kind })
    return { template: null, issues, places }
  }

  const id = file.needed(entry, "template") ?? ""
  const idGiven = entry.get("template")
  if (id !== "" && !idShape.test(id)) file.say(idGiven!, "template.id", { id: id.slice(0, 80) })
  const own: Label.Label = {
    secrecy: file.oneOf(entry.get("secrecy"), Label.secrecies) ?? "internal",
    personal: file.oneOf(entry.get("personal"), Label.personals) ?? "none",
    reviewed: true
  }
  if (own.secrecy === "secret") file.say(entry.get("secrecy")!, "template.secret")
  const given = entry.get("sections")
  if (given === null) file.needed(entry, "sections")
  const sections = (given === null ? [] : file.entries(given)).map(([key, one]) => section(file, key, one, own.secrecy))
  const rules = entry.get("rules")
  const title = file.needed(entry, "title") ?? id
  if (entry.get("period") === null) file.needed(entry, "period")
  const template: Template = {
    id,
    lineage: file.words(entry.get("lineage")) ?? id,
    version: file.words(entry.get("version")) ?? "1.0.0",
    kind,
    title,
    titleEn: file.words(entry.get("title_en")),
    route: file.words(entry.get("route")) ?? "own",
    period: file.oneOf(entry.get("period"), PeriodType.all) ?? "month",
    window: file.oneOf(entry.get("window"), ["calendar", "fifteenth"]) ?? "calendar",
    referenceDay: file.oneOf(entry.get("reference_day"), ["window-end", "window-start"]) ?? "window-end",
    due: due(file, entry.get("due")),
    appliesTo: appliesTo(file, entry.get("applies_to"), sections),
    sections,
    rules: (rules === null ? [] : file.list(rules)).map((one) => rule(file, one)),
    label: Label.highest(own, ...sections.flatMap((one) => one.fields.map((f) => f.sensitivity)))
  }
  return { template, issues, places }
}
