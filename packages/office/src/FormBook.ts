/**
 * Excel forms from any template, and what comes back in them. A form leaves with locked labels, open cells, live totals
 * and a signed stamp; it is read wherever its rows, columns and sheets have gone since, and by the same validator as every
 * other road. Runs in a browser as in Node.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import * as FormFile from "@lienhoi/report/FormFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { writeXlsx } from "hucre/xlsx"
import * as Annotation from "./Annotation.ts"
import * as Answers from "./internal/form/answers.ts"
import * as Paint from "./internal/form/paint.ts"
import * as Plan from "./internal/form/plan.ts"
import * as Stamp from "./internal/form/stamp.ts"
import { issue, questions, words } from "./internal/form/texts.ts"
import { placeIn } from "./internal/sheetRows.ts"
import * as ZipStore from "./internal/zipStore.ts"
import * as Workbook from "./Workbook.ts"

/** What forms are signed and checked with. */
export interface Options {
  /** At least 32 bytes that nobody else has. Whoever has them can make stamps. */
  readonly key: Uint8Array
}

/** The ending and the media type of a form. */
export const format = {
  ending: "xlsx",
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
} as const

/** The report that a stamp of this occasion names. */
const stampOf = ({ template, unit, period, revision, token = "" }: FormFile.Occasion): FormFile.Stamp => ({
  template: {
    lineage: template.template.lineage,
    id: template.template.id,
    version: template.template.version
  },
  unit: unit.id,
  period: period.id,
  seen: revision,
  token
})

/**
 * The form of one report: a main sheet with a row for each question, a sheet for each table, what was answered already,
 * the figures of the period before beside, and on a hidden sheet the stamp. The same occasion gives the same bytes.
 */
export const write = async (occasion: FormFile.Occasion, { key }: Options): Promise<Uint8Array> => {
  const cells = await Stamp.sign(stampOf(occasion), key)
  const stamp = {
    name: words.stamp,
    rows: cells.map((cell) => [cell]),
    veryHidden: true
  }
  const day = new Date(0)
  return writeXlsx({
    sheets: [...Paint.sheetsOf(occasion), stamp],
    namedRanges: [...Paint.titlesOf(occasion)],
    properties: { title: occasion.template.template.title, created: day, modified: day },
    defaultFont: { name: "Times New Roman", size: 12 }
  })
}

/** One file of a bundle. */
export interface Member {
  /** Its name in the bundle, with `/` between folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Many forms as one `.zip`, piece by piece: no more than one form is held at a time. The same members give the same bytes.
 *
 * @example
 * ```ts
 * import { FormBook } from "@lienhoi/office"
 *
 * const pieces: Array<Uint8Array> = []
 * for await (const piece of FormBook.bundle([{ name: "a.xlsx", bytes: new Uint8Array([1, 2, 3]) }])) pieces.push(piece)
 *
 * pieces[0]?.[0] // => 80
 * ```
 */
export const bundle = (members: AsyncIterable<Member> | Iterable<Member>): AsyncIterable<Uint8Array> =>
  ZipStore.pack(members)

/** Where every answer stands in a form as it is written, by the path of its value: for programs that fill forms. */
export const places = (occasion: FormFile.Occasion): FormFile.Places => {
  const plan = Plan.of(occasion)
  const found: { [path: string]: Issue.Place } = {}
  for (const line of plan.lines) {
    const at = line.is === "answer" ? plan.at.get(line.key) : undefined
    if (line.is === "answer" && at !== undefined) found[line.key] = placeIn(at.sheet, at.row, at.column)
  }
  for (const table of plan.tables) {
    for (let row = 0; row < table.rows; row++) {
      table.field.columns.forEach((column, n) => {
        const at = Plan.cellOf(table, row, n)
        found[`${table.field.key}/${row}/${column.key}`] = placeIn(at.sheet, at.row, at.column)
      })
    }
  }
  return found
}

const refused = (
  because: "file" | "stamp" | "values",
  issues: ReadonlyArray<Issue.Issue>,
  file: string,
  wanted: FormFile.Wanted | null = null,
  found: FormFile.Places = {}
): FormFile.Reading => ({
  is: "refused",
  because,
  issues: issues.map((one) => Issue.inFile(one, file)),
  wanted,
  places: found
})

const nameOf = ({ unit, period }: FormFile.Occasion): string => `${unit.name}, ${Period.format(period)}`

const asking = async (
  question: "which-report" | "who",
  file: string,
  candidates: ReadonlyArray<FormFile.Wanted>,
  known: FormFile.Known
): Promise<FormFile.Reading> => {
  const names: Array<string> = []
  for (const one of candidates.slice(0, 5)) {
    const occasion = await known.occasion(one)
    if (occasion !== null) names.push(nameOf(occasion))
  }
  const params = { file, candidates: names.join("; "), unit: names[0] ?? "" }
  const message = {
    vi: Catalogue.say(questions, question, params, "vi").trim(),
    en: Catalogue.say(questions, question, params, "en").trim()
  }
  return { is: "asks", question, message, candidates }
}

const isSame = (a: FormFile.Wanted, b: FormFile.Wanted): boolean =>
  a.unit === b.unit && a.period === b.period && a.template.lineage === b.template.lineage

/** What a form without a stamp may be: what the token names, otherwise whatever its sender still owes. */
const candidatesOf = async (road: FormFile.Road, known: FormFile.Known): Promise<ReadonlyArray<FormFile.Wanted>> => {
  const named = road.token === null ? null : await known.ofToken(road.token)
  const owed = road.sender === null ? [] : await known.ofSender(road.sender)
  return named === null ? owed : [named, ...owed.filter((one) => !isSame(one, named))]
}

/** {@link read}, of a workbook that is open. */
export const readWorkbook = async (
  workbook: Workbook.Workbook,
  file: string,
  road: FormFile.Road,
  known: FormFile.Known,
  { key }: Options
): Promise<FormFile.Reading> => {
  const found = await Stamp.find(workbook.sheets, key)
  if (found.is === "altered" || found.is === "twice") {
    const code = found.is === "altered" ? "form.stamp-altered" : "form.stamp-twice"
    return refused("stamp", [issue(code, {}, { place: placeIn(found.sheet, found.row, found.column) })], file)
  }
  const about = road.about ?? null
  const stamp = found.is === "stamp" ? found.stamp : null
  if (stamp === null && about === null) return asking("which-report", file, await candidatesOf(road, known), known)
  const wanted: FormFile.Wanted =
    stamp === null ? about! : { template: stamp.template, unit: stamp.unit, period: stamp.period }
  const occasion = await known.occasion(wanted)
  if (occasion === null) {
    const { template, unit, period } = wanted
    const params = { template: template.id, version: template.version, unit, period }
    return refused("stamp", [issue("form.unknown", params)], file, wanted)
  }
  const named = stamp === null || road.token === null ? null : await known.ofToken(road.token)
  for (const other of [named, about]) {
    if (other === null || other.unit === wanted.unit) continue
    const theirs = await known.occasion(other)
    const params = { found: occasion.unit.name, wanted: theirs?.unit.name ?? other.unit }
    return refused("stamp", [issue("form.other-unit", params)], file, wanted)
  }
  if (road.sender === null) return asking("who", file, [wanted], known)
  if (!(await known.mayFile(road.sender, wanted.unit)))
    return refused("stamp", [issue("form.not-yours", { unit: occasion.unit.name })], file, wanted)
  const sheets = workbook.sheets.filter(({ name }) => found.is !== "stamp" || name !== found.sheet)
  const answers = Answers.read(sheets, occasion)
  const { template, unit, period, previous = null, sameLastYear = null, targets = null } = occasion
  const judged = template.validate(answers.values, { unit, period, previous, sameLastYear, targets })
  const placed = judged.issues.map((one) => FormFile.placed(one, answers.places, file))
  const issues = [...answers.issues.map((one) => Issue.inFile(one, file)), ...placed]
  if (issues.some(({ severity }) => severity === "error"))
    return refused("values", issues, file, wanted, answers.places)
  return {
    is: "submission",
    submission: {
      ...wanted,
      values: answers.values,
      seen: stamp?.seen ?? 0,
      reportedBy: road.sender,
      recordedBy: road.sender,
      via: "excel",
      reviewed: false
    },
    occasion,
    places: answers.places,
    warnings: issues
  }
}

/**
 * Reads a form that came back. What may harm is refused before it is unpacked; an altered stamp, and a form of another unit
 * than the token or the sender stand for, are refused with the reason; a workbook without a stamp is asked about. What
 * stands in the cells is judged by the template, each problem with its sheet and cell. Never throws.
 */
export const read = async (
  received: FormFile.Received,
  road: FormFile.Road,
  known: FormFile.Known,
  options: Options
): Promise<FormFile.Reading> => {
  const workbook = await Workbook.read(received.bytes)
  return workbook.ok
    ? readWorkbook(workbook.value, received.file, road, known, options)
    : refused("file", workbook.issues, received.file)
}

/** The same file with its problems marked in the cells; `null` when it cannot be opened. */
export const correct = async (
  received: FormFile.Received,
  issues: ReadonlyArray<Issue.Issue>,
  language: Language = "vi"
): Promise<Uint8Array | null> => {
  const copy = await Annotation.annotate(received.bytes, issues, language)
  return copy.ok ? copy.value : null
}

/** Forms as Excel workbooks. */
export const layer = (options: Options): Layer.Layer<FormFile.FormFile> =>
  Layer.succeed(
    FormFile.FormFile,
    FormFile.FormFile.of({
      format,
      write: (occasion) => Effect.promise(() => write(occasion, options)),
      read: (received, road, known) => Effect.promise(() => read(received, road, known, options)),
      correct: (received, issues, language) => Effect.promise(() => correct(received, issues, language))
    })
  )
