/**
 * Runs prepared examples one after the other, each a module of its own, and prints what became of them as JSON:
 * `node tools/doctest/runner.ts FILE…`. A claim compares by content: classes count as what they hold.
 */
import { mkdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { inspect, isDeepStrictEqual } from "node:util"

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== "object") return value
  if (value instanceof Date || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

const problems: Array<{ readonly line: number | null; readonly text: string }> = []
const show = (value: unknown) => inspect(value, { depth: 8, breakLength: Number.POSITIVE_INFINITY })

Object.assign(globalThis, {
  claim: (actual: unknown, expected: unknown, line: number) => {
    claims++
    if (isDeepStrictEqual(plain(actual), plain(expected))) return
    problems.push({ line, text: `gives ${show(actual)}, not ${show(expected)}` })
  }
})

let claims = 0
let printed = ""
console.log = (...values: ReadonlyArray<unknown>) => {
  printed += `${values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" ")}\n`
}

const results: Array<unknown> = []
for (const file of process.argv.slice(2)) {
  // The reader of a front page starts in an empty folder.
  const folder = join(dirname(file), "empty")
  mkdirSync(folder, { recursive: true })
  process.chdir(folder)
  problems.length = 0
  claims = 0
  printed = ""
  try {
    // A script cannot wait at its top, and exports what it waits for.
    await (await import(file)).ended
  } catch (error) {
    problems.push({ line: null, text: `throws ${String(error).split("\n")[0]}` })
  }
  results.push({ file, claims, printed, problems: [...problems] })
}
process.stdout.write(JSON.stringify(results))
