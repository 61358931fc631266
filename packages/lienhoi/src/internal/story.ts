/**
 * The story of one message in sentences: what it is about, each attempt, how it stands.
 */
import type * as Outbox from "@lienhoi/messaging/Outbox"
import * as Posting from "@lienhoi/messaging/Posting"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Story } from "../Working.ts"
import { localTime } from "./localTime.ts"

const texts = Catalogue.make({
  about: {
    vi: "Nhắc {name} về báo cáo {lineage}, kỳ {period} của {unit} (bước {step}, lần {round}).",
    en: "Reminds {name} of the report {lineage}, {period}, of {unit} (step {step}, round {round})."
  },
  message: { vi: "Tin gửi {name}.", en: "A message to {name}." },
  open: { vi: "Báo cáo này chưa nộp.", en: "That report is still owed." },
  closed: { vi: "Báo cáo này không còn phải nhắc nữa.", en: "That report is not owed any more." },
  "attempt-handed-back": {
    vi: "Lần {n}, {time}: chưa gửi, để lại cho lượt sau ({worker}).",
    en: "Try {n}, {time}: not sent, put back for the next round ({worker})."
  },
  "attempt-failed": {
    vi: "Lần {n}, {time}: gửi qua {channel}, chắc chắn không tới ({reason}; {worker}).",
    en: "Try {n}, {time}: by {channel}, certainly not delivered ({reason}; {worker})."
  },
  "attempt-out": {
    vi: "Lần {n}, {time}: gửi qua {channel} ({worker}).",
    en: "Try {n}, {time}: by {channel} ({worker})."
  },
  chosen: { vi: "    {channel}: {because}", en: "    {channel}: {because}" },
  reopened: { vi: "{by} cho gửi lại.", en: "{by} had it tried again." },
  queued: { vi: "Đang chờ, gửi từ {time}.", en: "Waits, goes from {time} on." },
  handing: { vi: "Đang gửi, chờ trả lời đến {time}.", en: "In hand, an answer is awaited until {time}." },
  accepted: { vi: "Kênh {channel} đã nhận lúc {time}.", en: "Taken by {channel} at {time}." },
  undelivered: {
    vi: "Không gửi được ({reason}), lúc {time}. Sửa liên lạc rồi cho gửi lại, hoặc bỏ.",
    en: "Not delivered ({reason}), at {time}. Mend the contact and have it tried again, or drop it."
  },
  dropped: {
    vi: "Không gửi được ({reason}); {by} đã cho thôi.",
    en: "Not delivered ({reason}); {by} left it at that."
  },
  restored: {
    vi: "Lần {n}: kho được khôi phục từ bản sao lưu lúc {time}; không biết sau khi sao lưu đã gửi chưa.",
    en: "Try {n}: the store came back from a backup at {time}; nobody knows whether it was sent after the backup was made."
  },
  cancelled: { vi: "Đã bỏ lúc {time}: báo cáo đã nộp.", en: "Cancelled at {time}: the report came in." },
  expired: { vi: "Quá hạn lúc {time}, không gửi nữa.", en: "Expired at {time}, not sent." },
  unknown: {
    vi: "Chưa rõ đã tới hay chưa, từ {time}. Hỏi lại người nhận hoặc kênh; phần mềm không tự gửi lại.",
    en: "Nobody knows whether it arrived, since {time}. Ask the recipient or the channel; it is not sent again by itself."
  }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const attemptLines = (attempt: Outbox.Attempt): ReadonlyArray<Bilingual> => {
  const { number: n, at, worker, channel, notDelivered } = attempt
  const about = { n, time: localTime(at), worker, channel: channel ?? "?" }
  const first =
    worker === Posting.restorer
      ? say("restored", about)
      : notDelivered === null
        ? say("attempt-out", about)
        : notDelivered === "handed-back"
          ? say("attempt-handed-back", about)
          : say("attempt-failed", { ...about, reason: notDelivered })
  const chosen = (attempt.chosen ?? []).map(({ channel: road, because }) => ({
    vi: Catalogue.say(texts, "chosen", { channel: road, because: because.vi }, "vi"),
    en: Catalogue.say(texts, "chosen", { channel: road, because: because.en }, "en")
  }))
  return [first, ...chosen, ...(attempt.reopenedBy === undefined ? [] : [say("reopened", { by: attempt.reopenedBy })])]
}

const stateLine = (state: Outbox.State): Bilingual => {
  switch (state.at) {
    case "queued":
      return say("queued", { time: localTime(state.from) })
    case "handing":
      return say("handing", { time: localTime(state.until) })
    case "accepted":
      return say("accepted", { channel: state.channel, time: localTime(state.when) })
    case "undelivered":
      return state.by === null
        ? say("undelivered", { reason: state.reason, time: localTime(state.when) })
        : say("dropped", { reason: state.reason, by: state.by })
    default:
      return say(state.at, { time: localTime(state.when) })
  }
}

/** The sentences of a story. */
export const lines = ({ about, to, posted }: Omit<Story, "lines">): ReadonlyArray<Bilingual> => {
  const name = to?.name ?? "?"
  return [
    about === null
      ? say("message", { name })
      : say("about", {
          name,
          lineage: about.lineage,
          period: about.period,
          unit: about.unitName,
          step: about.step,
          round: about.round
        }),
    ...(about === null ? [] : [say(about.isOpen ? "open" : "closed")]),
    ...posted.attempts.flatMap(attemptLines),
    stateLine(posted.state)
  ]
}
