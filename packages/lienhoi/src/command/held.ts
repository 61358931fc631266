/**
 * What belongs to units elsewhere, as a table `kind,id,unit,on,name`: duties, positions, drafts, schedules and channels that
 * a reorganisation touches; reports, posts and messages that keep it from being withdrawn. Without a name a thing is told by
 * its id.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Dependent, Held, Holdings } from "@lienhoi/hierarchy/Reorganisation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Table from "@lienhoi/words/Table"
import * as files from "../files.ts"

const issue = Issue.from(
  Catalogue.make({
    "held.kind-unknown": {
      vi: "Cột kind ghi “{given}”; chọn một trong: {known}",
      en: "Column kind says “{given}”; take one of: {known}"
    },
    "held.cell-empty": {
      vi: "Ô này trống; ghi mã của thứ đó và của đơn vị",
      en: "This cell is empty; write the id of the thing and of its unit"
    }
  })
)

const holdingOf = {
  duty: "duties",
  position: "positions",
  draft: "drafts",
  schedule: "schedules",
  channel: "channels"
} as const
const dependentKinds = ["report", "post", "message"] as const

/** One row. */
export interface Row extends Held {
  readonly kind: string
  readonly on: PlainDate.PlainDate | null
}

/** The rows of the file, none without one; or everything wrong with it. */
export const read = (file: string | undefined): Issue.Checked<ReadonlyArray<Row>> => {
  if (file === undefined) return Issue.ok([])
  const document = files.read(file)
  if (!document.ok) return document
  const table = Table.parse(document.value.text, { needed: ["kind", "id", "unit"] })
  if (!table.ok) return { ok: false, issues: table.issues.map((each) => Issue.inFile(each, file)) }
  const known = [...Object.keys(holdingOf), ...dependentKinds]
  const issues: Array<Issue.Issue> = []
  const rows = table.value.rows.map((row) => {
    const place = (heading: string) => ({ place: { file, ...Table.placeOf(table.value, row, heading) } })
    const { kind = "", id = "", unit = "", on = "", name = "" } = row.cells
    if (!known.includes(kind))
      issues.push(issue("held.kind-unknown", { given: kind, known: known.join(", ") }, place("kind")))
    if (id === "") issues.push(issue("held.cell-empty", {}, place("id")))
    if (unit === "") issues.push(issue("held.cell-empty", {}, place("unit")))
    const date = on === "" ? Issue.ok(null) : PlainDate.parse(on)
    if (!date.ok) issues.push(...date.issues.map((each) => ({ ...each, ...place("on") })))
    return { kind, id, unit, on: date.ok ? date.value : null, ...(name === "" ? {} : { name }) }
  })
  return Issue.unless(issues, () => rows)
}

/** What a preview asks for. */
export const holdings = (rows: ReadonlyArray<Row>): Holdings =>
  Object.fromEntries(
    Object.entries(holdingOf).map(([kind, name]) => [
      name,
      rows.flatMap(({ kind: of, on: _, ...held }) => (of === kind ? [held] : []))
    ])
  )

/** What an undo asks for. */
export const dependents = (rows: ReadonlyArray<Row>): ReadonlyArray<Dependent> =>
  rows.flatMap(({ kind, id, unit, on }) => {
    const known = dependentKinds.find((each) => each === kind)
    return known === undefined ? [] : [{ kind: known, id, unit, ...(on === null ? {} : { on }) }]
  })
