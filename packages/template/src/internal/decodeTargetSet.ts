import type * as Issue from "@lienhoi/words/Issue"
import { date } from "./decodeDate.ts"
import { target } from "./decodeTarget.ts"
import { idShape, keywordsOf, targetStatuses } from "./grammar.ts"
import type { TargetSet } from "./targetSet.ts"
import { type File, type Given, open, type Places } from "./yaml.ts"

const term = (file: File, given: Given | null): TargetSet["term"] | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("term"))
  for (const day of ["from", "to"]) if (entry.get(day) === null) file.needed(entry, day)
  const [from, to] = [date(file, entry.get("from")), date(file, entry.get("to"))]
  return from === null || to === null ? null : { from, to }
}

/** What a file of targets holds, read as far as it can be read, with everything that is wrong about its form. */
export const decode = (
  text: string
): { readonly set: TargetSet | null; readonly issues: ReadonlyArray<Issue.Issue>; readonly places: Places } => {
  const file = open(text)
  const { issues, places } = file
  if (file.root === null) return { set: null, issues, places }
  const entry = file.map(file.root, keywordsOf("targetSet"))
  if (!file.isMap(file.root)) return { set: null, issues, places }
  const idGiven = entry.get("targets")
  const id = (idGiven === null ? file.needed(entry, "targets") : file.word(idGiven)) ?? ""
  if (id !== "" && !idShape.test(id)) file.say(idGiven!, "target-set.id", { id: id.slice(0, 80) })
  if (entry.get("term") === null) file.needed(entry, "term")
  const set: TargetSet = {
    id,
    version: file.words(entry.get("version")) ?? "1.0.0",
    title: file.needed(entry, "title") ?? id,
    titleEn: file.words(entry.get("title_en")),
    status: file.oneOf(entry.get("status"), targetStatuses) ?? "adopted",
    source: file.strings(entry.get("source")) ?? [],
    // Without a term nothing is held against it: the longest there is.
    term: term(file, entry.get("term")) ?? { from: "0001-01-01", to: "9999-12-31" },
    closed: file.truth(entry.get("closed")) ?? false,
    items: file.list(entry.get("items")).map((one) => target(file, one, false))
  }
  return { set, issues, places }
}
