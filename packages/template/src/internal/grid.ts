import * as Cell from "../Cell.ts"
import type { Column } from "../Column.ts"
import { type Field, isGrid, isNumeric } from "../Field.ts"

/** The name of one cell of a table with fixed rows. */
export const cellName = (table: Field, row: string, column: string): string => `${table.key}[${row}].${column}`

/** A cell of a table with fixed rows that is folded: its column, and where it stands among the rows. */
interface GridCell {
  readonly name: string
  readonly row: number
  readonly column: Field
}

/** The cells of a table that are folded over units and periods, row by row. */
export const gridCells = (table: Field): ReadonlyArray<GridCell> =>
  isGrid(table)
    ? table.rows.flatMap(({ key }, row) =>
        table.columns
          .filter((column) => column.combine !== null && isNumeric(column))
          .map((column) => ({ name: cellName(table, key, column.key), row, column }))
      )
    : []

/** The columns under which a table with fixed rows adds up. */
export const columnsOf = (table: Field): ReadonlyArray<Column> =>
  gridCells(table).map(({ name, row, column }) => ({
    key: name,
    field: {
      ...column,
      key: table.key,
      label: `${table.label}, ${table.rows[row]!.label}, ${column.label}`,
      askedOf: table.askedOf
    },
    item: table.rows[row]!.key,
    scale: column.decimals,
    units: column.combine!.units,
    periods: column.combine!.periods
  }))

/** The cells of a table one by one: what is said of the whole table is said of each. */
export const spread = (
  cells: ReadonlyArray<GridCell>,
  table: Cell.Cell
): ReadonlyArray<readonly [string, Cell.Cell]> => {
  const rows = table.state === "value" ? (table.value as ReadonlyArray<Cell.Cells>) : null
  return cells.map(({ name, row, column }) => [name, rows === null ? table : (rows[row]?.[column.key] ?? Cell.missing)])
}
