/** The rows of a consolidated table: each unit, what it gave itself, and then everything under it. */
import * as Figure from "@lienhoi/aggregation/Figure"
import type { Total } from "@lienhoi/aggregation/Total"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"

/** One row. `total`: of a unit over the rows below it; `own`: what such a unit gave itself; `leaf`: nothing stands below. */
export interface BookRow {
  readonly unit: Unit
  readonly kind: "total" | "own" | "leaf"
  readonly depth: number
  /** How many rows stand below it and belong to it. */
  readonly below: number
  /** Whether the rows below are all there are; not where the table ends before the lowest level. */
  readonly isWhole: boolean
}

const hasOwn = (total: Total, unit: string): boolean =>
  total.template.columns.some(({ key }) => Figure.of(total, unit, key)?.own.value != null)

/** Every row, each unit before what is under it. */
export const rowsOf = ({
  total,
  to,
  unit
}: {
  readonly total: Total
  readonly unit?: string
  readonly to?: string
}): ReadonlyArray<BookRow> => {
  const { hierarchy } = total
  const lowest = to === undefined ? null : Association.level(hierarchy.association, to)
  const isShown = (one: Unit): boolean =>
    lowest === null || (Association.level(hierarchy.association, one.level)?.rank ?? 0) <= lowest.rank
  const within = (one: Unit, depth: number): ReadonlyArray<BookRow> => {
    const all = Snapshot.children(hierarchy, one.id)
    const children = all.filter(isShown)
    if (children.length === 0) return [{ unit: one, kind: "leaf", depth, below: 0, isWhole: all.length === 0 }]
    const own: ReadonlyArray<BookRow> = hasOwn(total, one.id)
      ? [{ unit: one, kind: "own", depth: depth + 1, below: 0, isWhole: true }]
      : []
    const rows = [...own, ...children.flatMap((child) => within(child, depth + 1))]
    const isWhole = children.length === all.length && rows.every((row) => row.isWhole)
    return [{ unit: one, kind: "total", depth, below: rows.length, isWhole }, ...rows]
  }
  const top = unit === undefined ? Snapshot.roots(hierarchy) : [Snapshot.unit(hierarchy, unit)]
  return top.flatMap((one) => (one === null ? [] : within(one, 0)))
}
