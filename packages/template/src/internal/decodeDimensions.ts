import type * as Issue from "@lienhoi/words/Issue"
import * as Version from "../Version.ts"
import { items } from "./decodeField.ts"
import type { Dimension, DimensionSet } from "./dimensions.ts"
import { dimensionKeywords, idShape, sectionShape, setKeywords } from "./grammar.ts"
import { misshapen, twice } from "./keys.ts"
import { type File, type Given, open } from "./yaml.ts"

const dimension = (file: File, key: string, given: Given): Dimension => {
  const entry = file.map(given, dimensionKeywords)
  if (!sectionShape.test(key)) file.say(given, "field.key", { key: key.slice(0, 40) })
  const list = entry.get("items")
  if (list === null && file.isMap(given)) file.needed(entry, "items")
  const read = items(file, list)
  const keys = read.map((one) => one.key)
  const [bad, again] = [misshapen(keys), twice(keys)]
  if (bad !== undefined) file.say(list!, "field.key", { key: bad })
  else if (again !== undefined) file.say(list!, "item.twice", { key: again })
  return { key, label: file.words(entry.get("label")) ?? key, items: read }
}

/** Whether a text is meant to be a set of dimensions. */
export const isDimensionSet = (text: string): boolean => {
  const { root, has } = open(text)
  return root !== null && has(root, "dimension-set")
}

/** What a file holds, read as far as it can be read, with everything that is wrong with it. */
export const decode = (
  text: string
): { readonly set: DimensionSet | null; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const file = open(text)
  const { issues } = file
  if (file.root === null) return { set: null, issues }
  const entry = file.map(file.root, setKeywords)
  if (!file.isMap(file.root)) return { set: null, issues }
  const given = entry.get("dimension-set")
  const id = (given === null ? file.needed(entry, "dimension-set") : file.word(given)) ?? ""
  if (id !== "" && !idShape.test(id)) file.say(given!, "template.id", { id: id.slice(0, 80) })
  const all = entry.get("dimensions")
  if (all === null) file.needed(entry, "dimensions")
  const title = file.needed(entry, "title") ?? id
  const version = entry.get("version") === null ? "1.0.0" : (file.words(entry.get("version")) ?? "")
  if (version !== "" && Version.numbers(version) === null) {
    file.say(entry.get("version")!, "dimension.set-version", { version: version.slice(0, 40) })
  }
  const dimensions = all === null ? [] : file.entries(all).map(([key, one]) => dimension(file, key, one))
  const again = twice(dimensions.map((one) => one.key))
  if (again !== undefined) file.say(all!, "item.twice", { key: again })
  const source = file.strings(entry.get("source")) ?? []
  return { set: { id, version, title, source, dimensions }, issues }
}
