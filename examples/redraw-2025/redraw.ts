/**
 * Two provinces through the redraw of 1 July 2025: the walk, its lines, its document and its page.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Issue } from "lienhoi"
import { type Findings, gather } from "./findings.ts"
import * as Page from "./page.ts"
import * as Stage from "./stage.ts"
import * as Telling from "./telling.ts"
import { saying } from "./texts.ts"
import { walk } from "./walk.ts"

/** How it is run. */
export interface Options {
  /** The folder of `units.csv`, `plan.yaml`, `assignments.csv`, `templates/` and `figures/`. */
  readonly root: string
  /** Where the page is written. */
  readonly out: string
  readonly language: "vi" | "en"
}

/** What it came to. */
export type Result =
  | { readonly ok: true; readonly lines: ReadonlyArray<string>; readonly json: Findings }
  | { readonly ok: false; readonly issues: ReadonlyArray<Issue.Issue> }

/** Runs it. */
export const run = ({ root, out, language }: Options): Result => {
  try {
    const json = gather(walk(Stage.open(root)))
    const file = join(out, "ai-thanh-ai.html")
    mkdirSync(out, { recursive: true })
    writeFileSync(file, Page.render(json, language))
    return { ok: true, lines: [...Telling.lines(json, language), saying(language).say("written", { file })], json }
  } catch (refused) {
    if (refused instanceof Stage.Refused) return { ok: false, issues: refused.issues }
    throw refused
  }
}
