/**
 * `lienhoi report print`: the official report of a unit as Word, Excel, PDF, HTML or Markdown.
 *
 * @since 0.1.0
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as ConsolidatedBook from "@lienhoi/office/ConsolidatedBook"
import * as Layout from "@lienhoi/office/Layout"
import * as ReportBook from "@lienhoi/office/ReportBook"
import type { ReportDocument } from "@lienhoi/office/ReportDocument"
import * as ReportMarkdown from "@lienhoi/office/ReportMarkdown"
import * as ReportPage from "@lienhoi/office/ReportPage"
import * as ReportWord from "@lienhoi/office/ReportWord"
import * as Selection from "@lienhoi/office/Selection"
import * as WordForm from "@lienhoi/office/WordForm"
import type { Basis } from "@lienhoi/report/Report"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { App } from "../App.ts"
import * as files from "../files.ts"
import * as Pdf from "../internal/pdf.ts"
import * as OfficialReport from "../OfficialReport.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const formats = ["docx", "xlsx", "md", "html", "pdf"] as const
type Format = (typeof formats)[number]

const texts = Catalogue.make({
  needed: {
    vi: "Cần --period KỲ, --format docx|xlsx|md|html|pdf và --out TỆP; hoặc --period KỲ và --choices TỆP.json để xem có gì để chọn.",
    en: "--period PERIOD, --format docx|xlsx|md|html|pdf and --out FILE are needed; or --period PERIOD and --choices FILE.json to see what there is to choose."
  },
  basis: { vi: "--basis là submitted, approved hoặc sealed.", en: "--basis is submitted, approved or sealed." },
  layout: { vi: "--layout là một trong: {all}.", en: "--layout is one of: {all}." },
  number: { vi: "--number là một số từ 1.", en: "--number is a number from 1." },
  form: { vi: "--form chỉ đi với --format docx.", en: "--form goes with --format docx only." },
  wrote: { vi: "Đã ghi báo cáo “{title}” vào {file}", en: "The report “{title}” is written to {file}" },
  choices: {
    vi: "Đã ghi {figures} chỉ tiêu và {narratives} ý kiến để chọn vào {file}; sửa thành tệp lựa chọn rồi in với --selection",
    en: "{figures} figures and {narratives} narratives to choose from are written to {file}; make a selection of it and print with --selection"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "selection.not-json": {
      vi: "Tệp lựa chọn không phải JSON ({detail}); xem lại dấu phẩy và ngoặc",
      en: "The file of choices is no JSON ({detail}); check commas and brackets"
    }
  })
)

const usage = (code: keyof typeof texts, params: Catalogue.Params = {}): Answer => ({
  end: "usage",
  message: { vi: Catalogue.say(texts, code, params, "vi"), en: Catalogue.say(texts, code, params, "en") }
})

/** Beside its place first, then under its name: what stood there stays whole until the new file is. */
const put = (file: string, content: Uint8Array | string): void => {
  const beside = `${file}.partial`
  try {
    writeFileSync(beside, content)
    renameSync(beside, file)
  } finally {
    rmSync(beside, { force: true })
  }
}

const selection = (file: string | undefined): Issue.Checked<Selection.Selection | undefined> => {
  if (file === undefined) return Issue.ok(undefined)
  const document = files.read(file)
  if (!document.ok) return document
  try {
    const read = Selection.fromJson(JSON.parse(document.value.text))
    return read.ok ? read : { ok: false, issues: read.issues.map((one) => Issue.inFile(one, file)) }
  } catch (cause) {
    return Issue.fail(Issue.inFile(issue("selection.not-json", { detail: String((cause as Error).message) }), file))
  }
}

const fill = async (file: string, data: WordForm.Data): Promise<Issue.Checked<Uint8Array>> => {
  const there = files.read(file)
  if (!there.ok) return there
  const filled = await WordForm.fill(new Uint8Array(readFileSync(file)), data)
  return filled.ok ? filled : { ok: false, issues: filled.issues.map((one) => Issue.inFile(one, file)) }
}

const printed = async (document: ReportDocument, format: Format): Promise<Issue.Checked<Uint8Array | string>> => {
  switch (format) {
    case "docx":
      return Issue.ok(await ReportWord.write(document))
    case "xlsx":
      return Issue.ok(await ReportBook.write(document))
    case "md":
      return Issue.ok(ReportMarkdown.print(document))
    case "html":
      return Issue.ok(ReportPage.print(document))
    case "pdf":
      return Pdf.of(document)
  }
}

/** What the line asks for; a sentence where it asks wrongly. */
const asked = ({ lists, options }: Call): { readonly asked: OfficialReport.Asked } | { readonly wrong: Answer } => {
  const { period, basis, date, layout: id, number, place, signer, summary, template, unit } = options
  if (period === undefined) return { wrong: usage("needed") }
  if (basis !== undefined && !["submitted", "approved", "sealed"].includes(basis)) return { wrong: usage("basis") }
  const layout = id === undefined ? undefined : Layout.byId(id)
  if (layout === null) return { wrong: usage("layout", { all: Layout.layouts.map((one) => one.id).join(", ") }) }
  if (number !== undefined && !/^[1-9]\d{0,5}$/u.test(number)) return { wrong: usage("number") }
  const day = date === undefined ? Issue.ok(undefined) : PlainDate.parse(date)
  if (!day.ok) return { wrong: { end: "bad-input", issues: day.issues } }
  const given = <A>(name: string, value: A | undefined) => (value === undefined ? {} : { [name]: value })
  const several = (name: string, values: ReadonlyArray<string> = []) => (values.length === 0 ? {} : { [name]: values })
  return {
    asked: {
      period,
      ...given("basis", basis as Basis | undefined),
      ...given("date", day.value),
      ...given("layout", layout?.id),
      ...given("number", number === undefined ? undefined : Number(number)),
      ...given("place", place),
      ...given("signer", signer),
      ...given("summary", summary),
      ...given("template", template),
      ...given("unit", unit),
      ...several("to", lists.to),
      ...several("recipients", lists.copy)
    }
  }
}

const choices = async (app: App, of: OfficialReport.Asked, file: string, { language }: Call): Promise<Answer> => {
  const gathered = await OfficialReport.gather(app, of)
  if (!gathered.ok) return { end: "bad-input", issues: gathered.issues }
  const { material } = gathered.value
  put(file, `${JSON.stringify({ material, selection: Selection.start(material) }, null, 2)}\n`)
  const count = (each: (section: Selection.Material["sections"][number]) => number): number =>
    material.sections.reduce((sum, section) => sum + each(section), 0)
  const counts = {
    figures: count(({ figures }) => figures.length),
    narratives: count(({ narratives }) => narratives.length)
  }
  return {
    end: "done",
    lines: [Catalogue.say(texts, "choices", { ...counts, file }, language)],
    json: { file, ...counts }
  }
}

/** `lienhoi report print --period PERIOD --format FORMAT --out FILE` */
export const print: Command = {
  words: ["report", "print"],
  synopsis:
    "--period PERIOD (--format docx|xlsx|md|html|pdf --out FILE [--form FILE.docx] [--tree FILE.xlsx] | --choices FILE.json) [--selection FILE.json] [--unit UNIT] [--template TEMPLATE] [--basis submitted|approved|sealed] [--place PLACE] [--number N] [--date DATE] [--summary TEXT] [--to WHO]… [--copy WHO]… [--signer NAME] [--layout LAYOUT] [--config FILE]",
  summary: {
    vi: "In báo cáo theo thể thức văn bản: Word, Excel, PDF, HTML, Markdown",
    en: "Print a report in the official layout: Word, Excel, PDF, HTML, Markdown"
  },
  options: [
    "period",
    "format",
    "out",
    "form",
    "tree",
    "choices",
    "selection",
    "unit",
    "template",
    "basis",
    "place",
    "number",
    "date",
    "summary",
    "signer",
    "layout",
    "config"
  ],
  lists: ["to", "copy"],
  takes: [0, 0],
  run: async (call) => {
    const { choices: list, form, format: given, out, tree } = call.options
    const read = asked(call)
    if ("wrong" in read) return read.wrong
    const format = formats.find((one) => one === given)
    if (list === undefined && (format === undefined || out === undefined)) return usage("needed")
    if (form !== undefined && format !== "docx") return usage("form")
    const chosen = selection(call.options.selection)
    if (!chosen.ok) return { end: "bad-input", issues: chosen.issues }
    const of = { ...read.asked, ...(chosen.value === undefined ? {} : { selection: chosen.value }) }
    return Configured.over(call, async (app) => {
      if (list !== undefined) return choices(app, of, list, call)
      const gathered = await OfficialReport.gather(app, of)
      if (!gathered.ok) return { end: "bad-input", issues: gathered.issues }
      const document = OfficialReport.draft(app, gathered.value, of)
      if (!document.ok) return { end: "bad-input", issues: document.issues }
      const content =
        form === undefined
          ? await printed(document.value, format!)
          : await fill(form, WordForm.dataOf(document.value, gathered.value.material))
      if (!content.ok) return { end: "bad-input", issues: content.issues }
      const total = tree === undefined ? null : await app.total(of)
      if (total !== null && !total.ok) return { end: "bad-input", issues: total.issues }
      put(out!, content.value)
      const written = [out!]
      if (tree !== undefined && total !== null) {
        put(
          tree,
          await ConsolidatedBook.write({ total: total.value, ...(of.unit === undefined ? {} : { unit: of.unit }) })
        )
        written.push(tree)
      }
      const { summary: title } = document.value
      return {
        end: "done",
        lines: written.map((file) => Catalogue.say(texts, "wrote", { title, file }, call.language)),
        json: { title, format, files: written }
      }
    })
  }
}
