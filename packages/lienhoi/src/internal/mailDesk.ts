/**
 * The office behind its mailbox: who people are, how figures are filed once, how answers get into the outbox.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import { channelName } from "@lienhoi/email/MailChannel"
import * as MailDesk from "@lienhoi/email/MailDesk"
import * as ReturnToken from "@lienhoi/email/ReturnToken"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import * as DutyId from "@lienhoi/report/DutyId"
import * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import type { Submission } from "@lienhoi/report/Submission"
import type { Cells } from "@lienhoi/template/Cell"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Receipt } from "../App.ts"
import type * as Cases from "./cases.ts"
import * as Filing from "./filing.ts"
import type { Household } from "./household.ts"
import type { Settings } from "./mailSettings.ts"
import * as Occasions from "./occasions.ts"
import { recipientOf as addressed } from "./recipient.ts"
import type * as Work from "./work.ts"

const texts = Catalogue.make({
  about: { vi: "{title} ({period}), {unit}", en: "{title} ({period}), {unit}" },
  "person.subject": { vi: "Một thư cần người xem", en: "A mail needs a person" },
  "person.body": {
    vi: "Chào {who},\nMột thư đến lúc {at} từ địa chỉ {from} cần người xem: {why}.\nXin mở hộp thư của hội, xem thư đó và trả lời.",
    en: "Dear {who},\nA mail that came at {at} from the address {from} needs a person: {why}.\nPlease open the association's mailbox, look at it and answer."
  },
  nobody: { vi: "không rõ", en: "unknown" },
  "too-large": { vi: "thư quá nặng hoặc quá nhiều phần", en: "it is too large or has too many parts" },
  unreadable: { vi: "không đọc được thư", en: "it cannot be read" },
  photo: { vi: "gửi ảnh chụp thay cho biểu mẫu", en: "it brings a photo instead of the form" },
  stranger: { vi: "không biết người gửi là ai", en: "nobody knows who sent it" },
  list: { vi: "thư do danh sách thư chuyển tiếp", en: "a mailing list passed it on" },
  "too-many-answers": {
    vi: "địa chỉ này đã được trả lời quá nhiều lần trong ngày",
    en: "this address was answered too often today"
  }
})

/** What the desk stands on. */
export interface Deps extends Filing.Deps, Work.Deps {
  readonly settings: Settings
  readonly now: () => Instant.Instant
}

type Services = Journal.Journal | Outbox.Outbox | Ids.Ids

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const later = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, MailDesk.MailDeskError, R> =>
  Effect.mapError(work, (cause) => new MailDesk.MailDeskError({ cause }))

/** Puts a message into the outbox without any event. */
export const put = (message: Message.Message, notBefore: Instant.Instant) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    yield* journal.append("mail", [], { expectedVersion: 0, outbox: [Outbox.row(message, { notBefore })] })
  })

/** A person as mail is written to her: her mailboxes first, the other roads for when they are dead. */
export const recipientOf = (house: Household, person: string, at: Instant.Instant): Recipient | null =>
  Directory.person(house.directory, person) === null
    ? null
    : addressed(house, person, { on: Instant.dateIn(at), first: channelName })

/** A report by name: `Báo cáo tháng 10/2026, Hội LHPN xã Mẫu`. */
export const aboutOf = ({ association }: Household, of: Cases.Case, language: Language): string => {
  const { title, titleEn } = of.template.template
  return Catalogue.say(
    texts,
    "about",
    {
      title: language === "vi" ? title : (titleEn ?? title),
      period: Period.format(of.period, language),
      unit: Association.organisationName(association, of.unit, language)
    },
    language
  )
}

/** Keys of messages by their tokens, read from the outbox when a token comes that is not known yet. */
const bearers = (deps: Deps) => {
  const tokens = ReturnToken.make(deps.settings.secret)
  const known = new Map<string, MailDesk.Bearer>()
  let rows = 0
  return (token: string): Effect.Effect<MailDesk.Bearer | null, MailDesk.MailDeskError, Outbox.Outbox> =>
    Effect.gen(function* () {
      const found = known.get(token)
      if (found !== undefined) return found
      const all = yield* later(Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list()))
      for (const { row } of all.length === rows ? [] : all) {
        const message = Message.decode(row.payload)
        if (!message.ok) continue
        const duty = message.value.duty === null ? null : DutyId.parse(message.value.duty)
        const wanted = duty === null ? null : Occasions.wantedOf(deps, duty.key)
        known.set(tokens.of(row.key), { key: row.key, person: message.value.to.id, wanted })
      }
      rows = all.length
      return known.get(token) ?? null
    })
}

/** The figures that an event of that id brought; `null` when there is none. */
const cellsFiled = (deps: Deps, of: Cases.Case, id: string): Cells | null => {
  const happened = deps.reports.historyOf(of.key).find(({ event }) => event.id === id)?.event
  return happened?.type === "submitted" ? happened.cells : null
}

/** Files figures under an id of our own: an event is appended once, however often it is tried. */
const file = (deps: Deps, id: string, submission: Submission) =>
  Effect.gen(function* () {
    const of = Occasions.caseOf(deps, submission)
    if (of === null) return { is: "refused", issues: [] } as const
    const about = aboutOf(deps.house, of, deps.language)
    const told = (is: "recorded" | "no-op" | "newer", readBack: ReadonlyArray<string>) => ({ is, about, readBack })
    const linesOf = (cells: Cells) => ReadBack.lines(of.template.template, of.unit.level, cells, deps.language)
    yield* deps.reports.catchUp
    const before = cellsFiled(deps, of, id)
    if (before !== null) return told("recorded", linesOf(before))
    const which = { template: submission.template.id, unit: submission.unit, period: submission.period }
    const done = yield* Filing.act(deps, which, () => ({
      command: { type: "submit", submission },
      by: submission.recordedBy
    })).pipe(
      Effect.provideService(Ids.Ids, { next: Effect.succeed(id) }),
      Effect.catchIf(
        (error) => error.reason._tag === "AlreadyRecorded",
        () => Effect.succeed(null)
      )
    )
    if (done === null) {
      // Another process was quicker with the same mail.
      yield* deps.reports.catchUp
      return told("recorded", linesOf(cellsFiled(deps, of, id) ?? {}))
    }
    if (!done.ok) return { is: "refused", issues: done.issues } as const
    return told(outcomes[done.value.outcome], done.value.readBack)
  })

const outcomes: { readonly [O in Receipt["outcome"]]: "recorded" | "no-op" | "newer" } = {
  recorded: "recorded",
  "no-op": "no-op",
  "confirm-replacement": "newer"
}

/** The note to the person in charge: where the mail is and why, nothing of what stands in it. */
const noteOf = (deps: Deps, to: Recipient, { id, matter, from, at }: MailDesk.ForPerson): Message.Message => {
  const { language, house } = deps
  const params = {
    who: to.name,
    at: `${Instant.timeIn(at)} ${Instant.dateIn(at)}`,
    from: from === "" ? texts.nobody[language] : from,
    why: texts[matter][language]
  }
  return Message.make({
    key: `mail-person/${id}`,
    kind: "mail-person",
    to,
    duty: null,
    association: house.association.id,
    subject: Labelled.plain(texts["person.subject"][language]),
    body: Labelled.make(Catalogue.say(texts, "person.body", params, language), {
      secrecy: "internal",
      personal: "basic",
      reviewed: true
    })
  })
}

/** The desk over an app. */
export const make = (deps: Deps): Effect.Effect<MailDesk.MailDesk["Service"], never, Services> =>
  Effect.map(Effect.context<Services>(), (services) => {
    const { house, settings, language } = deps
    const bearer = bearers(deps)
    const provided = <A, E>(work: Effect.Effect<A, E, Services>): Effect.Effect<A, E> =>
      Effect.provideContext(work, services)
    return MailDesk.MailDesk.of({
      association: house.association.id,
      language,
      bearer: (token) => provided(bearer(token)),
      owners: (address) =>
        Effect.map(now, (at) =>
          [...house.directory.people.keys()].filter((person) =>
            Directory.contactsOn(house.directory, person, Instant.dateIn(at)).some(
              (contact) => contact.channel === channelName && contact.address.toLowerCase() === address
            )
          )
        ),
      recipient: (person) => Effect.map(now, (at) => recipientOf(house, person, at)),
      known: Occasions.known(deps, deps.staffed, deps.now),
      file: (id, submission) => provided(later(file(deps, id, submission))),
      said: (key) =>
        provided(
          later(
            Effect.map(
              Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list([key])),
              (rows) => rows.length > 0
            )
          )
        ),
      say: (message, notBefore) => provided(later(put(message, notBefore))),
      settle: (event) => provided(later(Effect.asVoid(Delivery.settle(event)))),
      handOver: (mail) =>
        Effect.gen(function* () {
          const { responsible } = settings
          const to = responsible === null ? null : recipientOf(house, responsible, mail.at)
          if (to !== null) yield* provided(later(put(noteOf(deps, to, mail), mail.at)))
        })
    })
  })

/** Issues of a setting that names nobody. */
export const responsibleIssues = (house: Household, settings: Settings | null): ReadonlyArray<Issue.Issue> =>
  settings === null || settings.responsible === null || Directory.person(house.directory, settings.responsible) !== null
    ? []
    : [issue("mail.responsible", { person: settings.responsible }, { path: ["channels", "email", "responsible"] })]

const issue = Issue.from(
  Catalogue.make({
    "mail.responsible": {
      vi: "Người phụ trách hộp thư {person} không có trong danh sách cán bộ; xem lại responsible",
      en: "Nobody in the list of people has the id {person}, who is to look after the mailbox; check responsible"
    }
  })
)
