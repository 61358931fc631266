/**
 * Law Lifecycle: replaying events gives the same state; a sealed report changes only by an amendment that keeps the old
 * revision. Random histories of all ten commands; what may be done in which state is written down here once more, as a
 * table, and compared with what is decided.
 */
import * as Beside from "@lienhoi/report/Beside"
import type { Command, CommandType, Context } from "@lienhoi/report/Command"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Report from "@lienhoi/report/Report"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { acting, keyOf, morning, submission } from "./fixture.ts"
import { Tally } from "./tally.ts"

const commands: ReadonlyArray<CommandType> = [
  "save-draft",
  "submit",
  "confirm-replacement",
  "return",
  "approve",
  "seal",
  "amend",
  "request",
  "extend",
  "waive"
]

/** What may be done with fresh figures, the newest revision, a reason and a later due day. */
const allowed: { readonly [S in Report.Status]: ReadonlyArray<CommandType> } = {
  none: ["save-draft", "submit", "confirm-replacement", "request", "extend", "waive"],
  draft: ["save-draft", "submit", "confirm-replacement", "request", "extend", "waive"],
  submitted: ["save-draft", "submit", "confirm-replacement", "return", "approve"],
  returned: ["save-draft", "submit", "confirm-replacement", "request", "extend", "waive"],
  approved: ["return", "approve", "seal"],
  sealed: ["amend", "seal", "approve"]
}

const isAllowed = (report: Report.Report, type: CommandType): boolean => {
  const current = report.rounds.at(-1)!
  if (current.fulfilledAt !== null && ["request", "extend", "waive"].includes(type)) return false
  if (current.waived !== null && (type === "extend" || type === "waive")) return false
  return allowed[report.status].includes(type)
}

/** One step: which command, preferably one that is allowed, and how fresh the figures and the sender's knowledge are. */
interface Step {
  readonly pick: number
  readonly anything: boolean
  readonly stale: boolean
  readonly posts: number
  readonly days: number
}

const arbStep: fc.Arbitrary<Step> = fc.record({
  pick: fc.nat(999),
  anything: fc.integer({ min: 0, max: 9 }).map((n) => n < 3),
  stale: fc.integer({ min: 0, max: 9 }).map((n) => n < 1),
  posts: fc.integer({ min: 0, max: 3 }),
  days: fc.integer({ min: 1, max: 3 })
})

// What leads to rare states is drawn more often, so that every command gets its share.
const drawn: ReadonlyArray<CommandType> = [...commands, "approve", "approve", "seal", "seal", "amend", "amend"]

const typeOf = (report: Report.Report, { pick, anything }: Step): CommandType => {
  const choice = anything ? commands : drawn.filter((type) => isAllowed(report, type))
  return choice[pick % choice.length]!
}

const day = (n: number): string => new Date(Date.UTC(2024, 9, 15 + n)).toISOString().slice(0, 10)

const commandOf = (report: Report.Report, step: Step, now: number): Command => {
  const type = typeOf(report, step)
  const seen = step.stale ? Math.max(0, report.revision - 1) : report.revision
  const figures = submission({ HV: 40, BAI: step.posts + 10 * now, HV_ZALO: 20 }, { seen })
  const repeated = report.revisions.at(-1)?.cells.BAI
  const same = submission(
    { HV: 40, BAI: repeated?.state === "value" ? repeated.value : 0, HV_ZALO: 20 },
    { seen: Math.max(0, report.revision - 1) }
  )
  const due = day(now + 10 * step.days)
  switch (type) {
    case "save-draft":
      return { type, values: { BAI: step.posts } }
    case "submit":
      return { type, submission: step.posts === 0 && report.revision > 0 ? same : figures }
    case "confirm-replacement":
      return { type, submission: { ...figures, seen: 0 }, replaces: seen }
    case "return":
      return { type, revision: seen, reason: "Xem lại", due }
    case "approve":
      return { type, revision: seen }
    case "seal":
      return { type, revision: report.sealed ?? seen, digest: report.digest ?? `tong-${now}` }
    case "amend":
      return { type, submission: figures, reason: "Đếm sót" }
    case "request":
      return { type, due }
    case "extend":
      return { type, due: day(100 + 10 * now + step.days), reason: "Mưa lũ" }
    case "waive":
      return { type, reason: "Đang sáp nhập" }
  }
}

const stays = (before: Report.Report, after: Report.Report, event: ReportEvent): void => {
  expect(after.version).toBe(before.version + 1)
  expect(after.revisions.slice(0, before.revisions.length)).toEqual(before.revisions)
  expect(after.round).toBe(before.round + (after.rounds.length - before.rounds.length))
  expect(after.round - before.round).toBe(
    event.type === "returned" ||
      event.type === "extended" ||
      (event.type === "requested" && before.rounds.at(-1)!.waived !== null)
      ? 1
      : 0
  )
  if (event.type === "returned") expect(after.approved).toBeNull()
  if (before.sealed === null) return
  expect(["amended", "approved"]).toContain(event.type)
  expect(after).toMatchObject({ status: "sealed", sealed: before.sealed, digest: before.digest })
  expect(Report.cellsOn(after, "sealed")).toEqual(Report.cellsOn(before, "sealed"))
  if (event.type === "amended") expect(after.revision).toBe(before.revision + 1)
  else expect(after.revisions).toEqual(before.revisions)
}

it("Lifecycle: replaying gives the same state, and what is signed stays", { timeout: 120_000 }, () => {
  const tally = new Tally(commands)

  fc.assert(
    fc.property(fc.array(arbStep, { minLength: 8, maxLength: 24 }), fc.nat(), (steps, cut) => {
      let report = Report.empty(keyOf("A1"))
      const events: Array<ReportEvent> = []
      steps.forEach((step, now) => {
        const command = commandOf(report, step, now)
        const context: Context = acting({ eventId: `e-${now}`, at: morning(day(now)) })
        const answer = Report.decide(report, command, context)
        tally.count(command.type, answer.ok)
        if (!step.stale && command.type !== "submit") expect(answer.ok).toBe(isAllowed(report, command.type))
        if (!answer.ok) return
        expect(answer.value.events).toHaveLength(answer.value.outcome === "recorded" ? 1 : 0)
        for (const event of answer.value.events) {
          const after = Report.evolve(report, event)
          stays(report, after, event)
          events.push(event)
          report = after
        }
      })

      expect(Report.replay(keyOf("A1"), events)).toEqual(report)
      const at = cut % (events.length + 1)
      const half = Report.replay(keyOf("A1"), events.slice(0, at))
      expect(events.slice(at).reduce(Report.evolve, half)).toEqual(report)
      const kept = events.map((event) => Beside.join(JSON.parse(JSON.stringify(Beside.part(event)))))
      expect(Report.replay(keyOf("A1"), kept)).toEqual(report)
    }),
    { numRuns: 1000, seed: 2024 }
  )

  tally.print("Lifecycle")
  expect(tally.leastShare()).toBeGreaterThanOrEqual(0.05)
  expect(tally.accepted()).toBeGreaterThanOrEqual(0.5)
})
