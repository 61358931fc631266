/**
 * Workbooks as papers on the officer's table, and templates as workbooks.
 *
 * @since 0.1.0
 */
import * as Association from "@lienhoi/hierarchy/Association"
import * as Annotation from "@lienhoi/office/Annotation"
import * as TemplateBook from "@lienhoi/office/TemplateBook"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import type * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Paper from "./Paper.ts"
import type * as Pile from "./Pile.ts"

const issuesOf = (checked: Issue.Checked<unknown>): ReadonlyArray<Issue.Issue> => (checked.ok ? [] : checked.issues)

/** Everything that is wrong with a book whose cells cannot all be understood. */
const problems = async ({ bytes, name }: Paper.Given): Promise<ReadonlyArray<Issue.Issue>> => {
  const ofUnion = issuesOf(await TemplateBook.read(bytes, { file: name, association: Association.vwu }))
  if (ofUnion.some(({ code }) => code === "book.overlay")) {
    return issuesOf(await TemplateBook.readOverlay(bytes, { file: name }))
  }
  return ofUnion.some(({ code }) => code === "level.unknown")
    ? issuesOf(await TemplateBook.read(bytes, { file: name }))
    : ofUnion
}

/** Reads a workbook; what is wrong in it is told with sheet and cell. */
export const read = async (given: Paper.Given): Promise<Paper.Paper> => {
  const opened = await TemplateBook.open(given.bytes, { file: given.name })
  if (!opened.ok) return Paper.ofBrokenWorkbook(given, await problems(given))
  const { json, placed, warnings } = opened.value
  const paper = Paper.ofText(given.name, JSON.stringify(json, null, 1))
  return { ...paper, workbook: given.bytes, placed, issues: [...paper.issues, ...warnings] }
}

/** The text of a template or an overlay as YAML in its canonical form; `null` when it cannot be read. */
export const yaml = ({ paper, preview }: Pile.Seen): string | null => {
  if (paper?.text == null) return null
  if (paper.use === "overlay") {
    const overlay = Overlay.parse(paper.text)
    return overlay.ok ? Overlay.print(overlay.value) : null
  }
  return preview === null ? null : Template.print(preview.compiled.template)
}

/** The workbook of a text that can be read; `null` for one that cannot. */
export const ofText = async (text: string): Promise<Uint8Array | null> => {
  if (Overlay.isOverlay(text)) {
    const overlay = Overlay.parse(text)
    return overlay.ok ? TemplateBook.writeJson({ ...Overlay.toJson(overlay.value) }) : null
  }
  const template = Template.parse(text)
  return template.ok ? TemplateBook.write(template.value.template) : null
}

/** A copy of a workbook with a comment on every bad cell and a sheet that lists them; or why it cannot be made. */
export const annotate = (
  bytes: Uint8Array,
  issues: ReadonlyArray<Issue.Issue>,
  language: Language
): Promise<Issue.Checked<Uint8Array>> => Annotation.annotate(bytes, issues, language)
