/** The office mounted in servers of others, each as its own process, asked over a real line. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { assert, test } from "@effect/vitest"
import { build } from "esbuild"

const folder = new URL("../../examples/other-servers/", import.meta.url)

/** Starts one of the examples and reads where it listens. */
const start = async (file: string) => {
  const child = spawn(process.execPath, ["--conditions=@lienhoi/source", fileURLToPath(new URL(file, folder))], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = once(child, "exit")
  const [line] = await Promise.race([
    once(child.stdout.setEncoding("utf8"), "data"),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)))
  ])
  const stop = async () => {
    child.kill("SIGINT")
    return ended
  }
  return { base: /http:\/\/[^\s/]+:\d+/u.exec(String(line))![0], stop }
}

/** What a branch and its commune do, and what a stranger may not. */
const walk = async (base: string, send: (request: Request) => Promise<Response> = fetch) => {
  const report = "/api/reports/xa-mau/nhom-zalo/2026-10/ap-1"
  const ask = async (path: string, as?: string, body?: string) => {
    const asked = new Request(`${base}${path}`, {
      ...(body === undefined ? {} : { method: "POST", body }),
      headers: { ...(as && { "x-remote-user": as }), ...(body !== undefined && { "content-type": "application/json" }) }
    })
    const response = await send(asked)
    const text = await response.text()
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      body: text === "" ? null : JSON.parse(text)
    }
  }
  const stranger = await ask("/api/me")
  assert.deepStrictEqual([stranger.status, stranger.type], [401, "application/problem+json"])

  const wrong = await ask(`${report}/submit`, "lan", JSON.stringify({ values: { NHOM: "4 nhóm", HOI_VIEN: "3" } }))
  assert.deepStrictEqual([wrong.status, wrong.type], [422, "application/problem+json"])
  assert.include(JSON.stringify(wrong.body), "Số hội viên ít hơn số nhóm")
  const broken = await ask(`${report}/submit`, "lan", "{")
  assert.include([400, 422], broken.status)
  assert.strictEqual(broken.type, "application/problem+json")

  const taken = await ask(`${report}/submit`, "lan", JSON.stringify({ values: { NHOM: "4 nhóm", HOI_VIEN: "1.205" } }))
  assert.strictEqual(taken.status, 200, JSON.stringify(taken.body))
  const board = await ask("/api/boards/xa-mau/nhom-zalo/2026-10/xa", "mai")
  assert.strictEqual(board.status, 200)
  assert.include(JSON.stringify(board.body), "ap-2")
  assert.strictEqual((await ask(`${report}/history`)).status, 401)
}

for (const file of ["fastify.ts", "nest.ts"])
  test(`the API under /api of ${file}: a report handed in, the board read, a stranger refused`, async () => {
    const { base, stop } = await start(file)
    try {
      await walk(base)
      assert.strictEqual((await fetch(`${base}/khac`)).status, 404)
    } finally {
      await stop()
    }
  })

test("the route of Next answers as a server: every method leads to the office", async () => {
  const route = await import("../../examples/other-servers/next/app/api/[[...path]]/route.ts")
  await walk("http://hoi.example", (request) => route[request.method as "GET" | "POST"](request))
})

test("the page of Next, bundled for a browser: the rules of the form with it, nothing of Node", async () => {
  const page = fileURLToPath(new URL("next/app/page.tsx", folder))
  const bundle = (platform: "browser" | "node", contents: string) =>
    build({
      stdin: { contents, resolveDir: fileURLToPath(folder) },
      bundle: true,
      write: false,
      metafile: true,
      format: platform === "node" ? "cjs" : "esm",
      jsx: "automatic",
      conditions: ["@lienhoi/source"],
      platform
    })
  const browser = await bundle("browser", `export { default } from ${JSON.stringify(page)}`)
  const inputs = Object.keys(browser.metafile.inputs)
  assert.isAbove(inputs.filter((file) => file.includes("packages/template/")).length, 0)
  assert.deepStrictEqual(
    inputs.filter((file) => /packages\/(?:lienhoi|http|sql)\//u.test(file)),
    []
  )

  const rendered = await bundle(
    "node",
    `import { createElement } from "react"
    import { renderToStaticMarkup } from "react-dom/server"
    import Page from ${JSON.stringify(page)}
    export const html = renderToStaticMarkup(createElement(Page))`
  )
  const module: { exports: { readonly html?: string } } = { exports: {} }
  new Function("require", "module", rendered.outputFiles[0]!.text)(createRequire(import.meta.url), module)
  assert.include(module.exports.html ?? "", "Nhóm Zalo của chi hội")
})
