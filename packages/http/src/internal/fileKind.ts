/** What a file is, by its first bytes: what its name and its sender say of it is not believed. */

/** A kind of file that is taken. */
export interface FileKind {
  readonly mediaType: string
  /** The ending of its name. */
  readonly ending: string
  /** Shown in a page; anything else is only handed out to be saved. */
  readonly isPicture: boolean
}

const picture = (mediaType: string, ending: string): FileKind => ({ mediaType, ending, isPicture: true })
const paper = (mediaType: string, ending: string): FileKind => ({ mediaType, ending, isPicture: false })

const openXml = "application/vnd.openxmlformats-officedocument"

/** Packed files say by their names which they are. */
const packed: { readonly [ending: string]: FileKind } = {
  docx: paper(`${openXml}.wordprocessingml.document`, "docx"),
  xlsx: paper(`${openXml}.spreadsheetml.sheet`, "xlsx")
}
const older: { readonly [ending: string]: FileKind } = {
  doc: paper("application/msword", "doc"),
  xls: paper("application/vnd.ms-excel", "xls")
}

/** Every kind, for the sentence that refuses another. */
export const names = "JPEG, PNG, WebP, GIF, PDF, DOCX, XLSX, DOC, XLS"

const text = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** The kind; `null` for one that is not taken. */
export const of = (bytes: Uint8Array, name: string): FileKind | null => {
  const head = text(bytes, 0, 12)
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase()
  if (head.startsWith("\xff\xd8\xff")) return picture("image/jpeg", "jpg")
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return picture("image/png", "png")
  if (head.startsWith("GIF8")) return picture("image/gif", "gif")
  if (head.startsWith("RIFF") && head.slice(8) === "WEBP") return picture("image/webp", "webp")
  if (head.startsWith("%PDF-")) return paper("application/pdf", "pdf")
  if (head.startsWith("PK\x03\x04")) return packed[ending] ?? null
  if (head.startsWith("\xd0\xcf\x11\xe0")) return older[ending] ?? null
  return null
}
