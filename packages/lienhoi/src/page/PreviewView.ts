/**
 * A template as those who answer it will see it, level by level, and what it does to the sums.
 *
 * @since 0.1.0
 */

import * as Due from "@lienhoi/calendar/Due"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import * as Preview from "../officer/Preview.ts"
import * as FormView from "./FormView.ts"
import * as SumsView from "./SumsView.ts"

const texts = Catalogue.make({
  forms: { vi: "Biểu mẫu như người điền sẽ thấy", en: "The form as those who answer see it" },
  note: {
    vi: "Điền thử ngay tại đây: máy kiểm tra như khi gửi thật, không có gì được gửi đi.",
    en: "Try it here: it is checked as a real report is, and nothing is sent anywhere."
  },
  sample: { vi: "Số kỳ trước là số dựng để xem thử.", en: "Last period's figures are made up." },
  states: { vi: "Các bước xử lý", en: "States" },
  hours: { vi: "trong {n} giờ", en: "within {n} hours" },
  days: { vi: "trong {n} ngày", en: "within {n} days" },
  "working-days": { vi: "trong {n} ngày làm việc", en: "within {n} working days" },
  stands: { vi: "{id}, phiên bản {version}", en: "{id}, version {version}" },
  on: { vi: "dựa trên {id} {version}", en: "on top of {id} {version}" }
})

const hours = (limit: Template.TimeLimit, language: Language): string => {
  if ("hours" in limit) return Catalogue.say(texts, "hours", { n: limit.hours }, language)
  if ("days" in limit) return Catalogue.say(texts, "days", { n: limit.days }, language)
  return Catalogue.say(texts, "working-days", { n: limit.workingDays }, language)
}

/** The states of a case, with their time limits and what may follow. */
const states = ({ states: all }: Template.Template, language: Language): Html => {
  const name = (state: Template.State): string => (language === "en" ? (state.labelEn ?? state.label) : state.label)
  const named = (key: string): string =>
    all
      .filter((state) => state.key === key)
      .map(name)
      .join()
  return html`<section id="states" aria-labelledby="states-heading"><h2 id="states-heading">${Catalogue.say(texts, "states", {}, language)}</h2><ol class="card lines">${all.map(
    (state) =>
      html`<li data-state="${state.key}"><b>${name(state)}</b>${state.limit !== null && html` · ${hours(state.limit, language)}`}${
        state.next.length > 0 && html`<br><span class="soft">→ ${state.next.map(named).join(", ")}</span>`
      }</li>`
  )}</ol></section>`
}

const dueOf = ({ compiled: { template }, period }: Preview.Preview, level: string): string | null => {
  const { due: rules, window } = template
  const found = Due.date({ rules, level, period, window, days: WorkingDays.vietnam })
  return found.ok ? PlainDate.format(found.value.due) : null
}

/** Renders the forms and the sums. */
export const render = (preview: Preview.Preview, language: Language): Html => {
  const { compiled, isSample, levels, period, previous, resolved } = preview
  const { template } = compiled
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const under = resolved.layers.slice(0, -1).toReversed()
  const form = (level: (typeof levels)[number], i: number): Html =>
    html`<details class="card level" id="level-${level.id}"${i === 0 ? html` open` : null}><summary>${level.name[language]}</summary>${FormView.render(
      {
        template,
        level: { id: level.id, name: level.name[language] },
        period: Period.format(period, language),
        due: dueOf(preview, level.id),
        previous: previous(level.id),
        language
      }
    )}</details>`
  return html`<h1 id="title">${language === "en" ? (template.titleEn ?? template.title) : template.title}</h1><p class="soft">${say("stands", { id: template.id, version: template.version })}${under.map(
    ({ id, version }) => html`, ${say("on", { id, version })}`
  )}</p><section id="forms" aria-labelledby="forms-heading"><h2 id="forms-heading">${say("forms")}</h2><p class="soft">${say("note")}${isSample && html` ${say("sample")}`}</p>${levels.map(form)}</section>${template.states.length > 0 && states(template, language)}${SumsView.render({ sums: Preview.sums(preview), template, levels, language })}`
}
