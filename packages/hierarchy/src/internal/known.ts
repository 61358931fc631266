/** Which events count on a day, for someone who knows what was recorded by a moment. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent } from "../Event.ts"

/** The Snapshot law in one line: nothing that takes effect later, nothing recorded later. */
const counts = (event: HierarchyEvent, date: PlainDate, knownAt: Instant | null): boolean =>
  event.effectiveOn <= date && (knownAt === null || event.recordedAt <= knownAt)

/** Ids of withdrawn events; `events` in the order of their recording, so that the last word is read first. */
const withdrawn = (events: ReadonlyArray<HierarchyEvent>): ReadonlySet<string> => {
  const gone = new Set<string>()
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!
    if (event.type === "event-withdrawn" && !gone.has(event.id)) gone.add(event.event)
  }
  return gone
}

/** The events that count, without withdrawn ones, in the order of their effect. */
export const effective = (
  events: ReadonlyArray<HierarchyEvent>,
  date: PlainDate,
  knownAt: Instant | null
): ReadonlyArray<HierarchyEvent> => {
  const counted = events.filter((event) => counts(event, date, knownAt))
  const gone = withdrawn(counted)
  return inOrderOfEffect(gone.size === 0 ? counted : counted.filter((event) => !gone.has(event.id)))
}

/** Laid out by day and stage, one pass whatever their number: sorting would compare every event with many others. */
const inOrderOfEffect = (events: ReadonlyArray<HierarchyEvent>): ReadonlyArray<HierarchyEvent> => {
  const days = new Map<PlainDate, ReadonlyArray<Array<HierarchyEvent>>>()
  for (const event of events) {
    const known = days.get(event.effectiveOn)
    const stages = known ?? [[], [], [], []]
    if (known === undefined) days.set(event.effectiveOn, stages)
    stages[stage(event)]!.push(event)
  }
  const ordered: Array<HierarchyEvent> = []
  for (const day of [...days.keys()].sort())
    for (const stage of days.get(day)!) for (const event of stage) ordered.push(event)
  return ordered
}

/** By day of effect; on one day what begins comes before what changes, what ends comes last. */
export const byEffect = (a: HierarchyEvent, b: HierarchyEvent): number =>
  a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : stage(a) - stage(b)

const stage = (event: HierarchyEvent): number =>
  event.type === "unit-established" || event.type === "position-created"
    ? 0
    : event.type === "position-left"
      ? 1
      : event.type === "unit-closed" || event.type === "position-ended"
        ? 3
        : 2
