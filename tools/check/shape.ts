/**
 * What npm would publish: every package is built, packed and judged, then all tarballs are installed in an empty
 * project and each module is loaded as its user would, by `import` and by `require`. The command runs there as well.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { pack } from "../build/pack.ts"
import { buildPackages } from "../build/packages.ts"
import { isImported, type Package, readManifest, root, started } from "../packages.ts"
import { complaints, npm, run as start, tool } from "../run.ts"

const named = (name: string, problems: ReadonlyArray<string>) => problems.map((problem) => `${name}: ${problem}`)

const judge = async (one: Package, tarball: string): Promise<ReadonlyArray<string>> => {
  const { messages, pkg } = await publint({ pkgDir: one.folder, pack: "npm", strict: true })
  const types = isImported(one)
    ? complaints(await tool("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"]))
    : []
  return named(one.manifest.name, [...messages.flatMap((message) => formatMessage(message, pkg) ?? []), ...types])
}

/** Every module that the package lets people import. */
const doors = ({ folder, manifest }: Package): ReadonlyArray<string> =>
  readdirSync(join(folder, "dist"))
    .filter((file) => file.endsWith(".js"))
    .map((file) => (file === "index.js" ? manifest.name : `${manifest.name}/${basename(file, ".js")}`))

const version = (name: string) => readManifest(join(root, "node_modules", name)).version

/** Peers that an application brings, in the versions of our lockfile. */
const peers = (all: ReadonlyArray<Package>): Record<string, string> =>
  Object.fromEntries(
    all
      .flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
      .filter((name) => existsSync(join(root, "node_modules", name)))
      .map((name) => [name, version(name)])
  )

const load = async (project: string, all: ReadonlyArray<Package>): Promise<ReadonlyArray<string>> => {
  // What vitest gives is there only inside a test run.
  const specifiers = all.filter((one) => one.short !== "testing" && isImported(one)).flatMap(doors)
  const list = JSON.stringify(specifiers)
  const report = 'if (names.length === 0) throw new Error("nothing to load")'
  writeFileSync(
    join(project, "import.mjs"),
    `const names = ${list}\n${report}\nfor (const name of names) await import(name)\n`
  )
  writeFileSync(
    join(project, "require.cjs"),
    `const names = ${list}\n${report}\nfor (const name of names) require(name)\n`
  )
  const ways = ["import.mjs", "require.cjs"]
  const outcomes = await Promise.all(ways.map((file) => start(process.execPath, [file], { cwd: project })))
  return outcomes.flatMap((outcome, index) => named(ways[index]!, complaints(outcome)))
}

/** The suites of `testing` are for a test run: one that only loads them. */
const loadInTests = async (project: string, testing: Package): Promise<ReadonlyArray<string>> => {
  const imports = doors(testing).map((name, index) => `import * as m${index} from "${name}"`)
  const all = doors(testing).map((_, index) => `m${index}`)
  writeFileSync(
    join(project, "load.test.js"),
    `import { expect, it } from "vitest"\n${imports.join("\n")}\nit("loads", () => expect([${all.join(", ")}].length).toBe(${all.length}))\n`
  )
  const vitest = join(project, "node_modules/vitest/vitest.mjs")
  return named(
    "testing",
    complaints(await start(process.execPath, [vitest, "run", "--root", project], { cwd: project }))
  )
}

/** What a person types after installing, and a piece of what must come back. */
const commands = [
  ["lienhoi", "calendar", "holidays", "2024", "--json"],
  ["lienhoi", "new", "hoi-mot", "--json"],
  ["create-lienhoi", "hoi-hai", "--json"],
  ["lienhoi", "demo", "--out", "demo-out", "--json"]
]
const says = ["2024-02-10", "lienhoi.config.ts", "lienhoi.config.ts", "3310"]

const tryCommand = async (project: string, line: ReadonlyArray<string>, wanted: string) => {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
  const { code, stdout, output } = await npm(["exec", "--offline", "--", ...line], { cwd: project, env })
  if (code !== 0) return [`exits ${code}: ${output.slice(0, 600)}`]
  try {
    JSON.parse(stdout)
  } catch {
    return ["does not print one JSON document"]
  }
  return stdout.includes(wanted) ? [] : [`does not say ${wanted}`]
}

const tryCommands = async (project: string): Promise<ReadonlyArray<string>> => {
  const problems = await Promise.all(commands.map((line, i) => tryCommand(project, line, says[i]!)))
  return problems.flatMap((list, i) => named(commands[i]!.join(" "), list))
}

export const run = async (): Promise<ReadonlyArray<string>> => {
  const built = await buildPackages()
  const broken = built.flatMap(({ name, problems }) => named(name, problems))
  if (broken.length > 0) return broken

  const project = mkdtempSync(join(tmpdir(), "lienhoi-shape-"))
  try {
    const tarballs = await Promise.all(started.map((one) => pack(one, project)))
    const shape: Array<string> = []
    for (const [index, one] of started.entries()) shape.push(...(await judge(one, tarballs[index]!)))

    const dependencies = {
      ...peers(started),
      ...Object.fromEntries(started.map((one, index) => [one.manifest.name, `file:${tarballs[index]}`]))
    }
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, dependencies }))
    const installed = await npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], {
      cwd: project
    })
    if (installed.code !== 0) return [...shape, ...named("npm install", complaints(installed))]

    const testing = started.find(({ short }) => short === "testing")
    return [
      ...shape,
      ...(await load(project, started)),
      ...(testing === undefined ? [] : await loadInTests(project, testing)),
      ...(await tryCommands(project))
    ]
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}
