/** Keys of fields, choices, items and rows. */
export const keyShape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u

/** The first key that is none, short enough to be quoted. */
export const misshapen = (keys: ReadonlyArray<string>): string | undefined =>
  keys.find((key) => !keyShape.test(key))?.slice(0, 40)

/** The first key that stood there before, case ignored. */
export const twice = (keys: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return keys.find((key) => seen.size === seen.add(key.toLowerCase()).size)
}
