/**
 * The parts of the page on which an officer checks a template: where files come in, the packs to begin with, what is
 * wrong, what can be fetched. Markup only; `officer/officerScript` fills and follows it.
 *
 * @since 0.1.0
 */

import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Issue, Place } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type * as Paper from "../officer/Paper.ts"

const texts = Catalogue.make({
  title: { vi: "Kiểm tra mẫu báo cáo", en: "Check a report template" },
  lead: {
    vi: "Thả tệp mẫu vào đây để thấy chỗ sai, biểu mẫu như chi hội sẽ thấy, và ảnh hưởng đến số của cấp trên. Tệp chỉ nằm trong máy này, không gửi đi đâu, không cần mạng.",
    en: "Drop a template here to see what is wrong, the form as a branch sees it, and what it does to the sums. Files stay on this machine; no network is needed."
  },
  language: { vi: "English", en: "Tiếng Việt" },
  noscript: {
    vi: "Trang này cần JavaScript; mở bằng Chrome, Edge, Cốc Cốc hoặc Firefox.",
    en: "This page needs JavaScript."
  },
  files: { vi: "1. Chọn tệp", en: "1. Choose files" },
  choose: { vi: "Chọn hoặc thả tệp (.xlsx, .yaml)", en: "Choose or drop files (.xlsx, .yaml)" },
  "choose-hint": {
    vi: "Mẫu của tỉnh và mẫu gốc của Hội có thể thả cùng lúc; mẫu gốc có sẵn trong trang thì không cần thả.",
    en: "An overlay and its base may be dropped together; a base that this page brings along need not be."
  },
  papers: { vi: "Tệp đang có", en: "Files" },
  looked: { vi: "Xem tệp này", en: "Look at this file" },
  remove: { vi: "Bỏ {name}", en: "Remove {name}" },
  packs: { vi: "Lấy mẫu của Hội", en: "Begin with a ready template" },
  pack: { vi: "Mẫu", en: "Template" },
  owner: { vi: "Mã đơn vị của anh chị", en: "Your owner id" },
  "owner-hint": {
    vi: "Chữ thường không dấu, ví dụ hau-giang; dùng làm tên cho mẫu riêng.",
    en: "Plain lower case, as hau-giang; names a template of your own."
  },
  open: { vi: "Xem mẫu này", en: "Look at it" },
  "pack-yaml": { vi: "Tải tệp YAML", en: "Fetch as YAML" },
  "pack-excel": { vi: "Tải bản Excel", en: "Fetch as Excel" },
  "own-yaml": { vi: "Tải mẫu riêng (YAML)", en: "Own overlay (YAML)" },
  "own-excel": { vi: "Tải mẫu riêng (Excel)", en: "Own overlay (Excel)" },
  problems: { vi: "2. Chỗ cần sửa", en: "2. What to mend" },
  empty: { vi: "Chưa có tệp nào.", en: "No file yet." },
  good: { vi: "Mẫu dùng được, không có lỗi.", en: "The template is good; nothing is wrong." },
  "good-notes": {
    vi: "Mẫu dùng được. Có {n} điều nên xem lại.",
    en: "The template is good. {n} things deserve a second look."
  },
  bad: { vi: "Có {n} lỗi cần sửa trước khi ban hành.", en: "{n} mistakes to mend before it is issued." },
  more: { vi: "và {n} chỗ nữa", en: "and {n} more" },
  error: { vi: "Lỗi", en: "Mistake" },
  warning: { vi: "Lưu ý", en: "Note" },
  line: { vi: "dòng {line}, cột {column}", en: "line {line}, column {column}" },
  cell: { vi: "trang “{sheet}”, ô {cell}", en: "sheet “{sheet}”, cell {cell}" },
  downloads: { vi: "3. Tải về", en: "3. Fetch" },
  annotated: { vi: "Tải tệp Excel đã ghi chú lỗi", en: "Fetch the workbook with its mistakes marked" },
  yaml: { vi: "Tải mẫu này dạng YAML", en: "Fetch this template as YAML" },
  excel: { vi: "Tải mẫu này dạng Excel", en: "Fetch this template as Excel" },
  working: { vi: "Đang đọc…", en: "Reading…" },
  failed: { vi: "Trang gặp trục trặc: {reason}", en: "The page failed: {reason}" },
  "use-template": { vi: "mẫu", en: "template" },
  "use-overlay": { vi: "mẫu kế thừa", en: "overlay" },
  "use-dimensions": { vi: "các chiều dùng chung", en: "shared dimensions" },
  "use-targets": { vi: "bộ chỉ tiêu", en: "targets" },
  "use-unknown": { vi: "không đọc được", en: "unreadable" }
})

/** Codes of the texts that the script says. */
export type Code = keyof typeof texts & string

/** One text. */
export const say = (code: Code, language: Language, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

/** What stands in the window's title. */
export const title = (language: Language): string => say("title", language)

/** Beside the style of every standalone page. */
export const style = `
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:flex-start;gap:.5rem}
.top h1{flex:1 1 14rem}
.drop{border:2px dashed var(--soft)}
.drop.over{border-color:var(--accent);background:#fdf0f6}
.drop label{margin-top:0}
.papers{list-style:none;margin:0;padding:0}
.papers li{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;justify-content:space-between;border-top:1px solid var(--line);padding:.25rem 0}
.papers label.radio{flex:1 1 12rem;min-width:0;overflow-wrap:anywhere}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}
.buttons button{flex:1 1 12rem}
#issues{margin:0;padding:0;list-style:none}
#issues li{border-left:4px solid var(--bad);padding:.5rem .75rem;margin:.5rem 0;background:var(--paper);overflow-wrap:anywhere}
#issues li.warning{border-color:var(--warn)}
#issues code{display:block;margin-top:.25rem;background:var(--wash);padding:.25rem .5rem}
#verdict{font-weight:600}
.notready{color:var(--bad)}
`

/** A pack as the list shows it. */
export interface PackLine {
  readonly id: string
  readonly title: string
}

const picks = (packs: ReadonlyArray<PackLine>, language: Language): Html => {
  const s = (code: Code) => say(code, language)
  return html`<section id="packs" aria-labelledby="packs-heading"><div class="card"><h2 id="packs-heading">${s("packs")}</h2><label for="pack">${s("pack")}</label><select id="pack">${packs.map(
    ({ id, title: name }) => html`<option value="${id}">${name} (${id})</option>`
  )}</select><label for="owner">${s("owner")}</label><p class="hint" id="owner-hint">${s("owner-hint")}</p><input id="owner" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="owner-hint"><div class="buttons"><button type="button" class="small" id="pack-open">${s("open")}</button><button type="button" class="small" id="pack-yaml">${s("pack-yaml")}</button><button type="button" class="small" id="pack-excel">${s("pack-excel")}</button><button type="button" class="small" id="own-yaml">${s("own-yaml")}</button><button type="button" class="small" id="own-excel">${s("own-excel")}</button></div></div></section>`
}

/** The page before any file has come. */
export const frame = (language: Language, packs: ReadonlyArray<PackLine> = []): Html => {
  const s = (code: Code) => say(code, language)
  return html`<main id="officer"><div class="top"><h1>${s("title")}</h1><button type="button" class="small" id="language" lang="${language === "vi" ? "en" : "vi"}">${s("language")}</button></div><p class="soft">${s("lead")}</p><noscript><p class="notready">${s("noscript")}</p></noscript><section aria-labelledby="files-heading"><h2 id="files-heading">${s("files")}</h2><div class="card drop" id="drop"><label for="files">${s("choose")}</label><p class="hint" id="files-hint">${s("choose-hint")}</p><input type="file" id="files" multiple accept=".xlsx,.yaml,.yml,.json" aria-describedby="files-hint"></div><div id="papers"></div></section>${packs.length > 0 && picks(packs, language)}<section id="problems" aria-labelledby="problems-heading"><h2 id="problems-heading">${s("problems")}</h2><p id="verdict" role="status" aria-live="polite">${s("empty")}</p><ol id="issues"></ol></section><section id="downloads" aria-labelledby="downloads-heading" hidden><h2 id="downloads-heading">${s("downloads")}</h2><div class="buttons" id="fetch"></div></section><div id="preview"></div></main>`
}

/** The files on the table; `shown` is the one that is looked at. */
export const papers = (all: ReadonlyArray<Paper.Paper>, shown: Paper.Paper | null, language: Language): Html =>
  html`${
    all.length > 0 &&
    html`<div class="card"><fieldset><legend>${say("papers", language)}</legend><ul class="papers">${all.map(
      (paper, i) =>
        html`<li><label class="radio" for="paper-${i}"><input type="radio" name="paper" id="paper-${i}" value="${paper.name}"${paper === shown ? html` checked` : null}${paper.text === null ? html` disabled` : null}><span>${paper.name}<br><span class="soft">${say(`use-${paper.use}`, language)}${paper.id !== "" && ` · ${paper.id}`}</span></span></label><button type="button" class="small" data-remove="${paper.name}">${say("remove", language, { name: paper.name })}</button></li>`
    )}</ul></fieldset></div>`
  }`

/** Where a problem stands, in words: the file, then sheet and cell, or line and column. */
const where = (place: Place, language: Language): string => {
  const { cell, column, file, line, sheet } = place
  // A workbook has no lines: what is wrong with all of it is wrong with the file.
  if (sheet === undefined && file !== undefined && /\.xlsx?$/iu.test(file)) return file
  const spot =
    sheet !== undefined ? say("cell", language, { sheet, cell: cell ?? "A1" }) : say("line", language, { line, column })
  return file === undefined ? spot : `${file}: ${spot}`
}

/** So many problems are listed; their number is always told. */
const most = 300

/** What is wrong, one item each; `excerpt` gives the line of a text that a place points to. */
export const issues = (
  found: ReadonlyArray<Issue>,
  language: Language,
  excerpt: (place: Place) => string | null
): Html => {
  const item = ({ code, english, message, place, severity }: Issue): Html => {
    const line = place === undefined ? null : excerpt(place)
    return html`<li class="${severity}" data-code="${code}"><b>${say(severity, language)}</b>: ${language === "vi" ? message : english}${
      place !== undefined && html`<br><span class="soft">${where(place, language)}</span>`
    }${line !== null && html`<code>${line}</code>`}</li>`
  }
  return html`${found.slice(0, most).map(item)}${found.length > most && html`<li>${say("more", language, { n: found.length - most })}</li>`}`
}

/** The one line that says how it stands. */
export const verdict = (found: ReadonlyArray<Issue>, language: Language): string => {
  const n = found.filter(({ severity }) => severity === "error").length
  if (n > 0) return say("bad", language, { n })
  return found.length > 0 ? say("good-notes", language, { n: found.length }) : say("good", language)
}

/** What can be fetched, by id. */
export type Fetch = "annotated" | "yaml" | "excel"

/** A button for each. */
export const fetches = (which: ReadonlyArray<Fetch>, language: Language): Html =>
  html`${which.map((one) => html`<button type="button" class="small" id="fetch-${one}" data-fetch="${one}">${say(one, language)}</button>`)}`
