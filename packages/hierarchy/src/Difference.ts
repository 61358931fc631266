/**
 * What is different between the trees of two days, unit by unit: by their ids, never by their codes.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { at, type Hierarchy, type View } from "./Hierarchy.ts"
import { type Succession, of as successionsOf } from "./Succession.ts"
import type { Unit } from "./Unit.ts"

/** A unit that lives on both days and is not what it was. */
export interface Changed {
  readonly unit: string
  /** As it is on the second day. */
  readonly name: string
  readonly what: "name" | "code" | "level" | "kind" | "parent"
  readonly from: string | null
  readonly to: string | null
}

/** All of it. */
export interface Difference {
  readonly from: PlainDate
  readonly to: PlainDate
  /** Units that live on the second day only, as on that day. */
  readonly begun: ReadonlyArray<Unit>
  /** Units that live on the first day only, as on that day. */
  readonly ended: ReadonlyArray<Unit>
  readonly changed: ReadonlyArray<Changed>
  /** Who became whom after the first day and up to the second. */
  readonly successions: ReadonlyArray<Succession>
}

const facts = ["name", "code", "level", "kind", "parent"] as const

/**
 * From the first day to the second, which comes later.
 *
 * @example
 * ```ts
 * import { Association, Difference, Hierarchy } from "@lienhoi/hierarchy"
 *
 * const head = { recordedAt: "2025-06-25T02:00:00.000Z", by: { person: "person/synthetic" } }
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     {
 *       ...head, id: "1", effectiveOn: "2024-01-01", type: "unit-established", unit: "a", level: "tinh",
 *       name: "Tỉnh Đồng Nai", code: "75", kind: null, parents: { own: null }
 *     },
 *     { ...head, id: "2", effectiveOn: "2026-04-30", type: "unit-renamed", unit: "a", name: "Thành phố Đồng Nai" }
 *   ]
 * })
 *
 * const found = tree.ok && Difference.between(tree.value, "2026-01-01", "2026-05-01")
 *
 * found && found.changed.map(({ what, to }) => [what, to]) // => [["name", "Thành phố Đồng Nai"]]
 * ```
 */
export const between = (self: Hierarchy, from: PlainDate, to: PlainDate, view: View = {}): Difference => {
  const [before, after] = [at(self, from, view), at(self, to, view)]
  const changed = after.units.flatMap((unit) => {
    const old = before.units[before.index.get(unit.id) ?? -1]
    if (old === undefined) return []
    return facts.flatMap((what) =>
      old[what] === unit[what] ? [] : [{ unit: unit.id, name: unit.name, what, from: old[what], to: unit[what] }]
    )
  })
  return {
    from,
    to,
    begun: after.units.filter(({ id }) => !before.index.has(id)),
    ended: before.units.filter(({ id }) => !after.index.has(id)),
    changed,
    successions: successionsOf(self, { knownAt: view.knownAt ?? null }).filter(({ on }) => from < on && on <= to)
  }
}
