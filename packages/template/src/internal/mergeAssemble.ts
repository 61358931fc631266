import type * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import type { Field } from "../Field.ts"
import * as Label from "../Label.ts"
import * as Apply from "./applyOverlay.ts"
import { equal } from "./canonical.ts"
import { changesOf, partsOf, targetsOf } from "./mergeBase.ts"
import { namingOf, type Settled } from "./mergeDecisions.ts"
import type { Kept, Listed, Merged, Move, Options } from "./merged.ts"
import { fieldOf, type List, type Member } from "./mergeFields.ts"
import type { Source } from "./mergeSources.ts"
import { issue } from "./mergeTexts.ts"
import type { Finer, Overlay } from "./overlaid.ts"
import { neededBy } from "./presence.ts"
import { type Naming, ruleNames } from "./renameOverlay.ts"
import type { Rule, Section, Template } from "./written.ts"

/** Parts of templates in which former ones may differ; the rest makes them one report. */
export const ownParts: ReadonlySet<string> = new Set([
  "id",
  "lineage",
  "version",
  "title",
  "titleEn",
  "due",
  "appliesTo",
  "sections",
  "rules",
  "label",
  "dimensions",
  "source",
  "targets"
])

const lower = (key: string): string => key.toLowerCase()

/** What every way of merging needs: names, fields, rules, accounts. */
const workshop = (sources: ReadonlyArray<Source>, settled: Settled, prefix: string) => {
  const listed: Array<Listed> = []
  const list: List = (source, code, params) => {
    const { message, english } = issue(code, { source, ...params })
    listed.push({ source, code, message, english })
  }
  const groups = settled.groups.filter(([first]) => first!.kind === "field")
  const keys = new Map(
    groups.flatMap((group) =>
      group.map((one) => [`${one.source} ${lower(one.key)}`, `${prefix}${settled.nameOf(one)}`] as const)
    )
  )
  const namings = new Map(sources.map((source) => [source.id, namingOf(source, keys)] as const))
  const naming = (source: string): Naming => namings.get(source)!
  /** The provinces that ask that merged key themselves; none for a key of the base. */
  const askers = new Map(
    groups.map((group) => [lower(`${prefix}${settled.nameOf(group[0]!)}`), new Set(group.map(({ source }) => source))])
  )
  const typed = new Set(
    sources.flatMap((source) =>
      source.own
        .filter(({ field }) => field.askedOf.length > 0 && field.formula === null)
        .map(({ field }) => lower(naming(source.id)(field.key)))
    )
  )
  const isAskedOnlyBy =
    (among: ReadonlySet<string>) =>
    (key: string): boolean => {
      const own = askers.get(lower(key))
      return own !== undefined && typed.has(lower(key)) && [...own].every((source) => among.has(source))
    }

  const fields = groups.map((group) => {
    const members = group.map((thing): Member & { readonly section: Section } => {
      const source = sources.find(({ id }) => id === thing.source)!
      const { field, section } = source.own.find((one) => one.field.key === thing.key)!
      return { source: source.id, field, section, name: naming(source.id) }
    })
    const own = new Set(members.map(({ source }) => source))
    const field = fieldOf(members as unknown as readonly [Member, ...Member[]], {
      key: `${prefix}${settled.nameOf(group[0]!)}`,
      everywhere: own.size === sources.length,
      isAskedHere: isAskedOnlyBy(own),
      list
    })
    return { field, section: members[0]!.section, source: members[0]!.source, isJoint: members.length > 1 }
  })

  /** Labels that several bear are told apart by whom they come from. */
  const labels = new Map<string, number>()
  for (const { field } of fields) labels.set(fold(field.label), (labels.get(fold(field.label)) ?? 0) + 1)
  const told = fields.map((one) => {
    const { field, source, isJoint } = one
    if (isJoint || labels.get(fold(field.label)) === 1) return one
    return { ...one, field: { ...field, label: `${field.label} (${source.split("/")[0]})` } }
  })

  const rules = (): ReadonlyArray<Rule> => {
    const found: Array<{ rule: Rule; readonly from: Set<string> }> = []
    for (const source of sources) {
      for (const written of source.rules) {
        const rule = ruleNames(written, naming(source.id))
        const before = found.find((one) => equal(one.rule, rule))
        if (before === undefined) found.push({ rule, from: new Set([source.id]) })
        else before.from.add(source.id)
      }
    }
    return found.map(({ rule, from }) => {
      if (rule.does !== "error" || from.size === sources.length) return rule
      if ([...neededBy(rule.when)].some(isAskedOnlyBy(from))) return rule
      for (const source of from) list(source, "merge.listed.rule", { text: rule.text })
      return { ...rule, does: "warning" as const }
    })
  }

  const kept = sources.flatMap((source) =>
    source.template.sections.flatMap(({ fields: all }) =>
      all.map(({ key }): Kept => ({ source: source.id, field: key, key: naming(source.id)(key) }))
    )
  )

  const moves = (choices: ReadonlyMap<string, string>): ReadonlyArray<Move> =>
    sources.map((source) => {
      const steps = source.template.sections.flatMap(({ fields: all }) =>
        all.map((field) => {
          const renamed = field.choices.flatMap(({ key }) => {
            const to = choices.get(`${source.id} ${lower(field.key)} ${key}`)
            return to === undefined || to === key ? [] : [[key, to] as const]
          })
          return { from: field.key, to: naming(source.id)(field.key), choices: Object.fromEntries(renamed) }
        })
      )
      const changed = steps.filter(({ from, to }) => from !== to)
      const renamed = steps.filter((step) => Object.keys(step.choices).length > 0)
      const { id, version } = source
      return {
        from: { id, version },
        migration: { steps, questions: [] },
        declared: {
          fields: Object.fromEntries(changed.map(({ from, to }) => [from, to])),
          choices: Object.fromEntries(renamed.map((step) => [step.from, step.choices])),
          answers: {}
        }
      }
    })
  return { listed, list, naming, fields: told, rules, kept, moves }
}

/** Sets that fields are divided by, each once. */
const union = <A extends { readonly id: string }>(lists: ReadonlyArray<ReadonlyArray<A>>): ReadonlyArray<A> => {
  const all: Array<A> = []
  for (const one of lists.flat()) if (all.every((other) => !equal(one, other))) all.push(one)
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Finer choices of all, each under its choice of the base. */
const finerOf = (sources: ReadonlyArray<Source>, settled: Settled, prefix: string) => {
  const groups = settled.groups.filter(([first]) => first!.kind !== "field")
  const names = new Map<string, string>()
  const taken = new Map<string, Set<string>>()
  for (const source of sources) {
    for (const field of source.template.sections.flatMap(({ fields }) => fields)) {
      const set = taken.get(lower(field.key)) ?? new Set<string>()
      for (const item of field.choices) if (item.under === undefined) set.add(fold(item.label))
      taken.set(lower(field.key), set)
    }
  }
  const written = new Map(
    sources.flatMap(({ overlay }) => (overlay?.choices ?? []).map(({ field }) => [lower(field), field] as const))
  )
  const entries = groups.map((group) => {
    const [first] = group
    const field = first!.kind.slice("choice ".length)
    const key = `${prefix}${settled.nameOf(first!)}`
    for (const one of group) names.set(`${one.source} ${field} ${one.key}`, key)
    const labels = taken.get(field)!
    let { label } = first!
    for (let n = 1; labels.has(fold(label)); n++) {
      label = `${first!.label} (${first!.source.split("/")[0]}${n === 1 ? "" : ` ${n}`})`
    }
    labels.add(fold(label))
    return { field, under: first!.meaning.under as string, source: first!.source, item: { key, label } }
  })
  /** A choice may stand under one of its own province, which has a new name and comes first. */
  const placed = entries.map((one) => ({
    ...one,
    under: names.get(`${one.source} ${one.field} ${one.under}`) ?? one.under
  }))
  const choices: Array<Finer> = []
  const take = (under: string, field: string): void => {
    const items = placed.filter((one) => one.field === field && one.under === under).map(({ item }) => item)
    if (items.length === 0) return
    choices.push({ field: written.get(field)!, under, items })
    for (const { key } of items) take(key, field)
  }
  const added = new Set(placed.map(({ item }) => item.key))
  for (const field of new Set(placed.map((one) => one.field))) {
    const below = placed.filter((one) => one.field === field && !added.has(one.under))
    for (const under of new Set(below.map((one) => one.under))) take(under, field)
  }
  return { choices, names }
}

/** The overlay of the new province, with what it makes of the base and what is wrong with that. */
export const overlay = (
  sources: ReadonlyArray<Source>,
  base: Template,
  settled: Settled,
  options: Options
): Merged & { readonly overlay: Overlay; readonly wrong: ReadonlyArray<Issue.Issue> } => {
  const { id, version = "1.0.0" } = options
  const prefix = `${id.split("/")[0]!.replaceAll("-", "_")}__`
  const shop = workshop(sources, settled, prefix)
  const all = sources.map((source) => ({
    source: source as Source & { readonly overlay: Overlay },
    name: shop.naming(source.id)
  }))
  const added = new Map<string, Array<Field>>()
  for (const { field, section } of shop.fields) {
    const inSection = added.get(section.key) ?? []
    inSection.push(field)
    added.set(section.key, inSection)
  }
  const { choices, names } = finerOf(sources, settled, prefix)
  const [first] = all
  const made: Overlay = {
    ...first!.source.overlay,
    id,
    version,
    base: { id: base.id, range: `^${base.version}` },
    ...changesOf(all, base, shop.list),
    dimensions: union(all.map(({ source }) => source.overlay.dimensions)),
    sections: partsOf(all, base, added, shop.list),
    choices,
    targets: targetsOf(all, prefix, shop.list),
    rules: shop.rules(),
    where: null
  }
  const { template, issues } = Apply.apply(base, made, options)
  const { listed, kept, moves } = shop
  return {
    overlay: made,
    template,
    decisions: settled.decisions,
    listed,
    kept,
    moves: moves(names),
    wrong: issues.filter(({ severity }) => severity === "error")
  }
}

const agreed = <A>(all: ReadonlyArray<A>): A | null => (all.every((one) => equal(one, all[0])) ? all[0]! : null)

/** The template of the new province, when the former ones extended nothing. */
export const template = (
  sources: ReadonlyArray<Source>,
  settled: Settled,
  options: Options
): Omit<Merged, "overlay"> => {
  const { id, version = "1.0.0" } = options
  const shop = workshop(sources, settled, "")
  const of = <A>(part: (one: Template) => A) => sources.map((source) => part(source.template))
  const [first] = of((one) => one)
  const sections: Array<Section & { fields: Array<Field> }> = []
  for (const { field, section } of shop.fields) {
    const before = sections.find(({ key }) => key === section.key)
    if (before === undefined) sections.push({ ...section, fields: [field] })
    else before.fields.push(field)
  }
  const title = first!.title
  for (const { id: source, template: one } of sources) {
    if (one.title !== title) shop.list(source, "merge.listed.title", { key: one.id, mine: one.title, taken: title })
    for (const section of one.sections) {
      const taken = sections.find(({ key }) => key === section.key)?.title ?? section.title
      if (section.title !== taken)
        shop.list(source, "merge.listed.title", { key: section.key, mine: section.title, taken })
    }
  }
  const levels = [...new Set(of(({ due }) => due.map(({ level }) => level)).flat())]
  const due = levels.flatMap((level) => {
    const rules = sources.map((source) => source.template.due.filter((rule) => rule.level === level))
    const taken = rules.find((one) => one.length > 0)!
    sources.forEach((source, i) => {
      if (rules[i]!.length > 0 && !equal(rules[i], taken)) shop.list(source.id, "merge.listed.due", { key: level })
    })
    return taken
  })
  const narrowed = of(({ appliesTo }) => appliesTo)
  const common = {
    kinds: agreed(narrowed.map(({ kinds }) => kinds)),
    units: agreed(narrowed.map(({ units }) => units))
  }
  const dates = { from: agreed(narrowed.map(({ from }) => from)), to: agreed(narrowed.map(({ to }) => to)) }
  sources.forEach((source, i) => {
    const mine = narrowed[i]!
    for (const part of ["kinds", "units", "from", "to"] as const) {
      if (mine[part] !== null && { ...common, ...dates }[part] === null)
        shop.list(source.id, "merge.listed.applies", { key: part })
    }
  })
  const lineage = agreed(of((one) => one.lineage))
  const isCommon = (target: Template["targets"][number]) =>
    sources.every(({ template: one }) => one.targets.some((other) => equal(other, target)))
  for (const { id: source, template: one } of sources) {
    for (const target of one.targets) {
      if (!isCommon(target)) shop.list(source, "merge.listed.target", { key: target.label })
    }
  }
  const made: Template = {
    ...first!,
    id,
    lineage: lineage ?? id,
    version,
    due,
    appliesTo: { levels: [...new Set(narrowed.flatMap((one) => one.levels))], ...common, ...dates },
    source: [...new Set(of((one) => one.source).flat())],
    dimensions: union(of((one) => one.dimensions)),
    sections,
    targets: first!.targets.filter(isCommon),
    rules: shop.rules(),
    label: Label.highest(...of((one) => one.label))
  }
  const moves = shop.moves(new Map())
  return {
    template: made,
    decisions: settled.decisions,
    listed: shop.listed,
    kept: shop.kept,
    moves:
      lineage !== null
        ? moves
        : moves.map((move) => ({ ...move, declared: { ...move.declared, answers: { lineage: "keep" } } }))
  }
}
