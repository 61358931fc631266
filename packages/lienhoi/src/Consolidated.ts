/**
 * The consolidated report of a unit: every field of the template with this period's figure, the year to date, and how
 * many units stand behind it. Data first; Markdown is one way to print it.
 *
 * @since 0.1.0
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import type * as Total from "@lienhoi/aggregation/Total"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Report from "@lienhoi/report/Report"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"

/** One field as printed. Figures are already written the Vietnamese way; `value` keeps the number. */
export interface Row {
  readonly field: string
  readonly label: string
  readonly unit: string
  readonly period: string
  readonly yearToDate: string
  readonly value: number | null
  readonly yearToDateValue: number | null
  /** How many units gave a figure, of how many asked; `null` for computed fields. */
  readonly reported: number | null
  readonly expected: number
  readonly note: Bilingual | null
}

/** What a unit wrote. */
export interface Narrative {
  readonly field: string
  readonly label: string
  readonly unitId: string
  /** From the unit up: `Ấp 3 › Xã Đông Phước A › …` */
  readonly unit: string
  readonly text: string
}

/** A section with its rows. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly rows: ReadonlyArray<Row>
  /** Narrative answers with the unit they come from, for an editor to choose from; never strung together. */
  readonly narrative: ReadonlyArray<Narrative>
}

/** The consolidated report. */
export interface Consolidated {
  readonly title: string
  readonly unit: { readonly id: string; readonly name: string }
  readonly period: string
  readonly periodName: Bilingual
  readonly window: { readonly from: string; readonly to: string }
  readonly basis: "submitted" | "approved" | "sealed"
  readonly sections: ReadonlyArray<Section>
}

/** What a consolidated report is made of. */
export interface Options {
  readonly period: Total.Total
  readonly yearToDate: Total.Total
  readonly unit: string
  /** Reports of the period, for their narrative. */
  readonly reports: ReadonlyArray<Report.Report>
  /** Fields whose figures are not shown to the reader; none when not given. */
  readonly hides?: (field: string) => boolean
}

const texts = Catalogue.make({
  none: { vi: "…", en: "…" },
  window: { vi: "Số liệu từ {from} đến {to}", en: "Figures from {from} to {to}" },
  submitted: { vi: "tính cả báo cáo chưa duyệt", en: "reports not yet approved included" },
  approved: { vi: "chỉ tính báo cáo đã duyệt", en: "approved reports only" },
  sealed: { vi: "chỉ tính báo cáo đã chốt", en: "sealed reports only" },
  hidden: { vi: "không hiện: có nhóm dưới 5 người", en: "not shown: a group has fewer than 5 persons" },
  missing: { vi: "thiếu {n} đơn vị", en: "{n} units missing" },
  returned: { vi: "{n} báo cáo đang bị trả lại", en: "{n} reports sent back" },
  parts: { vi: "{numerator} trên {denominator}", en: "{numerator} of {denominator}" },
  "out-of": { vi: "trên {n} đơn vị", en: "of {n} units" },
  heading: {
    vi: "TT | Chỉ tiêu | ĐVT | Kỳ này | Lũy kế năm | Đơn vị có số | Ghi chú",
    en: "No. | Indicator | Unit | Period | Year to date | Units reporting | Note"
  },
  narrative: { vi: "Ý kiến từ cơ sở (để chọn, không ghép)", en: "From the branches (to choose from)" }
})

const both = (code: keyof typeof texts, params: Catalogue.Params): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const written = (field: Field.Field, figure: Aggregation.Figure | null): string =>
  figure === null || figure.value === null ? texts.none.vi : ReadBack.number(field, figure.value)

const noteOf = (field: Field.Field, figure: Aggregation.Figure): Bilingual | null => {
  const [numerator, denominator] = figure.inputs
  const notes = [
    ...(figure.missing > 0 ? [both("missing", { n: figure.missing })] : []),
    ...(figure.returned > 0 ? [both("returned", { n: figure.returned })] : []),
    ...(figure.outOf === null ? [] : [both("out-of", { n: figure.outOf })]),
    ...(field.type === "ratio" && numerator?.value != null && denominator?.value != null && figure.value !== null
      ? [both("parts", { numerator: Numeral.format(numerator.value), denominator: Numeral.format(denominator.value) })]
      : [])
  ]
  return notes.length === 0
    ? null
    : { vi: notes.map((note) => note.vi).join("; "), en: notes.map((note) => note.en).join("; ") }
}

const hiddenRow = ({ key, label, unit }: Field.Field): Row => ({
  field: key,
  label,
  unit: unit ?? "",
  period: texts.none.vi,
  yearToDate: texts.none.vi,
  value: null,
  yearToDateValue: null,
  reported: null,
  expected: 0,
  note: both("hidden", {})
})

const rowOf = ({ period, yearToDate, unit, hides }: Options, field: Field.Field): Row => {
  if (hides?.(field.key) === true) return hiddenRow(field)
  const figure = Aggregation.cell(period, unit, field.key)
  const year = Aggregation.cell(yearToDate, unit, field.key)
  return {
    field: field.key,
    label: field.label,
    unit: field.unit ?? "",
    period: written(field, figure),
    yearToDate: written(field, year),
    value: figure?.value ?? null,
    yearToDateValue: year?.value ?? null,
    reported: figure === null || Field.isComputed(field) ? null : figure.reported,
    expected: figure?.expected ?? 0,
    note: figure === null ? null : noteOf(field, figure)
  }
}

const narrativeOf = ({ period, reports, unit }: Options, fields: ReadonlyArray<Field.Field>): Section["narrative"] =>
  fields
    .filter((field) => field.type === "text")
    .flatMap((field) =>
      reports.flatMap((report) => {
        const cell = Report.cellsOn(report, period.figures)?.[field.key]
        const text = cell?.state === "value" && typeof cell.value === "string" ? cell.value : ""
        return text === "" || !Snapshot.isWithin(period.hierarchy, report.key.unit, unit)
          ? []
          : [
              {
                field: field.key,
                label: field.label,
                unitId: report.key.unit,
                unit: Snapshot.path(period.hierarchy, report.key.unit),
                text
              }
            ]
      })
    )

/** The consolidated report of one unit. */
export const of = (options: Options): Consolidated => {
  const { period: total, unit } = options
  const { template } = total.template
  const period = total.window.at(-1)!
  return {
    title: template.title,
    unit: { id: unit, name: Snapshot.unit(total.hierarchy, unit)?.name ?? unit },
    period: period.id,
    periodName: { vi: Period.format(period, "vi"), en: Period.format(period, "en") },
    window: Window.of(period, template.window),
    basis: total.figures,
    sections: template.sections.map((section) => ({
      key: section.key,
      title: section.title,
      rows: section.fields.filter(Field.isNumeric).map((field) => rowOf(options, field)),
      narrative: narrativeOf(options, section.fields)
    }))
  }
}

const escaped = (text: string): string => text.replaceAll("|", "\\|")

/** The report as Markdown: a table for each section, and the narrative answers to choose from. */
export const markdown = (report: Consolidated, language: Language = "vi"): string => {
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const { from, to } = report.window
  const table = (rows: ReadonlyArray<Row>): ReadonlyArray<string> => [
    `| ${say("heading")} |`,
    "| ---: | --- | --- | ---: | ---: | ---: | --- |",
    ...rows.map((row, i) => {
      const reported = row.reported === null ? "" : `${Numeral.format(row.reported)}/${Numeral.format(row.expected)}`
      return `| ${[String(i + 1), `${row.label} (${row.field})`, row.unit, row.period, row.yearToDate, reported, row.note?.[language] ?? ""].map(escaped).join(" | ")} |`
    })
  ]
  return [
    `# ${report.title}`,
    "",
    `**${report.unit.name}, ${report.periodName[language]}.** ${say("window", { from: PlainDate.format(from), to: PlainDate.format(to) })}; ${say(report.basis)}.`,
    ...report.sections.flatMap((section) => [
      "",
      `## ${section.title}`,
      "",
      ...table(section.rows),
      ...(section.narrative.length === 0
        ? []
        : ["", `### ${say("narrative")}`, "", ...section.narrative.map((one) => `- ${one.unit}: ${one.text}`)])
    ]),
    ""
  ].join("\n")
}
