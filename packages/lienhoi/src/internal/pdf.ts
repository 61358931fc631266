/** PDF with what this machine has: the typesetter that was installed beside us, else LibreOffice, else word of what to install. */
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { ReportDocument } from "@lienhoi/office/ReportDocument"
import * as ReportPdf from "@lienhoi/office/ReportPdf"
import * as ReportWord from "@lienhoi/office/ReportWord"
import * as Issue from "@lienhoi/words/Issue"

/** What can make a PDF. */
export type Maker = "typesetter" | "libreoffice"

const faces = [
  "400Regular/Tinos_400Regular",
  "400Regular_Italic/Tinos_400Regular_Italic",
  "700Bold/Tinos_700Bold",
  "700Bold_Italic/Tinos_700Bold_Italic"
]

const bytesOf = (specifier: string): Uint8Array =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(specifier))))

/** The typesetter with its fonts; `null` when they are not installed. */
const typesetter = async (): Promise<ReportPdf.Typesetter | null> => {
  try {
    const module = await import("@myriaddreamin/typst-ts-web-compiler")
    await module.default({ module_or_path: bytesOf("@myriaddreamin/typst-ts-web-compiler/wasm") as BufferSource })
    const fonts = faces.map((face) => bytesOf(`@expo-google-fonts/tinos/${face}.ttf`))
    return await ReportPdf.make(module, fonts)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || code === "ENOENT") return null
    throw cause
  }
}

/** By LibreOffice with a profile of its own, so that one that a person has open is left alone; `null` when it is not installed. */
const byLibreOffice = async (word: Uint8Array): Promise<Uint8Array | null> => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-pdf-"))
  try {
    writeFileSync(join(folder, "bao-cao.docx"), word)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`
    const args = [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, join(folder, "bao-cao.docx")]
    await new Promise<void>((resolve, reject) => {
      execFile("soffice", args, { timeout: 120_000 }, (error) => (error === null ? resolve() : reject(error)))
    })
    return new Uint8Array(readFileSync(join(folder, "bao-cao.pdf")))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null
    throw cause
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The report as PDF, by the first of these that is there. */
export const of = async (
  document: ReportDocument,
  makers: ReadonlyArray<Maker> = ["typesetter", "libreoffice"]
): Promise<Issue.Checked<Uint8Array>> => {
  for (const maker of makers) {
    if (maker === "typesetter") {
      const made = (await typesetter())?.pdf(document)
      if (made !== undefined) return made
    } else {
      const made = await byLibreOffice(await ReportWord.write(document))
      if (made !== null) return Issue.ok(made)
    }
  }
  return Issue.fail(ReportPdf.noTypesetter())
}
