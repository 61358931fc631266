/**
 * What differs between two versions of a template, in words, and how much: computed, so that nobody has to guess.
 *
 * | change | when |
 * | --- | --- |
 * | patch | only words or their order |
 * | minor | more is asked, or less strictly; every old report stays good and every figure keeps its meaning |
 * | major | an old report may be wrong under it, or a figure means something else |
 *
 * @since 0.1.0
 */
import type * as Field from "./Field.ts"
import { equal } from "./internal/canonical.ts"
import { issue, type Part } from "./internal/diffTexts.ts"
import { gridReasons, kindReasons } from "./internal/kindReasons.ts"
import { type Say, targetReasons, told } from "./internal/targetReasons.ts"
import * as Template from "./Template.ts"
import * as Version from "./Version.ts"

/** One difference, and how much it is. */
export interface Reason {
  readonly change: Version.Change
  /** Stable and dotted, for programs. */
  readonly code: string
  /** The way to it in the newer template; in the older one for what was removed. */
  readonly path: ReadonlyArray<string | number>
  /** Vietnamese. */
  readonly message: string
  readonly english: string
}

/** All differences, the greatest first. */
export interface TemplateDiff {
  readonly change: Version.Change
  readonly reasons: ReadonlyArray<Reason>
  /** The version that the newer one should bear, counted from the older. */
  readonly version: string
}

/** What a figure means; none of it may change without being said. */
const meaning = [
  ["key", "key"],
  ["type", "type"],
  ["unit", "unit"],
  ["decimals", "decimals"],
  ["combine", "combine"],
  ["counts", "counts"],
  ["formula", "formula"],
  ["numerator", "numerator"],
  ["denominator", "denominator"],
  ["disaggregate", "disaggregate"],
  ["columns", "columns"],
  ["askedOf", "asked_of"],
  ["relevant", "relevant"]
] as const

const words = [
  ["label", "label"],
  ["labelEn", "label_en"],
  ["hint", "hint"]
] as const

/** How strict a requirement is: none, sometimes, always. */
const strictness = (required: boolean | string): number => (required === false ? 0 : required === true ? 2 : 1)

const fieldReasons = (a: Field.Field, b: Field.Field, say: Say): void => {
  const { key } = b
  const change = (part: Part, from: unknown, to: unknown) => told(key, part, from, to)
  for (const [part, name] of meaning) {
    if (!equal(a[part], b[part])) say("major", "diff.meaning", [key, name], change(name, a[part], b[part]))
  }
  gridReasons(a, b, say)
  if (!equal(a.source, b.source)) {
    const isLocked = (a.source?.locked ?? false) || (b.source?.locked ?? false)
    say(isLocked ? "major" : "minor", isLocked ? "diff.source-locked" : "diff.source", [key, "from"], { key })
  }
  if (a.carry !== b.carry) say("minor", "diff.carry", [key, "carry"], { key })
  for (const [part, name] of words) if (a[part] !== b[part]) say("patch", "diff.words", [key, name], told(key, name))
  if (a.partOf !== b.partOf) {
    if (b.partOf === null) say("minor", "diff.looser", [key, "part_of"], change("part_of", a.partOf, b.partOf))
    else say("major", "diff.stricter", [key, "part_of"], change("part_of", a.partOf, b.partOf))
  }
  if (a.required !== b.required) {
    const isLooser = strictness(b.required) < strictness(a.required)
    const params = change("required", a.required, b.required)
    say(isLooser ? "minor" : "major", isLooser ? "diff.looser" : "diff.stricter", [key, "required"], params)
  }
  for (const bound of ["min", "max"] as const) {
    const [before, now] = [a[bound], b[bound]]
    if (before === now) continue
    const isLooser = now === null || (before !== null && (bound === "min" ? now < before : now > before))
    const params = change(bound, before, now)
    say(isLooser ? "minor" : "major", isLooser ? "diff.looser" : "diff.stricter", [key, bound], params)
  }
  if (!equal(a.sensitivity, b.sensitivity)) {
    const access = (field: Field.Field) => `${field.sensitivity.secrecy}, ${field.sensitivity.personal}`
    say("minor", "diff.access", [key, "secrecy"], { ...told(key, "key", access(a), access(b)) })
  }
  for (const { key: choice, label } of a.choices) {
    const now = b.choices.find((one) => one.key === choice)
    if (now === undefined) say("major", "diff.choice-removed", [key, "choices", choice], { key, label })
    else if (now.label !== label) say("patch", "diff.words", [key, "choices", choice], told(key, "choices"))
  }
  for (const { key: choice, label } of b.choices) {
    if (a.choices.some((one) => one.key === choice)) continue
    say("minor", "diff.choice-added", [key, "choices", choice], { key, label })
  }
}

const ruleReasons = (a: Template.Template, b: Template.Template, say: Say): void => {
  const same = (x: Template.Rule, y: Template.Rule): boolean =>
    x.does === y.does && x.when === y.when && (x.does !== "relevant" || equal(x, y))
  const text = (rule: Template.Rule): string => (rule.does === "relevant" ? rule.when : rule.text)
  b.rules.forEach((rule, i) => {
    const path = ["rules", i]
    const before = a.rules.find((one) => equal(one, rule)) ?? a.rules.find((one) => same(one, rule))
    if (before !== undefined) {
      if (!equal(before, rule)) say("patch", "diff.words", path, told(text(rule), "rules"))
    } else if (rule.does === "relevant") say("major", "diff.relevance", path, { when: rule.when })
    else if (rule.does === "error") say("major", "diff.rule-added-error", path, { text: rule.text })
    else say("minor", "diff.rule-added", path, { text: rule.text })
  })
  a.rules.forEach((rule, i) => {
    if (b.rules.some((one) => same(rule, one))) return
    if (rule.does === "relevant") say("major", "diff.relevance", ["rules", i], { when: rule.when })
    else say("minor", "diff.rule-removed", ["rules", i], { text: rule.text })
  })
}

const wholeReasons = (a: Template.Template, b: Template.Template, say: Say): void => {
  const key = b.id
  const decisive = ["lineage", "kind", "route", "period", "window", "referenceDay"] as const
  for (const part of decisive) {
    if (a[part] !== b[part]) say("major", "diff.meaning", [part], told(key, part, a[part], b[part]))
  }
  if (a.title !== b.title || a.titleEn !== b.titleEn) say("patch", "diff.words", ["title"], told(key, "title"))
  if (!equal(a.source, b.source)) say("patch", "diff.words", ["source"], told(key, "source"))
  if (!equal(a.due, b.due)) say("minor", "diff.due", ["due"])
  for (const level of b.appliesTo.levels) {
    if (!a.appliesTo.levels.includes(level)) say("minor", "diff.level-added", ["applies_to", "levels"], { level })
  }
  for (const level of a.appliesTo.levels) {
    if (!b.appliesTo.levels.includes(level))
      say("major", "diff.applies", ["applies_to", "levels"], { what: level, whatEn: level })
  }
  for (const what of ["kinds", "units", "from", "to"] as const) {
    if (!equal(a.appliesTo[what], b.appliesTo[what]))
      say("major", "diff.applies", ["applies_to", what], told(b.id, what))
  }
  for (const section of b.sections) {
    const before = a.sections.find((one) => one.key === section.key)
    if (before === undefined) continue
    const said = (one: Template.Section) => [one.title, one.titleEn, one.theme]
    if (!equal(said(before), said(section))) {
      say("patch", "diff.words", ["sections", section.key], told(section.key, "title"))
    }
    if (!equal(before.columns, section.columns)) {
      say("patch", "diff.words", ["sections", section.key, "columns"], told(section.key, "columns"))
    }
  }
  const places = (one: Template.Template, other: Template.Template) =>
    one.sections.map(({ key, fields }) => [key, fields.filter((f) => Template.field(other, f.key)).map((f) => f.key)])
  const filled = (rows: ReturnType<typeof places>) => rows.filter(([, keys]) => keys!.length > 0)
  if (!equal(filled(places(a, b)), filled(places(b, a)))) say("patch", "diff.order", ["sections"])
}

/**
 * How a template differs from an older one.
 *
 * @example
 * ```ts
 * import { Template, TemplateDiff } from "@lienhoi/template"
 *
 * const version = (more: string) => {
 *   const read = Template.parse(
 *     [
 *       "template: vwu/hoi-vien",
 *       "title: Hội viên",
 *       "period: month",
 *       "window: fifteenth",
 *       "due: { chi_hoi: 15 }",
 *       "sections:",
 *       "  to_chuc:",
 *       "    title: Tổ chức",
 *       "    asked_of: [chi_hoi]",
 *       "    fields:",
 *       `      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }${more} }`
 *     ].join("\n")
 *   )
 *   if (!read.ok) throw new Error(read.issues[0]?.message)
 *   return read.value.template
 * }
 * const diff = TemplateDiff.of(version(""), version(", max: 500"))
 *
 * diff.change // => "major"
 * diff.version // => "2.0.0"
 * diff.reasons[0]?.message // => "TC04: mức lớn nhất chặt hơn, từ không có thành 500; báo cáo cũ có thể sai theo mẫu mới"
 * ```
 */
export const of = (older: Template.Template, newer: Template.Template): TemplateDiff => {
  const reasons: Array<Reason> = []
  const say: Say = (change, code, path, params = {}) => {
    const { message, english } = issue(code, params)
    reasons.push({ change, code, path, message, english })
  }
  wholeReasons(older, newer, say)
  kindReasons(older, newer, say)
  for (const field of Template.fields(older)) {
    const { key, label } = field
    const now = Template.field(newer, key)
    if (now === null) say("major", "diff.field-removed", [key], { key, label })
    else fieldReasons(field, now, say)
  }
  for (const field of Template.fields(newer)) {
    const { key, label } = field
    if (Template.field(older, key) !== null) continue
    if (field.required === false) say("minor", "diff.field-added", [key], { key, label })
    else say("major", "diff.field-added-required", [key], { key, label })
  }
  targetReasons(older.targets, newer.targets, false, "targets", say)
  ruleReasons(older, newer, say)
  const size = ({ change }: Reason): number => Version.changes.indexOf(change)
  const sorted = reasons.toSorted((a, b) => size(b) - size(a))
  const change = sorted[0]?.change ?? "none"
  return { change, reasons: sorted, version: Version.next(older.version, change) }
}
