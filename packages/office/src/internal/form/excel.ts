import * as Field from "@lienhoi/template/Field"
import * as Formula from "@lienhoi/template/Formula"
import * as Template from "@lienhoi/template/Template"
import { fold } from "@lienhoi/words/Text"
import { cellName } from "../guard.ts"
import * as Plan from "./plan.ts"
import { words } from "./texts.ts"

/** What a formula of a template becomes in a sheet: `null` where Excel could not say the same. */
export interface Scope {
  readonly template: Template.Template
  readonly plan: Plan.Plan
}

/** Excel takes 8,192 signs; what is longer than this nobody reads either. */
const longest = 4_000

/** The name of a cell, with its sheet when it is another one. */
export const nameOf = ({ sheet, row, column }: Plan.At, from: string = words.main): string =>
  sheet === from ? cellName(row, column) : `'${sheet.replaceAll("'", "''")}'!${cellName(row, column)}`

/** A number in a cell, a declared zero being 0; an error that travels on where nothing is said. */
const numberAt = (cell: string): string =>
  `IF(ISNUMBER(${cell}),${cell},IF(OR(${cell}="${words.nothing}",${cell}="${words.no}"),0,NA()))`

const truthAt = (cell: string): string =>
  `IF(ISLOGICAL(${cell}),${cell},IF(${cell}="${words.yes}",TRUE,IF(${cell}="${words.no}",FALSE,NA())))`

type Kind = "number" | "truth"
interface Term {
  readonly kind: Kind
  readonly text: string
}

const number = (text: string): Term => ({ kind: "number", text })
const truth = (text: string): Term => ({ kind: "truth", text })

/** Marks the place of a figure of another period, which is known when the form of one unit is written. */
const elsewhere = (when: string, key: string): string => `{${when} ${key}}`
const places = /\{(previous|last-year|target) ([^{}]+)\}/gu

/** Puts the figures of other periods into a formula. */
export const filled = (
  formula: string,
  figure: (when: "previous" | "last-year" | "target", key: string) => number | boolean | null
): string =>
  formula.includes("{")
    ? formula.replaceAll(places, (_, when: "previous" | "last-year" | "target", key: string) => {
        const value = figure(when, key)
        if (value === null) return "NA()"
        return typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : `(${value})`
      })
    : formula

const comparisons: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="])

const translator = ({ template, plan }: Scope) => {
  const fields = Template.fields(template)
  const fieldOf = (name: string): Field.Field | null => {
    if (!name.startsWith("[")) return fields.find(({ key }) => fold(key) === fold(name)) ?? null
    const found = fields.filter(({ label }) => fold(label) === fold(name.slice(1, -1)))
    return found.length === 1 ? found[0]! : null
  }
  const keyOf = (field: Field.Field, item: string | null): string | null => {
    if (item === null) return field.key
    const all = field.disaggregate.flatMap(({ items }) => items)
    const found = all.find(({ key }) => fold(key) === fold(item))
    return found === undefined ? null : `${field.key}[${found.key}]`
  }

  const figure = (field: Field.Field, item: string | null): Term | null => {
    if (field.type === "ratio") {
      const [a, b] = [figureOf(field.numerator), figureOf(field.denominator)]
      const when = relevance(field, { template, plan })
      // One that is typed stands for itself where its parts are not known: a sheet could not tell.
      if (a === null || b === null || when === "unknown" || plan.asked.has(field.key.toLowerCase())) return null
      const share = `(${a.text}/${b.text})`
      return number(when === null ? share : `IF(${when},${share},NA())`)
    }
    // What the sheet does not compute it cannot pass on either.
    if (field.formula !== null && plan.at.has(field.key) && live(field, { template, plan }) === null) return null
    const key = keyOf(field, item)
    const at = key === null ? undefined : plan.at.get(key)
    if (key === null) return null
    if (Field.isNumeric(field)) return number(at === undefined ? "NA()" : numberAt(nameOf(at)))
    if (field.type === "bool") return truth(at === undefined ? "NA()" : truthAt(nameOf(at)))
    return null
  }
  const figureOf = (key: string | null): Term | null => {
    const field = key === null ? null : fieldOf(key)
    return field === null ? null : figure(field, null)
  }

  const range = (field: Field.Field, column: string): string | null => {
    const table = plan.tables.find((one) => one.field.key === field.key)
    const n = field.columns.findIndex(({ key }) => fold(key) === fold(column))
    if (table === undefined || n < 0) return null
    const [from, to] = [Plan.cellOf(table, 0, n), Plan.cellOf(table, table.rows - 1, n)]
    return `${nameOf(from)}:${cellName(to.row, to.column)}`
  }

  const name = (of: Formula.Name): Term | null => {
    const field = fieldOf(of.name)
    if (field === null || of.column !== null) return null
    return figure(field, of.item)
  }

  const folded = (by: string, args: ReadonlyArray<Formula.Formula>): Term | null => {
    const sums: Array<string> = []
    const counts: Array<string> = []
    const values: Array<string> = []
    for (const arg of args) {
      const field = arg.type === "name" ? fieldOf(arg.name) : null
      if (arg.type === "name" && field?.type === "table") {
        const cells = arg.column === null ? null : range(field, arg.column)
        if (cells === null || by === "MIN" || by === "MAX") return null
        sums.push(`SUM(${cells})`)
        counts.push(`COUNT(${cells})+COUNTIF(${cells},"${words.nothing}")`)
        continue
      }
      const one = term(arg)
      if (one?.kind !== "number") return null
      sums.push(`IFERROR(${one.text},0)`)
      counts.push(`IF(ISNUMBER(${one.text}),1,0)`)
      values.push(one.text)
    }
    const [sum, count] = [sums.join("+"), `(${counts.join("+")})`]
    switch (by) {
      case "COUNT":
        return number(count)
      case "SUM":
        return number(`IF(${count}=0,NA(),${sum})`)
      case "AVERAGE":
        return number(`((${sum})/${count})`)
      default: {
        const far = by === "MIN" ? "1E+300" : "-1E+300"
        return number(`IF(${count}=0,NA(),${by}(${values.map((one) => `IFERROR(${one},${far})`).join(",")}))`)
      }
    }
  }

  /** Decided when one side suffices: a condition that is missing counts as the side that decides nothing. */
  const joined = (by: "AND" | "OR", args: ReadonlyArray<Formula.Formula>): Term | null => {
    const terms = args.map(term)
    if (!terms.every((one) => one?.kind === "truth")) return null
    const all = terms.map((one) => one!.text)
    const neutral = by === "AND" ? "TRUE" : "FALSE"
    const decided = all.map((one) => `IFERROR(${one},${neutral})`).join(",")
    return by === "AND"
      ? truth(`IF(AND(${decided}),AND(${all.join(",")}),FALSE)`)
      : truth(`IF(OR(${decided}),TRUE,OR(${all.join(",")}))`)
  }

  const call = (by: Formula.FunctionName, args: ReadonlyArray<Formula.Formula>): Term | null => {
    if (by === "AND" || by === "OR") return joined(by, args)
    if (by === "SUM" || by === "AVERAGE" || by === "MIN" || by === "MAX" || by === "COUNT") return folded(by, args)
    const [a, b, c] = args.map(term)
    if (a == null) return null
    switch (by) {
      case "IF":
        return a.kind === "truth" && b != null && c != null && b.kind === c.kind
          ? { kind: b.kind, text: `IF(${a.text},${b.text},${c.text})` }
          : null
      case "ROUND":
        return a.kind === "number" && b !== null ? number(`ROUND(${a.text},${b?.text ?? "0"})`) : null
      case "ABS":
        return a.kind === "number" ? number(`ABS(${a.text})`) : null
      case "BLANK":
        return truth(`ISERROR(${a.text})`)
      case "IFBLANK":
        return b != null && a.kind === b.kind ? { kind: a.kind, text: `IFERROR(${a.text},${b.text})` } : null
    }
  }

  const binary = (of: Formula.Formula & { readonly type: "binary" }): Term | null => {
    if (of.operator === "AND" || of.operator === "OR") return joined(of.operator, [of.left, of.right])
    const [left, right] = [term(of.left), term(of.right)]
    if (left === null || right === null || left.kind !== right.kind) return null
    const text = `(${left.text}${of.operator}${right.text})`
    if (comparisons.has(of.operator)) return truth(text)
    return left.kind === "number" ? number(text) : null
  }

  /** Conditions are said several times over: what grows too long is not said at all. */
  const term = (of: Formula.Formula): Term | null => {
    const found = said(of)
    return found !== null && found.text.length > longest ? null : found
  }

  const said = (of: Formula.Formula): Term | null => {
    switch (of.type) {
      case "number":
        return number(String(of.value))
      case "truth":
        return truth(of.value ? "TRUE" : "FALSE")
      case "text":
        return null
      case "name":
        return name(of)
      case "past": {
        const field = fieldOf(of.of.name)
        const key = field === null || of.of.column !== null ? null : keyOf(field, of.of.item)
        if (field === null || key === null || !(Field.isNumeric(field) || field.type === "bool")) return null
        return { kind: field.type === "bool" ? "truth" : "number", text: elsewhere(of.when, key) }
      }
      case "unary": {
        const inner = term(of.of)
        if (inner === null || (of.operator === "NOT") !== (inner.kind === "truth")) return null
        if (of.operator === "NOT") return truth(`NOT(${inner.text})`)
        return number(of.operator === "-" ? `(-${inner.text})` : `(${inner.text}/100)`)
      }
      case "binary":
        return binary(of)
      case "call":
        return call(of.name, of.args)
    }
  }
  return { term, figureOf }
}

const parsed = (source: string): Formula.Formula | null => {
  const read = Formula.parse(source)
  return read.ok ? read.value : null
}

const short = (text: string): string | null => (text.length > longest ? null : text)

/** The condition under which a field is asked, as a formula that is false when it surely is not; `null`: always. */
export const relevance = (field: Field.Field, scope: Scope): string | null | "unknown" => {
  const sources = [
    ...(field.relevant === null ? [] : [field.relevant]),
    ...scope.template.rules.flatMap((rule) =>
      rule.does === "relevant" && rule.fields.some((key) => fold(key) === fold(field.key)) ? [rule.when] : []
    )
  ]
  if (sources.length === 0) return null
  const { term } = translator(scope)
  const terms = sources.map((source) => {
    const formula = parsed(source)
    return formula === null ? null : term(formula)
  })
  if (!terms.every((one) => one?.kind === "truth")) return "unknown"
  return short(`AND(${terms.map((one) => `IFERROR(${one!.text},TRUE)`).join(",")})`) ?? "unknown"
}

const translated = new WeakMap<Plan.Plan, Map<string, string | null>>()

/** The live formula of a computed field; what is missing shows as an empty cell. */
export const live = (field: Field.Field, scope: Scope): string | null => {
  const known = translated.get(scope.plan) ?? new Map<string, string | null>()
  translated.set(scope.plan, known)
  const found = known.get(field.key)
  if (found !== undefined) return found
  const made = formulaOf(field, scope)
  known.set(field.key, made)
  return made
}

/** The largest number that is kept; beyond it a figure is missing. */
const largest = (field: Field.Field): string => `9007199254740991/10^${field.decimals}`

const formulaOf = (field: Field.Field, scope: Scope): string | null => {
  const { term, figureOf } = translator(scope)
  const when = relevance(field, scope)
  if (when === "unknown") return null
  let body: string
  if (field.type === "ratio") {
    const [a, b] = [figureOf(field.numerator), figureOf(field.denominator)]
    if (a === null || b === null) return null
    const share = `${a.text}/${b.text}${Field.isPercent(field) ? "*100" : ""}`
    body = `ROUND(${share},${field.decimals})`
  } else {
    const formula = field.formula === null ? null : parsed(field.formula)
    const found = formula === null ? null : term(formula)
    if (found === null || (found.kind === "truth") !== (field.type === "bool")) return null
    body =
      found.kind === "truth"
        ? `IF(${found.text},"${words.yes}","${words.no}")`
        : `IF(ABS(${found.text})<=${largest(field)},ROUND(${found.text},${field.decimals}),"")`
  }
  return short(`IFERROR(${when === null ? body : `IF(${when},${body},"")`},"")`)
}

/** What some cells add up to; empty while none of them says a number. */
export const sum = (cells: ReadonlyArray<string>): string => {
  const zeros = cells.map((one) => `COUNTIF(${one},"${words.nothing}")`).join("+")
  return `IF(COUNT(${cells.join(",")})+${zeros}=0,"",SUM(${cells.join(",")}))`
}
