import * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import { issue, meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import type { BinaryOperator, Formula, Name, Span } from "./syntax.ts"
import { functions, pasts, type Token, tokenize, truths } from "./tokens.ts"

/** How tightly each operator holds; all bind from the left. NOT stands between AND and comparisons, `%` above `^`, a sign above all. */
const holds: ReadonlyMap<string, readonly [BinaryOperator, number]> = new Map<
  string,
  readonly [BinaryOperator, number]
>([
  ["OR", ["OR", 1]],
  ["AND", ["AND", 2]],
  ["=", ["=", 4]],
  ["<>", ["<>", 4]],
  ["<", ["<", 4]],
  ["<=", ["<=", 4]],
  [">", [">", 4]],
  [">=", [">=", 4]],
  ["+", ["+", 5]],
  ["-", ["-", 5]],
  ["*", ["*", 6]],
  ["/", ["/", 6]],
  ["^", ["^", 7]]
])
const ofNot = 3
const ofPercent = 8
const ofSign = 9

/** Leaves the parser at the first problem; caught by {@link parse} alone. */
class Stop {
  readonly issue: Issue.Issue
  constructor(found: Issue.Issue) {
    this.issue = found
  }
}

const limits = { length: 2000, depth: 40, nodes: 400 }

const join = (a: Span, b: Span): Span => ({ start: a.start, end: b.end })

/** Reads tokens by how tightly operators hold (Pratt's method). */
const reader = (tokens: ReadonlyArray<Token>) => {
  let position = 0
  let depth = 0
  let nodes = 0
  const peek = (): Token => tokens[position]!
  const take = (): Token => tokens[position++]!
  const isSign = (text: string): boolean => peek().type === "sign" && peek().text === text
  const shown = (token: Token): string => (token.type === "end" ? "hết công thức" : token.text)

  const close = (sign: string): Token => {
    if (!isSign(sign)) throw new Stop(issue("formula.bracket", peek().span, { close: sign, found: shown(peek()) }))
    return take()
  }

  const part = (after: string): Token => {
    if (peek().type !== "name" && peek().type !== "number")
      throw new Stop(issue("formula.part-name", peek().span, { after }))
    return take()
  }

  /** A field's name with what may follow it. */
  const nameFrom = (token: Token): Name => {
    const bare = { type: "name", name: token.text, item: null, column: null, span: token.span } as const
    if (isSign("[")) {
      take()
      const item = part("[").text
      return { ...bare, item, span: join(token.span, close("]").span) }
    }
    if (isSign(".")) {
      take()
      const column = part(".")
      return { ...bare, column: column.text, span: join(token.span, column.span) }
    }
    return bare
  }

  const args = (): ReadonlyArray<Formula> => {
    const found: Array<Formula> = []
    if (isSign(")")) return found
    found.push(expression(0))
    while (isSign(";") || isSign(",")) {
      take()
      found.push(expression(0))
    }
    return found
  }

  const word = (token: Token): Formula => {
    const folded = fold(token.text)
    const truth = truths.get(folded)
    if (truth !== undefined) return { type: "truth", value: truth, span: token.span }
    const name = functions.get(folded)
    if (!isSign("(")) {
      if (name === "NOT") {
        const of = expression(ofNot)
        return { type: "unary", operator: "NOT", of, span: join(token.span, of.span) }
      }
      if (name !== undefined || pasts.has(folded)) {
        throw new Stop(issue("formula.bracket", peek().span, { close: "(", found: shown(peek()) }))
      }
      return nameFrom(token)
    }
    const past = pasts.get(folded)
    if (name === undefined && past === undefined) {
      const suggestion = meant(nearest(token.text, [...functions.values(), "KY_TRUOC", "CUNG_KY", "CHI_TIEU"]))
      throw new Stop(issue("formula.function-unknown", token.span, { name: token.text, ...suggestion }))
    }
    take()
    const given = args()
    const span = join(token.span, close(")").span)
    const [of] = given
    if (name === "NOT") {
      if (of === undefined || given.length !== 1) {
        throw new Stop(
          issue("formula.arguments", span, {
            name,
            expected: 1,
            actual: given.length,
            shape: "NOT(điều kiện)",
            shapeEn: "NOT(condition)"
          })
        )
      }
      return { type: "unary", operator: "NOT", of, span }
    }
    if (name !== undefined) return { type: "call", name, args: given, span }
    if (past === undefined || given.length !== 1 || of?.type !== "name") {
      throw new Stop(issue("formula.past-name", span, { name: token.text }))
    }
    return { type: "past", when: past, of, span }
  }

  const operand = (): Formula => {
    const token = take()
    if (token.type === "number") return { type: "number", value: token.value, span: token.span }
    if (token.type === "text") return { type: "text", value: token.text.normalize("NFC"), span: token.span }
    if (token.type === "name") return word(token)
    if (token.text === "(") {
      const inside = expression(0)
      const closed = close(")")
      return { ...inside, span: join(token.span, closed.span) }
    }
    if (token.text === "+") return expression(ofSign)
    if (token.text === "-") {
      const of = expression(ofSign)
      return { type: "unary", operator: "-", of, span: join(token.span, of.span) }
    }
    if (token.type === "end") {
      const after = tokens[position - 2]?.text ?? ""
      throw new Stop(issue("formula.ends", token.span, { after }))
    }
    throw new Stop(issue("formula.operand", token.span, { found: token.text }))
  }

  const infix = (token: Token): readonly [BinaryOperator, number] | undefined => {
    if (token.type === "sign") return holds.get(token.text)
    const name = token.type === "name" ? functions.get(fold(token.text)) : undefined
    return name === undefined ? undefined : holds.get(name)
  }

  /** Reads as far as operators hold tighter than `least`. */
  const expression = (least: number): Formula => {
    if (++depth > limits.depth) throw new Stop(issue("formula.too-deep", peek().span))
    let left = operand()
    for (;;) {
      if (++nodes > limits.nodes) throw new Stop(issue("formula.too-deep", peek().span))
      if (isSign("%") && ofPercent > least) {
        left = { type: "unary", operator: "%", of: left, span: join(left.span, take().span) }
        continue
      }
      const next = infix(peek())
      if (next === undefined || next[1] <= least) break
      take()
      const right = expression(next[1])
      left = { type: "binary", operator: next[0], left, right, span: join(left.span, right.span) }
    }
    depth--
    return left
  }

  return (): Formula => {
    // Excel users begin a formula with “=”.
    if (isSign("=")) take()
    const whole = expression(0)
    if (peek().type !== "end") throw new Stop(issue("formula.rest", peek().span, { found: shown(peek()) }))
    return whole
  }
}

/** Reads a formula or says why not: every sign that is no token, else the first place where the tree breaks. */
export const parse = (source: string): Issue.Checked<Formula> => {
  const text = source.normalize("NFC")
  const all = { start: 0, end: text.length }
  if (text.length > limits.length) return Issue.fail(issue("formula.too-long", all, { limit: limits.length }))
  const { tokens, issues } = tokenize(text)
  if (issues.length > 0) return Issue.fail(...issues)
  if (tokens.length === 1) return Issue.fail(issue("formula.empty", all))
  try {
    return Issue.ok(reader(tokens)())
  } catch (stopped) {
    if (stopped instanceof Stop) return Issue.fail(stopped.issue)
    throw stopped
  }
}

/** A number as the language reads it back: without exponent, and never like a grouped thousand. */
export const printNumber = (value: number): string => {
  let places = 0
  while (places < 20 && Number(value.toFixed(places)) !== value) places++
  const text = value.toFixed(places)
  return /^[1-9]\d{0,2}\.\d{3}$/u.test(text) ? `${text}0` : text
}
