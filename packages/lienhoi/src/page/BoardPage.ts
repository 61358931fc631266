/**
 * The board as one page for phone and print: who has reported, who is late, what the totals are and what needs a
 * second look.
 *
 * @since 0.1.0
 */
import type { Board, Group, UnitLine } from "@lienhoi/report/Board"
import * as Status from "@lienhoi/report/Status"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import type { Consolidated, Row } from "../Consolidated.ts"
import { page } from "./Sheet.ts"

const texts = Catalogue.make({
  title: { vi: "Bảng theo dõi báo cáo {period}", en: "Reporting board, {period}" },
  asOf: { vi: "Lúc {time} ngày {date}", en: "As of {time}, {date}" },
  received: { vi: "{level} đã báo cáo", en: "{level} reported" },
  onTime: { vi: "đúng hạn {n}", en: "{n} on time" },
  missing: { vi: "Chưa nộp", en: "Not yet in" },
  nobodyMissing: { vi: "Không còn đơn vị nào chưa nộp.", en: "Nobody is missing." },
  units: { vi: "Từng đơn vị", en: "Unit by unit" },
  totals: { vi: "Số liệu toàn {root}", en: "Figures of {root}" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  unit: { vi: "ĐVT", en: "Unit" },
  period: { vi: "Kỳ này", en: "Period" },
  yearToDate: { vi: "Lũy kế", en: "Year to date" },
  reported: { vi: "Đơn vị có số", en: "Units reporting" },
  second: { vi: "Cần xem lại", en: "Needs a second look" },
  nothingFlagged: { vi: "Không có số liệu nào bị nghi ngờ.", en: "No figure is in doubt." },
  synthetic: {
    vi: "Số liệu minh họa: đơn vị là thật, người và báo cáo là dựng.",
    en: "Sample figures: the units are real, people and reports are made up."
  }
})

const chip = (line: UnitLine, language: Language): Html =>
  html`<span class="chip ${Status.tone(line.status)}">${Status.say(line.status, language)}</span>`

const tile = (board: Board, language: Language): ReadonlyArray<Html> =>
  board.levels.map(
    (level) => html`<section class="card"><div class="big">${level.received}/${level.expected}</div>
<div>${Catalogue.say(texts, "received", { level: level.name[language] }, language)}</div>
<div class="soft">${Catalogue.say(texts, "onTime", { n: level.onTime }, language)}</div>
<div class="bar"><i style="width:${level.expected === 0 ? 0 : Math.round((100 * level.received) / level.expected)}%"></i></div></section>`
  )

const missing = (board: Board, language: Language): Html =>
  board.missing.length === 0
    ? html`<p>${Catalogue.say(texts, "nobodyMissing", {}, language)}</p>`
    : html`<ul class="units">${board.missing.map(
        (line) =>
          html`<li><span>${line.path}<br><span class="soft">${line.dueText[language]}</span></span>${chip(line, language)}</li>`
      )}</ul>`

const group = ({ head, lines }: Group, language: Language): Html =>
  html`<details class="card"><summary><span>${head.name}</span><span>${lines.filter((l) => l.received).length}/${lines.length}</span></summary>
<ul class="units">${lines.map((line) => html`<li><span>${line.name}</span>${chip(line, language)}</li>`)}</ul></details>`

const figure = (row: Row, language: Language): Html =>
  html`<tr><th scope="row">${row.label}</th><td>${row.unit}</td><td class="n">${row.period}</td><td class="n">${row.yearToDate}</td><td class="n">${
    row.reported === null ? "" : `${Numeral.format(row.reported)}/${Numeral.format(row.expected)}`
  }</td></tr>${row.note === null ? null : html`<tr><td colspan="5" class="soft">↳ ${row.note[language]}</td></tr>`}`

/** Renders the board and the consolidated figures as one self-contained HTML page. */
export const render = (options: {
  readonly board: Board
  readonly consolidated: Consolidated
  readonly synthetic: boolean
  readonly language?: Language
}): string => {
  const { board, consolidated, language = "vi" } = options
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  return page({
    title: say("title", { period: board.periodName[language] }),
    language,
    body: html`<main><h1>${say("title", { period: board.periodName[language] })}</h1>
<p class="soft">${board.root.name} · ${say("asOf", board.at)}${options.synthetic && html` · ${say("synthetic")}`}</p>
<div class="tiles">${tile(board, language)}</div>
<h2>${say("missing")}</h2><div class="card">${missing(board, language)}</div>
<h2>${say("second")}</h2><div class="card">${
      board.flagged.length === 0
        ? html`<p>${say("nothingFlagged")}</p>`
        : html`<ul class="units">${board.flagged.map((flag) => html`<li><span>${flag.path}<br><span class="soft">${flag.text[language]}</span></span></li>`)}</ul>`
    }</div>
<h2>${say("totals", { root: board.root.name })}</h2><div class="card scroll"><table><thead><tr><th>${say("indicator")}</th><th>${say("unit")}</th><th class="n">${say("period")}</th><th class="n">${say("yearToDate")}</th><th class="n">${say("reported")}</th></tr></thead><tbody>${consolidated.sections.map(
      (section) =>
        html`<tr class="section"><th colspan="5">${section.title}</th></tr>${section.rows.map((row) => figure(row, language))}`
    )}</tbody></table></div>
<h2>${say("units")}</h2>${board.groups.map((one) => group(one, language))}</main>`
  })
}
