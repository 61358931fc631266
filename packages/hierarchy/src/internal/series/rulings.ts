/** What people decided about who is who, and what a redraw says: two tables that go before anything that is inferred. */
import { format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Checked } from "@lienhoi/words/Issue"
import type { Row as TableRow } from "@lienhoi/words/Table"
import { type Basis, bases } from "../../Weight.ts"
import { open, type Sheet } from "../sheet.ts"
import type { Rows } from "./days.ts"
import { type Code, issue } from "./texts.ts"

/** Whether an old and a new unit are one. `new` is `null` when nothing new is the old one. */
export interface Ruling {
  readonly on: PlainDate
  readonly old: string
  readonly new: string | null
  readonly same: boolean
}

/** One line of a redraw: which old unit went into which new one. */
export interface Line {
  readonly old: string
  readonly new: string
  readonly extent: "whole" | "partial"
  /** How much of a divided unit, `null` when nobody says. */
  readonly weight: { readonly basis: Basis; readonly amount: number } | null
  /** Where it stands in its file. */
  readonly row: number
}

/** What both tables need to know of a day of change. */
export interface Turn {
  readonly on: PlainDate
  readonly before: Rows
  readonly after: Rows
}

const told = (
  sheet: Sheet,
  row: TableRow,
  code: Code,
  heading: string,
  params: { readonly [name: string]: string | number }
): void => sheet.place(issue(code, params, { path: ["rows", sheet.rows.indexOf(row), heading] }), row, heading)

const verdicts: { readonly [word: string]: boolean } = { yes: true, có: true, no: false, không: false }

/** Reads `on,old_code,new_code,same`; names beside the codes are for the reader. */
export const openIdentities = (text: string, file: string | undefined): Checked<Sheet> =>
  open(
    text,
    {
      needed: ["on", "old_code", "new_code", "same"],
      also: ["old_name", "new_name", "why", "basis"]
    },
    file
  )

/** The rulings, as far as they speak of units that are there. */
export const rulingsOf = (sheet: Sheet, turns: ReadonlyArray<Turn>): ReadonlyArray<Ruling> => {
  const rulings: Array<Ruling> = []
  const decided = new Map<string, number>()
  for (const row of sheet.rows) {
    const cell = (heading: string): string => sheet.cell(row, heading)
    const on = sheet.day(row, "on")
    const given = cell("same")
    const same = verdicts[given.toLowerCase()]
    if (same === undefined) told(sheet, row, "identity.verdict-unreadable", "same", { given })
    if (on === null || same === undefined) continue
    const turn = turns.find((each) => each.on === on)
    if (turn === undefined) {
      const days = turns.map((each) => format(each.on)).join(", ") || "—"
      told(sheet, row, "identity.day-unknown", "on", { date: format(on), days })
      continue
    }
    const ruling = { on, old: cell("old_code"), new: cell("new_code") || null, same }
    const sides = same ? [`old ${on} ${ruling.old}`, `new ${on} ${ruling.new}`] : []
    const clash = sides.find((side) => decided.has(side))
    if (!turn.before.has(ruling.old))
      told(sheet, row, "code.unknown-before", "old_code", { code: ruling.old, date: format(on) })
    else if (ruling.new !== null && !turn.after.has(ruling.new))
      told(sheet, row, "code.unknown-after", "new_code", { code: ruling.new, date: format(on) })
    else if (same && ruling.new === null) told(sheet, row, "identity.new-code-missing", "new_code", {})
    else if (clash !== undefined)
      told(sheet, row, "identity.contradiction", clash.startsWith("old") ? "old_code" : "new_code", {
        code: (clash.startsWith("old") ? ruling.old : ruling.new) ?? "",
        date: format(on),
        line: decided.get(clash)!
      })
    else {
      rulings.push(ruling)
      for (const side of sides) decided.set(side, row.line)
    }
  }
  return rulings
}

/** Reads `old_code,new_code,extent`, with a weight where somebody knows one. */
export const openRedraw = (text: string, file: string | undefined): Checked<Sheet> =>
  open(
    text,
    {
      needed: ["old_code", "new_code", "extent"],
      also: ["weight", "weight_basis", "old_name", "new_name", "default", "basis"]
    },
    file
  )

const extents: { readonly [word: string]: Line["extent"] } = {
  whole: "whole",
  full: "whole",
  partial: "partial",
  part: "partial"
}

interface Read {
  readonly row: TableRow
  readonly line: Line
}

/** The lines of a redraw, as far as they can be read; what is wrong is said to the sheet. */
export const linesOf = (sheet: Sheet, { on, before, after }: Turn): ReadonlyArray<Line> => {
  const read: Array<Read> = []
  const seen = new Map<string, number>()
  for (const row of sheet.rows) {
    const cell = (heading: string): string => sheet.cell(row, heading)
    const [old, heir] = [cell("old_code"), cell("new_code")]
    const extent = extents[cell("extent").toLowerCase()]
    const twin = seen.get(`${old} ${heir}`)
    seen.set(`${old} ${heir}`, row.line)
    if (extent === undefined) told(sheet, row, "redraw.extent-unreadable", "extent", { given: cell("extent") })
    if (!before.has(old)) told(sheet, row, "code.unknown-before", "old_code", { code: old, date: format(on) })
    if (!after.has(heir)) told(sheet, row, "code.unknown-after", "new_code", { code: heir, date: format(on) })
    if (twin !== undefined) told(sheet, row, "redraw.line-twice", "new_code", { old, new: heir, line: twin })
    else if (extent !== undefined)
      read.push({ row, line: { old, new: heir, extent, weight: weightOf(sheet, row), row: row.line } })
  }
  for (const parts of Map.groupBy(read, ({ line }) => line.old).values())
    judgeParts(sheet, parts, before.get(parts[0]!.line.old)?.name ?? "")
  return read.map(({ line }) => line)
}

const weightOf = (sheet: Sheet, row: TableRow): Line["weight"] => {
  const given = sheet.cell(row, "weight")
  const basis = sheet.cell(row, "weight_basis") || "given"
  const known = bases.find((each) => each === basis && each !== "assumed")
  if (known === undefined) {
    const all = bases.filter((each) => each !== "assumed").join(", ")
    told(sheet, row, "redraw.basis-unreadable", "weight_basis", { given: basis, known: all })
  }
  if (given === "") return null
  const amount = /^\d{1,12}$/.test(given) ? Number(given) : 0
  if (amount === 0) told(sheet, row, "redraw.weight-unreadable", "weight", { given })
  return known === undefined || amount === 0 ? null : { basis: known, amount }
}

/** All of a unit goes somewhere, and nothing of it twice. */
const judgeParts = (sheet: Sheet, parts: ReadonlyArray<Read>, name: string): void => {
  const [first, ...more] = parts
  const { row, line } = first!
  const about = { name, old: line.old, new: line.new }
  if (more.length === 0 && line.extent === "partial") told(sheet, row, "redraw.rest-lost", "extent", about)
  if (more.length === 0) return
  const whole = parts.find((each) => each.line.extent === "whole")
  if (whole !== undefined) {
    const other = parts.find((each) => each !== whole)!
    told(sheet, whole.row, "redraw.doubled", "extent", { ...about, line: other.row.line })
  }
  const weighed = parts.find((each) => each.line.weight !== null)
  if (weighed === undefined) return
  for (const part of parts) {
    const params = { ...about, line: weighed.row.line }
    if (part.line.weight === null) told(sheet, part.row, "redraw.weight-missing", "weight", params)
    else if (part.line.weight.basis !== weighed.line.weight!.basis)
      told(sheet, part.row, "redraw.bases-differ", "weight_basis", params)
  }
}
