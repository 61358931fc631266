import type { Period } from "@lienhoi/calendar/Period"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"

/** Whether the template asks units of that level for anything of their own. */
export const isAsked = (template: Template.Template, level: string): boolean =>
  Template.fields(template).some((field) => Field.isAskedOf(field, level))

const within = (list: ReadonlyArray<string> | null, value: string | null): boolean =>
  list === null || (value !== null && list.includes(value))

/** Whether the template is for this unit: its level is named; its kind, itself and the period's first day are not excluded. */
export const applies = (
  template: Template.Template,
  unit: Pick<Unit, "id" | "level" | "kind">,
  period: Pick<Period, "from">
): boolean => {
  const { levels, kinds, units, from, to } = template.appliesTo
  return (
    levels.includes(unit.level) &&
    within(kinds, unit.kind) &&
    within(units, unit.id) &&
    (from ?? period.from) <= period.from &&
    period.from <= (to ?? period.from)
  )
}
