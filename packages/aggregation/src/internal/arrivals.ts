/** The old units that lie at or below a new one, with their shares. */
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import type { Basis } from "@lienhoi/hierarchy/Weight"
import * as Transfer from "../Transfer.ts"
import { within } from "./within.ts"

/** One old unit. */
export interface Arrival {
  /** Its place on the old tree. */
  readonly source: number
  readonly share: Fraction.Fraction
  readonly bases: ReadonlyArray<Basis>
  /** The place where it arrived: of its heir, or for a divided one the place asked about. */
  readonly heir: number
}

/** First those that came whole, in the order of the new tree, then the divided ones. */
export const arrivals = (transfer: Transfer.Transfer, place: number): ReadonlyArray<Arrival> => {
  const { denominator, parts } = Transfer.partlyWithin(transfer, place)
  return [
    ...within(transfer.onto, place).flatMap((heir) =>
      Array.from(Transfer.arrived(transfer, heir), (source) => ({ source, share: Fraction.one, bases: [], heir }))
    ),
    ...parts.map(({ bases, source, weight }) => ({
      source,
      share: Fraction.make(weight, denominator),
      bases,
      heir: place
    }))
  ]
}
