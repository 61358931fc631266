/**
 * A formula whose names are known and whose kinds fit: the form that is computed.
 *
 * **Missing values.** Whatever is computed from a missing value is missing, and so is a division by zero and a number
 * that cannot be held. Only what is about missing values sees them: `SUM AVERAGE MIN MAX COUNT` take the values that are
 * there (none at all: missing; `COUNT`: 0), `BLANK` and `IFBLANK` ask, and `AND` and `OR` are decided when one side
 * suffices. A missing condition decides nothing. A cell that is not applicable counts as missing, a declared zero as 0.
 *
 * @since 0.1.0
 */

/** What an expression gives. */
export type Kind = "number" | "truth" | "text" | "date"

/** Of which period a cell is read; `target`: what it is to reach. */
export type When = "now" | "previous" | "last-year" | "target"

/** One cell. Photos, files and tables are read as texts that are there or not. */
export interface CellOf {
  readonly type: "cell"
  readonly kind: Kind
  readonly key: string
  readonly when: When
}

/** The numbers of one column of a table; without a column a 1 for every row. */
export interface ListOf {
  readonly type: "list"
  readonly key: string
  readonly column: string | null
}

/** Operators that give yes or no. */
export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">="

/** Functions over any number of values. */
export type Fold = "SUM" | "AVERAGE" | "MIN" | "MAX" | "COUNT"

/** A checked formula. */
export type Expression =
  | { readonly type: "constant"; readonly kind: Kind; readonly value: number | string | boolean }
  | CellOf
  | {
      readonly type: "arithmetic"
      readonly kind: "number"
      readonly operator: "+" | "-" | "*" | "/" | "^"
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly type: "negate" | "percent" | "absolute"; readonly kind: "number"; readonly of: Expression }
  | { readonly type: "round"; readonly kind: "number"; readonly of: Expression; readonly digits: Expression }
  | {
      readonly type: "fold"
      readonly kind: "number"
      readonly by: Fold
      readonly of: ReadonlyArray<Expression | ListOf>
    }
  | {
      readonly type: "compare"
      readonly kind: "truth"
      readonly operator: Comparison
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly type: "all" | "any"; readonly kind: "truth"; readonly of: ReadonlyArray<Expression> }
  | { readonly type: "not" | "blank"; readonly kind: "truth"; readonly of: Expression }
  | {
      readonly type: "if"
      readonly kind: Kind
      readonly when: Expression
      readonly so: Expression
      readonly otherwise: Expression
    }
  | { readonly type: "if-blank"; readonly kind: Kind; readonly of: Expression; readonly instead: Expression }

/** What is directly inside. */
export const inside = (self: Expression | ListOf): ReadonlyArray<Expression | ListOf> => {
  switch (self.type) {
    case "constant":
    case "cell":
    case "list":
      return []
    case "arithmetic":
    case "compare":
      return [self.left, self.right]
    case "fold":
    case "all":
    case "any":
      return self.of
    case "round":
      return [self.of, self.digits]
    case "if":
      return [self.when, self.so, self.otherwise]
    case "if-blank":
      return [self.of, self.instead]
    default:
      return [self.of]
  }
}

/** The cells of this period that it reads, in the order of the formula. */
export const reads = (self: Expression | ListOf): ReadonlyArray<string> => {
  if (self.type === "list") return [self.key]
  if (self.type === "cell") return self.when === "now" ? [self.key] : []
  return inside(self).flatMap(reads)
}
