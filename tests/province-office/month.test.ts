/**
 * The month of October 2024 as its people live it, in a real Chromium: a branch head at 360 px, her commune's chair, the
 * officer of the province at a desk. One office, one browser; each test goes on where the one before ended.
 */
import { mkdirSync, statSync } from "node:fs"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { executablePath, launch, root } from "../officer/browser.ts"
import { account, folder, forgetSession, hand, pace, port, type Running, signIn, sizes, start } from "./running.ts"

const template = "hau-giang/bao-cao-thang"
const october = `${template}/2024-10`

/** Pictures for the READMEs are taken where one asks for them: `PICTURES=1 npx vitest run tests/province-office`. */
const pictures = process.env.PICTURES === "1" ? `${root}docs/images/province-office` : null

describe.skipIf(executablePath === undefined)("October 2024 in the province's office", () => {
  const data = folder()
  let on = 0
  let office: Running
  let browser: Browser
  const contexts: Array<BrowserContext> = []
  const noise: Array<string> = []

  const open = async (size: keyof typeof sizes): Promise<Page> => {
    const context = await browser.newContext({ viewport: sizes[size], locale: "vi-VN", hasTouch: size === "phone" })
    contexts.push(context)
    const page = await context.newPage()
    page.on("pageerror", (error) => noise.push(error.message))
    page.on("console", (message) => {
      if (/Content Security Policy|Warning:/u.test(message.text())) noise.push(message.text())
    })
    await page.goto(office.url)
    return page
  }

  let hoa: Page
  let xa: Page
  let tinh: Page

  beforeAll(async () => {
    if (pictures !== null) mkdirSync(pictures, { recursive: true })
    on = await port()
    ;[office, browser] = await Promise.all([start(data, { on }), launch()])
    console.info(`  first start: ${office.seconds.toFixed(1)} s`)
    ;[hoa, xa, tinh] = await Promise.all([open("phone"), open("phone"), open("desk")])
    await Promise.all([signIn(hoa, office, "hoa"), signIn(xa, office, "xa"), signIn(tinh, office, "tinh")])
    await settled()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await office?.end("SIGKILL")
  })

  const box = (page: Page, key: string) => page.locator(`[data-field="${key}"] [name="${key}"]`)
  const send = async (of: ReturnType<typeof hand>) => {
    await of.tap(of.page.getByRole("button", { name: "Đọc lại để gửi" }))
    await of.tap(of.page.getByRole("button", { name: "Gửi", exact: true }))
  }
  const arrived = (page: Page) => page.getByText("Nơi nhận đã nhận báo cáo").first()
  const report = async (unit: string, who = "tinh") =>
    (await account(office, who)).get(`/api/reports/${october}/${unit}`)

  /** The first messages are out: an office that has just been opened hands over hundreds. */
  const settled = async () => {
    const sees = await account(office, "tinh")
    const waits = async () =>
      (await sees.get("/office/outbox")).some(({ state }: { state: string }) => state === "queued")
    while (await waits()) await new Promise((resolve) => setTimeout(resolve, 250))
  }

  let hands: ReturnType<typeof hand>

  it("a branch head's line is cut in the middle of her form; it is sent once when the line is back, and totals on another open page follow within two seconds", async () => {
    hands = hand(hoa)
    await hands.look(hoa.getByRole("heading", { name: "Tháng 10/2024" }))
    await hands.tap(hoa.getByRole("link", { name: "Điền báo cáo" }))
    await hands.look(box(hoa, "TC04"))
    for (const [key, text] of [
      ["TC04", "255"],
      ["TC05", "12"],
      ["TC06", "0"]
    ] as const)
      await hands.type(box(hoa, key), text)
    if (pictures !== null) await hoa.screenshot({ path: `${pictures}/dien-phieu-360.png` })
    await hoa.context().setOffline(true)
    for (const [key, text] of [
      ["TC19", "2"],
      ["TT04", "1"],
      ["TT05", "1"],
      ["TT10", "3"]
    ] as const)
      await hands.type(box(hoa, key), text)
    await send(hands)
    const waits = hoa.getByText("có mạng là tự gửi").first()
    await waits.waitFor()
    // The phone is locked and opened again, still without a line: the page and what she wrote are there.
    await hoa.reload()
    await waits.waitFor()
    // Her first page says the same.
    await hoa.getByRole("link", { name: "Quay lại" }).click()
    await hoa.getByText("Đã bấm gửi, chưa tới").waitFor()
    await hoa.getByRole("link", { name: "Xem lại số đã gửi" }).click()
    await waits.waitFor()

    await tinh.goto(`${office.url}/tong-hop/hg-x21`)
    const members = tinh.getByRole("row", { name: /Tổng số hội viên/u })
    await members.getByText("840", { exact: true }).first().waitFor()
    await hoa.context().setOffline(false)
    await hands.look(arrived(hoa))
    const received = performance.now()
    await members.getByText("1.095", { exact: true }).first().waitFor({ timeout: 2000 })
    console.info(`  totals of another page: ${(performance.now() - received).toFixed(0)} ms after the receipt`)

    const { status, revisions } = await report("hg-c148")
    assert.strictEqual(status, "submitted")
    assert.deepStrictEqual(
      revisions.map((one: { cells: { TC04: { value: number } } }) => one.cells.TC04.value),
      [255]
    )
  })

  it("the commune returns it with a reason and a day; she reads why, and corrects it though the server was stopped and her session ended meanwhile", async () => {
    await xa.getByRole("link", { name: "Ấp Nhơn Hòa" }).first().click()
    await xa.getByRole("heading", { name: "Ấp Nhơn Hòa" }).waitFor()
    await xa.getByRole("button", { name: "Trả lại để sửa" }).click()
    await xa.getByRole("button", { name: "Gửi trả lại" }).click()
    await xa.getByText("Xin ghi lý do").waitFor()
    await xa.getByLabel("Cần sửa gì?").fill("Hội viên mới: chị ghi 12 người, danh sách xã chỉ có 2. Chị xem lại giúp.")
    await xa.getByRole("button", { name: "Gửi trả lại" }).click()
    await xa.getByText("Đã trả lại cho Ấp Nhơn Hòa, hạn 15/10/2024").waitFor()

    // Her page is open and shows it by itself.
    await hands.tap(hoa.getByRole("link", { name: "Quay lại" }))
    await hands.look(hoa.getByText("danh sách xã chỉ có 2"))
    await hands.tap(hoa.getByRole("link", { name: "Sửa và gửi lại" }))
    await hands.look(box(hoa, "TC05"))
    await hands.type(box(hoa, "TC05"), "2")

    assert.strictEqual(await office.end("SIGINT"), 0)
    office = await start(data, { on })
    await forgetSession(hoa.context())

    await send(hands)
    await signIn(hoa, office, "hoa")
    await hands.look(arrived(hoa))
    const { status, revisions } = await report("hg-c148")
    assert.strictEqual(status, "submitted")
    assert.deepStrictEqual(
      revisions.map((one: { cells: { TC05: { value: number } } }) => one.cells.TC05.value),
      [12, 2]
    )
  })

  it("a branch head's whole month takes under two minutes, correction included", () => {
    const { taps, characters, pages, seconds, machine } = hands.count()
    console.info(
      `  branch head, one month at 360 px: ${taps} taps (${pace.tap} s each), ${characters} characters (${pace.character} s), ${pages} pages to read (${pace.page} s) = ${seconds.toFixed(0)} s; the machine took ${machine.toFixed(0)} s with everything around it`
    )
    assert.isBelow(seconds, 120)
    assert.isAbove(taps, 10)
  })

  it("the commune approves what is right and enters what a branch head says on the telephone", async () => {
    await xa.goto(`${office.url}/bao-cao/hg-c148`)
    await xa.getByRole("button", { name: "Duyệt", exact: true }).click()
    await xa.getByText("Đã duyệt báo cáo của Ấp Nhơn Hòa").waitFor()
    assert.strictEqual((await report("hg-c148")).status, "approved")

    await xa.goto(`${office.url}/bao-cao/hg-c149`)
    const chair = hand(xa)
    await chair.tap(xa.getByRole("link", { name: "Nhập thay" }))
    await chair.look(xa.getByText("Chị đang nhập thay Ấp Nhơn Phú"))
    for (const [key, text] of [
      ["TC04", "227"],
      ["TC05", "1"],
      ["TC06", "0"],
      ["TC19", "2"],
      ["TT04", "1"],
      ["TT10", "0"]
    ] as const)
      await chair.type(box(xa, key), text)
    await send(chair)
    await xa.getByRole("button", { name: "Duyệt", exact: true }).waitFor()
    const { revisions } = await report("hg-c149")
    const last = revisions.at(-1)
    assert.deepStrictEqual(
      [last.via, last.reportedBy, last.recordedBy, last.onBehalf],
      ["phone", "nguoi-hg-c149", "nguoi-hg-x21", true]
    )
  })

  it("time goes on: reminders leave, the rest of the province reports, and the province sees what was sent", async () => {
    await tinh.goto(`${office.url}/tin`)
    await tinh.getByLabel("Lọc theo").waitFor()
    for (const day of ["15/10/2024", "16/10/2024"]) {
      await tinh.getByRole("button", { name: "Sang 8 giờ sáng hôm sau" }).click()
      await tinh.getByText(new RegExp(`08:0\\d ngày ${day}`, "u")).waitFor()
    }
    const board = await (await account(office, "tinh")).get(`/api/boards/${october}/hg`)
    const branches = board.levels.find(({ level }: { level: string }) => level === "chi_hoi")
    assert.deepStrictEqual([branches.expected, branches.received], [534, 534])
    // The chair of the commune still owes her own report: she is reminded on her phone.
    const reminded = async () =>
      (await (await account(office, "tinh")).get("/office/outbox")).some(
        ({ road, state, at }: { road: string; state: string; at: string }) =>
          road === "zalo" && state === "accepted" && at >= "2024-10-15"
      )
    while (!(await reminded())) await new Promise((resolve) => setTimeout(resolve, 500))
    await tinh.getByText("đã gửi").first().waitFor()
  })

  it("the province sends its own report, approves it and seals the month", async () => {
    await tinh.goto(`${office.url}/`)
    await tinh.getByRole("link", { name: "Báo cáo của Tỉnh Hậu Giang" }).click()
    await tinh.getByRole("link", { name: "Điền báo cáo của Tỉnh Hậu Giang" }).click()
    const officer = hand(tinh)
    await officer.look(box(tinh, "TT04"))
    for (const [key, text] of [
      ["TT03", "1"],
      ["TT04", "2"],
      ["TT05", "0"],
      ["TT10", "19"],
      ["HO01", "3"],
      ["HO02", "0"],
      ["HO03", "3"]
    ] as const)
      await officer.type(box(tinh, key), text)
    await send(officer)
    await arrived(tinh).waitFor()
    await tinh.getByRole("link", { name: "Quay lại" }).click()
    await tinh.getByRole("button", { name: "Duyệt", exact: true }).click()
    await tinh.getByRole("button", { name: "Chốt số liệu" }).click()
    await tinh.getByText("Đã chốt báo cáo Tháng 10/2024 của Tỉnh Hậu Giang").waitFor()
    assert.strictEqual((await report("hg")).status, "sealed")
  })

  it("a figure that turns out wrong after the seal is amended with a reason, and not without", async () => {
    await tinh.getByRole("link", { name: "Gửi bản bổ sung" }).click()
    const officer = hand(tinh)
    await officer.type(box(tinh, "TT10"), "21")
    await send(officer)
    await tinh.getByText("Chưa ghi lý do sửa số đã chốt").first().waitFor()
    assert.strictEqual((await report("hg")).revisions.length, 1)
    await tinh.getByLabel("Vì sao sửa số đã chốt?").fill("Cộng sót hai bài của tuần cuối.")
    await send(officer)
    await tinh.getByText("bổ sung: “Cộng sót hai bài").waitFor()
    const { revisions } = await report("hg")
    assert.deepStrictEqual(
      revisions.map((one: { cells: { TT10: { value: number } } }) => one.cells.TT10.value),
      [19, 21]
    )
  })

  it("a link to sign in goes to her mailbox and works once", async () => {
    const page = await open("phone")
    await page.getByLabel("Tên đăng nhập").fill("tinh")
    await page.getByRole("button", { name: "Gửi cho tôi đường dẫn đăng nhập" }).click()
    await page.getByText("đường dẫn đã được gửi").waitFor()
    await page.getByRole("link", { name: "Hộp thư" }).click()
    const mail = page.locator("details").filter({ hasText: "Đường dẫn đăng nhập" }).first()
    await mail.waitFor({ timeout: 20_000 })
    await mail.locator("summary").click()
    await mail.getByRole("link").click()
    await page.getByRole("heading", { name: "Tỉnh Hậu Giang" }).waitFor()
    await page.context().close()
  })

  const views: ReadonlyArray<readonly [name: string, who: "nobody" | "hoa" | "xa" | "tinh", path: string]> = [
    ["dang-nhap", "nobody", "/"],
    ["hop-thu", "nobody", "/hop-thu"],
    ["chi-hoi", "hoa", "/"],
    ["phieu", "hoa", "/dien/hg-c148/2024-10"],
    ["xa", "xa", "/"],
    ["bao-cao-chi-hoi", "xa", "/bao-cao/hg-c150"],
    ["chuyen-tay", "tinh", "/chuyen-tay"],
    ["tinh", "tinh", "/"],
    ["tong-hop", "tinh", "/tong-hop"],
    ["don-vi", "tinh", "/don-vi"],
    ["can-bo", "tinh", "/can-bo/hg-x21"],
    ["tin-da-gui", "tinh", "/tin"]
  ]
  it("axe finds nothing on any view, on a phone and at a desk; text is 16 px and nothing is wider than the screen", async () => {
    const nobody = await open("phone")
    const pages = { nobody, hoa, xa, tinh }
    for (const [name, who, path] of views) {
      const page = pages[who]
      await page.goto(`${office.url}${path}`)
      await page.locator("main h1, main form").first().waitFor()
      const password = page.getByLabel("Mật khẩu", { exact: true })
      if (who !== "nobody" && (await password.isVisible())) {
        await signIn(page, office, who)
        await password.waitFor({ state: "detached" })
        await page.goto(`${office.url}${path}`)
        await page.locator("main h1, main form").first().waitFor()
      }
      await page.locator(".vp-wait, .lh-waiting").first().waitFor({ state: "detached" })
      assert.strictEqual(await password.isVisible(), name === "dang-nhap", `${name} is the page it says`)
      for (const size of ["phone", "desk"] as const) {
        await page.setViewportSize(sizes[size])
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id, nodes }) => `${name} ${size} ${id}: ${nodes[0]?.html}`)
        assert.deepStrictEqual(found, [])
        const faults = await page.evaluate(() => ({
          tooWide: document.documentElement.scrollWidth > innerWidth,
          tooSmall: [...document.querySelectorAll("body *")]
            .filter(
              (one) =>
                one.checkVisibility() &&
                [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== "")
            )
            .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 16)
            .map((one) => one.outerHTML.slice(0, 80))
        }))
        assert.deepStrictEqual(faults, { tooWide: false, tooSmall: [] }, `${name} ${size}`)
        if (pictures === null) continue
        if (size === "desk") await page.setViewportSize({ width: 1024, height: 640 })
        const file = `${pictures}/${name}-${size === "phone" ? 360 : 1024}.png`
        await page.screenshot({ path: file })
        assert.isBelow(statSync(file).size, 120_000, file)
      }
    }
    assert.deepStrictEqual(noise, [])
  }, 240_000)
})
