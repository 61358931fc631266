import * as Arithmetic from "./arithmetic.ts"
import * as Closures from "./closures.ts"
import type { Model } from "./model.ts"

/** Ratios and computed fields over totals instead of the answers of one unit. */
export const derivation = (model: Model) => {
  const folded = new Set(model.columns.map((column) => column.key))
  // What is past has no place among totals: its slot stays empty.
  const nowhere = model.slots.length
  const { numeric } = Closures.make((key, when) =>
    when === "now" ? model.byKey.get(key.toLowerCase())!.index : nowhere
  )
  const formulas = model.fields.map(({ formula }) =>
    formula === null || formula.kind !== "number" ? null : numeric(formula)
  )

  return (key: string, total: (column: string) => number | null): number | null => {
    const wanted = model.byKey.get(key.toLowerCase())
    if (wanted === undefined || folded.has(wanted.key) || wanted.item !== null) return null
    const numbers: Array<number> = new Array(nowhere + 1).fill(Number.NaN)
    for (const slot of model.slots) if (folded.has(slot.key)) numbers[slot.index] = total(slot.key) ?? Number.NaN
    const nothing = new Array<null>(nowhere + 1).fill(null)
    const frame: Closures.Frame = { numbers, texts: nothing, cells: nothing }
    for (const owner of model.order) {
      const { field, slot, numerator, denominator } = model.fields[owner]!
      const formula = formulas[owner]
      if (folded.has(field.key)) continue
      if (formula) numbers[slot] = Arithmetic.round(formula(frame), field.decimals)
      else if (numerator !== null && denominator !== null) {
        numbers[slot] = Arithmetic.divide(numbers[numerator]!, numbers[denominator]!)
      }
      if (slot === wanted.index) break
    }
    const found = numbers[wanted.index]!
    return Number.isNaN(found) ? null : found
  }
}
