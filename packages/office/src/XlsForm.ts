/**
 * Forms of XLSForm (the workbooks of ODK, Kobo and others: survey, choices, settings) taken in as templates. What has a
 * counterpart becomes a field, a section or a choice; what has none is listed with its sheet and row, never dropped.
 *
 * @since 0.1.0
 */
import * as Template from "@lienhoi/template/Template"
import * as Issue from "@lienhoi/words/Issue"
import type { Tree } from "./internal/tree.ts"
import type { Imported, Options, Row } from "./internal/xlsForm.ts"
import { type Draft, draftOf } from "./internal/xlsFormRead.ts"
import { formSheet } from "./internal/xlsFormSheet.ts"
import { issue } from "./internal/xlsFormTexts.ts"
import type { Workbook } from "./Workbook.ts"

export type { Became, Imported, Options, Row } from "./internal/xlsForm.ts"

/** The map that a path leads into, and the list it stands in. */
const standing = (
  json: Tree,
  path: Issue.Issue["path"]
): { readonly list: Array<Tree>; readonly at: number } | null => {
  const [top, second, , n, inner, m] = path
  if (top === "rules" && Array.isArray(json.rules)) return { list: json.rules, at: Number(second) }
  const section = (json.sections as { readonly [key: string]: Tree })[String(second)]
  const fields = section?.fields as Array<Tree> | undefined
  const field = fields?.[Number(n)]
  if (fields === undefined || field === undefined) return null
  return inner === "columns" && m !== undefined
    ? { list: field.columns as Array<Tree>, at: Number(m) }
    : { list: fields, at: Number(n) }
}

/** What may be taken out of a field without taking the field out. */
const removable = ["relevant", "required", "min", "max", "hint", "label_en"]

const headingsOf: { readonly [keyword: string]: string } = {
  relevant: "relevant",
  required: "required",
  min: "constraint",
  max: "constraint",
  formula: "calculation",
  hint: "hint"
}

/** Takes out of a draft what the language refuses, and says so at its row; `false` when there is no such row. */
const mend = ({ json, origins }: Draft, wrong: Issue.Issue): boolean => {
  const found = standing(json, wrong.path)
  const map = found?.list[found.at]
  const origin = map === undefined ? undefined : origins.get(map)
  if (found === null || map === undefined || origin === undefined) return false
  const { row, account, heading } = origin
  const inner = wrong.path[4] === "columns" ? wrong.path[6] : wrong.path[4]
  const word = wrong.path[0] === "rules" ? "" : String(inner)
  const said = issue("xlsform.refused", { reason: wrong.message })
  const { english } = issue("xlsform.refused", { reason: wrong.english })
  account.notes.push({ ...said, english, severity: "warning", place: row.placeOf(headingsOf[word] ?? heading) })
  if (removable.includes(word)) delete map[word]
  else {
    found.list.splice(found.at, 1)
    // Columns go with their table.
    for (const column of (map.columns ?? []) as ReadonlyArray<Tree>) {
      const of = origins.get(column)
      if (of !== undefined) of.account.became = null
      of?.account.notes.push({ ...said, english, severity: "warning", place: of.row.placeOf(of.heading) })
    }
    if (wrong.path[0] !== "rules" && account.became !== null) {
      const keys = account.became.keys.filter((key) => key !== map.key)
      account.became = keys.length === 0 ? null : { ...account.became, keys }
    }
  }
  return true
}

/** How often a draft is mended: once for each of its rows would do. */
const patience = 500

/**
 * Takes a form in. The template always holds; whatever of the form the language refuses is left out and listed with the
 * reason.
 *
 * @example
 * ```ts
 * import { Workbook, XlsForm } from "@lienhoi/office"
 *
 * const form = await Workbook.write([
 *   {
 *     name: "survey",
 *     rows: [
 *       ["type", "name", "label::Vietnamese (vi)", "constraint"],
 *       ["integer", "so_ho", "Số hộ", ". >= 0"],
 *       ["geopoint", "vi_tri", "Vị trí", null]
 *     ]
 *   }
 * ])
 * const workbook = await Workbook.read(form)
 * const taken = workbook.ok ? XlsForm.read(workbook.value) : workbook
 *
 * taken.ok && taken.value.rows.map(({ became }) => became?.keys ?? null) // => [["so_ho"], null]
 * taken.ok && taken.value.rows[1]?.notes[0]?.place?.cell // => "A3"
 * ```
 */
export const read = (workbook: Workbook, options: Options = {}): Issue.Checked<Imported> => {
  const inFile = (one: Issue.Issue): Issue.Issue => (options.file === undefined ? one : Issue.inFile(one, options.file))
  const survey = formSheet(workbook, "survey")
  if (survey === null) return Issue.fail(inFile(issue("xlsform.no-survey")))
  const [choices, settings] = [formSheet(workbook, "choices"), formSheet(workbook, "settings")]
  const unheaded = [
    ...(survey.headings.includes("type") && survey.headings.includes("name")
      ? []
      : [[survey.name, "type, name, label"] as const]),
    ...(choices === null || choices.rows.length === 0 || choices.headings.includes("list_name")
      ? []
      : [[choices.name, "list_name, name, label"] as const])
  ]
  if (unheaded.length > 0) {
    const said = unheaded.map(([sheet, known]) =>
      issue("xlsform.no-headings", { sheet, known }, { place: { line: 1, column: 1, sheet, cell: "A1" } })
    )
    return Issue.fail(...said.map(inFile))
  }
  const draft = draftOf(survey, choices, settings, options)
  const rowsOf = (): ReadonlyArray<Row> =>
    draft.accounts.map(({ place, became, notes }) => ({
      place: inFile({ ...issue("xlsform.combine"), place }).place!,
      became,
      notes: notes.map(inFile)
    }))
  for (let n = 0; n < patience; n++) {
    const checked = Template.fromJson(tidy(draft.json))
    if (checked.ok) {
      const left = new Set(fieldsOf(draft.json))
      draft.closeLists((field) => left.has(field))
      const notes = [...draft.notes, ...checked.value.warnings.map(({ place: _, ...one }) => one)]
      return Issue.ok({ template: checked.value.template, rows: rowsOf(), notes: notes.map(inFile) })
    }
    const [wrong] = checked.issues.filter(({ severity }) => severity === "error")
    if (wrong === undefined || !mend(draft, wrong)) break
  }
  return Issue.fail(inFile(issue("xlsform.no-fields")), ...rowsOf().flatMap(({ notes }) => notes))
}

/** Every field that is left, and every column of tables. */
const fieldsOf = (json: Tree): ReadonlyArray<Tree> =>
  Object.values(json.sections as { readonly [key: string]: Tree })
    .flatMap(({ fields }) => fields as ReadonlyArray<Tree>)
    .flatMap((field) => [field, ...((field.columns ?? []) as ReadonlyArray<Tree>)])

/** Sections in which a question is left. */
const tidy = (json: Tree): Tree => {
  const sections = Object.entries(json.sections as { readonly [key: string]: Tree })
  const rules = (json.rules ?? []) as ReadonlyArray<unknown>
  const { rules: _, ...rest } = json
  return {
    ...rest,
    sections: Object.fromEntries(sections.filter(([, { fields }]) => (fields as ReadonlyArray<unknown>).length > 0)),
    ...(rules.length === 0 ? {} : { rules })
  }
}
