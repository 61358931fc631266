/** The officer's guide as something to be walked: its steps, what it says to type, what it shows. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { TemplateBook, Workbook } from "@lienhoi/office"
import { Pack } from "@lienhoi/packs"
import { Overlay, Template } from "@lienhoi/template"
import ExcelJS from "exceljs"
import type { Page } from "playwright-core"

export const root = new URL("../../", import.meta.url).pathname
export const guide = join(root, "docs/guides/mau-bao-cao.md")
export const text = readFileSync(guide, "utf8")

/** One cell that the guide has somebody fill; an empty text empties it. */
export interface Typed {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly text: string
}

/** A step on the officer's page. */
export interface Step {
  readonly id: string
  readonly cells: ReadonlyArray<Typed>
  /** Lines that the page then shows. */
  readonly shown: ReadonlyArray<string>
  /** The names of buttons, boxes and headings that the step speaks of. */
  readonly named: ReadonlyArray<string>
  readonly text: string
}

const cellRow = /^\| ([^|]+) \| (\d+) \| ([^|]+) \| ([^|]*)\|$/gmu

/** Every step on the page, in order; one ends where the next, or the next chapter, begins. */
export const steps: ReadonlyArray<Step> = [
  ...text.matchAll(/<!-- bước: ([a-z-]+) -->\n([\s\S]*?)(?=\n## |<!-- bước)/gu)
].map(([, id = "", body = ""]) => ({
  id,
  text: body,
  cells: [...body.matchAll(cellRow)].map(([, sheet = "", row, column = "", typed = ""]) => ({
    sheet,
    row: Number(row),
    column,
    text: typed.trim()
  })),
  shown: [...body.matchAll(/^```text trang\n([\s\S]*?)^```$/gmu)].flatMap(([, lines = ""]) => lines.trim().split("\n")),
  named: [...body.matchAll(/\*\*([^*]+)\*\*/gu)].map(([, name = ""]) => name)
}))

/** The step of that name. */
export const step = (id: string): Step => steps.find((one) => one.id === id)!

/** Types into a workbook as into Excel: the rest of it stays as it is. */
export const type = async (bytes: Uint8Array, cells: ReadonlyArray<Typed>): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  for (const { column, row, sheet, text: typed } of cells) {
    const found = book.getWorksheet(sheet)
    if (found === undefined) throw new Error(`No sheet ${sheet}`)
    const headings = (found.getRow(2).values as ReadonlyArray<unknown>).map((one) => String(one ?? ""))
    const at = headings.indexOf(column)
    if (at < 0) throw new Error(`No column ${column} on ${sheet}: ${headings.join(", ")}`)
    found.getRow(row).getCell(at).value = typed === "" ? null : /^\d+$/u.test(typed) ? Number(typed) : typed
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The workbook that the page gives for a template of one's own, where there is no browser to ask it. */
export const ownBook = (): Promise<Uint8Array> => {
  const own = Overlay.parse("template: can-tho/bao-cao-thang\nversion: 1.0.0\nextends: vwu/bao-cao-thang@^1\n")
  if (!own.ok) throw new Error("The overlay is bad")
  return TemplateBook.write(own.value)
}

/** A form of XLSForm, as somebody has it. */
export const xlsForm = (): Promise<Uint8Array> =>
  Workbook.write([
    {
      name: "survey",
      rows: [
        ["type", "name", "label", "required"],
        ["integer", "so_nguoi", "Số người dự", "yes"],
        ["select_one dung", "hai_long", "Chị có hài lòng không", ""],
        ["geopoint", "vi_tri", "Vị trí", ""]
      ]
    },
    {
      name: "choices",
      rows: [
        ["list_name", "name", "label"],
        ["dung", "co", "Có"],
        ["dung", "khong", "Không"]
      ]
    },
    {
      name: "settings",
      rows: [
        ["form_title", "form_id"],
        ["Khảo sát chi hội", "khao_sat"]
      ]
    }
  ])

/** What the centre sends: the pack with another label and one more field. */
export const newerBase = (): string =>
  Template.print(Pack.template(Pack.find("vwu/bao-cao-thang")!)!)
    .replace("version: 1.0.0", "version: 1.1.0")
    .replace("label: Tổng số hội viên\n", "label: Tổng số hội viên hiện có\n")
    .replace(
      /^( +)- key: TC05$/mu,
      "$1- { key: TC30, label: Hội viên cao tuổi, unit: người, type: count, asked_of: [chi_hoi], part_of: TC04, combine: { units: sum, periods: last } }\n$&"
    )

/** The bytes of what a click downloads. */
export const fetched = async (
  page: Page,
  selector: string
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)])
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) }
}

/** Step 2: the pack is chosen, the owner typed; the workbook of the Union and one's own. */
export const take = async (page: Page) => {
  await page.selectOption("#pack", "vwu/bao-cao-thang")
  await page.fill("#owner", "can-tho")
  return { ofUnion: await fetched(page, "#pack-excel"), own: await fetched(page, "#own-excel") }
}

/** Gives the workbook to the page and waits until it has been read. */
export const give = async (page: Page, bytes: Uint8Array): Promise<void> => {
  const name = "can-tho-bao-cao-thang.xlsx"
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  await page.evaluate(() => document.querySelector("#papers")?.replaceChildren())
  await page.setInputFiles("#files", [{ name, mimeType, buffer: Buffer.from(bytes) }])
  await page.waitForFunction(() => document.querySelector("[name=paper]") !== null)
}

/** Everything the officer can read on the page, the summaries opened. */
export const read = async (page: Page): Promise<string> => {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true
  })
  return page.locator("#officer").innerText()
}
