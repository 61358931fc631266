/**
 * A branch head's month as screens of her phone, told from what really happened to her report: the invitation, the
 * questions with last time's figures, the read-back, the return with its reason, the approval.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Remaining from "@lienhoi/calendar/Remaining"
import type { Duty, Happened } from "@lienhoi/report/Duty"
import type { Revision } from "@lienhoi/report/Report"
import * as Report from "@lienhoi/report/Report"
import type { Status } from "@lienhoi/report/Status"
import type { Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import type { Block, Question, Screen } from "./page/PhonePage.ts"

/** What the month is told from. */
export interface Options {
  readonly template: Template.Template
  readonly duty: Duty
  /** What happened to the report, in order. */
  readonly happened: ReadonlyArray<Happened>
  /** What she was written about this report, in order: the invitation, then reminders. */
  readonly messages: ReadonlyArray<{ readonly at: Instant.Instant; readonly body: string }>
  /** Her figures of the period before. */
  readonly previous: Cells | null
  /** How she is called: `chị Hoa`. */
  readonly who: string
  readonly language?: Language
}

const texts = Catalogue.make({
  title: { vi: "{title}, {period}", en: "{title}, {period}" },
  begin: { vi: "Bắt đầu báo cáo", en: "Begin" },
  phone: { vi: "Gọi điện nhờ ghi hộ", en: "Telephone and have it written down" },
  last: { vi: "Kỳ trước: {figure}", en: "Last time: {figure}" },
  "read-back": { vi: "{Who} đọc lại giúp, đúng thì bấm Gửi:", en: "{Who}, please read it through and send it:" },
  review: { vi: "Xem lại trước khi gửi", en: "Read it through before sending" },
  send: { vi: "Gửi báo cáo", en: "Send" },
  mend: { vi: "Sửa lại", en: "Change" },
  sent: {
    vi: "Đã nhận báo cáo của {who} lúc {time} ngày {date}. Cảm ơn {who}.",
    en: "Your report arrived at {time} on {date}. Thank you, {who}."
  },
  returned: {
    vi: "Báo cáo cần sửa: {reason}\nHạn gửi lại: {remaining}.",
    en: "The report needs a correction: {reason}\nSend it again: {remaining}."
  },
  correct: { vi: "Sửa và gửi lại", en: "Correct and send again" },
  approved: {
    vi: "Cấp trên đã duyệt báo cáo của {who} lúc {time} ngày {date}.",
    en: "The upper unit approved your report at {time} on {date}."
  },
  moment: { vi: "{time}, {date}", en: "{time}, {date}" }
})

const nameOf = (id: string, language: Language): string => {
  const period = Period.fromId(id)
  return period.ok ? Period.format(period.value, language) : id
}

const upperFirst = (text: string): string => text.slice(0, 1).toLocaleUpperCase("vi") + text.slice(1)

/** The screens, in order. */
export const screens = (options: Options): ReadonlyArray<Screen> => {
  const { template, duty, happened, messages, previous, who, language = "vi" } = options
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const asked = Template.fields(template).filter((field) => Field.isAskedOf(field, duty.level))
  const clock = (at: Instant.Instant) => ({
    time: Instant.timeIn(at),
    date: PlainDate.formatLong(Instant.dateIn(at), language)
  })
  const message = (text: string): Block => ({ block: "message", text, mine: false })
  const button = (text: string, second = false): Block => ({ block: "button", text, second })
  const titled = say("title", { title: template.title, period: nameOf(duty.period, language) })
  const screen = (name: string, at: Instant.Instant, status: Status, blocks: ReadonlyArray<Block>) => ({
    name,
    title: titled,
    moment: say("moment", clock(at)),
    status,
    blocks
  })

  const questions = (revision: Revision): ReadonlyArray<Question> =>
    asked.map((field) => ({
      label: field.label,
      unit: field.unit ?? "",
      hint: say("last", { figure: ReadBack.cell(field, previous?.[field.key], language) }),
      value: ReadBack.typed(field, revision.cells[field.key], language),
      numeric: Field.isNumeric(field)
    }))
  const figures = (revision: Revision): Block => ({
    block: "figures",
    lines: asked
      .filter((field) => (revision.cells[field.key]?.state ?? "missing") !== "missing")
      .map((field) => ({ label: field.label, value: ReadBack.cell(field, revision.cells[field.key], language) }))
  })
  const filed = (revision: Revision, before: Status) => [
    screen("dien", revision.at, before, [
      { block: "questions", questions: questions(revision) },
      button(say("review"))
    ]),
    screen("doc-lai", revision.at, before, [
      message(say("read-back", { Who: upperFirst(who) })),
      figures(revision),
      button(say("send")),
      button(say("mend"), true)
    ]),
    screen("da-gui", revision.at, "submitted", [
      message(say("sent", { who, ...clock(revision.at) })),
      figures(revision)
    ])
  ]

  const key = { lineage: duty.lineage, unit: duty.unit, period: duty.period }
  const reportAt = (count: number) =>
    Report.replay(
      key,
      happened.slice(0, count).map(({ event }) => event)
    )
  const told = (i: number): ReadonlyArray<ReturnType<typeof screen>> => {
    const { event } = happened[i]!
    const at = event.recordedAt
    const revision = reportAt(i + 1).revisions.at(-1)
    if (event.type === "submitted") return filed(revision!, reportAt(i).status)
    if (event.type === "returned") {
      const remaining = Remaining.format(Instant.dateIn(at), event.due, language)
      return [
        screen("tra-lai", at, "returned", [
          message(say("returned", { reason: event.reason, remaining })),
          button(say("correct"))
        ])
      ]
    }
    if (event.type === "approved")
      return [screen("da-duyet", at, "approved", [message(say("approved", { who, ...clock(at) })), figures(revision!)])]
    return []
  }
  const done = happened.map(({ event }, i) => ({ at: event.recordedAt, screens: told(i) }))
  const statusAt = (at: Instant.Instant): Status =>
    reportAt(happened.filter(({ event }) => event.recordedAt <= at).length).status
  const written = messages.map(({ at, body }, i) => ({
    at,
    screens: [
      screen(i === 0 ? "moi" : "nhac", at, statusAt(at), [
        message(body),
        button(say("begin")),
        button(say("phone"), true)
      ])
    ]
  }))
  return [...written, ...done]
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .flatMap((moment) => moment.screens)
    .map(({ name, ...rest }, i) => ({ ...rest, file: `${String(i + 1).padStart(2, "0")}-${name}.html` }))
}
