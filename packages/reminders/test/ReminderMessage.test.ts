import * as Instant from "@lienhoi/calendar/Instant"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Door from "@lienhoi/messaging/Door"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Reminder from "@lienhoi/reminders/Reminder"
import * as ReminderMessage from "@lienhoi/reminders/ReminderMessage"
import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import * as Label from "@lienhoi/template/Label"
import { describe, expect, it } from "vitest"
import { directory, duty, hierarchy, hierarchyWith, passed } from "./fixture.ts"

const at = (day: string, time = "08:00"): string => Instant.at(`2024-06-${day}`, time)

const titles = { "vwu/bao-cao-thang": { vi: "Báo cáo tháng", en: "Monthly report" } }

const groups = [
  { id: "g-1", unit: "xa-1", name: "Nhóm Zalo xã Một", roads: [{ channel: "by-hand", address: "Nhóm Zalo xã Một" }] }
]

const sources: ReminderMessage.Sources = {
  hierarchy,
  directory,
  titles,
  groups,
  figures: () => Labelled.make(["Hội viên: 120 người", "Bài viết: 4 bài"], Label.internal),
  form: ({ unit }) => `https://vi-du.example/nop/${unit}`,
  board: "https://vi-du.example/bang"
}

const run = (from: string, to: string, units: ReadonlyArray<string>, options: Partial<Reminder.DueOptions> = {}) =>
  Reminder.due({
    plan: ReminderPlan.standard,
    duties: units.map((unit) => duty(unit)),
    hierarchy,
    calendar: WorkingDays.vietnam,
    groups,
    from,
    to,
    ...options
  }).planned

const written = (planned: ReadonlyArray<Reminder.Reminder>, more: Partial<ReminderMessage.Sources> = {}) =>
  ReminderMessage.make(planned[0]!, { ...sources, ...more })

describe("one unit", () => {
  it("the invitation speaks to her by her form of address and brings last time's figures", () => {
    const message = written(run(at("06"), at("07"), ["ap-1"]))

    expect(message.subject).toBe("Báo cáo tháng (Tháng 6/2024): Chi hội phụ nữ ấp 1")
    expect(message.body).toBe(
      [
        "Chào chị Hoa,",
        "Mời chị gửi Báo cáo tháng (Tháng 6/2024) của Chi hội phụ nữ ấp 1: còn 7 ngày (thứ Sáu 14/6).",
        "Số liệu lần trước:",
        "- Hội viên: 120 người",
        "- Bài viết: 4 bài",
        "Cách gửi: chị mở đường dẫn cuối tin, làm khoảng hai phút; hoặc trả lời tin này bằng số liệu.",
        "Cần giúp, chị gọi Chủ tịch Hội LHPN xã Một để được ghi hộ."
      ].join("\n")
    )
    expect(message.links).toEqual([{ title: "Mở mẫu báo cáo", href: "https://vi-du.example/nop/ap-1" }])
    expect(message.to).toEqual({
      audience: "person",
      id: "p-ap-1",
      name: "chị Nguyễn Thị Mẫu Hoa",
      roads: [{ channel: "zalo", address: "zalo-p-ap-1" }]
    })
  })

  it("the reminder is short, says the day of the week, and needs no form", () => {
    const message = written(run(at("11"), at("12"), ["ap-2"]), { form: () => null })

    expect(message.body).toBe(
      [
        "Chào cô Lan,",
        "Đến nay chưa nhận được Báo cáo tháng (Tháng 6/2024) của Chi hội phụ nữ ấp 2: còn 2 ngày (thứ Sáu 14/6).",
        "Cách gửi: cô nhắn lại số liệu, hoặc đọc cho người chuyển tin này.",
        "Cần giúp, cô gọi Chủ tịch Hội LHPN xã Một để được ghi hộ."
      ].join("\n")
    )
    expect(message.links).toEqual([])
  })

  it("a step that is caught up after the due day says so, it does not claim that days are left", () => {
    const message = written(run(at("11"), at("17", "07:30"), ["ap-1"]))

    expect(message.body).toContain("quá hạn 3 ngày (thứ Sáu 14/6)")
  })

  it("in English", () => {
    const message = written(run(at("11"), at("12"), ["ap-1"]), { language: "en" })

    expect(message.body.split("\n").slice(0, 2)).toEqual([
      "Dear chị Hoa,",
      "The Monthly report (June 2024) of Women's branch, Ấp 1 has not arrived yet: 2 days left (Friday 14/6)."
    ])
  })

  it("an officer whose name was erased is written to by title", () => {
    const message = written(run(at("11"), at("12"), ["ap-4"]))

    expect(message.body.split("\n")[0]).toBe("Chào Chi hội trưởng,")
    expect(message.label.personal).toBe("none")
  })

  it("its label is that of names and of the association's own figures", () => {
    expect(written(run(at("06"), at("07"), ["ap-1"])).label).toEqual({
      secrecy: "internal",
      personal: "basic",
      reviewed: true
    })
  })

  it.each([
    ["secret", { ...Label.internal, secrecy: "secret" }],
    ["sensitive", { ...Label.internal, personal: "sensitive" }],
    ["unreviewed", { ...Label.internal, reviewed: false }]
  ] as const)("figures that are %s stay out, and the reminder still goes", (_, label) => {
    const message = written(run(at("06"), at("07"), ["ap-1"]), { figures: () => Labelled.make(["Nợ: 5"], label) })

    expect(message.body).not.toContain("Nợ")
    expect(message.label.secrecy).toBe("internal")
  })
})

describe("many units", () => {
  it("the digest to a person names units and who answers for them", () => {
    const tree = hierarchyWith([], ["ap-2"])
    const planned = run(at("14", "09:00"), at("17"), ["ap-1", "ap-2"], { hierarchy: tree })

    const message = written(planned, { hierarchy: tree })

    expect(message.body).toBe(
      [
        "Chào chị Mai,",
        "Tính đến 08:00 thứ Hai 17/6/2024, chưa nhận được 2 báo cáo:",
        "- Chi hội phụ nữ ấp 1: Báo cáo tháng (Tháng 6/2024), quá hạn 3 ngày (thứ Sáu 14/6); chị Hoa phụ trách",
        "- Chi hội phụ nữ ấp 2: Báo cáo tháng (Tháng 6/2024), quá hạn 3 ngày (thứ Sáu 14/6); chưa có người phụ trách",
        "Nhờ chị nhắc các đơn vị, hoặc ghi hộ khi họ gọi điện."
      ].join("\n")
    )
    expect(message.label.personal).toBe("basic")
  })

  it("the digest to a group holds no personal data and passes the door of groups", () => {
    const plan = passed(
      ReminderPlan.parse({ steps: [{ id: "nhom", at: { daysAfter: 1 }, to: "upper", audience: "group" }] })
    )
    const message = written(run(at("14"), at("17"), ["ap-1", "ap-2"], { plan }))

    expect(message.label).toEqual(Label.internal)
    expect(message.body).not.toMatch(/Hoa|Lan|Mai/)
    expect(message.body).toContain("- Chi hội phụ nữ ấp 1: Báo cáo tháng (Tháng 6/2024), quá hạn 3 ngày")
    expect(Door.check([{ audience: "group", accepts: { secrecy: "internal", personal: "none" } }], message).ok).toBe(
      true
    )
  })

  it("a long list is cut and the rest is counted", () => {
    const reports = Array.from({ length: 33 }, (_, i) => duty("ap-1", { lineage: `vwu/bao-cao-${i}` }))
    const message = written(run(at("14", "09:00"), at("17"), [], { duties: reports }))

    expect(message.subject).toBe("Chưa nhận được 33 báo cáo")
    expect(message.body.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(31)
    expect(message.body).toContain("- và 3 báo cáo khác")
  })
})
