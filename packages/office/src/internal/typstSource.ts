/** A report in the language of the typesetter. Everything a person typed stands in quoted strings, so it is never read as markup. */
import { type Layout, type Style, textWidth } from "../Layout.ts"
import * as Letterhead from "../Letterhead.ts"
import * as ReportDocument from "../ReportDocument.ts"
import { lines, oneLine } from "./printable.ts"

/** A string of the language. */
const quoted = (text: string): string => `"${oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`

const set = (text: string, { isBold, isItalic, isUpper, size }: Style): string => {
  const said = isUpper === true ? text.toLocaleUpperCase("vi") : text
  const weight = `, weight: "${isBold === true ? "bold" : "regular"}"`
  return `text(size: ${size}pt${weight}${isItalic === true ? ', style: "italic"' : ""}, ${quoted(said)})`
}

const line = (text: string, style: Style): string => `line-of(${set(text, style)})`

const ruled = (text: string, style: Style, share: number): string => `ruled(${set(text, style)}, ${share})`

const stack = (parts: ReadonlyArray<string>): string => `{ ${parts.join("\n")} }`

const table = ({ caption, columns, note, rows }: ReportDocument.Table, { table: style }: Layout): string => {
  const cell = (text: string, align: string, isBold: boolean): string =>
    `table.cell(align: ${align} + horizon, ${set(text, { ...style, isBold })})`
  const whole = (row: ReportDocument.Row): ReadonlyArray<string> =>
    "heading" in row
      ? [
          `table.cell(colspan: ${columns.length}, align: left + horizon, ${set(row.heading, { ...style, isBold: true })})`
        ]
      : columns.map(({ align }, i) => cell(row.cells[i]?.text ?? "", align, row.cells[i]?.isBold === true))
  return [
    ...(caption === null ? [] : [`#block(sticky: true, ${set(caption, { ...style, isBold: true })})`]),
    `#table(columns: (${columns.map(({ width }) => `${Math.max(width, 0.1)}fr,`).join("")}), inset: 3pt, stroke: .5pt,`,
    `table.header(${columns.map(({ heading }) => cell(heading, "center", true)).join(",")}),`,
    `${rows.flatMap(whole).join(",\n")})`,
    ...(note === null ? [] : [`#line-left(${set(note, { ...style, isItalic: true })})`])
  ].join("\n")
}

const block = (of: ReportDocument.Block, layout: Layout): ReadonlyArray<string> => {
  switch (of.kind) {
    case "heading": {
      return [`#heading(level: ${of.level}, outlined: false, ${set(of.text, layout.headings[of.level - 1]!)})`]
    }
    case "paragraph":
      return lines(of.text).map((text) => `#par(${set(text, { ...layout.body, isItalic: of.isItalic === true })})`)
    case "item":
      return lines(of.text).map((text, i) => `#par(${set(i === 0 ? `- ${text}` : text, layout.body)})`)
    case "table":
      return [table(of.table, layout)]
  }
}

const settings = (document: ReportDocument.ReportDocument, font: string): ReadonlyArray<string> => {
  const { layout } = document.letterhead
  const { body, page, pageNumber } = layout
  // Lines are set apart from foot to head there; a line of the font is 1.15 em, its capitals 0.66.
  const leading = (body.line * 1.15 - 0.66).toFixed(2)
  return [
    `#set document(title: ${quoted(`${document.type} ${document.summary}`)}, author: ${quoted(document.letterhead.issuer)}, date: none)`,
    `#set page(paper: "a4", margin: (top: ${page.top}mm, bottom: ${page.bottom}mm, left: ${page.left}mm, right: ${page.right}mm), header-ascent: ${page.top / 3}mm,`,
    `header: context { let n = counter(page).get().first(); if n > 1 { align(center, text(size: ${pageNumber.size}pt, str(n))) } })`,
    `#set text(font: "${font}", size: ${body.size}pt, lang: "vi", hyphenate: false)`,
    `#set par(justify: true, leading: ${leading}em, spacing: ${leading}em + ${body.after}pt, first-line-indent: (amount: ${body.firstLine}mm, all: true))`,
    `#show heading: it => block(above: ${leading}em + ${body.after}pt, below: ${leading}em + ${body.after}pt, sticky: true, { h(${body.firstLine}mm); it.body })`,
    "#show table: set par(justify: false, first-line-indent: 0pt, leading: .5em)",
    "#let plain(alignment, body) = block(width: 100%, spacing: .5em, { set par(first-line-indent: 0pt, justify: false, leading: .5em); set align(alignment); body })",
    "#let line-of(body) = plain(center, body)",
    "#let line-left(body) = plain(left, body)",
    "#let ruled(body, share) = { line-of(body); context { let w = measure(body).width; block(width: 100%, spacing: .5em, align(center, line(length: w * share, stroke: .75pt))) } }"
  ]
}

/** The whole document. */
export const source = (document: ReportDocument.ReportDocument, font: string): string => {
  const { annexes, letterhead, signing, summary, to, type } = document
  const { layout } = letterhead
  const { head } = layout
  const about = lines(summary)
  const last = about.at(-1) ?? ""
  const issuer =
    typeof head.under === "string"
      ? [line(letterhead.issuer, head.issuer), line(head.under, { size: head.issuer.size })]
      : [ruled(letterhead.issuer, head.issuer, head.under.share)]
  const whole = textWidth(layout)
  return [
    ...settings(document, font),
    `#grid(columns: (${head.left}mm, ${head.right}mm), row-gutter: 6pt,`,
    `${stack([...letterhead.above.map((text) => line(text, head.above)), ...issuer])},`,
    `${stack(head.national.map((one) => (one.rule === undefined ? line(one.text, one) : ruled(one.text, one, one.rule.share))))},`,
    `${line(Letterhead.number(letterhead), head.number)}, ${line(Letterhead.date(letterhead), head.date)})`,
    "#v(12pt)",
    `#${line(type, layout.type)}`,
    ...about.slice(0, -1).map((text) => `#${line(text, layout.summary)}`),
    `#${layout.summary.rule === null ? line(last, layout.summary) : ruled(last, layout.summary, layout.summary.rule.share)}`,
    "#v(8pt)",
    ...(to.length === 0 ? [] : [`#${line(`${ReportDocument.labels.to} ${to.join("; ")}.`, layout.to)}`, "#v(8pt)"]),
    ...ReportDocument.closed(document).flatMap((one) => block(one, layout)),
    `#block(breakable: false, grid(columns: (${whole * 0.45}mm, ${whole * 0.55}mm),`,
    `${stack([
      `line-left(${set(ReportDocument.labels.recipients, layout.recipients.label)})`,
      ...ReportDocument.recipientLines(document).map((text) => `line-left(${set(text, layout.recipients.list)})`)
    ])},`,
    `${stack([
      line(signing.capacity, layout.capacity),
      line(signing.position, layout.capacity),
      "v(56pt)",
      line(signing.name, layout.signer)
    ])}))`,
    ...annexes.flatMap(({ note, tables, title }, at) => [
      "#pagebreak(weak: true)",
      "#set page(flipped: true)",
      `#${line(ReportDocument.annexLabel(document, at), layout.annex.label)}`,
      `#${line(title, layout.annex.title)}`,
      `#${line(ReportDocument.annexReference(document), layout.annex.reference)}`,
      ...(note === null ? [] : [`#${line(note, layout.annex.reference)}`]),
      "#v(6pt)",
      ...tables.map((one) => table(one, layout))
    ])
  ].join("\n")
}
