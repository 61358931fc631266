/**
 * A small office behind a mailbox, over the real memory journal and outbox, with forms that are JSON instead of workbooks.
 * Its services outlive the process that uses them, as a database does. All names and figures are made up.
 */

import * as Period from "@lienhoi/calendar/Period"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Desk from "@lienhoi/report/Desk"
import * as FormFile from "@lienhoi/report/FormFile"
import * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import type { Checked } from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Bookmark, ContactState, MailAddress, MailDesk, ReturnToken } from "../src/index.ts"

const passed = <A>(checked: Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((issue) => issue.message).join("\n"))
  return checked.value
}

const template = passed(
  Compiled.make(
    passed(
      Template.parse(`
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { co_so: 20 }
sections:
  chung:
    title: Chung
    fields:
      - { key: HV, label: Hội viên, type: count, asked_of: [co_so], required: true, combine: { units: sum, periods: last } }
`)
    ).template
  )
)
const { lineage, id, version } = template.template
export const at = "2026-10-16T02:00:00.000Z"
export const mailbox = "hop@hoi.example"
export const tokens = ReturnToken.make(Redacted.make("khóa của hội dùng để thử, không thật"))

const period = passed(Period.fromId("2026-10"))

const wanted = (unit: string): FormFile.Wanted => ({
  template: { lineage, id, version },
  unit,
  period: "2026-10"
})

/** The key of the message that brought the form of a unit, and the address an answer to it goes to. */
export const formKey = (unit: string): string => `form/${unit}`
export const replyTo = (unit: string, attempt = 1): string =>
  MailAddress.withTag(mailbox, ReturnToken.write({ token: tokens.of(formKey(unit)), attempt }))

const unitOf = (unit: string) => ({
  id: unit,
  code: null,
  name: `Xã ${unit}`,
  level: "co_so",
  kind: null,
  parent: null,
  since: "2025-07-01"
})

const occasion = (unit: string): FormFile.Occasion => ({ template, unit: unitOf(unit), period, revision: 0 })

interface Written {
  readonly unit: string
  readonly stamped: boolean
  readonly seen: number
  readonly HV: unknown
}

/** A form as it would come back; without a stamp it names no unit. */
export const form = (written: Written): Uint8Array => new TextEncoder().encode(`PK${JSON.stringify(written)}`)

/** Forms that are JSON: enough to be accepted, refused and asked about. */
export const forms = Layer.succeed(FormFile.FormFile, {
  format: { ending: "xlsx", mediaType: "application/x-form" },
  write: ({ unit, revision }) => Effect.succeed(form({ unit: unit.id, stamped: true, seen: revision, HV: null })),
  correct: ({ bytes }) => Effect.succeed(bytes),
  read: ({ bytes, file }, road, known) =>
    Effect.promise(async (): Promise<FormFile.Reading> => {
      const refused = (because: "file" | "stamp" | "values", message: string): FormFile.Reading => ({
        is: "refused",
        because,
        issues: [
          {
            code: `form.${because}`,
            severity: "error",
            path: [],
            message,
            english: message,
            place: { file, line: 1, column: 1 }
          }
        ],
        wanted: null,
        places: {}
      })
      let read: Written
      try {
        read = JSON.parse(new TextDecoder().decode(bytes).slice(2))
      } catch {
        return refused("file", "không mở được")
      }
      const named = road.token === null ? null : await known.ofToken(road.token)
      if (!read.stamped && !road.about)
        return {
          is: "asks",
          question: "which-report",
          message: { vi: "của đơn vị nào?", en: "which?" },
          candidates: named === null ? [] : [named]
        }
      const about = road.about ?? wanted(read.unit)
      if (named !== null && named.unit !== about.unit) return refused("stamp", "biểu mẫu của đơn vị khác")
      if (road.sender === null)
        return { is: "asks", question: "who", message: { vi: "ai gửi?", en: "who?" }, candidates: [about] }
      if (!(await known.mayFile(road.sender, about.unit))) return refused("stamp", "không nộp thay được")
      const judged = template.validate({ HV: read.HV } as never, { unit: unitOf(about.unit), period })
      if (judged.issues.some(({ severity }) => severity === "error"))
        return { is: "refused", because: "values", issues: judged.issues, wanted: about, places: {} }
      const submission = {
        ...about,
        values: { HV: read.HV } as never,
        seen: read.seen,
        reportedBy: road.sender,
        recordedBy: road.sender,
        via: "excel",
        reviewed: false
      } as const
      return { is: "submission", submission, occasion: occasion(about.unit), places: {}, warnings: [] }
    })
})

/** Wraps one step of a port: what stands around it decides whether the process lives on. */
export type Around = (name: string) => <A, E, R>(step: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** Everything that outlives a process. */
export const durable = Layer.mergeAll(
  Layer.mergeAll(Journal.layerMemory, Outbox.layerMemory).pipe(Layer.provideMerge(MemoryLedger.layer)),
  Inbox.layerMemory,
  Bookmark.layerMemory,
  ContactState.layerMemory
)

/** The desk over them; units u1, u2 … belong to the persons p-u1, p-u2 … */
export const desk = (around: Around, handedOver: Array<MailDesk.ForPerson> = []) =>
  Layer.effect(
    MailDesk.MailDesk,
    Effect.map(Effect.context<Journal.Journal | Outbox.Outbox>(), (services) => {
      const provided = <A, E>(work: Effect.Effect<A, E, Journal.Journal | Outbox.Outbox>) =>
        Effect.mapError(Effect.provideContext(work, services), (cause) => new MailDesk.MailDeskError({ cause }))
      const said = (key: string) =>
        provided(
          Effect.map(
            Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list([key])),
            (rows) => rows.length > 0
          )
        )
      return MailDesk.MailDesk.of({
        association: "vwu",
        language: "vi",
        bearer: (token) =>
          Effect.succeed(
            ["u1", "u2", "u3"]
              .filter((unit) => tokens.of(formKey(unit)) === token)
              .map((unit) => ({ key: formKey(unit), person: `p-${unit}`, wanted: wanted(unit) }))[0] ?? null
          ),
        owners: (address) => Effect.succeed(/^u\d@/.test(address) ? [`p-${address.split("@")[0]}`] : []),
        recipient: (person) =>
          Effect.succeed({
            audience: "person",
            id: person,
            name: `chị ${person}`,
            roads: [{ channel: "email", address: `${person.slice(2)}@xa.example` }]
          }),
        known: {
          occasion: async ({ unit }) => occasion(unit),
          ofToken: async () => null,
          ofSender: async (person) => [wanted(person.slice(2))],
          mayFile: async (person, unit) => person === `p-${unit}`
        },
        file: (eventId, submission) =>
          provided(
            Desk.carryOut({
              key: { lineage, unit: submission.unit, period: submission.period },
              command: { type: "submit", submission },
              context: { by: { person: submission.recordedBy }, template, period, unit: unitOf(submission.unit), at }
            }).pipe(
              Effect.provideService(Ids.Ids, { next: Effect.succeed(eventId) }),
              Effect.map((done) =>
                done.ok
                  ? ({
                      is: done.value.outcome === "confirm-replacement" ? "newer" : done.value.outcome,
                      about: submission.unit,
                      readBack: [`Hội viên: ${JSON.stringify(submission.values)}`]
                    } as const)
                  : ({ is: "refused", issues: done.issues } as const)
              ),
              Effect.catchIf(
                (error) => error.reason._tag === "AlreadyRecorded",
                () => Effect.succeed({ is: "recorded", about: submission.unit, readBack: [] } as const)
              )
            )
          ).pipe(around("submit")),
        said,
        say: (message, notBefore) =>
          provided(
            Effect.asVoid(
              Effect.flatMap(Journal.Journal, (journal) =>
                journal.append("mail", [], { expectedVersion: 0, outbox: [Outbox.row(message, { notBefore })] })
              )
            )
          ).pipe(around("answer")),
        settle: (event) => provided(Effect.asVoid(Delivery.settle(event))).pipe(around("settle")),
        handOver: (mail) => Effect.sync(() => void handedOver.push(mail)).pipe(around("hand over"))
      })
    })
  )

/** A channel in place of mail that notes what arrived. */
export const channel = () =>
  MemoryChannel.make({ name: "email", maxLength: null, files: { max: 20, kinds: [{ mediaType: "*", maxBytes: 1e7 }] } })

/** The bytes of a mail. */
export const mail = (given: {
  readonly from: string
  readonly to: string
  readonly id: string
  readonly text?: string
  readonly headers?: string
  readonly file?: { readonly name: string; readonly bytes: Uint8Array; readonly type?: string }
}): Uint8Array => {
  const head = `From: <${given.from}>\r\nTo: <${given.to}>\r\nMessage-ID: <${given.id}>\r\nSubject: Bao cao\r\n${given.headers ?? ""}MIME-Version: 1.0\r\n`
  const text = given.text ?? "Gui bao cao."
  if (given.file === undefined) return new TextEncoder().encode(`${head}\r\n${text}\r\n`)
  const { name, bytes, type = "application/x-form" } = given.file
  return new TextEncoder().encode(
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${text}\r\n--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString("base64")}\r\n--b--\r\n`
  )
}
