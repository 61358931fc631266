/** What is wrong with the life of one unit, on any day of it. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Association, allows, level as levelOf, parentLevels } from "../Association.ts"
import { livesOn } from "../Level.ts"
import { cycleOf, roundOf } from "./cycles.ts"
import { horizonOf, type Ledger, timeline } from "./ledger.ts"
import type { Code } from "./texts.ts"
import { covers, earlier, type Interval, isBefore, on, type Timeline, type UnitEvent } from "./timeline.ts"

/** One complaint: its text, what fills it, the event it is about and the field of that event. */
export interface Complaint {
  readonly code: Code
  readonly params: { readonly [name: string]: string }
  readonly event: string
  readonly field: string
}

/** What a unit is judged by. */
export interface Court {
  readonly ledger: Ledger
  readonly association: Association
  /** Days on which the association's own rules change, in order. */
  readonly changes: ReadonlyArray<PlainDate>
  /** Levels of which somebody else says that they are gone, once for all their units. */
  readonly told: ReadonlySet<string>
  /** Ways up that were followed, by route and day; good until another event is entered. */
  readonly rings: Map<string, ReturnType<typeof cycleOf>>
}

/** Every complaint about that unit. */
export const judgeUnit = (court: Court, unit: string): ReadonlyArray<Complaint> => {
  const { ledger, association } = court
  const facts = ledger.units.get(unit)?.facts ?? []
  const life = timeline(ledger, unit)
  if (life === null)
    return facts.map((fact) => ({ code: "unit.unknown", params: { unit }, event: fact.id, field: "unit" }))
  const found: Array<Complaint> = [...ownFacts(ledger, unit, facts, life), ...levels(court, unit, life)]
  if (life.parents.size === 0) {
    const params = { unit: life.established.name, routes: association.routes.join(", ") }
    found.push({ code: "unit.no-route", params, event: life.established.id, field: "parents" })
  }
  for (const [route, stays] of life.parents)
    for (const stay of stays) found.push(...parent(court, unit, life, route, stay))
  return found
}

/** Facts outside the unit's life, and facts given twice for one day. */
const ownFacts = (
  ledger: Ledger,
  unit: string,
  facts: ReadonlyArray<UnitEvent>,
  life: Timeline
): ReadonlyArray<Complaint> => {
  const found: Array<Complaint> = []
  const name = life.established.name
  const taken = new Set<string>()
  let closed = false
  for (const fact of facts) {
    const say = (code: Code, field: string, params: Complaint["params"] = {}): void => {
      found.push({
        code,
        params: { unit: label(unit, name), date: format(fact.effectiveOn), ...params },
        event: fact.id,
        field
      })
    }
    if (fact.type === "unit-established" && fact !== life.established) {
      say("unit.duplicate", "unit", { unit, name })
      continue
    }
    const isEnd: boolean = fact.type === "unit-closed" && fact.effectiveOn === life.until && !closed
    if (fact.type === "unit-closed" ? !isEnd : !covers(life, fact.effectiveOn)) {
      const heirs = heirsOf(ledger, unit, fact.effectiveOn)
      if (heirs === "") say("unit.not-living", "effectiveOn", { life: lifeOf(life) })
      else say("unit.followed", "effectiveOn", { life: lifeOf(life), heirs })
      continue
    }
    closed ||= isEnd
    for (const slot of slotsOf(fact)) {
      const key = `${slot} ${fact.effectiveOn}`
      if (taken.has(key)) {
        if (slot.startsWith("parent ")) say("unit.two-parents", "parent", { route: slot.slice("parent ".length) })
        else say("unit.two-facts", slot)
      }
      taken.add(key)
    }
  }
  return found
}

/** Who has a closed unit's past on that day, in words: over several redraws when there were several. */
const heirsOf = (ledger: Ledger, unit: string, day: PlainDate): string => {
  const seen = new Set<string>()
  const heirs = new Set<string>()
  const follow = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    const until = timeline(ledger, id)?.until ?? null
    const ended = until !== null && until <= day
    const next = ended ? (ledger.successions.get(id) ?? []).filter(({ effectiveOn }) => effectiveOn === until) : []
    if (!ended && id !== unit) heirs.add(label(id, timeline(ledger, id)?.established.name ?? id))
    for (const { to } of next) follow(to)
  }
  follow(unit)
  return [...heirs].join(", ")
}

const slotsOf = (fact: UnitEvent): ReadonlyArray<string> => {
  switch (fact.type) {
    case "unit-established":
      return ["name", "code", "level", ...Object.keys(fact.parents).map((route) => `parent ${route}`)]
    case "unit-renamed":
      return ["name"]
    case "unit-recoded":
      return ["code"]
    case "unit-relevelled":
      return ["level"]
    case "unit-moved":
      return [`parent ${fact.route}`]
    case "unit-closed":
      return []
  }
}

/** Levels the association does not have, or not on those days. */
const levels = (
  { ledger, association, changes, told }: Court,
  unit: string,
  life: Timeline
): ReadonlyArray<Complaint> => {
  const horizon = horizonOf(ledger)
  return life.levels.flatMap(({ from, until, value, event }): ReadonlyArray<Complaint> => {
    const level = levelOf(association, value.level)
    const name = label(unit, life.established.name)
    if (level === null) {
      const known = association.levels.map((each) => each.id).join(", ")
      const params = { unit: name, level: value.level, known }
      return [{ code: "unit.level-unknown", params, event: event.id, field: "level" }]
    }
    const day = [from, ...changes].find(
      (each) => from <= each && isBefore(each, until) && each <= horizon && !livesOn(level, each)
    )
    if (day === undefined || told.has(level.id)) return []
    const params = { unit: name, level: level.id, date: format(day) }
    return [{ code: "unit.level-not-living", params, event: event.id, field: "level" }]
  })
}

/** Everything about one stay under one parent. */
const parent = (
  { ledger, association, changes, told, rings }: Court,
  unit: string,
  life: Timeline,
  route: string,
  stay: Interval<string | null>
): ReadonlyArray<Complaint> => {
  const name = label(unit, life.established.name)
  const say = (code: Code, params: Complaint["params"] = {}): Complaint => ({
    code,
    params: { unit: name, route, ...params },
    event: stay.event.id,
    field: route === "own" ? "parent" : `parent ${route}`
  })
  if (!association.routes.includes(route)) return [say("unit.route-unknown", { routes: association.routes.join(", ") })]
  if (stay.value === null) return []
  const above = timeline(ledger, stay.value)
  if (above === null) return [say("unit.parent-unknown", { parent: stay.value })]
  const upper = label(stay.value, above.established.name)
  const found: Array<Complaint> = []
  const standing = above.parents.get(route)
  if (!covers(above, stay.from))
    found.push(say("unit.parent-not-living", { parent: upper, date: format(stay.from), life: lifeOf(above) }))
  else if (above.until !== null && isBefore(above.until, stay.until))
    found.push(say("unit.parent-closed", { parent: upper, date: format(above.until) }))
  else if (!standing?.some((each) => covers(each, stay.from)))
    found.push(say("unit.parent-off-route", { parent: upper, date: format(stay.from) }))
  const round = wayRound(ledger, route, unit, stay)
  if (round === "far") {
    const ring = ringThrough({ ledger, rings }, route, unit, stay.from)
    // Hundreds of units of one ring are one mistake: it is told once, with the unit of the smallest id.
    if (ring !== null) return ring[0] === unit ? [...found, say("unit.cycle", { cycle: roundOf(ring) })] : found
  } else if (round !== null) return [...found, say("unit.cycle", { cycle: round.join(" › ") })]

  const days = [stay.from, ...changes, ...[...life.levels, ...above.levels].map(({ from }) => from)].sort()
  for (const day of days) {
    if (day > horizonOf(ledger)) break
    const own = on(life.levels, day)?.value
    const upperLevel = on(above.levels, day)?.value.level
    if (own === undefined || upperLevel === undefined || !covers(stay, day)) continue
    // Levels that are unknown, or gone by then, are complained of with their own unit.
    if (!livesThen(association, own.level, day) || levelOf(association, upperLevel) === null) continue
    if (told.has(upperLevel) && !livesThen(association, upperLevel, day)) continue
    const meeting = { child: own.level, parent: upperLevel, kind: own.kind, route }
    if (allows(association, meeting, day)) continue
    const allowed = parentLevels(association, meeting, day).join(", ") || "—"
    const params = { level: own.level, parent: upper, parentLevel: upperLevel, date: format(day), allowed }
    return [...found, say("unit.level-skipped", params)]
  }
  return found
}

const livesThen = (association: Association, id: string, day: PlainDate): boolean => {
  const level = levelOf(association, id)
  return level !== null && livesOn(level, day)
}

/**
 * How many steps up are looked at on every day of a stay. No association has that many levels: a longer way, as when a
 * spreadsheet counted the column of parents on, is followed on the first day of the stay only.
 */
const farthest = 64

/** The ids from a unit up and round to itself, on some day of its stay; `null` when every way up ends, `far` when one may not. */
const wayRound = (
  ledger: Ledger,
  route: string,
  unit: string,
  stay: Interval<string | null>
): ReadonlyArray<string> | "far" | null => {
  let far = false
  const climb = (
    way: ReadonlyArray<string>,
    from: PlainDate,
    until: PlainDate | null
  ): ReadonlyArray<string> | null => {
    const at = way.at(-1)!
    if (at === unit) return way
    far ||= way.length > farthest
    if (way.indexOf(at) < way.length - 1 || way.length > farthest) return null
    for (const next of timeline(ledger, at)?.parents.get(route) ?? []) {
      const begin = next.from < from ? from : next.from
      const end = earlier(next.until, until)
      if (next.value === null || !isBefore(begin, end)) continue
      const round = climb([...way, next.value], begin, end)
      if (round !== null) return round
    }
    return null
  }
  const round = climb([stay.value!], stay.from, stay.until)
  return round !== null ? [unit, ...round] : far ? "far" : null
}

/** The ids of the ring a unit stands in that day, from the smallest on; `null` when its way up ends or leads into another. */
const ringThrough = (
  { ledger, rings }: Pick<Court, "ledger" | "rings">,
  route: string,
  unit: string,
  day: PlainDate
): ReadonlyArray<string> | null => {
  const key = `${day} ${route}`
  const above = (id: string): string | null => on(timeline(ledger, id)?.parents.get(route) ?? [], day)?.value ?? null
  const ringOf = rings.get(key) ?? cycleOf(above)
  rings.set(key, ringOf)
  return ringOf(unit)
}

/** The days on which the association's rules change: a level or a link begins, or no longer holds. */
export const changesOf = ({ levels, links }: Association): ReadonlyArray<PlainDate> => {
  const days = [...levels, ...links].flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [addDays(to, 1)])
  ])
  return [...new Set(days)].sort()
}

/** How a unit is written in a message: its name, and its id because names repeat. */
export const label = (unit: string, name: string): string => `${name} (${unit})`

/** When a unit lives, in words. */
export const lifeOf = ({ from, until }: Timeline): string =>
  until === null ? `${format(from)} –` : `${format(from)} – ${format(addDays(until, -1))}`
