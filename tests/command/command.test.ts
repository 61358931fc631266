import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as process from "./hamlet.ts"
import { lienhoi } from "./line.ts"

const broken = (name: string) => `tests/fixtures/broken/${name}`

/** Where each problem stands and which it is. */
const places = (stdout: string) =>
  (JSON.parse(stdout) as { issues: Array<{ code: string; place: { line: number; column: number } }> }).issues.map(
    ({ code, place }) => `${place.line}:${place.column} ${code}`
  )

describe("lienhoi units check", () => {
  it("reads a list with a byte order mark, CRLF, semicolons and decomposed letters", async () => {
    const { status, stdout } = await lienhoi(
      "units",
      "check",
      broken("units-good-odd-form.csv"),
      "--on",
      "2024-10-14",
      "--json"
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ units: 3, warnings: [] })
  })

  it("lists every problem of a broken list with line and column and exits 1", async () => {
    const { status, stdout } = await lienhoi(
      "units",
      "check",
      broken("units-broken.csv"),
      "--on",
      "2024-01-01",
      "--json"
    )
    expect(status).toBe(1)
    expect(places(stdout)).toEqual([
      "3:5 unit.parent-unknown",
      "4:2 row.code-shared",
      "4:4 unit.level-unknown",
      "5:5 unit.level-skipped",
      "6:5 unit.cycle",
      "7:5 unit.cycle",
      "8:5 unit.level-skipped",
      "9:7 row.overlap",
      "10:5 unit.level-skipped",
      "10:7 date.no-such-day",
      "11:1 unit.duplicate"
    ])
  })

  it("says the same in Vietnamese and in English, with the file", async () => {
    const vi = await lienhoi("units", "check", broken("units-broken.csv"), "--on", "2024-01-01")
    const en = await lienhoi("units", "check", broken("units-broken.csv"), "--on", "2024-01-01", "--lang", "en")
    expect(vi.stderr).toContain(`${broken("units-broken.csv")}:3:5: Thành phố Vị Thanh (b) trực thuộc zz`)
    expect(en.stderr).toContain(`${broken("units-broken.csv")}:3:5: Thành phố Vị Thanh (b) stands under zz`)
    expect(vi.stderr.trim().split("\n").at(-1)).toBe("Có 10 lỗi cần sửa, chưa ghi gì cả.")
  })
})

describe("lienhoi template check", () => {
  it("names unknown types, keywords and names with a suggestion, and a division by what may be zero", async () => {
    const { status, stdout } = await lienhoi("template", "check", broken("template-broken.yaml"), "--json")
    expect(status).toBe(1)
    expect(places(stdout).map((place) => place.split(" ")[0])).toEqual(["9:45", "13:46", "11:67", "12:71"])
    expect(stdout).toContain("có phải “count”?")
    expect(stdout).toContain("có phải “asked_of”?")
  })

  it("says how many questions each level answers: at most eight for a branch", async () => {
    const { status, stdout } = await lienhoi(
      "template",
      "check",
      "examples/hau-giang/templates/bao-cao-thang.yaml",
      "--json"
    )
    const { asked, template } = JSON.parse(stdout)
    expect(status).toBe(0)
    expect(asked.chi_hoi).toBeLessThanOrEqual(8)
    expect(template.sections.length).toBeGreaterThanOrEqual(5)
    expect(
      template.sections.flatMap((section: { fields: ReadonlyArray<unknown> }) => section.fields).length
    ).toBeGreaterThanOrEqual(25)
  })
})

describe("lienhoi calendar", () => {
  it("lists the days off of a year, with Tết and Giỗ Tổ by the Vietnamese lunar calendar", async () => {
    const { days } = JSON.parse((await lienhoi("calendar", "holidays", "2030", "--json")).stdout)
    const dates = days.map((day: { date: string }) => day.date)
    expect(dates).toContain("2030-02-02")
    expect(dates).toContain("2030-04-12")
  })

  it("says which days a period means, however it is written", async () => {
    for (const text of ["Tháng 6/2024", "tháng 06 năm 2024", "2024-06", "15/06/2024"]) {
      const { period, windows } = JSON.parse((await lienhoi("calendar", "period", "month", text, "--json")).stdout)
      expect([text, period.id]).toEqual([text, "2024-06"])
      expect(windows.fifteenth).toEqual({ from: "2024-05-15", to: "2024-06-14" })
    }
  })

  it("says when each level owes October 2024", async () => {
    const template = "examples/hau-giang/templates/bao-cao-thang.yaml"
    const { due } = JSON.parse((await lienhoi("calendar", "due", template, "Tháng 10/2024", "--json")).stdout)
    expect(due.map((one: { level: string; due: string }) => [one.level, one.due])).toEqual([
      ["tinh", "2024-10-22"],
      ["huyen", "2024-10-21"],
      ["co_so", "2024-10-17"],
      ["chi_hoi", "2024-10-15"]
    ])
  })
})

describe("lienhoi as a contract", () => {
  it.each([
    ["done", ["calendar", "period", "month", "2024-06", "--json"], 0],
    ["bad input", ["units", "check", "khong-co.csv"], 1],
    ["usage", ["quen", "roi"], 2]
  ] as const)("says in a process of its own what it says here: %s", async (_, args, code) => {
    const apart = await process.lienhoi(...args)
    expect(apart).toEqual(await lienhoi(...args))
    expect(apart.status).toBe(code)
  })

  it("exits 2 for what it cannot read on its line, and says how it is used", async () => {
    for (const args of [
      [],
      ["units"],
      ["units", "chekc", "x"],
      ["units", "check"],
      ["units", "check", "x", "--jsn"],
      ["calendar", "holidays", "năm nay"],
      ["units", "check", "x", "--lang", "fr"]
    ]) {
      const { status, stderr, stdout } = await lienhoi(...args)
      expect([args, status]).toEqual([args, 2])
      expect(stderr + stdout).toContain("Cách dùng:")
    }
  })

  it("takes --json and --lang before the command too, and tells how it is used when asked", async () => {
    const { status, stdout } = await lienhoi("--lang", "en", "--json", "calendar", "period", "month", "2024-06")
    expect(status).toBe(0)
    expect(JSON.parse(stdout).period.id).toBe("2024-06")
    for (const args of [["--help"], ["-h"], ["help"], ["--lang", "en", "help"], ["units", "check", "--help"]]) {
      const asked = await lienhoi(...args)
      expect([args, asked.status, asked.stdout.split("\n")[0]]).toEqual([
        args,
        0,
        args.includes("en") ? "Usage:" : "Cách dùng:"
      ])
    }
  })

  it("exits 1 when the file is not there, and says so", async () => {
    const { status, stderr } = await lienhoi("units", "check", "khong-co.csv")
    expect(status).toBe(1)
    expect(stderr).toContain("khong-co.csv:1:1: Không có tệp này")
  })

  it("exits 3 when the disk refuses, and leaves nothing half-written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lienhoi-"))
    writeFileSync(join(folder, "out"), "a file where a folder is needed")
    const { status, stdout, stderr } = await lienhoi("demo", "--out", join(folder, "out"), "--json")
    expect(status).toBe(3)
    expect(stdout).toBe("")
    expect(stderr).toContain("Máy không làm được việc này")
    expect(readdirSync(folder)).toEqual(["out"])
    expect(readFileSync(join(folder, "out"), "utf8")).toBe("a file where a folder is needed")
  })

  it("prints one document on stdout with --json, progress on stderr", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lienhoi-"))
    const { status, stdout, stderr } = await lienhoi("demo", "--out", folder, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout).totals.hg.TT04).toBe(405)
    expect(stderr).toContain("Nạp báo cáo 2024-09")
  })
})
