import type * as Issue from "@lienhoi/words/Issue"
import type { Input } from "../Validation.ts"
import { issue } from "./answerTexts.ts"
import { meant } from "./formulaTexts.ts"
import type { Model } from "./model.ts"
import { nearest } from "./nearest.ts"

/** Lays the answers of a submission out by slot; says which keys nobody knows and which come twice. */
export const gather = (
  model: Model,
  exact: ReadonlyMap<string, number>,
  input: Input,
  issues: Array<Issue.Issue>
): ReadonlyArray<unknown> => {
  const raw: Array<unknown> = new Array(model.slots.length).fill(undefined)
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    issues.push(issue("input.unreadable", {}, { path: ["input"] }))
    return raw
  }
  const taken = new Uint8Array(raw.length)
  for (const name of Object.keys(input)) {
    const slot = exact.get(name) ?? model.byKey.get(name.normalize("NFC").trim().toLowerCase())?.index
    if (slot === undefined) {
      const short = name.slice(0, 40)
      const suggestion = meant(nearest(name, exact.keys()))
      issues.push(issue("input.field-unknown", { name: short, ...suggestion }, { path: [short] }))
    } else if (taken[slot] === 1) {
      issues.push(issue("input.field-twice", { name: model.slots[slot]!.key }, { path: [name] }))
    } else {
      taken[slot] = 1
      raw[slot] = input[name]
    }
  }
  return raw
}
