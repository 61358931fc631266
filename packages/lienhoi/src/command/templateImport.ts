/**
 * `lienhoi template import`: a template, an overlay or a form of XLSForm from a workbook, as YAML.
 *
 * @since 0.1.0
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as TemplateBook from "@lienhoi/office/TemplateBook"
import type * as Workbook from "@lienhoi/office/Workbook"
import * as XlsForm from "@lienhoi/office/XlsForm"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type * as Issue from "@lienhoi/words/Issue"
import * as packs from "../internal/packs.ts"
import * as workbookFile from "../internal/workbookFile.ts"
import type { Answer, Call, Command } from "./Command.ts"

const texts = Catalogue.make({
  from: { vi: "Cần --from xlsx hoặc --from xlsform", en: "--from xlsx or --from xlsform is needed" },
  wrote: { vi: "Đã ghi {id} vào {file}", en: "{id} is written to {file}" },
  taken: {
    vi: "{rows} dòng của biểu mẫu: {became} dòng vào mẫu {id}, {listed} dòng không nhập được; {notes} chỗ cần xem",
    en: "{rows} rows of the form: {became} are in template {id}, {listed} were not imported; {notes} things to look at"
  }
})

/** The text of what was read, on the screen or in a file named after it. */
const give = (
  id: string,
  yaml: string,
  { options, language }: Call
): { lines: ReadonlyArray<string>; file: string | null } => {
  if (options.out === undefined) return { lines: yaml.trimEnd().split("\n"), file: null }
  mkdirSync(options.out, { recursive: true })
  const file = join(options.out, `${id.split("/").at(-1)}.yaml`)
  writeFileSync(file, yaml)
  return { lines: [Catalogue.say(texts, "wrote", { id, file }, language)], file }
}

const ofBook = (workbook: Workbook.Workbook, file: string, call: Call): Answer => {
  const book = TemplateBook.fromWorkbook(workbook, { file })
  const text = book.ok ? JSON.stringify(book.value.json) : ""
  const options = { file, dimensions: packs.sets(packs.beneath([{ file, text }])) }
  if (book.ok && book.value.isOverlay) {
    const overlay = TemplateBook.overlayFrom(workbook, options)
    if (!overlay.ok) return { end: "bad-input", issues: overlay.issues }
    const { id } = overlay.value
    const { lines, file: out } = give(id, Overlay.print(overlay.value), call)
    const json = { id, file: out, overlay: Overlay.toJson(overlay.value), warnings: book.value.warnings }
    return { end: "done", lines, json, warnings: book.value.warnings }
  }
  const read = TemplateBook.templateFrom(workbook, options)
  if (!read.ok) return { end: "bad-input", issues: read.issues }
  const { template, warnings } = read.value
  const { lines, file: out } = give(template.id, Template.print(template), call)
  return {
    end: "done",
    lines,
    json: { id: template.id, file: out, template: Template.toJson(template), warnings },
    warnings
  }
}

const ofForm = (workbook: Workbook.Workbook, file: string, call: Call): Answer => {
  const { options, language } = call
  const taken = XlsForm.read(workbook, {
    file,
    ...(options.owner === undefined ? {} : { owner: options.owner }),
    ...(options.levels === undefined ? {} : { levels: options.levels.split(",") })
  })
  if (!taken.ok) return { end: "bad-input", issues: taken.issues }
  const { template, rows, notes } = taken.value
  const became = rows.filter((row) => row.became !== null).length
  const all = [...notes, ...rows.flatMap((row) => row.notes)]
  const params = { id: template.id, rows: rows.length, became, listed: rows.length - became, notes: all.length }
  const { lines, file: out } = give(template.id, Template.print(template), call)
  return {
    end: "done",
    lines: [...lines, ...(out === null ? [] : [Catalogue.say(texts, "taken", params, language)])],
    json: { id: template.id, file: out, template: Template.toJson(template), rows, notes },
    warnings: all
  }
}

/** `lienhoi template import --from xlsx|xlsform FILE` */
export const importBook: Command = {
  words: ["template", "import"],
  synopsis: "FILE.xlsx --from xlsx|xlsform [--out DIR] [--owner can-tho] [--levels chi_hoi,co_so]",
  summary: {
    vi: "Đọc mẫu từ sổ Excel, hoặc biểu mẫu XLSForm, thành tệp YAML",
    en: "Read a template from a workbook, or a form of XLSForm, as YAML"
  },
  options: ["from", "out", "owner", "levels"],
  takes: [1, 1],
  run: async (call) => {
    const [file = ""] = call.positionals
    const { from } = call.options
    if (from !== "xlsx" && from !== "xlsform") return { end: "usage", message: texts.from }
    const workbook: Issue.Checked<Workbook.Workbook> = await workbookFile.open(file)
    if (!workbook.ok) return { end: "bad-input", issues: workbook.issues }
    return from === "xlsx" ? ofBook(workbook.value, file, call) : ofForm(workbook.value, file, call)
  }
}
