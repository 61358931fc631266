/** What is wrong with how one unit's past passes to others. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Fraction from "../Fraction.ts"
import { fraction } from "../Weight.ts"
import { type Complaint, label, lifeOf } from "./judgeUnit.ts"
import { type Ledger, type SuccessionEvent, timeline } from "./ledger.ts"
import type { Code } from "./texts.ts"
import { covers } from "./timeline.ts"

/** Every complaint about what passes from that unit. */
export const judgeSuccession = (ledger: Ledger, unit: string): ReadonlyArray<Complaint> => {
  const byDay = new Map<PlainDate, Array<SuccessionEvent>>()
  for (const event of ledger.successions.get(unit) ?? [])
    if (byDay.get(event.effectiveOn)?.push(event) === undefined) byDay.set(event.effectiveOn, [event])
  return [...byDay].flatMap(([day, events]) => judgeDay(ledger, unit, day, events))
}

const judgeDay = (
  ledger: Ledger,
  unit: string,
  day: PlainDate,
  events: ReadonlyArray<SuccessionEvent>
): ReadonlyArray<Complaint> => {
  const found: Array<Complaint> = []
  const nameOf = (id: string): string => label(id, timeline(ledger, id)?.established.name ?? id)
  const say = (code: Code, event: SuccessionEvent, field: string, params: Complaint["params"] = {}): void => {
    const always = { unit: nameOf(unit), heir: nameOf(event.to), date: format(day) }
    found.push({ code, params: { ...always, ...params }, event: event.id, field })
  }
  const last = events.at(-1)!
  const life = timeline(ledger, unit)
  const before = addDays(day, -1)
  if (life === null) say("unit.unknown", last, "from", { unit })
  else if (!covers(life, before))
    say("succession.from-not-living", last, "from", { before: format(before), life: lifeOf(life) })
  const heirs = new Set<string>()
  for (const event of events) {
    const heir = timeline(ledger, event.to)
    if (heir === null) say("unit.unknown", event, "to", { unit: event.to })
    else if (!covers(heir, day)) say("succession.to-not-living", event, "to", { life: lifeOf(heir) })
    if (heirs.has(event.to)) say("succession.twice", event, "to")
    heirs.add(event.to)
    if (!isShare(event)) say("succession.weight", event, "weight", { weight: written(event) })
  }
  if (!events.every(isShare)) return found
  const sum = Fraction.sum(events.map(({ weight }) => fraction(weight)))
  if (!Fraction.isOne(sum)) {
    const shares = events.map((event) => `${nameOf(event.to)}: ${written(event)}`).join("; ")
    say("succession.sum", last, "weight", { sum: `${sum.numerator}/${sum.denominator}`, shares })
  }
  if (life !== null && covers(life, day) && !heirs.has(unit)) say("succession.keeps-nothing", last, "from")
  return found
}

const isShare = ({ extent, weight }: SuccessionEvent): boolean =>
  weight === null
    ? extent === "whole"
    : extent === "partial" &&
      Number.isSafeInteger(weight.numerator) &&
      Number.isSafeInteger(weight.denominator) &&
      0 < weight.numerator &&
      weight.numerator <= weight.denominator

const written = ({ weight }: SuccessionEvent): string =>
  weight === null ? "1" : `${weight.numerator}/${weight.denominator}`
