import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import { nameOf, type Part } from "./diffTexts.ts"
import type { Decision, Options } from "./merged.ts"
import { meaningOf, type Source, shortOf } from "./mergeSources.ts"
import { issue, type MergeCode } from "./mergeTexts.ts"
import { differences, type Group, idOf, join, type Pair, pairsOf, type Thing } from "./mergeThings.ts"
import type { Naming } from "./renameOverlay.ts"
import type { Template } from "./written.ts"

/** What became one and what everything is called. */
export interface Settled {
  readonly groups: ReadonlyArray<Group>
  /** The key in the merged template, without namespace. */
  readonly nameOf: (thing: Thing) => string
  readonly decisions: ReadonlyArray<Decision>
}

const lower = (key: string): string => key.toLowerCase()
const keyShape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u

const thingsOf = (source: Source): ReadonlyArray<Thing> => {
  const own = new Set(source.own.map(({ field }) => lower(field.key)))
  const mask: Naming = (key) => (own.has(lower(key)) ? "own" : lower(key))
  const kept = (short: string): string => `${source.namespace}${short}`
  const fields = source.own.map(({ field }): Thing => {
    const { key, label } = field
    const short = shortOf(source, key)
    const meaning = meaningOf(source, field, mask)
    return {
      source: source.id,
      ref: short,
      kind: "field",
      key,
      short,
      kept: kept(short),
      label,
      meaning,
      choices: field.choices
    }
  })
  // Of a field that the same overlay hides, choices are asked of nobody.
  const there = new Set(source.template.sections.flatMap((one) => one.fields.map(({ key }) => lower(key))))
  const choices = (source.overlay?.choices ?? []).filter(({ field }) => there.has(lower(field)))
  const finer = choices.flatMap(({ field, under, items }) =>
    items.map(({ key, label }): Thing => {
      const short = shortOf(source, key)
      const around = { source: source.id, ref: `${field}/${short}`, kind: `choice ${lower(field)}` }
      return { ...around, key, short, kept: kept(short), label, meaning: { under }, choices: [] }
    })
  )
  return [...fields, ...finer]
}

const said = (code: MergeCode, params: { readonly [name: string]: string | number } = {}): Bilingual => {
  const { message, english } = issue(code, params)
  return { vi: message, en: english }
}

/** Parts of a field in words; what has none is said as it is. */
const inWords = (parts: ReadonlyArray<string>): { readonly what: string; readonly whatEn: string } => {
  const keyword = (part: string) => part.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
  const names = parts.map((part) => nameOf(keyword(part) as Part) ?? { vi: keyword(part), en: keyword(part) })
  return { what: names.map(({ vi }) => vi).join(", "), whatEn: names.map(({ en }) => en).join(", ") }
}

const reasonOf = ({ a, b, confidence, differs }: Pair): Bilingual => {
  const labels = { a: a.label, b: b.label, key: a.short, label: a.label }
  if (differs.length > 0) return said("merge.reason.differs", { ...labels, ...inWords(differs) })
  return said(confidence === "low" ? "merge.reason.key" : "merge.reason.near", labels)
}

type Asked = NonNullable<Options["decisions"]>[number] & { readonly n: number; readonly things: Group }

/** Decisions of people about things that are there; everything that is wrong with the others. */
const understand = (things: ReadonlyArray<Thing>, { decisions = [] }: Options) => {
  const issues: Array<Issue.Issue> = []
  const asked = decisions.flatMap(({ choice, of, key }, i): ReadonlyArray<Asked> => {
    const n = i + 1
    const path = ["decisions", i]
    const found = Object.entries(of).map(([source, ref]) => {
      const thing = things.find((one) => one.source === source && lower(one.ref) === lower(ref))
      if (thing === undefined) issues.push(issue("merge.unknown", { n, source, key: ref }, { path }))
      return thing
    })
    const known = found.filter((thing) => thing !== undefined)
    if (choice === "same" && found.length < 2) issues.push(issue("merge.alone", { n }, { path }))
    const isNamed = key !== null && keyShape.test(key)
    if (choice === "rename" && (found.length !== 1 || !isNamed)) issues.push(issue("merge.rename", { n }, { path }))
    else if (choice === "same" && key !== null && !isNamed) issues.push(issue("merge.rename", { n }, { path }))
    return known.length < found.length ? [] : [{ choice, of, key, n, things: known }]
  })
  return { asked, issues }
}

/** What a group of things is called, the same for all of them. */
const namesOf = (
  groups: ReadonlyArray<Group>,
  asked: ReadonlyArray<Asked>,
  base: Template | null,
  namespace: string,
  issues: Array<Issue.Issue>
): ReadonlyMap<Thing, string> => {
  const baseKeys = base?.sections.flatMap(({ fields }) => fields.map(({ key }) => lower(key))) ?? []
  const baseItems = (kind: string): ReadonlyArray<string> =>
    base?.sections
      .flatMap(({ fields }) => fields)
      .find(({ key }) => `choice ${lower(key)}` === kind)
      ?.choices.map(({ key }) => lower(key)) ?? []
  const taken = new Map<string, Set<string>>()
  const names = new Map<Thing, string>()
  const longest = 64 - (base === null ? 0 : namespace.length)
  const takenIn = (kind: string): Set<string> => {
    const set = taken.get(kind) ?? new Set(kind === "field" ? baseKeys : baseItems(kind))
    taken.set(kind, set)
    return set
  }
  const name = (group: Group, wanted: string, isFixed: number | null): void => {
    const [{ kind }] = group as [Thing, ...Thing[]]
    const set = takenIn(kind)
    const isTaken = (key: string) => set.has(lower(key)) || (base !== null && set.has(lower(`${namespace}${key}`)))
    if (isFixed !== null && isTaken(wanted)) {
      issues.push(issue("merge.taken", { key: wanted, n: isFixed }, { path: ["decisions", isFixed - 1, "key"] }))
    }
    const stem = wanted.slice(0, longest)
    let key = stem
    for (let n = 2; isTaken(key); n++) key = `${stem.slice(0, longest - String(n).length - 1)}_${n}`
    set.add(lower(key))
    for (const thing of group) names.set(thing, key)
  }
  const personOf = (group: Group): Asked | undefined =>
    asked.find(
      ({ choice, key, things }) => key !== null && choice !== "different" && things.every((one) => group.includes(one))
    )
  const rest = groups.filter((group) => {
    const person = personOf(group)
    if (person === undefined) return true
    name(group, person.key!, person.n)
    return false
  })
  // Who keeps the name of the owner keeps its keys, so that none of them comes to mean something else.
  const isOwners = ({ kept, short }: Thing): boolean => base !== null && lower(kept) === lower(`${namespace}${short}`)
  const heirs = rest.filter((group) => group.some(isOwners))
  for (const group of heirs) name(group, group.find(isOwners)!.short, null)
  const others = rest.filter((group) => !heirs.includes(group))
  for (const group of others.filter(({ length }) => length > 1)) name(group, group[0]!.short, null)
  for (const group of others.filter(({ length }) => length === 1)) name(group, group[0]!.kept, null)
  return names
}

/** The naming of one source under these names; a base's keys stay. */
export const namingOf =
  (source: Source, names: ReadonlyMap<string, string>): Naming =>
  (key) =>
    names.get(`${source.id} ${lower(key)}`) ?? key

/** Finds what is one, asks people's decisions first, and gives everything its key. */
export const settle = (
  sources: ReadonlyArray<Source>,
  base: Template | null,
  options: Options
): Issue.Checked<Settled> => {
  const things = sources.flatMap(thingsOf).toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const { asked, issues } = understand(things, options)
  const refuse = (group: Group, n: number): void => {
    const keys = group.map(({ source, ref }) => `${source} → ${ref}`).join(", ")
    const path = ["decisions", n - 1]
    const sourcesOf = group.map(({ source }) => source)
    const twice = sourcesOf.find((one, i) => sourcesOf.indexOf(one) < i)
    if (twice !== undefined) issues.push(issue("merge.same-source", { n, source: twice }, { path }))
    else {
      const parts = group.flatMap((one, i) => group.slice(i + 1).flatMap((other) => differences(one, other)))
      const kinds = new Set(group.map(({ kind }) => kind)).size > 1 ? ["type"] : []
      issues.push(issue("merge.differs", { keys, ...inWords([...new Set([...kinds, ...parts])]) }, { path }))
    }
  }
  const alike = (group: Group): boolean =>
    group.every((one, i) =>
      group.slice(i + 1).every((other) => one.kind === other.kind && differences(one, other).length === 0)
    )

  const alone: ReadonlyArray<Group> = things.map((one) => [one])
  const wanted = asked.filter(({ choice, things: of }) => choice === "same" && of.length > 1)
  const byPeople = join(
    alone,
    wanted.map((one) => one.things),
    alike
  )
  for (const group of byPeople.refused) refuse(group, wanted.find((one) => one.things === group)!.n)

  const pairs = pairsOf(things)
  const mentioned = new Set(asked.flatMap(({ things: of }) => of))
  const isOpen = ({ a, b, confidence, differs }: Pair): boolean =>
    confidence === "high" && differs.length === 0 && !mentioned.has(a) && !mentioned.has(b)
  const proposed = pairs.filter(isOpen).map(({ a, b }) => [a, b])

  // Whether references agree is seen once everything has its name; what does not is taken apart again.
  const namespace = `${options.id.split("/")[0]!.replaceAll("-", "_")}__`
  const apart = new Map<Thing, ReadonlyArray<string>>()
  for (;;) {
    const open = proposed.filter((group) => group.every((one) => !apart.has(one)))
    const { groups } = join(byPeople.groups, open, alike)
    const found: Array<Issue.Issue> = []
    const names = namesOf(groups, asked, base, namespace, found)
    const keys = new Map(things.map((one) => [`${one.source} ${lower(one.key)}`, names.get(one)!]))
    const disagreeing = groups.filter((group) => group.length > 1 && unlike(group, sources, keys).length > 0)
    const fresh = disagreeing.filter((group) => group.some((one) => !apart.has(one)))
    if (fresh.length === 0) {
      issues.push(...found)
      return Issue.unless(issues, () => ({
        groups,
        nameOf: (thing) => names.get(thing)!,
        decisions: decisionsOf(groups, pairs, asked, names, apart)
      }))
    }
    for (const group of fresh) {
      const parts = unlike(group, sources, keys)
      for (const one of group) apart.set(one, parts)
      const person = wanted.find((one) => one.things.every((thing) => group.includes(thing)))
      if (person === undefined) continue
      const named = group.map(({ source, ref }) => `${source} → ${ref}`).join(", ")
      issues.push(issue("merge.differs", { keys: named, ...inWords(parts) }, { path: ["decisions", person.n - 1] }))
    }
  }
}

/** What fields that look like one differ in, once the fields they speak of have their names. */
const unlike = (
  group: Group,
  sources: ReadonlyArray<Source>,
  names: ReadonlyMap<string, string>
): ReadonlyArray<string> => {
  const [first, ...rest] = group.flatMap((thing) => {
    if (thing.kind !== "field") return []
    const source = sources.find(({ id }) => id === thing.source)!
    const { field } = source.own.find((one) => one.field.key === thing.key)!
    const naming = namingOf(source, names)
    const own = new Set(source.own.map((one) => lower(one.field.key)))
    const name: Naming = (key) => (own.has(lower(key)) ? `own__${lower(naming(key))}` : lower(key))
    return [{ meaning: meaningOf(source, field, name), choices: field.choices }]
  })
  return first === undefined ? [] : [...new Set(rest.flatMap((other) => differences(first, other)))]
}

const decisionsOf = (
  groups: ReadonlyArray<Group>,
  pairs: ReadonlyArray<Pair>,
  asked: ReadonlyArray<Asked>,
  names: ReadonlyMap<Thing, string>,
  apart: ReadonlyMap<Thing, ReadonlyArray<string>>
): ReadonlyArray<Decision> => {
  const groupOf = (thing: Thing) => groups.find((group) => group.includes(thing))!
  const of = (group: Group) => Object.fromEntries(group.map(({ source, ref }) => [source, ref]))
  const together = groups.map((group): Decision => {
    const [first] = group as [Thing, ...Thing[]]
    const key = names.get(first)!
    const inside = pairs.filter(({ a, b }) => group.includes(a) && group.includes(b))
    const isPerson = asked.some(({ choice, things }) => choice === "rename" && things[0] === first)
    if (group.length === 1) {
      const reason = isPerson
        ? said("merge.reason.person")
        : said("merge.reason.alone", { source: first.source, label: first.label })
      return { choice: isPerson ? "rename" : "different", of: of(group), key, confidence: null, reason }
    }
    const isCertain = inside.length > 0 && inside.every(({ confidence }) => confidence === "high")
    const why = first.kind === "field" ? "merge.reason.same" : "merge.reason.same-choice"
    const reason = isCertain ? said(why, { label: first.label }) : said("merge.reason.person")
    const confidence = isCertain ? "high" : (inside.at(-1)?.confidence ?? null)
    return { choice: "same", of: of(group), key, confidence, reason }
  })
  const separate = pairs.flatMap(({ a, b, ...pair }): ReadonlyArray<Decision> => {
    if (groupOf(a) === groupOf(b)) return []
    const differs = [...new Set([...pair.differs, ...(apart.get(a) ?? []), ...(apart.get(b) ?? [])])]
    const around = [...groupOf(a), ...groupOf(b)].map(({ source }) => source)
    const isCrowded = new Set(around).size < around.length
    const isClear = differs.length === 0 && pair.confidence === "high"
    const reason = !isClear
      ? reasonOf({ a, b, ...pair, differs })
      : said(isCrowded ? "merge.reason.crowded" : "merge.reason.person", { a: a.label, b: b.label })
    return [{ choice: "different", of: of([a, b]), key: null, confidence: pair.confidence, reason }]
  })
  return [...together, ...separate]
}
