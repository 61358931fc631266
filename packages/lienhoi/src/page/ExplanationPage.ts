/**
 * Where one figure comes from, as a page for phone and print: what the unit itself gave, what each unit below brought,
 * which reports stand behind it, who is missing.
 *
 * @since 0.1.0
 */

import type { Contribution, Explanation } from "@lienhoi/aggregation/Explanation"
import type { Figure } from "@lienhoi/aggregation/Figure"
import * as Period from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Field } from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import { page } from "./Sheet.ts"

/** What is shown. */
export interface Options {
  readonly explanation: Explanation
  readonly field: Field
  readonly period: Period.Period
  readonly tree: Snapshot.Snapshot
  readonly language?: Language
}

const texts = Catalogue.make({
  title: { vi: "Vì sao ra số này", en: "Where this figure comes from" },
  own: { vi: "Tự báo", en: "Its own" },
  below: { vi: "Từng đơn vị trực thuộc", en: "Unit by unit" },
  behind: { vi: "{reported}/{expected} đơn vị có số", en: "{reported} of {expected} units gave a figure" },
  missing: { vi: "Chưa có số", en: "No figure yet" },
  reports: { vi: "Những báo cáo mang số lớn nhất", en: "The reports that bring most" },
  revision: { vi: "lần gửi {n}", en: "revision {n}" },
  web: { vi: "qua trang web", en: "by web form" },
  chat: { vi: "qua tin nhắn", en: "by chat" },
  excel: { vi: "bằng tệp Excel", en: "by Excel file" },
  phone: { vi: "qua điện thoại", en: "by telephone" },
  "by-hand": { vi: "chuyển tay", en: "by hand" },
  file: { vi: "từ tệp số liệu", en: "from a data file" }
})

/** So many reports are shown; all of them stand in the data. */
const longest = 20

const line = (name: string, value: number | null, whole: number | null, field: Field): Html =>
  html`<li style="display:block"><div style="display:flex;justify-content:space-between;gap:.5rem"><span>${name}</span><b>${
    value === null ? "…" : ReadBack.number(field, value)
  }</b></div><div class="bar"><i style="width:${value === null || whole === null || whole === 0 ? 0 : Math.round((100 * value) / whole)}%"></i></div></li>`

const brought = ({ path, value, revision, via }: Contribution, field: Field, language: Language): Html =>
  html`<li><span>${path}<br><span class="soft">${Catalogue.say(texts, "revision", { n: revision }, language)}${via !== null && html` · ${Catalogue.say(texts, via, {}, language)}`}</span></span><b>${ReadBack.number(field, value)}</b></li>`

/** Renders the explanation of one figure as one self-contained HTML page. */
export const render = ({ explanation, field, period, tree, language = "vi" }: Options): string => {
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const { figure, children, contributions, missing, path } = explanation
  const child = ({ unit, value }: Figure): Html =>
    line(Snapshot.unit(tree, unit)?.name ?? unit, value, figure.value, field)
  const largest = contributions.filter(({ value }) => value !== 0).toSorted((a, b) => b.value - a.value)
  const counts = { reported: Numeral.format(figure.reported), expected: Numeral.format(figure.expected) }
  return page({
    title: say("title"),
    language,
    body: html`<main><p class="soft">${say("title")}</p><h1>${field.label}</h1><p class="soft">${path} · ${Period.format(period, language)}</p>
<section class="card"><div class="big">${figure.value === null ? "…" : ReadBack.number(field, figure.value)} <span class="hint" style="font-size:1rem">${field.unit ?? ""}</span></div><div class="soft">${say("behind", counts)}</div></section>
<h2>${say("below")}</h2><div class="card"><ul class="units">${figure.own.value !== null && line(say("own"), figure.own.value, figure.value, field)}${children.map(child)}</ul></div>
${missing.length > 0 && html`<h2>${say("missing")}</h2><div class="card"><ul class="units">${missing.map((one) => html`<li>${one.path}</li>`)}</ul></div>`}
<h2>${say("reports")}</h2><div class="card"><ul class="units">${largest.slice(0, longest).map((one) => brought(one, field, language))}</ul></div></main>`
  })
}
