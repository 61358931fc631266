import { isUnitCount, type Target } from "../Target.ts"
import type * as Version from "../Version.ts"
import { equal } from "./canonical.ts"
import { type DiffCode, inWords, nameOf, type Part } from "./diffTexts.ts"

/** Where a difference is told. */
export type Say = (
  change: Version.Change,
  code: DiffCode,
  path: ReadonlyArray<string | number>,
  params?: { readonly [name: string]: string | number }
) => void

/** What a target asks for; none of it may change without being said. */
const meaning = [
  ["field", "field"],
  ["kind", "target_kind"],
  ["value", "value"],
  ["unit", "unit"],
  ["of", "of"],
  ["level", "level"],
  ["base", "base"],
  ["owner", "owner"],
  ["units", "units"],
  ["from", "from"],
  ["by", "by"]
] as const satisfies ReadonlyArray<readonly [keyof Target, Part]>

const words = [
  ["label", "label"],
  ["labelEn", "label_en"],
  ["source", "source"]
] as const satisfies ReadonlyArray<readonly [keyof Target, Part]>

const plain = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  const of = value as NonNullable<Target["of"]>
  const what = isUnitCount(of) ? of.units : of.template === null ? of.field : `${of.template}/${of.field}`
  return of.at === null ? what : `${what} (${of.at})`
}

/** What changed, from what to what, in words. */
export const told = (key: string, part: Part, from: unknown = "", to: unknown = "") => {
  const [what, before, now] = [nameOf(part), inWords(from), inWords(to)]
  return { key, what: what.vi, whatEn: what.en, from: before.vi, fromEn: before.en, to: now.vi, toEn: now.en }
}

/** How lists of targets differ: one more is a minor change, unless the list was complete. */
export const targetReasons = (
  older: ReadonlyArray<Target>,
  newer: ReadonlyArray<Target>,
  isComplete: boolean,
  top: string,
  say: Say
): void => {
  const find = (list: ReadonlyArray<Target>, { key }: Target): Target | undefined =>
    list.find((one) => one.key.toLowerCase() === key.toLowerCase())
  for (const target of older) {
    const { key, label } = target
    const now = find(newer, target)
    if (now === undefined) {
      say("major", "diff.target-removed", [top, key], { key, label })
      continue
    }
    for (const [part, name] of meaning) {
      if (equal(target[part], now[part])) continue
      say("major", "diff.target-changed", [top, key, part], told(key, name, plain(target[part]), plain(now[part])))
    }
    if (target.template !== now.template && target.field === now.field) {
      say("major", "diff.target-changed", [top, key, "field"], told(key, "field", target.template, now.template))
    }
    for (const [part, name] of words) {
      if (!equal(target[part], now[part])) say("patch", "diff.words", [top, key, part], told(key, name))
    }
  }
  for (const target of newer) {
    if (find(older, target) !== undefined) continue
    const { key, label } = target
    say(isComplete ? "major" : "minor", isComplete ? "diff.target-added-closed" : "diff.target-added", [top, key], {
      key,
      label
    })
  }
}
