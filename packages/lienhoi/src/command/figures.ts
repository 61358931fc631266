/**
 * The figures of one period as a table: `unit`, then a column for each field. Units are named by the code they bore on one
 * day, or by their id; over a longer time a code is nobody's name. A unit that closed inside the period gives flows only.
 *
 * @since 0.1.0
 */
import type { Filed } from "@lienhoi/aggregation/Filed"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import * as Trace from "@lienhoi/hierarchy/Trace"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Duty from "@lienhoi/report/Duty"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Table from "@lienhoi/words/Table"
import type { Document } from "../files.ts"

const issue = Issue.from(
  Catalogue.make({
    "figures.unit-unknown": {
      vi: "Không có đơn vị {unit}; xem lại cột unit",
      en: "There is no unit {unit}; check column unit"
    },
    "figures.unit-not-living": {
      vi: "{name} ({unit}) không hoạt động ngày nào trong {period}, {from} – {to} (hoạt động: {life}); ghi số liệu này vào đơn vị của kỳ đó",
      en: "{name} ({unit}) does not live on any day of {period}, {from} – {to} (it lives {life}); file these figures for the unit of that period"
    },
    "figures.unit-followed": {
      vi: "{name} ({unit}) không hoạt động ngày nào trong {period}, {from} – {to} (hoạt động: {life}); nay là {heirs}; ghi số liệu này vào đơn vị đó",
      en: "{name} ({unit}) does not live on any day of {period}, {from} – {to} (it lives {life}); it became {heirs}; file these figures there"
    },
    "figures.unit-twice": {
      vi: "Đơn vị {unit} đã có ở dòng {line}; giữ lại một dòng",
      en: "Unit {unit} stands on line {line} already; keep one row"
    },
    "figures.field-unknown": {
      vi: "Mẫu {template} không có chỉ tiêu {field}; sửa lại tên cột hoặc xóa cột",
      en: "Template {template} has no field {field}; correct the heading or remove the column"
    }
  })
)

/** A unit that may give figures for the period. */
interface Giver {
  readonly unit: Unit
  /** It closed inside the period. */
  readonly closing: boolean
}

/** What a table of figures is read against. */
export interface Against {
  readonly template: Compiled
  readonly period: Period.Period
  /** The tree of the template's reference day. */
  readonly tree: Snapshot.Snapshot
  readonly hierarchy: Hierarchy.Hierarchy
  /** The day whose codes stand in the table. */
  readonly codesOn: PlainDate.PlainDate
}

const headings = new Set(["unit", "name"])

/** The figures, each row checked by the template; or everything wrong with them. */
export const read = ({ file, text }: Document, against: Against): Issue.Checked<ReadonlyArray<Filed>> => {
  const parsed = Table.parse(text, { needed: ["unit"] })
  if (!parsed.ok) return { ok: false, issues: parsed.issues.map((each) => Issue.inFile(each, file)) }
  const table = parsed.value
  const { template, period } = against
  const keys = new Set(
    Template.fields(template.template).flatMap((field) => [
      field.key,
      ...field.disaggregate.flatMap(({ items }) => items.map((item) => `${field.key}[${item.key}]`))
    ])
  )
  const issues = table.headings.flatMap((heading, i) =>
    headings.has(heading) || keys.has(heading)
      ? []
      : [
          issue(
            "figures.field-unknown",
            { template: template.template.id, field: heading },
            { place: { file, line: 1, column: i + 1 } }
          )
        ]
  )
  const coded = Hierarchy.at(against.hierarchy, against.codesOn).units
  const byCode = new Map(coded.flatMap(({ code, id }) => (code === null ? [] : [[code, id] as const])))
  const lines = new Map<string, number>()
  const filed = table.rows.flatMap((row): ReadonlyArray<Filed> => {
    const { unit: named = "", name: _, ...answers } = row.cells
    const at = (heading: string) => ({
      path: [heading],
      place: { file, ...Table.placeOf(table, row, table.headings.includes(heading) ? heading : "unit") }
    })
    const giver = giverOf(byCode.get(named) ?? named, against)
    const twin = lines.get(giver?.unit.id ?? named)
    lines.set(giver?.unit.id ?? named, row.line)
    if (twin !== undefined) issues.push(issue("figures.unit-twice", { unit: named, line: twin }, at("unit")))
    else if (giver === null) issues.push(stranger(named, against, at("unit")))
    if (giver === null || twin !== undefined) return []
    const { unit } = giver
    const values = Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)))
    const { cells, issues: wrong } = template.validate(values, { unit, period })
    issues.push(...objections(template, giver, wrong).map((each) => ({ ...each, ...at(String(each.path[0])) })))
    return [{ unit: unit.id, period: period.id, status: "approved", revision: 1, cells }]
  })
  return Issue.unless(issues, () => filed)
}

/** Only what the unit is asked itself can be wrong with its answers. */
const objections = (template: Compiled, { closing, unit }: Giver, issues: ReadonlyArray<Issue.Issue>) => {
  const asked = new Set(Duty.fields(template, { level: unit.level, closing }).map(({ key }) => key))
  return issues.filter(({ severity, path }) => severity === "error" && asked.has(String(path[0])))
}

/** The unit of that id, when it lives on the day whose tree counts, or closed inside the period. */
const giverOf = (id: string, { hierarchy, period, template, tree }: Against): Giver | null => {
  const living = Snapshot.unit(tree, id)
  if (living !== null) return { unit: living, closing: false }
  const { from, to } = Window.of(period, template.template.window)
  const until = Trace.unit(hierarchy, id)?.until ?? null
  if (until === null || until <= from || until > to) return null
  const unit = Snapshot.unit(Hierarchy.at(hierarchy, PlainDate.addDays(until, -1)), id)
  return unit === null ? null : { unit, closing: true }
}

/** A unit of another time is named with its life: which code it bore is no proof that it is meant. */
const stranger = (named: string, { hierarchy, period, template }: Against, at: Issue.Details): Issue.Issue => {
  const life = Trace.unit(hierarchy, named) ?? Trace.code(hierarchy, named)[0]
  if (life === undefined) return issue("figures.unit-unknown", { unit: named }, at)
  const until = life.until === null ? "" : PlainDate.format(PlainDate.addDays(life.until, -1))
  const window = Window.of(period, template.template.window)
  const params = {
    unit: named,
    name: life.names.at(-1)!.value,
    period: Period.format(period, "vi"),
    from: PlainDate.format(window.from),
    to: PlainDate.format(window.to),
    life: `${PlainDate.format(life.from)} – ${until}`
  }
  const heirs = heirsOf(hierarchy, life, window.from)
  return heirs.length === 0
    ? issue("figures.unit-not-living", params, at)
    : issue("figures.unit-followed", { ...params, heirs: heirs.join(", ") }, at)
}

/** Who has a closed unit's past on that day, by name and code: over several redraws when there were several. */
const heirsOf = (hierarchy: Hierarchy.Hierarchy, { unit, until }: Trace.Life, on: PlainDate.PlainDate) => {
  if (until === null || until > on) return []
  const tree = Hierarchy.at(hierarchy, on)
  const shares = Succession.between(hierarchy, PlainDate.addDays(until, -1), on).get(unit)?.shares ?? []
  return shares.flatMap((share) => {
    const heir = Snapshot.unit(tree, share.unit)
    return heir === null ? [] : [`${heir.name} (${heir.code ?? heir.id})`]
  })
}
