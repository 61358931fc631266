/**
 * Both engines for tests: PGlite in memory, and a PostgreSQL server. Stores of different associations share one database,
 * so a fresh association is a fresh store.
 */
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { SqlClient } from "effect/sql/SqlClient"
import { afterAll, beforeAll } from "vitest"
import { sharedServer } from "./server.ts"

/** One engine that is up, its tables made. */
export interface Engine {
  readonly name: "PGlite" | "PostgreSQL"
  /** A store of a fresh association: nothing is in it. */
  readonly fresh: Layer.Layer<Store.Store | SqlClient>
  /** The store of that association. */
  readonly of: (association: string) => Layer.Layer<Store.Store | SqlClient>
  /** The address; of the memory engine `memory`, which each opening makes anew. */
  readonly url: () => string
}

let associations = 0

/** A name no other test has. */
export const freshAssociation = (): string => `hoi-${process.pid}-${++associations}`

/**
 * Both engines, made before the tests of the file and closed after them. The client lives outside the tests, so it has
 * the machine's clock also where a test has its own.
 */
export const engines = (): ReadonlyArray<Engine> => {
  const make = (name: Engine["name"], start: () => Promise<{ url: string; stop: () => Promise<void> }>): Engine => {
    let started: { url: string; stop: () => Promise<void> }
    let runtime: ManagedRuntime.ManagedRuntime<SqlClient, unknown>
    let client: SqlClient | undefined
    beforeAll(async () => {
      started = await start()
      const where = Database.parse(started.url)
      runtime = ManagedRuntime.make(
        Layer.effectDiscard(Migration.run(name)).pipe(Layer.provideMerge(Database.layer(where)))
      ) as typeof runtime
      client = await runtime.runPromise(Effect.service(SqlClient))
    })
    afterAll(async () => {
      await runtime?.dispose()
      await started?.stop()
    })
    const of = (association: string) =>
      Store.layer({ association }).pipe(
        Layer.provideMerge(
          Layer.effect(
            SqlClient,
            Effect.sync(() => client!)
          )
        )
      )
    return {
      name,
      of,
      fresh: Layer.fresh(Layer.unwrap(Effect.sync(() => of(freshAssociation())))),
      url: () => started.url
    }
  }
  return [
    make("PGlite", async () => ({ url: "memory", stop: async () => {} })),
    make("PostgreSQL", async () => {
      const server = await sharedServer()
      return { url: await server.create(), stop: server.stop }
    })
  ]
}
