/** Finds the examples people read: every fenced `ts` or `tsx` block in a doc comment or a Markdown page. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { filesBelow } from "../files.ts"
import { packages, root } from "../packages.ts"
import type { Language } from "./claims.ts"

export interface Example {
  /** Absolute path of the file it stands in. */
  readonly file: string
  /** Line of its first line of code, from 1. */
  readonly line: number
  readonly code: string
  readonly language: Language
  /** What it prints, where the page shows it: the `text output` block that follows. */
  readonly output: string | null
}

const fence = /^```(.*)$/

/** Fenced blocks of lines that have already lost what stands before them. Line numbers count from 1. */
const blocks = (lines: ReadonlyArray<string | null>) => {
  const found: Array<{ readonly info: string; readonly line: number; readonly text: string }> = []
  let open: { info: string; line: number; text: Array<string> } | null = null
  for (const [index, line] of lines.entries()) {
    const mark = line === null ? null : fence.exec(line)
    if (open === null && mark !== null) open = { info: mark[1]!.trim(), line: index + 2, text: [] }
    else if (open !== null && mark !== null) {
      found.push({ ...open, text: open.text.join("\n") })
      open = null
    } else open?.text.push(line ?? "")
  }
  return found
}

/** Of a source file only what stands behind the star of a doc comment; of a page everything. */
const readable = (file: string): ReadonlyArray<string | null> => {
  const lines = readFileSync(file, "utf8").split("\n")
  if (file.endsWith(".md")) return lines
  return lines.map((line) => /^\s*\* ?(?!\/)(.*)$/.exec(line)?.[1] ?? null)
}

const examplesOf = (file: string): ReadonlyArray<Example> => {
  const all = blocks(readable(file))
  return all.flatMap(({ info, line, text }, index) => {
    if (info !== "ts" && info !== "tsx") return []
    const next = all[index + 1]
    return [{ file, line, code: text, language: info, output: next?.info === "text output" ? next.text : null }]
  })
}

/** Where examples stand: the sources and front page of every package, the front pages of the house, the guides. */
export const examples = (): ReadonlyArray<Example> =>
  [
    ...packages.flatMap(({ folder }) => [...filesBelow(join(folder, "src"), ".ts", ".tsx"), join(folder, "README.md")]),
    join(root, "README.md"),
    join(root, "README.vi.md"),
    ...filesBelow(join(root, "docs"), ".md").filter((file) => !file.startsWith(join(root, "docs/reference")))
  ]
    .filter((file) => existsSync(file))
    .flatMap(examplesOf)
