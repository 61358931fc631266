import { readFileSync } from "node:fs"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Drafts } from "@lienhoi/react"
import type { Form } from "@lienhoi/report"
import { Compiled, Settled, type Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import * as fc from "fast-check"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Browse from "../officer/browser.ts"
import { draftLaws } from "./draftLaws.ts"
import * as Offices from "./office.ts"
import type { Bench } from "./page.tsx"

declare global {
  interface Window {
    readonly bench: Bench
  }
}

const month = Offices.templateOf(
  readFileSync(join(Offices.root, "packages/template/test/templates/bao-cao-thang.yaml"), "utf8")
)

/** Every type of answer. */
const everything = Offices.templateOf(`
template: thu/du-loai
title: Đủ loại câu hỏi
title_en: Every kind of question
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  so:
    title: Số
    asked_of: [chi_hoi]
    fields:
      - { key: HV, label: Hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last }, disaggregate: [{ by: tuoi, label: nhóm tuổi, complete: true, items: { tre: Trẻ, gia: Già } }] }
      - { key: NU, label: Hội viên nữ, type: count, part_of: HV, combine: { units: sum, periods: last } }
      - { key: TL, label: Tỷ lệ nữ, type: ratio, numerator: NU, denominator: HV, asked_of: [chi_hoi] }
      - { key: TIEN, label: Hội phí, type: money, combine: { units: sum, periods: sum } }
      - { key: DIEM, label: Điểm, type: decimal, decimals: 1, max: 10, combine: { units: average, periods: average } }
      - { key: MOI, label: Hội phí mỗi người, type: decimal, formula: IF(HV > 0; TIEN / HV; 0) }
  chu:
    title: Chữ
    asked_of: [chi_hoi]
    fields:
      - { key: TEN, label: Tên chi hội trưởng, type: text, max: 60 }
      - { key: NX, label: Nhận xét, type: text, max: 2000 }
      - { key: HOP, label: Có họp, type: bool }
      - { key: NGAY, label: Ngày họp, type: date, relevant: HOP }
      - { key: XL, label: Xếp loại, type: choice, choices: { tot: Tốt, kha: Khá } }
      - { key: AP, label: Ấp, type: choice, choices: { a1: Ấp 1, a2: Ấp 2, a3: Ấp 3, a4: Ấp 4, a5: Ấp 5, a6: Ấp 6, a7: Ấp 7 } }
      - { key: ANH, label: Ảnh họp, type: photo, max: 2 }
      - { key: TEP, label: Biên bản, type: file, max: 1 }
  bang:
    title: Bảng
    asked_of: [chi_hoi]
    fields:
      - { key: LOP, label: Lớp tập huấn, type: table, max: 3, columns: [{ key: ten, label: Tên lớp, type: text, required: true }, { key: nguoi, label: Số người, type: count, required: true }] }
      - { key: NGUOI, label: Người dự, type: count, formula: SUM(LOP.nguoi), combine: { units: sum, periods: sum } }
      - { key: LUOI, label: Theo giới, type: table, rows: { nam: Nam, nu: Nữ }, totals: [dau], row_totals: [dau, cuoi], columns: [{ key: dau, label: Đầu kỳ, type: count, combine: { units: sum, periods: last } }, { key: cuoi, label: Cuối kỳ, type: count, combine: { units: sum, periods: last } }] }
rules:
  - when: NU * 2 < HV
    warn: Hội viên nữ chưa được một nửa
`)

const small = Offices.templateOf(`
template: thu/nho
title: Báo cáo nhỏ
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  so:
    title: Số
    asked_of: [chi_hoi]
    fields:
      - { key: HV, label: Hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: NU, label: Hội viên nữ, type: count, part_of: HV, combine: { units: sum, periods: last } }
`)

/** A picture of 2400 × 1800 px, drawn without a library. */
const bigPicture = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async () => {
      const canvas = document.createElement("canvas")
      canvas.width = 2400
      canvas.height = 1800
      const paper = canvas.getContext("2d")!
      for (let n = 0; n < 400; n++) {
        paper.fillStyle = `hsl(${(n * 37) % 360} 70% 50%)`
        paper.fillRect((n * 131) % 2400, (n * 97) % 1800, 220, 160)
      }
      const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), "image/png"))
      return [...new Uint8Array(await blob.arrayBuffer())]
    })
  )

const field = (page: Page, key: string) => page.locator(`[data-field="${key}"]`)
const problems = (page: Page, key: string) => field(page, key).locator(".lh-problem p").allInnerTexts()
const progress = (page: Page) => page.locator(".lh-form > [role=status]").first()
const send = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Đọc lại để gửi" }).click()
  await page.getByRole("button", { name: "Gửi", exact: true }).click()
}
const arrived = (page: Page, revision = 1) => page.waitForFunction((n) => document.title === `received ${n}`, revision)

const opened: Array<BrowserContext> = []

describe.skipIf(Browse.executablePath === undefined)("the form in a browser", () => {
  let browser: Browser
  let office: Offices.Office
  let unit = 0

  beforeAll(async () => {
    ;[office, browser] = await Promise.all([Offices.open([19, 18]), Browse.launch()])
  })
  afterAll(async () => {
    await Promise.all(opened.map((context) => context.close()))
    await browser?.close()
    await office?.close()
  })

  /** Puts a form of a unit of its own into the office. */
  const put = (template: Template.Template, more: Partial<Form.Form> = {}): string => {
    const name = `ap-${++unit}`
    const form = Offices.formOf(template, more)
    office.put(name, { ...form, unit: { ...form.unit, id: name } })
    office.tried = 0
    office.arrived.length = 0
    Object.assign(office, { isSignedIn: true, isMute: false, wording: null })
    return name
  }
  const contextOf = async (width = 360): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: { width, height: 740 }, locale: "vi-VN" })
    opened.push(context)
    return context
  }
  const tab = async (context: BrowserContext, name: string, more = ""): Promise<Page> => {
    const page = await context.newPage()
    page.on("pageerror", (error) => {
      throw error
    })
    await page.goto(`${office.url}/?form=${name}${more}`)
    await page.waitForSelector(
      "button[type=submit]:not(:disabled), .lh-lines, .lh-form > .lh-card, [role=status] > .lh-card"
    )
    return page
  }
  const one = async (template: Template.Template, more: Partial<Form.Form> = {}, query = "") => {
    const name = put(template, more)
    const context = await contextOf()
    return { name, context, page: await tab(context, name, query) }
  }

  it("takes every type of answer as people write it, and what arrives is what was meant", async () => {
    const { name, page } = await one(everything)
    const type = (key: string, text: string) => page.locator(`[name="${key}"]`).fill(text)
    const modes = await page
      .locator("input[inputmode]")
      .evaluateAll((all) => all.map((e) => `${(e as HTMLInputElement).name} ${e.getAttribute("inputmode")}`))
    expect(modes).toEqual(
      expect.arrayContaining([
        "HV numeric",
        "HV[tre] numeric",
        "TL decimal",
        "TIEN numeric",
        "DIEM decimal",
        "TEN text"
      ])
    )
    await type("HV", "1205")
    await type("HV[tre]", "1.000")
    await type("HV[gia]", "205")
    expect(await page.inputValue('[name="HV"]')).toBe("1.205")
    await type("NU", "1.000")
    await type("TL", "82,99")
    await type("TIEN", "22 tỷ")
    await type("DIEM", "9,5")
    expect(await page.inputValue('[name="TIEN"]')).toBe("22.000.000.000")
    expect(await field(page, "MOI").locator("output").innerText()).toBe("18.257.261,41")
    await type("TEN", "Nguyễn Thị Mẫu")
    await type("NX", "Dòng một\nDòng hai")
    expect(await field(page, "NGAY").count()).toBe(1)
    await field(page, "HOP").getByText("Không", { exact: true }).click()
    expect(await field(page, "NGAY").count()).toBe(0)
    await field(page, "HOP").getByText("Có", { exact: true }).click()
    await type("NGAY", "05112026")
    expect(await page.inputValue('[name="NGAY"]')).toBe("05/11/2026")
    await field(page, "NGAY").locator("input[type=date]").fill("2026-11-06")
    expect(await page.inputValue('[name="NGAY"]')).toBe("06/11/2026")
    await field(page, "XL").getByText("Khá").click()
    await page.locator('[name="AP"]').selectOption({ label: "Ấp 7" })
    await page.setInputFiles('[name="ANH"]', { name: "họp.png", mimeType: "image/png", buffer: await bigPicture(page) })
    await field(page, "ANH").locator("img").waitFor()
    await page.setInputFiles('[name="TEP"]', {
      name: "bb.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-")
    })
    const row = (n: number) => field(page, "LOP").locator(".lh-row").nth(n)
    await row(0).locator("[name=ten]").fill("Lớp một")
    await row(0).locator("[name=nguoi]").fill("12")
    await field(page, "LOP").getByRole("button", { name: "Thêm dòng" }).click()
    await row(1).locator("[name=ten]").fill("Lớp hai")
    await row(1).locator("[name=nguoi]").fill("30")
    expect(await field(page, "NGUOI").locator("output").innerText()).toBe("42")
    await row(0).getByRole("button", { name: "Bỏ dòng 1" }).click()
    expect(await field(page, "NGUOI").locator("output").innerText()).toBe("30")
    const cell = (n: number, column: string) =>
      field(page, "LUOI").locator(".lh-row").nth(n).locator(`[name=${column}]`)
    await cell(0, "dau").fill("3")
    await cell(1, "dau").fill("1.004")
    await cell(1, "cuoi").fill("6")
    expect(await field(page, "LUOI").locator("output").allInnerTexts()).toEqual(["3", "1.010", "1.007"])
    await send(page)
    await arrived(page)
    expect(await progress(page).innerText()).toContain("14:05 ngày 22/11/2026 (lần gửi thứ 1)")
    const { cells } = office.form(name)
    const value = (of: unknown) => ({ state: "value", value: of })
    expect(cells).toMatchObject({
      HV: value(1205),
      "HV[tre]": value(1000),
      NU: value(1000),
      TL: { printed: "82,99" },
      TIEN: value(22_000_000_000),
      DIEM: value(9.5),
      TEN: value("Nguyễn Thị Mẫu"),
      NX: value("Dòng một\nDòng hai"),
      HOP: value(true),
      NGAY: value("2026-11-06"),
      XL: value("kha"),
      AP: value("a7"),
      LOP: value([{ ten: value("Lớp hai"), nguoi: value(30) }]),
      LUOI: value([
        { dau: value(3), cuoi: { state: "missing" } },
        { dau: value(1004), cuoi: value(6) }
      ])
    })
    expect([...office.files.keys()]).toEqual(["f-1-họp.jpg", "f-2-bb.pdf"])
    expect(cells?.ANH).toEqual(value(["f-1-họp.jpg"]))
  })

  it("makes photos at most 1600 px on their longer side, never larger", async () => {
    const { page } = await one(small)
    const sizes = [
      [2400, 1800],
      [900, 3200],
      [40, 30]
    ] as const
    const found = await page.evaluate(
      (all) => Promise.all(all.map(([width, height]) => window.bench.shrink(width, height))),
      sizes
    )
    const jpeg = { name: "Ảnh họp.jpg", mediaType: "image/jpeg" }
    expect(found).toEqual([
      { ...jpeg, width: 1600, height: 1200 },
      { ...jpeg, width: 450, height: 1600 },
      { ...jpeg, width: 40, height: 30 }
    ])
  })

  it("says what is wrong under its question, announces it, and leads to the first mistake by keyboard alone", async () => {
    const { page } = await one(month, { previous: { TC04: { state: "value", value: 405 } } })
    expect(await field(page, "TC04").locator(".lh-hint").last().innerText()).toContain("Kỳ trước: 405 người")
    await page.locator('[name="TC04"]').focus()
    await page.keyboard.type("12,5")
    await page.keyboard.press("Tab")
    expect(await problems(page, "TC04")).toEqual([expect.stringContaining("có phần lẻ")])
    expect(await page.getAttribute('[name="TC04"]', "aria-invalid")).toBe("true")
    const [hint, problem] = (await page.getAttribute('[name="TC04"]', "aria-describedby"))!.split(" ")
    expect(await page.locator(`#${problem}`).innerText()).toContain("có phần lẻ")
    expect(await page.locator(`#${hint}`).innerText()).toContain("Tính đến ngày cuối kỳ")
    expect(await problems(page, "TC05")).toEqual([])
    await page.locator('[name="TC05"]').focus()
    await page.keyboard.press("Enter")
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("TC04")
    expect(await page.locator(".lh-state").innerText()).toContain("Còn 3 chỗ phải sửa")
    expect(await problems(page, "TC05")).toHaveLength(1)
  })

  it("takes “nothing to report” at one tap, and “not applicable” with its reason", async () => {
    const { name, page } = await one(small)
    await field(page, "HV").getByRole("button", { name: "Không phát sinh" }).click()
    await field(page, "NU").getByRole("button", { name: "Không áp dụng" }).click()
    expect(await problems(page, "NU")).toHaveLength(1)
    await field(page, "NU").getByLabel("Vì sao không áp dụng").fill("chi hội mới lập")
    expect(await problems(page, "NU")).toEqual([])
    await page.getByRole("button", { name: "Đọc lại để gửi" }).click()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Đọc lại, đúng thì bấm Gửi")
    expect(await page.locator(".lh-read li").allInnerTexts()).toEqual([
      "Hội viên: không phát sinh",
      "Hội viên nữ: không áp dụng (chi hội mới lập)"
    ])
    await page.getByRole("button", { name: "Gửi", exact: true }).click()
    await arrived(page)
    expect(office.form(name).cells).toEqual({
      HV: { state: "zero" },
      NU: { state: "not-applicable", reason: "chi hội mới lập" }
    })
  })

  it("keeps every keystroke over a reload and over a browser that was closed", async () => {
    const name = put(small)
    const folder = Browse.folder()
    const start = () =>
      chromium.launchPersistentContext(folder, {
        executablePath: Browse.executablePath!,
        args: ["--no-sandbox", "--disable-gpu"]
      })
    const first = await start()
    let page = await tab(first, name)
    await page.locator('[name="HV"]').fill("4")
    await page.locator('[name="NU"]').fill("3")
    await page.waitForFunction(() => document.querySelector(".lh-state")?.textContent?.includes("đã cất trong máy"))
    await page.reload()
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=NU]")?.value === "3")
    await first.close()
    const second = await start()
    page = await tab(second, name)
    expect([await page.inputValue('[name="HV"]'), await page.inputValue('[name="NU"]')]).toEqual(["4", "3"])
    expect(await page.locator(".lh-card").first().innerText()).toContain("Mở lại bản đang ghi dở")
    await page.getByRole("button", { name: "Bỏ bản ghi dở" }).click()
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "")
    await page.reload()
    await page.waitForSelector("button[type=submit]:not(:disabled)")
    expect(await page.inputValue('[name="HV"]')).toBe("")
    await second.close()
  })

  it("keeps drafts in IndexedDB as every place of drafts promises", async () => {
    const { page } = await one(small)
    for (const law of Object.keys(draftLaws)) {
      await page.evaluate(async (named) => {
        const open = new Map<string, Drafts.Drafts>()
        const { indexed } = window.bench
        await window.bench.draftLaws[named]!((account) => {
          const name = `${named} ${account}`
          open.set(name, open.get(name) ?? indexed(account, named))
          return open.get(name)!
        })
      }, law)
    }
  })

  it("waits when the line is dead, through a closed page too, and goes once by itself when it is back", async () => {
    const { context, name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    await context.setOffline(true)
    await send(page)
    await progress(page).getByText("Chưa có mạng").waitFor()
    expect([office.tried, office.arrived.length]).toEqual([0, 0])
    await context.setOffline(false)
    await arrived(page)
    expect(office.arrived.map(({ values }) => values)).toEqual([{ HV: "40" }])
    expect(office.form(name).revision).toBe(1)
    // Again, with the page closed before the line comes back: whatever page is opened next sends it.
    await page.getByRole("button", { name: "Sửa số đã gửi" }).click()
    await page.locator('[name="HV"]').fill("41")
    await context.setOffline(true)
    await send(page)
    await progress(page).getByText("Chưa có mạng").waitFor()
    await page.close()
    await context.setOffline(false)
    const other = put(small)
    await tab(context, other)
    await expect.poll(() => office.form(name).revision, { timeout: 10_000 }).toBe(2)
    expect(office.arrived.map(({ values }) => values)).toEqual([{ HV: "41" }])
    const back = await tab(context, name)
    expect(await progress(back).innerText()).toContain("lần gửi thứ 2")
  })

  it("brings what came of it before her eyes: the button to send stands far below", async () => {
    const { context, page } = await one(month)
    await page.getByText("Số liệu từ 15/").waitFor()
    for (const none of await page.getByRole("button", { name: "Không phát sinh" }).all()) await none.click()
    const isSeen = () =>
      progress(page).evaluate((one) => {
        const { bottom, height, top } = one.getBoundingClientRect()
        return height > 0 && top >= 0 && bottom <= innerHeight && document.activeElement === one
      })
    await context.setOffline(true)
    await send(page)
    await progress(page).getByText("Chưa có mạng").waitFor()
    await expect.poll(isSeen).toBe(true)
  })

  it("goes once from two tabs, and both know that it arrived", async () => {
    const { context, name, page } = await one(small)
    const beside = await tab(context, name)
    await page.locator('[name="HV"]').fill("40")
    await context.setOffline(true)
    await send(page)
    await progress(page).getByText("Chưa có mạng").waitFor()
    await context.setOffline(false)
    await Promise.all([page, beside].map((each) => each.evaluate(() => window.bench.outgoing.nudge())))
    await Promise.all([arrived(page), arrived(beside)])
    expect([office.tried, office.arrived.length, office.form(name).revision]).toEqual([1, 1, 1])
  })

  it("asks a server that died while it answered again, and that makes no second submission", async () => {
    const { name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    office.isMute = true
    await send(page)
    await progress(page).getByText("Chưa có mạng").waitFor()
    expect(office.form(name).revision).toBe(1)
    office.isMute = false
    await arrived(page)
    expect([office.tried >= 2, office.arrived.length, office.form(name).revision]).toEqual([true, 1, 1])
  })

  it("asks to sign in again when the session ended, and goes on where it was", async () => {
    const { context, name, page } = await one(everything)
    await page.locator('[name="HV"]').fill("40")
    await page.setInputFiles('[name="TEP"]', {
      name: "bb.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-")
    })
    await field(page, "TEP").locator("li").waitFor()
    office.isSignedIn = false
    await send(page)
    await progress(page).getByText("Phiên đăng nhập đã hết").waitFor()
    await page.getByRole("button", { name: "Đăng nhập lại" }).click()
    expect(await page.title()).toBe("sign-in")
    expect(await page.inputValue('[name="HV"]')).toBe("40")
    expect(office.arrived).toEqual([])
    office.isSignedIn = true
    await page.close()
    const back = await tab(context, name)
    await arrived(back)
    expect(office.arrived).toHaveLength(1)
    expect(office.form(name).cells?.TEP).toMatchObject({ state: "value" })
  })

  it("keeps what the server refused as a draft and shows the server's words at their questions", async () => {
    const { context, name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    office.wording = {
      ...small,
      sections: small.sections.map((section) => ({
        ...section,
        fields: section.fields.map((each) => (each.key === "HV" ? { ...each, max: 30 } : each))
      }))
    }
    await send(page)
    await progress(page).getByText("Nơi nhận chưa nhận báo cáo").waitFor()
    expect(await problems(page, "HV")).toEqual(["“Hội viên”: 40 lớn hơn mức cao nhất 30; xem lại"])
    const again = await tab(context, name)
    await field(again, "HV").locator(".lh-problem p").waitFor()
    expect(await again.inputValue('[name="HV"]')).toBe("40")
    await again.locator('[name="HV"]').fill("30")
    expect(await problems(again, "HV")).toEqual([])
    await send(again)
    await arrived(again)
    expect(office.arrived.map(({ values }) => values)).toEqual([{ HV: "30" }])
  })

  it("shows both when somebody else filed meanwhile, and sends or leaves hers as she says", async () => {
    for (const hers of [true, false]) {
      const { name, page } = await one(small)
      await page.locator('[name="HV"]').fill("40")
      const cells = { HV: { state: "value", value: 38 }, NU: { state: "missing" } } as const
      office.put(name, { ...office.form(name), revision: 1, cells, given: { HV: 38 }, status: "submitted" })
      await send(page)
      const both = page.getByRole("alert")
      await both.waitFor()
      expect(await both.locator("tbody tr").allInnerTexts()).toEqual(["Hội viên\t40 người\t38 người"])
      expect(office.arrived).toEqual([])
      await page.getByRole("button", { name: hers ? "Gửi số đang ghi" : "Giữ số đã nộp" }).click()
      if (hers) await arrived(page, 2)
      else await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "38")
      expect(office.form(name).cells?.HV).toEqual({ state: "value", value: hers ? 40 : 38 })
    }
  })

  it("shows a draft that was begun before others filed beside theirs", async () => {
    const { context, name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    await page.waitForFunction(() => document.querySelector(".lh-state")?.textContent?.includes("đã cất trong máy"))
    const cells = { HV: { state: "value", value: 38 }, NU: { state: "missing" } } as const
    office.put(name, { ...office.form(name), revision: 1, cells, given: { HV: 38 }, status: "submitted" })
    const back = await tab(context, name)
    await back.getByRole("button", { name: "Gửi số đang ghi" }).click()
    await back.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "40")
    await send(back)
    await arrived(back, 2)
    expect(office.arrived.map(({ seen, values }) => [seen, values])).toEqual([[1, { HV: "40" }]])
  })

  it("asks a unit that closed for what happened, and not for what stands at the end", async () => {
    const { name, page } = await one(month, { closing: true })
    expect(await field(page, "TC04").count()).toBe(0)
    expect(await field(page, "TC05").count()).toBe(1)
    await page.locator('[name="TC05"]').fill("2")
    await page.locator('[name="TT01"]').fill("3")
    await send(page)
    await arrived(page)
    expect(office.form(name).cells).toMatchObject({
      TC04: { state: "not-applicable" },
      TC05: { state: "value", value: 2 }
    })
  })

  it("puts what was typed before the draft was read on top of it", async () => {
    const { context, name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    await page.locator('[name="NU"]').fill("3")
    await page.waitForFunction(() => document.querySelector(".lh-state")?.textContent?.includes("đã cất trong máy"))
    const quick = await context.newPage()
    await quick.goto(`${office.url}/?form=${name}&slow`)
    await quick.locator('[name="NU"]').fill("4")
    expect(await quick.inputValue('[name="HV"]')).toBe("")
    await quick.evaluate(() => window.bench.release())
    await quick.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "40")
    expect(await quick.inputValue('[name="NU"]')).toBe("4")
  })

  it("follows in one tab what is typed in another, so that neither takes the other's answers away", async () => {
    const { context, name, page } = await one(small)
    const beside = await tab(context, name)
    await page.locator('[name="HV"]').fill("40")
    await beside.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "40")
    await beside.locator('[name="NU"]').fill("3")
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=NU]")?.value === "3")
    expect(await page.inputValue('[name="HV"]')).toBe("40")
  })

  it("says why a report was returned, and shows one that she may not change without boxes", async () => {
    const { page } = await one(small, {
      status: "returned",
      reason: "Thiếu hội viên mới",
      revision: 1,
      given: { HV: 38 }
    })
    expect(await page.getByRole("alert").innerText()).toContain("Báo cáo bị trả lại: Thiếu hội viên mới")
    const { submit: _, ...others } = Offices.formOf(small).may
    const cells = { HV: { state: "value", value: 38 } } as const
    const reader = await one(small, { status: "sealed", revision: 1, cells, may: { ...others, submit: false } })
    expect(await reader.page.locator("input, select, textarea, button").count()).toBe(0)
    expect(await field(reader.page, "HV").locator("output").innerText()).toBe("38 người")
  })

  it("leaves nothing on the phone when she signs out, whatever page is still open", async () => {
    const { context, name, page } = await one(small)
    await page.locator('[name="HV"]').fill("40")
    const beside = await tab(context, name)
    await page.evaluate(() => window.bench.drafts.wipe())
    await beside.locator('[name="NU"]').fill("3")
    const left = await beside.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open("lienhoi")
        asked.onsuccess = () => resolve(asked.result)
      })
      const names = [...db.objectStoreNames]
      const counts = names.map(
        (store) =>
          new Promise<number>((resolve) => {
            const count = db.transaction(store).objectStore(store).count()
            count.onsuccess = () => resolve(count.result)
          })
      )
      return Promise.all(counts)
    })
    expect(left).toEqual([0, 0, 0])
  })

  it("says which photo the device could not keep, and leaves alone what it keeps already", async () => {
    const { page } = await one(everything)
    const file = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-") })
    await page.setInputFiles('[name="TEP"]', file("cũ.pdf"))
    await field(page, "TEP").getByText("cũ.pdf").waitFor()
    // The disk is full for whatever is called "lớn".
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        const { name = "" } = value as { readonly name?: string }
        if (this.name === "files" && name.startsWith("lớn")) throw new DOMException("full", "QuotaExceededError")
        return put.call(this, value, key)
      }
    })
    const alert = (key: string) => field(page, key).getByRole("alert")
    await page.setInputFiles('[name="TEP"]', file("lớn.pdf"))
    expect(await alert("TEP").innerText()).toMatch(/chưa cất được “lớn\.pdf”.*chọn lại/u)
    expect(await field(page, "TEP").locator("li").allInnerTexts()).toEqual([expect.stringContaining("cũ.pdf")])
    await page.setInputFiles('[name="ANH"]', [file("vừa.png"), file("lớn.png")])
    expect(await alert("ANH").innerText()).toContain("chưa cất được “lớn.png”,")
    expect(await field(page, "ANH").locator("li").allInnerTexts()).toEqual([expect.stringContaining("vừa.png")])
    expect(await field(page, "ANH").getByText("Đang thu nhỏ ảnh").count()).toBe(0)
    await page.setInputFiles('[name="ANH"]', file("nhỏ.png"))
    await field(page, "ANH").locator("li").nth(1).waitFor()
    expect(await alert("ANH").count()).toBe(0)
  })

  it("works with React 18 as with 19", async () => {
    const { name, page } = await one(everything, {}, "&react=18")
    expect(await page.evaluate(() => window.bench.react)).toMatch(/^18\./u)
    await page.locator('[name="HV"]').fill("40")
    await page.setInputFiles('[name="TEP"]', {
      name: "bb.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-")
    })
    await field(page, "TEP").locator("li").waitFor()
    await field(page, "LOP").getByRole("button", { name: "Thêm dòng" }).click()
    expect(await field(page, "LOP").locator(".lh-row").count()).toBe(2)
    await page.waitForFunction(() => document.querySelector(".lh-state")?.textContent?.includes("đã cất trong máy"))
    await page.reload()
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=HV]")?.value === "40")
    await send(page)
    await arrived(page)
    expect(office.form(name).cells).toMatchObject({ HV: { state: "value", value: 40 }, TEP: { state: "value" } })
  })

  it("lets an application draw a box its own way", async () => {
    const { page } = await one(month, {}, "&stars")
    const stars = page.locator('input.stars[name="HD01"]')
    await stars.focus()
    await page.keyboard.press("End")
    expect(await stars.inputValue()).toBe("10")
    expect(await page.locator('[name="TC04"]').getAttribute("inputmode")).toBe("numeric")
  })

  it("finds of 200 random submissions what the server finds, in the same words", async () => {
    const { page } = await one(small)
    const cases = fc.sample(
      TemplateArbitrary.cases().filter(({ mood }) => mood !== "hostile"),
      200
    )
    const forms = cases.map(({ context, input, template }) =>
      Offices.formOf(template, {
        unit: { ...context.unit, kind: context.unit.kind ?? null, name: "Đơn vị", path: "" },
        period: context.period,
        previous: context.previous ?? null,
        sameLastYear: context.sameLastYear ?? null,
        targets: context.targets ?? null,
        given: JSON.parse(JSON.stringify(input))
      })
    )
    const tally = { cases: 0, wrong: 0, messages: 0 }
    const shown = await page.evaluate(async (all) => {
      const said: Array<ReadonlyArray<string>> = []
      for (const each of all) said.push(await window.bench.said(each))
      return said
    }, forms)
    forms.forEach((form, n) => {
      const compiled = Compiled.make(form.template)
      if (!compiled.ok) throw new Error("a random template does not hold")
      const { given, period, previous, sameLastYear, targets, unit: of } = form
      const settled = Settled.of(compiled.value, given, { unit: of, period, previous, sameLastYear, targets })
      const seen = new Set(settled.seen.issues.map(({ message }) => message.replaceAll(/\s+/gu, " ").trim()))
      tally.cases += 1
      tally.messages += seen.size
      if (seen.size > 0) tally.wrong += 1
      expect(new Set(shown[n]!.map((text) => text.replaceAll(/\s+/gu, " ").trim()))).toEqual(seen)
    })
    console.log(`the form beside the server: ${JSON.stringify(tally)}`)
    expect(tally.wrong).toBeGreaterThan(40)
    expect(tally.cases - tally.wrong).toBeGreaterThan(10)
  })

  it("fits a phone and a desk, names every box, and axe finds nothing", async () => {
    const checked = async (page: Page, width: number): Promise<void> => {
      const { twice, ...faults } = await Browse.faults(page)
      const { twice: _, ...wanted } = Browse.faultless(width)
      expect([faults, twice]).toEqual([
        { ...wanted, low: [], unlabelled: faults.unlabelled.filter((id) => id === "") },
        []
      ])
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
    const name = put(everything, { status: "returned", reason: "Thiếu hội phí" })
    const page = await tab(await contextOf(), name)
    await page.setInputFiles('[name="TEP"]', {
      name: "bb.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-")
    })
    await page.getByRole("button", { name: "Đọc lại để gửi" }).click()
    await field(page, "NU").getByRole("button", { name: "Không áp dụng" }).click()
    await checked(page, 360)
    await page.setViewportSize({ width: 1280, height: 800 })
    await checked(page, 1280)
    await page.setViewportSize({ width: 360, height: 740 })
    await field(page, "NU").getByRole("button", { name: "Có áp dụng" }).click()
    await page.locator('[name="HV"]').fill("40")
    await page.getByRole("button", { name: "Đọc lại để gửi" }).click()
    await checked(page, 360)
    await page.getByRole("button", { name: "Gửi", exact: true }).click()
    await arrived(page)
    await checked(page, 360)
    await page.goto(`${office.url}/?form=${put(everything)}&lang=en`)
    await page.waitForSelector("h2")
    expect(await page.locator("h2").innerText()).toBe("Every kind of question")
    expect(await page.locator("button[type=submit]").innerText()).toBe("Read back and send")
  })
})
