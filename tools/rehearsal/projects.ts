/** The empty projects that a release is installed into, each as one kind of user has it. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { build } from "esbuild"
import { root } from "../packages.ts"
import { complaints, type Outcome, run } from "../run.ts"
import { asModule, asScript, type FirstLines } from "./firstLines.ts"
import type { Registry } from "./registry.ts"

/** What a project needs to know of the rehearsal. */
export interface Stage {
  readonly folder: string
  readonly registry: Registry
  /** Packages to install, with their versions: all of ours, and the peers they ask for. */
  readonly dependencies: Readonly<Record<string, string>>
  readonly lines: ReadonlyArray<FirstLines>
}

export interface Verdict {
  readonly name: string
  readonly seconds: number
  readonly said: string
  readonly problems: ReadonlyArray<string>
}

const quiet = ["--no-audit", "--no-fund", "--prefer-offline"]

/**
 * npm in a project of the stage: its registry, its own cache, a peer that does not fit is an error. It runs on the Node
 * that this runs on, since that is one our packages are for; the machine's own may be older.
 */
const npmIn = (stage: Stage, cwd: string, args: ReadonlyArray<string>): Promise<Outcome> => {
  const script = process.env.npm_execpath
  const env = {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    npm_config_userconfig: join(stage.folder, "npmrc"),
    npm_config_cache: join(stage.folder, "cache"),
    npm_config_strict_peer_deps: "true",
    npm_config_yes: "true",
    npm_config_loglevel: "warn"
  }
  return script?.endsWith(".js")
    ? run(process.execPath, [script, ...args], { cwd, env })
    : run("npm", args, { cwd, env, shell: process.platform === "win32" })
}

/** Makes a folder with a manifest, installs, and asks npm whether the tree is whole. */
const install = async (stage: Stage, name: string, type: string, more: Readonly<Record<string, string>> = {}) => {
  const cwd = join(stage.folder, name)
  mkdirSync(join(cwd, "lines"), { recursive: true })
  const dependencies = { ...stage.dependencies, ...more }
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ name, private: true, type, dependencies }, null, 2))
  const installed = await npmIn(stage, cwd, ["install", ...quiet])
  const warned = installed.output.split("\n").filter((line) => /\bwarn\b.*(?:peer|ERESOLVE|EBADENGINE)/i.test(line))
  const listed = installed.code === 0 ? await npmIn(stage, cwd, ["ls", "--all", "--loglevel=error"]) : null
  const problems = [
    ...complaints(installed),
    ...warned,
    ...(listed === null ? [] : complaints(listed).filter((line) => /npm error|invalid|missing/i.test(line)))
  ]
  return { cwd, problems }
}

interface Ran {
  readonly file: string
  readonly claims: number
  readonly problems: ReadonlyArray<{ readonly line: number | null; readonly text: string }>
}

/** Runs written lines one after the other and collects the claims that do not hold. */
const runLines = async (cwd: string, files: ReadonlyArray<string>) => {
  copyFileSync(join(root, "tools/doctest/runner.ts"), join(cwd, "runner.mts"))
  const ended = await run(process.execPath, ["runner.mts", ...files.map((file) => join(cwd, "lines", file))], { cwd })
  if (ended.code !== 0) return { said: "", problems: complaints(ended) }
  const results: ReadonlyArray<Ran> = JSON.parse(ended.stdout)
  const claims = results.reduce((sum, one) => sum + one.claims, 0)
  return {
    said: `${results.length} READMEs, ${claims} values`,
    problems: results.flatMap((one) => one.problems.map(({ text }) => `${one.file.slice(cwd.length + 1)} ${text}`))
  }
}

const timed = async (
  name: string,
  work: () => Promise<{ readonly said: string; readonly problems: ReadonlyArray<string> }>
): Promise<Verdict> => {
  const start = performance.now()
  const ended = await work().catch((error: unknown) => ({ said: "", problems: [String(error)] }))
  return { name, ...ended, seconds: (performance.now() - start) / 1000 }
}

const written = (cwd: string, lines: ReadonlyArray<FirstLines>, ending: string, as: (one: FirstLines) => string) =>
  lines.map((one) => {
    const file = `${one.name}.${ending}`
    writeFileSync(join(cwd, "lines", file), as(one))
    return file
  })

/** ES modules, and scripts that `require`. */
export const node = (stage: Stage, kind: "import" | "require"): Promise<Verdict> =>
  timed(kind, async () => {
    const { cwd, problems } = await install(stage, kind, kind === "import" ? "module" : "commonjs")
    if (problems.length > 0) return { said: "", problems }
    const files =
      kind === "import" ? written(cwd, stage.lines, "mjs", asModule) : written(cwd, stage.lines, "cjs", asScript)
    return runLines(cwd, files)
  })

const compilerOptions = (resolution: string) => ({
  target: "ES2023",
  lib: ["ES2023", "ESNext.Disposable", "DOM", "DOM.Iterable"],
  module: resolution === "bundler" ? "ESNext" : resolution,
  moduleResolution: resolution,
  moduleDetection: "force",
  jsx: "react-jsx",
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  types: ["node"]
})

/** A project in TypeScript: what `tsc` of this version says about the same lines, and about our declarations. */
export const typed = (stage: Stage, resolution: string, typescript: string): Promise<Verdict> =>
  timed(resolution, async () => {
    const { cwd, problems } = await install(stage, resolution, "module", { typescript })
    if (problems.length > 0) return { said: "", problems }
    for (const one of stage.lines)
      writeFileSync(join(cwd, "lines", `${one.name}.${one.language}`), `${one.code}\nexport {}\n`)
    writeFileSync(
      join(cwd, "lines/claim.d.ts"),
      "declare function claim(actual: unknown, expected: unknown, line: number): void\n"
    )
    writeFileSync(
      join(cwd, "tsconfig.json"),
      JSON.stringify({ compilerOptions: compilerOptions(resolution), include: ["lines"] })
    )
    const checked = await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", ".", "--pretty", "false"], {
      cwd
    })
    const { version } = JSON.parse(
      (await run(process.execPath, ["-p", "JSON.stringify(require('typescript/package.json'))"], { cwd })).stdout
    )
    if (checked.code !== 0 || resolution !== "bundler")
      return { said: `TypeScript ${version}`, problems: complaints(checked) }
    const bundled = await bundle(cwd, stage.lines)
    return { said: `TypeScript ${version}, ${bundled.said}`, problems: bundled.problems }
  })

/** The same lines bundled, and the form alone for a browser: whatever wants Node there does not resolve. */
const bundle = async (cwd: string, lines: ReadonlyArray<FirstLines>) => {
  const options = { absWorkingDir: cwd, bundle: true, format: "esm", logLevel: "silent", minify: true } as const
  const forNode = await build({
    ...options,
    entryPoints: lines.map(({ name, language }) => `lines/${name}.${language}`),
    outdir: "lines",
    outExtension: { ".js": ".bundled.mjs" },
    jsx: "automatic",
    platform: "node",
    packages: "external"
  }).catch(({ message }: Error) => message)
  if (typeof forNode === "string") return { said: "", problems: [forNode] }
  const ran = await runLines(
    cwd,
    lines.map(({ name }) => `${name}.bundled.mjs`)
  )
  if (!lines.some(({ name }) => name === "react")) return ran
  const browser = await build({
    ...options,
    stdin: {
      contents: 'export { Form } from "@lienhoi/react/Form"\nimport "@lienhoi/react/lienhoi.css"',
      resolveDir: cwd
    },
    outdir: "browser",
    platform: "browser",
    metafile: true,
    write: false,
    external: ["react", "react-dom"]
  }).catch(({ message }: Error) => message)
  if (typeof browser === "string") return { said: ran.said, problems: [...ran.problems, browser] }
  const bytes = browser.outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)
  return { ...ran, said: `${ran.said}, form for a browser ${(bytes / 1000).toFixed(0)} kB before gzip, without React` }
}

/** `npm create lienhoi`, then what its page says, and the demonstration from the package that came along. */
export const created = (stage: Stage): Promise<Verdict> =>
  timed("npm create", async () => {
    const name = "hoi-phu-nu"
    const cwd = join(stage.folder, "created")
    mkdirSync(cwd, { recursive: true })
    writeFileSync(join(cwd, ".npmrc"), stage.registry.npmrc)
    const project = join(cwd, name)
    const steps: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
      [cwd, ["create", "lienhoi", name]],
      [project, ["install", ...quiet]],
      [project, ["test"]],
      [project, ["exec", "--offline", "--", "lienhoi", "demo", "--out", "demo-out", "--json"]]
    ]
    for (const [place, args] of steps) {
      const problems = complaints(await npmIn(stage, place, args))
      if (problems.length > 0) return { said: `npm ${args.join(" ")}`, problems }
    }
    return { said: "created, installed, its own test, lienhoi demo", problems: [] }
  })
