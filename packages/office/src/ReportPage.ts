/**
 * A report as one HTML page without scripts or outside files, set for reading and for paper. Whatever was typed stays text.
 *
 * @since 0.1.0
 */
import * as Html from "@lienhoi/words/Html"
import { lines, oneLine } from "./internal/printable.ts"
import type { Layout, Rule, Style } from "./Layout.ts"
import * as Letterhead from "./Letterhead.ts"
import * as ReportDocument from "./ReportDocument.ts"

const escaped = (text: string): string => Html.escaped(oneLine(text))

const css = ({ isBold, isItalic, isUpper, size }: Style): string =>
  [
    `font-size:${size}pt`,
    ...(isBold === true ? ["font-weight:bold"] : []),
    ...(isItalic === true ? ["font-style:italic"] : []),
    ...(isUpper === true ? ["text-transform:uppercase"] : [])
  ].join(";")

const line = (text: string, style: Style, more = ""): string => `<p style="${css(style)}${more}">${escaped(text)}</p>`

/** The line under a text is drawn by the browser, which knows how long the text is. */
const ruled = (text: string, style: Style, rule: Rule | null): string =>
  `<p style="${css(style)}"><span>${escaped(text)}${rule === null ? "" : `<i class="rule" style="width:${rule.share * 100}%"></i>`}</span></p>`

const table = ({ caption, columns, note, rows }: ReportDocument.Table, { table: style }: Layout): string => {
  const sum = columns.reduce((all, { width }) => all + width, 0)
  const cells = (row: ReportDocument.Row): string =>
    "heading" in row
      ? `<th scope="rowgroup" colspan="${columns.length}">${escaped(row.heading)}</th>`
      : columns
          .map(({ align }, i) => {
            const { isBold = false, text = "" } = row.cells[i] ?? {}
            return `<td class="${align}">${isBold ? `<b>${escaped(text)}</b>` : escaped(text)}</td>`
          })
          .join("")
  return [
    `<table style="${css(style)}">`,
    ...(caption === null ? [] : [`<caption>${escaped(caption)}</caption>`]),
    `<colgroup>${columns.map(({ width }) => `<col style="width:${(100 * width) / sum}%">`).join("")}</colgroup>`,
    `<thead><tr>${columns.map(({ heading }) => `<th scope="col">${escaped(heading)}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("\n")}</tbody></table>`,
    ...(note === null ? [] : [`<p class="note">${escaped(note)}</p>`])
  ].join("\n")
}

const block = (of: ReportDocument.Block, layout: Layout): ReadonlyArray<string> => {
  switch (of.kind) {
    case "heading":
      return [`<h${of.level + 1} style="${css(layout.headings[of.level - 1]!)}">${escaped(of.text)}</h${of.level + 1}>`]
    case "paragraph":
      return lines(of.text).map(
        (text) => `<p class="body">${of.isItalic === true ? `<i>${escaped(text)}</i>` : escaped(text)}</p>`
      )
    case "item":
      return lines(of.text).map((text, i) => `<p class="body">${i === 0 ? "- " : ""}${escaped(text)}</p>`)
    case "table":
      return [table(of.table, layout)]
  }
}

const sheet = ({ body, font, page }: Layout): string =>
  [
    `@page{size:${page.width}mm ${page.height}mm;margin:${page.top}mm ${page.right}mm ${page.bottom}mm ${page.left}mm}`,
    `@page annex{size:${page.height}mm ${page.width}mm}`,
    `body{font:${body.size}pt/${body.line} "${font}",Tinos,serif;color:#000;background:#fff;margin:0 auto;max-width:${page.width - page.left - page.right}mm;padding:8mm}`,
    "@media print{body{padding:0;max-width:none}}",
    "p,h1{margin:0}.head{display:flex;gap:4mm;text-align:center}.head>div{flex:1}",
    "span{position:relative;display:inline-block}.rule{position:absolute;left:50%;bottom:-2pt;transform:translateX(-50%);border-bottom:.75pt solid}",
    `.middle{text-align:center;margin:14pt 0}.body,h2,h3,h4{text-align:justify;text-indent:${body.firstLine}mm;margin:0 0 ${body.after}pt}`,
    "table{border-collapse:collapse;width:100%;margin:6pt 0}td,th{border:.5pt solid;padding:1pt 4pt}thead{display:table-header-group}tr{break-inside:avoid}",
    "tbody th{text-align:left}.left{text-align:left}.center{text-align:center}.right{text-align:right;white-space:nowrap}.note{font-style:italic;font-size:12pt}",
    ".ending{display:flex;break-inside:avoid;margin-top:10pt}.ending>div{flex:1}.signing{text-align:center}.gap{height:56pt}.annex{page:annex;break-before:page}"
  ].join("\n")

/** The report as a page. */
export const print = (document: ReportDocument.ReportDocument): string => {
  const { annexes, letterhead, signing, summary, to, type } = document
  const { layout } = letterhead
  const { under } = layout.head
  const { label, list } = layout.recipients
  return [
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${escaped(`${type} ${summary}`)}</title><style>${sheet(layout)}</style></head><body>`,
    '<header class="head"><div>',
    ...letterhead.above.map((text) => line(text, layout.head.above)),
    ruled(letterhead.issuer, layout.head.issuer, typeof under === "string" ? null : under),
    ...(typeof under === "string" ? [line(under, layout.head.issuer)] : []),
    line(Letterhead.number(letterhead), layout.head.number, ";margin-top:6pt"),
    "</div><div>",
    ...layout.head.national.map((one) => ruled(one.text, one, one.rule ?? null)),
    line(Letterhead.date(letterhead), layout.head.date, ";margin-top:6pt"),
    '</div></header><main><div class="middle">',
    `<h1 style="${css(layout.type)}">${escaped(type)}</h1>`,
    ...lines(summary).map((text, i, all) =>
      ruled(text, layout.summary, i === all.length - 1 ? layout.summary.rule : null)
    ),
    "</div>",
    ...(to.length === 0
      ? []
      : [`<div class="middle">${line(`${ReportDocument.labels.to} ${to.join("; ")}.`, layout.to)}</div>`]),
    ...ReportDocument.closed(document).flatMap((one) => block(one, layout)),
    '<div class="ending"><div>',
    line(ReportDocument.labels.recipients, label),
    ...ReportDocument.recipientLines(document).map((text) => line(text, list)),
    '</div><div class="signing">',
    line(signing.capacity, layout.capacity),
    line(signing.position, layout.capacity),
    '<div class="gap"></div>',
    line(signing.name, layout.signer),
    "</div></div>",
    ...annexes.flatMap(({ note, tables, title }, at) => [
      '<section class="annex"><div class="middle">',
      line(ReportDocument.annexLabel(document, at), layout.annex.label),
      line(title, layout.annex.title),
      line(ReportDocument.annexReference(document), layout.annex.reference),
      ...(note === null ? [] : [line(note, layout.annex.reference)]),
      "</div>",
      ...tables.map((one) => table(one, layout)),
      "</section>"
    ]),
    "</main></body></html>",
    ""
  ].join("\n")
}
