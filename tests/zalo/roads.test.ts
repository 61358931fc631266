import * as Channel from "@lienhoi/messaging/Channel"
import * as ChannelSuite from "@lienhoi/testing/ChannelSuite"
import * as Bot from "@lienhoi/zalo/Bot"
import * as BotChannel from "@lienhoi/zalo/BotChannel"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as Group from "@lienhoi/zalo/Group"
import * as GroupChannel from "@lienhoi/zalo/GroupChannel"
import * as TemplateChannel from "@lienhoi/zalo/TemplateChannel"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { afterAll } from "vitest"
import { account, memory, oa, people, start } from "./local.ts"

const zalo = await start()
afterAll(() => zalo.stop())

zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
zalo.control.template({
  id: "200001",
  account: oa,
  name: "Nhắc việc",
  tag: "CUSTOMER_CARE",
  status: "ENABLE",
  text: "Chào chị <ten>: <noi_dung>",
  params: [
    { name: "ten", maxLength: 30 },
    { name: "noi_dung", maxLength: 200 }
  ],
  price: 300,
  priceByUid: 200,
  approvedOn: "2026-01-05"
})

/** The beginning of a JPEG. */
const file = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])

const connected = <E, R>(make: Effect.Effect<Channel.Contract, E, R>) =>
  Layer.effect(Channel.Channel, make).pipe(Layer.provide(memory))

ChannelSuite.suite("zalo", connected(Effect.flatMap(account(zalo), ConsultationChannel.make)), {
  address: people.lan.uid,
  file
})

const group = await Effect.runPromise(
  Effect.flatMap(account(zalo), (ours) =>
    Group.create(ours, { name: "Chi hội trưởng xã Mẫu", asset: "asset-50", members: [people.lan.uid] })
  ).pipe(Effect.provide(memory))
)

ChannelSuite.suite("zalo-group", connected(Effect.map(account(zalo), GroupChannel.make)), { address: group.id, file })

const templates = { "*": { template: "200001", data: { ten: "name", noi_dung: "body" } } } as const

const byTemplate = connected(Effect.map(account(zalo), (ours) => TemplateChannel.make(ours, { templates })))

ChannelSuite.suite("zalo-template", byTemplate, { address: people.lan.phone })
ChannelSuite.suite("zalo-template (user id)", byTemplate, { address: `uid:${people.hoa.uid}` })

zalo.control.act({ do: "send", person: "lan", bot: "1:bot-secret-for-tests", text: "Chào bot" })

ChannelSuite.suite(
  "zalo-bot",
  connected(
    Effect.map(Bot.make({ token: Redacted.make("1:bot-secret-for-tests"), hosts: zalo.hosts }), BotChannel.make)
  ),
  { address: zalo.control.ids({ person: "lan", bot: "1:bot-secret-for-tests" }).chat }
)
