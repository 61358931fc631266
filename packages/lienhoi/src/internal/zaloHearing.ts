/**
 * What people told the account, put where it belongs: an urgent matter, the answer to a due report, an acknowledgement in a
 * group, news about a message of ours. Answers go out through the outbox, under the labels of what they show.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Cascade from "@lienhoi/messaging/Cascade"
import type { CascadeStore } from "@lienhoi/messaging/CascadeStore"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Inbound from "@lienhoi/messaging/Inbound"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Failed } from "@lienhoi/messaging/Reception"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import * as ConversationStore from "@lienhoi/report/ConversationStore"
import * as Journal from "@lienhoi/report/Journal"
import * as Label from "@lienhoi/template/Label"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as GroupChannel from "@lienhoi/zalo/GroupChannel"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { App } from "../App.ts"
import * as ChatDesk from "../ChatDesk.ts"
import * as UrgentDesk from "../UrgentDesk.ts"
import * as Noticing from "./noticing.ts"
import { recipientOf as addressed } from "./recipient.ts"
import * as Reading from "./zaloReading.ts"

/** What is heard with. */
export interface Deps extends Reading.Deps {
  readonly app: App
  /** Where drafts and urgent cases stay. */
  readonly urgent: UrgentDesk.Store
}

const texts = Catalogue.make({
  stranger: {
    vi: "Không biết ai đã nhắn ({from}); thêm mã Zalo này vào danh sách cán bộ nếu là người của Hội",
    en: "Nobody knows who wrote ({from}); add this Zalo id to the list of people if she is one of yours"
  },
  "not-understood": {
    vi: "{who} nhắn, máy chưa hiểu hoặc không thuộc báo cáo nào: {text}",
    en: "{who} wrote what was not understood or belongs to no report: {text}"
  },
  "new-number": {
    vi: "{who} gửi số điện thoại mới; xem lại rồi sửa trong danh sách cán bộ",
    en: "{who} gave a new telephone number; check it and change the list of people"
  },
  erase: {
    vi: "{who} yêu cầu xóa dữ liệu cá nhân; xem lại rồi xóa khỏi danh sách và khỏi kho",
    en: "{who} asks for her personal data to be erased; check it, then erase it from the list and from the store"
  },
  file: { vi: "Không giữ được ảnh: {why}", en: "A photo cannot be kept: {why}" }
})

/** Words of people who know each other, about one unit. */
const personal = { secrecy: "internal", personal: "basic", reviewed: true } as const

/** Somebody as her roads go; by the road she wrote on when it is an answer to her. */
const recipientOf = (
  { house }: Reading.Deps,
  person: string,
  at: Instant.Instant,
  from: Inbound.InboundMessage | null
): Recipient => {
  const to = addressed(house, person, { on: Instant.dateIn(at) })
  return from === null ? to : { ...to, roads: [{ channel: from.channel, address: from.from }] }
}

/** An answer that is late by a day answers nothing. */
const day = 86_400_000

/** Puts what is said into the outbox: one key for each part, so that a message heard again says nothing twice. */
const saying = (
  deps: Deps,
  about: { readonly id: string; readonly at: Instant.Instant; readonly from: Inbound.InboundMessage | null },
  put: (message: Message.Message, notBefore: Instant.Instant, expires: Instant.Instant) => Promise<unknown>
) => {
  let part = 0
  const parts = new Map<string, number>()
  return async (person: string, text: string, shows: ReadonlyArray<string> = []): Promise<void> => {
    const millis = Instant.toMillis(about.at)
    const labels = shows.flatMap((id) => deps.app.templates.get(id)?.template.label ?? [])
    const isAnswer = about.from?.person === person
    // Her own words may stand in an answer to her. Of an urgent matter, words go to the head above and back (decision 0087).
    const words = isAnswer ? Labelled.unreviewed(text, person) : Labelled.make(text, personal)
    const body = Labelled.map(
      Labelled.all([words, Labelled.make("", Label.highest(Label.internal, ...labels))]),
      (all) => all.join("")
    )
    const before = parts.get(person) ?? 0
    parts.set(person, before + 1)
    const message = Message.make({
      key: `chat/${about.id}/${++part}`,
      kind: "chat",
      to: recipientOf(deps, person, about.at, isAnswer ? about.from : null),
      duty: null,
      association: deps.house.association.id,
      body
    })
    // What comes in several parts stays in its order.
    const notBefore = Instant.fromMillis(millis + before * 1000)
    await put(message, notBefore, Instant.fromMillis(millis + day))
  }
}

const putting = Effect.map(Journal.Journal, (journal) => {
  return (message: Message.Message, notBefore: Instant.Instant, expires: Instant.Instant) =>
    Effect.runPromise(
      journal.append("chat", [], { expectedVersion: 0, outbox: [Outbox.row(message, { notBefore, expires })] })
    )
})

/** A desk that answers to one occasion. */
const deskFor = (
  deps: Deps,
  about: { readonly id: string; readonly at: Instant.Instant; readonly from: Inbound.InboundMessage | null },
  keep: (entry: ChatDesk.Entry) => void
) =>
  Effect.gen(function* () {
    const store = yield* ConversationStore.ConversationStore
    const say = saying(deps, about, yield* putting)
    const { app, language } = deps
    const desk = ChatDesk.open(app, {
      say,
      keep,
      language,
      store: Layer.succeed(ConversationStore.ConversationStore, store)
    })
    const { urgent: template } = deps.zalo.config
    const urgent =
      template === undefined
        ? null
        : UrgentDesk.open(app, { template, say, store: deps.urgent, calendar: deps.house.calendar, language })
    return { desk, urgent }
  })

/** Asks the head of a unit for what it owes. */
export const invite = (deps: Deps, which: Parameters<ChatDesk.ChatDesk["invite"]>[0]) =>
  Effect.gen(function* () {
    const id = `invite/${which.template ?? ""}/${which.unit}/${which.period}/${which.at}`
    const { desk } = yield* deskFor(deps, { id, at: which.at, from: null }, () => {})
    const invited = yield* Effect.promise(() => desk.invite(which))
    yield* Effect.promise(() => desk[Symbol.asyncDispose]())
    return invited
  })

const nameOf = ({ house }: Deps, { person, from }: { readonly person: string | null; readonly from: string }): string =>
  (person === null ? null : Directory.person(house.directory, person)?.name) ?? from

const message = (deps: Deps, event: Inbound.InboundMessage) =>
  Effect.gen(function* () {
    const { app, language } = deps
    const { person, at } = event
    const { text, files } = Inbound.said(event)
    if (event.group !== null) {
      const road = { channel: GroupChannel.channelName, address: event.group }
      if (person !== null) yield* Noticing.heard(app, { road, text, at, person, answers: event.inReplyTo })
      return
    }
    if (person === null)
      return yield* Effect.fail(Reading.aside(Catalogue.say(texts, "stranger", { from: event.from }, language)))
    const photos = yield* Effect.forEach(files, ({ name, mediaType, bytes }) =>
      Effect.tryPromise({
        try: () => app.files.put({ name, mediaType, bytes, person, label: { ...personal, reviewed: false } }),
        catch: Reading.later
      }).pipe(
        Effect.flatMap((kept) =>
          kept.ok
            ? Effect.succeed(kept.value)
            : Effect.fail(Reading.aside(Catalogue.say(texts, "file", { why: Issue.format(kept.issues[0]!) }, language)))
        )
      )
    )
    const open = (yield* (yield* ConversationStore.ConversationStore).of(person)).some(
      ({ conversation }) => conversation.stage !== "done"
    )
    if (Cascade.isAcknowledgement(text) && (!open || event.inReplyTo?.startsWith(Noticing.prefix))) {
      const counted = yield* Noticing.heard(app, { road: null, text, at, person, answers: event.inReplyTo })
      if (counted > 0) return
    }
    const left: Array<string> = []
    const { desk, urgent } = yield* deskFor(deps, { id: event.id, at, from: event }, (entry) => left.push(entry.text))
    const said = { person, text: text === "" ? null : text, photos, at }
    yield* Effect.tryPromise({
      try: async () => {
        if (urgent === null || !(await urgent.hear(said))) await desk.hear(said)
      },
      catch: Reading.later
    }).pipe(Effect.ensuring(Effect.promise(() => desk[Symbol.asyncDispose]())))
    if (left.length > 0) {
      const params = { who: nameOf(deps, event), text: left.join("; ").slice(0, 500) }
      return yield* Effect.fail(Reading.aside(Catalogue.say(texts, "not-understood", params, language)))
    }
  })

/** Handles one thing that came in. */
export const handle =
  (deps: Deps) =>
  (
    event: Inbound.Inbound
  ): Effect.Effect<
    void,
    Failed,
    Outbox.Outbox | Journal.Journal | ConversationStore.ConversationStore | CascadeStore
  > =>
    Effect.gen(function* () {
      switch (event.type) {
        case "message":
          return yield* message(deps, event)
        case "delivery":
          return yield* Effect.asVoid(Delivery.settle(event))
        case "consent":
          // What it says about the window is written down while it is read.
          return
        case "contact-change": {
          const code = event.change === "erase" ? "erase" : "new-number"
          return yield* Effect.fail(
            Reading.aside(Catalogue.say(texts, code, { who: nameOf(deps, event) }, deps.language))
          )
        }
      }
    }).pipe(Effect.mapError((error): Failed => ("why" in error ? error : Reading.later(error))))
