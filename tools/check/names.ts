/** Every package introduces itself: description, licence, README, and its line on the map of both front pages. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { filesBelow } from "../files.ts"
import { isImported, type Package, packages, root } from "../packages.ts"
import { sourceOf } from "./sourceOf.ts"

const frontPages = ["README.md", "README.vi.md"]

const onFrontPage = (page: string): ReadonlyArray<string> => {
  const file = join(root, page)
  if (!existsSync(file)) return [`${page} is missing`]
  const text = readFileSync(file, "utf8")
  return packages
    .filter(({ short }) => !text.includes(`(packages/${short})`) && !text.includes(`(packages/${short}/`))
    .map(({ short }) => `${page} does not link to packages/${short}`)
}

const introduction = ({ short, folder, manifest }: Package): ReadonlyArray<string> => [
  ...(existsSync(join(folder, "README.md")) ? [] : [`packages/${short}/README.md is missing`]),
  ...(["src/index.ts", "src/main.ts"].some((file) => existsSync(join(folder, file)))
    ? []
    : [`packages/${short} has neither src/index.ts nor src/main.ts`]),
  ...(manifest.description ? [] : [`packages/${short}/package.json has no description`]),
  ...(manifest.license === "Apache-2.0" ? [] : [`packages/${short}/package.json has no licence Apache-2.0`])
]

/** A module that `exports` leads past, to a file that is not there, can be imported from the tarball but not from here. */
const reachable = (one: Package): ReadonlyArray<string> =>
  !isImported(one)
    ? []
    : readdirSync(join(one.folder, "src"))
        .filter((file) => /\.tsx?$/.test(file) && file !== "index.ts")
        .flatMap((file) => {
          const door = `./${file.replace(/\.tsx?$/, "")}`
          const source = sourceOf(one.manifest.exports ?? {}, door)
          if (source === `./src/${file}`) return []
          return [`packages/${one.short}/package.json leads ${door} to ${source ?? "nothing"}, not to ./src/${file}`]
        })

/** Names that are one on a disk that does not tell capitals from small letters, or one once they are compiled. */
const alike = (one: Package): ReadonlyArray<string> => {
  const byName = Map.groupBy(filesBelow(join(one.folder, "src"), ".ts", ".tsx"), (file) =>
    file.replace(/\.tsx?$/, "").toLowerCase()
  )
  return [...byName.values()]
    .filter(({ length }) => length > 1)
    .map(
      (files) => `${files.map((file) => relative(root, file)).join(" and ")} are one file where capitals do not count`
    )
}

export const run = async (): Promise<ReadonlyArray<string>> => [
  ...packages.flatMap(introduction),
  ...packages.flatMap(reachable),
  ...packages.flatMap(alike),
  ...frontPages.flatMap(onFrontPage)
]
