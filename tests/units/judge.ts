/**
 * What an import of lists takes for the same unit, scored against decisions made otherwise.
 */
import * as Association from "@lienhoi/hierarchy/Association"
import * as CodeTable from "@lienhoi/hierarchy/CodeTable"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as UnitSeries from "@lienhoi/hierarchy/UnitSeries"
import { parse } from "@lienhoi/words/Table"

/** The decisions of a table with the columns `on`, `old_code`, `new_code`, `same` (`yes`, `no`). */
export const decisionsOf = (text: string): ReadonlyArray<Decision> => {
  const table = parse(text, { needed: ["on", "old_code", "new_code", "same"] })
  if (!table.ok) throw new Error(table.issues.map(({ message }) => message).join("\n"))
  return table.value.rows.map(({ cells }) => ({
    on: cells.on!,
    old: cells.old_code!,
    new: cells.new_code!,
    same: cells.same === "yes"
  }))
}

/** Whether the unit that bore `old` on the eve is the one that bears `new` on the day. */
export interface Decision {
  readonly on: string
  readonly old: string
  readonly new: string
  readonly same: boolean
}

/** The tree after an import of lists, with what the import says of it. */
export const taken = (listings: ReadonlyArray<UnitSeries.Listing>, more: Partial<UnitSeries.Options> = {}) => {
  const read = UnitSeries.read(listings, {
    association: Association.vwu,
    by: { person: "nguoi-tinh" },
    recordedAt: "2025-08-01T02:00:00.000Z",
    ...more
  })
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  const made = Hierarchy.make({ association: Association.vwu, events: read.value.events })
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return { ...read.value, hierarchy: made.value }
}

/** Old codes of a turn with the code under which the unit is said to live on. */
export type Claims = ReadonlyMap<string, string>

/** Who is said to live on. */
export const claimsOf = (hierarchy: Hierarchy.Hierarchy, eve: string, on: string): Claims => {
  const now = new Map(Hierarchy.at(hierarchy, on).units.map(({ id, code }) => [id, code]))
  return new Map(
    Hierarchy.at(hierarchy, eve).units.flatMap(({ id, code }) => {
      const here = now.get(id) ?? null
      return code === null || here === null ? [] : [[code, here]]
    })
  )
}

/** The rules that people use without a system. */
export const naive = (eve: CodeRows, on: CodeRows, alike: (a: CodeTable.Row, b: CodeTable.Row) => boolean): Claims =>
  new Map([...eve].flatMap(([code, row]) => (on.has(code) && alike(row, on.get(code)!) ? [[code, code]] : [])))

/** Rows of a list by code. */
export type CodeRows = ReadonlyMap<string, CodeTable.Row>

/** The codes in force on a day. */
export const rowsAt = (hierarchy: Hierarchy.Hierarchy, on: string): CodeRows =>
  new Map(CodeTable.of(hierarchy, on).map((row) => [row.code, row]))

/** Rightly taken for the same, wrongly, and closed although it lived on. */
export interface Score {
  readonly right: number
  readonly wrong: number
  readonly missed: number
}

/** The score of claims per turn. */
export const score = (decisions: ReadonlyArray<Decision>, claims: (on: string) => Claims): Score => {
  const judged = decisions.map(({ on, old, new: fresh, same }) => {
    const claim = claims(on).get(old)
    if (claim === undefined) return same ? "missed" : "apart"
    return same && claim === fresh ? "right" : "wrong"
  })
  const count = (verdict: string): number => judged.filter((each) => each === verdict).length
  return { right: count("right"), wrong: count("wrong"), missed: count("missed") }
}

/** Its line in the print. */
export const told = (name: string, { right, wrong, missed }: Score): string => {
  const percent = (n: number, of: number): string => (of === 0 ? "–" : `${((100 * n) / of).toFixed(1)} %`)
  return `  ${name}: precision ${percent(right, right + wrong)} (${wrong} wrong), recall ${percent(right, right + missed)} (${missed} missed)`
}
