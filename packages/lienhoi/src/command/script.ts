/**
 * The scripts of the pages that work by themselves: as the build left them beside this command, or bundled on the spot
 * where the command runs from the sources of the repository.
 *
 * @since 0.1.0
 */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as OfficerPage from "../page/OfficerPage.ts"

const texts = Catalogue.make({
  missing: {
    vi: "chưa có phần chạy trên trang ({reason}); chạy npm run build trong kho mã nguồn, hoặc cài lại gói lienhoi",
    en: "the script of the page is not there ({reason}); run npm run build in the repository, or install lienhoi again"
  }
})

/** The pages that have a script. */
type Name = "officerScript" | "previewScript"

interface Bundler {
  readonly bundleScripts: (names: ReadonlyArray<Name>) => Promise<{ readonly [N in Name]?: string }>
}

/** What stands beside this command once it is built; `null` where it was not. */
const built = (path: string): string | null => {
  const file = fileURLToPath(new URL(path, import.meta.url))
  return existsSync(file) ? readFileSync(file, "utf8") : null
}

const bundled = async (name: Name): Promise<string> => {
  const bundler: Bundler = await import(new URL("../../../../tools/build/officer.ts", import.meta.url).href)
  const { [name]: script } = await bundler.bundleScripts([name])
  return script!
}

/** An error that says what to do, in the language asked for. */
const orSay = async (language: Language, work: () => Promise<string>): Promise<string> => {
  try {
    return await work()
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)
    throw new Error(Catalogue.say(texts, "missing", { reason }, language))
  }
}

/** The script of a preview. */
export const ofPreview = (language: Language): Promise<string> =>
  orSay(language, async () => built("../officer/previewScript.bundle.js") ?? (await bundled("previewScript")))

/** The officer's page, whole. */
export const officerPage = (language: Language): Promise<string> =>
  orSay(language, async () => built("../officer.html") ?? OfficerPage.page(await bundled("officerScript")))
