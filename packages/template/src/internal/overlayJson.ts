import { fold } from "@lienhoi/words/Text"
import type { Field } from "../Field.ts"
import type { JsonOverlay, JsonPart, JsonRelabel, JsonTighten } from "../JsonOverlay.ts"
import type { JsonItems } from "../JsonTemplate.ts"
import * as Namespace from "./namespace.ts"
import type { Finer, Overlay, Part, Relabel, Tighten } from "./overlaid.ts"
import { fieldNames, type Naming, ruleNames, targetNames } from "./renameOverlay.ts"
import { targetOf } from "./targetJson.ts"
import { commonLevels, dues, fieldOf, items, ruleOf, said, some } from "./toJson.ts"
import { isReserved } from "./tokens.ts"

/** Takes the namespace from keys of one's own, where reading puts it back. */
const shortener = (overlay: Overlay): { readonly own: Naming; readonly named: Naming } => {
  const namespace = Namespace.of(overlay.id)
  const own = (key: string): string => (key.toLowerCase().startsWith(namespace) ? key.slice(namespace.length) : key)
  const added = overlay.sections.flatMap((part) => part.add.map(({ key }) => key))
  const short = new Map(added.map((key) => [key.toLowerCase(), own(key)]))
  const taken = new Set([...short.values()].map(fold))
  /** A word of the formula language cannot stand in a formula as a name; the whole key can. */
  const named = (key: string): string => {
    const written = short.get(key.toLowerCase())
    return written === undefined || (isReserved(written) && !taken.has(fold(key))) ? key : written
  }
  return { own, named }
}

type Short = ReturnType<typeof shortener>

const fieldIn = (field: Field, { own, named }: Short): Field => ({ ...fieldNames(field, named), key: own(field.key) })

const partOf = (part: Part, short: Short): JsonPart => {
  const common = commonLevels(part.add)
  return said({
    title: part.title,
    title_en: part.titleEn,
    asked_of: some(common),
    add: some(part.add.map((field) => fieldOf(fieldIn(field, short), "internal", common))),
    order: some(part.order.map(short.named)),
    columns: part.columns
  }) as JsonPart
}

const relabelOf = ({ label, labelEn, hint }: Relabel): JsonRelabel =>
  label !== null && labelEn === null && hint === null
    ? label
    : (said({ label, label_en: labelEn, hint }) as Exclude<JsonRelabel, string>)

const tightenOf = ({ required, min, max }: Tighten, { named }: Short): JsonTighten =>
  said({
    required: typeof required === "string" ? Namespace.rename(required, named) : required,
    min,
    max
  }) as JsonTighten

const choicesOf = (choices: ReadonlyArray<Finer>, { own }: Short): JsonOverlay["choices"] => {
  const byField: { [field: string]: { [under: string]: JsonItems } } = {}
  for (const { field, under, items: finer } of choices) {
    byField[field] ??= {}
    const short = items(finer.map((item) => ({ ...item, key: own(item.key) })))
    byField[field][under] = { ...byField[field][under], ...short }
  }
  return choices.length === 0 ? undefined : byField
}

const by = <A, B>(list: ReadonlyArray<A>, entry: (one: A) => readonly [string, B]) =>
  list.length === 0 ? undefined : Object.fromEntries(list.map(entry))

/** The file that an overlay stands for. */
export const toJson = (overlay: Overlay): JsonOverlay => {
  const short = shortener(overlay)
  return said({
    template: overlay.id,
    extends: `${overlay.base.id}@${overlay.base.range}`,
    version: overlay.version,
    title: overlay.title,
    title_en: overlay.titleEn,
    due: dues(overlay.due),
    sections: by(overlay.sections, (part) => [part.key, partOf(part, short)]),
    order: some(overlay.order),
    relabel: by(overlay.relabel, (one) => [one.key, relabelOf(one)]),
    hide: some(overlay.hide),
    tighten: by(overlay.tighten, (one) => [one.key, tightenOf(one, short)]),
    choices: choicesOf(overlay.choices, short),
    targets: some(
      overlay.targets.map((target) => targetOf({ ...targetNames(target, short.named), key: short.own(target.key) }))
    ),
    rules: some(overlay.rules.map((rule) => ruleOf(ruleNames(rule, short.named))))
  }) as JsonOverlay
}
