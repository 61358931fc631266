/**
 * Reads figures out of a message as people write it: a numbered list sent back with the figures changed, `TC05: 12, hội
 * viên mới 3`, without accents, with slips. Every piece of the message is either understood, with how sure that is, or
 * handed back as it was written. Whether a figure holds is for the validator; nothing read here is recorded before a
 * person has agreed.
 *
 * @since 0.1.0
 */
import { fold } from "@lienhoi/words/Text"
import * as Likeness from "./internal/likeness.ts"
import * as Pieces from "./internal/pieces.ts"
import * as Question from "./Question.ts"
import * as Reply from "./Reply.ts"

/**
 * `sure`: the question is named by its key, its whole label, or its number together with its label. `likely`: one
 * question fits clearly better than all others. `doubtful`: it may be this one; a person has to say.
 */
export type Confidence = "sure" | "likely" | "doubtful"

/** One figure that was found. */
export interface Figure {
  readonly question: Question.Question
  /** As the validator takes it: text as written, last time's answer repeated. */
  readonly answer: unknown
  readonly confidence: Confidence
  /** The piece of the message it stood in. */
  readonly from: string
}

/** What a message says. */
export interface Understood {
  /** In the order of the message; of a question named twice with the same figure the first. */
  readonly figures: ReadonlyArray<Figure>
  /** Pieces that name no question, as written. */
  readonly left: ReadonlyArray<string>
}

const clearly = 0.15
const likely = 0.6
const possible = 0.4

/** The number in front counts when the words do not speak against it. */
const byNumber = (
  piece: Pieces.Piece,
  questions: ReadonlyArray<Question.Question>,
  lexicon: Likeness.Lexicon
): Omit<Figure, "from"> | null => {
  const question = questions.find(({ number }) => number === piece.number)
  if (question === undefined) return null
  const behind = afterLabel(piece.body, question)
  if (behind !== null) return { question, answer: behind, confidence: "sure" }
  const [reading] = Pieces.readings(piece.body)
  if (reading === undefined || question.field.type === "text") {
    return question.field.type === "text" ? { question, answer: piece.body, confidence: "likely" } : null
  }
  if (reading.words === "") return { question, answer: reading.figure, confidence: "likely" }
  const fits = Likeness.fits(lexicon, reading.words)
  const own = fits.find((fit) => fit.question.key === question.key)?.score ?? 0
  const best = fits[0]!
  if (own >= likely && own >= best.score) return { question, answer: reading.figure, confidence: "sure" }
  if (best.score === 0) return { question, answer: reading.figure, confidence: "doubtful" }
  return { question: best.question, answer: reading.figure, confidence: "doubtful" }
}

/** What follows the whole label (and its unit in brackets) at the beginning of a piece; `null` when it does not begin so. */
const afterLabel = (body: string, { label, field }: Question.Question): string | null => {
  if (body.length > 2000) return null
  const wanted = fold(label)
  if (wanted === "" || !fold(body).startsWith(wanted)) return null
  let end = 1
  while (end < body.length && fold(body.slice(0, end)) !== wanted) end++
  let rest = body.slice(end)
  const unit = field.unit === null ? null : `(${fold(field.unit)})`
  if (unit !== null && fold(rest).startsWith(unit)) rest = rest.slice(rest.indexOf(")") + 1)
  const found = /^\s*[:=]\s*(.*)$/u.exec(rest)
  return found === null || found[1] === undefined ? null : found[1].trim()
}

const byWords = (piece: Pieces.Piece, lexicon: Likeness.Lexicon): Omit<Figure, "from"> | null => {
  const found = Pieces.readings(piece.body).flatMap((reading) => {
    const [best, second] = Likeness.fits(lexicon, reading.words)
    return best === undefined || best.score < possible ? [] : [{ reading, best, second: second?.score ?? 0 }]
  })
  const [top] = found.toSorted((a, b) => b.best.score - a.best.score)
  if (top === undefined) return null
  const { reading, best, second } = top
  const isClear = best.score - second >= clearly
  const confidence = best.exact && second < 1 ? "sure" : best.score >= likely && isClear ? "likely" : "doubtful"
  return { question: best.question, answer: reading.figure, confidence }
}

/** Sentences are an answer only to a question that asks for them. */
const fitsKind = ({ question, answer }: Omit<Figure, "from">): boolean =>
  question.field.type === "text" || typeof answer !== "string" || answer.length <= 120

const meant = (figure: Omit<Figure, "from">): Omit<Figure, "from"> | null => {
  const { question, answer } = figure
  if (typeof answer !== "string") return figure
  if (fold(answer) === fold(Question.blank) || answer === "...") return { ...figure, answer: null }
  const reply = Reply.read(answer)
  if (reply.is === "as-before") {
    const repeated = Question.repeated(question)
    return repeated === null ? { ...figure, confidence: "doubtful" } : { ...figure, answer: repeated }
  }
  return { ...figure, answer: Reply.answer(answer) }
}

/** A question that was given two different figures is in doubt, both times. */
const withoutConflict = (figures: ReadonlyArray<Figure>): ReadonlyArray<Figure> => {
  const said = new Map<string, Array<Figure>>()
  for (const figure of figures) said.set(figure.question.key, [...(said.get(figure.question.key) ?? []), figure])
  return figures.flatMap((figure) => {
    const all = said.get(figure.question.key)!
    const isOne = all.every(({ answer }) => JSON.stringify(answer) === JSON.stringify(all[0]!.answer))
    if (!isOne) return [{ ...figure, confidence: "doubtful" as const }]
    return all[0] === figure ? [{ ...figure, from: all.map(({ from }) => from).join("; ") }] : []
  })
}

/**
 * Reads a message against the questions of a report.
 *
 * @example
 * ```ts
 * import { FreeText, Question } from "@lienhoi/report"
 * import { Compiled, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: hau-giang/hoi-vien",
 *     "title: Hội viên",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { chi_hoi: 15 }",
 *     "sections:",
 *     "  chung:",
 *     "    title: Chung",
 *     "    asked_of: [chi_hoi]",
 *     "    fields:",
 *     "      - { key: TC04, label: Tổng số hội viên, type: count, combine: { units: sum, periods: last } }",
 *     "      - { key: TC05, label: Hội viên mới kết nạp, type: count, combine: { units: sum, periods: sum } }"
 *   ].join("\n")
 * )
 * const compiled = read.ok ? Compiled.make(read.value.template) : read
 * const questions = compiled.ok ? Question.list(compiled.value, { level: "chi_hoi", closing: false }) : []
 * const { figures, left } = FreeText.read("TC04: 218, hoi vien moi 3, chúc chị vui", questions)
 *
 * figures.map((one) => [one.question.key, one.answer, one.confidence]) // => [["TC04", "218", "sure"], ["TC05", "3", "likely"]]
 * left // => ["chúc chị vui"]
 * ```
 */
export const read = (text: string, questions: ReadonlyArray<Question.Question>): Understood => {
  const lexicon = Likeness.lexicon(questions)
  const figures: Array<Figure> = []
  const left: Array<string> = []
  const isSentences = (number: number): boolean => questions[number - 1]?.field.type === "text"
  for (const piece of Pieces.cut(text, isSentences)) {
    const found = (piece.number === null ? null : byNumber(piece, questions, lexicon)) ?? byWords(piece, lexicon)
    const figure = found === null || !fitsKind(found) ? null : meant(found)
    if (figure === null) left.push(piece.text.trim())
    else figures.push({ ...figure, from: piece.text.trim() })
  }
  return { figures: withoutConflict(figures), left }
}
