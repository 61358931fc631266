/** A figure of a total as it was reported, or as it reads on another tree. */
import type { Bilingual } from "@lienhoi/words/Language"
import * as Figure from "../Figure.ts"
import type { Restated } from "../Restated.ts"
import * as RestatedFigure from "../RestatedFigure.ts"
import type * as State from "../State.ts"
import type { Total } from "../Total.ts"

/** What is said of either. */
export interface Reading {
  readonly state: State.State
  readonly value: number | null
  readonly reason: Bilingual | null
  /** Some figure behind it runs ahead of its period, or was placed by a share. */
  readonly estimated: boolean
  /** How many units are missing behind it. */
  readonly missing: number
}

const isRestated = (of: Total | Restated): of is Restated => "transfer" in of

/** The figure of a unit of the tree that the total stands on; `null` for an unknown unit or field. */
export const reading = (of: Total | Restated, unit: string, key: string): Reading | null => {
  if (!isRestated(of)) {
    const figure = Figure.of(of, unit, key)
    return figure === null ? null : { ...figure, estimated: figure.estimated > 0 }
  }
  const figure = RestatedFigure.of(of, unit, key)
  if (figure === null) return null
  const { certainty, estimated, missing, reason, state, value } = figure
  return { state, value, reason, missing, estimated: estimated > 0 || (certainty !== "exact" && value !== null) }
}
