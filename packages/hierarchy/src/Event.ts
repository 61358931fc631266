/**
 * What happened to the tree. Events are the only truth: snapshots are computed from them. An event is never edited or
 * deleted; a mistake is withdrawn by a later one, so that what was known in between stays readable.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Weight } from "./Weight.ts"

/** Who recorded it, and in which position they acted; authority comes from the position. */
export interface Recorder {
  readonly person: string
  readonly position?: string
}

/** What every event carries. */
export interface Header {
  readonly id: string
  /**
   * First day of the new state. A unit whose last day was 30 June 2025 is closed with effect from 1 July 2025.
   */
  readonly effectiveOn: PlainDate
  /** When it became known here. Events of one instant are one act and are judged together. */
  readonly recordedAt: Instant
  readonly by: Recorder
  /** The paper it rests on: `1668/NQ-UBTVQH15`. */
  readonly basis?: string
  /** Id of the reorganisation it belongs to. It is recorded at one moment; branches are assigned, and all is undone, later. */
  readonly act?: string
}

/** The parent of a unit on each route it stands on; `null` at the top of that route. A route not named: not on it. */
export type Parents = { readonly [route: string]: string | null }

/** What can happen to a unit. Its id stays for life; a closed id is not used again. */
export type UnitFact =
  | {
      readonly type: "unit-established"
      readonly unit: string
      readonly level: string
      readonly name: string
      readonly code: string | null
      readonly kind: string | null
      readonly parents: Parents
    }
  | { readonly type: "unit-renamed"; readonly unit: string; readonly name: string }
  | { readonly type: "unit-recoded"; readonly unit: string; readonly code: string | null }
  | {
      readonly type: "unit-relevelled"
      readonly unit: string
      readonly level: string
      /** The new kind, when a commune becomes a ward; the kind stays when absent. */
      readonly kind?: string | null
    }
  | {
      readonly type: "unit-moved"
      readonly unit: string
      readonly route: string
      readonly parent: string | null
      /** Its upper unit was divided and nobody said yet under which heir it belongs: it stands here until assigned. */
      readonly provisional?: true
    }
  | { readonly type: "unit-closed"; readonly unit: string }

/**
 * What was one unit's is another's from that day on: its past figures, people and groups. `from` is the unit as it stood
 * the day before, `to` one that lives on the day. A divided unit has one such fact for each heir, and one that keeps a
 * part for itself is among its own heirs; the shares of one unit on one day are exactly one.
 */
export interface SuccessionFact {
  readonly type: "unit-succeeded"
  readonly from: string
  readonly to: string
  readonly extent: "whole" | "partial"
  /** The share that passes; `null` for the whole. */
  readonly weight: Weight | null
}

/** What can happen to a position and to who holds it. A position ends with its unit. */
export type PositionFact =
  | {
      readonly type: "position-created"
      readonly position: string
      readonly unit: string
      readonly title: string
      /** Leads the unit. When absent, the title decides: it is the head's title at the unit's level. */
      readonly head?: boolean
    }
  | { readonly type: "position-ended"; readonly position: string }
  | { readonly type: "position-taken"; readonly position: string; readonly person: string }
  | { readonly type: "position-left"; readonly position: string; readonly person: string }

/**
 * A correction: the named event counts as never having happened, for everyone who knows of this one. It bears the day
 * of the event it withdraws. A withdrawal can itself be withdrawn.
 */
export interface Withdrawal {
  readonly type: "event-withdrawn"
  readonly event: string
}

/** One event of the tree. */
export type HierarchyEvent = Header & (UnitFact | SuccessionFact | PositionFact | Withdrawal)

/** An event of that type. */
export type Of<T extends HierarchyEvent["type"]> = Extract<HierarchyEvent, { readonly type: T }>

/** The order of a history: when recorded, then by id. */
export const byRecording = (a: HierarchyEvent, b: HierarchyEvent): number =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
