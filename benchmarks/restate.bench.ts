/**
 * Twelve months of 60 fields restated over the redraw of 1 July 2025: from 10,807 units of the old tree to every unit of
 * the new one, each total with the number of units that reported. The tree is the national one when its lists stand
 * beside the project (see `tests/national/data.ts`), otherwise a synthetic one of the same shape; all figures are
 * synthetic, 10 % are missing.
 *
 * Beside us stands DuckDB on every thread with the same figures in a wide table and the same shares, as whole numbers,
 * in a second one: one join, grouped by new unit and month, sum and count of every field. (Joining communes only and
 * adding them up by GROUPING SETS takes about as long, and counts divided units twice further up.) Both results are
 * compared cell by cell before anything is measured.
 */
import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER } from "@duckdb/node-api"
import { Aggregation, Columns, type Filed, Restated, RestatedFigure, type Total, Transfer } from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import { Association, type Event, Fraction, Hierarchy, Reorganisation, type Snapshot } from "@lienhoi/hierarchy"
import { Compiled, Template } from "@lienhoi/template"
import { absent, folder } from "../tests/national/data.ts"
import { country, plan } from "../tests/national/redraw.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "restate"

const eve = "2025-06-30"
const day = "2025-07-01"
const levels = ["trung_uong", "tinh", "huyen", "co_so", "chi_hoi"]
const keys = Array.from({ length: 60 }, (_, k) => `F${String(k).padStart(2, "0")}`)
const months = Period.monthsOf(Period.containing("year", "2024-10-15"))
const by = { person: "nguoi-mau" }

/** Numbers that look random and are the same in every run (Lehmer). */
const random = (() => {
  let state = 20_250_701
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
})()

const template = (() => {
  const field = (key: string) =>
    `      - { key: ${key}, label: Chỉ tiêu ${key}, type: count, combine: { units: sum, periods: sum } }`
  const read = Template.parse(
    [
      "template: benchmark/redraw",
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
  )
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return compiled.value
})()

const header = (id: string, effectiveOn: string) => ({
  id,
  effectiveOn,
  recordedAt: `${effectiveOn}T02:00:00.000Z`,
  by
})

const founded = (on: string, unit: string, level: string, own: string | null): Event.HierarchyEvent => {
  const facts = { type: "unit-established" as const, unit, level, name: unit, code: null, kind: null }
  return { ...header(`founded/${unit}`, on), ...facts, parents: { own } }
}

/**
 * A redraw of the same shape and any size: provinces merge two into one, three communes become one, every twentieth is
 * divided between two, and branches move along. Without districts: their figures would be in no total.
 */
const synthetic = (communes: number, branches: number): Hierarchy.Hierarchy => {
  const provinces = Math.max(2, Math.round(communes / 160))
  const events: Array<Event.HierarchyEvent> = [founded("2020-01-01", "tw", "trung_uong", null)]
  const fates: Array<Event.HierarchyEvent> = []
  const heirs = Math.ceil(communes / 3)
  const pass = (from: string, to: string, share: number) => {
    const extent = share === 1 ? ("whole" as const) : ("partial" as const)
    const weight = share === 1 ? null : { basis: "assumed" as const, numerator: 1, denominator: share }
    fates.push({ ...header(`passed/${from}/${to}`, day), type: "unit-succeeded", from, to, extent, weight })
  }
  for (let p = 0; p < provinces; p++) {
    events.push(founded("2020-01-01", `p${p}`, "tinh", "tw"))
    if (p % 2 === 0) fates.push(founded(day, `P${p / 2}`, "tinh", "tw"))
    pass(`p${p}`, `P${p >> 1}`, 1)
    fates.push({ ...header(`closed/p${p}`, day), type: "unit-closed", unit: `p${p}` })
  }
  const provinceOf = (heir: number): number => Math.floor((heir * 3 * provinces) / communes) >> 1
  for (let h = 0; h < heirs; h++) fates.push(founded(day, `X${h}`, "co_so", `P${provinceOf(h)}`))
  for (let c = 0; c < communes; c++) {
    events.push(founded("2020-01-01", `x${c}`, "co_so", `p${Math.floor((c * provinces) / communes)}`))
    const heir = Math.floor(c / 3)
    const other = heir > 0 ? heir - 1 : 1
    if (c % 20 === 0) for (const each of [heir, other]) pass(`x${c}`, `X${each}`, 2)
    else pass(`x${c}`, `X${heir}`, 1)
    fates.push({ ...header(`closed/x${c}`, day), type: "unit-closed", unit: `x${c}` })
  }
  for (let b = 0; b < branches; b++) {
    const commune = Math.floor((b * communes) / branches)
    events.push(founded("2020-01-01", `b${b}`, "chi_hoi", `x${commune}`))
    const parent = `X${Math.floor(commune / 3)}`
    fates.push({ ...header(`moved/b${b}`, day), type: "unit-moved", unit: `b${b}`, route: "own", parent })
  }
  return { association: Association.vwu, events: [...events, ...fates] }
}

const national = (): Hierarchy.Hierarchy => {
  if (folder === null) {
    process.stderr.write(`  ${absent}\n  measuring a synthetic redraw of the same shape\n`)
    return synthetic(10_047, 0)
  }
  const applied = Reorganisation.apply(country(), plan(), { recordedAt: "2025-06-25T00:00:00.000Z", by })
  if (!applied.ok) throw new Error(applied.issues[0]?.message)
  return applied.value.hierarchy
}

const reports = (tree: Snapshot.Snapshot, period: Period.Period): ReadonlyArray<Filed.Filed> =>
  tree.units.map(({ id }) => ({
    unit: id,
    period: period.id,
    status: "approved",
    revision: 1,
    cells: Object.fromEntries(keys.map((key) => [key, random() < 0.1 ? null : Math.floor(random() * 1000)]))
  }))

const rollUp = (hierarchy: Snapshot.Snapshot, period: Period.Period): Total.Total =>
  Aggregation.rollUp({ hierarchy, template, period, basis: "approved", reports: reports(hierarchy, period) })

const restate = (total: Total.Total, transfer: Transfer.Transfer): Restated.Restated => {
  const made = Restated.make(total, transfer)
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return made.value
}

/** Every share is a whole number of sixtieths: no commune has more than five heirs. */
const sixtieths = ({ numerator, denominator }: Fraction.Fraction): number => Number((60n * numerator) / denominator)

/** Which old unit is in which new one and in every unit above it, in sixtieths. */
const sharesOf = (
  transfer: Transfer.Transfer
): ReadonlyArray<readonly [source: number, target: number, share: number]> =>
  transfer.from.units.flatMap((_, source) => {
    const heirs = Transfer.heirs(transfer, source)
    const held = new Map<number, Fraction.Fraction>()
    for (const heir of heirs)
      for (let place = transfer.onto.index.get(heir.unit)!; place >= 0; place = transfer.onto.parents[place]!)
        held.set(place, Fraction.add(held.get(place) ?? Fraction.zero, heir))
    return [...held].map(([target, share]) => [source, target, sixtieths(share)] as const)
  })

/** Loads rows of numbers by data chunks, the fastest way DuckDB's client offers. */
const load = async (
  duckdb: DuckDBConnection,
  table: string,
  columns: ReadonlyArray<readonly [name: string, type: "INTEGER" | "DOUBLE", at: (row: number) => number | null]>,
  rows: number
): Promise<void> => {
  await duckdb.run(`CREATE TABLE ${table} (${columns.map(([name, type]) => `${name} ${type}`).join(", ")})`)
  const types = columns.map(([, type]) => (type === "INTEGER" ? INTEGER : DOUBLE))
  const appender = await duckdb.createAppender(table)
  for (let from = 0; from < rows; from += 2048) {
    const size = Math.min(2048, rows - from)
    const chunk = DuckDBDataChunk.create(types, size)
    columns.forEach(([, , at], column) => {
      const vector = chunk.getColumnVector(column)
      for (let row = 0; row < size; row++) vector.setItem(row, at(from + row))
      vector.flush()
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

const query = `
  SELECT target, month, ${keys.map((key) => `sum(${key} * weight), count(${key})`).join(", ")}
  FROM report JOIN share USING (source) GROUP BY target, month`

/** Every sum and count of DuckDB beside ours; how many were compared. */
const compare = async (duckdb: DuckDBConnection, restated: ReadonlyArray<Restated.Restated>): Promise<number> => {
  const reader = await duckdb.runAndReadAll(query)
  let compared = 0
  for (const row of reader.getRows()) {
    const [target, month, ...cells] = row.map((cell) => (cell === null ? null : Number(cell)))
    const ours = restated[month!]!
    const { id } = ours.transfer.onto.units[target!]!
    keys.forEach((key, k) => {
      const exactly = RestatedFigure.exactly(ours, id, key)
      const sum = exactly === null ? null : sixtieths(exactly)
      const reported = RestatedFigure.of(ours, id, key)!.reported
      if (sum !== cells[2 * k] || reported !== cells[2 * k + 1])
        throw new Error(`${key} of ${id}: ${sum}, ${reported} here, ${cells[2 * k]}, ${cells[2 * k + 1]} in DuckDB`)
      compared++
    })
  }
  return compared
}

const median = (times: ReadonlyArray<number>): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

/** Medians in milliseconds of what is run in turn, round by round; the first round does not count. */
const measure = async (rounds: number, ...tasks: ReadonlyArray<() => unknown>): Promise<ReadonlyArray<number>> => {
  const times = tasks.map(() => [] as Array<number>)
  for (let round = 0; round <= rounds; round++)
    for (const [at, task] of tasks.entries()) {
      const start = performance.now()
      await task()
      if (round > 0) times[at]!.push(performance.now() - start)
    }
  return times.map(median)
}

/** Megabytes that stay in use: objects and array buffers. Exact only with `--expose-gc`. */
const megabytes = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

/** Twelve months over the national redraw, beside DuckDB. */
const overTheCountry = async (): Promise<ReadonlyArray<Figure>> => {
  const hierarchy = national()
  const from = Hierarchy.at(hierarchy, eve)
  const totals = months.map((month) => rollUp(from, month))
  const transfer = Transfer.between(hierarchy, from, day)
  const before = megabytes()
  const restated = totals.map((total) => restate(total, transfer))
  const kept = megabytes() - before

  const duckdb = await (await DuckDBInstance.create(":memory:")).connect()
  const units = from.units.length
  const shares = sharesOf(transfer)
  await load(
    duckdb,
    "report",
    [
      ["source", "INTEGER", (row) => row % units],
      ["month", "INTEGER", (row) => Math.floor(row / units)],
      ...keys.map(
        (key, k) =>
          [
            key,
            "DOUBLE",
            (row: number) => Columns.own(totals[Math.floor(row / units)]!.columns, row % units, k) as number | null
          ] as const
      )
    ],
    units * months.length
  )
  await load(
    duckdb,
    "share",
    [
      ["source", "INTEGER", (row) => shares[row]![0]],
      ["target", "INTEGER", (row) => shares[row]![1]],
      ["weight", "DOUBLE", (row) => shares[row]![2]]
    ],
    shares.length
  )
  const compared = await compare(duckdb, restated)
  const expected = transfer.onto.units.length * keys.length * months.length
  if (compared !== expected) throw new Error(`${compared} figures of ${expected} were compared`)

  const [ours = 0, theirs = 0, whole = 0] = await measure(
    7,
    () => totals.map((total) => restate(total, transfer)),
    () => duckdb.run(query),
    () => {
      const made = Transfer.between({ ...hierarchy }, from, day)
      return totals.map((total) => restate(total, made))
    }
  )
  duckdb.closeSync()
  const peer = (value: number) => [{ name: "DuckDB JOIN and GROUP BY", value: theirs, ratio: value / theirs }]
  const what = `12 months × 60 fields, ${units.toLocaleString("en")} units onto ${transfer.onto.units.length.toLocaleString("en")}`
  const asked = "at least 5 times faster than DuckDB"
  return [
    { name: what, unit: "ms", ours, peers: peer(ours), asked, met: theirs >= 5 * ours },
    {
      name: "the same, and who became whom out of the events",
      unit: "ms",
      ours: whole,
      peers: peer(whole),
      asked: "stated",
      met: true
    },
    { name: "memory kept by twelve restated months", unit: "MB", ours: kept, peers: [], asked: "stated", met: true }
  ]
}

/** Twelve totals of their own memory: the same figures, copied, so that no month is found in the processor's cache. */
const yearOf = (total: Total.Total): ReadonlyArray<Total.Total> =>
  months.map(() => ({ ...total, columns: { ...total.columns, sums: total.columns.sums.slice() } }))

/**
 * The task of {@link overTheCountry} over synthetic redraws of growing size: out of the events who became whom, and
 * twelve months of 60 fields restated and kept. Every size does the same work per unit; the sizes take turns, so that
 * what else the machine does meets all of them, and each figure is the median of the turns.
 */
const growth = async (): Promise<ReadonlyArray<Figure>> => {
  const tasks = [1_000, 10_000, 100_000].map((size) => {
    const hierarchy = synthetic(Math.round(size * 0.11), Math.round(size * 0.88))
    const from = Hierarchy.at(hierarchy, eve)
    const totals = yearOf(rollUp(from, months[0]!))
    const whole = () => {
      const transfer = Transfer.between({ ...hierarchy }, from, day)
      return totals.map((total) => restate(total, transfer))
    }
    const before = megabytes()
    const made = whole()
    const kept = megabytes() - before
    if (made.some(({ transfer }) => transfer.onto.units.length === 0)) throw new Error("nothing was restated")
    const processor: Array<number> = []
    const wall: Array<number> = []
    // Small sizes run as often as makes a turn of one length: a short turn would measure the clock.
    return { units: from.units.length, runs: Math.ceil(200_000 / size), whole, kept, processor, wall }
  })
  for (let turn = 0; turn <= 7; turn++)
    for (const { processor, runs, wall, whole } of tasks) {
      globalThis.gc?.()
      const [start, moment] = [process.threadCpuUsage(), performance.now()]
      for (let k = 0; k < runs; k++) whole()
      const { system, user } = process.threadCpuUsage(start)
      if (turn === 0) continue
      processor.push((user + system) / 1000 / runs)
      wall.push((performance.now() - moment) / runs)
    }
  const linear = "linear: per unit at most twice as long as at a tenth of the size"
  return tasks.flatMap(({ kept, processor, units, wall }, k): ReadonlyArray<Figure> => {
    const less = tasks[k - 1]
    const size = `${units.toLocaleString("en")} units`
    const beside = (ours: number, theirs: number | undefined) =>
      less === undefined || theirs === undefined
        ? []
        : [
            {
              name: `per unit, beside ${less.units.toLocaleString("en")} units`,
              value: (theirs * units) / less.units,
              ratio: ours / units / (theirs / less.units)
            }
          ]
    const [time, passed] = [median(processor), median(wall)]
    const peers = beside(time, less && median(less.processor))
    const task = "events to 12 months × 60 restated fields"
    return [
      {
        name: `${size}: ${task}, processor time`,
        unit: "ms",
        ours: time,
        peers,
        asked: linear,
        met: peers.every(({ ratio }) => ratio <= 2)
      },
      {
        name: `${size}: the same, wall time`,
        unit: "ms",
        ours: passed,
        peers: beside(passed, less && median(less.wall)),
        asked: "stated",
        met: true
      },
      { name: `${size}: memory kept by twelve months`, unit: "MB", ours: kept, peers: [], asked: "stated", met: true }
    ]
  })
}

/** The tree of a day out of 10,000 events, none of it known from before. */
const treeOfADay = async (): Promise<Figure> => {
  const { association, events } = synthetic(2_000, 2_000)
  const taken = events.slice(0, 10_000)
  if (taken.length < 10_000) throw new Error(`only ${taken.length} events`)
  const [ours = 0] = await measure(21, () => Hierarchy.at({ association, events: taken }, "2026-10-14"))
  return { name: "at(date) over 10,000 events", unit: "ms", ours, peers: [], asked: "at most 50 ms", met: ours <= 50 }
}

/** Measures everything; every figure is the median of several runs in this process. */
export const run = async (): Promise<ReadonlyArray<Figure>> => [
  ...(await overTheCountry()),
  await treeOfADay(),
  ...(await growth())
]
