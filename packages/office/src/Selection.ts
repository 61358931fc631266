/**
 * What an editor chose for a report: which sections in which order, which figures as lines or as a table, which narratives
 * of which units and how they are worded, and paragraphs of her own. A report is a selection; nothing comes into it
 * because it was there.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import type { Figure, Material, Pick, Selection } from "./internal/choice.ts"
import { comparison, lineOf } from "./internal/chosenFigures.ts"
import * as Reading from "./internal/selectionReading.ts"
import { issue, say } from "./internal/selectionTexts.ts"
import type { Block } from "./ReportDocument.ts"

export type { Chosen, Figure, Material, Narrative, Pick, Selection } from "./internal/choice.ts"

/**
 * Reads a choice from a JSON value; anything may stand there. Every problem is found at once, with its path.
 *
 * @example
 * ```ts
 * import { Selection } from "@lienhoi/office"
 *
 * const read = Selection.fromJson({ sections: [{ section: "to_chuc", figures: ["TC04"], narrative: [] }] })
 *
 * read.ok ? "" : read.issues[0]?.path // => ["sections", 0, "narrative"]
 * ```
 */
export const fromJson = (json: unknown): Issue.Checked<Selection> => Reading.fromJson(json)

/** Every figure with a value in a line, and no narrative: what stands in a report before anybody chose. */
export const start = ({ sections }: Material): Selection => ({
  opening: [],
  sections: sections
    .map(({ figures, key }) => ({
      section: key,
      figures: figures.filter(({ cells }) => cells.period?.value != null).map(({ field }) => field)
    }))
    .filter(({ figures }) => figures.length > 0)
})

type Parts = Material["sections"][number]

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const titleOf = (title: string, at: number): string => `${romans(at + 1)}. ${title.replace(/^[IVXLC]+\s*[.)]\s*/u, "")}`

const romans = (n: number): string =>
  n >= 10 ? `X${romans(n - 10)}` : ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][n]!

/** The text parts of the report, or everything that was chosen and is not there. */
export const compose = (material: Material, selection: Selection): Issue.Checked<ReadonlyArray<Block>> => {
  const issues: Array<Issue.Issue> = []
  const paragraphs = (texts: ReadonlyArray<string> = []): ReadonlyArray<Block> =>
    texts.map((text) => ({ kind: "paragraph", text }))
  const figure = (parts: Parts | undefined, field: string, path: Issue.Issue["path"]): ReadonlyArray<Figure> => {
    const found = (parts === undefined ? [] : [parts]).flatMap(({ figures }) =>
      figures.filter((one) => same(one.field, field))
    )
    if (found.length === 0 && parts !== undefined) {
      const elsewhere = material.sections.find(({ figures }) => figures.some((one) => same(one.field, field)))
      issues.push(
        elsewhere === undefined
          ? issue("selection.figure-unknown", { field }, { path })
          : issue("selection.figure-elsewhere", { field, section: elsewhere.key }, { path })
      )
    }
    return found.slice(0, 1)
  }
  const narrative = (parts: Parts | undefined, pick: Pick, path: Issue.Issue["path"]): ReadonlyArray<Block> => {
    if (parts === undefined) return []
    const found = parts.narratives.find(({ field, unit }) => same(field, pick.field) && unit === pick.unit)
    if (found === undefined) {
      issues.push(issue("selection.narrative-unknown", { field: pick.field, unit: pick.unit }, { path }))
      return []
    }
    const text = pick.text ?? say("quote", { text: found.text.replace(/[.;\s]+$/u, ""), from: found.from })
    return [{ kind: "item", text }]
  }
  const sections = selection.sections.flatMap((chosen, at): ReadonlyArray<Block> => {
    const path = ["sections", at]
    const parts = material.sections.find(({ key }) => key === chosen.section)
    if (chosen.section !== null && parts === undefined) {
      const known = material.sections.map(({ key }) => key).join(", ")
      issues.push(
        issue("selection.section-unknown", { section: chosen.section, known }, { path: [...path, "section"] })
      )
    }
    if (chosen.section === null && chosen.title === undefined)
      issues.push(issue("selection.title-missing", {}, { path: [...path, "title"] }))
    const shown = (chosen.table ?? []).flatMap((field, i) => figure(parts, field, [...path, "table", i]))
    return [
      { kind: "heading", level: 1, text: titleOf(chosen.title ?? parts?.title ?? "", at) },
      ...paragraphs(chosen.text),
      ...(chosen.figures ?? [])
        .flatMap((field, i) => figure(parts, field, [...path, "figures", i]))
        .map((one): Block => ({ kind: "item", text: lineOf(one) })),
      ...(parts === undefined || shown.length === 0
        ? []
        : [{ kind: "table", table: comparison(parts.columns, shown) } as const]),
      ...paragraphs(chosen.lead === undefined ? [] : [chosen.lead]),
      ...(chosen.narratives ?? []).flatMap((pick, i) => narrative(parts, pick, [...path, "narratives", i]))
    ]
  })
  return Issue.unless(issues, () => [...paragraphs(selection.opening), ...sections])
}

/**
 * The annex table of a report: every figure, section by section, with the columns that any of them wants.
 */
export { annexTable } from "./internal/chosenFigures.ts"
