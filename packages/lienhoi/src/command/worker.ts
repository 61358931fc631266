/**
 * `lienhoi worker`: plans reminders and hands messages over until it is told to stop.
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import type { News } from "../Working.ts"
import type { Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  works: { vi: "Đang làm việc; dừng bằng Ctrl+C.", en: "At work; stop with Ctrl+C." },
  stops: { vi: "Đang dừng, chờ xong tin đang gửi…", en: "Stopping; what is in hand is finished first…" },
  stopped: {
    vi: "Đã dừng: lập {planned} tin nhắc; {delivered}.",
    en: "Stopped: {planned} reminders planned; {delivered}."
  },
  round: { vi: "Lập {planned} tin nhắc; {delivered}.", en: "{planned} reminders planned; {delivered}." },
  none: { vi: "không gửi tin nào", en: "no message handed over" },
  settled: { vi: "đã rõ {n} tin trước đó chưa rõ", en: "{n} unknown ones are settled" },
  queued: { vi: "chờ lượt sau {n}", en: "{n} wait for later" },
  handing: { vi: "chờ người chuyển tay {n}", en: "{n} wait for an answer" },
  accepted: { vi: "đã gửi {n}", en: "{n} sent" },
  undelivered: { vi: "không gửi được {n}", en: "{n} not delivered" },
  cancelled: { vi: "đã bỏ {n}", en: "{n} cancelled" },
  expired: { vi: "quá hạn {n}", en: "{n} expired" },
  unknown: { vi: "chưa rõ {n}", en: "{n} unknown" },
  "bad-every": { vi: "--every là số giây, từ 1 trở lên.", en: "--every is a number of seconds, 1 or more." }
})

const counts = (delivered: { readonly [state: string]: number }, settled: number, language: Language): string => {
  const parts = Object.entries(delivered).map(([state, n]) =>
    Catalogue.say(texts, (Object.hasOwn(texts, state) ? state : "unknown") as "unknown", { n }, language)
  )
  if (settled > 0) parts.push(Catalogue.say(texts, "settled", { n: settled }, language))
  return parts.length === 0 ? texts.none[language] : parts.join(", ")
}

/** `lienhoi worker [--config FILE] [--name NAME] [--every SECONDS] [--once]` */
export const worker: Command = {
  words: ["worker"],
  synopsis: "[--config FILE] [--name NAME] [--every SECONDS] [--once]",
  summary: {
    vi: "Lập tin nhắc và gửi tin, cho đến khi được bảo dừng; nhiều máy chạy cùng lúc được (kho postgres://…)",
    en: "Plan reminders and hand messages over until told to stop; several machines may run it (store postgres://…)"
  },
  options: ["config", "name", "every"],
  switches: ["once"],
  takes: [0, 0],
  run: (call) => {
    const { options, switches, language, progress } = call
    const every = Number(options.every ?? "5")
    if (!(every >= 1)) return Promise.resolve({ end: "usage", message: texts["bad-every"] })
    return Configured.over(call, async (app) => {
      const stop = new AbortController()
      const onSignal = () => {
        if (!stop.signal.aborted) progress(texts.stops[language])
        stop.abort()
      }
      process.on("SIGTERM", onSignal).on("SIGINT", onSignal)
      const total = { planned: 0, settled: 0, delivered: {} as Record<string, number> }
      const tell = (news: News) => {
        if (news.news === "trouble") return progress(news.because[language])
        total.planned += news.planned
        total.settled += news.settled
        for (const [state, n] of Object.entries(news.delivered))
          total.delivered[state] = (total.delivered[state] ?? 0) + n
        const delivered = counts(news.delivered, news.settled, language)
        progress(Catalogue.say(texts, "round", { planned: news.planned, delivered }, language))
      }
      if (!switches.has("once")) progress(texts.works[language])
      try {
        await app.work({
          every,
          tell,
          signal: stop.signal,
          once: switches.has("once"),
          ...(options.name === undefined ? {} : { worker: options.name })
        })
      } finally {
        process.off("SIGTERM", onSignal).off("SIGINT", onSignal)
      }
      const delivered = counts(total.delivered, total.settled, language)
      return {
        end: "done",
        lines: [Catalogue.say(texts, "stopped", { planned: total.planned, delivered }, language)],
        json: total
      }
    })
  }
}
