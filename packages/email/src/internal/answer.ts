/** The one answer to a mail, in plain words, with what the sender needs for the next step. */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import * as Label from "@lienhoi/template/Label"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { Mail } from "../Mail.ts"
import { channelName } from "../MailChannel.ts"
import { type Bearer, MailDesk } from "../MailDesk.ts"
import { strangerId } from "../MailInbound.ts"
import type { Enclosed, Form, Read } from "./readFiles.ts"

const texts = Catalogue.make({
  "subject.accepted": { vi: "Đã nhận: {about}", en: "Received: {about}" },
  "subject.mend": { vi: "Cần sửa: {file}", en: "To be mended: {file}" },
  "subject.asked": { vi: "Cần xác nhận: {file}", en: "To be confirmed: {file}" },
  "subject.many": { vi: "{n} tệp: nhận {good}, cần xem lại {bad}", en: "{n} files: {good} taken, {bad} to look at" },
  "subject.no-form": { vi: "Chưa thấy biểu mẫu trong thư", en: "There is no form in the mail" },
  hello: { vi: "Chào {who},", en: "Dear {who}," },
  "hello-stranger": { vi: "Chào anh/chị,", en: "Hello," },
  recorded: { vi: "Đã nhận {about} từ tệp {file}:", en: "Received the {about} from the file {file}:" },
  "no-op": {
    vi: "{about}: số liệu trong tệp {file} giống số liệu đã có, không thay đổi gì:",
    en: "{about}: the figures in the file {file} are the ones on file, nothing changes:"
  },
  newer: {
    vi: "{about}: chưa ghi tệp {file}, vì sau khi lập biểu mẫu này đã có số liệu khác. Biểu mẫu gửi kèm có số liệu đang lưu; nếu cần thay, xin sửa trong đó rồi gửi lại.",
    en: "{about}: the file {file} was not recorded, since other figures came in after this form was made. The enclosed form has the figures on file; to replace them, change them there and send it back."
  },
  refused: {
    vi: "Chưa nhận tệp {file}, có {n} chỗ cần sửa:",
    en: "The file {file} was not taken, {n} things to mend:"
  },
  "refused-stamp": { vi: "Chưa nhận tệp {file}:", en: "The file {file} was not taken:" },
  marked: {
    vi: "Tệp gửi kèm đã đánh dấu các ô này. Xin sửa trong tệp đó, lưu lại và trả lời thư này kèm tệp.",
    en: "The enclosed file has these cells marked. Mend them there, save it and answer this mail with the file."
  },
  "fresh-form": {
    vi: "Biểu mẫu mới gửi kèm; xin điền, lưu lại và trả lời thư này kèm tệp.",
    en: "A new form is enclosed; fill it in, save it and answer this mail with the file."
  },
  "filled-form": {
    vi: "Số liệu của chị đã được chép vào biểu mẫu gửi kèm. Xin xem lại, đúng thì trả lời thư này kèm tệp đó; chưa gửi lại thì chưa tính là đã nộp.",
    en: "Your figures were copied into the enclosed form. Look at them and, if they are right, answer this mail with that file; until then nothing counts as handed in."
  },
  look: { vi: "Xin xem lại:", en: "Please look again at:" },
  more: { vi: "… và {n} chỗ nữa", en: "… and {n} more" },
  left: {
    vi: "Thư có nhiều tệp quá, còn {n} tệp chưa đọc; xin gửi trong thư khác.",
    en: "The mail holds too many files, {n} were not read; send them in another mail."
  },
  photo: {
    vi: "Đã nhận ảnh chụp nhưng máy không đọc được số trong ảnh; đã chuyển cho người phụ trách. Muốn nhanh, xin điền vào biểu mẫu Excel.",
    en: "The photo arrived, but a program cannot read the figures in it; a person was asked to look. To be quicker, fill in the Excel form."
  },
  other: {
    vi: "Tệp gửi kèm không phải biểu mẫu Excel nên chưa ghi được số nào.",
    en: "The file is not the Excel form, so no figure was recorded."
  },
  none: {
    vi: "Thư không có tệp gửi kèm nên chưa ghi được số nào.",
    en: "The mail has no file, so no figure was recorded."
  },
  do: {
    vi: "Để nộp báo cáo: mở biểu mẫu Excel đã nhận, điền số, lưu lại, rồi trả lời thư đó kèm tệp.",
    en: "To hand in a report: open the Excel form you received, fill it in, save it, and answer that mail with the file."
  },
  stranger: {
    vi: "Địa chỉ này chưa có trong danh sách cán bộ nên chưa ghi số nào. Xin gửi từ địa chỉ đã đăng ký, hoặc trả lời đúng thư có biểu mẫu.",
    en: "This address is not in the list of people, so nothing was recorded. Send it from the registered address, or answer the mail that brought the form."
  }
})

/** Problems told one by one; a page of them helps nobody. */
const told = 30

interface Given {
  readonly key: string
  readonly mail: Mail
  readonly read: Read
  /** `null` for a stranger. */
  readonly to: Recipient | null
  readonly person: string | null
  readonly bearer: Bearer | null
  readonly at: Instant
}

export const compose = ({ key, mail, read, to, person }: Given): Effect.Effect<Message.Message, never, MailDesk> =>
  Effect.map(MailDesk, ({ association, language }) => {
    const author = person ?? strangerId(mail.from.address)
    const recipient = to ?? stranger(mail.from.address)
    const say = speaker(language)
    const hello = to === null ? say("hello-stranger") : say("hello", { who: to.name })
    const forms = read.is === "forms" ? read.forms : []
    const sections = to === null ? [say("stranger")] : sectionsOf(read, say, language)
    const label = Label.highest(...forms.map((form) => form.label ?? Label.open))
    const body = Labelled.text`${Labelled.unreviewed([hello, ...sections].join("\n\n"), author)}${Labelled.make("", label)}`
    return Message.make({
      key,
      kind: "mail-answer",
      to: recipient,
      duty: null,
      association,
      subject: Labelled.unreviewed(subjectOf(read, say), author),
      body,
      attachments: (to === null ? [] : enclosedOf(read)).map(({ name, mediaType, bytes, theirs }) => ({
        name: Labelled.unreviewed(name, author),
        mediaType,
        bytes: theirs ? Labelled.unreviewed(bytes, author) : Labelled.make(bytes, Label.internal)
      }))
    })
  })

type Say = (code: keyof typeof texts, params?: Catalogue.Params) => string

const speaker =
  (language: Language): Say =>
  (code, params = {}) =>
    Catalogue.say(texts, code, params, language)

/** Somebody of whom only the address is known. */
const stranger = (address: string): Recipient => ({
  audience: "person",
  id: strangerId(address),
  name: address,
  roads: [{ channel: channelName, address }]
})

const subjectOf = (read: Read, say: Say): string => {
  if (read.is !== "forms") return say("subject.no-form")
  const [form] = read.forms
  const good = read.forms.filter(({ became }) => became === "recorded" || became === "no-op").length
  if (read.forms.length > 1 || form === undefined)
    return say("subject.many", { n: read.forms.length, good, bad: read.forms.length - good })
  if (form.became === "recorded" || form.became === "no-op") return say("subject.accepted", { about: form.about })
  return say(form.became === "refused" ? "subject.mend" : "subject.asked", { file: form.file })
}

const enclosedOf = (read: Read): ReadonlyArray<Enclosed> =>
  (read.is === "forms" ? read.forms.map(({ enclosed }) => enclosed) : [read.enclosed]).flatMap((one) =>
    one === null ? [] : [one]
  )

const list = (lines: ReadonlyArray<string>): string => lines.map((line) => `- ${line}`).join("\n")

const issueLines = (issues: ReadonlyArray<Issue.Issue>, say: Say, language: Language): string => {
  const lines = issues.slice(0, told).map((issue) => Issue.format(issue, language))
  return list(issues.length > told ? [...lines, say("more", { n: issues.length - told })] : lines)
}

const sectionsOf = (read: Read, say: Say, language: Language): ReadonlyArray<string> => {
  if (read.is === "forms")
    return [
      ...read.forms.flatMap((form) => sectionOf(form, say, language)),
      ...(read.left === 0 ? [] : [say("left", { n: read.left })])
    ]
  return [say(read.is), read.enclosed === null ? say("do") : say("fresh-form")]
}

const sectionOf = (form: Form, say: Say, language: Language): ReadonlyArray<string> => {
  const { file, enclosed } = form
  const next = enclosed === null ? [] : [say(enclosed.theirs ? "marked" : "fresh-form")]
  switch (form.became) {
    case "recorded":
    case "no-op": {
      const { about, readBack, warnings } = form
      const look = warnings.length === 0 ? [] : [`${say("look")}\n${issueLines(warnings, say, language)}`]
      return [`${say(form.became, { about, file })}\n${list(readBack)}`, ...look]
    }
    case "newer":
      return [say("newer", { about: form.about, file })]
    case "asked":
      return [
        form.question[language],
        enclosed === null ? say("do") : say(enclosed.theirs ? "filled-form" : "fresh-form")
      ]
    case "refused": {
      const errors = form.issues.filter(({ severity }) => severity === "error")
      const head =
        enclosed?.theirs === true ? say("refused", { file, n: errors.length }) : say("refused-stamp", { file })
      return [`${head}\n${issueLines(errors, say, language)}`, ...next]
    }
  }
}
