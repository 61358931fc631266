/**
 * Units from a table that somebody keeps in a spreadsheet and saves as CSV: one row per unit, or several rows of one id
 * when it changed over time.
 *
 * | Column | Meaning |
 * | --- | --- |
 * | `id` | stays for life; anything but a code that can pass to another unit |
 * | `code` | the outside code, may be empty |
 * | `name`, `level` | as the association's level ids: `tinh`, `co_so` |
 * | `parent` | id of the upper unit; empty at the top; `-` for a unit that stands on the route `front` only |
 * | `kind` | `xa`, `phuong`, `truong-hoc`; may be empty |
 * | `from`, `to` | first and last day of what the row says, both inside; may be empty |
 * | `front_parent` | upper unit on the route `front`; empty when it is not on it |
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import type { Association } from "./Association.ts"
import type { HierarchyEvent, Recorder } from "./Event.ts"
import { judge } from "./internal/judge.ts"
import { inFileOrder, open } from "./internal/sheet.ts"
import { eventsOf } from "./internal/unitRows.ts"

/** How a table is taken in. */
export interface Options {
  readonly association: Association
  /** Who takes it in. */
  readonly by: Recorder
  readonly recordedAt: Instant
  /** First day of what a row without `from` says. */
  readonly effectiveOn: PlainDate
  /** The paper the table rests on. */
  readonly basis?: string
  /** Named in the issues. */
  readonly file?: string
}

/** What a table says. */
export interface Content {
  /** One act: give all of them to `Hierarchy.make` or `Hierarchy.record` at once. */
  readonly events: ReadonlyArray<HierarchyEvent>
  /** A code on two living units, a column that is not read. */
  readonly warnings: ReadonlyArray<Issue>
}

/**
 * Reads the whole table, or lists everything wrong with it by line and column: what `Hierarchy.make` refuses, unreadable
 * dates, rows of one unit that overlap or leave a gap, units below the top without a parent.
 *
 * @example
 * ```ts
 * import { Association, UnitTable } from "@lienhoi/hierarchy"
 *
 * const read = UnitTable.read("id,code,name,level,parent\nx,31393,Xã Tân Hòa,co_so,h9\n", {
 *   association: Association.vwu,
 *   by: { person: "person/synthetic" },
 *   recordedAt: "2024-10-01T01:00:00.000Z",
 *   effectiveOn: "2024-01-01"
 * })
 *
 * !read.ok && read.issues.map(({ code, place }) => [code, place?.line, place?.column]) // => [["unit.parent-unknown", 2, 5]]
 * ```
 */
export const read = (text: string, options: Options): Checked<Content> => {
  const opened = open(text, columns, options.file)
  if (!opened.ok) return opened
  const sheet = opened.value
  const sourced = eventsOf(sheet, options)
  const events = sourced.map(({ event }) => event)
  for (const each of judge(options.association, [], events)) {
    const [, at, field] = each.path
    const { row, event } = sourced[Number(at)]!
    const heading = event.type === "unit-closed" ? "to" : (headingOf[String(field)] ?? "id")
    sheet.place(each, row, heading)
  }
  const issues = inFileOrder(sheet.issues)
  return unless(issues, () => ({ events, warnings: issues }))
}

const columns = {
  needed: ["id", "code", "name", "level", "parent"],
  also: ["kind", "from", "to", "front_parent"]
}

/** In which column a field of an event was written. */
const headingOf: { readonly [field: string]: string } = {
  name: "name",
  code: "code",
  level: "level",
  parent: "parent",
  "parent front": "front_parent",
  parents: "parent",
  effectiveOn: "from"
}
