/**
 * What a conversation in chat is about, as it stands now: the template, the duty, last month's figures.
 */
import * as Period from "@lienhoi/calendar/Period"
import type * as Conversation from "@lienhoi/report/Conversation"
import type { Duty } from "@lienhoi/report/Duty"
import * as Report from "@lienhoi/report/Report"
import type { Language } from "@lienhoi/words/Language"
import type { App } from "../App.ts"

/** A conversation's subject with the duty and the report behind it. */
export interface Found {
  readonly about: Conversation.About
  readonly duty: Duty
  readonly report: Report.Report
}

/** Finds it; `null` when the template or the duty is gone. */
export const find = async (
  app: App,
  which: { readonly template: string; readonly unit: string; readonly period: string },
  who: string,
  language: Language
): Promise<Found | null> => {
  const { template } = which
  const compiled = app.templates.get(template)
  const period = Period.fromId(which.period)
  const duties = await app.duties({ template, period: which.period })
  const duty = duties.ok ? duties.value.find(({ unit }) => unit === which.unit) : undefined
  if (compiled === undefined || !period.ok || duty === undefined) return null
  const of = (id: string) => app.report({ template, unit: which.unit, period: id })
  const [now, before, lastYear] = await Promise.all([
    of(which.period),
    of(Period.previous(period.value).id),
    of(Period.samePeriodLastYear(period.value).id)
  ])
  const unit = app.tree(duty.to).units.find(({ id }) => id === which.unit)
  if (!now.ok) return null
  const about: Conversation.About = {
    template: compiled,
    period: period.value,
    unit: { id: which.unit, level: duty.level, name: unit?.name ?? which.unit, kind: unit?.kind ?? null },
    closing: duty.closing,
    due: duty.due,
    previous: before.ok ? Report.cellsOn(before.value, "submitted") : null,
    sameLastYear: lastYear.ok ? Report.cellsOn(lastYear.value, "submitted") : null,
    revision: now.value.revision,
    who,
    language
  }
  return { about, duty, report: now.value }
}
