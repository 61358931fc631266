/** What a bot gets, by webhook and by long polling, from the simulator to a message for the house. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import * as Arrivals from "@lienhoi/messaging/Arrivals"
import * as Inbound from "@lienhoi/messaging/Inbound"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Reception from "@lienhoi/messaging/Reception"
import * as Bot from "@lienhoi/zalo/Bot"
import * as BotInbound from "@lienhoi/zalo/BotInbound"
import * as BotUpdate from "@lienhoi/zalo/BotUpdate"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Wire from "@lienhoi/zalo/Webhook"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { afterAll, assert, beforeAll, it } from "vitest"
import { start } from "./local.ts"

const token = "1:bot-secret-for-tests"
const secret = Redacted.make("mot-bi-mat-de-thu")
let zalo: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  zalo = await start()
})
afterAll(() => zalo?.stop())

const runtime = ManagedRuntime.make(Layer.mergeAll(Transport.layerFetch(), Arrivals.layerMemory, Inbox.layerMemory))
afterAll(() => runtime.dispose())

/** What the house hears in one round. */
const heard = async (): Promise<ReadonlyArray<string>> => {
  const texts: Array<string> = []
  await runtime.runPromise(
    Reception.round({
      read: (arrival) =>
        Effect.sync(() => [BotUpdate.toInbound(BotUpdate.decode(arrival.raw, arrival.receivedAt)!, () => "lan")]),
      handle: (event) =>
        Effect.sync(() => {
          if (event.type === "message") texts.push(`${event.channel} ${event.person} ${Inbound.said(event).text}`)
        })
    })
  )
  return texts
}

it("by webhook: kept once, with the right secret only", async () => {
  const context = await runtime.runPromise(Effect.context<Arrivals.Arrivals>())
  const handle = BotInbound.handle({ secret })
  const answers: Array<string> = []
  const answer = Wire.toNode({
    answer: async (request) => {
      const given = await Effect.runPromiseWith(context)(handle(request))
      answers.push(given.outcome)
      return given
    }
  })
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`
  const bot = await runtime.runPromise(Bot.make({ token: Redacted.make(token), hosts: zalo.hosts }))
  await runtime.runPromise(Bot.setWebhook(bot, url, secret))
  zalo.control.act({ do: "send", person: "lan", bot: token, text: "Chào bot" })
  await zalo.control.settled()
  const forged = await fetch(url, { method: "POST", headers: { "x-bot-api-secret-token": "khac" }, body: "{}" })
  const [text] = await heard()
  await runtime.runPromise(Bot.deleteWebhook(bot))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))

  assert.strictEqual(forged.status, 401)
  assert.deepStrictEqual(answers, ["kept", "forged"])
  assert.strictEqual(text, "zalo-bot lan Chào bot")
  assert.deepStrictEqual(await heard(), [])
})

it("by long polling: each update is kept before the next is asked for; an empty poll is nothing", async () => {
  const bot = await runtime.runPromise(Bot.make({ token: Redacted.make(token), hosts: zalo.hosts }))
  const ask = Effect.map(Bot.poll(bot, 1), (update) => JSON.stringify(update ?? {}))
  for (const text of ["một", "hai"]) {
    zalo.control.act({ do: "send", person: "lan", bot: token, text })
    await zalo.control.clock({ advance: 1_000 })
  }
  await zalo.control.settled()
  const first = await runtime.runPromise(BotInbound.poll(ask))
  const second = await runtime.runPromise(BotInbound.poll(ask))
  const waiting = runtime.runPromise(BotInbound.poll(ask))
  await zalo.control.clock({ advance: 2_000 })

  assert.deepStrictEqual([first?.text, second?.text, await waiting], ["một", "hai", null])
  assert.deepStrictEqual(await heard(), ["zalo-bot lan một", "zalo-bot lan hai"])
})
