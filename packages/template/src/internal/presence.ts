import * as Formula from "../Formula.ts"

type Keys = ReadonlySet<string>

const none: Keys = new Set()
const either = (a: Keys, b: Keys): Keys => new Set([...a, ...b])
const both = (a: Keys, b: Keys): Keys => new Set([...a].filter((key) => b.has(key)))

const plain: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "^"])

/** Names without which the value is missing. */
const strict = (formula: Formula.Formula): Keys => {
  switch (formula.type) {
    case "name":
      return formula.item === null && formula.column === null ? new Set([formula.name.toLowerCase()]) : none
    case "unary":
      return formula.operator === "NOT" ? none : strict(formula.of)
    case "binary":
      return plain.has(formula.operator) ? either(strict(formula.left), strict(formula.right)) : none
    default:
      return none
  }
}

/** Names without which the condition is not true. */
const needs = (formula: Formula.Formula): Keys => {
  if (formula.type !== "binary" || plain.has(formula.operator)) return strict(formula)
  const [left, right] = [needs(formula.left), needs(formula.right)]
  return formula.operator === "AND" ? either(left, right) : both(left, right)
}

/** Keys, in lower case, of fields that must be answered before the condition can hold; those that are surely so. */
export const neededBy = (source: string): Keys => {
  const read = Formula.parse(source)
  return read.ok ? needs(read.value) : none
}

/** Keys of fields without whose answer the formula has no value. */
export const strictIn = (source: string): Keys => {
  const read = Formula.parse(source)
  return read.ok ? strict(read.value) : none
}
