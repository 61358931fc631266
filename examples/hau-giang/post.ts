import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** One table that came in, as it is handed to the app. */
export interface Letter {
  readonly file: string
  readonly period: string
  readonly text: string
}

interface Row {
  readonly file: string
  readonly at: string
  readonly text: string
}

/** The submissions of one month under `inputs/`, handed out in the order in which they came. */
export const open = (root: string, period: string) => {
  const folder = join(root, "inputs", period)
  const headings = new Map<string, string>()
  const waiting = readdirSync(folder)
    .toSorted()
    .flatMap((name): ReadonlyArray<Row> => {
      const file = `inputs/${period}/${name}`
      const [heading = "", ...rows] = readFileSync(join(folder, name), "utf8").trim().split("\n")
      headings.set(file, heading)
      const column = heading.split(",").indexOf("at")
      return rows.map((text) => ({ file, at: text.split(",")[column] ?? "", text }))
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

  /** What came up to and including that moment, and was not handed out before; a table for each file. */
  const until = (moment: string): ReadonlyArray<Letter> => {
    const came = waiting.splice(0, waiting.findLastIndex((row) => row.at <= moment) + 1)
    return [...Map.groupBy(came, (row) => row.file)].map(([file, rows]) => ({
      file,
      period,
      text: `${[headings.get(file), ...rows.map((row) => row.text)].join("\n")}\n`
    }))
  }
  return { until }
}
