/**
 * Shows that a store still says what it said: every event stands in the chain of its stream, every sealed position under
 * its seal, all words are those that were written or were erased.
 *
 * Who may change the database and knows how links are made can write another past. A head kept outside ({@link Seal})
 * shows that too, for everything before that head.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SqlError } from "effect/sql/SqlError"
import type { Finding } from "./Finding.ts"
import { aboutOf } from "./internal/append.ts"
import * as Box from "./internal/box.ts"
import * as Chain from "./internal/chain.ts"
import { checkFiles, named } from "./internal/checkFiles.ts"
import { checkRows } from "./internal/checkRows.ts"
import { checkSeals } from "./internal/checkSeals.ts"
import * as Column from "./internal/column.ts"
import { rebuild } from "./internal/rebuild.ts"
import { snapshot } from "./internal/snapshot.ts"
import type { Head } from "./Seal.ts"
import { Store } from "./Store.ts"

/** What was looked at, and what was found. */
export interface Verdict {
  readonly association: string
  readonly streams: number
  readonly events: number
  /** Words beside events: as they were written, erased, or not looked at because their key is not in the ring. */
  readonly words: { readonly kept: number; readonly erased: number; readonly closed: number }
  /** Photos and files: as their ids commit to, erased, or not looked at because their key is not in the ring. */
  readonly files: { readonly kept: number; readonly erased: number; readonly closed: number }
  readonly seals: number
  /** The last position under a seal; what came later is held by the chains alone. */
  readonly sealedTo: number
  /** Ids of the events whose words were erased. */
  readonly erased: ReadonlyArray<string>
  /** Empty when everything is as it was. */
  readonly findings: ReadonlyArray<Finding>
}

interface Row {
  readonly stream: string
  readonly version: number
  readonly id: string
  readonly type: string
  readonly lineage: string | null
  readonly unit: string | null
  readonly period: string
  readonly recorded_at: Date
  readonly body: string
  readonly words: string | null
  readonly link: string | null
  readonly box: string | null
  readonly salt: string | null
  readonly erased: boolean
}

/** Streams looked at in one go. */
const page = 200

/** What stands in columns of its own says the same as the body and the stream. */
const agrees = (row: Row): boolean => {
  const about = aboutOf(row.stream)
  const body = JSON.parse(row.body) as { readonly type?: unknown; readonly id?: unknown; readonly recordedAt?: unknown }
  return (
    body.type === row.type &&
    body.id === row.id &&
    Date.parse(String(body.recordedAt)) === row.recorded_at.getTime() &&
    about.lineage === row.lineage &&
    about.unit === row.unit &&
    about.period === row.period
  )
}

type Words = "none" | "kept" | "erased" | "closed" | "changed" | "removed" | "returned"

/** How the words stand; those that open are told to `seen`. */
const wordsOf = ({ association, keys }: Store["Service"], row: Row, seen: (words: string) => void): Words => {
  if (row.words === null) return "none"
  if (row.box === null) return row.erased ? "erased" : "removed"
  if (row.erased) return "returned"
  const spot = { association, table: "beside", row: row.id, column: "words" }
  const salt = row.salt === null ? null : Buffer.from(row.salt, "hex")
  const opened = Box.open(keys, salt, spot, row.box)
  if (Result.isFailure(opened)) return opened.failure.reason._tag === "MissingKey" ? "closed" : "changed"
  if (salt === null || Chain.commitment(salt, opened.success) !== row.words) return "changed"
  seen(opened.success)
  return "kept"
}

const once = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> => {
  const seen = new Set<string>()
  return findings.filter(({ of, kind, stream, version, id, position }) => {
    const key = JSON.stringify([of, kind, id ?? [stream, version, position]])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/**
 * Checks the whole association against itself, and against a head that was kept outside when one is given. Reads
 * everything once, page by page.
 */
export const verify = (options: { readonly head?: Head } = {}): Effect.Effect<Verdict, SqlError, Store> =>
  Effect.flatMap(Store, (store) => {
    const { association, sql } = store
    const readPage = (after: string) =>
      sql.unsafe<{ id: bigint; name: string; version: number }>(
        `SELECT id, name, version FROM lienhoi.stream WHERE association = $1 AND id > $2::bigint ORDER BY id LIMIT ${page}`,
        [association, after]
      )
    const readRows = (ids: ReadonlyArray<string>) =>
      sql.unsafe<Row>(
        `SELECT s.name AS stream, e.version, e.id, e.type, e.lineage, e.unit, e.period, e.recorded_at, e.body::text AS body,
           encode(e.words, 'hex') AS words, encode(e.chain, 'hex') AS link,
           b.words AS box, encode(b.salt, 'hex') AS salt,
           EXISTS (SELECT 1 FROM lienhoi.erasure AS r
             WHERE r.association = $1 AND r.kind = 'event' AND r.subject = e.id) AS erased
         FROM unnest($2::text[]) AS q (id)
         JOIN lienhoi.stream AS s ON s.association = $1 AND s.id = q.id::bigint
         CROSS JOIN LATERAL (
           SELECT * FROM lienhoi.event WHERE association = $1 AND period = s.period AND stream = s.id OFFSET 0
         ) AS e
         LEFT JOIN lienhoi.beside AS b ON b.association = $1 AND b.event = e.id`,
        [association, Column.texts(ids, (id) => id)]
      )

    return snapshot(
      store,
      Effect.gen(function* () {
        const findings: Array<Finding> = []
        const erased: Array<string> = []
        const wanted = new Set<string>()
        const look = (words: string) => {
          for (const id of named(words)) wanted.add(id)
        }
        const count = { streams: 0, events: 0, kept: 0, closed: 0 }
        for (let after = "0"; ; ) {
          const streams = yield* readPage(after)
          if (streams.length === 0) break
          after = String(streams.at(-1)!.id)
          const rows = Map.groupBy(yield* readRows(streams.map(({ id }) => String(id))), ({ stream }) => stream)
          for (const { name, version } of streams) {
            const own = rows.get(name) ?? []
            count.streams += version > 0 || own.length > 0 ? 1 : 0
            count.events += own.length
            for (const fault of rebuild(association, name, version, own))
              findings.push({ of: "event", stream: name, position: null, ...fault })
            for (const row of own) {
              const at = { stream: name, version: row.version, id: row.id, position: null }
              if (!agrees(row)) findings.push({ of: "event", kind: "changed", ...at })
              const words = wordsOf(store, row, look)
              if (words === "erased") erased.push(row.id)
              else if (words === "kept" || words === "closed") count[words] += 1
              else if (words !== "none") findings.push({ of: "words", kind: words, ...at })
            }
          }
        }
        findings.push(...(yield* checkRows(store)))
        const files = yield* checkFiles(store, wanted)
        findings.push(...files.findings)
        const seals = yield* checkSeals(store, options.head ?? null)
        return {
          association,
          streams: count.streams,
          events: count.events,
          words: { kept: count.kept, erased: erased.length, closed: count.closed },
          files: files.count,
          seals: seals.seals,
          sealedTo: seals.sealedTo,
          erased: erased.sort(),
          findings: once([...findings, ...seals.findings])
        }
      })
    )
  })
