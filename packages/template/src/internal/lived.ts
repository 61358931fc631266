import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Window } from "@lienhoi/calendar/Window"
import * as Issue from "@lienhoi/words/Issue"
import type { Cell, Cells } from "../Cell.ts"
import * as Column from "../Column.ts"
import type { Expression } from "../Expression.ts"
import { type Field, isNumeric, type Moment } from "../Field.ts"
import { evaluate, type World } from "./evaluate.ts"
import { meant } from "./formulaTexts.ts"
import { issue } from "./lifeTexts.ts"
import { listOf } from "./lists.ts"
import { nearest } from "./nearest.ts"
import { condition, hasLimits } from "./sources.ts"
import type { Template } from "./written.ts"

/** Which records are meant. */
export interface Query {
  /** The days looked at, both included. */
  readonly window: Window
  /** `end` unless said otherwise. */
  readonly at?: Moment
  /** A formula over the fields of one record; one that is missing for a record leaves it out. */
  readonly where?: string | null
}

/** What is counted: what it says, and its days. */
export interface Lived {
  readonly cells: Cells
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  /** The last day on which it is in time, and whether it was done by then; records have none. */
  readonly due: PlainDate | null
  readonly inTime: boolean
}

const isMeant = ({ from, to, due, inTime }: Lived, window: Window, at: Moment): boolean => {
  const isInside = (day: PlainDate | null): boolean => day !== null && day >= window.from && day <= window.to
  switch (at) {
    case "start":
      return (from === null || from < window.from) && (to === null || to >= window.from)
    case "end":
      return (from === null || from <= window.to) && (to === null || to > window.to)
    case "during":
      return (from === null || from <= window.to) && (to === null || to >= window.from)
    case "began":
      return isInside(from)
    case "ended":
      return isInside(to)
    case "due":
      return isInside(due)
    case "in-time":
      return isInside(due) && inTime
  }
}

const worldOf = (record: Cells): World => ({
  cell: (key) => {
    const cell: Cell | undefined = record[key]
    if (cell?.state === "zero") return 0
    if (cell?.state !== "value") return null
    const { value } = cell
    return typeof value === "object" ? "" : value
  },
  list: (key, column) => listOf(record[key], column)
})

/** A zero where words are asked says nothing. */
const isTrue = (expression: Expression | null, record: Cells): boolean =>
  expression === null || evaluate(expression, worldOf(record)) === true

/** Those that are meant, in their order; or why the question makes no sense. */
export const select = (
  template: Template,
  things: ReadonlyArray<Lived>,
  query: Query
): Issue.Checked<ReadonlyArray<Lived>> => {
  const { window, at = "end", where = null } = query
  const { title, record } = template
  const issues: Array<Issue.Issue> = []
  const needed = at === "began" ? "from" : at === "ended" ? "to" : null
  if (needed !== null && record !== null && record[needed] === null) {
    issues.push(issue("register.dates", { title, name: `record.${needed}`, at }, { path: ["at"] }))
  }
  if ((at === "due" || at === "in-time") && !hasLimits(template)) {
    issues.push(issue("case.limits", { title, at }, { path: ["at"] }))
  }
  const read = where === null ? { expression: null, issues: [] } : condition(where, template)
  issues.push(...read.issues.map((one) => ({ ...one, path: ["where"] })))
  return Issue.unless(issues, () =>
    things.filter((one) => isMeant(one, window, at) && isTrue(read.expression, one.cells))
  )
}

/** What a number of those that are meant adds up to; `null` when there are some and none of them says it. */
export const sum = (
  template: Template,
  things: ReadonlyArray<Lived>,
  key: string,
  query: Query
): Issue.Checked<number | null> => {
  const fields: ReadonlyArray<Field> = template.sections.flatMap((section) => section.fields)
  const numbers = fields.filter((field) => isNumeric(field) && field.type !== "ratio")
  const field = numbers.find((one) => one.key.toLowerCase() === key.toLowerCase())
  const chosen = select(template, things, query)
  if (field === undefined) {
    const keys = numbers.map((one) => one.key)
    const params = { title: template.title, name: key.slice(0, 40), ...meant(nearest(key, keys)) }
    const unknown = issue("register.field", params, { path: ["sum"] })
    return Issue.fail(unknown, ...(chosen.ok ? [] : chosen.issues))
  }
  if (!chosen.ok) return chosen
  const column = { scale: field.decimals }
  const figures = chosen.value.flatMap(({ cells }) => Column.scaled(column, cells[field.key]) ?? [])
  if (figures.length === 0 && chosen.value.length > 0) return Issue.ok(null)
  const total = figures.reduce((a, b) => a + b, 0)
  return Issue.ok(Column.unscaled(column, total))
}
