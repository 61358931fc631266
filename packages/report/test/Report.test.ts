import type { Command, Context, Decision } from "@lienhoi/report/Command"
import * as Report from "@lienhoi/report/Report"
import type { Checked } from "@lienhoi/words/Issue"
import { describe, expect, it } from "vitest"
import { acting, hierarchy, keyOf, morning, passed, submission, template, unit } from "./fixture.ts"

const figures = { HV: 40, BAI: 3, HV_ZALO: 20 }

/** The report of A1 after these commands, every one of which must be recorded. */
const after = (...commands: ReadonlyArray<Command>): Report.Report =>
  commands.reduce(
    (report, command) => {
      const decision = passed(Report.decide(report, command, acting()))
      expect(decision.outcome).toBe("recorded")
      return decision.events.reduce(Report.evolve, report)
    },
    Report.empty(keyOf("A1"))
  )

const codes = (answer: Checked<Decision>): ReadonlyArray<string> =>
  answer.ok ? [answer.value.outcome] : answer.issues.map((issue) => issue.code)

const ask = (report: Report.Report, command: Command, more: Partial<Context> = {}): ReadonlyArray<string> =>
  codes(Report.decide(report, command, acting(more)))

const submit: Command = { type: "submit", submission: submission(figures) }
const again = (values: object, seen: number): Command => ({
  type: "submit",
  submission: submission({ ...values }, { seen })
})
const sendBack: Command = { type: "return", revision: 1, reason: "Số bài viết tăng gấp ba", due: "2024-10-18" }
const approve: Command = { type: "approve", revision: 1 }
const seal: Command = { type: "seal", revision: 1, digest: "tong-405" }
const amend = (values: object, seen = 1): Command => ({
  type: "amend",
  submission: submission({ ...values }, { seen }),
  reason: "Đếm sót một nhóm"
})

describe("a report", () => {
  it("keeps apart who answers for the figures, who typed them in, and the road they came by", () => {
    const report = after(submit)

    expect(report).toMatchObject({ status: "submitted", revision: 1, version: 1, round: 1 })
    expect(report.revisions[0]).toMatchObject({
      reportedBy: "p-A1",
      recordedBy: "p-X1",
      via: "phone",
      at: morning("2024-10-15"),
      reviewed: true
    })
  })

  it("goes through the template's validator by whatever road: 38.506 is 38506, computed cells are there", () => {
    const report = after(again({ HV: "85.328", BAI: "không phát sinh", HV_ZALO: "38.506" }, 0))

    const cells = Report.cellsOn(report, "submitted")!
    expect(cells.HV_ZALO).toEqual({ state: "value", value: 38506 })
    expect(cells.BAI).toEqual({ state: "zero" })
    expect(cells.TY_LE).toMatchObject({ state: "value" })
  })

  it("keeps a printed percentage that contradicts its fraction, flagged", () => {
    const report = after(again({ HV: "85.328", BAI: 1, HV_ZALO: "38.506", TY_LE: "38,51" }, 0))

    expect(report.revisions[0]!.flags).toContainEqual({ code: "ratio.contradicts", field: "TY_LE" })
  })

  it("refuses figures of the wrong kind with everything that is wrong", () => {
    const answer = Report.decide(Report.empty(keyOf("A1")), again({ HV: "nhiều", BAI: -1 }, 0), acting())

    expect(answer.ok).toBe(false)
    expect(new Set(answer.ok ? [] : answer.issues.map((issue) => issue.path[0]))).toEqual(new Set(["HV", "BAI"]))
  })

  it("keeps a draft beside what was submitted", () => {
    const draft: Command = { type: "save-draft", values: { HV: "4" } }

    expect(after(draft)).toMatchObject({ status: "draft", draft: { HV: "4" }, revision: 0 })
    expect(after(submit, draft)).toMatchObject({ status: "submitted", draft: { HV: "4" }, revision: 1 })
    expect(after(draft, submit)).toMatchObject({ status: "submitted", draft: null })
  })

  it("takes the same figures sent twice as one", () => {
    const report = after(submit)

    expect(ask(report, submit)).toEqual(["no-op"])
    expect(ask(report, again({ HV: "40", BAI: "3", HV_ZALO: 20, KHO_KHAN: "" }, 0))).toEqual(["no-op"])
  })

  it("asks before it replaces figures that the sender has not seen, and says which differ", () => {
    const report = after(submit)
    const late = submission({ ...figures, BAI: 4 }, { seen: 0, via: "chat" })

    const answer = passed(Report.decide(report, { type: "submit", submission: late }, acting()))
    const confirmed = after(submit, { type: "confirm-replacement", submission: late, replaces: 1 })

    expect(answer).toMatchObject({ outcome: "confirm-replacement", events: [], current: 1, differences: ["BAI"] })
    expect(confirmed.revisions.map((revision) => revision.cells.BAI)).toEqual([
      { state: "value", value: 3 },
      { state: "value", value: 4 }
    ])
  })

  it("asks again when yet another revision came before the replacement was confirmed", () => {
    const report = after(submit, again({ ...figures, BAI: 5 }, 1))
    const late = submission({ ...figures, BAI: 4 })

    expect(ask(report, { type: "confirm-replacement", submission: late, replaces: 1 })).toEqual(["confirm-replacement"])
  })

  it("is replaced without asking by who has seen the newest figures", () => {
    expect(after(submit, again({ ...figures, BAI: 4 }, 1))).toMatchObject({ revision: 2, status: "submitted" })
  })

  it("refuses a submission that claims to have seen what is not there", () => {
    expect(ask(Report.empty(keyOf("A1")), again(figures, 1))).toEqual(["report.seen-unknown"])
  })

  it("refuses figures of another unit, period or version of the template", () => {
    const empty = Report.empty(keyOf("A1"))
    const wrong = (more: object): Command => ({ type: "submit", submission: submission(figures, more) })

    expect(ask(empty, wrong({ unit: "A2" }))).toEqual(["report.key-mismatch"])
    expect(ask(empty, wrong({ period: "2024-09" }))).toEqual(["report.key-mismatch"])
    expect(ask(empty, wrong({ template: { ...submission({}).template, version: "0.9.0" } }))).toEqual([
      "report.template-version"
    ])
  })
})

describe("a returned report", () => {
  it("leaves approved at once, stays in submitted, and opens a round with the new due day", () => {
    const report = after(submit, approve, sendBack)

    expect(report).toMatchObject({ status: "returned", round: 2, due: "2024-10-18", reason: sendBack.reason })
    expect(Report.revisionOn(report, "approved")).toBeNull()
    expect(Report.revisionOn(report, "submitted")?.revision).toBe(1)
  })

  it("can be answered with the same figures by who has seen it come back, not by an old message", () => {
    const report = after(submit, sendBack)

    expect(ask(report, submit)).toEqual(["no-op"])
    expect(after(submit, sendBack, again(figures, 1))).toMatchObject({ status: "submitted", revision: 2, reason: null })
  })

  it("cannot be judged before it comes back", () => {
    const report = after(submit, sendBack)

    expect(ask(report, approve)).toEqual(["report.returned-already"])
    expect(ask(report, sendBack)).toEqual(["report.returned-already"])
    expect(ask(report, seal)).toEqual(["report.returned-already"])
  })

  it("needs a reason, and a due day that is a day and not past", () => {
    const report = after(submit)

    expect(ask(report, { ...sendBack, reason: "  ", due: "2024-10-14" })).toEqual([
      "report.reason-missing",
      "report.due-past"
    ])
    expect(ask(report, { ...sendBack, due: "18/10" })).toEqual(["report.due-unreadable"])
    expect(ask(report, { ...sendBack, due: "2024-10-15" })).toEqual(["recorded"])
  })

  it("takes today from the Vietnamese calendar", () => {
    const report = after(submit)
    const lateEvening = { at: "2024-10-14T17:30:00.000Z" }

    expect(ask(report, { ...sendBack, due: "2024-10-14" }, lateEvening)).toEqual(["report.due-past"])
    expect(ask(report, { ...sendBack, due: "2024-10-15" }, lateEvening)).toEqual(["recorded"])
  })
})

describe("judging", () => {
  it("needs figures, and the newest ones", () => {
    const report = after(submit, again({ ...figures, BAI: 4 }, 1))

    expect(ask(Report.empty(keyOf("A1")), approve)).toEqual(["report.nothing-submitted"])
    expect(ask(report, approve)).toEqual(["report.revision-old"])
    expect(ask(report, sendBack)).toEqual(["report.revision-old"])
  })

  it("approves once", () => {
    expect(after(submit, approve)).toMatchObject({ status: "approved", approved: 1 })
    expect(ask(after(submit, approve), approve)).toEqual(["no-op"])
  })

  it("does not let approved figures be overwritten; the upper unit returns them first", () => {
    const report = after(submit, approve)

    expect(ask(report, again({ ...figures, BAI: 9 }, 1))).toEqual(["report.approved-already"])
    expect(ask(report, { type: "save-draft", values: {} })).toEqual(["report.approved-already"])
    expect(ask(report, again(figures, 1))).toEqual(["no-op"])
  })

  it("signs what is approved, with the digest of the total", () => {
    expect(ask(after(submit), seal)).toEqual(["report.not-approved"])
    expect(after(submit, approve, seal)).toMatchObject({ status: "sealed", sealed: 1, digest: "tong-405" })
    expect(ask(after(submit, approve, seal), seal)).toEqual(["no-op"])
    expect(ask(after(submit, approve, seal), { type: "seal", revision: 1 })).toEqual(["no-op"])
    expect(ask(after(submit, approve, seal), { ...seal, digest: "tong-406" })).toEqual(["report.sealed-already"])
  })
})

describe("a signed report", () => {
  const signed = after(submit, approve, seal)

  it("takes no submission, draft or return", () => {
    expect(ask(signed, again({ ...figures, BAI: 9 }, 1))).toEqual(["report.sealed-already"])
    expect(ask(signed, { type: "save-draft", values: {} })).toEqual(["report.sealed-already"])
    expect(ask(signed, sendBack)).toEqual(["report.sealed-already"])
  })

  it("is corrected by an amendment that keeps what was signed, and shows as different", () => {
    const report = after(submit, approve, seal, amend({ ...figures, BAI: 4 }))

    expect(report).toMatchObject({ status: "sealed", sealed: 1, revision: 2, approved: 1 })
    expect(report.revisions[1]).toMatchObject({ amends: 1, cells: { BAI: { state: "value", value: 4 } } })
    expect(Report.cellsOn(report, "sealed")).toEqual(Report.cellsOn(signed, "sealed"))
    expect(Report.differencesFromSigned(signed)).toEqual([])
    expect(Report.differencesFromSigned(report)).toEqual(["BAI"])
  })

  it("counts an amendment as approved only when the upper unit approves it", () => {
    const report = after(submit, approve, seal, amend({ ...figures, BAI: 4 }), { type: "approve", revision: 2 })

    expect(report).toMatchObject({ status: "sealed", sealed: 1, approved: 2 })
    expect(ask(report, { type: "seal", revision: 2 })).toEqual(["report.sealed-already"])
  })

  it("is not amended without a reason, by the same figures, or over an amendment not seen", () => {
    const report = after(submit, approve, seal, amend({ ...figures, BAI: 4 }))

    expect(ask(signed, { ...amend({ ...figures, BAI: 4 }), reason: "" } as Command)).toEqual(["report.reason-missing"])
    expect(ask(signed, amend(figures))).toEqual(["no-op"])
    expect(ask(report, amend({ ...figures, BAI: 5 }, 1))).toEqual(["confirm-replacement"])
    expect(ask(after(submit, approve), amend({ ...figures, BAI: 4 }))).toEqual(["report.not-sealed"])
  })
})

describe("time and relief", () => {
  it("an extension opens a round and must be later than the day that holds", () => {
    const extend: Command = { type: "extend", due: "2024-10-20", reason: "Mưa lũ" }
    const report = after(extend)

    expect(report).toMatchObject({ round: 2, due: "2024-10-20", status: "none" })
    expect(ask(report, extend)).toEqual(["report.due-not-later"])
    expect(ask(Report.empty(keyOf("A1")), extend, { due: "2024-10-21" })).toEqual(["report.due-not-later"])
    expect(ask(report, { ...extend, due: "mai" })).toEqual(["report.due-unreadable"])
    expect(ask(after(submit), extend)).toEqual(["report.not-owed"])
  })

  it("a waiver ends the round; a request opens another", () => {
    const waive: Command = { type: "waive", reason: "Chi hội đang sáp nhập" }
    const request: Command = { type: "request", due: "2024-10-25" }

    expect(ask(after(waive), waive)).toEqual(["report.not-owed"])
    expect(after(waive, request)).toMatchObject({ round: 2, due: "2024-10-25" })
    expect(after(request)).toMatchObject({ round: 1, due: "2024-10-25" })
    expect(ask(after(request), request)).toEqual(["no-op"])
    expect(ask(after(submit), request)).toEqual(["report.fulfilled-already"])
  })
})

describe("authority", () => {
  const own = { by: { person: "p-A1", position: "v-A1" }, hierarchy }
  const chair = { by: { person: "p-X1", position: "v-X1" }, hierarchy }
  const neighbour = { by: { person: "p-X2", position: "v-X2" }, hierarchy }
  const empty = Report.empty(keyOf("A1"))
  const byHead: Command = { type: "submit", submission: submission(figures, { recordedBy: "p-A1", via: "web" }) }

  it("lets the unit file for itself and a unit above on its behalf", () => {
    const self = passed(Report.decide(empty, byHead, acting(own)))
    const upper = passed(Report.decide(empty, submit, acting(chair)))

    expect(self.events[0]).toMatchObject({ type: "submitted", onBehalf: false })
    expect(upper.events[0]).toMatchObject({ type: "submitted", onBehalf: true, reportedBy: "p-A1", recordedBy: "p-X1" })
  })

  it("does not let a neighbour file or judge", () => {
    const foreign: Command = { type: "submit", submission: submission(figures, { recordedBy: "p-X2" }) }

    expect(ask(empty, foreign, neighbour)).toEqual(["report.may-not-file"])
    expect(ask(after(submit), approve, neighbour)).toEqual(["report.may-not-judge"])
    expect(ask(after(submit, approve), seal, neighbour)).toEqual(["report.may-not-seal"])
  })

  it("lets only those above return, approve, extend and waive", () => {
    expect(ask(after(submit), approve, own)).toEqual(["report.may-not-judge"])
    expect(ask(after(submit), approve, chair)).toEqual(["recorded"])
    expect(ask(empty, { type: "waive", reason: "Mất sóng" }, own)).toEqual(["report.may-not-judge"])
    expect(ask(after(submit, approve), seal, own)).toEqual(["recorded"])
  })

  it("lets the top unit judge its own report: nobody stands above it", () => {
    const top = { by: { person: "p-P", position: "v-P" }, hierarchy, unit: unit("P") }
    const report = { ...after(submit), key: keyOf("P") }

    expect(ask(report, approve, top)).toEqual(["recorded"])
  })

  it("comes from a position held that day, by the one who types", () => {
    expect(ask(empty, byHead, { by: { person: "p-A1" }, hierarchy })).toEqual(["report.position-missing"])
    expect(ask(empty, byHead, { by: { person: "p-A1", position: "v-X1" }, hierarchy })).toEqual([
      "report.position-not-held"
    ])
    expect(ask(empty, byHead, { ...own, at: morning("2023-12-31") })).toEqual(["report.position-not-held"])
    expect(ask(empty, byHead, chair)).toEqual(["report.recorder-other"])
  })
})

describe("a unit that is gone", () => {
  const of = (id: string, more: object = {}) => ({
    report: Report.empty(keyOf(id)),
    command: { type: "submit", submission: submission(figures, { unit: id, ...more }) } as Command,
    context: { unit: unit(id), hierarchy, at: morning("2024-11-20") }
  })

  it("may still file for a period in which it lived, whatever day it is", () => {
    const { report, command, context } = of("A3")

    expect(ask(report, command, context)).toEqual(["recorded"])
  })

  it("reports flows only: its members are counted by its heir", () => {
    const { report, context } = of("A3")
    const command: Command = {
      type: "submit",
      submission: submission({ HV: 40, BAI: 3, HV_ZALO: 20, TY_LE: "50" }, { unit: "A3" })
    }

    const decision = passed(Report.decide(report, command, acting(context)))

    const [event] = decision.events
    expect(event?.type === "submitted" && event.cells.BAI).toEqual({ state: "value", value: 3 })
    expect(event?.type === "submitted" && event.cells.HV).toMatchObject({ state: "not-applicable" })
  })

  it("does not report on a period that lies wholly outside its life", () => {
    const { report, command, context } = of("OLD", { recordedBy: "p-X2" })
    const upper = { ...context, by: { person: "p-X2", position: "v-X2" } }

    expect(ask(report, command, upper)).toEqual(["report.outside-life"])
    expect(ask(report, { type: "save-draft", values: {} }, upper)).toEqual(["report.outside-life"])
    expect(ask(report, { type: "request", due: "2024-12-01" }, upper)).toEqual(["report.outside-life"])
  })

  it("lets its heir file for it", () => {
    const { report, command, context } = of("A3", { recordedBy: "p-A2" })
    const heir = { ...context, by: { person: "p-A2", position: "v-A2" } }

    expect(ask(report, command, heir)).toEqual(["report.may-not-file"])
    expect(ask(report, command, { ...heir, heirs: ["A2"] })).toEqual(["recorded"])
  })
})

describe("an intermediate unit", () => {
  const report = Report.empty(keyOf("X1"))
  const own = (values: object): Command => ({ type: "submit", submission: submission({ ...values }, { unit: "X1" }) })

  it("files figures of its own, and only what its level is asked", () => {
    const decision = passed(Report.decide(report, own({ BAI: 5 }), acting({ unit: unit("X1") })))

    expect(decision.events[0]).toMatchObject({ type: "submitted", cells: { BAI: { state: "value", value: 5 } } })
    expect(ask(report, own({ BAI: 5, HV: 400 }), { unit: unit("X1") })).toEqual(["field.not-asked"])
  })
})

describe("whom the template is not for", () => {
  const report = Report.empty(keyOf("P"))
  const command: Command = { type: "submit", submission: submission({}, { unit: "P" }) }
  const context = { unit: unit("P") }

  it("is refused, unless the report was requested", () => {
    const requested = passed(Report.decide(report, { type: "request", due: "2024-10-25" }, acting(context)))

    expect(ask(report, command, context)).toEqual(["report.not-asked"])
    expect(ask(requested.events.reduce(Report.evolve, report), command, context)).toEqual(["recorded"])
  })
})

it("every refusal is said in Vietnamese and English with all its places filled", () => {
  const refused = [
    Report.decide(after(submit, approve, seal), sendBack, acting()),
    Report.decide(after(submit), { ...approve, revision: 7 } as Command, acting()),
    Report.decide(Report.empty(keyOf("OLD")), submit, acting({ hierarchy, unit: unit("OLD"), template }))
  ].flatMap((answer) => (answer.ok ? [] : answer.issues))

  expect(refused.length).toBeGreaterThanOrEqual(3)
  for (const issue of refused) {
    expect(`${issue.message}${issue.english}`).not.toMatch(/[{}]|undefined/)
    expect(issue.message).toMatch(/[;,.] ?\p{L}/u)
  }
})
