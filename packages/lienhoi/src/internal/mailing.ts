/**
 * An app and its mailbox: forms out, mails in.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Remaining from "@lienhoi/calendar/Remaining"
import * as ImapMailbox from "@lienhoi/email/ImapMailbox"
import { channelName } from "@lienhoi/email/MailChannel"
import * as MailDesk from "@lienhoi/email/MailDesk"
import * as MailReport from "@lienhoi/email/MailReport"
import type { MailServer } from "@lienhoi/email/MailServer"
import * as MailWatch from "@lienhoi/email/MailWatch"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Duty from "@lienhoi/report/Duty"
import { FormFile } from "@lienhoi/report/FormFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { FormSent, FormsAsked, WatchOptions } from "../Mailing.ts"
import * as Cases from "./cases.ts"
import * as Counting from "./counting.ts"
import * as Desk from "./mailDesk.ts"
import * as Occasions from "./occasions.ts"

const texts = Catalogue.make({
  subject: { vi: "Biểu mẫu: {about}", en: "Form: {about}" },
  body: {
    vi: "Chào {who},\n\nGửi kèm biểu mẫu {about}. Hạn gửi: {remaining}.\n\n- Mở tệp gửi kèm, điền số vào các ô màu vàng, lưu lại.\n- Trả lời thư này, đính kèm tệp đã điền.\n- Máy trả lời ngay: đã nhận những số nào, hoặc ô nào cần sửa.",
    en: "Dear {who},\n\nEnclosed is the form of {about}. Due: {remaining}.\n\n- Open the file, fill in the yellow cells, save it.\n- Answer this mail with the file you filled in.\n- You are answered at once: which figures were taken, or which cells to mend."
  },
  "no-head": { vi: "chưa có người đứng đầu", en: "the post of its head is vacant" },
  "no-address": { vi: "người đứng đầu chưa có địa chỉ thư điện tử", en: "its head has no e-mail address" }
})

const issue = Issue.from(
  Catalogue.make({
    "mail.none": {
      vi: "Cấu hình chưa có hộp thư; ghi thêm channels: { email: { smtp, mailbox } }",
      en: "The configuration names no mailbox; add channels: { email: { smtp, mailbox } }"
    },
    "mail.no-imap": {
      vi: "Cấu hình chưa có nơi nhận thư; ghi thêm imap vào channels.email",
      en: "The configuration does not say where mail comes in; add imap to channels.email"
    }
  })
)

/** Why nothing can be done without a mailbox. */
export const noMailbox = (): Issue.Issue => issue("mail.none", {}, { path: ["channels", "email"] })

/** Why nothing can be read. */
export const noInbound = (): Issue.Issue => issue("mail.no-imap", {}, { path: ["channels", "email", "imap"] })

/** Puts the forms of open duties into the outbox. */
export const sendForms = (deps: Desk.Deps, asked: FormsAsked) =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const sheet = Cases.sheet(deps.house, asked)
    if (!sheet.ok) return sheet
    const duties = Counting.dutiesOf(deps, sheet.value)
    if (!duties.ok) return duties
    const wanted = asked.units === undefined ? null : new Set(asked.units)
    const open = duties.value.filter((duty) => Duty.isOpen(duty) && (wanted === null || wanted.has(duty.unit)))
    return Issue.ok(yield* Effect.forEach(open, (duty) => sendForm(deps, sheet.value, duty)))
  })

const sendForm = (deps: Desk.Deps, sheet: Cases.Sheet, duty: Duty.Duty) =>
  Effect.gen(function* () {
    const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
    const of = Cases.on(deps.house, sheet, duty.unit)
    const unitName = of.ok ? of.value.unit.name : duty.unit
    const person = deps.offices(Instant.dateIn(at)).headOf(duty.unit)?.person ?? null
    const to = person === null ? null : Desk.recipientOf(deps.house, person, at)
    const not = (because: "no-head" | "no-address"): FormSent => ({
      unit: duty.unit,
      unitName,
      person,
      key: null,
      because: texts[because]
    })
    if (!of.ok || to === null) return not("no-head")
    if (!to.roads.some(({ channel }) => channel === channelName)) return not("no-address")
    const forms = yield* FormFile
    const bytes = yield* forms.write(Occasions.occasionOf(deps, of.value))
    const { language } = deps
    const params = {
      who: to.name,
      about: Desk.aboutOf(deps.house, of.value, language),
      remaining: Remaining.format(Instant.dateIn(at), duty.due, language)
    }
    const message = Message.make({
      key: `form/${Duty.id(duty)}`,
      kind: "form",
      to,
      duty: Duty.id(duty),
      association: deps.house.association.id,
      subject: Labelled.plain(Catalogue.say(texts, "subject", params, language)),
      body: Labelled.make(Catalogue.say(texts, "body", params, language), {
        secrecy: "internal",
        personal: "basic",
        reviewed: true
      }),
      attachments: [
        {
          name: Labelled.plain(
            `${unitName} ${sheet.period.id}.${forms.format.ending}`.replaceAll(/[/\\:*?"<>|]/g, "-")
          ),
          mediaType: forms.format.mediaType,
          // A form shows what the template shows.
          bytes: Labelled.make(bytes, sheet.template.template.label)
        }
      ]
    })
    yield* Desk.put(message, at)
    return { unit: duty.unit, unitName, person, key: message.key, because: null } satisfies FormSent
  })

/** What takes mails, over one desk for as long as the app runs. */
export const taker = (deps: Desk.Deps) =>
  Effect.map(Desk.make(deps), (desk) => {
    const reports = MailReport.make({ mailbox: deps.settings.mailbox })
    return (arrived: MailWatch.Arrived) =>
      Effect.andThen(deps.reports.catchUp, reports.take(arrived)).pipe(Effect.provideService(MailDesk.MailDesk, desk))
  })

type Take = Effect.Success<ReturnType<typeof taker>>

/** Reads the mailbox until it is told to stop, or once. */
export const watch = (
  take: Take,
  { server, folders }: { readonly server: MailServer; readonly folders: ReadonlyArray<string> },
  { signal, once = false, tell = () => {} }: WatchOptions
) => {
  const options = {
    folders,
    handle: (arrived: MailWatch.Arrived) =>
      Effect.map(take(arrived), (taken) => tell({ news: "taken", folder: arrived.folder, uid: arrived.uid, taken })),
    tell: (news: MailWatch.News) => Effect.sync(() => (news.news === "mail" ? undefined : tell(news)))
  }
  const stopped = Effect.callback<void>((resume) => {
    const stop = () => resume(Effect.void)
    if (signal?.aborted === true) return stop()
    signal?.addEventListener("abort", stop, { once: true })
    return Effect.sync(() => signal?.removeEventListener("abort", stop))
  })
  const work = once ? MailWatch.once(options) : Effect.as(Effect.raceFirst(MailWatch.run(options), stopped), 0)
  return Effect.provide(work, ImapMailbox.layer({ server }))
}
