import { type AppConfig, openApp } from "lienhoi"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { app as appId, morning, oa, people, start } from "./local.ts"

let zalo: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  zalo = await start()
})
afterAll(() => zalo?.stop())

const redirect = "https://app.example.vn/zalo"

const notice = `
template: mau/thong-bao
kind: notice
title: Thông báo
acknowledge: { levels: [chi_hoi], within: { days: 1 } }
sections: {}`

const configOf = (own: Partial<NonNullable<NonNullable<AppConfig["channels"]>["zalo"]>> = {}): AppConfig => ({
  association: "vwu",
  since: "2024-01-01",
  units: { text: "id,code,name,level,parent\n" },
  templates: [{ text: notice }],
  channels: {
    byHand: {},
    zalo: {
      appId,
      appSecret: "app-secret-for-tests",
      officialAccount: oa,
      redirect,
      hosts: zalo.hosts,
      templates: { reminder: { template: "123456", data: { name: "name", date: { words: "20/10/2024" } } } },
      ...own
    }
  }
})

const open = async (config: AppConfig) => {
  const opened = await openApp(config, { now: () => morning })
  assert.isTrue(opened.ok)
  return opened.ok ? opened.value : assert.fail()
}

describe("an app with an Official Account", () => {
  it("says everything that is wrong with the setting at once, each at its place", async () => {
    const opened = await openApp(configOf({ appSecret: undefined, officialAccount: "Hội xã Mẫu" }))
    assert.isFalse(opened.ok)
    const issues = opened.ok ? [] : opened.issues
    assert.deepStrictEqual(
      issues.map(({ code, path }) => [code, path.join(".")]),
      [
        ["zalo.id", "channels.zalo.officialAccount"],
        ["zalo.no-secret", "channels.zalo.appSecret"]
      ]
    )
  })

  it("a template that cannot take urgent matters is told when the app opens, not when somebody is in need", async () => {
    const opened = await Promise.all(
      ["mau/viec-gap", "mau/thong-bao"].map((urgent) => openApp(configOf({ urgent }), { now: () => morning }))
    )
    assert.deepStrictEqual(
      opened.flatMap((one) => (one.ok ? [] : one.issues)).map(({ code, path }) => [code, path.join(".")]),
      [
        ["zalo.urgent-missing", "channels.zalo.urgent"],
        ["zalo.urgent-kind", "channels.zalo.urgent"]
      ]
    )
  })

  it("goes from nothing to a message that arrived: doctor, connect, doctor, trial", async () => {
    await using app = await open(configOf())
    const office = app.zalo!
    const before = await office.doctor()
    const link = await office.consent()
    assert.isTrue(link.ok)
    const agreed = await fetch(`${link.ok ? link.value : ""}&chosen=${oa}`, { redirect: "manual" })
    const callback = agreed.headers.get("location") ?? ""
    const foreign = await office.connect(callback.replace(oa, "4000000000000000999"))
    const connected = await office.connect(callback)
    const again = await office.connect(callback)
    const after = await office.doctor()
    const dry = await office.tryOut({ to: people.lan.uid, text: "Chào chị" })
    zalo.control.act({ do: "send", person: "hoa", text: "Chào Hội" })
    const real = await office.tryOut({ to: people.hoa.uid, text: "Chào chị", isReal: true })

    assert.deepStrictEqual(
      before.map(({ about, level }) => `${about} ${level}`),
      ["connection missing", "inbound look"]
    )
    assert.include(before[0]!.text.vi, "lienhoi zalo connect")
    assert.strictEqual(!foreign.ok && foreign.issues[0]?.code, "zalo.other-account")
    assert.isTrue(connected.ok)
    assert.strictEqual(!again.ok && again.issues[0]?.code, "zalo.consent-none")
    assert.isTrue(
      after.every(({ level }) => level !== "missing"),
      JSON.stringify(after)
    )
    assert.deepStrictEqual([dry.road, dry.price, dry.receipt], ["zalo-template", 200, null])
    assert.strictEqual(zalo.control.messages({ person: "hoa" }).filter(({ text }) => text === "Chào chị").length, 1)
    assert.deepStrictEqual([real.road, real.price], ["zalo", 0])
    assert.isNotEmpty(real.receipt)
  })

  it("the doctor names what a template lacks, and an account that is not ready", async () => {
    await using app = await open(configOf({ templates: { digest: { template: "123456", data: { name: "name" } } } }))
    const link = await app.zalo!.consent()
    const agreed = await fetch(`${link.ok ? link.value : ""}&chosen=${oa}`, { redirect: "manual" })
    await app.zalo!.connect(agreed.headers.get("location") ?? "")
    zalo.control.account({ id: oa, verified: false, wallet: { linked: false, balance: 0 } })
    const found = await app.zalo!.doctor()
    zalo.control.account({ id: oa, verified: true, wallet: { linked: true, balance: 1_000_000 } })
    const missing = found.filter(({ level }) => level === "missing").map(({ text }) => text.vi)

    assert.isTrue(
      missing.some((text) => text.startsWith("Official Account chưa xác thực")),
      missing.join("\n")
    )
    assert.isTrue(
      missing.some((text) => text.startsWith("Chưa nối ví Zalo")),
      missing.join("\n")
    )
    assert.isTrue(found.some(({ about, level }) => about === "templates" && level === "missing"))
  })

  it("a worker says in good time that the account must be connected", async () => {
    await using app = await open(configOf())
    const told: Array<string> = []
    await app.work({
      once: true,
      tell: (news) => {
        if (news.news === "trouble") told.push(news.because.vi)
      }
    })
    assert.deepStrictEqual(told, ["Chưa nối Official Account; chạy “lienhoi zalo connect”"])
  })
})
