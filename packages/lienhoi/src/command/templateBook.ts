/**
 * Templates as workbooks: checking one, with a copy in which the problems are marked; `lienhoi template export`.
 *
 * @since 0.1.0
 */
import { writeFileSync } from "node:fs"
import * as TemplateBook from "@lienhoi/office/TemplateBook"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import * as packs from "../internal/packs.ts"
import * as workbookFile from "../internal/workbookFile.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  to: { vi: "Cần --to xlsx TỆP.xlsx: nơi ghi sổ Excel", en: "--to xlsx FILE.xlsx is needed: where the workbook goes" },
  wrote: { vi: "Đã ghi {id} vào {file}", en: "{id} is written to {file}" }
})

/** Reads a template or an overlay from a workbook, with everything it extends from files and packs. */
export const resolve = async (
  file: string,
  bases: ReadonlyArray<string>,
  associationId: string | undefined
): Promise<Issue.Checked<files.ResolvedFor>> => {
  const workbook = await workbookFile.open(file)
  if (!workbook.ok) return workbook
  const given = files.all(bases.map((base) => files.documents([base])))
  if (!given.ok) return given
  const json = TemplateBook.jsonFrom(workbook.value)
  // What it extends is looked for although something else in it is wrong.
  const own = [json, { template: json.template, extends: json.extends }].map((one) => ({
    file,
    text: JSON.stringify(one)
  }))
  const beside = given.value.flat()
  const documents = [...beside, ...packs.beneath([...own, ...beside])]
  const against = files.association(associationId ?? ownerOf(json))
  if (!against.ok) return against
  const resolved = TemplateBook.resolve(
    workbook.value,
    documents.filter((one) => !packs.isSet(one)),
    { file, association: against.value, dimensions: packs.sets(documents) }
  )
  return resolved.ok ? Issue.ok({ ...resolved.value, association: against.value }) : resolved
}

/** The association whose name stands before the stroke of the id; the Women's Union for others' names. */
const ownerOf = (json: TemplateBook.Book["json"]): string => {
  const owner = String(json.template ?? "").split("/")[0]!
  return files.association(owner).ok ? owner : "vwu"
}

/** A copy of the workbook with its problems in it; `null` when none is asked for, or there is no such workbook. */
export const mark = async (
  file: string,
  out: string | undefined,
  issues: ReadonlyArray<Issue.Issue>,
  language: Language
): Promise<string | null> => {
  if (out === undefined) return null
  const copy = await workbookFile.annotate(file, out, issues, language)
  return copy.ok ? out : null
}

/** `lienhoi template export FILE --to xlsx OUT` */
export const exportBook: Command = {
  words: ["template", "export"],
  synopsis: "FILE.yaml|PACK --to xlsx OUT.xlsx",
  summary: {
    vi: "Ghi một mẫu hoặc mẫu kế thừa ra sổ Excel để sửa",
    en: "Write a template or an overlay to a workbook, to be edited"
  },
  options: ["to"],
  takes: [2, 2],
  run: async ({ positionals: [file = "", out = ""], options, language }) => {
    if (options.to !== "xlsx") return { end: "usage", message: texts.to }
    const given = files.documents([file])
    if (!given.ok) return { end: "bad-input", issues: given.issues }
    const [top, ...rest] = given.value
    const beside = { file: top.file, dimensions: packs.sets(rest) }
    const parsed = Overlay.isOverlay(top.text) ? Overlay.parse(top.text, beside) : Template.parse(top.text, beside)
    if (!parsed.ok) return { end: "bad-input", issues: parsed.issues }
    const written = "template" in parsed.value ? parsed.value.template : parsed.value
    writeFileSync(out, await TemplateBook.write(written))
    return {
      end: "done",
      lines: [Catalogue.say(texts, "wrote", { id: written.id, file: out }, language)],
      json: { id: written.id, version: written.version, file: out }
    }
  }
}
