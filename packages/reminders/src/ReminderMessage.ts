/**
 * Writes a planned reminder as a message: polite, in the person's own form of address, with last time's figures, the
 * day of the week, and how to answer. Every part keeps its label: figures are internal, names are personal data, and
 * what goes to a group holds no name.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as PlainDates from "@lienhoi/calendar/PlainDate"
import * as Remaining from "@lienhoi/calendar/Remaining"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import type { Duty } from "@lienhoi/report/Duty"
import * as Duties from "@lienhoi/report/Duty"
import * as Label from "@lienhoi/template/Label"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import type { Addressee, Group } from "./Addressee.ts"
import * as Offices from "./internal/offices.ts"
import type { Digest, Reminder, Single } from "./Run.ts"

/** What a message is written from, besides the reminder itself. */
export interface Sources {
  readonly hierarchy: Hierarchy
  readonly directory: Directory.Directory
  /** Names of the reports by lineage: `{ "vwu/bao-cao-thang": { vi: "Báo cáo tháng", en: "Monthly report" } }`. */
  readonly titles: { readonly [lineage: string]: Bilingual }
  readonly groups?: ReadonlyArray<Group>
  /** Last time's figures of the unit, a line each, under the label of their template; `null` when there are none. */
  readonly figures?: (duty: Duty) => Labelled.Labelled<ReadonlyArray<string>> | null
  /** The address of the form on which this duty is answered. */
  readonly form?: (duty: Duty) => string | null
  /** The address of the board on which an upper unit sees who is missing. */
  readonly board?: string
  readonly language?: Language
}

const texts = Catalogue.make({
  subject: { vi: "{title} ({period}): {unit}", en: "{title} ({period}): {unit}" },
  "subject-digest": { vi: "Chưa nhận được {n} báo cáo", en: "{n} reports have not arrived" },
  greeting: { vi: "Chào {who},", en: "Dear {who}," },
  "greeting-group": { vi: "Kính gửi các anh chị,", en: "Dear all," },
  invite: {
    vi: "Mời {you} gửi {title} ({period}) của {unit}: {remaining}.",
    en: "Please send the {title} ({period}) of {unit}: {remaining}."
  },
  remind: {
    vi: "Đến nay chưa nhận được {title} ({period}) của {unit}: {remaining}.",
    en: "The {title} ({period}) of {unit} has not arrived yet: {remaining}."
  },
  figures: { vi: "Số liệu lần trước:", en: "Last time's figures:" },
  line: { vi: "- {line}", en: "- {line}" },
  "answer-form": {
    vi: "Cách gửi: {you} mở đường dẫn cuối tin, làm khoảng hai phút; hoặc trả lời tin này bằng số liệu.",
    en: "How to answer: open the link below, it takes about two minutes; or answer this message with the figures."
  },
  "answer-here": {
    vi: "Cách gửi: {you} nhắn lại số liệu, hoặc đọc cho người chuyển tin này.",
    en: "How to answer: send the figures back, or tell them to whoever brings this message."
  },
  call: {
    vi: "Cần giúp, {you} gọi {title} {upper} để được ghi hộ.",
    en: "If you need help, call the {title} of {upper}, who will write it down for you."
  },
  "form-link": { vi: "Mở mẫu báo cáo", en: "Open the form" },
  "digest-heading": {
    vi: "Tính đến {at}, chưa nhận được {n} báo cáo:",
    en: "As of {at}, {n} reports have not arrived:"
  },
  item: { vi: "- {unit}: {title} ({period}), {remaining}", en: "- {unit}: {title} ({period}), {remaining}" },
  "item-officer": { vi: "; {who} phụ trách", en: "; {who} answers for it" },
  "item-vacant": { vi: "; chưa có người phụ trách", en: "; nobody holds the post" },
  more: { vi: "- và {n} báo cáo khác", en: "- and {n} more" },
  "digest-answer": {
    vi: "Nhờ {you} nhắc các đơn vị, hoặc ghi hộ khi họ gọi điện.",
    en: "Please remind the units, or write it down for them when they call."
  },
  "digest-answer-group": {
    vi: "Mong các đơn vị gửi sớm; cần giúp thì gọi cấp trên để được ghi hộ.",
    en: "Please send it soon; if you need help, call the unit above, which will write it down for you."
  },
  "board-link": { vi: "Xem bảng theo dõi", en: "See the board" },
  you: { vi: "các anh chị", en: "you" }
})

/** A digest names so many reports, the others are counted: it is read on a phone. */
const longest = 30

/** Names and forms of address: basic personal data. */
const personal: Label.Label = { secrecy: "open", personal: "basic", reviewed: true }

type Text = Labelled.Labelled<string>
type Params = { readonly [name: string]: Text | string | number }

const named = (value: Text | string | number): Labelled.Labelled<string | number> =>
  typeof value === "string" || typeof value === "number" ? Labelled.plain<string | number>(value) : value

/** A text of the catalogue around labelled values, under the highest of their labels. */
const say = (code: keyof typeof texts, language: Language, params: Params = {}): Text =>
  Labelled.map(Labelled.all<string | number>(Object.values(params).map(named)), (values) =>
    Catalogue.say(texts, code, Object.fromEntries(Object.keys(params).map((name, i) => [name, values[i]!])), language)
  )

const joined = (parts: ReadonlyArray<Text>, by: string): Text =>
  Labelled.map(Labelled.all(parts), (contents) => contents.join(by))

const sentence = (text: Text): Text =>
  Labelled.map(text, (content) => content.slice(0, 1).toLocaleUpperCase("vi") + content.slice(1))

/** What one reminder is written with. */
interface Desk {
  readonly sources: Sources
  readonly language: Language
  readonly today: PlainDate
  readonly offices: Offices.Offices
}

/** “chị Hoa”, which is personal data; `null` when nobody of that id is known. */
const callName = ({ sources }: Desk, id: string): Text | null => {
  const name = Directory.callName(sources.directory, id)
  return name === null ? null : Labelled.make(name, personal)
}

/** How the reader is spoken to inside a sentence. The form of address alone tells no more than the message's being sent. */
const you = ({ sources, language }: Desk, to: Addressee): string => {
  if (language === "en" || to.audience === "group") return texts.you[language]
  return Directory.person(sources.directory, to.id)?.address ?? sources.hierarchy.association.address
}

const recipientOf = (desk: Desk, to: Addressee): Recipient => {
  const { sources, today } = desk
  if (to.audience === "group") {
    const group = sources.groups?.find((one) => one.id === to.id)
    return { audience: "group", id: to.id, name: group?.name ?? to.unit, roads: group?.roads ?? [] }
  }
  const person = Directory.person(sources.directory, to.id)
  const contacts = Directory.contactsOn(sources.directory, to.id, today)
  return {
    audience: "person",
    id: to.id,
    name: person === null ? to.title : `${person.address} ${person.name}`,
    roads: contacts.map(({ channel, address }) => ({ channel, address }))
  }
}

const unitName = ({ sources, offices, today, language }: Desk, duty: Duty, above = 0): string | null => {
  const unit = offices.line(duty, today)[above]
  return unit === undefined ? null : Association.organisationName(sources.hierarchy.association, unit, language)
}

/** Report, period, unit and what is left of the time. */
const about = (desk: Desk, duty: Duty) => {
  const { sources, language, today } = desk
  const period = Period.fromId(duty.period)
  return {
    title: sources.titles[duty.lineage]?.[language] ?? duty.lineage,
    period: period.ok ? Period.format(period.value, language) : duty.period,
    // Whether a unit has reported is the association's own business.
    unit: Labelled.make(unitName(desk, duty) ?? duty.unit, Label.internal),
    remaining: Remaining.format(today, duty.due, language)
  }
}

const help = (desk: Desk, duty: Duty, to: Addressee): ReadonlyArray<Text> => {
  const { sources, language, today, offices } = desk
  const upper = offices.line(duty, today)[1]
  const title = upper && Association.officersAt(sources.hierarchy.association, upper.level)?.head[language]
  const name = unitName(desk, duty, 1)
  return title === undefined || name === null ? [] : [say("call", language, { you: you(desk, to), title, upper: name })]
}

/** Figures under a higher label stay out, so that the reminder itself still passes every door for persons. */
const fit = <A>(figures: Labelled.Labelled<A> | null): Labelled.Labelled<A> | null =>
  figures !== null && Label.isWithin(figures.label, Label.internal) ? figures : null

const single = (desk: Desk, { key, step, to, duty }: Single): Message.Message => {
  const { sources, language, today } = desk
  const what = about(desk, duty)
  const form = sources.form?.(duty) ?? null
  const figures = step.figures ? fit(sources.figures?.(duty) ?? null) : null
  const lines =
    figures === null
      ? []
      : [
          Labelled.map(figures, (all) =>
            [texts.figures[language], ...all.map((line) => Catalogue.say(texts, "line", { line }, language))].join("\n")
          )
        ]
  const opening = step.figures && today < duty.due ? "invite" : "remind"
  const who = to.audience === "person" ? (callName(desk, to.id) ?? to.title) : texts.you[language]
  return Message.make({
    key,
    kind: "reminder",
    to: recipientOf(desk, to),
    duty: Duties.id(duty),
    association: duty.association,
    subject: sentence(say("subject", language, { title: what.title, period: what.period, unit: what.unit })),
    body: joined(
      [
        say("greeting", language, { who }),
        say(opening, language, { ...what, you: you(desk, to) }),
        ...lines,
        say(form === null ? "answer-here" : "answer-form", language, { you: you(desk, to) }),
        ...help(desk, duty, to)
      ],
      "\n"
    ),
    links: form === null ? [] : [{ title: say("form-link", language), href: Labelled.make(form, Label.internal) }]
  })
}

const item = (desk: Desk, duty: Duty, to: Addressee): Text => {
  const { language, today, offices } = desk
  const text = say("item", language, about(desk, duty))
  if (to.audience === "group") return text
  const officer = offices.holder(duty, today)
  const who = officer === null ? null : (callName(desk, officer.person) ?? officer.title)
  return joined([text, who === null ? say("item-vacant", language) : say("item-officer", language, { who })], "")
}

const digest = (desk: Desk, { key, to, duties, plannedAt }: Digest): Message.Message => {
  const { sources, language } = desk
  const at = `${Instant.timeIn(plannedAt)} ${PlainDates.formatLong(Instant.dateIn(plannedAt), language)}`
  const n = duties.length
  const named = duties.slice(0, longest).map((duty) => item(desk, duty, to))
  const isGroup = to.audience === "group"
  const who = isGroup ? null : (callName(desk, to.id) ?? to.title)
  return Message.make({
    key,
    kind: "digest",
    to: recipientOf(desk, to),
    duty: null,
    association: duties[0]!.association,
    subject: say("subject-digest", language, { n }),
    body: joined(
      [
        who === null ? say("greeting-group", language) : say("greeting", language, { who }),
        say("digest-heading", language, { at, n }),
        ...named,
        ...(n > longest ? [say("more", language, { n: n - longest })] : []),
        say(isGroup ? "digest-answer-group" : "digest-answer", language, { you: you(desk, to) })
      ],
      "\n"
    ),
    links:
      sources.board === undefined
        ? []
        : [{ title: say("board-link", language), href: Labelled.make(sources.board, Label.internal) }]
  })
}

/** Writes many reminders; who holds which office is looked up once. */
export const makeAll = (reminders: ReadonlyArray<Reminder>, sources: Sources): ReadonlyArray<Message.Message> => {
  const offices = Offices.open({ hierarchy: sources.hierarchy, groups: sources.groups ?? [] })
  return reminders.map((reminder) => {
    const desk = { sources, language: sources.language ?? "vi", today: Instant.dateIn(reminder.plannedAt), offices }
    return reminder.form === "message" ? single(desk, reminder) : digest(desk, reminder)
  })
}

/** Writes one reminder. */
export const make = (reminder: Reminder, sources: Sources): Message.Message => makeAll([reminder], sources)[0]!
