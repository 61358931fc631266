/** Every example people can read is compiled and run, and must say what it claims. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { pathToFileURL } from "node:url"
import { prepare } from "../doctest/claims.ts"
import { type Example, examples } from "../doctest/extract.ts"
import { root } from "../packages.ts"
import { run as start, tool } from "../run.ts"

/** Outside node_modules, because Node runs TypeScript only there; its own for each run, so that two may go on at once. */
const workshop = join(root, `out/doctest/${process.pid}`)

/** Components are written in modules that Node does not load by itself. */
const tsx = pathToFileURL(join(root, "tools/tsx.ts")).href

interface Result {
  readonly file: string
  readonly claims: number
  readonly printed: string
  readonly problems: ReadonlyArray<{ readonly line: number | null; readonly text: string }>
}

const compiled = {
  extends: "../../../tsconfig.json",
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
  include: ["*.ts", "*.tsx"],
  exclude: []
}

const fileFor = ({ file, line, language }: Example) =>
  `${relative(root, file).replaceAll(/[^\w.]+/g, "_")}.${line}.${language}`

export const run = (): Promise<ReadonlyArray<string>> =>
  tryExamples().finally(() => rmSync(workshop, { recursive: true, force: true }))

const tryExamples = async (): Promise<ReadonlyArray<string>> => {
  mkdirSync(workshop, { recursive: true })
  writeFileSync(join(workshop, "tsconfig.json"), JSON.stringify(compiled))
  writeFileSync(
    join(workshop, "claim.d.ts"),
    "declare function claim(actual: unknown, expected: unknown, line: number): void\n"
  )
  const problems: Array<string> = []
  const found = examples()
  const byFile = new Map(found.map((example) => [fileFor(example), example]))
  const place = ({ file }: Example, line: number) => `${relative(root, file)}:${line}`
  for (const [name, example] of byFile) {
    const { code, stray } = prepare(example.code, example.line, example.language)
    // As many empty lines in front as in the file it comes from: every message then names the right line.
    writeFileSync(join(workshop, name), `${"\n".repeat(example.line - 1)}${code}\nexport {}\n`)
    problems.push(...stray.map((line) => `${place(example, line)} the value behind => belongs to no statement`))
  }
  if (byFile.size === 0) return problems

  const types = await tool("tsc", ["-p", join(workshop, "tsconfig.json"), "--pretty", "false"])
  for (const line of types.output.split("\n").filter((text) => text.includes("error TS"))) {
    const [, name = "", row = "", text = line] = /^(?:.*\/)?([^/(]+)\((\d+),\d+\): (.*)$/.exec(line) ?? []
    const example = byFile.get(name)
    // Errors of the sources themselves are told by the step "types".
    if (example !== undefined) problems.push(`${place(example, Number(row))} ${text}`)
  }

  const files = [...byFile.keys()].map((name) => join(workshop, name))
  const ended = await start(
    process.execPath,
    ["--conditions=@lienhoi/source", `--import=${tsx}`, join(root, "tools/doctest/runner.ts"), ...files],
    { env: { TZ: "Asia/Kathmandu" } }
  )
  if (ended.code !== 0) return [...problems, ended.output]
  const results: ReadonlyArray<Result> = JSON.parse(ended.stdout)
  for (const { file, printed, problems: wrong } of results) {
    const example = byFile.get(relative(workshop, file))!
    problems.push(...wrong.map(({ line, text }) => `${place(example, line ?? example.line)} ${text}`))
    if (example.output !== null && example.output.trimEnd() !== printed.trimEnd())
      problems.push(`${place(example, example.line)} prints\n${printed}\nand not\n${example.output}`)
  }
  const claims = results.reduce((sum, one) => sum + one.claims, 0)
  console.log(`           ${results.length} examples with ${claims} values`)
  return problems
}
