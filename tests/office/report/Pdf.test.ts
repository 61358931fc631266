import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ReportPdf, ReportWord } from "@lienhoi/office"
import { describe, expect, it } from "vitest"
import * as Pdf from "../../../packages/lienhoi/src/internal/pdf.ts"
import { usual } from "./sample.ts"
import * as Soffice from "./soffice.ts"
import { typesetter } from "./typesetter.ts"

const poppler = spawnSync("pdftotext", ["-v"]).status === 0
if (!poppler) console.warn("SKIPPED LOUDLY: pdftotext and pdfinfo (poppler) are not here; no PDF was read.")

/** What another program finds in it. */
const read = (bytes: Uint8Array) => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-pdf-test-"))
  try {
    const file = join(folder, "a.pdf")
    writeFileSync(file, bytes)
    const run = (program: string, ...args: ReadonlyArray<string>) =>
      execFileSync(program, [...args, file, ...(program === "pdftotext" ? ["-"] : [])]).toString()
    return { text: run("pdftotext", "-layout").normalize("NFC"), info: run("pdfinfo"), fonts: run("pdffonts") }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.skipIf(!poppler)("a report as PDF", () => {
  it("by the typesetter: tagged, Vietnamese, numbered from page 2, the annex on its side", async () => {
    const made = (await typesetter()).pdf(usual())
    if (!made.ok) throw new Error(made.issues[0]?.message)
    const { fonts, info, text } = read(made.value)
    const pages = text.split("\f")

    expect(info).toMatch(/Tagged:\s+yes/u)
    expect(info).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/u)
    expect(fonts).toContain("Tinos")
    expect(text).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    expect(pages[0]!.trimStart()).toMatch(/^HỘI LHPN/u)
    expect(pages[1]!.trimStart()).toMatch(/^2\n/u)
    expect(text.match(/% kế hoạch/gu)!.length).toBeGreaterThan(2)
    expect(text).toContain("./.")
  })

  it("by the typesetter: the same report gives the same bytes", async () => {
    const setter = await typesetter()
    const [first, second] = [setter.pdf(usual()), setter.pdf(usual())]
    expect(first.ok && second.ok && Buffer.from(first.value).equals(Buffer.from(second.value))).toBe(true)
  })

  it("by whatever is installed here", async () => {
    const made = await Pdf.of(usual())
    expect(made.ok && read(made.value).text).toContain("Độc lập - Tự do - Hạnh phúc")
  })

  it.skipIf(!Soffice.isHere)("by LibreOffice: the page that a Word file gives", async () => {
    const made = await Pdf.of(usual(), ["libreoffice"])
    if (!made.ok) throw new Error(made.issues[0]?.message)
    const { text } = read(made.value)
    expect(text).toContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    expect(text.split("\f")[1]!.trimStart()).toMatch(/^2\n/u)
    expect(read(Soffice.convert({ "a.docx": await ReportWord.write(usual()) }, "pdf")["a.pdf"]!).text).toBe(text)
  })
})

describe("without either", () => {
  it("says what to install", async () => {
    const made = await Pdf.of(usual(), [])
    expect(made.ok ? "" : made.issues.map(({ code }) => code)).toEqual(["pdf.no-typesetter"])
    expect(ReportPdf.noTypesetter().message).toBe(
      "Chưa có bộ dàn trang PDF; cài LibreOffice, hoặc: npm install @myriaddreamin/typst-ts-web-compiler @expo-google-fonts/tinos"
    )
  })
})
