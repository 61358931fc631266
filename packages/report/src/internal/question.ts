import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Issue from "@lienhoi/words/Issue"
import type * as Command from "../Command.ts"
import type { Header, ReportEvent } from "../Event.ts"
import * as Life from "../Life.ts"
import * as Round from "../Round.ts"
import { applies } from "./applies.ts"
import * as Authority from "./authority.ts"
import type { Report } from "./state.ts"
import { issue } from "./words.ts"

/** One question to the rules: the report as it stands, who asks, and what was found out about both. */
export interface Question {
  readonly report: Report
  readonly context: Command.Context
  readonly header: Header
  readonly standing: Authority.Standing
  readonly life: Life.Life | null
  /** What every text names. */
  readonly names: { readonly unit: string; readonly period: string; readonly periodEnglish: string }
}

/** A decision, or every reason against it. */
export type Answer = Issue.Checked<Command.Decision>

/** An answer that is no refusal. */
export const decision = (
  { report }: Question,
  outcome: Command.Outcome,
  events: ReadonlyArray<ReportEvent>,
  more: Partial<Command.Decision> = {}
): Answer => Issue.ok({ outcome, events, current: report.revision, differences: [], warnings: [], ...more })

/** This happens. */
export const recorded = (q: Question, event: ReportEvent, more: Partial<Command.Decision> = {}): Answer =>
  decision(q, "recorded", [event], more)

/** It stands like that already. */
export const noOp = (q: Question, more: Partial<Command.Decision> = {}): Answer => decision(q, "no-op", [], more)

/** The answer when nothing stands against it. */
export const unlessAny = (issues: ReadonlyArray<Issue.Issue>, answer: () => Answer): Answer =>
  issues.length === 0 ? answer() : Issue.fail(...issues)

/** One issue under a condition. */
export const when = (condition: boolean, make: () => Issue.Issue): ReadonlyArray<Issue.Issue> =>
  condition ? [make()] : []

/** The days the figures cover. */
export const windowOf = ({ template, period }: Command.Context): Window.Window =>
  Window.of(period, template.template.window)

/** The filing date is not the test: what counts is whether the unit lived in the window. */
export const lived = ({ context, life, names }: Question): ReadonlyArray<Issue.Issue> => {
  if (context.hierarchy === undefined) return []
  if (life === null) return [issue("report.unit-unknown", { unit: context.unit.id })]
  return when(!Life.meets(life, windowOf(context)), () =>
    issue("report.outside-life", {
      ...names,
      from: PlainDate.format(life.from),
      to: life.to === null ? "…" : PlainDate.format(life.to)
    })
  )
}

/** A unit that the template is not for may file when it was asked to. */
export const asked = ({ report, context, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(
    !applies(context.template.template, context.unit, context.period) &&
      report.rounds.every((round) => round.due === null),
    () => issue("report.not-asked", { ...names, template: context.template.template.title })
  )

export const mayFile = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Authority.mayFile(standing), () =>
    issue("report.may-not-file", { ...names, position: context.by.position ?? "" })
  )

export const mayJudge = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Authority.mayJudge(standing), () =>
    issue("report.may-not-judge", { ...names, position: context.by.position ?? "" })
  )

export const maySeal = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(standing === "stranger" || standing === "heir", () =>
    issue("report.may-not-seal", { ...names, position: context.by.position ?? "" })
  )

export const reasoned = (reason: string): ReadonlyArray<Issue.Issue> =>
  when(reason.trim() === "", () => issue("report.reason-missing", {}, { path: ["reason"] }))

export const futureDue = ({ context }: Question, due: string): ReadonlyArray<Issue.Issue> => {
  const today = Instant.dateIn(context.at)
  const path = { path: ["due"] }
  if (!PlainDate.isValid(due)) return [issue("report.due-unreadable", { due }, path)]
  return when(due < today, () =>
    issue("report.due-past", { due: PlainDate.format(due), today: PlainDate.format(today) }, path)
  )
}

export const isNewest = ({ report, names }: Question, revision: number): ReadonlyArray<Issue.Issue> =>
  when(report.revision > 0 && report.revision !== revision, () =>
    issue("report.revision-old", { ...names, revision: report.revision, given: revision }, { path: ["revision"] })
  )

/** Nobody can judge figures that are not there, or that went back to the unit. */
export const waitsForJudgement = ({ report, names }: Question): ReadonlyArray<Issue.Issue> => [
  ...when(report.revision === 0, () => issue("report.nothing-submitted", names)),
  ...when(report.status === "returned", () => issue("report.returned-already", names))
]

/** Approved and signed figures are not overwritten. */
export const isOpenForFigures = ({ report, names }: Question): ReadonlyArray<Issue.Issue> => [
  ...when(report.status === "approved", () => issue("report.approved-already", names)),
  ...when(report.status === "sealed", () => issue("report.sealed-already", names))
]

export const isOwed = ({ report, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Round.isOpen(report.rounds.at(-1)!), () => issue("report.not-owed", names))
