/** Of whom a figure is expected. */
import type { Period } from "@lienhoi/calendar/Period"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Duty } from "@lienhoi/report/Duty"
import type { Compiled } from "@lienhoi/template/Compiled"
import { type Field, isAskedOf } from "@lienhoi/template/Field"
import * as Formula from "@lienhoi/template/Formula"
import * as Template from "@lienhoi/template/Template"

/** By place of the unit × periods + place of the period: 1 owed, 2 owed before the period ends. */
export const byDuties = (duties: Iterable<Duty>, hierarchy: Snapshot, periods: ReadonlyArray<Period>): Uint8Array => {
  const owed = new Uint8Array(hierarchy.units.length * periods.length)
  for (const duty of duties) {
    const place = hierarchy.index.get(duty.unit)
    const at = periods.findIndex((period) => period.id === duty.period)
    if (place !== undefined && at >= 0 && duty.waived === null)
      owed[place * periods.length + at] = duty.estimated ? 2 : 1
  }
  return owed
}

/** The same without duties: whoever the template applies to and lives in the period. */
export const byTemplate = (
  { appliesTo }: Template.Template,
  hierarchy: Snapshot,
  periods: ReadonlyArray<Period>,
  livesIn: (unit: Unit, period: number) => boolean
): Uint8Array => {
  const { from, kinds, levels, to, units } = appliesTo
  const lives = periods.map((period) => (from ?? period.from) <= period.from && period.from <= (to ?? period.from))
  const owed = new Uint8Array(hierarchy.units.length * periods.length)
  hierarchy.units.forEach((unit, place) => {
    if (!levels.includes(unit.level)) return
    if (kinds !== null && (unit.kind === null || !kinds.includes(unit.kind))) return
    if (units !== null && !units.includes(unit.id)) return
    lives.forEach((applies, at) => {
      owed[place * periods.length + at] = applies && livesIn(unit, at) ? 1 : 0
    })
  })
  return owed
}

/** For each level, 1 for the columns that it fills in; a computed column is asked wherever something it is computed from is. */
export const askedByLevel = (template: Compiled, hierarchy: Snapshot): ReadonlyMap<string, Uint8Array> => {
  const asked = (field: Field, level: string): boolean =>
    isAskedOf(field, level) || inputs(template.template, field).some((input) => asked(input, level))
  return new Map(
    hierarchy.association.levels.map(({ id }) => [
      id,
      Uint8Array.from(template.columns, ({ field }) => (asked(field, id) ? 1 : 0))
    ])
  )
}

/** The fields that a computed one is computed from; of a ratio the numerator and the denominator. */
export const inputs = (template: Template.Template, field: Field): ReadonlyArray<Field> => {
  if (field.numerator !== null && field.denominator !== null)
    return [field.numerator, field.denominator].flatMap((key) => Template.field(template, key) ?? [])
  const formula = field.formula === null ? null : Formula.parse(field.formula)
  if (formula === null || !formula.ok) return []
  return names(formula.value).flatMap((name) => Template.field(template, name) ?? [])
}

const names = (formula: Formula.Formula): ReadonlyArray<string> => {
  switch (formula.type) {
    case "name":
      return [formula.name]
    case "unary":
      return names(formula.of)
    case "binary":
      return [...names(formula.left), ...names(formula.right)]
    case "call":
      return formula.args.flatMap(names)
    default:
      return []
  }
}
