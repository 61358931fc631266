/**
 * When and for whom a template is tried: a period that it is for, a made-up unit of each level, the levels that answer.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Association from "@lienhoi/hierarchy/Association"
import type * as Level from "@lienhoi/hierarchy/Level"
import * as Template from "@lienhoi/template/Template"
import type { Context } from "@lienhoi/template/Validation"

/** The period in which the template is tried: the one of `today`, or the nearest day on which the template is in force. */
export const period = (template: Template.Template, today: PlainDate.PlainDate): Period.Period => {
  const { from, to } = template.appliesTo
  const late = from !== null && from > today ? from : today
  const day = to !== null && to < late ? to : late
  const year = PlainDate.year(day)
  switch (template.period) {
    case "nine-months":
      return Period.nth("nine-months", year, 1)!
    case "term": {
      const read = Period.fromId(`${year}..${year + 5}`)
      return read.ok ? read.value : Period.containing("year", day)
    }
    case "ad-hoc":
      return Period.between(day, day)
    default: {
      const found = Period.containing(template.period, day)!
      // A template that begins inside a period is for the next one.
      return from !== null && found.from < from ? Period.next(found) : found
    }
  }
}

/** Who answers, of that level: a unit that the template is for. */
export const context = (template: Template.Template, level: string, when: Period.Period): Context => ({
  unit: {
    id: template.appliesTo.units?.[0] ?? `vi-du-${level}`,
    level,
    kind: template.appliesTo.kinds?.[0] ?? null
  },
  period: when
})

/** The levels that are asked something, or to read something, from the bottom of the association: the branch head comes first. */
export const levels = (
  template: Template.Template,
  association: Association.Association
): ReadonlyArray<Level.Level> => {
  const asked = new Set(Template.fields(template).flatMap((field) => field.askedOf))
  for (const level of template.acknowledge?.levels ?? []) asked.add(level)
  return association.levels.filter(({ id }) => asked.has(id)).toSorted((a, b) => b.rank - a.rank)
}

/** The presets, that of the template's owner first. */
const likely = (id: string): ReadonlyArray<Association.Association> => {
  const own = Association.byId(id.split("/")[0] ?? "")
  return own === null ? Association.presets : [own, ...Association.presets.filter((one) => one !== own)]
}

/**
 * What a template says when it is read for the association it is written for: the preset that is named, or else the
 * first under which none of its levels is unknown; when none fits, the first of all.
 */
export const forItsAssociation = <A extends { readonly issues: ReadonlyArray<{ readonly code: string }> }>(
  id: string,
  named: string | null,
  read: (association: Association.Association) => A
): A & { readonly association: Association.Association } => {
  const wanted = named === null ? null : Association.byId(named)
  const tried: Array<A & { readonly association: Association.Association }> = []
  for (const association of wanted === null ? likely(id) : [wanted]) {
    const one = { ...read(association), association }
    if (!one.issues.some(({ code }) => code === "level.unknown")) return one
    tried.push(one)
  }
  return tried[0]!
}
