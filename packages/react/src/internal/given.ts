/** What totals ask for and are given. */
import type { Figure } from "@lienhoi/aggregation/Figure"
import type { UnitChange } from "@lienhoi/hierarchy/UnitChange"
import type { Basis } from "@lienhoi/report/Report"
import type { Issue } from "@lienhoi/words/Issue"

/** A unit as totals speak of it. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly level: string
}

/** Which figures are asked for. */
export interface Question {
  readonly unit: string
  readonly basis: Basis
  readonly yearToDate: boolean
}

/** The figures of a unit and of the units right below it. */
export interface Given {
  /** `path` is the way up in words, the unit itself first. */
  readonly unit: Place & { readonly path: string }
  readonly children: ReadonlyArray<Place>
  readonly figures: ReadonlyArray<Figure>
  /** What was received and could not be counted. */
  readonly leftOut?: ReadonlyArray<Issue>
  /** What changed in the tree while the shown time ran. */
  readonly changes?: ReadonlyArray<UnitChange>
}
