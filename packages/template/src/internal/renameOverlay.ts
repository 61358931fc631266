import type { Field } from "../Field.ts"
import * as Namespace from "./namespace.ts"
import type { Overlay } from "./overlaid.ts"
import type { Rule } from "./written.ts"

/** The overlay with one key replaced wherever it is named. */
export const renamed = (overlay: Overlay, from: string, to: string): Overlay => {
  const name = (key: string): string => (key.toLowerCase() === from.toLowerCase() ? to : key)
  const maybe = (key: string | null): string | null => (key === null ? null : name(key))
  const formula = (source: string): string => Namespace.rename(source, name)
  const field = (of: Field): Field => ({
    ...of,
    key: name(of.key),
    partOf: maybe(of.partOf),
    numerator: maybe(of.numerator),
    denominator: maybe(of.denominator),
    formula: of.formula === null ? null : formula(of.formula),
    relevant: of.relevant === null ? null : formula(of.relevant),
    required: typeof of.required === "string" ? formula(of.required) : of.required
  })
  const rule = (of: Rule): Rule =>
    of.does === "relevant"
      ? { ...of, when: formula(of.when), fields: of.fields.map(name) }
      : {
          ...of,
          when: formula(of.when),
          field: maybe(of.field),
          text: of.text.replaceAll(/\{([^{}]*)\}/gu, (_, key: string) => `{${name(key)}}`)
        }
  return {
    ...overlay,
    sections: overlay.sections.map((part) => ({ ...part, add: part.add.map(field), order: part.order.map(name) })),
    tighten: overlay.tighten.map((one) => ({
      ...one,
      required: typeof one.required === "string" ? formula(one.required) : one.required
    })),
    rules: overlay.rules.map(rule)
  }
}
