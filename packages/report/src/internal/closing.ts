import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"

/** What happened in the period is a flow and is added up over periods; everything else numeric is a state. */
const isFlow = (field: Field.Field): boolean => field.combine?.periods === "sum"

const baseKey = (column: string): string => column.replace(/\[.*$/, "").toLowerCase()

/**
 * The answers of a closing report: flows and words only. A unit that closed has no members, groups or devices on the
 * last day of the window; its heir counts them. Counting them here as well would count them twice.
 */
export const flowsOnly = (template: Template.Template, values: Input): Input => {
  const states = Template.fields(template).filter(
    (field) => Field.isNumeric(field) && !Field.isComputed(field) && !isFlow(field)
  )
  const dropped = new Set(states.map((field) => field.key.toLowerCase()))
  return {
    ...Object.fromEntries(Object.entries(values).filter(([column]) => !dropped.has(baseKey(column)))),
    ...Object.fromEntries(
      states.map((field) => [field.key, { notApplicable: "Đơn vị đã kết thúc hoạt động trong kỳ" }])
    )
  }
}
