import * as Numeral from "@lienhoi/words/Numeral"
import type { Name } from "../Formula.ts"
import * as Formula from "../Formula.ts"
import type { Scope } from "./typing.ts"

const operators: { readonly [operator: string]: string } = {
  AND: "và",
  OR: "hoặc",
  "<>": "khác",
  "<=": "≤",
  ">=": "≥",
  "*": "×"
}

/** A condition for people: the labels of the fields instead of their keys, “và” and “hoặc” between parts. */
export const inWords = (source: string, scope: Scope): string => {
  const parsed = Formula.parse(source)
  return parsed.ok ? say(parsed.value, scope) : source
}

const label = (name: Name, scope: Scope): string => {
  const subject = scope.get(Formula.print(name).toLowerCase()) ?? scope.get(name.name.toLowerCase())
  if (subject === undefined) return name.name
  return `“${subject.item === null ? subject.field.label : `${subject.field.label} – ${subject.item.label}`}”`
}

const say = (formula: Formula.Formula, scope: Scope): string => {
  const inner = (of: Formula.Formula): string =>
    of.type === "binary" && (of.operator === "AND" || of.operator === "OR") ? `(${say(of, scope)})` : say(of, scope)
  switch (formula.type) {
    case "number":
      return Numeral.format(formula.value, 6)
    case "name":
      return label(formula, scope)
    case "past":
      return `${label(formula.of, scope)} ${formula.when === "previous" ? "kỳ trước" : "cùng kỳ năm trước"}`
    case "unary":
      if (formula.operator === "NOT") return `không phải ${inner(formula.of)}`
      return formula.operator === "%" ? `${inner(formula.of)}%` : `-${inner(formula.of)}`
    case "binary": {
      const operator = operators[formula.operator] ?? formula.operator
      return `${inner(formula.left)} ${operator} ${inner(formula.right)}`
    }
    case "call":
      if (formula.name === "BLANK") return `${formula.args.map((arg) => say(arg, scope)).join("; ")} còn trống`
      if (formula.name === "AND" || formula.name === "OR")
        return formula.args.map(inner).join(formula.name === "AND" ? " và " : " hoặc ")
      return `${formula.name}(${formula.args.map((arg) => say(arg, scope)).join("; ")})`
    default:
      return Formula.print(formula)
  }
}
