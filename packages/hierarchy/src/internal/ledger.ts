/** What is known so far, arranged by unit and by position: the state in which new events are judged. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent, Of, PositionFact } from "../Event.ts"
import { type Timeline, timelineOf, type UnitEvent } from "./timeline.ts"

/** An event about a position. */
export type PositionEvent = Extract<HierarchyEvent, { readonly type: PositionFact["type"] }>

/** One unit's past passes to another. */
export type SuccessionEvent = Of<"unit-succeeded">

/** One unit's facts that stand, in the order of recording. */
interface UnitFile {
  facts: ReadonlyArray<UnitEvent>
  /** Units that ever named it as their parent. */
  readonly children: Set<string>
  readonly positions: Set<string>
  /** Units that ever named it as their heir. */
  readonly predecessors: Set<string>
  timeline: Timeline | null
}

/** The state. */
export interface Ledger {
  readonly events: Map<string, HierarchyEvent>
  /** How many standing withdrawals an event has; one that was withdrawn anew after a reinstatement can have two. */
  readonly withdrawals: Map<string, number>
  readonly units: Map<string, UnitFile>
  readonly positions: Map<string, ReadonlyArray<PositionEvent>>
  /** By the unit whose past passes. */
  readonly successions: Map<string, ReadonlyArray<SuccessionEvent>>
  /** The last day on which the shape of the tree changes; `null` until it is asked for anew. */
  horizon: PlainDate | null
}

export const empty = (): Ledger => ({
  events: new Map(),
  withdrawals: new Map(),
  units: new Map(),
  positions: new Map(),
  successions: new Map(),
  horizon: ""
})

/** Takes one event in. */
export const enter = (self: Ledger, event: HierarchyEvent): void => {
  self.events.set(event.id, event)
  set(self, event, true)
}

/** The unit's file, opened when needed. */
const fileOf = (self: Ledger, unit: string): UnitFile => {
  const known = self.units.get(unit)
  if (known !== undefined) return known
  const fresh: UnitFile = {
    facts: [],
    children: new Set(),
    positions: new Set(),
    predecessors: new Set(),
    timeline: null
  }
  self.units.set(unit, fresh)
  return fresh
}

/** Whether the event counts as never having happened. */
export const isWithdrawn = (self: Ledger, event: HierarchyEvent): boolean => (self.withdrawals.get(event.id) ?? 0) > 0

/** The unit's life, `null` when it was never established. */
export const timeline = (self: Ledger, unit: string): Timeline | null => self.units.get(unit)?.timeline ?? null

/** Events on which the event bears: a withdrawal leads to what it withdraws, and so on. */
export const subjectOf = (self: Ledger, event: HierarchyEvent): UnitEvent | SuccessionEvent | PositionEvent | null => {
  if (event.type !== "event-withdrawn") return event
  const target = self.events.get(event.event)
  return target === undefined ? null : subjectOf(self, target)
}

const set = (self: Ledger, event: HierarchyEvent, standing: boolean): void => {
  if (event.type === "event-withdrawn") {
    const target = self.events.get(event.event)
    if (target === undefined) return
    const before = self.withdrawals.get(target.id) ?? 0
    const after = before + (standing ? 1 : -1)
    self.withdrawals.set(target.id, after)
    if (before === 0 || after === 0) set(self, target, after === 0)
  } else if (isAboutUnit(event)) {
    const file = fileOf(self, event.unit)
    file.facts = standing ? insert(file.facts, event) : file.facts.filter((fact) => fact !== event)
    file.timeline = timelineOf(file.facts)
    for (const parent of parentsIn(event)) fileOf(self, parent).children.add(event.unit)
    if (!standing) self.horizon = null
    else if (self.horizon !== null && shapes(event)) self.horizon = later(self.horizon, event.effectiveOn)
  } else if (event.type === "unit-succeeded") {
    const facts = self.successions.get(event.from) ?? []
    self.successions.set(event.from, standing ? insert(facts, event) : facts.filter((fact) => fact !== event))
    fileOf(self, event.to).predecessors.add(event.from)
  } else {
    const facts = self.positions.get(event.position) ?? []
    self.positions.set(event.position, standing ? insert(facts, event) : facts.filter((fact) => fact !== event))
    if (event.type === "position-created") fileOf(self, event.unit).positions.add(event.position)
  }
}

export const isAboutUnit = (event: HierarchyEvent): event is UnitEvent =>
  "unit" in event && event.type !== "position-created"

// A reinstated event goes back to its place, so that of two establishments the first recorded stays the first.
const insert = <E extends HierarchyEvent>(facts: ReadonlyArray<E>, event: E): ReadonlyArray<E> => {
  const at = facts.findIndex((fact) => fact.recordedAt > event.recordedAt)
  return at < 0 ? [...facts, event] : [...facts.slice(0, at), event, ...facts.slice(at)]
}

const parentsIn = (event: UnitEvent): ReadonlyArray<string> => {
  const named =
    event.type === "unit-established" ? Object.values(event.parents) : event.type === "unit-moved" ? [event.parent] : []
  return named.filter((parent) => parent !== null)
}

const shapes = (event: UnitEvent): boolean => event.type !== "unit-renamed" && event.type !== "unit-recoded"

const later = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? b : a)

/** The last day on which the shape of the tree changes. */
export const horizonOf = (self: Ledger): PlainDate => {
  if (self.horizon !== null) return self.horizon
  let last = ""
  for (const { facts } of self.units.values())
    for (const fact of facts) if (shapes(fact)) last = later(last, fact.effectiveOn)
  self.horizon = last
  return last
}
