/**
 * The scripts of the pages that work by themselves, each bundled with everything it needs. Run from the sources, so that
 * the command can show a page in a repository that was never built.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "tsup"
import { root } from "../packages.ts"

const folder = join(root, "packages/lienhoi/src/officer")

/** By name: what stands between the script tags of the page. */
export const bundleScripts = async <Name extends string>(
  names: ReadonlyArray<Name>
): Promise<{ readonly [N in Name]: string }> => {
  const out = mkdtempSync(join(tmpdir(), "lienhoi-scripts-"))
  try {
    await build({
      entry: Object.fromEntries(names.map((name) => [name, join(folder, `${name}.ts`)])),
      outDir: out,
      format: "iife",
      target: "es2022",
      platform: "browser",
      bundle: true,
      minify: true,
      noExternal: [/.*/],
      config: false,
      silent: true,
      clean: false,
      dts: false,
      tsconfig: join(root, "tsconfig.json"),
      esbuildOptions: (options) => {
        options.conditions = ["@lienhoi/source"]
        options.charset = "utf8"
        options.legalComments = "none"
      }
    })
    const text = (name: Name) =>
      readFileSync(join(out, `${name}.global.js`), "utf8").replaceAll(/<(?=\/script|!--)/giu, "\\x3C")
    // Inside strings, where alone they can stand, these would end or hide the script that holds them.
    return Object.fromEntries(names.map((name) => [name, text(name)])) as { readonly [N in Name]: string }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** Puts the scripts into a built `lienhoi`, and the officer's page as a file of its own: `dist/officer.html`. */
export const carryOfficer = async (dist: string): Promise<void> => {
  const scripts = await bundleScripts(["officerScript", "previewScript"])
  mkdirSync(join(dist, "officer"), { recursive: true })
  writeFileSync(join(dist, "officer/previewScript.bundle.js"), scripts.previewScript)
  const { page } = await import(pathToFileURL(join(dist, "page/OfficerPage.js")).href)
  writeFileSync(join(dist, "officer.html"), page(scripts.officerScript))
}
