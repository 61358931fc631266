import { fold } from "@lienhoi/words/Text"
import type { Field } from "../Field.ts"
import * as Formula from "../Formula.ts"
import { keyed } from "./keyed.ts"
import * as Namespace from "./namespace.ts"
import type { Overlay } from "./overlaid.ts"
import { fieldNames, type Naming } from "./renameOverlay.ts"
import type { Rule, Section, Template } from "./written.ts"

/** What one former province brings. */
export interface Source {
  readonly id: string
  readonly version: string
  /** Before its keys in a template that several share. */
  readonly namespace: string
  /** What it changes in the base; `null` for a template of its own. */
  readonly overlay: Overlay | null
  /** With everything it extends. */
  readonly template: Template
  /** The questions that the base does not have. */
  readonly own: ReadonlyArray<{ readonly field: Field; readonly section: Section }>
  /** The rules that the base does not have. */
  readonly rules: ReadonlyArray<Rule>
}

const lower = (key: string): string => key.toLowerCase()

/** An overlay, what it makes of its base, and that base. */
export const ofOverlay = (overlay: Overlay, made: Template, base: Template): Source => {
  const template = keyed(made)
  const known = new Set(base.sections.flatMap((section) => section.fields.map(({ key }) => lower(key))))
  const own = template.sections.flatMap((section) =>
    section.fields.filter(({ key }) => !known.has(lower(key))).map((field) => ({ field, section }))
  )
  const { id, version } = overlay
  const rules = template.rules.slice(base.rules.length)
  return { id, version, namespace: Namespace.of(id), overlay, template, own, rules }
}

/** A template that extends nothing. */
export const ofTemplate = (written: Template): Source => {
  const template = keyed(written)
  const own = template.sections.flatMap((section) => section.fields.map((field) => ({ field, section })))
  const { id, version, rules } = template
  return { id, version, namespace: Namespace.of(id), overlay: null, template, own, rules }
}

/** The key as its author wrote it. */
export const shortOf = (source: Source, key: string): string =>
  source.overlay !== null && lower(key).startsWith(source.namespace) ? key.slice(source.namespace.length) : key

/** The formula in its plainest form, names replaced. */
export const normal = (formula: string, name: Naming): string => {
  const read = Formula.parse(Namespace.rename(formula, name))
  return read.ok ? Formula.print(read.value) : formula
}

/** What may differ between fields that are one: words, and what can be loosened. */
const free = new Set(["key", "label", "labelEn", "hint", "required", "min", "max", "sensitivity", "choices"])

/** What a field means, by its parts; of fields that are one they are equal. */
export const meaningOf = (source: Source, field: Field, name: Naming): { readonly [part: string]: unknown } => {
  const named = fieldNames(field, name)
  const closing = source.rules.flatMap((rule) =>
    rule.does === "relevant" && rule.fields.some((key) => lower(key) === lower(field.key))
      ? [normal(rule.when, name)]
      : []
  )
  const formula = (written: string | null) => (written === null ? null : normal(written, (key) => key))
  return {
    ...Object.fromEntries(Object.entries(named).filter(([part]) => !free.has(part))),
    unit: field.unit === null ? null : fold(field.unit),
    askedOf: field.askedOf.toSorted(),
    formula: formula(named.formula),
    relevant: [formula(named.relevant), ...closing.toSorted()],
    disaggregate: field.disaggregate.map(({ by, complete, items }) => ({
      by,
      complete,
      items: items.map(({ key, label }) => [key, fold(label)])
    }))
  }
}
