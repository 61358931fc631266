import * as Namespace from "./namespace.ts"
import { find, type Scope } from "./typing.ts"
import type { Rule, Template } from "./written.ts"

/**
 * The template with every field that a formula names by its label or with marks named by its key: who changes labels or
 * looks for readers of a field then sees them all.
 */
export const keyed = (template: Template): Template => {
  const fields = template.sections.flatMap((section) => section.fields)
  const scope: Scope = new Map(fields.map((field) => [field.key.toLowerCase(), { key: field.key, field, item: null }]))
  const span = { start: 0, end: 0 }
  const keyOf = (name: string): string => {
    if (scope.has(name.toLowerCase())) return name
    const subject = find(scope, { type: "name", name, item: null, column: null, span })
    return "field" in subject ? subject.key : name
  }
  const formula = <A>(source: A): A | string => (typeof source === "string" ? Namespace.rename(source, keyOf) : source)
  const rule = (one: Rule): Rule => ({ ...one, when: Namespace.rename(one.when, keyOf) })
  return {
    ...template,
    sections: template.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => ({
        ...field,
        formula: formula(field.formula),
        relevant: formula(field.relevant),
        required: formula(field.required)
      }))
    })),
    rules: template.rules.map(rule)
  }
}
