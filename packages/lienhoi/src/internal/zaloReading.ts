/**
 * What Zalo brought, read for this house: who it came from, which message of ours it speaks of, with its files. On the way
 * windows and groups are written down.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { Arrival } from "@lienhoi/messaging/Arrivals"
import type { Inbound } from "@lienhoi/messaging/Inbound"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Failed } from "@lienhoi/messaging/Reception"
import { type News, UnitGroups } from "@lienhoi/messaging/UnitGroup"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Arriving from "@lienhoi/zalo/Arriving"
import * as BotChannel from "@lienhoi/zalo/BotChannel"
import * as BotUpdate from "@lienhoi/zalo/BotUpdate"
import * as Contact from "@lienhoi/zalo/Contact"
import * as GroupChannel from "@lienhoi/zalo/GroupChannel"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import * as WebhookEvent from "@lienhoi/zalo/WebhookEvent"
import * as Effect from "effect/Effect"
import type { Household } from "./household.ts"
import * as RemoteFile from "./remoteFile.ts"
import type { Connected } from "./zalo.ts"

/** What is read with. */
export interface Deps {
  readonly house: Household
  readonly zalo: Connected
  readonly language: Language
}

const texts = Catalogue.make({
  unreadable: { vi: "Không đọc được sự kiện của Zalo", en: "An event of Zalo cannot be read" },
  file: {
    vi: "Không lấy được tệp kèm theo ({why}); xin người gửi gửi lại",
    en: "A file that came along cannot be fetched ({why}); ask for it again"
  }
})

/** It may work later. */
export const later = (cause: unknown): Failed => ({
  isRetryable: true,
  why: cause instanceof Error ? cause.message : String(cause)
})

/** It is for a person. */
export const aside = (why: string): Failed => ({ isRetryable: false, why })

/** Which person has that address on that channel on that day. */
const personAt = ({ directory }: Household, channel: string, address: string, at: Instant.Instant) => {
  const day = Instant.dateIn(at)
  for (const person of directory.people.keys())
    for (const contact of Directory.contactsOn(directory, person, day))
      if (contact.channel === channel && contact.address === address) return person
  return null
}

/** Fetches one file; over `http` only where the configuration names other hosts than Zalo's own. */
const fetched = ({ zalo, language }: Deps, file: Arriving.Remote) =>
  Effect.tryPromise({
    try: (signal) => RemoteFile.fetched(file.url, zalo.config.hosts !== undefined, signal),
    catch: later
  }).pipe(
    Effect.flatMap(({ status, bytes }) => {
      if (bytes !== null) return Effect.succeed({ ...file, bytes })
      return status >= 500
        ? Effect.fail(later(`HTTP ${status}`))
        : Effect.fail(aside(Catalogue.say(texts, "file", { why: String(status) }, language)))
    })
  )

/** Which of our messages has that receipt, or that tracking id. Looked up once for each round. */
export const receipts = Effect.map(
  Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list()),
  (posted) => {
    const keys = new Map<string, string>()
    for (const { row, attempts } of posted)
      for (const { channel, receipt } of attempts)
        if (channel?.startsWith("zalo")) {
          keys.set(TemplateMessage.trackingId(row.key), row.key)
          if (receipt !== null) keys.set(receipt, row.key)
        }
    return keys
  }
)

const changes: { readonly [change: string]: News["change"] } = {
  joined: "joined",
  accepted: "joined",
  left: "left",
  deleted: "ended"
}

/** Where the account stands with a person, after the event. */
const window = ({ zalo: { account, contact } }: Deps, event: WebhookEvent.WebhookEvent) => {
  const opened = (user: string) =>
    Contact.heard(account.oaId, user, event.at, account.law.freeMessages).pipe(
      Effect.provideService(Contact.Contact, contact)
    )
  switch (event.type) {
    case "message":
      return event.by === "user" && event.group === null ? opened(event.user) : Effect.void
    case "follow":
    case "chat-opened":
    case "widget-accepted":
      return opened(event.user)
    case "unfollow":
      return contact.write(account.oaId, event.user, { lastContact: null, free: null, asOf: event.at })
    default:
      return Effect.void
  }
}

const speaksOfOurs: ReadonlySet<string> = new Set([
  "message",
  "received",
  "seen",
  "template-received",
  "template-feedback",
  "template-answer"
])

/** Reads an arrival. */
export const read =
  <R>(deps: Deps, ours: Effect.Effect<ReadonlyMap<string, string>, Failed, R>) =>
  (arrival: Arrival): Effect.Effect<ReadonlyArray<Inbound>, Failed, R | UnitGroups> =>
    Effect.gen(function* () {
      const { house, language } = deps
      if (arrival.channel === BotChannel.channelName) {
        const update = BotUpdate.decode(arrival.raw, arrival.receivedAt)
        if (update === null || update.kind === "unknown") return yield* Effect.fail(aside(texts.unreadable[language]))
        const personOf = (user: string) => personAt(house, BotChannel.channelName, user, update.at)
        const message = BotUpdate.toInbound(update, personOf)
        if (update.kind !== "image" || update.url === null) return [message]
        const file = { url: update.url, name: `${update.id}.jpg`, mediaType: "image/jpeg" }
        return [Arriving.withFiles(message, [yield* fetched(deps, file)])]
      }
      const event = WebhookEvent.decode(arrival.raw, { server: arrival.hint, receivedAt: arrival.receivedAt })
      if (event === null) return yield* Effect.fail(aside(texts.unreadable[language]))
      const keys = speaksOfOurs.has(event.type) ? yield* ours : new Map<string, string>()
      const { inbound, files, group, note } = Arriving.of(event, {
        channel: arrival.channel,
        id: arrival.id,
        personOf: (user) => personAt(house, "zalo", user, event.at),
        keyOf: (receipt, tracking) => keys.get(receipt ?? "") ?? keys.get(tracking ?? "") ?? null
      })
      yield* window(deps, event)
      const change = group === null ? undefined : changes[group.change]
      if (group !== null && change !== undefined) {
        const road = { channel: GroupChannel.channelName, address: group.group }
        const news = { road, change, members: group.users, at: event.at }
        yield* Effect.mapError(
          Effect.flatMap(UnitGroups, (groups) => groups.hear(news)),
          later
        )
      }
      if (note !== null) return yield* Effect.fail(aside(note[language]))
      if (files.length === 0) return inbound
      const whole = yield* Effect.forEach(files, (file) => fetched(deps, file))
      return inbound.map((one) => (one.type === "message" ? Arriving.withFiles(one, whole) : one))
    })
