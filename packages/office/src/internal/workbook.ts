/** What stands in a cell. A date is `{ date: "2026-10-15" }`, a moment of a day `{ date, time: "08:30:00" }`. */
export type Value = string | number | boolean | { readonly date: string; readonly time?: string }

/** One cell in which something stands. Rows and columns count from 1. */
export interface Cell {
  readonly row: number
  readonly column: number
  /** Of a formula the value that was last computed; `null` when there is none, or when it is an error such as `#NAME?`. */
  readonly value: Value | null
  /** Without the sign `=`. */
  readonly formula: string | null
  readonly comment: string | null
  /** An error of the spreadsheet program stands there: `#REF!`, `#NAME?`. */
  readonly isError?: true
}

/** Cells that were made one, first and last row and column. */
export interface Merged {
  readonly fromRow: number
  readonly fromColumn: number
  readonly toRow: number
  readonly toColumn: number
}

/** One sheet; only cells that hold something, in order of row and column. */
export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly cells: ReadonlyArray<Cell>
  readonly merged: ReadonlyArray<Merged>
}

/** A workbook. */
export interface Workbook {
  readonly sheets: ReadonlyArray<Sheet>
}

/** What a workbook may weigh. */
export interface Limits {
  /** Parts in the package. */
  readonly entries: number
  /** Bytes of all parts when unpacked. */
  readonly totalBytes: number
  /** Bytes of one part when unpacked. */
  readonly entryBytes: number
  /** How many times a part over 1 MB may grow when unpacked. */
  readonly ratio: number
  /** Cells that are written, in all sheets. */
  readonly cells: number
  /** Rows times columns up to the last written cell, in all sheets. */
  readonly area: number
  /** Tags in all parts. */
  readonly tags: number
}
