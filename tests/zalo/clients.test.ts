import { assert, describe, it } from "@effect/vitest"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Letter from "@lienhoi/messaging/Letter"
import * as Message from "@lienhoi/messaging/Message"
import * as Bot from "@lienhoi/zalo/Bot"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as Group from "@lienhoi/zalo/Group"
import * as OaMessage from "@lienhoi/zalo/OaMessage"
import * as Profile from "@lienhoi/zalo/Profile"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import * as Upload from "@lienhoi/zalo/Upload"
import type { Running } from "@lienhoi/zalo-simulator/Simulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { account, memory, morning, oa, people, start } from "./local.ts"

/** A story at a Zalo of its own. */
const story = (claim: string, tell: (zalo: Running) => Effect.Effect<void, unknown, never>) =>
  it.effect(claim, () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse(morning))
      const zalo = yield* Effect.acquireRelease(
        Effect.promise(() => start()),
        (running) => Effect.promise(() => running.stop())
      )
      yield* tell(zalo)
    }).pipe(Effect.scoped)
  )

describe("clients of the Official Account", () => {
  story("text, picture, document, buttons and a request for contact details arrive as they are", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const ours = yield* account(zalo)
      const picture = {
        name: "anh.png",
        mediaType: "image/png",
        bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
      }
      const paper = {
        name: "Giấy mời.pdf",
        mediaType: "application/pdf",
        bytes: new TextEncoder().encode("%PDF-1.7 mẫu")
      }
      const attachmentId = yield* Upload.image(ours, picture)
      const token = yield* Upload.document(ours, paper)
      const { uid } = people.lan
      yield* OaMessage.send(ours, uid, { kind: "image", image: { attachmentId }, text: "Ảnh sinh hoạt" })
      yield* OaMessage.send(ours, uid, { kind: "file", token })
      yield* OaMessage.withButtons(ours, uid, "Chị chọn", [{ title: "Nộp ngay", open: "https://app.example.vn" }])
      yield* OaMessage.send(ours, uid, {
        kind: "ask-contact",
        title: "Cho Hội biết số điện thoại",
        subtitle: "Chỉ dùng để nhắc việc",
        image: "https://app.example.vn/hoi.png"
      })
      const seen = zalo.control.messages({ person: "lan" }).filter(({ from }) => from === null)

      assert.strictEqual(seen.length, 4)
      assert.deepStrictEqual(
        [seen[0]?.text, seen[2]?.text, seen[2]?.buttons[0]?.title],
        ["Ảnh sinh hoạt", "Chị chọn", "Nộp ngay"]
      )
    }).pipe(Effect.provide(memory))
  )

  story("a file Zalo does not take is refused before it is uploaded", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const large = { name: "a.png", mediaType: "image/png", bytes: new Uint8Array(1_000_001) }
      const failed = yield* Effect.flip(Upload.image(ours, large))

      assert.strictEqual(failed.reason._tag, "BadRequest")
      assert.strictEqual(zalo.control.requests({ path: "upload" }).length, 0)
    }).pipe(Effect.provide(memory))
  )

  story("free messages are counted: what comes after them costs, and the quote says so before it is sent", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const ours = yield* account(zalo)
      const channel = yield* ConsultationChannel.make(ours)
      const { uid } = people.lan
      const road = { channel: "zalo", address: uid }
      const letterOf = (n: number) =>
        Letter.admit(
          Message.make({
            key: `k-${n}`,
            kind: "reminder",
            to: { audience: "person", id: "p-1", name: "chị Lan", roads: [road] },
            duty: null,
            association: "vwu",
            body: Labelled.plain(`Tin ${n}`)
          }),
          road,
          channel.capabilities.doors
        ) as Letter.Letter
      const prices: Array<number> = []
      for (let n = 0; n < 10; n++) {
        const quote = yield* channel.quote(letterOf(n), morning)
        prices.push(quote.answer === "now" ? quote.price : -1)
        yield* channel.send(letterOf(n))
      }

      assert.deepStrictEqual(prices, [0, 0, 0, 0, 0, 0, 0, 0, 55, 55])
      assert.strictEqual(zalo.control.requests({ path: "quota/message" }).length, 1, "Zalo is asked once")
    }).pipe(Effect.provide(memory))
  )

  story("the account tells what it is, and its templates are read page by page with their places", (zalo) =>
    Effect.gen(function* () {
      for (let n = 0; n < 120; n++)
        zalo.control.template({
          id: `3${String(n).padStart(5, "0")}`,
          account: oa,
          name: `Mẫu ${n}`,
          text: "a",
          params: []
        })
      const ours = yield* account(zalo)
      const profile = yield* Profile.read(ours)
      const all = yield* TemplateMessage.list(ours)
      const one = yield* TemplateMessage.find(ours, "123456")
      const { remaining } = yield* TemplateMessage.quota(ours)

      assert.deepStrictEqual([profile.oaId, profile.kind, profile.verified, profile.wallet], [oa, "state", true, true])
      assert.strictEqual(new Set(all.map(({ id }) => id)).size, 122)
      assert.deepStrictEqual(one.price, { phone: 300, user: 200 })
      assert.deepStrictEqual(
        one.parameters.map(({ name, maxLength }) => [name, maxLength]),
        [
          ["name", 30],
          ["date", 20]
        ]
      )
      assert.strictEqual(remaining, 20_000)
    }).pipe(Effect.provide(memory))
  )
})

describe("groups of the account", () => {
  story("made, filled by invitation, spoken to by name, dissolved", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const free = (yield* Group.assets(ours)).filter(({ isFree }) => isFree)
      const made = yield* Group.create(ours, {
        name: "Chi hội trưởng xã Mẫu",
        asset: free[0]!.id,
        members: [people.lan.uid]
      })
      yield* Group.invite(ours, made.id, [people.hoa.uid])
      const invited = yield* Group.members(ours, made.id)
      zalo.control.act({ do: "accept", person: "hoa", group: made.id })
      const joined = yield* Group.members(ours, made.id)
      yield* Group.send(ours, made.id, { kind: "text", text: `Mời ${Group.mention(people.hoa.uid)} xem` })
      const listed = yield* Group.list(ours)
      yield* Group.dissolve(ours, made.id)
      const gone = yield* Effect.flip(Group.find(ours, made.id))

      assert.strictEqual(free.length, 3)
      assert.isFalse(
        invited.some(({ id }) => id === people.hoa.uid),
        "an invitation is no membership"
      )
      assert.isTrue(joined.some(({ id }) => id === people.hoa.uid))
      assert.isTrue(joined.some(({ isAccount }) => isAccount))
      assert.deepStrictEqual(
        listed.map(({ id, enabled }) => [id, enabled]),
        [[made.id, true]]
      )
      assert.strictEqual(zalo.control.messages({ group: made.id }).length, 1)
      assert.strictEqual(gone.reason._tag, "GroupGone")
    }).pipe(Effect.provide(memory))
  )

  story("a group whose package lapsed is told apart from one that is gone", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const made = yield* Group.create(ours, { name: "Nhóm thử", asset: "asset-10", members: [people.lan.uid] })
      zalo.control.account({ id: oa, assets: [{ id: "asset-10", product: "gmf10", until: "2024-10-16" }] })
      yield* Effect.promise(() => zalo.control.clock({ advance: 5 * 86_400_000 }))
      const { access_token, refresh_token } = zalo.control.grant()
      yield* ours.tokens.adopt({
        access: Redacted.make(access_token),
        refresh: Redacted.make(refresh_token),
        lasting: 90_000_000
      })
      const failed = yield* Effect.flip(Group.send(ours, made.id, { kind: "text", text: "Chào các chị" }))

      assert.deepStrictEqual([failed.reason._tag, "code" in failed.reason && failed.reason.code], ["Console", -237])
    }).pipe(Effect.provide(memory))
  )
})

describe("the bot", () => {
  story("writes, is polled one thing at a time, and is not polled while a webhook is set", (zalo) =>
    Effect.gen(function* () {
      const bot = yield* Bot.make({ token: Redacted.make("1:bot-secret-for-tests"), hosts: zalo.hosts })
      const wrong = yield* Bot.make({ token: Redacted.make("1:another-secret"), hosts: zalo.hosts })
      zalo.control.act({ do: "send", person: "lan", bot: "1:bot-secret-for-tests", text: "Báo cáo xong" })
      const update = yield* Bot.poll(bot, 1)
      const { chat } = zalo.control.ids({ person: "lan", bot: "1:bot-secret-for-tests" })
      const id = yield* Bot.send(bot, chat, "Đã nhận")
      const refused = yield* Effect.flip(Bot.me(wrong))
      yield* Bot.setWebhook(bot, "https://app.example.vn/bot", Redacted.make("bi-mat-8-ky-tu"))
      const set = yield* Bot.webhook(bot)
      const busy = yield* Effect.exit(Bot.poll(bot, 1))
      yield* Bot.deleteWebhook(bot)

      assert.strictEqual(update?.event_name, "message.text.received")
      assert.isNotEmpty(id)
      assert.strictEqual(refused.reason._tag, "TokenRefused")
      assert.strictEqual(set, "https://app.example.vn/bot")
      assert.strictEqual(busy._tag, "Failure")
      assert.strictEqual(yield* Bot.webhook(bot), "")
    }).pipe(Effect.provide(memory))
  )
})
