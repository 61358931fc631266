/**
 * A report as Markdown: for a first look, a message or a diff. Whatever was typed stays text.
 *
 * @since 0.1.0
 */
import { lines, oneLine } from "./internal/printable.ts"
import * as Letterhead from "./Letterhead.ts"
import * as ReportDocument from "./ReportDocument.ts"

const escaped = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>#|~$]/gu, (sign) => `\\${sign}`)

/** At the beginning of a line some signs would make a list of it. */
const starting = (text: string): string =>
  escaped(text)
    .replace(/^[-+=]/u, "\\$&")
    .replace(/^(\d+)([.)])/u, "$1\\$2")

const upper = (text: string): string => escaped(text.toLocaleUpperCase("vi"))

const table = ({ caption, columns, note, rows }: ReportDocument.Table): ReadonlyArray<string> => {
  const aligned = { left: "---", center: ":---:", right: "---:" } as const
  return [
    ...(caption === null ? [] : [`**${escaped(caption)}**`, ""]),
    `| ${columns.map(({ heading }) => escaped(heading)).join(" | ")} |`,
    `| ${columns.map(({ align }) => aligned[align]).join(" | ")} |`,
    ...rows.map((row) => {
      const cells = "heading" in row ? [`**${escaped(row.heading)}**`] : row.cells.map(({ text }) => escaped(text))
      return `| ${columns.map((_, i) => cells[i] ?? "").join(" | ")} |`
    }),
    "",
    ...(note === null ? [] : [`*${escaped(note)}*`, ""])
  ]
}

const block = (of: ReportDocument.Block): ReadonlyArray<string> => {
  switch (of.kind) {
    case "heading":
      return [`${"#".repeat(of.level + 1)} ${escaped(of.text)}`, ""]
    case "paragraph":
      return lines(of.text).flatMap((text) => [of.isItalic === true ? `*${escaped(text)}*` : starting(text), ""])
    case "item":
      return [`- ${starting(of.text)}`, ""]
    case "table":
      return table(of.table)
  }
}

/** The report as Markdown. */
export const print = (document: ReportDocument.ReportDocument): string => {
  const { annexes, letterhead, signing, summary, to, type } = document
  const { national } = letterhead.layout.head
  const left = [
    ...letterhead.above.map(upper),
    `**${upper(letterhead.issuer)}**`,
    escaped(Letterhead.number(letterhead))
  ]
  const right = [...national.map(({ text }) => `**${escaped(text)}**`), `*${escaped(Letterhead.date(letterhead))}*`]
  return [
    `| ${left.join("<br>")} | ${right.join("<br>")} |`,
    "| :---: | :---: |",
    "",
    `# ${upper(type)}`,
    "",
    `**${escaped(summary)}**`,
    "",
    ...(to.length === 0 ? [] : [`${ReportDocument.labels.to} ${to.map(escaped).join("; ")}.`, ""]),
    ...ReportDocument.closed(document).flatMap(block),
    `**${upper(signing.capacity)}**  `,
    `**${upper(signing.position)}**  `,
    `**${escaped(signing.name)}**`,
    "",
    `***${ReportDocument.labels.recipients}***`,
    "",
    ...ReportDocument.recipientLines(document).map((text) => `- ${escaped(text.slice(2))}`),
    "",
    ...annexes.flatMap(({ note, tables, title }, at) => [
      `## ${escaped(ReportDocument.annexLabel(document, at))}. ${upper(title)}`,
      "",
      `*${escaped(ReportDocument.annexReference(document))}*`,
      "",
      ...(note === null ? [] : [`*${escaped(note)}*`, ""]),
      ...tables.flatMap(table)
    ])
  ].join("\n")
}
