/**
 * The history of the tree in the database: the events of an `EventFile`, line by line, only ever added to.
 *
 * @since 0.1.0
 */
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import type { Checked } from "@lienhoi/words/Issue"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Column from "./internal/column.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

/** Somebody recorded events in between. Read again, then record again. */
export class WrongVersion extends Schema.TaggedError<WrongVersion>()("WrongVersion", {
  expected: Schema.Int,
  actual: Schema.Int
}) {
  readonly isRetryable = true
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Why a history was not kept or read. */
export class HistoryError extends Schema.TaggedError<HistoryError>()("HistoryError", {
  reason: Schema.Union([WrongVersion, Unavailable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps the history of one association's tree. */
export class HistoryStore extends Context.Service<
  HistoryStore,
  {
    /** The whole history; `null` when nothing was recorded yet. Judged again, so a row changed by hand is told. */
    readonly read: Effect.Effect<Checked<EventFile.EventFile> | null, HistoryError>
    /**
     * Adds what stands in `content` after its first `expected` events, which must be as many as are kept. The answer is
     * how many there are now.
     */
    readonly record: (
      content: EventFile.EventFile,
      options: { readonly expected: number }
    ) => Effect.Effect<number, HistoryError>
    /**
     * Makes what is kept the same as `content`, which itself is the truth: a tree that follows from lists of a
     * configuration. The same content once more writes nothing. The answer is how many events there are.
     */
    readonly mirror: (content: EventFile.EventFile) => Effect.Effect<number, HistoryError>
  }
>()("@lienhoi/sql/HistoryStore") {}

const unavailable = (cause: unknown): HistoryError => new HistoryError({ reason: new Unavailable({ cause }) })

const make = Effect.map(Store, ({ association, sql, transaction }) => {
  /** Makes the row and holds it, so that one writes at a time. */
  const take = Effect.gen(function* () {
    yield* sql.unsafe(
      "INSERT INTO lienhoi.history (association, events, head) VALUES ($1, 0, '') ON CONFLICT (association) DO NOTHING",
      [association]
    )
    const [kept] = yield* sql.unsafe<{ events: number; head: string }>(
      "SELECT events, head FROM lienhoi.history WHERE association = $1 FOR UPDATE",
      [association]
    )
    return kept!
  })
  const readLines = Effect.map(
    sql.unsafe<{ line: string }>(
      "SELECT line::text AS line FROM lienhoi.history_event WHERE association = $1 ORDER BY number",
      [association]
    ),
    (rows) => rows.map(({ line }) => line)
  )
  /** Adds the lines after the first `from`, and says so. */
  const write = (head: string, lines: ReadonlyArray<string>, from: number) =>
    Effect.gen(function* () {
      const added = lines.slice(from).map((line, i) => ({ line, number: from + i + 1 }))
      yield* sql.unsafe(
        `INSERT INTO lienhoi.history_event (association, number, line)
         SELECT $1, number, line::json FROM unnest($2::int[], $3::text[]) AS n (number, line)`,
        [association, Column.ints(added, ({ number }) => number), Column.texts(added, ({ line }) => line)]
      )
      yield* sql.unsafe(
        "UPDATE lienhoi.history SET events = $2, head = $3, writings = writings + 1 WHERE association = $1",
        [association, lines.length, head]
      )
      return lines.length
    })

  return HistoryStore.of({
    read: transaction(
      Effect.gen(function* () {
        const [history] = yield* sql.unsafe<{ head: string }>(
          "SELECT head FROM lienhoi.history WHERE association = $1",
          [association]
        )
        if (history === undefined) return null
        const lines = yield* readLines
        const text = [history.head, ...lines].map((line) => `${line}\n`).join("")
        return EventFile.read(text, { file: "lienhoi.history_event" })
      })
    ).pipe(orOutage(unavailable)),
    record: ({ hierarchy, form }, { expected }) =>
      transaction(
        Effect.gen(function* () {
          const [head = "", ...lines] = EventFile.write(hierarchy, form).trimEnd().split("\n")
          const { events: actual } = yield* take
          if (actual !== expected) return yield* new HistoryError({ reason: new WrongVersion({ expected, actual }) })
          return yield* write(head, lines, expected)
        })
      ).pipe(orOutage(unavailable)),
    mirror: ({ hierarchy, form }) =>
      transaction(
        Effect.gen(function* () {
          const [head = "", ...lines] = EventFile.write(hierarchy, form).trimEnd().split("\n")
          const kept = yield* take
          const before = yield* readLines
          const same = before.findIndex((line, i) => line !== lines[i])
          const from = same === -1 ? before.length : same
          if (kept.head === head && from === before.length && from === lines.length) return from
          yield* sql.unsafe("DELETE FROM lienhoi.history_event WHERE association = $1 AND number > $2", [
            association,
            from
          ])
          return yield* write(head, lines, from)
        })
      ).pipe(orOutage(unavailable))
  })
})

/** The history of the store's association. */
export const layer: Layer.Layer<HistoryStore, never, Store> = Layer.effect(HistoryStore, make)
