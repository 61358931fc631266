import {
  type Cell,
  type CellStyle,
  type CellValue,
  colToLetter,
  type DataValidation,
  type WriteSheet
} from "hucre/xlsx"

/** A cell to be written: a plain value, or one with more to it. Text never becomes a formula. */
export type NewCell =
  | string
  | number
  | boolean
  | null
  | {
      readonly value: string | number | boolean | null
      readonly isBold?: boolean
      /** Six hex digits: `FFF2CC`. */
      readonly fill?: string
      readonly comment?: string
      /** Another cell of the workbook: `'Chỉ tiêu'!C5`. */
      readonly goesTo?: string
      /** What it may be, offered as a list; with `isOpen` anything else may be typed too. */
      readonly offers?: ReadonlyArray<string>
      readonly isOpen?: boolean
    }

/** What a column looks like and takes. */
export interface NewColumn {
  /** In characters. */
  readonly width?: number
  /** Whatever is typed stays as it is: 1.0.0, 15/10, =A1. */
  readonly isText?: boolean
  /** What its cells may be, offered as a list; with `isOpen` anything else may be typed too. */
  readonly offers?: ReadonlyArray<string>
  readonly isOpen?: boolean
}

/** A sheet to be written. */
export interface NewSheet {
  readonly name: string
  readonly rows: ReadonlyArray<ReadonlyArray<NewCell>>
  readonly columns?: ReadonlyArray<NewColumn>
  /** Rows that stay in sight. */
  readonly frozenRows?: number
  /** Rows under the last one that are formatted too, for whoever goes on writing. */
  readonly spareRows?: number
}

/** The lists behind drop-downs, a column each of a sheet nobody sees: a list in the cell itself holds 255 characters. */
export interface Lists {
  readonly name: string
  readonly columns: Array<ReadonlyArray<string>>
}

/** `_x000D_` in a file means a line break; where somebody wrote exactly that, its first sign is escaped. */
export const literal = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, "_x005F_")

const plainOf = (value: string | number | boolean | null): CellValue =>
  typeof value === "string" ? literal(value) : value

/** The range in which a list stands. */
export const listAt = (offers: ReadonlyArray<string>, lists: Lists): string => {
  const found = lists.columns.findIndex(
    (list) => list.length === offers.length && list.every((o, i) => o === offers[i])
  )
  const at = found >= 0 ? found : lists.columns.push(offers) - 1
  const column = colToLetter(at)
  return `'${lists.name}'!$${column}$1:$${column}$${offers.length}`
}

const styleOf = (cell: NewCell, column: NewColumn | undefined): CellStyle | undefined => {
  const more = typeof cell === "object" && cell !== null ? cell : null
  const style: CellStyle = {
    ...(column?.isText === true ? { numFmt: "@" } : {}),
    ...(more?.isBold === true ? { font: { bold: true } } : {}),
    ...(more?.fill === undefined ? {} : { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: more.fill } } }),
    ...(column === undefined ? {} : { alignment: { wrapText: true, vertical: "top" } })
  }
  return Object.keys(style).length === 0 ? undefined : style
}

const offering = (
  range: string,
  offers: ReadonlyArray<string> | undefined,
  isOpen: boolean | undefined,
  lists: Lists
): ReadonlyArray<DataValidation> =>
  offers === undefined || offers.length === 0
    ? []
    : [{ type: "list", formula1: listAt(offers, lists), allowBlank: true, showErrorMessage: isOpen !== true, range }]

/** A sheet in the terms of the library. */
export const sheetOf = (sheet: NewSheet, lists: Lists): WriteSheet => {
  const { name, rows, columns = [], frozenRows = 0, spareRows = 0 } = sheet
  const cells = new Map<string, Partial<Cell>>()
  const height = rows.length + spareRows
  const all = [...rows, ...Array.from({ length: spareRows }, () => columns.map(() => null))]
  all.forEach((row, r) =>
    row.forEach((cell, c) => {
      const more = typeof cell === "object" && cell !== null ? cell : null
      const plain = more === null ? (cell as string | number | boolean | null) : more.value
      const style = styleOf(cell, r < frozenRows ? {} : columns[c])
      if (plain === null && style === undefined) return
      cells.set(`${r},${c}`, {
        value: plainOf(plain),
        ...(style === undefined ? {} : { style }),
        ...(more?.comment === undefined ? {} : { comment: { author: "Liên hội", text: more.comment } }),
        ...(more?.goesTo === undefined ? {} : { hyperlink: { target: "", location: more.goesTo } })
      })
    })
  )
  return {
    name,
    rows: [],
    cells,
    columns: columns.map(({ width }) => (width === undefined ? {} : { width })),
    ...(frozenRows > 0 ? { freezePane: { rows: frozenRows } } : {}),
    dataValidations: [
      ...columns.flatMap(({ offers, isOpen }, c) => {
        const range = `${colToLetter(c)}${frozenRows + 1}:${colToLetter(c)}${Math.max(height, frozenRows + 1)}`
        return offering(range, offers, isOpen, lists)
      }),
      ...rows.flatMap((row, r) =>
        row.flatMap((cell, c) =>
          typeof cell === "object" && cell !== null
            ? offering(`${colToLetter(c)}${r + 1}`, cell.offers, cell.isOpen, lists)
            : []
        )
      )
    ]
  }
}
