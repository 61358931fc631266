/**
 * Brings the cells of reports to a newer version of their template. What follows from the two templates is derived: a
 * field that was added is missing, one that was renamed keeps its figures. Whatever else changes the meaning is asked.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import type { Cell, Cells } from "./Cell.ts"
import type { Field } from "./Field.ts"
import { reader } from "./internal/answer.ts"
import { equal } from "./internal/canonical.ts"
import type { Answer, Declared } from "./internal/declared.ts"
import { decodeDeclared } from "./internal/decodeDeclared.ts"
import { normal } from "./internal/mergeSources.ts"
import { fieldNames, type Naming } from "./internal/renameOverlay.ts"
import { issue } from "./internal/versionTexts.ts"
import * as Template from "./Template.ts"
import type { Input } from "./Validation.ts"

export type { Answer, Declared } from "./internal/declared.ts"

/** Something that nobody can derive. */
export interface Question {
  readonly id: string
  readonly message: string
  readonly english: string
  readonly answers: ReadonlyArray<Answer>
}

/** What happens to one field of the older version. */
export interface Step {
  readonly from: string
  /** `null`: it is left behind. */
  readonly to: string | null
  /** Old choice → new choice; `null`: the answer is left behind. */
  readonly choices: { readonly [choice: string]: string | null }
}

/** How cells get from one version to the other. */
export interface Migration {
  readonly steps: ReadonlyArray<Step>
  /** Nothing moves before these are answered. */
  readonly questions: ReadonlyArray<Question>
}

/** What a figure is; when it changes, old figures may mean something else. */
const meaning = ["type", "unit", "counts", "combine", "formula", "numerator", "denominator", "columns"] as const

/** The older field with every key as the newer version has it, and its formula in its plainest form. */
const plain = (field: Field, name: Naming): Field => {
  const named = fieldNames(field, (key) => name(key).toLowerCase())
  return { ...named, formula: named.formula === null ? null : normal(named.formula, (key) => key) }
}

/** What changes its meaning; more decimals, or more items of a breakdown, do not. */
const changedIn = (older: Field, newer: Field, name: Naming): ReadonlyArray<string> => {
  const [a, b] = [plain(older, name), plain(newer, (key) => key)]
  const items = (field: Field) => field.disaggregate.flatMap((one) => one.items.map(({ key }) => `${one.by}/${key}`))
  return [
    ...meaning.filter((part) => !equal(a[part], b[part])),
    ...(b.decimals < a.decimals ? ["decimals"] : []),
    ...(items(a).every((item) => items(b).includes(item)) ? [] : ["disaggregate"])
  ]
}

/**
 * Reads what people declare about a migration: a file with `fields`, `choices` and `answers`, or one with a list `moves` of
 * such, each `from` the template it speaks of, as a merge writes it.
 */
export const parseDeclared = (
  text: string,
  options: { readonly from: string; readonly file?: string }
): Issue.Checked<Declared> => decodeDeclared(text, options.from, options.file ?? null)

/** Derives how cells of the older version become cells of the newer. */
export const of = (older: Template.Template, newer: Template.Template, declared: Declared = {}): Migration => {
  const questions: Array<Question> = []
  const ask = (id: string, found: Issue.Issue, answers: ReadonlyArray<Answer>): Answer => {
    const answer = declared.answers?.[id]
    if (answer !== undefined && answers.includes(answer)) return answer
    questions.push({ id, message: found.message, english: found.english, answers })
    return "drop"
  }
  if (older.lineage !== newer.lineage) {
    ask("lineage", issue("migrate.lineage", { from: older.lineage, to: newer.lineage }), ["keep"])
  }
  const name: Naming = (key) => {
    const field = Template.field(older, key)
    return field === null ? key : (declared.fields?.[field.key] ?? field.key)
  }
  const choicesOf = (a: Field, b: Field): Step["choices"] =>
    Object.fromEntries(
      a.choices.flatMap(({ key, label }): ReadonlyArray<readonly [string, string | null]> => {
        const to = declared.choices?.[a.key]?.[key] ?? key
        if (b.choices.some((one) => one.key === to)) return to === key ? [] : [[key, to]]
        ask(`${a.key}/${key}`, issue("migrate.choice", { key: a.key, label }), ["drop"])
        return [[key, null]]
      })
    )
  const steps = Template.fields(older).map((a): Step => {
    const { key, label } = a
    const b = Template.field(newer, declared.fields?.[key] ?? key)
    if (b === null) {
      ask(key, issue("migrate.field-removed", { key, label }), ["drop"])
      return { from: key, to: null, choices: {} }
    }
    const what = changedIn(a, b, name).join(", ")
    const isDropped = what !== "" && ask(key, issue("migrate.meaning", { key, what }), ["drop", "keep"]) === "drop"
    return { from: key, to: isDropped ? null : b.key, choices: choicesOf(a, b) }
  })
  return { steps, questions }
}

const moved = (cell: Cell, { choices }: Step): Cell => {
  if (cell.state !== "value" || typeof cell.value !== "string" || !Object.hasOwn(choices, cell.value)) return cell
  const to = choices[cell.value]!
  return to === null ? { state: "missing" } : { ...cell, value: to }
}

/** What is not migrated before its questions are answered. */
const openIn = ({ questions }: Migration): ReadonlyArray<Issue.Issue> =>
  questions.map(({ id, message, english }) => ({
    code: "migrate.asked",
    severity: "error",
    path: [id],
    message,
    english
  }))

/** The cells as the newer version has them; what it added is missing. Every open question is an issue. */
export const run = (migration: Migration, cells: Cells): Issue.Checked<Cells> => {
  const steps = new Map(migration.steps.map((step) => [step.from.toLowerCase(), step]))
  return Issue.unless(openIn(migration), () =>
    Object.fromEntries(
      Object.entries(cells).flatMap(([column, cell]) => {
        const [owner, ...item] = column.split("[")
        const step = steps.get(owner!.toLowerCase())
        return step?.to == null ? [] : [[[step.to, ...item].join("["), moved(cell, step)]]
      })
    )
  )
}

/**
 * The answers of a submission as the newer version would have been given them: under its keys, choices by their new
 * names. What could not be read before stays as it is, for validation to say, and so does what is unknown; what could be
 * read and no longer can is an issue.
 */
export const input = (
  migration: Migration,
  of: Input,
  older: Template.Template,
  newer: Template.Template
): Issue.Checked<Input> => {
  const issues = [...openIn(migration)]
  const moves = Object.entries(of).flatMap(([column, raw]): ReadonlyArray<readonly [string, unknown]> => {
    const [owner = "", ...item] = column.normalize("NFC").trim().split("[")
    const step = migration.steps.find(({ from }) => from.toLowerCase() === owner.toLowerCase())
    if (step === undefined) return [[column, raw]]
    if (step.to === null) return []
    const [a, b] = [Template.field(older, step.from), Template.field(newer, step.to)]
    const key = [step.to, ...item].join("[")
    if (a === null || b === null || item.length > 0) return [[key, raw]]
    const cell = reader(a)(raw, () => undefined)
    const now = cell === null ? null : moved(cell, step)
    const answer = a.type !== "choice" || now === null || now === cell ? raw : now.state === "value" ? now.value : null
    if (cell !== null && reader(b)(answer, () => undefined) === null) {
      const found =
        a.sensitivity.personal === "none" && typeof raw !== "object" ? `“${String(raw).slice(0, 40)}”` : "“…”"
      issues.push(issue("migrate.unreadable", { key: step.from, found }, { path: [column] }))
    }
    return [[key, answer]]
  })
  return Issue.unless(issues, () => Object.fromEntries(moves))
}
