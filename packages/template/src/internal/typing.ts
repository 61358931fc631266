import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import { fold } from "@lienhoi/words/Text"
import type { CellOf, Comparison, Expression, Fold, Kind, ListOf, When } from "../Expression.ts"
import { type Field, type FieldType, type Item, isNumeric } from "../Field.ts"
import { type Formula, type Name, print } from "../Formula.ts"
import { issue, meant } from "./formulaTexts.ts"
import { signatures } from "./functions.ts"
import { nearest } from "./nearest.ts"

/** A cell that a formula can name. */
export interface Subject {
  readonly key: string
  readonly field: Field
  readonly item: Item | null
}

/** What names mean; keys are in lower case. */
export type Scope = ReadonlyMap<string, Subject>

const kinds: { readonly [T in FieldType]: Kind } = {
  count: "number",
  money: "number",
  ratio: "number",
  decimal: "number",
  text: "text",
  choice: "text",
  bool: "truth",
  date: "date",
  photo: "text",
  file: "text",
  table: "text"
}

const kindNames: { readonly [K in Kind]: Bilingual } = {
  number: { vi: "số", en: "a number" },
  truth: { vi: "có/không", en: "yes or no" },
  text: { vi: "chữ", en: "a text" },
  date: { vi: "ngày", en: "a date" }
}

const notOfKind = (of: Formula, actual: Bilingual, expected: Kind): Issue.Issue =>
  issue("formula.kind", of.span, {
    part: print(of),
    actual: actual.vi,
    actualEn: actual.en,
    expected: kindNames[expected].vi,
    expectedEn: kindNames[expected].en
  })

const pairParams = (a: Formula, b: Formula, left: Expression, right: Expression) => ({
  left: print(a),
  right: print(b),
  leftKind: kindNames[left.kind].vi,
  leftKindEn: kindNames[left.kind].en,
  rightKind: kindNames[right.kind].vi,
  rightKindEn: kindNames[right.kind].en
})

/** Photos, files and tables: only BLANK and COUNT may look at them. */
const isThing = (field: Field): boolean => field.type === "photo" || field.type === "file" || field.type === "table"

/** A field by its label in brackets, case and marks ignored; two fields of one label cannot be told apart. */
const labelled = (scope: Scope, name: Name): Subject | Issue.Issue => {
  const subjects = [...scope.values()].filter((subject) => subject.item === null)
  const wanted = fold(name.name.slice(1, -1))
  const found = subjects.filter((subject) => fold(subject.field.label) === wanted)
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const keys = found.map((subject) => subject.key).join(", ")
    return issue("formula.label-twice", name.span, { name: name.name, keys })
  }
  const labels = subjects.map((subject) => `[${subject.field.label}]`)
  return issue("formula.name-unknown", name.span, { name: name.name, ...meant(nearest(name.name, labels)) })
}

/** Finds the cell of a name; case and marks count for nothing. */
export const find = (scope: Scope, name: Name): Subject | Issue.Issue => {
  const bare = name.name.startsWith("[") ? labelled(scope, name) : scope.get(fold(name.name))
  if (bare !== undefined && !("field" in bare)) return bare
  if (bare === undefined) {
    const keys = [...scope.values()].filter((subject) => subject.item === null).map((subject) => subject.key)
    return issue("formula.name-unknown", name.span, { name: name.name, ...meant(nearest(name.name, keys)) })
  }
  if (name.item === null) return bare
  const known = bare.field.disaggregate.flatMap((breakdown) => breakdown.items.map((item) => item.key))
  return (
    scope.get(fold(`${bare.key}[${name.item}]`)) ??
    issue("formula.item-unknown", name.span, {
      field: bare.key,
      item: name.item,
      ...meant(nearest(name.item, known))
    })
  )
}

/** Gives a formula its meaning, or says everything about it that does not fit. */
export const type = (
  formula: Formula,
  scope: Scope
): { readonly expression: Expression | null; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const issues: Array<Issue.Issue> = []
  const no = (found: Issue.Issue): null => {
    issues.push(found)
    return null
  }

  const cell = (name: Name, when: When, things: boolean): CellOf | null => {
    if (name.column !== null) {
      return no(issue("formula.list-outside", name.span, { field: name.name, column: name.column }))
    }
    const subject = find(scope, name)
    if (!("field" in subject)) return no(subject)
    if (isThing(subject.field) && !things) {
      return no(notOfKind(name, { vi: subject.field.type, en: subject.field.type }, "number"))
    }
    return { type: "cell", kind: kinds[subject.field.type], key: subject.key, when }
  }

  /** Only a number can be a target. */
  const targeted = (name: Name): CellOf | null => {
    const found = cell(name, "target", false)
    if (found === null || found.kind === "number") return found
    return no(notOfKind(name, kindNames[found.kind], "number"))
  }

  const list = (name: Name): ListOf | null => {
    const subject = find(scope, { ...name, column: null })
    if (!("field" in subject)) return no(subject)
    if (name.column === null) return { type: "list", key: subject.key, column: null }
    const known = subject.field.columns.filter(isNumeric).map((column) => column.key)
    const column = known.find((k) => fold(k) === fold(name.column!))
    if (column !== undefined) return { type: "list", key: subject.key, column }
    const params = { field: subject.key, item: name.column, ...meant(nearest(name.column, known)) }
    return no(issue("formula.column-unknown", name.span, params))
  }

  const want = (of: Formula, expected: Kind): Expression | null => {
    const found = expression(of)
    if (found === null || found.kind === expected) return found
    return no(notOfKind(of, kindNames[found.kind], expected))
  }

  const fieldOf = (name: Name): Field | undefined => {
    const subject = find(scope, { ...name, item: null })
    return "field" in subject ? subject.field : undefined
  }

  const isTable = (of: Formula): of is Name => of.type === "name" && of.item === null && fieldOf(of)?.type === "table"

  const folded = (by: Fold, args: ReadonlyArray<Formula>): Expression | null => {
    const of = args.map((arg) =>
      arg.type === "name" && (arg.column !== null || (by === "COUNT" && isTable(arg))) ? list(arg) : want(arg, "number")
    )
    return of.some((one) => one === null)
      ? null
      : { type: "fold", kind: "number", by, of: of as ReadonlyArray<Expression | ListOf> }
  }

  /** A text beside a choice must be one of its keys, beside a date a date. */
  const literal = (of: Formula, beside: Formula, found: Expression, other: Expression): Expression | null => {
    if (of.type !== "text") return found
    if (other.kind === "date") {
      const params = { text: of.value.slice(0, 40) }
      return PlainDate.isValid(of.value)
        ? { type: "constant", kind: "date", value: of.value }
        : no(issue("formula.date", of.span, params))
    }
    const name = beside.type === "past" ? beside.of : beside
    const field = name.type === "name" ? fieldOf(name) : undefined
    if (field?.type !== "choice") return found
    const keys = field.choices.map((choice) => choice.key)
    const key = keys.find((k) => k.toLowerCase() === of.value.toLowerCase())
    if (key !== undefined) return { type: "constant", kind: "text", value: key }
    const params = {
      field: field.key,
      choice: of.value.slice(0, 40),
      known: keys.join(", "),
      ...meant(nearest(of.value, keys))
    }
    return no(issue("formula.choice-unknown", of.span, params))
  }

  const pair = (a: Formula, b: Formula): readonly [Expression, Expression] | null => {
    const x = expression(a)
    const y = expression(b)
    if (x === null || y === null) return null
    const left = literal(a, b, x, y)
    const right = literal(b, a, y, x)
    return left === null || right === null ? null : [left, right]
  }

  const compare = (operator: Comparison, a: Formula, b: Formula, span: Formula["span"]): Expression | null => {
    const both = pair(a, b)
    if (both === null) return null
    const [left, right] = both
    const ordered = operator !== "=" && operator !== "<>"
    const orderless = left.kind === "truth" || left.kind === "text"
    if (left.kind === right.kind && !(ordered && orderless)) {
      return { type: "compare", kind: "truth", operator, left, right }
    }
    return no(issue("formula.kinds-differ", span, pairParams(a, b, left, right)))
  }

  const same = (a: Formula, b: Formula, span: Formula["span"]): readonly [Expression, Expression] | null => {
    const both = pair(a, b)
    if (both === null || both[0].kind === both[1].kind) return both
    return no(issue("formula.branches-differ", span, pairParams(a, b, both[0], both[1])))
  }

  const group = (as: "all" | "any", args: ReadonlyArray<Formula>): Expression | null => {
    const of = args.map((arg) => want(arg, "truth"))
    return of.some((one) => one === null) ? null : { type: as, kind: "truth", of: of as ReadonlyArray<Expression> }
  }

  const call = (of: Extract<Formula, { type: "call" }>): Expression | null => {
    const { least, most, shape } = signatures[of.name]
    const [a, b, c] = of.args as readonly [Formula, Formula, Formula]
    if (of.args.length < least || of.args.length > most) {
      const expected = least === most ? least : `${least}–${most}`
      const params = { name: of.name, expected, actual: of.args.length, shape: shape.vi, shapeEn: shape.en }
      return no(issue("formula.arguments", of.span, params))
    }
    switch (of.name) {
      case "IF": {
        const when = want(a, "truth")
        const branches = same(b, c, of.span)
        if (when === null || branches === null) return null
        return { type: "if", kind: branches[0].kind, when, so: branches[0], otherwise: branches[1] }
      }
      case "AND":
        return group("all", of.args)
      case "OR":
        return group("any", of.args)
      case "ROUND": {
        const rounded = want(a, "number")
        const digits =
          of.args.length === 1 ? ({ type: "constant", kind: "number", value: 0 } as const) : want(b, "number")
        return rounded === null || digits === null ? null : { type: "round", kind: "number", of: rounded, digits }
      }
      case "ABS": {
        const signed = want(a, "number")
        return signed === null ? null : { type: "absolute", kind: "number", of: signed }
      }
      case "BLANK": {
        const asked = a.type === "name" ? cell(a, "now", true) : expression(a)
        return asked === null ? null : { type: "blank", kind: "truth", of: asked }
      }
      case "IFBLANK": {
        const both = same(a, b, of.span)
        return both === null ? null : { type: "if-blank", kind: both[0].kind, of: both[0], instead: both[1] }
      }
      default:
        return folded(of.name, of.args)
    }
  }

  const binary = (of: Extract<Formula, { type: "binary" }>): Expression | null => {
    const { operator } = of
    switch (operator) {
      case "AND":
        return group("all", [of.left, of.right])
      case "OR":
        return group("any", [of.left, of.right])
      case "+":
      case "-":
      case "*":
      case "/":
      case "^": {
        const left = want(of.left, "number")
        const right = want(of.right, "number")
        return left === null || right === null ? null : { type: "arithmetic", kind: "number", operator, left, right }
      }
      default:
        return compare(operator, of.left, of.right, of.span)
    }
  }

  const expression = (of: Formula): Expression | null => {
    switch (of.type) {
      case "number":
        return { type: "constant", kind: "number", value: of.value }
      case "text":
        return { type: "constant", kind: "text", value: of.value }
      case "truth":
        return { type: "constant", kind: "truth", value: of.value }
      case "name":
        return cell(of, "now", false)
      case "past":
        return of.when === "target" ? targeted(of.of) : cell(of.of, of.when, false)
      case "unary": {
        if (of.operator === "NOT") {
          const denied = want(of.of, "truth")
          return denied === null ? null : { type: "not", kind: "truth", of: denied }
        }
        const signed = want(of.of, "number")
        return signed === null ? null : { type: of.operator === "-" ? "negate" : "percent", kind: "number", of: signed }
      }
      case "binary":
        return binary(of)
      case "call":
        return call(of)
    }
  }

  return { expression: expression(formula), issues }
}

/** What is wrong when a formula must give `kind` and gives something else. */
export const mismatch = (formula: Formula, expression: Expression, kind: Kind): ReadonlyArray<Issue.Issue> =>
  expression.kind === kind ? [] : [notOfKind(formula, kindNames[expression.kind], kind)]
