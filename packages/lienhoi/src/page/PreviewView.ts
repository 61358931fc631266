/**
 * A template as those who answer it will see it, level by level, and what it does to the sums.
 *
 * @since 0.1.0
 */
import * as Due from "@lienhoi/calendar/Due"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Preview from "../officer/Preview.ts"
import * as FormView from "./FormView.ts"
import { type Html, html } from "./Html.ts"
import * as SumsView from "./SumsView.ts"

const texts = Catalogue.make({
  forms: { vi: "Biểu mẫu như người điền sẽ thấy", en: "The form as those who answer see it" },
  note: {
    vi: "Điền thử ngay tại đây: máy kiểm tra như khi gửi thật, không có gì được gửi đi.",
    en: "Try it here: it is checked as a real report is, and nothing is sent anywhere."
  },
  stands: { vi: "{id}, phiên bản {version}", en: "{id}, version {version}" },
  on: { vi: "dựa trên {id} {version}", en: "on top of {id} {version}" }
})

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
        isSample,
        language
      }
    )}</details>`
  return html`<h1 id="title">${language === "en" ? (template.titleEn ?? template.title) : template.title}</h1><p class="soft">${say("stands", { id: template.id, version: template.version })}${under.map(
    ({ id, version }) => html`, ${say("on", { id, version })}`
  )}</p><section id="forms" aria-labelledby="forms-heading"><h2 id="forms-heading">${say("forms")}</h2><p class="soft">${say("note")}</p>${levels.map(form)}</section>${SumsView.render({ sums: Preview.sums(preview), template, language })}`
}
