/**
 * The redraw of 1 July 2025 as the resolutions tell it: the units of the province before and after, and who became whom.
 * For an office of October 2024 that is the future; it is shown beside the office, not in it.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as UnitChange from "@lienhoi/hierarchy/UnitChange"
import * as UnitList from "@lienhoi/hierarchy/UnitList"
import * as UnitSeries from "@lienhoi/hierarchy/UnitSeries"
import { Association, Hierarchy, type PlainDate, Table } from "lienhoi"
import { good } from "./good.ts"

const folder = join(import.meta.dirname, "../../redraw-2025")
const by = { person: "nguoi-mau-to-chuc" }
const text = (name: string): string => readFileSync(join(folder, name), "utf8")

/** Both trees and everything between them. */
export const open = () => {
  const read = good(
    UnitSeries.read([{ date: "2024-06-01", text: text("units.csv"), file: "units.csv" }], {
      association: Association.vwu,
      by,
      recordedAt: "2024-06-03T02:00:00.000Z"
    })
  )
  const before = good(Hierarchy.make({ association: Association.vwu, events: read.events }))
  const plan = good(Reorganisation.parse(text("plan.yaml")))
  const applied = good(Reorganisation.apply(before, plan, { recordedAt: "2025-06-25T02:00:00.000Z", by }))
  const rows = good(Table.parse(text("assignments.csv"), { needed: ["branch", "to"] })).rows
  const assignments = Object.fromEntries(rows.map(({ cells }) => [cells.branch!, cells.to!]))
  const { hierarchy } = good(
    Reorganisation.assign(applied.hierarchy, assignments, { recordedAt: "2025-06-27T02:00:00.000Z", by })
  )
  return {
    tree: (on: PlainDate.PlainDate) => UnitList.of(hierarchy, on),
    changes: (unit: string) => UnitChange.of(hierarchy, unit)
  }
}
