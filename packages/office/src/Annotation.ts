/**
 * Problems written back into the workbook they were found in: a copy of somebody's own file with a comment and a colour
 * on every cell that is wrong, and a sheet that lists them all, each with a link to its cell.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { openXlsx, type Workbook as Read, type Cell as ReadCell, type Sheet as ReadSheet } from "hucre/xlsx"
import { problemTexts } from "./internal/annotationTexts.ts"
import * as PrintRanges from "./internal/printRanges.ts"
import { paper } from "./internal/sheetStyle.ts"
import { problemSheet } from "./internal/tables.ts"
import { issue } from "./internal/workbookTexts.ts"
import * as Workbook from "./Workbook.ts"

const author = "Liên hội"
const fills: { readonly [S in Issue.Issue["severity"]]: string } = { error: "FFC7CE", warning: "FFEB9C" }

const sayIn = (language: Language, code: keyof typeof problemTexts): string => problemTexts[code][language]
const wordsOf = (one: Issue.Issue, language: Language): string => (language === "vi" ? one.message : one.english)

/** What is wrong and what to do about it stand in one sentence, parted by a semicolon. */
const parts = (one: Issue.Issue, language: Language): readonly [string, string] => {
  const words = wordsOf(one, language)
  const at = words.indexOf("; ")
  if (at < 0) return [words, sayIn(language, "look")]
  const todo = words.slice(at + 2)
  return [words.slice(0, at), todo.charAt(0).toUpperCase() + todo.slice(1)]
}

const keyAt = ({ line, column }: Issue.Place): string => `${line - 1},${column - 1}`

const cellAt = (sheet: ReadSheet, key: string): ReadCell => {
  sheet.cells ??= new Map()
  const [row, column] = key.split(",").map(Number) as [number, number]
  const found = sheet.cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: "string" as const }
  sheet.cells.set(key, found)
  return found
}

const isOurs = (text: string): boolean =>
  (["vi", "en"] as const).some((language) => text.startsWith(sayIn(language, "mark")))

/** Takes away what an earlier copy wrote: whoever mends the copy and checks it again sees what is left. */
const wipe = (sheet: ReadSheet): void => {
  for (const cell of sheet.cells?.values() ?? []) {
    const [own, ...before] = (cell.comment?.text ?? "").split("\n\n").toReversed()
    if (cell.comment === undefined || own === undefined || !isOurs(own)) continue
    const text = before.toReversed().join("\n\n")
    if (text === "") delete cell.comment
    else cell.comment = { ...cell.comment, text }
    const { fill, ...style } = cell.style ?? {}
    if (fill?.type === "pattern" && Object.values(fills).includes(fill.fgColor?.rgb ?? "")) cell.style = style
  }
}

const mark = (sheet: ReadSheet, key: string, issues: ReadonlyArray<Issue.Issue>, language: Language): void => {
  const cell = cellAt(sheet, key)
  const text = `${sayIn(language, "mark")}\n${issues.map((one) => wordsOf(one, language)).join("\n")}`
  const before = cell.comment?.text
  cell.comment = { author, text: before === undefined ? text : `${before}\n\n${text}` }
  const severity = issues.some((one) => one.severity === "error") ? "error" : "warning"
  cell.style = { ...cell.style, fill: { type: "pattern", pattern: "solid", fgColor: { rgb: fills[severity] } } }
}

const quoted = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'`

/** The list of everything that is wrong, with a link to each cell. */
const listOf = (issues: ReadonlyArray<Issue.Issue>, language: Language): ReadSheet => {
  const cells = new Map<string, ReadCell>()
  const put = (row: number, column: number, value: string, more: Partial<ReadCell> = {}): void => {
    const style = { alignment: { wrapText: true, vertical: "top" as const }, ...more.style }
    cells.set(`${row},${column}`, { value, type: "string", ...more, style })
  }
  const titles = ["sheet", "cell", "problem", "todo"] as const
  titles.forEach((title, n) => put(0, n, sayIn(language, title), { style: { font: { bold: true } } }))
  issues.forEach((one, n) => {
    const { sheet, cell } = one.place ?? {}
    const [problem, todo] = parts(one, language)
    const location = sheet === undefined ? undefined : `${quoted(sheet)}!${cell ?? "A1"}`
    put(n + 1, 0, sheet ?? "")
    const link = {
      hyperlink: { target: "", location: location ?? "" },
      style: { font: { underline: true, color: { rgb: "0563C1" } } }
    }
    put(n + 1, 1, cell ?? "", location === undefined ? {} : link)
    put(n + 1, 2, problem)
    put(n + 1, 3, todo)
  })
  const columns = [{ width: 20 }, { width: 10 }, { width: 60 }, { width: 60 }]
  return { name: problemSheet, rows: [], cells, columns, freezePane: { rows: 1 }, pageSetup: paper }
}

const annotated = (workbook: Read, issues: ReadonlyArray<Issue.Issue>, language: Language): void => {
  for (const sheet of workbook.sheets) wipe(sheet)
  const byCell = new Map<string, Array<Issue.Issue>>()
  for (const one of issues) {
    if (one.place?.sheet === undefined) continue
    const key = `${one.place.sheet}\u0000${keyAt(one.place)}`
    byCell.set(key, [...(byCell.get(key) ?? []), one])
  }
  for (const [key, some] of byCell) {
    const [name, at] = key.split("\u0000") as [string, string]
    const sheet = workbook.sheets.find((each) => each.name === name)
    if (sheet !== undefined) mark(sheet, at, some, language)
  }
  const list = listOf(issues, language)
  const old = workbook.sheets.findIndex(({ name }) => name === problemSheet)
  // Sheets keep their numbers: charts and pivot tables are tied to them.
  if (old >= 0) workbook.sheets[old] = list
  else workbook.sheets.push(list)
  workbook.activeSheet = old >= 0 ? old : workbook.sheets.length - 1
}

/**
 * A copy of the workbook with its problems in it; whatever else stands there stays. A copy may be mended, checked and
 * marked again: the old marks go.
 *
 * @example
 * ```ts
 * import { Annotation, TemplateBook, Workbook } from "@lienhoi/office"
 *
 * const own = await Workbook.write([{ name: "Mẫu", rows: [["Mã mẫu", "nhom zalo"], ["Kỳ báo cáo", "Thang"]] }])
 * const read = await TemplateBook.read(own)
 * const copy = await Annotation.annotate(own, read.ok ? [] : read.issues)
 * const seen = copy.ok ? await Workbook.read(copy.value) : copy
 *
 * seen.ok && seen.value.sheets.map((sheet) => sheet.name) // => ["Mẫu", "Lỗi cần sửa"]
 * ```
 */
export const annotate = async (
  bytes: Uint8Array,
  issues: ReadonlyArray<Issue.Issue>,
  language: Language = "vi"
): Promise<Issue.Checked<Uint8Array>> => {
  const admitted = await Workbook.admit(bytes)
  if (!admitted.ok) return admitted
  try {
    const workbook = await openXlsx(bytes, { readStyles: true })
    annotated(workbook, issues, language)
    return Issue.ok(await PrintRanges.save(workbook))
  } catch {
    return Issue.fail(issue("workbook.broken"))
  }
}
