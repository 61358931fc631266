/**
 * How an account sees units, from how far its grants reach.
 */
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import * as GrantReach from "@lienhoi/report/Grant"
import type { Grant } from "../Shelf.ts"
import type { Household } from "./household.ts"
import type { Sight } from "./sight.ts"

/** Before the tree is known. */
export const nowhere = GrantReach.remembering(GrantReach.index({ spans: [], takeovers: [] }))

const sights = new WeakMap<GrantReach.Reach, Map<string, Sight>>()

/** How one account sees units in a role, by its grants; the same as long as these are. */
export const sightOf = (reach: GrantReach.Reach, role: Grant["role"], lineage: string): Sight => {
  const own = sights.get(reach) ?? new Map<string, Sight>()
  sights.set(reach, own)
  const known = own.get(`${role} ${lineage}`)
  if (known !== undefined) return known
  const made: Sight =
    role === "persons" ? (unit) => (reach.persons(unit) ? "all" : "nothing") : (unit) => reach.sight(unit, lineage)
  own.set(`${role} ${lineage}`, made)
  return made
}

/** How far grants reach on the tree of a household. */
export const of = ({ hierarchy }: Household) => {
  const spans = Span.all(hierarchy)
  return GrantReach.remembering(GrantReach.index({ spans, takeovers: Takeover.all(hierarchy, spans) }))
}
