/** Changesets: each names packages that exist and says something; a package never released is named by one. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"
import { packages, root } from "../packages.ts"

const folder = join(root, ".changeset")

/** Before its first release a package bears this version. */
const unreleased = "0.0.0"

export const run = async (): Promise<ReadonlyArray<string>> => {
  const known = packages.map(({ manifest }) => manifest.name)
  const named = new Set<string>()
  const problems: Array<string> = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md")) {
    const [, head = "", text = ""] = /^---\n(.*?)---\n(.*)$/s.exec(readFileSync(join(folder, file), "utf8")) ?? []
    for (const name of Object.keys(parse(head) ?? {})) {
      named.add(name)
      if (!known.includes(name)) problems.push(`.changeset/${file} names ${name}, which is not a package`)
    }
    if (text.trim() === "") problems.push(`.changeset/${file} says nothing to the person who upgrades`)
  }
  return [
    ...problems,
    ...packages
      .filter(({ manifest }) => manifest.version === unreleased && !named.has(manifest.name))
      .map(({ manifest }) => `no changeset names ${manifest.name}`)
  ]
}
