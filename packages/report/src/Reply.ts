/**
 * What somebody means who answers in a chat with a word or two: an answer, “as last month”, “nothing happened”, “skip”,
 * “change number 3”, “done”. Accents, case and full stops do not matter; whatever is no command is taken as an answer.
 *
 * @since 0.1.0
 */
import { clean, fold } from "@lienhoi/words/Text"
import type * as Question from "./Question.ts"

/** What was meant. */
export type Reply =
  | { readonly is: "answer"; readonly answer: unknown }
  | { readonly is: "as-before"; readonly all: boolean }
  | { readonly is: "skip" | "send" | "list" | "help" | "replace" | "keep" | "nothing" }
  /** `which` as written: a number, a key or words of the label; empty when she did not say. */
  | { readonly is: "change"; readonly which: string; readonly answer: string | null }
  /** Another of the reports that wait for her. */
  | { readonly is: "other"; readonly number: number }

const words: { readonly [said: string]: Reply } = Object.fromEntries(
  (
    [
      [
        { is: "as-before", all: false },
        "nhu thang truoc|nhu ky truoc|nhu cu|nhu truoc|nhu lan truoc|nhu quy truoc|nhu nam truoc|nhu tuan truoc|khong thay doi|khong doi|ko doi|giu nguyen|van vay|van the|y nhu thang truoc|y thang truoc|y nhu cu|bang thang truoc|bang ky truoc|ntt"
      ],
      [
        { is: "as-before", all: true },
        "tat ca nhu thang truoc|tat ca nhu ky truoc|het nhu thang truoc|con lai nhu thang truoc|con lai nhu ky truoc|deu nhu thang truoc|nhu thang truoc het|tat ca nhu cu"
      ],
      [{ is: "skip" }, "bo qua|bo|tiep|tiep tuc|cau tiep|qua|skip"],
      [
        { is: "send" },
        "xong|xong roi|da xong|het|het roi|gui|gui di|gui bao cao|nop|nop bao cao|dung|dung roi|da dung|chinh xac|ok|oke|okay|da|vang|u|uh|duoc|dong y|xac nhan|da gui|da xong roi"
      ],
      [{ is: "list" }, "danh sach|xem lai|xem|doc lai|liet ke|bao cao"],
      [{ is: "help" }, "giup|giup voi|giup do|huong dan|tro giup|help|?|lam sao|lam the nao"],
      [{ is: "replace" }, "thay|thay the|thay di|dong y thay|thay bang so cua toi"],
      [{ is: "keep" }, "giu|giu lai|khong thay|giu so cu|de nguyen|thoi"],
      [{ is: "nothing" }, ""]
    ] as ReadonlyArray<readonly [Reply, string]>
  ).flatMap(([reply, said]) => said.split("|").map((one) => [one, reply]))
)

const marks = /[.!,;~…“”"'«»]+$|^[“"'«»]+/gu
const change = /^(?:s[uưửữ]a|đ[oổ]i|ch[ỉi]nh)(?:\s+(?:l[aạ]i|c[aâ]u|s[oố]|m[uụ]c))*(?:\s+(.*))?$/iu
const otherReport = /^bao cao(?: so)? (\d{1,2})$/u
const notApplicable = /^kh[oô]ng\s+[aá]p\s+d[uụ]ng\s*(?:[(:,-]\s*)?(.*?)\)?$/iu

/** The answer that a text is: “không áp dụng (vì sao)” is an answer of its own kind, all else is for the validator. */
export const answer = (text: string): unknown => {
  const reason = notApplicable.exec(clean(text))?.[1]
  return reason === undefined || reason === "" ? text : { notApplicable: reason }
}

const changed = (text: string): Reply | null => {
  const found = change.exec(text)
  if (found === null) return null
  const rest = found[1] ?? ""
  const cut = /^(.*?)\s*(?:[:=]|th[aà]nh|l[aà])\s*(\S.*)$/iu.exec(rest)
  return cut === null ? { is: "change", which: rest, answer: null } : { is: "change", which: cut[1]!, answer: cut[2]! }
}

/**
 * Reads one message.
 *
 * @example
 * ```ts
 * import { Reply } from "@lienhoi/report"
 *
 * Reply.read("Như tháng trước.") // => { is: "as-before", all: false }
 * Reply.read("sửa 3: 12") // => { is: "change", which: "3", answer: "12" }
 * Reply.read("38.506") // => { is: "answer", answer: "38.506" }
 * ```
 */
export const read = (text: string): Reply => {
  const bare = clean(text).replace(marks, "").trim()
  const folded = fold(bare)
  const known = Object.hasOwn(words, folded) ? words[folded] : undefined
  if (known !== undefined) return known
  const polite = folded.replace(/^da /u, "").replace(/ (?:a|nhe|nha|nghen|em|chi)$/u, "")
  const politely = Object.hasOwn(words, polite) ? words[polite] : undefined
  if (politely !== undefined && politely.is !== "nothing") return politely
  const other = otherReport.exec(folded)
  if (other !== null) return { is: "other", number: Number(other[1]) }
  return changed(bare) ?? { is: "answer", answer: answer(text) }
}

/** The question that somebody names by its number, its key or the beginning of its label; `null` when none or several. */
export const question = (which: string, questions: ReadonlyArray<Question.Question>): Question.Question | null => {
  const folded = fold(which).replace(/^(?:cau|so|muc) /u, "")
  if (folded === "") return null
  if (/^\d{1,3}$/u.test(folded)) return questions.find(({ number }) => String(number) === folded) ?? null
  const byKey = questions.find(({ key }) => fold(key) === folded)
  if (byKey !== undefined) return byKey
  const exact = questions.filter(({ label }) => fold(label) === folded)
  const near = exact.length > 0 ? exact : questions.filter(({ label }) => fold(label).includes(folded))
  return near.length === 1 ? near[0]! : null
}
