/**
 * `lienhoi template check FILE`: reads a template, with what it extends, and says what it asks of whom, or everything
 * that is wrong with it.
 *
 * @since 0.1.0
 */
import * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as files from "../files.ts"
import { isWorkbook } from "../internal/workbookFile.ts"
import type { Command } from "./Command.ts"
import * as dimensionFiles from "./dimensionFiles.ts"
import * as targetFiles from "./targetFiles.ts"
import * as book from "./templateBook.ts"

const texts = Catalogue.make({
  good: {
    vi: "Mẫu {id} dùng được: {sections} phần, {fields} chỉ tiêu",
    en: "Template {id} is good: {sections} sections, {fields} fields"
  },
  annotate: {
    vi: "--annotate chỉ dùng với sổ Excel (.xlsx)",
    en: "--annotate is for workbooks (.xlsx)"
  },
  asked: { vi: "  {level}: trả lời {n} chỉ tiêu", en: "  {level}: answers {n} fields" }
})

/** `lienhoi template check FILE` */
export const check: Command = {
  words: ["template", "check"],
  synopsis: "FILE.yaml|FILE.xlsx [--annotate COPY.xlsx] [--base BASE.yaml,…] [--association vwu]",
  summary: {
    vi: "Kiểm tra một mẫu báo cáo; --annotate ghi một bản Excel có đánh dấu từng lỗi",
    en: "Check a report template; --annotate writes a copy of a workbook with every problem marked"
  },
  options: ["base", "association", "annotate"],
  takes: [1, 1],
  run: async ({ positionals: [file = ""], options, language }) => {
    const bases = (options.base ?? "").split(",").filter((base) => base !== "")
    const targets = targetFiles.read(file, bases, options.association)
    if (targets !== null) return targetFiles.checked(targets, bases.length > 0, language)
    const dimensions = dimensionFiles.checked(file, language)
    if (dimensions !== null) return dimensions
    const isBook = isWorkbook(file)
    if (options.annotate !== undefined && !isBook) return { end: "usage", message: texts.annotate }
    const read = isBook
      ? await book.resolve(file, bases, options.association)
      : files.resolveTemplate(file, bases, options.association)
    const marked = await book.mark(file, options.annotate, read.ok ? read.value.warnings : read.issues, language)
    if (!read.ok) return { end: "bad-input", issues: read.issues, ...(marked === null ? {} : { marked }) }
    const { association, template, warnings } = read.value
    const fields = template.sections.flatMap((section) => section.fields)
    const asked = association.levels
      .map((level) => ({ level, n: fields.filter((field) => Field.isAskedOf(field, level.id)).length }))
      .filter(({ n }) => n > 0)
    return {
      end: "done",
      lines: [
        Catalogue.say(
          texts,
          "good",
          { id: template.id, sections: template.sections.length, fields: fields.length },
          language
        ),
        ...asked.map(({ level, n }) => Catalogue.say(texts, "asked", { level: level.name[language], n }, language))
      ],
      json: { template, asked: Object.fromEntries(asked.map(({ level, n }) => [level.id, n])), warnings },
      warnings
    }
  }
}
