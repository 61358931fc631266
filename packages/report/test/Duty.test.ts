import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Duty from "@lienhoi/report/Duty"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { describe, expect, it } from "vitest"
import { compile, hierarchy, keyOf, morning, october, passed, september, template, yaml } from "./fixture.ts"

let last = 0
const happened = (unit: string, event: object): Duty.Happened => ({
  key: keyOf(unit),
  event: {
    id: `e-${++last}`,
    recordedAt: morning("2024-10-15"),
    by: { person: "p-X1", position: "v-X1" },
    ...event
  } as ReportEvent
})

const submitted = (unit: string, day: string, revision = 1): Duty.Happened =>
  happened(unit, { type: "submitted", revision, recordedAt: morning(day), cells: {} })

const list = (more: Partial<Duty.ListOptions> = {}): ReadonlyArray<Duty.Duty> =>
  passed(Duty.list({ hierarchy, template, period: october, calendar: WorkingDays.vietnam, ...more }))

const dutyOf = (unit: string, events: ReadonlyArray<Duty.Happened> = [], more: Partial<Duty.ListOptions> = {}) =>
  list({ events, ...more }).find((duty) => duty.unit === unit)!

describe("duties", () => {
  it("are owed by the units of the levels named, on the tree of the window's last day", () => {
    expect(list().map((duty) => duty.unit)).toEqual(["H", "X1", "X2", "A1", "A2", "A4", "B1", "A3"])
  })

  it("are due by the level's rule; a day off moves the day, the nominal one is kept", () => {
    expect(dutyOf("A1")).toMatchObject({ due: "2024-10-15", nominal: "2024-10-15", round: 1, timely: null })
    expect(dutyOf("H")).toMatchObject({ due: "2024-10-21", nominal: "2024-10-20", dueWhenOpened: "2024-10-21" })
  })

  it("of a unit that opened inside the window begin with its first day", () => {
    expect(dutyOf("A1")).toMatchObject({ from: "2024-09-15", to: "2024-10-14", closing: false })
    expect(dutyOf("A4")).toMatchObject({ from: "2024-10-05", to: "2024-10-14", closing: false })
  })

  it("of a unit that closed inside the window are a closing report", () => {
    expect(dutyOf("A3")).toMatchObject({ from: "2024-09-15", to: "2024-09-30", closing: true, due: "2024-10-15" })
    expect(dutyOf("OLD")).toBeUndefined()
  })

  it("say what is asked: the level's own fields, in a closing report flows and words only", () => {
    const keys = (unit: string) => Duty.fields(template, dutyOf(unit)).map((field) => field.key)

    expect(keys("A1")).toEqual(["HV", "BAI", "HV_ZALO", "TY_LE", "KHO_KHAN"])
    expect(keys("X1")).toEqual(["BAI", "KHO_KHAN"])
    expect(keys("A3")).toEqual(["BAI", "KHO_KHAN"])
  })

  it("are owed to nobody for a register, a case or a notice, whatever stands in them", () => {
    for (const kind of ["register", "case", "notice"] as const) {
      const other = { ...template, template: { ...template.template, kind } }
      expect(list({ template: other, events: [submitted("A1", "2024-10-10")] })).toEqual([])
    }
  })

  it("by the window's first day: who stood on the tree then, and after them who opened later", () => {
    const byStart = compile(yaml.replace("window: fifteenth", "window: fifteenth\nreference_day: window-start"))

    const duties = list({ template: byStart })

    expect(duties.map((duty) => [duty.unit, duty.closing])).toEqual([
      ["H", false],
      ["X1", false],
      ["X2", false],
      ["A1", false],
      ["A2", false],
      ["A3", true],
      ["B1", false],
      ["A4", false]
    ])
  })

  it("are limited to kinds, units and periods when the template says so: a pilot", () => {
    const pilot = (limits: string) => list({ template: compile(yaml.replace("huyen] }", `huyen], ${limits} }`)) })

    expect(pilot("kinds: [phuong]").map((duty) => duty.unit)).toEqual(["X2"])
    expect(pilot("units: [A1, B1]").map((duty) => duty.unit)).toEqual(["A1", "B1"])
    expect(pilot('from: "2024-11-01"')).toEqual([])
    expect(pilot('to: "2024-10-01"')).toHaveLength(8)
  })

  it("leave out what was recorded later", () => {
    const extended = happened("A1", { type: "extended", due: "2024-10-20", reason: "Mưa lũ" })

    expect(dutyOf("A1", [extended], { knownAt: morning("2024-10-14") }).round).toBe(1)
    expect(dutyOf("A1", [extended], { knownAt: morning("2024-10-15") }).round).toBe(2)
  })

  it("of another period or lineage are another matter", () => {
    const elsewhere = { ...submitted("A1", "2024-10-14"), key: { ...keyOf("A1"), period: september.id } }
    const otherLineage = { ...submitted("A1", "2024-10-14"), key: { ...keyOf("A1"), lineage: "vwu/khac" } }

    expect(dutyOf("A1", [elsewhere, otherLineage]).fulfilledAt).toBeNull()
  })

  it("cannot be listed while a level that owes has no due rule; every such level is named once", () => {
    const without = {
      ...template,
      template: { ...template.template, due: template.template.due.filter(({ level }) => level === "huyen") }
    }

    const listed = Duty.list({ hierarchy, template: without, period: october, calendar: WorkingDays.vietnam })

    expect(listed.ok ? [] : listed.issues.map((issue) => issue.code)).toEqual(["due.no-rule", "due.no-rule"])
  })

  it("of a level that is gone by the reference day follow the rule of the unit's last day", () => {
    const gone = {
      ...template,
      template: {
        ...template.template,
        due: template.template.due.map((rule) => (rule.level === "chi_hoi" ? { ...rule, to: "2024-09-30" } : rule)),
        appliesTo: { ...template.template.appliesTo, units: ["A3"] }
      }
    }

    expect(list({ template: gone })).toMatchObject([{ unit: "A3", closing: true, due: "2024-10-15" }])
  })
})

describe("fulfilling", () => {
  it("is on time on the due day and late the day after, by the Vietnamese calendar", () => {
    const at = (recordedAt: string) => [happened("A1", { type: "submitted", revision: 1, recordedAt })]

    expect(dutyOf("A1", at("2024-10-15T16:59:00.000Z"))).toMatchObject({ timely: true, fulfilledBy: 1 })
    expect(dutyOf("A1", at("2024-10-15T17:00:00.000Z"))).toMatchObject({ timely: false })
  })

  it("is the first submission of the round; a replacement does not make it late", () => {
    const duty = dutyOf("A1", [submitted("A1", "2024-10-14"), submitted("A1", "2024-10-30", 2)])

    expect(duty).toMatchObject({ fulfilledAt: morning("2024-10-14"), fulfilledBy: 1, timely: true })
    expect(Duty.isOpen(duty)).toBe(false)
  })

  it("ends with a return, which opens a round with its own due day", () => {
    const returned = happened("A1", { type: "returned", revision: 1, reason: "Xem lại", due: "2024-10-18" })
    const open = dutyOf("A1", [submitted("A1", "2024-10-14"), returned])
    const answered = dutyOf("A1", [submitted("A1", "2024-10-14"), returned, submitted("A1", "2024-10-18", 2)])

    expect(open).toMatchObject({ round: 2, due: "2024-10-18", dueWhenOpened: "2024-10-18", fulfilledAt: null })
    expect(open).toMatchObject({ nominal: "2024-10-15" })
    expect(answered).toMatchObject({ round: 2, timely: true, fulfilledBy: 2 })
  })

  it("is measured by the day known when the round opened, whatever was asked for later", () => {
    const sooner = happened("A1", { type: "requested", due: "2024-10-10" })

    expect(dutyOf("A1", [sooner, submitted("A1", "2024-10-14")])).toMatchObject({
      due: "2024-10-10",
      dueWhenOpened: "2024-10-15",
      timely: true
    })
  })
})

describe("relief and requests", () => {
  it("a waived duty is not open and says why", () => {
    const duty = dutyOf("A1", [happened("A1", { type: "waived", reason: "Chi hội đang sáp nhập" })])

    expect(duty.waived).toBe("Chi hội đang sáp nhập")
    expect(Duty.isOpen(duty)).toBe(false)
  })

  it("a unit that was asked owes, though the template is not for it", () => {
    const duty = dutyOf("P", [happened("P", { type: "requested", due: "2024-10-25" })])

    expect(duty).toMatchObject({ unit: "P", level: "tinh", due: "2024-10-25", nominal: "2024-10-25", round: 1 })
  })
})

describe("the id of a duty", () => {
  it("names the round, so that what waits for an earlier round can be stopped", () => {
    const returned = happened("A1", { type: "returned", revision: 1, reason: "Xem lại", due: "2024-10-18" })
    const events = [submitted("A1", "2024-10-14"), returned].map(({ event }) => event)
    const ids = [dutyOf("A1"), dutyOf("A1", [submitted("A1", "2024-10-14"), returned])].map(Duty.id)

    expect(ids.map((id) => DutyId.parse(id)?.round)).toEqual([1, 2])
    expect(ids.map((id) => DutyId.isOpen(DutyId.parse(id)!, events))).toEqual([false, true])
    expect(ids.map((id) => DutyId.isOpen(DutyId.parse(id)!, []))).toEqual([true, false])
  })
})
