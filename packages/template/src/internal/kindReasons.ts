import type { Field } from "../Field.ts"
import { equal } from "./canonical.ts"
import { type Say, told } from "./targetReasons.ts"
import type { Template } from "./written.ts"

/** Other rows are other answers; other words for them, or other totals of the same, are not. */
export const gridReasons = (a: Field, b: Field, say: Say): void => {
  const { key } = b
  const keys = (field: Field) => field.rows.map((row) => row.key)
  if (!equal(keys(a), keys(b))) say("major", "diff.meaning", [key, "rows"], told(key, "rows", a.rows, b.rows))
  else if (!equal(a.rows, b.rows)) say("patch", "diff.words", [key, "rows"], told(key, "rows"))
  const totals = (field: Field) => [field.totals, field.rowTotals]
  if (!equal(totals(a), totals(b))) say("patch", "diff.words", [key, "totals"], told(key, "totals"))
  if (a.dimension !== b.dimension) say("patch", "diff.words", [key, "dimension"], told(key, "dimension"))
}

/** What the kind of a template is made of. */
export const kindReasons = (a: Template, b: Template, say: Say): void => {
  const core = ({ record }: Template) => record && { ...record, title: "" }
  if (!equal(core(a), core(b))) say("major", "diff.record", ["record"])
  else if (!equal(a.record, b.record)) say("patch", "diff.words", ["record", "title"], told(b.id, "record"))
  if (!equal(a.acknowledge, b.acknowledge)) say("minor", "diff.acknowledge", ["acknowledge"])
  if (!equal(a.dimensions, b.dimensions)) say("minor", "diff.sets", ["dimensions"])
  for (const { key, label } of a.states) {
    if (!b.states.some((one) => one.key === key)) say("major", "diff.state-removed", ["states", key], { label })
  }
  for (const state of b.states) {
    const { key, label } = state
    const path = ["states", key]
    const before = a.states.find((one) => one.key === key)
    if (before === undefined) {
      say("minor", "diff.state-added", path, { label })
      continue
    }
    if (before.end !== state.end) say("major", "diff.state-end", path, { label })
    if (before.next.some((one) => !state.next.includes(one))) say("major", "diff.state-closed", path, { label })
    else if (state.next.some((one) => !before.next.includes(one))) say("minor", "diff.state-open", path, { label })
    if (!equal(before.limit, state.limit)) say("minor", "diff.state-limit", path, { label })
    if (before.label !== label || before.labelEn !== state.labelEn)
      say("patch", "diff.words", path, told(label, "label"))
  }
  const places = (one: Template, other: Template) =>
    one.states.map(({ key }) => key).filter((key) => other.states.some((state) => state.key === key))
  if (a.states[0]?.key !== b.states[0]?.key) say("major", "diff.state-first", ["states"])
  else if (!equal(places(a, b), places(b, a))) say("patch", "diff.order", ["states"])
}
