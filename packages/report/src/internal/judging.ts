/** What those above do with a report: return, approve, sign, ask for it, give more time, let off. */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Command from "../Command.ts"
import {
  type Answer,
  futureDue,
  isNewest,
  isOwed,
  lived,
  mayJudge,
  maySeal,
  noOp,
  type Question,
  reasoned,
  recorded,
  unlessAny,
  waitsForJudgement,
  when
} from "./question.ts"
import { issue } from "./words.ts"

/** Sends figures back. */
export const sendBack = (q: Question, { revision, reason, due }: Command.Return): Answer => {
  const { report, names, header } = q
  const sealed = when(report.status === "sealed", () => issue("report.sealed-already", names))
  return unlessAny(
    [
      ...waitsForJudgement(q),
      ...sealed,
      ...isNewest(q, revision),
      ...reasoned(reason),
      ...futureDue(q, due),
      ...mayJudge(q)
    ],
    () => recorded(q, { type: "returned", ...header, revision, reason: reason.trim(), due })
  )
}

/** Accepts figures. */
export const approve = (q: Question, { revision }: Command.Approve): Answer => {
  const { report, header } = q
  return unlessAny([...waitsForJudgement(q), ...isNewest(q, revision), ...mayJudge(q)], () =>
    report.approved === revision ? noOp(q) : recorded(q, { type: "approved", ...header, revision })
  )
}

/** Signs figures. */
export const seal = (q: Question, { revision, digest = null }: Command.Seal): Answer => {
  const { report, header, names } = q
  const isAgain = report.sealed === revision && (digest === null || digest === report.digest)
  if (isAgain) return noOp(q)
  const again = when(report.sealed !== null, () => issue("report.sealed-already", names))
  const unapproved = when(report.status === "submitted", () => issue("report.not-approved", names))
  return unlessAny([...waitsForJudgement(q), ...again, ...unapproved, ...isNewest(q, revision), ...maySeal(q)], () =>
    recorded(q, { type: "sealed", ...header, revision, digest })
  )
}

/** Asks for the report. */
export const request = (q: Question, { due }: Command.Request): Answer => {
  const { report, header, names } = q
  const current = report.rounds.at(-1)!
  const fulfilled = when(current.fulfilledAt !== null, () => issue("report.fulfilled-already", names))
  return unlessAny([...fulfilled, ...futureDue(q, due), ...lived(q), ...mayJudge(q)], () =>
    current.due === due && current.waived === null ? noOp(q) : recorded(q, { type: "requested", ...header, due })
  )
}

/** Gives more time. */
export const extend = (q: Question, { due, reason }: Command.Extend): Answer => {
  const { report, context, header } = q
  const known = report.due ?? context.due ?? null
  const earlier = when(known !== null && PlainDate.isValid(due) && due <= known, () =>
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

/** Lets the unit off. */
export const waive = (q: Question, { reason }: Command.Waive): Answer =>
  unlessAny([...isOwed(q), ...reasoned(reason), ...mayJudge(q)], () =>
    recorded(q, { type: "waived", ...q.header, reason: reason.trim() })
  )
