/**
 * The buckets of an association inside one claim: held from the first look to the commit, so claims take turns at them.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import * as Rate from "../Rate.ts"
import type { Store } from "../Store.ts"
import * as Column from "./column.ts"

/** What a claim does with buckets. */
export interface Buckets {
  /** A token of each bucket on the roads of this message: `null` when it got them, else when to come back. */
  readonly take: (payload: unknown) => Instant.Instant | null
  readonly keep: Effect.Effect<void, SqlError>
}

const open: Buckets = { take: () => null, keep: Effect.void }

/** Channels on the roads of a stored message; a text that is no message has none. */
const roadsOf = (payload: unknown): ReadonlyArray<string> => {
  const { to } = (payload ?? {}) as { readonly to?: { readonly roads?: ReadonlyArray<{ readonly channel: string }> } }
  return Array.isArray(to?.roads) ? to.roads.map(({ channel }) => channel) : []
}

/** Holds the buckets of all limited channels. A channel that is new gets a full one. */
export const hold = (
  { association, sql }: Store["Service"],
  rates: ReadonlyMap<string, Rate.Rate>
): Effect.Effect<Buckets, SqlError> =>
  rates.size === 0
    ? Effect.succeed(open)
    : Effect.gen(function* () {
        const channels = [...rates.keys()].toSorted()
        yield* sql.unsafe(
          `INSERT INTO lienhoi.rate (association, channel) SELECT $1, * FROM unnest($2::text[]) ON CONFLICT DO NOTHING`,
          [association, Column.texts(channels, (name) => name)]
        )
        const rows = yield* sql.unsafe<{ channel: string; full_at: number; promised: number }>(
          `SELECT channel, full_at, promised FROM lienhoi.rate WHERE association = $1 AND channel = ANY($2::text[])
           ORDER BY channel COLLATE "C" FOR UPDATE`,
          [association, Column.texts(channels, (name) => name)]
        )
        // Asked for after the lock: what another claim took lies before this moment.
        const [clock] = yield* sql.unsafe<{ now: number }>(
          "SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now"
        )
        const now = clock!.now
        const buckets = new Map(rows.map((row) => [row.channel, { full: row.full_at, promised: row.promised }]))
        let isTouched = false
        return {
          take: (payload) => {
            const limited = [...new Set(roadsOf(payload))].filter((channel) => buckets.has(channel))
            const asked = limited.map((channel) => ({
              channel,
              ...Rate.take(rates.get(channel)!, buckets.get(channel)!, now)
            }))
            if (asked.length === 0) return null
            isTouched = true
            const empty = asked.filter(({ again }) => again !== null)
            for (const { channel, bucket } of empty.length > 0 ? empty : asked) buckets.set(channel, bucket)
            return empty.length === 0
              ? null
              : Instant.fromMillis(Math.ceil(Math.max(...empty.map(({ again }) => again ?? 0))))
          },
          keep: Effect.suspend(() => {
            const kept = [...buckets]
            return isTouched
              ? Effect.asVoid(
                  sql.unsafe(
                    `UPDATE lienhoi.rate AS r SET full_at = n.full_at::float8, promised = n.promised::float8
                     FROM unnest($2::text[], $3::text[], $4::text[]) AS n (channel, full_at, promised)
                     WHERE r.association = $1 AND r.channel = n.channel`,
                    [
                      association,
                      Column.texts(kept, ([channel]) => channel),
                      Column.texts(kept, ([, { full }]) => String(full)),
                      Column.texts(kept, ([, { promised }]) => String(promised))
                    ]
                  )
                )
              : Effect.void
          })
        }
      })
