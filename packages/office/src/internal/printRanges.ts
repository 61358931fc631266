/** What a sheet prints, told the way Excel wants it: the library writes names of sheets without quotes, which Excel repairs. */
import { saveXlsx, type Workbook } from "hucre/xlsx"
import { quotedSheet } from "./sheetStyle.ts"

/** `$A$1:$F$40`, `$1:$3`, `$A:$B`; anything else (a formula, a lost reference) cannot be told again and is left out. */
const plain =
  /^\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?$|^\$?\d{1,7}:\$?\d{1,7}$|^\$?[A-Z]{1,3}:\$?[A-Z]{1,3}$/u

const absolute = (range: string): string => range.replaceAll(/\$?([A-Z]+|\d+)/gu, "$$$1")

/** Saves a workbook that was opened, with its print areas and the headings that come again on every page. */
export const save = (book: Workbook): Promise<Uint8Array> => {
  const named = book.sheets.flatMap(({ name, pageSetup }) => {
    if (pageSetup === undefined) return []
    const { printArea, printTitlesColumn, printTitlesRow } = pageSetup
    delete pageSetup.printArea
    delete pageSetup.printTitlesColumn
    delete pageSetup.printTitlesRow
    const told = (as: string, ranges: ReadonlyArray<string | undefined>) => {
      const kept = ranges.flatMap((one) => one?.split(",") ?? []).filter((one) => plain.test(one))
      const range = kept.map((one) => `${quotedSheet(name)}!${absolute(one)}`).join(",")
      return range === "" ? [] : [{ name: as, range, scope: name }]
    }
    return [
      ...told("_xlnm.Print_Area", [printArea]),
      ...told("_xlnm.Print_Titles", [printTitlesColumn, printTitlesRow])
    ]
  })
  book.namedRanges = [...(book.namedRanges ?? []), ...named]
  return saveXlsx(book)
}
