/**
 * `lienhoi outbox`: messages a person has to look at, and what she decides about them.
 */
import type { Posted } from "@lienhoi/messaging/Outbox"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { App } from "../App.ts"
import { isHeld } from "../internal/working.ts"
import type { Answer, Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  none: { vi: "Không có tin nào cần xem.", en: "No message needs to be looked at." },
  unknown: { vi: "Chưa rõ đã tới hay chưa: {n}", en: "Nobody knows whether they arrived: {n}" },
  held: { vi: "Giữ lại từ bản sao lưu: {n}", en: "Held back from a backup: {n}" },
  undelivered: { vi: "Không gửi được: {n}", en: "Not delivered: {n}" },
  asked: { vi: "Đã hỏi các kênh: {n} tin nay đã rõ.", en: "The channels were asked: {n} messages are settled now." },
  retried: { vi: "Sẽ gửi lại: {key}", en: "Tried again: {key}" },
  dropped: { vi: "Thôi không gửi: {key}", en: "Left at that: {key}" },
  arrived: { vi: "Đã ghi là đã tới: {key}", en: "Noted as arrived: {key}" },
  "not-arrived": { vi: "Đã ghi là chưa tới, không gửi lại: {key}", en: "Noted as not arrived, left at that: {key}" },
  again: { vi: "Đã ghi là chưa tới, sẽ gửi lại: {key}", en: "Noted as not arrived, tried again: {key}" },
  released: { vi: "Cho gửi {n} tin đã giữ lại.", en: "{n} messages that were held go out." },
  by: { vi: "Cần --by MÃ-NGƯỜI: ai quyết định việc này", en: "--by PERSON is needed: who decides this" },
  mark: {
    vi: "Chọn một: --arrived (đã tới), --not-arrived (chưa tới, thôi), --again (chưa tới, gửi lại)",
    en: "Choose one: --arrived, --not-arrived (left at that), --again (not arrived, try again)"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "outbox.not-undelivered": {
      vi: "{key} không phải tin không gửi được; xem lại: lienhoi outbox unsettled",
      en: "{key} is no undelivered message; look again: lienhoi outbox unsettled"
    },
    "outbox.not-unknown": {
      vi: "{key} không phải tin chưa rõ kết quả; xem lại: lienhoi outbox unsettled",
      en: "{key} is no message whose outcome is unknown; look again: lienhoi outbox unsettled"
    }
  })
)

/** Rows of one kind, each with its story. */
const part = async (
  app: App,
  code: "unknown" | "held" | "undelivered",
  rows: ReadonlyArray<Posted>,
  language: Language
): Promise<ReadonlyArray<string>> => {
  if (rows.length === 0) return []
  const stories = await Promise.all(rows.map(({ row }) => app.why(row.key)))
  return [
    Catalogue.say(texts, code, { n: rows.length }, language),
    ...stories.flatMap((story) =>
      story === null ? [] : [`  ${story.key}`, ...story.lines.map((line) => `    ${line[language]}`)]
    )
  ]
}

/** `lienhoi outbox unsettled [--config FILE]` */
export const unsettled: Command = {
  words: ["outbox", "unsettled"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Cho biết tin nào chưa rõ đã tới chưa, tin nào không gửi được và vì sao",
    en: "Say which messages nobody knows about, which were not delivered, and why"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const rows = await app.unsettled()
      const { language } = call
      const lines = [
        ...(await part(
          app,
          "unknown",
          rows.filter((row) => row.state.at === "unknown" && !isHeld(row)),
          language
        )),
        ...(await part(app, "held", rows.filter(isHeld), language)),
        ...(await part(
          app,
          "undelivered",
          rows.filter(({ state }) => state.at === "undelivered"),
          language
        ))
      ]
      return {
        end: "done",
        lines: lines.length === 0 ? [texts.none[language]] : lines,
        json: rows.map((posted) => ({
          key: posted.row.key,
          duty: posted.row.duty,
          state: posted.state,
          attempts: posted.attempts,
          held: isHeld(posted)
        }))
      }
    })
}

/** `lienhoi outbox ask [--config FILE]` */
export const ask: Command = {
  words: ["outbox", "ask"],
  synopsis: "[--config FILE]",
  summary: {
    vi: "Hỏi các kênh về những tin chưa rõ; kênh nào trả lời được thì ghi lại",
    en: "Ask the channels about messages nobody knows about, and keep what they answer"
  },
  options: ["config"],
  takes: [0, 0],
  run: (call) =>
    Configured.over(call, async (app) => {
      const settled = await app.ask()
      return {
        end: "done",
        lines: [
          Catalogue.say(texts, "asked", { n: settled.length }, call.language),
          ...settled.map(({ row }) => `  ${row.key}`)
        ],
        json: settled.map(({ row, state }) => ({ key: row.key, state }))
      }
    })
}

const usage = (code: "by" | "mark"): Promise<Answer> => Promise.resolve({ end: "usage", message: texts[code] })

const decided = (verb: "retry" | "drop", said: "retried" | "dropped", summary: Command["summary"]): Command => ({
  words: ["outbox", verb],
  synopsis: "KEY --by PERSON [--config FILE]",
  summary,
  options: ["config", "by"],
  takes: [1, 1],
  run: (call) => {
    const { by } = call.options
    const [key = ""] = call.positionals
    if (by === undefined) return usage("by")
    return Configured.over(call, async (app) =>
      (await app[verb](key, by))
        ? { end: "done", lines: [Catalogue.say(texts, said, { key }, call.language)], json: { key, by } }
        : { end: "bad-input", issues: [issue("outbox.not-undelivered", { key })] }
    )
  }
})

/** `lienhoi outbox retry KEY --by PERSON [--config FILE]` */
export const retry = decided("retry", "retried", {
  vi: "Gửi lại một tin không gửi được; --by là mã người quyết định",
  en: "Try an undelivered message again; --by is the id of the person who decides"
})

/** `lienhoi outbox drop KEY --by PERSON [--config FILE]` */
export const drop = decided("drop", "dropped", {
  vi: "Thôi không gửi một tin không gửi được; tin không còn trong danh sách cần xem",
  en: "Leave an undelivered message at that; it leaves the list"
})

/** `lienhoi outbox mark KEY --arrived|--not-arrived|--again --by PERSON [--config FILE]` */
export const mark: Command = {
  words: ["outbox", "mark"],
  synopsis: "KEY --arrived|--not-arrived|--again --by PERSON [--config FILE]",
  summary: {
    vi: "Ghi lại một tin chưa rõ: người nhận đã nhận được hay chưa",
    en: "Note what became of a message nobody knew about: it arrived, or it did not"
  },
  options: ["config", "by"],
  switches: ["arrived", "not-arrived", "again"],
  takes: [1, 1],
  run: (call) => {
    const { by } = call.options
    const [key = ""] = call.positionals
    if (by === undefined) return usage("by")
    const [chosen, ...others] = (["arrived", "not-arrived", "again"] as const).filter((one) => call.switches.has(one))
    if (chosen === undefined || others.length > 0) return usage("mark")
    const found = { arrived: chosen === "arrived", again: chosen === "again", by }
    return Configured.over(call, async (app) =>
      (await app.settle(key, found))
        ? {
            end: "done",
            lines: [Catalogue.say(texts, chosen, { key }, call.language)],
            json: { key, ...found }
          }
        : { end: "bad-input", issues: [issue("outbox.not-unknown", { key })] }
    )
  }
}

/** `lienhoi outbox release [KEY…] --by PERSON [--config FILE]` */
export const release: Command = {
  words: ["outbox", "release"],
  synopsis: "[KEY…] --by PERSON [--config FILE]",
  summary: {
    vi: "Cho gửi những tin giữ lại khi khôi phục bản sao lưu, tất cả hoặc các khóa ghi ra",
    en: "Send what was held back when a backup came back: all of it, or the keys that are named"
  },
  options: ["config", "by"],
  takes: [0, 1000],
  run: (call) => {
    const { by } = call.options
    if (by === undefined) return usage("by")
    return Configured.over(call, async (app) => {
      const { positionals } = call
      const keys = await (positionals.length === 0 ? app.release(by) : app.release(by, positionals))
      return {
        end: "done",
        lines: [Catalogue.say(texts, "released", { n: keys.length }, call.language), ...keys.map((key) => `  ${key}`)],
        json: { by, released: keys }
      }
    })
  }
}
