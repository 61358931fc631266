/**
 * Versions of templates and the ranges an overlay asks for: three numbers, of which the first counts changes after which
 * an old report may be no longer good, the second what is only more, the third mere words. {@link "TemplateDiff"}
 * computes which of them a change is.
 *
 * @since 0.1.0
 */

/** How much changed, the least first. */
export type Change = "none" | "patch" | "minor" | "major"

/** Every change, the least first. */
export const changes: ReadonlyArray<Change> = ["none", "patch", "minor", "major"]

type Numbers = readonly [number, number, number]

/** The three numbers of a version, those left out being 0; `null` when it is none. */
export const numbers = (version: string): Numbers | null => {
  const read = /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/u.exec(version)
  return read === null ? null : [Number(read[1]), Number(read[2] ?? 0), Number(read[3] ?? 0)]
}

const difference = (a: Numbers, b: Numbers): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]

/**
 * Below 0 when the first is older, above 0 when it is newer. What is no version is older than every version.
 *
 * @example
 * ```ts
 * import { Version } from "@lienhoi/template"
 *
 * Version.compare("1.10.0", "1.9.3") > 0 // => true
 * Version.compare("1.2", "1.2.0") // => 0
 * ```
 */
export const compare = (a: string, b: string): number => difference(numbers(a) ?? [-1, 0, 0], numbers(b) ?? [-1, 0, 0])

/** The first version that a range no longer takes. */
const end = (sign: string, written: string, [major, minor, patch]: Numbers): Numbers => {
  if (sign === "") return [major, minor, patch + 1]
  const parts = written.split(".").length
  if (sign === "~") return parts === 1 ? [major + 1, 0, 0] : [major, minor + 1, 0]
  // As npm has it: before 1.0 the first number that is not 0 is the one that breaks.
  if (major > 0 || parts === 1) return [major + 1, 0, 0]
  return minor > 0 || parts === 2 ? [0, minor + 1, 0] : [0, 0, patch + 1]
}

/**
 * Whether a version is in a range: `^1` any 1, `^1.2` from 1.2 up to 2, `~1.2` any 1.2, `1.2.0` only that.
 *
 * @example
 * ```ts
 * import { Version } from "@lienhoi/template"
 *
 * Version.isWithin("1.4.2", "^1.2") // => true
 * Version.isWithin("2.0.0", "^1") // => false
 * Version.isWithin("1.3.0", "~1.2") // => false
 * ```
 */
export const isWithin = (version: string, range: string): boolean => {
  const sign = /^[\^~]/u.exec(range)?.[0] ?? ""
  const written = range.slice(sign.length)
  const [at, from] = [numbers(version), numbers(written)]
  if (at === null || from === null) return false
  return difference(at, from) >= 0 && difference(at, end(sign, written, from)) < 0
}

/**
 * The version after a change.
 *
 * @example
 * ```ts
 * import { Version } from "@lienhoi/template"
 *
 * Version.next("1.2.3", "minor") // => "1.3.0"
 * ```
 */
export const next = (version: string, change: Change): string => {
  const [major, minor, patch] = numbers(version) ?? [1, 0, 0]
  const after: { readonly [C in Change]: Numbers } = {
    none: [major, minor, patch],
    patch: [major, minor, patch + 1],
    minor: [major, minor + 1, 0],
    major: [major + 1, 0, 0]
  }
  return after[change].join(".")
}
