/** Figures coming in: drafts, submissions, amendments. */
import type * as Issue from "@lienhoi/words/Issue"
import type * as Command from "../Command.ts"
import type { Figures } from "../Event.ts"
import * as ReportKey from "../ReportKey.ts"
import * as Submission from "../Submission.ts"
import * as Authority from "./authority.ts"
import { flowsOnly } from "./closing.ts"
import {
  type Answer,
  asked,
  decision,
  isOpenForFigures,
  lived,
  mayFile,
  noOp,
  type Question,
  reasoned,
  recorded,
  unlessAny,
  when,
  windowOf
} from "./question.ts"
import { differences } from "./sameCells.ts"
import { issue } from "./words.ts"

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

/** Whom the template is for is asked here, where it is known whether the report was requested. */
const aboutApplying: ReadonlySet<string> = new Set(["unit.level", "unit.kind", "unit.named", "period.outside"])

/** All roads lead through this one validator. */
const judge = (q: Question, submission: Submission.Submission) => {
  const { template, unit, period, previous = null, sameLastYear = null, targets = null } = q.context
  const values = isClosing(q) ? flowsOnly(template.template, unit.level, submission.values) : submission.values
  return template.validate(values, { unit, period, previous, sameLastYear, targets })
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
  const errors = validation.issues.filter((found) => found.severity === "error" && !aboutApplying.has(found.code))
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
export const file = (q: Question, submission: Submission.Submission): Answer =>
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

/** Corrects what is signed. */
export const amend = (q: Question, { submission, reason }: Command.Amend): Answer => {
  const { report, header, names } = q
  const unsealed = when(report.sealed === null, () => issue("report.not-sealed", names))
  return withFigures(q, submission, [...unsealed, ...reasoned(reason)], (figures, against, warnings) => {
    const more = { differences: against, warnings }
    if (against.length === 0) return noOp(q, { warnings })
    if (submission.seen < report.revision) return decision(q, "confirm-replacement", [], more)
    return recorded(q, { type: "amended", ...header, ...figures, amends: report.revision, reason: reason.trim() }, more)
  })
}

/** Puts answers aside. */
export const saveDraft = (q: Question, { values }: Command.SaveDraft): Answer =>
  unlessAny([...isOpenForFigures(q), ...lived(q), ...asked(q), ...mayFile(q)], () =>
    recorded(q, { type: "drafted", ...q.header, values })
  )
