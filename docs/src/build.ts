/** Builds the site with astro, from what is installed: it asks nobody and tells nobody. */
import { spawnSync } from "node:child_process"
import { cpSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { pictures, root, shownPictures } from "./pages.ts"

/** What programs need of the environment. A test runner's own words in it (`DEV`, `MODE`) would make another site. */
const machine = () =>
  Object.fromEntries(
    ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "SystemRoot", "LOCALAPPDATA"].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]]
    )
  )

/** Builds into `folder`; what astro said when it failed, otherwise `null`. */
export const build = (folder: string): string | null => {
  const manifest = createRequire(import.meta.url).resolve("astro/package.json")
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(dirname(manifest), "bin/astro.mjs"), "build"], {
    cwd: join(root, "docs"),
    encoding: "utf8",
    env: { ...machine(), NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1", LIENHOI_SITE: folder, NO_COLOR: "1" }
  })
  rmSync(`${folder}.cache`, { recursive: true, force: true })
  if (status !== 0) return `${stdout}${stderr}`
  for (const path of shownPictures()) cpSync(join(root, path), join(folder, pictures, path))
  return null
}
