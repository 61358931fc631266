/** What can be done with a field when the tree is redrawn. */
import type { Column } from "@lienhoi/template/Column"
import * as Field from "@lienhoi/template/Field"
import type { Transfer } from "../Transfer.ts"

/**
 * `added`: by shares. `picked`: a greatest or least figure, over a split a bound. `kept`: only while every unit behind it
 * lives on. `recounted`: it counts units of a redrawn level. `never`: unique persons, marks, words.
 */
export type Treatment = "added" | "picked" | "kept" | "recounted" | "never"

const byOperator: { readonly [O in Field.Operator]: Treatment } = {
  sum: "added",
  average: "added",
  min: "picked",
  max: "picked",
  first: "kept",
  last: "kept",
  count: "kept",
  none: "never"
}

/** The level whose units a field counts, `null` when it counts something else. */
export const countedLevel = ({ counts }: Field.Field): string | null =>
  counts?.startsWith("units:") ? counts.slice("units:".length) : null

/** What stands at the end of the window is counted in units of that day; units that ended before have no say in it. */
export const ofColumn = ({ field, periods, units }: Column, { redrawn, redrawnSince }: Transfer): Treatment => {
  const level = countedLevel(field)
  if (level !== null && (periods === "last" ? redrawnSince : redrawn).has(level)) return "recounted"
  return byOperator[units]
}

/** Whether a field holds something else than a number that is folded or computed: text, choices, dates, pictures. */
export const isWords = (field: Field.Field): boolean => !Field.isNumeric(field)
