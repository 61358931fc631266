/**
 * The officer's page as one file. What stands in it before its script runs says so; the rest is drawn by
 * `officer/officerScript`.
 *
 * @since 0.1.0
 */
import { html } from "@lienhoi/words/Html"
import * as OfficerView from "./OfficerView.ts"
import * as Standalone from "./Standalone.ts"

/** The whole file, around the bundled script. */
export const page = (script: string): string =>
  Standalone.page({
    title: OfficerView.title("vi"),
    language: "vi",
    body: html`<div id="page">${OfficerView.frame("vi")}</div>`,
    script,
    style: OfficerView.style
  })
