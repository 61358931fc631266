import * as Issue from "@lienhoi/words/Issue"
import type { Limits } from "./workbook.ts"
import { issue } from "./workbookTexts.ts"
import * as ZipStore from "./zipStore.ts"

/** One part of a packed file, as its directory declares it. */
export interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  /** Bytes when unpacked, as declared: files lie. */
  readonly declared: number
  /** Of what it unpacks to, as declared. */
  readonly crc: number
  readonly offset: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const big16 = 0xffff
const big32 = 0xffffffff
const megabyte = 1024 * 1024

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Where the directory's end record begins; it may be followed by a comment. */
const endOf = (view: DataView): number => {
  const first = Math.max(0, view.byteLength - 22 - big16)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === endSignature) return at
  return -1
}

const isFolder = (entry: Entry): boolean => entry.name.endsWith("/")

/** What is refused about one part before anything is unpacked. */
const suspicion = (entry: Entry, limits: Limits): Issue.Issue | null => {
  const part = entry.name.slice(0, 80)
  if (entry.packed === big32 || entry.declared === big32 || entry.offset === big32) return issue("workbook.zip64")
  if (entry.method !== 0 && entry.method !== 8) return issue("workbook.broken")
  if (entry.method === 0 && entry.declared !== entry.packed) return issue("workbook.lies", { part })
  // Whoever declares nothing would be unpacked without a bound; an empty part packs into two bytes.
  if (entry.declared === 0 && entry.packed > 2 && !isFolder(entry)) return issue("workbook.lies", { part })
  if (entry.declared > limits.entryBytes) {
    const sizes = { found: Math.ceil(entry.declared / megabyte), limit: Math.floor(limits.entryBytes / megabyte) }
    return issue("workbook.too-big", sizes)
  }
  const ratio = entry.packed === 0 ? 0 : entry.declared / entry.packed
  // Small parts may be very regular; only what costs memory is suspect.
  if (ratio > limits.ratio && entry.declared > megabyte)
    return issue("workbook.bomb", { part, found: Math.round(ratio) })
  return null
}

/** The parts of a packed file, or why it is not opened: looked at in its directory alone, nothing is unpacked. */
export const entriesOf = (bytes: Uint8Array, limits: Limits): Issue.Checked<ReadonlyArray<Entry>> => {
  const view = viewOf(bytes)
  const end = bytes.length < 22 ? -1 : endOf(view)
  if (end < 0) return Issue.fail(issue("workbook.not-one"))
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === big16 || at === big32 || view.getUint32(end + 12, true) === big32)
    return Issue.fail(issue("workbook.zip64"))
  if (count > limits.entries) return Issue.fail(issue("workbook.entries", { found: count, limit: limits.entries }))
  const entries: Array<Entry> = []
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) return Issue.fail(issue("workbook.broken"))
    if ((view.getUint16(at + 8, true) & 1) !== 0) return Issue.fail(issue("workbook.encrypted"))
    const length = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      declared: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true)
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  for (const entry of entries) {
    const found = suspicion(entry, limits)
    if (found !== null) return Issue.fail(found)
  }
  const total = entries.reduce((sum, entry) => sum + entry.declared, 0)
  if (total > limits.totalBytes) {
    const sizes = { found: Math.ceil(total / megabyte), limit: Math.floor(limits.totalBytes / megabyte) }
    return Issue.fail(issue("workbook.too-big", sizes))
  }
  return Issue.ok(entries)
}

const packedBytes = (bytes: Uint8Array, entry: Entry): Uint8Array<ArrayBuffer> | null => {
  const view = viewOf(bytes)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== localSignature) return null
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  return start + entry.packed > bytes.length ? null : new Uint8Array(bytes.subarray(start, start + entry.packed))
}

/** Unpacks one part, never more of it than it declares. */
export const unpack = async (bytes: Uint8Array, entry: Entry): Promise<Issue.Checked<Uint8Array>> => {
  const packed = packedBytes(bytes, entry)
  if (packed === null) return Issue.fail(issue("workbook.broken"))
  if (entry.method === 0) return Issue.ok(packed)
  const whole = new Uint8Array(entry.declared)
  let filled = 0
  const inflation = new DecompressionStream("deflate-raw")
  const writer = inflation.writable.getWriter()
  const reader = inflation.readable.getReader()
  // What goes wrong here is told by the reader, too.
  writer.write(packed).catch(() => undefined)
  writer.close().catch(() => undefined)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (filled + value.length > whole.length) {
        await reader.cancel().catch(() => undefined)
        return Issue.fail(issue("workbook.lies", { part: entry.name.slice(0, 80) }))
      }
      whole.set(value, filled)
      filled += value.length
    }
  } catch {
    return Issue.fail(issue("workbook.broken"))
  }
  return filled === whole.length ? Issue.ok(whole) : Issue.fail(issue("workbook.broken"))
}

/** Parts as they were looked into, packed without compression: whoever reads them sees nothing else. */
export const stored = (parts: ReadonlyArray<readonly [Entry, Uint8Array]>): Uint8Array =>
  ZipStore.whole(parts.map(([{ name, crc }, bytes]) => ({ name, crc, bytes })))
