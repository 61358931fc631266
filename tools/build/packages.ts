/** Builds the packages that changed, innermost first. */
import { createHash } from "node:crypto"
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { build } from "tsup"
import { filesBelow } from "../files.ts"
import { declared, type Package, root, started } from "../packages.ts"
import { emitDeclarations } from "./declarations.ts"
import { carryDemo, demoInputs } from "./demo.ts"
import { carryOfficer } from "./officer.ts"
import { toJavaScript } from "./specifiers.ts"

/** What became of one package; `seconds` is 0 when nothing had changed. */
export interface Built {
  readonly name: string
  readonly seconds: number
  readonly problems: ReadonlyArray<string>
}

const cache = join(root, "node_modules/.cache/lienhoi/build")
const tools = [
  ...filesBelow(join(root, "tools/build")),
  join(root, "tsconfig.base.json"),
  join(root, "package-lock.json")
]

/** The batteries take along the example and the officer's page. */
const isBatteries = (one: Package) => one.short === "lienhoi"

const fingerprint = (one: Package, inner: ReadonlyMap<string, string>): string => {
  const hash = createHash("sha256")
  const inputs = [
    ...tools,
    join(one.folder, "package.json"),
    ...filesBelow(join(one.folder, "src")),
    ...(isBatteries(one) ? demoInputs() : [])
  ]
  for (const file of inputs) hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  for (const name of declared(one.manifest)) hash.update(inner.get(name) ?? "")
  return hash.digest("hex")
}

/** Style sheets stand in `dist` as they stand in `src`, beside the modules that mean them. */
const carryStyles = (one: Package, sheet: string, dist: string): void => {
  const place = join(dist, relative(join(one.folder, "src"), sheet))
  mkdirSync(dirname(place), { recursive: true })
  copyFileSync(sheet, place)
}

/** One JavaScript file for each module: what a bundler leaves out it can see, and a stack trace names the module. */
const buildPackage = async (one: Package): Promise<ReadonlyArray<string>> => {
  const dist = join(one.folder, "dist")
  rmSync(dist, { recursive: true, force: true })
  await build({
    entry: [...filesBelow(join(one.folder, "src"), ".ts", ".tsx").filter((file) => !file.endsWith(".d.ts"))],
    outDir: dist,
    bundle: false,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    config: false,
    silent: true,
    clean: false,
    dts: false,
    esbuildOptions: (options) => {
      options.jsx = "automatic"
    }
  })
  for (const sheet of filesBelow(join(one.folder, "src"), ".css")) carryStyles(one, sheet, dist)
  // The licence asks to travel along, and npm takes it from the folder of the package.
  copyFileSync(join(root, "LICENSE"), join(one.folder, "LICENSE"))
  const problems = emitDeclarations(one.folder)
  for (const file of filesBelow(dist, ".js", ".d.ts")) writeFileSync(file, toJavaScript(readFileSync(file, "utf8")))
  if (!isBatteries(one)) return problems
  if (problems.length === 0) await carryOfficer(dist)
  return [...problems, ...carryDemo(join(dist, "demo"))]
}

/** Builds the packages named (all when none is), and returns them in the order they were built. */
export const buildPackages = async (names: ReadonlyArray<string> = []): Promise<ReadonlyArray<Built>> => {
  mkdirSync(cache, { recursive: true })
  const fingerprints = new Map<string, string>()
  const results: Array<Built> = []
  for (const one of started) {
    const name = one.manifest.name
    const print = fingerprint(one, fingerprints)
    fingerprints.set(name, print)
    if (names.length > 0 && !names.includes(one.short) && !names.includes(name)) continue
    const stamp = join(cache, one.short)
    const fresh =
      existsSync(join(one.folder, "dist/index.js")) && existsSync(stamp) && readFileSync(stamp, "utf8") === print
    if (fresh) {
      results.push({ name, seconds: 0, problems: [] })
      continue
    }
    const start = performance.now()
    rmSync(stamp, { force: true })
    const problems = await buildPackage(one).catch((error: unknown) => [String(error)])
    if (problems.length === 0) writeFileSync(stamp, print)
    results.push({ name, seconds: (performance.now() - start) / 1000, problems })
  }
  return results
}
