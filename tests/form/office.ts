/** A small office for the browser tests of the form: it serves the page, judges what is sent and counts what arrived. */
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Period } from "@lienhoi/calendar"
import type { Form } from "@lienhoi/report/Form"
import { Compiled, Template } from "@lienhoi/template"
import { build } from "esbuild"

export const root = fileURLToPath(new URL("../../", import.meta.url))

const here = createRequire(import.meta.url)
const there = createRequire(join(root, "packages/react/package.json"))

/** The folders of one React, so that a page never holds two; looked for when asked: the older one lies beside these tests alone. */
const reactOf = (major: 18 | 19) =>
  major === 18
    ? { react: dirname(here.resolve("react-18")), "react-dom": dirname(here.resolve("react-dom-18")) }
    : { react: dirname(there.resolve("react")), "react-dom": dirname(there.resolve("react-dom")) }

/** The page with everything it needs, with the React that an application may have. */
export const bundle = async (
  major: 18 | 19,
  page = new URL("page.tsx", import.meta.url)
): Promise<{ readonly script: string; readonly style: string }> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(page)],
    outdir: "out",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    conditions: ["@lienhoi/source"],
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: reactOf(major)
  })
  const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))!.text
  return { script: text(".js"), style: text(".css") }
}

const may = { submit: true, amend: false, return: false, approve: false, seal: false, extend: false, waive: false }

/** The form of a template for one unit, as the office has it before anything came in. */
export const formOf = (template: Template.Template, more: Partial<Form> = {}): Form => ({
  template,
  unit: { id: "ap-1", name: "Chi hội Ấp 1", level: "chi_hoi", kind: null, path: "Chi hội Ấp 1 › Xã Tân Bình" },
  period: Period.containing("month", "2026-11-21"),
  closing: false,
  due: "2026-12-15",
  waived: null,
  previous: null,
  sameLastYear: null,
  targets: null,
  cells: null,
  status: "none",
  round: 1,
  revision: 0,
  reason: null,
  given: {},
  may,
  ...more
})

export const templateOf = (text: string): Template.Template => {
  const read = Template.parse(text)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  return read.value.template
}

interface Sent {
  readonly account: string
  readonly values: Form["given"]
  readonly seen: number
}

/** Opens the office on loopback. */
export const open = async (majors: ReadonlyArray<18 | 19>) => {
  const pages = new Map(await Promise.all(majors.map(async (major) => [String(major), await bundle(major)] as const)))
  const forms = new Map<string, Form>()
  const files = new Map<string, number>()
  const office = {
    /** Every request to hand something in, and how many made a new revision. */
    tried: 0,
    arrived: [] as Array<Sent>,
    files,
    isSignedIn: true,
    /** Answers after it has recorded, as a server that is killed while it answers. */
    isMute: false,
    /** Judges by another wording than the form has. */
    wording: null as Template.Template | null,
    put: (name: string, form: Form): void => {
      forms.set(name, form)
    }
  }
  const submit = (sent: Sent & { readonly report: { readonly unit: string } }): readonly [number, unknown] => {
    office.tried += 1
    if (!office.isSignedIn) return [401, {}]
    const [name, form] = [...forms].find(([, { unit }]) => unit.id === sent.report.unit)!
    const compiled = Compiled.make(office.wording ?? form.template)
    if (!compiled.ok) throw new Error("broken")
    const context = { ...form, unit: form.unit }
    const seen = compiled.value.validate(sent.values, context)
    if (!seen.ok) return [200, { is: "refused", issues: seen.issues }]
    const at = "2026-11-22T07:05:00.000Z"
    const isSame = form.cells !== null && JSON.stringify(seen.cells) === JSON.stringify(form.cells)
    if (isSame) return [200, { is: "received", at, revision: form.revision }]
    if (sent.seen < form.revision) return [200, { is: "newer", form }]
    const revision = form.revision + 1
    forms.set(name, { ...form, revision, cells: seen.cells, given: sent.values, status: "submitted", reason: null })
    office.arrived.push(sent)
    return [200, { is: "received", at, revision }]
  }
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://office")
    const chunks: Array<Buffer> = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { "content-type": type, connection: "close" }).end(text)
    }
    const json = (status: number, value: unknown): void => answer(status, "application/json", JSON.stringify(value))
    const major = searchParams.get("react") ?? String(majors[0])
    if (pathname === "/page.js") return answer(200, "text/javascript; charset=utf-8", pages.get(major)!.script)
    if (pathname === "/page.css") return answer(200, "text/css; charset=utf-8", pages.get(major)!.style)
    if (pathname === "/favicon.ico") return answer(204, "image/x-icon", "")
    if (pathname.startsWith("/form/")) return json(200, forms.get(pathname.slice(6)))
    if (pathname === "/files") {
      if (!office.isSignedIn) return json(200, { is: "sign-in" })
      const id = `f-${files.size + 1}-${searchParams.get("name")}`
      files.set(id, body.length)
      return json(200, { is: "kept", id })
    }
    if (pathname === "/submit") {
      const said = submit(JSON.parse(body.toString("utf8")))
      if (office.isMute) return response.destroy()
      return json(...said)
    }
    return answer(
      200,
      "text/html; charset=utf-8",
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Báo cáo</title><link rel="stylesheet" href="/page.css?react=${major}"></head><body><main><h1>Báo cáo</h1><div id="root"></div></main><script type="module" src="/page.js?react=${major}"></script></body></html>`
    )
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(office, {
    url: `http://127.0.0.1:${port}`,
    form: (name: string): Form => forms.get(name)!,
    close: () => new Promise<void>((resolve) => server.close(() => resolve()))
  })
}

export type Office = Awaited<ReturnType<typeof open>>
