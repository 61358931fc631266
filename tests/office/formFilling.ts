/** Forms filled as people fill them, by three programs; and what an office knows about them. */
import { FormBook } from "@lienhoi/office"
import type { FormFile } from "@lienhoi/report"
import { Compiled, Template, type Validation } from "@lienhoi/template"
import type { TemplateArbitrary } from "@lienhoi/testing"
import { type Issue, Text } from "@lienhoi/words"
import ExcelJS from "exceljs"
import { openXlsx, saveXlsx } from "hucre/xlsx"

/** A key for tests alone. */
export const key = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 11) % 256)

export const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

/** An office that knows one report, and a person who may hand it in. */
export const knowing = (occasion: FormFile.Occasion): FormFile.Known => ({
  occasion: async ({ unit, period, template }) =>
    unit === occasion.unit.id && period === occasion.period.id && template.id === occasion.template.template.id
      ? occasion
      : null,
  ofToken: async () => null,
  ofSender: async () => [],
  mayFile: async (person) => person === "p-1"
})

export const road: FormFile.Road = { sender: "p-1", token: null }

/** The occasion of a generated case. */
export const occasionOf = ({ template, context }: TemplateArbitrary.Case, revision = 0): FormFile.Occasion => ({
  template: good(Compiled.make(template)),
  unit: { ...context.unit, name: "Xã thử nghiệm", upper: "Tỉnh thử nghiệm" },
  period: context.period,
  revision,
  previous: context.previous ?? null,
  sameLastYear: context.sameLastYear ?? null,
  targets: context.targets ?? null,
  token: "t-1"
})

/** What is typed into one cell. */
type Typed = string | number | boolean

const typed = (value: unknown): Typed | null => {
  if (value === null || value === undefined || value === "") return null
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value
  if (Array.isArray(value)) return value.join("; ")
  return `Không áp dụng: ${(value as { readonly notApplicable: string }).notApplicable}`
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The rows of a table, those of a fixed one in their order. */
const rowsOf = (field: ReturnType<typeof Template.fields>[number], value: unknown): ReadonlyArray<unknown> | null => {
  if (Array.isArray(value)) return value
  if (!isRecord(value) || "notApplicable" in value) return null
  return field.rows.map(({ key: own, label }) => {
    const name = Object.keys(value).find(
      (one) => Text.fold(one) === Text.fold(own) || Text.fold(one) === Text.fold(label)
    )
    return name === undefined ? {} : value[name]
  })
}

/** What is typed into which cell to say the same, by the path of the value. */
const typedIn = (template: Template.Template, input: Validation.Input): ReadonlyMap<string, Typed> => {
  const found = new Map<string, Typed>()
  const put = (path: string, value: unknown): void => {
    const cell = typed(value)
    if (cell !== null) found.set(path, cell)
  }
  const fields = Template.fields(template)
  for (const [name, value] of Object.entries(input)) {
    const [own = "", item] = name.split(/[[\]]/u)
    const field = fields.find((one) => one.key.toLowerCase() === own.toLowerCase())
    if (field === undefined) throw new Error(`no field ${name}`)
    const rows = field.type === "table" ? rowsOf(field, value) : null
    if (rows === null) {
      put(item === undefined ? field.key : `${field.key}[${item}]`, value)
      continue
    }
    rows.forEach((row, n) => {
      for (const [column, cell] of Object.entries(row as object)) {
        const of = field.columns.find((one) => one.key.toLowerCase() === column.toLowerCase())
        put(`${field.key}/${n}/${of?.key}`, cell)
      }
    })
  }
  return found
}

/** Which cell of which sheet. */
export type Cells = ReadonlyArray<{
  readonly path: string
  readonly place: Issue.Place
  readonly value: Typed
}>

export const cellsFor = (occasion: FormFile.Occasion, input: Validation.Input): Cells => {
  const places = FormBook.places(occasion)
  return [...typedIn(occasion.template.template, input)].map(([path, value]) => {
    const place = places[path]
    if (place === undefined) throw new Error(`no cell for ${path}`)
    return { path, place, value }
  })
}

/** Filled by exceljs, which reads and writes every part of the file itself. */
export const byExcelJs = async (form: Uint8Array, cells: Cells): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(form.slice().buffer)
  for (const { place, value } of cells) book.getWorksheet(place.sheet!)!.getCell(place.cell!).value = value
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Filled by the library we write with, opened and saved. */
export const byHucre = async (form: Uint8Array, cells: Cells): Promise<Uint8Array> => {
  const book = await openXlsx(form, { readStyles: true })
  for (const { place, value } of cells) {
    const sheet = book.sheets.find(({ name }) => name === place.sheet)!
    const at = `${place.line - 1},${place.column - 1}`
    const { formula: _, formulaResult: __, ...cell } = sheet.cells?.get(at) ?? { value: null, type: "empty" as const }
    sheet.cells ??= new Map()
    sheet.cells.set(at, { ...cell, value, type: typeof value as "string" | "number" | "boolean" })
    const row = sheet.rows[place.line - 1]
    if (row !== undefined) row[place.column - 1] = value
  }
  return saveXlsx(book)
}

/** The submission in a file, or everything that is said against it. */
export const submitted = async (file: Uint8Array, occasion: FormFile.Occasion) => {
  const reading = await FormBook.read({ bytes: file, file: "a.xlsx" }, road, knowing(occasion), { key })
  if (reading.is === "submission") return reading
  const told = reading.is === "refused" ? reading.issues.map((one) => `${one.place?.cell} ${one.message}`) : []
  throw new Error(`${reading.is}: ${told.join("\n")}`)
}
