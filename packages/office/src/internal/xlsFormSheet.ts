import type { Place } from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { textOf } from "./codec.ts"
import { placeIn } from "./sheetRows.ts"
import type { Sheet, Workbook } from "./workbook.ts"

/** One row of a form under its headings. */
export interface FormRow {
  readonly row: number
  /** What stands under a heading, composed and trimmed; empty when nothing does. */
  readonly get: (heading: string) => string
  readonly placeOf: (heading: string) => Place
  /** Headings under which something stands. */
  readonly filled: ReadonlyArray<string>
}

/** A sheet of a form. */
export interface FormSheet {
  readonly name: string
  readonly headings: ReadonlyArray<string>
  readonly rows: ReadonlyArray<FormRow>
}

/** `Label :: Vietnamese` is `label::vietnamese`, `list name` is `list_name`, `label:vi` is `label::vi`. */
const headingOf = (text: string): string =>
  clean(text)
    .toLowerCase()
    .replaceAll(/\s*::?\s*/gu, "::")
    .replace(/^list name$/u, "list_name")

/** The sheet of that name; headings stand in its first row. */
export const formSheet = ({ sheets }: Workbook, name: string): FormSheet | null => {
  const sheet: Sheet | undefined = sheets.find((one) => clean(one.name).toLowerCase() === name)
  if (sheet === undefined) return null
  const byRow = new Map<number, Map<number, string>>()
  for (const { row, column, value } of sheet.cells) {
    const text = typeof value === "boolean" ? (value ? "true" : "false") : clean(textOf(value))
    if (text === "") continue
    if (!byRow.has(row)) byRow.set(row, new Map())
    byRow.get(row)!.set(column, text)
  }
  const [head, ...rest] = [...byRow.keys()].sort((a, b) => a - b)
  const at = new Map<string, number>()
  for (const [column, text] of head === undefined ? [] : byRow.get(head)!)
    if (!at.has(headingOf(text))) at.set(headingOf(text), column)
  return {
    name: sheet.name,
    headings: [...at.keys()],
    rows: rest.map((row) => ({
      row,
      get: (heading) => byRow.get(row)!.get(at.get(heading) ?? 0) ?? "",
      placeOf: (heading) => placeIn(sheet.name, row, at.get(heading) ?? 1),
      filled: [...at].filter(([, column]) => byRow.get(row)!.has(column)).map(([heading]) => heading)
    }))
  }
}

const vietnamese = /^(?:tiếng việt|vietnamese|vi)\b|\(vi\)$/iu
const english = /^(?:english|en)\b|\(en\)$/iu

/** The words of a cell in Vietnamese, or in the form's own language where there is no Vietnamese; and in English. */
export const wordsIn = (row: FormRow, base: string): { readonly vi: string; readonly en: string } => {
  const all = row.filled.filter((heading) => heading === base || heading.startsWith(`${base}::`))
  const languageOf = (heading: string): string => heading.slice(base.length + 2)
  const en = all.find((heading) => english.test(languageOf(heading)))
  const vi = all.find((heading) => vietnamese.test(languageOf(heading))) ?? all.find((heading) => heading === base)
  const own = vi ?? all.find((heading) => heading !== en) ?? en
  return { vi: own === undefined ? "" : row.get(own), en: en === undefined || en === own ? "" : row.get(en) }
}
