import { readFileSync } from "node:fs"
import { openApp } from "lienhoi"
import { describe, expect, it } from "vitest"
import config from "../../examples/hau-giang/lienhoi.config.ts"

const root = new URL("../../examples/hau-giang/", import.meta.url).pathname
const broken = readFileSync(new URL("../fixtures/broken/submissions-broken.csv", import.meta.url), "utf8")

describe("a table of submissions", () => {
  const open = async () => {
    const opened = await openApp({ ...config, channels: {} }, { root, now: () => "2024-10-16T01:00:00.000Z" })
    if (!opened.ok) throw new Error("the example does not open")
    return opened.value
  }

  it("is taken in whole or refused with every problem at its place, and nothing is recorded", async () => {
    const app = await open()
    const taken = await app.takeIn({ text: broken, file: "thang-10.csv", period: "2024-10" })
    expect(taken.ok).toBe(false)
    const issues = taken.ok ? [] : taken.issues.filter(({ severity }) => severity === "error")
    expect(
      issues
        .filter(({ code }) => code !== "field.required")
        .map(({ code, place }) => `${place?.file}:${place?.line}:${place?.column} ${code}`)
    ).toEqual([
      "thang-10.csv:1:9 submissions.field-unknown",
      "thang-10.csv:6:1 submissions.unit-twice",
      "thang-10.csv:3:6 answer.kind",
      "thang-10.csv:4:1 submissions.unit-unknown",
      "thang-10.csv:5:4 submissions.via-unknown",
      "thang-10.csv:5:5 instant.unreadable",
      "thang-10.csv:5:7 answer.fraction"
    ])
    // Two required questions stand in no column: said once for each row that can be read against a unit.
    expect(issues.filter(({ code }) => code === "field.required").map(({ place }) => place?.line)).toEqual([
      2, 2, 3, 3, 5, 5, 6, 6
    ])
    const report = await app.report({ unit: "hg-c001", period: "2024-10" })
    expect(report.ok && report.value.status).toBe("none")
    await app.close()
  })

  it("reads 38.506 in a count as thirty-eight thousand five hundred and six", async () => {
    const app = await open()
    const values = { TC04: "38.506", TC05: "không phát sinh", TC06: "0", TT04: "1", TT10: "2" }
    const done = await app.submit({ unit: "hg-c001", period: "Tháng 10/2024", values })
    expect(done.ok && done.value.report.revisions[0]?.cells.TC04).toEqual({ state: "value", value: 38506 })
    expect(done.ok && done.value.readBack.slice(0, 2)).toEqual([
      "Tổng số hội viên: 38.506 người",
      "Hội viên mới kết nạp: không phát sinh"
    ])
    await app.close()
  })
})
