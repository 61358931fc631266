/**
 * How large units were, as a table `unit` and one of `members`, `households`, `population`, `given`: by these, figures of
 * units that were merged since are divided when they are read on an earlier tree. Units are named by the code they bore on
 * that day, or by their id.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { Sizes } from "@lienhoi/hierarchy/Succession"
import * as Weight from "@lienhoi/hierarchy/Weight"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Table from "@lienhoi/words/Table"
import * as files from "../files.ts"

const issue = Issue.from(
  Catalogue.make({
    "sizes.basis-missing": {
      vi: "Bảng cần cột unit và đúng một trong các cột: {known}",
      en: "The table needs column unit and exactly one of the columns: {known}"
    },
    "sizes.unit-unknown": {
      vi: "Ngày {date} không có đơn vị {unit}; xem lại cột unit",
      en: "There is no unit {unit} on {date}; check column unit"
    },
    "sizes.unit-twice": {
      vi: "Đơn vị {unit} đã có ở dòng {line}; giữ lại một dòng",
      en: "Unit {unit} stands on line {line} already; keep one row"
    },
    "sizes.not-whole": {
      vi: "“{given}” không phải là số nguyên không âm; ghi số như 312",
      en: "“{given}” is not a whole number from 0 up; write it like 312"
    }
  })
)

const known = Weight.bases.filter((basis) => basis !== "assumed")

/** The sizes in the file, `null` without one; or everything wrong with it. `tree`: the earlier tree. */
export const read = (file: string | undefined, tree: Snapshot): Issue.Checked<Sizes | null> => {
  if (file === undefined) return Issue.ok(null)
  const document = files.read(file)
  if (!document.ok) return document
  const parsed = Table.parse(document.value.text, { needed: ["unit"] })
  if (!parsed.ok) return { ok: false, issues: parsed.issues.map((each) => Issue.inFile(each, file)) }
  const table = parsed.value
  const [basis, ...more] = known.filter((each) => table.headings.includes(each))
  if (basis === undefined || more.length > 0)
    return Issue.fail(
      issue("sizes.basis-missing", { known: known.join(", ") }, { place: { file, line: 1, column: 1 } })
    )
  const byCode = new Map(tree.units.flatMap(({ code, id }) => (code === null ? [] : [[code, id] as const])))
  const lines = new Map<string, number>()
  const of = new Map<string, number>()
  const issues = table.rows.flatMap((row): ReadonlyArray<Issue.Issue> => {
    const { unit: named = "", [basis]: given = "" } = row.cells
    const at = (heading: string) => ({ place: { file, ...Table.placeOf(table, row, heading) } })
    const unit = byCode.get(named) ?? named
    const line = lines.get(unit)
    lines.set(unit, row.line)
    if (!tree.index.has(unit))
      return [issue("sizes.unit-unknown", { unit: named, date: PlainDate.format(tree.date) }, at("unit"))]
    if (line !== undefined) return [issue("sizes.unit-twice", { unit: named, line }, at("unit"))]
    if (!/^\d{1,15}$/u.test(given)) return [issue("sizes.not-whole", { given }, at(basis))]
    of.set(unit, Number(given))
    return []
  })
  return Issue.unless(issues, () => ({ basis, of }))
}
