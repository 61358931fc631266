import type { Field } from "@lienhoi/template/Field"
import type { CellStyle } from "hucre/xlsx"

const line = { style: "thin", color: { rgb: "A6A6A6" } } as const
const box: NonNullable<CellStyle["border"]> = { top: line, right: line, bottom: line, left: line }
const fill = (rgb: string): Pick<CellStyle, "fill"> => ({
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb } }
})
const name = "Times New Roman"
const wrapped = { wrapText: true, vertical: "center" } as const
const open = { protection: { locked: false } } as const

export const upper: CellStyle = { font: { name, size: 12 }, alignment: { horizontal: "center" } }
export const unitName: CellStyle = { font: { name, size: 12, bold: true }, alignment: { horizontal: "center" } }
export const title: CellStyle = {
  font: { name, size: 15, bold: true },
  alignment: { horizontal: "center", ...wrapped }
}
export const tableTitle: CellStyle = { font: { name, size: 14, bold: true }, alignment: wrapped }
export const centred: CellStyle = { font: { name, size: 12 }, alignment: { horizontal: "center" } }
export const small: CellStyle = {
  font: { name, size: 10, color: { rgb: "595959" } },
  alignment: { horizontal: "center" }
}
export const note: CellStyle = { font: { name, size: 11, italic: true }, alignment: { ...wrapped, vertical: "top" } }
export const heading: CellStyle = {
  font: { name, size: 12, bold: true },
  alignment: { horizontal: "center", ...wrapped },
  border: box,
  ...fill("D9E2F3")
}
export const section: CellStyle = {
  font: { name, size: 12, bold: true },
  alignment: wrapped,
  border: box,
  ...fill("EDEDED")
}
export const code: CellStyle = {
  font: { name, size: 10, color: { rgb: "595959" } },
  alignment: { horizontal: "center", ...wrapped },
  border: box
}
export const smallCode: CellStyle = {
  font: { name, size: 9, color: { rgb: "7F7F7F" } },
  alignment: { horizontal: "center", ...wrapped },
  border: box
}
export const label: CellStyle = {
  font: { name, size: 12 },
  alignment: { ...wrapped, horizontal: "left" },
  border: box
}
export const item: CellStyle = {
  font: { name, size: 12 },
  alignment: { ...wrapped, horizontal: "left", indent: 2 },
  border: box
}
export const within: CellStyle = {
  font: { name, size: 12, italic: true },
  alignment: { ...wrapped, horizontal: "left", indent: 1 },
  border: box
}
export const check: CellStyle = {
  font: { name, size: 11, italic: true },
  alignment: { ...wrapped, horizontal: "left", indent: 1 },
  border: box
}
export const unit: CellStyle = {
  font: { name, size: 12 },
  alignment: { horizontal: "center", ...wrapped },
  border: box
}
export const help: CellStyle = {
  font: { name, size: 10, color: { rgb: "404040" } },
  alignment: wrapped,
  border: box
}
/** A question that is not asked, as things are; where a condition colours, Excel looks at the colour behind. */
export const closed: CellStyle = {
  font: { color: { rgb: "A6A6A6" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E7E6E6" }, bgColor: { rgb: "E7E6E6" } }
}

const whole = "#,##0"
const numbers = (decimals: number): string => (decimals === 0 ? whole : `#,##0.${"0".repeat(Math.min(decimals, 10))}`)

const formatOf = (field: Field): string => {
  switch (field.type) {
    case "count":
    case "money":
      return whole
    case "decimal":
    case "ratio":
      return numbers(field.decimals)
    default:
      // Whatever is typed stays as it is: 15/10, 1.0, =A1.
      return "@"
  }
}

const isFigure = ({ type }: Field): boolean =>
  type === "count" || type === "money" || type === "decimal" || type === "ratio"

const answers = new Map<string, CellStyle>()
/** An open cell; one object for all cells that look alike. */
export const answer = (field: Field): CellStyle => {
  const format = formatOf(field)
  const horizontal = isFigure(field) ? "right" : field.type === "text" ? "left" : "center"
  const known = answers.get(`${format} ${horizontal}`)
  if (known !== undefined) return known
  const made: CellStyle = {
    font: { name, size: 12 },
    numFmt: format,
    alignment: { horizontal, ...wrapped },
    border: box,
    ...open,
    ...fill("FFF9DB")
  }
  answers.set(`${format} ${horizontal}`, made)
  return made
}

const shown = new Map<string, CellStyle>()
const locked = (format: string, rgb: string | null): CellStyle => {
  const known = shown.get(`${format} ${rgb}`)
  if (known !== undefined) return known
  const made: CellStyle = {
    font: { name, size: 12, ...(rgb === null ? { color: { rgb: "595959" } } : {}) },
    numFmt: format,
    alignment: { horizontal: "right", ...wrapped },
    border: box,
    ...(rgb === null ? {} : fill(rgb))
  }
  shown.set(`${format} ${rgb}`, made)
  return made
}

/** A figure that follows from others; `null` decimals: no number. */
export const computed = (decimals: number | null): CellStyle =>
  locked(decimals === null ? "General" : numbers(decimals), "EDEDED")

/** What the period before said. */
export const previous = (field: Field): CellStyle => locked(isFigure(field) ? formatOf(field) : "General", null)
