/** The words of a conversation: what is asked, what is read back, what needs a correction. */

import type { Period as PeriodOf } from "@lienhoi/calendar/Period"
import * as Period from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as PlainDates from "@lienhoi/calendar/PlainDate"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Input, Validation } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Question from "../Question.ts"
import { texts } from "./chatTexts.ts"

/** What a conversation is about: the duty, and what is known beside it. The same at every turn but for what others did. */
export interface About {
  readonly template: Compiled
  readonly period: PeriodOf
  readonly unit: { readonly id: string; readonly level: string; readonly name: string; readonly kind?: string | null }
  /** A closing report asks for less. */
  readonly closing: boolean
  readonly due: PlainDate
  /** The unit's figures of the period before. */
  readonly previous: Cells | null
  readonly sameLastYear?: Cells | null
  readonly targets?: Cells | null
  /** The newest revision on file, 0 when there is none. */
  readonly revision: number
  /** How she is called: `chị Hoa`. */
  readonly who: string
  readonly language?: Language
}

/** Says one text in the conversation's language. */
export const say = (about: About, code: keyof typeof texts, params: Catalogue.Params = {}): string => {
  const { who, language = "vi" } = about
  return Catalogue.say(texts, code, { who, Who: who.charAt(0).toUpperCase() + who.slice(1), ...params }, language)
}

/** The questions of the report. */
export const questions = ({ template, unit, closing, previous, language }: About): ReadonlyArray<Question.Question> =>
  Question.list(template, { level: unit.level, closing }, previous, language)

/** Judges answers as every road does. */
export const judge = ({ template, unit, period, previous, sameLastYear, targets }: About, answers: Input): Validation =>
  template.validate(answers, {
    unit: { id: unit.id, level: unit.level, kind: unit.kind ?? null },
    period,
    previous,
    sameLastYear: sameLastYear ?? null,
    targets: targets ?? null
  })

/** Why that answer cannot stand, whatever the others are; `null` when it can. */
export const objection = (about: About, { key }: Question.Question, answer: unknown): Issue | null =>
  judge(about, { [key]: answer }).issues.find(({ severity, path }) => severity === "error" && path[0] === key) ?? null

/** Message in the conversation's language. */
export const words = ({ language }: About, issue: Issue): string => (language === "en" ? issue.english : issue.message)

/** One question as it is asked. */
export const ask = (about: About, question: Question.Question, all: number): string => {
  const { field, label, number } = question
  const before = Question.lastTime(question, about.language)
  return [
    say(about, "ask", { n: number, all, label }),
    ...(field.hint === null ? [] : [field.hint]),
    ...(field.unit === null ? [] : [say(about, "unit", { unit: field.unit })]),
    ...(field.choices.length === 0
      ? []
      : [say(about, "choices", { choices: field.choices.map((one) => one.label).join(", ") })]),
    ...(field.type === "photo" || field.type === "file" ? [say(about, "photo")] : []),
    ...(before === null ? [] : [say(about, "before", { figure: before })]),
    ...(field.required === false ? [say(about, "optional")] : [])
  ].join("\n")
}

/** The greeting with the list that can be sent back. */
export const greeting = (about: About, all: ReadonlyArray<Question.Question>): ReadonlyArray<string> => [
  say(about, "begin", {
    title: about.template.template.title,
    period: Period.format(about.period, about.language),
    unit: about.unit.name,
    due: PlainDates.format(about.due)
  }),
  Question.sheet(all, about.language)
]

/** Whether a question is asked at all, as the answers stand. */
export const isRelevant = (cells: Cells, answers: Input, { key, field }: Question.Question): boolean =>
  answers[key] !== undefined ||
  ((cells[key]?.state ?? "missing") !== "not-applicable" && cells[field.key]?.state !== "not-applicable")

/** The figures, one line each, as they will be recorded. */
export const figures = (about: About, answers: Input): ReadonlyArray<string> => {
  const { cells } = judge(about, answers)
  return questions(about)
    .filter((question) => isRelevant(cells, answers, question))
    .map((question) => {
      const cell = cells[question.key]
      const figure =
        cell === undefined || cell.state === "missing"
          ? say(about, "none")
          : ReadBack.cell(question.field, cell, about.language ?? "vi")
      return `${question.number}. ${question.label}: ${figure}`
    })
}

/** Issues, each beside the number of its question. */
export const problems = (about: About, issues: ReadonlyArray<Issue>): ReadonlyArray<string> => {
  const all = questions(about)
  return issues.map((issue) => {
    const question = all.find(({ key }) => key === issue.path[0])
    return question === undefined
      ? say(about, "problem-elsewhere", { message: words(about, issue) })
      : say(about, "problem", { n: question.number, message: words(about, issue) })
  })
}
