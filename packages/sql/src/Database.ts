/**
 * One SQL client for both engines: PostgreSQL inside this process over a folder, or a PostgreSQL server by its address.
 * Both speak the same protocol to the same client, so there is one SQL, one set of errors and one way to read a value.
 *
 * @since 0.1.0
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { SqlClient } from "effect/sql/SqlClient"
import * as Embedded from "./internal/embedded.ts"
import { failureOf } from "./internal/failure.ts"
import type { StoreError } from "./StoreError.ts"

/** Where a store is. */
export type Location =
  | { readonly engine: "memory" }
  /** PostgreSQL inside this process, its files in the folder. One process at a time. */
  | { readonly engine: "embedded"; readonly folder: string }
  /** A PostgreSQL server, 15 or later. Any number of processes. */
  | { readonly engine: "server"; readonly url: Redacted.Redacted<string> }

/**
 * Reads what a configuration says: `memory`, an address `postgres://…`, else a folder.
 *
 * @example
 * ```ts
 * import { Database } from "@lienhoi/sql"
 *
 * Database.parse("./data") // => { engine: "embedded", folder: "./data" }
 * Database.parse("postgres://localhost/hoi").engine // => "server"
 * ```
 */
export const parse = (text: string): Location =>
  text === "memory"
    ? { engine: "memory" }
    : /^postgres(ql)?:\/\//.test(text)
      ? { engine: "server", url: Redacted.make(text) }
      : { engine: "embedded", folder: text }

/** The name of a place for messages and boards: no password. */
export const nameOf = (location: Location): string => {
  switch (location.engine) {
    case "memory":
      return "memory"
    case "embedded":
      return location.folder
    case "server": {
      const url = URL.parse(Redacted.value(location.url))
      return url === null ? "postgres" : `${url.hostname}${url.port === "" ? "" : `:${url.port}`}${url.pathname}`
    }
  }
}

/** How a server is used. */
export interface Options {
  /** Connections at most, 10 when not given; the embedded engine has one. */
  readonly connections?: number
  /**
   * A transaction that does nothing for longer than this is ended by the server, so that a frozen process keeps
   * nothing locked. 30 seconds when not given.
   */
  readonly idleInTransaction?: Duration.Input
  /**
   * Go in through the process that has the folder, when one has: for a command beside a running app. Without it a folder
   * that is in use is refused.
   */
  readonly visit?: boolean
  /** Waiting for a lock longer than this fails and is tried again. 10 seconds when not given. */
  readonly lockTimeout?: Duration.Input
}

const millis = (duration: Duration.Input): string => String(Math.ceil(Duration.toMillis(duration)))

const server = (url: Redacted.Redacted<string>, options: Options) =>
  PgClient.make({
    url,
    maxConnections: options.connections ?? 10,
    applicationName: "lienhoi",
    startupParameters: {
      timezone: "UTC",
      idle_in_transaction_session_timeout: millis(options.idleInTransaction ?? "30 seconds"),
      lock_timeout: millis(options.lockTimeout ?? "10 seconds")
    }
  })

const inProcess = {
  ssl: false,
  username: "postgres",
  database: "postgres",
  applicationName: "lienhoi",
  minConnections: 1,
  maxConnections: 1,
  idleTimeout: Duration.infinity
} as const

const embedded = (location: Location & { readonly engine: "memory" | "embedded" }, { visit = false }: Options) =>
  Effect.gen(function* () {
    if (location.engine === "memory") {
      const { connect } = yield* Embedded.memory
      return yield* PgClient.make({ ...inProcess, stream: connect })
    }
    const way = visit ? yield* Embedded.guest(location.folder) : null
    // Statements have names, and the engine has one list of them: the owner's.
    if (way !== null) return yield* PgClient.make({ ...inProcess, stream: way, prepare: false })
    const { connect } = yield* Embedded.open(location.folder)
    return yield* PgClient.make({ ...inProcess, stream: connect })
  })

/** The client; `driver` is `pglite` over the embedded engine and `pg` over a server. */
export const layer = (
  location: Location,
  options: Options = {}
): Layer.Layer<SqlClient | PgClient.PgClient, StoreError> => {
  const client = Effect.mapError(
    location.engine === "server" ? server(location.url, options) : embedded(location, options),
    failureOf(nameOf(location))
  )
  const driver = location.engine === "server" ? "pg" : "pglite"
  return PgClient.layerFrom(Effect.map(client, (client) => Object.assign(client, { driver })))
}
