import { clean } from "@lienhoi/words/Text"
import {
  type Breakdown,
  type Combine,
  type Counts,
  type Field,
  type FieldType,
  type Item,
  operators,
  types
} from "../Field.ts"
import * as Label from "../Label.ts"
import { source } from "./decodeSource.ts"
import { countsShape, keywordsOf, none } from "./grammar.ts"
import type { Shared } from "./sharedDimensions.ts"
import type { File, Given } from "./yaml.ts"

/** What a field takes from around it. */
export interface Around {
  readonly askedOf: ReadonlyArray<string>
  readonly secrecy: Label.Secrecy
  readonly inTable: boolean
  readonly shared: Shared
}

/** `{ tot: Tốt, kha: Khá }` or a list of `key`, `label`. */
export const items = (file: File, given: Given | null): ReadonlyArray<Item> => {
  if (given === null) return []
  if (!file.isList(given)) {
    return file.entries(given).map(([name, one]) => ({ key: name, label: file.words(one) ?? name }))
  }
  return file.list(given).map((one) => {
    const entry = file.map(one, keywordsOf("item"))
    return { key: file.needed(entry, "key") ?? "", label: file.needed(entry, "label") ?? "" }
  })
}

const breakdown = (file: File, given: Given, { take }: Shared): Breakdown => {
  const entry = file.map(given, keywordsOf("breakdown"))
  const by = file.needed(entry, "by") ?? ""
  const own = entry.get("items")
  const dimension = own === null && by !== "" ? take(by, entry.get("by")!) : null
  return {
    by,
    label: file.words(entry.get("label")) ?? dimension?.label ?? by,
    items: dimension?.items ?? items(file, own),
    complete: file.truth(entry.get("complete")) ?? false
  }
}

const combine = (file: File, given: Given | null): Combine | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("combine"))
  for (const axis of ["units", "periods"]) if (entry.get(axis) === null) file.needed(entry, axis)
  const units = file.oneOf(entry.get("units"), operators)
  const periods = file.oneOf(entry.get("periods"), operators)
  return units === null || periods === null ? null : { units, periods }
}

const counts = (file: File, given: Given | null, usual: Counts | null): Counts | null => {
  if (given === null) return usual
  const found = file.word(given)
  if (found === null || found === none) return null
  if (countsShape.test(found)) return found as Counts
  file.say(given!, "field.counts", { found: found.slice(0, 40) })
  return null
}

export const required = (file: File, given: Given | null): boolean | string => {
  if (given === null) return false
  return file.isTruth(given) ? file.truth(given)! : (file.words(given) ?? false)
}

/** What goes without saying; `none` in the file says that it does not hold. */
export const defaultUnit: { readonly [T in FieldType]?: string } = { ratio: "%", money: "đồng" }
export const defaultCounts: { readonly [T in FieldType]?: Counts } = { money: "money" }
export const defaultDecimals: { readonly [T in FieldType]?: number } = { ratio: 2, decimal: 2 }

/** Numbers that are reported do not go below zero unless the template says so; what is computed may. */
export const defaultMin = (type: FieldType, computed: boolean): number | null =>
  !computed && (type === "count" || type === "money") ? 0 : null

const lowest = (file: File, given: Given | null, usual: number | null): number | null => {
  if (given === null) return usual
  return file.isWord(given, none) ? null : file.number(given)
}

/** Reads one field. */
export const field = (file: File, given: Given, around: Around): Field => {
  const entry = file.map(given, keywordsOf(around.inTable ? "column" : "field"))
  if (entry.get("type") === null) file.needed(entry, "type")
  const known = file.oneOf(entry.get("type"), types)
  if (known === null) file.places.spoil(given.path)
  const type = known ?? "count"
  const formula = file.words(entry.get("formula"))
  const asked = file.strings(entry.get("asked_of"))
  const computed = formula !== null || type === "ratio"
  const name = file.needed(entry, "key") ?? ""
  const unit = file.words(entry.get("unit"))
  const disaggregate = entry.get("disaggregate")
  const listed = entry.get("choices")
  const dimension = file.words(entry.get("dimension"))
  const taken = dimension === null || listed !== null ? null : around.shared.take(dimension, entry.get("dimension")!)
  // Choices that could not be taken are not also called absent.
  if (dimension !== null && listed === null && taken === null) file.places.spoil([...given.path, "choices"])
  const folded = combine(file, entry.get("combine"))
  const secrecy = file.oneOf(entry.get("secrecy"), Label.secrecies)
  if (secrecy === "secret") file.say(entry.get("secrecy")!, "template.secret")
  const sensitivity: Label.Label = {
    secrecy: secrecy ?? around.secrecy,
    personal: file.oneOf(entry.get("personal"), Label.personals) ?? "none",
    reviewed: true
  }
  return {
    key: name,
    label: file.needed(entry, "label") ?? clean(name),
    labelEn: file.words(entry.get("label_en")),
    hint: file.words(entry.get("hint")),
    unit: unit === none ? null : (unit ?? defaultUnit[type] ?? null),
    type,
    counts: counts(file, entry.get("counts"), defaultCounts[type] ?? null),
    askedOf: asked ?? (computed ? [] : around.askedOf),
    combine: folded,
    partOf: file.words(entry.get("part_of")),
    numerator: file.words(entry.get("numerator")),
    denominator: file.words(entry.get("denominator")),
    formula,
    decimals: file.whole(entry.get("decimals")) ?? defaultDecimals[type] ?? 0,
    required: required(file, entry.get("required")),
    relevant: file.words(entry.get("relevant")),
    choices: taken?.items ?? items(file, listed),
    min: lowest(file, entry.get("min"), defaultMin(type, computed)),
    max: file.number(entry.get("max")),
    disaggregate: (disaggregate === null ? [] : file.list(disaggregate)).map((one) =>
      breakdown(file, one, around.shared)
    ),
    columns: file
      .list(entry.get("columns"))
      .map((one) => field(file, one, { ...around, askedOf: [], secrecy: sensitivity.secrecy, inTable: true })),
    rows: items(file, entry.get("rows")),
    totals: file.strings(entry.get("totals")) ?? [],
    rowTotals: file.strings(entry.get("row_totals")) ?? [],
    dimension,
    source: source(file, entry.get("from"), folded?.periods ?? "last"),
    carry: file.words(entry.get("carry")),
    sensitivity
  }
}
