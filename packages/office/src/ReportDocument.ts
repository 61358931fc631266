/**
 * A report as a plain value: who writes, what it is called, its sections, tables, annexes, who signs and who receives
 * it. Word, Excel, PDF, HTML and Markdown are printed from the same one, so they cannot say different things.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Arithmetic } from "./internal/arithmetic.ts"
import * as Letterhead from "./Letterhead.ts"

export type { Arithmetic, Ref } from "./internal/arithmetic.ts"

/** How a number is shown in a workbook. Percentages are kept as shares: 0.2543 is shown as 25,43%. */
export interface Format {
  readonly kind: "number" | "percent"
  readonly decimals: number
}

/** One cell: what is read, and in a workbook the number and how it follows from others of the table. */
export interface Cell {
  readonly text: string
  readonly value?: number | null
  readonly format?: Format
  /** Over cells of the same table; `value` is what it came to here. */
  readonly formula?: Arithmetic
  readonly isBold?: boolean
}

/** A column. `width` is its share beside the others. */
export interface Column {
  readonly heading: string
  readonly width: number
  readonly align: "left" | "center" | "right"
}

/** A row; one with a `heading` names the rows under it and has no cells. */
export type Row = { readonly heading: string } | { readonly cells: ReadonlyArray<Cell> }

/** A table; its heading row is repeated on every page. */
export interface Table {
  readonly caption: string | null
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Row>
  readonly note: string | null
}

/** A part of the text. Headings are set by their level and written as they stand, number and all: `I. …`, `1. …`, `a) …`. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly isItalic?: boolean }
  | { readonly kind: "item"; readonly text: string }
  | { readonly kind: "table"; readonly table: Table }

/** An annex: pages of their own, lying on their side. */
export interface Annex {
  readonly title: string
  /** A line under the title: the days the figures are of. */
  readonly note: string | null
  readonly tables: ReadonlyArray<Table>
}

/** Who signs: `TM. BAN THƯỜNG VỤ`, `CHỦ TỊCH`, the name without academic titles. */
export interface Signing {
  readonly capacity: string
  readonly position: string
  readonly name: string
}

/** The report. */
export interface ReportDocument {
  readonly letterhead: Letterhead.Letterhead
  /** The name of the type, `Báo cáo`; printed in capitals. */
  readonly type: string
  /** What it is about. */
  readonly summary: string
  /** `Kính gửi:`; nobody in a report that is only filed. */
  readonly to: ReadonlyArray<string>
  readonly body: ReadonlyArray<Block>
  readonly annexes: ReadonlyArray<Annex>
  readonly signing: Signing
  /** `Nơi nhận:`, one line each, without dash or semicolon. */
  readonly recipients: ReadonlyArray<string>
}

/** The words that every document bears, whatever it says. They are official and only Vietnamese. */
const words = Catalogue.make({
  to: { vi: "Kính gửi:", en: "Kính gửi:" },
  recipients: { vi: "Nơi nhận:", en: "Nơi nhận:" },
  annex: { vi: "PHỤ LỤC{number}", en: "PHỤ LỤC{number}" },
  reference: {
    vi: "(Kèm theo {type} {number} {day} của {issuer})",
    en: "(Kèm theo {type} {number} {day} của {issuer})"
  },
  "day-open": { vi: "ngày      tháng      năm         ", en: "ngày      tháng      năm         " }
})

/** What stands in front of receivers and copies. */
export const labels = { to: words.to.vi, recipients: words.recipients.vi } as const

const roman = (n: number): string =>
  (
    [
      [100, "C"],
      [90, "XC"],
      [50, "L"],
      [40, "XL"],
      [10, "X"],
      [9, "IX"],
      [5, "V"],
      [4, "IV"],
      [1, "I"]
    ] as const
  ).reduce(
    ({ left, said }, [value, sign]) => ({
      left: left % value,
      said: said + sign.repeat(Math.floor(left / value))
    }),
    { left: n, said: "" }
  ).said

/** `PHỤ LỤC` of the only annex, `PHỤ LỤC I` of several; `at` counts from 0. */
export const annexLabel = ({ annexes }: ReportDocument, at: number): string =>
  Catalogue.say(words, "annex", { number: annexes.length > 1 ? ` ${roman(at + 1)}` : "" })

/** `(Kèm theo Báo cáo số 05/BC-BTV ngày 22 tháng 10 năm 2024 của …)`, which ties an annex to its report. */
export const annexReference = ({ letterhead, type }: ReportDocument): string =>
  Catalogue.say(words, "reference", {
    type,
    number: Letterhead.number(letterhead).replace(/^Số:?/u, "số"),
    day: letterhead.date === null ? words["day-open"].vi : Letterhead.day(letterhead.date),
    issuer: [letterhead.issuer, ...letterhead.above.toReversed()].join(" ")
  })

/** The lines of `Nơi nhận:`: `- Như trên;` … and a full stop after the last. */
export const recipientLines = ({ recipients }: ReportDocument): ReadonlyArray<string> =>
  recipients.map((line, i) => `- ${line}${i === recipients.length - 1 ? "." : ";"}`)

/** The text parts with the sign that ends a document behind the last paragraph. */
export const closed = ({ body, letterhead }: ReportDocument): ReadonlyArray<Block> => {
  const { end } = letterhead.layout
  const last = body.at(-1)
  if (last === undefined || last.kind === "table" || last.kind === "heading")
    return [...body, { kind: "paragraph", text: end }]
  return [...body.slice(0, -1), { ...last, text: `${last.text.replace(/[.;,\s]+$/u, "")}${end}` }]
}
