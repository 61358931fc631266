/**
 * Law Targets: what has been reached and every derived column follow from the reports as written, computed here from lists;
 * what is missing reaches nothing, and no percentage is made of nothing. All figures are synthetic.
 */
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot, type Unit } from "@lienhoi/hierarchy"
import { Compiled, Target, Template } from "@lienhoi/template"
import fc from "fast-check"
import { expect, it } from "vitest"
import { Aggregation, Attainment, Comparison, type Filed } from "../src/index.ts"

const runs = 2_000

const read = Template.parse(`
template: law/chi-tieu
title: Mẫu thử
period: month
due: { co_so: { day: 15, month_offset: 1 }, chi_hoi: { day: 15, month_offset: 1 } }
sections:
  s:
    title: Mục
    columns: [plan, period, year-to-date, last-year, of-plan, of-last-year]
    asked_of: [co_so, chi_hoi]
    fields:
      - { key: STOCK, label: Có đến cuối kỳ, type: count, combine: { units: sum, periods: last } }
      - { key: FLOW, label: Phát sinh, type: count, combine: { units: sum, periods: sum } }
      - { key: TY_LE, label: Tỷ lệ, type: ratio, numerator: FLOW, denominator: STOCK }
`)
const made = read.ok ? Compiled.make(read.value.template) : read
if (!made.ok) throw new Error(made.issues[0]!.message)
const template = made.value

const months = Array.from({ length: 24 }, (_, i) => Period.nth("month", 2023 + Math.floor(i / 12), (i % 12) + 1)!)

interface Scene {
  /** How many branches each commune has. */
  readonly communes: ReadonlyArray<number>
  /** By unit, by month: stock and flow, or nothing. */
  readonly drawn: ReadonlyArray<{
    readonly stock: number | null
    readonly flow: number | null
    readonly estimated: boolean
  } | null>
  readonly month: number
  readonly kind: Target.Kind
  readonly field: "STOCK" | "FLOW" | "TY_LE"
  /** The target as a percentage of what is there, as far as anything is. */
  readonly tension: number
  readonly of: "field" | "units"
  readonly by: Target.Target["by"]
  readonly plan: number | null
}

const figure = fc.option(fc.oneof(fc.nat(9), fc.nat(400), fc.constant(0)), { nil: null, freq: 6 })
const scenes: fc.Arbitrary<Scene> = fc.record({
  communes: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
  drawn: fc.array(fc.option(fc.record({ stock: figure, flow: figure, estimated: fc.boolean() }), { freq: 5 }), {
    minLength: 40,
    maxLength: 80
  }),
  month: fc.integer({ min: 12, max: 23 }),
  kind: fc.constantFrom(...Target.kinds),
  field: fc.constantFrom("STOCK", "FLOW", "FLOW", "TY_LE"),
  tension: fc.oneof(fc.integer({ min: 30, max: 100 }), fc.integer({ min: 101, max: 400 })),
  of: fc.constantFrom("field", "units"),
  by: fc.constantFrom<Target.Target["by"]>("year-end", "year-end", "2024-06-30", "term-end"),
  plan: fc.option(fc.nat(50), { freq: 4 })
})

const term = { from: "2023-01-01", to: "2024-12-31" }

const treeOf = ({ communes }: Scene): Snapshot.Snapshot => {
  const unit = (id: string, level: string, parent: string | null): Unit.Unit => ({
    id,
    level,
    parent,
    name: id,
    code: null,
    kind: null,
    since: "2020-01-01"
  })
  const units = [
    unit("goc", "huyen", null),
    ...communes.map((_, c) => unit(`xa${c}`, "co_so", "goc")),
    ...communes.flatMap((n, c) => Array.from({ length: n }, (_, b) => unit(`ap${c}.${b}`, "chi_hoi", `xa${c}`)))
  ]
  const snapshot = Snapshot.make(Association.vwu, "2024-12-31", units)
  if (!snapshot.ok) throw new Error(snapshot.issues[0]!.message)
  return snapshot.value
}

const reportsOf = ({ drawn }: Scene, tree: Snapshot.Snapshot): ReadonlyArray<Filed.Filed> => {
  const asked = tree.units.filter(({ level }) => level !== "huyen")
  return months.flatMap(({ id: period }, m) =>
    asked.flatMap(({ id: unit }, u): ReadonlyArray<Filed.Filed> => {
      const one = drawn[(7 * m + 3 * u) % drawn.length]
      if (one == null) return []
      return [
        {
          unit,
          period,
          status: "approved",
          revision: 1,
          estimated: one.estimated,
          cells: { STOCK: one.stock, FLOW: one.flow }
        }
      ]
    })
  )
}

const rollUp = (tree: Snapshot.Snapshot, reports: ReadonlyArray<Filed.Filed>, period: ReadonlyArray<Period.Period>) =>
  Aggregation.rollUp({ hierarchy: tree, template, period, basis: "approved", reports })

// The oracle: sums over the list of reports.

const worth = (
  reports: ReadonlyArray<Filed.Filed>,
  isIn: (unit: string) => boolean,
  periods: ReadonlyArray<Period.Period>,
  field: Scene["field"]
): number | null => {
  if (field === "TY_LE") {
    const [a, b] = [worth(reports, isIn, periods, "FLOW"), worth(reports, isIn, periods, "STOCK")]
    return a === null || b === null || b === 0 ? null : a / b
  }
  const counted = field === "STOCK" ? periods.slice(-1) : periods
  const found = reports
    .filter((one) => isIn(one.unit) && counted.some(({ id }) => id === one.period))
    .map((one) => one.cells[field] as number | null)
    .filter((one) => one !== null)
  return found.length === 0 ? null : found.reduce((a, b) => a + b, 0)
}

const targetOf = ({ kind: drawn, field, of, by }: Scene, value: number): Target.Target => {
  const kind = field === "TY_LE" ? "percent" : drawn
  const isPercent = kind === "percent" && field !== "TY_LE"
  return {
    key: "A",
    label: "A",
    labelEn: null,
    template: null,
    field,
    kind,
    value,
    unit: null,
    of: !isPercent
      ? null
      : of === "units"
        ? { units: "co_so", at: null }
        : { template: null, field: "STOCK", at: null },
    level: kind === "each-unit" || kind === "per-unit-plus" ? "co_so" : null,
    base: null,
    owner: "huyen",
    units: null,
    from: null,
    by,
    source: []
  }
}

/** What is there and what is needed, from the definition. */
const expected = (
  scene: Scene,
  target: Target.Target,
  reports: ReadonlyArray<Filed.Filed>,
  periods: ReadonlyArray<Period.Period>
) => {
  const all = worth(reports, () => true, periods, scene.field)
  const communes = scene.communes.map((_, c) =>
    worth(reports, (unit) => unit === `xa${c}` || unit.startsWith(`ap${c}.`), periods, scene.field)
  )
  switch (target.kind) {
    case "absolute":
      return { actual: all, needed: target.value }
    case "percent": {
      if (scene.field === "TY_LE") return { actual: all, needed: target.value / 100 }
      const whole = scene.of === "units" ? communes.length : worth(reports, () => true, periods, "STOCK")
      return { actual: all === null || !whole ? null : all / whole, needed: target.value / 100 }
    }
    case "each-unit":
      return {
        actual: communes.every((one) => one === null)
          ? null
          : communes.filter((one) => one !== null && one >= target.value).length,
        needed: communes.length
      }
    case "per-unit-plus":
      return { actual: all, needed: target.value * communes.length }
  }
}

it("Targets: attainment and derived columns follow from the reports, and what is missing reaches nothing", () => {
  const tried = new Map<string, number>()
  const note = (name: string) => tried.set(name, (tried.get(name) ?? 0) + 1)
  fc.assert(
    fc.property(scenes, fc.nat(), (scene, victim) => {
      const tree = treeOf(scene)
      const reports = reportsOf(scene, tree)
      const period = months[scene.month]!
      const periods = Target.periodsOf({ from: null, by: scene.by }, { period, window: "calendar", term })
      const there = expected(scene, targetOf(scene, 1), reports, periods).actual ?? 1
      const each = scene.kind === "absolute" || scene.field === "TY_LE" ? 1 : scene.communes.length
      const whole = (worth(reports, () => true, periods, scene.field) ?? 1) / each
      const isShare = scene.kind === "percent" || scene.field === "TY_LE"
      const value = isShare ? there * scene.tension : Math.round((whole * scene.tension) / 100)
      const target = targetOf(scene, value > 0 ? value : 1)
      if (periods.length === 0) throw new Error("no period")
      const question = { target, term, unit: "goc" }
      const attained = Attainment.of({ ...question, total: rollUp(tree, reports, periods) })
      const { actual, needed } = expected(scene, target, reports, periods)

      if (actual === null) expect(attained.actual).toBeNull()
      else expect(attained.actual).toBeCloseTo(actual, 9)
      if (needed !== null && attained.needed !== null) expect(attained.needed).toBeCloseTo(needed, 9)
      const isOver = period.to >= attained.to
      if (actual === null) expect(attained.status).toBe("unknown")
      else if (actual >= needed * (1 + 1e-9)) expect(attained.status).toBe("reached")
      else if (actual < needed * (1 - 1e-9)) expect(["on-track", "hard", "missed", "open"]).toContain(attained.status)
      if (attained.status === "missed") expect(isOver).toBe(true)
      if (attained.status === "on-track") expect(attained.forecast).toBeGreaterThanOrEqual(needed * (1 - 1e-9))
      if (attained.status === "hard") expect(attained.forecast).toBeLessThan(needed)
      // What came in per day, on a straight line.
      if (scene.field === "FLOW" && target.kind === "absolute" && !isOver && actual !== null) {
        const days = (to: string) => (Date.parse(to) - Date.parse(attained.from)) / 86_400_000 + 1
        expect(attained.forecast! * days(attained.on)).toBeCloseTo(actual * days(attained.to), 6)
      }
      expect(attained.because === null).toBe(attained.actual !== null)

      // Without one report less, or as much, has been reached, never more.
      if (scene.field === "FLOW" && scene.of === "units" && reports.length > 0) {
        const less = reports.toSpliced(victim % reports.length, 1)
        const without = Attainment.of({ ...question, total: rollUp(tree, less, periods) })
        expect(without.actual ?? 0).toBeLessThanOrEqual(attained.actual ?? 0)
        note("a report was left out")
      }

      const columns = Comparison.periodsOf(period, "month")!
      const table = Comparison.of({
        unit: "goc",
        period: rollUp(tree, reports, columns.period),
        yearToDate: rollUp(tree, reports, columns.yearToDate),
        lastYear: rollUp(tree, reports, columns.lastYear),
        plan: () => scene.plan
      })
      for (const { cells, field } of table[0]!.rows) {
        const key = field.key as Scene["field"]
        const of = (which: ReadonlyArray<Period.Period>) => worth(reports, () => true, which, key)
        const now = of([period])
        const year = of(months.slice(12, scene.month + 1))
        const before = of([months[scene.month - 12]!])
        const share = (a: number | null, b: number | null) => (a === null || b === null || b === 0 ? null : a / b)
        const pairs = [
          [cells.period.value, now],
          [cells["year-to-date"].value, year],
          [cells["last-year"].value, before],
          [cells.plan.value, scene.plan],
          [cells["of-plan"].value, share(year, scene.plan)],
          [cells["of-last-year"].value, share(now, before)]
        ] as const
        for (const [found, right] of pairs) {
          if (right === null) expect(found).toBeNull()
          else expect(found).toBeCloseTo(right, 9)
        }
        for (const cell of Object.values(cells)) expect(cell.because === null).toBe(cell.value !== null)
        if (scene.plan === 0 && year !== null) {
          expect(cells["of-plan"]).toMatchObject({ state: "not-applicable", because: { vi: /bằng 0/u } })
          note("a plan was 0")
        }
        if (before === null) note("nothing was known of last year")
        if (cells.period.missing > 0 && cells.period.value !== null) note("a figure without some units")
      }
      note(target.kind)
      note(attained.status)
      note("cases")
    }),
    { numRuns: runs }
  )
  const cases = tried.get("cases")!
  console.log(
    [
      `law Targets: ${cases} cases`,
      ...[...tried].map(([name, n]) => `  ${name}: ${((100 * n) / cases).toFixed(1)} %`)
    ].join("\n")
  )
  const known = cases - (tried.get("unknown") ?? 0)
  expect(known / cases).toBeGreaterThanOrEqual(0.5)
  for (const name of [
    ...Target.kinds,
    "reached",
    "hard",
    "on-track",
    "missed",
    "open",
    "a report was left out",
    "a plan was 0"
  ]) {
    expect((tried.get(name) ?? 0) / cases, name).toBeGreaterThanOrEqual(0.05)
  }
})
