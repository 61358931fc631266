/**
 * Requests a second over HTTP, beside a bare `node:http` handler that does the same database work and nothing else: no
 * validation, no rules, no scope, no schema. A commune's board of a province of 500 branches, and figures handed in. Both
 * answer on loopback over PostgreSQL, 16 connections at once; rounds take turns and the best of each counts. All figures
 * are synthetic.
 */
import { Agent, createServer, type Server, request as send } from "node:http"
import type { AddressInfo } from "node:net"
import * as Handler from "@lienhoi/http/Handler"
import * as NodeServer from "@lienhoi/http/NodeServer"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Journal from "@lienhoi/report/Journal"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Database from "@lienhoi/sql/Database"
import * as Scope from "@lienhoi/sql/Scope"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { openApp } from "lienhoi"
import { startServer } from "../packages/sql/test/server.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "http"

const communes = 20
const branches = 25
const connections = 16
const rounds = 4
const boards = 1_500
const asked = "at least 60 % of the bare handler"
const today = "2026-11-05"
const lineage = "mau/thang"

const fields = Array.from({ length: 20 }, (_, n) => `F${n + 1}`)

const units = [
  "id,code,name,level,parent",
  "tinh,79,Tỉnh Mẫu,tinh,",
  ...Array.from({ length: communes }, (_, c) => `x${c},,Xã Mẫu ${c},co_so,tinh`),
  ...Array.from({ length: communes }, (_, c) =>
    Array.from({ length: branches }, (_, b) => `x${c}-${b},,Chi hội ${b},chi_hoi,x${c}`)
  ).flat()
].join("\n")

const template = JSON.stringify({
  template: lineage,
  title: "Báo cáo tháng",
  period: "month",
  due: { chi_hoi: { day: 15, month_offset: 1 } },
  sections: {
    a: {
      title: "Số liệu",
      asked_of: ["chi_hoi"],
      fields: fields.map((key) => ({
        key,
        label: `Số ${key}`,
        type: "count",
        combine: { units: "sum", periods: "sum" }
      }))
    }
  }
})

interface Asked {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly body?: string
}

const agent = new Agent({ keepAlive: true, maxSockets: connections })

const ask = (port: number, { method, path, body }: Asked): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: "Bearer x1",
      ...(body === undefined ? {} : { "content-type": "application/json" })
    }
    const sent = send({ agent, port, host: "127.0.0.1", method, path, headers }, (response) => {
      const parts: Array<Buffer> = []
      response.on("data", (part) => parts.push(part))
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8")
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    sent.on("error", reject)
    sent.end(body)
  })

/** Requests a second, so many at once. */
const rate = async (port: number, all: ReadonlyArray<Asked>): Promise<number> => {
  const began = performance.now()
  const waiting = all.values()
  const line = async () => {
    for (const one of waiting) await ask(port, one)
  }
  await Promise.all(Array.from({ length: connections }, line))
  return (all.length * 1000) / (performance.now() - began)
}

/** The best of the rounds of both, in turns; the first round warms up. */
const race = async (ports: readonly [number, number], of: (round: number, which: number) => ReadonlyArray<Asked>) => {
  const best = [0, 0]
  for (let round = 0; round <= rounds; round++)
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const found = await rate(ports[which]!, of(round, which))
      if (round > 0) best[which] = Math.max(best[which]!, found)
    }
  return best
}

const values = (n: number) => Object.fromEntries(fields.map((key, k) => [key, (k * 37 + n) % 900]))

/** Every branch once in a month of its own for each round and handler. */
const submissions = (round: number, which: number): ReadonlyArray<Asked> => {
  const month = String(which === 0 ? round + 7 : round + 1).padStart(2, "0")
  return Array.from({ length: communes * branches }, (_, n) => ({
    method: "POST",
    path: `/reports/${lineage}/${which === 0 ? 2025 : 2026}-${month}/x${n % communes}-${Math.floor(n / communes)}/submit`,
    body: JSON.stringify({ values: values(n), seen: 0 })
  }))
}

/** What the bare handler does: reads the grants, reads the stream, appends the event; or reads the grants and what is new. */
const bare = async (url: string, board: string): Promise<Server> => {
  const database = Database.layer(Database.parse(url), { connections: 10 })
  const store = Store.layer({ association: "vwu" }).pipe(Layer.provideMerge(database))
  const runtime = ManagedRuntime.make(SqlJournal.layer.pipe(Layer.provideMerge(store)))
  const journal = await runtime.runPromise(Journal.Journal)
  const head = await runtime.runPromise(Effect.map(journal.readAll(), (all) => all.at(-1)?.position ?? 0))
  let last = 0
  const eventOf = (unit: string, given: { readonly [key: string]: number }): ReportEvent => ({
    type: "submitted",
    id: `bare-${++last}`,
    recordedAt: "2026-11-05T03:00:00.000Z",
    by: { person: "x1" },
    revision: 1,
    template: { lineage, id: lineage, version: "1.0.0" },
    cells: Object.fromEntries(Object.entries(given).map(([key, value]) => [key, { state: "value", value }])),
    flags: [],
    via: "web",
    reportedBy: unit,
    recordedBy: "x1",
    onBehalf: false,
    reviewed: true
  })
  return createServer((incoming, response) => {
    const parts: Array<Buffer> = []
    incoming.on("data", (part) => parts.push(part))
    incoming.on("end", async () => {
      const account = incoming.headers.authorization?.split(" ")[1] ?? ""
      const grants = await runtime.runPromise(Scope.list(account))
      let answer = board
      if (incoming.method === "POST") {
        const [, , , , period = "", unit = ""] = (incoming.url ?? "").split("/")
        const stream = ReportKey.stream({ lineage, unit, period })
        const given = JSON.parse(Buffer.concat(parts).toString("utf8"))
        await runtime.runPromise(journal.read(stream))
        const event = eventOf(unit, given.values)
        await runtime.runPromise(journal.append(stream, [event], { expectedVersion: 0 }))
        answer = JSON.stringify({ outcome: "recorded", grants: grants.length, event })
      } else await runtime.runPromise(journal.readAll({ after: head }))
      response.writeHead(200, { "content-type": "application/json" })
      response.end(answer)
    })
  }).on("close", () => void runtime.dispose())
}

const figure = (what: string, [ours = 0, peer = 0]: ReadonlyArray<number>): Figure => ({
  name: what,
  unit: "/s",
  ours,
  peers: [{ name: "bare node:http, same database work", value: peer, ratio: ours / peer }],
  asked,
  met: ours / peer >= 0.6
})

export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const server = await startServer()
  try {
    const url = await server.create()
    const config = { association: "vwu", since: "2025-07-01", units: { text: units }, templates: [{ text: template }] }
    const opened = await openApp({ ...config, store: url }, { now: () => `${today}T03:00:00.000Z` })
    if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
    const app = opened.value
    const grant = { id: "g", account: "x1", unit: "tinh", route: "own", role: "figures", lineage: "*" } as const
    await app.grant([{ ...grant, from: "2025-07-01", until: null }])
    const identity = { of: async () => ({ account: "x1", person: "x1", by: "token" as const }) }
    const mounted = Handler.mount({ office: app, identity, today: () => today })
    const listening = await NodeServer.listen({ handle: mounted.handle, port: 0 })
    for (let n = 0; n < 300; n++)
      await app.submit({ unit: `x${n % communes}-${Math.floor(n / communes)}`, period: "2026-10", values: values(n) })
    const path = `/boards/${lineage}/2026-10/x1`
    const other = await bare(url, await ask(listening.port, { method: "GET", path }))
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const ports = [listening.port, (other.address() as AddressInfo).port] as const
    const board = await race(ports, () => Array.from({ length: boards }, () => ({ method: "GET" as const, path })))
    const submit = await race(ports, submissions)
    agent.destroy()
    other.closeAllConnections()
    other.close()
    await listening.close()
    await mounted.close()
    await app.close()
    return [figure("board of a commune over HTTP", board), figure("submit over HTTP, 20 fields", submit)]
  } finally {
    await server.stop()
  }
}
