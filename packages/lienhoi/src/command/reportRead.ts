/**
 * `lienhoi report read --text "TC05: 12, hội viên mới 3…"`: a message of a branch head, pasted by whoever writes it down.
 * Says what was understood and how sure that is, what was not, and what the report would be. Nothing is recorded until the
 * same message is given again with the code of what was shown (`--confirm`).
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import * as Period from "@lienhoi/calendar/Period"
import * as FreeText from "@lienhoi/report/FreeText"
import * as Question from "@lienhoi/report/Question"
import * as Reply from "@lienhoi/report/Reply"
import * as Report from "@lienhoi/report/Report"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { App } from "../App.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  options: {
    vi: "Cần --unit ĐƠN_VỊ, --period KỲ và --text TIN (hoặc --file TỆP).",
    en: "--unit UNIT, --period PERIOD and --text MESSAGE (or --file FILE) are needed."
  },
  by: {
    vi: "--confirm cần thêm --by: người ghi vào hệ thống (mã cán bộ).",
    en: "--confirm needs --by: who writes it down (person id)."
  },
  head: { vi: "{unit}, {period}, {title}", en: "{unit}, {period}, {title}" },
  sure: { vi: "chắc", en: "sure" },
  likely: { vi: "khá chắc", en: "likely" },
  given: { vi: "người ghi chỉ rõ", en: "given" },
  doubtful: { vi: "CHƯA CHẮC, chưa lấy", en: "DOUBTFUL, not taken" },
  figure: { vi: "{n}. {label}: {figure}  ({how}: “{from}”)", en: "{n}. {label}: {figure}  ({how}: “{from}”)" },
  missing: { vi: "{n}. {label}: chưa có số", en: "{n}. {label}: no figure" },
  left: { vi: "Chưa hiểu: “{text}”", en: "Not understood: “{text}”" },
  set: {
    vi: "Sửa hoặc thêm một số: --set 3=12 (số câu hoặc mã chỉ tiêu), ghi nhiều lần được.",
    en: "To change or add a figure: --set 3=12 (number or key of the question), as often as needed."
  },
  confirm: {
    vi: "Đúng thì chạy lại lệnh này, thêm: --by MÃ_NGƯỜI_GHI --confirm {code}",
    en: "If it is right run the command again with: --by PERSON --confirm {code}"
  },
  mend: { vi: "Chưa nộp được:", en: "It cannot be handed in yet:" },
  recorded: { vi: "Đã ghi báo cáo của {unit}, {period}.", en: "The report of {unit} for {period} is recorded." },
  same: {
    vi: "Báo cáo đã có đúng những số này; không ghi gì thêm.",
    en: "The report holds these figures already; nothing was added."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "read.file": { vi: "Không đọc được tệp {file}; xem lại đường dẫn", en: "{file} cannot be read; check the path" },
    "read.template": {
      vi: "Có {n} mẫu; ghi rõ --template, một trong: {all}",
      en: "There are {n} templates; say --template, one of: {all}"
    },
    "read.not-asked": {
      vi: "Đơn vị {unit} không phải nộp báo cáo này trong {period}; xem lại --unit và --period",
      en: "Unit {unit} does not owe this report for {period}; check --unit and --period"
    },
    "read.nothing": {
      vi: "Không hiểu được số nào trong tin; ghi theo mã hoặc tên chỉ tiêu, ví dụ: {example}",
      en: "No figure of the message was understood; name keys or labels, such as: {example}"
    },
    "read.set": {
      vi: "--set {given} không chỉ rõ câu nào; ghi số câu hoặc mã chỉ tiêu, ví dụ: --set 3=12",
      en: "--set {given} names no question; give its number or key, such as: --set 3=12"
    },
    "read.changed": {
      vi: "Nội dung không còn giống bản đã xem (mã {code}); xem lại rồi xác nhận bằng mã mới {now}",
      en: "This is not what was shown (code {code}); look again and confirm with the new code {now}"
    },
    "read.newer": {
      vi: "Đã có người nộp số khác cho báo cáo này; xem số đó trước khi thay",
      en: "Somebody handed in other figures for this report; look at them before they are replaced"
    }
  })
)

/** Everything that is known once the message was read. */
interface Reading {
  readonly figures: ReadonlyArray<{
    readonly question: Question.Question
    readonly answer: unknown
    readonly how: FreeText.Confidence | "given"
    readonly from: string
  }>
  readonly left: ReadonlyArray<string>
  readonly values: Input
}

const refuse = (...issues: ReadonlyArray<Issue.Issue>): Answer => ({ end: "bad-input", issues })

/** `lienhoi report read --text MESSAGE --unit UNIT --period PERIOD` */
export const read: Command = {
  words: ["report", "read"],
  synopsis:
    "--unit UNIT --period PERIOD (--text MESSAGE | --file FILE) [--template ID] [--set 3=12]… [--by PERSON --confirm CODE] [--config FILE]",
  summary: {
    vi: "Đọc tin nhắn báo cáo của chi hội trưởng, cho xem đã hiểu gì, xác nhận rồi mới ghi",
    en: "Read a branch head's message, show what was understood, and record it once confirmed"
  },
  options: ["unit", "period", "text", "file", "template", "by", "confirm", "config"],
  lists: ["set"],
  takes: [0, 0],
  run: (call) => {
    const { unit, period, text, file, by, confirm } = call.options
    const isAsked = unit !== undefined && period !== undefined && (text === undefined) !== (file === undefined)
    if (!isAsked) return Promise.resolve({ end: "usage", message: texts.options })
    if (confirm !== undefined && by === undefined) return Promise.resolve({ end: "usage", message: texts.by })
    const message = text ?? textOf(file!)
    if (message === null) return Promise.resolve(refuse(issue("read.file", { file: file! })))
    return Configured.over(call, (app) => over(app, call, message))
  }
}

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8")
  } catch {
    return null
  }
}

const over = async (app: App, call: Call, message: string): Promise<Answer> => {
  const { language, options } = call
  const all = [...app.templates.keys()]
  const id = options.template ?? (all.length === 1 ? all[0]! : "")
  const compiled = app.templates.get(id)
  if (compiled === undefined) return refuse(issue("read.template", { n: all.length, all: all.join(", ") }))
  const period = Period.parse(options.period!, { type: compiled.template.period })
  if (!period.ok) return refuse(...period.issues)
  const of = { template: id, unit: options.unit!, period: period.value.id }
  const duties = await app.duties(of)
  if (!duties.ok) return refuse(...duties.issues)
  const duty = duties.value.find((one) => one.unit === of.unit)
  const written = Period.format(period.value, language)
  if (duty === undefined) return refuse(issue("read.not-asked", { unit: of.unit, period: written }))
  const before = await app.report({ ...of, period: Period.previous(period.value).id })
  const previous = before.ok ? Report.cellsOn(before.value, "submitted") : null
  const questions = Question.list(compiled, duty, previous, language)
  const understood = understand(message, questions, call.lists.set ?? [])
  if (!understood.ok) return refuse(...understood.issues)
  const reading = understood.value
  const known = { unit: { id: of.unit, level: duty.level }, period: period.value, previous }
  const judged = compiled.validate(reading.values, known)
  const code = createHash("sha256")
    .update(JSON.stringify([of, reading.values]))
    .digest("hex")
    .slice(0, 8)
  const name = app.tree(duty.to).units.find((one) => one.id === of.unit)?.name ?? of.unit
  const about = { unit: name, period: written, title: compiled.template.title }
  const errors = judged.issues.filter(({ severity }) => severity === "error")
  const json = {
    ...of,
    figures: reading.figures.map(({ question, answer, how, from }) => ({ key: question.key, answer, how, from })),
    left: reading.left,
    values: reading.values,
    issues: judged.issues,
    code: errors.length === 0 ? code : null
  }
  if (options.confirm === undefined || errors.length > 0) {
    if (options.confirm !== undefined) return refuse(...errors)
    return { end: "done", lines: shown(reading, questions, judged, { about, code, language }), json }
  }
  if (options.confirm !== code) return refuse(issue("read.changed", { code: options.confirm, now: code }))
  const receipt = await app.submit({ ...of, values: reading.values, recordedBy: options.by!, via: "chat" })
  if (!receipt.ok) return refuse(...receipt.issues)
  const { outcome, readBack, warnings } = receipt.value
  if (outcome === "confirm-replacement") return refuse(issue("read.newer"))
  const told = Catalogue.say(texts, outcome === "recorded" ? "recorded" : "same", about, language)
  return { end: "done", lines: [told, ...readBack], json: { ...json, outcome }, warnings }
}

/** The message and what was set by hand, which counts more. */
const understand = (
  message: string,
  questions: ReadonlyArray<Question.Question>,
  set: ReadonlyArray<string>
): Issue.Checked<Reading> => {
  const { figures, left } = FreeText.read(message, questions)
  const given = set.map((one) => {
    const [which = "", ...rest] = one.split("=")
    return { one, question: Reply.question(which, questions), answer: Reply.answer(rest.join("=").trim()) }
  })
  const issues = given.flatMap(({ one, question, answer }) =>
    question === null || answer === "" ? [issue("read.set", { given: one.slice(0, 80) })] : []
  )
  const byHand = given.flatMap(({ one, question, answer }) =>
    question === null ? [] : [{ question, answer, how: "given" as const, from: one }]
  )
  const settled = new Set(byHand.map(({ question }) => question.key))
  const found = figures
    .filter(({ question, answer }) => answer !== null && !settled.has(question.key))
    .map(({ confidence, ...figure }) => ({ ...figure, how: confidence }))
  const taken = [...found.filter(({ how }) => how !== "doubtful"), ...byHand]
  if (issues.length === 0 && taken.length === 0 && found.length === 0) {
    const [first] = questions
    issues.push(issue("read.nothing", { example: first === undefined ? "" : `${first.key}: 12` }))
  }
  return Issue.unless(issues, () => ({
    figures: [...found, ...byHand],
    left,
    values: Object.fromEntries(taken.map(({ question, answer }) => [question.key, answer]))
  }))
}

const shown = (
  { figures, left }: Reading,
  questions: ReadonlyArray<Question.Question>,
  judged: { readonly cells: Report.Revision["cells"]; readonly issues: ReadonlyArray<Issue.Issue> },
  told: { readonly about: Catalogue.Params; readonly code: string; readonly language: Language }
): ReadonlyArray<string> => {
  const { about, code, language } = told
  const say = (what: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, what, params, language)
  const errors = judged.issues.filter(({ severity }) => severity === "error")
  return [
    say("head", about),
    ...questions.flatMap((question) => {
      const { number: n, label, key, field } = question
      const mine = figures.filter((one) => one.question.key === key)
      if (mine.length === 0) return [say("missing", { n, label })]
      return mine.map(({ answer, how, from }) => {
        const cell = how === "doubtful" ? undefined : judged.cells[key]
        const figure =
          cell === undefined || cell.state === "missing" ? String(answer) : ReadBack.cell(field, cell, language)
        return say("figure", { n, label, figure, how: say(how), from })
      })
    }),
    ...left.map((text) => say("left", { text })),
    ...judged.issues.filter(({ severity }) => severity === "warning").map((one) => Issue.format(one, language)),
    ...(errors.length === 0 ? [] : [say("mend"), ...errors.map((one) => `- ${Issue.format(one, language)}`)]),
    say("set"),
    ...(errors.length === 0 ? [say("confirm", { code })] : [])
  ]
}
