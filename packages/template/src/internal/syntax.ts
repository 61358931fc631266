/** From the first character to after the last, counted from 0. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What can be called. */
export type FunctionName =
  | "IF"
  | "AND"
  | "OR"
  | "SUM"
  | "AVERAGE"
  | "MIN"
  | "MAX"
  | "COUNT"
  | "ROUND"
  | "ABS"
  | "BLANK"
  | "IFBLANK"

/** Operators between two operands. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "=" | "<>" | "<" | "<=" | ">" | ">=" | "AND" | "OR"

/** A name as written: a field, an item of its breakdown, a column of a table. */
export interface Name {
  readonly type: "name"
  readonly name: string
  readonly item: string | null
  readonly column: string | null
  readonly span: Span
}

/** A formula. */
export type Formula =
  | { readonly type: "number"; readonly value: number; readonly span: Span }
  | { readonly type: "text"; readonly value: string; readonly span: Span }
  | { readonly type: "truth"; readonly value: boolean; readonly span: Span }
  | Name
  | {
      readonly type: "past"
      readonly when: "previous" | "last-year" | "target"
      readonly of: Name
      readonly span: Span
    }
  | { readonly type: "unary"; readonly operator: "-" | "%" | "NOT"; readonly of: Formula; readonly span: Span }
  | {
      readonly type: "binary"
      readonly operator: BinaryOperator
      readonly left: Formula
      readonly right: Formula
      readonly span: Span
    }
  | {
      readonly type: "call"
      readonly name: FunctionName
      readonly args: ReadonlyArray<Formula>
      readonly span: Span
    }
