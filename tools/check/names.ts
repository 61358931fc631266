/** Every package introduces itself: description, licence, README, and its line on the map of both front pages. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Package, packages, root } from "../packages.ts"

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

export const run = async (): Promise<ReadonlyArray<string>> => [
  ...packages.flatMap(introduction),
  ...frontPages.flatMap(onFrontPage)
]
