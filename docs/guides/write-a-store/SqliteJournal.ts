/** The events of all reports in one file, and the messages that are committed with them. */
import { Beside, type Event, Journal, type OutboxRow, type Recorded } from "@lienhoi/report"
import { Effect, Layer } from "effect"
import { SqliteFile } from "./SqliteFile.ts"

const failed = (stream: string | null, reason: Journal.JournalError["reason"]) =>
  new Journal.JournalError({ stream, reason })

/** What goes wrong is told in the words of the contract; what is none of them is the file that cannot be reached. */
const attempt = <A>(stream: string | null, f: () => A): Effect.Effect<A, Journal.JournalError> =>
  Effect.try({
    try: f,
    catch: (cause) =>
      cause instanceof Journal.JournalError ? cause : failed(stream, new Journal.Unavailable({ cause }))
  })

type Row = { readonly [column: string]: unknown }

/** An event with its words, when they are still there. */
const recorded = ({ body, position, stream, version, words }: Row): Recorded.Recorded => ({
  position: Number(position),
  stream: String(stream),
  version: Number(version),
  event: Beside.join({
    event: JSON.parse(String(body)) as Event.ReportEvent,
    beside: words === null ? null : (JSON.parse(String(words)) as Beside.Beside)
  })
})

const columns = "SELECT e.position, e.stream, e.version, e.body, b.words FROM event e LEFT JOIN beside b ON b.id = e.id"

/** The journal that one file keeps. */
export const layer: Layer.Layer<Journal.Journal, never, SqliteFile> = Layer.effect(
  Journal.Journal,
  Effect.map(SqliteFile, ({ sql, whole }) => {
    const version = (stream: string): number =>
      Number(sql.prepare("SELECT max(version) AS newest FROM event WHERE stream = ?").get(stream)?.newest ?? 0)

    const insert = (stream: string, at: number, event: Event.ReportEvent): void => {
      if (sql.prepare("SELECT 1 FROM event WHERE id = ?").get(event.id) !== undefined)
        throw failed(stream, new Journal.AlreadyRecorded({ id: event.id }))
      const parted = Beside.part(event)
      const put = sql.prepare("INSERT INTO event (stream, version, id, body) VALUES (?, ?, ?, ?)")
      put.run(stream, at, event.id, JSON.stringify(parted.event))
      if (parted.beside !== null)
        sql.prepare("INSERT INTO beside (id, words) VALUES (?, ?)").run(event.id, JSON.stringify(parted.beside))
    }

    const post = ({ duty, expires, key, notBefore, payload }: OutboxRow.OutboxRow): void => {
      const put = sql.prepare(
        "INSERT INTO outbox (key, duty, not_before, expires, payload) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
      )
      put.run(key, duty, notBefore, expires, JSON.stringify(payload))
    }

    return Journal.Journal.of({
      append: (stream, events, { expectedVersion: expected, outbox = [] }) =>
        attempt(stream, () =>
          whole(() => {
            const actual = version(stream)
            if (actual !== expected) throw failed(stream, new Journal.WrongVersion({ expected, actual }))
            for (const [i, event] of events.entries()) insert(stream, actual + i + 1, event)
            for (const row of outbox) post(row)
            return { version: actual + events.length }
          })
        ),
      read: (stream) =>
        attempt(stream, () =>
          sql.prepare(`${columns} WHERE e.stream = ? ORDER BY e.version`).all(stream).map(recorded)
        ),
      readAll: ({ after = 0, limit = -1 } = {}) =>
        attempt(null, () =>
          sql.prepare(`${columns} WHERE e.position > ? ORDER BY e.position LIMIT ?`).all(after, limit).map(recorded)
        ),
      erase: (events) =>
        attempt(null, () =>
          whole(() => {
            for (const id of events) sql.prepare("DELETE FROM beside WHERE id = ?").run(id)
          })
        )
    })
  })
)

/** The messages that wait, in the order in which they came. */
export const rows: Effect.Effect<ReadonlyArray<OutboxRow.OutboxRow>, never, SqliteFile> = Effect.map(
  SqliteFile,
  ({ sql }) =>
    sql
      .prepare("SELECT key, duty, not_before, expires, payload FROM outbox ORDER BY place")
      .all()
      .map((row) => ({
        key: String(row.key),
        duty: row.duty === null ? null : String(row.duty),
        notBefore: String(row.not_before),
        expires: row.expires === null ? null : String(row.expires),
        payload: JSON.parse(String(row.payload)) as unknown
      }))
)
