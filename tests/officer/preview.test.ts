import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Asking, ReadBack, Settled } from "@lienhoi/template"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Occasion from "../../packages/lienhoi/src/officer/Occasion.ts"
import * as Preview from "../../packages/lienhoi/src/officer/Preview.ts"
import * as Browse from "./browser.ts"

const base = "packages/template/test/templates/bao-cao-thang.yaml"
const overlay = "packages/template/test/templates/can-tho.yaml"
const out = Browse.folder()

/** The same template, looked at in Node. */
const inNode = (): Preview.Preview => {
  const documents = [overlay, base].map((file) => ({ file, text: readFileSync(join(Browse.root, file), "utf8") }))
  const made = Preview.of({ documents: [documents[0]!, documents[1]!], today: "2026-11-21" })
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return made.value
}

/** What the same answers give in Node, in the form of {@link Browse.shown}. */
const expected = (level: string, answers: Settled.Settled["input"]) => {
  const { compiled, period, previous } = inNode()
  const context = { ...Occasion.context(compiled.template, level, period), previous: previous(level) }
  const { closed, seen } = Settled.of(compiled, answers, context)
  const fields = compiled.template.sections
    .flatMap((section) => section.fields)
    .filter((field) => Asking.isSeenBy(compiled.template, field, level))
  const said = (key: string) => seen.issues.filter(({ path }) => String(path[0]).split("[")[0] === key)
  return {
    problems: Object.fromEntries(
      fields.flatMap(({ key }) => {
        const issues = said(key)
        return issues.length === 0 ? [] : [[key, issues.map(({ message }) => message)]]
      })
    ),
    computed: Object.fromEntries(
      fields
        .filter((field) => !field.askedOf.includes(level))
        .map((field) => [field.key, ReadBack.cell(field, seen.cells[field.key], "vi")])
    ),
    closed: fields.map(({ key }) => key).filter((key) => closed.has(key))
  }
}

describe("lienhoi template preview", () => {
  it("writes the forms of every level and says what the overlay leaves untouched", () => {
    const { status, stdout } = Browse.lienhoi(
      "template",
      "preview",
      overlay,
      "--base",
      base,
      "--on",
      "2026-11-21",
      "--out",
      join(out, "a.html"),
      "--json"
    )
    expect(status).toBe(0)
    const json = JSON.parse(stdout)
    expect(json.template).toEqual({ id: "can-tho/bao-cao-thang", version: "1.0.0" })
    expect(json.questions).toEqual({ chi_hoi: 11, co_so: 7 })
    expect(json.sums.proof).toEqual({
      base: "hau-giang/bao-cao-thang",
      fields: 18,
      changed: [],
      figures: 16,
      different: []
    })
    expect(json.sums.changes).toMatchObject([
      {
        hidden: [{ key: "HD06" }, { key: "HD07" }],
        tightened: [{ key: "TC05" }, { key: "TC06" }],
        due: ["chi_hoi"],
        rules: 1
      }
    ])
    expect(readFileSync(join(out, "a.html"), "utf8")).not.toMatch(/https?:\/\/(?!www\.w3\.org|schemas\.|purl\.)/u)
  })

  it("shows one level when asked, last period's figures when given, and says which levels there are", () => {
    const figures = join(out, "truoc.json")
    writeFileSync(figures, JSON.stringify({ TC04: "405", TC05: "3" }))
    const page = join(out, "b.html")
    const { status } = Browse.lienhoi(
      "template",
      "preview",
      overlay,
      "--base",
      base,
      "--level",
      "chi_hoi",
      "--previous",
      figures,
      "--out",
      page
    )
    expect(status).toBe(0)
    const text = readFileSync(page, "utf8")
    expect(text).toContain("Kỳ trước: 405 người")
    expect(text).not.toContain("form-co_so")
    const wrong = Browse.lienhoi("template", "preview", overlay, "--base", base, "--level", "tinh", "--out", page)
    expect([wrong.status, wrong.stderr.split("\n")[0]]).toEqual([
      1,
      "Mẫu này không hỏi cấp “tinh”; chọn một trong: chi_hoi, co_so"
    ])
    const list = Browse.lienhoi("template", "preview", base, "--previous", overlay, "--out", page)
    expect([list.status, list.stderr]).toEqual([
      1,
      expect.stringContaining("can-tho.yaml:1:1: Tệp số kỳ trước cần là một đối tượng JSON")
    ])
    expect(Browse.lienhoi("template", "preview", base).status).toBe(2)
  })
})

describe("the command from sources that were never built", () => {
  it("says what to do where there is nothing to bundle the page with, and exits 3", () => {
    const elsewhere = Browse.folder()
    cpSync(join(Browse.root, "packages/lienhoi/src"), join(elsewhere, "packages/lienhoi/src"), { recursive: true })
    cpSync(join(Browse.root, "packages/lienhoi/package.json"), join(elsewhere, "packages/lienhoi/package.json"))
    symlinkSync(join(Browse.root, "node_modules"), join(elsewhere, "node_modules"))
    const { status, stderr } = Browse.lienhoiIn(elsewhere, "template", "page", "--out", join(elsewhere, "mau.html"))
    expect([status, stderr]).toEqual([3, expect.stringMatching(/chưa có phần chạy trên trang .*chạy npm run build/u)])
    expect(existsSync(join(elsewhere, "mau.html"))).toBe(false)
  })
})

describe.skipIf(Browse.executablePath === undefined)("a preview in a browser", () => {
  const file = join(out, "c.html")
  let browser: Browser
  beforeAll(async () => {
    expect(
      Browse.lienhoi("template", "preview", overlay, "--base", base, "--on", "2026-11-21", "--out", file).status
    ).toBe(0)
    browser = await Browse.launch()
  })
  afterAll(() => browser?.close())

  it("fits a phone, names every box and asks for nothing but itself", async () => {
    const { asked, context, noise, page } = await Browse.open(browser, file)
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true
    })
    expect(await Browse.faults(page)).toEqual(Browse.faultless(360))
    expect(await page.getAttribute("html", "lang")).toBe("vi")
    expect(await page.locator("#chi_hoi-TC04").getAttribute("inputmode")).toBe("numeric")
    expect(await page.locator("#chi_hoi-TC04-hint").innerText()).toContain("Kỳ trước: 43 người")
    expect([asked.length, noise]).toEqual([1, []])
    await context.close()
  })

  const cases: ReadonlyArray<readonly [level: string, typed: Browse.Typed]> = [
    ["chi_hoi", [["TC04", "38,506"]]],
    [
      "chi_hoi",
      [
        ["TC04", "412"],
        ["TC04[tu_18_30]", "100"],
        ["TC04[tu_31_45]", "200"],
        ["TC04[tu_46]", "12"],
        ["TC05", "21"],
        ["TC06", "3"],
        ["TC06_ly_do", "chuyen_di"],
        ["can_tho__hoi_vien_cu_lao", "300"],
        ["TT01", "không phát sinh"],
        ["HD02", "false"],
        ["HD01", "9,5"]
      ]
    ],
    [
      "chi_hoi",
      [
        ["TC04", "50"],
        ["TC05", "2"],
        ["TC06", "0"],
        ["TT01", "4"],
        ["HD02", "true"],
        ["HD03", "2026-11-03"]
      ]
    ],
    [
      "co_so",
      [
        ["CB01", "5"],
        ["CB02", "7"],
        ["TT01", "3"],
        ["TT02", "2"]
      ]
    ],
    [
      "co_so",
      [
        ["CB01", "85.328"],
        ["CB02", "38.506"],
        ["CB03", "38,51"],
        ["TT01", "1"]
      ]
    ]
  ]

  it("finds what the validator finds in Node, and computes, opens and closes the same, at every keystroke", async () => {
    for (const [level, typed] of cases) {
      const { context, page } = await Browse.open(browser, file)
      await page.evaluate((at) => {
        document.querySelector<HTMLDetailsElement>(`#level-${at}`)!.open = true
      }, level)
      await Browse.fill(page, level, typed)
      const before = await Browse.shown(page, level)
      const touched = new Set(typed.map(([name]) => name.split("[")[0]!))
      expect(Object.keys(before.problems).every((key) => touched.has(key))).toBe(true)
      await page.click(`#${level}-send`)
      const after = await Browse.shown(page, level)
      expect(after).toEqual(expected(level, Object.fromEntries(typed)))
      expect({ ...before, problems: {} }).toEqual({ ...after, problems: {} })
      await context.close()
    }
  })

  it("takes rows of a table, adds and removes them, and sums what stands in them", async () => {
    const { context, page } = await Browse.open(browser, file)
    await page.click("#level-co_so > summary")
    const table = page.locator('#form-co_so [data-table="HD04"]')
    await table.locator("[data-add-row]").click()
    await table.locator("[data-row]").nth(0).locator("[name=ten]").fill("Lớp một")
    await table.locator("[data-row]").nth(0).locator("[name=so_nguoi]").fill("12")
    await table.locator("[data-row]").nth(1).locator("[name=ten]").fill("Lớp hai")
    await table.locator("[data-row]").nth(1).locator("[name=so_nguoi]").fill("30")
    expect((await Browse.shown(page, "co_so")).computed.HD05).toBe("42 lượt người")
    await table.locator("[data-drop-row]").nth(0).click()
    expect((await Browse.shown(page, "co_so")).computed.HD05).toBe("30 lượt người")
    expect(await table.locator("legend").allInnerTexts()).toEqual([expect.stringContaining("Lớp tập huấn"), "Dòng 1"])
    await table.locator("[name=so_nguoi]").fill("ba")
    expect((await Browse.shown(page, "co_so")).problems.HD04).toHaveLength(1)
    await context.close()
  })

  it("reads back what would be sent, and leads to the first mistake when there is one", async () => {
    const { context, page } = await Browse.open(browser, file)
    await page.click("#chi_hoi-send")
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("chi_hoi-TC04")
    expect(await page.textContent("#chi_hoi-state")).toBe("Còn 4 chỗ phải sửa")
    await Browse.fill(page, "chi_hoi", [
      ["TC04", "43"],
      ["TC05", "2"],
      ["TC06", "0"],
      ["TT01", "1"]
    ])
    await page.click('[data-zero="TC21"]')
    await page.press("#chi_hoi-TC04", "Enter")
    expect(await page.locator("#chi_hoi-readback li").allInnerTexts()).toContain(
      "Hội phí thu trong kỳ: không phát sinh"
    )
    expect(await page.textContent("#chi_hoi-readback")).toContain("không có gì được gửi đi")
    await context.close()
  })

  it("shows grids with their totals, what is carried over and what is fed", async () => {
    const grid = join(out, "luoi.yaml")
    writeFileSync(
      grid,
      [
        "template: thu/luoi",
        "title: Lưới",
        "period: month",
        "window: fifteenth",
        "due: { co_so: 17 }",
        "sections:",
        "  luoi:",
        "    title: Lưới",
        "    asked_of: [co_so]",
        "    fields:",
        "      - key: lop",
        "        label: Lớp học",
        "        type: table",
        "        rows: { nam: Nam, nu: Nữ }",
        "        totals: [dau, cuoi]",
        "        row_totals: [dau, cuoi]",
        "        columns:",
        "          - { key: dau, label: Đầu kỳ, type: count, combine: { units: sum, periods: last } }",
        "          - { key: cuoi, label: Cuối kỳ, type: count, combine: { units: sum, periods: last } }",
        "      - { key: dan_so, label: Dân số, type: count, carry: previous, combine: { units: sum, periods: last } }",
        "      - { key: don, label: Đơn thư, type: count, from: { register: vwu/phan-anh, count: true, at: began, locked: true }, combine: { units: sum, periods: sum } }"
      ].join("\n")
    )
    const figures = join(out, "ky-truoc.json")
    writeFileSync(figures, JSON.stringify({ dan_so: "12.345" }))
    const written = join(out, "luoi.html")
    expect(Browse.lienhoi("template", "preview", grid, "--previous", figures, "--out", written).status).toBe(0)
    const { context, page } = await Browse.open(browser, written)
    const box = (row: string, column: string) => page.locator(`[data-row=${row}] [name=${column}]`)
    await box("nam", "dau").fill("3")
    await box("nu", "dau").fill("1.004")
    await box("nu", "cuoi").fill("6")
    expect(await page.locator("[data-column-total], [data-row-total]").allInnerTexts()).toEqual([
      "3",
      "1.010",
      "1.007",
      "6"
    ])
    await box("nam", "cuoi").fill("ba")
    expect((await Browse.shown(page, "co_so")).problems.lop).toHaveLength(1)
    expect(await page.locator('[data-sum="lop.dau"]').innerText()).toBe(
      "Lớp học: Đầu kỳ (lop.dau)\ncác đơn vị: cộng lại; các kỳ: lấy số kỳ cuối"
    )
    expect(await page.inputValue("#co_so-dan_so")).toBe("12.345")
    expect(await page.locator("#co_so-dan_so-hint").innerText()).toContain("Đã chép số kỳ trước")
    expect(await page.locator("#co_so-don").evaluate((e) => (e as HTMLInputElement).readOnly)).toBe(true)
    expect(await page.locator("#co_so-don-hint").innerText()).toContain("Lấy từ sổ vwu/phan-anh, không sửa ở đây")
    expect(await Browse.faults(page)).toEqual(Browse.faultless(360))
    await context.close()
  })
})
