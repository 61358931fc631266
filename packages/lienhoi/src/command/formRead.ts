/**
 * `lienhoi form read`: filled forms become submissions, or every problem is told with its sheet and cell.
 *
 * @since 0.1.0
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import * as FormBook from "@lienhoi/office/FormBook"
import type * as FormFile from "@lienhoi/report/FormFile"
import type { Submission } from "@lienhoi/report/Submission"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as workbookFile from "../internal/workbookFile.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as Around from "./formAround.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  by: {
    vi: "Cần --by NGƯỜI: mã người chịu trách nhiệm về số liệu.",
    en: "--by PERSON is needed: who answers for the figures."
  },
  read: { vi: "{file}: {unit}, {n} câu trả lời", en: "{file}: {unit}, {n} answers" },
  wrote: { vi: "Đã ghi {n} báo cáo vào {out}", en: "{n} submissions are written to {out}" },
  left: {
    vi: "{n} tệp không dùng được, để riêng; xem các dòng lưu ý",
    en: "{n} files could not be used and are left out; see the notes"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "form.which": {
      vi: "{question} Chạy lại với --about ĐƠN_VỊ",
      en: "{question} Run again with --about UNIT"
    },
    "form.unit-twice": {
      vi: "Đơn vị {unit} đã có trong tệp {file}; giữ lại một tệp",
      en: "Unit {unit} stands in file {file} already; keep one"
    }
  })
)

/** What came of one file. */
interface One {
  readonly file: string
  readonly submission: Submission | null
  readonly unit: string
  readonly issues: ReadonlyArray<Issue.Issue>
  /** Whether the problems stand in cells, so that a marked copy helps. */
  readonly isMarkable: boolean
}

const knowing = ({ owed, template, period }: Around.Around): FormFile.Known => ({
  occasion: async (wanted) => {
    const { id, version } = template.template
    const isThis = wanted.template.id === id && wanted.template.version === version && wanted.period === period.id
    return isThis ? (owed.get(wanted.unit)?.occasion ?? null) : null
  },
  ofToken: async () => null,
  ofSender: async () => [],
  // Whoever runs the command holds the files: the store judges who may hand in for whom.
  mayFile: async () => true
})

const readOne = async (file: string, around: Around.Around, road: FormFile.Road): Promise<One> => {
  const workbook = await workbookFile.open(file)
  if (!workbook.ok) return { file, submission: null, unit: "", issues: workbook.issues, isMarkable: false }
  const reading = await FormBook.readWorkbook(workbook.value, file, road, knowing(around), { key: around.key })
  switch (reading.is) {
    case "submission": {
      const { submission, occasion, warnings } = reading
      return { file, submission, unit: occasion.unit.name, issues: warnings, isMarkable: false }
    }
    case "refused":
      return { file, submission: null, unit: "", issues: reading.issues, isMarkable: reading.because === "values" }
    case "asks": {
      const { vi, en } = reading.message
      const asked = issue("form.which", { question: vi })
      const found = { ...asked, english: asked.english.replace(vi, en) }
      return { file, submission: null, unit: "", issues: [Issue.inFile(found, file)], isMarkable: false }
    }
  }
}

/** Two files of one unit: which of them counts is not ours to say. */
const unique = (all: ReadonlyArray<One>): ReadonlyArray<One> => {
  const first = new Map<string, string>()
  return all.map((one) => {
    const unit = one.submission?.unit
    const before = unit === undefined ? undefined : first.get(unit)
    if (unit !== undefined && before === undefined) first.set(unit, one.file)
    if (before === undefined) return one
    const twice = Issue.inFile(issue("form.unit-twice", { unit: one.unit, file: before }), one.file)
    return { ...one, submission: null, issues: [...one.issues, twice] }
  })
}

const put = (out: string, submissions: ReadonlyArray<Submission>): void => {
  const beside = `${out}.partial`
  try {
    writeFileSync(beside, submissions.map((one) => `${JSON.stringify(one)}\n`).join(""))
    renameSync(beside, out)
  } finally {
    rmSync(beside, { force: true })
  }
}

const mark = async (all: ReadonlyArray<One>, folder: string, { language }: Call): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const { file, issues, isMarkable } of all)
    if (isMarkable) await workbookFile.annotate(file, join(folder, basename(file)), issues, language)
}

const run = async (call: Call): Promise<tree.Ready<Answer>> => {
  const { options, positionals, language } = call
  if (options.by === undefined) return tree.usage(texts.by)
  const around = Around.read(call, false)
  if (!around.ok) return around
  const about = options.about === undefined ? tree.ready([]) : Around.select(around.value, [options.about])
  if (!about.ok) return about
  const { lineage, id, version } = around.value.template.template
  const [unit] = about.value
  const road: FormFile.Road = {
    sender: options.by,
    token: null,
    about:
      unit === undefined
        ? null
        : { template: { lineage, id, version }, unit: unit.unit.id, period: around.value.period.id }
  }
  const all: Array<One> = []
  for (const file of positionals) all.push(await readOne(file, around.value, road))
  const judged = unique(all)
  const bad = judged.filter(({ submission }) => submission === null)
  if (options.annotate !== undefined) await mark(bad, options.annotate, call)
  const issues = judged.flatMap((one) => one.issues)
  if (bad.length > 0 && !call.switches.has("good-only"))
    return tree.ready({
      end: "bad-input",
      issues,
      ...(options.annotate !== undefined && bad.some(({ isMarkable }) => isMarkable)
        ? { marked: options.annotate }
        : {})
    })
  const good = judged.flatMap((one) => (one.submission === null ? [] : [{ ...one, submission: one.submission }]))
  if (options.out !== undefined)
    put(
      options.out,
      good.map(({ submission }) => submission)
    )
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  return tree.ready({
    end: "done",
    lines: [
      ...good.map(({ file, unit: name, submission }) =>
        say("read", { file, unit: name, n: Object.keys(submission.values).length })
      ),
      ...(bad.length === 0 ? [] : [say("left", { n: bad.length })]),
      ...(options.out === undefined ? [] : [say("wrote", { n: good.length, out: options.out })])
    ],
    json: {
      submissions: good.map(({ submission }) => submission),
      left: bad.map(({ file }) => file),
      warnings: issues,
      out: options.out ?? null
    },
    warnings: issues
  })
}

/** `lienhoi form read` */
export const readForms: Command = {
  words: ["form", "read"],
  synopsis: `FILE.xlsx… --template FILE.yaml|PACK --period PERIOD ${tree.sources.synopsis} --key KEY --by PERSON [--out ALL.jsonl] [--annotate DIR] [--good-only] [--about UNIT] [--previous FIGURES.csv]`,
  summary: {
    vi: "Đọc biểu mẫu Excel đã điền: thành báo cáo, hoặc chỉ ra từng ô cần sửa; --annotate ghi bản có đánh dấu",
    en: "Read filled Excel forms: submissions, or every cell to mend; --annotate writes marked copies"
  },
  options: [...Around.options, "by", "out", "annotate", "about"],
  lists: tree.sources.lists,
  switches: ["good-only"],
  takes: [1, 5000],
  run: async (call) => {
    const done = await run(call)
    return done.ok ? done.value : done.answer
  }
}
