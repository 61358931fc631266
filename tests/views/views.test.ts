import AxeBuilder from "@axe-core/playwright"
import type { Template } from "@lienhoi/template"
import type { App } from "lienhoi"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Browse from "../officer/browser.ts"
import * as World from "./world.ts"

const tenThousand = World.province()
const seen: Array<BrowserContext> = []

describe.skipIf(Browse.executablePath === undefined)("views in a browser", () => {
  let browser: Browser
  let app: App
  let served: World.Served
  let template: Template.Template
  let html: string

  beforeAll(async () => {
    const [page, started, opened] = await Promise.all([World.bundle(19), Browse.launch(), World.open()])
    html = World.document(page)
    browser = started
    app = opened
    served = World.serve(app)
    template = [...app.templates.values()][0]!.template
  })
  afterAll(async () => {
    await Promise.all(seen.map((context) => context.close()))
    await browser?.close()
    await app?.close()
  })

  const blank = async (width = 360, text = html): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 740 },
      locale: "vi-VN",
      hasTouch: width < 500
    })
    seen.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on("pageerror", (error) => {
      throw error
    })
    page.on("console", (message) => {
      if (message.type() === "error") throw new Error(message.text())
    })
    await page.exposeFunction("ask", (what: keyof World.Served, question: never) => served[what](question))
    await page.setContent(text)
    await page.waitForFunction(() => "views" in window)
    return page
  }
  const heard = (page: Page) => page.evaluate(() => window.views.heard.splice(0))
  const fits = async (page: Page, width: number) => {
    expect(await Browse.faults(page)).toEqual(Browse.faultless(width))
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html: at }) => at.slice(0, 120)).join(" ")}`)
    ).toEqual([])
  }
  const status = (page: Page) => page.locator(".lh-unseen[role=status]").first().innerText()

  describe("the board", () => {
    it("says how many of how many at each level, on time, late, overdue, sent back, let off", async () => {
      const page = await blank()
      await page.evaluate((board) => window.views.board(board), await served.board("t"))
      expect(await page.locator('[data-level="chi_hoi"]').innerText()).toBe(
        "5/8\nChi hội đã báo cáo\n4 đúng hạn, 1 nộp muộn, 2 quá hạn chưa nộp, 1 đang bị trả lại, 1 được miễn"
      )
      expect(await page.locator("h2").innerText()).toBe("Theo dõi báo cáo: Tháng 10/2024")
      await fits(page, 360)
      await page.setViewportSize({ width: 1280, height: 800 })
      await fits(page, 1280)
    })

    it("names who is missing under the unit above, with whom to ask, and leads to the unit", async () => {
      const page = await blank()
      await page.evaluate((board) => window.views.board(board), await served.board("t"))
      const group = page.locator('[data-head="x1"]')
      expect(await group.innerText()).toBe(
        "Xã Đông Phước A\n1\nẤp 3\nquá hạn 1 ngày (thứ Ba 15/10)\nChị ở x1a3\nChưa nộp"
      )
      await group.getByRole("button", { name: "Ấp 3" }).click()
      expect(await heard(page)).toEqual(["unit x1a3"])
      const filter = (name: string) => page.locator(`[data-filter="${name}"]`)
      expect(await filter("missing").getAttribute("aria-pressed")).toBe("true")
      await filter("late").click()
      expect(
        await page.locator("[data-unit]").evaluateAll((all) => all.map((e) => e.getAttribute("data-unit")))
      ).toEqual(["x2a3", "x1a3", "x3a2"])
      expect(await filter("late").innerText()).toBe("Muộn (3)")
      await filter("flagged").click()
      expect(await page.locator("section").innerText()).toContain("Không có số liệu nào cần xem lại.")
      await filter("all").click()
      expect(await page.locator("details").count()).toBe(6)
      expect(await page.locator("details[open]").count()).toBe(0)
    })

    it("takes in a new board in place, and says politely what came", async () => {
      const page = await blank()
      const before = await served.board("t")
      await page.evaluate((board) => window.views.board(board), before)
      await page.locator('[data-filter="all"]').click()
      const kept = await page.locator('[data-head="x1"]').elementHandle()
      await kept!.evaluate((e) => e.querySelector("summary")!.click())
      const after = {
        ...before,
        missing: before.missing.filter(({ unit }) => unit !== "x1a3"),
        groups: before.groups.map((group) => ({
          ...group,
          lines: group.lines.map((line) =>
            line.unit === "x1a3" ? { ...line, received: true, overdue: false, status: "submitted" as const } : line
          )
        }))
      }
      await page.evaluate((board) => window.views.board(board), after)
      await page.waitForFunction(() => document.querySelector(".lh-unseen")!.textContent !== "")
      expect(await status(page)).toBe("Vừa nhận báo cáo: Ấp 3.")
      expect(
        await kept!.evaluate((e) => [
          e.isConnected,
          (e as HTMLDetailsElement).open,
          e.querySelector("summary")!.innerText
        ])
      ).toEqual([true, true, "Xã Đông Phước A\n3/3"])
      expect(await page.locator('[data-filter="all"]').getAttribute("aria-pressed")).toBe("true")
    })

    it("waits, says why nothing came and asks again, and says how old it is when the line is dead", async () => {
      const page = await blank()
      await page.evaluate(() => window.views.board(null))
      expect(await page.getByRole("status").last().innerText()).toBe("Đang tải số liệu…")
      await fits(page, 360)
      await page.evaluate(() => window.views.board(null, { refused: { problem: null } }))
      expect(await page.getByRole("alert").innerText()).toContain("đang mất mạng")
      await page.getByRole("button", { name: "Tải lại" }).click()
      expect(await heard(page)).toEqual(["retry "])
      const board = await served.board("t")
      await page.evaluate(
        ([of, changes]) =>
          window.views.board(of, { stale: true, changes, refused: { problem: { title: "Máy chủ đang bận" } } }),
        [board, World.changes] as const
      )
      const text = await page.locator("section").first().innerText()
      expect(text).toContain("Đang mất kết nối. Đây là số liệu lúc 10:05 ngày 16/10/2024")
      expect(text).toContain("Máy chủ đang bận")
      expect(text).toContain("Từ 1/3/2025 Xã Mỹ Hòa mang tên mới là Xã Hòa Mỹ.")
      await fits(page, 360)
    })

    it("speaks English, and names are plain words where nobody listens", async () => {
      const page = await blank()
      await page.evaluate(
        (board) => window.views.board(board, { language: "en", plain: true }),
        await served.board("t")
      )
      const text = await page.locator("section").innerText()
      expect(text).toContain("4 on time, 1 late, 2 overdue, 1 sent back, 1 let off")
      expect(await page.getByRole("button", { name: "Ấp 3" }).count()).toBe(0)
    })
  })

  describe("the totals", () => {
    const show = async (page: Page, unit = "t", more: { version?: number; stale?: boolean } = {}) => {
      await page.evaluate(([of, period, from, rest]) => window.views.totals(of, period, from, rest), [
        template,
        World.period,
        unit,
        more
      ] as const)
      await page.waitForSelector("[data-column]")
    }
    const line = (page: Page, column: string) => page.locator(`.lh-totals [data-column="${column}"]`)

    it("lists figures by section on a phone, with how many stand behind each, and steps down and up", async () => {
      const page = await blank()
      await show(page)
      expect(await page.locator("h3").allInnerTexts()).toEqual([
        "Tổ chức Hội",
        "Cán bộ Hội",
        "Tuyên truyền, chuyển đổi số",
        "Tài chính, hoạt động",
        "Xem từng đơn vị trực thuộc"
      ])
      expect((await line(page, "TC04").innerText()).split("\n")).toEqual([
        "Tổng số hội viên (người)",
        "710",
        "6/8 đơn vị có số",
        "còn thiếu 2 đơn vị",
        "1 báo cáo đang bị trả lại"
      ])
      await fits(page, 360)
      await page.getByRole("button", { name: "Huyện Long Mỹ" }).click()
      await page.getByRole("button", { name: "Xã Thuận Hòa" }).click()
      await page.waitForFunction(() => document.querySelector("h2")!.textContent!.startsWith("Số liệu Xã Thuận Hòa"))
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("304"))
      expect(await page.locator(".lh-trail").innerText()).toBe("Tỉnh Mẫu\nHuyện Long Mỹ\nXã Thuận Hòa")
      await fits(page, 360)
      await page.locator(".lh-trail").getByRole("button", { name: "Tỉnh Mẫu" }).click()
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("710"))
      expect((await heard(page)).filter((one) => one.startsWith("unit"))).toEqual(["unit h2", "unit x3", "unit t"])
    })

    it("changes its basis and its time, and asks for each only once", async () => {
      const page = await blank()
      await show(page)
      await page.getByLabel("đã duyệt", { exact: true }).check()
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("100"))
      await page.getByRole("button", { name: "Lũy kế từ đầu năm" }).click()
      await page.getByRole("button", { name: "Lũy kế từ đầu năm", pressed: true }).click()
      await page.getByLabel("đã gửi, kể cả chưa duyệt").check()
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("710"))
      const loads = (await heard(page)).filter((one) => one.startsWith("load")).map((one) => JSON.parse(one.slice(5)))
      expect(loads.map(({ basis, yearToDate }) => [basis, yearToDate])).toEqual([
        ["submitted", false],
        ["approved", false],
        ["approved", true]
      ])
    })

    it("explains a figure down to the report of a branch, and comes back to where one was", async () => {
      const page = await blank()
      await show(page)
      await line(page, "TC04").locator("button").click()
      const dialog = page.getByRole("dialog")
      await dialog.locator(".lh-explanation").waitFor()
      expect(await dialog.getByRole("heading", { level: 2 }).evaluate((e) => e === document.activeElement)).toBe(true)
      expect(await dialog.innerText()).toMatch(/Chưa có số \(2\)[\s\S]*Ấp 3 › Xã Đông Phước A/u)
      expect(await dialog.innerText()).toMatch(
        /Ấp 2 › Xã Thuận Hòa › Huyện Long Mỹ › Tỉnh Mẫu\s+lần gửi 1 · Đã gửi · qua điện thoại · 28,2% của tổng số\s+200/u
      )
      await fits(page, 360)
      await dialog.getByRole("button", { name: /Huyện Long Mỹ/u }).click()
      await dialog.getByRole("button", { name: /Xã Thuận Hòa/u }).click()
      await dialog.getByRole("button", { name: /Ấp 2/u }).click()
      await dialog.locator('[data-unit="x3a2"]').waitFor()
      expect(await dialog.locator(".lh-trail").innerText()).toBe("Tỉnh Mẫu\nHuyện Long Mỹ\nXã Thuận Hòa\nẤp 2")
      await dialog.getByRole("button", { name: "Huyện Long Mỹ" }).click()
      await dialog.locator('[data-unit="h2"]').waitFor()
      await page.keyboard.press("Escape")
      await dialog.waitFor({ state: "detached" })
      expect(
        await line(page, "TC04")
          .locator("button")
          .evaluate((e) => e === document.activeElement)
      ).toBe(true)
    })

    it("opens a share by what it is computed from", async () => {
      const page = await blank()
      await show(page)
      await line(page, "CB03").locator("button").click()
      const dialog = page.getByRole("dialog")
      await dialog
        .getByRole("button", { name: /Chi hội trưởng là đảng viên/u })
        .first()
        .click()
      await dialog.locator('[data-column="CB02"]').waitFor()
      expect(await dialog.locator(".lh-big").innerText()).toBe("1")
      await page.getByRole("button", { name: "Đóng" }).click()
      await dialog.waitFor({ state: "detached" })
    })

    it("takes in what changed in place, marks it and says it; an older answer never takes the place of a newer one", async () => {
      const page = await blank()
      const real = served
      await show(page)
      const raised = (by: number): World.Served => ({
        ...real,
        load: async (question) => {
          const answer = await real.load(question)
          if (!answer.ok) return answer
          const figures = answer.value.figures.map((figure) =>
            figure.column === "TC04" && figure.unit === "t" ? { ...figure, value: 710 + by } : figure
          )
          return { ok: true, value: { ...answer.value, figures } }
        }
      })
      served = raised(1005)
      await show(page, "t", { version: 1 })
      await page.waitForSelector('.lh-fresh[data-column="TC04"]')
      expect((await line(page, "TC04").innerText()).split("\n")).toContain("1.715")
      expect(await status(page)).toBe("Số liệu vừa cập nhật. Tổng số hội viên: 710 thành 1.715")
      await page.evaluate(() => window.views.hold(true))
      served = raised(6)
      await show(page, "t", { version: 2 })
      served = raised(7)
      await show(page, "t", { version: 3 })
      await page.waitForFunction(() => window.views.held.length === 2)
      await page.evaluate(() => window.views.held[1]!())
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("717"))
      await page.evaluate(() => window.views.held[0]!())
      await page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 50)))
      expect((await line(page, "TC04").innerText()).split("\n")).toContain("717")
      served = real
    })

    it("keeps old figures with their time while the line is dead, and says a refusal in the server's words", async () => {
      const page = await blank()
      await show(page)
      await page.evaluate(() => window.views.set("dead"))
      await show(page, "t", { version: 1 })
      await page.waitForSelector(".lh-stale")
      expect(await page.locator(".lh-stale").innerText()).toContain("Đây là số liệu lúc 10:05 ngày 16/10/2024")
      expect(await line(page, "TC04").innerText()).toContain("710")
      await page.evaluate(() => window.views.set("refusing"))
      await page.getByRole("button", { name: "Huyện Long Mỹ" }).click()
      await page.getByRole("alert").waitFor()
      expect(await page.getByRole("alert").innerText()).toContain("Tài khoản này không được xem")
      await page.evaluate(() => window.views.set("good"))
      await page.getByRole("button", { name: "Tải lại" }).click()
      await page.waitForFunction(() => document.querySelector('[data-column="TC04"]')?.textContent?.includes("304"))
      expect(await page.getByRole("alert").count()).toBe(0)
    })

    it("is a table on a desk, whose head stays, and says why a figure is not shown", async () => {
      const page = await blank(1280)
      const real = served
      const because = { vi: "không hiện, vì có nhóm dưới 5 người", en: "not shown: a group has fewer than 5 persons" }
      served = {
        ...real,
        load: async (question) => {
          const answer = await real.load(question)
          if (!answer.ok) return answer
          const figures = answer.value.figures.map((figure) =>
            figure.column === "CB02" ? { ...figure, value: null, exact: null, reason: because } : figure
          )
          return { ok: true, value: { ...answer.value, figures } }
        }
      }
      await show(page)
      served = real
      expect(await page.locator("thead th").allInnerTexts()).toEqual([
        "Chỉ tiêu",
        "Toàn Tỉnh Mẫu",
        "Huyện Châu Thành",
        "Huyện Long Mỹ"
      ])
      expect((await page.locator('tr[data-column="TC04"] td[data-unit="h2"]').innerText()).split("\n")).toEqual(
        expect.arrayContaining(["304", "2/2"])
      )
      expect(await page.locator(".lh-totals").innerText()).toContain("không hiện, vì có nhóm dưới 5 người")
      await page.locator(".lh-scroll").evaluate((e) => {
        e.scrollTop = 300
      })
      const [frame, head] = await page.evaluate(() =>
        [".lh-scroll", "thead th"].map((at) => document.querySelector(at)!.getBoundingClientRect().top)
      )
      expect(head! - frame!).toBeLessThan(3)
      await fits(page, 1280)
      await page.locator('tr[data-column="TC04"] td[data-unit="h2"] button').click()
      await page.locator('dialog [data-unit="h2"]').waitFor()
      await fits(page, 1280)
    })
  })

  describe("the unit picker", () => {
    const box = (page: Page) => page.getByRole("combobox")
    const options = (page: Page) => page.getByRole("option")
    const type = async (page: Page, text: string) => {
      await box(page).fill(text)
      await page.waitForFunction(
        () =>
          document.querySelector(".lh-option") !== null ||
          document.querySelector(".lh-picker [role=status]")!.textContent!.startsWith("Không")
      )
    }

    it("finds by first letters with the keyboard alone, and tells same names apart by their way up", async () => {
      const page = await blank()
      await page.evaluate((list) => window.views.picker(list), tenThousand)
      await box(page).focus()
      await page.keyboard.type("dpa")
      await options(page).first().waitFor()
      expect((await options(page).first().innerText()).split("\n")).toEqual([
        "Phường Đông Phước A 31000",
        "Huyện Đông Phước › Thành phố Mẫu"
      ])
      expect(await options(page).last().innerText()).toContain(
        "hết hiệu lực từ 1/7/2025, nay thuộc Phường Đông Phước A"
      )
      await fits(page, 360)
      await page.keyboard.press("ArrowDown")
      expect(await box(page).getAttribute("aria-activedescendant")).toBe(await options(page).first().getAttribute("id"))
      await page.keyboard.press("Enter")
      expect(await heard(page)).toEqual(["chose x0_0"])
      expect([await box(page).inputValue(), await options(page).count()]).toEqual(["Phường Đông Phước A", 0])
      await type(page, "ap 1 dong phuoc")
      expect(await options(page).first().innerText()).toContain(
        "Phường Đông Phước A › Huyện Đông Phước › Thành phố Mẫu"
      )
    })

    it("shows at most fifty and says how many there are; a finger chooses; what is chosen can be taken back", async () => {
      const page = await blank()
      await page.evaluate((list) => window.views.picker(list), tenThousand)
      await type(page, "AP 1")
      await page.waitForFunction(() => document.querySelectorAll(".lh-option").length >= 50)
      expect(await options(page).count()).toBe(50)
      expect(await page.getByRole("status").innerText()).toMatch(
        /^[\d]+ đơn vị, đang hiện 50 đơn vị đầu; gõ thêm để thu gọn$/u
      )
      await options(page).nth(2).tap()
      expect((await heard(page)).length).toBe(1)
      await page.getByRole("button", { name: "Xóa" }).tap()
      expect(await heard(page)).toEqual(["chose null"])
      await type(page, "zzz")
      expect(await page.getByRole("status").innerText()).toContain("Không có đơn vị nào khớp “zzz”")
      await fits(page, 360)
    })

    it("offers only the levels and the part of the tree that are wanted, and only living units when asked", async () => {
      const page = await blank()
      await page.evaluate(
        (list) => window.views.picker(list, { levels: ["co_so"], under: "h0", ended: false }),
        tenThousand
      )
      await type(page, "phuong")
      expect(await options(page).allInnerTexts()).toEqual(
        Array.from({ length: 3 }, () => expect.stringMatching(/^Phường .*\n?Huyện Đông Phước › Thành phố Mẫu$/su))
      )
    })

    it("says when the list did not come, and asks again", async () => {
      const page = await blank()
      await page.evaluate((list) => window.views.pickerFrom(list), tenThousand)
      await page.getByRole("button", { name: "Tải lại" }).click()
      await box(page).fill("31005")
      await options(page).first().waitFor()
      expect(await options(page).count()).toBe(1)
    })
  })

  it("works with React 18 as well", async () => {
    const page = await blank(360, World.document(await World.bundle(18)))
    await page.evaluate((board) => window.views.board(board), await served.board("t"))
    await page.locator('[data-head="x1"]').waitFor()
    await page.evaluate(([of, period]) => window.views.totals(of, period, "x1"), [template, World.period] as const)
    await page.locator('[data-column="TC04"] button').click()
    await page.getByRole("dialog").locator(".lh-explanation").waitFor()
    await page.keyboard.press("Escape")
    await page.evaluate((list) => window.views.picker(list), tenThousand)
    await page.getByRole("combobox").fill("31005")
    await page.getByRole("option").click()
    expect((await heard(page)).at(-1)).toBe("chose x0_5")
  })

  describe("what changed in the tree", () => {
    it("stands as sentences with the papers they rest on, the earliest first, and leads to the other units", async () => {
      const page = await blank()
      await page.evaluate((changes) => window.views.changes(changes), World.changes)
      expect(await page.locator("li").evaluateAll((all) => all.map((e) => e.firstChild!.textContent))).toEqual([
        "Từ 1/3/2025 Xã Mỹ Hòa mang tên mới là Xã Hòa Mỹ.",
        "Từ 1/7/2025 Xã Hòa An được lập từ Thị trấn Kinh Cùng và một phần Xã Hòa Mỹ, theo Nghị quyết 1668/NQ-UBTVQH15."
      ])
      await page.getByRole("button", { name: "Xem Thị trấn Kinh Cùng" }).click()
      expect(await heard(page)).toEqual(["unit a"])
      await fits(page, 360)
      await page.evaluate((changes) => window.views.changes(changes, "en"), World.changes)
      await page.getByText("Xã Mỹ Hòa is called Xã Hòa Mỹ since 1/3/2025.").waitFor()
      await page.evaluate(() => window.views.changes([]))
      await page.waitForFunction(() => document.querySelector(".lh-change") === null)
    })
  })
})
