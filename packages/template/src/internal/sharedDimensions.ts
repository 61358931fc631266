import * as Version from "../Version.ts"
import type { Dimension, DimensionSet } from "./dimensions.ts"
import { meant } from "./formulaTexts.ts"
import { setShape } from "./grammar.ts"
import { nearest } from "./nearest.ts"
import type { SharedSet } from "./written.ts"
import type { File, Given } from "./yaml.ts"

/** The shared dimensions that a file names, as far as their sets are at hand. */
export interface Shared {
  /** What stands in the file; the range of a set that was found is its version. */
  readonly sets: ReadonlyArray<SharedSet>
  /** The dimension of that name; otherwise says why there is none. */
  readonly take: (name: string, at: Given) => Dimension | null
}

/** Looks up the sets that a file names among those at hand. Sets that nothing is taken from may be absent once they are locked. */
export const shared = (file: File, given: Given | null, atHand: ReadonlyArray<DimensionSet>): Shared => {
  const entries = given === null ? [] : file.isList(given) ? file.list(given) : [given]
  const sets: Array<SharedSet> = []
  const found: Array<DimensionSet> = []
  const absent: Array<() => void> = []
  for (const entry of entries) {
    const text = file.word(entry)
    if (text === null) continue
    if (!setShape.test(text)) {
      file.say(entry, "dimension.form", { found: text.slice(0, 80) })
      continue
    }
    const [id, range] = text.split("@") as [string, string]
    if (sets.some((one) => one.id === id)) {
      file.say(entry, "dimension.set-twice", { id })
      continue
    }
    const versions = atHand.filter((one) => one.id === id)
    const best = versions
      .filter(({ version }) => Version.isWithin(version, range))
      .toSorted((a, b) => Version.compare(b.version, a.version))[0]
    sets.push({ id, range: best?.version ?? range })
    if (best !== undefined) found.push(best)
    else {
      const known = versions.map(({ version }) => version).join(", ")
      const code = versions.length === 0 ? "dimension.missing" : "dimension.version"
      const sayIt = () => {
        if (!file.places.isSpoiled(entry.path)) file.say(entry, code, { id, range, known })
      }
      // What is locked needs its set only when something is still to be taken from it.
      if (Version.numbers(range) === null) sayIt()
      else absent.push(sayIt)
    }
  }
  const take = (name: string, at: Given): Dimension | null => {
    const dimensions = found.flatMap((set) => set.dimensions.map((dimension) => ({ set, dimension })))
    const those = dimensions.filter(({ dimension }) => dimension.key.toLowerCase() === name.toLowerCase())
    if (those.length === 1) return those[0]!.dimension
    if (those.length > 1) {
      file.say(at, "dimension.several", { name, sets: those.map(({ set }) => set.id).join(", ") })
    } else if (found.length < entries.length) {
      for (const sayIt of absent) sayIt()
      file.places.spoil(at.path)
    } else if (entries.length === 0) file.say(at, "dimension.none", { name: name.slice(0, 40) })
    else {
      const keys = dimensions.map(({ dimension }) => dimension.key)
      file.say(at, "dimension.unknown", {
        name: name.slice(0, 40),
        known: keys.join(", "),
        ...meant(nearest(name, keys))
      })
    }
    return null
  }
  return { sets, take }
}
