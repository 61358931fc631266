/**
 * What the walk stands on: the units as they were taken in, the template, and the figures of a month.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Filed } from "@lienhoi/aggregation"
import { Reorganisation, UnitSeries } from "@lienhoi/hierarchy"
import { Table } from "@lienhoi/words"
import { Association, Compiled, Duty, Hierarchy, Issue, Period, type Snapshot, Template, Window } from "lienhoi"

/** Stops the walk at the first answer that is not a value, with its issues. */
export class Refused extends Error {
  readonly issues: ReadonlyArray<Issue.Issue>
  constructor(issues: ReadonlyArray<Issue.Issue>) {
    super(issues.map((issue) => Issue.format(issue)).join("\n"))
    this.issues = issues
  }
}

/** The value of an answer. */
export const good = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Refused(checked.issues)
}

/** The office that keeps the list of units; a made-up person. */
export const by = { person: "nguoi-mau-to-chuc" }

/** Opens the folder of the example. */
export const open = (root: string) => {
  const text = (path: string): string => readFileSync(join(root, path), "utf8")
  const rows = (path: string) => good(Table.parse(text(path), { needed: [] })).rows

  /** The list that both provinces kept before the redraw, taken in as it stood on 1 June 2024. */
  const before = (): Hierarchy.Hierarchy => {
    const read = UnitSeries.read([{ date: "2024-06-01", text: text("units.csv"), file: "units.csv" }], {
      association: Association.vwu,
      by,
      recordedAt: "2024-06-03T02:00:00.000Z"
    })
    return good(Hierarchy.make({ association: Association.vwu, events: good(read).events }))
  }

  const template = good(
    Compiled.make(good(Template.parse(text("templates/bao-cao-thang.yaml"))).template, {
      association: Association.vwu
    })
  )

  /**
   * The figures of one file, checked by the template and approved. Units are named by the code they bore on the day of
   * the tree: over a longer time a code is nobody's name. A closing report is asked for flows only.
   */
  const filed = (
    file: string,
    period: Period.Period,
    tree: Snapshot.Snapshot,
    { closing = false } = {}
  ): ReadonlyArray<Filed.Filed> => {
    const byCode = new Map(tree.units.map((unit) => [unit.code, unit]))
    return rows(`figures/${file}.csv`).map(({ cells: { unit: code = "", ...values } }) => {
      const unit = byCode.get(code)
      if (unit === undefined) throw new Error(`${file}: ${code}`)
      const { cells, issues } = template.validate(values, { unit, period })
      const asked = new Set(Duty.fields(template, { level: unit.level, closing }).map(({ key }) => key))
      const wrong = issues.filter(({ severity, path }) => severity === "error" && asked.has(String(path[0])))
      if (wrong.length > 0) throw new Refused(wrong)
      return { unit: unit.id, period: period.id, status: "approved", revision: 1, cells }
    })
  }

  /** The figures of one unit as they were written down. */
  const row = (file: string, code: string): { readonly [field: string]: string } => {
    const { unit: _, ...values } = rows(`figures/${file}.csv`).find(({ cells }) => cells.unit === code)!.cells
    return values
  }

  return {
    template,
    before,
    row,
    plan: good(Reorganisation.parse(text("plan.yaml"))),
    assignments: Object.fromEntries(rows("assignments.csv").map(({ cells }) => [cells.branch!, cells.to!])),
    filed
  }
}

/** What {@link open} gives. */
export type Stage = ReturnType<typeof open>

/** A month as people write it: `Tháng 6/2025`. */
export const month = (name: string): Period.Period => good(Period.parse(name))

/** The day whose tree counts for a month: the last of its window. */
export const closingDay = (period: Period.Period): string => Window.of(period, "fifteenth").to
