/**
 * An urgent matter told in a chat: a branch head writes “báo gấp” and what happened, sends photos, and it becomes a case at
 * the unit above. Whoever answers there answers into the case, and the answer goes back to her. Pure: words in, words out.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Instants from "@lienhoi/calendar/Instant"
import type { Period } from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Case from "@lienhoi/template/Case"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Field } from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { clean, fold } from "@lienhoi/words/Text"
import type { TemplateRef } from "./Submission.ts"

/** What she has told so far. */
export interface Draft {
  /** The person (id) who reports. */
  readonly person: string
  readonly unit: string
  readonly words: string
  /** Ids of photos that were kept. */
  readonly photos: ReadonlyArray<string>
}

/** An answer from above. */
export interface Answer {
  readonly by: string
  readonly at: Instant
  readonly text: string
}

/** A case that was opened from a chat. Plain data. */
export interface UrgentCase {
  /** How both sides call it: a small number within the unit that answers. */
  readonly number: number
  readonly template: TemplateRef
  readonly unit: string
  /** The unit above, where the case stands. */
  readonly upper: string
  readonly person: string
  readonly openedAt: Instant
  readonly cells: Cells
  /** The words and photos as she sent them. */
  readonly words: string
  readonly photos: ReadonlyArray<string>
  /** Every state, the newest last. */
  readonly history: ReadonlyArray<Case.Status>
  readonly answers: ReadonlyArray<Answer>
}

const texts = Catalogue.make({
  collecting: {
    vi: "Đã ghi việc gấp: “{words}”, {n} ảnh. Gửi thêm ảnh hoặc viết thêm; xong thì nhắn “gửi”, không báo nữa thì nhắn “thôi”.",
    en: "Urgent: “{words}”, {n} photos. Send more photos or words; then write “gửi”, or “thôi” to drop it."
  },
  empty: {
    vi: "Việc gấp gì, ở đâu? Nhắn vài câu, gửi ảnh nếu có, rồi nhắn “gửi”.",
    en: "What happened, and where? Write a few words, send photos if there are any, then write “gửi”."
  },
  dropped: { vi: "Đã bỏ, không gửi gì.", en: "Dropped; nothing was sent." },
  opened: {
    vi: "Đã chuyển việc gấp số {number} lên {upper} lúc {time} ngày {date}. Có trả lời sẽ nhắn lại ngay.",
    en: "Urgent matter {number} went up to {upper} at {time} on {date}. The answer will come here."
  },
  told: {
    vi: "VIỆC GẤP số {number}, từ {unit} ({who}), lúc {time} ngày {date}:\n{words}\nẢnh: {n}.{limit}\nTrả lời: nhắn “trả lời {number}: …”",
    en: "URGENT {number}, from {unit} ({who}), at {time} on {date}:\n{words}\nPhotos: {n}.{limit}\nTo answer write “trả lời {number}: …”"
  },
  limit: { vi: "\nCần xử lý trước {time} ngày {date}.", en: "\nTo be dealt with by {time} on {date}." },
  answered: {
    vi: "Trả lời việc gấp số {number} của {unit}: {text}",
    en: "The answer to urgent matter {number} of {unit}: {text}"
  },
  passed: { vi: "Đã chuyển trả lời việc gấp số {number} cho {who}.", en: "The answer to {number} went to {who}." }
})

const issue = Issue.from(
  Catalogue.make({
    "urgent.template": {
      vi: "Mẫu “{title}” không dùng cho việc gấp được: cần mẫu loại vụ việc có một câu hỏi dạng chữ",
      en: "Template “{title}” does not serve urgent matters: a case with a question answered in words is needed"
    },
    "urgent.closed": {
      vi: "Việc gấp số {number} đã đóng; báo việc mới nếu còn",
      en: "Urgent matter {number} is closed; report a new one if there is more"
    }
  })
)

const call = /^(?:b[aá]o\s+(?:c[aá]o\s+)?)?(?:g[aấ]p|kh[aẩ]n(?:\s+c[aấ]p)?)(?:\s*[:,.!-]\s*|\s+|$)(.*)$/isu
const reply = /^tr[aả]\s+l[oờ]i\s+(?:s[oố]\s+)?(\d{1,6})\s*[:,.-]?\s*(\S[\s\S]*)$/iu
const longest = 5_000

/** What follows the call “báo gấp”; `null` when the text is no call. */
export const called = (text: string): string | null => {
  const found = call.exec(text.slice(0, longest).normalize("NFC").trim())
  if (found === null) return null
  // “gấp” alone may begin any sentence; “báo gấp”, “khẩn:” and the word by itself do not.
  const isCall = /^b[aá]o|^kh[aẩ]n|^g[aấ]p\s*(?:[:!,.]|$)/iu.test(text.normalize("NFC").trim())
  return isCall ? found[1]!.trim() : null
}

/** An answer from above: “trả lời 3: …”; `null` when the text is none. */
export const answerOf = (text: string): { readonly number: number; readonly text: string } | null => {
  const found = reply.exec(text.slice(0, longest).normalize("NFC").trim())
  return found === null ? null : { number: Number(found[1]), text: found[2]!.trim() }
}

/** What came of a message while she tells. */
export type Collected =
  | { readonly is: "going-on"; readonly draft: Draft; readonly says: string }
  | { readonly is: "done"; readonly draft: Draft }
  | { readonly is: "dropped"; readonly says: string }

const sends: ReadonlySet<string> = new Set(["gui", "gui di", "xong", "xong roi", "het", "da gui"])
const drops: ReadonlySet<string> = new Set(["thoi", "bo", "huy", "khong gui", "khong bao nua"])

/** Adds what she wrote or sent. */
export const collect = (
  draft: Draft,
  heard: { readonly text: string | null; readonly photos?: ReadonlyArray<string> },
  language: Language = "vi"
): Collected => {
  const said = clean((heard.text ?? "").slice(0, longest))
  const word = fold(said.replace(/[.!]+$/u, ""))
  const photos = [...draft.photos, ...(heard.photos ?? [])]
  if (drops.has(word)) return { is: "dropped", says: Catalogue.say(texts, "dropped", {}, language) }
  const isSend = sends.has(word)
  const words = isSend || said === "" ? draft.words : [draft.words, said].filter((part) => part !== "").join("\n")
  const next = { ...draft, words, photos }
  if (isSend && words !== "") return { is: "done", draft: next }
  const code = words === "" ? "empty" : "collecting"
  return { is: "going-on", draft: next, says: Catalogue.say(texts, code, { words, n: photos.length }, language) }
}

/** What opening follows from. */
export interface Options {
  /** A template of kind `case`: its first question in words takes the words, its first one of photos the photos. */
  readonly template: Compiled
  readonly number: number
  readonly unit: { readonly id: string; readonly level: string }
  readonly upper: string
  readonly period: Period
  readonly at: Instant
  readonly calendar: WorkingDays
}

/** Opens the case at the unit above, or says why the template refuses it. */
export const open = (draft: Draft, options: Options): Issue.Checked<UrgentCase> => {
  const { template, unit, at, calendar } = options
  const { id, lineage, version, title, kind } = template.template
  const asked = Template.fields(template.template).filter(({ askedOf }) => askedOf.includes(unit.level))
  const first = (type: Field["type"]) => asked.find((field) => field.type === type)
  const [words, photo] = [first("text"), first("photo")]
  if (kind !== "case" || words === undefined)
    return Issue.fail(issue("urgent.template", { title }, { path: ["template"] }))
  const values = {
    [words.key]: draft.words,
    ...(photo === undefined || draft.photos.length === 0 ? {} : { [photo.key]: draft.photos })
  }
  const judged = template.validate(values, { unit, period: options.period })
  const begun = Case.begin({ template: template.template, at, calendar })
  if (!judged.ok || !begun.ok) return Issue.fail(...judged.issues, ...(begun.ok ? [] : begun.issues))
  return Issue.ok({
    number: options.number,
    template: { id, lineage, version },
    unit: unit.id,
    upper: options.upper,
    person: draft.person,
    openedAt: at,
    cells: judged.cells,
    words: draft.words,
    photos: draft.photos,
    history: [begun.value],
    answers: []
  })
}

/** Puts an answer into the case and moves it on: to the first state that may follow, while there is one. */
export const answer = (
  urgent: UrgentCase,
  given: Answer,
  options: { readonly template: Compiled; readonly calendar: WorkingDays }
): Issue.Checked<UrgentCase> => {
  const now = urgent.history.at(-1)!
  if (now.closed) return Issue.fail(issue("urgent.closed", { number: urgent.number }))
  const { template } = options.template
  const [next] = Case.moves(template, now)
  const answered = { ...urgent, answers: [...urgent.answers, given] }
  if (next === undefined) return Issue.ok(answered)
  const moved = Case.move(now, next.key, { template, at: given.at, calendar: options.calendar })
  return moved.ok ? Issue.ok({ ...answered, history: [...urgent.history, moved.value] }) : moved
}

/** Names for the messages. */
export interface Names {
  readonly unit: string
  readonly upper: string
  /** How the one who reported is called: `chị Hoa`. */
  readonly who: string
  readonly language?: Language
}

const moment = (at: Instant) => ({ time: Instants.timeIn(at), date: PlainDate.format(Instants.dateIn(at)) })

/** What the one who reported reads once it went up. */
export const opened = ({ number, openedAt }: UrgentCase, { upper, language }: Names): string =>
  Catalogue.say(texts, "opened", { number, upper, ...moment(openedAt) }, language)

/** What the unit above reads. Unreviewed words of a person: to the head of that unit only. */
export const told = (urgent: UrgentCase, { unit, who, language }: Names): string => {
  const { number, openedAt, words, photos, history } = urgent
  const until = history[0]?.due?.until
  const limit = until === undefined ? "" : Catalogue.say(texts, "limit", moment(until), language)
  return Catalogue.say(
    texts,
    "told",
    { number, unit, who, words, n: photos.length, limit, ...moment(openedAt) },
    language
  )
}

/** What the one who reported reads when somebody above answered. */
export const answered = (urgent: UrgentCase, { unit, language }: Names): string =>
  Catalogue.say(texts, "answered", { number: urgent.number, unit, text: urgent.answers.at(-1)?.text ?? "" }, language)

/** What the one who answered reads. */
export const passed = ({ number }: UrgentCase, { who, language }: Names): string =>
  Catalogue.say(texts, "passed", { number, who }, language)
