/**
 * Seals: from time to time the events since the last seal are put under one Merkle root, and each seal covers the one
 * before it. The last one is the head. Kept outside the store, by somebody who cannot write to the store, it shows later
 * whether anything before it was changed or is gone.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { SqlError } from "effect/sql/SqlError"
import * as Chain from "./internal/chain.ts"
import { placeAll } from "./internal/place.ts"
import { Store } from "./Store.ts"

/** The last seal, as it is kept outside. */
export interface Head {
  readonly format: "lienhoi/head"
  readonly version: 1
  readonly association: string
  /** The number of the seal, from 1. */
  readonly number: number
  /** The position of the last event under it. */
  readonly last: number
  readonly sealedAt: string
  /** SHA-256 in hexadecimal; covers every seal before. */
  readonly hash: string
}

/** Events under one seal at most. */
const batch = 4_096

interface Last {
  readonly number: number
  readonly last: bigint
  readonly hash: string
  readonly sealed_at: Date
}

const readLast = ({ association, sql }: Store["Service"]) =>
  Effect.map(
    sql.unsafe<Last>(
      `SELECT number, last, encode(hash, 'hex') AS hash, sealed_at FROM lienhoi.seal
       WHERE association = $1 ORDER BY number DESC LIMIT 1`,
      [association]
    ),
    ([row]) => row ?? null
  )

const sealSome = (store: Store["Service"], at: Date) =>
  store.join(
    Effect.gen(function* () {
      const { association, sql } = store
      const before = yield* readLast(store)
      const first = Number(before?.last ?? 0) + 1
      const events = yield* sql.unsafe<{ position: bigint; id: string; chain: string | null }>(
        `SELECT n.position, n.id, encode((SELECT e.chain FROM lienhoi.event AS e WHERE e.association = $1
           AND e.period = n.period AND e.stream = n.stream AND e.version = n.version), 'hex') AS chain
         FROM lienhoi.entry AS n WHERE n.association = $1 AND n.position >= $2
         ORDER BY n.position LIMIT ${batch}`,
        [association, first]
      )
      if (events.length === 0) return 0
      const leaves = events.map(({ position, id, chain }) => Chain.leaf(Number(position), id, chain ?? Chain.zero))
      const sealed = {
        association,
        number: (before?.number ?? 0) + 1,
        first,
        last: Number(events.at(-1)!.position),
        root: Chain.root(leaves),
        sealedAt: at.toISOString()
      }
      // Who seals at the same time makes the same number; one of the two is kept.
      yield* sql.unsafe(
        `INSERT INTO lienhoi.seal (association, number, first, last, leaves, root, hash, sealed_at)
         VALUES ($1, $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), decode($7, 'hex'), $8::timestamptz)
         ON CONFLICT (association, number) DO NOTHING`,
        [
          association,
          sealed.number,
          sealed.first,
          sealed.last,
          leaves.join(""),
          sealed.root,
          Chain.seal(before?.hash ?? Chain.zero, sealed),
          sealed.sealedAt
        ]
      )
      return events.length
    })
  )

/** The last seal; `null` before the first. */
export const head: Effect.Effect<Head | null, SqlError, Store> = Effect.flatMap(Store, (store) =>
  Effect.map(store.join(readLast(store)), (found) =>
    found === null
      ? null
      : {
          format: "lienhoi/head",
          version: 1,
          association: store.association,
          number: found.number,
          last: Number(found.last),
          sealedAt: found.sealed_at.toISOString(),
          hash: found.hash
        }
  )
)

/** Seals everything that is committed and gives the new head; nothing new, no new seal. */
export const run: Effect.Effect<Head | null, SqlError, Store> = Effect.gen(function* () {
  const store = yield* Store
  yield* placeAll(store)
  const at = new Date(yield* Clock.currentTimeMillis)
  while ((yield* sealSome(store, at)) === batch);
  return yield* head
})

/** Seals again and again beside the work; a store that is out of reach for a time is tried again at the next turn. */
export const every = (interval: Duration.Input): Layer.Layer<never, never, Store> =>
  Layer.effectDiscard(
    Effect.forkScoped(
      run.pipe(
        Effect.catch((error) => Effect.logWarning("not sealed", error.reason._tag)),
        Effect.repeat(Schedule.spaced(Duration.fromInputUnsafe(interval)))
      )
    )
  )

const issue = Issue.from(
  Catalogue.make({
    "head.form": {
      vi: "Tệp này không phải dấu niêm phong của kho; lấy tệp do lệnh lienhoi store verify --keep ghi",
      en: "This file is no seal of a store; take one written by: lienhoi store verify --keep"
    }
  })
)

/** The head as a file to be kept outside. */
export const print = (head: Head): string => `${JSON.stringify(head)}\n`

/** Reads such a file. */
export const parse = (text: string): Issue.Checked<Head> => {
  try {
    const { format, version, association, number, last, sealedAt, hash } = JSON.parse(text) as Partial<Head>
    if (
      format === "lienhoi/head" &&
      version === 1 &&
      typeof association === "string" &&
      typeof sealedAt === "string" &&
      Number.isInteger(number) &&
      Number.isInteger(last) &&
      /^[0-9a-f]{64}$/.test(String(hash))
    )
      return Issue.ok({ format, version, association, number: number!, last: last!, sealedAt, hash: hash! })
  } catch {
    // Not JSON: the same thing to whoever gave the file.
  }
  return Issue.fail(issue("head.form"))
}
