/** Random trees redrawn twice, n:m, and what people reported on them. All figures are synthetic. */
import { Period } from "@lienhoi/calendar"
import { Association, type Event, Fraction, Hierarchy, type Snapshot } from "@lienhoi/hierarchy"
import { type Cell, Compiled, Template } from "@lienhoi/template"
import fc from "fast-check"
import type { Filed } from "../src/index.ts"

export const months = ["2025-04", "2025-05"].map((id) => Period.containing("month", `${id}-10`))

/** A day before, between and after the two redraws. */
const days = ["2025-06-30", "2025-12-31", "2026-06-30"]

const levels = "[tinh, huyen, co_so, chi_hoi]"
const read = Template.parse(`
template: law/restate
title: Mẫu thử
period: month
due: { tinh: { day: 15, month_offset: 1 }, huyen: { day: 15, month_offset: 1 }, co_so: { day: 15, month_offset: 1 }, chi_hoi: { day: 15, month_offset: 1 } }
sections:
  s:
    title: Mục
    asked_of: ${levels}
    fields:
      - { key: SH, label: Buổi sinh hoạt, type: count, combine: { units: sum, periods: sum } }
      - { key: QUY, label: Quỹ, type: money, combine: { units: sum, periods: sum } }
      - { key: DIEM, label: Điểm, type: decimal, decimals: 1, combine: { units: average, periods: sum } }
      - { key: LON, label: Buổi đông nhất, type: count, combine: { units: max, periods: max } }
      - { key: IT, label: Buổi vắng nhất, type: count, combine: { units: min, periods: min } }
      - { key: DAU, label: Đơn vị đầu, type: count, combine: { units: first, periods: sum } }
      - { key: CUOI, label: Đơn vị cuối, type: count, combine: { units: last, periods: sum } }
      - { key: SDV, label: Số đơn vị có báo, type: count, combine: { units: count, periods: sum } }
      - { key: NG, label: Người không trùng, type: count, counts: people, combine: { units: none, periods: sum } }
      - { key: MT, label: Cơ sở có máy tính, type: count, counts: "units:co_so", combine: { units: sum, periods: sum } }
      - { key: TL, label: Buổi trên quỹ, type: ratio, numerator: SH, denominator: QUY }
      - { key: GC, label: Ghi chú, type: text }
`)
const compiled = read.ok ? Compiled.make(read.value.template) : read
if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))
export const template = compiled.value

export type Operation = "lives on" | "whole" | "split" | "keeps a part" | "dissolved"

const fates = fc.record({
  operation: fc.constantFrom<Operation>("lives on", "lives on", "whole", "whole", "split", "keeps a part", "dissolved"),
  targets: fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }),
  weights: fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 100, max: 997 })), {
    minLength: 4,
    maxLength: 4
  }),
  branch: fc.nat(20)
})
type Fate = typeof fates extends fc.Arbitrary<infer F> ? F : never

/** What one unit said in one month: a cell for each column. */
export type Drawn = "absent" | "zero" | "missing" | "not-applicable" | number
const cells: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 2000 }) },
  // A sum that leaves 2^53, and one that does so only times a weight.
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 50, max: 2 ** 53 - 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 44, max: 2 ** 46 }) },
  { weight: 2, arbitrary: fc.constantFrom<Drawn>("zero", "not-applicable", "absent", "missing") }
)

export const drawings = fc.record({
  provinces: fc.array(fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 2
  }),
  founded: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })),
  fates: fc.array(fates, { minLength: 24, maxLength: 24 }),
  heirless: fc.nat(5),
  trees: fc.constantFrom<readonly [from: number, onto: number]>([0, 1], [0, 1], [0, 2], [0, 2], [1, 2], [1, 0], [2, 0]),
  cells: fc.array(fc.array(cells, { minLength: 10, maxLength: 10 }), { minLength: 12, maxLength: 12 }),
  spread: fc.integer({ min: 1, max: 7 })
})
export type Drawing = typeof drawings extends fc.Arbitrary<infer D> ? D : never

/** Who passed how much to whom on which day: all that the oracle knows. */
interface Passage {
  readonly from: string
  readonly to: string
  readonly on: string
  readonly share: Fraction.Fraction
}

export interface Scene {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly passages: ReadonlyArray<Passage>
  readonly ended: ReadonlyMap<string, string>
  readonly operations: ReadonlyArray<Operation>
  readonly from: Snapshot.Snapshot
  readonly onto: Snapshot.Snapshot
  readonly reports: ReadonlyArray<Filed.Filed>
}

type Fact = Event.HierarchyEvent extends infer E
  ? E extends Event.HierarchyEvent
    ? Omit<E, keyof Event.Header>
    : never
  : never

/** A history told act by act. */
const telling = () => {
  const events: Array<Event.HierarchyEvent> = []
  const passages: Array<Passage> = []
  const ended = new Map<string, string>()
  const level = new Map<string, string>()
  const parent = new Map<string, string | null>()
  const act = (effectiveOn: string, fact: Fact): void => {
    const header = {
      id: `e${events.length}`,
      effectiveOn,
      recordedAt: `${effectiveOn}T02:00:00.000Z`,
      by: { person: "p" }
    }
    events.push({ ...header, ...fact } as Event.HierarchyEvent)
  }
  return {
    events,
    passages,
    ended,
    level,
    parent,
    establish: (on: string, unit: string, at: string, under: string | null) => {
      level.set(unit, at)
      parent.set(unit, under)
      const kind = at === "co_so" ? "xa" : null
      act(on, {
        type: "unit-established",
        unit,
        level: at,
        name: `Đơn vị ${unit}`,
        code: null,
        kind,
        parents: { own: under }
      })
    },
    move: (on: string, unit: string, under: string) => {
      if (parent.get(unit) === under) return
      parent.set(unit, under)
      act(on, { type: "unit-moved", unit, route: "own", parent: under })
    },
    close: (on: string, unit: string) => {
      level.delete(unit)
      ended.set(unit, on)
      act(on, { type: "unit-closed", unit })
    },
    pass: (on: string, from: string, heirs: ReadonlyArray<readonly [to: string, weight: number]>) => {
      const all = heirs.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [to, weight] of heirs) {
        const isWhole = heirs.length === 1
        passages.push({ from, to, on, share: Fraction.make(BigInt(weight), BigInt(all)) })
        const given = { basis: "members" as const, numerator: weight, denominator: all }
        act(on, {
          type: "unit-succeeded",
          from,
          to,
          extent: isWhole ? "whole" : "partial",
          weight: isWhole ? null : given
        })
      }
    }
  }
}
type Told = ReturnType<typeof telling>

const living = (told: Told, level: string): ReadonlyArray<string> =>
  [...told.level].flatMap(([unit, at]) => (at === level ? [unit] : []))

const pick = <A>(all: ReadonlyArray<A>, at: number): A => all[at % all.length]!

/** Communes become communes, n:m. Their branches go to one of the heirs; of a dissolved one anywhere. */
const redrawCommunes = (
  told: Told,
  on: string,
  founded: number,
  fates: ReadonlyArray<Fate>,
  operations: Array<Operation>
): void => {
  const old = living(told, "co_so")
  const branches = new Map(
    old.map((unit) => [unit, living(told, "chi_hoi").filter((id) => told.parent.get(id) === unit)])
  )
  const provinces = living(told, "tinh")
  const fateOf = new Map(old.map((unit, k) => [unit, fates[k]!]))
  const fresh = Array.from({ length: founded }, (_, k) => `n${on.slice(0, 4)}-${k}`)
  fresh.forEach((unit, k) => {
    told.establish(on, unit, "co_so", pick(provinces, fates[k]!.branch))
  })
  const stays = ({ operation }: Fate): boolean => operation === "lives on" || operation === "keeps a part"
  const pool = [...fresh, ...old.filter((unit) => stays(fateOf.get(unit)!))]
  for (const unit of old) {
    const { branch, operation, targets, weights } = fateOf.get(unit)!
    const others = [...new Set(targets.map((target) => pick(pool, target)))].filter((id) => id !== unit)
    const heirs = {
      "lives on": [],
      whole: others.slice(0, 1),
      split: others,
      "keeps a part": [unit, ...others],
      dissolved: []
    }[operation]
    const isPassed = heirs.length > 0 && heirs[0] !== unit ? true : heirs.length > 1
    operations.push(heirs.length === 1 && isPassed ? "whole" : heirs.length === 1 ? "lives on" : operation)
    if (isPassed)
      told.pass(
        on,
        unit,
        heirs.map((heir, k) => [heir, weights[k]!])
      )
    for (const each of branches.get(unit)!)
      told.move(on, each, pick(operation === "lives on" ? [unit] : heirs.length > 0 ? heirs : pool, branch))
    if (!stays(fateOf.get(unit)!)) told.close(on, unit)
  }
}

/** The tree of the drawing, its two redraws, and reports on one of its days; `null` when the tree refuses. */
export const sceneOf = (drawing: Drawing): Scene | null => {
  const told = telling()
  const operations: Array<Operation> = []
  drawing.provinces.forEach((districts, p) => {
    told.establish("2020-01-01", `p${p}`, "tinh", null)
    districts.forEach((communes, d) => {
      told.establish("2020-01-01", `p${p}d${d}`, "huyen", `p${p}`)
      communes.forEach((branches, c) => {
        told.establish("2020-01-01", `p${p}d${d}c${c}`, "co_so", `p${p}d${d}`)
        for (let b = 0; b < branches; b++)
          told.establish("2020-01-01", `p${p}d${d}c${c}b${b}`, "chi_hoi", `p${p}d${d}c${c}`)
      })
    })
  })
  const first = "2025-07-01"
  const provinces = living(told, "tinh")
  const districts = living(told, "huyen")
  if (provinces.length > 1) {
    told.establish(first, "new", "tinh", null)
    for (const unit of provinces.slice(1)) told.pass(first, unit, [["new", 1]])
    for (const unit of provinces.slice(1)) told.close(first, unit)
    operations.push("whole")
  }
  const upper = new Map(districts.map((unit) => [unit, told.parent.get(unit) === "p0" ? "p0" : "new"]))
  redrawCommunes(told, first, drawing.founded[0], drawing.fates.slice(0, 12), operations)
  for (const unit of living(told, "co_so")) {
    const province = upper.get(told.parent.get(unit)!)
    if (province !== undefined) told.move(first, unit, province)
  }
  districts.forEach((unit, k) => {
    if (k === drawing.heirless) operations.push("dissolved")
    else told.pass(first, unit, [[upper.get(unit)!, 1]])
    told.close(first, unit)
  })
  redrawCommunes(told, "2026-03-01", drawing.founded[1], drawing.fates.slice(12), operations)
  const made = Hierarchy.make({ association: Association.vwu, events: told.events })
  if (!made.ok) return null
  const [from, onto] = drawing.trees.map((day) => Hierarchy.at(made.value, days[day!]!)) as [
    Snapshot.Snapshot,
    Snapshot.Snapshot
  ]
  const { ended, passages } = told
  return { hierarchy: made.value, passages, ended, operations, from, onto, reports: reportsOn(drawing, from) }
}

const cellOf = (drawn: Drawn, scale: number): Cell.Cell => {
  if (typeof drawn === "number")
    return { state: "value", value: Number(`${scale > 0 ? drawn % 1e14 : drawn}e-${scale}`) }
  return drawn === "not-applicable"
    ? { state: drawn, reason: "không có" }
    : { state: drawn === "zero" ? "zero" : "missing" }
}

const reportsOn = (drawing: Drawing, { units }: Snapshot.Snapshot): ReadonlyArray<Filed.Filed> =>
  months.flatMap((period, m) =>
    units.flatMap(({ id }, place): ReadonlyArray<Filed.Filed> => {
      const drawn = drawing.cells[(place * drawing.spread + 5 * m) % drawing.cells.length]!
      const all = template.columns.flatMap((column, k) =>
        drawn[k] === "absent" ? [] : [[column.key, cellOf(drawn[k]!, column.scale)] as const]
      )
      return [{ unit: id, period: period.id, status: "submitted", revision: 1, cells: Object.fromEntries(all) }]
    })
  )

/** Counts what was tried and prints the shares. */
export const tally = (title: string) => {
  const counts = new Map<string, number>()
  return {
    count: (what: string, times = 1) => counts.set(what, (counts.get(what) ?? 0) + times),
    /** Prints, and gives the share of each kind. */
    shares: (): ReadonlyMap<string, number> => {
      const all = [...counts.values()].reduce((sum, each) => sum + each, 0)
      const shares = new Map([...counts].sort().map(([what, n]) => [what, n / all]))
      const text = [...shares].map(([what, share]) => `${what} ${(100 * share).toFixed(1)} %`).join(", ")
      console.log(`${title}: ${all} tried: ${text}`)
      return shares
    }
  }
}
