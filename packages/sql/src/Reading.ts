/**
 * The read models: the dated tree, who owes what, how each report stands, its figures, the search. They follow from
 * events and issued templates alone, go forward by the position in the journal, and can be thrown away and made again.
 *
 * **Details**
 *
 * Positions are given to committed events only, so going on from the one that was reached skips nothing. A batch and the
 * position it reaches are one transaction; a batch taken up twice writes the same rows. One submission changes the rows
 * of its own report and of no unit above it: totals are summed when they are read.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Report from "@lienhoi/report/Report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import * as HistoryStore from "./HistoryStore.ts"
import * as Derived from "./internal/derived.ts"
import { failureOf } from "./internal/failure.ts"
import * as Owed from "./internal/owed.ts"
import { placeAll } from "./internal/place.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** How far the read models have come. */
export interface Progress {
  /** Of the last event that is in them. */
  readonly position: number
  /** Events of the tree that are in them. */
  readonly history: number
  /** Reports written by this call. */
  readonly reports: number
}

/** What {@link check} found. */
export interface Comparison {
  readonly position: number
  /** Rows that follow from the events, by table. */
  readonly rows: { readonly [table: string]: number }
  /** Rows that are missing, left over or different, by table, the first few: `place own/u-1/2024-01-01`. */
  readonly differences: ReadonlyArray<string>
  readonly different: number
}

/** How {@link advance} goes. */
export interface Options {
  /** Events in one transaction at most, 2,000 when not given. */
  readonly batch?: number
  /** Up to which day duties are made ready; today in Vietnam when not given. It never goes back. */
  readonly today?: PlainDate.PlainDate
  /** Is told the position that each batch has reached. */
  readonly told?: (position: number) => void
}

/** The columns that name a row, by table. */
const names: { readonly [table: string]: ReadonlyArray<string> } = {
  place: ["route", "unit", "starts_on"],
  succession: ["heir", "giver", "starts_on", "route"],
  found: ["kind", "id"],
  duty: ["lineage", "period", "unit"],
  standing: ["lineage", "period", "unit"],
  figure: ["lineage", "period", "unit", "revision", "part"]
}

const trees = ["place", "succession", "found"] as const
const owed = "duty"
const reports = ["standing", "figure"] as const

/** Units are made from the tree; persons and documents are written with what they are of. */
const mine = (table: string): string => (table === "found" ? " AND kind = 'unit'" : "")

/** Rows of the search that a person or a record stands behind. What else was put in stays. */
const backed = `kind <> 'unit' AND (
  kind = 'person' AND EXISTS (SELECT 1 FROM lienhoi.person AS p WHERE p.association = t.association AND p.id = t.id)
  OR kind = 'document' AND EXISTS (SELECT 1 FROM lienhoi.record AS r WHERE r.association = t.association
    AND r.personal = 'none' AND r.lineage || '/' || r.key = t.id))`

type Service = Store["Service"]

const write = ({ association, sql }: Service, table: string, rows: ReadonlyArray<Derived.Row>) =>
  rows.length === 0
    ? Effect.void
    : sql.unsafe(
        `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
        [JSON.stringify(rows.map((row) => ({ association, ...row })))]
      )

const clear = ({ association, sql }: Service, tables: ReadonlyArray<string>) =>
  Effect.forEach(tables, (table) =>
    sql.unsafe(`DELETE FROM lienhoi.${table} WHERE association = $1${mine(table)}`, [association])
  )

/** From what the rows that follow from no report were made. */
interface Basis {
  readonly tree: string
  readonly duties: string
}

/** Takes the row of the read models: one projector at a time. */
const take = ({ association, sql }: Service) =>
  Effect.gen(function* () {
    yield* sql.unsafe(
      "INSERT INTO lienhoi.reading (association, position, history) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING",
      [association]
    )
    const [row] = yield* sql.unsafe<{ position: bigint; history: number; horizon: string | null; basis: string }>(
      "SELECT position, history, horizon::text AS horizon, basis FROM lienhoi.reading WHERE association = $1 FOR UPDATE",
      [association]
    )
    const { position, history, horizon, basis } = row!
    const made: Basis = basis === "" ? { tree: "", duties: "" } : JSON.parse(basis)
    return { position: Number(position), history, horizon, made }
  })

/** How long the history is, and a name for what it says. */
const historyOf = ({ association, sql }: Service) =>
  Effect.map(
    sql.unsafe<{ events: number; writings: number }>(
      "SELECT events, writings FROM lienhoi.history WHERE association = $1",
      [association]
    ),
    ([row]) => ({ history: row?.events ?? 0, name: `${row?.events ?? 0}/${row?.writings ?? 0}` })
  )

/** The tree as it is kept. One that was changed by hand is no tree, and nothing may be read from it. */
const readTree = (store: Service): Effect.Effect<Hierarchy | null, SqlError> =>
  Effect.gen(function* () {
    const history = yield* HistoryStore.HistoryStore
    const read = yield* Effect.orDie(history.read)
    if (read === null) return null
    if (!read.ok) return yield* Effect.die(new Error(read.issues.map(({ english }) => english).join("; ")))
    return read.value.hierarchy
  }).pipe(Effect.provide(HistoryStore.layer), Effect.provideService(Store, store))

const writeDuties = (store: Service, tree: Hierarchy | null, plan: Owed.Plan) =>
  Effect.gen(function* () {
    yield* clear(store, [owed])
    if (tree !== null) yield* write(store, owed, yield* Owed.rows(store, tree, plan))
  })

const writeTree = (store: Service, tree: Hierarchy | null) =>
  Effect.gen(function* () {
    yield* clear(store, trees)
    if (tree === null) return
    for (const [table, rows] of Object.entries(Derived.ofTree(tree))) yield* write(store, table, rows)
  })

interface Line {
  readonly stream: bigint
  readonly lineage: string
  readonly period: string
  readonly unit: string
  readonly body: ReportEvent
}

/** The reports of these streams after the events up to a position. */
const replayed = ({ association, sql }: Service, streams: ReadonlyArray<bigint>, upTo: number) =>
  Effect.map(
    sql.unsafe<Line>(
      `SELECT s.id AS stream, s.lineage, s.period, s.unit, e.body
       FROM unnest(($2::text)::bigint[]) AS q (id)
       CROSS JOIN LATERAL (
         SELECT id, lineage, period, unit FROM lienhoi.stream WHERE association = $1 AND id = q.id OFFSET 0
       ) AS s
       CROSS JOIN LATERAL (
         SELECT id, version, body FROM lienhoi.event
         WHERE association = $1 AND period = s.period AND stream = s.id OFFSET 0
       ) AS e
       WHERE s.unit IS NOT NULL AND s.lineage IS NOT NULL
         AND (SELECT n.position FROM lienhoi.entry AS n WHERE n.association = $1 AND n.id = e.id) <= $3
       ORDER BY s.id, e.version`,
      [association, `{${streams.join(",")}}`, upTo]
    ),
    (rows) =>
      [...Map.groupBy(rows, ({ stream }) => stream).values()].map((lines) => {
        const { lineage, period, unit } = lines[0]!
        return Report.replay(
          { lineage, period, unit },
          lines.map(({ body }) => body)
        )
      })
  )

const writeReports = (store: Service, found: ReadonlyArray<Report.Report>) =>
  Effect.gen(function* () {
    if (found.length === 0) return
    const { association, sql } = store
    const keys = JSON.stringify(found.map(({ key }) => key))
    for (const table of reports) {
      yield* sql.unsafe(
        `DELETE FROM lienhoi.${table} AS t USING json_to_recordset(($2::text)::json)
           AS k (lineage text, period text, unit text)
         WHERE t.association = $1 AND t.lineage = k.lineage AND t.period = k.period AND t.unit = k.unit`,
        [association, keys]
      )
      yield* write(
        store,
        table,
        found.flatMap((report) => Derived.ofReport(report)[table] ?? [])
      )
    }
  })

/** One batch, inside a transaction. `null` when there is nothing more to take in. */
const step = (store: Service, batch: number, today: PlainDate.PlainDate) =>
  Effect.gen(function* () {
    const { association, sql } = store
    const at = yield* take(store)
    const { history, name } = yield* historyOf(store)
    const horizon = at.horizon !== null && at.horizon > today ? at.horizon : today
    const plan = yield* Owed.plan(store, name, horizon)
    const isNew = { tree: name !== at.made.tree, duties: plan.name !== at.made.duties }
    const tree = isNew.tree || isNew.duties ? yield* readTree(store) : null
    if (isNew.tree) yield* writeTree(store, tree)
    if (isNew.duties) yield* writeDuties(store, tree, plan)
    const entries = yield* sql.unsafe<{ stream: bigint; position: bigint }>(
      `SELECT stream, position FROM lienhoi.entry WHERE association = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [association, at.position, batch]
    )
    const position = Number(entries.at(-1)?.position ?? at.position)
    const found = yield* replayed(store, [...new Set(entries.map(({ stream }) => stream))], position)
    yield* writeReports(store, found)
    const made: Basis = { tree: name, duties: plan.name }
    yield* sql.unsafe(
      `UPDATE lienhoi.reading SET position = $2, history = $3, horizon = $4::date, basis = $5 WHERE association = $1
         AND (position, history, horizon, basis) IS DISTINCT FROM ($2::bigint, $3::int, $4::date, $5::text)`,
      [association, position, history, horizon, JSON.stringify(made)]
    )
    return { position, history, reports: found.length, full: entries.length === batch }
  })

const todayInVietnam = Effect.map(Clock.currentTimeMillis, (now) => Instant.dateIn(Instant.fromMillis(now)))

/** Persons and records as they are searched. */
const readFound = ({ association, sql }: Service) =>
  Effect.gen(function* () {
    const persons = yield* sql.unsafe<{ id: string; name: string; unit: string | null }>(
      "SELECT id, name, unit FROM lienhoi.person WHERE association = $1",
      [association]
    )
    const records = yield* sql.unsafe<{ lineage: string; key: string; unit: string | null; body: string }>(
      "SELECT lineage, key, unit, body FROM lienhoi.record WHERE association = $1 AND personal = 'none'",
      [association]
    )
    const documents = records.map(({ body, ...record }) => Derived.ofRecord({ ...record, body: JSON.parse(body) }))
    return [...persons.map(Derived.ofPerson), ...documents.filter((row) => row !== null)]
  })

const writeFound = (store: Service) =>
  Effect.gen(function* () {
    const { association, sql } = store
    const rows = yield* readFound(store)
    yield* sql.unsafe(`DELETE FROM lienhoi.found AS t WHERE association = $1 AND ${backed}`, [association])
    yield* write(store, "found", rows)
  })

/**
 * Takes in what was recorded since the last time, batch by batch, each with its position in one transaction. Any number
 * of processes may call it; they take turns.
 */
export const advance = ({ batch = 2_000, today, told }: Options = {}): Effect.Effect<Progress, StoreError, Store> =>
  Effect.gen(function* () {
    const store = yield* Store
    const day = today ?? (yield* todayInVietnam)
    yield* placeAll(store)
    let written = 0
    while (true) {
      const { full, reports, ...at } = yield* store.transaction(step(store, batch, day))
      told?.(at.position)
      written += reports
      if (!full) return { ...at, reports: written }
    }
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Reading.advance"))

/**
 * Throws the read models away and makes them again from the events, in one transaction: until it is done everybody reads
 * the old ones. What others put into the search (other than persons and records of the store) stays.
 */
export const rebuild = ({ batch = 2_000, today, told }: Options = {}): Effect.Effect<Progress, StoreError, Store> =>
  Effect.gen(function* () {
    const store = yield* Store
    const day = today ?? (yield* todayInVietnam)
    yield* placeAll(store)
    return yield* store.transaction(
      Effect.gen(function* () {
        yield* take(store)
        yield* clear(store, [...trees, owed, ...reports])
        yield* store.sql.unsafe(
          "UPDATE lienhoi.reading SET position = 0, history = 0, basis = '' WHERE association = $1",
          [store.association]
        )
        yield* writeFound(store)
        let written = 0
        while (true) {
          const { full, reports, ...at } = yield* step(store, batch, day)
          told?.(at.position)
          written += reports
          if (!full) return { ...at, reports: written }
        }
      })
    )
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Reading.rebuild"))

/** The same row reads the same, however its columns stand. */
const lineOf = (row: Derived.Row): string =>
  JSON.stringify(
    Object.keys(row)
      .filter((column) => column !== "association")
      .sort()
      .map((column) => [column, row[column] ?? null])
  )

const differ = (table: string, wanted: ReadonlyArray<Derived.Row>, kept: ReadonlyArray<Derived.Row>) => {
  const nameOf = (row: Derived.Row) => `${table} ${names[table]!.map((column) => row[column]).join("/")}`
  const left = new Map(kept.map((row) => [nameOf(row), lineOf(row)]))
  const found: Array<string> = []
  for (const row of wanted) {
    const name = nameOf(row)
    if (left.get(name) !== lineOf(row)) found.push(name)
    left.delete(name)
  }
  return [...found, ...left.keys()]
}

/** Compares what is kept with what follows from the events up to the same position. Changes nothing. */
export const check: Effect.Effect<Comparison, StoreError, Store> = Effect.gen(function* () {
  const store = yield* Store
  const { association, sql } = store
  return yield* store.transaction(
    Effect.gen(function* () {
      const { position, horizon, made } = yield* take(store)
      const rows: { [table: string]: number } = {}
      const all: Array<string> = []
      const compare = (
        table: string,
        wanted: ReadonlyArray<Derived.Row>,
        where = "",
        params: Array<unknown> = [],
        own = mine(table)
      ) =>
        Effect.gen(function* () {
          const kept = yield* sql.unsafe<{ row: Derived.Row }>(
            `SELECT to_json(t) AS row FROM lienhoi.${table} AS t WHERE t.association = $1${own}${where}`,
            [association, ...params]
          )
          rows[table] = (rows[table] ?? 0) + wanted.length
          const here = kept.map(({ row }) => row)
          all.push(...differ(table, wanted, here))
        })
      const { name } = yield* historyOf(store)
      const plan = yield* Owed.plan(store, name, horizon)
      // What changed since is taken in by the next advance; until then the old rows are right.
      if (name === made.tree) {
        const tree = yield* readTree(store)
        const wanted = tree === null ? {} : Derived.ofTree(tree)
        for (const table of trees) yield* compare(table, wanted[table] ?? [])
        if (plan.name === made.duties) yield* compare(owed, tree === null ? [] : yield* Owed.rows(store, tree, plan))
      }
      yield* compare("found", yield* readFound(store), ` AND ${backed}`, [], "")
      const periods = yield* sql.unsafe<{ period: string }>(
        `SELECT DISTINCT period FROM lienhoi.stream WHERE association = $1
         UNION SELECT period FROM lienhoi.standing WHERE association = $1
         UNION SELECT period FROM lienhoi.figure WHERE association = $1 ORDER BY 1`,
        [association]
      )
      for (const { period } of periods) {
        const streams = yield* sql.unsafe<{ id: bigint }>(
          "SELECT id FROM lienhoi.stream WHERE association = $1 AND period = $2",
          [association, period]
        )
        const found = yield* replayed(
          store,
          streams.map(({ id }) => id),
          position
        )
        for (const table of reports)
          yield* compare(
            table,
            found.flatMap((report) => Derived.ofReport(report)[table] ?? []),
            " AND period = $2",
            [period]
          )
      }
      return { position, rows, differences: all.slice(0, 20), different: all.length }
    })
  )
}).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Reading.check"))
