/**
 * One file that an officer gave: what it is, its text, and what is wrong with it as a file. Nothing in it is run.
 *
 * @since 0.1.0
 */
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** What a file is for. */
type Use = "template" | "overlay" | "dimensions" | "targets" | "unknown"

/** A file as it was given. */
export interface Given {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file that was looked at. */
export interface Paper {
  readonly name: string
  readonly use: Use
  /** `owner/name`; empty where it says none. */
  readonly id: string
  readonly version: string
  /** As YAML; `null` for a file that could not be read. */
  readonly text: string | null
  /** The workbook it came as. */
  readonly workbook: Uint8Array | null
  readonly issues: ReadonlyArray<Issue.Issue>
  /** Of a workbook: an issue of its text, with sheet and cell; `null` when its cell is spoken of already. */
  readonly placed?: (issue: Issue.Issue) => Issue.Issue | null
}

/** A larger file is not opened, in bytes. */
const largest = 12_000_000

/** A longer text is no template, in bytes: the reader of templates stops at a million characters. */
const longestText = 4_000_000

const issue = Issue.from(
  Catalogue.make({
    "paper.too-large": {
      vi: "Tệp lớn quá ({size} MB, nhiều nhất 12 MB) nên không mở; mẫu báo cáo chỉ vài trăm KB, xem lại có đúng tệp không",
      en: "The file is too large ({size} MB, at most 12 MB) and was not opened; a template has some hundred kB, is it the right file?"
    },
    "paper.not-text": {
      vi: "Không đọc được tệp này: cần tệp Excel (.xlsx) hoặc tệp chữ YAML lưu với mã UTF-8",
      en: "This file cannot be read: an Excel file (.xlsx) or a YAML text saved as UTF-8 is needed"
    },
    "paper.old-excel": {
      vi: "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; mở bằng Excel, bỏ mật khẩu, lưu thành .xlsx rồi thả lại",
      en: "This is an old Excel file (.xls) or has a password; open it in Excel, remove the password, save it as .xlsx and drop it again"
    },
    "paper.unknown": {
      vi: "Tệp này không phải mẫu báo cáo: cần có dòng template: chủ/tên ở đầu",
      en: "This file is no template: a line template: owner/name is needed at its beginning"
    }
  })
)

/** What is said of a file of so many bytes without opening it; `null` when it may be opened. */
export const tooLarge = (name: string, size: number): Issue.Issue | null =>
  size <= largest ? null : whole(name, "paper.too-large", { size: Math.ceil(size / 1_000_000) })

const whole = (name: string, code: Parameters<typeof issue>[0], params: Catalogue.Params = {}): Issue.Issue =>
  Issue.inFile(issue(code, params), name)

const begins = (bytes: Uint8Array, ...magic: ReadonlyArray<number>): boolean =>
  magic.every((byte, i) => bytes[i] === byte)

/** Whether the bytes are a zip, as a workbook is. */
export const isWorkbook = ({ bytes }: Given): boolean => begins(bytes, 0x50, 0x4b)

const decoded = (bytes: Uint8Array): string | null => {
  const encoding = begins(bytes, 0xff, 0xfe) ? "utf-16le" : begins(bytes, 0xfe, 0xff) ? "utf-16be" : "utf-8"
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes("\0") ? null : text
  } catch {
    return null
  }
}

const keyword = (text: string, word: string): string =>
  new RegExp(`^[ \\t{,]*"?${word}"?[ \\t]*:[ \\t]*["']?([^\\s"'#,]+)`, "mu").exec(text.slice(0, 100_000))?.[1] ?? ""

/** A text, recognised by its first keyword. */
export const ofText = (name: string, text: string): Paper => {
  const id = keyword(text, "template")
  const set = keyword(text, "dimension-set")
  const targets = keyword(text, "targets")
  const use = ((): Use => {
    if (set !== "" && DimensionSet.isDimensionSet(text)) return "dimensions"
    if (targets !== "" && id === "") return "targets"
    if (Overlay.isOverlay(text)) return "overlay"
    return id === "" && !/^[ \t]*"?(?:sections|title|period)"?[ \t]*:/mu.test(text) ? "unknown" : "template"
  })()
  const issues = use === "unknown" ? [whole(name, "paper.unknown")] : []
  const named = { dimensions: set, targets, overlay: id, template: id, unknown: "" }[use]
  return { name, use, id: named, version: keyword(text, "version") || "1.0.0", text, workbook: null, issues }
}

const unread = (name: string, ...issues: ReadonlyArray<Issue.Issue>): Paper => ({
  name,
  use: "unknown",
  id: "",
  version: "",
  text: null,
  workbook: null,
  issues
})

/** A file that stays closed, with the reason. */
export const refused = (name: string, why: Issue.Issue): Paper => unread(name, why)

/** Looks at a file that is no workbook. */
export const ofBytes = ({ bytes, name }: Given): Paper => {
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return unread(name, whole(name, "paper.old-excel"))
  const text = bytes.length > longestText ? null : decoded(bytes)
  return text === null ? unread(name, whole(name, "paper.not-text")) : ofText(name, text)
}

/** A workbook that could not be read, with what is wrong in it. */
export const ofBrokenWorkbook = ({ bytes, name }: Given, issues: ReadonlyArray<Issue.Issue>): Paper => ({
  ...unread(name, ...issues.map((one) => Issue.inFile(one, name))),
  workbook: bytes
})
