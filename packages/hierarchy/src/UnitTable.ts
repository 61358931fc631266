/**
 * Units from a table that somebody keeps in a spreadsheet.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Checked, Issue } from "@lienhoi/words/Issue"
import { parse } from "@lienhoi/words/Table"
import type { Association } from "./Association.ts"
import type { HierarchyEvent, Recorder } from "./Event.ts"

/** How a table is taken in. */
export interface Options {
  readonly association: Association
  readonly by: Recorder
  readonly recordedAt: Instant
  /** First day of the facts of a row without `from`. */
  readonly effectiveOn: PlainDate
  /** Named in the issues. */
  readonly file?: string
}

/** Reads `id,code,name,level,parent[,kind,from,to,front_parent]`. */
export const read = (
  text: string,
  options: Options
): Checked<{ readonly events: ReadonlyArray<HierarchyEvent>; readonly warnings: ReadonlyArray<Issue> }> => {
  const table = parse(text, { needed: ["id", "code", "name", "level", "parent"] })
  if (!table.ok) return table
  const events = table.value.rows.map(
    ({ cells }): HierarchyEvent => ({
      id: `${options.recordedAt}/${cells["id"]}`,
      effectiveOn: cells["from"] || options.effectiveOn,
      recordedAt: options.recordedAt,
      by: options.by,
      type: "unit-established",
      unit: cells["id"]!,
      level: cells["level"]!,
      name: cells["name"]!,
      code: cells["code"] || null,
      kind: cells["kind"] || null,
      parents: { own: cells["parent"] || null }
    })
  )
  return { ok: true, value: { events, warnings: [] } }
}
