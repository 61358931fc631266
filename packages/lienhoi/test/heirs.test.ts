import { openApp } from "lienhoi"
import { describe, expect, it } from "vitest"
import * as household from "../src/internal/household.ts"
import * as Occasions from "../src/internal/occasions.ts"
import * as Reports from "../src/internal/reports.ts"
import { config } from "./redrawn.ts"

/** The month in which the redraw fell: 15 June to 14 July 2025. */
const july = "2025-07"
const june = "2025-06"

const office = async (at = "2025-07-10T02:00:00.000Z") => {
  let now = at
  const opened = await openApp(config, { now: () => now })
  if (!opened.ok) throw new Error(opened.issues.map((issue) => issue.message).join("\n"))
  return Object.assign(opened.value, { at: (moment: string) => (now = moment) })
}

type Office = Awaited<ReturnType<typeof office>>

const submit = async (app: Office, unit: string, recordedBy: string, period = july) => {
  const sent = await app.submit({ unit, period, values: { HV: 40, HOP: 3 }, recordedBy })
  return sent.ok ? sent.value.outcome : sent.issues.map(({ code }) => code).join()
}

describe("law Lifecycle: the heir of a closed unit", () => {
  it("files its closing report, and nobody else beside it does", async () => {
    await using app = await office()
    const duties = await app.duties({ period: july })
    expect(duties.ok && duties.value.filter(({ closing }) => closing).map(({ unit }) => unit)).toEqual(
      expect.arrayContaining(["x1", "x3", "x5", "x5-1", "x2-2"])
    )
    expect(await submit(app, "x1", "nguoi-x4")).toBe("report.may-not-file")
    expect(await submit(app, "x1", "nguoi-x1")).toBe("app.office-none")
    expect(await submit(app, "x1", "nguoi-x2")).toBe("recorded")
    const report = await app.report({ unit: "x1", period: july })
    expect(report.ok && report.value.revisions[0]).toMatchObject({
      recordedBy: "nguoi-x2",
      onBehalf: true,
      cells: { HOP: { state: "value", value: 3 }, HV: { state: "not-applicable" } }
    })
    expect((await app.approve({ unit: "x1", period: july, by: "nguoi-x2" })).ok).toBe(false)
    expect((await app.approve({ unit: "x1", period: july, by: "nguoi-tinh" })).ok).toBe(true)
    const total = await app.explain({ unit: "tinh", field: "HOP", period: july })
    expect(total.ok && total.value.figure.value).toBe(3)
  })

  it("is nobody before the day", async () => {
    await using app = await office("2025-06-30T02:00:00.000Z")
    expect(await submit(app, "x1", "nguoi-x2")).toBe("report.may-not-file")
    expect(await submit(app, "x1", "nguoi-x1")).toBe("recorded")
  })

  it("is anybody who took over a part of a divided one", async () => {
    await using app = await office()
    expect(await submit(app, "x3", "nguoi-x2")).toBe("recorded")
    expect(await submit(app, "x3", "nguoi-x4")).toBe("no-op")
    // The branch lives on, under one of them.
    expect(await submit(app, "x3-1", "nguoi-x2")).toBe("report.may-not-file")
    expect(await submit(app, "x3-1", "nguoi-x4")).toBe("recorded")
  })

  it("is the heir of the commune when a branch was dissolved with it, and the commune when it lives on", async () => {
    await using app = await office()
    expect(await submit(app, "x5-1", "nguoi-x2")).toBe("report.may-not-file")
    expect(await submit(app, "x5-1", "nguoi-x4")).toBe("recorded")
    expect(await submit(app, "x2-2", "nguoi-x4")).toBe("report.may-not-file")
    expect(await submit(app, "x2-2", "nguoi-x2")).toBe("recorded")
  })

  it("corrects a month that was signed while the unit lived, and reports none after its end", async () => {
    await using app = await office("2025-06-16T02:00:00.000Z")
    expect(await submit(app, "x1", "nguoi-x1", june)).toBe("recorded")
    await app.approve({ unit: "x1", period: june, by: "nguoi-tinh" })
    await app.seal({ unit: "x1", period: june, by: "nguoi-tinh" })
    app.at("2025-08-20T02:00:00.000Z")
    const amend = async (recordedBy: string) => {
      const given = { unit: "x1", period: june, values: { HV: 40, HOP: 4 }, reason: "Sót một cuộc họp", recordedBy }
      const done = await app.amend(given)
      return done.ok ? done.value.outcome : done.issues.map(({ code }) => code).join()
    }
    expect(await amend("nguoi-x4")).toBe("report.may-not-file")
    expect(await amend("nguoi-x2")).toBe("recorded")
    expect(await submit(app, "x1", "nguoi-x2", "2025-08")).toBe("app.unit-unknown")
  })

  it("is known as the sender of its forms, and is told of its closing report among what she owes", async () => {
    const house = household.load(config, ".")
    if (!house.ok) throw new Error(house.issues[0]?.message)
    const reports = Reports.make([...house.value.templates.values()].map(({ template }) => template))
    const knownOn = (at: string) => Occasions.known({ house: house.value, reports }, true, () => at)
    const before = knownOn("2025-06-30T02:00:00.000Z")
    const after = knownOn("2025-07-10T02:00:00.000Z")
    expect([await before.mayFile("nguoi-x2", "x1"), await after.mayFile("nguoi-x2", "x1")]).toEqual([false, true])
    expect([await after.mayFile("nguoi-x4", "x1"), await after.mayFile("nguoi-x4", "x5-1")]).toEqual([false, true])
    const owed = (await after.ofSender("nguoi-x4")).filter(({ period }) => period === july).map(({ unit }) => unit)
    expect(owed.toSorted()).toEqual(["x3", "x4", "x5", "x5-1"])
    const own = (await after.ofSender("nguoi-x4")).find(({ unit, period }) => unit === "x5-1" && period === july)
    expect(own === undefined ? null : await after.occasion(own)).toMatchObject({
      closing: true,
      unit: { id: "x5-1", upper: "Xã Năm" }
    })
  })

  it("is told so by the form, as the unit stood on its last day", async () => {
    await using app = await office()
    const form = async (unit: string, by: string, period = july) => {
      const found = await app.form({ unit, period, by })
      if (!found.ok) throw new Error(found.issues[0]?.message)
      const { may, unit: of, closing } = found.value
      const acts = Object.entries(may).flatMap(([act, yes]) => (yes ? [act] : []))
      return { may: acts.join(" "), path: of.path, closing }
    }
    expect(await form("x1", "nguoi-x2")).toEqual({
      may: "submit",
      path: "Xã Một › Huyện Mẫu › Tỉnh Mẫu",
      closing: true
    })
    expect(await form("x1", "nguoi-x4")).toMatchObject({ may: "" })
    expect(await form("x5-1", "nguoi-x4")).toEqual({
      may: "submit",
      path: "Ấp Chợ › Xã Năm › Huyện Mẫu › Tỉnh Mẫu",
      closing: true
    })
    expect(await form("x3", "nguoi-x2")).toMatchObject({ may: "submit" })
    await submit(app, "x1", "nguoi-tinh")
    await app.approve({ unit: "x1", period: july, by: "nguoi-tinh" })
    await app.seal({ unit: "x1", period: july, by: "nguoi-tinh" })
    expect(await form("x1", "nguoi-x2")).toMatchObject({ may: "amend" })
    expect(await form("x1", "nguoi-x4")).toMatchObject({ may: "" })
  })
})
