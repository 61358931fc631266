import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Issue from "@lienhoi/words/Issue"
import type * as Command from "../Command.ts"
import type { Figures, Header, ReportEvent } from "../Event.ts"
import * as Life from "../Life.ts"
import type { Report } from "../Report.ts"
import * as ReportKey from "../ReportKey.ts"
import * as Round from "../Round.ts"
import * as Submission from "../Submission.ts"
import { applies } from "./applies.ts"
import * as Authority from "./authority.ts"
import { flowsOnly } from "./closing.ts"
import { differences } from "./sameCells.ts"
import { issue } from "./words.ts"

/** One question to the rules: the report as it stands, who asks, and what was found out about both. */
interface Question {
  readonly report: Report
  readonly context: Command.Context
  readonly header: Header
  readonly standing: Authority.Standing
  readonly life: Life.Life | null
  /** What every text names. */
  readonly names: { readonly unit: string; readonly period: string; readonly periodEnglish: string }
}

type Answer = Issue.Checked<Command.Decision>

const decision = (
  { report }: Question,
  outcome: Command.Outcome,
  events: ReadonlyArray<ReportEvent>,
  more: Partial<Command.Decision> = {}
): Answer => Issue.ok({ outcome, events, current: report.revision, differences: [], warnings: [], ...more })

const recorded = (q: Question, event: ReportEvent, more: Partial<Command.Decision> = {}): Answer =>
  decision(q, "recorded", [event], more)

const noOp = (q: Question, more: Partial<Command.Decision> = {}): Answer => decision(q, "no-op", [], more)

/** The answer when nothing stands against it. */
const unlessAny = (issues: ReadonlyArray<Issue.Issue>, answer: () => Answer): Answer =>
  issues.length === 0 ? answer() : Issue.fail(...issues)

const when = (condition: boolean, make: () => Issue.Issue): ReadonlyArray<Issue.Issue> => (condition ? [make()] : [])

// ---------------------------------------------------------------------------------------------------- questions

const windowOf = ({ template, period }: Command.Context): Window.Window => Window.of(period, template.template.window)

/** The filing date is not the test: what counts is whether the unit lived in the window. */
const lived = ({ context, life, names }: Question): ReadonlyArray<Issue.Issue> => {
  if (context.hierarchy === undefined) return []
  if (life === null) return [issue("report.unit-unknown", { unit: context.unit.id })]
  return when(!Life.meets(life, windowOf(context)), () =>
    issue("report.outside-life", { ...names, from: life.from, to: life.to ?? "…" })
  )
}

/** A unit that the template is not for may file when it was asked to. */
const asked = ({ report, context, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(
    !applies(context.template.template, context.unit, context.period) &&
      report.rounds.every((round) => round.due === null),
    () => issue("report.not-asked", { ...names, template: context.template.template.title })
  )

const mayFile = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Authority.mayFile(standing), () =>
    issue("report.may-not-file", { ...names, position: context.by.position ?? "" })
  )

const mayJudge = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Authority.mayJudge(standing), () =>
    issue("report.may-not-judge", { ...names, position: context.by.position ?? "" })
  )

const maySeal = ({ context, standing, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(standing === "stranger" || standing === "heir", () =>
    issue("report.may-not-seal", { ...names, position: context.by.position ?? "" })
  )

const reasoned = (reason: string): ReadonlyArray<Issue.Issue> =>
  when(reason.trim() === "", () => issue("report.reason-missing", {}, { path: ["reason"] }))

const futureDue = ({ context }: Question, due: string): ReadonlyArray<Issue.Issue> => {
  const today = Instant.dateIn(context.at)
  const path = { path: ["due"] }
  if (!PlainDate.isValid(due)) return [issue("report.due-unreadable", { due }, path)]
  return when(due < today, () =>
    issue("report.due-past", { due: PlainDate.format(due), today: PlainDate.format(today) }, path)
  )
}

const isNewest = ({ report, names }: Question, revision: number): ReadonlyArray<Issue.Issue> =>
  when(report.revision !== revision, () =>
    issue("report.revision-old", { ...names, revision: report.revision, given: revision }, { path: ["revision"] })
  )

/** Nobody can judge figures that are not there, or that went back to the unit. */
const waitsForJudgement = ({ report, names }: Question): ReadonlyArray<Issue.Issue> => [
  ...when(report.revision === 0, () => issue("report.nothing-submitted", names)),
  ...when(report.status === "returned", () => issue("report.returned-already", names))
]

/** Approved and signed figures are not overwritten. */
const isOpenForFigures = ({ report, names }: Question): ReadonlyArray<Issue.Issue> => [
  ...when(report.status === "approved", () => issue("report.approved-already", names)),
  ...when(report.status === "sealed", () => issue("report.sealed-already", names))
]

const isOwed = ({ report, names }: Question): ReadonlyArray<Issue.Issue> =>
  when(!Round.isOpen(report.rounds.at(-1)!), () => issue("report.not-owed", names))

// ------------------------------------------------------------------------------------------------------ figures

const fits = ({ report, context, names }: Question, submission: Submission.Submission): ReadonlyArray<Issue.Issue> => {
  const { id, version } = context.template.template
  const form = submission.template
  return [
    ...when(!ReportKey.equals(Submission.key(submission), report.key), () =>
      issue("report.key-mismatch", { ...names, given: [form.lineage, submission.unit, submission.period].join(", ") })
    ),
    ...when(form.id !== id || form.version !== version, () =>
      issue("report.template-version", {
        ...names,
        given: `${form.id} ${form.version}`,
        needed: `${id} ${version}`
      })
    ),
    ...when(submission.seen > report.revision, () =>
      issue("report.seen-unknown", { ...names, seen: submission.seen, revision: report.revision }, { path: ["seen"] })
    ),
    ...when(context.hierarchy !== undefined && submission.recordedBy !== context.by.person, () =>
      issue(
        "report.recorder-other",
        { recorded: submission.recordedBy, person: context.by.person },
        { path: ["recordedBy"] }
      )
    )
  ]
}

/** Whether the unit closed inside the window, so that only flows are reported. */
const isClosing = ({ context, life }: Question): boolean =>
  life !== null && life.to !== null && life.to < windowOf(context).to

/** All roads lead through this one validator. */
const judge = (q: Question, submission: Submission.Submission) => {
  const { template, unit, period, previous = null, sameLastYear = null } = q.context
  const values = isClosing(q) ? flowsOnly(template.template, submission.values) : submission.values
  return template.validate(values, { unit, period, previous, sameLastYear })
}

type Figured = (figures: Figures, against: ReadonlyArray<string>, warnings: ReadonlyArray<Issue.Issue>) => Answer

/** Looks a submission through; every problem of form and figures is reported together. */
const withFigures = (
  q: Question,
  submission: Submission.Submission,
  others: ReadonlyArray<Issue.Issue>,
  then: Figured
): Answer => {
  const { report, standing } = q
  const validation = judge(q, submission)
  const errors = validation.issues.filter((found) => found.severity === "error")
  const warnings = validation.issues.filter((found) => found.severity === "warning")
  return unlessAny([...others, ...fits(q, submission), ...lived(q), ...asked(q), ...mayFile(q), ...errors], () =>
    then(
      {
        revision: report.revision + 1,
        template: submission.template,
        cells: validation.cells,
        flags: warnings.map((found) => ({ code: found.code, field: String(found.path[0] ?? "") })),
        via: submission.via,
        reportedBy: submission.reportedBy,
        recordedBy: submission.recordedBy,
        onBehalf: Authority.isOnBehalf(standing),
        reviewed: submission.reviewed ?? true
      },
      differences(report.revisions.at(-1)?.cells ?? {}, validation.cells),
      warnings
    )
  )
}

/** Hands figures in. */
const file = (q: Question, submission: Submission.Submission): Answer =>
  withFigures(q, submission, [], (figures, against, warnings) => {
    const { report, header } = q
    const more = { differences: against, warnings }
    const isIdentical = report.revision > 0 && against.length === 0
    const isAnswerToReturn = report.status === "returned" && submission.seen === report.revision
    if (isIdentical && !isAnswerToReturn) return noOp(q, { warnings })
    return unlessAny(isOpenForFigures(q), () =>
      submission.seen < report.revision
        ? decision(q, "confirm-replacement", [], more)
        : recorded(q, { type: "submitted", ...header, ...figures }, more)
    )
  })

const amend = (q: Question, { submission, reason }: Command.Amend): Answer => {
  const { report, header, names } = q
  const unsealed = when(report.sealed === null, () => issue("report.not-sealed", names))
  return withFigures(q, submission, [...unsealed, ...reasoned(reason)], (figures, against, warnings) => {
    const more = { differences: against, warnings }
    if (against.length === 0) return noOp(q, { warnings })
    if (submission.seen < report.revision) return decision(q, "confirm-replacement", [], more)
    return recorded(q, { type: "amended", ...header, ...figures, amends: report.revision, reason: reason.trim() }, more)
  })
}

const saveDraft = (q: Question, { values }: Command.SaveDraft): Answer =>
  unlessAny([...isOpenForFigures(q), ...lived(q), ...asked(q), ...mayFile(q)], () =>
    recorded(q, { type: "drafted", ...q.header, values })
  )

// ------------------------------------------------------------------------------------------------------ judging

const sendBack = (q: Question, { revision, reason, due }: Command.Return): Answer => {
  const { report, names, header } = q
  const stands = report.revision === 0 ? [] : isNewest(q, revision)
  const sealed = when(report.status === "sealed", () => issue("report.sealed-already", names))
  return unlessAny(
    [...waitsForJudgement(q), ...sealed, ...stands, ...reasoned(reason), ...futureDue(q, due), ...mayJudge(q)],
    () => recorded(q, { type: "returned", ...header, revision, reason: reason.trim(), due })
  )
}

const approve = (q: Question, { revision }: Command.Approve): Answer => {
  const { report, header } = q
  const stands = report.revision === 0 ? [] : isNewest(q, revision)
  return unlessAny([...waitsForJudgement(q), ...stands, ...mayJudge(q)], () =>
    report.approved === revision ? noOp(q) : recorded(q, { type: "approved", ...header, revision })
  )
}

const seal = (q: Question, { revision, digest = null }: Command.Seal): Answer => {
  const { report, header, names } = q
  if (report.sealed !== null)
    return unlessAny(
      when(report.sealed !== revision, () => issue("report.sealed-already", names)),
      () => noOp(q)
    )
  const stands = report.revision === 0 ? [] : isNewest(q, revision)
  const unapproved = when(report.status === "submitted", () => issue("report.not-approved", names))
  return unlessAny([...waitsForJudgement(q), ...unapproved, ...stands, ...maySeal(q)], () =>
    recorded(q, { type: "sealed", ...header, revision, digest })
  )
}

// ------------------------------------------------------------------------------------------------------- duties

const request = (q: Question, { due }: Command.Request): Answer => {
  const { report, header, names } = q
  const current = report.rounds.at(-1)!
  const fulfilled = when(current.fulfilledAt !== null, () => issue("report.fulfilled-already", names))
  return unlessAny([...fulfilled, ...futureDue(q, due), ...lived(q), ...mayJudge(q)], () =>
    current.due === due && current.waived === null ? noOp(q) : recorded(q, { type: "requested", ...header, due })
  )
}

const extend = (q: Question, { due, reason }: Command.Extend): Answer => {
  const { report, context, header } = q
  const known = report.due ?? context.due ?? null
  const earlier = when(known !== null && due <= known, () =>
    issue(
      "report.due-not-later",
      { due: PlainDate.format(due), known: PlainDate.format(known ?? due) },
      { path: ["due"] }
    )
  )
  return unlessAny([...isOwed(q), ...reasoned(reason), ...futureDue(q, due), ...earlier, ...mayJudge(q)], () =>
    recorded(q, { type: "extended", ...header, due, reason: reason.trim() })
  )
}

const waive = (q: Question, { reason }: Command.Waive): Answer =>
  unlessAny([...isOwed(q), ...reasoned(reason), ...mayJudge(q)], () =>
    recorded(q, { type: "waived", ...q.header, reason: reason.trim() })
  )

const answer = (q: Question, command: Command.Command): Answer => {
  switch (command.type) {
    case "save-draft":
      return saveDraft(q, command)
    case "submit":
      return file(q, command.submission)
    case "confirm-replacement":
      return file(q, { ...command.submission, seen: command.replaces })
    case "return":
      return sendBack(q, command)
    case "approve":
      return approve(q, command)
    case "seal":
      return seal(q, command)
    case "amend":
      return amend(q, command)
    case "request":
      return request(q, command)
    case "extend":
      return extend(q, command)
    case "waive":
      return waive(q, command)
  }
}

/** What follows from a command; every reason against it when it is refused. */
export const decide = (report: Report, command: Command.Command, context: Command.Context): Answer => {
  const { standing, issues } = Authority.standing(context)
  if (issues.length > 0) return Issue.fail(...issues)
  const route = { route: context.template.template.route }
  const q: Question = {
    report,
    context,
    standing,
    header: { id: context.eventId, recordedAt: context.at, by: context.by },
    life: context.hierarchy === undefined ? null : Life.of(context.hierarchy, context.unit.id, route),
    names: {
      unit: context.unit.name,
      period: Period.format(context.period),
      periodEnglish: Period.format(context.period, "en")
    }
  }
  return answer(q, command)
}
