/**
 * The formula language: a small part of Excel's, with Vietnamese names beside the English ones. A formula is read into
 * a tree whose every node knows where it stands; what the names mean is decided by {@link "Expression"}.
 *
 * - `+ - * / ^ %` and `= <> < <= > >=` bind as in Excel: a sign binds before `%`, `%` before `^`, and `^` from the left.
 * - `AND OR NOT` (`VÀ HOẶC KHÔNG`) stand between conditions or are called like functions.
 * - Arguments are separated by `;` or `,`. Decimals are written `0.2`; also `0,2` where no argument could begin.
 * - `KY_TRUOC(x)` is x in the period before, `CUNG_KY(x)` in the same period of the year before, `CHI_TIEU(x)` what x is to reach.
 * - Case and marks count for nothing in names; words of the language may be written apart: `kỳ trước(TC04)`.
 * - `[Tổng số hội viên]` is the field of that label, as long as no other field has it.
 * - `TC04[tu_18_30]` is an item of a breakdown, `lop_hoc.so_nguoi` the column of a table.
 *
 * @since 0.1.0
 */
import type * as Issue from "@lienhoi/words/Issue"
import * as Pratt from "./internal/pratt.ts"
import type { BinaryOperator, Formula } from "./internal/syntax.ts"

export type { BinaryOperator, Formula, FunctionName, Name, Span } from "./internal/syntax.ts"

/**
 * Reads a formula; the place of an issue counts characters from 1.
 *
 * @example
 * ```ts
 * import { Formula } from "@lienhoi/template"
 *
 * const read = Formula.parse("NẾU(TC05 > 20 % * kỳ_trước(TC04); 1; 0)")
 * read.ok && Formula.print(read.value) // => "IF(TC05 > 20% * KY_TRUOC(TC04); 1; 0)"
 *
 * const broken = Formula.parse("TC05 > ")
 * broken.ok ? "" : broken.issues[0]?.message // => "Công thức dừng giữa chừng; sau “>” cần một số hoặc một chỉ tiêu"
 * ```
 */
export const parse = (source: string): Issue.Checked<Formula> => Pratt.parse(source)

const tightness: { readonly [O in BinaryOperator]: number } = {
  OR: 1,
  AND: 2,
  "=": 4,
  "<>": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "^": 7
}

const elsewhere = { previous: "KY_TRUOC", "last-year": "CUNG_KY", target: "CHI_TIEU" } as const

const bindingOf = (formula: Formula): number => {
  if (formula.type === "binary") return tightness[formula.operator]
  if (formula.type !== "unary") return 10
  return { NOT: 10, "%": 8, "-": 9 }[formula.operator]
}

const within = (formula: Formula, least: number): string =>
  bindingOf(formula) < least ? `(${print(formula)})` : print(formula)

/** The formula in its plainest form: English names, `;` between arguments, no needless brackets. Reading it gives the same tree. */
export const print = (formula: Formula): string => {
  switch (formula.type) {
    case "number":
      return Pratt.printNumber(formula.value)
    case "text":
      return `"${formula.value.replaceAll('"', '""')}"`
    case "truth":
      return formula.value ? "TRUE" : "FALSE"
    case "name":
      return `${formula.name}${formula.item === null ? "" : `[${formula.item}]`}${formula.column === null ? "" : `.${formula.column}`}`
    case "past":
      return `${elsewhere[formula.when]}(${print(formula.of)})`
    case "unary": {
      if (formula.operator === "%") return `${within(formula.of, 8)}%`
      return formula.operator === "-" ? `-${within(formula.of, 9)}` : `NOT(${print(formula.of)})`
    }
    case "binary": {
      const own = tightness[formula.operator]
      return `${within(formula.left, own)} ${formula.operator} ${within(formula.right, own + 1)}`
    }
    case "call":
      return `${formula.name}(${formula.args.map(print).join("; ")})`
  }
}
