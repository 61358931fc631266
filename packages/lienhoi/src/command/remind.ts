/**
 * `lienhoi remind`: what would be sent and why, planning it, and the story of one message.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { Foreseen } from "../Working.ts"
import type { Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  planned: { vi: "Sẽ nhắc {n}:", en: "To be sent, {n}:" },
  nothing: { vi: "Lúc này không có tin nhắc nào.", en: "Nothing is to be sent now." },
  withheld: { vi: "Không nhắc {n}:", en: "Not sent, {n}:" },
  line: { vi: "  {to} — {units} ({step}): {because}", en: "  {to} — {units} ({step}): {because}" },
  held: { vi: "  {units} ({step}, ngày {day}): {because}", en: "  {units} ({step}, {day}): {because}" },
  more: { vi: "{first} và {n} đơn vị khác", en: "{first} and {n} more" },
  nobody: { vi: "không có ai", en: "nobody" },
  put: { vi: "Đã đưa {n} tin nhắc vào hàng chờ.", en: "{n} reminders are in the outbox." }
})

const issue = Issue.from(
  Catalogue.make({
    "remind.no-key": {
      vi: "Không có tin nào mang khóa {key}; xem các khóa bằng: lienhoi remind plan",
      en: "There is no message with the key {key}; see the keys with: lienhoi remind plan"
    }
  })
)

const unitsOf = ([first = "", ...others]: ReadonlyArray<string>, language: Language): string =>
  others.length === 0 ? first : Catalogue.say(texts, "more", { first, n: others.length }, language)

const lineOf = ({ to, units, step, because, key }: Foreseen, language: Language): ReadonlyArray<string> => [
  Catalogue.say(
    texts,
    "line",
    {
      to: to?.name ?? texts.nobody[language],
      units: unitsOf(units, language),
      step,
      because: because[language]
    },
    language
  ),
  ...(key === null || to === null ? [] : [`    ${key}`])
]

/** To whom it would go is not asked of what is not sent. */
const heldLine = ({ units, step, at, because }: Foreseen, language: Language): string => {
  const day = PlainDate.format(Instant.dateIn(at))
  return Catalogue.say(
    texts,
    "held",
    { units: unitsOf(units, language), step, day, because: because[language] },
    language
  )
}

/** `lienhoi remind plan [--config FILE]` */
export const plan: Command = {
  words: ["remind", "plan"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Cho biết lúc này sẽ nhắc ai, vì sao, và ai không được nhắc; không ghi gì cả",
    en: "Say who would be reminded now and why, and who would not; writes nothing"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const { language } = call
      const foresight = await app.foresee()
      const { planned, withheld } = foresight
      const head = (code: "planned" | "withheld", n: number) => Catalogue.say(texts, code, { n }, language)
      return {
        end: "done",
        lines: [
          ...(planned.length === 0 ? [texts.nothing[language]] : [head("planned", planned.length)]),
          ...planned.flatMap((one) => lineOf(one, language)),
          ...(withheld.length === 0 ? [] : [head("withheld", withheld.length)]),
          ...withheld.map((one) => heldLine(one, language))
        ],
        json: foresight
      }
    })
}

/** `lienhoi remind run [--config FILE]` */
export const run: Command = {
  words: ["remind", "run"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Lập tin nhắc đến hạn và đưa vào hàng chờ; chạy lại không thêm tin nào. lienhoi worker gửi đi",
    en: "Plan what is due into the outbox; running it again adds nothing. lienhoi worker sends it"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const added = await app.plan()
      return {
        end: "done",
        lines: [Catalogue.say(texts, "put", { n: added.length }, call.language), ...added.map((key) => `  ${key}`)],
        json: { added }
      }
    })
}

/** `lienhoi remind why KEY [--config FILE]` */
export const why: Command = {
  words: ["remind", "why"],
  synopsis: "KEY [--config FILE]",
  summary: {
    vi: "Kể lại một tin: nhắc về báo cáo nào, theo bước nào, đã gửi mấy lần, kết quả ra sao",
    en: "Tell the story of one message: which report, which step, each try, how it stands"
  },
  options: ["config"],
  takes: [1, 1],
  run: (call) =>
    Configured.over(call, async (app) => {
      const [key = ""] = call.positionals
      const story = await app.why(key)
      if (story === null) return { end: "bad-input", issues: [issue("remind.no-key", { key })] }
      return { end: "done", lines: story.lines.map((line) => line[call.language]), json: story }
    })
}
