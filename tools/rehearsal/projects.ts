/** The empty projects that a release is installed into, each as one kind of user has it. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, dirname, join } from "node:path"
import { build, type Plugin } from "esbuild"
import { readManifest, root } from "../packages.ts"
import { complaints, type Outcome, run } from "../run.ts"
import { asModule, asScript, type FirstLines } from "./firstLines.ts"
import { freePort, type Registry } from "./registry.ts"

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
  const env = { PATH: [dirname(process.execPath), process.env.PATH].join(delimiter), ...settings(stage) }
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
const runLines = async (cwd: string, files: ReadonlyArray<string>, node = process.execPath) => {
  copyFileSync(join(root, "tools/doctest/runner.ts"), join(cwd, "runner.mts"))
  const ended = await run(node, ["runner.mts", ...files.map((file) => join(cwd, "lines", file))], { cwd })
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

/** The oldest Node of `engines`, on the projects that are there: it comes through npm, as the repository's own does. */
export const oldest = (stage: Stage, version: string): Promise<Verdict> =>
  timed(`node ${version.replace(/\.\d+$/, "")}`, async () => {
    const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`
    const cwd = join(stage.folder, "oldest")
    mkdirSync(cwd, { recursive: true })
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: version } }))
    const problems = complaints(await npmIn(stage, cwd, ["install", ...quiet, "--ignore-scripts"]))
    if (problems.length > 0) return { said: "", problems }
    const bin = join(cwd, "node_modules", name, process.platform === "win32" ? "bin/node.exe" : "bin/node")
    const ways = await Promise.all(
      (["import", "require"] as const).map((kind) => {
        const lines = stage.lines.map((one) => `${one.name}.${kind === "import" ? "mjs" : "cjs"}`)
        return runLines(join(stage.folder, kind), lines, bin)
      })
    )
    return { said: ways.map(({ said }) => said).join("; "), problems: ways.flatMap((way) => way.problems) }
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

/** Packages stay outside what is bundled for Node, style sheets do not: Node has no word for them. */
const sheets = (cwd: string): Plugin => ({
  name: "sheets",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^.].*\.css$/ }, ({ path }) => ({
      path: createRequire(join(cwd, "package.json")).resolve(path)
    }))
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
    packages: "external",
    plugins: [sheets(cwd)]
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

/** The environment of {@link npmIn}, for programs that call npm themselves. */
const settings = (stage: Stage) => ({
  npm_config_userconfig: join(stage.folder, "npmrc"),
  npm_config_cache: join(stage.folder, "cache"),
  npm_config_strict_peer_deps: "true",
  npm_config_yes: "true",
  npm_config_loglevel: "warn"
})

/** The first ten minutes of a developer, by the pages: `npm create lienhoi`, its tests, an office to sign in to. */
export const created = (stage: Stage): Promise<Verdict> =>
  timed("npm create", async () => {
    const ended = await run(process.execPath, [join(root, "tests/first-ten-minutes/run.ts")], {
      cwd: stage.folder,
      env: settings(stage)
    })
    if (ended.code !== 0) return { said: "", problems: complaints(ended) }
    console.log(ended.stdout.trimEnd())
    return { said: "the first ten minutes, as above", problems: [] }
  })

/** What is asked of the page and of the API that Next serves. */
const askNext = async (base: string): Promise<ReadonlyArray<string>> => {
  const page = await fetch(base)
  const html = await page.text()
  const submit = (HOI_VIEN: string) =>
    fetch(`${base}/api/reports/xa-mau/nhom-zalo/2026-10/ap-1/submit`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-remote-user": "lan" },
      body: JSON.stringify({ values: { NHOM: "4 nhóm", HOI_VIEN } })
    })
  const [stranger, wrong, good] = [await fetch(`${base}/api/me`), await submit("3"), await submit("1.205")]
  return [
    ...(html.includes("Nhóm Zalo của chi hội") ? [] : ["the page does not show the form"]),
    ...[stranger, wrong, good].flatMap(({ status, url }, i) =>
      status === [401, 422, 200][i] ? [] : [`${new URL(url).pathname} answers ${status}`]
    )
  ]
}

/** A site in Next, as its developers build and start it: the page with inner packages, the API as a route. */
export const next = (stage: Stage): Promise<Verdict> =>
  timed("next", async () => {
    const { cwd, problems } = await install(stage, "next", "module", nextNeeds())
    if (problems.length > 0) return { said: "", problems }
    for (const name of ["office.ts", "form.ts", "next"])
      cpSync(join(root, "examples/other-servers", name), join(cwd, name), { recursive: true })
    const bin = join(cwd, "node_modules/next/dist/bin/next")
    const env = { NEXT_TELEMETRY_DISABLED: "1" }
    const began = performance.now()
    const built = await run(process.execPath, [bin, "build", "next"], { cwd, env })
    if (built.code !== 0) return { said: "next build", problems: complaints(built) }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const port = await freePort()
    const child = spawn(process.execPath, [bin, "start", "next", "--port", String(port), "--hostname", "127.0.0.1"], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"]
    })
    try {
      for await (const text of child.stdout.setEncoding("utf8")) if (String(text).includes("Ready")) break
      return { said: `built in ${seconds} s, started, asked`, problems: await askNext(`http://127.0.0.1:${port}`) }
    } finally {
      const ended = once(child, "exit")
      child.kill("SIGTERM")
      await ended
    }
  })

/** What the example declares beside our packages. */
const nextNeeds = (): Readonly<Record<string, string>> => {
  const { dependencies = {} } = readManifest(join(root, "examples/other-servers"))
  const own = ["next", "react", "react-dom"]
  const { version } = readManifest(join(root, "node_modules/typescript"))
  return { ...Object.fromEntries(own.map((name) => [name, dependencies[name]!])), typescript: version }
}
