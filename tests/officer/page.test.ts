import { readFileSync } from "node:fs"
import { join } from "node:path"
import { TemplateBook } from "@lienhoi/office"
import { Pack } from "@lienhoi/packs"
import { Overlay, Template } from "@lienhoi/template"
import ExcelJS from "exceljs"
import { strToU8, zipSync } from "fflate"
import type { Browser, Download, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Browse from "./browser.ts"

const sources = {
  base: readFileSync(join(Browse.root, "packages/template/test/templates/bao-cao-thang.yaml"), "utf8"),
  overlay: readFileSync(join(Browse.root, "packages/template/test/templates/can-tho.yaml"), "utf8")
}
const out = Browse.folder()
const file = join(out, "mau.html")

const yaml = (name: string, text: string) => ({ name, mimeType: "application/yaml", buffer: Buffer.from(text) })
const excel = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(bytes)
})

const edited = (text: string, from: string, to: string): string => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

/** Gives files to the page and waits until it has read them. */
const give = async (page: Page, ...files: ReadonlyArray<ReturnType<typeof yaml>>): Promise<void> => {
  await page.setInputFiles("#files", [...files])
  await page.waitForFunction(
    (names) =>
      names.every((name) =>
        [...document.querySelectorAll<HTMLInputElement>("[name=paper]")].some((e) => e.value === name)
      ),
    files.map(({ name }) => name)
  )
}

const problems = (page: Page) => page.locator("#issues li").allInnerTexts()

const verdict = (page: Page) => page.textContent("#verdict")

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path())

const fetched = async (page: Page, selector: string): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)])
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) }
}

const templateOf = (text: string): Template.Template => {
  const read = Template.parse(text)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  return read.value.template
}

/** Drops a file that is made in the page, and the seconds until the page has answered. */
const answered = async (given: {
  readonly name: string
  readonly base64: string
  readonly times: number
}): Promise<number> => {
  const { base64, name, times } = given
  const once = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const bytes = new Uint8Array(once.length * times).map((_, i) => once[i % once.length]!)
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([bytes], name))
  const start = performance.now()
  document
    .querySelector("#drop")!
    .dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }))
  const isThere = () => [...document.querySelectorAll<HTMLInputElement>("[name=paper]")].some((e) => e.value === name)
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10))
  return Math.round(performance.now() - start) / 1000
}

describe.skipIf(Browse.executablePath === undefined)("the officer's page, from the disk and without a network", () => {
  let browser: Browser
  beforeAll(async () => {
    const { status, stdout } = Browse.lienhoi("template", "page", "--out", file, "--json")
    expect(status).toBe(0)
    console.log(`officer.html: ${JSON.parse(stdout).bytes} bytes`)
    browser = await Browse.launch()
  })
  afterAll(() => browser?.close())

  const on = async (work: (page: Page) => Promise<void>, width = 360): Promise<void> => {
    const { asked, context, noise, page } = await Browse.open(browser, file, width)
    await work(page)
    expect([asked.filter((url) => !url.startsWith("blob:")), noise]).toEqual([[`file://${file}`], []])
    await context.close()
  }

  it("allows no evaluated script, no request and no form to be sent", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/u.exec(readFileSync(file, "utf8"))?.[1]
    expect(policy).toContain("default-src 'none'; script-src 'sha256-")
    expect(policy).not.toMatch(/unsafe|http|\*/u)
  })

  it("fits a phone and a desk, names every box, in Vietnamese and in English", () =>
    on(async (page) => {
      expect(await Browse.faults(page)).toEqual(Browse.faultless(360))
      await page.selectOption("#pack", "vwu/tap-huan")
      await page.click("#pack-open")
      await page.evaluate(() => {
        for (const one of document.querySelectorAll("details")) one.open = true
      })
      expect(await Browse.faults(page)).toEqual(Browse.faultless(360))
      await page.setViewportSize({ width: 1280, height: 800 })
      expect(await Browse.faults(page)).toEqual(Browse.faultless(1280))
      expect([await page.getAttribute("html", "lang"), await page.textContent("h1")]).toEqual([
        "vi",
        "Kiểm tra mẫu báo cáo"
      ])
      await page.click("#language")
      expect([await page.getAttribute("html", "lang"), await page.textContent("h1")]).toEqual([
        "en",
        "Check a report template"
      ])
      expect(await page.locator("form.live").count()).toBeGreaterThan(0)
    }))

  it("tells every mistake of a dropped YAML with file, line and column, and shows the line", () =>
    on(async (page) => {
      const wrong = edited(edited(sources.base, "type: money", "type: mony"), "part_of: TC04", "part_of: TC40")
      const files = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], "thang.yaml"))
        return transfer
      }, wrong)
      await page.dispatchEvent("#drop", "drop", { dataTransfer: files })
      await page.waitForSelector("#issues li")
      const said = await problems(page)
      expect(said.length).toBe(2)
      expect(said.join("\n")).toMatch(
        /“type” không thể là “mony”; có phải “money”\?[\s\S]*thang\.yaml: dòng \d+, cột 15\n *type: mony/u
      )
      expect(said.join("\n")).toMatch(/Không có chỉ tiêu “TC40”[\s\S]*thang\.yaml: dòng \d+, cột \d+\n *part_of: TC40/u)
      expect(await verdict(page)).toBe("Có 2 lỗi cần sửa trước khi ban hành.")
      expect(await page.locator("form.live").count()).toBe(0)
    }))

  it("shows the forms of an overlay with its base, and what it does to the sums", () =>
    on(async (page) => {
      await give(page, yaml("can-tho.yaml", sources.overlay))
      expect(await problems(page)).toEqual([expect.stringContaining("Chưa có mẫu gốc hau-giang/bao-cao-thang")])
      await give(page, yaml("goc.yaml", sources.base))
      expect([await problems(page), await verdict(page)]).toEqual([[], "Mẫu dùng được, không có lỗi."])
      expect(await page.isChecked('[name=paper][value="can-tho.yaml"]')).toBe(true)
      expect(await page.locator("form.live").evaluateAll((all) => all.map(({ id }) => id))).toEqual([
        "form-chi_hoi",
        "form-co_so"
      ])
      expect(await page.textContent("#proof-kept")).toContain(
        "18/18 chỉ tiêu của mẫu gốc hau-giang/bao-cao-thang giữ nguyên"
      )
      expect(await page.textContent("#proof-summed")).toContain("16/16 số bằng nhau")
      expect(
        await page.locator("#sums-local [data-sum]").evaluateAll((all) => all.map((e) => e.getAttribute("data-sum")))
      ).toEqual(["can_tho__hoi_vien_cu_lao"])
      expect(await page.textContent("[data-change=hidden]")).toBe(
        "Ẩn: Ảnh hoạt động (HD06); Tình hình đời sống, tư tưởng hội viên (HD07)"
      )
      await page.click("#example > summary")
      expect(await page.locator("[data-example=TC04]").innerText()).toBe(
        "Tổng số hội viên của chi hội (TC04)\nChi hội 1, Chi hội 2, Chi hội 3: 43 · 47 · 51\nCấp cơ sở: 141\nCấp tỉnh: 141\nTrung ương: 141"
      )
      await page.check('[name=paper][value="goc.yaml"]')
      expect([await page.locator("#proof").count(), await page.textContent("#title")]).toEqual([
        0,
        "Báo cáo tháng của chi hội và cơ sở"
      ])
    }))

  it("refuses what an overlay may not do, in its words", () =>
    on(async (page) => {
      await give(
        page,
        yaml("goc.yaml", sources.base),
        yaml("can-tho.yaml", edited(sources.overlay, "hide: [HD06, HD07]", "hide: [TC04]"))
      )
      expect(await problems(page)).toEqual([
        expect.stringMatching(/Không ẩn được TC04[\s\S]*can-tho\.yaml: dòng 30, cột 8/u)
      ])
    }))

  it("checks what is typed as it is typed", () =>
    on(async (page) => {
      await give(page, yaml("goc.yaml", sources.base))
      await Browse.fill(page, "chi_hoi", [
        ["TC04", "38,506"],
        ["TC05", "2"],
        ["TC06", "5"]
      ])
      const seen = await Browse.shown(page, "chi_hoi")
      expect(seen.problems.TC04?.[0]).toContain("38.506")
      expect(seen.computed.TC07).toBe("-3 người")
      expect([seen.closed.includes("TC06_ly_do"), seen.problems.TC06_ly_do]).toEqual([false, undefined])
      await Browse.fill(page, "chi_hoi", [["TC06", "0"]])
      expect((await Browse.shown(page, "chi_hoi")).closed).toContain("TC06_ly_do")
    }))

  it("tells the mistakes of a workbook with sheet and cell, and gives back a copy with its mistakes marked", () =>
    on(async (page) => {
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(Buffer.from(await TemplateBook.write(templateOf(sources.base))) as never)
      const sheet = book.getWorksheet("Chỉ tiêu")!
      const headings = sheet.getRow(2).values as ReadonlyArray<unknown>
      const column = headings.findIndex((heading) => /^Kiểu\b/u.test(String(heading)))
      const cell = sheet.getRow(4).getCell(column)
      cell.value = "Số lượg"
      await give(page, excel("thang.xlsx", new Uint8Array(await book.xlsx.writeBuffer())))
      const said = await problems(page)
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(`thang.xlsx: trang “Chỉ tiêu”, ô ${cell.address}`)
      const { bytes, name } = await fetched(page, "#fetch-annotated")
      expect(name).toBe("thang.loi.xlsx")
      const copy = new ExcelJS.Workbook()
      await copy.xlsx.load(bytes as never)
      expect(JSON.stringify(copy.getWorksheet("Chỉ tiêu")!.getCell(cell.address).note)).toContain("Số lượg")
      expect(copy.getWorksheet("Lỗi cần sửa")!.rowCount).toBe(2)
    }))

  it("turns a workbook into YAML and YAML into a workbook, of the same meaning", () =>
    on(async (page) => {
      const template = templateOf(sources.base)
      await give(page, excel("thang.xlsx", await TemplateBook.write(template)))
      expect([await problems(page), await page.locator("form.live").count()]).toEqual([[], 2])
      const text = await fetched(page, "#fetch-yaml")
      expect([text.name, templateOf(text.bytes.toString("utf8"))]).toEqual(["hau-giang-bao-cao-thang.yaml", template])
      await page.click('[data-remove="thang.xlsx"]')
      await give(page, yaml("thang.yaml", sources.base))
      const made = await fetched(page, "#fetch-excel")
      const read = await TemplateBook.read(new Uint8Array(made.bytes))
      expect(read.ok && [made.name, read.value.template]).toEqual(["hau-giang-bao-cao-thang.xlsx", template])
    }))

  it("reads an overlay from a workbook against its base, and says what the base refuses by cell", () =>
    on(async (page) => {
      const overlay = Overlay.parse(edited(sources.overlay, "hide: [HD06, HD07]", "hide: [TC04]"))
      if (!overlay.ok) throw new Error("the overlay is bad")
      const book = await TemplateBook.writeJson({ ...Overlay.toJson(overlay.value) })
      await give(page, yaml("goc.yaml", sources.base), excel("can-tho.xlsx", book))
      const said = await problems(page)
      expect(said).toEqual([expect.stringMatching(/TC04[\s\S]*can-tho\.xlsx: trang “[^”]+”, ô [A-Z]+\d+/u)])
      expect(await page.isVisible("#fetch-annotated")).toBe(true)
    }))

  it("begins with a template of the Union: looked at, fetched, extended", () =>
    on(async (page) => {
      const pack = Pack.find("vwu/bao-cao-thang")!
      await page.selectOption("#pack", pack.id)
      expect((await fetched(page, "#pack-yaml")).bytes.toString("utf8")).toBe(pack.text)
      const book = await TemplateBook.read(new Uint8Array((await fetched(page, "#pack-excel")).bytes))
      expect(book.ok && book.value.template.id).toBe(pack.id)
      await page.click("#own-yaml")
      expect(await page.getAttribute("#owner", "aria-invalid")).toBe("true")
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("owner")
      await page.fill("#owner", "hau-giang")
      const own = await fetched(page, "#own-yaml")
      expect(own.name).toBe("hau-giang-bao-cao-thang.yaml")
      const ownBook = await fetched(page, "#own-excel")
      await give(page, yaml(own.name, own.bytes.toString("utf8")))
      expect([await problems(page), await page.textContent("#proof-kept")]).toEqual([
        [],
        expect.stringContaining("vwu/bao-cao-thang")
      ])
      await page.click(`[data-remove="${own.name}"]`)
      await give(page, excel(ownBook.name, new Uint8Array(ownBook.bytes)))
      expect([await problems(page), await page.textContent("#proof-kept")]).toEqual([
        [],
        expect.stringContaining("vwu/bao-cao-thang")
      ])
    }))

  it("shows every template of every association it brings along, without a fault", () =>
    on(async (page) => {
      for (const { id } of Pack.list().filter(({ kind }) => kind !== "dimensions" && kind !== "targets")) {
        await page.selectOption("#pack", id)
        await page.click("#pack-open")
        const { dangling, twice, unlabelled, width } = await Browse.faults(page)
        expect([
          id,
          await problems(page),
          (await page.locator("form.live").count()) > 0,
          dangling,
          twice,
          unlabelled,
          width
        ]).toEqual([id, [], true, [], [], [], 360])
      }
    }))

  it("can be used with the keyboard alone", () =>
    on(async (page) => {
      const reached = async (id: string): Promise<void> => {
        for (let presses = 0; presses < 60; presses++) {
          if ((await page.evaluate(() => document.activeElement?.id)) === id) return
          await page.keyboard.press("Tab")
        }
        throw new Error(`${id} is out of reach`)
      }
      await reached("files")
      await reached("pack")
      const picked = () => page.inputValue("#pack")
      while ((await picked()) !== "vwu/bao-cao-thang") {
        const before = await picked()
        await page.keyboard.press("ArrowDown")
        expect(await picked()).not.toBe(before)
      }
      await reached("pack-open")
      await page.keyboard.press("Enter")
      await reached("chi_hoi-TC04")
      await page.keyboard.type("ba")
      await page.keyboard.press("Enter")
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("chi_hoi-TC04")
      expect(await page.getAttribute("#chi_hoi-TC04", "aria-invalid")).toBe("true")
      expect(await page.getAttribute("#verdict", "aria-live")).toBe("polite")
      expect(await page.getAttribute("#chi_hoi-TC04-problem", "aria-live")).toBe("polite")
    }))

  it("has text that stands out from its ground (at least 4.5 to 1)", () =>
    on(async (page) => {
      await give(page, yaml("goc.yaml", edited(sources.base, "type: money", "type: mony")))
      const ratios = await page.evaluate(() => {
        const light = (colour: string): number => {
          const [r, g, b] = (colour.match(/[\d.]+/g) ?? [])
            .map(Number)
            .map((n) => n / 255)
            .map((n) => (n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4))
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
        }
        const ground = (e: Element | null): string => {
          const own = e === null ? "rgb(255,255,255)" : getComputedStyle(e).backgroundColor
          return own === "rgba(0, 0, 0, 0)" ? ground(e!.parentElement) : own
        }
        return [...document.querySelectorAll("main *")]
          .filter((e) => e.childElementCount === 0 && e.textContent!.trim() !== "")
          .map((e) => {
            const [a, b] = [light(getComputedStyle(e).color), light(ground(e))]
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
          })
      })
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5)
    }))

  it("does nothing that a hostile file asks, and goes on", () =>
    on(async (page) => {
      const evil = `<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>`
      const injected = edited(
        edited(sources.base, "label: Tổng số hội viên\n", `label: '${evil}'\n`),
        "hint: Tính đến ngày cuối kỳ",
        `hint: '"><svg onload=window.harmed=1>'`
      )
      await give(page, yaml(`${evil.replaceAll("/", "")}.yaml`, injected))
      expect(await page.locator("form.live").count()).toBe(2)
      expect(await page.locator("label[for=chi_hoi-TC04]").innerText()).toContain(evil)
      await Browse.fill(page, "chi_hoi", [["TC04", evil]])
      await page.click("#chi_hoi-send")
      const bomb = zipSync(
        { "xl/workbook.xml": strToU8("<workbook/>"), "xl/worksheets/sheet1.xml": new Uint8Array(100_000_000) },
        { level: 1 }
      )
      const hostile: ReadonlyArray<readonly [name: string, bytes: Uint8Array, times: number]> = [
        ["bom.xlsx", bomb, 1],
        ["rac.xlsx", Uint8Array.of(0x50, 0x4b), 10_000_000],
        ["rac.yaml", strToU8("a: &a [*a]\n"), 10],
        ["sau.yaml", strToU8(`template: a/b\ntitle: ${"[".repeat(50_000)}`), 1],
        ["kho.yaml", Uint8Array.of(0, 1, 2), 1000],
        ["cu.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 1]
      ]
      const seconds: { [name: string]: number } = {}
      for (const [name, bytes, times] of hostile) {
        seconds[name] = await page.evaluate(answered, { name, base64: Buffer.from(bytes).toString("base64"), times })
      }
      console.log(`hostile files, seconds until the answer: ${JSON.stringify(seconds)}`)
      expect(Math.max(...Object.values(seconds))).toBeLessThan(10)
      const said = (await problems(page)).join("\n")
      for (const name of ["bom.xlsx", "rac.xlsx", "rac.yaml", "sau.yaml", "kho.yaml", "cu.xls"])
        expect(said).toContain(`\n${name}`)
      expect(
        await page.evaluate(() => [
          (window as { harmed?: number }).harmed ?? 0,
          document.querySelectorAll("main img, main svg, main script").length
        ])
      ).toEqual([0, 0])
      expect((await Browse.faults(page)).width).toBe(360)
    }))

  it("is asked for with the name of a file", () => {
    expect(Browse.lienhoi("template", "page").status).toBe(2)
  })
})
