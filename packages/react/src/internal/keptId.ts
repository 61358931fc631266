const mark = "kept:"

/** An id nobody else draws; no store gives one like it. */
export const make = (): string =>
  mark + Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")

export const isKept = (id: string): boolean => id.startsWith(mark)
