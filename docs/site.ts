/**
 * `npm run docs`: the reference of every package and the whole site into `docs/site`; a dead link, in the Markdown or on a built
 * page, ends it with 1. `npm run docs -- --serve` then shows the site on this machine alone, on `PORT` or a free port.
 */
import { spawnSync } from "node:child_process"
import { cpSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./src/build.ts"
import * as Built from "./src/built.ts"
import { markdown } from "./src/pages.ts"
import { serve } from "./src/serve.ts"
import * as Sources from "./src/sources.ts"

const folder = join(dirname(fileURLToPath(import.meta.url)), "site")

const tell = (what: string, { anchors, files, links, problems }: Sources.Looked): void => {
  for (const problem of problems) console.error(problem)
  console.log(
    `${what}: ${files} pages, ${links} links, ${anchors} of them to a place on a page, ${problems.length} dead`
  )
  if (problems.length > 0) process.exit(1)
}

tell("Markdown", Sources.look(markdown()))
const rendered = spawnSync(process.execPath, [join(folder, "../render.ts")], { stdio: "inherit" })
if (rendered.status !== 0) process.exit(rendered.status ?? 1)
const failed = build(folder)
if (failed !== null) {
  console.error(failed)
  process.exit(1)
}
cpSync(join(folder, "../reference"), join(folder, "reference"), { recursive: true })
tell("Site", Built.look(folder))
if (process.argv.includes("--serve")) {
  const { address } = await serve(folder, Number(process.env.PORT ?? 0))
  console.log(`${address} (Ctrl-C ends it)`)
}
