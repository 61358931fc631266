import type { Workbook } from "@lienhoi/office"

/** Sheets that were never packed into a file, as reading the file would give them: for laws with thousands of runs. */
export const asRead = (sheets: ReadonlyArray<Workbook.NewSheet>): Workbook.Workbook => ({
  sheets: sheets.map(({ name, rows }) => ({
    name,
    isHidden: false,
    merged: [],
    cells: rows.flatMap((row, r) =>
      row.flatMap((cell, c) => {
        const value = typeof cell === "object" && cell !== null ? cell.value : cell
        return value === null || value === ""
          ? []
          : [{ row: r + 1, column: c + 1, value, formula: null, comment: null }]
      })
    )
  }))
})
