/** What must not stand in a tracked file. */
import { readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { root } from "../packages.ts"
import { npm, run as start } from "../run.ts"

interface Word {
  readonly what: string
  readonly found: (line: string) => boolean
  /** Files in which it counts: all when left out. */
  readonly files?: RegExp
}

const code = /\.(?:ts|tsx|mjs|js)$/
const lockfile = /(?:^|\/)package-lock\.json$/

/** Where facts were collected while the project was laid out; a clone has no such folder. */
const beside = ["..", "shared"].join("/")

const words: ReadonlyArray<Word> = [
  {
    what: "a test left out or run alone",
    found: (line) => /\b(?:it|test|describe)\.(?:only|skip|todo)\b/.test(line),
    files: code
  },
  {
    what: "a silenced compiler",
    found: (line) => /@ts-(?:ignore|nocheck)|\bas any\b(?!\s[a-z])/.test(line),
    files: code
  },
  {
    what: "a silenced linter without a reason",
    found: (line) => /biome-ignore[^:]*(?:$|:\s*$)/.test(line),
    files: code
  },
  { what: "unfinished work", found: (line) => /\b(?:TODO|FIXME|XXX)\b/.test(line) },
  { what: "a folder outside the repository", found: (line) => line.includes(beside) },
  { what: "a registry's address", found: (line) => /"resolved": "https?:/.test(line), files: lockfile }
]

/** Names of this machine that would betray where the work was done, or work nowhere else. */
const machineWords = async (): Promise<ReadonlyArray<Word>> => {
  const { stdout } = await npm(["config", "get", "registry"])
  const host = URL.parse(stdout.trim())?.host
  return [
    { what: "a path of this machine", found: (line) => line.includes(`${root}/`) || line.includes(`${homedir()}/`) },
    ...(host === undefined ? [] : [{ what: "a registry's host", found: (line: string) => line.includes(host) }])
  ]
}

const itself = fileURLToPath(import.meta.url)

export const run = async (): Promise<ReadonlyArray<string>> => {
  const { stdout } = await start("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
  const all = [...words, ...(await machineWords())]
  return stdout
    .split("\0")
    .filter((file) => file !== "" && join(root, file) !== itself)
    .flatMap((file) => {
      const wanted = all.filter(({ files }) => files?.test(file) ?? true)
      return readText(file)
        .split("\n")
        .flatMap((line, index) =>
          wanted
            .filter(({ found }) => found(line))
            .map(({ what }) => `${file}:${index + 1} ${what}: ${line.trim().slice(0, 80)}`)
        )
    })
}

/** The text of a tracked file; empty when it was deleted but not yet committed, or is no text. */
const readText = (file: string): string => {
  try {
    const bytes = readFileSync(join(root, file))
    return bytes.includes(0) ? "" : bytes.toString("utf8")
  } catch {
    return ""
  }
}
