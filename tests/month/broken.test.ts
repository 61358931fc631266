import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { openApp } from "lienhoi"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import config from "../../examples/hau-giang/lienhoi.config.ts"
import { run } from "../../examples/hau-giang/month.ts"
import { inputs, play } from "./play.ts"

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

describe("a month whose tables are broken", () => {
  let folder: ReturnType<typeof inputs>
  let out: string
  beforeEach(() => {
    folder = inputs()
    out = join(folder.root, "out")
  })
  afterEach(() => folder.remove())

  /** Changes one unit's row of a table; the answer is its line. */
  const change = (path: string, unit: string, to: (row: string) => string): number => {
    const lines = folder.read(path).split("\n")
    const i = lines.findIndex((line) => line.startsWith(`${unit},`))
    folder.write(path, lines.with(i, to(lines[i]!)).join("\n"))
    return i + 1
  }
  const refused = async (): Promise<ReadonlyArray<string>> => {
    const result = await run({ root: folder.root, out, language: "vi", progress: () => {} })
    const errors = result.ok ? [] : result.issues.filter(({ severity }) => severity === "error")
    return errors.map(({ code, place }) => `${place?.file}:${place?.line} ${code}`).toSorted()
  }
  const figure = (row: string): string => row.replace(/(\+07:00),\d+/, "$1,nhiều")

  it("lists every problem of every table at its line in the file", async () => {
    const march = change("inputs/2024-03/co-so.csv", "hg-x30", figure)
    const first = change("inputs/2024-10/chi-hoi.csv", "hg-c100", figure)
    const second = change("inputs/2024-10/chi-hoi.csv", "hg-c500", figure)
    const moment = change("inputs/2024-10/huyen.csv", "hg-h03", (row) => row.replace(/,2024-10[^,]*/, ",hôm qua"))

    expect(await refused()).toEqual(
      [
        `inputs/2024-03/co-so.csv:${march} answer.kind`,
        `inputs/2024-10/chi-hoi.csv:${first} answer.kind`,
        `inputs/2024-10/chi-hoi.csv:${second} answer.kind`,
        `inputs/2024-10/huyen.csv:${moment} instant.unreadable`
      ].toSorted()
    )
  })

  it("names a quote that is never closed, and makes no folder where there was none", async () => {
    const line = change("inputs/2024-10/tinh.csv", "hg", (row) => row.replace(/,(\d+)$/, ',"$1'))
    expect(await refused()).toEqual([`inputs/2024-10/tinh.csv:${line} table.quote-open`])
    expect(readdirSync(folder.root)).not.toContain("out")
  })

  it("leaves what an earlier run wrote as it was", async () => {
    mkdirSync(join(out, "tin-nhan"), { recursive: true })
    writeFileSync(join(out, "tong-hop.md"), "tháng trước")
    writeFileSync(join(out, "tin-nhan", "cu.txt"), "tin cũ")
    change("inputs/2024-10/tinh.csv", "hg", figure)

    expect(await refused()).toHaveLength(1)
    expect(readdirSync(out, { recursive: true }).toSorted()).toEqual(["tin-nhan", "tin-nhan/cu.txt", "tong-hop.md"])
  })

  it("are none when a spreadsheet saved them with a mark, semicolons and its own line ends", async () => {
    const path = "inputs/2024-10/chi-hoi.csv"
    folder.write(path, `\uFEFF${folder.read(path).replaceAll(",", ";").replaceAll("\n", "\r\n")}`)
    expect((await play(folder.root)).json.totals.hg).toMatchObject({ TT04: 405, TC04: 120815 })
  })
})
