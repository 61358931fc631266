import * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import { type Field, isNumeric } from "../Field.ts"
import * as Label from "../Label.ts"
import * as Target from "../Target.ts"
import { meant } from "./formulaTexts.ts"
import { sectionShape } from "./grammar.ts"
import { columnsOf } from "./grid.ts"
import { homeOf, ofBase } from "./home.ts"
import { keyed } from "./keyed.ts"
import { mentions } from "./mentions.ts"
import * as Model from "./model.ts"
import * as Namespace from "./namespace.ts"
import { nearest } from "./nearest.ts"
import type { Overlay, Tighten } from "./overlaid.ts"
import { issue, type OverlayCode } from "./overlayTexts.ts"
import * as Texts from "./texts.ts"
import type { Rule, Section, Template } from "./written.ts"
import type { Path } from "./yaml.ts"

type Params = { readonly [name: string]: string | number }

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** What an overlay may not do to a base, said where it stands. */
const refusals = (base: Template, overlay: Overlay) => {
  const issues: Array<Issue.Issue> = []
  const fields = base.sections.flatMap((section) => section.fields)
  const readers = mentions(base)
  const at = (path: Path, found: Issue.Issue): void => {
    if (overlay.where?.isSpoiled(path)) return
    const spot = overlay.where?.of(path)
    issues.push({ ...found, path, ...(spot && { place: { line: spot.line, column: spot.column } }) })
  }
  const refuse = (path: Path, code: OverlayCode, params: Params): void => at(path, issue(code, params))
  const find = (key: string): Field | undefined => fields.find((field) => same(field.key, key))
  const known = (key: string, path: Path, among: ReadonlyArray<Field> = fields): Field | null => {
    const field = among.find((one) => same(one.key, key))
    if (field !== undefined) return field
    const keys = among.map((one) => one.key)
    at(path, Texts.issue("field.unknown", { name: key.slice(0, 40), ...meant(nearest(key, keys)) }))
    return null
  }
  const readerOf = (key: string) => readers.get(key.toLowerCase())
  return { issues, at, refuse, find, known, readerOf }
}

type Refusals = ReturnType<typeof refusals>

const checkAdded = ({ refuse, find }: Refusals, overlay: Overlay): void => {
  const namespace = Namespace.of(overlay.id)
  for (const part of overlay.sections) {
    part.add.forEach(({ key }, i) => {
      const path = ["sections", part.key, "add", i, "key"]
      if (!key.toLowerCase().startsWith(namespace)) refuse(path, "overlay.namespace", { key, namespace })
      const shadowed = find(key) ?? find(key.slice(namespace.length))
      if (shadowed !== undefined) refuse(path, "overlay.shadow", { key: shadowed.key, label: shadowed.label })
    })
  }
}

/** The keys that are hidden, in lower case. */
const hidden = ({ refuse, known, readerOf }: Refusals, overlay: Overlay): ReadonlySet<string> => {
  const keys = new Set<string>()
  overlay.hide.forEach((name, i) => {
    const path = ["hide", i]
    const field = known(name, path)
    if (field === null) return
    const { key, label } = field
    const reader = readerOf(key)
    const isSummed =
      (isNumeric(field) && field.combine !== null && field.combine.units !== "none") ||
      columnsOf(field).some(({ units }) => units !== "none")
    if (isSummed) refuse(path, "overlay.hide-summed", { key, label })
    else if (reader !== undefined) {
      refuse(path, "overlay.hide-read", { key, label, reader: reader.vi, readerEn: reader.en })
    } else if (field.required !== false) refuse(path, "overlay.hide-required", { key, label })
    else keys.add(key.toLowerCase())
  })
  return keys
}

const tightened = ({ refuse }: Refusals, field: Field, by: Tighten): Field => {
  const { key } = field
  const path = (name: string): Path => ["tighten", by.key, name]
  const looser = (name: "min" | "max", base: number | null, mine: number): boolean =>
    base !== null && (name === "min" ? mine < base : mine > base)
  for (const name of ["min", "max"] as const) {
    const [base, mine] = [field[name], by[name]]
    if (mine !== null && looser(name, base, mine)) {
      refuse(path(name), "overlay.loosen-range", { key, name, base: base!, mine })
    }
  }
  const isLoosened = field.required !== false && by.required !== null && by.required !== true
  if (isLoosened && by.required !== field.required) refuse(path("required"), "overlay.loosen-required", { key })
  return {
    ...field,
    required: by.required ?? field.required,
    min: by.min ?? field.min,
    max: by.max ?? field.max
  }
}

/** The field with finer choices, each behind the one it stands under. */
const refined = ({ at, refuse, readerOf }: Refusals, field: Field, overlay: Overlay): Field => {
  let { choices } = field
  for (const { field: name, under, items } of overlay.choices) {
    if (!same(name, field.key)) continue
    const path = ["choices", name, under]
    const { key } = field
    const place = choices.findIndex((choice) => choice.key === under)
    const reader = readerOf(key)
    if (field.type !== "choice") {
      at(path, Texts.issue("field.not-for", { name: "choices", type: field.type }))
      continue
    }
    if (place < 0) {
      refuse(path, "overlay.choice-unknown", { key, choice: under, known: choices.map((one) => one.key).join(", ") })
      continue
    }
    if (reader !== undefined) refuse(path, "overlay.choice-read", { key, reader: reader.vi, readerEn: reader.en })
    const taken = new Set(choices.flatMap((one) => [fold(one.key), fold(one.label)]))
    for (const item of items) {
      if (taken.has(fold(item.label)) || taken.has(fold(item.key))) {
        refuse(path, "overlay.choice-taken", { key, label: item.label })
      }
    }
    choices = choices.toSpliced(place + 1, 0, ...items.map((item) => ({ ...item, under })))
  }
  return choices === field.choices ? field : { ...field, choices }
}

const changed = (no: Refusals, field: Field, overlay: Overlay): Field => {
  const words = overlay.relabel.find(({ key }) => same(key, field.key))
  const tighter = overlay.tighten.find(({ key }) => same(key, field.key))
  const named =
    words === undefined
      ? field
      : {
          ...field,
          label: words.label ?? field.label,
          labelEn: words.labelEn ?? field.labelEn,
          hint: words.hint ?? field.hint
        }
  return refined(no, tighter === undefined ? named : tightened(no, named, tighter), overlay)
}

/** The sections with what the overlay adds, each field still where it stood. */
const extended = (no: Refusals, base: Template, overlay: Overlay): ReadonlyArray<Section> => {
  const hide = hidden(no, overlay)
  const part = (key: string) => overlay.sections.find((one) => one.key === key)
  const old = base.sections.map((section): Section => {
    const mine = part(section.key)
    const kept = section.fields.filter(({ key }) => !hide.has(key.toLowerCase()))
    return {
      ...section,
      title: mine?.title ?? section.title,
      titleEn: mine?.titleEn ?? section.titleEn,
      columns: mine?.columns ?? section.columns,
      fields: [...kept.map((field) => changed(no, field, overlay)), ...(mine?.add ?? [])]
    }
  })
  const fresh = overlay.sections.filter(({ key }) => base.sections.every((section) => section.key !== key))
  for (const { key, title } of fresh) {
    const path = ["sections", key]
    if (title === null) no.refuse(path, "overlay.section-title", { key })
    if (!sectionShape.test(key)) no.at(path, Texts.issue("section.key", { key: key.slice(0, 40) }))
  }
  return [
    ...old,
    ...fresh.map(({ key, title, titleEn, columns, add }) => ({
      key,
      title: title ?? key,
      titleEn,
      theme: null,
      columns: columns ?? [],
      fields: add
    }))
  ]
}

/** Puts fields and sections in the order that the overlay gives; what it does not name follows as it stood. */
const ordered = (no: Refusals, sections: ReadonlyArray<Section>, overlay: Overlay): ReadonlyArray<Section> => {
  const all = sections.flatMap((section) => section.fields)
  const taken = new Set<string>()
  const first = new Map(
    overlay.sections.map((part) => [
      part.key,
      part.order.flatMap((name, i) => {
        const path = ["sections", part.key, "order", i]
        const field = no.known(name, path, all)
        if (field === null) return []
        if (taken.has(field.key)) {
          no.refuse(path, "overlay.order-twice", { key: field.key })
          return []
        }
        taken.add(field.key)
        return [field]
      })
    ])
  )
  const filled = sections
    .map((section) => ({
      ...section,
      fields: [...(first.get(section.key) ?? []), ...section.fields.filter(({ key }) => !taken.has(key))]
    }))
    .filter((section) => section.fields.length > 0)
  const named = overlay.order.flatMap((key, i) => {
    const section = filled.find((one) => one.key === key)
    const known = filled.map((one) => one.key).join(", ")
    if (section === undefined) no.refuse(["order", i], "overlay.section-unknown", { key, known })
    const isTwice = overlay.order.indexOf(key) < i
    if (isTwice) no.refuse(["order", i], "overlay.order-twice", { key })
    return section === undefined || isTwice ? [] : [section]
  })
  return [...named, ...filled.filter((section) => !named.includes(section))]
}

/** The rules of the base without what is hidden, then those of the overlay. */
const rules = (no: Refusals, base: Template, overlay: Overlay, left: ReadonlySet<string>): ReadonlyArray<Rule> => {
  overlay.rules.forEach((rule, i) => {
    if (rule.does !== "relevant") return
    rule.fields.forEach((name, n) => {
      const key = no.find(name)?.key
      if (key !== undefined) no.refuse(["rules", i, "relevant", n], "overlay.relevant-base", { key })
    })
  })
  const kept = base.rules.map((rule) =>
    rule.does === "relevant" ? { ...rule, fields: rule.fields.filter((key) => left.has(key.toLowerCase())) } : rule
  )
  return [...kept, ...overlay.rules]
}

/** The sets of the base, then those of the overlay; a set is of one version, or figures would not be divided alike. */
const allSets = (no: Refusals, base: Template, overlay: Overlay): Template["dimensions"] => {
  const fresh = overlay.dimensions.filter(({ id, range }, i) => {
    const known = base.dimensions.find((one) => one.id === id)
    if (known !== undefined && known.range !== range) {
      no.refuse(["dimensions", i], "overlay.dimension", { id, mine: range, base: known.range })
    }
    return known === undefined
  })
  return [...base.dimensions, ...fresh]
}

/** The targets of the base, then local ones, none of which asks less. */
const targets = (no: Refusals, base: Template, overlay: Overlay): ReadonlyArray<Target.Target> => {
  const namespace = Namespace.of(overlay.id)
  overlay.targets.forEach((mine, i) => {
    const { key } = mine
    if (!key.toLowerCase().startsWith(namespace))
      no.refuse(["targets", i, "key"], "overlay.namespace", { key, namespace })
    for (const above of base.targets) {
      const way = Target.lowers(mine, above)
      if (way === null) continue
      const params = { key, above: above.key, mine: mine[way], value: above[way] }
      no.at(["targets", i, way], Texts.issue(`target-set.lowered-${way}`, params))
    }
  })
  return [...base.targets, ...overlay.targets]
}

/** The base with everything that the overlay changes, and everything about it that does not hold. */
export const apply = (
  under: Template,
  overlay: Overlay,
  options: Omit<Model.Options, "places"> = {}
): { readonly template: Template; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const base = keyed(under)
  const no = refusals(base, overlay)
  checkAdded(no, overlay)
  for (const { key } of overlay.relabel) no.known(key, ["relabel", key])
  for (const { key } of overlay.tighten) no.known(key, ["tighten", key])
  for (const { field } of overlay.choices) no.known(field, ["choices", field])
  const sections = ordered(no, extended(no, base, overlay), overlay)
  const fields = sections.flatMap((section) => section.fields)
  const levels = new Set(overlay.due.map((rule) => rule.level))
  const template: Template = {
    ...base,
    id: overlay.id,
    version: overlay.version,
    title: overlay.title ?? base.title,
    titleEn: overlay.titleEn ?? base.titleEn,
    due: [...base.due.filter((rule) => !levels.has(rule.level)), ...overlay.due],
    dimensions: allSets(no, base, overlay),
    sections,
    targets: targets(no, base, overlay),
    rules: rules(no, base, overlay, new Set(fields.map(({ key }) => key.toLowerCase()))),
    label: Label.highest(base.label, ...fields.map((field) => field.sensitivity))
  }
  const home = homeOf(template, base, overlay)
  const found = Model.make(template, { ...options, places: home }).issues.map(home.bring)
  // What the base alone deserves to be told was told there.
  const mine = found.filter((one) => one.severity === "error" || one.path !== ofBase)
  const issues = [...no.issues, ...mine]
  const { file } = overlay.where ?? { file: null }
  return { template, issues: file === null ? issues : issues.map((one) => Issue.inFile(one, file)) }
}
