/**
 * The lowest and the highest `effect` that our packages allow today. The lock file pins one of them, and every test runs with
 * that; any other is put into a copy of the tree, where the types of the inner packages and their tests are tried once more.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { packages, readManifest, root } from "../../tools/packages.ts"
import { copyTree } from "../../tools/rehearsal/copy.ts"
import { complaints, npm, run } from "../../tools/run.ts"

/** What is type checked with an `effect` that the lock file does not hold: the packages that decide figures. */
const core = ["words", "calendar", "hierarchy", "aggregation"].map((name) => `packages/${name}`)

/** Whose tests run with it: those that take seconds. */
const quick = ["words", "calendar", "aggregation"].map((name) => `packages/${name}`)

/** The ranges in which our packages ask for it, each once. */
export const ranges = (): ReadonlyArray<string> => [
  ...new Set(packages.flatMap(({ manifest }) => manifest.peerDependencies?.effect ?? []))
]

/** The version that every test of this repository runs with. */
export const installed = (): string => readManifest(join(root, "node_modules/effect")).version

/** The lowest and the highest version that the registry has for each range. */
export const allowed = async (asked: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const answers = await Promise.all(asked.map((range) => npm(["view", `effect@${range}`, "version", "--json"])))
  const failed = answers.find(({ code }) => code !== 0)
  if (failed !== undefined) throw new Error(`npm does not tell the versions of effect\n${failed.output}`)
  return [
    ...new Set(
      answers.flatMap(({ stdout }) => {
        // One version is a text, several are a list from the oldest to the newest.
        const versions = [JSON.parse(stdout)].flat() as ReadonlyArray<string>
        return [versions[0]!, versions.at(-1)!]
      })
    )
  ]
}

/** Replaces a link in `node_modules` of the copy by `make`. */
const replace = (place: string, make: (place: string) => void): void => {
  rmSync(place, { recursive: true, force: true })
  make(place)
}

/** Tries the inner packages with another `effect`, in a copy that is removed again. Gives what is wrong. */
export const tryWith = async (version: string): Promise<ReadonlyArray<string>> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lienhoi-effect-")))
  const copy = join(folder, "copy")
  const other = join(folder, "other")
  const require = createRequire(import.meta.url)
  try {
    mkdirSync(other)
    writeFileSync(join(other, "package.json"), JSON.stringify({ private: true, dependencies: { effect: version } }))
    const ready = [
      ...(await copyTree(copy)),
      ...complaints(await npm(["install", "--ignore-scripts", "--prefer-offline", "--no-audit"], { cwd: other }))
    ]
    if (ready.length > 0) return ready
    const modules = join(copy, "node_modules")
    replace(join(modules, "effect"), (place) => symlinkSync(join(other, "node_modules/effect"), place, "junction"))
    // What is built on it must find the same one: these stand in the copy itself.
    replace(join(modules, "@effect"), (place) =>
      cpSync(join(root, "node_modules/@effect"), place, { recursive: true, dereference: true })
    )
    writeFileSync(
      join(copy, "tsconfig.core.json"),
      JSON.stringify({ extends: "./tsconfig.json", include: core.map((place) => `${place}/src`) })
    )
    const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc")
    const vitest = join(dirname(require.resolve("vitest/package.json")), "vitest.mjs")
    return [
      ...complaints(await run(process.execPath, [tsc, "-p", "tsconfig.core.json", "--pretty", "false"], { cwd: copy })),
      ...complaints(await run(process.execPath, [vitest, "run", ...quick], { cwd: copy, env: { VITEST: undefined } }))
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
