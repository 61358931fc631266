import type { Input } from "../Validation.ts"
import type { Model } from "./model.ts"

/** The slot that a key speaks of. */
export type SlotOf = (name: string) => number | undefined

/** How keys find their slots: as they stand, otherwise whatever their case and however their marks are composed. */
export const slotOf = ({ slots, byKey }: Model): SlotOf => {
  const exact = new Map(slots.map(({ key, index }) => [key, index]))
  return (name) => exact.get(name) ?? byKey.get(name.normalize("NFC").trim().toLowerCase())?.index
}

/**
 * Lays answers out by slot. The keys of one submission come in the order of the one before nearly always, since the same
 * form wrote both: that order is remembered with the slot of every key, and as long as it holds no key is looked up.
 *
 * @returns whether every key was known and came once; otherwise `raw` is half filled
 */
export const layout = (find: SlotOf): ((input: Input, raw: Array<unknown>) => boolean) => {
  let names: ReadonlyArray<string> = []
  let slots: ReadonlyArray<number> = []

  const asBefore = (input: Input, raw: Array<unknown>): boolean => {
    let at = 0
    for (const name in input) {
      if (name !== names[at]) return false
      raw[slots[at++]!] = input[name]
    }
    return at === names.length
  }

  const learn = (input: Input): boolean => {
    const given = Object.keys(input)
    const found = new Set(given.map(find))
    if (found.size < given.length || found.has(undefined)) return false
    names = given
    slots = [...found] as ReadonlyArray<number>
    return true
  }

  // Only in an object without a parent of its own are the keys that `for in` finds all its own.
  return (input, raw) =>
    input != null &&
    Object.getPrototypeOf(input) === Object.prototype &&
    (asBefore(input, raw) || (learn(input) && asBefore(input, raw)))
}
