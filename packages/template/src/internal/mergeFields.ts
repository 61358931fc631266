import { fold } from "@lienhoi/words/Text"
import { type Field, type Item, isComputed } from "../Field.ts"
import * as Label from "../Label.ts"
import { normal } from "./mergeSources.ts"
import type { MergeCode } from "./mergeTexts.ts"
import { neededBy, strictIn } from "./presence.ts"
import { fieldNames, type Naming } from "./renameOverlay.ts"

/** One member of a field that several provinces bring. */
export interface Member {
  readonly source: string
  readonly field: Field
  /** Keys of that province as the merged template has them. */
  readonly name: Naming
}

/** Tells what of a province the merged template does not hold. */
export type List = (source: string, code: MergeCode, params: { readonly [name: string]: string | number }) => void

/** What is known while a field is put together. */
export interface Around {
  readonly key: string
  /** Whether every former province has it. */
  readonly everywhere: boolean
  /** Whether that merged key is asked, and only of provinces that have this field too. */
  readonly isAskedHere: (key: string) => boolean
  readonly list: List
}

/** The loosest of limits. */
const loosest = (bounds: ReadonlyArray<number | null>, pick: (...of: Array<number>) => number): number | null => {
  const set = bounds.filter((bound) => bound !== null)
  return set.length < bounds.length ? null : pick(...set)
}

const union = (lists: ReadonlyArray<ReadonlyArray<Item>>): ReadonlyArray<Item> => {
  const items: Array<Item> = []
  for (const item of lists.flat()) if (items.every(({ key }) => key !== item.key)) items.push(item)
  return items
}

const requirement = (members: ReadonlyArray<Member>, { everywhere, isAskedHere }: Around): boolean | string => {
  const [first, ...rest] = members.map(({ field, name }) =>
    typeof field.required === "string" ? normal(field.required, name) : field.required
  )
  const asked = rest.every((one) => one === first) ? first! : false
  if (everywhere || asked === false) return asked
  return typeof asked === "string" && [...neededBy(asked)].some(isAskedHere) ? asked : false
}

/** One field for all that members ask; where they differ in strictness, the least strict. */
export const fieldOf = (members: readonly [Member, ...Member[]], around: Around): Field => {
  const { key, list } = around
  const [first] = members
  const named = fieldNames(first.field, first.name)
  const required = requirement(members, around)
  const min = loosest(
    members.map(({ field }) => field.min),
    Math.min
  )
  const max = loosest(
    members.map(({ field }) => field.max),
    Math.max
  )
  const reads = named.formula === null ? new Set([named.numerator, named.denominator]) : strictIn(named.formula)
  const isOursAlone = [...reads].some((one) => one !== null && around.isAskedHere(one))
  // A figure that is computed everywhere is held by no limit that only one province has set.
  const isFree = isComputed(first.field) && !around.everywhere && !isOursAlone
  const merged: Field = {
    ...named,
    key,
    required: typeof required === "string" ? required : required,
    min: isFree ? null : min,
    max: isFree ? null : max,
    partOf: isFree ? null : named.partOf,
    choices: union(members.map(({ field }) => field.choices)),
    sensitivity: Label.highest(...members.map(({ field }) => field.sensitivity))
  }
  for (const { source, field } of members) {
    if (fold(field.label) !== fold(merged.label))
      list(source, "merge.listed.words", { key, mine: field.label, taken: merged.label })
    if (field.required !== false && merged.required === false) list(source, "merge.listed.required", { key })
    if (field.min !== merged.min || field.max !== merged.max) list(source, "merge.listed.limits", { key })
    if (field.partOf !== null && merged.partOf === null)
      list(source, "merge.listed.part-of", { key, whole: named.partOf ?? "" })
  }
  return merged
}
