import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Formula from "../Formula.ts"
import { find, type Scope } from "./typing.ts"

const operators: { readonly [operator: string]: Bilingual } = {
  AND: { vi: "và", en: "and" },
  OR: { vi: "hoặc", en: "or" },
  "<>": { vi: "khác", en: "≠" },
  "<=": { vi: "≤", en: "≤" },
  ">=": { vi: "≥", en: "≥" },
  "*": { vi: "×", en: "×" }
}

const words = {
  not: { vi: "không phải", en: "not" },
  blank: { vi: "còn trống", en: "is empty" },
  previous: { vi: "kỳ trước", en: "of the last period" },
  "last-year": { vi: "cùng kỳ năm trước", en: "of the same period last year" },
  target: { vi: "theo chỉ tiêu", en: "as targeted" }
} as const

/** A condition for people: the labels of the fields instead of their keys, “và” and “hoặc” between parts. */
export const inWords = (source: string, scope: Scope, language: Language): string => {
  const label = (name: Formula.Name): string => {
    const subject = find(scope, name)
    if (!("field" in subject)) return name.name
    return `“${subject.item === null ? subject.field.label : `${subject.field.label} – ${subject.item.label}`}”`
  }
  const isJoined = (of: Formula.Formula): boolean =>
    of.type === "binary" && (of.operator === "AND" || of.operator === "OR")
  const inner = (of: Formula.Formula): string => (isJoined(of) ? `(${say(of)})` : say(of))

  const call = ({ name, args }: Extract<Formula.Formula, { type: "call" }>): string => {
    if (name === "BLANK") return `${args.map(say).join("; ")} ${words.blank[language]}`
    if (name === "AND" || name === "OR") return args.map(inner).join(` ${operators[name]![language]} `)
    return `${name}(${args.map(say).join("; ")})`
  }

  const say = (formula: Formula.Formula): string => {
    switch (formula.type) {
      case "number":
        return Numeral.format(formula.value, 6)
      case "name":
        return label(formula)
      case "past":
        return `${label(formula.of)} ${words[formula.when][language]}`
      case "unary":
        if (formula.operator === "NOT") return `${words.not[language]} ${inner(formula.of)}`
        return formula.operator === "%" ? `${inner(formula.of)}%` : `-${inner(formula.of)}`
      case "binary":
        return `${inner(formula.left)} ${operators[formula.operator]?.[language] ?? formula.operator} ${inner(formula.right)}`
      case "call":
        return call(formula)
      default:
        return Formula.print(formula)
    }
  }

  const parsed = Formula.parse(source)
  return parsed.ok ? say(parsed.value) : source
}
