/**
 * `lienhoi report restate FIGURES.csv`: the figures of a period read on the tree of another day, with what is exact, what is
 * estimated, what has no place there, and the old units behind a figure. The codes in the file are those of the period's
 * reference day; closing reports bear those of the eve of a redraw, named with `--codes-on`.
 *
 * @since 0.1.0
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import * as Origin from "@lienhoi/aggregation/Origin"
import * as Restated from "@lienhoi/aggregation/Restated"
import * as RestatedFigure from "@lienhoi/aggregation/RestatedFigure"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import type { Fraction } from "@lienhoi/hierarchy/Fraction"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as files from "../files.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as figures from "./figures.ts"
import * as Lines from "./restateLines.ts"
import * as sizes from "./sizes.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  "options-missing": {
    vi: "Cần --template MẪU.yaml, --period KỲ và --onto NGÀY.",
    en: "--template TEMPLATE.yaml, --period PERIOD and --onto DATE are needed."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "restate.unit-unknown": {
      vi: "Ngày {date} không có đơn vị {unit}; xem lại mã trong --unit",
      en: "There is no unit {unit} on {date}; check the code in --unit"
    },
    "restate.level-unknown": {
      vi: "Ngày {date} không có đơn vị nào ở cấp {level}; xem lại --level",
      en: "There is no unit of level {level} on {date}; check --level"
    },
    "restate.field-unknown": {
      vi: "Mẫu {template} không có chỉ tiêu {field}; xem lại --field",
      en: "Template {template} has no field {field}; check --field"
    }
  })
)

/** `lienhoi report restate FIGURES.csv` */
export const restate: Command = {
  words: ["report", "restate"],
  synopsis: `FIGURES.csv --template TEMPLATE.yaml --period PERIOD --onto DATE ${tree.sources.synopsis} [--codes-on DATE] [--sizes SIZES.csv] [--unit CODE | --level LEVEL] [--field FIELD] [--exact]`,
  summary: {
    vi: "Đọc số liệu của một kỳ trên cây đơn vị của một ngày khác",
    en: "Read the figures of a period on the tree of another day"
  },
  options: [...tree.sources.options, "template", "period", "onto", "codes-on", "sizes", "unit", "level", "field"],
  lists: tree.sources.lists,
  switches: ["exact"],
  takes: [1, 1],
  run: async (call) => {
    const done = run(call)
    return done.ok ? done.value : done.answer
  }
}

const run = (call: Call): tree.Ready<Answer> => {
  const read = question(call)
  if (!read.ok) return read
  const { hierarchy, onto, period, restated, warnings } = read.value
  const selection = select(call, restated)
  if (!selection.ok) return selection
  const { fields, units } = selection.value
  const asked = call.options.field === undefined ? undefined : fields[0]!
  const isWords = (field: Field.Field): boolean => !Field.isNumeric(field)
  const notRestated = Restated.notRestated(restated)
  const { apart, ...found }: Lines.Findings = {
    period,
    from: restated.total.hierarchy.date,
    onto,
    units: units.map((unit) => ({
      unit,
      figures: fields.flatMap((field) => {
        const figure = RestatedFigure.of(restated, unit.id, field.key)
        return figure === null ? [] : [{ field, figure }]
      })
    })),
    words: units.flatMap((unit) =>
      asked === undefined || !isWords(asked)
        ? []
        : [{ unit: unit.id, said: Origin.words(restated, { unit: unit.id, field: asked.key }) }]
    ),
    apart:
      asked === undefined
        ? notRestated.filter(({ field }) => fields.some((each) => each.key === field && isWords(each)))
        : [],
    origins:
      asked === undefined
        ? []
        : units.flatMap((unit) => Origin.explain(restated, { unit: unit.id, field: asked.key }) ?? []),
    balances: fields.flatMap(({ key }) => {
      const balance = Restated.balance(restated, key)
      return balance === null ? [] : [{ field: key, balance }]
    }),
    unallocated: Restated.unallocated(restated)
  }
  return tree.ready({
    end: "done",
    lines: Lines.of({ ...found, apart }, call.language),
    json: plain({
      ...found,
      association: hierarchy.association.id,
      period: period.id,
      units: found.units.map(({ figures, unit }) => ({
        unit: unit.id,
        code: unit.code,
        name: unit.name,
        figures: Object.fromEntries(figures.map(({ field, figure }) => [field.key, figure]))
      })),
      balances: Object.fromEntries(found.balances.map(({ balance, field }) => [field, balance])),
      notRestated
    }),
    warnings
  })
}

interface Asked {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly period: Period.Period
  readonly onto: PlainDate.PlainDate
  readonly restated: Restated.Restated
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** Everything that is read before there is a figure. */
const question = (call: Call): tree.Ready<Asked> => {
  const { onto: day, period: given, template: path } = call.options
  if (path === undefined || given === undefined || day === undefined) return tree.usage(texts["options-missing"])
  const onto = tree.day(day)
  if (!onto.ok) return onto
  const view = tree.view(call)
  if (!view.ok) return view
  const source = tree.read(call)
  if (!source.ok) return source
  const { hierarchy } = source.value
  const judged = tree.take(files.readTemplate(path, hierarchy.association.id))
  if (!judged.ok) return judged
  const template = judged.value.compiled
  const period = tree.take(Period.parse(given, { type: template.template.period }))
  if (!period.ok) return period
  const document = tree.take(files.read(call.positionals[0]!))
  if (!document.ok) return document
  const window = Window.of(period.value, template.template.window)
  const reference = template.template.referenceDay === "window-end" ? window.to : window.from
  const then = Hierarchy.at(hierarchy, reference, view.value)
  const codesOn = tree.day(call.options["codes-on"] ?? reference)
  if (!codesOn.ok) return codesOn
  const against = { template, period: period.value, tree: then, hierarchy, codesOn: codesOn.value }
  const reports = tree.take(figures.read(document.value, against))
  if (!reports.ok) return reports
  const total = Aggregation.rollUp({
    hierarchy: then,
    history: hierarchy,
    template,
    period: period.value,
    reports: reports.value,
    basis: "approved"
  })
  const sized = tree.take(sizes.read(call.options.sizes, Hierarchy.at(hierarchy, onto.value, view.value)))
  if (!sized.ok) return sized
  const exact = call.switches.has("exact")
  const restated = tree.take(
    Aggregation.restate(total, { hierarchy, onto: onto.value, ...view.value, exact, sizes: sized.value })
  )
  if (!restated.ok) return restated
  const { warnings } = source.value
  return tree.ready({ hierarchy, period: period.value, onto: onto.value, restated: restated.value, warnings })
}

interface Selection {
  readonly units: ReadonlyArray<Unit>
  readonly fields: ReadonlyArray<Field.Field>
}

/** The units and fields that were asked for: those at the top and all fields unless said otherwise. */
const select = ({ options }: Call, { total, transfer }: Restated.Restated): tree.Ready<Selection> => {
  const { onto } = transfer
  const { template } = total.template
  const all = Template.fields(template)
  const fields = options.field === undefined ? all : all.filter(({ key }) => key === options.field)
  const units =
    options.unit !== undefined
      ? onto.units.filter(({ code, id }) => code === options.unit || id === options.unit)
      : options.level !== undefined
        ? Snapshot.atLevel(onto, options.level)
        : Snapshot.roots(onto)
  const date = PlainDate.format(onto.date)
  const issues = [
    ...(fields.length > 0
      ? []
      : [issue("restate.field-unknown", { template: template.id, field: options.field ?? "" })]),
    ...(units.length > 0
      ? []
      : options.unit !== undefined
        ? [issue("restate.unit-unknown", { date, unit: options.unit })]
        : [issue("restate.level-unknown", { date, level: options.level ?? "" })])
  ]
  return issues.length > 0 ? tree.refuse(issues) : tree.ready({ units, fields })
}

/** JSON has no whole numbers without end: exact shares are written `1/3`. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || value === null) return value
  if ("numerator" in value && typeof value.numerator === "bigint") return Lines.written(value as Fraction)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}
