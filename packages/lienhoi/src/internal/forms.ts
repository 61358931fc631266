/**
 * One form with everything it needs, for whoever asks.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Command } from "@lienhoi/report/Command"
import * as Form from "@lienhoi/report/Form"
import type { Grant } from "@lienhoi/report/Grant"
import type * as Journal from "@lienhoi/report/Journal"
import * as Standing from "@lienhoi/report/Standing"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { FormAsked } from "../App.ts"
import * as Cases from "./cases.ts"
import type * as Counting from "./counting.ts"
import * as Filing from "./filing.ts"
import * as Occasions from "./occasions.ts"
import * as Sight from "./sight.ts"
import type * as Work from "./work.ts"

/** What forms stand on. */
export interface Deps extends Work.Deps, Filing.Deps {
  readonly grants: (account: string) => Effect.Effect<ReadonlyArray<Grant>, Journal.JournalError>
}

/** Who asks. Without an account and a person it is the office itself. */
interface Asking {
  readonly person: string | null
  readonly account: string | null
  readonly grants: ReadonlyArray<Grant>
}

/** What may be done now: the standing allows it, and the rules of the report would not refuse it. */
const mayOf = (
  deps: Deps,
  of: Cases.Case,
  { person, account, grants }: Asking,
  at: Instant.Instant
): Form.Form["may"] => {
  const date = Instant.dateIn(at)
  const { hierarchy } = deps.house
  const isOffice = person === null && account === null
  const { lineage, route } = of.template.template
  const heirs = Filing.heirsOf(deps, of, date)
  const standings = (held: ReadonlySet<string>) =>
    Standing.of(hierarchy, { unit: of.unit.id, route, date, heirs, held })
  const held = standings(Standing.held(hierarchy, { person, grants, lineage, date }))
  const report = deps.reports.get(of.key)
  const trial = { ...deps, staffed: deps.staffed && !isOffice }
  const may = (act: Standing.Act, command: Command): boolean =>
    (isOffice || Standing.may(act, held)) && Filing.wouldRecord(trial, of, command, person ?? of.unit.id, at)
  const later = PlainDate.addDays([date, report.due ?? date].toSorted().at(-1)!, 366)
  const { revision } = report
  // Figures decide about an amendment, and those are not there yet: then it is who files that counts.
  const files =
    !trial.staffed ||
    standings(new Set(Position.officers(hierarchy, date).flatMap((one) => (one.person === person ? [one.unit] : []))))
      .size > 0
  return {
    submit: may("submit", { type: "save-draft", values: {} }),
    amend: report.sealed !== null && files && (isOffice || Standing.may("amend", held)),
    return: may("return", { type: "return", revision, reason: "-", due: date }),
    approve: may("approve", { type: "approve", revision }),
    seal: may("seal", { type: "seal", revision }),
    extend: may("extend", { type: "extend", reason: "-", due: later }),
    waive: may("waive", { type: "waive", reason: "-" })
  }
}

/** The form of one report. */
export const form = (deps: Deps, asked: FormAsked): Counting.Answer<Form.Form> =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const found = Cases.find(deps.house, asked)
    if (!found.ok) return found
    const of = found.value
    const { lineage } = of.key
    const refused = Sight.refusal(yield* deps.sight(asked, lineage), of.unit.id, "all")
    if (refused !== null) return refused
    const { viewer: account = null, by: person = null } = asked
    const grants = account === null ? [] : (asked.granted ?? (yield* deps.grants(account)))
    const { template } = of.template
    const report = deps.reports.get(of.key)
    const occasion = Occasions.occasionOf(deps, of)
    const { previous = null, sameLastYear = null, targets = null, current = null, due = null } = occasion
    const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
    return Issue.ok<Form.Form>({
      template,
      unit: {
        id: of.unit.id,
        name: of.unit.name,
        level: occasion.unit.level,
        kind: of.unit.kind,
        path: Snapshot.path(of.tree, of.unit.id)
      },
      period: of.period,
      closing: occasion.closing ?? false,
      due,
      waived: report.rounds.at(-1)?.waived ?? null,
      previous,
      sameLastYear,
      targets,
      cells: current,
      status: report.status,
      round: report.round,
      revision: report.revision,
      reason: report.reason,
      given: Form.given(template, occasion.unit.level, { report, previous }),
      may: mayOf(deps, of, { person, account, grants }, at)
    })
  })
