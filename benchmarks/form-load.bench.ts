/**
 * The first load of the monthly form of a branch: how much goes over the line (gzip: page, script, style sheet, the form
 * itself), and how long it takes in Chromium with its processor slowed down four times from the navigation to the moment
 * at which the first box has answered a keystroke, validated and painted. The cache is empty, the line is loopback.
 *
 * Beside it stands React alone with one box.
 */
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { Period } from "@lienhoi/calendar"
import { Pack } from "@lienhoi/packs"
import type { Form } from "@lienhoi/report"
import { build } from "esbuild"
import { type Browser, chromium } from "playwright-core"
import type { Figure } from "./Benchmark.ts"

export const name = "form"

const asked = { bytes: 150_000, ms: 3000, slowdown: 4, loads: 7 }

const folder = fileURLToPath(new URL(".", import.meta.url))

const reacts = (): { readonly [name: string]: string } => {
  const { resolve } = createRequire(join(folder, "../packages/react/package.json"))
  const folderOf = (of: string): string => dirname(resolve(`${of}/package.json`))
  return { react: folderOf("react"), "react-dom": folderOf("react-dom") }
}

/** What is in the bundle that should not be: reading YAML and Effect are for servers. */
const strangers = /node_modules\/(?:yaml|effect|csv-parse)\//u

const bundle = async (page: "page" | "bare"): Promise<string> => {
  const { metafile, outputFiles } = await build({
    entryPoints: [join(folder, `form/${page}.tsx`)],
    outdir: "out",
    write: false,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    conditions: ["@lienhoi/source"],
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: reacts()
  })
  const inside = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []))
  )
  const stranger = inside.find((file) => strangers.test(file))
  if (stranger !== undefined) throw new Error(`the bundle of the form holds ${stranger}`)
  return outputFiles[0]!.text
}

const styleSheet = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "../packages/react/src/lienhoi.css")],
    outdir: "out",
    write: false,
    bundle: true,
    minify: true
  })
  return outputFiles[0]!.text
}

const template = Pack.template(Pack.find("vwu/bao-cao-thang")!)!

const form: Form.Form = {
  template,
  unit: { id: "ap-1", name: "Chi hội Ấp 1", level: "chi_hoi", kind: null, path: "Chi hội Ấp 1 › Xã Tân Bình" },
  period: Period.containing("month", "2026-11-21"),
  closing: false,
  due: "2026-12-15",
  waived: null,
  previous: { TC04: { state: "value", value: 405 } },
  sameLastYear: null,
  targets: null,
  cells: null,
  status: "none",
  round: 1,
  revision: 0,
  reason: null,
  given: {},
  may: { submit: true, amend: false, return: false, approve: false, seal: false, extend: false, waive: false }
}

const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Báo cáo</title><link rel="stylesheet" href="/page.css"></head><body><div id="root"></div><script type="module" src="/page.js"></script></body></html>`

type Files = ReadonlyMap<string, readonly [type: string, text: string]>

const filesOf = (script: string, style: string): Files =>
  new Map([
    ["/", ["text/html; charset=utf-8", html]],
    ["/page.js", ["text/javascript; charset=utf-8", script]],
    ["/page.css", ["text/css; charset=utf-8", style]],
    ["/form.json", ["application/json", JSON.stringify(form)]]
  ])

const packed = (text: string): Buffer => gzipSync(text, { level: 9 })

const sizeOf = (files: Files): number => [...files.values()].reduce((sum, [, text]) => sum + packed(text).length, 0)

const serve = async (files: Files): Promise<{ readonly url: string; readonly close: () => void }> => {
  const bodies = new Map([...files].map(([path, [type, text]]) => [path, { type, body: packed(text) }]))
  const server = createServer((request, response) => {
    const found = bodies.get(request.url ?? "/")
    if (found === undefined) response.writeHead(404).end()
    else response.writeHead(200, { "content-type": found.type, "content-encoding": "gzip" }).end(found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

/** Milliseconds from the navigation until the first box answered a keystroke, once. */
const load = async (browser: Browser, url: string): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send("Emulation.setCPUThrottlingRate", { rate: asked.slowdown })
  await page.goto(url, { waitUntil: "commit" })
  const box = page.locator("input[name]").first()
  await box.focus()
  await page.keyboard.press("4")
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const isAnswered = document.querySelector(".lh-state p")?.textContent !== undefined
          if (isAnswered) requestAnimationFrame(() => resolve(performance.now()))
          else requestAnimationFrame(look)
        }
        look()
      })
  )
  await context.close()
  return ms
}

const median = (all: ReadonlyArray<number>): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

/** Measures both pages in turn. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const [script, bare, style] = await Promise.all([bundle("page"), bundle("bare"), styleSheet()])
  const [ours, theirs] = [filesOf(script, style), filesOf(bare, "")]
  const sizes = [sizeOf(ours), sizeOf(theirs) - packed(JSON.stringify(form)).length] as const
  const size: Figure = {
    name: "first load of the branch form, gzip",
    unit: "kB",
    ours: sizes[0] / 1000,
    peers: [{ name: "React alone with one box", value: sizes[1] / 1000, ratio: sizes[0] / sizes[1] }],
    asked: `at most ${asked.bytes / 1000} kB`,
    met: sizes[0] <= asked.bytes
  }
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium"
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] })
  const [here, there] = [await serve(ours), await serve(theirs)]
  const took: [Array<number>, Array<number>] = [[], []]
  try {
    await load(browser, here.url)
    for (let n = 0; n < asked.loads; n++) {
      took[0].push(await load(browser, here.url))
      took[1].push(await load(browser, there.url))
    }
  } finally {
    await browser.close()
    here.close()
    there.close()
  }
  const [mine, least] = [median(took[0]), median(took[1])]
  return [
    size,
    {
      name: `until the first box answers, ${asked.slowdown}x slower processor`,
      unit: "ms",
      ours: mine,
      peers: [{ name: "React alone with one box", value: least, ratio: mine / least }],
      asked: `under ${asked.ms} ms`,
      met: mine < asked.ms
    }
  ]
}
