/** What a reviver of `JSON.parse` is told beside the value: the text it was read from. */
interface Source {
  readonly source?: string
}

/** Reads JSON so that no digit is lost: a whole number that JavaScript cannot hold stays the text it was. */
export const parse = (text: string): unknown => {
  const keepDigits = (_key: string, value: unknown, source?: Source): unknown =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source?.source ?? "")
      ? source!.source
      : value
  try {
    return JSON.parse(text, keepDigits)
  } catch {
    return undefined
  }
}

/** An object of JSON, or an empty one. */
export const fields = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** Text, also where the vendor writes a number; empty when there is neither. */
export const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : ""

/** A number, also where the vendor writes digits in quotes; `null` when there is none. */
export const number = (value: unknown): number | null => {
  const read =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : NaN
  return Number.isFinite(read) ? read : null
}

/** A list, or an empty one. */
export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
