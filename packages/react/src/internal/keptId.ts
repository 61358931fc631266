const mark = "kept:"

/** An id nobody else draws; no store gives one like it. */
export const make = (): string =>
  mark + Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")

export const isKept = (id: string): boolean => id.startsWith(mark)

const all = (answer: unknown): ReadonlyArray<string> => {
  if (typeof answer === "string") return isKept(answer) ? [answer] : []
  return typeof answer === "object" && answer !== null ? Object.values(answer).flatMap(all) : []
}

/** Every kept file that answers name, once. */
export const keptIn = (answers: unknown): ReadonlyArray<string> => [...new Set(all(answers))]
