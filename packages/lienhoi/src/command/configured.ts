/**
 * Opens the app that a configuration file describes, for commands: `lienhoi.config.ts` in the working directory, or the
 * file of `--config`.
 */
import { existsSync, readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { App } from "../App.ts"
import type { AppConfig } from "../Config.ts"
import { openApp } from "../openApp.ts"
import type { Answer, Call } from "./Command.ts"

const issue = Issue.from(
  Catalogue.make({
    "config.none": {
      vi: "Không có tệp cấu hình {file}; viết tệp lienhoi.config.ts hoặc chỉ rõ: --config TỆP",
      en: "There is no configuration {file}; write lienhoi.config.ts or name it: --config FILE"
    },
    "config.empty": {
      vi: "Tệp {file} không xuất cấu hình; viết: export default defineApp({ … })",
      en: "{file} exports no configuration; write: export default defineApp({ … })"
    },
    "config.memory": {
      vi: 'Cấu hình {file} không có kho; ghi thêm: store: "./data" hoặc "postgres://…"',
      en: 'The configuration {file} has no store; add: store: "./data" or "postgres://…"'
    }
  })
)

const usual = [
  "lienhoi.config.ts",
  "lienhoi.config.mts",
  "lienhoi.config.js",
  "lienhoi.config.mjs",
  "lienhoi.config.json"
]

const read = async (file: string): Promise<unknown> =>
  file.endsWith(".json") ? JSON.parse(readFileSync(file, "utf8")) : (await import(pathToFileURL(file).href)).default

/** Runs over the app and closes it; everything wrong with the configuration is answered. */
export const over = async (call: Call, work: (app: App) => Promise<Answer>): Promise<Answer> => {
  const { config: given } = call.options
  const file = resolve(given ?? usual.find((name) => existsSync(name)) ?? usual[0]!)
  if (!existsSync(file)) return { end: "bad-input", issues: [issue("config.none", { file: given ?? usual[0]! })] }
  const config = (await read(file)) as AppConfig | null | undefined
  if (typeof config !== "object" || config === null)
    return { end: "bad-input", issues: [issue("config.empty", { file })] }
  if ((config.store ?? "memory") === "memory") return { end: "bad-input", issues: [issue("config.memory", { file })] }
  const opened = await openApp(config, { root: dirname(file), language: call.language, visit: true })
  if (!opened.ok) return { end: "bad-input", issues: opened.issues }
  await using app = opened.value
  return await work(app)
}
