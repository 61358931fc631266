/**
 * `lienhoi demo`: runs the reference app that travels with this package, one reporting month of a real province.
 *
 * @since 0.1.0
 */
import { existsSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { Command } from "./Command.ts"

/** What the reference app exports. */
interface Month {
  readonly run: (options: {
    readonly root: string
    readonly out: string
    readonly language: Language
    readonly progress: (line: string) => void
  }) => Promise<
    | { readonly ok: true; readonly lines: ReadonlyArray<string>; readonly json: unknown }
    | { readonly ok: false; readonly issues: ReadonlyArray<Issue> }
  >
}

/** Built into the package, or as it stands in the repository. */
const places = ["../demo/month.js", "../../../../examples/hau-giang/month.ts"]

/** `lienhoi demo [--out DIR]` */
export const demo: Command = {
  words: ["demo"],
  synopsis: "[--out DIR]",
  summary: {
    vi: "Chạy thử một tháng báo cáo của Hậu Giang (tháng 10/2024)",
    en: "Run one reporting month of Hậu Giang (October 2024)"
  },
  options: ["out"],
  takes: [0, 0],
  run: async ({ options, language, progress }) => {
    const place = places.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path))
    if (place === undefined) throw new Error("demo/month.js")
    const month: Month = await import(pathToFileURL(place).href)
    const result = await month.run({
      root: dirname(place),
      out: resolve(options.out ?? "lienhoi-demo"),
      language,
      progress
    })
    return result.ok
      ? { end: "done", lines: result.lines, json: result.json }
      : { end: "bad-input", issues: result.issues }
  }
}
