/**
 * A report as a Word document that nobody has to reformat: the head in two columns of fixed width, sizes and lines of its
 * layout, annexes on their side with headings that come again on every page, page numbers from the second page.
 *
 * @since 0.1.0
 */
import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  HeadingLevel,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun
} from "docx"
import { lines, oneLine } from "./internal/printable.ts"
import { timeless } from "./internal/timeless.ts"
import { centred, figures, hairline, paragraph, rule, run, sideBySide, twips } from "./internal/wordParts.ts"
import { properties } from "./internal/wordProperties.ts"
import * as Layout from "./Layout.ts"
import * as Letterhead from "./Letterhead.ts"
import * as ReportDocument from "./ReportDocument.ts"

const head = (document: ReportDocument.ReportDocument): FileChild => {
  const { letterhead } = document
  const { layout } = letterhead
  const { left, right } = layout.head
  const { under } = layout.head
  const issuer = oneLine(letterhead.issuer)
  const gap = { spacing: { before: 120 } }
  return sideBySide(
    [left, right],
    [
      [
        ...letterhead.above.map((text) => centred(oneLine(text), layout.head.above)),
        centred(issuer, layout.head.issuer),
        typeof under === "string"
          ? centred(under, { size: layout.head.issuer.size })
          : rule(issuer, layout.head.issuer, under.share, left)
      ],
      layout.head.national.flatMap((line) => [
        centred(line.text, line),
        ...(line.rule === undefined ? [] : [rule(line.text, line, line.rule.share, right)])
      ])
    ],
    [
      [centred(Letterhead.number(letterhead), layout.head.number, gap)],
      [centred(Letterhead.date(letterhead), layout.head.date, gap)]
    ]
  )
}

const title = ({ letterhead, summary, type }: ReportDocument.ReportDocument): ReadonlyArray<FileChild> => {
  const { layout } = letterhead
  const about = lines(summary)
  const last = about.at(-1) ?? ""
  const whole = Layout.textWidth(layout)
  return [
    centred(oneLine(type), layout.type, { spacing: { before: 360 }, keepNext: true }),
    ...about.map((text) => centred(text, layout.summary, { keepNext: true })),
    ...(layout.summary.rule === null ? [] : [rule(last, layout.summary, layout.summary.rule.share, whole)]),
    new Paragraph({ spacing: { after: 120 } })
  ]
}

const addressed = ({ letterhead, to }: ReportDocument.ReportDocument): ReadonlyArray<FileChild> => {
  const style = letterhead.layout.to
  const { to: label } = ReportDocument.labels
  if (to.length === 0) return []
  if (to.length === 1) return [centred(`${label} ${oneLine(to[0]!)}.`, style, { spacing: { after: 240 } })]
  return [
    paragraph(label, style, { indent: { left: twips(30) } }),
    ...to.map((one, i) =>
      paragraph(`- ${oneLine(one)}${i === to.length - 1 ? "." : ";"}`, style, { indent: { left: twips(45) } })
    ),
    new Paragraph({ spacing: { after: 120 } })
  ]
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

const blocks = (document: ReportDocument.ReportDocument): ReadonlyArray<FileChild> => {
  const { layout } = document.letterhead
  const { after, firstLine, line } = layout.body
  const flowing: IParagraphOptions = {
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(firstLine) },
    spacing: { before: 0, after: after * 20, line: Math.round(line * 240), lineRule: LineRuleType.AUTO }
  }
  return ReportDocument.closed(document).flatMap((block): ReadonlyArray<FileChild> => {
    switch (block.kind) {
      case "heading":
        return [
          paragraph(oneLine(block.text), layout.headings[block.level - 1]!, {
            ...flowing,
            heading: levels[block.level - 1]!,
            keepNext: true
          })
        ]
      case "paragraph":
        return lines(block.text).map((text) =>
          paragraph(text, { ...layout.body, isItalic: block.isItalic === true }, flowing)
        )
      case "item":
        return lines(block.text).map((text, i) => paragraph(i === 0 ? `- ${text}` : text, layout.body, flowing))
      case "table":
        return table(block.table, layout, false)
    }
  })
}

const table = (of: ReportDocument.Table, layout: Layout.Layout, isLandscape: boolean): ReadonlyArray<FileChild> => [
  ...(of.caption === null
    ? []
    : [
        paragraph(
          oneLine(of.caption),
          { ...layout.body, isBold: true },
          { keepNext: true, spacing: { before: 120, after: 60 } }
        )
      ]),
  figures(of, layout, Layout.textWidth(layout, isLandscape)),
  ...(of.note === null
    ? [new Paragraph({ spacing: { after: 60 } })]
    : lines(of.note).map((text) =>
        paragraph(text, { ...layout.table, isItalic: true }, { spacing: { before: 60, after: 60 } })
      ))
]

const ending = (document: ReportDocument.ReportDocument): FileChild => {
  const { letterhead, signing } = document
  const { layout } = letterhead
  const { label, list, isUnderlined = false } = layout.recipients
  const whole = Layout.textWidth(layout)
  const left = whole * 0.45
  const together = { keepNext: true }
  return sideBySide(
    [left, whole - left],
    [
      [
        new Paragraph({ children: [run(ReportDocument.labels.recipients, label, isUnderlined)], ...together }),
        ...ReportDocument.recipientLines(document).map((text) => paragraph(oneLine(text), list, together))
      ],
      [
        ...lines(signing.capacity).map((text) => centred(text, layout.capacity, together)),
        centred(oneLine(signing.position), layout.capacity, together),
        ...Array.from({ length: 4 }, () => centred("", layout.signer, together)),
        centred(oneLine(signing.name), layout.signer)
      ]
    ]
  )
}

const annexed = (document: ReportDocument.ReportDocument, at: number): ReadonlyArray<FileChild> => {
  const { layout } = document.letterhead
  const { note, tables, title: named } = document.annexes[at]!
  return [
    centred(ReportDocument.annexLabel(document, at), layout.annex.label),
    centred(oneLine(named), layout.annex.title),
    centred(oneLine(ReportDocument.annexReference(document)), layout.annex.reference),
    ...(note === null ? [] : [centred(oneLine(note), layout.annex.reference)]),
    new Paragraph({ spacing: { after: 60 } }),
    ...tables.flatMap((one) => table(one, layout, true))
  ]
}

const pages = (layout: Layout.Layout, isLandscape: boolean): NonNullable<ISectionOptions["properties"]> => {
  const { page } = layout
  return {
    type: SectionType.NEXT_PAGE,
    ...(isLandscape ? {} : { titlePage: true }),
    page: {
      size: {
        width: twips(page.width),
        height: twips(page.height),
        orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
      },
      margin: {
        top: twips(page.top),
        bottom: twips(page.bottom),
        left: twips(page.left),
        right: twips(page.right),
        header: twips(page.top / 2),
        footer: twips(page.bottom / 2)
      }
    }
  }
}

const build = (document: ReportDocument.ReportDocument): Document => {
  const { layout } = document.letterhead
  const { font } = layout
  const numbered = () =>
    new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ children: [PageNumber.CURRENT], size: layout.pageNumber.size * 2 })]
        })
      ]
    })
  const heading = (at: 0 | 1 | 2) => {
    const { isBold = false, isItalic = false, size } = layout.headings[at]
    return { run: { font, size: size * 2, bold: isBold, italics: isItalic, color: "000000" }, paragraph: {} }
  }
  return new Document({
    creator: oneLine(document.letterhead.issuer),
    title: oneLine(`${document.type} ${document.summary}`),
    styles: {
      default: {
        document: {
          run: { font, size: layout.body.size * 2, language: { value: "vi-VN" }, color: "000000" },
          paragraph: { spacing: { before: 0, after: 0 } }
        },
        heading1: heading(0),
        heading2: heading(1),
        heading3: heading(2)
      }
    },
    sections: [
      {
        properties: pages(layout, false),
        headers: { default: numbered(), first: new Header({ children: [new Paragraph({})] }) },
        children: [
          head(document),
          ...title(document),
          ...addressed(document),
          ...blocks(document),
          ending(document),
          hairline()
        ]
      },
      ...document.annexes.map(
        (_, at): ISectionOptions => ({
          properties: pages(layout, true),
          headers: { default: numbered() },
          children: [...annexed(document, at)]
        })
      )
    ]
  })
}

/**
 * The document as a file (.docx). The same report gives the same bytes; signs that a Word file cannot hold are left out,
 * and text is only ever text.
 */
export const write = async (document: ReportDocument.ReportDocument): Promise<Uint8Array> => {
  const file = await Packer.pack(build(document), "uint8array", undefined, [properties(document)])
  return timeless(file)
}
