import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import { closedReason } from "./words.ts"

/**
 * What stands at the end of a period, as against what flowed in it: members, groups, devices, and the ratios of such. What
 * is added up over periods is a flow.
 */
const isState = (template: Template.Template, field: Field.Field): boolean => {
  if (field.type === "ratio")
    return [field.numerator, field.denominator].some((key) => {
      const part = key === null ? null : Template.field(template, key)
      return part !== null && isState(template, part)
    })
  return Field.isNumeric(field) && !Field.isComputed(field) && field.combine?.periods !== "sum"
}

/** The fields that a unit of that level fills in; in a closing report no states. */
export const asked = (template: Template.Template, level: string, closing: boolean): ReadonlyArray<Field.Field> =>
  Template.fields(template).filter((field) => Field.isAskedOf(field, level) && !(closing && isState(template, field)))

const baseKey = (column: string): string => column.replace(/\[.*$/, "").toLowerCase()

/**
 * The answers of a closing report: flows and words only. A unit that closed has no members, groups or devices on the
 * last day of the window; its heir counts them. Counting them here as well would count them twice.
 */
export const flowsOnly = (template: Template.Template, level: string, values: Input): Input => {
  const states = asked(template, level, false).filter((field) => isState(template, field))
  const dropped = new Set(states.map((field) => field.key.toLowerCase()))
  return {
    ...Object.fromEntries(Object.entries(values).filter(([column]) => !dropped.has(baseKey(column)))),
    ...Object.fromEntries(
      states.filter((field) => !Field.isComputed(field)).map((field) => [field.key, { notApplicable: closedReason }])
    )
  }
}
