/** Decisions that follow from a seed. */
export interface Dice {
  /** 0 to `most`, both included. */
  readonly upTo: (most: number) => number
  /** Yes in so many of a hundred cases. */
  readonly chance: (percent: number) => boolean
  readonly pick: <A>(from: ReadonlyArray<A>) => A
}

/** The same seed throws the same dice (mulberry32). */
export const dice = (seed: number): Dice => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most: number): number => Math.floor(next() * (most + 1))
  return { upTo, chance: (percent) => next() * 100 < percent, pick: (from) => from[upTo(from.length - 1)]! }
}
