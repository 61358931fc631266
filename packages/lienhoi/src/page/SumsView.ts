/**
 * The effect of a template on the sums of the levels above, in words and with the figures of a made-up commune.
 *
 * @since 0.1.0
 */

import type { Level } from "@lienhoi/hierarchy/Level"
import * as Asking from "@lienhoi/template/Asking"
import type { Operator } from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import type * as Example from "../officer/Example.ts"
import type * as Sums from "../officer/Sums.ts"

const texts = Catalogue.make({
  heading: { vi: "Ảnh hưởng đến số của cấp trên", en: "The effect on the sums above" },
  base: { vi: "Số cấp trên cộng ({n})", en: "Figures that the level above adds up ({n})" },
  local: { vi: "Số riêng, ở lại địa phương ({n})", en: "Local figures, they stay here ({n})" },
  "local-note": {
    vi: "Cấp trên không nhận những số này. Ở địa phương chúng được cộng như ghi dưới đây.",
    en: "The level above does not get these. Here they add up as said below."
  },
  unsummed: {
    vi: "Còn {n} câu hỏi bằng chữ, lựa chọn, ngày, ảnh, bảng: đọc từng đơn vị, không cộng.",
    en: "{n} more questions are text, choices, dates, photos, tables: read unit by unit, not added up."
  },
  recomputed: { vi: "tính lại từ các số đã cộng: {from}", en: "computed again from totals: {from}" },
  none: { vi: "không cộng", en: "not added up" },
  folded: { vi: "các đơn vị: {units}; các kỳ: {periods}", en: "over units: {units}; over periods: {periods}" },
  changes: { vi: "Mẫu {id} đổi gì", en: "What {id} changes" },
  added: { vi: "Thêm", en: "Adds" },
  relabelled: { vi: "Đổi tên, lời giải thích", en: "Words differently" },
  hidden: { vi: "Ẩn", en: "Hides" },
  tightened: { vi: "Hỏi chặt hơn", en: "Asks more strictly" },
  choices: { vi: "Chia nhỏ lựa chọn", en: "Makes finer choices" },
  due: { vi: "Đổi hạn nộp của", en: "Moves the due day of" },
  rules: { vi: "Thêm điều kiện", en: "Adds rules" },
  nothing: { vi: "Không đổi gì.", en: "Nothing." },
  kept: {
    vi: "Đạt: {n}/{n} chỉ tiêu của mẫu gốc {base} giữ nguyên loại, đơn vị tính và cách cộng.",
    en: "Holds: {n} of {n} fields of the base {base} keep their type, unit and operators."
  },
  summed: {
    vi: "Đạt: cộng thử số ví dụ theo mẫu này và theo mẫu gốc, {n}/{n} số bằng nhau.",
    en: "Holds: a made-up month added up under this template and under its base gives the same {n} figures of {n}."
  },
  broken: { vi: "KHÔNG đạt: mẫu gốc bị đổi ở {keys}", en: "DOES NOT HOLD: the base is changed at {keys}" },
  example: { vi: "Ví dụ: một xã dựng để xem thử", en: "Example: a commune made up for trying" },
  "example-note": {
    vi: "Số do máy đặt ra, không phải số thật: {below} và các cấp trên cùng báo cáo một kỳ.",
    en: "The figures are made up: {below} and the levels above report one period."
  },
  "no-example": { vi: "Chưa dựng được ví dụ cho mẫu này.", en: "No example could be made for this template." },
  own: { vi: "tự báo {n}", en: "own {n}" },
  figures: { vi: "Cộng lên từng cấp", en: "Level by level" }
})

/** Each operator in plain words, over units and over periods. */
const operators: { readonly [O in Operator]: readonly [units: Bilingual, periods: Bilingual] } = {
  sum: [
    { vi: "cộng lại", en: "added" },
    { vi: "cộng lại", en: "added" }
  ],
  average: [
    { vi: "lấy trung bình", en: "averaged" },
    { vi: "lấy trung bình", en: "averaged" }
  ],
  count: [
    { vi: "đếm đơn vị có số", en: "units with a figure are counted" },
    { vi: "đếm kỳ có số", en: "periods with a figure are counted" }
  ],
  min: [
    { vi: "lấy số nhỏ nhất", en: "the smallest" },
    { vi: "lấy số nhỏ nhất", en: "the smallest" }
  ],
  max: [
    { vi: "lấy số lớn nhất", en: "the largest" },
    { vi: "lấy số lớn nhất", en: "the largest" }
  ],
  first: [
    { vi: "lấy đơn vị đầu", en: "the first" },
    { vi: "lấy kỳ đầu", en: "the first" }
  ],
  last: [
    { vi: "lấy đơn vị cuối", en: "the last" },
    { vi: "lấy số kỳ cuối", en: "the last" }
  ],
  none: [
    { vi: "không cộng", en: "not added up" },
    { vi: "không cộng", en: "not added up" }
  ]
}

/** What is shown. */
export interface Options {
  readonly sums: Sums.Sums
  readonly template: Template.Template
  /** Names of the levels that are spoken of; others go by their ids. */
  readonly levels: ReadonlyArray<Pick<Level, "id" | "name">>
  readonly language: Language
}

const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

/** How a figure comes about, in one line. */
const way = ({ combine, from, way: how }: Sums.Line, language: Language): string => {
  if (combine !== null) {
    const params = { units: operators[combine.units][0][language], periods: operators[combine.periods][1][language] }
    return say(language, "folded", params)
  }
  return how === "recomputed" ? say(language, "recomputed", { from: from ?? "" }) : say(language, "none")
}

const keyed = (
  template: Template.Template,
  { key, label }: { readonly key: string; readonly label: string },
  language: Language
): string => {
  const field = Template.field(template, key)
  return field === null ? `${label} (${key})` : `${Asking.label(field, language)} (${key})`
}

const list = (lines: ReadonlyArray<Sums.Line>, { language, template }: Options): Html =>
  html`<ul class="lines">${lines.map(
    (line) =>
      html`<li data-sum="${line.key}"><b>${keyed(template, line, language)}</b><br><span class="soft">${way(line, language)}</span></li>`
  )}</ul>`

const kinds = ["added", "relabelled", "hidden", "tightened", "choices"] as const

const named = ({ key, label, was }: Sums.Named): string => `${was === null ? "" : `“${was}” → `}${label} (${key})`

const change = (one: Sums.Change, { language, levels }: Options): Html => {
  const due = one.due.map((level) => levels.find(({ id }) => id === level)?.name[language] ?? level)
  const rows = [
    ...kinds.map((kind) => [kind, one[kind].map(named)] as const),
    ["due", due] as const,
    ["rules", one.rules > 0 ? [String(one.rules)] : []] as const
  ].filter(([, what]) => what.length > 0)
  return html`<h3>${say(language, "changes", { id: one.id })}</h3>${
    rows.length === 0
      ? html`<p>${say(language, "nothing")}</p>`
      : html`<ul class="lines">${rows.map(([kind, what]) => html`<li data-change="${kind}"><b>${say(language, kind)}</b>: ${what.join("; ")}</li>`)}</ul>`
  }`
}

const verdict = (isGood: boolean, text: string, id: string): Html =>
  html`<p id="${id}"><span class="chip ${isGood ? "good" : "bad"}">${isGood ? "✓" : "✗"}</span> ${text}</p>`

const proof = ({ base, changed, different, fields, figures }: Sums.Proof, language: Language): Html => {
  const told = (code: "kept" | "summed", n: number, wrong: ReadonlyArray<string>) =>
    verdict(
      wrong.length === 0,
      wrong.length === 0 ? say(language, code, { n, base }) : say(language, "broken", { keys: wrong.join(", ") }),
      `proof-${code}`
    )
  return html`<div class="card" id="proof">${told("kept", fields, changed)}${figures > 0 && told("summed", figures, different)}</div>`
}

const example = (one: Example.Example, { language, template }: Options): Html => {
  const row = (sum: Example.Sum): Html => {
    const field = Template.field(template, sum.key)!
    const write = (value: number | null) => (value === null ? "…" : ReadBack.number(field, value))
    const given = sum.given.some((value) => value !== null) ? sum.given.map(write).join(" · ") : null
    const above = sum.above.map(({ own, value }, i) => {
      const name = one.above[i]!.name[language]
      return html`<li>${name}: <b>${write(value)}</b>${own !== null && html` <span class="soft">(${say(language, "own", { n: write(own) })})</span>`}</li>`
    })
    return html`<li data-example="${sum.key}"><b>${keyed(template, field, language)}</b><ul>${given !== null && html`<li>${one.below.map(({ name }) => name[language]).join(", ")}: ${given}</li>`}${above}</ul></li>`
  }
  const below = one.below.map(({ name }) => name[language]).join(", ")
  return html`<details id="example"><summary>${say(language, "example")}</summary><p class="soft">${say(language, "example-note", { below })}</p><ul class="lines">${one.sums.map(row)}</ul></details>`
}

/** Renders the effect on the sums. */
export const render = (options: Options): Html => {
  const { language, sums } = options
  const base = sums.lines.filter(({ isBase }) => isBase)
  const local = sums.lines.filter(({ isBase }) => !isBase)
  return html`<section id="sums" aria-labelledby="sums-heading"><h2 id="sums-heading">${say(language, "heading")}</h2>${
    sums.proof !== null && proof(sums.proof, language)
  }${sums.changes.map((one) => html`<div class="card">${change(one, options)}</div>`)}<div class="card"><details id="sums-base"${sums.proof === null ? html` open` : null}><summary>${say(language, "base", { n: base.length })}</summary>${list(base, options)}</details></div>${
    local.length > 0 &&
    html`<div class="card"><details id="sums-local" open><summary>${say(language, "local", { n: local.length })}</summary><p class="soft">${say(language, "local-note")}</p>${list(local, options)}</details></div>`
  }${sums.unsummed > 0 && html`<p class="soft">${say(language, "unsummed", { n: sums.unsummed })}</p>`}<div class="card">${
    sums.example === null ? html`<p>${say(language, "no-example")}</p>` : example(sums.example, options)
  }</div></section>`
}
