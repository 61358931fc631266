/** How different people fill in the same form. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import ExcelJS from "exceljs"

/** Figures by the code of their row, as somebody types them. */
export interface Figures {
  readonly [code: string]: number | string
}

const codes = 1
const now = 5

const opened = async (form: Uint8Array): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(form as never)
  return book
}

const saved = async (book: ExcelJS.Workbook): Promise<Uint8Array> => new Uint8Array(await book.xlsx.writeBuffer())

const put = (sheet: ExcelJS.Worksheet, figures: Figures): void => {
  sheet.eachRow((row) => {
    const figure = figures[String(row.getCell(codes).value)]
    if (figure !== undefined) row.getCell(now).value = figure
  })
}

/** Types the figures into the column of this period. */
export const typed = async (form: Uint8Array, figures: Figures): Promise<Uint8Array> => {
  const book = await opened(form)
  put(book.worksheets[0]!, figures)
  return saved(book)
}

/** The same by somebody who renames the sheet and puts two lines of her own on top. */
export const rearranged = async (form: Uint8Array, figures: Figures): Promise<Uint8Array> => {
  const book = await opened(form)
  const sheet = book.worksheets[0]!
  put(sheet, figures)
  sheet.name = "Xã Mẫu Sáu gửi"
  for (const [a, b] of [...sheet.model.merges].map((range) => range.split(":"))) sheet.unMergeCells(`${a}:${b}`)
  sheet.insertRows(8, [["Kính gửi Hội LHPN tỉnh"], [""]])
  return saved(book)
}

/** Opened and saved by LibreOffice; `null` where there is none. */
export const savedByLibreOffice = (form: Uint8Array): Uint8Array | null => {
  const folder = mkdtempSync(join(tmpdir(), "mail-report-"))
  try {
    writeFileSync(join(folder, "form.xlsx"), form)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const args = [
      profile,
      "--headless",
      "--convert-to",
      "xlsx",
      "--outdir",
      join(folder, "out"),
      join(folder, "form.xlsx")
    ]
    execFileSync("soffice", args, { stdio: "ignore", timeout: 120_000 })
    return new Uint8Array(readFileSync(join(folder, "out", "form.xlsx")))
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a telephone sends instead of a form: bytes that say they are a picture. */
export const photo = (): Uint8Array => {
  const bytes = new Uint8Array(60_000).map((_, i) => (i * 31) % 251)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}
