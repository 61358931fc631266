/**
 * `lienhoi mail`: take a mail apart, send the forms of a period, watch the mailbox.
 */
import { existsSync, readFileSync, statSync } from "node:fs"
import * as Mail from "@lienhoi/email/Mail"
import * as MailKind from "@lienhoi/email/MailKind"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { MailNews } from "../Mailing.ts"
import type { Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  subject: { vi: "Tiêu đề: {subject}", en: "Subject: {subject}" },
  from: { vi: "Từ: {name} <{address}>", en: "From: {name} <{address}>" },
  kind: { vi: "Loại: {kind}", en: "Kind: {kind}" },
  "kind.person": { vi: "thư người viết", en: "written by a person" },
  "kind.bounce": { vi: "báo không gửi được", en: "a delivery report" },
  "kind.automatic": { vi: "máy tự trả lời", en: "an automatic answer" },
  "kind.list": { vi: "thư qua danh sách", en: "passed on by a list" },
  "kind.own": { vi: "thư của chính hộp này", en: "our own mail" },
  part: {
    vi: "  {name} ({type}): {bytes} byte, sha256 {sha256}",
    en: "  {name} ({type}): {bytes} bytes, sha256 {sha256}"
  },
  unnamed: { vi: "phần chữ của thư", en: "text of the mail" },
  sent: { vi: "Đã đưa {n} biểu mẫu vào hàng chờ.", en: "{n} forms are in the outbox." },
  handed: { vi: "Đã gửi {n} thư.", en: "{n} mails were sent." },
  not: { vi: "  {unit}: không gửi, {because}", en: "  {unit}: not sent, {because}" },
  period: { vi: "Cần --period KỲ.", en: "--period PERIOD is needed." },
  watches: { vi: "Đang đọc hộp thư; dừng bằng Ctrl+C.", en: "Reading the mailbox; stop with Ctrl+C." },
  stops: { vi: "Đang dừng, chờ xong thư đang đọc…", en: "Stopping; the mail in hand is finished first…" },
  watched: { vi: "Đã đọc {n} thư.", en: "{n} mails were read." },
  answered: { vi: "{where}: đã trả lời ({files} tệp)", en: "{where}: answered ({files} files)" },
  noted: { vi: "{where}: ghi {reports} báo không gửi được", en: "{where}: {reports} delivery reports noted" },
  "handed-over": { vi: "{where}: cần người xem", en: "{where}: a person has to look" },
  nothing: { vi: "{where}: bỏ qua", en: "{where}: passed over" },
  "too-old": { vi: "{where}: thư cũ, bỏ qua", en: "{where}: too old, passed over" },
  "given-up": {
    vi: "{where}: không xử lý được, để lại trong hộp thư",
    en: "{where}: could not be dealt with, left in the mailbox"
  },
  trouble: {
    vi: "{folder}: chưa đọc được hộp thư, sẽ thử lại: {why}",
    en: "{folder}: the mailbox cannot be read, tried again: {why}"
  },
  settings: {
    vi: "{folder}: máy chủ thư từ chối, xem lại tên, mật khẩu và thư mục: {why}",
    en: "{folder}: the mail server refuses, check name, password and folder: {why}"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "mail.no-file": {
      vi: "Không có tệp thư {file}; chỉ đúng tệp .eml",
      en: "There is no mail {file}; name the .eml file"
    },
    "mail.no-mail": {
      vi: "Tệp này không phải thư; lưu thư trong chương trình thư thành tệp .eml rồi chỉ tệp đó",
      en: "This file is no mail; save the mail in the mail program as .eml and name that file"
    }
  })
)

/** Every mail has one of these; a file of another kind has none. */
const usual = new Set(["from", "sender", "to", "date", "subject", "received", "message-id", "return-path"])

/** `lienhoi mail parse FILE` */
export const parse: Command = {
  words: ["mail", "parse"],
  synopsis: "FILE",
  summary: {
    vi: "Đọc một tệp thư (.eml): tiêu đề, người gửi, từng phần với tên, loại, số byte, sha256",
    en: "Take a mail (.eml) apart: subject, sender, each part with name, type, bytes, sha256"
  },
  options: [],
  takes: [1, 1],
  run: async ({ positionals, language }) => {
    const [file = ""] = positionals
    if (!existsSync(file) || !statSync(file).isFile())
      return { end: "bad-input", issues: [issue("mail.no-file", { file })] }
    const mail = await Mail.parse(new Uint8Array(readFileSync(file)))
    if (!mail.ok) return { end: "bad-input", issues: mail.issues.map((one) => Issue.inFile(one, file)) }
    if (!mail.value.headers.some(([name]) => usual.has(name)))
      return { end: "bad-input", issues: [Issue.inFile(issue("mail.no-mail"), file)] }
    const { subject, from, to, messageId, date, text } = mail.value
    const { kind } = MailKind.of(mail.value)
    const parts = mail.value.parts.map(({ name, type, bytes, sha256 }) => ({ name, type, bytes: bytes.length, sha256 }))
    const say = (code: keyof typeof texts, params: Catalogue.Params = {}) =>
      Catalogue.say(texts, code, params, language)
    return {
      end: "done",
      lines: [
        say("subject", { subject }),
        say("from", { name: from.name, address: from.address }),
        say("kind", { kind: texts[`kind.${kind}`][language] }),
        ...parts.map((part) => say("part", { ...part, name: part.name ?? texts.unnamed[language] }))
      ],
      json: { subject, from, to, messageId, date, kind, text, parts }
    }
  }
}

/** `lienhoi mail send --period PERIOD [--template ID] [--unit ID]… [--config FILE]` */
export const send: Command = {
  words: ["mail", "send"],
  synopsis: "--period PERIOD [--template ID] [--unit ID]… [--config FILE]",
  summary: {
    vi: "Gửi biểu mẫu Excel qua thư cho người đứng đầu từng đơn vị còn nợ báo cáo; chạy lại không gửi thêm",
    en: "Mail the Excel form to the head of every unit that owes the report; running it again sends nothing more"
  },
  options: ["period", "template", "config"],
  lists: ["unit"],
  takes: [0, 0],
  run: (call) => {
    const { period, template } = call.options
    const { language } = call
    if (period === undefined) return Promise.resolve({ end: "usage", message: texts.period })
    return Configured.over(call, async (app) => {
      const units = call.lists.unit ?? []
      const sent = await app.sendForms({
        period,
        ...(template === undefined ? {} : { template }),
        ...(units.length === 0 ? {} : { units })
      })
      if (!sent.ok) return { end: "bad-input", issues: sent.issues }
      let handed = 0
      await app.work({
        once: true,
        tell: (news) => {
          if (news.news === "trouble") call.progress(news.because[language])
          else handed += news.delivered.accepted ?? 0
        }
      })
      const put = sent.value.filter(({ key }) => key !== null).length
      return {
        end: "done",
        lines: [
          Catalogue.say(texts, "sent", { n: put }, language),
          ...sent.value.flatMap(({ unitName, because }) =>
            because === null
              ? []
              : [Catalogue.say(texts, "not", { unit: unitName, because: because[language] }, language)]
          ),
          Catalogue.say(texts, "handed", { n: handed }, language)
        ],
        json: { forms: sent.value, handed }
      }
    })
  }
}

const newsLine = (news: MailNews, language: Language): string => {
  if (news.news === "trouble")
    return Catalogue.say(
      texts,
      news.settings ? "settings" : "trouble",
      { folder: news.folder, why: news.why },
      language
    )
  const where = `${news.folder} ${news.uid}`
  if (news.news !== "taken") return Catalogue.say(texts, news.news, { where }, language)
  const { taken } = news
  const params = {
    where,
    files: taken.did === "answered" ? taken.files.length : 0,
    reports: taken.did === "noted" ? taken.reports : 0
  }
  return Catalogue.say(texts, taken.did, params, language)
}

/** `lienhoi mail watch [--config FILE] [--once]` */
export const watch: Command = {
  words: ["mail", "watch"],
  synopsis: "[--config FILE] [--once]",
  summary: {
    vi: "Đọc hộp thư: nhận biểu mẫu gửi về, trả lời từng thư, cho đến khi được bảo dừng",
    en: "Read the mailbox: take the forms that come back, answer each mail, until told to stop"
  },
  options: ["config"],
  switches: ["once"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const { language, progress } = call
      const once = call.switches.has("once")
      const stop = new AbortController()
      const onSignal = () => {
        if (!stop.signal.aborted) progress(texts.stops[language])
        stop.abort()
      }
      const taken: Array<MailNews> = []
      process.on("SIGTERM", onSignal).on("SIGINT", onSignal)
      if (!once) progress(texts.watches[language])
      const tell = (news: MailNews) => {
        if (news.news === "taken") taken.push(news)
        progress(newsLine(news, language))
      }
      try {
        // Answers leave while the mailbox is read.
        const working = once ? Promise.resolve() : app.work({ signal: stop.signal })
        await app.watchMail({ once, signal: stop.signal, tell })
        await working
        if (once) await app.work({ once: true })
      } finally {
        process.off("SIGTERM", onSignal).off("SIGINT", onSignal)
      }
      return {
        end: "done",
        lines: [Catalogue.say(texts, "watched", { n: taken.length }, language)],
        json: { mails: taken }
      }
    })
}
