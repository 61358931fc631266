import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { TemplateBook } from "@lienhoi/office"
import ExcelJS from "exceljs"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Browse from "../officer/browser.ts"
import * as Walk from "./walk.ts"

const folder = mkdtempSync(join(tmpdir(), "mau-bao-cao-"))
const at = (name: string): string => join(folder, name)
const lienhoi = `"${process.execPath}" --conditions=@lienhoi/source "${Walk.root}packages/lienhoi/src/command/main.ts"`
const own = "can-tho-bao-cao-thang"

const sh = (line: string) => {
  const { status, stdout } = spawnSync("sh", ["-c", `${line.trim().replace(/^npx lienhoi/u, lienhoi)} 2>&1`], {
    cwd: folder,
    encoding: "utf8"
  })
  return { status, stdout }
}

/** What is shown stands in the text, in this order; “…” leaves out a part of a line, a line “…” any number of lines. */
const shows = (shown: string, text: string): boolean => {
  const plain = (line: string) =>
    line
      .replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&")

      .replaceAll("\\(…\\)", "\\(.*\\)")
  const pattern = shown
    .trimEnd()
    .split("\n")
    .map((line) => (line === "…" ? "(?:.*\n)*?" : line === "" ? "" : `${plain(line)}\n`))
    .join("")
  return new RegExp(`^${pattern}$`, "u").test(text.trim() === "" ? "" : `${text.trimEnd()}\n`)
}

let bytes: Uint8Array = new Uint8Array()
/** The YAML that the page gave. */
let fromPage: string | null = null

describe.skipIf(Browse.executablePath === undefined)("mau-bao-cao.md, on the officer's page", () => {
  let browser: Browser
  let opened: Browse.Opened
  let page: Page
  beforeAll(async () => {
    expect(sh("npx lienhoi template page --out mau.html").status).toBe(0)
    browser = await Browse.launch()
    opened = await Browse.open(browser, at("mau.html"), 800)
    page = opened.page
  }, 120_000)
  afterAll(() => browser?.close())

  const shown = async (id: string): Promise<void> => {
    const { named, shown: lines } = Walk.step(id)
    const text = await Walk.read(page)
    expect(lines.filter((line) => !text.includes(line))).toEqual([])
    expect(named.filter((name) => id !== "dien" && !text.includes(name))).toEqual([])
  }
  const typed = async (id: string): Promise<void> => {
    bytes = await Walk.type(bytes, Walk.step(id).cells)
    await Walk.give(page, bytes)
  }

  it("lay-mau: takes the workbook of the Union and one's own", async () => {
    const taken = await Walk.take(page)
    const union = await TemplateBook.read(taken.ofUnion.bytes)
    expect(union.ok && union.value.template.id).toBe("vwu/bao-cao-thang")
    expect(taken.own.name).toBe(`${own}.xlsx`)
    await shown("lay-mau")
    bytes = taken.own.bytes
  })

  it("dien: every cell of the table has its sheet and column", async () => {
    expect(Walk.step("dien").cells.length).toBeGreaterThan(20)
    await typed("dien")
  })

  it("doc-loi: the page tells the two mistakes, and gives back a marked copy", async () => {
    await shown("doc-loi")
    expect(await page.locator("#issues li").count()).toBe(2)
    const copy = await Walk.fetched(page, "#fetch-annotated")
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(copy.bytes) as never)
    expect(book.getWorksheet("Lỗi cần sửa")!.rowCount).toBe(3)
  })

  it("sua: mended, it is good", async () => {
    await typed("sua")
    await shown("sua")
  })

  it("thu-an, bo-an: what spoils the sums of the centre is refused, and taken back", async () => {
    await typed("thu-an")
    await shown("thu-an")
    await typed("bo-an")
    expect(await page.textContent("#verdict")).toBe("Mẫu dùng được, không có lỗi.")
  })

  it("bieu-mau: the form has the new label and the new question, and objects to a part above the whole", async () => {
    await shown("bieu-mau")
    await Browse.fill(page, "chi_hoi", [
      ["TC04", "40"],
      ["can_tho__hoi_vien_cu_lao", "45"]
    ])
    const { problems } = await Browse.shown(page, "chi_hoi")
    expect(problems.can_tho__hoi_vien_cu_lao?.join(" ")).toContain("Tổng số hội viên của chi hội")
    expect(await page.locator("#form-chi_hoi").innerText()).toContain("8 câu hỏi")
  })

  it("cap-tren: the sums of the centre stay, and the province's own figures end there", async () => {
    await shown("cap-tren")
    expect(await page.textContent("[data-change=due]")).toBe("Đổi hạn nộp của: Chi hội")
    const local = await page
      .locator("#sums-local [data-sum]")
      .evaluateAll((all) => all.map((e) => e.getAttribute("data-sum")))
    expect(local.toSorted()).toEqual(["can_tho__hoi_vien_cu_lao", "can_tho__lop_day_nghe"])
  })

  it("tai-ve: the YAML comes under the name that the guide says", async () => {
    await shown("tai-ve")
    const { bytes: yaml, name } = await Walk.fetched(page, "#fetch-yaml")
    expect(name).toBe(`${own}.yaml`)
    fromPage = Buffer.from(yaml).toString("utf8")
    expect([opened.asked.filter((url) => !/^(?:blob:|file:)/u.test(url)), opened.noise]).toEqual([[], []])
  })
})

describe("mau-bao-cao.md, on the command line", () => {
  const fences = [...Walk.text.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gmu)].map(
    ([, language = "", info = "", text = ""]) => ({
      language,
      info,
      text
    })
  )
  beforeAll(async () => {
    if (fromPage === null)
      bytes = await Walk.type(
        await Walk.ownBook(),
        ["dien", "sua"].flatMap((id) => Walk.step(id).cells)
      )
    writeFileSync(at(`${own}.xlsx`), bytes)
    writeFileSync(at("khao-sat.xlsx"), await Walk.xlsForm())
    writeFileSync(at("goc-moi.yaml"), Walk.newerBase())
  })

  it("shows the output of every command, and none without one", () => {
    const commands = fences.flatMap(({ language }, i) => (language === "sh" ? [fences[i + 1]?.language] : []))
    expect(commands.length).toBeGreaterThan(12)
    expect(commands).toEqual(commands.map(() => "text"))
    expect(fences.filter(({ info, language }) => language === "text" && info === "").length).toBe(commands.length)
  })

  for (const [i, { info, language, text }] of fences.entries()) {
    if (language === "sh")
      it(text.trim(), () => {
        const { status, stdout } = sh(text)
        const output = fences[i + 1]!.text
        if (!shows(output, stdout)) expect(stdout).toBe(output)
        expect(status).toBe(0)
        if (text.includes("--from xlsx ") && fromPage !== null)
          expect(readFileSync(at("bao-cao-thang.yaml"), "utf8")).toBe(fromPage)
      }, 120_000)
    else if (language === "yaml") it(`${info} is written as shown`, () => writeFileSync(at(info), text))
  }
})

describe("the pages of the guide", () => {
  it("have a step for every mark", () => {
    expect(Walk.steps.map(({ id }) => id)).toEqual([
      "lay-mau",
      "dien",
      "doc-loi",
      "sua",
      "thu-an",
      "bo-an",
      "bieu-mau",
      "cap-tren",
      "tai-ve"
    ])
  })

  it("link to what is there", () => {
    for (const name of ["mau-bao-cao.md", "mau-bao-cao-en.md"]) {
      const file = join(dirname(Walk.guide), name)
      const links = [...readFileSync(file, "utf8").matchAll(/\]\(([^)#:]+)(?:#([^)]*))?\)/gu)]
      expect(links.length).toBeGreaterThanOrEqual(2)
      for (const [, to = "", anchor] of links) {
        const target = join(dirname(file), to)
        expect([to, existsSync(target)]).toEqual([to, true])
        if (anchor !== undefined) expect(readFileSync(target, "utf8")).toContain(`<a id="${anchor}"></a>`)
      }
    }
  })

  it("have small pictures, each with a text in its place", () => {
    const pictures = [...Walk.text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/gu)]
    expect(pictures.length).toBeGreaterThanOrEqual(4)
    const sizes = pictures.map(([, alt = "", file = ""]) => {
      expect(alt.length).toBeGreaterThan(30)
      return statSync(join(dirname(Walk.guide), file)).size
    })
    expect(Math.max(...sizes)).toBeLessThan(120_000)
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(1_000_000)
  })
})
