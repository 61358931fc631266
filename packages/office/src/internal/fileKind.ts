/** What a file is that is no workbook of ours, by its first bytes; its name is not believed. */

/** The codes of what is told then. */
export type Other =
  | "workbook.empty"
  | "workbook.cut"
  | "workbook.ods"
  | "workbook.csv"
  | "workbook.photo"
  | "workbook.pdf"
  | "workbook.word"
  | "workbook.zip"
  | "workbook.not-one"

const begins = (bytes: Uint8Array, ...signs: ReadonlyArray<number>): boolean =>
  signs.every((one, n) => bytes[n] === one)

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

const isPhoto = (bytes: Uint8Array): boolean =>
  begins(bytes, 0xff, 0xd8, 0xff) ||
  begins(bytes, 0x89, 0x50, 0x4e, 0x47) ||
  begins(bytes, 0x47, 0x49, 0x46, 0x38) ||
  (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") ||
  (ascii(bytes, 4, 8) === "ftyp" && /^(?:hei|hev|mif1|msf1|avif)/u.test(ascii(bytes, 8, 12))) ||
  begins(bytes, 0x49, 0x49, 0x2a, 0) ||
  begins(bytes, 0x4d, 0x4d, 0, 0x2a)

/** Letters, digits and line ends from the first byte on, in UTF-8 or with two bytes a letter. */
const isText = (bytes: Uint8Array): boolean => {
  if (bytes.length < 8) return false
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) return true
  const sample = bytes.subarray(0, 4096)
  return sample.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}

/** Whether the end of a package, which is written last, is there. */
const hasEnd = (bytes: Uint8Array): boolean => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return true
  }
  return false
}

/** `null` when it may be a workbook. */
export const of = (bytes: Uint8Array): Other | null => {
  if (bytes.length === 0) return "workbook.empty"
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return hasEnd(bytes) ? null : "workbook.cut"
  if (isPhoto(bytes)) return "workbook.photo"
  if (ascii(bytes, 0, 5) === "%PDF-") return "workbook.pdf"
  if (begins(bytes, 0x52, 0x61, 0x72, 0x21) || begins(bytes, 0x37, 0x7a, 0xbc, 0xaf) || begins(bytes, 0x1f, 0x8b))
    return "workbook.zip"
  return isText(bytes) ? "workbook.csv" : null
}

/** What a package is by the names of its parts; `null` when it may be a workbook. */
export const ofParts = (names: ReadonlyArray<string>): Other | null => {
  if (names.includes("[Content_Types].xml"))
    return names.some((name) => /^\/?word\//u.test(name)) ? "workbook.word" : null
  if (names.includes("mimetype") && names.includes("content.xml")) return "workbook.ods"
  return names.some((name) => /^\/?xl\//u.test(name)) ? null : "workbook.zip"
}
