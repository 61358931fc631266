import type { Cell } from "../Cell.ts"
import type { Comparison, Expression, Fold, Kind, ListOf, When } from "../Expression.ts"
import { add, divide, multiply, power, round, same, subtract } from "./arithmetic.ts"
import { listOf } from "./lists.ts"

/** What closures read: numbers and truths (1, 0) by slot with NaN for missing, texts and dates by slot with null. */
export interface Frame {
  readonly numbers: Float64Array
  readonly texts: Array<string | null>
  readonly cells: ReadonlyArray<Cell>
}

export type Numeric = (frame: Frame) => number
export type Textual = (frame: Frame) => string | null

/** Where a cell stands in the frame. */
export type Locate = (key: string, when: When, kind: Kind) => number

const comparisons: { readonly [O in Comparison]: (a: number, b: number) => boolean } = {
  "=": same,
  "<>": (a, b) => !same(a, b),
  "<": (a, b) => a < b && !same(a, b),
  "<=": (a, b) => a < b || same(a, b),
  ">": (a, b) => a > b && !same(a, b),
  ">=": (a, b) => a > b || same(a, b)
}

const operations = { "+": add, "-": subtract, "*": multiply, "/": divide, "^": power } as const

const isNumeric = (kind: Kind): boolean => kind === "number" || kind === "truth"

/** Turns expressions into closures. Each returns a number; truths are 1 and 0, missing is NaN. */
export const make = (locate: Locate) => {
  const textual = (of: Expression): Textual => {
    switch (of.type) {
      case "constant": {
        const value = String(of.value)
        return () => value
      }
      case "cell": {
        const slot = locate(of.key, of.when, of.kind)
        return (frame) => frame.texts[slot]!
      }
      case "if": {
        const when = numeric(of.when)
        const so = textual(of.so)
        const otherwise = textual(of.otherwise)
        return (frame) => {
          const truth = when(frame)
          return truth === 1 ? so(frame) : truth === 0 ? otherwise(frame) : null
        }
      }
      case "if-blank": {
        const first = textual(of.of)
        const instead = textual(of.instead)
        return (frame) => first(frame) ?? instead(frame)
      }
      default:
        return () => null
    }
  }

  const compare = (of: Extract<Expression, { type: "compare" }>): Numeric => {
    const test = comparisons[of.operator]
    if (isNumeric(of.left.kind)) {
      const left = numeric(of.left)
      const right = numeric(of.right)
      return (frame) => {
        const a = left(frame)
        const b = right(frame)
        return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : test(a, b) ? 1 : 0
      }
    }
    const left = textual(of.left)
    const right = textual(of.right)
    return (frame) => {
      const a = left(frame)
      const b = right(frame)
      if (a === null || b === null) return Number.NaN
      const x = a.toLowerCase()
      const y = b.toLowerCase()
      return test(x < y ? -1 : x > y ? 1 : 0, 0) ? 1 : 0
    }
  }

  const folded = (by: Fold, of: ReadonlyArray<Expression | ListOf>): Numeric => {
    const parts = of.map((one) => (one.type === "list" ? null : numeric(one)))
    const lists = of.map((one) =>
      one.type === "list" ? { slot: locate(one.key, "now", "text"), column: one.column } : null
    )
    return (frame) => {
      let count = 0
      let sum = 0
      let least = Number.POSITIVE_INFINITY
      let most = Number.NEGATIVE_INFINITY
      const take = (value: number): void => {
        if (Number.isNaN(value)) return
        count++
        sum += value
        if (value < least) least = value
        if (value > most) most = value
      }
      for (let i = 0; i < parts.length; i++) {
        const part = parts[i]
        const list = lists[i]
        if (part) take(part(frame))
        else if (list) for (const value of listOf(frame.cells[list.slot], list.column)) take(value)
      }
      if (by === "COUNT") return count
      if (count === 0) return Number.NaN
      const result = by === "SUM" ? sum : by === "AVERAGE" ? sum / count : by === "MIN" ? least : most
      return Number.isFinite(result) ? result : Number.NaN
    }
  }

  const group = (of: ReadonlyArray<Expression>, deciding: 0 | 1): Numeric => {
    const parts = of.map(numeric)
    return (frame) => {
      let result: number = 1 - deciding
      for (const part of parts) {
        const truth = part(frame)
        if (truth === deciding) return deciding
        if (Number.isNaN(truth)) result = Number.NaN
      }
      return result
    }
  }

  const numeric = (of: Expression): Numeric => {
    switch (of.type) {
      case "constant": {
        const value = Number(of.value)
        return () => value
      }
      case "cell": {
        const slot = locate(of.key, of.when, of.kind)
        return (frame) => frame.numbers[slot]!
      }
      case "arithmetic": {
        const operation = operations[of.operator]
        const left = numeric(of.left)
        const right = numeric(of.right)
        return (frame) => operation(left(frame), right(frame))
      }
      case "negate": {
        const value = numeric(of.of)
        return (frame) => 0 - value(frame)
      }
      case "percent": {
        const value = numeric(of.of)
        return (frame) => value(frame) / 100
      }
      case "absolute": {
        const value = numeric(of.of)
        return (frame) => Math.abs(value(frame))
      }
      case "round": {
        const value = numeric(of.of)
        const digits = numeric(of.digits)
        return (frame) => round(value(frame), digits(frame))
      }
      case "fold":
        return folded(of.by, of.of)
      case "compare":
        return compare(of)
      case "all":
        return group(of.of, 0)
      case "any":
        return group(of.of, 1)
      case "not": {
        const truth = numeric(of.of)
        return (frame) => 1 - truth(frame)
      }
      case "blank": {
        if (isNumeric(of.of.kind)) {
          const value = numeric(of.of)
          return (frame) => (Number.isNaN(value(frame)) ? 1 : 0)
        }
        const value = textual(of.of)
        return (frame) => (value(frame) === null ? 1 : 0)
      }
      case "if": {
        const when = numeric(of.when)
        const so = numeric(of.so)
        const otherwise = numeric(of.otherwise)
        return (frame) => {
          const truth = when(frame)
          return truth === 1 ? so(frame) : truth === 0 ? otherwise(frame) : Number.NaN
        }
      }
      case "if-blank": {
        const first = numeric(of.of)
        const instead = numeric(of.instead)
        return (frame) => {
          const value = first(frame)
          return Number.isNaN(value) ? instead(frame) : value
        }
      }
    }
  }

  return { numeric, textual }
}
