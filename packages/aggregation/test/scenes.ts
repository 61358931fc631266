/**
 * What every engine of roll-up is tried on: arbitrary trees, templates with every operator over units and over periods, and
 * reports; and the answer, by an oracle that shares nothing with any engine. Units, figures and texts are synthetic.
 */
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot, type Unit } from "@lienhoi/hierarchy"
import { type Cell, type Column, Compiled, Field, Template } from "@lienhoi/template"
import fc from "fast-check"
import { expect } from "vitest"
import type { Filed, State, Total } from "../src/index.ts"

const levels = ["trung_uong", "tinh", "huyen", "co_so", "chi_hoi", "to"]
const months = ["2024-08", "2024-09", "2024-10"].map((id) => Period.containing("month", `${id}-10`))

/** Sixteen templates of four fields: every operator over units with every operator over periods, with 0 to 3 decimals. */
const templates = Array.from({ length: 16 }, (_, t) => {
  const field = (k: number) => {
    const n = 4 * t + k
    const [units, periods] = [Field.operators[n % 8], Field.operators[Math.floor(n / 8)]]
    const type = n % 4 === 0 ? "type: count" : `type: decimal, decimals: ${n % 4}`
    const asked = n % 3 === 0 ? "[co_so, chi_hoi]" : `[${levels.join(", ")}]`
    return `      - { key: C${n}, label: Chỉ tiêu ${n}, ${type}, asked_of: ${asked}, combine: { units: ${units}, periods: ${periods} } }`
  }
  const read = Template.parse(
    [
      "template: law/roll-up",
      "title: Mẫu thử",
      "period: month",
      `due: { ${levels.map((level) => `${level}: { day: 15, month_offset: 1 }`).join(", ")} }`,
      "sections:",
      "  s:",
      "    title: Mục",
      "    fields:",
      ...[0, 1, 2, 3].map(field)
    ].join("\n")
  )
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]!.message)
  return compiled.value
})

const trees = fc
  .array(fc.record({ above: fc.nat(), name: fc.nat(20) }), { minLength: 1, maxLength: 9 })
  .map((drawn) => {
    const units: Array<Unit.Unit> = []
    const depths: Array<number> = []
    drawn.forEach(({ above, name }, k) => {
      const upper = [...depths.keys()].filter((other) => depths[other]! < 5)
      const parent = k === 0 ? null : upper[above % upper.length]!
      depths.push(parent === null ? 0 : depths[parent]! + 1)
      const place = { level: levels[depths[k]!]!, parent: parent === null ? null : `u${parent}` }
      units.push({ id: `u${k}`, name: `Đơn vị ${name}`, code: null, kind: null, since: "2020-01-01", ...place })
    })
    const made = Snapshot.make(Association.vwu, "2024-10-14", units)
    if (!made.ok) throw new Error(made.issues[0]!.message)
    return made.value
  })

/** What one cell holds, as whole numbers of the last decimal: small, or so large that their sums leave 2^53. */
type Drawn = "absent" | "missing" | "zero" | "not-applicable" | number
const drawnCells: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -2000, max: 2000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 2 ** 52, max: 2 ** 53 - 1 }) },
  { weight: 4, arbitrary: fc.constantFrom<Drawn>("zero", "zero", "zero", "not-applicable", "absent", "missing") }
)
const quietCells = fc.constantFrom<Drawn>("zero", "zero", "zero", "not-applicable", "absent", "missing")

export interface Drawing {
  readonly unit: number
  readonly period: number
  readonly status: Filed.Filed["status"]
  readonly revision: number
  readonly estimated: boolean
  readonly cells: ReadonlyArray<Drawn>
}

export const drawings: fc.Arbitrary<Drawing> = fc.record({
  unit: fc.nat(8),
  period: fc.constantFrom(0, 1, 2, 2),
  status: fc.constantFrom("submitted", "returned", "approved", "approved", "sealed"),
  revision: fc.constantFrom(1, 1, 1, 2, 3),
  estimated: fc.boolean(),
  cells: fc.oneof(...[drawnCells, quietCells].map((cell) => fc.array(cell, { minLength: 4, maxLength: 4 })))
})

const cellOf = (drawn: Drawn, { scale }: Column.Column): Cell.Cell => {
  // A number with decimals holds 15 digits for certain.
  const digits = (drawn: number) => (scale === 0 ? drawn : drawn % 1e15)
  if (typeof drawn === "number") return { state: "value", value: Number(`${digits(drawn)}e-${scale}`) }
  return drawn === "not-applicable"
    ? { state: "not-applicable", reason: "không có tổ" }
    : { state: drawn === "zero" ? "zero" : "missing" }
}

export const filedOf = (drawing: Drawing, hierarchy: Snapshot.Snapshot, template: Compiled.Compiled): Filed.Filed => ({
  unit: hierarchy.units[drawing.unit % hierarchy.units.length]!.id,
  period: months[drawing.period]!.id,
  status: drawing.status,
  revision: drawing.revision,
  estimated: drawing.estimated,
  cells: Object.fromEntries(
    template.columns.flatMap((column, k) =>
      drawing.cells[k] === "absent" ? [] : [[column.key, cellOf(drawing.cells[k]!, column)]]
    )
  )
})

export const scenes = fc.record({
  hierarchy: trees,
  template: fc.constantFrom(...templates),
  window: fc.constantFrom(months.slice(2), months.slice(1), months, months),
  last: fc.constantFrom<Total.LastPolicy>("missing", "carry-forward"),
  basis: fc.constantFrom("submitted" as const, "submitted" as const, "approved" as const),
  drawn: fc.array(drawings, { minLength: 4, maxLength: 24 })
})
export type Scene = typeof scenes extends fc.Arbitrary<infer S> ? S : never

export const slot = (filed: { readonly unit: string; readonly period: string }) => `${filed.unit}/${filed.period}`

/** One report for each unit, period and revision. */
export const reportsOf = ({ drawn, hierarchy, template }: Scene): ReadonlyArray<Filed.Filed> => [
  ...new Map(
    drawn.map((each) => filedOf(each, hierarchy, template)).map((filed) => [`${slot(filed)}/${filed.revision}`, filed])
  ).values()
]

// The oracle: fractions of bigints over lists, written from the definition and sharing nothing with the engine.

export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}
const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisorOf(b, a % b))
export const reduce = ({ over, under }: Fraction): string => {
  const by = divisorOf(over, under)
  return `${over / by}/${under / by}`
}
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under
})
export const combine = (operator: Field.Operator, all: ReadonlyArray<Fraction>): Fraction | null => {
  const sorted = all.toSorted(compareFractions)
  const sum = all.reduce(plus, { over: 0n, under: 1n })
  if (all.length === 0) return null
  switch (operator) {
    case "sum":
      return sum
    case "average":
      return { over: sum.over, under: sum.under * BigInt(all.length) }
    case "count":
      return { over: BigInt(all.length), under: 1n }
    case "min":
      return sorted[0]!
    case "max":
      return sorted.at(-1)!
    case "last":
      return all.at(-1)!
    default:
      return all[0]!
  }
}

interface Known {
  readonly figure: Fraction | null
  readonly state: State.State
}

const knownOf = (cell: Filed.Figures[string] | undefined, scale: number): Known => {
  if (typeof cell !== "object" || cell === null || cell.state === "missing") return { figure: null, state: "missing" }
  if (cell.state === "not-applicable") return { figure: null, state: cell.state }
  if (cell.state === "zero") return { figure: { over: 0n, under: 1n }, state: "zero" }
  const whole = BigInt(Number(cell.value).toFixed(scale).replace(".", ""))
  return { figure: { over: whole, under: 10n ** BigInt(scale) }, state: "value" }
}

const strongest = (states: ReadonlyArray<State.State>): State.State =>
  (["value", "zero", "missing"] as const).find((state) => states.includes(state)) ?? "not-applicable"

/** What a unit itself said over the window. */
const ownOf = (
  scene: Scene,
  counting: ReadonlyMap<string, Filed.Filed>,
  unit: string,
  column: Column.Column
): Known => {
  const all = scene.window.map(({ id }) => knownOf(counting.get(`${unit}/${id}`)?.cells[column.key], column.scale))
  if (column.periods === "first") return all[0]!
  if (column.periods === "last") {
    const latest = all.findLast(({ figure }) => figure !== null)
    return scene.last === "carry-forward" && all.at(-1)!.state === "missing" ? (latest ?? all.at(-1)!) : all.at(-1)!
  }
  if (column.periods === "none") return all.length === 1 ? all[0]! : { figure: null, state: "not-applicable" }
  const figures = all.flatMap(({ figure }) => figure ?? [])
  const state = strongest(all.map((each) => each.state))
  return {
    figure: combine(column.periods, figures),
    state: column.periods === "count" && figures.length > 0 ? "value" : state
  }
}

/** A unit and all below it: the unit first, then each child with its own. */
const preorder = (hierarchy: Snapshot.Snapshot, unit: string): ReadonlyArray<string> => [
  unit,
  ...Snapshot.children(hierarchy, unit).flatMap((child) => preorder(hierarchy, child.id))
]

export const oracle = (scene: Scene, reports: ReadonlyArray<Filed.Filed>, unit: string, column: Column.Column) => {
  const newest = new Map<string, Filed.Filed>()
  for (const filed of reports.toSorted((a, b) => a.revision - b.revision)) {
    if (scene.basis === "approved" && filed.status !== "approved" && filed.status !== "sealed") continue
    newest.set(slot(filed), filed)
  }
  const asked = (id: string) => column.field.askedOf.includes(Snapshot.unit(scene.hierarchy, id)!.level)
  const all = preorder(scene.hierarchy, unit)
    .filter(asked)
    .map((id) => ownOf(scene, newest, id, column))
  const figures = all.flatMap(({ figure }) => figure ?? [])
  const own = asked(unit) ? ownOf(scene, newest, unit, column) : { figure: null, state: "not-applicable" as const }
  const folded = column.units === "none" ? own.figure : combine(column.units, figures)
  const state = column.units === "count" && figures.length > 0 ? "value" : strongest(all.map((each) => each.state))
  return {
    exactly: folded && reduce(folded),
    state: column.units === "none" ? own.state : state,
    reported: figures.length,
    missing: all.filter((each) => each.state === "missing").length,
    notApplicable: all.filter((each) => each.state === "not-applicable").length
  }
}

/** Counts what was tried and prints the shares. */
export const tally = (title: string) => {
  const counts = new Map<string, number>()
  return {
    count: (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1),
    check: (least: number, kinds: ReadonlyArray<string>) => {
      const all = [...counts.values()].reduce((sum, each) => sum + each, 0)
      const shares = [...counts].map(([what, n]) => `${what} ${((100 * n) / all).toFixed(1)} %`)
      console.log(`${title}: ${all} tried: ${shares.sort().join(", ")}`)
      for (const kind of kinds) expect((counts.get(kind) ?? 0) / all, `${title}: ${kind}`).toBeGreaterThanOrEqual(least)
    }
  }
}
