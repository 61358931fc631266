import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type AppConfig, ChatDesk, ConversationFile, openApp } from "lienhoi"
import { describe, expect, it } from "vitest"

const units = "id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n"
const people = [
  "person,name,address,unit,title",
  "hoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng",
  "mai,Lê Thị Mai,cô,xa,Chủ tịch"
].join("\n")
const templateOf = (id: string, title: string): string => `
template: mau/${id}
title: ${title}
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới, unit: người, type: count, combine: { units: sum, periods: sum } }`
const config: AppConfig = {
  association: "vwu",
  since: "2024-01-01",
  units: { text: units },
  people: { text: people },
  templates: [{ text: templateOf("thang", "Báo cáo tháng") }, { text: templateOf("dot", "Báo cáo thi đua") }]
}
const at = "2024-10-14T02:00:00.000Z"

const play = async (more: Partial<ChatDesk.Options> = {}) => {
  const opened = await openApp(config, { now: () => at })
  if (!opened.ok) throw new Error(opened.issues.map((one) => one.message).join("\n"))
  const said: Array<string> = []
  const kept: Array<ChatDesk.Entry> = []
  const options: ChatDesk.Options = {
    say: async (_, text) => void said.push(text),
    keep: (entry) => void kept.push(entry),
    ...more
  }
  let desk = ChatDesk.open(opened.value, options)
  return {
    app: opened.value,
    said,
    kept,
    invite: (template: string, unit = "ap-1") => desk.invite({ template, unit, period: "Tháng 10/2024", at }),
    tell: (...texts: ReadonlyArray<string>) =>
      texts.reduce((before, text) => before.then(() => desk.hear({ person: "hoa", text, at })), Promise.resolve()),
    restart: () => {
      desk = ChatDesk.open(opened.value, options)
    }
  }
}

const report = async (app: Awaited<ReturnType<typeof play>>["app"], template: string) => {
  const found = await app.report({ template, unit: "ap-1", period: "2024-10" })
  return found.ok ? found.value : null
}

describe("the chat desk", () => {
  it("asks, takes the answers, hands in what she agreed to and says that it arrived", async () => {
    const { app, said, invite, tell } = await play()
    await invite("mau/thang")
    expect(said[0]).toContain("Chào chị Hoa. Báo cáo tháng, Tháng 10/2024, của Ấp 1")
    await tell("1.218", "không phát sinh", "gửi")
    expect(said.at(-1)).toContain("Đã nhận báo cáo của chị Hoa lúc 09:00 ngày 14/10/2024")
    const filed = await report(app, "mau/thang")
    expect(filed?.revisions[0]).toMatchObject({ via: "chat", reportedBy: "hoa", reviewed: false })
  })

  it("says why there is nothing to ask: nobody leads the unit, or nothing is owed", async () => {
    const { app, invite } = await play()
    const vacant = await invite("mau/thang", "ap-2")
    expect(!vacant.ok && vacant.issues[0]?.code).toBe("chat.nobody")
    await app.submit({ template: "mau/thang", unit: "ap-1", period: "2024-10", values: { TC04: 5 } })
    const done = await invite("mau/thang")
    expect(!done.ok && done.issues[0]?.code).toBe("chat.nothing-owed")
  })

  it("keeps two reports apart, changes between them, and goes on with the other when one is done", async () => {
    const { app, said, invite, tell } = await play()
    await invite("mau/thang")
    await invite("mau/dot")
    expect(said.at(-1)).toContain("2 báo cáo chờ:\n1. Báo cáo thi đua, Tháng 10/2024\n2. Báo cáo tháng, Tháng 10/2024")
    await tell("báo cáo 2")
    expect(said.at(-2)).toContain("Chuyển sang: Báo cáo tháng")
    await tell("11", "0", "gửi")
    expect(said.at(-1)).toContain("còn báo cáo khác: Báo cáo thi đua")
    await tell("22", "0", "gửi")
    expect((await report(app, "mau/thang"))?.revisions[0]?.cells.TC04).toEqual({ state: "value", value: 11 })
    expect((await report(app, "mau/dot"))?.revisions[0]?.cells.TC04).toEqual({ state: "value", value: 22 })
  })

  it("tells her when the report came in otherwise, and records nothing of what she writes late", async () => {
    const { app, said, kept, invite, tell } = await play()
    await invite("mau/thang")
    await tell("11")
    await app.submit({
      template: "mau/thang",
      unit: "ap-1",
      period: "2024-10",
      values: { TC04: 5 },
      recordedBy: "mai",
      via: "phone"
    })
    await tell("3")
    expect(said.at(-1)).toContain("(qua điện thoại)")
    expect(kept.map(({ text }) => text)).toEqual(["3"])
    expect((await report(app, "mau/thang"))?.revision).toBe(1)
  })

  it("asks before newer figures are replaced", async () => {
    const { app, said, invite, tell } = await play()
    await invite("mau/thang")
    await tell("11", "0", "gửi", "sửa 1: 12")
    await app.submit({
      template: "mau/thang",
      unit: "ap-1",
      period: "2024-10",
      values: { TC04: 5, TC05: 0 },
      recordedBy: "mai"
    })
    await tell("gửi")
    expect(said.at(-1)).toContain("Nhắn “thay”")
    await tell("thay")
    expect((await report(app, "mau/thang"))?.revisions.at(-1)?.cells.TC04).toEqual({ state: "value", value: 12 })
  })

  it("keeps what belongs to no report for a person to read", async () => {
    const { kept, said, tell } = await play()
    await tell("Chị ơi cho em hỏi")
    expect(kept).toEqual([{ at, person: "hoa", unit: null, text: "Chị ơi cho em hỏi" }])
    expect(said[0]).toContain("không có báo cáo nào chờ chị Hoa")
  })

  it("goes on after a restart where she was, also between her word and the answer", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "tro-chuyen-")), "tro-chuyen.jsonl")
    const { app, said, invite, tell, restart } = await play({ store: ConversationFile.layer(file) })
    await invite("mau/thang")
    await tell("11")
    restart()
    await tell("0")
    restart()
    await tell("gửi")
    expect(said.at(-1)).toContain("Đã nhận báo cáo")
    expect((await report(app, "mau/thang"))?.revisions[0]?.cells.TC04).toEqual({ state: "value", value: 11 })
  })
})
