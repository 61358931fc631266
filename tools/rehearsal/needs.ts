/** What the projects of a rehearsal install and run. */
import { join } from "node:path"
import { examples } from "../doctest/extract.ts"
import { packages, readManifest, root, started } from "../packages.ts"
import { firstLines } from "./firstLines.ts"

/** The first example on the page of every package, and of the house. */
export const lines = () =>
  [...packages.map(({ short, folder }) => [short, join(folder, "README.md")] as const)]
    .concat([["house", join(root, "README.md")]])
    .flatMap(([name, page]) => {
      const first = examples().find(({ file }) => file === page)
      return first === undefined ? [] : [firstLines(name, first.language, first.code, first.line)]
    })

/** What an application brings itself, in the versions that are tested here. */
export const peers = (): Readonly<Record<string, string>> => {
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
