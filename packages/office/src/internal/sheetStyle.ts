/** How the sheets of a report look: one font, thin lines, figures with dots, A4 on its side. */
import type { CellStyle, WriteSheet } from "hucre/xlsx"
import type { Format } from "../ReportDocument.ts"
import { width } from "./measure.ts"

const side = { style: "thin", color: { rgb: "000000" } } as const
const border = { top: side, bottom: side, left: side, right: side } as const

/** The font of official papers in a size. */
export const font = (size: number, more: { readonly bold?: boolean; readonly italic?: boolean } = {}) => ({
  name: "Times New Roman",
  size,
  ...more
})

/** `#,##0` and `0.00%`; a program shows them with the marks of its country. */
const numberFormat = ({ decimals, kind }: Format): string => {
  const fraction = decimals === 0 ? "" : `.${"0".repeat(Math.min(decimals, 10))}`
  return kind === "percent" ? `0${fraction}%` : `#,##0${fraction}`
}

/** A cell inside a table. */
export const boxed = (
  align: "left" | "center" | "right",
  more: { readonly format?: Format; readonly bold?: boolean; readonly fill?: string; readonly indent?: number } = {}
): CellStyle => ({
  font: font(12, more.bold === true ? { bold: true } : {}),
  border,
  alignment: {
    horizontal: align,
    vertical: "center",
    wrapText: true,
    ...(more.indent === undefined || more.indent === 0 ? {} : { indent: more.indent })
  },
  ...(more.format === undefined ? {} : { numFmt: numberFormat(more.format) }),
  ...(more.fill === undefined ? {} : { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: more.fill } } })
})

/** A line over the whole width. */
export const heading = (
  size: number,
  more: { readonly bold?: boolean; readonly italic?: boolean } = {}
): CellStyle => ({
  font: font(size, more),
  alignment: { horizontal: "center", vertical: "center", wrapText: true }
})

/** A4 on its side, as many pages down as it takes. */
export const paper: NonNullable<WriteSheet["pageSetup"]> = {
  paperSize: "a4",
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { top: 0.8, bottom: 0.8, left: 1.2, right: 0.6, header: 0.4, footer: 0.4 }
}

/**
 * Rows that come again on every printed page, counted from 1. The library writes the name of the sheet without quotes, which
 * Excel repairs; so they are named here.
 */
export const printTitles = (sheet: string, first: number, last: number) => ({
  name: "_xlnm.Print_Titles",
  range: `${quotedSheet(sheet)}!$${first}:$${last}`,
  scope: sheet
})

/** The highest row of Excel, in points. */
export const highest = 409

/**
 * How high a row must be, in points, for texts of 12 points in columns of so many characters: not every program finds that
 * out by itself when it opens a file.
 */
export const rowHeight = (texts: ReadonlyArray<{ readonly text: string; readonly characters: number }>): number =>
  Math.min(
    highest,
    16.5 *
      Math.max(1, ...texts.map(({ characters, text }) => Math.ceil((width(text, 12) * 1.04) / (characters * 1.85))))
  )

/** `_x000D_` in a file means a line break; where somebody wrote exactly that, its first sign is escaped. */
export const literal = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, "_x005F_")

/** A name that Excel takes for a sheet: 31 signs at most, none of `[]:*?/\\`, no apostrophe at its ends, each once. */
export const sheetNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return names.map((name, i) => {
    const plain = name
      .replaceAll(/[[\]:*?/\\]/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .trim()
      .replaceAll(/^'+|'+$/gu, "")
    const [first, ...others] = [
      plain.slice(0, 31).toWellFormed().replaceAll("\uFFFD", "").trim(),
      `${plain.slice(0, 26).trim()} ${i + 1}`,
      `Trang ${i + 1}`
    ]
    const free =
      [first!, ...others].find((one) => one !== "" && !taken.has(one.toLowerCase())) ?? `Trang ${i + 1}.${taken.size}`
    taken.add(free.toLowerCase())
    return free
  })
}

/** Another sheet's name in a formula. */
export const quotedSheet = (name: string): string => `'${name.replaceAll("'", "''")}'`
