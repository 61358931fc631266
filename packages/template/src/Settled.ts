/**
 * One level's answers as its form takes them: what a relevance closed is not sent, though it still stands in its box.
 *
 * @since 0.1.0
 */
import { clean } from "@lienhoi/words/Text"
import * as Cell from "./Cell.ts"
import type { Compiled } from "./Compiled.ts"
import * as Template from "./Template.ts"
import type { Context, Input, Validation } from "./Validation.ts"

/** What is sent, what comes of it, and which fields are closed. */
export interface Settled {
  readonly input: Input
  readonly seen: Validation
  /** Keys of the fields that are not asked, given these answers. */
  readonly closed: ReadonlySet<string>
}

const ownerOf = (name: string): string => name.split("[")[0]!.toLowerCase()

/** Whether somebody said herself that the question does not apply, and that is why it holds nothing. */
const isOwnWord = (answers: Input, key: string, reason: string): boolean => {
  const name = Object.keys(answers).find((one) => one.toLowerCase() === key.toLowerCase())
  const given = name === undefined ? null : answers[name]
  return (
    typeof given === "object" &&
    given !== null &&
    "notApplicable" in given &&
    typeof given.notApplicable === "string" &&
    clean(given.notApplicable) === reason
  )
}

/**
 * A ratio whose base is 0 is open and has no value, and a question is open of which she says that it does not apply; any
 * other cell that does not apply belongs to a closed field.
 */
const isClosed = (template: Template.Template, answers: Input, { cells }: Validation, key: string): boolean => {
  const cell = cells[key]
  if (cell?.state !== "not-applicable" || isOwnWord(answers, key, cell.reason)) return false
  const { denominator } = Template.field(template, key)!
  const base = denominator === null ? null : Template.field(template, denominator)
  return base === null || Cell.number(cells[base.key]) !== 0
}

/** Reads and checks the answers of a form. */
export const of = (compiled: Compiled, answers: Input, context: Context): Settled => {
  const first = compiled.validate(answers, context)
  const keys = Template.fields(compiled.template).map(({ key }) => key)
  const closed = new Set(keys.filter((key) => isClosed(compiled.template, answers, first, key)))
  const lower = new Set([...closed].map((key) => key.toLowerCase()))
  const input = Object.fromEntries(Object.entries(answers).filter(([name]) => !lower.has(ownerOf(name))))
  return { input, seen: compiled.validate(input, context), closed }
}
