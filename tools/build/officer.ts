/**
 * The scripts of the pages that work by themselves, each bundled with everything it needs. Run from the sources, so that
 * the command can show a page in a repository that was never built.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "esbuild"
import { root } from "../packages.ts"

const folder = join(root, "packages/lienhoi/src/officer")

/** By name: what stands between the script tags of the page. */
export const bundleScripts = async <Name extends string>(
  names: ReadonlyArray<Name>
): Promise<{ readonly [N in Name]: string }> => {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(folder, `${name}.ts`)),
    outdir: folder,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "browser",
    bundle: true,
    minify: true,
    conditions: ["@lienhoi/source"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    tsconfig: join(root, "tsconfig.json")
  })
  // Inside strings, where alone they can stand, these would end or hide the script that holds them.
  const text = (name: Name): string =>
    outputFiles.find(({ path }) => basename(path) === `${name}.js`)!.text.replaceAll(/<(?=\/script|!--)/giu, "\\x3C")
  return Object.fromEntries(names.map((name) => [name, text(name)])) as { readonly [N in Name]: string }
}

/** Puts the scripts into a built `lienhoi`, and the officer's page as a file of its own: `dist/officer.html`. */
export const carryOfficer = async (dist: string): Promise<void> => {
  const scripts = await bundleScripts(["officerScript", "previewScript"])
  mkdirSync(join(dist, "officer"), { recursive: true })
  writeFileSync(join(dist, "officer/previewScript.bundle.js"), scripts.previewScript)
  const { page } = await import(pathToFileURL(join(dist, "page/OfficerPage.js")).href)
  writeFileSync(join(dist, "officer.html"), page(scripts.officerScript))
}
