/**
 * One level's answers as its form takes them: what a relevance closed is not sent, though it still stands in its box.
 *
 * @since 0.1.0
 */
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

/** A ratio whose base is 0 is open and has no value; any other cell that does not apply belongs to a closed field. */
const isClosed = (template: Template.Template, { cells }: Validation, key: string): boolean => {
  if (cells[key]?.state !== "not-applicable") return false
  const { denominator } = Template.field(template, key)!
  const base = denominator === null ? null : Template.field(template, denominator)
  return base === null || Cell.number(cells[base.key]) !== 0
}

const ownerOf = (name: string): string => name.split("[")[0]!.toLowerCase()

/** Reads and checks the answers of a form. */
export const of = (compiled: Compiled, answers: Input, context: Context): Settled => {
  const first = compiled.validate(answers, context)
  const keys = Template.fields(compiled.template).map(({ key }) => key)
  const closed = new Set(keys.filter((key) => isClosed(compiled.template, first, key)))
  const lower = new Set([...closed].map((key) => key.toLowerCase()))
  const input = Object.fromEntries(Object.entries(answers).filter(([name]) => !lower.has(ownerOf(name))))
  return { input, seen: compiled.validate(input, context), closed }
}
