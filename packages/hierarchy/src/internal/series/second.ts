/** Lines of a redraw that can be taken in but deserve a second look. */
import type { Issue } from "@lienhoi/words/Issue"
import type { Placed, Rows } from "./days.ts"
import type { Line } from "./rulings.ts"
import { type Code, issue } from "./texts.ts"

/** Divided units of which nobody says the shares, and lines that leave the way of all their neighbours. */
export const warningsOf = ({
  before,
  after,
  lines,
  file
}: {
  readonly before: Rows
  readonly after: Rows
  readonly lines: ReadonlyArray<Line>
  readonly file: string | undefined
}): ReadonlyArray<Issue> => {
  const found: Array<Issue> = []
  const say = (code: Code, line: Line, params: { readonly [name: string]: string | number }): void => {
    const place = { ...(file === undefined ? {} : { file }), line: line.row, column: 1 }
    found.push(issue(code, params, { severity: "warning", place }))
  }
  for (const [old, parts] of Map.groupBy(lines, (line) => line.old)) {
    if (parts.length > 1 && parts[0]!.weight === null)
      say("redraw.shares-assumed", parts[0]!, { old, name: before.get(old)?.name ?? "", n: parts.length })
  }
  const ways = lines.flatMap((line) => {
    const [from, to] = [topOf(before, line.old), topOf(after, line.new)]
    return from === null || to === null || from.code === line.old ? [] : [{ line, from, to }]
  })
  for (const out of Map.groupBy(ways, ({ from }) => from.code).values()) {
    const byHeir = Map.groupBy(out, ({ to }) => to.code)
    for (const same of byHeir.values()) {
      if (same.length > 1 || byHeir.size === 1) continue
      const { line, from, to } = same[0]!
      const [name, heir] = [before.get(line.old)!.name, after.get(line.new)!.name]
      say("redraw.crosses", line, { old: line.old, new: line.new, name, heir, from: from.name, to: to.name })
    }
  }
  return found
}

const topOf = (rows: Rows, code: string): Placed | null => {
  let row = rows.get(code)
  while (row !== undefined && row.parent !== null) row = rows.get(row.parent)
  return row ?? null
}
