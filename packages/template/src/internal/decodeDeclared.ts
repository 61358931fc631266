import * as Issue from "@lienhoi/words/Issue"
import type { Answer, Declared } from "./declared.ts"
import { issue } from "./versionTexts.ts"
import { type Entries, type File, type Given, open } from "./yaml.ts"

const answers: ReadonlyArray<Answer> = ["drop", "keep"]
const keywords = ["fields", "choices", "answers"]

const words = (file: File, given: Given | null): { readonly [key: string]: string } =>
  given === null
    ? {}
    : Object.fromEntries(file.entries(given).flatMap(([key, one]) => [[key, file.words(one) ?? ""] as const]))

const declaredIn = (file: File, entry: Entries): Declared => {
  const [choices, given] = [entry.get("choices"), entry.get("answers")]
  return {
    fields: words(file, entry.get("fields")),
    choices:
      choices === null ? {} : Object.fromEntries(file.entries(choices).map(([key, one]) => [key, words(file, one)])),
    answers:
      given === null
        ? {}
        : Object.fromEntries(file.entries(given).map(([id, one]) => [id, file.oneOf(one, answers) ?? "drop"]))
  }
}

/** What is declared about moving from one template. */
export const decodeDeclared = (text: string, from: string, name: string | null): Issue.Checked<Declared> => {
  const file = open(text)
  const end = (declared: Declared | null): Issue.Checked<Declared> => {
    const named = name === null ? file.issues : file.issues.map((one) => Issue.inFile(one, name))
    return Issue.unless(named, () => declared ?? {})
  }
  if (file.root === null) return end(null)
  if (!file.has(file.root, "moves")) return end(declaredIn(file, file.map(file.root, keywords)))
  const moves = file.list(file.map(file.root, ["moves"]).get("moves")).map((one) => {
    const entry = file.map(one, ["from", "version", ...keywords])
    return { from: file.needed(entry, "from"), declared: declaredIn(file, entry) }
  })
  const found = moves.find((one) => one.from === from)
  if (found === undefined && file.issues.length === 0) {
    const known = moves.map((one) => one.from).join(", ")
    file.issues.push(issue("migrate.declared", { id: from, known }, { place: { line: 1, column: 1 } }))
  }
  return end(found?.declared ?? null)
}
