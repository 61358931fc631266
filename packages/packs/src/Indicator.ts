/**
 * The indicators that associations report: what each counts, how it adds up over units and over periods, and the pack
 * that asks it. A list of our own, kept as `data/indicators.csv`; the table in `docs/packs.md` is made of it.
 *
 * @since 0.1.0
 */
import { indicators } from "./internal/embedded.ts"
import type { Indicator } from "./internal/shapes.ts"

export type { Indicator } from "./internal/shapes.ts"

/** Every indicator, by theme. */
export const list = (): ReadonlyArray<Indicator> => indicators

/**
 * The indicator of that key, case ignored.
 *
 * @example
 * ```ts
 * import { Indicator } from "@lienhoi/packs"
 *
 * const members = Indicator.find("tc04")
 * members?.pack // => "vwu/bao-cao-thang"
 * members?.periods // => "last"
 * ```
 */
export const find = (key: string): Indicator | null =>
  indicators.find((one) => one.key.toLowerCase() === key.toLowerCase()) ?? null
