/**
 * One national month: 96,640 units (1 + 63 + 705 + 10,543 + 85,328), 60 fields that are summed, 10 % of the figures
 * missing, every total with the number of units that reported. All figures are synthetic.
 *
 * Beside us stand a plain copy of the same bytes and DuckDB: a wide table, every thread, `GROUP BY ROLLUP` over the four
 * ancestor columns, sum and count of every field. DuckDB keeps its result where it is, ours is ready to be read. The totals
 * of both are compared cell by cell before anything is measured.
 */

import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER } from "@duckdb/node-api"
import { Aggregation, Columns, type Filed, type Total } from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot, type Unit } from "@lienhoi/hierarchy"
import { Compiled, Template } from "@lienhoi/template"
import type { Figure } from "./Benchmark.ts"

export const name = "roll-up"

export const levels = ["trung_uong", "tinh", "huyen", "co_so", "chi_hoi"]
export const sizes = [1, 63, 705, 10_543, 85_328]
export const keys = Array.from({ length: 60 }, (_, k) => `F${String(k).padStart(2, "0")}`)
export const period = Period.containing("month", "2024-10-15")

/** What a store hands over: one object for each unit. */
export interface Received {
  readonly unit: string
  readonly values: { readonly [key: string]: number | null }
}

/** Numbers that look random and are the same in every run (Lehmer). */
const random = (() => {
  let state = 20_241_015
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
})()

export const national = (): Snapshot.Snapshot => {
  const units = sizes.flatMap((size, depth) =>
    Array.from({ length: size }, (_, k): Unit.Unit => {
      const parent = Math.floor((k * (sizes[depth - 1] ?? 0)) / size)
      const id = `${levels[depth]}-${k}`
      const place = { level: levels[depth]!, parent: depth === 0 ? null : `${levels[depth - 1]}-${parent}` }
      return { id, name: id, code: null, kind: null, since: "2020-01-01", ...place }
    })
  )
  const made = Snapshot.make(Association.vwu, "2024-10-14", units)
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return made.value
}

export const template = (): Compiled.Compiled => {
  const field = (key: string) =>
    `      - { key: ${key}, label: Chỉ tiêu ${key}, type: count, combine: { units: sum, periods: sum } }`
  const text = [
    "template: benchmark/month",
    "title: Sixty counts",
    "period: month",
    `due: { ${levels.map((level) => `${level}: { day: 15, month_offset: 1 }`).join(", ")} }`,
    "sections:",
    "  counts:",
    "    title: Counts",
    `    asked_of: [${levels.join(", ")}]`,
    "    fields:",
    ...keys.map(field)
  ].join("\n")
  const read = Template.parse(text)
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return compiled.value
}

export const report = (unit: string): Received => ({
  unit,
  values: Object.fromEntries(keys.map((key) => [key, random() < 0.1 ? null : Math.floor(random() * 1000)]))
})

const filed = ({ unit, values }: Received): Filed.Filed => ({
  unit,
  period: period.id,
  status: "approved",
  revision: 1,
  cells: values
})

const rollUp = (
  hierarchy: Snapshot.Snapshot,
  compiled: Compiled.Compiled,
  received: ReadonlyArray<Received>
): Total.Total =>
  Aggregation.rollUp({
    hierarchy,
    template: compiled,
    period,
    basis: "approved",
    reports: received.map(filed)
  })

/** Province, district and commune of each unit, itself included; -1 for none. The first ancestor is the nation. */
export const ancestors = (hierarchy: Snapshot.Snapshot): ReadonlyArray<Int32Array> =>
  [0, 1, 2, 3].map((depth) => {
    const column = new Int32Array(hierarchy.units.length).fill(-1)
    hierarchy.units.forEach(({ level }, place) => {
      const own = levels.indexOf(level)
      if (own === depth) column[place] = place
      else if (own > depth) column[place] = column[hierarchy.parents[place]!]!
    })
    return column
  })

export const query = `
  SELECT a0, a1, a2, a3, GROUPING(a1) + GROUPING(a2) + GROUPING(a3) AS folded,
    ${keys.map((key) => `sum(${key}) AS s${key}, count(${key}) AS c${key}`).join(", ")}
  FROM report GROUP BY ROLLUP (a0, a1, a2, a3)`

/** Loads by data chunks, column by column: the fastest way DuckDB's client offers. */
export const load = async (
  duckdb: DuckDBConnection,
  received: ReadonlyArray<Received>,
  above: ReadonlyArray<Int32Array>
): Promise<void> => {
  const columns = ["a0 INTEGER, a1 INTEGER, a2 INTEGER, a3 INTEGER", ...keys.map((key) => `${key} DOUBLE`)]
  await duckdb.run(`CREATE OR REPLACE TABLE report (${columns.join(", ")})`)
  const types = [...above.map(() => INTEGER), ...keys.map(() => DOUBLE)]
  const appender = await duckdb.createAppender("report")
  const full = DuckDBDataChunk.create(types, 2048)
  for (let from = 0; from < received.length; from += 2048) {
    const size = Math.min(2048, received.length - from)
    const chunk = size === 2048 ? full : DuckDBDataChunk.create(types, size)
    above.forEach((column, at) => {
      const vector = chunk.getColumnVector(at)
      for (let row = 0; row < size; row++) vector.setItem(row, column[from + row]! < 0 ? null : column[from + row]!)
      vector.flush()
    })
    keys.forEach((key, at) => {
      const vector = chunk.getColumnVector(above.length + at)
      for (let row = 0; row < size; row++) vector.setItem(row, received[from + row]!.values[key]!)
      vector.flush()
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** Every total and every count of DuckDB beside ours. */
const compare = async (duckdb: DuckDBConnection, total: Total.Total): Promise<number> => {
  const reader = await duckdb.runAndReadAll(query)
  let compared = 0
  for (const row of reader.getRows()) {
    const [a0, a1, a2, a3, folded, ...cells] = row.map((cell) => (cell === null ? null : Number(cell)))
    const unit = [a0, a1, a2, a3][3 - folded!]
    if (a0 === null || unit === null) continue
    keys.forEach((key, column) => {
      const ours = [Columns.total(total.columns, unit!, column), Columns.reported(total.columns, unit!, column)]
      if (ours[0] !== cells[2 * column] || ours[1] !== cells[2 * column + 1])
        throw new Error(`${key} of unit ${unit}: ${ours} here, ${cells[2 * column]},${cells[2 * column + 1]} in DuckDB`)
      compared++
    })
  }
  return compared
}

export const median = (times: ReadonlyArray<number>): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

/**
 * Medians in milliseconds of what is run in turn, round by round: what else the machine does hits all alike. The first
 * round does not count.
 */
const measure = async (rounds: number, ...tasks: ReadonlyArray<() => unknown>): Promise<ReadonlyArray<number>> => {
  const times = tasks.map(() => [] as Array<number>)
  for (let round = 0; round <= rounds; round++) {
    for (const [at, task] of tasks.entries()) {
      const start = performance.now()
      await task()
      if (round > 0) times[at]!.push(performance.now() - start)
    }
  }
  return times.map(median)
}

/** Megabytes that stay in use: objects and array buffers. Exact only with `--expose-gc`. */
const megabytes = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

/** One line of the table; the ratio is always ours ÷ peer. */
const figure = (
  name: string,
  unit: string,
  ours: number,
  asked: string,
  peer: readonly [string, number],
  most: number
): Figure => {
  const [beside, value] = peer
  return { name, unit, ours, peers: [{ name: beside, value, ratio: ours / value }], asked, met: ours / value <= most }
}

/** Measures everything; every figure is the median of several runs in this process. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const hierarchy = national()
  const compiled = template()
  const received = hierarchy.units.map(({ id }) => report(id))
  const cells = hierarchy.units.length * keys.length

  const before = megabytes()
  const rss = process.memoryUsage.rss()
  const total = rollUp(hierarchy, compiled, received)
  const kept = megabytes() - before
  const peak = (process.memoryUsage.rss() - rss) / 2 ** 20

  const duckdb = await (await DuckDBInstance.create(":memory:")).connect()
  const above = ancestors(hierarchy)
  await load(duckdb, received, above)
  const compared = await compare(duckdb, total)
  if (compared !== 11_312 * keys.length) throw new Error(`only ${compared} totals were compared`)

  const source = total.columns.sums.subarray(0, cells)
  const target = new Float64Array(cells)
  const late = Array.from({ length: 1000 }, () => {
    const unit = hierarchy.units[hierarchy.units.length - 1 - Math.floor(random() * 85_328)]!
    return filed(report(unit.id))
  })
  const applied: Array<number> = []
  const applyAll = () => {
    for (const each of late) {
      const start = performance.now()
      Aggregation.apply(total, { unit: each.unit, period: each.period, filed: each })
      applied.push(performance.now() - start)
    }
  }
  const [copy = 0, warm = 0] = await measure(
    41,
    () => target.set(source),
    () => Columns.rollUp(total.columns)
  )
  const [duckWarm = 0] = await measure(7, () => duckdb.run(query))
  await measure(4, applyAll)
  const one = median(applied)
  const [cold = 0, duckCold = 0] = await measure(
    5,
    () => rollUp(hierarchy, compiled, received),
    async () => {
      await load(duckdb, received, above)
      await duckdb.run(query)
    }
  )
  duckdb.closeSync()

  const raw = (cells * 8) / 2 ** 20
  const totals = "warm: all totals and counts"
  const rawValues = ["raw values (units × fields × 8 bytes)", raw] as const
  return [
    figure(totals, "ms", warm, "at most 3 times a copy of the same bytes", ["copy", copy], 3),
    figure(totals, "ms", warm, "at least 15 times faster than DuckDB", ["DuckDB GROUP BY ROLLUP", duckWarm], 1 / 15),
    figure(
      "cold: from 96,640 report objects",
      "ms",
      cold,
      "faster than DuckDB loading the same",
      ["DuckDB data chunks + query", duckCold],
      1
    ),
    figure("memory kept by the total", "MB", kept, "at most 3 times the raw values", rawValues, 3),
    figure("growth of the process in a first roll-up", "MB", peak, "at most 3 times the raw values", rawValues, 3),
    figure(
      "one report of 60 fields, all ancestors",
      "ms",
      one,
      "at most 1/500 of the full roll-up",
      ["full roll-up, warm", warm],
      1 / 500
    )
  ]
}
