/**
 * Rows of a table as JSON texts and back, made by the database itself, so that both engines write a value the same way.
 * Numbers that a database gives by itself (arrival, the id of a stream) are not carried: rows keep their order, and a
 * stream is called by its name.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"

/** One column as it stands in a file. */
interface Carried {
  readonly name: string
  /** The type in the file; JSON stands there as text, because links are made over exactly these bytes. */
  readonly type: string
  readonly isJson: boolean
  readonly isStream: boolean
}

/** The columns of a table, and the order of its rows. */
export interface Columns {
  readonly carried: ReadonlyArray<Carried>
  readonly order: string
}

/** Columns as the database has them; those that are `given`, where they are. */
export const columnsOf = (
  { sql }: Store["Service"],
  table: string,
  given?: ReadonlyArray<string>
): Effect.Effect<Columns, SqlError> =>
  Effect.map(
    sql.unsafe<{ name: string; type: string; own: boolean; key: number | null }>(
      `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attidentity <> '' AS own,
         (SELECT array_position(i.indkey::int2[], a.attnum) FROM pg_index AS i
          WHERE i.indrelid = a.attrelid AND i.indisprimary) AS key
       FROM pg_attribute AS a
       WHERE a.attrelid = to_regclass('lienhoi.' || $1) AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY a.attname COLLATE "C"`,
      [table]
    ),
    (columns) => {
      const arrival = columns.find(({ name, own }) => own && name === "arrival")
      const keys = columns.filter(({ key, name }) => key !== null && name !== "association")
      const ordered = keys.toSorted((a, b) => a.key! - b.key!)
      return {
        carried: columns
          .filter(({ name, own }) => name !== "association" && !own && (given === undefined || given.includes(name)))
          .map(({ name, type }) => {
            const isStream = name === "stream" && type === "bigint"
            return { name, type: isStream || type === "json" ? "text" : type, isJson: type === "json", isStream }
          }),
        order:
          arrival !== undefined
            ? "t.arrival"
            : ordered
                .map(({ name, type }) => {
                  if (name === "stream" && type === "bigint") return `${nameOfStream} COLLATE "C"`
                  return type === "text" ? `t.${name} COLLATE "C"` : `t.${name}`
                })
                .join(", ") || "1"
      }
    }
  )

const nameOfStream = "(SELECT s.name FROM lienhoi.stream AS s WHERE s.association = t.association AND s.id = t.stream)"

/** Reads the association's rows in their order and says them as lines; gives their number. Inside a transaction. */
export const readTable = <E>(
  { association, sql }: Store["Service"],
  table: string,
  { carried, order }: Columns,
  say: (piece: string) => Effect.Effect<void, E>
): Effect.Effect<number, SqlError | E> =>
  Effect.gen(function* () {
    const values = carried.map(({ name, isJson, isStream }) =>
      isStream ? `${nameOfStream} AS stream` : `t.${name}${isJson ? "::text" : ""} AS ${name}`
    )
    yield* sql.unsafe(
      `DECLARE carried NO SCROLL CURSOR FOR
       SELECT (SELECT row_to_json(r)::text FROM (SELECT ${values.join(", ")}) AS r) AS line
       FROM lienhoi.${table} AS t WHERE t.association = current_setting('lienhoi.association') ORDER BY ${order}`
    )
    let count = 0
    for (;;) {
      const lines = yield* sql.unsafe<{ line: string }>("FETCH 1000 FROM carried")
      if (lines.length === 0) break
      count += lines.length
      yield* say(lines.map(({ line }) => `${line}\n`).join(""))
    }
    yield* sql.unsafe("CLOSE carried")
    return count
  }).pipe(Effect.withSpan("StoreFile.readTable", { attributes: { association, table } }))

/** The statement that writes lines back: `$1` the association, `$2` a JSON array of them. */
export const recordset = (table: string, { carried }: Columns): string => {
  const names = carried.map(({ name }) => name).join(", ")
  const types = carried.map(({ name, type }) => `${name} ${type}`).join(", ")
  const values = carried.map(({ name, isJson, isStream }) =>
    isStream
      ? "(SELECT s.id FROM lienhoi.stream AS s WHERE s.association = $1 AND s.name = r.stream)"
      : `r.${name}${isJson ? "::json" : ""}`
  )
  return `INSERT INTO lienhoi.${table} (association, ${names})
    SELECT $1, ${values.join(", ")} FROM json_to_recordset($2::json) AS r (${types})`
}
