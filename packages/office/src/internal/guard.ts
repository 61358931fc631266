import * as Issue from "@lienhoi/words/Issue"
import * as Archive from "./archive.ts"
import * as Kind from "./fileKind.ts"
import type { Limits } from "./workbook.ts"
import { issue } from "./workbookTexts.ts"

const ole = [0xd0, 0xcf, 0x11, 0xe0]

/** Looks for ASCII words written with two bytes a letter, as the old container writes the names of its streams. */
const holdsWide = (bytes: Uint8Array, word: string): boolean => {
  const wanted = [...word].flatMap((letter) => [letter.charCodeAt(0), 0])
  outer: for (let at = 0; at + wanted.length <= bytes.length; at++) {
    for (let n = 0; n < wanted.length; n++) if (bytes[at + n] !== wanted[n]) continue outer
    return true
  }
  return false
}

/** Parts that a workbook of text, numbers and formulas does not have, by their content type. */
const forbidden = [
  { type: /macro|vbaProject|activeX|ms-office\.activeX/iu, code: "workbook.macros" },
  { type: /externalLink\+xml|spreadsheetml\.(?:connections|queryTable)\+xml/iu, code: "workbook.links" }
] as const

const forbiddenParts = [
  { name: /(?:^|\/)(?:vbaProject\.bin|macrosheets\/|activeX\/)/iu, code: "workbook.macros" },
  { name: /(?:^|\/)(?:externalLinks\/|connections\.xml$|queryTables\/)/iu, code: "workbook.links" }
] as const

/** Tags a part may begin: each costs the reader about 300 bytes while it is read. */
const openings = (bytes: Uint8Array): number => {
  let count = 0
  for (const byte of bytes) if (byte === 60) count++
  return count
}

const column = (letters: string): number => {
  let n = 0
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64
  return n
}

/** How many cells a sheet writes, and how far they reach: the reader holds the whole rectangle. */
const extentOf = (xml: string): { readonly cells: number; readonly rows: number; readonly columns: number } => {
  let [cells, rows, columns, row] = [0, 0, 0, 0]
  let inRow = 0
  for (const [, tag, attributes] of xml.matchAll(/<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>/gu)) {
    const at = /(?:^|\s)r\s*=\s*["']([A-Za-z]{0,4})(\d{0,8})["']/u.exec(attributes!)
    if (tag === "row") {
      row = at === null ? row + 1 : Number(at[2])
      inRow = 0
      continue
    }
    cells++
    inRow = at === null ? inRow + 1 : column(at[1]!)
    rows = Math.max(rows, at === null ? row : Number(at[2]))
    columns = Math.max(columns, inRow)
  }
  return { cells, rows, columns }
}

const letters = (n: number): string =>
  n <= 0 ? "" : letters(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + ((n - 1) % 26))

/** The name of a cell as Excel says it; rows and columns count from 1. */
export const cellName = (row: number, at: number): string => `${letters(at)}${row}`

/** Below this a package is unpacked once, part beside part, and handed on as it was looked into. */
const small = 8 * 1024 * 1024

type Part = readonly [Archive.Entry, Uint8Array]

/** Unpacks a small package at once, a large one part by part. */
async function* partsOf(bytes: Uint8Array, entries: ReadonlyArray<Archive.Entry>): AsyncGenerator<Issue.Checked<Part>> {
  const one = async (entry: Archive.Entry): Promise<Issue.Checked<Part>> => {
    const part = await Archive.unpack(bytes, entry)
    return part.ok ? Issue.ok([entry, part.value] as const) : part
  }
  if (isSmall(entries)) yield* await Promise.all(entries.map(one))
  else for (const entry of entries) yield await one(entry)
}

const isSmall = (entries: ReadonlyArray<Archive.Entry>): boolean =>
  entries.length <= 200 && entries.reduce((sum, { declared }) => sum + declared, 0) <= small

/**
 * What may be handed to the reader: a workbook without programs and links, of bounded size, in which no part is larger
 * than it declares and no sheet reaches further than we hold in memory.
 */
export const open = async (bytes: Uint8Array, limits: Limits): Promise<Issue.Checked<Uint8Array>> => {
  if (ole.every((byte, n) => bytes[n] === byte))
    return Issue.fail(issue(holdsWide(bytes, "EncryptedPackage") ? "workbook.encrypted" : "workbook.old"))
  const kind = Kind.of(bytes)
  if (kind !== null) return Issue.fail(issue(kind))
  const entries = Archive.entriesOf(bytes, limits)
  if (!entries.ok) return entries
  const other = Kind.ofParts(entries.value.map(({ name }) => name))
  if (other !== null) return Issue.fail(issue(other))
  const codes = new Set(
    entries.value.flatMap(({ name }) => forbiddenParts.filter((one) => one.name.test(name)).map(({ code }) => code))
  )
  const kept: Array<Part> = []
  const keeps = isSmall(entries.value)
  let [tags, cells, area] = [0, 0, 0]
  // A sheet may stand in a part of any name, so that every part is looked into.
  for await (const part of partsOf(bytes, entries.value)) {
    if (!part.ok) return part
    const [entry, unpacked] = part.value
    if (keeps) kept.push(part.value)
    tags += openings(unpacked)
    if (tags > limits.tags) return Issue.fail(issue("workbook.cells", { limit: limits.cells }))
    const text = new TextDecoder().decode(unpacked)
    if (entry.name === "[Content_Types].xml")
      for (const { type, code } of forbidden) if (type.test(text)) codes.add(code)
    if (!text.includes("sheetData")) continue
    const extent = extentOf(text)
    cells += extent.cells
    area += extent.rows * extent.columns
    if (cells > limits.cells) return Issue.fail(issue("workbook.cells", { limit: limits.cells }))
    if (area > limits.area) return Issue.fail(issue("workbook.spread", { cell: cellName(extent.rows, extent.columns) }))
  }
  if (codes.size > 0) return Issue.fail(...[...codes].map((code) => issue(code)))
  return Issue.ok(keeps ? Archive.stored(kept) : bytes)
}

/** Whether a file may be opened at all. */
export const admit = async (bytes: Uint8Array, limits: Limits): Promise<Issue.Checked<null>> => {
  const opened = await open(bytes, limits)
  return opened.ok ? Issue.ok(null) : opened
}
