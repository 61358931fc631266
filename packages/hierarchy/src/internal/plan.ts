/** A reorganisation as data; apart from its module, so that what works on it need not know the module. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Parents, Recorder } from "../Event.ts"
import type { Weight } from "../Weight.ts"

/** A unit the plan founds. */
export interface NewUnit {
  readonly unit: string
  readonly name: string
  /** That of the first unit it comes from when absent. */
  readonly level?: string
  readonly code?: string | null
  readonly kind?: string | null
  /** Where the first unit it comes from stands, or its heir, when absent. */
  readonly parents?: Parents
}

/** A unit the plan founds, or the id of one that lives on or that another step founds. */
export type NewOrExisting = NewUnit | string

/** Who takes how much of a divided unit. Without weights the heirs share alike, marked as assumed. */
export interface Portion {
  readonly to: NewOrExisting
  readonly weight?: Weight
}

/** One line of a redraw. */
export interface Passage {
  readonly from: string
  readonly to: string
  readonly extent: "whole" | "partial"
  readonly weight?: Weight
}

/** One thing that happens on the day. All steps happen at once: each speaks of the units as they stood the day before. */
export type Step =
  | {
      readonly step: "establish"
      readonly unit: string
      readonly level: string
      readonly name: string
      readonly code?: string | null
      readonly kind?: string | null
      readonly parents: Parents
    }
  | { readonly step: "rename"; readonly unit: string; readonly name: string }
  | { readonly step: "recode"; readonly unit: string; readonly code: string | null }
  | { readonly step: "relevel"; readonly unit: string; readonly level: string; readonly kind?: string | null }
  | { readonly step: "move"; readonly unit: string; readonly route?: string; readonly parent: string | null }
  /** All of `from` becomes `into`. One of them may live on as `into`. */
  | { readonly step: "merge"; readonly from: ReadonlyArray<string>; readonly into: NewOrExisting }
  /** `from` is divided. When it is among its own heirs it lives on with its part. */
  | { readonly step: "split"; readonly from: string; readonly into: ReadonlyArray<Portion> }
  /** Many become many; each line says who gives what to whom. Units of `from` that are not in `to` end. */
  | {
      readonly step: "redraw"
      readonly from: ReadonlyArray<string>
      readonly to: ReadonlyArray<NewOrExisting>
      readonly successions: ReadonlyArray<Passage>
    }
  /** The unit ends; its own figures go to the heir, or to nobody. */
  | { readonly step: "dissolve"; readonly unit: string; readonly heir?: string }
  /** Every unit of the level ends. Children go where `reattach` says, or to the upper unit. */
  | {
      readonly step: "abolish-level"
      readonly level: string
      readonly heirs: { readonly [unit: string]: string }
      readonly reattach?: { readonly [child: string]: string }
    }
  /** A branch of a divided unit belongs to that heir. */
  | { readonly step: "assign"; readonly branch: string; readonly to: string }

/** A plan. */
export interface Reorganisation {
  readonly id: string
  /** The paper it rests on: `1668/NQ-UBTVQH15`. */
  readonly basis: string
  /** First day of the new state. */
  readonly effectiveOn: PlainDate
  readonly title?: string
  readonly steps: ReadonlyArray<Step>
}

/** Who records an act, and when. */
export interface Act {
  readonly recordedAt: Instant
  readonly by: Recorder
}

/** How closely a plan is looked at. */
export interface Options {
  /** The level whose lines a succession should not cross; `tinh` when absent. */
  readonly boundary?: string
}
