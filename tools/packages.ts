/** The packages of this repository and the rings they stand in: the arrows of the house, as data. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** From the innermost ring outwards. A package imports from rings further in, never from its own. */
export const rings: ReadonlyArray<ReadonlyArray<string>> = [
  ["words"],
  ["calendar"],
  ["hierarchy"],
  ["template"],
  ["report"],
  ["aggregation", "messaging"],
  ["reminders"],
  ["zalo", "email", "office", "sql", "http", "react", "packs", "testing", "zalo-simulator"],
  ["lienhoi"],
  ["create-lienhoi"]
]

/** Rings up to this one run anywhere: no Node built-ins, no DOM. */
export const lastInnerRing = rings.findIndex((ring) => ring.includes("reminders"))

/** What our tools read in a `package.json`. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly description?: string
  readonly license?: string
  /** Doors by name, each a file or files by condition. */
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

/** One published package. `folder` is absolute; `ring` is -1 when nobody has placed it yet. */
export interface Package {
  readonly short: string
  readonly folder: string
  readonly ring: number
  readonly manifest: Manifest
}

/** Every package, innermost first. */
export const packages: ReadonlyArray<Package> = readdirSync(join(root, "packages"))
  .filter((short) => existsSync(join(root, "packages", short, "package.json")))
  .map((short) => {
    const folder = join(root, "packages", short)
    return { short, folder, ring: rings.findIndex((ring) => ring.includes(short)), manifest: readManifest(folder) }
  })
  .sort((a, b) => a.ring - b.ring || a.short.localeCompare(b.short))

/** The packages that already have something in them. */
export const started: ReadonlyArray<Package> = packages.filter(({ folder }) =>
  ["src/index.ts", "src/main.ts"].some((file) => existsSync(join(folder, file)))
)

/** Whether people import it; one that is only a command has no modules to offer. */
export const isImported = ({ folder }: Package): boolean => existsSync(join(folder, "src/index.ts"))

/** Names a consumer must have installed: everything a bundle leaves outside. */
export const declared = ({ dependencies, peerDependencies, optionalDependencies }: Manifest): ReadonlyArray<string> =>
  Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
