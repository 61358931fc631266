import type * as Issue from "@lienhoi/words/Issue"
import { bounds, isNumeric, isPercent } from "../Field.ts"
import * as Arithmetic from "./arithmetic.ts"
import type { Frame } from "./closures.ts"
import * as Findings from "./findings.ts"
import type { FieldModel, Model } from "./model.ts"
import { contradicts } from "./printed.ts"

/** Looks at one value among all others and says what is wrong with it. */
export type Check = (frame: Frame, issues: Array<Issue.Issue>) => void

/** What the template says about one field's value, as closures in the order in which they are said. */
export const checksOf = (model: Model, one: FieldModel): ReadonlyArray<Check> => {
  const { slots } = model
  const { field } = one
  const checks: Array<Check> = []
  const own = [one.slot, ...one.breakdowns.flatMap((part) => part.slots)]
  const main = slots[one.slot]!
  const numeric = isNumeric(field)
  const scale = isPercent(field) ? 100 : 1
  const shown = isPercent(field) ? Arithmetic.percent : (value: number) => value
  for (const index of numeric ? own : []) {
    const slot = slots[index]!
    const { min } = bounds(field, slot.item)
    if (min === null) continue
    checks.push(({ numbers }, issues) => {
      const value = shown(numbers[index]!)
      if (value < min) issues.push(Findings.below(slot, value))
    })
  }
  const { max } = field
  if (numeric && max !== null) {
    checks.push(({ numbers }, issues) => {
      const value = shown(numbers[one.slot]!)
      if (value > max) issues.push(Findings.above(main, value))
    })
  }
  const { partOf } = one
  if (partOf !== null) {
    checks.push(({ numbers }, issues) => {
      const [part, whole] = [numbers[one.slot]!, numbers[partOf]!]
      if (part > whole) issues.push(Findings.partExceeds(main, slots[partOf]!, part, whole))
    })
  }
  one.breakdowns.forEach((part, n) => {
    const by = field.disaggregate[n]!.label
    checks.push(({ numbers }, issues) => {
      const total = numbers[one.slot]!
      let sum = 0
      let given = 0
      for (const slot of part.slots) {
        const value = numbers[slot]!
        if (Number.isNaN(value)) continue
        sum += value
        given++
      }
      if (given === 0) return
      sum = Arithmetic.round(sum, field.decimals)
      if (part.complete && given < part.slots.length) {
        const missing = part.slots.filter((slot) => Number.isNaN(numbers[slot]!))
        issues.push(
          Findings.breakdownMissing(
            main,
            by,
            missing.map((slot) => slots[slot]!)
          )
        )
      }
      if (sum > total) issues.push(Findings.breakdown(main, by, "breakdown.exceeds", sum, total))
      else if (part.complete && given === part.slots.length && sum < total) {
        issues.push(Findings.breakdown(main, by, "breakdown.differs", sum, total))
      }
    })
  })
  const { numerator, denominator } = one
  if (numerator !== null && denominator !== null) {
    checks.push(({ numbers, texts }, issues) => {
      const written = texts[one.slot]
      if (written == null) return
      const [a, b] = [numbers[numerator]!, numbers[denominator]!]
      if (b === 0) issues.push(Findings.ratioWithoutBase(main, written, slots[denominator]!))
      else if (contradicts(written, (a / b) * scale)) {
        issues.push(Findings.ratioContradicts(main, written, [slots[numerator]!, a, slots[denominator]!, b]))
      }
    })
  }
  return checks
}
