/**
 * From the words of a request to the thing it is about: which template, which period, which unit on which tree.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Life from "@lienhoi/report/Life"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Which } from "../App.ts"
import type { Household } from "./household.ts"

const issue = Issue.from(
  Catalogue.make({
    "app.template-unknown": {
      vi: "Không có mẫu {given}; các mẫu đang có: {all}",
      en: "There is no template {given}; these are here: {all}"
    },
    "app.template-which": {
      vi: "Có {n} mẫu; ghi rõ một trong: {all}",
      en: "There are {n} templates; say which of: {all}"
    },
    "app.unit-unknown": {
      vi: "Không có đơn vị {unit} vào ngày {date}; xem lại mã đơn vị",
      en: "There is no unit {unit} on {date}; check its id"
    }
  })
)

/** A template and a period with the tree that counts for them. */
export interface Sheet {
  readonly template: Compiled
  readonly period: Period.Period
  readonly tree: Snapshot.Snapshot
}

/** One report of one unit. */
export interface Case extends Sheet {
  readonly unit: Unit
  readonly key: ReportKey
}

/** The tree of the template's reference day in that period. */
export const treeOf = (house: Household, { template }: Compiled, period: Period.Period): Snapshot.Snapshot => {
  const window = Window.of(period, template.window)
  return Hierarchy.at(house.hierarchy, template.referenceDay === "window-end" ? window.to : window.from, {
    route: template.route
  })
}

/** The template of that id; the only one when none is named. */
export const templateOf = ({ templates }: Household, id: string | undefined): Issue.Checked<Compiled> => {
  const found = id === undefined ? [...templates.values()] : [templates.get(id)]
  const all = [...templates.keys()].join(", ")
  const details = { path: ["template"] }
  if (id === undefined && found.length !== 1)
    return Issue.fail(issue("app.template-which", { n: found.length, all }, details))
  const template = found[0]
  return template === undefined
    ? Issue.fail(issue("app.template-unknown", { given: id ?? "", all }, details))
    : Issue.ok(template)
}

/** The sheet a request names. */
export const sheet = (house: Household, asked: Omit<Which, "unit">): Issue.Checked<Sheet> => {
  const template = templateOf(house, asked.template)
  if (!template.ok) return template
  const period = Period.parse(asked.period, { type: template.value.template.period })
  return period.ok
    ? Issue.ok({ template: template.value, period: period.value, tree: treeOf(house, template.value, period.value) })
    : period
}

/** The tree on which that unit stands: the sheet's, or of the day nearest to it when it lived in the window only. */
const standingOn = ({ hierarchy }: Household, { template, period, tree }: Sheet, id: string): Snapshot.Snapshot => {
  const { route, window } = template.template
  const life = Snapshot.unit(tree, id) === null ? Life.of(hierarchy, id, { route }) : null
  return life !== null && Life.meets(life, Window.of(period, window))
    ? Hierarchy.at(hierarchy, Life.nearest(life, tree.date), { route })
    : tree
}

/** The report of a unit that stands on the tree of the sheet. */
export const onTree = (sheet: Sheet, id: string): Issue.Checked<Case> => {
  const unit = Snapshot.unit(sheet.tree, id)
  return unit === null
    ? Issue.fail(issue("app.unit-unknown", { unit: id, date: PlainDate.format(sheet.tree.date) }, { path: ["unit"] }))
    : Issue.ok({ ...sheet, unit, key: { lineage: sheet.template.template.lineage, unit: id, period: sheet.period.id } })
}

/** The report of that unit on a sheet. One that closed inside the window still has one, with the tree of its last day. */
export const on = (house: Household, sheet: Sheet, id: string): Issue.Checked<Case> =>
  onTree({ ...sheet, tree: standingOn(house, sheet, id) }, id)

/** The report a request names. */
export const find = (house: Household, which: Which): Issue.Checked<Case> => {
  const found = sheet(house, which)
  return found.ok ? on(house, found.value, which.unit) : found
}

/** The tree of the day on which something happens. */
export const today = (house: Household, at: Instant.Instant): Snapshot.Snapshot =>
  Hierarchy.at(house.hierarchy, Instant.dateIn(at))
