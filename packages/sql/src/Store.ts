/**
 * The store of one association: everything below it reads and writes inside {@link Store.transaction}, which says to the
 * database for whom. Several associations share one database, each in rows of its own.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import * as Database from "./Database.ts"
import { failureOf, isOutage } from "./internal/failure.ts"
import { checkRing } from "./internal/ringMarks.ts"
import * as Upkeep from "./internal/upkeep.ts"
import * as KeyRing from "./KeyRing.ts"
import * as Migration from "./Migration.ts"
import * as Partition from "./Partition.ts"
import { OtherKeys, StoreError } from "./StoreError.ts"

/**
 * Settings of the database that hold inside a transaction and end with it, by name: `lienhoi.viewer`, `role`. Empty when
 * nobody gave any; `lienhoi.association` is always set.
 */
export const Settings: Context.Reference<{ readonly [name: string]: string }> = Context.Reference<{
  readonly [name: string]: string
}>("@lienhoi/sql/Settings", { defaultValue: () => ({}) })

/** The store of one association. */
export class Store extends Context.Service<
  Store,
  {
    readonly association: string
    /** `embedded`: one connection, so an effect inside a transaction must not wait for work outside it. */
    readonly engine: "embedded" | "server"
    readonly sql: SqlClient
    readonly keys: KeyRing.KeyRing
    /**
     * Runs in one transaction: all or nothing. The association and {@link Settings} are set inside it. A deadlock or a
     * serialization failure runs the whole again, so what it does outside the database may happen several times.
     * Inside another one it is a part of that.
     */
    readonly transaction: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError, R>
    /**
     * As `transaction`, but inside another one without a savepoint of its own: for a single statement, and for what
     * writes nothing before it knows that it will not fail.
     */
    readonly join: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError, R>
  }
>()("@lienhoi/sql/Store") {}

/** What a store is made of. */
export interface Options {
  /** The id of the association: `vwu`. */
  readonly association: string
  /** What words, contacts and records are closed with; {@link KeyRing.bare} when none is given. */
  readonly keys?: KeyRing.KeyRing
}

const again: ReadonlySet<string> = new Set(["DeadlockError", "SerializationError", "LockTimeoutError"])

/** A rollback over a connection that is lost fails too; the driver takes that for a mistake of ours, and it is none. */
const lostIsNoDefect = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
  Effect.catchCause(self, (cause): Effect.Effect<never, E | SqlError> => {
    for (const reason of cause.reasons)
      if (Cause.isDieReason(reason) && isSqlError(reason.defect) && isOutage(reason.defect))
        return Effect.fail(reason.defect)
    return Effect.failCause(cause)
  })

const isPassing = (error: unknown): boolean => {
  const { _tag, reason } = error as { readonly _tag?: string; readonly reason?: { readonly _tag?: string } }
  return _tag === "SqlError" && again.has(reason?._tag ?? "")
}

/** The store over a client whose tables are there. */
export const make = ({
  association,
  keys = KeyRing.bare
}: Options): Effect.Effect<Store["Service"], never, SqlClient> =>
  Effect.map(SqlClient, (sql) => {
    const begin = Effect.flatMap(Settings, (settings) => {
      const all = { ...settings, "lienhoi.association": association }
      return sql.unsafe("SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS s (name, value)", [
        Object.keys(all),
        Object.values(all)
      ])
    })
    const inside =
      (nested: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError, R>) =>
      <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
        Effect.flatMap(Effect.serviceOption(sql.transactionService), (outer) =>
          outer._tag === "Some"
            ? nested(self)
            : Effect.retry(lostIsNoDefect(sql.withTransaction(Effect.andThen(begin, self))), {
                times: 5,
                while: isPassing
              })
        )
    return Store.of({
      association,
      keys,
      engine: sql.driver === "pglite" ? "embedded" : "server",
      sql,
      transaction: inside(sql.withTransaction),
      join: inside((self) => self)
    })
  })

/** The store over a client whose tables are there. */
export const layer = (options: Options): Layer.Layer<Store, never, SqlClient> => Layer.effect(Store, make(options))

/**
 * Opens the database, brings its tables up to date, and gives the store. Events of this year and the next get partitions
 * of their own; the embedded engine, which nobody else looks after, is looked after.
 */
export const open = (
  location: Database.Location,
  options: Options & Database.Options
): Layer.Layer<Store | SqlClient, StoreError> => {
  const where = Database.nameOf(location)
  const ready = Effect.gen(function* () {
    yield* Migration.run(where)
    const year = new Date(yield* Clock.currentTimeMillis).getUTCFullYear()
    yield* Effect.forEach([year, year + 1], (each) => Partition.ensure(options.association, each))
    yield* Effect.catchTag(checkRing(yield* make(options)), "KeyError", ({ reason }) =>
      Effect.fail(
        new StoreError({
          reason: new OtherKeys({
            where,
            ids: reason._tag === "MissingKey" ? reason.ids : "id" in reason ? reason.id : ""
          })
        })
      )
    )
    if (location.engine !== "server") yield* Upkeep.start
  }).pipe(Effect.mapError(failureOf(where)))
  return layer(options).pipe(
    Layer.provideMerge(Layer.effectDiscard(ready).pipe(Layer.provideMerge(Database.layer(location, options))))
  )
}
