/**
 * Sums that a workbook does by itself: over cells of its own, in plain arithmetic that every spreadsheet has had for
 * decades.
 */
import type { Formula } from "@lienhoi/template/Formula"

/** A cell of the same table, rows and columns counted from 0 among those with cells. */
export interface Ref {
  readonly row: number
  readonly column: number
}

/** Plain arithmetic over numbers and cells. What is computed from an empty cell is empty, and so is a division by 0. */
export type Arithmetic =
  | { readonly number: number }
  | { readonly cell: Ref }
  | { readonly operator: "+" | "-" | "*" | "/"; readonly left: Arithmetic; readonly right: Arithmetic }

/** Names of cells, once each, in the order they come. */
const cellsOf = (self: Written): ReadonlyArray<string> =>
  "cell" in self ? [self.cell] : "number" in self ? [] : [...new Set([...cellsOf(self.left), ...cellsOf(self.right)])]

/** Arithmetic over cells that are named the way Excel names them. */
export type Written =
  | { readonly number: number }
  | { readonly cell: string }
  | { readonly operator: "+" | "-" | "*" | "/"; readonly left: Written; readonly right: Written }

/** Names the cells of a sum. */
export const written = (self: Arithmetic, name: (ref: Ref) => string): Written =>
  "cell" in self
    ? { cell: name(self.cell) }
    : "number" in self
      ? self
      : { operator: self.operator, left: written(self.left, name), right: written(self.right, name) }

const printed = (self: Written): string =>
  "cell" in self
    ? self.cell
    : "number" in self
      ? String(self.number)
      : `(${printed(self.left)}${self.operator}${printed(self.right)})`

/** As Excel reads it: empty as long as one of its cells is, or where it divides by 0. */
export const formula = (self: Written): string => {
  const cells = cellsOf(self)
  return `IF(COUNT(${cells.join(",")})<${cells.length},"",IFERROR(${printed(self)},""))`
}

/**
 * A formula of a template as arithmetic; `null` for one that asks for more than that, such as the period before, and where
 * a name has no cell.
 */
export const fromFormula = (formula: Formula, cellOf: (key: string) => string | null): Written | null => {
  switch (formula.type) {
    case "number":
      return { number: formula.value }
    case "name": {
      const cell =
        formula.column === null
          ? cellOf(formula.item === null ? formula.name : `${formula.name}[${formula.item}]`)
          : null
      return cell === null ? null : { cell }
    }
    case "unary": {
      const of = fromFormula(formula.of, cellOf)
      if (of === null || formula.operator === "NOT") return null
      return formula.operator === "%"
        ? { operator: "/", left: of, right: { number: 100 } }
        : { operator: "-", left: { number: 0 }, right: of }
    }
    case "binary": {
      const { operator } = formula
      if (operator !== "+" && operator !== "-" && operator !== "*" && operator !== "/") return null
      const left = fromFormula(formula.left, cellOf)
      const right = fromFormula(formula.right, cellOf)
      return left === null || right === null ? null : { operator, left, right }
    }
    default:
      return null
  }
}
