/** How the answers of a form are judged. */
import type { Form } from "@lienhoi/report/Form"
import * as Forms from "@lienhoi/report/Form"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import * as Asking from "@lienhoi/template/Asking"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as Settled from "@lienhoi/template/Settled"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"

/** The report that a form is for. */
export const reportOf = ({ period, template, unit }: Form): ReportKey => ({
  lineage: template.lineage,
  unit: unit.id,
  period: period.id
})

/** The keys under which a question is answered. */
export const keysOf = (field: Field.Field): ReadonlyArray<string> => [
  field.key,
  ...field.disaggregate.flatMap(({ items }) => items.map(({ key }) => `${field.key}[${key}]`))
]

/** The field that an issue is about, in lower case. */
export const ownerOf = ({ path }: Issue): string =>
  String(path[0] ?? "")
    .split("[")[0]!
    .toLowerCase()

export const isError = ({ severity }: Issue): boolean => severity === "error"

/** Answers under the keys as the template writes them; what it does not know stays as it is and is found by the validator. */
export const keyed = (template: Template.Template, given: Input): Input => {
  const known = Template.fields(template).flatMap(keysOf)
  const byLower = new Map(known.map((key) => [key.toLowerCase(), key]))
  const named = (key: string): string => {
    const own = byLower.get(key.toLowerCase()) ?? key
    return Object.hasOwn(given, own) ? key : own
  }
  return Object.fromEntries(Object.entries(given).map(([key, one]) => [named(key), one]))
}

/** The questions of a form; of a unit that closed only flows and words. */
export const sectionsOf = (form: Form, language: Language): ReadonlyArray<Asking.Section> => {
  const asked = new Set(Forms.asked(form).map(({ key }) => key))
  const isThere = ({ field }: Asking.Question): boolean =>
    !Field.isAskedOf(field, form.unit.level) || asked.has(field.key)
  return Asking.sections(form.template, form.unit.level, language)
    .map((section) => ({ ...section, questions: section.questions.filter(isThere) }))
    .filter(({ questions }) => questions.length > 0)
}

/** Judges answers as the server does. */
export const judge = (compiled: Compiled, form: Form, answers: Input): Settled.Settled =>
  Settled.of(compiled, Forms.judged(form, answers), {
    unit: { id: form.unit.id, level: form.unit.level, kind: form.unit.kind },
    period: form.period,
    previous: form.previous,
    sameLastYear: form.sameLastYear,
    targets: form.targets
  })
