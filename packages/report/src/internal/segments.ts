/** Writes the parts of a name so that no part can be taken for another, whatever characters it holds. */
export const write = (parts: ReadonlyArray<string>): string => parts.map(encodeURIComponent).join("/")

/** Reads them back; `null` when the name was not written like that, or has another number of parts. */
export const read = (name: string, count: number): ReadonlyArray<string> | null => {
  const parts = name.split("/")
  if (parts.length !== count) return null
  try {
    return parts.map(decodeURIComponent)
  } catch {
    return null
  }
}
