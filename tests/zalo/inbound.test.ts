/** What comes in by Zalo, from the webhook to the answer: an app over the simulator, nothing between them but HTTP. */

import { mkdtempSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as WebhookSignature from "@lienhoi/zalo/WebhookSignature"
import * as Simulator from "@lienhoi/zalo-simulator/Simulator"
import { type App, type AppConfig, openApp } from "lienhoi"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { app as appId, oa, people } from "./local.ts"

const morning = "2024-10-14T02:00:00.000Z"
let now = morning
let zalo: Simulator.Running
const open: Array<() => Promise<unknown>> = []
beforeAll(async () => {
  zalo = await Simulator.start({ clock: { now: () => Date.parse(now) } })
})
afterAll(async () => {
  for (const close of open) await close()
  await zalo?.stop()
})

const month = `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: ANH, label: Ảnh hoạt động, type: photo }`
const urgent = `
template: mau/viec-gap
kind: case
title: Việc gấp
states:
  moi: { label: Mới nhận, next: [dong], limit: { hours: 4 } }
  dong: { label: Đã xong, end: true }
sections:
  noi_dung:
    title: Nội dung
    asked_of: [chi_hoi]
    fields:
      - { key: VIEC, label: Việc gì, type: text, required: true }
      - { key: ANH, label: Ảnh, type: photo }`
const notice = `
template: mau/thong-bao
kind: notice
title: Thông báo
acknowledge: { levels: [chi_hoi], within: { days: 1 } }
sections: {}`

const config = (more: Partial<NonNullable<NonNullable<AppConfig["channels"]>["zalo"]>> = {}): AppConfig => ({
  association: "vwu",
  since: "2024-01-01",
  units: {
    text: "id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\nap-3,,Ấp 3,chi_hoi,xa\n"
  },
  people: {
    text: [
      "person,name,address,unit,title,zalo",
      `lan,Trần Thị Lan,cô,xa,Chủ tịch,${people.lan.uid}`,
      `hoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng,${people.hoa.uid}`,
      "mai,Lê Thị Mai,chị,ap-2,Chi hội trưởng,2000000000000000004"
    ].join("\n")
  },
  templates: [{ text: month }, { text: urgent }, { text: notice }],
  channels: {
    byHand: {},
    zalo: {
      appId,
      appSecret: "app-secret-for-tests",
      officialAccount: oa,
      secretKey: "oa-secret-for-tests",
      redirect: "https://app.example.vn/zalo",
      hosts: zalo.hosts,
      urgent: "mau/viec-gap",
      ...more
    }
  }
})

/** An app that is connected, with its webhook on a port of its own. */
const office = async (more: AppConfig = config()) => {
  const opened = await openApp(more, { now: () => now })
  if (!opened.ok) return assert.fail(JSON.stringify(opened.issues))
  const app = opened.value
  const link = await app.zalo!.consent()
  const agreed = await fetch(`${link.ok ? link.value : ""}&chosen=${oa}`, { redirect: "manual" })
  const connected = await app.zalo!.connect(agreed.headers.get("location") ?? "")
  assert.isTrue(connected.ok)
  const server = createServer((request, response) => void app.zalo!.inbound.node(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo`
  zalo.control.webhook({ url })
  open.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await app.close()
  })
  return { app, url }
}

const tell = async (
  app: App,
  person: string,
  said: { readonly text?: string; readonly urls?: ReadonlyArray<string>; readonly group?: string }
) => {
  now = new Date(Date.parse(now) + 60_000).toISOString()
  zalo.control.act({ do: "send", person, ...said } as Parameters<typeof zalo.control.act>[0])
  await zalo.control.settled()
  return app.zalo!.inbound.receive()
}
const heardBy = (person: string) =>
  zalo.control
    .messages({ person })
    .filter(({ from }) => from === null)
    .map(({ text }) => text ?? "")

describe("an app with a webhook", () => {
  it("a due report is asked for and answered in chat, through the outbox and its doors", async () => {
    const { app } = await office()
    zalo.control.act({ do: "chatnow", person: "hoa" })
    await zalo.control.settled()
    await app.zalo!.inbound.receive()
    const invited = await app.zalo!.inbound.invite({ template: "mau/thang", unit: "ap-1", period: "2024-10" })
    assert.isTrue(invited.ok)
    await app.zalo!.inbound.receive()
    assert.include(heardBy("hoa").at(-1), "Tổng số hội viên")
    await tell(app, "hoa", { text: "1.218" })
    await tell(app, "hoa", { text: "bỏ qua" })
    await tell(app, "hoa", { text: "gửi" })
    assert.include(heardBy("hoa").at(-1), "Đã nhận báo cáo của chị Hoa")
    const report = await app.report({ template: "mau/thang", unit: "ap-1", period: "2024-10" })
    assert.deepInclude(report.ok ? report.value.revisions[0] : {}, { via: "chat", reportedBy: "hoa", reviewed: false })
    const sent = (await app.outbox()).filter(({ row }) => row.key.startsWith("chat/"))
    assert.isTrue(
      sent.length >= 4 && sent.every(({ state }) => state.at === "accepted"),
      JSON.stringify(sent.map(({ state }) => state))
    )
    assert.isTrue(sent.every(({ attempts }) => attempts.length === 1 && attempts[0]?.channel === "zalo"))
    await app.close()
  })

  it("an urgent matter with a photo goes up as a case, and the answer comes back", async () => {
    const { app } = await office()
    const picture = createServer((_, response) => response.end(new Uint8Array([0xff, 0xd8, 0xff])))
    await new Promise<void>((resolve) => picture.listen(0, "127.0.0.1", resolve))
    open.push(() => new Promise((resolve) => picture.close(resolve)))
    const photo = `http://127.0.0.1:${(picture.address() as AddressInfo).port}/de.jpg`
    await tell(app, "lan", { text: "Chào Hội" })
    await tell(app, "hoa", { text: "Báo gấp: bờ đê ấp 1 bị sạt, ba nhà ngập" })
    await tell(app, "hoa", { urls: [photo] })
    await tell(app, "hoa", { text: "gửi" })
    assert.include(heardBy("lan").at(-1), "VIỆC GẤP số 1, từ Ấp 1 (chị Hoa)")
    assert.include(heardBy("hoa").at(-1), "Đã chuyển việc gấp số 1 lên Xã Đông Phú")
    await tell(app, "lan", { text: "Trả lời 1: Xã xuống ngay, đưa bà con lên trường học" })
    assert.include(heardBy("hoa").at(-1), "Xã xuống ngay, đưa bà con lên trường học")
    const [one] = await app.zalo!.inbound.urgent()
    assert.deepInclude(one, { unit: "ap-1", upper: "xa", person: "hoa" })
    const kept = await app.files.get(one?.photos[0] ?? "")
    assert.deepStrictEqual(kept.ok ? kept.value?.bytes : null, new Uint8Array([0xff, 0xd8, 0xff]))
    assert.deepStrictEqual(kept.ok ? kept.value?.label.reviewed : null, false)
    await app.close()
  })

  it("what nobody understands and who nobody knows wait for a person, in words; forgeries and repetitions change nothing", async () => {
    const { app, url } = await office()
    zalo.control.person({ key: "la", name: "Người lạ", phone: null, follows: [oa] })
    zalo.control.fault({ at: "webhook:user_send_text", kind: "duplicate", ms: 5 })
    await tell(app, "la", { text: "Cho hỏi vay vốn" })
    await tell(app, "hoa", { text: "Chị ơi mai mấy giờ họp" })
    const forged = await fetch(url, {
      method: "POST",
      headers: { "x-zevent-signature": `mac=${"0".repeat(64)}` },
      body: JSON.stringify({ app_id: appId, event_name: "follow", oa_id: oa, timestamp: "1" })
    })
    const said = (await app.zalo!.inbound.aside()).map(({ why }) => why)
    assert.strictEqual(forged.status, 401)
    assert.strictEqual((await app.zalo!.inbound.refused()).at(-1)?.why, "forged")
    assert.strictEqual(said.filter((why) => why.startsWith("Không biết ai đã nhắn")).length, 1)
    assert.strictEqual(
      said.filter((why) => why.includes("Nguyễn Thị Hoa nhắn") && why.includes("mai mấy giờ họp")).length,
      1
    )
    assert.include(heardBy("hoa").at(-1), "hiện không có báo cáo nào chờ")
    await app.close()
  })

  it("a notice goes down a group and to heads in no group; acknowledgements are counted, each unit once", async () => {
    const { app } = await office()
    const refused = await app.notices.group({ unit: "xa-9", purpose: "heads", name: "Nhóm", owner: "ai-do" })
    assert.deepStrictEqual(refused.ok ? [] : refused.issues.map(({ code }) => code), ["notice.unit", "notice.person"])
    await app.notices.group({ unit: "xa", purpose: "heads", name: "Nhóm Zalo chi hội trưởng Đông Phú", owner: "lan" })
    const told = {
      id: "cv-12",
      template: "mau/thong-bao",
      issuer: "xa",
      text: "Mời họp chi hội trưởng 8 giờ sáng 20/10."
    }
    const sent = await app.notices.send(told)
    const again = await app.notices.send(told)
    assert.deepStrictEqual(sent.ok ? sent.value.groups.map(({ unit }) => unit) : [], ["xa"])
    assert.strictEqual(!again.ok && again.issues[0]?.code, "notice.again")
    await app.zalo!.inbound.receive()
    assert.deepStrictEqual(
      (await app.worklist()).map(({ name }) => name),
      ["Nhóm Zalo chi hội trưởng Đông Phú"]
    )
    const marked = await app.notices.acknowledged("cv-12", "ap-2", now)
    const strange = await app.notices.acknowledged("cv-12", "xa", now)
    assert.strictEqual(marked.ok && marked.value.counts.acknowledged, 1)
    assert.strictEqual(!strange.ok && strange.issues[0]?.code, "notice.not-below")
    await app.close()
  })

  it("members of a group of the account are known as they come, and a word from a head there counts", async () => {
    const { app } = await office(config())
    const group = "g-dong-phu"
    await app.notices.group({
      unit: "xa",
      purpose: "heads",
      name: "Nhóm OA",
      owner: "lan",
      road: { channel: "zalo-group", address: group }
    })
    await app.notices.send({ id: "cv-13", template: "mau/thong-bao", issuer: "xa", text: "Nộp báo cáo trước ngày 15." })
    now = new Date(Date.parse(now) + 60_000).toISOString()
    const post = async (event: { readonly [name: string]: unknown }) => {
      const timestamp = String(Date.parse(now))
      const body = JSON.stringify({ app_id: appId, timestamp, ...event })
      const mac = WebhookSignature.of(body, { appId, timestamp, secretKey: "oa-secret-for-tests" })
      const headers = { "x-zevent-signature": `mac=${mac}` }
      const answer = await app.zalo!.inbound.webhook(
        new Request("http://127.0.0.1/", { method: "POST", headers, body })
      )
      assert.strictEqual(answer.status, 200)
    }
    const hoa = { id: people.hoa.uid }
    const said = (text: string, id: string) => ({
      event_name: "user_send_group_text",
      sender: hoa,
      recipient: { id: group },
      oa_id: oa,
      message: { msg_id: id, text }
    })
    await post(said("Dạ em đã nhận ạ", "m-1"))
    await post(said("Đã nhận nhưng chưa rõ mục 3", "m-2"))
    await app.zalo!.inbound.receive()
    const standing = await app.notices.standing("cv-13")
    assert.deepStrictEqual(
      standing.ok ? standing.value.readers.filter(({ at }) => at !== null).map(({ unit }) => unit) : [],
      ["ap-1"]
    )
    await app.close()
  })

  it("what came in, conversations and notices outlive the process in a store", async () => {
    const store = mkdtempSync(join(tmpdir(), "zalo-inbound-"))
    const kept = { ...config(), store }
    const first = await office(kept)
    await tell(first.app, "hoa", { text: "Chào Hội" })
    await first.app.zalo!.inbound.invite({ template: "mau/thang", unit: "ap-1", period: "2024-10" })
    await tell(first.app, "hoa", { text: "1.218" })
    await first.app.notices.group({ unit: "xa", purpose: "heads", name: "Nhóm", owner: "lan" })
    await first.app.notices.send({ id: "cv-14", template: "mau/thong-bao", issuer: "xa", text: "Nộp báo cáo." })
    await first.app.close()

    const second = await office(kept)
    await tell(second.app, "hoa", { text: "bỏ qua" })
    await tell(second.app, "hoa", { text: "gửi" })
    const report = await second.app.report({ template: "mau/thang", unit: "ap-1", period: "2024-10" })
    assert.deepStrictEqual(report.ok ? report.value.revisions[0]?.cells.TC04 : null, { state: "value", value: 1218 })
    const standing = await second.app.notices.standing("cv-14")
    assert.strictEqual(standing.ok && standing.value.counts.waiting, 3)
    assert.strictEqual((await second.app.notices.groups()).length, 1)
    await second.app.close()
  })
})
