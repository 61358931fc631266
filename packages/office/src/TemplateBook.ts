/**
 * Templates as workbooks: one sheet for the sections, one for the fields, one for the choices, with Vietnamese headings,
 * drop-down lists and help on every heading. Reading a book gives the template that was written, and every problem with
 * its sheet and cell.
 *
 * @since 0.1.0
 */
import type { JsonOverlay } from "@lienhoi/template/JsonOverlay"
import type { JsonTemplate } from "@lienhoi/template/JsonTemplate"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Issue from "@lienhoi/words/Issue"
import { issue as bookIssue } from "./internal/bookTexts.ts"
import { jsonOf } from "./internal/jsonOf.ts"
import { rowsOf } from "./internal/rowsOf.ts"
import { sheetsOf } from "./internal/sheetsOf.ts"
import type { Table } from "./internal/tables.ts"
import { isTree, type Tree } from "./internal/tree.ts"
import * as Workbook from "./Workbook.ts"

/** Beside the bytes: the name of the file for every issue, the association, sets of shared dimensions. */
export type Options = Template.ParseOptions

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

/** What a keyword is called in a sheet. */
const headingOf = ({ columns }: Table, keyword: string): string | undefined =>
  columns.find(({ id }) => id === keyword || id.startsWith(`${keyword}.`))?.heading

/** Keywords in a message are said as the headings of the sheet. */
const inHeadings = (message: string, table: Table): string =>
  message.replaceAll(/“([a-z_.]+)”/gu, (whole, keyword: string) => {
    const heading = headingOf(table, keyword)
    return heading === undefined ? whole : `“${heading}”`
  })

/** Reads the sheets; the issues are those of cells that cannot be understood, the template itself is not checked yet. */
const understand = (
  { sheets }: Workbook.Workbook,
  file: string | undefined
): { readonly book: Book; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const { json, issues, whereIs, isSaid } = jsonOf(sheets)
  const named = (one: Issue.Issue): Issue.Issue => (file === undefined ? one : Issue.inFile(one, file))
  const placed = (one: Issue.Issue): Issue.Issue | null => {
    if (isSaid(one.path)) return null
    const found = whereIs(one.path)
    const { place: _, ...rest } = one
    if (found === undefined) return named(rest)
    if (one.code === "yaml.needed") {
      const [around, keyword] = one.path.slice(-2).map(String) as [string, string]
      const heading = headingOf(found.table, `${around}.${keyword}`) ?? headingOf(found.table, keyword) ?? keyword
      return named(bookIssue("book.needed", { heading }, { path: one.path, place: found.place }))
    }
    return named({ ...rest, message: inHeadings(one.message, found.table), place: found.place })
  }
  const own = issues.map(named)
  const warnings = own.filter(({ severity }) => severity === "warning")
  return { book: { json, isOverlay: Object.hasOwn(json, "extends"), warnings, placed }, issues: own }
}

/** What checking the content of a book says, in the places of the book. */
const placedAll = (book: Book, issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Issue.Issue> =>
  issues.map(book.placed).filter((one) => one !== null)

/** Reads a book that is no template and no overlay to anybody yet: whatever cannot be understood in its cells is an issue. */
export const fromWorkbook = (workbook: Workbook.Workbook, options: Options = {}): Issue.Checked<Book> => {
  const { book, issues } = understand(workbook, options.file)
  return Issue.unless(issues, () => book)
}

/** What a book says as far as its cells can be understood: enough to see what it extends while others are still wrong. */
export const jsonFrom = (workbook: Workbook.Workbook): Book["json"] => understand(workbook, undefined).book.json

/** {@link read}, of a workbook that is open. */
export const templateFrom = (workbook: Workbook.Workbook, options: Options = {}): Issue.Checked<Template.Parsed> => {
  const { book, issues } = understand(workbook, options.file)
  if (book.isOverlay) return Issue.fail(...issues, book.placed(bookIssue("book.overlay", {}, { path: ["extends"] }))!)
  const { file: _, ...more } = options
  const checked = Template.fromJson(book.json, more)
  const found = [...issues, ...placedAll(book, checked.ok ? checked.value.warnings : checked.issues)]
  return checked.ok ? Issue.unless(found, () => ({ template: checked.value.template, warnings: found })) : failed(found)
}

/** {@link readOverlay}, of a workbook that is open. */
export const overlayFrom = (workbook: Workbook.Workbook, options: Options = {}): Issue.Checked<Overlay.Overlay> => {
  const { book, issues } = understand(workbook, options.file)
  const { file: _, ...more } = options
  const parsed = Overlay.parse(JSON.stringify(book.json), more)
  if (parsed.ok) return Issue.unless(issues, () => parsed.value)
  return failed([...issues, ...placedAll(book, parsed.issues)])
}

const failed = (issues: ReadonlyArray<Issue.Issue>): Issue.Checked<never> => Issue.fail(...issues)

/** The name under which a book stands among the texts it is resolved with. */
const itself = "\u0000book"

/**
 * Reads a template or an overlay with everything it extends; its bases are texts, as for `Overlay.resolve`. What is wrong in
 * the book has its cell, what is wrong in a base its line.
 */
export const resolve = (
  workbook: Workbook.Workbook,
  bases: ReadonlyArray<Overlay.Document> = [],
  options: Options = {}
): Issue.Checked<Overlay.Resolved> => {
  const { book, issues } = understand(workbook, options.file)
  const { file: _, ...more } = options
  const text = { text: JSON.stringify(book.json), file: itself }
  const resolved = Overlay.resolve([text, ...bases], more)
  const here = (one: Issue.Issue): Issue.Issue | null =>
    one.place?.file === undefined || one.place.file === itself ? book.placed(one) : one
  const said = (resolved.ok ? resolved.value.warnings : resolved.issues).map(here).filter((one) => one !== null)
  const found = [...issues, ...said]
  return resolved.ok ? Issue.unless(found, () => ({ ...resolved.value, warnings: found })) : failed(found)
}

const opened = async <A>(
  bytes: Uint8Array,
  { file }: Options,
  read: (workbook: Workbook.Workbook) => Issue.Checked<A>
): Promise<Issue.Checked<A>> => {
  const workbook = await Workbook.read(bytes)
  if (workbook.ok) return read(workbook.value)
  return failed(file === undefined ? workbook.issues : workbook.issues.map((one) => Issue.inFile(one, file)))
}

/**
 * Reads a book without asking whether the template holds. Whatever cannot be understood in its cells is an issue.
 */
export const open = (bytes: Uint8Array, options: Options = {}): Promise<Issue.Checked<Book>> =>
  opened(bytes, options, (workbook) => fromWorkbook(workbook, options))

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
 *       ["cds", "CDS01", "Nhóm Zalo", "Số lượn", "Chi hội", "Tổng", "Lấy cuối kỳ"]
 *     ]
 *   }
 * ])
 * const read = await TemplateBook.read(book, { file: "mau.xlsx" })
 *
 * read.ok ? 0 : read.issues[0]?.place // => { line: 2, column: 4, sheet: "Chỉ tiêu", cell: "D2", file: "mau.xlsx" }
 * ```
 */
export const read = (bytes: Uint8Array, options: Options = {}): Promise<Issue.Checked<Template.Parsed>> =>
  opened(bytes, options, (workbook) => templateFrom(workbook, options))

/** Reads an overlay from a book. What only its base can tell is not checked: for that see {@link resolve}. */
export const readOverlay = (bytes: Uint8Array, options: Options = {}): Promise<Issue.Checked<Overlay.Overlay>> =>
  opened(bytes, options, (workbook) => overlayFrom(workbook, options))

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
