import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Occasion } from "@lienhoi/report/FormFile"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Numeral from "@lienhoi/words/Numeral"
import { type Cell, type CellStyle, colToLetter, type DataValidation, type WriteSheet } from "hucre/xlsx"
import { cellName } from "../guard.ts"
import { type Lists, listAt, literal } from "../newSheet.ts"
import { type Content, contentOf, offer, rowsOf } from "./content.ts"
import * as Excel from "./excel.ts"
import * as Plan from "./plan.ts"
import * as Style from "./style.ts"
import { print, words } from "./texts.ts"

/** A sheet on its way, with the cells it may check. */
interface Canvas {
  readonly cells: Map<string, Partial<Cell>>
  readonly rules: Array<DataValidation>
  readonly heights: NonNullable<WriteSheet["rowDefs"]>
  readonly merges: Array<{ startRow: number; startCol: number; endRow: number; endCol: number }>
}

const canvas = (): Canvas => ({ cells: new Map(), rules: [], heights: new Map(), merges: [] })

const put = (on: Canvas, row: number, column: number, value: Content, style: CellStyle): void => {
  const plain = typeof value === "string" ? literal(value) : value
  on.cells.set(`${row - 1},${column - 1}`, { value: plain, style })
}

const compute = (on: Canvas, row: number, column: number, formula: string, style: CellStyle): void => {
  on.cells.set(`${row - 1},${column - 1}`, { formula, style })
}

const merge = (on: Canvas, row: number, from: number, to: number): void => {
  on.merges.push({ startRow: row - 1, startCol: from - 1, endRow: row - 1, endCol: to - 1 })
}

/** Lines a text takes in a column of that many signs; Excel does not make room for merged cells itself. */
const linesIn = (text: string, width: number): number =>
  text.split("\n").reduce((n, part) => n + Math.max(1, Math.ceil((part.length * 1.08) / width)), 0)

const height = (on: Canvas, row: number, lines: number, least = 18): void => {
  on.heights.set(row - 1, { height: Math.max(least, lines * 15.5 + 3) })
}

/** What may be typed into an answer, and what is said when it is something else. */
const ruleOf = (
  field: Field.Field,
  item: Field.Item | null,
  range: string,
  first: string,
  lists: Lists
): ReadonlyArray<DataValidation> => {
  const offering = (offers: ReadonlyArray<string>, prompt: string): ReadonlyArray<DataValidation> => [
    {
      type: "list",
      formula1: listAt(offers, lists),
      allowBlank: true,
      showInputMessage: true,
      inputMessage: prompt,
      showErrorMessage: false,
      range
    }
  ]
  switch (field.type) {
    case "bool":
      return offering([words.yes, words.no], print("choices"))
    case "choice":
      return offering(
        field.choices.map(({ key }) => offer(field, key)),
        print("choices")
      )
    case "table":
      return offering([words.nothing], words.nothing)
    case "date":
      return [{ type: "custom", formula1: "TRUE", showInputMessage: true, inputMessage: print("date"), range }]
    case "count":
    case "money":
    case "decimal": {
      const { min, max } = Field.bounds(field, item)
      const limits = [
        ...(field.type === "decimal" ? [] : [`${first}=INT(${first})`]),
        ...(min === null ? [] : [`${first}>=${min}`]),
        ...(max === null ? [] : [`${first}<=${max}`])
      ]
      const prompt = print(field.type === "decimal" ? "number" : "whole")
      return [
        {
          type: "custom",
          formula1: limits.length === 0 ? "TRUE" : `IF(ISNUMBER(${first}),AND(${limits.join(",")}),TRUE)`,
          allowBlank: true,
          showInputMessage: true,
          inputMessage: prompt,
          showErrorMessage: true,
          errorStyle: "stop",
          errorTitle: print("refused"),
          errorMessage: [bounds(min, max), prompt].filter((one) => one !== "").join(". "),
          range
        }
      ]
    }
    default:
      return []
  }
}

const bounds = (min: number | null, max: number | null): string => {
  const shown = (value: number | null): string => (value === null ? "" : Numeral.format(value, 4))
  const params = { min: shown(min), max: shown(max) }
  if (min !== null && max !== null) return print("between", params)
  return min === null ? (max === null ? "" : print("to", params)) : print("from", params)
}

/** The lines of help beside a question. */
const helpOf = (field: Field.Field, item: Field.Item | null, template: Template.Template): string => {
  if (item !== null) return ""
  const when = [
    ...(field.relevant === null ? [] : [field.relevant]),
    ...template.rules.flatMap((rule) =>
      rule.does === "relevant" && rule.fields.includes(field.key) ? [rule.when] : []
    )
  ]
  const numeric = Field.isNumeric(field) && field.type !== "ratio"
  const isPlain = field.min === 0 && field.max === null
  return [
    ...(field.hint === null ? [] : [field.hint]),
    ...(field.partOf === null ? [] : [print("part-of", { key: field.partOf })]),
    ...(numeric && !isPlain && bounds(field.min, field.max) !== "" ? [bounds(field.min, field.max)] : []),
    ...when.map((one) => print("relevant", { when: one })),
    ...(typeof field.required === "string" ? [print("required", { when: field.required })] : []),
    ...(field.type === "photo" || field.type === "file" ? [print("files")] : []),
    ...(field.type === "date" ? [print("date")] : [])
  ].join("\n")
}

const computedHelp = (field: Field.Field, isLive: boolean): string => {
  const formula =
    field.formula ?? print("ratio", { numerator: field.numerator ?? "", denominator: field.denominator ?? "" })
  return print(isLive ? "computed" : "computed-later", { formula })
}

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
  height(on, row, Math.max(linesIn(label, item === null ? 38 : 34), linesIn(help, 30) * 0.85, linesIn(key, 11) * 0.8))
}

const page = (isWide: boolean, title: string): Pick<WriteSheet, "pageSetup" | "headerFooter" | "protection"> => ({
  pageSetup: {
    paperSize: "a4",
    orientation: isWide ? "landscape" : "portrait",
    fitToPage: true,
    fitToWidth: 1,
    // As many pages as it takes: a height of 1 would squeeze a long form onto one page.
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.4, header: 0.3, footer: 0.3 },
    printTitlesRow: title
  },
  headerFooter: { oddFooter: `&R${print("page")}` },
  protection: { sheet: true, formatColumns: true, formatRows: true, insertRows: true, selectLockedCells: true }
})

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
    columns: [{ width: 12 }, { width: 40 }, { width: 11 }, { width: 14 }, { width: 17 }, { width: 31 }],
    freezePane: { rows: Plan.headingRow },
    dataValidations: on.rules,
    conditionalRules: context.grey.map(({ range, formula }, n) => ({
      type: "expression",
      priority: n + 1,
      formula,
      range,
      style: Style.closed
    })),
    ...page(false, `$${Plan.headingRow}:$${Plan.headingRow}`)
  }
}

const tableSheet = (occasion: Occasion, table: Plan.TableSheet, lists: Lists): WriteSheet => {
  const on = canvas()
  const { field } = table
  const { title, hint, heading, codes, first } = Plan.tableRows
  const current = rowsOf(occasion.current?.[field.key])
  const isGrid = Field.isGrid(field)
  const rows = Math.max(table.rows, isGrid ? 0 : current.length)
  const across = field.rowTotals.map((key) =>
    field.columns.findIndex((one) => one.key.toLowerCase() === key.toLowerCase())
  )
  const last = Plan.firstColumn + field.columns.length - 1 + (across.length > 0 ? 1 : 0)
  const put1 = (row: number, text: string, style: CellStyle): void => {
    put(on, row, 1, text, style)
    merge(on, row, 1, Math.max(last, 4))
  }
  put1(title, `${field.key}. ${field.label}`, Style.tableTitle)
  put1(hint, [...(field.hint === null ? [] : [field.hint]), print("how-table")].join(" "), Style.note)
  height(on, hint, 2)
  put(on, heading, 1, words.code, Style.heading)
  put(on, heading, 2, isGrid ? words.row : words.order, Style.heading)
  put(on, codes, 1, field.key, Style.smallCode)
  put(on, codes, 2, null, Style.smallCode)
  const widths = field.columns.map((column) => (column.type === "text" ? 28 : 15))
  field.columns.forEach((column, n) => {
    const at = Plan.firstColumn + n
    const of = column.unit === null ? "" : ` (${column.unit})`
    put(on, heading, at, `${column.label}${of}${column.required === true ? " *" : ""}`, Style.heading)
    put(on, codes, at, Plan.columnCode(field, column.key), Style.smallCode)
    const letter = colToLetter(at - 1)
    on.rules.push(...ruleOf(column, null, `${letter}${first}:${letter}${first + rows - 1}`, `${letter}${first}`, lists))
  })
  const labels = field.columns.map((column, n) => linesIn(`${column.label} (${column.unit ?? ""})`, widths[n]! - 1))
  height(on, heading, Math.max(2, ...labels))
  if (across.length > 0) {
    put(on, heading, last, words.sum, Style.heading)
    put(on, codes, last, null, Style.smallCode)
  }
  for (let n = 0; n < rows; n++) {
    const row = first + n
    put(on, row, 1, isGrid ? Plan.rowCode(field, field.rows[n]!.key) : String(n + 1), Style.smallCode)
    put(on, row, 2, isGrid ? field.rows[n]!.label : String(n + 1), isGrid ? Style.label : Style.unit)
    if (isGrid) height(on, row, linesIn(field.rows[n]!.label, 26))
    field.columns.forEach((column, c) => {
      put(on, row, Plan.firstColumn + c, contentOf(column, current[n]?.[column.key]), Style.answer(column))
    })
    if (across.length > 0) {
      const cells = across.map((c) => cellName(row, Plan.firstColumn + c))
      compute(on, row, last, Excel.sum(cells), Style.computed(0))
    }
  }
  const end = first + rows
  put(on, end, 1, Plan.endCode(field), Style.smallCode)
  put(on, end, 2, field.totals.length > 0 ? words.sum : isGrid ? words.end : print("more"), Style.check)
  field.columns.forEach((column, c) => {
    const at = Plan.firstColumn + c
    const isAdded = field.totals.some((key) => key.toLowerCase() === column.key.toLowerCase())
    const letter = colToLetter(at - 1)
    if (isAdded)
      compute(on, end, at, Excel.sum([`${letter}${first}:${letter}${end - 1}`]), Style.computed(column.decimals))
    else put(on, end, at, null, Style.label)
  })
  const width = 10 + 28 + widths.reduce((a, b) => a + b, 0)
  return {
    name: table.name,
    rows: [],
    cells: on.cells,
    merges: on.merges,
    rowDefs: on.heights,
    columns: [
      { width: 12 },
      { width: 28 },
      ...widths.map((one) => ({ width: one })),
      ...(across.length > 0 ? [{ width: 12 }] : [])
    ],
    freezePane: { rows: codes },
    dataValidations: on.rules,
    ...page(width > 100, `$${heading}:$${codes}`)
  }
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
