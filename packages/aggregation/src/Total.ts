/**
 * Figures rolled up over periods and units: for every unit of a tree `total(u) = own(u) ⊕ children`. The own figures of
 * an upper unit are added to those of its children and never replace them.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Period } from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type * as Report from "@lienhoi/report/Report"
import type { TemplateRef } from "@lienhoi/report/Submission"
import type { Column } from "@lienhoi/template/Column"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Issue } from "@lienhoi/words/Issue"
import type * as Columns from "./Columns.ts"
import type { Filed } from "./Filed.ts"
import type { Closed } from "./internal/closed.ts"

/**
 * What a field combined over periods by `last` shows when the last period is missing: nothing, or the nearest earlier
 * figure, marked as carried forward.
 */
export type LastPolicy = "missing" | "carry-forward"

/**
 * A total, kept together with everything it was made of. It is a living thing: `Aggregation.apply` brings it up to date
 * in place. What is to be published is taken from it with {@link basis} and `Figure.of`.
 */
export interface Total {
  /**
   * The tree of the reference day. When the question gave a history, the units that ended inside the window stand below
   * their heirs, so that what they report is counted there: see {@link Total.closed}.
   */
  readonly hierarchy: Snapshot
  /** The units of the tree that had ended by its day. */
  readonly closed: ReadonlyMap<string, Closed>
  /** Whether a history was given, so that a report outside the life of its unit is known. */
  readonly dated: boolean
  readonly template: Compiled
  /** The periods that are folded, in order. */
  readonly window: ReadonlyArray<Period>
  /** The window, and before it the periods from which figures may be carried forward. */
  readonly periods: ReadonlyArray<Period>
  readonly figures: Report.Basis
  readonly last: LastPolicy
  readonly columns: Columns.Columns
  /** Place of each column by its key in lower case. */
  readonly places: ReadonlyMap<string, number>
  /** The state and marks of each unit's own cells, row by row: what was said, whether it is estimated, carried forward, and so on. */
  readonly marks: Uint8Array
  /** What was filed, by place of the unit × `periods.length` + place of the period. */
  readonly filed: Array<Filed | null>
  /** Who owes what, in the same order: 1 owed, 2 owed and estimated. */
  readonly owed: Uint8Array
  /** For each level of the association, which columns are asked of it. */
  readonly asked: ReadonlyMap<string, Uint8Array>
  /** An own figure is stored as a whole number of this part of 10^-scale, so that averages over periods stay exact. */
  readonly parts: bigint
  /** What was received and could not be counted, with the reason, by unit and period. */
  readonly leftOut: Map<string, ReadonlyArray<Issue>>
}

/** What a total rests on, as plain data: with the same basis the same figures come out again. */
export interface Basis {
  readonly figures: Report.Basis
  readonly tree: {
    readonly association: string
    readonly date: PlainDate
    readonly knownAt: Instant | null
    readonly route: string
  }
  readonly template: TemplateRef
  readonly periods: ReadonlyArray<string>
  readonly last: LastPolicy
  /** The revision of every report that counted, by unit and period. */
  readonly revisions: { readonly [unit: string]: { readonly [period: string]: number } }
}

/** The basis of a total; it goes into a JSON document as it is. */
export const basis = (total: Total): Basis => {
  const { hierarchy, template } = total
  const revisions: { [unit: string]: { [period: string]: number } } = {}
  for (const filed of total.filed) {
    if (filed === null) continue
    const { period, revision, unit } = filed
    revisions[unit] ??= {}
    revisions[unit][period] = revision
  }
  return {
    figures: total.figures,
    tree: {
      association: hierarchy.association.id,
      date: hierarchy.date,
      knownAt: hierarchy.knownAt,
      route: hierarchy.route
    },
    template: { lineage: template.template.lineage, id: template.template.id, version: template.template.version },
    periods: total.window.map((period) => period.id),
    last: total.last,
    revisions
  }
}

/** Everything that was received and not counted: other template, other period, unknown unit, field not asked there. */
export const leftOut = (total: Total): ReadonlyArray<Issue> => [...total.leftOut.values()].flat()

/** What was filed by the unit at `place`, one for each of {@link Total.periods}. */
export const filedBy = (total: Total, place: number): ReadonlyArray<Filed | null> =>
  total.filed.slice(place * total.periods.length, (place + 1) * total.periods.length)

/** The column of that key, case ignored, and its place. */
export const column = (total: Total, key: string): { readonly place: number; readonly column: Column } | null => {
  const place = total.places.get(key.toLowerCase())
  return place === undefined ? null : { place, column: total.template.columns[place]! }
}

/**
 * Whether a figure in that column is expected of the unit at `place`: it is asked of its level, and the unit owes a
 * report. Of a closed unit no state is expected in its closing report, nor at the end of the window.
 */
export const isExpected = (total: Total, place: number, column: number): boolean => {
  const { id, level } = total.hierarchy.units[place]!
  if (total.asked.get(level)?.[column] !== 1) return false
  const { periods } = total.template.columns[column]!
  const closed = total.closed.get(id)
  if (closed !== undefined && periods === "last") return false
  const closing = periods === "sum" ? -1 : (closed?.closing ?? -1)
  const stride = total.periods.length
  for (let at = stride - total.window.length; at < stride; at++)
    if (total.owed[place * stride + at]! > 0 && at !== closing) return true
  return false
}
