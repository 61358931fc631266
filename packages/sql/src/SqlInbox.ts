/**
 * The de-duplication of what comes in, kept in the database. Who handles an event holds it for a while and shows that it
 * lives; the event counts when the handling has ended well. A handler that dies lets go when its time is over, and a
 * repetition gets its chance.
 *
 * @since 0.1.0
 */
import { randomUUID } from "node:crypto"
import type { Inbound } from "@lienhoi/messaging/Inbound"
import { Inbox, InboxError } from "@lienhoi/messaging/Inbox"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

/** How it is handled. */
export interface Options {
  /** A handler that shows no life for so long counts as dead; one minute when not given. */
  readonly patience?: Duration.Input
}

const unavailable = (cause: unknown): InboxError => new InboxError({ cause })

/** Between two looks at an event that another process is handling. */
const look = Duration.millis(100)

/** One at a time for each key, in this process; nothing is kept of a key nobody waits for. */
const gates = () => {
  const open = new Map<string, { readonly gate: Semaphore.Semaphore; users: number }>()
  return <A, E, R>(key: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      const found = open.get(key) ?? { gate: Semaphore.makeUnsafe(1), users: 0 }
      open.set(key, found)
      found.users += 1
      const leave = Effect.sync(() => {
        found.users -= 1
        if (found.users === 0) open.delete(key)
      })
      return Effect.ensuring(found.gate.withPermits(1)(effect), leave)
    })
}

const make = ({ patience = "1 minute" }: Options) =>
  Effect.map(Store, (store) => {
    const { association, sql, transaction } = store
    const one = gates()
    const span = Duration.toMillis(patience)
    const until = Effect.map(Clock.currentTimeMillis, (now) => [new Date(now), new Date(now + span)] as const)

    const attempt = ({ channel, id }: Inbound, handler: string) =>
      Effect.flatMap(until, ([now, end]) =>
        transaction(
          Effect.gen(function* () {
            const [mine] = yield* sql.unsafe(
              `INSERT INTO lienhoi.inbox AS i (association, channel, id, handler, until) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (association, channel, id) DO UPDATE SET handler = $4, until = $5
               WHERE i.received_at IS NULL AND i.until <= $6 RETURNING 1`,
              [association, channel, id, handler, end, now]
            )
            if (mine !== undefined) return "mine"
            const [row] = yield* sql.unsafe<{ done: boolean }>(
              `SELECT received_at IS NOT NULL AS done FROM lienhoi.inbox
               WHERE association = $1 AND channel = $2 AND id = $3`,
              [association, channel, id]
            )
            return row?.done === true ? "done" : "busy"
          })
        )
      )

    const renew = (handler: string) =>
      Effect.flatMap(until, ([, end]) =>
        transaction(
          sql.unsafe("UPDATE lienhoi.inbox SET until = $3 WHERE association = $1 AND handler = $2", [
            association,
            handler,
            end
          ])
        )
      ).pipe(Effect.ignore, Effect.delay(Duration.millis(span / 3)), Effect.forever)

    const done = (handler: string) =>
      Effect.flatMap(until, ([now]) =>
        transaction(
          sql.unsafe(
            "UPDATE lienhoi.inbox SET received_at = $3, handler = NULL, until = NULL WHERE association = $1 AND handler = $2",
            [association, handler, now]
          )
        )
      )

    const letGo = (handler: string) =>
      Effect.ignore(
        transaction(
          sql.unsafe("DELETE FROM lienhoi.inbox WHERE association = $1 AND handler = $2", [association, handler])
        )
      )

    const receive = <A, E, R>(
      event: Inbound,
      handle: (event: Inbound) => Effect.Effect<A, E, R>
    ): Effect.Effect<"received" | "seen-before", E | InboxError, R> =>
      Effect.gen(function* () {
        const handler = randomUUID()
        let standing = yield* orOutage(unavailable)(attempt(event, handler))
        while (standing === "busy") {
          yield* Effect.sleep(look)
          standing = yield* orOutage(unavailable)(attempt(event, handler))
        }
        if (standing === "done") return "seen-before"
        return yield* Effect.raceFirst(handle(event), renew(handler)).pipe(
          Effect.andThen(orOutage(unavailable)(done(handler))),
          Effect.onExit((exit) => (Exit.isSuccess(exit) ? Effect.void : letGo(handler))),
          Effect.as("received" as const)
        )
      })

    return Inbox.of({
      receive: (event, handle) => one(JSON.stringify([event.channel, event.id]), receive(event, handle))
    })
  })

/** The inbox of the store's association. */
export const layer = (options: Options = {}): Layer.Layer<Inbox, never, Store> => Layer.effect(Inbox, make(options))
