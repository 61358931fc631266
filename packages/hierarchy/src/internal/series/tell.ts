/** One turn of the series as events: who was founded, closed, renamed, recoded, moved, and who became whom. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Header, HierarchyEvent } from "../../Event.ts"
import { equal, type Weight } from "../../Weight.ts"
import type { Placed, Rows } from "./days.ts"
import type { Line } from "./rulings.ts"

/** Ids of the living units by code. */
export type Living = ReadonlyMap<string, string>

/** An event, the row that tells of it and the column in which it does. */
export interface Told {
  readonly event: HierarchyEvent
  readonly row: Placed
}

/** What makes a turn into events. */
export interface Turned {
  readonly on: PlainDate
  readonly before: Rows
  readonly after: Rows
  readonly living: Living
  readonly same: ReadonlyMap<string, string>
  readonly lines: ReadonlyArray<Line>
  /** The part of a header that all events share. */
  readonly header: (what: string, on: PlainDate) => Header
}

/** A new unit's id: a code and the day it began with it were never another's. */
const idOf = (code: string, on: PlainDate): string => `${code}@${on}`

/** The events, and the living units after them. */
export const tell = (turned: Turned): { readonly told: ReadonlyArray<Told>; readonly living: Living } => {
  const { on, before, after, living, same, lines, header } = turned
  const kept = new Map([...same].map(([old, fresh]) => [fresh, old]))
  const now = new Map([...after.keys()].map((code) => [code, living.get(kept.get(code) ?? "") ?? idOf(code, on)]))
  const told: Array<Told> = []
  for (const row of after.values()) {
    const unit = now.get(row.code)!
    const put = <E extends object & { readonly type: string }>(fact: E): void => {
      told.push({ row, event: { ...header(`${unit}/${on}/${fact.type}`, on), ...fact } as unknown as HierarchyEvent })
    }
    const { code, name, level } = row
    const kind = kindOf(name, level)
    const parent = row.parent === null ? null : (now.get(row.parent) ?? null)
    const old = before.get(kept.get(code) ?? "")
    if (old === undefined) {
      put({ type: "unit-established", unit, level, name, code, kind, parents: { own: parent } })
      continue
    }
    if (old.name !== name) put({ type: "unit-renamed", unit, name })
    if (old.code !== code) put({ type: "unit-recoded", unit, code })
    if (old.level !== level || kindOf(old.name, old.level) !== kind) put({ type: "unit-relevelled", unit, level, kind })
    const above = old.parent === null ? null : (living.get(old.parent) ?? null)
    if (above !== parent) put({ type: "unit-moved", unit, route: "own", parent })
  }
  for (const row of before.values()) {
    if (same.has(row.code)) continue
    const unit = living.get(row.code)!
    const type = "unit-closed"
    told.push({ row, event: { ...header(`${unit}/${on}/${type}`, on), type, unit } })
  }
  for (const { old, new: heir, extent, weight } of successions(lines, same)) {
    const [from, to] = [living.get(old)!, now.get(heir)!]
    const type = "unit-succeeded"
    const event = { ...header(`${from}/${on}/${type} ${to}`, on), type, from, to, extent, weight } as const
    told.push({ row: after.get(heir)!, event })
  }
  return { told, living: now }
}

/** Lines between units that are not one and the same, with the share each heir takes. */
const successions = (
  lines: ReadonlyArray<Line>,
  same: ReadonlyMap<string, string>
): ReadonlyArray<Omit<Line, "weight"> & { readonly weight: Weight | null }> =>
  [...Map.groupBy(lines, (line) => line.old).values()].flatMap((parts) => {
    const [first] = parts
    if (parts.length === 1 && same.get(first!.old) === first!.new) return []
    const all = parts.reduce((sum, { weight }) => sum + (weight?.amount ?? 0), 0)
    return parts.map((line) => ({
      ...line,
      weight:
        line.extent === "whole"
          ? null
          : line.weight === null
            ? equal(parts.length)
            : { basis: line.weight.basis, numerator: line.weight.amount, denominator: all }
    }))
  })

const kinds: ReadonlyArray<readonly [prefix: string, kind: string]> = [
  ["xã ", "xa"],
  ["phường ", "phuong"],
  ["thị trấn ", "thi-tran"],
  ["đặc khu ", "dac-khu"]
]

/** The kind of a commune stands in front of its name. */
const kindOf = (name: string, level: string): string | null =>
  level === "co_so" ? (kinds.find(([prefix]) => name.toLowerCase().startsWith(prefix))?.[1] ?? null) : null
