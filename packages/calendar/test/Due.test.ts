import { Due, Period, PlainDate, Window, WorkingDays } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { period, tally } from "./generated.ts"

const of = (id: string): Period.Period => {
  const read = Period.fromId(id)
  if (!read.ok) throw new Error(id)
  return read.value
}

/** A province's month before and after the districts went: 15 / 17 / 20 / 22. */
const rules: ReadonlyArray<Due.DueRule> = [
  { level: "chi_hoi", on: { dayOfMonth: 15 } },
  { level: "co_so", on: { dayOfMonth: 17 }, to: "2025-06-30" },
  { level: "co_so", on: { dayOfMonth: 20 }, from: "2025-07-01" },
  { level: "huyen", on: { dayOfMonth: 20 }, to: "2025-06-30" },
  { level: "tinh", on: { dayOfMonth: 22 } }
]
const levels: ReadonlyArray<Due.Level> = [
  { id: "tinh" },
  { id: "huyen", to: "2025-06-30" },
  { id: "co_so" },
  { id: "chi_hoi" }
]

const ask = (level: string, id: string, more: Partial<Due.DateOptions> = {}) =>
  Due.date({ rules, level, period: of(id), window: "fifteenth", days: WorkingDays.vietnam, ...more })
const dueOf = (level: string, id: string, on: Due.On, more: Partial<Due.DueRule> = {}, events = {}) =>
  ask(level, id, { rules: [{ level, on, ...more }], events })

describe("October 2024", () => {
  it.each([
    ["chi_hoi", "2024-10-15"],
    ["co_so", "2024-10-17"],
    ["huyen", "2024-10-21"],
    ["tinh", "2024-10-22"]
  ])("%s owes on %s", (level, due) => expect(ask(level, "2024-10")).toMatchObject({ ok: true, value: { due } }))

  it("remembers where the rule had put it: 20 October was a Sunday", () =>
    expect(ask("huyen", "2024-10")).toEqual({
      ok: true,
      value: { due: "2024-10-21", nominal: "2024-10-20", estimated: false, rule: rules[3] }
    }))
})

describe("the rule in force", () => {
  it("is the one of the window's last day", () => {
    expect(ask("co_so", "2025-06")).toMatchObject({ value: { due: "2025-06-17" } })
    expect(ask("co_so", "2025-07")).toMatchObject({ value: { nominal: "2025-07-20", due: "2025-07-21" } })
    expect(ask("huyen", "2025-06")).toMatchObject({ value: { due: "2025-06-20" } })
    expect(ask("co_so", "2025")).toMatchObject({ value: { nominal: "2025-12-20", due: "2025-12-22" } })
    expect(ask("huyen", "2025")).toMatchObject({ ok: false, issues: [{ code: "due.no-rule" }] })
    expect(ask("huyen", "2025-07")).toMatchObject({ ok: false, issues: [{ code: "due.no-rule" }] })
  })

  it("must be one", () => {
    const twice = [...rules, { level: "tinh", on: { dayOfMonth: 25 } }]
    expect(ask("tinh", "2024-10", { rules: twice })).toMatchObject({ ok: false, issues: [{ code: "due.overlap" }] })
  })
})

describe("where a rule puts the day", () => {
  it.each<[string, string, Due.On, string]>([
    ["a day of the month after", "2024-10", { dayOfMonth: 5, monthOffset: 1 }, "2024-11-05"],
    ["over the year's end", "2024-12", { dayOfMonth: 3, monthOffset: 1 }, "2025-01-03"],
    ["the last day of a short month", "2024-02", { dayOfMonth: 31 }, "2024-02-29"],
    ["so many working days after the window", "2024-10", { workingDaysAfterWindow: 3 }, "2024-10-17"],
    ["working days over Tết", "2024-02", { workingDaysAfterWindow: 1 }, "2024-02-15"]
  ])("%s", (_, id, on, nominal) => expect(dueOf("co_so", id, on)).toMatchObject({ ok: true, value: { nominal } }))

  it("a fixed month of the year, before its end, as an estimate", () => {
    const on = { month: 11, dayOfMonth: 5 }
    expect(dueOf("co_so", "2024", on)).toMatchObject({ ok: false, issues: [{ code: "due.before-window-end" }] })
    expect(dueOf("co_so", "2024", on, { estimated: true })).toMatchObject({
      value: { due: "2024-11-05", estimated: true }
    })
  })

  it("days before an event whose date is known", () => {
    const on = { daysBefore: 3, event: "hop_ban_chap_hanh" }
    expect(dueOf("co_so", "2024-10", on, {}, { hop_ban_chap_hanh: "2024-10-25" })).toMatchObject({
      value: { due: "2024-10-22" }
    })
    const unknown = dueOf("co_so", "2024-10", on)
    expect(unknown.ok ? "" : unknown.issues[0]?.message).toBe(
      "Hạn nộp của cấp co_so tính theo “hop_ban_chap_hanh”, chưa có ngày của việc này; cho biết ngày"
    )
  })

  it("only if its numbers can be", () =>
    expect(dueOf("co_so", "2024-10", { dayOfMonth: 32, monthOffset: 0.5 })).toMatchObject({
      ok: false,
      issues: [{ code: "due.day-of-month" }, { code: "due.month-offset" }]
    }))
})

describe("a day off", () => {
  it.each([
    ["next", "2024-06-17"],
    ["previous", "2024-06-14"],
    ["keep", "2024-06-15"]
  ] as const)("with %s becomes %s", (onDayOff, due) =>
    expect(dueOf("co_so", "2024-06", { dayOfMonth: 15 }, { onDayOff })).toMatchObject({ value: { due } })
  )

  it("does not move back to before the window's end", () =>
    expect(dueOf("co_so", "2024-09", { dayOfMonth: 15 }, { onDayOff: "previous" })).toMatchObject({
      value: { nominal: "2024-09-15", due: "2024-09-16" }
    }))
})

describe("checking a set of rules", () => {
  const codes = (options: Partial<Due.CheckOptions>) =>
    Due.check({ rules, levels, window: "fifteenth", ...options }).map(({ code, path }) => `${code} ${path.join(".")}`)

  it("finds nothing wrong with a good one, before and after the districts went", () => {
    expect(codes({ period: of("2024-10") })).toEqual([])
    expect(codes({ period: of("2025-07") })).toEqual([])
    expect(codes({})).toEqual([])
  })

  it("a living level without a rule is an error, an abolished one is ignored", () => {
    const without = rules.filter(({ level }) => level !== "huyen")
    expect(codes({ rules: without, period: of("2025-06") })).toEqual(["due.no-rule levels.1"])
    expect(codes({ rules: without, period: of("2025-07") })).toEqual([])
    expect(codes({ rules: without })).toEqual([])
    expect(codes({ rules: without.slice(1) })).toEqual(["due.no-rule levels.3"])
  })

  it("lists everything that is wrong, with its place", () => {
    expect(
      codes({
        period: of("2024-10"),
        rules: [
          ...rules,
          { level: "chi_hoi", on: { dayOfMonth: 16 }, from: "2030-01-01" },
          { level: "xom", on: { dayOfMonth: 1 } },
          { level: "huyen", on: { workingDaysAfterWindow: -1 }, from: "2026-01-01", to: "2025-07-01" }
        ]
      })
    ).toEqual([
      "due.overlap rules.5",
      "due.level-unknown rules.6.level",
      "due.working-days rules.7.on.workingDaysAfterWindow",
      "due.reversed rules.7"
    ])
  })

  it("due before the window's end is an error unless it is an estimate", () => {
    const early: Due.DueRule = { level: "chi_hoi", on: { dayOfMonth: 10 } }
    const only = [{ id: "chi_hoi" }]
    expect(codes({ rules: [early], levels: only, period: of("2024-10") })).toEqual(["due.before-window-end rules.0.on"])
    expect(codes({ rules: [{ ...early, estimated: true }], levels: only, period: of("2024-10") })).toEqual([])
    expect(codes({ rules: [early], levels: only, window: "calendar", period: of("2024-10-01..2024-10-09") })).toEqual(
      []
    )
  })
})

describe("laws of due days", () => {
  const on: fc.Arbitrary<Due.On> = fc.oneof(
    fc.record({ dayOfMonth: fc.integer({ min: 1, max: 31 }), monthOffset: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ workingDaysAfterWindow: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ daysBefore: fc.integer({ min: 0, max: 10 }), event: fc.constant("hop") })
  )
  const rule: fc.Arbitrary<Due.DueRule> = fc.record({
    level: fc.constant("co_so"),
    on,
    onDayOff: fc.constantFrom("next", "previous", "keep"),
    estimated: fc.boolean()
  })

  it("Property: a due day is never a day off unless kept, and never before the window's end unless estimated", () => {
    const tried = tally()
    let accepted = 0
    fc.assert(
      fc.property(rule, period, fc.constantFrom("calendar", "fifteenth"), fc.nat(30), (r, p, window, n) => {
        const end = Window.of(p, window).to
        const events = { hop: PlainDate.addDays(end, n) }
        const answer = Due.date({ rules: [r], level: "co_so", period: p, window, days: WorkingDays.vietnam, events })
        tried.count(r.onDayOff ?? "next")
        if (!answer.ok) {
          expect(answer.issues.map(({ code }) => code)).toEqual(["due.before-window-end"])
          return
        }
        accepted++
        const { due, nominal, estimated } = answer.value
        if (r.onDayOff === "keep") expect(due).toBe(nominal)
        else expect(WorkingDays.isWorkingDay(WorkingDays.vietnam, due)).toBe(true)
        if (!estimated) expect(due >= end).toBe(true)
      }),
      { numRuns: 2000 }
    )
    console.log(`due days found: ${accepted} of 2000`)
    expect(accepted).toBeGreaterThan(1000)
    tried.report("due days", ["next", "previous", "keep"])
  })
})
