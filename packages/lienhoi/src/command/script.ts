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

const texts = Catalogue.make({
  missing: {
    vi: "chưa có phần chạy trên trang ({reason}); chạy npm run build trong kho mã nguồn, hoặc cài lại gói lienhoi",
    en: "the script of the page is not there ({reason}); run npm run build in the repository, or install lienhoi again"
  }
})

/** The pages that have a script. */
export type Name = "officerScript" | "previewScript"

interface Bundler {
  readonly bundleScripts: (names: ReadonlyArray<Name>) => Promise<{ readonly [N in Name]?: string }>
}

const bundled = async (name: Name): Promise<string> => {
  const built = fileURLToPath(new URL(`../officer/${name}.bundle.js`, import.meta.url))
  if (existsSync(built)) return readFileSync(built, "utf8")
  const bundler: Bundler = await import(new URL("../../../../tools/build/officer.ts", import.meta.url).href)
  const { [name]: script } = await bundler.bundleScripts([name])
  return script!
}

/** The script of a page; where there is none an error says what to do, in the language asked for. */
export const script = async (name: Name, language: Language): Promise<string> => {
  try {
    return await bundled(name)
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)
    throw new Error(Catalogue.say(texts, "missing", { reason }, language))
  }
}
