/** The steps of a release, each answering with what is wrong: versions, a build, tarballs, the registry. */
import { mkdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { readManifest, root, started } from "../packages.ts"
import { complaints, npm, run } from "../run.ts"
import { copyTree } from "./copy.ts"
import { type Published, wrongWith } from "./published.ts"
import type { Registry } from "./registry.ts"

/** What became of a step: something to tell, and what is wrong. */
export interface Ended {
  readonly said: string
  readonly problems: ReadonlyArray<string>
}

/** What npm says of a tarball it made. */
export interface Packed {
  readonly name: string
  readonly version: string
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: ReadonlyArray<{ readonly path: string }>
}

/** Copies the tree to `copy` and gives it the versions and changelogs that its changesets ask for. */
export const version = async (copy: string): Promise<Ended> => {
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

/** Builds every package of the copy. */
export const build = async (copy: string): Promise<Ended> => ({
  said: "",
  problems: complaints(await run(process.execPath, [join(copy, "tools/build.ts")], { cwd: copy }))
})

/** Packs every package of the copy and judges what is in it. */
export const packAll = async (copy: string, tarballs: string, packed: Array<Packed>): Promise<Ended> => {
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

/** Innermost first, as a person would; where a tarball was made can only be signed where it is made for good. */
export const publish = async (registry: Registry, folder: string, packed: ReadonlyArray<Packed>): Promise<Ended> => {
  const env = { npm_config_userconfig: join(folder, "npmrc") }
  for (const { filename } of packed) {
    const args = ["publish", join(folder, "tarballs", basename(filename)), "--no-provenance", "--ignore-scripts"]
    const problems = complaints(await npm([...args, `--registry=${registry.url}/`], { cwd: folder, env }))
    if (problems.length > 0) return { said: filename, problems }
  }
  return { said: `${packed.length} packages on a registry of this machine`, problems: [] }
}
