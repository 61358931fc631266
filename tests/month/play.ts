import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { run } from "../../examples/hau-giang/month.ts"

const example = new URL("../../examples/hau-giang/", import.meta.url).pathname

/** The inputs of the example in a folder of their own, to be changed. */
export const inputs = () => {
  const root = mkdtempSync(join(tmpdir(), "hau-giang-"))
  for (const part of ["units.csv", "people.csv", "templates", "inputs"]) {
    cpSync(join(example, part), join(root, part), { recursive: true })
  }
  return {
    root,
    read: (path: string) => readFileSync(join(root, path), "utf8"),
    write: (path: string, text: string) => writeFileSync(join(root, path), text),
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}

/** Plays the month over a folder of inputs. */
export const play = async (root: string) => {
  const result = await run({ root, out: join(root, "out"), language: "vi", progress: () => {} })
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.message).join("\n"))
  return result
}

/** Rows of a table as records; the inputs of the example quote only cells with commas. */
export const rows = (text: string): ReadonlyArray<{ readonly [heading: string]: string }> => {
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map((m) => m[1] ?? "")
  const [heading = "", ...lines] = text.trim().split("\n")
  const names = heading.split(",")
  return lines.map((line) => {
    const values = cells(line.endsWith(",") ? line : `${line},`)
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""]))
  })
}
