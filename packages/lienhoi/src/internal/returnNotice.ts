/**
 * A report that is sent back is told to the person who answered for it: why, and by when it is owed again. The message goes
 * into the outbox with the return itself, and falls away when she has corrected it before it leaves.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Remaining from "@lienhoi/calendar/Remaining"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Decision } from "@lienhoi/report/Command"
import * as DutyId from "@lienhoi/report/DutyId"
import type { Returned } from "@lienhoi/report/Event"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import type { Report } from "@lienhoi/report/Report"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import type { Case } from "./cases.ts"
import type { Household } from "./household.ts"
import { recipientOf } from "./recipient.ts"

const texts = Catalogue.make({
  subject: { vi: "{title} ({period}) cần sửa", en: "{title} ({period}) needs a correction" },
  body: {
    vi: "Chào {who},\n{title} ({period}) của {unit} cần sửa: {reason}\nHạn gửi lại: {remaining}.",
    en: "Dear {who},\nThe {title} ({period}) of {unit} needs a correction: {reason}\nSend it again: {remaining}."
  }
})

/** A reason is written about one unit by people who know each other: it may name somebody. */
const label = { secrecy: "internal", personal: "basic", reviewed: true } as const

const message = (house: Household, of: Case, event: Returned, after: Report, language: Language): Message.Message => {
  const { association, directory } = house
  const to = after.revisions[event.revision - 1]!.reportedBy
  const today = Instant.dateIn(event.recordedAt)
  const { title, titleEn } = of.template.template
  const params = {
    who: Directory.callName(directory, to, association.address) ?? association.address,
    title: language === "vi" ? title : (titleEn ?? title),
    period: Period.format(of.period, language),
    unit: Association.organisationName(association, of.unit, language),
    reason: event.reason,
    remaining: Remaining.format(today, event.due, language)
  }
  return Message.make({
    key: `returned/${DutyId.format({ association: association.id, key: of.key, round: after.round })}`,
    kind: "returned",
    to: { ...recipientOf(house, to, { on: today }), name: params.who },
    duty: DutyId.format({ association: association.id, key: of.key, round: after.round }),
    association: association.id,
    subject: Labelled.plain(Catalogue.say(texts, "subject", params, language)),
    body: Labelled.make(Catalogue.say(texts, "body", params, language), label)
  })
}

/** The rows that go with a decision: one for each return. */
export const rows =
  (house: Household, of: Case, language: Language) =>
  ({ events }: Decision, after: Report): ReadonlyArray<OutboxRow> =>
    events.flatMap((event) =>
      event.type === "returned"
        ? [Outbox.row(message(house, of, event, after, language), { notBefore: event.recordedAt })]
        : []
    )
