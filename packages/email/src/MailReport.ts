/**
 * Reports that come back by mail. A mail is matched to person and duty by the token in its address or by the stamp of its
 * form, its files go to the same validator as every other road, and its sender gets one answer through the outbox: accepted,
 * with the figures as they were taken; or the problems by cell, with the corrected form; or what to do.
 *
 * Every step may be cut off and done again. Figures are filed under an id made of the mail and the file, the answer is put
 * under a key made of the mail: the second time changes nothing.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as InstantOf from "@lienhoi/calendar/Instant"
import type { InboundMessage } from "@lienhoi/messaging/Inbound"
import { Inbox, type InboxError } from "@lienhoi/messaging/Inbox"
import type * as FormFile from "@lienhoi/report/FormFile"
import * as Effect from "effect/Effect"
import { ContactState, type ContactStateError } from "./ContactState.ts"
import * as Answer from "./internal/answer.ts"
import { type Read, readFiles } from "./internal/readFiles.ts"
import * as Mail from "./Mail.ts"
import * as MailAnswer from "./MailAnswer.ts"
import { channelName } from "./MailChannel.ts"
import { type Bearer, MailDesk, type MailDeskError, type Matter } from "./MailDesk.ts"
import * as MailInbound from "./MailInbound.ts"
import * as MailKind from "./MailKind.ts"
import type { Arrived } from "./MailWatch.ts"

/** What became of one file. */
export type FileEnd = "recorded" | "no-op" | "newer" | "refused" | "asked"

/** What became of one mail. */
export type Taken =
  /** It was seen before and changed nothing. */
  | { readonly did: "nothing"; readonly because: "seen-before" | "automatic" | "own" | "list" }
  | { readonly did: "noted"; readonly reports: number }
  | { readonly did: "handed-over"; readonly matter: Matter }
  | {
      readonly did: "answered"
      readonly key: string
      /** `null` when nobody knows who wrote; then the answer says how to be known. */
      readonly person: string | null
      readonly files: ReadonlyArray<{ readonly file: string; readonly became: FileEnd }>
    }

/** How mails are taken. */
export interface Options {
  /** The mailbox that is read; tokens stand behind its plus. */
  readonly mailbox: string
  /** Answers to one person in one day; more wait for a person, so that two programs cannot write to each other for ever. 30 when not given. */
  readonly answersPerDay?: number
}

/** What taking a mail stands on. */
export type Deps = MailDesk | FormFile.FormFile | Inbox | ContactState

/** Why a mail is dealt with later. */
export type LaterError = MailDeskError | InboxError | ContactStateError

/** Takes mails; what it counts per day it forgets with the process. */
export const make = (options: Options) => {
  const counted = new Map<string, number>()
  const limit = options.answersPerDay ?? 30

  /** Counts one more answer to somebody that day; `false` when it would be one too many. */
  const mayAnswer = (to: string, at: Instant): boolean => {
    const day = InstantOf.dateIn(at)
    const key = `${day} ${to}`
    const count = (counted.get(key) ?? 0) + 1
    for (const old of counted.keys()) if (!old.startsWith(day)) counted.delete(old)
    counted.set(key, count)
    return count <= limit
  }

  return { take: (mail: Arrived): Effect.Effect<Taken, LaterError, Deps> => take(options, mayAnswer, mail) }
}

type MayAnswer = (to: string, at: Instant) => boolean

const take = (
  options: Options,
  mayAnswer: MayAnswer,
  { raw, at, folder, uid }: Arrived
): Effect.Effect<Taken, LaterError, Deps> =>
  Effect.gen(function* () {
    const parsed = raw === null ? null : yield* Effect.promise(() => Mail.parse(raw))
    if (parsed === null || !parsed.ok) {
      const matter = parsed === null || parsed.issues[0]?.code !== "mail.unreadable" ? "too-large" : "unreadable"
      yield* (yield* MailDesk).handOver({ id: `${folder}/${uid}/${at}`, matter, at, from: "", person: null })
      return { did: "handed-over", matter } as const
    }
    const mail = parsed.value
    const kind = MailKind.of(mail, [options.mailbox])
    if (kind.kind === "automatic") yield* noteAnswering(options, mail, at)
    if (kind.kind === "own" || kind.kind === "automatic") return { did: "nothing", because: kind.kind } as const
    if (kind.kind === "bounce") return yield* noteReports(options, mail, kind.reports, at)
    return yield* once(mail, at, ({ bearer, person, event }) =>
      kind.kind === "list" ? handOver(mail, at, "list", person) : answer({ mail, at, bearer, person, event, mayAnswer })
    )(options)
  })

interface Known {
  readonly bearer: Bearer | null
  readonly person: string | null
  readonly event: InboundMessage
}

/** Runs `work` for a mail seen for the first time. */
const once =
  (mail: Mail.Mail, at: Instant, work: (known: Known) => Effect.Effect<Taken, LaterError, Deps>) =>
  (options: Options) =>
    Effect.gen(function* () {
      const bearer = yield* bearerOf(mail, options.mailbox)
      const owners = bearer === null ? yield* (yield* MailDesk).owners(mail.from.address) : []
      const person = bearer?.person ?? (owners.length === 1 ? owners[0]! : null)
      const event = MailInbound.message(mail, { at, person, key: bearer?.key ?? null })
      let taken: Taken = { did: "nothing", because: "seen-before" }
      yield* (yield* Inbox).receive(event, () =>
        Effect.map(work({ bearer, person, event }), (done) => {
          taken = done
        })
      )
      return taken
    })

/** The first token in the mail that is ours. */
const bearerOf = (mail: Mail.Mail, mailbox: string): Effect.Effect<Bearer | null, MailDeskError, MailDesk> =>
  Effect.gen(function* () {
    const desk = yield* MailDesk
    for (const { token } of MailInbound.tagsIn(mail, mailbox).slice(0, 10)) {
      const bearer = yield* desk.bearer(token)
      if (bearer !== null) return bearer
    }
    return null
  })

/** News of mail servers: about a message of ours, and about the address it went to. */
const noteReports = (
  options: Options,
  mail: Mail.Mail,
  reports: ReadonlyArray<MailKind.DeliveryReport>,
  at: Instant
): Effect.Effect<Taken, LaterError, Deps> =>
  Effect.gen(function* () {
    const desk = yield* MailDesk
    const contacts = yield* ContactState
    const inbox = yield* Inbox
    const bearer = yield* bearerOf(mail, options.mailbox)
    let noted = 0
    // Without a token of ours anybody could declare anybody's address dead.
    for (const report of bearer === null ? [] : reports) {
      const attempt = MailInbound.tagsIn(mail, options.mailbox)[0]?.attempt ?? null
      const event = MailInbound.delivery(mail, report, { at, key: bearer!.key, attempt })
      const ended = MailInbound.contactEnded(mail, report, { at, person: bearer!.person })
      if (event !== null) yield* inbox.receive(event, () => desk.settle(event))
      const address = yield* addressOf(bearer!.person, report.recipient)
      if (ended !== null && address !== null)
        yield* inbox.receive(ended, () => contacts.note(address, { reachable: false, at, status: report.status }))
      noted++
    }
    return { did: "noted", reports: noted } as const
  })

/** A machine that answers our mail for its owner says that the address lives; nothing else comes of it. */
const noteAnswering = (options: Options, mail: Mail.Mail, at: Instant): Effect.Effect<void, LaterError, Deps> =>
  Effect.gen(function* () {
    const bearer = yield* bearerOf(mail, options.mailbox)
    const address = bearer === null ? null : yield* addressOf(bearer.person, mail.from.address)
    if (address !== null) yield* comesAlive(address, at)
  })

/** The mail address of that person that a report speaks of: a report about somebody else's says nothing about hers. */
const addressOf = (person: string, recipient: string | null): Effect.Effect<string | null, MailDeskError, MailDesk> =>
  Effect.map(
    Effect.flatMap(MailDesk, (desk) => desk.recipient(person)),
    (known) =>
      known?.roads
        .filter(({ channel }) => channel === channelName)
        .map(({ address }) => address.toLowerCase())
        .find((address) => address === recipient) ?? null
  )

const handOver = (
  mail: Mail.Mail,
  at: Instant,
  matter: Matter,
  person: string | null
): Effect.Effect<Taken, MailDeskError, MailDesk> =>
  Effect.gen(function* () {
    yield* (yield* MailDesk).handOver({ id: mail.digest, matter, at, from: mail.from.address, person })
    return { did: "handed-over", matter } as const
  })

interface ToAnswer extends Known {
  readonly mail: Mail.Mail
  readonly at: Instant
  readonly mayAnswer: MayAnswer
}

/** Reads the files, files the figures, puts the answer. */
const answer = ({ mail, at, bearer, person, mayAnswer }: ToAnswer): Effect.Effect<Taken, LaterError, Deps> =>
  Effect.gen(function* () {
    const desk = yield* MailDesk
    const key = MailAnswer.keyOf(mail)
    yield* comesAlive(mail.from.address, at)
    if (yield* desk.said(key)) return { did: "nothing", because: "seen-before" } as const
    const read = yield* readFiles({ mail, person, token: bearer === null ? null : tokenOf(bearer) }, bearer)
    if (read.is === "photo") yield* handOver(mail, at, "photo", person)
    const known = person === null ? null : yield* desk.recipient(person)
    // Strangers are answered only when they hold a form of ours: nobody can have us write to a third person otherwise.
    const stranger = known === null
    if (stranger && !isOurForm(read)) return yield* handOver(mail, at, "stranger", person)
    if (!mayAnswer(person ?? mail.from.address, at)) return yield* handOver(mail, at, "too-many-answers", person)
    const message = yield* Answer.compose({ key, mail, read, to: known, person, bearer, at })
    yield* desk.say(message, at)
    return {
      did: "answered",
      key,
      person,
      files: read.is === "forms" ? read.forms.map(({ file, became }) => ({ file, became })) : []
    } as const
  })

/** Whoever writes from an address that was declared dead has it back. */
const comesAlive = (address: string, at: Instant): Effect.Effect<void, ContactStateError, ContactState> =>
  Effect.gen(function* () {
    const contacts = yield* ContactState
    const standing = yield* contacts.of(address)
    if (standing !== null && !standing.reachable) yield* contacts.note(address, { reachable: true, at, status: null })
  })

/** What forms call the duty of a message. */
const tokenOf = ({ key }: Bearer): string => key

const isOurForm = (read: Read): boolean => read.is === "forms" && read.forms.some(({ stamped }) => stamped)
