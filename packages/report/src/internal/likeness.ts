/** How much the words of a message are like the label of a question. */
import { fold } from "@lienhoi/words/Text"
import type { Question } from "../Question.ts"
import { tokens } from "./pieces.ts"

/** A question with its words, each with what it says about which question is meant. */
interface Known {
  readonly question: Question
  readonly key: string
  readonly label: string
  readonly words: ReadonlyArray<string>
  readonly initials: string
  readonly weight: number
}

/** All questions, and how much each word tells. */
export interface Lexicon {
  readonly known: ReadonlyArray<Known>
  readonly weightOf: (word: string) => number
}

/** Words as chats shorten them. */
const short: { readonly [said: string]: ReadonlyArray<string> } = {
  hv: ["hoi", "vien"],
  pn: ["phu", "nu"],
  ch: ["chi", "hoi"],
  tv: ["thanh", "vien"],
  shc: ["sinh", "hoat", "chi"],
  sh: ["sinh", "hoat"],
  tkvv: ["tiet", "kiem", "va", "vay", "von"],
  fb: ["facebook"],
  zl: ["zalo"],
  za: ["zalo"],
  dc: ["duoc"],
  k: ["khong"],
  sl: ["so", "luong"],
  ts: ["tong", "so"],
  dn: ["du", "no"]
}

const empty = new Set([
  "so",
  "la",
  "cac",
  "nhung",
  "em",
  "chi",
  "a",
  "nhe",
  "thang",
  "nay",
  "hien",
  "bao",
  "cao",
  "duoc",
  "co",
  "da",
  "va",
  "trong",
  "tong"
])

/** The words of a text, with what is shortened written out. */
const wordsOf = (text: string): ReadonlyArray<string> =>
  tokens(text).flatMap((word) => (Object.hasOwn(short, word) ? short[word]! : [word]))

/** Learns which words tell questions apart. */
export const lexicon = (questions: ReadonlyArray<Question>): Lexicon => {
  const words = questions.map((question) => tokens(`${question.label} ${question.field.unit ?? ""}`))
  const count = new Map<string, number>()
  for (const one of words) for (const word of new Set(one)) count.set(word, (count.get(word) ?? 0) + 1)
  const weightOf = (word: string): number =>
    (empty.has(word) ? 0.3 : 1) * Math.log(1 + questions.length / (count.get(word) ?? questions.length))
  const known = questions.map((question): Known => {
    const label = tokens(question.label)
    return {
      question,
      key: tokens(question.key).join(""),
      label: label.join(" "),
      words: [...new Set([...label, ...tokens(question.field.unit ?? "")])],
      initials: label.map((word) => word[0]).join(""),
      weight: [...new Set(label)].reduce((sum, word) => sum + weightOf(word), 0)
    }
  })
  return { known, weightOf }
}

/** Whether two words differ by one slip of the finger: one letter more, less, other, or two changed places. */
const isSlip = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || Math.max(a.length, b.length) < 4) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let end = 0
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const left = a.slice(from, a.length - end)
  const right = b.slice(from, b.length - end)
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(""))
}

/** One question and how well words fit it, 0 to 1. */
export interface Fit {
  readonly question: Question
  readonly score: number
  /** The words are the key, or the whole label. */
  readonly exact: boolean
}

/** How well the words fit each question, the best first. */
export const fits = ({ known, weightOf }: Lexicon, text: string): ReadonlyArray<Fit> => {
  const joined = tokens(text).join("")
  const folded = tokens(text).join(" ")
  const words = [...new Set(wordsOf(text))]
  const said = words.reduce((sum, word) => sum + weightOf(word), 0)
  return known
    .map((one): Fit => {
      const { question } = one
      const named = joined === one.key
      const whole = folded === one.label || fold(text) === fold(question.label)
      if (named || whole) return { question, score: 1, exact: true }
      if (joined.length >= 3 && one.initials.startsWith(joined)) {
        return { question, score: joined === one.initials ? 0.9 : 0.75, exact: false }
      }
      let hit = 0
      let met = 0
      for (const word of words) {
        const like = one.words.includes(word) ? 1 : one.words.some((own) => isSlip(word, own)) ? 0.9 : 0
        hit += like * weightOf(word)
        met += like
      }
      if (met === 0 || said === 0) return { question, score: 0, exact: false }
      const precision = hit / said
      const recall = one.weight === 0 ? 0 : Math.min(1, hit / one.weight)
      return { question, score: precision * (0.65 + 0.35 * recall), exact: false }
    })
    .toSorted((a, b) => b.score - a.score)
}
