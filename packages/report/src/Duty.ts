/**
 * Who owes which report, by when. Nothing here is stored: duties follow from the tree of the template's reference day,
 * the template, the calendar, and the few events that change them (requested, extended, waived, returned).
 *
 * @since 0.1.0
 */
import * as Due from "@lienhoi/calendar/Due"
import * as Instant from "@lienhoi/calendar/Instant"
import type { Period } from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Field } from "@lienhoi/template/Field"
import * as Issue from "@lienhoi/words/Issue"
import * as DutyId from "./DutyId.ts"
import type { ReportEvent } from "./Event.ts"
import { applies, isAsked } from "./internal/applies.ts"
import { asked } from "./internal/closing.ts"
import type { Recorded } from "./Recorded.ts"
import * as ReportKey from "./ReportKey.ts"
import * as Round from "./Round.ts"

/** What one unit owes for one period, as it stands in its current round. */
export interface Duty {
  readonly association: string
  readonly lineage: string
  /** The id of the period. */
  readonly period: string
  readonly unit: string
  /** The level of the unit on the reference day; of a closed unit, its last. */
  readonly level: string
  /** The days of the window the unit answers for: less than the whole window when it opened or closed inside. */
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate
  /** The day by which it is owed now. */
  readonly due: PlainDate.PlainDate
  /** The day the rule names, before it was moved off a day off and before any extension. */
  readonly nominal: PlainDate.PlainDate
  /** 1, then one more for each return and extension. */
  readonly round: number
  /** When the round opened; `null` for the first, which the calendar opens. */
  readonly openedAt: Instant.Instant | null
  /** The due day known when the round opened: on time means on or before this day. */
  readonly dueWhenOpened: PlainDate.PlainDate
  /** Due before the window ends: the figures will hold estimates. */
  readonly estimated: boolean
  /** Why the unit was let off; `null` when it was not. */
  readonly waived: string | null
  /** When the first submission of the current round was recorded. */
  readonly fulfilledAt: Instant.Instant | null
  /** Its revision. */
  readonly fulfilledBy: number | null
  /** Whether it came on or before `dueWhenOpened` (Vietnamese date); `null` while nothing came. */
  readonly timely: boolean | null
  /** The unit closed inside the window: a closing report, flows only, which its heir may file. */
  readonly closing: boolean
}

/** The report that fulfils the duty. */
export const key = (duty: Duty): ReportKey.ReportKey => ({
  lineage: duty.lineage,
  unit: duty.unit,
  period: duty.period
})

/** The id of the duty in its current round; each round has its own. */
export const id = (duty: Duty): string =>
  DutyId.format({ association: duty.association, key: key(duty), round: duty.round })

/** Whether something is still owed. */
export const isOpen = (duty: Duty): boolean => duty.fulfilledAt === null && duty.waived === null

/** The questions the unit answers itself: those asked of its level; in a closing report flows and words only. */
export const fields = (template: Compiled, duty: Pick<Duty, "level" | "closing">): ReadonlyArray<Field> =>
  asked(template.template, duty.level, duty.closing)

/** An event and the report it belongs to. */
export interface Happened {
  readonly key: ReportKey.ReportKey
  readonly event: ReportEvent
}

/** What a journal read gives, as {@link list} takes it. Streams that are no report's are left out. */
export const happened = (recorded: Iterable<Recorded>): ReadonlyArray<Happened> => {
  const found: Array<Happened> = []
  for (const { stream, event } of recorded) {
    const key = ReportKey.fromStream(stream)
    if (key !== null) found.push({ key, event })
  }
  return found
}

/** What duties follow from. */
export interface ListOptions {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly template: Compiled
  readonly period: Period
  readonly calendar: WorkingDays
  /** Events of any reports, those of one report in their order; what is not about this lineage and period is ignored. */
  readonly events?: Iterable<Happened>
  /** Dates of the occasions that due rules count from, by name: `{ "Đại hội": "2026-06-15" }`. */
  readonly occasions?: { readonly [name: string]: PlainDate.PlainDate }
  /** As it was known at that moment: tree and events recorded later are left out. */
  readonly knownAt?: Instant.Instant
}

/** A unit that may owe, and the days of the window on which it lived. */
interface Candidate {
  readonly unit: Unit
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate
  readonly closing: boolean
  /** Stands on the tree of the reference day. */
  readonly onTree: boolean
}

const later = (a: PlainDate.PlainDate, b: PlainDate.PlainDate): PlainDate.PlainDate => (a > b ? a : b)

/** Units that closed inside the window, as they stood on their last day `to`. */
const closedInside = (
  hierarchy: Hierarchy.Hierarchy,
  window: Window.Window,
  view: Hierarchy.View
): ReadonlyArray<Pick<Candidate, "unit" | "to">> => {
  const days = new Map<PlainDate.PlainDate, Set<string>>()
  for (const event of hierarchy.events) {
    if (event.type !== "unit-closed" || event.effectiveOn <= window.from || event.effectiveOn > window.to) continue
    const closed = days.get(event.effectiveOn) ?? new Set()
    days.set(event.effectiveOn, closed.add(event.unit))
  }
  return [...days].flatMap(([day, closed]) => {
    const last = PlainDate.addDays(day, -1)
    const after = Hierarchy.at(hierarchy, day, view)
    return Hierarchy.at(hierarchy, last, view)
      .units.filter((unit) => closed.has(unit.id) && Snapshot.unit(after, unit.id) === null)
      .map((unit) => ({ unit, to: last }))
  })
}

/**
 * Everyone who lived in the window, once: first the tree of the reference day, then who closed before it, then (when that
 * is the first day) who opened after it. Branches that moved live on under their new parent.
 */
const candidates = ({ hierarchy, template, period, knownAt }: ListOptions): ReadonlyArray<Candidate> => {
  const { route, window: rule, referenceDay } = template.template
  const view = { route, ...(knownAt === undefined ? {} : { knownAt }) }
  const window = Window.of(period, rule)
  const end = Hierarchy.at(hierarchy, window.to, view)
  const tree = referenceDay === "window-end" ? end : Hierarchy.at(hierarchy, window.from, view)
  const closed = closedInside(hierarchy, window, view)
  const found = new Map<string, Candidate>()
  for (const unit of [...tree.units, ...closed.map((candidate) => candidate.unit), ...end.units]) {
    if (found.has(unit.id)) continue
    const onTree = tree.index.has(unit.id)
    found.set(unit.id, { unit, from: later(window.from, unit.since), to: window.to, closing: false, onTree })
  }
  for (const { unit, to } of closed) found.set(unit.id, { ...found.get(unit.id)!, to, closing: true })
  return [...found.values()]
}

/** A closing report is due by the rule that was in force on the unit's last day: its level may be gone by now. */
const dueOf = (options: ListOptions, { unit, to, closing }: Candidate): Issue.Checked<Due.Due> => {
  const { template, period, calendar, occasions = {} } = options
  const inForce = template.template.due
    .filter((rule) => rule.level === unit.level && (rule.from ?? to) <= to && to <= (rule.to ?? to))
    .map(({ from: _from, to: _to, ...rule }) => rule)
  return Due.date({
    rules: closing ? inForce : template.template.due,
    level: unit.level,
    period,
    window: template.template.window,
    days: calendar,
    events: occasions
  })
}

/** On time means on or before the day that was known when the round opened, on the Vietnamese calendar. */
const isTimely = (fulfilledAt: Instant.Instant | null, dueWhenOpened: PlainDate.PlainDate): boolean | null =>
  fulfilledAt === null ? null : Instant.dateIn(fulfilledAt) <= dueWhenOpened

type Dated = Pick<Due.Due, "due" | "nominal" | "estimated">

const dutyOf = (
  { hierarchy, template, period }: ListOptions,
  { unit, from, to, closing }: Candidate,
  round: Round.Round,
  rule: Dated
): Duty => {
  const dueWhenOpened = round.dueWhenOpened ?? rule.due
  return {
    association: hierarchy.association.id,
    lineage: template.template.lineage,
    period: period.id,
    unit: unit.id,
    level: unit.level,
    from,
    to,
    due: round.due ?? rule.due,
    nominal: rule.nominal,
    round: round.round,
    openedAt: round.openedAt,
    dueWhenOpened,
    estimated: rule.estimated,
    waived: round.waived,
    fulfilledAt: round.fulfilledAt,
    fulfilledBy: round.fulfilledBy,
    timely: isTimely(round.fulfilledAt, dueWhenOpened),
    closing
  }
}

const roundsByUnit = ({ template, period, events = [], knownAt }: ListOptions) => {
  const rounds = new Map<string, ReadonlyArray<Round.Round>>()
  for (const { key, event } of events) {
    if (key.lineage !== template.template.lineage || key.period !== period.id) continue
    if (knownAt !== undefined && event.recordedAt > knownAt) continue
    rounds.set(key.unit, Round.evolve(rounds.get(key.unit) ?? [Round.first], event))
  }
  return rounds
}

/** The day somebody first asked for the report, where no rule gives one. */
const firstRequested = (rounds: ReadonlyArray<Round.Round>): PlainDate.PlainDate | null =>
  rounds.find((round) => round.due !== null)?.due ?? null

/**
 * Everyone who owes the report of this period, each once (nobody owes a register, a case or a notice: they have no periods): in the order of the tree of the reference day, then those who
 * lived in the window but do not stand on that tree. Fails when a level that owes has no due rule.
 *
 * A unit owes when the template applies to it, or when it was asked to. One that closed inside the window owes a closing
 * report when the template asks its level for figures of its own; one that opened owes from its first day.
 */
export const list = (options: ListOptions): Issue.Checked<ReadonlyArray<Duty>> => {
  const { template, period } = options
  if (template.template.kind !== "report") return Issue.ok([])
  const rounds = roundsByUnit(options)
  const rules = new Map<string, Issue.Checked<Due.Due>>()
  const ruleOf = (candidate: Candidate): Issue.Checked<Due.Due> => {
    const key = `${candidate.unit.level} ${candidate.closing ? candidate.to : ""}`
    const rule = rules.get(key) ?? dueOf(options, candidate)
    rules.set(key, rule)
    return rule
  }
  const issues = new Map<string, Issue.Issue>()
  const duties = candidates(options).flatMap((candidate): ReadonlyArray<Duty> => {
    const { unit, closing, onTree } = candidate
    const own = rounds.get(unit.id) ?? [Round.first]
    const current = own.at(-1)!
    const requested = firstRequested(own)
    const owes =
      applies(template.template, unit, period) && ((onTree && !closing) || isAsked(template.template, unit.level))
    if (!owes && requested === null) return []
    const rule = owes ? ruleOf(candidate) : Issue.fail()
    if (rule.ok) return [dutyOf(options, candidate, current, rule.value)]
    if (requested !== null)
      return [dutyOf(options, candidate, current, { due: requested, nominal: requested, estimated: false })]
    for (const found of rule.issues) issues.set(found.message, found)
    return []
  })
  return Issue.unless([...issues.values()], () => duties)
}

const text = { type: "string", minLength: 1 } as const
const day = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" } as const
const moment = { type: ["string", "null"], pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" } as const

const properties = {
  association: text,
  lineage: text,
  period: text,
  unit: text,
  level: text,
  from: day,
  to: day,
  due: day,
  nominal: day,
  round: { type: "integer", minimum: 1 },
  openedAt: moment,
  dueWhenOpened: day,
  estimated: { type: "boolean" },
  waived: { type: ["string", "null"] },
  fulfilledAt: moment,
  fulfilledBy: { type: ["integer", "null"], minimum: 1 },
  timely: { type: ["boolean", "null"] },
  closing: { type: "boolean" }
} as const satisfies { readonly [K in keyof Duty]-?: object }

/** The JSON Schema (draft 2020-12) of a {@link Duty}. */
export const jsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Duty",
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false
} as const
