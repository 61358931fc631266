/**
 * A store as one text file, whatever its engine: everything of one association that does not follow from the rest, one
 * JSON object per line, with a checksum at the end. The road from a folder to a server and back, and a backup.
 *
 * docs/store-export.md describes the format. What is in boxes stays in them: who reads the file needs the keys.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import * as Posting from "@lienhoi/messaging/Posting"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { carried } from "./internal/carried.ts"
import { dropPersons } from "./internal/erase.ts"
import { placeAll } from "./internal/place.ts"
import { snapshot } from "./internal/snapshot.ts"
import { type Columns, columnsOf, readTable, recordset } from "./internal/tableRows.ts"
import * as Migration from "./Migration.ts"
import * as Partition from "./Partition.ts"
import { Store } from "./Store.ts"

/** What a file holds. */
export interface Summary {
  readonly association: string
  /** Rows by table. */
  readonly rows: { readonly [table: string]: number }
}

/** The lines of a file, without their ends. Asked for twice when a store is imported. */
export type Lines = () => AsyncIterable<string>

const texts = Catalogue.make({
  "store-file.form": {
    vi: "Tệp này không phải bản xuất kho; lấy tệp do lệnh lienhoi store export ghi",
    en: "This file is no export of a store; take one written by: lienhoi store export"
  },
  "store-file.newer": {
    vi: "Tệp này do bản Liên Hội mới hơn ghi (bước {found}, bản này biết đến bước {known}); cài bản mới rồi nhập lại",
    en: "This file was written by a newer Lienhoi (step {found}, this one knows {known}); install the newer one, then import again"
  },
  "store-file.cut": {
    vi: "Tệp bị cụt ở dòng {line}: thiếu dòng cuối; lấy bản sao khác, kho chưa có gì thay đổi",
    en: "The file is cut off at line {line}: its last line is missing; take another copy, the store is unchanged"
  },
  "store-file.damaged": {
    vi: "Tệp đã bị sửa hoặc hỏng: mã kiểm không khớp; lấy bản sao khác, kho chưa có gì thay đổi",
    en: "The file was changed or damaged: its checksum does not fit; take another copy, the store is unchanged"
  },
  "store-file.other-association": {
    vi: "Tệp của tổ chức {found}, không phải {association}; xem lại tệp",
    en: "The file is of the association {found}, not {association}; check the file"
  },
  "store.not-empty": {
    vi: "Kho đã có dữ liệu của {association} (bảng {table}); nhập vào một kho trống",
    en: "The store already holds data of {association} (table {table}); import into an empty store"
  }
})

const issue = Issue.from(texts)

const format = "lienhoi/store"

/** Writes the association's store; `put` takes one piece after the other, each of whole lines. */
export const write = <E = never>(
  put: (piece: string) => Effect.Effect<void, E>,
  options: { readonly only?: "erasures" } = {}
): Effect.Effect<Summary, SqlError | E, Store> =>
  Effect.flatMap(Store, (store) => {
    const sum = createHash("sha256")
    const rows: { [table: string]: number } = {}
    const say = (piece: string) => {
      sum.update(piece)
      return put(piece)
    }
    const tables = options.only === "erasures" ? ["erasure"] : carried
    return Effect.gen(function* () {
      yield* placeAll(store)
      return yield* snapshot(
        store,
        Effect.gen(function* () {
          const { association } = store
          const head = { format, version: 1, association, step: Migration.steps.length }
          yield* say(`${JSON.stringify(head)}\n`)
          for (const table of tables) {
            const columns = yield* columnsOf(store, table)
            const said = Object.fromEntries(columns.carried.map(({ name, type }) => [name, type]))
            yield* say(`${JSON.stringify({ table, columns: said })}\n`)
            rows[table] = yield* readTable(store, table, columns, say)
          }
          yield* put(`${JSON.stringify({ end: true, rows, sha256: sum.digest("hex") })}\n`)
          return { association, rows }
        })
      )
    })
  })

interface Head {
  readonly format?: unknown
  readonly version?: unknown
  readonly association?: unknown
  readonly step?: unknown
}

const parsed = (line: string): { readonly [key: string]: unknown } | null => {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === "object" ? (value as { readonly [key: string]: unknown }) : null
  } catch {
    return null
  }
}

/** Reads a file through and says what it holds; one that is cut off or was changed is refused. Nothing is kept. */
export const check = (lines: Lines): Effect.Effect<Issue.Checked<Summary>> =>
  Effect.promise(async () => {
    const sum = createHash("sha256")
    let head: Head | null = null
    let last = ""
    let count = 0
    for await (const line of lines()) {
      if (count > 0) sum.update(`${last}\n`)
      else head = parsed(line)
      if (count === 0 && head?.format !== format) return Issue.fail(issue("store-file.form"))
      count += 1
      last = line
    }
    const { version, association, step } = head ?? {}
    if (typeof association !== "string" || typeof step !== "number") return Issue.fail(issue("store-file.form"))
    if (version !== 1 || step > Migration.steps.length)
      return Issue.fail(issue("store-file.newer", { found: step, known: Migration.steps.length }))
    const end = parsed(last)
    if (end?.end !== true) return Issue.fail(issue("store-file.cut", { line: count }))
    if (end.sha256 !== sum.digest("hex")) return Issue.fail(issue("store-file.damaged"))
    return Issue.ok({ association, rows: end.rows as Summary["rows"] })
  })

/** What was erased, from an export that may be newer than the one that is imported. */
interface Erased {
  readonly kind: string
  readonly subject: string
  readonly erased_at: string
}

const erasures = async (lines: Lines): Promise<ReadonlyArray<Erased>> => {
  const found: Array<Erased> = []
  let table: unknown = null
  for await (const line of lines()) {
    const value = parsed(line)
    if (value !== null && "columns" in value) table = value.table
    else if (table === "erasure" && value !== null && !("end" in value)) found.push(value as unknown as Erased)
  }
  return found
}

/** What of these stands in the store is erased, whether it came before or after the note. */
const applyErasures = (store: Store["Service"], more: ReadonlyArray<Erased>, at: string) =>
  Effect.gen(function* () {
    const { association, sql } = store
    yield* sql.unsafe(
      `INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
       SELECT $1, kind, subject, erased_at FROM json_to_recordset($2::json)
         AS r (kind text, subject text, erased_at timestamptz)
       ON CONFLICT DO NOTHING`,
      [association, JSON.stringify(more)]
    )
    const gone = (kind: string) => `(SELECT subject FROM lienhoi.erasure WHERE association = $1 AND kind = '${kind}')`
    yield* sql.unsafe(`DELETE FROM lienhoi.beside WHERE association = $1 AND event IN ${gone("event")}`, [association])
    yield* sql.unsafe(`DELETE FROM lienhoi.attachment WHERE association = $1 AND id IN ${gone("file")}`, [association])
    const persons = yield* sql.unsafe<{ subject: string }>(
      "SELECT subject FROM lienhoi.erasure WHERE association = $1 AND kind = 'person'",
      [association]
    )
    if (persons.length > 0)
      yield* dropPersons(
        store,
        persons.map(({ subject }) => subject),
        at
      )
  })

/**
 * A backup that comes back does not know what was sent after it was made. What would go out at once becomes unknown, for a
 * person to settle; and reminders that fell due meanwhile are not planned again.
 */
const holdBack = ({ association, sql }: Store["Service"], at: string) =>
  Effect.gen(function* () {
    const attempt = {
      worker: Posting.restorer,
      channel: null,
      receipt: null,
      at,
      notDelivered: null
    }
    const held = yield* sql.unsafe(
      `UPDATE lienhoi.outbox SET due_from = NULL,
         state = json_build_object('at', 'unknown', 'when', $4::text, 'channel', CASE WHEN state->>'at' = 'handing'
           THEN attempts->-1->'channel' ELSE 'null'::json END),
         attempts = CASE WHEN state->>'at' = 'handing' THEN attempts ELSE (
           SELECT json_agg(a) FROM (
             SELECT a FROM json_array_elements(coalesce(attempts, '[]'::json)) WITH ORDINALITY AS o (a, nth)
             UNION ALL
             SELECT (jsonb_build_object('number', json_array_length(coalesce(attempts, '[]'::json)) + 1)
               || ($3::text)::jsonb)::json
           ) AS tried (a)) END
       WHERE association = $1 AND due_from IS NOT NULL AND (due_from <= $2::timestamptz OR state->>'at' = 'handing')
       RETURNING key`,
      [association, at, JSON.stringify(attempt), at]
    )
    yield* sql.unsafe(
      "UPDATE lienhoi.run SET up_to = $2::timestamptz WHERE association = $1 AND up_to < $2::timestamptz",
      [association, at]
    )
    return held.length
  })

/** Rows written in one statement, and characters. */
const batch = { rows: 1_000, size: 2_000_000 }

const insertAll = (store: Store["Service"], lines: Lines): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    const { association, sql } = store
    let into: { readonly table: string; readonly columns: Columns } | null = null
    let waiting: Array<string> = []
    let size = 0
    const flush = Effect.suspend(() => {
      if (into === null || waiting.length === 0) return Effect.void
      const rows = `[${waiting.join(",")}]`
      waiting = []
      size = 0
      return Effect.asVoid(sql.unsafe(recordset(into.table, into.columns), [association, rows]))
    })
    const source = lines()[Symbol.asyncIterator]()
    yield* Effect.promise(() => source.next())
    for (;;) {
      const next = yield* Effect.promise(() => source.next())
      if (next.done === true) break
      const line: string = next.value
      if (line.startsWith('{"table":')) {
        yield* flush
        const { table, columns } = JSON.parse(line) as { table: string; columns: { [name: string]: string } }
        into = { table, columns: yield* columnsOf(store, table, Object.keys(columns)) }
      } else if (line.startsWith('{"end":')) yield* flush
      else {
        waiting.push(line)
        size += line.length
        if (waiting.length >= batch.rows || size >= batch.size) yield* flush
      }
    }
  })

/** How a file is imported. */
export interface ReadOptions {
  /** A newer export, or a list of erasures: what was erased by then is erased here too. */
  readonly erased?: Lines
  /**
   * The store that the file was written from is at rest since then and is not used again: what waits there goes out from
   * here. Without it the file is a backup, and nothing of it is sent before a person has said so.
   */
  readonly moved?: boolean
}

/** What an import did. */
export interface Imported extends Summary {
  /** Messages held as unknown: the backup does not know whether they were sent. */
  readonly held: number
}

/** Imports a file into a store that holds nothing of the association: all of it or nothing. */
export const read = (
  lines: Lines,
  options: ReadOptions = {}
): Effect.Effect<Issue.Checked<Imported>, SqlError, Store> =>
  Effect.gen(function* () {
    const at = new Date(yield* Clock.currentTimeMillis).toISOString()
    const store = yield* Store
    const { association, sql } = store
    const whole = yield* check(lines)
    if (!whole.ok) return whole
    const newer = options.erased === undefined ? null : yield* check(options.erased)
    if (newer !== null && !newer.ok) return newer
    for (const { association: found } of newer === null ? [whole.value] : [whole.value, newer.value])
      if (found !== association) return Issue.fail(issue("store-file.other-association", { found, association }))
    const more = options.erased === undefined ? [] : yield* Effect.promise(() => erasures(options.erased!))
    return yield* store.transaction(
      Effect.gen(function* () {
        yield* sql.unsafe("SELECT set_config('timezone', 'UTC', true)")
        for (const table of carried) {
          const [row] = yield* sql.unsafe(`SELECT 1 FROM lienhoi.${table} WHERE association = $1 LIMIT 1`, [
            association
          ])
          if (row !== undefined) return Issue.fail(issue("store.not-empty", { association, table }))
        }
        yield* insertAll(store, lines)
        yield* applyErasures(store, more, at)
        const years = yield* sql.unsafe<{ year: number }>(
          `SELECT DISTINCT left(period, 4)::int AS year FROM lienhoi.event_rest
           WHERE association = $1 AND period ~ '^[0-9]{4}' ORDER BY 1`,
          [association]
        )
        yield* Effect.forEach(years, ({ year }) => Partition.ensure(association, year)).pipe(
          Effect.provideService(SqlClient, sql)
        )
        const held = options.moved === true ? 0 : yield* holdBack(store, at)
        return Issue.ok({ ...whole.value, held })
      })
    )
  })
