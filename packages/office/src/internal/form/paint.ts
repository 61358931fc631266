import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Occasion } from "@lienhoi/report/FormFile"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Cell, CellStyle, WriteSheet } from "hucre/xlsx"
import { cellName } from "../guard.ts"
import { type Lists, literal } from "../newSheet.ts"
import { printTitles } from "../sheetStyle.ts"
import { type Canvas, canvas, compute, height, linesIn, merge, page, put } from "./canvas.ts"
import { type Content, contentOf } from "./content.ts"
import * as Excel from "./excel.ts"
import { tableSheet } from "./paintTable.ts"
import * as Plan from "./plan.ts"
import { computedHelp, helpOf, ruleOf } from "./rules.ts"
import * as Style from "./style.ts"
import { print, words } from "./texts.ts"

const isLong = (field: Field.Field): boolean => field.type === "text"

/** What the previous period said, as it is shown beside: figures as numbers. */
const before = (field: Field.Field, occasion: Occasion, key: string): Content => {
  const cell = occasion.previous?.[key]
  return isLong(field) || field.type === "table" ? null : contentOf(field, cell)
}

const figures = ({ previous, sameLastYear, targets }: Occasion) => {
  const of = { previous, "last-year": sameLastYear, target: targets }
  return (when: "previous" | "last-year" | "target", key: string): number | boolean | null => {
    const cell = of[when]?.[key]
    if (cell?.state === "zero") return 0
    return cell?.state === "value" && (typeof cell.value === "number" || typeof cell.value === "boolean")
      ? cell.value
      : null
  }
}

/** Live formulas of a plan, translated once for all units of a level. */
interface Formulas {
  readonly live: ReadonlyMap<string, string | null>
  readonly relevance: ReadonlyMap<string, string>
}

const translated = new WeakMap<Plan.Plan, Formulas>()

const formulasOf = (plan: Plan.Plan, template: Template.Template): Formulas => {
  const found = translated.get(plan)
  if (found !== undefined) return found
  const scope = { template, plan }
  const fields = Template.fields(template)
  const relevant = fields.flatMap((field) => {
    const when = Excel.relevance(field, scope)
    return when === null || when === "unknown" ? [] : [[field.key, when] as const]
  })
  const made = {
    live: new Map(fields.filter(Field.isComputed).map((field) => [field.key, Excel.live(field, scope)])),
    relevance: new Map(relevant)
  }
  translated.set(plan, made)
  return made
}

const head = (on: Canvas, occasion: Occasion): void => {
  const { template, unit, period, due } = occasion
  const { id, version, title } = template.template
  const last = Plan.columns.help
  const line = (row: number, text: string, style: CellStyle): void => {
    put(on, row, 1, text, style)
    merge(on, row, 1, last)
  }
  line(1, unit.upper ?? "", Style.upper)
  line(2, unit.name, Style.unitName)
  line(3, title, Style.title)
  height(on, 3, linesIn(title, 80), 24)
  const dates = [
    print("period", { period: Period.format(period) }),
    ...(due == null ? [] : [print("due", { due: PlainDate.format(due) })])
  ]
  line(4, dates.join("        "), Style.centred)
  line(5, print("version", { id, version }), Style.small)
  line(6, print("how"), Style.note)
  height(on, 6, linesIn(print("how"), 118))
  const headings = [words.code, words.label, words.unit, words.previous, words.answer, words.help]
  headings.forEach((text, n) => {
    put(on, Plan.headingRow, n + 1, text, Style.heading)
  })
  height(on, Plan.headingRow, 2)
}

interface Context {
  readonly on: Canvas
  readonly occasion: Occasion
  readonly plan: Plan.Plan
  readonly formulas: Formulas
  readonly lists: Lists
  readonly grey: Array<{ readonly range: string; readonly formula: string }>
}

const mainRow = (context: Context, line: Plan.Line, row: number): void => {
  const { on, occasion, plan, formulas, lists } = context
  const { columns } = Plan
  const last = columns.help
  switch (line.is) {
    case "section":
      put(on, row, 1, line.title, Style.section)
      for (let column = 2; column <= last; column++) put(on, row, column, null, Style.section)
      merge(on, row, 1, last)
      height(on, row, linesIn(line.title, 100), 21)
      return
    case "within":
      put(on, row, columns.code, null, Style.code)
      put(on, row, columns.label, print("within", { label: line.label }), Style.within)
      for (let column = columns.unit; column <= last; column++) put(on, row, column, null, Style.label)
      return
    case "check": {
      const cells = line.parts.map((part) => Excel.nameOf(plan.at.get(part)!))
      put(on, row, columns.code, null, Style.code)
      put(on, row, columns.label, print("must-equal", { label: line.label, key: line.whole }), Style.check)
      for (const column of [columns.unit, columns.previous, columns.help]) put(on, row, column, null, Style.label)
      compute(on, row, columns.answer, Excel.sum(cells), Style.computed(0))
      height(on, row, linesIn(print("must-equal", { label: line.label, key: line.whole }), 36))
      return
    }
    case "computed": {
      const { field } = line
      const formula = formulas.live.get(field.key) ?? null
      labelled(context, row, field, null, computedHelp(field, formula !== null))
      const style = Style.computed(field.type === "bool" ? null : field.decimals)
      if (formula === null) put(on, row, columns.answer, null, style)
      else compute(on, row, columns.answer, Excel.filled(formula, figures(occasion)), style)
      return
    }
    case "answer": {
      const { field, item, key } = line
      const table = field.type === "table" ? plan.tables.find((one) => one.field === field) : undefined
      const help = table === undefined ? helpOf(field, item, occasion.template.template) : ""
      const sheet = table === undefined ? help : print("see-sheet", { sheet: table.name })
      labelled(context, row, field, item, sheet)
      const answer = Excel.nameOf(plan.at.get(key)!)
      const style = Style.answer(field)
      const given = contentOf(field, occasion.current?.[key])
      const ratio = field.type === "ratio" && given === null ? (formulas.live.get(field.key) ?? null) : null
      if (ratio === null) put(on, row, columns.answer, given, style)
      else compute(on, row, columns.answer, Excel.filled(ratio, figures(occasion)), style)
      on.rules.push(...ruleOf(field, item, answer, answer, lists))
      if (isLong(field)) {
        put(on, row, columns.help, null, style)
        merge(on, row, columns.answer, columns.help)
        const text = [field.label, help].filter((one) => one !== "").join("\n")
        put(on, row, columns.label, text, Style.label)
        height(on, row, Math.max(4, linesIn(text, 36), linesIn(String(given ?? ""), 42)))
      }
      const when = formulas.relevance.get(field.key)
      if (when !== undefined) {
        const formula = `NOT(${Excel.filled(when, figures(occasion))})`
        context.grey.push({ range: `${cellName(row, 1)}:${cellName(row, last)}`, formula })
      }
    }
  }
}

const labelled = (context: Context, row: number, field: Field.Field, item: Field.Item | null, help: string): void => {
  const { on, occasion } = context
  const { columns } = Plan
  const key = item === null ? field.key : `${field.key}[${item.key}]`
  const label = item === null ? `${field.label}${field.required === true ? " *" : ""}` : item.label
  put(on, row, columns.code, key, Style.code)
  put(on, row, columns.label, label, item === null ? Style.label : Style.item)
  put(on, row, columns.unit, field.unit, Style.unit)
  put(on, row, columns.previous, before(field, occasion, key), Style.previous(field))
  put(on, row, columns.help, help, Style.help)
  const lines = [
    linesIn(label, item === null ? 38 : 34),
    linesIn(field.unit ?? "", 10),
    linesIn(help, 30) * 0.85,
    linesIn(key, 14) * 0.8
  ]
  height(on, row, Math.max(...lines))
}

const mainSheet = (occasion: Occasion, plan: Plan.Plan, lists: Lists): WriteSheet => {
  const on = canvas()
  const formulas = formulasOf(plan, occasion.template.template)
  const context: Context = { on, occasion, plan, formulas, lists, grey: [] }
  head(on, occasion)
  plan.lines.forEach((line, n) => {
    mainRow(context, line, Plan.headingRow + 1 + n)
  })
  return {
    name: words.main,
    rows: [],
    cells: on.cells,
    merges: on.merges,
    rowDefs: on.heights,
    columns: [{ width: 15 }, { width: 40 }, { width: 11 }, { width: 14 }, { width: 17 }, { width: 31 }],
    freezePane: { rows: Plan.headingRow },
    dataValidations: on.rules,
    conditionalRules: context.grey.map(({ range, formula }, n) => ({
      type: "expression",
      priority: n + 1,
      formula,
      range,
      style: Style.closed
    })),
    ...page(false)
  }
}

/** The rows of headings that come again on every printed page. */
export const titlesOf = (occasion: Occasion): ReadonlyArray<ReturnType<typeof printTitles>> => {
  const { heading, codes } = Plan.tableRows
  return [
    printTitles(words.main, Plan.headingRow, Plan.headingRow),
    ...Plan.of(occasion).tables.map(({ name }) => printTitles(name, heading, codes))
  ]
}

/** The sheets of one form, without its stamp. */
export const sheetsOf = (occasion: Occasion): ReadonlyArray<WriteSheet> => {
  const plan = Plan.of(occasion)
  const lists: Lists = { name: words.lists, columns: [] }
  const sheets = [mainSheet(occasion, plan, lists), ...plan.tables.map((table) => tableSheet(occasion, table, lists))]
  if (lists.columns.length === 0) return sheets
  const cells = new Map<string, Partial<Cell>>()
  lists.columns.forEach((offers, column) => {
    offers.forEach((one, row) => {
      cells.set(`${row},${column}`, { value: literal(one) })
    })
  })
  return [...sheets, { name: words.lists, rows: [], cells, hidden: true }]
}
