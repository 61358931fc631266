/**
 * The tokens of one Official Account, kept alive by any number of processes. A refresh token is good once, so:
 *
 * - one process at a time renews, under a lease of the `CredentialStore`; others go on with the access token there is;
 * - that the refresh token leaves is written before it leaves, and the new pair is written before it is used;
 * - once its answer was read a refresh token is never sent again; after a lost answer or a crash exactly once more;
 * - then the account has to be connected anew, which {@link Keeper.standing} says while the access token still works.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Semaphore from "effect/Semaphore"
import * as Pair from "./internal/pair.ts"
import * as Law from "./Law.ts"
import * as OAuth from "./OAuth.ts"
import type { Settings } from "./Settings.ts"
import { Transport } from "./Transport.ts"
import { ZaloError as Failure, NotSent, Reconnect, type ZaloError } from "./ZaloError.ts"

/** How an account stands. */
export interface Standing {
  /** `renewing`: a renewal got no answer yet and is tried once more. */
  readonly state: "not-connected" | "connected" | "renewing" | "reconnect-needed"
  /** Until when messages can go without anybody doing anything; `null` when not connected. */
  readonly accessUntil: Instant.Instant | null
  /** Until when the pair can be renewed, as far as Zalo says; `null` when not connected or not any more. */
  readonly refreshUntil: Instant.Instant | null
  /** What Zalo answered the renewal with, when it refused. */
  readonly code: string | null
}

/** Keeps the tokens of one account. */
export interface Keeper {
  /** An access token that works; renews first when it is time. */
  readonly access: Effect.Effect<Redacted.Redacted<string>, ZaloError>
  /** Zalo refuses this access token: another one, renewed if need be. */
  readonly instead: (refused: Redacted.Redacted<string>) => Effect.Effect<Redacted.Redacted<string>, ZaloError>
  /** Takes over a pair an administrator has just granted. */
  readonly adopt: (grant: OAuth.Grant) => Effect.Effect<void, ZaloError>
  /** How the account stands, as the store knows it. */
  readonly standing: Effect.Effect<Standing, ZaloError>
  /**
   * A person put right what made Zalo refuse (a wrong app secret, an app that was switched off): the refresh token may
   * leave once more. Only a person decides this.
   */
  readonly reopen: Effect.Effect<void, ZaloError>
}

/** What came of one try to renew. */
type Renewal = "renewed" | "fresh" | "busy" | "not-connected" | "spent" | "waiting" | "lost" | "offline"

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

/** An access token counts as over a minute early: clocks differ and requests take their time. */
const margin = 60_000

const fail = (reason: ZaloError["reason"]) => Effect.fail(new Failure({ product: "oauth", call: "token", reason }))

const offline = () => fail(new NotSent({ why: "store" }))

const why: { readonly [R in Renewal]: Reconnect["why"] } = {
  renewed: "expired",
  fresh: "expired",
  busy: "waiting",
  "not-connected": "not-connected",
  spent: "refused",
  waiting: "waiting",
  lost: "no-answer",
  offline: "waiting"
}

/** The keeper of the account of these settings. `holder` names this process in leases. */
export const make = (
  settings: Settings,
  options: { readonly holder?: string } = {}
): Effect.Effect<Keeper, never, Transport | CredentialStore.CredentialStore> =>
  Effect.gen(function* () {
    const transport = yield* Transport
    const store = yield* CredentialStore.CredentialStore
    const law = Law.over(settings.law ?? {})
    const name = `zalo/${settings.appId}/${settings.oaId}`
    const holder = options.holder ?? `zalo-${yield* Random.nextIntBetween(1, Number.MAX_SAFE_INTEGER)}`
    const turn = yield* Semaphore.make(1)
    let held: Pair.Pair | null = null

    const lasting = `${3 * law.answerWithin} millis` as const
    const lease = store.lease(name, { holder, lasting })

    const read = Effect.map(store.read(name), (found) => {
      held = found === null ? null : Pair.open(found.value)
      return found === null || held === null ? null : { version: found.version, pair: held }
    })

    const write = (by: CredentialStore.Lease, expected: number, pair: Pair.Pair) =>
      store.replace(by, { expected, value: Pair.seal(pair), expires: pair.accessUntil })

    const works = (pair: Pair.Pair, at: Instant.Instant): boolean =>
      Instant.toMillis(pair.accessUntil) - margin > Instant.toMillis(at)

    const isDue = (pair: Pair.Pair, at: Instant.Instant): boolean => {
      const from = Instant.toMillis(pair.from)
      return Instant.toMillis(at) >= from + law.renewAfter * (Instant.toMillis(pair.accessUntil) - from)
    }

    /**
     * Writes what an answer says of a refresh token that left. It must not get lost: a lease that ran out is taken again,
     * a store that is down is waited for. When another pair has come in meanwhile there is nothing to write.
     */
    const settle = (by: CredentialStore.Lease, version: number, spent: string, next: Pair.Pair, times = 600) =>
      Effect.gen(function* () {
        const direct = yield* Effect.result(write(by, version, next))
        if (Result.isSuccess(direct)) return true
        if (direct.failure.reason._tag === "Unavailable") return yield* direct.failure
        yield* Effect.ignore(store.release(by))
        const again = yield* lease
        if (again === null) return yield* new CredentialStore.LeaseLost({ holder })
        const found = yield* read
        if (found !== null && found.pair.refresh === spent) yield* write(again, found.version, next)
        yield* Effect.ignore(store.release(again))
        return found !== null && (found.pair.refresh === spent || found.pair.refresh === next.refresh)
      }).pipe(Effect.retry({ schedule: Schedule.spaced("1 second"), times }))

    const pairOf = (grant: OAuth.Grant, at: Instant.Instant): Pair.Pair => ({
      access: Redacted.value(grant.access),
      refresh: Redacted.value(grant.refresh),
      from: at,
      accessUntil: OAuth.until(at, grant.lasting),
      refreshUntil: OAuth.until(at, law.refreshLife),
      sent: 0,
      sentAt: null,
      refused: null
    })

    const renewUnder = (by: CredentialStore.Lease, refused: string | null) =>
      Effect.gen(function* () {
        const found = yield* read
        if (found === null) return "not-connected" as const
        const { version, pair } = found
        const at = yield* now
        if (pair.access !== refused && !isDue(pair, at)) return "fresh" as const
        if (pair.refused !== null || pair.sent >= 2) return "spent" as const
        const isEarly =
          pair.sentAt !== null && Instant.toMillis(at) < Instant.toMillis(pair.sentAt) + law.secondTryAfter
        if (isEarly && works(pair, at) && pair.access !== refused) return "waiting" as const
        const left: Pair.Pair = { ...pair, sent: pair.sent + 1, sentAt: at }
        const mark = yield* Effect.result(write(by, version, left))
        if (Result.isFailure(mark)) {
          // Whether the mark was kept nobody knows, but nothing left.
          yield* settle(by, version, pair.refresh, pair, 5)
          return "offline" as const
        }
        const marked = mark.success
        const answer = yield* Effect.result(OAuth.refresh(transport, settings, Redacted.make(pair.refresh)))
        if (Result.isSuccess(answer)) {
          const next = pairOf(answer.success, yield* now)
          if (yield* settle(by, marked.version, pair.refresh, next)) held = next
          return "renewed" as const
        }
        const { failure } = answer
        if (failure.isUnknown) {
          held = left
          return "lost" as const
        }
        if (failure.reason._tag === "NotSent") {
          // Nothing left: as if it had not been tried.
          yield* settle(by, marked.version, pair.refresh, pair)
          return "offline" as const
        }
        const code = failure.reason._tag === "Unknown" ? failure.reason.code : failure.reason._tag
        const ended = { ...left, refused: code }
        yield* settle(by, marked.version, pair.refresh, ended)
        held = ended
        return "spent" as const
      })

    /** From the lease to the written answer nothing is broken off. */
    const renew = (refused: string | null): Effect.Effect<Renewal, ZaloError> =>
      Effect.uninterruptible(
        Effect.gen(function* () {
          const by = yield* lease
          if (by === null) return "busy" as const
          return yield* Effect.ensuring(renewUnder(by, refused), Effect.ignore(store.release(by)))
        })
      ).pipe(
        Effect.catchIf(
          (error) => error instanceof CredentialStore.CredentialError && error.reason._tag !== "Unavailable",
          () => Effect.succeed("busy" as const)
        ),
        Effect.catch(offline)
      )

    const refreshHeld = Effect.catch(read, () =>
      held === null ? offline() : Effect.succeed({ version: 0, pair: held })
    )

    /** One renewal at a time in this process; who has a token that works does not wait for it. */
    const obtain = (refused: string | null, waited: number): Effect.Effect<Redacted.Redacted<string>, ZaloError> =>
      Effect.gen(function* () {
        const known = held === null ? null : { at: yield* now, pair: held }
        if (
          known !== null &&
          known.pair.access !== refused &&
          !isDue(known.pair, known.at) &&
          works(known.pair, known.at)
        )
          return Redacted.make(known.pair.access)
        const found = yield* refreshHeld
        if (found === null) return yield* fail(new Reconnect({ why: "not-connected" }))
        const at = yield* now
        const isGood = (pair: Pair.Pair, moment: Instant.Instant) => pair.access !== refused && works(pair, moment)
        if (isGood(found.pair, at) && !isDue(found.pair, at)) return Redacted.make(found.pair.access)
        const tried = yield* turn.withPermitsIfAvailable(1)(
          Effect.catch(renew(refused), () => Effect.succeed<Renewal>("offline"))
        )
        const renewal = Option.getOrElse(tried, (): Renewal => "busy")
        const latest = held ?? found.pair
        if (isGood(latest, yield* now)) return Redacted.make(latest.access)
        if (renewal === "busy" && waited < 2 * 3 * law.answerWithin) {
          yield* Effect.sleep("500 millis")
          return yield* obtain(refused, waited + 500)
        }
        return yield* renewal === "offline" ? offline() : fail(new Reconnect({ why: why[renewal] }))
      })

    const standing = Effect.gen(function* () {
      const found = yield* Effect.catch(read, offline)
      if (found === null)
        return { state: "not-connected", accessUntil: null, refreshUntil: null, code: null } satisfies Standing
      const { pair } = found
      const isSpent = pair.refused !== null || pair.sent >= 2
      return {
        state: isSpent ? "reconnect-needed" : pair.sent > 0 ? "renewing" : "connected",
        accessUntil: pair.accessUntil,
        refreshUntil: isSpent ? null : pair.refreshUntil,
        code: pair.refused
      } satisfies Standing
    })

    const change = (next: (pair: Pair.Pair | null) => Effect.Effect<Pair.Pair | null>) =>
      Effect.gen(function* () {
        const by = yield* lease
        if (by === null) return yield* new CredentialStore.LeaseLost({ holder })
        yield* Effect.gen(function* () {
          const found = yield* store.read(name)
          const pair = yield* next(found === null ? null : Pair.open(found.value))
          if (pair === null) return
          yield* write(by, found?.version ?? 0, pair)
          held = pair
        }).pipe(Effect.ensuring(Effect.ignore(store.release(by))))
      }).pipe(
        Effect.uninterruptible,
        Effect.retry({ schedule: Schedule.spaced("1 second"), times: (4 * law.answerWithin) / 1000 }),
        Effect.catch(offline)
      )

    return {
      access: obtain(null, 0),
      instead: (refused) => obtain(Redacted.value(refused), 0),
      adopt: (grant) => change(() => Effect.map(now, (at) => pairOf(grant, at))),
      standing,
      reopen: change((pair) => Effect.succeed(pair === null ? null : { ...pair, sent: 0, sentAt: null, refused: null }))
    }
  })
