/** Bad input and bad days, over a server that really listens, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = new URL("../../", import.meta.url).pathname

interface Running {
  readonly child: ChildProcess
  readonly port: number
  readonly origin: string
}

const start = async (folder: string): Promise<Running> => {
  const child = spawn(process.execPath, ["--conditions=@lienhoi/source", "tests/http/process/server.ts", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"]
  })
  const [line] = (await once(child.stdout!, "data")) as [Buffer]
  const { port } = JSON.parse(line.toString()) as { port: number }
  return { child, port, origin: `http://127.0.0.1:${port}` }
}

/** What the server says to these bytes; what it cuts without a word is `null`. */
const raw = (port: number, text: string, drip: { readonly every: number } | null = null) =>
  new Promise<{ readonly status: number | null; readonly body: string; readonly millis: number }>((resolve) => {
    const began = performance.now()
    const socket = connect(port, "127.0.0.1")
    let said = ""
    let timer: NodeJS.Timeout | undefined
    socket.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
    socket.on("error", () => {})
    socket.on("close", () => {
      clearInterval(timer)
      const status = /^HTTP\/1\.1 (\d{3})/u.exec(said)?.[1]
      resolve({ status: status === undefined ? null : Number(status), body: said, millis: performance.now() - began })
    })
    socket.write(text)
    if (drip !== null) timer = setInterval(() => socket.write("a"), drip.every)
  })

const password = "sen nở mùa hạ"
const at = "/api/reports/mau/thang/2024-09"

describe("a server among strangers", () => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-hostile-"))
  let server: Running
  let branch: string
  let chair: string

  const ask = (path: string, { cookie, ...init }: RequestInit & { readonly cookie?: string } = {}) =>
    fetch(`${server.origin}${path}`, {
      ...init,
      headers: {
        ...(init.method === undefined ? {} : { origin: server.origin, "content-type": "application/json" }),
        ...(cookie === undefined ? {} : { cookie }),
        ...init.headers
      }
    })
  const signedIn = async (name: string): Promise<string> => {
    const response = await ask("/session", { method: "POST", body: JSON.stringify({ name, password }) })
    return response.headers.get("set-cookie")!.split(";")[0]!
  }
  const submit = (unit: string, value: number, cookie: string, headers: Record<string, string> = {}) =>
    ask(`${at}/${unit}/submit`, {
      method: "POST",
      body: JSON.stringify({ values: { HV: value }, seen: 0 }),
      cookie,
      headers
    })

  beforeAll(async () => {
    server = await start(folder)
    branch = await signedIn("mot")
    chair = await signedIn("ba")
    expect((await submit("ap-2", 424_242, chair)).status).toBe(200)
  }, 120_000)
  afterAll(async () => {
    if (server !== undefined && server.child.exitCode === null) {
      server.child.kill("SIGTERM")
      await once(server.child, "exit")
    }
    rmSync(folder, { recursive: true, force: true })
  })

  it("forged and replayed cookies are nobody's", async () => {
    const token = branch.split("=")[1]!
    const forged = [
      "",
      "lienhoi=",
      `lienhoi=${"A".repeat(43)}`,
      `lienhoi=${token.slice(0, -1)}`,
      `lienhoi=${token}A`,
      `lienhoi=${token.split("").reverse().join("")}`,
      `lienhoi=${Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(token))).toString("base64url")}`,
      `lienhoi=${token.toLowerCase()}`,
      `lienhoi="${token}"`,
      `LIENHOI=${token}`,
      `lienhoi=${encodeURIComponent("' OR '1'='1")}`,
      `lienhoi=${"a".repeat(12_000)}`,
      `lienhoi=${"A".repeat(43)}; ${branch}`,
      `${branch}; lienhoi=${"A".repeat(43)}`
    ]
    for (const cookie of forged) expect([cookie, (await ask("/api/me", { cookie })).status]).toEqual([cookie, 401])
    const gone = await signedIn("mot")
    expect((await ask("/api/me", { cookie: gone })).status).toBe(200)
    expect((await ask("/session", { method: "DELETE", cookie: gone })).status).toBe(204)
    for (const path of ["/api/me", `${at}/ap-1`]) expect((await ask(path, { cookie: gone })).status).toBe(401)
    expect((await ask("/api/me", { cookie: branch })).status).toBe(200)
  })

  it("no other site changes anything in her name", async () => {
    const elsewhere: ReadonlyArray<Record<string, string>> = [
      { origin: "https://la.example" },
      { origin: "null" },
      { origin: `${server.origin}.la.example` },
      { origin: server.origin.replace("http:", "https:") },
      { origin: server.origin.replace(/\d+$/u, "1") },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: server.origin, "sec-fetch-site": "cross-site" }
    ]
    for (const headers of elsewhere) {
      expect([headers, (await submit("ap-1", 1, branch, headers)).status]).toEqual([headers, 403])
      expect((await ask("/session/all", { method: "DELETE", cookie: branch, headers })).status).toBe(403)
      const body = JSON.stringify({ name: "mot", password })
      expect((await ask("/session", { method: "POST", body, headers })).status).toBe(403)
    }
    // Without a word about where it comes from, as an old browser's form sends it.
    const text = '{"values":{"HV":1},"seen":0}'
    const form = `POST ${at}/ap-1/submit HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${branch}\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`
    expect((await raw(server.port, form)).status).toBe(403)
    for (const method of ["GET", "HEAD"])
      expect(
        (await ask(`${at}/ap-1/submit`, { cookie: branch, method, headers: { "x-http-method-override": "POST" } }))
          .status
      ).toBe(404)
    const seen = await (await ask(`${at}/ap-1`, { cookie: branch })).json()
    expect(seen).toMatchObject({ revision: 0 })
    expect((await ask("/api/me", { cookie: branch })).status).toBe(200)
  })

  it("no spelling of an address leads to another unit's figures, out of the API, or to more than a sentence", async () => {
    const units = [
      "ap-2",
      "ap-1/../ap-2",
      "ap-1%2f..%2fap-2",
      "ap-1/%2e%2e/ap-2",
      "ap-1/%2E%2E%2Fap-2",
      "ap-1/%252e%252e/ap-2",
      "ap-1%252f..%252fap-2",
      "ap-2%00",
      "%00ap-2",
      "ap-2%20",
      "ap-2;x=1",
      "ap-2%23",
      "ap-2?unit=ap-1",
      "%61p-2",
      "AP-2",
      "ap%E2%80%902",
      "%EF%BD%81p-2",
      "ap-1%EF%BC%8F..%EF%BC%8Fap-2",
      "%c0%ae%c0%ae/ap-2",
      "ap-1\\..\\ap-2",
      "%zz",
      "%",
      "ap-1%0d%0aSet-Cookie:%20lienhoi=x"
    ]
    const paths = [
      ...units.flatMap((unit) => [`${at}/${unit}`, `${at}/${unit}/history`, `/api/boards/mau/thang/2024-09/${unit}`]),
      ...[
        "/api/../memory-x",
        "//api/me/..",
        "/api/%2e%2e/etc/passwd",
        "/api/..%2f..%2fetc/passwd",
        "/api/files/..%2f..%2fetc%2fpasswd"
      ],
      ...[
        "/API/me",
        "/api;/me",
        "/api%2fme",
        "/api/reports/__proto__/constructor/2024-09/ap-1",
        "/api/reports/mau/thang/__proto__/ap-1"
      ],
      "/session/../session/constructor"
    ]
    for (const path of paths) {
      const { status, body } = await raw(
        server.port,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${branch}\r\nConnection: close\r\n\r\n`
      )
      expect([path, status]).toEqual([path, expect.toSatisfy((code) => [400, 401, 403, 404, 422].includes(code))])
      expect(body).not.toMatch(/424.?242|root:|\bat .+\.ts:|node_modules|set-cookie/iu)
    }
  })

  it("names that others let point here, and requests that say their length twice, are not taken", async () => {
    const get = (host: string, path = "/api/health") =>
      raw(server.port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect((await get(`127.0.0.1:${server.port}`)).status).toBe(200)
    expect((await get("localhost")).status).toBe(200)
    for (const host of ["la.example", "127.0.0.1.la.example", "a@la.example", "127.0.0.1/../x", ""])
      expect([host, (await get(host)).status]).toEqual([host, expect.toSatisfy((code) => [400, 404].includes(code))])
    expect((await get("127.0.0.1", "http://la.example/api/health")).status).toBe(404)
    const twice = `POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n`
    expect((await raw(server.port, twice)).status).toBe(400)
  })

  it("a hundred megabytes are refused at once and fill no memory", async () => {
    const memory = async () => ((await (await ask("/memory")).json()) as { rss: number }).rss
    const before = await memory()
    const piece = new Uint8Array(1_000_000)
    const long = () => {
      let left = 100
      return new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(piece) : to.close()) })
    }
    for (const headers of [{ "content-length": "100000000" }, {}]) {
      const began = performance.now()
      const sending = { method: "POST", body: long(), duplex: "half", cookie: chair, headers } as const
      const response = await ask(`${at}/ap-3/submit`, sending)
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ kind: "too-large", title: expect.stringContaining("5 MB") })
      expect(performance.now() - began).toBeLessThan(3000)
    }
    const grown = (await memory()) - before
    process.stdout.write(`hostile: 2 × 100 MB refused, the server grew by ${Math.round(grown / 1e6)} MB\n`)
    expect(grown).toBeLessThan(60_000_000)
  })

  it("who holds connections open is cut off, and holds up nobody", async () => {
    const head = `POST /session HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n`
    const slow = [
      ...Array.from({ length: 50 }, () => raw(server.port, `${head}X-Slow: `, { every: 200 })),
      ...Array.from({ length: 50 }, () => raw(server.port, `${head}Content-Length: 1000\r\n\r\n{`, { every: 200 })),
      ...Array.from({ length: 10 }, () => raw(server.port, ""))
    ]
    const times: Array<number> = []
    for (let n = 0; n < 20; n++) {
      const began = performance.now()
      expect((await ask(`${at}/ap-1`, { cookie: branch })).status).toBe(200)
      times.push(performance.now() - began)
    }
    const answers = await Promise.all(slow)
    expect(Math.max(...answers.map(({ millis }) => millis))).toBeLessThan(8000)
    for (const { status } of answers) expect([408, null]).toContain(status)
    const [middle = 0] = times.toSorted((a, b) => a - b).slice(10)
    process.stdout.write(`hostile: beside 110 slow clients a report takes ${Math.round(middle)} ms\n`)
    expect(middle).toBeLessThan(1000)
  })

  it("killed while reports come in: what it acknowledged is there, the rest is sent again without a double", async () => {
    const units = Array.from({ length: 50 }, (_, n) => `ap-${n + 11}`)
    const acknowledged = new Set<string>()
    // Ten senders, one report after the other: at the kill some are under way and some are not sent yet.
    const sender = async (first: number) => {
      for (let n = first; n < units.length; n += 10) {
        const response = await submit(units[n]!, 100 + n, chair)
        const answer = (await response.json()) as { outcome?: string }
        if (response.status === 200 && answer.outcome === "recorded") acknowledged.add(units[n]!)
        if (acknowledged.size === 15) server.child.kill("SIGKILL")
      }
    }
    const sent = Array.from({ length: 10 }, (_, first) => sender(first))
    await Promise.allSettled(sent)
    if (server.child.exitCode === null && server.child.signalCode === null) await once(server.child, "exit")
    expect(server.child.signalCode).toBe("SIGKILL")
    const lost = units.filter((unit) => !acknowledged.has(unit))
    expect(lost.length).toBeGreaterThan(0)

    server = await start(folder)
    // The session is there too: nobody signs in again because a server was killed.
    const stands = async (unit: string) =>
      (await (await ask(`${at}/${unit}`, { cookie: chair })).json()) as { revision: number; status: string }
    for (const unit of acknowledged) expect(await stands(unit)).toMatchObject({ revision: 1, status: "submitted" })
    const outcomes: Record<string, number> = {}
    for (const [n, unit] of units.entries()) {
      if (acknowledged.has(unit)) continue
      const { outcome } = (await (await submit(unit, 100 + n, chair)).json()) as { outcome: string }
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      expect(["recorded", "no-op"]).toContain(outcome)
    }
    for (const unit of units) {
      const history = (await (await ask(`${at}/${unit}/history`, { cookie: chair })).json()) as ReadonlyArray<{
        type: string
      }>
      expect(history.filter(({ type }) => type === "submitted").length).toBe(1)
    }
    process.stdout.write(`hostile: killed after ${acknowledged.size} of 50; sent again: ${JSON.stringify(outcomes)}\n`)
  }, 60_000)
})
