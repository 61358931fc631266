/**
 * The journal in the database. Appends that come at the same time are committed as one group; each is kept whole or
 * refused by itself. Inside `Store.transaction` an append is a part of that transaction.
 *
 * @since 0.1.0
 */

import * as Beside from "@lienhoi/report/Beside"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal, JournalError, Unavailable, Unreadable } from "@lienhoi/report/Journal"
import type { Recorded } from "@lienhoi/report/Recorded"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import type { SqlError } from "effect/sql/SqlError"
import { type Answer, type Append, aboutOf, appendAll, type Care } from "./internal/append.ts"
import * as Batch from "./internal/batch.ts"
import * as Box from "./internal/box.ts"
import * as Column from "./internal/column.ts"
import { eraseEvents } from "./internal/erase.ts"
import { isCut, isOutage, orOutage } from "./internal/failure.ts"
import * as Fresh from "./internal/fresh.ts"
import { isPending, placeAll } from "./internal/place.ts"
import type { KeyError } from "./KeyError.ts"
import { Settings, Store } from "./Store.ts"

/** Events read in one go; a reader of everything reads page by page. */
const page = 5_000

interface Row {
  readonly position: bigint | null
  readonly stream: string
  readonly version: number
  readonly body: ReportEvent
  /** The box of its words and the salt in hexadecimal, as `salt box`. */
  readonly words: string | null
}

/** The events of these rows with their words; the first box that does not open stops it. */
const recorded = (
  { association, keys }: Store["Service"],
  rows: ReadonlyArray<Row>
): Result.Result<ReadonlyArray<Recorded>, KeyError> => {
  const all: Array<Recorded> = []
  for (const { position, stream, version, body, words } of rows) {
    let beside: Beside.Beside | null = null
    if (words !== null) {
      const spot = { association, table: "beside", row: body.id, column: "words" }
      const opened = Box.open(keys, Buffer.from(words.slice(0, 64), "hex"), spot, words.slice(65))
      if (Result.isFailure(opened)) return Result.fail(opened.failure)
      beside = JSON.parse(opened.success)
    }
    all.push({ position: Number(position), stream, version, event: Beside.join({ event: body, beside }) })
  }
  return Result.succeed(all)
}

const unavailable =
  (stream: string | null) =>
  (cause: unknown): JournalError =>
    new JournalError({ stream, reason: new Unavailable({ cause }) })

const unreadable =
  (stream: string | null) =>
  (cause: KeyError): JournalError =>
    new JournalError({ stream, reason: new Unreadable({ cause }) })

/** A group, again and more carefully when the first way did not do. */
const carryOut = (store: Store["Service"], group: ReadonlyArray<Append>, first: Care) => {
  const attempt = (care: Care, tries: number): Effect.Effect<ReadonlyArray<Answer>, SqlError> =>
    Effect.catch(appendAll(store, group, care), (error) => {
      if (tries > 0 && error.reason._tag === "UniqueViolation") return attempt({ ...care, ids: true }, tries - 1)
      if (tries > 0 && isCut(error)) return attempt({ ids: true, again: true }, tries - 1)
      return Effect.fail(error)
    })
  return attempt(first, 3)
}

const exitOf = (answer: Answer): Exit.Exit<{ readonly version: number }, JournalError> =>
  Result.isSuccess(answer) ? Exit.succeed(answer.success) : Exit.fail(answer.failure)

/** One that cannot be written must not take the others with it: then each goes alone. */
const runGroup = (
  store: Store["Service"],
  group: ReadonlyArray<Append>,
  first: Care = { ids: false, again: false }
): Effect.Effect<ReadonlyArray<Exit.Exit<{ readonly version: number }, JournalError>>> =>
  carryOut(store, group, first).pipe(
    Effect.map((answers) => answers.map(exitOf)),
    Effect.catch((error) =>
      isOutage(error)
        ? Effect.succeed(group.map(({ stream }) => Exit.fail(unavailable(stream)(error))))
        : group.length === 1
          ? Effect.succeed([Exit.failCause(Cause.die(error))])
          : Effect.map(
              Effect.forEach(group, (one) => runGroup(store, [one])),
              (exits) => exits.flat()
            )
    )
  )

/** First the streams that nobody has begun, at once; then, carefully, whatever that did not write. */
const runSwiftly = (store: Store["Service"], group: ReadonlyArray<Append>): ReturnType<typeof runGroup> => {
  const first = Fresh.among(group)
  if (first.size === 0) return runGroup(store, group)
  return Effect.matchEffect(Fresh.write(store, first), {
    onFailure: (error) => runGroup(store, group, { ids: true, again: isCut(error) }),
    onSuccess: (made) => {
      const isMade = (one: Append) => made.has(one.stream) && first.get(one.stream) === one
      const rest = group.filter((one) => !isMade(one))
      return Effect.map(rest.length === 0 ? Effect.succeed([]) : runGroup(store, rest), (exits) => {
        const left = exits.values()
        return group.map((one) => (isMade(one) ? Exit.succeed({ version: one.events.length }) : left.next().value!))
      })
    }
  })
}

const make = Effect.gen(function* () {
  const store = yield* Store
  const { association, sql, join } = store
  const ask = yield* Batch.make<Append, { readonly version: number }, JournalError>({
    limit: 500,
    parallel: store.engine === "embedded" ? 1 : 2,
    run: (group) => runSwiftly(store, group)
  })

  const append = (one: Append) =>
    Effect.flatMap(Effect.serviceOption(sql.transactionService), (outer) =>
      outer._tag === "None" ? ask(one) : Effect.flatMap(runGroup(store, [one]), ([exit]) => exit!)
    )

  // Looked up one by one, by key: however old the statistics are, no plan reads a whole table for a few events.
  // One statement sees one state, and nothing it reads asks for settings: so it needs no transaction of its own.
  const readStreams = (streams: ReadonlyArray<string>) =>
    Effect.map(
      sql.unsafe<Row>(
        `SELECT q.name AS stream, e.version, e.body,
             (SELECT n.position FROM lienhoi.entry AS n WHERE n.association = $1 AND n.id = e.id) AS position,
             (SELECT encode(b.salt, 'hex') || ' ' || b.words FROM lienhoi.beside AS b
              WHERE b.association = $1 AND b.event = e.id) AS words
           FROM unnest($2::text[], $3::text[]) AS q (name, period)
           CROSS JOIN LATERAL (
             SELECT id FROM lienhoi.stream WHERE association = $1 AND name = q.name OFFSET 0
           ) AS s
           CROSS JOIN LATERAL (
             SELECT id, version, body FROM lienhoi.event
             WHERE association = $1 AND period = q.period AND stream = s.id OFFSET 0
           ) AS e ORDER BY q.name, e.version`,
        [
          association,
          Column.texts(streams, (stream) => stream),
          Column.texts(streams, (stream) => aboutOf(stream).period)
        ]
      ),
      (rows) => Map.groupBy(rows, ({ stream }) => stream)
    )

  /** These streams, each event with its position. */
  const readSettled = (streams: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      const found = yield* readStreams(streams)
      const settled = [...found.values()].every((rows) => rows.every(({ position }) => position !== null))
      if (!settled) yield* placeAll(store)
      const read = settled ? found : yield* readStreams(streams)
      return streams.map((stream) => Result.mapError(recorded(store, read.get(stream) ?? []), unreadable(stream)))
    })

  const askFor = yield* Batch.make<string, ReadonlyArray<Recorded>, JournalError>({
    limit: 500,
    parallel: store.engine === "embedded" ? 1 : 2,
    run: (group) => {
      const streams = [...new Set(group)]
      return readSettled(streams).pipe(
        Effect.map((read) => {
          const byName = new Map(streams.map((stream, i) => [stream, read[i]!]))
          return group.map((stream) =>
            Result.match(byName.get(stream)!, { onSuccess: (all) => Exit.succeed(all), onFailure: Exit.fail })
          )
        }),
        Effect.catch((error) =>
          isOutage(error)
            ? Effect.succeed(group.map((stream) => Exit.fail(unavailable(stream)(error))))
            : Effect.die(error)
        )
      )
    }
  })

  const readPage = (after: number, limit: number) =>
    sql.unsafe<Row>(
      `SELECT n.position, n.version,
         (SELECT s.name FROM lienhoi.stream AS s WHERE s.association = $1 AND s.id = n.stream) AS stream,
         (SELECT e.body FROM lienhoi.event AS e WHERE e.association = $1 AND e.period = n.period
            AND e.stream = n.stream AND e.version = n.version) AS body,
         (SELECT encode(b.salt, 'hex') || ' ' || b.words FROM lienhoi.beside AS b
          WHERE b.association = $1 AND b.event = n.id) AS words
       FROM (
         SELECT position, id, stream, period, version FROM lienhoi.entry
         WHERE association = $1 AND position > $2 ORDER BY position LIMIT $3
       ) AS n ORDER BY n.position`,
      [association, after, limit]
    )

  /** The first page, once everything that is committed has its position. */
  const readFirst = (after: number, limit: number) =>
    Effect.gen(function* () {
      const settled = yield* join(
        Effect.flatMap(isPending(store), (pending) => (pending ? Effect.succeed(null) : readPage(after, limit)))
      )
      if (settled !== null) return settled
      yield* placeAll(store)
      return yield* join(readPage(after, limit))
    })

  return Journal.of({
    append: (stream, events, { expectedVersion, outbox = [] }) =>
      append({ stream, events, expected: expectedVersion, outbox }),
    // Readers with settings of their own, or inside a transaction, are not read for together with others.
    read: (stream) =>
      Effect.gen(function* () {
        const outer = yield* Effect.serviceOption(sql.transactionService)
        const settings = yield* Settings
        if (outer._tag === "None" && Object.keys(settings).length === 0) return yield* askFor(stream)
        const [read] = yield* readSettled([stream]).pipe(orOutage(unavailable(stream)))
        return yield* Effect.fromResult(read!)
      }).pipe(Effect.withSpan("SqlJournal.read", {}, { captureStackTrace: false })),
    readAll: ({ after = 0, limit = Number.POSITIVE_INFINITY } = {}) =>
      Effect.gen(function* () {
        const all: Array<Recorded> = []
        for (let from = after; all.length < limit; from = all.at(-1)!.position) {
          const wanted = Math.min(page, limit - all.length)
          const rows = yield* from === after ? readFirst(from, wanted) : join(readPage(from, wanted))
          all.push(...(yield* Effect.fromResult(Result.mapError(recorded(store, rows), unreadable(null)))))
          if (rows.length < wanted) break
        }
        return all
      }).pipe(orOutage(unavailable(null)), Effect.withSpan("SqlJournal.readAll")),
    erase: (events) => orOutage(unavailable(null))(eraseEvents(store, events))
  })
})

/** The journal of the store's association. */
export const layer: Layer.Layer<Journal, never, Store> = Layer.effect(Journal, make)
