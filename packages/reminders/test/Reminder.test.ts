import * as Instant from "@lienhoi/calendar/Instant"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Reminder from "@lienhoi/reminders/Reminder"
import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import type { Duty } from "@lienhoi/report/Duty"
import { describe, expect, it } from "vitest"
import { duty, hierarchy, hierarchyWith, keysOf, leaves, passed, refusals, succeeds } from "./fixture.ts"

const at = (day: string, time = "08:00"): string => Instant.at(`2024-06-${day}`, time)

interface Case {
  readonly duties: ReadonlyArray<Duty>
  readonly from: string
  readonly to: string
  readonly tree?: Hierarchy
  readonly plan?: ReminderPlan.ReminderPlan
  readonly groups?: Reminder.DueOptions["groups"]
}

const due = ({ duties, from, to, tree = hierarchy, plan = ReminderPlan.standard, groups = [] }: Case): Reminder.Run =>
  Reminder.due({ plan, duties, hierarchy: tree, calendar: WorkingDays.vietnam, groups, from, to })

describe("steps", () => {
  it("two days before Friday 14 June the branch head is reminded, on the hour and not before", () => {
    const early = due({ duties: [duty("ap-1")], from: at("11"), to: at("12", "07:59") })
    const then = due({ duties: [duty("ap-1")], from: early.upTo, to: at("12") })

    expect(early.planned).toEqual([])
    expect(keysOf(then.planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/1/nhac/p-ap-1"])
    expect(then.planned[0]?.because.map(({ text }) => text.vi)).toEqual([
      "Chi hội phụ nữ ấp 1 chưa gửi báo cáo, còn 2 ngày (thứ Sáu 14/6)"
    ])
  })

  it("five days before Friday is a Sunday: the invitation goes out on the Friday before", () => {
    const { planned } = due({ duties: [duty("ap-1")], from: at("07", "07:00"), to: at("07", "09:00") })

    expect(planned.map(({ step }) => step.id)).toEqual(["moi"])
    expect(planned[0]?.because[1]?.text.vi).toBe("Chủ nhật 9/6/2024 là ngày nghỉ nên chuyển sang thứ Sáu 7/6/2024")
  })

  it("the day after the due day is a Saturday: the list comes on Monday, one for all late branches of a commune", () => {
    const saturday = due({ duties: [duty("ap-1"), duty("ap-2")], from: at("14", "09:00"), to: at("15", "09:00") })
    const monday = due({
      duties: ["ap-1", "ap-2", "ap-3"].map((unit) => duty(unit)),
      from: saturday.upTo,
      to: at("17")
    })

    expect(saturday.planned).toEqual([])
    expect(keysOf(monday.planned)).toEqual([
      "digest/vwu/p-xa-1/2024-06-17/qua-han",
      "digest/vwu/p-xa-2/2024-06-17/qua-han"
    ])
    expect(monday.planned.map((one) => Reminder.dutiesOf(one).map(({ unit }) => unit))).toEqual([
      ["ap-1", "ap-2"],
      ["ap-3"]
    ])
  })

  it("a step limited to other reports leaves this one alone", () => {
    const plan = passed(
      ReminderPlan.parse({ steps: [{ id: "a", at: { onDue: true }, lineages: ["vwu/bao-cao-quy"] }] })
    )

    expect(due({ duties: [duty("ap-1")], from: at("13"), to: at("14"), plan }).planned).toEqual([])
  })
})

describe("who is not reminded, and why", () => {
  it("who has reported or was let off", () => {
    const fulfilled = duty("ap-1", { fulfilledAt: at("11") })
    const waived = duty("ap-2", { waived: "bão" })

    const run = due({ duties: [fulfilled, waived], from: at("11"), to: at("12") })

    expect(run.planned).toEqual([])
    expect(run.notSent.map(({ why }) => why.text.vi)).toEqual([
      "Chi hội phụ nữ ấp 1 đã gửi báo cáo lúc 08:00 thứ Ba 11/6/2024 nên không nhắc",
      "Chi hội phụ nữ ấp 2 được miễn báo cáo kỳ này nên không nhắc"
    ])
  })

  it("after a week without a run the newest step alone is sent, and says that it is late", () => {
    const run = due({ duties: [duty("ap-1")], from: at("06"), to: at("13", "10:00") })

    expect(run.planned.map(({ step }) => step.id)).toEqual(["nhac"])
    expect(run.planned[0]?.because.map(({ code }) => code)).toEqual(["due", "caught-up"])
    expect(refusals(run.notSent)).toEqual(["ap-1 moi: superseded"])
    expect(run.notSent[0]?.instead).toBe(run.planned[0]?.key)
  })

  it("a plan that skips leaves out what was missed and goes on with the next step", () => {
    const plan = { ...ReminderPlan.standard, catchUp: "skip" as const }

    const late = due({ duties: [duty("ap-1")], from: at("06"), to: at("13", "10:00"), plan })
    const next = due({ duties: [duty("ap-1")], from: late.upTo, to: at("14", "10:00"), plan })

    expect(late.planned).toEqual([])
    expect(refusals(late.notSent)).toEqual(["ap-1 moi: superseded", "ap-1 nhac: missed"])
    expect(next.planned.map(({ step }) => step.id)).toEqual(["den-han"])
  })

  it("at night nobody is written to; the morning run sends it", () => {
    const night = due({ duties: [duty("ap-1")], from: at("12", "07:00"), to: at("12", "22:00") })
    const morning = due({ duties: [duty("ap-1")], from: night.upTo, to: at("13", "07:00") })

    expect(night.planned).toEqual([])
    expect(night.notSent.map(({ why }) => why.text.vi)).toEqual([
      "Ngoài giờ nhắn tin; chuyển sang 07:00 thứ Năm 13/6/2024"
    ])
    expect(morning.planned.map(({ step }) => step.id)).toEqual(["nhac"])
  })

  it("digests of two days that were missed become the newer one, with everybody on it", () => {
    const quarter = duty("ap-2", { lineage: "vwu/bao-cao-quy", due: "2024-06-11" })

    const run = due({ duties: [duty("ap-1"), quarter], from: at("11", "09:00"), to: at("17", "09:00") })
    const lists = run.planned.filter(({ form }) => form === "digest")

    expect(keysOf(lists)).toEqual(["digest/vwu/p-xa-1/2024-06-17/qua-han"])
    expect(Reminder.dutiesOf(lists[0]!).map(({ unit }) => unit)).toEqual(["ap-1", "ap-2"])
    expect(run.notSent.find(({ why }) => why.code === "in-later-digest")?.key).toBe(
      "digest/vwu/p-xa-1/2024-06-12/qua-han"
    )
  })
})

describe("who answers", () => {
  it("a vacant post is told to the upper unit in one digest, however many branches it is", () => {
    const tree = hierarchyWith([], ["ap-1", "ap-2"])

    const run = due({ duties: [duty("ap-1"), duty("ap-2")], from: at("11"), to: at("12"), tree })

    expect(keysOf(run.planned)).toEqual(["digest/vwu/p-xa-1/2024-06-12/nhac"])
    expect(run.notSent.map(({ why }) => why.text.vi)).toEqual([
      "Chi hội phụ nữ ấp 1 chưa có người phụ trách; báo trong tin gộp cho Hội LHPN xã Một",
      "Chi hội phụ nữ ấp 2 chưa có người phụ trách; báo trong tin gộp cho Hội LHPN xã Một"
    ])
  })

  it("when the commune is vacant too, the district hears of it", () => {
    const tree = hierarchyWith([], ["ap-1", "xa-1"])

    expect(keysOf(due({ duties: [duty("ap-1")], from: at("11"), to: at("12"), tree }).planned)).toEqual([
      "digest/vwu/p-huyen/2024-06-12/nhac"
    ])
  })

  it("when nobody is in office up to the top, that is said and nothing is sent", () => {
    const tree = hierarchyWith([], ["ap-1", "xa-1", "huyen", "tinh"])

    const run = due({ duties: [duty("ap-1")], from: at("11"), to: at("12"), tree })

    expect(run.planned).toEqual([])
    expect(refusals(run.notSent)).toEqual(["ap-1 nhac: nobody"])
    expect(run.notSent[0]?.key).toBeNull()
  })

  it("a successor gets the newest open step on the first day, and no older one", () => {
    const tree = hierarchyWith(succeeds("ap-1", "p-new", "2024-06-13"))

    const before = due({ duties: [duty("ap-1")], from: at("06"), to: at("12", "09:00"), tree })
    const after = due({ duties: [duty("ap-1")], from: before.upTo, to: at("13", "09:00"), tree })

    expect(keysOf(before.planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/1/nhac/p-ap-1"])
    expect(keysOf(after.planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/1/nhac/p-new"])
    expect(after.planned[0]?.because.map(({ code }) => code)).toEqual(["due", "handover"])
  })

  it("on the first morning of a successor even a step that was missed waits for its hour", () => {
    const tree = hierarchyWith(succeeds("ap-1", "p-new", "2024-06-13"))

    const early = due({ duties: [duty("ap-1")], from: at("12", "07:00"), to: at("13", "07:30"), tree })
    const then = due({ duties: [duty("ap-1")], from: early.upTo, to: at("13"), tree })

    expect(early.planned).toEqual([])
    expect(early.notSent.map(({ why }) => why.text.vi)).toEqual([
      "Hôm nay người khác nhận nhiệm vụ; người mới nhận tin lúc 08:00"
    ])
    expect(keysOf(then.planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/1/nhac/p-new"])
  })

  it("a succession that is recorded afterwards counts from the morning after it became known", () => {
    const tree = hierarchyWith(succeeds("ap-1", "p-new", "2024-06-11", at("12", "15:00")))

    const sameDay = due({ duties: [duty("ap-1")], from: at("12", "14:00"), to: at("12", "20:00"), tree })
    const nextDay = due({ duties: [duty("ap-1")], from: sameDay.upTo, to: at("13", "09:00"), tree })

    expect(sameDay.planned).toEqual([])
    expect(keysOf(nextDay.planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/1/nhac/p-new"])
  })

  it("when a post falls vacant, the upper unit hears of the open step once", () => {
    const tree = hierarchyWith(leaves("ap-1", "2024-06-13"))

    const run = due({ duties: [duty("ap-1")], from: at("12", "09:00"), to: at("13", "09:00"), tree })
    const later = due({ duties: [duty("ap-1")], from: run.upTo, to: at("13", "20:00"), tree })

    expect(keysOf(run.planned)).toEqual(["digest/vwu/p-xa-1/2024-06-13/nhac"])
    expect(later.planned).toEqual([])
  })

  it("a unit that closed in the window is answered for by the unit it stood under", () => {
    const closed = hierarchyWith([
      {
        id: "c",
        type: "unit-closed",
        unit: "ap-1",
        effectiveOn: "2024-06-03",
        recordedAt: "2024-05-30T00:00:00.000Z",
        by: { person: "p-lead" }
      }
    ])
    const closing = duty("ap-1", { closing: true, to: "2024-06-02" })

    const run = due({ duties: [closing], from: at("11"), to: at("12"), tree: closed })

    expect(keysOf(run.planned)).toEqual(["digest/vwu/p-xa-1/2024-06-12/nhac"])
  })

  it("the top has no upper unit to tell", () => {
    const run = due({ duties: [duty("tinh", { level: "tinh" })], from: at("14", "09:00"), to: at("17") })

    expect(refusals(run.notSent)).toEqual(["tinh qua-han: no-upper"])
  })

  it("a step to the group goes to the group of the upper unit, and to its head where there is none", () => {
    const plan = passed(
      ReminderPlan.parse({ steps: [{ id: "nhom", at: { daysAfter: 1 }, to: "upper", audience: "group" }] })
    )
    const groups = [{ id: "g-1", unit: "xa-1", name: "Nhóm xã Một", roads: [] }]

    const run = due({ duties: [duty("ap-1"), duty("ap-3")], from: at("14"), to: at("17"), plan, groups })

    expect(run.planned.map(({ to }) => `${to.audience} ${to.id}`)).toEqual(["group g-1", "person p-xa-2"])
  })
})

describe("rounds", () => {
  const returned = duty("ap-1", { round: 2, openedAt: at("13", "10:00"), due: "2024-06-18" })

  it("a returned report opens new keys", () => {
    const { planned } = due({ duties: [returned], from: at("17", "09:00"), to: at("18", "09:00") })

    expect(keysOf(planned)).toEqual(["reminder/vwu/vwu%2Fbao-cao-thang/2024-06/ap-1/2/den-han/p-ap-1"])
  })

  it("steps that lie before the round opened are not sent, however late the run is", () => {
    // Five days before 18 June is Thursday 13 June at 08:00, two hours before the report was returned.
    const { planned } = due({ duties: [returned], from: at("12"), to: at("13", "16:00") })

    expect(planned).toEqual([])
  })
})

it("a run over a span that was settled already, or with a clock that went back, plans nothing and never moves back", () => {
  const same = due({ duties: [duty("ap-1")], from: at("12"), to: at("12") })
  const back = due({ duties: [duty("ap-1")], from: at("13"), to: at("12") })

  expect([...same.planned, ...back.planned]).toEqual([])
  expect(back.upTo).toBe(at("13"))
})
