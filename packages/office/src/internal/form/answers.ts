import type { Occasion, Places } from "@lienhoi/report/FormFile"
import type { Field, Item } from "@lienhoi/template/Field"
import type { Input } from "@lienhoi/template/Validation"
import type * as Issue from "@lienhoi/words/Issue"
import { clean, fold } from "@lienhoi/words/Text"
import { placeIn } from "../sheetRows.ts"
import { problemSheet } from "../tables.ts"
import type { Cell, Sheet } from "../workbook.ts"
import * as Plan from "./plan.ts"
import type { Say } from "./say.ts"
import { tableIn } from "./tableAnswers.ts"
import { issue, words } from "./texts.ts"
import { rawOf } from "./value.ts"

/** What the cells of a form say. */
export interface Answers {
  readonly values: Input
  readonly places: Places
  readonly issues: ReadonlyArray<Issue.Issue>
}

/** Cells of a sheet by row and column. */
type Grid = ReadonlyMap<number, ReadonlyMap<number, Cell>>

const gridOf = ({ cells }: Sheet): Grid => {
  const grid = new Map<number, Map<number, Cell>>()
  for (const cell of cells) {
    const row = grid.get(cell.row)
    if (row === undefined) grid.set(cell.row, new Map([[cell.column, cell]]))
    else row.set(cell.column, cell)
  }
  return grid
}

/** Codes are short; what is longer is not looked at. */
const codeOf = (cell: Cell | undefined): string =>
  typeof cell?.value === "string" && cell.value.length <= 200 ? clean(cell.value).toLowerCase() : ""

/** A question that has a row of its own. */
interface Question {
  readonly key: string
  readonly field: Field
  readonly item: Item | null
}

const asked = new WeakMap<Plan.Plan, ReadonlyMap<string, Question>>()

const questionsOf = (plan: Plan.Plan): ReadonlyMap<string, Question> => {
  const known = asked.get(plan)
  if (known !== undefined) return known
  const made = new Map<string, Question>()
  for (const line of plan.lines) if (line.is === "answer") made.set(line.key.toLowerCase(), line)
  asked.set(plan, made)
  return made
}

/** Where the questions of a form stand: the sheet and the column with most of their codes. */
const codesIn = (sheets: ReadonlyArray<Sheet>, codes: ReadonlyMap<string, unknown>) => {
  let best: { readonly sheet: Sheet; readonly column: number; readonly n: number } | null = null
  for (const sheet of sheets) {
    if (sheet.name === problemSheet) continue
    const counts = new Map<number, number>()
    for (const cell of sheet.cells) {
      if (codes.has(codeOf(cell))) counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1)
    }
    for (const [column, n] of counts) if (n > (best?.n ?? 0)) best = { sheet, column, n }
  }
  return best
}

const heading = fold(words.answer)

/** The column of the answers, by its heading above the first code. */
const answerColumn = (sheet: Sheet, firstRow: number): number | null => {
  const found = sheet.cells.filter(
    ({ row, value }) => row < firstRow && typeof value === "string" && value.length < 100 && fold(value) === heading
  )
  return found.at(-1)?.column ?? null
}

const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean =>
  JSON.stringify(a?.value ?? null) === JSON.stringify(b?.value ?? null)

/** An answer in a row that asks nothing: our own lines without a code hold formulas only. */
const foreign = (
  cell: Cell,
  cells: ReadonlyMap<number, Cell>,
  code: Cell | undefined,
  place: Issue.Place,
  say: Say
): void => {
  const { value } = cell
  if (value === null || cell.formula !== null || (typeof value === "string" && clean(value) === "")) return
  const found = typeof code?.value === "string" ? clean(code.value).slice(0, 40) : ""
  // A heading over the whole row, once it is no longer one cell, stands in all of its cells.
  if ([...cells.values()].some((other) => other !== cell && other.value === value && typeof value === "string")) return
  if (found !== "") say("form.row-unknown", place, { found })
  // Who signs below the form, and remarks between its rows.
  else say("form.row-uncoded", place, {}, ...(typeof value === "string" ? (["warning"] as const) : []))
}

/** Reads every answer of a form, wherever its rows, columns and sheets have gone. */
export const read = (sheets: ReadonlyArray<Sheet>, occasion: Occasion): Answers => {
  const plan = Plan.of(occasion)
  const questions = questionsOf(plan)
  const template = occasion.template.template.id
  const issues: Array<Issue.Issue> = []
  const say: Say = (code, place, params = {}, severity) => {
    issues.push(
      issue(code, params, {
        ...(place === undefined ? {} : { place }),
        ...(severity === undefined ? {} : { severity })
      })
    )
  }
  if (questions.size === 0) return { values: {}, places: {}, issues }
  const main = codesIn(sheets, questions)
  if (main === null) {
    say("form.no-answers", undefined, { template })
    return { values: {}, places: {}, issues }
  }
  const { sheet, column: codeColumn } = main
  const grid = gridOf(sheet)
  const rows = [...grid.keys()].sort((a, b) => a - b)
  const firstRow = rows.find((row) => questions.has(codeOf(grid.get(row)?.get(codeColumn))))!
  const column = answerColumn(sheet, firstRow)
  if (column === null) {
    say("form.no-answers", placeIn(sheet.name, firstRow, codeColumn), { template })
    return { values: {}, places: {}, issues }
  }
  const values: { [key: string]: unknown } = {}
  const places: { [path: string]: Issue.Place } = {}
  const seen = new Map<string, number>()
  const lines = new Set(plan.lines.flatMap((line) => (line.is === "computed" ? [line.key.toLowerCase()] : [])))
  for (const row of rows) {
    if (row < firstRow) continue
    const cells = grid.get(row)!
    const code = codeOf(cells.get(codeColumn))
    const cell = cells.get(column)
    const question = questions.get(code)
    const place = placeIn(sheet.name, row, column)
    if (question === undefined) {
      if (cell !== undefined && !lines.has(code)) foreign(cell, cells, cells.get(codeColumn), place, say)
      continue
    }
    const { key, field } = question
    const before = seen.get(key)
    if (before !== undefined) {
      if (sameCell(cell, grid.get(before)!.get(column))) continue
      const other = placeIn(sheet.name, before, column).cell!
      say("form.row-twice", place, { key, cell: other })
      continue
    }
    seen.set(key, row)
    places[key] = place
    for (const [at, stray] of cells) {
      if (at > column && typeof stray.value === "number") say("form.stray", placeIn(sheet.name, row, at), {}, "warning")
    }
    const raw = rawOf(cell, field)
    if (raw.is === "wrong") say(raw.code, place, raw.params)
    else if (raw.is === "value") values[key] = raw.value
  }
  for (const { key, field, item } of questions.values()) {
    if (seen.has(key)) continue
    const label = item === null ? field.label : `${field.label} – ${item.label}`
    say("form.row-missing", placeIn(sheet.name, firstRow, codeColumn), { key, label })
  }
  for (const { field } of plan.tables) {
    const others = sheets.filter((one) => one.name !== problemSheet)
    const found = tableIn(others, field, say)
    if (found === null) continue
    Object.assign(places, found.places)
    const word = values[field.key]
    if (!found.isFilled) {
      if (word !== undefined && !isWord(word)) {
        delete values[field.key]
        say("form.table-word", places[field.key], { table: field.key })
      }
      continue
    }
    if (word === undefined) values[field.key] = found.rows
    else {
      delete values[field.key]
      const said = typeof word === "string" ? word.slice(0, 40) : words.notApplicable
      say("form.table-and-word", places[field.key], { table: field.key, found: said })
    }
  }
  return { values, places, issues }
}

const isWord = (value: unknown): boolean =>
  (typeof value === "string" && /^(?:khong|ko|kps|0$)/u.test(fold(value))) ||
  (typeof value === "object" && value !== null && "notApplicable" in value)
