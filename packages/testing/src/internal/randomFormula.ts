import { Field } from "@lienhoi/template"
import type { Dice } from "./dice.ts"

/** A name that a formula may use, and whose field it is. */
export interface Operand {
  readonly name: string
  readonly field: Field.Field
}

const literals = ["0", "1", "2", "10", "0.5", "20 %", "1000", "3"] as const
const comparisons = ["=", "<>", "<", "<=", ">", ">="] as const

const name = (d: Dice, operands: ReadonlyArray<Operand>): string | null => {
  const numbers = operands.filter((one) => Field.isNumeric(one.field))
  if (numbers.length === 0) return null
  const chosen = d.pick(numbers).name
  return d.pick([
    chosen,
    chosen,
    chosen.toLowerCase(),
    `KY_TRUOC(${chosen})`,
    `cùng_kỳ(${chosen})`,
    `chỉ tiêu(${chosen})`
  ])
}

/** A formula that gives a number; divisions are guarded. */
export const number = (d: Dice, operands: ReadonlyArray<Operand>, depth: number): string => {
  const leaf = (): string => (d.chance(75) ? (name(d, operands) ?? d.pick(literals)) : d.pick(literals))
  if (depth === 0) return leaf()
  const inner = (): string => number(d, operands, depth - 1)
  const table = operands.find((one) => one.field.type === "table")
  switch (d.upTo(13)) {
    case 0:
    case 1:
      return leaf()
    case 2:
      return `${inner()} + ${inner()}`
    case 3:
      return `(${inner()}) - (${inner()})`
    case 4:
      return `(${inner()}) * (${inner()})`
    case 5:
      return `-(${inner()})`
    case 6:
      return `IF(${condition(d, operands, depth - 1)}; ${inner()}; ${inner()})`
    case 7: {
      const divisor = inner()
      return `NẾU((${divisor}) <> 0; (${inner()}) / (${divisor}); ${inner()})`
    }
    case 8:
      return `${d.pick(["SUM", "TỔNG", "AVERAGE", "MIN", "MAX", "COUNT"])}(${inner()}; ${inner()}; ${inner()})`
    case 9:
      return `ROUND(${inner()}; ${d.upTo(3)})`
    case 10:
      return `ABS(${inner()})`
    case 11:
      return `IFBLANK(${inner()}; ${inner()})`
    case 12:
      return table === undefined ? `(${inner()}) ^ 2` : d.pick([`SUM(${table.name}.so)`, `COUNT(${table.name})`])
    default:
      return `(${inner()})%`
  }
}

/** A formula that gives yes or no. */
export const condition = (d: Dice, operands: ReadonlyArray<Operand>, depth: number): string => {
  const compared = (): string =>
    `${number(d, operands, Math.max(0, depth - 1))} ${d.pick(comparisons)} ${number(d, operands, Math.max(0, depth - 1))}`
  if (depth === 0) return compared()
  const inner = (): string => condition(d, operands, depth - 1)
  const bool = operands.find((one) => one.field.type === "bool")
  const choice = operands.find((one) => one.field.type === "choice")
  const any = operands.length === 0 ? null : d.pick(operands).name
  switch (d.upTo(9)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return compared()
    case 4:
      return `(${inner()}) VÀ (${inner()})`
    case 5:
      return `OR(${inner()}; ${inner()})`
    case 6:
      return `NOT(${inner()})`
    case 7:
      return any === null ? compared() : `BLANK(${any})`
    case 8:
      return bool === undefined ? compared() : `${bool.name} = TRUE`
    default:
      return choice === undefined ? compared() : `${choice.name} ${d.pick(["=", "<>"])} "${d.pick(["tot", "KHA"])}"`
  }
}
