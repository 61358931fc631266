import type * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import { issue } from "./formulaTexts.ts"
import type { FunctionName, Span } from "./syntax.ts"

/** A piece of a formula. Names are folded (no case, no accents) for the language's own words; `text` stays as written. */
export interface Token {
  readonly type: "number" | "text" | "name" | "sign" | "end"
  readonly text: string
  readonly value: number
  readonly span: Span
}

/** The language's words by their folded spelling. */
export const functions: ReadonlyMap<string, FunctionName | "NOT"> = new Map<string, FunctionName | "NOT">([
  ["if", "IF"],
  ["neu", "IF"],
  ["and", "AND"],
  ["va", "AND"],
  ["or", "OR"],
  ["hoac", "OR"],
  ["not", "NOT"],
  ["khong", "NOT"],
  ["sum", "SUM"],
  ["tong", "SUM"],
  ["average", "AVERAGE"],
  ["trung_binh", "AVERAGE"],
  ["min", "MIN"],
  ["nho_nhat", "MIN"],
  ["max", "MAX"],
  ["lon_nhat", "MAX"],
  ["count", "COUNT"],
  ["dem", "COUNT"],
  ["round", "ROUND"],
  ["lam_tron", "ROUND"],
  ["abs", "ABS"],
  ["tri_tuyet_doi", "ABS"],
  ["blank", "BLANK"],
  ["trong", "BLANK"],
  ["ifblank", "IFBLANK"],
  ["neu_trong", "IFBLANK"]
])

/** The same for figures of elsewhere: of earlier periods, and what is to be reached. */
export const pasts: ReadonlyMap<string, "previous" | "last-year" | "target"> = new Map([
  ["ky_truoc", "previous"],
  ["previous", "previous"],
  ["cung_ky", "last-year"],
  ["last_year", "last-year"],
  ["chi_tieu", "target"],
  ["target", "target"]
] as const)

/** Yes and no. */
export const truths: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["dung", true],
  ["false", false],
  ["sai", false]
])

/** Whether a field may not bear this name because the language does. */
export const isReserved = (name: string): boolean => {
  const folded = fold(name)
  return functions.has(folded) || pasts.has(folded) || truths.has(folded)
}

const space = /\s+/uy
/** Words of the language may be written apart, as people speak: `kỳ trước(…)`. */
const spoken = /\p{L}[\p{L}\p{M}]*(?:\s+\p{L}[\p{L}\p{M}]*){1,3}(?=\s*\()/uy
/** A field by the words of its question: `[Tổng số hội viên]`. */
const labelled = /\[[^[\]]*[^[\]\s][^[\]]*\]/uy
const digits = /\d+(?:\.\d+)*/uy
const commaDecimal = /,\d+/uy
const name = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const quoted = /"((?:[^"]|"")*)"/uy
const sign = /<>|<=|>=|[-+*/^%=<>();,[\].≤≥≠×÷]/uy
const grouped = /^[1-9]\d{0,2}(?:\.\d{3})+$/u

const plainSigns: { readonly [sign: string]: string } = { "≤": "<=", "≥": ">=", "≠": "<>", "×": "*", "÷": "/" }

const at = (pattern: RegExp, source: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position
  return pattern.exec(source)
}

/** Cuts a formula into tokens and says what cannot be one. */
export const tokenize = (
  source: string
): { readonly tokens: ReadonlyArray<Token>; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const tokens: Array<Token> = []
  const issues: Array<Issue.Issue> = []
  /** The open brackets; true where they hold arguments, so that a comma separates. */
  const open: Array<boolean> = []
  const add = (type: Token["type"], text: string, start: number, length: number, value = 0) =>
    tokens.push({ type, text, value, span: { start, end: start + length } })

  const number = (start: number, whole: string): number => {
    const tail = at(commaDecimal, source, start + whole.length)?.[0] ?? ""
    const joined = tail !== "" && !whole.includes(".") && open.at(-1) !== true
    const text = joined ? whole + tail : whole
    const span = { start, end: start + text.length }
    const value = Number(text.replace(",", "."))
    if (tail !== "" && !joined && open.at(-1) === true && !whole.includes(".")) {
      const written = whole + tail
      issues.push(issue("formula.comma-ambiguous", span, { number: written, decimal: written.replace(",", ".") }))
    } else if (grouped.test(text) || (text.match(/\./gu)?.length ?? 0) > 1) {
      const params = { number: text, whole: text.replaceAll(".", ""), decimal: `${text}0` }
      issues.push(issue("formula.dot-ambiguous", span, params))
    } else if (text.replace(/[.,]/u, "").length > 15) {
      issues.push(issue("formula.number-long", span, { number: text }))
    }
    add("number", text, start, text.length, value)
    return span.end
  }

  /** Behind the name of a field a bracket opens an item of it. */
  const follows = (before: Token | undefined): boolean => before?.type === "name" && !isReserved(before.text)

  const wordAt = (start: number): readonly [text: string, length: number] | null => {
    const label = follows(tokens.at(-1)) ? null : at(labelled, source, start)
    if (label !== null) return [label[0], label[0].length]
    const apart = at(spoken, source, start)?.[0]
    const joined = apart?.replaceAll(/\s+/gu, "_")
    if (joined !== undefined && isReserved(joined)) return [joined, apart!.length]
    const single = at(name, source, start)?.[0]
    return single === undefined ? null : [single, single.length]
  }

  let position = 0
  while (position < source.length) {
    const start = position
    const blank = at(space, source, start)
    const word = wordAt(start)
    const found = at(digits, source, start) ?? at(quoted, source, start) ?? at(sign, source, start)
    if (blank !== null) {
      position += blank[0].length
    } else if (word !== null) {
      position += word[1]
      add("name", word[0], start, word[1])
    } else if (found === null) {
      const unknown = String.fromCodePoint(source.codePointAt(start)!)
      const span = { start, end: start + unknown.length }
      issues.push(
        unknown === '"' ? issue("formula.text-open", span) : issue("formula.unknown-sign", span, { sign: unknown })
      )
      position = unknown === '"' ? source.length : span.end
    } else if (/\d/u.test(found[0][0]!)) {
      position = number(start, found[0])
    } else {
      const text = found[0]
      position += text.length
      if (text[0] === '"') add("text", found[1]!.replaceAll('""', '"'), start, text.length)
      else {
        const plain = plainSigns[text] ?? text
        const before = tokens.at(-1)
        if (plain === "(")
          open.push(before?.type === "name" && !["and", "va", "or", "hoac"].includes(fold(before.text)))
        if (plain === ")") open.pop()
        add("sign", plain, start, text.length)
      }
    }
  }
  add("end", "", source.length, 0)
  return { tokens, issues }
}
