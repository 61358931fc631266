import { type Field, isComputed } from "../Field.ts"
import { meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import type { Say } from "./say.ts"
import type { RecordRule, State, Template } from "./written.ts"
import type { Path } from "./yaml.ts"

const things: ReadonlyArray<Field["type"]> = ["table", "photo", "file"]

const recordIssues = (record: RecordRule, fields: ReadonlyArray<Field>, say: Say): void => {
  const find = (name: string, path: Path): Field | undefined => {
    const found = fields.find((field) => field.key.toLowerCase() === name.toLowerCase())
    const keys = fields.map((field) => field.key)
    if (found === undefined) say(path, "field.unknown", { name: name.slice(0, 40), ...meant(nearest(name, keys)) })
    return found
  }
  if (record.key.length === 0) say(["record", "key"], "record.key-none")
  record.key.forEach((name, i) => {
    const path = ["record", "key", i]
    const field = find(name, path)
    if (field === undefined) return
    if (things.includes(field.type) || isComputed(field)) say(path, "record.key-type", { name })
    else if (field.required !== true || field.relevant !== null) say(path, "record.key-required", { name })
  })
  const title = find(record.title, ["record", "title"])
  if (title !== undefined && things.includes(title.type)) {
    say(["record", "title"], "record.title-type", { name: record.title, type: title.type })
  }
  for (const end of ["from", "to"] as const) {
    const name = record[end]
    const field = name === null ? undefined : find(name, ["record", end])
    if (field !== undefined && field.type !== "date") say(["record", end], "record.date", { name: field.key })
  }
}

/** The states that can be come to from that one. */
const reach = (states: ReadonlyArray<State>, from: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const look = (key: string): void => {
    if (found.has(key)) return
    found.add(key)
    states.find((state) => state.key === key)?.next.forEach(look)
  }
  look(from)
  return found
}

const stateIssues = (states: ReadonlyArray<State>, say: Say): void => {
  const [first] = states
  if (first === undefined) {
    say(["states"], "state.none")
    return
  }
  const keys = states.map(({ key }) => key)
  let isWhole = true
  for (const { key, next, end, limit } of states) {
    const path = ["states", key]
    next.forEach((name, i) => {
      if (keys.includes(name) && name !== key) return
      isWhole = false
      if (name === key) say([...path, "next", i], "state.itself", { key })
      else {
        const params = { name: name.slice(0, 40), known: keys.join(", "), ...meant(nearest(name, keys)) }
        say([...path, "next", i], "state.unknown", params)
      }
    })
    if (end && next.length > 0) say([...path, "next"], "state.end-next", { key, name: "next" })
    else if (end && limit !== null) say([...path, "limit"], "state.end-next", { key, name: "limit" })
    else if (!end && next.length === 0) {
      isWhole = false
      say(path, "state.stuck", { key })
    }
  }
  if (first.end) say(["states", first.key, "end"], "state.start-end", { key: first.key })
  // While an arrow leads nowhere, nothing can be said about the ways.
  if (!isWhole || first.end) return
  const ends = new Set(states.filter(({ end }) => end).map(({ key }) => key))
  const reached = reach(states, first.key)
  for (const { key } of states) {
    if (!reached.has(key)) say(["states", key], "state.unreachable", { key })
    else if (![...reach(states, key)].some((one) => ends.has(one))) {
      // Those behind it cannot end for the same reason.
      say(["states", key], "state.endless", { key })
      return
    }
  }
}

/** What a register, a case or a notice says about itself and does not hold. */
export const kindIssues = (template: Template, say: Say): void => {
  const { record, acknowledge, kind } = template
  if (record !== null) {
    recordIssues(
      record,
      template.sections.flatMap((section) => section.fields),
      say
    )
  }
  if (kind === "case") stateIssues(template.states, say)
  if (acknowledge !== null && acknowledge.levels.length === 0) say(["acknowledge", "levels"], "acknowledge.levels")
}
