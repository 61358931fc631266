/**
 * Follows a page as a reader does, in an empty folder: ` ```sh ` is run line by line, a ` ```text ` right behind it is what it
 * prints, a fence that names a file (` ```ts nop.ts `) is that file, ` ```sh & ` goes on running. Packages are the sources of the
 * repository, so `npm install` only looks whether the names are there.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { expect, it } from "vitest"

export const root = new URL("../../", import.meta.url).pathname

/** A block of code on a page. */
export interface Fence {
  readonly language: string
  /** What stands behind the language: a file, or `&`. */
  readonly info: string
  readonly text: string
}

/** Every block of a page, in order. */
export const fences = (page: string): ReadonlyArray<Fence> =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```(\w+)(?: (.*))?\n([\s\S]*?)^```$/gmu)].map(
    ([, language = "", info = "", text = ""]) => ({ language, info, text })
  )

/** What is shown stands in the text, in this order; “…” leaves out a part of a line, a line “…” any number of lines. */
export const shows = (shown: string, text: string): boolean => {
  const plain = (line: string) => line.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&").replaceAll("…", ".*")
  const pattern = shown
    .trimEnd()
    .split("\n")
    .map((line) => (line === "…" ? "(?:.*\n)*?" : `${plain(line)}\n`))
    .join("")
  return new RegExp(`^${pattern}$`, "u").test(`${text.trimEnd()}\n`)
}

const conditions = "--conditions=@lienhoi/source"
const lienhoi = `"${process.execPath}" ${conditions} "${root}packages/lienhoi/src/command/main.ts"`

/** A line as it is run on the sources. */
const here = (line: string): string =>
  line
    .replace(/^npm create lienhoi /u, `${lienhoi} new `)
    .replace(/^npx lienhoi /u, `${lienhoi} `)
    .replace(/^npx esbuild /u, `"${root}node_modules/.bin/esbuild" ${conditions} `)
    .replace(/^node /u, `"${process.execPath}" ${conditions} `)
    .replace(/^npm install.*/u, "true")

const installed = (line: string): ReadonlyArray<string> =>
  /^npm install (.*)$/u
    .exec(line)?.[1]
    ?.split(" ")
    .filter((name) => !name.startsWith("-")) ?? []

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number }
      server.close(() => resolve(port))
    })
  })

/** A reader on the way: where she is, and what still runs. */
export interface Walk {
  readonly folder: string
  readonly port: () => number
  readonly end: () => Promise<void>
}

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null ? Promise.resolve() : new Promise((resolve) => child.once("exit", () => resolve()))

/** Adds a test for every step of a page. `prepare` puts into the folder what the page takes for granted. */
export const follow = (page: string, prepare: (folder: string) => Promise<void> | void = () => undefined): Walk => {
  // Inside the repository, because there its packages are found by their names.
  const folder = join(root, `out/guide/${page.replaceAll(/\W+/gu, "-")}-${process.pid}`)
  const running: Array<ChildProcess> = []
  let port = 0
  let cwd = folder
  const env = () => ({ ...process.env, NODE_OPTIONS: conditions, NO_COLOR: "1", PORT: `${port}`, TZ: "Asia/Kathmandu" })
  const as3000 = (text: string) => text.replaceAll(`127.0.0.1:${port}`, "127.0.0.1:3000")
  const all = fences(page)

  it(`${page}: an empty folder`, async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    port = await freePort()
    await prepare(folder)
    expect(all.filter(({ language }) => language === "sh").length).toBeGreaterThan(0)
  })

  const run = (text: string): string => {
    let output = ""
    for (const line of text.trim().split("\n")) {
      const to = /^cd (\S+)$/u.exec(line)?.[1]
      if (to !== undefined) {
        cwd = join(cwd, to)
        continue
      }
      for (const name of installed(line))
        expect([name, existsSync(join(root, "node_modules", name))]).toEqual([name, true])
      const { status, stdout } = spawnSync("sh", ["-c", `${here(line)} 2>&1`], { cwd, encoding: "utf8", env: env() })
      output += stdout
      if (status !== 0) expect([line, stdout, status]).toEqual([line, stdout, 0])
    }
    return as3000(output)
  }

  const start = (text: string, shown: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn("sh", ["-c", `exec ${here(text.trim())} 2>&1`], { cwd, env: env() })
      running.push(child)
      let output = ""
      child.stdout.setEncoding("utf8").on("data", (more: string) => {
        output += more
        if (shows(shown, as3000(output))) resolve()
      })
      child.once("exit", () => reject(new Error(`ended: ${output}`)))
    })

  for (const [i, { info, language, text }] of all.entries()) {
    const next = all[i + 1]
    const shown = next?.language === "text" ? next.text : null
    if (language === "sh" && info === "&") it(`${text.trim()} goes on`, () => start(text, shown ?? ""), 240_000)
    else if (language === "sh")
      it(text.trim(), () => {
        const output = run(text)
        if (shown !== null && !shows(shown, output)) expect(output).toBe(shown)
      }, 240_000)
    else if (info !== "" && language !== "text")
      it(`${info} is written as shown`, () => {
        mkdirSync(dirname(join(cwd, info)), { recursive: true })
        writeFileSync(join(cwd, info), text)
      })
  }

  return {
    folder,
    port: () => port,
    end: async () => {
      for (const child of running) child.kill("SIGINT")
      await Promise.all(running.map(gone))
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The same page in the other language says the same: the same files, commands and outputs in the same order. */
export const same = (vi: string, en: string): void => {
  it(`${en} has the blocks of ${vi}`, () => {
    expect(fences(en)).toEqual(fences(vi))
  })
}
