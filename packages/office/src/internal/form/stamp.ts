import type { Stamp } from "@lienhoi/report/FormFile"
import type { Sheet } from "../workbook.ts"

/** The first cell of a stamp; the number is the version of its form. */
const mark = "LIENHOI-FORM-1"

const algorithm = { name: "HMAC", hash: "SHA-256" } as const
const keys = new WeakMap<Uint8Array, Promise<CryptoKey>>()

/** Keys are imported once; the bytes of a key are not changed by whoever holds it. */
const keyOf = (bytes: Uint8Array): Promise<CryptoKey> => {
  const found = keys.get(bytes)
  if (found !== undefined) return found
  const made = crypto.subtle.importKey("raw", new Uint8Array(bytes), algorithm, false, ["sign", "verify"])
  keys.set(bytes, made)
  return made
}

const textOf = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

const bytesOf = (text: string): Uint8Array<ArrayBuffer> | null => {
  if (!/^[A-Za-z0-9_-]{43}$/u.test(text)) return null
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

/** The parts in a fixed order: what is signed is this text and nothing else. */
const payloadOf = ({ template, unit, period, seen, token }: Stamp): string =>
  JSON.stringify([template.lineage, template.id, template.version, unit, period, seen, token])

const stampOf = (payload: string): Stamp | null => {
  try {
    const parts: unknown = JSON.parse(payload)
    if (!Array.isArray(parts) || parts.length !== 7) return null
    const [lineage, id, version, unit, period, seen, token] = parts as ReadonlyArray<unknown>
    const texts = [lineage, id, version, unit, period, token]
    if (!texts.every((one) => typeof one === "string") || !Number.isSafeInteger(seen)) return null
    const [a, b, c, d, e, f] = texts as [string, string, string, string, string, string]
    return { template: { lineage: a, id: b, version: c }, unit: d, period: e, seen: seen as number, token: f }
  } catch {
    return null
  }
}

/** The cells of a stamp, one below the other: what it is, what it says, its signature. */
export const sign = async (stamp: Stamp, key: Uint8Array): Promise<readonly [string, string, string]> => {
  const payload = payloadOf(stamp)
  const signature = await crypto.subtle.sign("HMAC", await keyOf(key), new TextEncoder().encode(payload))
  return [mark, payload, textOf(new Uint8Array(signature))]
}

/** What a workbook says about itself. */
export type Found =
  | { readonly is: "none" }
  | { readonly is: "altered"; readonly sheet: string; readonly row: number; readonly column: number }
  | { readonly is: "twice"; readonly sheet: string; readonly row: number; readonly column: number }
  | { readonly is: "stamp"; readonly stamp: Stamp; readonly sheet: string }

/** Looks for a stamp in every sheet, hidden or not, whatever it is called, and verifies it. */
export const find = async (sheets: ReadonlyArray<Sheet>, key: Uint8Array): Promise<Found> => {
  const found = sheets.flatMap((sheet) =>
    sheet.cells
      .filter(({ value }) => typeof value === "string" && value.trim() === mark)
      .map(({ row, column }) => ({ sheet, row, column }))
  )
  const [first, second] = found
  if (first === undefined) return { is: "none" }
  const at = { sheet: first.sheet.name, row: first.row, column: first.column }
  if (second !== undefined) return { is: "twice", ...at }
  const below = (n: number): string => {
    const value = first.sheet.cells.find(({ row, column }) => row === first.row + n && column === first.column)?.value
    return typeof value === "string" ? value.trim() : ""
  }
  const [payload, signature] = [below(1), bytesOf(below(2))]
  const stamp = stampOf(payload)
  if (stamp === null || signature === null) return { is: "altered", ...at }
  const signed = new TextEncoder().encode(payload)
  return (await crypto.subtle.verify("HMAC", await keyOf(key), signature, signed))
    ? { is: "stamp", stamp, sheet: at.sheet }
    : { is: "altered", ...at }
}
