import type { Field } from "../Field.ts"
import { isUnitCount, type Target } from "../Target.ts"
import * as Namespace from "./namespace.ts"
import type { Overlay } from "./overlaid.ts"
import type { Rule } from "./written.ts"

/** What a key becomes. */
export type Naming = (key: string) => string

const maybe = (name: Naming, key: string | null): string | null => (key === null ? null : name(key))

/** The field with every key that it names replaced, its own excepted. */
export const fieldNames = (of: Field, name: Naming): Field => {
  const formula = (source: string): string => Namespace.rename(source, name)
  return {
    ...of,
    partOf: maybe(name, of.partOf),
    numerator: maybe(name, of.numerator),
    denominator: maybe(name, of.denominator),
    formula: of.formula === null ? null : formula(of.formula),
    relevant: of.relevant === null ? null : formula(of.relevant),
    required: typeof of.required === "string" ? formula(of.required) : of.required,
    carry: of.carry === null || of.carry === "previous" ? of.carry : name(of.carry)
  }
}

/** The rule with every key that it names replaced. */
export const ruleNames = (of: Rule, name: Naming): Rule => {
  const when = Namespace.rename(of.when, name)
  if (of.does === "relevant") return { ...of, when, fields: of.fields.map(name) }
  const filled = (text: string) => text.replaceAll(/\{([^{}]*)\}/gu, (_, key: string) => `{${name(key)}}`)
  const textEn = of.textEn === null ? null : filled(of.textEn)
  return { ...of, when, text: filled(of.text), textEn, field: maybe(name, of.field) }
}

/** The target with every key of its own template that it names replaced, its own excepted. */
export const targetNames = (of: Target, name: Naming): Target => {
  const column = (key: string): string => {
    const [field = "", ...item] = key.split("[")
    return [name(field), ...item].join("[")
  }
  const reading = <R extends { readonly template: string | null; readonly field: string }>(one: R): R =>
    one.template === null ? { ...one, field: column(one.field) } : one
  return {
    ...reading(of),
    of: of.of === null || isUnitCount(of.of) ? of.of : reading(of.of),
    base: of.base === null ? null : reading(of.base)
  }
}

/** The overlay with one key replaced wherever it is named. */
export const renamed = (overlay: Overlay, from: string, to: string): Overlay => {
  const name: Naming = (key) => (key.toLowerCase() === from.toLowerCase() ? to : key)
  const field = (of: Field): Field => ({ ...fieldNames(of, name), key: name(of.key) })
  return {
    ...overlay,
    sections: overlay.sections.map((part) => ({ ...part, add: part.add.map(field), order: part.order.map(name) })),
    tighten: overlay.tighten.map((one) => ({
      ...one,
      required: typeof one.required === "string" ? Namespace.rename(one.required, name) : one.required
    })),
    targets: overlay.targets.map((target) => targetNames(target, name)),
    rules: overlay.rules.map((rule) => ruleNames(rule, name))
  }
}
