/**
 * `lienhoi template check FILE`: reads a template, with what it extends, and says what it asks of whom, or everything
 * that is wrong with it.
 *
 * @since 0.1.0
 */
import * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as files from "../files.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  good: {
    vi: "Mẫu {id} dùng được: {sections} phần, {fields} chỉ tiêu",
    en: "Template {id} is good: {sections} sections, {fields} fields"
  },
  asked: { vi: "  {level}: trả lời {n} chỉ tiêu", en: "  {level}: answers {n} fields" }
})

/** `lienhoi template check FILE` */
export const check: Command = {
  words: ["template", "check"],
  synopsis: "FILE.yaml [--base BASE.yaml,…] [--association vwu]",
  summary: { vi: "Kiểm tra một mẫu báo cáo", en: "Check a report template" },
  options: ["base", "association"],
  takes: [1, 1],
  run: async ({ positionals: [file = ""], options, language }) => {
    const association = files.association(options.association ?? "vwu")
    if (!association.ok) return { end: "bad-input", issues: association.issues }
    const bases = (options.base ?? "").split(",").filter((base) => base !== "")
    const read = files.resolveTemplate(file, bases, options.association)
    if (!read.ok) return { end: "bad-input", issues: read.issues }
    const { template, warnings } = read.value
    const fields = template.sections.flatMap((section) => section.fields)
    const asked = association.value.levels
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
