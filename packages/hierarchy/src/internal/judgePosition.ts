/** What is wrong with one position: where it stands, and who took and left it. */
import { format } from "@lienhoi/calendar/PlainDate"
import type { Complaint, Court } from "./judgeUnit.ts"
import { label } from "./judgeUnit.ts"
import { byEffect } from "./known.ts"
import { type PositionEvent, timeline } from "./ledger.ts"
import type { Code } from "./texts.ts"
import { covers } from "./timeline.ts"

/** Every complaint about that position. */
export const judgePosition = ({ ledger }: Court, position: string): ReadonlyArray<Complaint> => {
  const facts = ledger.positions.get(position) ?? []
  const created = facts.find((fact) => fact.type === "position-created")
  const found: Array<Complaint> = []
  const say = (code: Code, fact: PositionEvent, field: string, params: Complaint["params"] = {}): void => {
    found.push({
      code,
      params: { position, date: format(fact.effectiveOn), ...params },
      event: fact.id,
      field
    })
  }
  if (created === undefined) {
    for (const fact of facts) say("position.unknown", fact, "position")
    return found
  }
  const life = timeline(ledger, created.unit)
  if (life === null) {
    say("unit.unknown", created, "unit", { unit: created.unit })
    return found
  }
  const ended = facts.filter((fact) => fact.type === "position-ended").sort(byEffect)[0]
  let holder: string | null = null
  for (const fact of [...facts].sort(byEffect)) {
    if (fact.type === "position-created" && fact !== created) {
      say("position.duplicate", fact, "position")
      continue
    }
    const lives =
      covers({ from: created.effectiveOn, until: ended?.effectiveOn ?? null }, fact.effectiveOn) || fact === ended
    if (!lives || fact.effectiveOn < created.effectiveOn) {
      say("position.not-living", fact, "effectiveOn")
      continue
    }
    if (fact.type !== "position-left" && fact.type !== "position-ended" && !covers(life, fact.effectiveOn)) {
      say("position.unit-not-living", fact, "effectiveOn", { unit: label(created.unit, life.established.name) })
      continue
    }
    if (fact.type === "position-taken") {
      if (holder !== null) say("position.held", fact, "position", { person: fact.person, holder })
      holder = fact.person
    } else if (fact.type === "position-left") {
      if (holder !== fact.person) say("position.not-held", fact, "person", { person: fact.person })
      else holder = null
    }
  }
  return found
}
