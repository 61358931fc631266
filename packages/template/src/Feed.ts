/**
 * Answers that nobody types: counted in a register or among cases, folded from the reports to another template, or proposed from the
 * period before. Each comes with where it is from, so that it can be explained; what people change is held against it.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import * as Window from "@lienhoi/calendar/Window"
import * as Issue from "@lienhoi/words/Issue"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Case from "./Case.ts"
import * as Cell from "./Cell.ts"
import { carried, type Field, isNumeric, type Moment, type Operator, type Source } from "./Field.ts"
import { foldPeriods } from "./internal/foldPeriods.ts"
import { issue } from "./internal/lifeTexts.ts"
import { divisionOf } from "./internal/sources.ts"
import type { Template } from "./internal/written.ts"
import * as Register from "./Register.ts"
import type { Input } from "./Validation.ts"

/** Where a value is from. */
export type Origin =
  | {
      readonly kind: "register"
      readonly register: string
      readonly title: string
      /** How many records were meant. */
      readonly records: number
      readonly window: Window.Window
      readonly at: Moment
    }
  | {
      readonly kind: "template"
      readonly template: string
      readonly title: string
      readonly column: string
      readonly folded: Operator
      /** The periods inside this one, and what was said in each. */
      readonly periods: ReadonlyArray<{ readonly period: string; readonly cell: Cell.Cell }>
    }
  | { readonly kind: "previous"; readonly period: string; readonly column: string }

/** One value that was not typed. Missing when its source does not say it wholly. */
export interface Fed {
  readonly column: string
  readonly field: Field
  readonly cell: Cell.Cell
  readonly locked: boolean
  readonly origin: Origin
}

/** What is known of one unit. */
export interface Known {
  readonly period: Period.Period
  /** Its own cells of the period before. */
  readonly previous?: Cell.Cells | null
  /** Registers by lineage, with the records of this unit. */
  readonly registers?: {
    readonly [lineage: string]: { readonly template: Template; readonly records: ReadonlyArray<Cell.Cells> }
  }
  /** Templates of cases by lineage, with the cases of this unit. */
  readonly cases?: {
    readonly [lineage: string]: { readonly template: Template; readonly filed: ReadonlyArray<Case.Filed> }
  }
  /** Reports to other templates by lineage, each by the id of its period. */
  readonly reports?: {
    readonly [lineage: string]: {
      readonly template: Template
      readonly periods: { readonly [period: string]: Cell.Cells }
    }
  }
}

const own = <A>(of: { readonly [key: string]: A } | undefined, key: string): A | undefined =>
  of !== undefined && Object.hasOwn(of, key) ? of[key] : undefined

const both = (a: string | null, b: string): string => (a === null ? b : `(${a}) AND ${b}`)

interface Countable {
  readonly template: Template
  readonly count: (query: Register.Query) => Issue.Checked<number>
  readonly sum: (key: string, query: Register.Query) => Issue.Checked<number | null>
}

/** The records or the cases of that lineage; `null` when they are not known. */
const countable = (known: Known, lineage: string): Countable | null => {
  const register = own(known.registers, lineage)
  if (register !== undefined) {
    const { template, records } = register
    return {
      template,
      count: (query) => Register.count(template, records, query),
      sum: (key, query) => Register.sum(template, records, key, query)
    }
  }
  const cases = own(known.cases, lineage)
  if (cases === undefined) return null
  const { template, filed } = cases
  return {
    template,
    count: (query) => Case.count(template, filed, query),
    sum: (key, query) => Case.sum(template, filed, key, query)
  }
}

const fromRegister = (
  template: Template,
  field: Field,
  source: Extract<Source, { register: string }>,
  known: Known
): Issue.Checked<ReadonlyArray<Fed>> => {
  const register = countable(known, source.register)
  if (register === null) return Issue.ok([])
  const window = Window.of(known.period, template.window)
  const { at, locked, sum } = source
  const ask = (column: string, where: string | null): Issue.Checked<Fed> => {
    const query = { window, at, where }
    const meant = register.count(query)
    if (!meant.ok) return meant
    const figure = sum === null ? meant : register.sum(sum, query)
    if (!figure.ok) return figure
    const cell = figure.value === null ? Cell.missing : Cell.value(figure.value)
    const { title } = register.template
    const origin: Origin = { kind: "register", register: source.register, title, records: meant.value, window, at }
    return Issue.ok({ column, field, cell, locked, origin })
  }
  const items = field.disaggregate.flatMap(({ by, items }) => {
    const division = divisionOf(register.template, by)
    if (division === null) return []
    return items.map((item) => ask(`${field.key}[${item.key}]`, both(source.where, `${division.key} = "${item.key}"`)))
  })
  return all([ask(field.key, source.where), ...items])
}

const all = (found: ReadonlyArray<Issue.Checked<Fed>>): Issue.Checked<ReadonlyArray<Fed>> => {
  const [wrong] = found.filter((one) => !one.ok)
  // What is wrong with the whole is wrong with its items too.
  if (wrong !== undefined) return wrong
  return Issue.ok(found.flatMap((one) => (one.ok ? [one.value] : [])))
}

const fromTemplate = (
  field: Field,
  source: Extract<Source, { template: string }>,
  known: Known
): ReadonlyArray<Fed> => {
  const reports = own(known.reports, source.template)
  if (reports === undefined) return []
  const { title, period: type } = reports.template
  const columns = [
    [field.key, source.field] as const,
    ...field.disaggregate.flatMap(({ items }) =>
      items.map(({ key }) => [`${field.key}[${key}]`, `${source.field}[${key}]`] as const)
    )
  ]
  return columns.flatMap(([column, from]) => {
    const periods = Period.parts(known.period, type).map((part) => ({
      period: part.id,
      cell: own(own(reports.periods, part.id), from) ?? Cell.missing
    }))
    // An item that the other template does not divide by is not fed.
    if (column !== field.key && periods.every(({ cell }) => cell.state === "missing")) return []
    const cell = foldPeriods(
      periods.map((one) => one.cell),
      source.periods,
      isNumeric(field) ? field.decimals : null
    )
    const origin: Origin = {
      kind: "template",
      template: source.template,
      title,
      column: from,
      folded: source.periods,
      periods
    }
    return [{ column, field, cell, locked: source.locked, origin }]
  })
}

const fromBefore = (field: Field, from: string, known: Known): ReadonlyArray<Fed> => {
  const period = Period.previous(known.period).id
  const columns = [
    [field.key, from] as const,
    ...field.disaggregate.flatMap(({ items }) =>
      items.map(({ key }) => [`${field.key}[${key}]`, `${from}[${key}]`] as const)
    )
  ]
  return columns.flatMap(([column, key]) => {
    const cell = own(known.previous ?? undefined, key)
    if (cell === undefined || cell.state === "missing") return []
    const proposed = cell.state === "value" ? Cell.value(cell.value) : cell
    return [
      { column, field, cell: proposed, locked: false, origin: { kind: "previous", period, column: key } as const }
    ]
  })
}

/**
 * Every value that the sources of a template's fields give for one unit and period, in the order of the template. A source
 * that is not among what is known gives none.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 * import { Cell, Feed, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/tham-hoi",
 *     "title: Thăm hỏi",
 *     "period: quarter",
 *     "due: { co_so: { day: 5, month_offset: 1 } }",
 *     "sections:",
 *     "  tham_hoi:",
 *     "    title: Thăm hỏi",
 *     "    asked_of: [co_so]",
 *     "    fields:",
 *     "      - { key: TH01, label: Lượt thăm, type: count, combine: { units: sum, periods: sum }, from: { template: vwu/tham-hoi-thang, field: TH01 } }",
 *     "      - { key: TH02, label: Người phụ trách, type: text, carry: previous }"
 *   ].join("\n")
 * )
 * if (!read.ok) throw new Error(read.issues[0]?.message)
 * const { template } = read.value
 * const monthly = { ...template, id: "vwu/tham-hoi-thang", lineage: "vwu/tham-hoi-thang", title: "Thăm hỏi tháng", period: "month" } as const
 * const fed = Feed.values(template, {
 *   period: Period.containing("quarter", "2024-10-15"),
 *   previous: { TH02: Cell.value("Chị Ba") },
 *   reports: {
 *     "vwu/tham-hoi-thang": {
 *       template: monthly,
 *       periods: { "2024-10": { TH01: Cell.value(4) }, "2024-11": { TH01: Cell.zero }, "2024-12": { TH01: Cell.value(3) } }
 *     }
 *   }
 * })
 * if (!fed.ok) throw new Error(fed.issues[0]?.message)
 *
 * fed.value.map(({ column, cell }) => [column, Cell.number(cell)]) // => [["TH01", 7], ["TH02", null]]
 * Feed.fill({}, fed.value) // => { TH01: 7, TH02: "Chị Ba" }
 * const corrected = { TH01: Cell.value(8) }
 * Feed.check(fed.value, corrected).map((issue) => issue.message) // => ["“Lượt thăm”: “Thăm hỏi tháng” có 7, ở đây ghi 8; ghi lý do, hoặc trả lại số 7"]
 * Feed.check(fed.value, corrected, { TH01: "Tháng 11 báo thiếu một lượt" }) // => []
 * ```
 */
export const values = (template: Template, known: Known): Issue.Checked<ReadonlyArray<Fed>> => {
  const issues: Array<Issue.Issue> = []
  const found: Array<Fed> = []
  for (const field of template.sections.flatMap((section) => section.fields)) {
    const { source } = field
    if (source !== null && "register" in source) {
      const fed = fromRegister(template, field, source, known)
      if (fed.ok) found.push(...fed.value)
      else issues.push(...fed.issues.map((one) => ({ ...one, path: [field.key, "from", ...one.path] })))
    } else if (source !== null) found.push(...fromTemplate(field, source, known))
    const from = carried(field)
    if (from !== null) found.push(...fromBefore(field, keyOf(template, from), known))
  }
  return Issue.unless(issues, () => found)
}

const keyOf = (template: Template, name: string): string =>
  template.sections.flatMap((section) => section.fields).find(({ key }) => key.toLowerCase() === name.toLowerCase())
    ?.key ?? name

/** What a person would type for a cell. */
const typed = (cell: Cell.Cell): unknown => {
  if (cell.state === "zero") return "không phát sinh"
  if (cell.state === "not-applicable") return { notApplicable: cell.reason }
  return cell.state === "value" ? cell.value : null
}

/** The answers with what was fed where nothing stands yet: what a form shows when it is opened. */
export const fill = (input: Input, fed: ReadonlyArray<Fed>): Input => {
  const given = new Set(Object.keys(input).filter((key) => input[key] !== null && input[key] !== ""))
  const lower = new Set([...given].map((key) => key.toLowerCase()))
  const added = fed.filter(({ column, cell }) => !lower.has(column.toLowerCase()) && cell.state !== "missing")
  return { ...input, ...Object.fromEntries(added.map(({ column, cell }) => [column, typed(cell)])) }
}

const said = (cell: Cell.Cell, { decimals }: Field): string => {
  const number = Cell.number(cell)
  if (number !== null) return Numeral.format(number, decimals)
  if (cell.state === "not-applicable") return "–"
  return cell.state === "value" ? `“${String(cell.value).slice(0, 40)}”` : ""
}

const isSame = (a: Cell.Cell, b: Cell.Cell): boolean => {
  const [x, y] = [Cell.number(a), Cell.number(b)]
  if (x !== null || y !== null) return x === y
  return a.state === b.state && (a.state !== "value" || b.state !== "value" || a.value === b.value)
}

/**
 * What people changed and may not, or not without a reason. `reasons` are theirs, by column. What was only proposed from
 * the period before is free; so is what nobody answered.
 */
export const check = (
  fed: ReadonlyArray<Fed>,
  cells: Cell.Cells,
  reasons: { readonly [column: string]: string } = {}
): ReadonlyArray<Issue.Issue> =>
  fed.flatMap(({ column, field, cell, locked, origin }) => {
    const found = own(cells, column) ?? Cell.missing
    if (origin.kind === "previous" || cell.state === "missing" || found.state === "missing") return []
    if (isSame(cell, found) || (!locked && (own(reasons, column) ?? "").trim() !== "")) return []
    const isPersonal = field.sensitivity.personal === "sensitive"
    const params = {
      label: field.label,
      source: `“${origin.title}”`,
      fed: isPersonal ? "“…”" : said(cell, field),
      found: isPersonal ? "“…”" : said(found, field)
    }
    return [issue(locked ? "feed.locked" : "feed.reason", params, { path: [column] })]
  })
