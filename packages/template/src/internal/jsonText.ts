/** A value that JSON cannot hold is read like an empty file. */
export const jsonText = (json: unknown): string => {
  try {
    return JSON.stringify(json) ?? ""
  } catch {
    return ""
  }
}
