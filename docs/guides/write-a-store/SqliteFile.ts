/** One SQLite file as a store of events, messages to be sent and runs. `node:sqlite` is a part of Node. */
import { DatabaseSync } from "node:sqlite"
import { Context, Effect, Layer } from "effect"

const tables = `
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
    UNIQUE (stream, version)
  );
  CREATE TABLE IF NOT EXISTS beside (id TEXT PRIMARY KEY REFERENCES event (id), words TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS outbox (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE, duty TEXT, not_before TEXT NOT NULL, expires TEXT, payload TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS run (association TEXT PRIMARY KEY, up_to TEXT NOT NULL);
`

/** The open file. */
export class SqliteFile extends Context.Service<
  SqliteFile,
  {
    readonly sql: DatabaseSync
    /** Runs `f` in one transaction: what it wrote stays when it returns, and nothing of it when it throws. */
    readonly whole: <A>(f: () => A) => A
  }
>()("vi-du/SqliteFile") {}

/** Opens a file, or `:memory:`, and closes it with the layer. */
export const layer = (path: string): Layer.Layer<SqliteFile> =>
  Layer.effect(
    SqliteFile,
    Effect.map(
      Effect.acquireRelease(
        Effect.sync(() => new DatabaseSync(path)),
        (sql) => Effect.sync(() => sql.close())
      ),
      (sql) => {
        sql.exec(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; ${tables}`)
        const whole = <A>(f: () => A): A => {
          sql.exec("BEGIN IMMEDIATE")
          try {
            const answer = f()
            sql.exec("COMMIT")
            return answer
          } catch (error) {
            sql.exec("ROLLBACK")
            throw error
          }
        }
        return SqliteFile.of({ sql, whole })
      }
    )
  )
