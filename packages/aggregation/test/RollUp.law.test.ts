/** Law Roll-up (design §6): incremental = full recomputation, two steps = one, any order of arrival, exactly. */
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot, type Unit } from "@lienhoi/hierarchy"
import { type Cell, type Column, Compiled, Field, Template } from "@lienhoi/template"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Aggregation, Figure, type Filed, State, Total } from "../src/index.ts"

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

interface Drawing {
  readonly unit: number
  readonly period: number
  readonly status: Filed.Filed["status"]
  readonly revision: number
  readonly estimated: boolean
  readonly cells: ReadonlyArray<Drawn>
}

const drawings: fc.Arbitrary<Drawing> = fc.record({
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

const filedOf = (drawing: Drawing, hierarchy: Snapshot.Snapshot, template: Compiled.Compiled): Filed.Filed => ({
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

const scenes = fc.record({
  hierarchy: trees,
  template: fc.constantFrom(...templates),
  window: fc.constantFrom(months.slice(2), months.slice(1), months, months),
  last: fc.constantFrom<Total.LastPolicy>("missing", "carry-forward"),
  basis: fc.constantFrom("submitted" as const, "submitted" as const, "approved" as const),
  drawn: fc.array(drawings, { minLength: 4, maxLength: 24 })
})
type Scene = typeof scenes extends fc.Arbitrary<infer S> ? S : never

const slot = (filed: { readonly unit: string; readonly period: string }) => `${filed.unit}/${filed.period}`

/** One report for each unit, period and revision. */
const reportsOf = ({ drawn, hierarchy, template }: Scene): ReadonlyArray<Filed.Filed> => [
  ...new Map(
    drawn.map((each) => filedOf(each, hierarchy, template)).map((filed) => [`${slot(filed)}/${filed.revision}`, filed])
  ).values()
]

const rollUp = (scene: Scene, reports: ReadonlyArray<Filed.Filed>, hierarchy = scene.hierarchy): Total.Total =>
  Aggregation.rollUp({
    hierarchy,
    template: scene.template,
    period: scene.window,
    basis: scene.basis,
    last: scene.last,
    reports
  })

const figuresOf = (total: Total.Total) =>
  total.hierarchy.units.map(({ id }) =>
    total.template.columns.map(({ key }) => ({ ...Figure.of(total, id, key), exactly: reduced(total, id, key) }))
  )

// The oracle: fractions of bigints over lists, written from the definition and sharing nothing with the engine.

interface Fraction {
  readonly over: bigint
  readonly under: bigint
}
const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisorOf(b, a % b))
const reduce = ({ over, under }: Fraction): string => {
  const by = divisorOf(over, under)
  return `${over / by}/${under / by}`
}
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under
})
const combine = (operator: Field.Operator, all: ReadonlyArray<Fraction>): Fraction | null => {
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

const oracle = (scene: Scene, reports: ReadonlyArray<Filed.Filed>, unit: string, column: Column.Column) => {
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

const reduced = (total: Total.Total, unit: string, key: string): string | null => {
  const exact = Figure.exactly(total, unit, key)
  return exact && reduce({ over: exact.numerator, under: exact.denominator })
}

/** Counts what was tried and prints the shares. */
const tally = (title: string) => {
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

const runs = { numRuns: 1000 }

describe("Roll-up", () => {
  it("Roll-up: every total equals an independent exact sum over its units and periods", () => {
    const cells = tally("Roll-up, states of totals")
    const engines = tally("Roll-up, sums and averages computed in")
    const byUnits = tally("Roll-up, operators over units")
    const reported = tally("Roll-up, reports")
    fc.assert(
      fc.property(scenes, (scene) => {
        const reports = reportsOf(scene)
        const total = rollUp(scene, reports)
        const counting = new Set(total.filed.filter((filed) => filed !== null))
        for (const filed of reports) reported.count(counting.has(filed) ? "counted" : "not counted")
        for (const { id } of scene.hierarchy.units) {
          for (const column of scene.template.columns) {
            const figure = Figure.of(total, id, column.key)!
            const expected = oracle(scene, reports, id, column)
            const { state, reported, missing, notApplicable } = figure
            expect({ exactly: reduced(total, id, column.key), state, reported, missing, notApplicable }).toEqual(
              expected
            )
            expect(figure.value === null).toBe(expected.exactly === null)
            cells.count(state)
            if (column.units === "sum" || column.units === "average")
              engines.count(total.columns.wide.has(scene.template.columns.indexOf(column)) ? "bigint" : "double")
            byUnits.count(column.units)
          }
        }
      }),
      runs
    )
    cells.check(0.05, ["value", "zero", "missing", "not-applicable"])
    engines.check(0.05, ["bigint", "double"])
    byUnits.check(0.05, Field.operators)
    reported.check(0.5, ["counted"])
  })

  it("Roll-up: bringing one report after another up the tree equals a full recomputation", () => {
    const changes = tally("Roll-up, changes one by one")
    const change = fc.record({
      kind: fc.constantFrom("file", "file", "replace", "withdraw"),
      at: fc.nat(),
      to: drawings
    })
    fc.assert(
      fc.property(scenes, fc.array(change, { minLength: 1, maxLength: 10 }), (scene, drawn) => {
        const truth = new Map(reportsOf(scene).map((filed) => [slot(filed), filed]))
        const live = rollUp(scene, [...truth.values()])
        for (const { at, kind, to } of drawn) {
          const drawing = filedOf(to, scene.hierarchy, scene.template)
          const known = [...truth.values()][at % Math.max(1, truth.size)]
          const key = kind === "file" || known === undefined ? drawing : known
          const filed = kind === "withdraw" ? null : { ...drawing, unit: key.unit, period: key.period }
          changes.count(filed === null ? "withdrawn" : truth.has(slot(key)) ? `replaced: ${filed.status}` : "new")
          if (filed === null) truth.delete(slot(key))
          else truth.set(slot(key), filed)
          Aggregation.apply(live, { unit: key.unit, period: key.period, filed })
        }

        const again = rollUp(scene, [...truth.values()])

        expect(figuresOf(live)).toEqual(figuresOf(again))
        expect(Total.basis(live)).toEqual(Total.basis(again))
        expect(Total.leftOut(live)).toHaveLength(Total.leftOut(again).length)
      }),
      runs
    )
    changes.check(0.05, ["new", "withdrawn", "replaced: submitted", "replaced: returned", "replaced: approved"])
  })

  it("Roll-up: reports count the same in any order of arrival", () => {
    const orders = tally("Roll-up, orders of arrival")
    fc.assert(
      fc.property(
        scenes.chain((scene) => {
          const reports = reportsOf(scene)
          return fc.tuple(
            fc.constant(scene),
            fc.constant(reports),
            fc.shuffledSubarray([...reports], { minLength: reports.length })
          )
        }),
        ([scene, reports, shuffled]) => {
          orders.count(reports.every((filed, k) => filed === shuffled[k]) ? "same" : "other")

          const total = rollUp(scene, shuffled)

          expect(figuresOf(total)).toEqual(figuresOf(rollUp(scene, reports)))
          expect(Total.basis(total)).toEqual(Total.basis(rollUp(scene, reports)))
        }
      ),
      runs
    )
    orders.check(0.5, ["other"])
  })

  it("Roll-up: two steps equal one, each unit below first and then upward", () => {
    const joined = tally("Roll-up, parts joined at the top")
    fc.assert(
      fc.property(scenes, (scene) => {
        const reports = reportsOf(scene)
        const [top] = scene.hierarchy.units
        const whole = rollUp(scene, reports)
        const below = Snapshot.children(scene.hierarchy, top!.id).map((child) => partOf(scene, reports, child.id))
        const alone = partOf(scene, reports, top!.id, [top!])
        for (const { key, units } of scene.template.columns) {
          const parts = (units === "none" ? [alone] : [alone, ...below]).map(({ top, total }) => ({
            exact: Figure.exactly(total, top, key),
            figure: Figure.of(total, top, key)!
          }))
          const figures = parts.flatMap(({ exact, figure }) => {
            if (exact === null) return []
            const weight = units === "average" ? BigInt(figure.reported) : 1n
            return [{ over: exact.numerator * weight, under: exact.denominator }]
          })
          const reported = parts.reduce((sum, { figure }) => sum + figure.reported, 0)
          const sum = combine(units === "average" || units === "count" ? "sum" : units, figures)
          const expected = sum && { over: sum.over, under: sum.under * (units === "average" ? BigInt(reported) : 1n) }
          const figure = Figure.of(whole, top!.id, key)!

          expect(reduced(whole, top!.id, key)).toEqual(expected && reduce(expected))
          if (units !== "none") {
            expect(figure.state).toBe(parts.map((part) => part.figure.state).reduce(State.join))
            expect(figure.reported).toBe(reported)
          }
          joined.count(units)
        }
      }),
      runs
    )
    joined.check(0.05, Field.operators)
  })
})

/** The total of one unit computed in a tree that begins with it. */
const partOf = (
  scene: Scene,
  reports: ReadonlyArray<Filed.Filed>,
  top: string,
  units = scene.hierarchy.units.filter((unit) => Snapshot.isWithin(scene.hierarchy, unit.id, top))
) => {
  const made = Snapshot.make(
    Association.vwu,
    scene.hierarchy.date,
    units.map((unit) => (unit.id === top ? { ...unit, parent: null } : unit))
  )
  if (!made.ok) throw new Error(made.issues[0]!.message)
  return { top, total: rollUp(scene, reports, made.value) }
}
