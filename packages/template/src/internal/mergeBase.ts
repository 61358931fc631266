import type { Field } from "../Field.ts"
import { equal } from "./canonical.ts"
import type { List } from "./mergeFields.ts"
import { normal, type Source } from "./mergeSources.ts"
import type { Overlay, Part, Relabel, Tighten } from "./overlaid.ts"
import { type Naming, targetNames } from "./renameOverlay.ts"
import type { Template } from "./written.ts"

/** A province and what its keys became. */
export interface Named {
  readonly source: Source & { readonly overlay: Overlay }
  readonly name: Naming
}

const lower = (key: string): string => key.toLowerCase()

/** What all say alike, and nothing when one says otherwise. */
const agreed = <A>(all: ReadonlyArray<A>): A | null =>
  all.every((one) => equal(one, all[0])) ? (all[0] ?? null) : null

const find = (source: Source, key: string): Field | undefined =>
  source.template.sections.flatMap(({ fields }) => fields).find((field) => lower(field.key) === lower(key))

const words = (all: ReadonlyArray<Named>, base: ReadonlyArray<Field>, list: List): ReadonlyArray<Relabel> =>
  base.flatMap(({ key }) => {
    const said = all.map(({ source }) => source.overlay.relabel.find((one) => lower(one.key) === lower(key)))
    const mine = agreed(said.map((one) => (one === undefined ? null : { ...one, key })))
    if (mine !== null) return [mine]
    all.forEach(({ source }, i) => {
      if (said[i] !== undefined) list(source.id, "merge.listed.relabel", { key })
    })
    return []
  })

/** The base's field as strictly as all of them ask it. */
const tighter = (all: ReadonlyArray<Named>, field: Field, list: List): ReadonlyArray<Tighten> => {
  const { key } = field
  const theirs = all.map(({ source }) => find(source, key))
  const strict = all.filter(({ source }) => source.overlay.tighten.some((one) => lower(one.key) === lower(key)))
  if (strict.length === 0) return []
  const least = (of: "min" | "max"): number | null => {
    const bounds = theirs.map((one) => one?.[of] ?? null).filter((bound) => bound !== null)
    if (bounds.length < all.length) return null
    return of === "min" ? Math.min(...bounds) : Math.max(...bounds)
  }
  const requirements = all.map(({ name }, i) => {
    const required = theirs[i]?.required ?? false
    return typeof required === "string" ? normal(required, name) : required
  })
  const required = agreed(requirements)
  const unlike = (bound: number | null, of: number | null) => (bound === of ? null : bound)
  const baseRequired = typeof field.required === "string" ? normal(field.required, (one) => one) : field.required
  const made: Tighten = {
    key,
    required: required === false || required === baseRequired ? null : required,
    min: unlike(least("min"), field.min),
    max: unlike(least("max"), field.max)
  }
  const held = { required: made.required ?? baseRequired, min: made.min ?? field.min, max: made.max ?? field.max }
  all.forEach(({ source }, i) => {
    const one = theirs[i]
    if (one === undefined) return
    const mine = { required: requirements[i], min: one.min, max: one.max }
    if (!equal(mine, held)) list(source.id, "merge.listed.tighten", { key })
  })
  return made.required === null && made.min === null && made.max === null ? [] : [made]
}

const dues = (all: ReadonlyArray<Named>, list: List): Overlay["due"] => {
  const levels = new Set(all.flatMap(({ source }) => source.overlay.due.map(({ level }) => level)))
  return [...levels].toSorted().flatMap((level) => {
    const said = all.map(({ source }) => source.overlay.due.filter((rule) => rule.level === level))
    const mine = agreed(said)
    if (mine !== null && mine.length > 0) return mine
    all.forEach(({ source }, i) => {
      if (said[i]!.length > 0) list(source.id, "merge.listed.due", { key: level })
    })
    return []
  })
}

/** Targets that all have set alike; those of one province are not those of the new one. */
export const targetsOf = (all: ReadonlyArray<Named>, prefix: string, list: List): Overlay["targets"] => {
  const said = all.map(({ source, name }) =>
    source.overlay.targets.map((target) => {
      const short = target.key.toLowerCase().startsWith(source.namespace) ? source.namespace.length : 0
      return { ...targetNames(target, name), key: `${prefix}${target.key.slice(short)}` }
    })
  )
  const isCommon = (target: Overlay["targets"][number]) =>
    said.every((targets) => targets.some((one) => equal(one, target)))
  all.forEach(({ source }, i) => {
    for (const target of said[i]!) {
      if (!isCommon(target)) list(source.id, "merge.listed.target", { key: target.label })
    }
  })
  return said[0]!.filter(isCommon)
}

/** What provinces change in the base, as far as they agree; what they do not agree in is listed. */
export const changesOf = (
  all: ReadonlyArray<Named>,
  base: Template,
  list: List
): Pick<Overlay, "relabel" | "hide" | "tighten" | "due" | "order" | "title" | "titleEn"> => {
  const fields = base.sections.flatMap((section) => section.fields)
  const hides = (source: Source, key: string): boolean => find(source, key) === undefined
  const hide = fields.filter(({ key }) => all.every(({ source }) => hides(source, key))).map(({ key }) => key)
  for (const { key } of fields) {
    if (hide.includes(key)) continue
    for (const { source } of all) if (hides(source, key)) list(source.id, "merge.listed.hide", { key })
  }
  const order = agreed(all.map(({ source }) => source.overlay.order)) ?? []
  const title = agreed(all.map(({ source }) => source.overlay.title))
  const titleEn = agreed(all.map(({ source }) => source.overlay.titleEn))
  for (const { source } of all) {
    const { overlay } = source
    if (overlay.order.length > 0 && order.length === 0) list(source.id, "merge.listed.order", { key: base.id })
    if (overlay.title !== null && title === null) {
      list(source.id, "merge.listed.title", { key: base.id, mine: overlay.title, taken: base.title })
    }
  }
  return {
    relabel: words(
      all,
      fields.filter(({ key }) => !hide.includes(key)),
      list
    ),
    hide,
    tighten: fields.flatMap((field) => (hide.includes(field.key) ? [] : tighter(all, field, list))),
    due: dues(all, list),
    order,
    title,
    titleEn
  }
}

/** Headings and orders of the sections in which something changes. */
export const partsOf = (
  all: ReadonlyArray<Named>,
  base: Template,
  added: ReadonlyMap<string, ReadonlyArray<Field>>,
  list: List
): ReadonlyArray<Part> => {
  const keys = new Set([...added.keys(), ...all.flatMap(({ source }) => source.overlay.sections.map(({ key }) => key))])
  const isThere = (key: string) => base.sections.some((section) => section.key === key)
  return [...keys].flatMap((key): ReadonlyArray<Part> => {
    const add = added.get(key) ?? []
    const said = all.map(({ source, name }) => {
      const part = source.overlay.sections.find((one) => one.key === key)
      return {
        title: part?.title ?? null,
        titleEn: part?.titleEn ?? null,
        columns: part?.columns ?? null,
        order: part?.order.map(name) ?? []
      }
    })
    const isOrdered = agreed(said.map((one) => one.order.map(lower))) !== null
    const order = isOrdered ? said[0]!.order : []
    const heading = isThere(key)
      ? agreed(said.map(({ title, titleEn }) => ({ title, titleEn })))
      : said.find(({ title }) => title !== null)
    const columns = agreed(said.map((one) => one.columns))
    const { title, titleEn } = heading ?? { title: null, titleEn: null }
    all.forEach(({ source }, i) => {
      const mine = said[i]!
      if (mine.title !== null && mine.title !== title) {
        const taken = title ?? base.sections.find((section) => section.key === key)?.title ?? ""
        list(source.id, "merge.listed.title", { key, mine: mine.title, taken })
      }
      if (mine.order.length > 0 && order.length === 0) list(source.id, "merge.listed.order", { key })
      if (mine.columns !== null && columns === null) list(source.id, "merge.listed.columns", { key })
    })
    if (!isThere(key) && add.length === 0 && order.length === 0) return []
    if (add.length === 0 && order.length === 0 && columns === null && title === null && titleEn === null) return []
    return [{ key, title, titleEn, columns, add, order }]
  })
}
