/**
 * The commands that set an Official Account up: connect it, say what is missing, show its templates, try a message.
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { Zalo } from "../Zalo.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  open: {
    vi: "1. Gửi liên kết này cho quản trị viên của Official Account, mở trên trình duyệt và bấm đồng ý:",
    en: "1. Have an administrator of the Official Account open this link in a browser and agree:"
  },
  paste: {
    vi: "2. Sau khi đồng ý, chép nguyên địa chỉ trên trình duyệt rồi chạy: lienhoi zalo connect --callback “ĐỊA CHỈ”",
    en: "2. Then copy the whole address the browser shows and run: lienhoi zalo connect --callback “ADDRESS”"
  },
  connected: {
    vi: "Đã nối Official Account. Xem còn thiếu gì: lienhoi zalo doctor",
    en: "The Official Account is connected. See what is missing: lienhoi zalo doctor"
  },
  reopened: {
    vi: "Sẽ thử gia hạn kết nối thêm một lần nữa. Xem kết quả: lienhoi zalo doctor",
    en: "The renewal is tried once more. See what came of it: lienhoi zalo doctor"
  },
  stands: { vi: "[được]  {text}", en: "[good]  {text}" },
  look: { vi: "[xem]   {text}", en: "[look]  {text}" },
  missing: { vi: "[thiếu] {text}", en: "[lacks] {text}" },
  ready: { vi: "Tin Zalo gửi được.", en: "Zalo messages can flow." },
  "not-ready": {
    vi: "Còn {n} việc phải làm trước khi tin Zalo gửi được; trong lúc chờ, tin được chuyển tay.",
    en: "{n} things are to be done before Zalo messages flow; until then messages are passed on by hand."
  },
  none: { vi: "Cấu hình chưa chọn mẫu tin Zalo nào.", en: "The configuration chooses no template of Zalo." },
  template: {
    vi: "{kind}: {id} “{name}”, {status}, giá {price} đồng",
    en: "{kind}: {id} “{name}”, {status}, {price} đồng"
  },
  parameter: {
    vi: "    {name}: {min} đến {max} ký tự{required}",
    en: "    {name}: {min} to {max} characters{required}"
  },
  required: { vi: ", bắt buộc", en: ", required" },
  unread: { vi: "{kind}: {id}: {reason}", en: "{kind}: {id}: {reason}" },
  other: { vi: "  {road}: {because}", en: "  {road}: {because}" },
  sent: { vi: "Zalo đã nhận tin, mã {receipt}.", en: "Zalo took the message, id {receipt}." },
  dry: { vi: "Chạy thử: chưa gửi gì.", en: "A dry run: nothing was sent." },
  failed: { vi: "Không gửi được: {failure}.", en: "Not sent: {failure}." },
  "who-and-what": {
    vi: "Cần --text và một trong hai: --to (số điện thoại hoặc mã người dùng) hay --group (mã nhóm).",
    en: "Needs --text and one of: --to (a phone number or a user id) or --group (a group id)."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "zalo.not-configured": {
      vi: "Cấu hình chưa có channels.zalo; ghi appId, appSecret và officialAccount",
      en: "The configuration has no channels.zalo; write appId, appSecret and officialAccount"
    }
  })
)

const over = (call: Call, work: (zalo: Zalo) => Promise<Answer>): Promise<Answer> =>
  Configured.over(call, (app) =>
    app.zalo === null
      ? Promise.resolve({ end: "bad-input", issues: [issue("zalo.not-configured", {}, { path: ["channels"] })] })
      : work(app.zalo)
  )

const line = (code: keyof typeof texts, params: Catalogue.Params, language: Language): string =>
  Catalogue.say(texts, code, params, language)

/** `lienhoi zalo connect [--callback ADDRESS] [--redirect ADDRESS] [--again] [--config FILE]` */
export const connect: Command = {
  words: ["zalo", "connect"],
  synopsis: "[--callback ADDRESS] [--redirect ADDRESS] [--again] [--config FILE]",
  summary: {
    vi: "Nối Official Account: cho liên kết để quản trị viên đồng ý, rồi nhận địa chỉ trình duyệt trả về. --again: thử gia hạn lại sau khi đã sửa lỗi",
    en: "Connect the Official Account: a link to agree, then the address the browser shows. --again: try a refused renewal once more"
  },
  options: ["callback", "redirect", "config"],
  switches: ["again"],
  takes: [0, 0],
  run: (call) =>
    over(call, async (zalo) => {
      const { callback, redirect } = call.options
      const { language } = call
      const lineOf = (code: keyof typeof texts) => line(code, {}, language)
      if (call.switches.has("again")) {
        const reopened = await zalo.reopen()
        if (!reopened.ok) return { end: "bad-input", issues: reopened.issues }
        return { end: "done", lines: [lineOf("reopened")], json: { reopened: true } }
      }
      if (callback !== undefined) {
        const connected = await zalo.connect(callback)
        if (!connected.ok) return { end: "bad-input", issues: connected.issues }
        return { end: "done", lines: [lineOf("connected")], json: { connected: true } }
      }
      const link = await zalo.consent(redirect)
      if (!link.ok) return { end: "bad-input", issues: link.issues }
      return { end: "done", lines: [lineOf("open"), link.value, lineOf("paste")], json: { link: link.value } }
    })
}

/** `lienhoi zalo doctor [--config FILE]` */
export const doctor: Command = {
  words: ["zalo", "doctor"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Cho biết còn thiếu gì để tin Zalo gửi được, và bước tiếp theo; không gửi gì cả",
    en: "Say what is missing for Zalo messages to flow, and the next step; sends nothing"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    over(call, async (zalo) => {
      const findings = await zalo.doctor()
      const { language } = call
      const n = findings.filter(({ level }) => level === "missing").length
      return {
        end: "done",
        lines: [
          ...findings.map(({ level, text }) => line(level, { text: text[language] }, language)),
          line(n === 0 ? "ready" : "not-ready", { n }, language)
        ],
        json: { ready: n === 0, findings }
      }
    })
}

/** `lienhoi zalo templates [--config FILE]` */
export const templates: Command = {
  words: ["zalo", "templates"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Liệt kê mẫu tin Zalo đang dùng: trạng thái, giá, các chỗ phải điền",
    en: "List the templates in use: status, price, the places to fill"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    over(call, async (zalo) => {
      const inUse = await zalo.templates()
      const { language } = call
      const lines = inUse.flatMap(({ kind, id, template, failure }) => {
        if (template === null) return [line("unread", { kind, id, reason: failure?.[language] ?? "" }, language)]
        const { name, status, price, parameters } = template
        return [
          line("template", { kind, id, name, status, price: price.phone ?? "?" }, language),
          ...parameters.map((one) =>
            line(
              "parameter",
              {
                name: one.name,
                min: one.minLength,
                max: one.maxLength,
                required: one.required ? texts.required[language] : ""
              },
              language
            )
          )
        ]
      })
      return { end: "done", lines: inUse.length === 0 ? [texts.none[language]] : lines, json: { templates: inUse } }
    })
}

/** `lienhoi zalo send --text TEXT (--to WHO | --group ID) [--kind KIND] [--dry-run] [--config FILE]` */
export const send: Command = {
  words: ["zalo", "send"],
  synopsis: "--text TEXT (--to WHO | --group ID) [--kind KIND] [--dry-run] [--config FILE]",
  summary: {
    vi: "Gửi thử một tin và cho biết đi đường nào, vì sao, giá bao nhiêu; --dry-run: chỉ cho biết, không gửi",
    en: "Try one message and say which road it takes, why and at what price; --dry-run: say it, send nothing"
  },
  options: ["text", "to", "group", "kind", "config"],
  switches: ["dry-run"],
  takes: [0, 0],
  run: (call) => {
    const { text, to, group, kind } = call.options
    if (text === undefined || (to === undefined) === (group === undefined))
      return Promise.resolve({ end: "usage", message: texts["who-and-what"] })
    return over(call, async (zalo) => {
      const { language } = call
      const isDry = call.switches.has("dry-run")
      const tried = await zalo.tryOut({
        text,
        isReal: !isDry,
        ...(to === undefined ? {} : { to }),
        ...(group === undefined ? {} : { group }),
        ...(kind === undefined ? {} : { kind })
      })
      const outcome =
        tried.receipt !== null
          ? line("sent", { receipt: tried.receipt }, language)
          : tried.failure !== null
            ? line("failed", { failure: tried.failure }, language)
            : texts.dry[language]
      return {
        end: "done",
        lines: [
          tried.because[language],
          ...tried.others.map(({ road, because }) => line("other", { road, because: because[language] }, language)),
          outcome
        ],
        json: tried
      }
    })
  }
}
