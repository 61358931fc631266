import * as Period from "@lienhoi/calendar/Period"
import * as Issue from "@lienhoi/words/Issue"
import type * as Command from "../Command.ts"
import * as Life from "../Life.ts"
import * as Authority from "./authority.ts"
import * as Filing from "./filing.ts"
import * as Judging from "./judging.ts"
import type * as Q from "./question.ts"
import type { Report } from "./state.ts"

const answer = (q: Q.Question, command: Command.Command): Q.Answer => {
  switch (command.type) {
    case "save-draft":
      return Filing.saveDraft(q, command)
    case "submit":
      return Filing.file(q, command.submission)
    case "confirm-replacement":
      return Filing.file(q, { ...command.submission, seen: command.replaces })
    case "return":
      return Judging.sendBack(q, command)
    case "approve":
      return Judging.approve(q, command)
    case "seal":
      return Judging.seal(q, command)
    case "amend":
      return Filing.amend(q, command)
    case "request":
      return Judging.request(q, command)
    case "extend":
      return Judging.extend(q, command)
    case "waive":
      return Judging.waive(q, command)
  }
}

/** What follows from a command; every reason against it when it is refused. */
export const decide = (report: Report, command: Command.Command, context: Command.Context): Q.Answer => {
  const { standing, issues } = Authority.standing(context)
  if (issues.length > 0) return Issue.fail(...issues)
  const route = { route: context.template.template.route }
  const q: Q.Question = {
    report,
    context,
    standing,
    header: { id: context.eventId, recordedAt: context.at, by: context.by },
    life: context.hierarchy === undefined ? null : Life.of(context.hierarchy, context.unit.id, route),
    // Printed only for those who are refused.
    names: {
      unit: context.unit.name,
      get period() {
        return Period.format(context.period)
      },
      get periodEnglish() {
        return Period.format(context.period, "en")
      }
    }
  }
  return answer(q, command)
}
