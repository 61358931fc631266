import { type AppConfig, openApp } from "lienhoi"
import { describe, expect, it } from "vitest"

const units = [
  "id,code,name,level,parent",
  "huyen,,Huyện Châu Thành,huyen,",
  "xa,,Xã Đông Phú,co_so,huyen",
  "ap-1,,Ấp 1,chi_hoi,xa",
  "ap-2,,Ấp 2,chi_hoi,xa"
].join("\n")
const people = [
  "person,name,address,unit,title,zalo",
  "hoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng,mau-hoa",
  "lan,Trần Thị Lan,chị,ap-2,Chi hội trưởng,",
  "mai,Lê Thị Mai,cô,xa,Chủ tịch,mau-mai"
].join("\n")
const template = `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15, co_so: 17 }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, asked_of: [chi_hoi], required: true, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: sum } }
      - { key: HO01, label: Cuộc họp, unit: cuộc, type: count, asked_of: [co_so], combine: { units: sum, periods: sum } }`

const config: AppConfig = {
  association: "vwu",
  since: "2024-01-01",
  units: { text: units },
  people: { text: people },
  templates: [{ text: template }],
  channels: { byHand: {} }
}

const office = async (more: Partial<AppConfig> = {}) => {
  let now = "2024-10-14T02:00:00.000Z"
  const opened = await openApp({ ...config, ...more }, { now: () => now })
  if (!opened.ok) throw new Error(opened.issues.map((issue) => issue.message).join("\n"))
  return Object.assign(opened.value, { at: (moment: string) => (now = moment) })
}

const of = (unit: string) => ({ unit, period: "Tháng 10/2024" })

describe("an office", () => {
  it("takes a report, reads it back, and adds it up at once", async () => {
    await using app = await office()
    const sent = await app.submit({ ...of("ap-1"), values: { TC04: "1.218", TC05: "không phát sinh" } })
    expect(sent.ok && sent.value.readBack).toEqual(["Tổng số hội viên: 1.218 người", "Hội viên mới: không phát sinh"])
    const why = await app.explain({ ...of("huyen"), field: "TC04", basis: "submitted" })
    expect(why.ok && [why.value.figure.value, why.value.missing.map(({ unit }) => unit)]).toEqual([1218, ["ap-2"]])
    const approved = await app.explain({ ...of("huyen"), field: "TC04" })
    expect(approved.ok && approved.value.figure.value).toBeNull()
  })

  it("keeps apart who reports and who writes it down", async () => {
    await using app = await office()
    const sent = await app.submit({
      ...of("ap-2"),
      values: { TC04: 90 },
      reportedBy: "lan",
      recordedBy: "mai",
      via: "phone"
    })
    expect(sent.ok && sent.value.report.revisions[0]).toMatchObject({
      reportedBy: "lan",
      recordedBy: "mai",
      via: "phone",
      onBehalf: true
    })
  })

  it("lets only those above approve, and nobody who holds no office file", async () => {
    await using app = await office()
    await app.submit({ ...of("ap-1"), values: { TC04: 218 } })
    const own = await app.approve({ ...of("ap-1"), by: "hoa" })
    expect(own.ok).toBe(false)
    const stranger = await app.submit({ ...of("ap-2"), values: { TC04: 1 }, recordedBy: "ai-do" })
    expect(stranger.ok ? [] : stranger.issues.map(({ code }) => code)).toEqual(["app.office-none"])
    const above = await app.approve({ ...of("ap-1"), by: "mai" })
    expect(above.ok && above.value.report.status).toBe("approved")
  })

  it("asks before it replaces figures the sender has not seen, and takes the same ones for done", async () => {
    await using app = await office()
    await app.submit({ ...of("ap-1"), values: { TC04: 218 } })
    const again = await app.submit({ ...of("ap-1"), values: { TC04: 218 }, seen: 0 })
    expect(again.ok && again.value.outcome).toBe("no-op")
    const other = await app.submit({ ...of("ap-1"), values: { TC04: 300 }, seen: 0 })
    expect(other.ok && other.value.outcome).toBe("confirm-replacement")
    const report = await app.report(of("ap-1"))
    expect(report.ok && report.value.revision).toBe(1)
  })

  it("counts each report once however many ask at the same time", async () => {
    await using app = await office()
    await Promise.all([
      app.submit({ ...of("ap-1"), values: { TC04: 100 } }),
      app.submit({ ...of("ap-2"), values: { TC04: 11 } }),
      app.board({ period: "2024-10" }),
      app.total({ period: "2024-10" })
    ])
    const [board, history] = await Promise.all([app.board({ period: "2024-10" }), app.history(of("ap-1"))])
    expect(history.ok && history.value.map(({ event }) => event.type)).toEqual(["submitted"])
    expect(board.ok && board.value.levels.map(({ level, received, expected }) => [level, received, expected])).toEqual([
      ["co_so", 0, 1],
      ["chi_hoi", 2, 2]
    ])
  })

  it("reminds by hand, and takes the text off the list when the report comes in", async () => {
    await using app = await office()
    app.at("2024-10-09T10:00:00.000Z")
    await app.tick()
    app.at("2024-10-10T01:00:00.000Z")
    const tick = await app.tick()
    expect(tick.planned.flatMap(({ units }) => units).toSorted()).toEqual(["ap-1", "ap-2"])
    expect((await app.worklist()).map(({ name }) => name)).toEqual(["chị Nguyễn Thị Hoa", "chị Trần Thị Lan"])
    await app.submit({ ...of("ap-1"), values: { TC04: 218 } })
    app.at("2024-10-10T01:01:00.000Z")
    expect((await app.tick()).planned).toEqual([])
    expect((await app.worklist()).map(({ name }) => name)).toEqual(["chị Trần Thị Lan"])
  })

  it("tells her who reported that it came back, and why", async () => {
    await using app = await office()
    await app.submit({ ...of("ap-1"), values: { TC04: 218 } })
    await app.sendBack({ ...of("ap-1"), by: "mai", reason: "Thiếu hội viên mới", due: "2024-10-16" })
    await app.tick()
    const [item] = await app.worklist()
    expect(item?.text).toContain("cần sửa: Thiếu hội viên mới\nHạn gửi lại: còn 2 ngày (thứ Tư 16/10).")
  })
})

describe("a configuration", () => {
  it("that does not hold opens nothing, and every file says what is wrong", async () => {
    const opened = await openApp({
      ...config,
      units: { text: units.replace("co_so,huyen", "co_so,tinh") },
      templates: [{ text: template.replace("type: count, asked_of: [co_so]", "type: cuont, asked_of: [co_so]") }]
    })
    expect(opened.ok ? [] : opened.issues.map(({ place, code }) => `${place?.file}:${place?.line} ${code}`)).toEqual([
      "units:3 unit.parent-unknown",
      "template 1:13 yaml.one-of-meant"
    ])
  })

  it("names files that are not there", async () => {
    const opened = await openApp({ ...config, units: "./khong-co.csv", templates: ["./khong-co/*.yaml"] })
    expect(opened.ok ? [] : opened.issues.map(({ place }) => place?.file)).toEqual([
      "./khong-co.csv",
      "./khong-co/*.yaml"
    ])
  })
})
