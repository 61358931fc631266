import * as Due from "@lienhoi/calendar/Due"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import type * as Issue from "@lienhoi/words/Issue"
import { meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import type { Say } from "./say.ts"
import type { Template } from "./written.ts"
import type { Path } from "./yaml.ts"

const levelOfCounts = (counts: string | null): string | null =>
  counts?.startsWith("units:") ? counts.slice("units:".length) : null

/** The template's periods in the year in which a rule begins or ends; any year serves for a rule that always holds. */
const periodsOf = ({ period }: Template, { from, to }: Due.DueRule): ReadonlyArray<Period.Period> => {
  const newYear = PlainDate.of(PlainDate.year(from ?? to ?? "2024-01-01"), 1, 1)
  const periods = Array.from({ length: 53 }, (_, week) =>
    Period.containing(period, PlainDate.addDays(newYear, week * 7))
  )
  return periods.filter((one) => one !== null)
}

/** A due day before the end of the window would be refused in every such period, and nobody would owe anything. */
const tooEarly = (template: Template, rule: Due.DueRule, level: Due.Level): Issue.Issue | undefined =>
  periodsOf(template, rule)
    .flatMap((period) => Due.check({ rules: [rule], levels: [level], window: template.window, period }))
    .find(({ code }) => code === "due.before-window-end")

/** What a template says about levels and routes, held against the association and against itself. */
export const levelIssues = (
  template: Template,
  association: Association | undefined,
  paths: ReadonlyArray<Path>,
  say: Say
): void => {
  const { appliesTo } = template
  const ids = association?.levels.map((level) => level.id)
  const known = (level: string, path: Path): boolean => {
    if (association === undefined || ids!.includes(level)) return true
    const params = { association: association.name.vi, associationEn: association.name.en, known: ids!.join(", ") }
    say(path, "level.unknown", { level: level.slice(0, 40), ...params, ...meant(nearest(level, ids!)) })
    return false
  }
  const fields = template.sections.flatMap((section) => section.fields)
  const asked = new Set([...fields.flatMap((field) => field.askedOf), ...(template.acknowledge?.levels ?? [])])
  appliesTo.levels.forEach((level, i) => {
    // A level that is asked something, or acknowledges, is held against the association there.
    if (!asked.has(level)) known(level, ["applies_to", "levels", i])
  })
  // Fields that take asked_of from their section share its list; what is wrong with it is said once, at the section.
  const looked = new Set<ReadonlyArray<string>>()
  fields.forEach((field, i) => {
    const counted = levelOfCounts(field.counts)
    if (counted !== null) known(counted, [...paths[i]!, "counts"])
    if (looked.has(field.askedOf)) return
    looked.add(field.askedOf)
    const shared = fields.filter((other) => other.askedOf === field.askedOf).length > 1
    const where = shared ? paths[i]!.slice(0, 2) : paths[i]!
    field.askedOf.forEach((level, n) => {
      const path = [...where, "asked_of", n]
      if (known(level, path) && !appliesTo.levels.includes(level)) say(path, "level.not-applied", { level })
    })
  })
  if (association !== undefined && !association.routes.includes(template.route)) {
    say(["route"], "template.route-unknown", { route: template.route, known: association.routes.join(", ") })
  }

  template.acknowledge?.levels.forEach((level, i) => {
    const path = ["acknowledge", "levels", i]
    if (known(level, path) && !appliesTo.levels.includes(level)) say(path, "level.not-applied", { level })
  })
  // Only a report is owed period by period.
  if (template.kind !== "report") return

  // Without an association every level named by the template is taken to live.
  const named = [...new Set([...appliesTo.levels, ...template.due.map((rule) => rule.level)])]
  const levels = association?.levels ?? named.map((id) => ({ id }))
  const unruled = (found: { readonly code: string; readonly path: Path }): boolean => {
    const level = levels[found.path[1] as number]?.id ?? ""
    const hasRule = template.due.some((rule) => rule.level === level)
    return found.code === "due.no-rule" && (!appliesTo.levels.includes(level) || (association === undefined && hasRule))
  }
  for (const found of Due.check({ rules: template.due, levels, window: template.window })) {
    if (unruled(found)) continue
    const level = found.path[0] === "rules" ? template.due[found.path[1] as number]?.level : undefined
    say.add(level === undefined ? ["due"] : ["due", level], found)
  }
  for (const rule of template.due) {
    const level = levels.find(({ id }) => id === rule.level)
    const early = level === undefined ? undefined : tooEarly(template, rule, level)
    if (early !== undefined) say.add(["due", rule.level], early)
  }
}
