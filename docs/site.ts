/**
 * `npm run docs`: the reference of every package and the whole site into `docs/site`; a dead link, in the Markdown or on a built
 * page, ends it with 1 and leaves the site that was there. `npm run docs -- --serve` then shows it on this machine alone, on
 * `PORT` or a free port.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, renameSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./src/build.ts"
import * as Built from "./src/built.ts"
import { markdown, root } from "./src/pages.ts"
import { serve } from "./src/serve.ts"
import * as Sources from "./src/sources.ts"

const here = dirname(fileURLToPath(import.meta.url))
const folder = join(here, "site")

/** Where it is made, so that two may be made at once and a bad one replaces nothing. */
const making = join(root, `out/site-${process.pid}`)

const leave = (): void => rmSync(making, { recursive: true, force: true })

const tell = (what: string, { anchors, files, links, problems }: Sources.Looked): boolean => {
  for (const problem of problems) console.error(problem)
  console.log(
    `${what}: ${files} pages, ${links} links, ${anchors} of them to a place on a page, ${problems.length} dead`
  )
  return problems.length === 0
}

const make = (): boolean => {
  if (!tell("Markdown", Sources.look(markdown()))) return false
  mkdirSync(making, { recursive: true })
  const failed = build(making)
  if (failed !== null) {
    console.error(failed)
    return false
  }
  const rendered = spawnSync(process.execPath, [join(here, "render.ts"), join(making, "reference")], {
    stdio: "inherit"
  })
  if (rendered.status !== 0 || !tell("Site", Built.look(making))) return false
  rmSync(folder, { recursive: true, force: true })
  renameSync(making, folder)
  return true
}

process.once("exit", leave)
if (!make()) process.exit(1)
if (process.argv.includes("--serve")) {
  const { address } = await serve(folder, Number(process.env.PORT ?? 0))
  console.log(`${address} (Ctrl-C ends it)`)
}
