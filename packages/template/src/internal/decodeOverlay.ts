import type * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import type { Field } from "../Field.ts"
import type { Target } from "../Target.ts"
import * as Decode from "./decode.ts"
import * as DecodeField from "./decodeField.ts"
import { target } from "./decodeTarget.ts"
import type { DimensionSet } from "./dimensions.ts"
import { idShape, keywordsOf, sectionShape } from "./grammar.ts"
import * as Namespace from "./namespace.ts"
import type { Finer, Overlay, Part, Relabel, Tighten } from "./overlaid.ts"
import { extendsShape, overlayKeywordsOf } from "./overlayGrammar.ts"
import { issue, type OverlayCode } from "./overlayTexts.ts"
import { fieldNames, ruleNames, targetNames } from "./renameOverlay.ts"
import { type Shared, shared } from "./sharedDimensions.ts"
import type { Rule } from "./written.ts"
import { type File, type Given, open } from "./yaml.ts"

const fieldKeywords = keywordsOf("field")

/** What only the base says about the whole template. */
const frozen = [
  "lineage",
  "kind",
  "route",
  "period",
  "window",
  "reference_day",
  "applies_to",
  "record",
  "states",
  "acknowledge",
  "secrecy",
  "personal"
] as const

const keywords = overlayKeywordsOf("overlay")

/** Says why something in this file is refused. */
type Refuse = (given: Given, code: OverlayCode, params?: { readonly [name: string]: string | number }) => void

const refusing =
  (file: File): Refuse =>
  (given, code, params = {}) => {
    const spot = file.places.of(given.path)
    const place = spot && { place: { line: spot.line, column: spot.column } }
    file.issues.push(issue(code, params, { path: given.path, ...place }))
    file.places.spoil(given.path)
  }

/** Gives the names of an overlay's own fields their namespace, wherever they are named. */
const qualifier = (namespace: string, own: ReadonlyMap<string, string>) => {
  const name = (written: string): string => own.get(fold(written)) ?? written
  return {
    name,
    formula: (source: string): string => Namespace.rename(source, name),
    item: <I extends { readonly key: string }>(item: I): I => ({ ...item, key: `${namespace}${item.key}` }),
    field: (field: Field): Field => ({ ...fieldNames(field, name), key: `${namespace}${field.key}` }),
    target: (one: Target): Target => ({ ...targetNames(one, name), key: `${namespace}${one.key}` }),
    rule: (rule: Rule): Rule => ruleNames(rule, name)
  }
}

const part = (file: File, refuse: Refuse, key: string, given: Given, shared: Shared): Part => {
  const entry = file.map(given, [...overlayKeywordsOf("part"), "fields", "remove"])
  const fields = entry.get("fields")
  if (fields !== null) refuse(fields, "overlay.fields")
  const remove = entry.get("remove")
  if (remove !== null) refuse(remove, "overlay.remove")
  if (!sectionShape.test(key)) file.say(given, "section.key", { key: key.slice(0, 40) })
  const askedOf = file.strings(entry.get("asked_of")) ?? []
  const around = { askedOf, secrecy: "internal", inTable: false, shared } as const
  return {
    key,
    title: file.words(entry.get("title")),
    titleEn: file.words(entry.get("title_en")),
    add: file.list(entry.get("add")).map((one) => DecodeField.field(file, one, around)),
    order: file.strings(entry.get("order")) ?? [],
    columns: Decode.columns(file, entry.get("columns"))
  }
}

/** The entries of a map about fields of the base; what may not be said there is refused. */
const about = (file: File, refuse: Refuse, key: string, given: Given, welcome: ReadonlyArray<string>) => {
  const entry = file.map(given, fieldKeywords)
  for (const name of fieldKeywords) {
    const found = entry.get(name)
    if (found !== null && !welcome.includes(name)) refuse(found, "overlay.field-frozen", { name, key })
  }
  return entry
}

const relabel = (file: File, refuse: Refuse, key: string, given: Given): Relabel => {
  if (!file.isMap(given)) return { key, label: file.words(given), labelEn: null, hint: null }
  const entry = about(file, refuse, key, given, overlayKeywordsOf("relabel"))
  const words = (name: string) => file.words(entry.get(name))
  return { key, label: words("label"), labelEn: words("label_en"), hint: words("hint") }
}

const tighten = (file: File, refuse: Refuse, key: string, given: Given): Tighten => {
  const entry = about(file, refuse, key, given, overlayKeywordsOf("tighten"))
  const required = entry.get("required")
  return {
    key,
    required: required === null ? null : DecodeField.required(file, required),
    min: file.number(entry.get("min")),
    max: file.number(entry.get("max"))
  }
}

/** The entries of a map that may be absent. */
const each = <A>(file: File, given: Given | null, read: (key: string, one: Given) => A): ReadonlyArray<A> =>
  given === null ? [] : file.entries(given).map(([key, one]) => read(key, one))

const isOverlay = (file: File): boolean => file.root !== null && file.has(file.root, "extends")

/** Whether a text is meant to change the template of another. */
export const extendsAnother = (text: string): boolean => isOverlay(open(text))

/** What an overlay holds, read as far as it can be read, with everything that is wrong about its form. */
export const decode = (
  text: string,
  name: string | null,
  atHand: ReadonlyArray<DimensionSet> = []
): { readonly overlay: Overlay | null; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const file = open(text)
  const { issues, places } = file
  if (file.root === null) return { overlay: null, issues }
  const refuse = refusing(file)
  if (!isOverlay(file)) {
    if (file.isMap(file.root)) refuse(file.root, "overlay.not-one")
    else file.map(file.root, keywords)
    return { overlay: null, issues }
  }
  const entry = file.map(file.root, [...keywords, ...frozen, "remove"])
  for (const keyword of frozen) {
    const found = entry.get(keyword)
    if (found !== null) refuse(found, "overlay.frozen", { name: keyword })
  }
  const remove = entry.get("remove")
  if (remove !== null) refuse(remove, "overlay.remove")

  const given = entry.get("template")
  const id = (given === null ? file.needed(entry, "template") : file.word(given)) ?? ""
  if (id !== "" && !idShape.test(id)) file.say(given!, "template.id", { id: id.slice(0, 80) })
  else if (/^[0-9]/u.test(id)) refuse(given!, "overlay.owner", { id: id.slice(0, 80) })
  const base = extendsShape.exec(file.word(entry.get("extends")) ?? "")
  if (base === null && !places.isSpoiled(["extends"])) refuse(entry.get("extends")!, "overlay.extends")

  const namespace = Namespace.of(id)
  const dimensions = shared(file, entry.get("dimensions"), atHand)
  const sections = each(file, entry.get("sections"), (key, one) => part(file, refuse, key, one, dimensions))
  const own = new Map(sections.flatMap(({ add }) => add.map(({ key }) => [fold(key), `${namespace}${key}`] as const)))
  const qualify = qualifier(namespace, own)
  const names = (keys: ReadonlyArray<string> | null) => (keys ?? []).map(qualify.name)
  const finer = (field: string, given: Given): ReadonlyArray<Finer> =>
    file.entries(given).map(([under, one]) => ({ field, under, items: DecodeField.items(file, one).map(qualify.item) }))

  const overlay: Overlay = {
    id,
    version: file.words(entry.get("version")) ?? "1.0.0",
    base: { id: base?.[1] ?? "", range: base?.[2] ?? "" },
    title: file.words(entry.get("title")),
    titleEn: file.words(entry.get("title_en")),
    due: Decode.due(file, entry.get("due")),
    dimensions: dimensions.sets,
    sections: sections.map((one) => ({ ...one, add: one.add.map(qualify.field), order: names(one.order) })),
    order: file.strings(entry.get("order")) ?? [],
    relabel: each(file, entry.get("relabel"), (key, one) => relabel(file, refuse, key, one)),
    hide: file.strings(entry.get("hide")) ?? [],
    tighten: each(file, entry.get("tighten"), (key, one) => tighten(file, refuse, key, one)).map((one) =>
      typeof one.required === "string" ? { ...one, required: qualify.formula(one.required) } : one
    ),
    choices: each(file, entry.get("choices"), finer).flat(),
    targets: file.list(entry.get("targets")).map((one) => qualify.target(target(file, one, true))),
    rules: file.list(entry.get("rules")).map((one) => qualify.rule(Decode.rule(file, one))),
    where: { file: name, of: (path) => places.of(path), isSpoiled: (path) => places.isSpoiled(path) }
  }
  return { overlay, issues }
}
