/**
 * The official report of a unit from an app: its figures and what its branches wrote, what an editor chose of them, the
 * annex of all figures, the head and the signature as its association writes them.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Layout from "@lienhoi/office/Layout"
import * as Letterhead from "@lienhoi/office/Letterhead"
import type { Cell, ReportDocument } from "@lienhoi/office/ReportDocument"
import * as Selection from "@lienhoi/office/Selection"
import type { Basis } from "@lienhoi/report/Report"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Annex from "./Annex.ts"
import type { App } from "./App.ts"
import type { Consolidated } from "./Consolidated.ts"

/** Which report, and what stands on it besides figures. */
export interface Asked {
  readonly period: string
  readonly template?: string
  /** The unit at the top when left out. */
  readonly unit?: string
  /** `approved` when left out. */
  readonly basis?: Basis
  /** Where it is written: `Vị Thanh`. */
  readonly place?: string
  /** The number in the register of outgoing papers; left open for the clerk when left out. */
  readonly number?: number
  /** The day of the paper; left open when left out. */
  readonly date?: PlainDate.PlainDate
  /** What it is about; made from the template's title and the period when left out. */
  readonly summary?: string
  /** `Kính gửi:` */
  readonly to?: ReadonlyArray<string>
  /** `Nơi nhận:` */
  readonly recipients?: ReadonlyArray<string>
  /** What the editor chose; without it every figure in a line and no narrative. */
  readonly selection?: Selection.Selection
  /** Another layout than the association's usual one. */
  readonly layout?: Layout.Layout["id"]
  /** The name of the signer; the head of the unit when left out. */
  readonly signer?: string
}

const texts = Catalogue.make({
  summary: { vi: "Kết quả {work} {period}", en: "{work}, {period}" },
  annex: { vi: "Biểu số liệu {period}", en: "Figures, {period}" },
  window: { vi: "Số liệu từ {from} đến {to}", en: "Figures from {from} to {to}" },
  "as-above": { vi: "Như trên", en: "As above" },
  file: { vi: "Lưu: VT", en: "On file" }
})

const issue = Issue.from(
  Catalogue.make({
    "official.unit-unknown": {
      vi: "Không có đơn vị {unit} trong kỳ này; xem lại mã đơn vị",
      en: "There is no unit {unit} in this period; check its id"
    }
  })
)

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): string => Catalogue.say(texts, code, params)

const cellOf = (template: Template.Template, { field }: Annex.Row, { column, text, value }: Annex.Cell): Cell => {
  const of = Template.field(template, field)
  const isPercent = column === "of-plan" || column === "of-last-year"
  const decimals = isPercent ? 2 : (of?.decimals ?? 0)
  const kind = isPercent || (of !== null && Field.isPercent(of)) ? "percent" : "number"
  return { text, value, format: { kind, decimals } }
}

/** Everything an editor may choose from. */
export const material = (
  template: Template.Template,
  { annex, consolidated }: { readonly annex: Annex.Annex; readonly consolidated: Consolidated }
): Selection.Material => ({
  sections: template.sections.map(({ key, title }) => {
    const figures = annex.sections.find((section) => section.key === key)
    return {
      key,
      title,
      columns: (figures?.columns ?? []).map(({ column, name }) => ({ column, name: name.vi })),
      figures: (figures?.rows ?? []).map((row) => ({
        field: row.field,
        label: row.label,
        unit: row.unit,
        cells: Object.fromEntries(row.cells.map((cell) => [cell.column, cellOf(template, row, cell)])),
        notes: Object.fromEntries(row.cells.map((cell) => [cell.column, Annex.remark(cell)]))
      })),
      narratives: (consolidated.sections.find((section) => section.key === key)?.narrative ?? []).map(
        ({ field, label, text, unit, unitId }) => ({
          field,
          label,
          unit: unitId,
          from: unit.split(" › ").slice(0, 2).map(Letterhead.inside).join(", "),
          text
        })
      )
    }
  })
})

const small = (text: string): string => text.slice(0, 1).toLocaleLowerCase("vi") + text.slice(1)

/** `Báo cáo tháng công tác Hội` of October: `Kết quả công tác Hội tháng 10/2024`. */
const summaryOf = ({ periodName, title }: Annex.Annex): string =>
  say("summary", {
    work: small(title.replace(/^Báo cáo\s+(?:(?:tháng|quý|năm|6 tháng|9 tháng|tuần|định kỳ)\s+)?/u, "")),
    period: small(periodName.vi)
  })

/** What was gathered for a report. */
export interface Gathered {
  readonly annex: Annex.Annex
  readonly consolidated: Consolidated
  readonly material: Selection.Material
  readonly tree: Snapshot.Snapshot
  readonly unit: Snapshot.Snapshot["units"][number]
}

/** Asks the app for figures and narratives. */
export const gather = async (app: App, asked: Asked): Promise<Issue.Checked<Gathered>> => {
  const { period, template, unit, basis } = asked
  const question = {
    period,
    ...(template === undefined ? {} : { template }),
    ...(unit === undefined ? {} : { unit }),
    ...(basis === undefined ? {} : { basis })
  }
  const consolidated = await app.consolidated(question)
  if (!consolidated.ok) return consolidated
  const annex = await app.annex(question)
  if (!annex.ok) return annex
  const total = await app.total(question)
  if (!total.ok) return total
  const { hierarchy } = total.value
  const found = Snapshot.unit(hierarchy, annex.value.unit.id)
  if (found === null)
    return Issue.fail(issue("official.unit-unknown", { unit: annex.value.unit.id }, { path: ["unit"] }))
  const gathered = { annex: annex.value, consolidated: consolidated.value }
  return Issue.ok({
    ...gathered,
    material: material(total.value.template.template, gathered),
    tree: hierarchy,
    unit: found
  })
}

const headOf = (app: App, { tree, unit }: Gathered): string => {
  const person = app.headOf(unit.id, tree.date)
  return person === null ? "" : (Directory.person(app.directory, person)?.name ?? "")
}

/** The report as a value, ready for every printer; or everything that was chosen and is not there. */
export const of = async (app: App, asked: Asked): Promise<Issue.Checked<ReportDocument>> => {
  const gathered = await gather(app, asked)
  return gathered.ok ? draft(app, gathered.value, asked) : gathered
}

/** The same from what was gathered before. */
export const draft = (app: App, gathered: Gathered, asked: Asked): Issue.Checked<ReportDocument> => {
  const { annex, material: all, tree, unit } = gathered
  const body = Selection.compose(all, asked.selection ?? Selection.start(all))
  if (!body.ok) return body
  const association = tree.association.id
  const variant = Letterhead.variantOf(association, unit.level)
  const parent = unit.parent === null ? null : (Snapshot.unit(tree, unit.parent)?.name ?? null)
  const head = Letterhead.of({
    association,
    unit,
    parent,
    place: asked.place ?? "",
    number: asked.number ?? null,
    date: asked.date ?? null
  })
  const to = asked.to ?? []
  const days = { from: PlainDate.format(annex.window.from), to: PlainDate.format(annex.window.to) }
  return Issue.ok({
    letterhead: { ...head, layout: (asked.layout === undefined ? null : Layout.byId(asked.layout)) ?? head.layout },
    type: "Báo cáo",
    summary: asked.summary ?? summaryOf(annex),
    to,
    body: body.value,
    annexes: [
      {
        title: say("annex", { period: small(annex.periodName.vi) }),
        note: say("window", days),
        tables: [Selection.annexTable(all)]
      }
    ],
    signing: {
      capacity: variant.capacity,
      position: variant.position,
      name: asked.signer ?? headOf(app, gathered)
    },
    recipients: asked.recipients ?? [...(to.length > 0 ? [say("as-above")] : []), say("file")]
  })
}
