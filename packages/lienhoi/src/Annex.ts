/**
 * The annex of figures of a unit: beside every number the derived columns that its section wants, and below them how the
 * targets of the unit stand. Data first; Markdown is one way to print it.
 *
 * @since 0.1.0
 */
import * as Attainment from "@lienhoi/aggregation/Attainment"
import * as Comparison from "@lienhoi/aggregation/Comparison"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Basis } from "@lienhoi/report/Report"
import type * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Target } from "@lienhoi/template/Target"
import * as TargetSet from "@lienhoi/template/TargetSet"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"

/** One figure as printed, the Vietnamese way; `…` where there is none. */
export interface Cell extends Comparison.Cell {
  readonly column: Template.ComparisonColumn
  readonly text: string
}

/** One number of the template. */
export interface Row {
  readonly field: string
  readonly label: string
  readonly unit: string
  readonly cells: ReadonlyArray<Cell>
}

/** A section, with the headings of its columns. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly columns: ReadonlyArray<{ readonly column: Template.ComparisonColumn; readonly name: Bilingual }>
  readonly rows: ReadonlyArray<Row>
}

/** A target of the unit, as it stands. */
export interface TargetLine extends Attainment.Attainment {
  readonly label: string
  /** The set it stands in; `null` for one of the template. */
  readonly set: string | null
  readonly statusName: Bilingual
  /** `5.120 trên 33.500 hộ, đạt 15,28%` */
  readonly text: Bilingual
}

/** The annex. */
export interface Annex {
  readonly title: string
  readonly unit: { readonly id: string; readonly name: string }
  readonly period: string
  readonly periodName: Bilingual
  readonly window: Window.Window
  readonly basis: Basis
  readonly sections: ReadonlyArray<Section>
  /** Sets of targets whose term it is, one without a document among them. */
  readonly sets: ReadonlyArray<{ readonly id: string; readonly title: string; readonly status: Bilingual }>
  readonly targets: ReadonlyArray<TargetLine>
}

/** A target with how it stands. */
export interface Measured {
  readonly target: Target
  readonly set: string | null
  readonly attainment: Attainment.Attainment
}

/** What an annex is made of. */
export interface Options extends Comparison.Question {
  /** What is looked at: it may be made of several periods of the template. */
  readonly of: Period.Period
  readonly sets: ReadonlyArray<TargetSet.TargetSet>
  readonly targets: ReadonlyArray<Measured>
  /** Fields whose figures are not shown to the reader; none when not given. */
  readonly hides?: (field: string) => boolean
}

const texts = Catalogue.make({
  none: { vi: "…", en: "…" },
  hidden: { vi: "không hiện: có nhóm dưới 5 người", en: "not shown: a group has fewer than 5 persons" },
  heading: { vi: "TT | Chỉ tiêu | ĐVT", en: "No. | Indicator | Unit" },
  note: { vi: "Ghi chú", en: "Note" },
  missing: { vi: "thiếu {n} đơn vị", en: "{n} units missing" },
  estimated: { vi: "có số ước", en: "partly estimated" },
  window: { vi: "Số liệu từ {from} đến {to}", en: "Figures from {from} to {to}" },
  targets: { vi: "Chỉ tiêu phấn đấu", en: "Targets" },
  waiting: { vi: "{title}: {status}", en: "{title}: {status}" },
  count: {
    vi: "{actual} trên {needed}{unit}, đạt {attained}",
    en: "{actual} of {needed}{unit}, {attained} of the target"
  },
  share: { vi: "{actual}, chỉ tiêu {needed}, đạt {attained}", en: "{actual}, target {needed}, {attained} of it" },
  units: {
    vi: "{reached} trên {of} đơn vị đạt, {unknown} chưa có số",
    en: "{reached} of {of} units reached it, {unknown} without a figure"
  },
  line: { vi: "- {label}: {text} ({status})", en: "- {label}: {text} ({status})" }
})

const both = (code: keyof typeof texts, params: { readonly [name: string]: string | number } = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const percent = (share: number): string => Numeral.formatPercent(share, 2)

const written = (field: Field.Field, column: Template.ComparisonColumn, { value }: Comparison.Cell): string => {
  if (value === null) return texts.none.vi
  return column === "of-plan" || column === "of-last-year" ? percent(value) : ReadBack.number(field, value)
}

const rowOf = (row: Comparison.Row, columns: ReadonlyArray<Template.ComparisonColumn>): Row => ({
  field: row.field.key,
  label: row.field.label,
  unit: row.field.unit ?? "",
  cells: columns.map((column) => ({
    ...row.cells[column],
    column,
    text: written(row.field, column, row.cells[column])
  }))
})

const unseen: Comparison.Cell = {
  state: "missing",
  value: null,
  because: both("hidden"),
  estimated: false,
  missing: 0
}

const hidden = (row: Comparison.Row): Comparison.Row => ({
  field: row.field,
  cells: Object.fromEntries(Object.keys(row.cells).map((column) => [column, unseen])) as Comparison.Row["cells"]
})

const textOf = (template: Template.Template, { attainment, target }: Measured): Bilingual => {
  const { actual, attained, because, needed, units } = attainment
  if (actual === null || needed === null || attained === null) return because ?? texts.none
  if (units !== null) return both("units", { reached: units.reached, of: units.of, unknown: units.unknown })
  if (target.kind === "percent") {
    return both("share", { actual: percent(actual), needed: percent(needed), attained: percent(attained) })
  }
  const field = Template.field(template, target.field.split("[")[0]!)
  const number = (value: number): string => (field === null ? Numeral.format(value) : ReadBack.number(field, value))
  const unit = target.unit ?? field?.unit ?? ""
  const params = { actual: number(actual), needed: number(needed), unit: unit === "" ? "" : ` ${unit}` }
  return both("count", { ...params, attained: percent(attained) })
}

/** The annex of one unit. */
export const of = (options: Options): Annex => {
  const { hides, period: total, of: period, sets, targets, unit } = options
  const { template } = total.template
  return {
    title: template.title,
    unit: { id: unit, name: Snapshot.unit(total.hierarchy, unit)?.name ?? unit },
    period: period.id,
    periodName: { vi: Period.format(period, "vi"), en: Period.format(period, "en") },
    window: Window.of(period, template.window),
    basis: total.figures,
    sections: Comparison.of(options).map(({ columns, key, rows, title }) => ({
      key,
      title,
      columns: columns.map((column) => ({ column, name: Comparison.columnNames[column] })),
      rows: rows.map((row) => rowOf(hides?.(row.field.key) === true ? hidden(row) : row, columns))
    })),
    sets: sets.map(({ id, status, title }) => ({ id, title, status: TargetSet.statusNames[status] })),
    targets: targets.map((one) => ({
      ...one.attainment,
      label: one.target.label,
      set: one.set,
      statusName: Attainment.statusNames[one.attainment.status],
      text: textOf(template, one)
    }))
  }
}

const escaped = (text: string): string => text.replaceAll("|", "\\|")

const remarks = (cells: ReadonlyArray<Cell>, language: Language): ReadonlyArray<string> => {
  const missing = Math.max(0, ...cells.map((cell) => cell.missing))
  return [
    ...(missing > 0 ? [Catalogue.say(texts, "missing", { n: missing }, language)] : []),
    ...(cells.some((cell) => cell.estimated) ? [texts.estimated[language]] : []),
    ...cells.flatMap(({ because }) => because?.[language] ?? [])
  ]
}

/** What must be said of one cell: who is missing, what is estimated, why it is empty. */
export const remark = (cell: Cell, language: Language = "vi"): string => remarks([cell], language).join("; ")

/** The same of a row: who is missing at most. */
const noteOf = ({ cells }: Row, language: Language): string => [...new Set(remarks(cells, language))].join("; ")

const table = ({ columns, rows }: Section, language: Language): ReadonlyArray<string> => [
  `| ${[texts.heading[language], ...columns.map(({ name }) => name[language]), texts.note[language]].join(" | ")} |`,
  `| ---: | --- | --- | ${columns.map(() => "---:").join(" | ")} | --- |`,
  ...rows.map((row, i) => {
    const line = [String(i + 1), `${row.label} (${row.field})`, row.unit, ...row.cells.map(({ text }) => text)]
    return `| ${[...line, noteOf(row, language)].map(escaped).join(" | ")} |`
  })
]

/** The annex as Markdown. */
export const markdown = (annex: Annex, language: Language = "vi"): string => {
  const { from, to } = annex.window
  const days = { from: PlainDate.format(from), to: PlainDate.format(to) }
  const waiting = annex.sets.map(({ status, title }) =>
    Catalogue.say(texts, "waiting", { title, status: status[language] }, language)
  )
  return [
    `# ${annex.title}`,
    "",
    `**${annex.unit.name}, ${annex.periodName[language]}.** ${Catalogue.say(texts, "window", days, language)}.`,
    ...annex.sections.flatMap((section) => ["", `## ${section.title}`, "", ...table(section, language)]),
    ...(waiting.length + annex.targets.length === 0 ? [] : ["", `## ${texts.targets[language]}`, "", ...waiting, ""]),
    ...annex.targets.map(({ label, statusName, text }) =>
      Catalogue.say(texts, "line", { label, text: text[language], status: statusName[language] }, language)
    ),
    ""
  ].join("\n")
}
