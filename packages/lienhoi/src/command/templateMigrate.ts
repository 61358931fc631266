/**
 * `lienhoi template migrate OLD NEW --reports FILE`: submissions move to another version of their template, or to the one
 * that theirs was merged into. What nobody can derive is asked; all of them move or none.
 *
 * @since 0.1.0
 */
import * as Migration from "@lienhoi/template/Migration"
import * as Published from "@lienhoi/template/Published"
import type { Template } from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as files from "../files.ts"
import { writeAll } from "../internal/whole.ts"
import type { Answer, Command } from "./Command.ts"
import * as submissions from "./submissions.ts"

const texts = Catalogue.make({
  reports: {
    vi: "Cần --reports TỆP.jsonl (mỗi dòng một báo cáo) hoặc TỆP.csv",
    en: "--reports FILE.jsonl (a submission per line) or FILE.csv is needed"
  },
  derived: {
    vi: "{from} → {to}: {n} chỉ tiêu chuyển sang, {renamed} đổi mã, {left} bỏ lại",
    en: "{from} → {to}: {n} fields move, {renamed} under another key, {left} are left behind"
  },
  step: { vi: "  {from} → {to}", en: "  {from} → {to}" },
  left: { vi: "  {from}: bỏ lại", en: "  {from}: left behind" },
  moved: { vi: "{n} báo cáo đã chuyển, ghi vào {file}", en: "{n} submissions moved, written to {file}" },
  unwritten: {
    vi: "{n} báo cáo chuyển được; thêm --out TỆP để ghi",
    en: "{n} submissions can move; add --out FILE to write them"
  },
  out: { vi: "{n} báo cáo chưa chuyển được", en: "{n} submissions could not move" }
})

const issue = Issue.from(
  Catalogue.make({
    "migrate.question": {
      vi: '{question} Trả lời: --answer "{id}={answers}"',
      en: '{questionEn} Answer with --answer "{id}={answers}"'
    },
    "migrate.answer": {
      vi: "--answer “{given}” không trả lời câu hỏi nào; các câu hỏi: {known}",
      en: "--answer “{given}” answers nothing; the questions are: {known}"
    }
  })
)

const bad = (issues: ReadonlyArray<Issue.Issue>): Answer => ({ end: "bad-input", issues })

const listed = (option: string | undefined): ReadonlyArray<string> =>
  (option ?? "").split(",").filter((file) => file !== "")

/** A template file with what it extends, or one that was published. */
const templateOf = (file: string, bases: ReadonlyArray<string>, association?: string): Issue.Checked<Template> => {
  if (file.endsWith(".json")) {
    const document = files.read(file)
    if (!document.ok) return document
    const published = Published.parse(document.value.text, { file })
    if (published.ok || published.issues[0]!.code === "publish.changed")
      return published.ok ? Issue.ok(published.value.template) : published
  }
  const resolved = files.resolveTemplate(file, bases, association)
  return resolved.ok ? Issue.ok(resolved.value.template) : resolved
}

const answersOf = (given: ReadonlyArray<string>): { readonly [id: string]: Migration.Answer } =>
  Object.fromEntries(
    given.map((one) => {
      const at = one.lastIndexOf("=")
      return [one.slice(0, at), one.slice(at + 1) as Migration.Answer] as const
    })
  )

const asked = ({ id, message, english, answers }: Migration.Question): Issue.Issue =>
  issue("migrate.question", { question: message, questionEn: english, id, answers: answers.join("|") }, { path: [id] })

/** `lienhoi template migrate OLD NEW` */
export const migrate: Command = {
  words: ["template", "migrate"],
  synopsis:
    'OLD NEW --reports FILE.jsonl|FILE.csv [--out FILE] [--declared FILE.yaml] [--answer "TC05=drop|keep" …] [--partial] [--base BASE.yaml,…] [--association vwu]',
  summary: {
    vi: "Chuyển báo cáo đã có sang phiên bản mới của mẫu",
    en: "Move submissions to a newer version of their template"
  },
  options: ["reports", "out", "declared", "base", "association"],
  lists: ["answer"],
  switches: ["partial"],
  takes: [2, 2],
  run: async ({ positionals: [from = "", to = ""], options, lists, switches, language }) => {
    const { reports, out, declared: file } = options
    if (reports === undefined) return { end: "usage", message: texts.reports }
    const both = files.all([from, to].map((one) => templateOf(one, listed(options.base), options.association)))
    const document = files.read(reports)
    const declaration = file === undefined ? Issue.ok(null) : files.read(file)
    if (!both.ok || !document.ok || !declaration.ok) {
      return bad([both, document, declaration].flatMap((one) => (one.ok ? [] : one.issues)))
    }
    const [older, newer] = both.value as readonly [Template, Template]
    const declared: Issue.Checked<Migration.Declared> =
      declaration.value === null
        ? Issue.ok({})
        : Migration.parseDeclared(declaration.value.text, { from: older.id, file: declaration.value.file })
    if (!declared.ok) return bad(declared.issues)
    const answers = { ...declared.value.answers, ...answersOf(lists.answer ?? []) }
    const migration = Migration.of(older, newer, { ...declared.value, answers })
    const questions = Migration.of(older, newer, { ...declared.value, answers: {} }).questions
    const idle = (lists.answer ?? []).filter((one) => {
      const question = questions.find(({ id }) => one.startsWith(`${id}=`))
      return !question?.answers.some((answer) => one === `${question.id}=${answer}`)
    })
    const known = questions.map(({ id }) => id).join(", ") || "–"
    const open = [
      ...idle.map((given) => issue("migrate.answer", { given, known }, { path: ["answer"] })),
      ...migration.questions.map(asked)
    ]
    if (open.length > 0) return bad(open)

    const read = submissions.read(document.value, older)
    const moved: Array<{ readonly row: submissions.Row; readonly input: Input }> = []
    const wrong = [...read.issues]
    for (const row of read.rows) {
      const input = Migration.input(migration, row.input, older, newer)
      if (input.ok) moved.push({ row, input: input.value })
      else wrong.push(...input.issues.map((one) => ({ ...one, place: row.place })))
    }
    const isPartial = switches.has("partial")
    if (wrong.length > 0 && (!isPartial || moved.length === 0)) return bad(wrong)
    const heading = read.heading(
      newer,
      moved.map(({ input }) => input)
    )
    const lines = [...heading, ...moved.map(({ row, input }) => row.written(input, newer))]
    if (out !== undefined) writeAll([{ path: out, content: lines.map((line) => `${line}\n`).join("") }])

    const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
    const renamed = migration.steps.filter((step) => step.to !== null && step.to !== step.from)
    const left = migration.steps.filter((step) => step.to === null)
    const params = {
      from: `${older.id} ${older.version}`,
      to: `${newer.id} ${newer.version}`,
      n: migration.steps.length - left.length,
      renamed: renamed.length,
      left: left.length
    }
    return {
      end: "done",
      lines: [
        say("derived", params),
        ...renamed.map((step) => say("step", { from: step.from, to: step.to! })),
        ...left.map((step) => say("left", { from: step.from })),
        say(out === undefined ? "unwritten" : "moved", { n: moved.length, file: out ?? "" }),
        ...(wrong.length > 0 ? [say("out", { n: read.rows.length + read.issues.length - moved.length })] : [])
      ],
      json: { steps: migration.steps, moved: moved.length, leftOut: wrong, written: out === undefined ? [] : [out] },
      warnings: wrong
    }
  }
}
