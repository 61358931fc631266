/** Which targets hold for a report of a template. */
import type { Period } from "@lienhoi/calendar/Period"
import * as Window from "@lienhoi/calendar/Window"
import type { Target, Term } from "@lienhoi/template/Target"
import type { TargetSet } from "@lienhoi/template/TargetSet"
import type { Template } from "@lienhoi/template/Template"
import type { Household } from "./household.ts"

/** A target with the set it stands in; a template's own stands in none. */
export interface InForce {
  readonly target: Target
  readonly term: Term | null
  readonly set: TargetSet | null
}

/** The sets whose term holds the last day of the period. */
export const setsOf = ({ targets }: Household, template: Template, period: Period): ReadonlyArray<TargetSet> => {
  const { to } = Window.of(period, template.window)
  return targets.filter(({ term }) => term.from <= to && to <= term.to)
}

/** The targets that this template measures, those of the sets first. */
export const inForce = (house: Household, template: Template, period: Period): ReadonlyArray<InForce> => [
  ...setsOf(house, template, period).flatMap((set) =>
    set.items
      .filter((target) => target.template === template.id || target.template === template.lineage)
      .map((target) => ({ target, term: set.term, set }))
  ),
  ...template.targets.map((target) => ({ target, term: null, set: null }))
]
