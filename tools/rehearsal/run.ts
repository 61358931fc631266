/**
 * `npm run release:rehearse`: a release from beginning to end, on a copy of the tree and on a registry of its own.
 * Versions and changelogs come from the changesets, every package is built and published, and empty projects install
 * what was published and run the first lines of every README. Ends with 1 when anything is wrong.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { pathToFileURL } from "node:url"
import { examples } from "../doctest/extract.ts"
import { packages, readManifest, root, started } from "../packages.ts"
import { complaints, npm, run } from "../run.ts"
import { copyTree } from "./copy.ts"
import { firstLines } from "./firstLines.ts"
import { created, node, type Stage, typed, type Verdict } from "./projects.ts"
import { type Published, wrongWith } from "./published.ts"
import { type Registry, startRegistry } from "./registry.ts"

const names = started.map(({ manifest }) => manifest.name)

/** The oldest TypeScript that the front page promises; the other projects take the one of this repository. */
const oldestTypeScript = "~5.9.0"

interface Packed {
  readonly name: string
  readonly version: string
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: ReadonlyArray<{ readonly path: string }>
}

const rows: Array<Verdict> = []

const row = (one: Verdict): boolean => {
  rows.push(one)
  const verdict = one.problems.length === 0 ? "good" : `${one.problems.length} wrong`
  console.log(`${one.name.padEnd(13)}${one.seconds.toFixed(1).padStart(6)} s  ${verdict.padEnd(10)}${one.said}`)
  for (const problem of one.problems.slice(0, 40)) console.log(`  ${problem}`)
  return one.problems.length === 0
}

const step = async (
  name: string,
  work: () => Promise<{ readonly said: string; readonly problems: ReadonlyArray<string> }>
): Promise<boolean> => {
  const start = performance.now()
  const ended = await work().catch((error: unknown) => ({ said: "", problems: [String(error)] }))
  return row({ name, ...ended, seconds: (performance.now() - start) / 1000 })
}

const version = async (copy: string) => {
  const problems = [
    ...(await copyTree(copy)),
    ...complaints(await run(join(root, "node_modules/.bin/changeset"), ["version"], { cwd: copy }))
  ]
  if (problems.length > 0) return { said: "", problems }
  const versions = new Set(started.map(({ short }) => readManifest(join(copy, "packages", short)).version))
  return {
    said: `${started.length} packages: ${[...versions].join(", ")}`,
    problems: versions.size === 1 ? [] : ["until 1.0 all packages bear one version"]
  }
}

const build = async (copy: string) => ({
  said: "",
  problems: complaints(await run(process.execPath, [join(copy, "tools/build.ts")], { cwd: copy }))
})

/** Packs every package of the copy and judges what is in it. */
const packAll = async (copy: string, tarballs: string, packed: Array<Packed>) => {
  mkdirSync(tarballs)
  const folders = started.map(({ short }) => join(copy, "packages", short))
  const call = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", tarballs, ...folders])
  if (call.code !== 0) return { said: "", problems: complaints(call) }
  packed.push(...(JSON.parse(call.stdout) as ReadonlyArray<Packed>))
  const versions = new Map(packed.map((one) => [one.name, one.version]))
  const problems = started.flatMap(({ short, manifest }) => {
    const { files } = packed.find(({ name }) => name === manifest.name)!
    const published: Published = JSON.parse(readFileSync(join(copy, "packages", short, "package.json"), "utf8"))
    const paths = files.map(({ path }) => path)
    return wrongWith(published, paths, versions, `packages/${short}`).map((problem) => `${manifest.name} ${problem}`)
  })
  const bytes = packed.reduce((sum, { size }) => sum + size, 0)
  return { said: `${packed.length} tarballs, ${(bytes / 1e6).toFixed(1)} MB`, problems }
}

const sizes = (packed: ReadonlyArray<Packed>): void => {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`.padStart(10)
  console.log(`\n${"tarball".padEnd(26)}${"packed".padStart(10)}${"unpacked".padStart(10)}${"files".padStart(7)}`)
  for (const { name, size, unpackedSize, files } of [...packed].sort((a, b) => b.size - a.size))
    console.log(`${name.padEnd(26)}${kilobytes(size)}${kilobytes(unpackedSize)}${String(files.length).padStart(7)}`)
}

/** Innermost first, as a person would; where a tarball was made can only be signed where it is made for good. */
const publish = async (registry: Registry, folder: string, packed: ReadonlyArray<Packed>) => {
  const env = { npm_config_userconfig: join(folder, "npmrc") }
  for (const { filename } of packed) {
    const args = ["publish", join(folder, "tarballs", basename(filename)), "--no-provenance", "--ignore-scripts"]
    const problems = complaints(await npm([...args, `--registry=${registry.url}/`], { cwd: folder, env }))
    if (problems.length > 0) return { said: filename, problems }
  }
  return { said: `${packed.length} packages on a registry of this machine`, problems: [] }
}

/** The first example on the page of every package, and of the house. */
const lines = () =>
  [...packages.map(({ short, folder }) => [short, join(folder, "README.md")] as const)]
    .concat([["house", join(root, "README.md")]])
    .flatMap(([name, page]) => {
      const first = examples().find(({ file }) => file === page)
      return first === undefined ? [] : [firstLines(name, first.language, first.code, first.line)]
    })

/** What an application brings itself, in the versions that are tested here. */
const peers = (): Readonly<Record<string, string>> => {
  const optional = (name: string) =>
    started.every(
      ({ manifest }) => manifest.peerDependenciesMeta?.[name]?.optional ?? !manifest.peerDependencies?.[name]
    )
  const asked = started.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
  const besides = ["react-dom", "@types/node", "@types/react", "@types/react-dom"]
  return Object.fromEntries(
    [...new Set([...asked.filter((name) => !optional(name)), ...besides])].map((name) => [
      name,
      readManifest(join(root, "node_modules", name)).version
    ])
  )
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
    row(await typed(stage, "node16", oldestTypeScript))
    row(await typed(stage, "nodenext", typescript))
    row(await typed(stage, "bundler", typescript))
    row(await created(stage))
  } finally {
    await registry.stop()
  }
  sizes(packed)
  return rows.every(({ problems }) => problems.length === 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const keep = process.argv.includes("--keep")
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-release-"))
  try {
    process.exitCode = (await rehearse(folder)) ? 0 : 1
  } finally {
    if (keep) console.log(`\n${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
}
