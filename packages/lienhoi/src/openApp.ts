/**
 * From a configuration to a running office.
 *
 * @since 0.1.0
 */
import type { Checked } from "@lienhoi/words/Issue"
import type { App, OpenOptions } from "./App.ts"
import type { AppConfig } from "./Config.ts"
import * as Office from "./internal/office.ts"

/**
 * Opens an office, or says everything that is wrong with its units, people and templates.
 *
 * @example
 * ```ts
 * import { openApp } from "lienhoi"
 *
 * const opened = await openApp({ association: "vwu", since: "2025-07-01", units: { text: "id,code,name,level,parent\n" }, templates: [] })
 * opened.ok // => true
 * ```
 */
export const openApp = (config: AppConfig, options: OpenOptions = {}): Promise<Checked<App>> =>
  Office.open(config, options)
