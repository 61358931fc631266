import type { Expression, Fold, ListOf, When } from "../Expression.ts"
import * as Arithmetic from "./arithmetic.ts"

/** What an expression is worth; `null` is missing. */
export type Worth = number | boolean | string | null

/** What the names of a formula stand for. */
export interface World {
  readonly cell: (key: string, when: When) => Worth
  readonly list: (key: string, column: string | null) => ReadonlyArray<number>
}

const orMissing = (value: number): number | null => (Number.isNaN(value) ? null : value)

const calculate = (operator: string, a: number, b: number): number => {
  if (operator === "+") return Arithmetic.add(a, b)
  if (operator === "-") return Arithmetic.subtract(a, b)
  if (operator === "*") return Arithmetic.multiply(a, b)
  return operator === "/" ? Arithmetic.divide(a, b) : Arithmetic.power(a, b)
}

/** -1, 0, 1 as a stands before, at, or after b. */
const order = (a: Exclude<Worth, null>, b: Exclude<Worth, null>): number => {
  if (typeof a === "number" && typeof b === "number") return Arithmetic.same(a, b) ? 0 : a < b ? -1 : 1
  const [x, y] = [String(a).toLowerCase(), String(b).toLowerCase()]
  return x === y ? 0 : x < y ? -1 : 1
}

const holds = (operator: string, way: number): boolean => {
  if (operator === "=") return way === 0
  if (operator === "<>") return way !== 0
  if (operator === "<") return way < 0
  if (operator === "<=") return way <= 0
  return operator === ">" ? way > 0 : way >= 0
}

const fold = (by: Fold, values: ReadonlyArray<number>): number | null => {
  if (by === "COUNT") return values.length
  if (values.length === 0) return null
  const sum = values.reduce((a, b) => a + b, 0)
  const result =
    by === "SUM"
      ? sum
      : by === "AVERAGE"
        ? sum / values.length
        : by === "MIN"
          ? Math.min(...values)
          : Math.max(...values)
  return Number.isFinite(result) ? result : null
}

/** Walks an expression. */
export const evaluate = (of: Expression, world: World): Worth => {
  const worth = (inner: Expression): Worth => evaluate(inner, world)
  switch (of.type) {
    case "constant":
      return of.value
    case "cell":
      return world.cell(of.key, of.when)
    case "arithmetic": {
      const a = worth(of.left)
      const b = worth(of.right)
      return a === null || b === null ? null : orMissing(calculate(of.operator, a as number, b as number))
    }
    case "negate": {
      const value = worth(of.of)
      return value === null ? null : 0 - (value as number)
    }
    case "percent": {
      const value = worth(of.of)
      return value === null ? null : (value as number) / 100
    }
    case "absolute": {
      const value = worth(of.of)
      return value === null ? null : Math.abs(value as number)
    }
    case "round": {
      const value = worth(of.of)
      const digits = worth(of.digits)
      return value === null || digits === null ? null : orMissing(Arithmetic.round(value as number, digits as number))
    }
    case "fold": {
      const values = of.of.flatMap((one: Expression | ListOf) => {
        if (one.type === "list") return world.list(one.key, one.column)
        const value = worth(one)
        return value === null ? [] : [value as number]
      })
      return fold(of.by, values)
    }
    case "compare": {
      const a = worth(of.left)
      const b = worth(of.right)
      return a === null || b === null ? null : holds(of.operator, order(a, b))
    }
    case "all": {
      const truths = of.of.map(worth)
      return truths.includes(false) ? false : truths.includes(null) ? null : true
    }
    case "any": {
      const truths = of.of.map(worth)
      return truths.includes(true) ? true : truths.includes(null) ? null : false
    }
    case "not": {
      const truth = worth(of.of)
      return truth === null ? null : !truth
    }
    case "blank":
      return worth(of.of) === null
    case "if": {
      const truth = worth(of.when)
      return truth === null ? null : worth(truth === true ? of.so : of.otherwise)
    }
    case "if-blank":
      return worth(of.of) ?? worth(of.instead)
  }
}
