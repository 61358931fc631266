import * as Cell from "../Cell.ts"
import type { Comparison, Expression, Fold, Kind, ListOf, When } from "../Expression.ts"
import { add, divide, multiply, power, round, same, subtract } from "./arithmetic.ts"
import { listOf } from "./lists.ts"

/**
 * What closures read: numbers and truths (1, 0) by slot with NaN for missing, texts and dates by slot with null. A cell
 * is `null` where the number says it all; see {@link cellAt}. Plain lists, because copying a blank one is what makes a
 * frame, and that is five times faster than a typed array.
 */
export interface Frame {
  readonly numbers: Array<number>
  readonly texts: Array<string | null>
  readonly cells: Array<Cell.Cell | null>
}

/** The cell that stands in a slot; for a mere number it is only built here. */
export const cellAt = ({ cells, numbers }: Frame, slot: number): Cell.Cell => {
  const cell = cells[slot]!
  if (cell !== null) return cell
  const number = numbers[slot]!
  return Number.isNaN(number) ? Cell.missing : Cell.value(number)
}

export type Numeric = (frame: Frame) => number
type Arithmetic = Extract<Expression, { type: "arithmetic" }>["operator"]
export type Textual = (frame: Frame) => string | null

/** Where a cell stands in the frame. */
export type Locate = (key: string, when: When, kind: Kind) => number

/**
 * One side of an operation. What stands in a slot or is a constant is taken from there: calling a closure for it would
 * cost more than the operation.
 */
interface Operand {
  /** -1 when it stands in none. */
  readonly slot: number
  readonly constant: number
  readonly run: Numeric | null
}

const worth = (frame: Frame, { slot, constant, run }: Operand): number =>
  slot >= 0 ? frame.numbers[slot]! : run === null ? constant : run(frame)

/** An operation on two numbers; each operator has a closure of its own, so that none is called through another. */
const operation = (operator: Arithmetic, a: Operand, b: Operand): Numeric => {
  switch (operator) {
    case "+":
      return (frame) => add(worth(frame, a), worth(frame, b))
    case "-":
      return (frame) => subtract(worth(frame, a), worth(frame, b))
    case "*":
      return (frame) => multiply(worth(frame, a), worth(frame, b))
    case "/":
      return (frame) => divide(worth(frame, a), worth(frame, b))
    case "^":
      return (frame) => power(worth(frame, a), worth(frame, b))
  }
}

const truth = (a: number, b: number, holds: boolean): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : holds ? 1 : 0

/** A comparison of two numbers; `a > b` is `b < a`. */
const comparison = (operator: Comparison, left: Operand, right: Operand): Numeric => {
  switch (operator) {
    case ">":
      return comparison("<", right, left)
    case ">=":
      return comparison("<=", right, left)
    case "<":
      return (frame) => {
        const [a, b] = [worth(frame, left), worth(frame, right)]
        return truth(a, b, a < b && !same(a, b))
      }
    case "<=":
      return (frame) => {
        const [a, b] = [worth(frame, left), worth(frame, right)]
        return truth(a, b, a < b || same(a, b))
      }
    case "=":
      return (frame) => {
        const [a, b] = [worth(frame, left), worth(frame, right)]
        return truth(a, b, same(a, b))
      }
    case "<>":
      return (frame) => {
        const [a, b] = [worth(frame, left), worth(frame, right)]
        return truth(a, b, !same(a, b))
      }
  }
}

/** The slots of a sum of nothing but cells, `a + b + c`, in their order. */
const summed = (of: Expression, locate: Locate): ReadonlyArray<number> | null => {
  if (of.type === "cell") return [locate(of.key, of.when, of.kind)]
  if (of.type !== "arithmetic" || of.operator !== "+" || of.right.type !== "cell") return null
  const before = summed(of.left, locate)
  return before === null ? null : [...before, locate(of.right.key, of.right.when, of.right.kind)]
}

const sum =
  (slots: ReadonlyArray<number>): Numeric =>
  ({ numbers }) => {
    let total = numbers[slots[0]!]!
    for (let i = 1; i < slots.length; i++) total = add(total, numbers[slots[i]!]!)
    return total
  }

const isNumeric = (kind: Kind): boolean => kind === "number" || kind === "truth"

/** Turns expressions into closures. Each returns a number; truths are 1 and 0, missing is NaN. */
export const make = (locate: Locate) => {
  const operand = (of: Expression): Operand => {
    if (of.type === "cell") return { slot: locate(of.key, of.when, of.kind), constant: 0, run: null }
    if (of.type === "constant") return { slot: -1, constant: Number(of.value), run: null }
    return { slot: -1, constant: 0, run: numeric(of) }
  }

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
    if (isNumeric(of.left.kind)) return comparison(of.operator, operand(of.left), operand(of.right))
    const left = textual(of.left)
    const right = textual(of.right)
    const order: Numeric = (frame) => {
      const a = left(frame)
      const b = right(frame)
      if (a === null || b === null) return Number.NaN
      const x = a.toLowerCase()
      const y = b.toLowerCase()
      return x < y ? -1 : x > y ? 1 : 0
    }
    return comparison(of.operator, { slot: -1, constant: 0, run: order }, { slot: -1, constant: 0, run: null })
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
        else if (list) for (const value of listOf(cellAt(frame, list.slot), list.column)) take(value)
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
        const slots = summed(of, locate)
        return slots === null ? operation(of.operator, operand(of.left), operand(of.right)) : sum(slots)
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
