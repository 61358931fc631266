/**
 * People and their positions from a table saved as CSV, one row per term in office. What they hold becomes events; names
 * and contact points stay beside them.
 *
 * | Column | Meaning |
 * | --- | --- |
 * | `person` | id of the person; several rows of one id are several positions |
 * | `name` | may be left out after the first row of the person |
 * | `address` | `chị`, `cô`; the association's own form when empty |
 * | `unit`, `title` | where and as what; both empty for somebody without a position |
 * | `head` | `x` for the one who leads the unit; the title decides when empty |
 * | `from`, `to` | first and last day in office, both inside; may be empty |
 * | `zalo`, `email`, `phone` | contact points; may be empty |
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import type { Person } from "./Directory.ts"
import type { HierarchyEvent, Recorder } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { judge } from "./internal/judge.ts"
import { peopleOf, termsOf } from "./internal/peopleRows.ts"
import { inFileOrder, open } from "./internal/sheet.ts"

/** How a table is taken in. */
export interface Options {
  /** The tree in which the positions stand. */
  readonly hierarchy: Hierarchy
  readonly by: Recorder
  readonly recordedAt: Instant
  /** First day of a term without `from`. */
  readonly effectiveOn: PlainDate
  readonly basis?: string
  /** Named in the issues. */
  readonly file?: string
}

/** What a table says. */
export interface Content {
  /** One act: give all of them to `Hierarchy.record` at once. */
  readonly events: ReadonlyArray<HierarchyEvent>
  /** For the directory. */
  readonly people: ReadonlyArray<Person>
  readonly warnings: ReadonlyArray<Issue>
}

/**
 * Reads the whole table, or lists everything wrong with it by line and column: unknown units, two heads at one time,
 * days on which the unit does not live, a person under two names.
 *
 * **Details**
 *
 * The seat of a unit's head is one position that people take and leave: `x/chu-tich`. Other titles can be held by several
 * people at once, so each of them has a position of her own: `x/uy-vien/p1`.
 */
export const read = (text: string, options: Options): Checked<Content> => {
  const opened = open(text, columns, options.file)
  if (!opened.ok) return opened
  const sheet = opened.value
  const people = peopleOf(sheet, options.hierarchy.association)
  const sourced = termsOf(sheet, options)
  const events = sourced.map(({ event }) => event)
  for (const each of judge(options.hierarchy.association, options.hierarchy.events, events)) {
    const [, at, field] = each.path
    const { row, event } = sourced[Number(at)]!
    const isEnd = event.type === "position-left" && field === "effectiveOn"
    const heading = isEnd ? "to" : (headingOf[String(field)] ?? "person")
    sheet.place(each, row, heading)
  }
  const issues = inFileOrder(sheet.issues)
  return unless(issues, () => ({ events, people, warnings: issues }))
}

const columns = {
  needed: ["person", "name", "unit", "title"],
  also: ["address", "head", "from", "to", "zalo", "email", "phone"]
}

/** In which column a field of an event was written. */
const headingOf: { readonly [field: string]: string } = {
  unit: "unit",
  position: "title",
  person: "person",
  effectiveOn: "from"
}
