/**
 * What a plan does to the duties of the period that is under way on its day.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Window from "@lienhoi/calendar/Window"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Duty from "@lienhoi/report/Duty"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"

/** What is asked of a plan's day. */
export interface Asked {
  /** Template files. */
  readonly templates: ReadonlyArray<string>
  readonly language: Language
}

/** The duties, or what is wrong with the templates and, because it may be the reason, with the plan. */
export type Owed =
  | { readonly ok: true; readonly value: ReadonlyArray<Reorganisation.Held> }
  | { readonly ok: false; readonly issues: ReadonlyArray<Issue.Issue>; readonly planIssues: ReadonlyArray<Issue.Issue> }

/**
 * Every duty of the period under way, once the plan is recorded: closing reports of the units that end among them. Each
 * bears the title of its template and its period. A plan that cannot be recorded leaves the duties of the tree as it is.
 */
export const owed = (
  hierarchy: Hierarchy,
  plan: Reorganisation.Reorganisation,
  { language, templates }: Asked
): Owed => {
  if (templates.length === 0) return { ok: true, value: [] }
  const last = Instant.toMillis(hierarchy.events.at(-1)?.recordedAt ?? "1970-01-01T00:00:00.000Z")
  const applied = Reorganisation.apply(hierarchy, plan, {
    recordedAt: Instant.fromMillis(last + 1),
    by: { person: "" }
  })
  const then = applied.ok ? applied.value.hierarchy : hierarchy
  const issues: Array<Issue.Issue> = []
  const value = templates.flatMap((file): ReadonlyArray<Reorganisation.Held> => {
    const judged = files.readTemplate(file, hierarchy.association.id)
    if (!judged.ok) {
      issues.push(...judged.issues)
      return []
    }
    const { compiled: template } = judged.value
    const { title, titleEn, period: type, window } = template.template
    const period = Window.containing(type, plan.effectiveOn, window)
    if (period === null) return []
    const listed = Duty.list({ hierarchy: then, template, period, calendar: WorkingDays.vietnam })
    if (!listed.ok) {
      issues.push(...listed.issues.map((each) => Issue.inFile(each, file)))
      return []
    }
    const called = (language === "en" ? titleEn : null) ?? title
    const name = `${called}, ${Period.format(period, language)}`
    return listed.value.map((duty) => ({ id: Duty.id(duty), unit: duty.unit, name }))
  })
  if (issues.length === 0) return { ok: true, value }
  return { ok: false, issues, planIssues: applied.ok ? [] : applied.issues }
}
