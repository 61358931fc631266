/**
 * Templates as workbooks: one sheet for the sections, one for the fields, one for the choices, with Vietnamese headings,
 * drop-down lists and help on every heading. Reading a book gives the template that was written, and every problem with
 * its sheet and cell.
 *
 * @since 0.1.0
 */
import type { Association } from "@lienhoi/hierarchy/Association"
import type { JsonOverlay } from "@lienhoi/template/JsonOverlay"
import type { JsonTemplate } from "@lienhoi/template/JsonTemplate"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Issue from "@lienhoi/words/Issue"
import { issue as bookIssue } from "./internal/bookTexts.ts"
import type { Table } from "./internal/columns.ts"
import { jsonOf } from "./internal/jsonOf.ts"
import { rowsOf } from "./internal/rowsOf.ts"
import { sheetsOf } from "./internal/sheetsOf.ts"
import { isTree, type Tree } from "./internal/tree.ts"
import * as Workbook from "./Workbook.ts"

/** Beside the bytes. */
export interface Options {
  /** Named in every issue. */
  readonly file?: string
  /** Whose levels and routes the template is for; without it they are not checked. */
  readonly association?: Association
}

/** A book in the keywords of the language. */
export interface Book {
  /** What a YAML file would hold: a template, or an overlay when it has `extends`. */
  readonly json: { readonly [keyword: string]: unknown }
  readonly isOverlay: boolean
  /** What deserves a second look: columns that are not read, formulas of Excel. */
  readonly warnings: ReadonlyArray<Issue.Issue>
  /** The same issue with its sheet and cell, in the words of the book; `null` when its cell is spoken of already. */
  readonly placed: (issue: Issue.Issue) => Issue.Issue | null
}

/** Keywords in a message are said as the headings of the sheet. */
const inHeadings = (message: string, { columns }: Table): string =>
  message.replaceAll(/“([a-z_.]+)”/gu, (whole, keyword: string) => {
    const column = columns.find(({ id }) => id === keyword || id.startsWith(`${keyword}.`))
    return column === undefined ? whole : `“${column.heading}”`
  })

/** Reads the sheets; the issues are those of cells that cannot be understood, the template itself is not checked yet. */
const bookOf = (sheets: ReadonlyArray<Workbook.Sheet>, file: string | undefined) => {
  const { json, issues, whereIs, isSaid } = jsonOf(sheets)
  const named = (one: Issue.Issue): Issue.Issue => (file === undefined ? one : Issue.inFile(one, file))
  const placed = (one: Issue.Issue): Issue.Issue | null => {
    if (isSaid(one.path)) return null
    const found = whereIs(one.path)
    const { place: _, ...rest } = one
    if (found === undefined) return named(rest)
    return named({ ...rest, message: inHeadings(one.message, found.table), place: found.place })
  }
  const isOverlay = Object.hasOwn(json, "extends")
  const own = issues.map(named)
  return {
    book: { json, isOverlay, warnings: own.filter(({ severity }) => severity === "warning"), placed },
    issues: own
  }
}

/**
 * Reads a book without asking whether the template holds; for who resolves an overlay with its base. Whatever cannot be
 * understood in its cells is an issue.
 */
export const open = async (bytes: Uint8Array, options: Options = {}): Promise<Issue.Checked<Book>> => {
  const read = await Workbook.read(bytes)
  if (!read.ok) return inFile(read, options.file)
  const { book, issues } = bookOf(read.value.sheets, options.file)
  return Issue.unless(issues, () => book)
}

const inFile = (
  failed: Extract<Issue.Checked<unknown>, { ok: false }>,
  file: string | undefined
): Issue.Checked<never> => ({
  ok: false,
  issues:
    file === undefined
      ? failed.issues
      : failed.issues.map((one) => ({ ...one, place: { line: 1, column: 1, ...one.place, file } }))
})

/** What checking the content of a book says, in the places of the book. */
const placedAll = (book: Book, issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Issue.Issue> =>
  issues.map(book.placed).filter((one) => one !== null)

/**
 * Reads a template from a book and checks it: the template, or everything that is wrong with it, each with sheet and cell.
 *
 * @example
 * ```ts
 * import { TemplateBook, Workbook } from "@lienhoi/office"
 *
 * const book = await Workbook.write([
 *   { name: "Mẫu", rows: [["Mã mẫu", "hau-giang/nhom-zalo"], ["Tên mẫu", "Nhóm Zalo"], ["Kỳ báo cáo", "Tháng"]] },
 *   { name: "Hạn nộp", rows: [["Cấp", "Ngày trong tháng", "Lùi mấy tháng"], ["Chi hội", 5, 1]] },
 *   { name: "Phần", rows: [["Mã phần", "Tên phần"], ["cds", "Chuyển đổi số"]] },
 *   {
 *     name: "Chỉ tiêu",
 *     rows: [
 *       ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Hỏi cấp nào", "Cộng các đơn vị", "Cộng các kỳ"],
 *       ["cds", "CDS01", "Nhóm Zalo", "Sô lượng", "Chi hội", "Tổng", "Lấy cuối kỳ"]
 *     ]
 *   }
 * ])
 * const read = await TemplateBook.read(book, { file: "mau.xlsx" })
 *
 * read.ok ? 0 : read.issues[0]?.place // => { line: 2, column: 4, sheet: "Chỉ tiêu", cell: "D2", file: "mau.xlsx" }
 * ```
 */
export const read = async (bytes: Uint8Array, options: Options = {}): Promise<Issue.Checked<Template.Parsed>> => {
  const opened = await Workbook.read(bytes)
  if (!opened.ok) return inFile(opened, options.file)
  const { book, issues } = bookOf(opened.value.sheets, options.file)
  if (book.isOverlay) {
    const path = ["extends"]
    return Issue.fail(...issues, book.placed(bookIssue("book.overlay", {}, { path }))!)
  }
  const { association } = options
  const checked = Template.fromJson(book.json, association === undefined ? {} : { association })
  const found = [...issues, ...placedAll(book, checked.ok ? checked.value.warnings : checked.issues)]
  return Issue.unless(found, () => ({
    template: (checked as Extract<typeof checked, { ok: true }>).value.template,
    warnings: found
  }))
}

/**
 * Reads an overlay from a book. What only its base can tell is not checked: for that resolve it with `Overlay.resolve`,
 * giving `JSON.stringify(book.json)` of {@link open} as its text and saying what comes out with `book.placed`.
 */
export const readOverlay = async (
  bytes: Uint8Array,
  options: Options = {}
): Promise<Issue.Checked<Overlay.Overlay>> => {
  const opened = await Workbook.read(bytes)
  if (!opened.ok) return inFile(opened, options.file)
  const { book, issues } = bookOf(opened.value.sheets, options.file)
  const parsed = Overlay.parse(JSON.stringify(book.json))
  const found = [...issues, ...(parsed.ok ? [] : placedAll(book, parsed.issues))]
  return Issue.unless(found, () => (parsed as Extract<typeof parsed, { ok: true }>).value)
}

/** The sheets of a template or an overlay, given in the keywords of its file. */
export const sheetsOfJson = (json: JsonTemplate | JsonOverlay | Book["json"]): ReadonlyArray<Workbook.NewSheet> =>
  sheetsOf(rowsOf(isTree(json) ? (json as Tree) : {}))

/** The workbook of a template or an overlay, given in the keywords of its file. */
export const writeJson = (json: JsonTemplate | JsonOverlay | Book["json"]): Promise<Uint8Array> =>
  Workbook.write(sheetsOfJson(json))

/**
 * The workbook of a template or an overlay: reading it with {@link read} or {@link readOverlay} gives the same.
 */
export const write = (of: Template.Template | Overlay.Overlay): Promise<Uint8Array> =>
  writeJson("base" in of ? Overlay.toJson(of) : Template.toJson(of))
