import type * as Issue from "@lienhoi/words/Issue"
import { bounds, type Field } from "../Field.ts"
import { type Formula, print } from "../Formula.ts"
import { issue } from "./formulaTexts.ts"
import { find, type Scope } from "./typing.ts"

/** Expressions known not to be zero at some place, in print. */
type Facts = ReadonlySet<string>

const nothing: Facts = new Set()
const nameOf = (formula: Formula): string => print(formula).toLowerCase()
const union = (a: Facts, b: Facts): Facts => new Set([...a, ...b])
const both = (a: Facts, b: Facts): Facts => new Set([...a].filter((fact) => b.has(fact)))

const turned: { readonly [operator: string]: string } = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" }
const denied: { readonly [operator: string]: string } = {
  "=": "<>",
  "<>": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<"
}

/** Whether every number that stands so to `limit` is other than zero. */
const excludesZero = (operator: string, limit: number): boolean => {
  switch (operator) {
    case "=":
      return limit !== 0
    case "<>":
      return limit === 0
    case ">":
      return limit >= 0
    case ">=":
      return limit > 0
    case "<":
      return limit <= 0
    default:
      return limit < 0
  }
}

const literal = (formula: Formula): number | null => {
  if (formula.type === "number") return formula.value
  const of = formula.type === "unary" ? literal(formula.of) : null
  if (of === null || formula.type !== "unary") return null
  return formula.operator === "-" ? -of : of / 100
}

/** What is known not to be zero once the condition turned out `truth`. */
const facts = (condition: Formula, truth: boolean): Facts => {
  if (condition.type === "unary" && condition.operator === "NOT") return facts(condition.of, !truth)
  const parts =
    condition.type === "call" && (condition.name === "AND" || condition.name === "OR")
      ? condition.args
      : condition.type === "binary"
        ? [condition.left, condition.right]
        : []
  const joined = condition.type === "call" ? condition.name : condition.type === "binary" ? condition.operator : ""
  if (joined === "AND" || joined === "OR") {
    const each = parts.map((part) => facts(part, truth))
    return each.length === 0 ? nothing : each.reduce((joined === "AND") === truth ? union : both)
  }
  if (condition.type !== "binary" || denied[condition.operator] === undefined) return nothing
  const operator = truth ? condition.operator : denied[condition.operator]!
  const right = literal(condition.right)
  if (right !== null) return excludesZero(operator, right) ? new Set([nameOf(condition.left)]) : nothing
  const left = literal(condition.left)
  return left !== null && excludesZero(turned[operator] ?? operator, left)
    ? new Set([nameOf(condition.right)])
    : nothing
}

const floorOf = (formula: Formula): number => literal(formula) ?? Number.NEGATIVE_INFINITY

const columnOf = (table: Field, key: string): Field | undefined =>
  table.columns.find((column) => column.key.toLowerCase() === key.toLowerCase())

type Range = readonly [number, number]
const any: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** Between which numbers the value lies, as far as the template says. */
const range = (formula: Formula, scope: Scope): Range => {
  const constant = literal(formula)
  if (constant !== null) return [constant, constant]
  switch (formula.type) {
    case "name":
    case "past": {
      const name = formula.type === "past" ? formula.of : formula
      const subject = find(scope, name)
      // A target is held by no bounds of the field.
      if (!("field" in subject) || (formula.type === "past" && formula.when === "target")) return any
      // The bounds of a table are about its rows, those of a column about the numbers in it.
      const field = name.column === null ? subject.field : columnOf(subject.field, name.column)
      if (field === undefined) return any
      const { min, max } = bounds(field, subject.item)
      return [min ?? any[0], max ?? any[1]]
    }
    case "binary": {
      const [a, b] = range(formula.left, scope)
      const [c, d] = range(formula.right, scope)
      if (formula.operator === "+") return [a + c, b + d]
      if (formula.operator === "-") return [a - d, b - c]
      return formula.operator === "*" && a >= 0 && c >= 0 ? [a * c || 0, any[1]] : any
    }
    case "call": {
      const each = formula.args.map((arg) => range(arg, scope))
      const lows = each.map(([low]) => low)
      // Only a number written there is never missing, and so never left out.
      if (formula.name === "MAX") return [Math.max(Math.min(...lows), ...formula.args.map(floorOf)), any[1]]
      if (formula.name === "MIN") return [Math.min(...lows), any[1]]
      if (formula.name === "SUM" && lows.every((low) => low >= 0)) return [Math.min(...lows), any[1]]
      return formula.name === "IFBLANK" ? [Math.min(...lows), any[1]] : any
    }
    default:
      return any
  }
}

const isNonzero = (formula: Formula, known: Facts, scope: Scope): boolean => {
  if (known.has(nameOf(formula))) return true
  const [low, high] = range(formula, scope)
  if (low > 0 || high < 0) return true
  if (formula.type === "unary" && formula.operator !== "NOT") return isNonzero(formula.of, known, scope)
  return (
    formula.type === "binary" &&
    formula.operator === "*" &&
    isNonzero(formula.left, known, scope) &&
    isNonzero(formula.right, known, scope)
  )
}

/**
 * Every division whose divisor may be zero. A divisor is safe when its bounds exclude zero, or inside `IF(x > 0; …)`,
 * `x > 0 AND …`, `x = 0 OR …` when it is x.
 */
export const divisions = (formula: Formula, scope: Scope, known: Facts = nothing): ReadonlyArray<Issue.Issue> => {
  switch (formula.type) {
    case "unary":
      return divisions(formula.of, scope, known)
    case "binary": {
      const left = divisions(formula.left, scope, known)
      const { operator } = formula
      const after = operator === "AND" || operator === "OR" ? facts(formula.left, operator === "AND") : nothing
      const right = divisions(formula.right, scope, union(known, after))
      const bad = operator === "/" && !isNonzero(formula.right, known, scope)
      const params = { divisor: print(formula.right), whole: print(formula) }
      return [...left, ...right, ...(bad ? [issue("formula.divides-by-zero", formula.right.span, params)] : [])]
    }
    case "call": {
      const [first] = formula.args
      let so = known
      return formula.args.flatMap((arg, i) => {
        if (formula.name === "IF" && i > 0) so = union(known, facts(first!, i === 1))
        const found = divisions(arg, scope, so)
        if (formula.name === "AND" || formula.name === "OR") so = union(so, facts(arg, formula.name === "AND"))
        return found
      })
    }
    default:
      return []
  }
}
