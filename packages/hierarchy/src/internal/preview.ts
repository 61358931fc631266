/** What a plan would do, in plain lists that a person can read. */
import type { Issue } from "@lienhoi/words/Issue"
import type { Weight } from "../Weight.ts"
import type { Unassigned } from "./compile.ts"
import type { Examined } from "./examine.ts"
import type { Living } from "./unitsOn.ts"

/** Something that belongs to a unit: a duty, a position, a draft, a schedule, a channel. */
export interface Held {
  readonly id: string
  readonly unit: string
  /** What people call it: the title of a position, the template and period of a duty. */
  readonly name?: string
}

/** What the caller knows to belong to units. */
export interface Holdings {
  readonly duties?: ReadonlyArray<Held>
  readonly positions?: ReadonlyArray<Held>
  readonly drafts?: ReadonlyArray<Held>
  readonly schedules?: ReadonlyArray<Held>
  readonly channels?: ReadonlyArray<Held>
}

/** A thing whose unit does not stay as it is. */
export interface Touched extends Held {
  /** `ended` and `divided`: its unit goes to `heirs`; `changed`: its unit lives on under another name, code, level or upper unit. */
  readonly because: "ended" | "divided" | "changed"
  /** Whose it is afterwards; nobody's when empty. */
  readonly heirs: ReadonlyArray<string>
}

/** A unit that ends. */
export interface Ending {
  readonly unit: string
  readonly name: string
  readonly heirs: ReadonlyArray<{ readonly unit: string; readonly name: string; readonly weight: Weight | null }>
}

/** A unit that is called, coded or ranked otherwise. */
export interface Change {
  readonly unit: string
  readonly what: "name" | "code" | "level" | "kind"
  readonly from: string | null
  readonly to: string | null
}

/** A unit that stands under another unit than before. */
export interface Move {
  readonly unit: string
  readonly name: string
  readonly route: string
  readonly from: string | null
  readonly to: string | null
  /** Nobody said so: it stands there until it is assigned. */
  readonly provisional: boolean
}

/** What a plan would do. */
export interface Preview {
  readonly begins: ReadonlyArray<{
    readonly unit: string
    readonly name: string
    readonly level: string
    readonly code: string | null
  }>
  readonly ends: ReadonlyArray<Ending>
  readonly changes: ReadonlyArray<Change>
  readonly moves: ReadonlyArray<Move>
  readonly unassigned: ReadonlyArray<Unassigned>
  /** Units whose own figures, people and groups nobody takes over. */
  readonly withoutHeir: ReadonlyArray<string>
  readonly touched: { readonly [K in keyof Required<Holdings>]: ReadonlyArray<Touched> }
  readonly issues: ReadonlyArray<Issue>
}

export const look = (examined: Examined, holdings: Holdings): Preview => {
  const { before, after, compiled, issues } = examined
  const heirsOf = new Map<string, Array<{ unit: string; name: string; weight: Weight | null }>>()
  for (const { from, to, weight } of compiled.passings) {
    const heir = { unit: to, name: (after.get(to) ?? before.get(to))?.name ?? to, weight }
    if (heirsOf.get(from)?.push(heir) === undefined) heirsOf.set(from, [heir])
  }
  const pairs = [...before.values()].flatMap((was) => {
    const is = after.get(was.id)
    return is === undefined ? [] : [[was, is] as const]
  })
  const provisional = new Set(compiled.unassigned.map(({ branch, route }) => `${route} ${branch}`))
  const changes = pairs.flatMap(([was, is]) => changesOf(was, is))
  const moves = pairs.flatMap(([was, is]) => movesOf(was, is, provisional))
  const changed = new Set([...changes, ...moves].map(({ unit }) => unit))
  const touched = (all: ReadonlyArray<Held> = []): ReadonlyArray<Touched> =>
    all.flatMap((held): ReadonlyArray<Touched> => {
      const heirs = heirsOf.get(held.unit)?.map(({ unit }) => unit) ?? []
      if (!after.has(held.unit) && before.has(held.unit))
        return [{ ...held, because: heirs.length > 1 ? "divided" : "ended", heirs }]
      if (heirs.length > 0) return [{ ...held, because: "divided", heirs }]
      return changed.has(held.unit) ? [{ ...held, because: "changed", heirs: [held.unit] }] : []
    })
  return {
    begins: [...after.values()].flatMap(({ id, name, level, code }) =>
      before.has(id) ? [] : [{ unit: id, name, level, code }]
    ),
    ends: [...before.values()].flatMap(({ id, name }) =>
      after.has(id) ? [] : [{ unit: id, name, heirs: heirsOf.get(id) ?? [] }]
    ),
    changes,
    moves,
    unassigned: compiled.unassigned,
    withoutHeir: compiled.withoutHeir,
    touched: {
      duties: touched(holdings.duties),
      positions: touched(holdings.positions),
      drafts: touched(holdings.drafts),
      schedules: touched(holdings.schedules),
      channels: touched(holdings.channels)
    },
    issues
  }
}

const changesOf = (was: Living, is: Living): ReadonlyArray<Change> =>
  (["name", "code", "level", "kind"] as const).flatMap((what) =>
    was[what] === is[what] ? [] : [{ unit: was.id, what, from: was[what], to: is[what] }]
  )

const movesOf = (was: Living, is: Living, provisional: ReadonlySet<string>): ReadonlyArray<Move> =>
  Object.entries(is.parents).flatMap(([route, to]) => {
    const from = was.parents[route] ?? null
    if (from === to) return []
    return [{ unit: is.id, name: is.name, route, from, to, provisional: provisional.has(`${route} ${is.id}`) }]
  })
