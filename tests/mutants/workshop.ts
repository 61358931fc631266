/**
 * A copy of the sources in which a mistake does no harm, below `out/mutants`, gone when the run is over. It shares the installed dependencies, but our
 * own packages lead to the copy.
 */
import { spawn } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

interface Outcome {
  /** Full names of the tests that ran. */
  readonly passed: ReadonlyArray<string>
  readonly failed: ReadonlyArray<string>
  readonly output: string
}

export interface Workshop {
  readonly folder: string
  readonly test: (test: { readonly file: string; readonly name?: string }) => Promise<Outcome>
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What tests read. */
const copied = [
  "packages",
  "tests",
  "examples",
  "docs/src",
  "docs/decisions",
  "docs/images",
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "vitest.config.ts"
]
const left = new Set(["node_modules", "dist", "out"])

/** Every dependency is the installed one, except those that are links to our own packages. */
const linkModules = (folder: string): void => {
  const installed = join(root, "node_modules")
  const here = join(folder, "node_modules")
  const own = new Map(
    readdirSync(join(folder, "packages"))
      .filter((short) => existsSync(join(folder, "packages", short, "package.json")))
      .map((short): readonly [string, string] => [
        JSON.parse(readFileSync(join(folder, "packages", short, "package.json"), "utf8")).name,
        join(folder, "packages", short)
      ])
  )
  mkdirSync(join(here, "@lienhoi"), { recursive: true })
  for (const name of readdirSync(installed)) {
    if (!name.startsWith(".") && name !== "@lienhoi" && !own.has(name))
      symlinkSync(join(installed, name), join(here, name))
  }
  for (const [name, path] of own) symlinkSync(path, join(here, name))
}

const runVitest = (folder: string, args: ReadonlyArray<string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs")
    const child = spawn(process.execPath, [vitest, "run", "--root", folder, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1" }
    })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text
      })
    }
    child.on("error", reject)
    child.on("close", () => resolve(output))
  })

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{ readonly fullName: string; readonly status: string }>
  }>
}

export const makeWorkshop = (): Workshop => {
  const folder = join(root, `out/mutants/${process.pid}`)
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  for (const name of copied) {
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !left.has(basename(path)) })
  }
  linkModules(folder)
  const report = join(folder, "report.json")

  return {
    folder,
    async test({ file, name }) {
      rmSync(report, { force: true })
      const only = name === undefined ? [] : ["--testNamePattern", name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")]
      const output = await runVitest(folder, [file, ...only, "--reporter=json", `--outputFile=${report}`])
      if (!existsSync(report)) return { passed: [], failed: [], output }
      const { testResults }: Report = JSON.parse(readFileSync(report, "utf8"))
      const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
      const named = (status: string) => tests.filter((one) => one.status === status).map(({ fullName }) => fullName)
      return { passed: named("passed"), failed: named("failed"), output }
    }
  }
}
