import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Instant, Table } from "lienhoi"

/** One table that came in, as it is handed to the app. */
export interface Letter {
  readonly file: string
  readonly period: string
  readonly text: string
}

/** A row on its lines of a file, the first and the one after its last, counted from 0. */
interface Row {
  readonly file: string
  readonly at: string
  readonly from: number
  readonly to: number
}

/** Before every moment: what cannot be read comes first, so that it is refused and not left lying. */
const atOnce = ""

const rowsOf = (file: string, text: string, end: number): ReadonlyArray<Row> => {
  const table = Table.parse(text, { needed: ["at"] })
  if (!table.ok) return [{ file, at: atOnce, from: 0, to: end }]
  const { rows } = table.value
  return rows.map(({ line, cells }, i) => {
    const at = Instant.parse(cells.at!)
    return { file, at: at.ok ? at.value : atOnce, from: line - 1, to: (rows[i + 1]?.line ?? end + 1) - 1 }
  })
}

/** The submissions of one month under `inputs/`, handed out in the order in which they came. */
export const open = (root: string, period: string) => {
  const folder = join(root, "inputs", period)
  const files = readdirSync(folder)
    .toSorted()
    .map((name) => {
      const file = `inputs/${period}/${name}`
      const text = readFileSync(join(folder, name), "utf8")
      const lines = text.split("\n")
      const rows = rowsOf(file, text, lines.length)
      return { file, lines, rows, heading: rows[0]?.from ?? lines.length }
    })
  const waiting = files.flatMap(({ rows }) => rows).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

  /** A table with some of its rows; the lines of the others are left empty, so that every row keeps its place. */
  const letter = (file: string, rows: ReadonlyArray<Row>): Letter => {
    const { lines, heading } = files.find((one) => one.file === file)!
    const kept = new Set(rows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)))
    return { file, period, text: lines.map((line, i) => (i < heading || kept.has(i) ? line : "")).join("\n") }
  }

  /** What came up to and including that moment, or all that is left, and was not handed out before; a table for each file. */
  const until = (moment: Instant.Instant | null): ReadonlyArray<Letter> => {
    const came = waiting.splice(0, waiting.findLastIndex((row) => moment === null || row.at <= moment) + 1)
    return [...Map.groupBy(came, (row) => row.file)].map(([file, rows]) => letter(file, rows))
  }
  return { until }
}
