/** Reads a history act by act, as it was recorded, and says everything that is wrong with it. */
import { parse } from "@lienhoi/calendar/Instant"
import { format, isValid, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { Association } from "../Association.ts"
import type { HierarchyEvent } from "../Event.ts"
import { judgePosition } from "./judgePosition.ts"
import { judgeSuccession } from "./judgeSuccession.ts"
import { type Complaint, type Court, changesOf, judgeUnit } from "./judgeUnit.ts"
import { empty, enter, horizonOf, isAboutUnit, isWithdrawn, type Ledger, subjectOf } from "./ledger.ts"
import { type Code, issue } from "./texts.ts"

/**
 * Judges `fresh` on top of `known`, which was judged before. The tree must be sound after every act, so that it is sound
 * as known at any moment. Paths lead into `fresh` as given. `told`: levels of which the caller says itself that they are
 * gone.
 */
export const judge = (
  association: Association,
  known: ReadonlyArray<HierarchyEvent>,
  fresh: ReadonlyArray<HierarchyEvent>,
  told: ReadonlySet<string> = new Set()
): ReadonlyArray<Issue> => {
  const court: Court = { ledger: empty(), association, changes: changesOf(association), told, rings: new Map() }
  for (const event of known) enter(court.ledger, event)
  const numbered = fresh.map((event, at) => ({ event, at }))
  const instants = new Set([...new Set(fresh.map((event) => event.recordedAt))].filter(isInstant))
  const readable = numbered.filter(({ event }) => isValid(event.effectiveOn) && instants.has(event.recordedAt))
  // A complaint that stays true through later acts is made once.
  const issues = new Map<string, Issue>()
  const put = (event: string, each: Issue): void => {
    const key = `${event} ${each.message}`
    if (!issues.has(key)) issues.set(key, each)
  }
  for (const { event, at } of numbered) for (const each of form(event, at, instants, known.at(-1))) put(event.id, each)
  const inOrder = readable.sort((a, b) =>
    a.event.recordedAt < b.event.recordedAt ? -1 : a.event.recordedAt > b.event.recordedAt ? 1 : a.at - b.at
  )
  const placeOf = new Map(inOrder.map(({ event, at }) => [event.id, at]))
  for (const act of acts(inOrder)) judgeAct(court, act, placeOf, put)
  return [...issues.values()]
}

interface Numbered {
  readonly event: HierarchyEvent
  readonly at: number
}

const acts = (events: ReadonlyArray<Numbered>): ReadonlyArray<ReadonlyArray<Numbered>> => {
  const found: Array<Array<Numbered>> = []
  for (const each of events) {
    const act = found.at(-1)
    if (act !== undefined && act[0]!.event.recordedAt === each.event.recordedAt) act.push(each)
    else found.push([each])
  }
  return found
}

const isInstant = (text: string): boolean => {
  const read = parse(text)
  return read.ok && read.value === text
}

/** What can be said of an event by itself. */
const form = (
  event: HierarchyEvent,
  at: number,
  instants: ReadonlySet<string>,
  last: HierarchyEvent | undefined
): ReadonlyArray<Issue> => {
  const found: Array<Issue> = []
  const say = (code: Code, field: string, params: { readonly [name: string]: string }): void => {
    found.push(issue(code, { event: event.id, ...params }, { path: ["events", at, field] }))
  }
  if (!isValid(event.effectiveOn)) say("event.day-unreadable", "effectiveOn", { date: event.effectiveOn })
  if (!instants.has(event.recordedAt)) say("event.instant-unreadable", "recordedAt", { instant: event.recordedAt })
  if (last !== undefined && event.recordedAt < last.recordedAt)
    say("event.recorded-before", "recordedAt", { instant: event.recordedAt, last: last.recordedAt })
  return found
}

const judgeAct = (
  court: Court,
  act: ReadonlyArray<Numbered>,
  placeOf: ReadonlyMap<string, number>,
  put: (event: string, issue: Issue) => void
): void => {
  const { ledger } = court
  const before = horizonOf(ledger)
  const units = new Map<string, number>()
  const positions = new Map<string, number>()
  const givers = new Map<string, number>()
  for (const { event, at } of act) {
    const refused = refusal(ledger, event)
    if (refused !== null) {
      put(`${at}`, issue(refused.code, refused.params, { path: ["events", at, refused.field] }))
      continue
    }
    enter(ledger, event)
    const subject = subjectOf(ledger, event)
    if (subject === null) continue
    if (isAboutUnit(subject)) units.set(subject.unit, at)
    else if (subject.type === "unit-succeeded") givers.set(subject.from, at)
    else positions.set(subject.position, at)
  }
  const crossed = court.changes.some((day) => between(before, day, horizonOf(ledger)))
  for (const [unit, at] of [...units]) {
    const file = ledger.units.get(unit)
    for (const child of file?.children ?? []) if (!units.has(child)) units.set(child, at)
    for (const position of file?.positions ?? []) if (!positions.has(position)) positions.set(position, at)
    for (const giver of [unit, ...(file?.predecessors ?? [])]) if (!givers.has(giver)) givers.set(giver, at)
  }
  const last = act.at(-1)!.at
  if (crossed) for (const unit of ledger.units.keys()) if (!units.has(unit)) units.set(unit, last)
  const complain = (complaint: Complaint, at: number): void => {
    const path = ["events", placeOf.get(complaint.event) ?? at, complaint.field]
    put(complaint.event, issue(complaint.code, complaint.params, { path }))
  }
  court.rings.clear()
  for (const [unit, at] of units) for (const each of judgeUnit(court, unit)) complain(each, at)
  for (const [position, at] of positions) for (const each of judgePosition(court, position)) complain(each, at)
  for (const [giver, at] of givers) for (const each of judgeSuccession(ledger, giver)) complain(each, at)
}

const between = (before: PlainDate, day: PlainDate, after: PlainDate): boolean => before < day && day <= after

/** Why an event cannot even be taken in. */
const refusal = (
  ledger: Ledger,
  event: HierarchyEvent
): { readonly code: Code; readonly params: { readonly [name: string]: string }; readonly field: string } | null => {
  const known = ledger.events.get(event.id)
  if (known !== undefined) return { code: "event.duplicate", params: { event: event.id }, field: "id" }
  if (event.type !== "event-withdrawn") return null
  const target = ledger.events.get(event.event)
  const params = { event: event.id, target: event.event }
  if (target === undefined || target.recordedAt >= event.recordedAt)
    return { code: "event.unknown", params, field: "event" }
  if (isWithdrawn(ledger, target)) return { code: "event.withdrawn-already", params, field: "event" }
  if (target.effectiveOn !== event.effectiveOn)
    return {
      code: "event.withdrawn-day",
      params: { ...params, date: format(target.effectiveOn) },
      field: "effectiveOn"
    }
  return null
}
