/** What must be true of a package as the registry gets it: its manifest, and the files that came along. */
import type { Manifest } from "../packages.ts"

/** The parts of a manifest that only matter once it is published. */
export interface Published extends Manifest {
  readonly repository?: { readonly url?: string; readonly directory?: string }
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean }
  readonly engines?: Readonly<Record<string, string>>
}

/** Every file that `exports` and `bin` lead to. A pattern stands for all files that it fits. */
const targets = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap(targets)
}

const fits = (target: string, file: string): boolean => {
  const [head = "", tail = ""] = target.split("*")
  return file.startsWith(head) && file.endsWith(tail) && file.length >= head.length + tail.length
}

const missing = (manifest: Published, files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const present = files.map((file) => `./${file}`)
  const wanted = [...targets(manifest.exports), ...targets(manifest.bin)]
  return [...new Set(wanted)]
    .filter((target) => !present.some((file) => (target.includes("*") ? fits(target, file) : file === target)))
    .map((target) => `leads to ${target}, which is not in the tarball`)
}

const kinds = ["dependencies", "peerDependencies", "optionalDependencies"] as const

/** Our own packages are asked for in the very version that is published with them. */
const ranges = (manifest: Published, versions: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  kinds.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).flatMap(([name, range]) => {
      const version = versions.get(name)
      if (version === undefined) return /^(?:file|link|workspace):/.test(range) ? [`${kind}: ${name} is ${range}`] : []
      return range === version ? [] : [`${kind}: ${name} is ${range}, and ${version} is published`]
    })
  )

/** What npm needs to say where a tarball was made: the address of the sources, and the wish to say it. */
const provenance = (manifest: Published, directory: string): ReadonlyArray<string> => [
  ...(/^git\+https:\/\/.+\.git$/.test(manifest.repository?.url ?? "")
    ? []
    : ["repository.url is no git+https address"]),
  ...(manifest.repository?.directory === directory ? [] : [`repository.directory is not ${directory}`]),
  ...(manifest.publishConfig?.provenance === true ? [] : ["publishConfig.provenance is not true"]),
  ...(manifest.publishConfig?.access === "public" ? [] : ["publishConfig.access is not public"])
]

/** All that is wrong with one package. `files` are paths in the tarball, `versions` those of all our packages. */
export const wrongWith = (
  manifest: Published,
  files: ReadonlyArray<string>,
  versions: ReadonlyMap<string, string>,
  directory: string
): ReadonlyArray<string> => [
  ...(manifest.private === true ? ["is private, and would not be published"] : []),
  ...(manifest.version === "0.0.0" ? ["has no version yet: no changeset names it"] : []),
  ...(manifest.engines?.node === undefined ? ["does not say which Node it needs"] : []),
  ...["README.md", "LICENSE"].filter((file) => !files.includes(file)).map((file) => `has no ${file}`),
  ...missing(manifest, files),
  ...ranges(manifest, versions),
  ...provenance(manifest, directory)
]
