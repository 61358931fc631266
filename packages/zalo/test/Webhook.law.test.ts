/**
 * The law Taken in: whatever is sent to the webhook ends in one of its answers; what Zalo signed is kept exactly once,
 * however often and in whatever order it comes; what was not signed is never kept and leaves an entry a person can read.
 */

import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import * as Arrivals from "@lienhoi/messaging/Arrivals"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Reception from "@lienhoi/messaging/Reception"
import * as Arriving from "@lienhoi/zalo/Arriving"
import * as Webhook from "@lienhoi/zalo/Webhook"
import * as WebhookEvent from "@lienhoi/zalo/WebhookEvent"
import * as WebhookSignature from "@lienhoi/zalo/WebhookSignature"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const appId = "1000000000000000001"
const secretKey = "oa-secret-for-tests"
const options: Webhook.Options = { appId, secretKey: Redacted.make(secretKey), most: 4_000 }
const bytes = (text: string) => new TextEncoder().encode(text)

const bodyOf = (user: string, n: number, text: string): string =>
  JSON.stringify({
    app_id: appId,
    sender: { id: user },
    recipient: { id: "4000000000000000004" },
    event_name: "user_send_text",
    message: { text, msg_id: `m-${user}-${n}` },
    timestamp: String(1767225600000 + n)
  })
const macOf = (body: string, timestamp: string): string =>
  `mac=${WebhookSignature.of(body, { appId, timestamp, secretKey })}`
const request = (body: string, mac: string | null): Webhook.Request => ({
  method: "POST",
  header: (name) => (name === "x-zevent-signature" ? mac : null),
  body: bytes(body)
})

const ways = ["genuine", "again", "forged", "truncated", "oversized", "unsigned", "of another app"] as const

const send = (way: (typeof ways)[number], body: string, timestamp: string): Webhook.Request => {
  const mac = macOf(body, timestamp)
  switch (way) {
    case "genuine":
    case "again":
      return request(body, mac)
    case "forged":
      return request(body.replace("Xin", "Chao"), mac)
    case "truncated":
      return request(body.slice(0, -20), mac)
    case "oversized":
      return request(`${body}${" ".repeat(5_000)}`, mac)
    case "unsigned":
      return request(body, null)
    case "of another app": {
      const other = body.replace(appId, "999")
      return request(other, `mac=${WebhookSignature.of(other, { appId: "999", timestamp, secretKey })}`)
    }
  }
}

const statuses: { readonly [W in (typeof ways)[number]]: number } = {
  genuine: 200,
  again: 200,
  forged: 401,
  truncated: 400,
  oversized: 413,
  unsigned: 401,
  "of another app": 403
}

it("law Taken in: what was signed is kept once and handled in each sender's order; nothing else is kept", async () => {
  const tried = new Map<string, number>()
  const arbSent = fc.record({
    way: fc.constantFrom(...ways, "genuine" as const, "again" as const),
    user: fc.constantFrom("9007199254740993123", "9007199254740993124"),
    n: fc.nat(9),
    decomposed: fc.boolean()
  })
  const law = fc.asyncProperty(fc.array(arbSent, { minLength: 1, maxLength: 20 }), async (sent) => {
    const program = Effect.gen(function* () {
      const webhook = yield* Webhook.make(options)
      const genuine = new Set<string>()
      let turnedAway = 0
      for (const { way, user, n, decomposed } of sent) {
        const text = `Xin chào ${n}`
        const body = bodyOf(user, n, decomposed ? text.normalize("NFD") : text)
        const answer = yield* webhook.handle(send(way, body, String(1767225600000 + n)))
        tried.set(way, (tried.get(way) ?? 0) + 1)
        expect([way, answer.status]).toEqual([way, statuses[way]])
        const key = `user_send_text/m-${user}-${n}/${1767225600000 + n}`
        if (answer.status === 200) expect(answer.outcome).toBe(genuine.has(key) ? "kept-before" : "kept")
        else turnedAway++
        if (answer.status === 200) genuine.add(key)
      }
      const handled: Array<readonly [string, string]> = []
      const round = yield* Reception.round({
        read: (arrival) =>
          Effect.sync(() => {
            const event = WebhookEvent.decode(arrival.raw, { receivedAt: arrival.receivedAt })!
            return Arriving.of(event, { channel: "zalo", id: arrival.id, personOf: () => null, keyOf: () => null })
              .inbound
          }),
        handle: (event) => Effect.sync(() => void handled.push([event.type === "message" ? event.from : "", event.at]))
      })
      expect(round).toEqual({ handled: genuine.size, waiting: 0, aside: 0 })
      expect(handled.length).toBe(genuine.size)
      for (const user of new Set(handled.map(([from]) => from))) {
        const order = handled.filter(([from]) => from === user).map(([, at]) => at)
        expect(order).toEqual(order.toSorted())
      }
      const entries = yield* webhook.refused
      expect(entries.reduce((sum, { times }) => sum + times, 0)).toBe(turnedAway)
      for (const { words } of entries) expect(words.vi).toMatch(/^(?:Một tin|Kho)/u)
    })
    await Effect.runPromise(Effect.provide(program, Layer.mergeAll(Arrivals.layerMemory, Inbox.layerMemory)))
  })
  await fc.assert(law, { numRuns: 1_000 })
  const total = [...tried.values()].reduce((sum, n) => sum + n, 0)
  const shares = ways.map((way) => `${way} ${(((tried.get(way) ?? 0) * 100) / total).toFixed(1)} %`)
  console.info(`Taken in: ${total} requests: ${shares.join(", ")}`)
  for (const way of ways) expect((tried.get(way) ?? 0) / total).toBeGreaterThan(0.05)
})

const run = <A, E>(effect: Effect.Effect<A, E, Arrivals.Arrivals>): Promise<A> =>
  Effect.runPromise(Effect.provide(effect, Arrivals.layerMemory))

const good = bodyOf("20", 1, "Xin chào")
const mac = macOf(good, "1767225600001")

describe("the handler", () => {
  it("answers the check of the address without keeping anything", () =>
    run(
      Effect.gen(function* () {
        const { handle } = yield* Webhook.make(options)
        const arrivals = yield* Arrivals.Arrivals
        for (const body of ["", "{}", '{"hello":1}']) expect((yield* handle(request(body, null))).status).toBe(200)
        expect((yield* handle({ ...request("", null), method: "GET" })).outcome).toBe("looked-at")
        expect(yield* arrivals.waiting(10)).toEqual([])
      })
    ))

  it("refuses events of an account that is not named", () =>
    run(
      Effect.gen(function* () {
        const { handle } = yield* Webhook.make({ ...options, accounts: ["1"] })
        expect((yield* handle(request(good, mac))).outcome).toBe("other-account")
      })
    ))

  it("asks for a repetition when the store is away or slow, in time", async () => {
    const away = Layer.succeed(Arrivals.Arrivals, {
      add: () => Effect.never,
      waiting: () => Effect.succeed([]),
      handled: () => Effect.void,
      setAside: () => Effect.void,
      aside: Effect.succeed([])
    })
    const program = Effect.gen(function* () {
      const { handle } = yield* Webhook.make({ ...options, within: "50 millis" })
      return yield* handle(request(good, mac))
    })
    expect(await Effect.runPromise(Effect.provide(program, away))).toEqual({ status: 503, outcome: "not-kept" })
  })

  it("speaks Fetch and Node alike", () =>
    run(
      Effect.gen(function* () {
        const webhook = yield* Webhook.make(options)
        const headers = { "x-zevent-signature": mac }
        const byFetch = Webhook.toFetch(webhook, { most: 4_000 })
        const asked = (body: string) => new Request("http://x/", { method: "POST", headers, body })
        const answers = yield* Effect.promise(async () => {
          const server = createServer(Webhook.toNode(webhook, { most: 4_000 }))
          await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
          const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
          const all = [
            await byFetch(asked(good)),
            await byFetch(asked("x".repeat(9_000))),
            await fetch(url, { method: "POST", headers, body: good }),
            await fetch(url, { method: "POST", headers, body: "x".repeat(9_000) }),
            await fetch(url, { method: "POST", headers, body: good.replace("Xin", "Chao") })
          ]
          server.closeAllConnections()
          server.close()
          return Promise.all(all.map(async (one) => [one.status, await one.text()]))
        })
        expect(answers).toEqual([
          [200, "kept"],
          [413, "too-large"],
          [200, "kept-before"],
          [413, "too-large"],
          [401, "forged"]
        ])
      })
    ))
})
