/**
 * `npm run release:rehearse`: a release from beginning to end, on a copy of the tree and on a registry of its own.
 * Versions and changelogs come from the changesets, every package is built and published, and empty projects install
 * what was published and run the first lines of every README. Ends with 1 when anything is wrong; `-- --keep` leaves the
 * folder for a look.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readManifest, root, started } from "../packages.ts"
import { lines, peers } from "./needs.ts"
import { created, next, node, oldest, type Stage, typed, type Verdict } from "./projects.ts"
import { startRegistry } from "./registry.ts"
import { build, type Ended, type Packed, packAll, publish, version } from "./release.ts"

const names = started.map(({ manifest }) => manifest.name)

/** The oldest TypeScript that the front page promises; the other projects take the one of this repository. */
const oldestTypeScript = "~5.9.0"

/** The least that `engines` of our packages asks for. */
const oldestNode = "22.19.0"

const rows: Array<Verdict> = []

const row = (one: Verdict): boolean => {
  rows.push(one)
  const verdict = one.problems.length === 0 ? "good" : `${one.problems.length} wrong`
  console.log(`${one.name.padEnd(13)}${one.seconds.toFixed(1).padStart(6)} s  ${verdict.padEnd(10)}${one.said}`)
  for (const problem of one.problems.slice(0, 40)) console.log(`  ${problem}`)
  return one.problems.length === 0
}

const step = async (name: string, work: () => Promise<Ended>): Promise<boolean> => {
  const start = performance.now()
  const ended = await work().catch((error: unknown) => ({ said: "", problems: [String(error)] }))
  return row({ name, ...ended, seconds: (performance.now() - start) / 1000 })
}

const sizes = (packed: ReadonlyArray<Packed>): void => {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`.padStart(10)
  console.log(`\n${"tarball".padEnd(26)}${"packed".padStart(10)}${"unpacked".padStart(10)}${"files".padStart(7)}`)
  for (const { name, size, unpackedSize, files } of [...packed].sort((a, b) => b.size - a.size))
    console.log(`${name.padEnd(26)}${kilobytes(size)}${kilobytes(unpackedSize)}${String(files.length).padStart(7)}`)
}

const rehearse = async (folder: string): Promise<boolean> => {
  const copy = join(folder, "copy")
  const packed: Array<Packed> = []
  const ready =
    (await step("version", () => version(copy))) &&
    (await step("build", () => build(copy))) &&
    (await step("pack", () => packAll(copy, join(folder, "tarballs"), packed)))
  if (!ready) return false
  const registry = await startRegistry(join(root, "node_modules/.cache/lienhoi/registry"), names)
  try {
    writeFileSync(join(folder, "npmrc"), registry.npmrc)
    if (!(await step("publish", () => publish(registry, folder, packed)))) return false
    const dependencies = { ...Object.fromEntries(packed.map((one) => [one.name, one.version])), ...peers() }
    const stage: Stage = { folder, registry, dependencies, lines: lines() }
    const typescript = readManifest(join(root, "node_modules/typescript")).version
    row(await node(stage, "import"))
    row(await node(stage, "require"))
    row(await oldest(stage, oldestNode))
    row(await typed(stage, "node16", oldestTypeScript))
    row(await typed(stage, "nodenext", typescript))
    row(await typed(stage, "bundler", typescript))
    row(await next(stage))
    row(await created(stage))
  } finally {
    await registry.stop()
  }
  sizes(packed)
  return rows.every(({ problems }) => problems.length === 0)
}

const keep = process.argv.includes("--keep")
const folder = mkdtempSync(join(tmpdir(), "lienhoi-release-"))
try {
  process.exitCode = (await rehearse(folder)) ? 0 : 1
} finally {
  if (keep) console.log(`\n${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
