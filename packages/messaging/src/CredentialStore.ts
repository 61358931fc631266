/**
 * Where adapters keep what opens a vendor's door: tokens that are renewed and die when used twice. One holder at a time
 * renews (a lease), and a new value replaces exactly the one that was read (compare-and-set): a refresh token that is
 * good for one use is never used by two machines.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A stored secret. `version` grows by one with every replacement. */
export interface Credential {
  readonly name: string
  readonly version: number
  readonly value: Redacted.Redacted<string>
  /** When the value stops working; `null` when it does not say. */
  readonly expires: Instant.Instant | null
}

/** The right to renew one credential, until it runs out. */
export interface Lease {
  readonly name: string
  readonly holder: string
  readonly until: Instant.Instant
  /** A fresh number for each lease: a holder whose lease ran out is told apart from the next. */
  readonly token: number
}

/** Why a credential was not replaced or not read. */
export class Superseded extends Schema.TaggedError<Superseded>()("Superseded", {
  expected: Schema.Int,
  actual: Schema.Int
}) {
  readonly isRetryable = false
}
/** The lease ran out or belongs to somebody else. */
export class LeaseLost extends Schema.TaggedError<LeaseLost>()("LeaseLost", { holder: Schema.String }) {
  readonly isRetryable = true
}
/** The store cannot be reached. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** What is kept does not open with the keys that are there. Trying again does not help. */
export class Unreadable extends Schema.TaggedError<Unreadable>()("Unreadable", { cause: Schema.Defect() }) {
  readonly isRetryable = false
}

/** Why the store did not do it. */
export class CredentialError extends Schema.TaggedError<CredentialError>()("CredentialError", {
  name: Schema.String,
  reason: Schema.Union([Superseded, LeaseLost, Unavailable, Unreadable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps credentials. */
export class CredentialStore extends Context.Service<
  CredentialStore,
  {
    readonly read: (name: string) => Effect.Effect<Credential | null, CredentialError>
    /** The lease, or `null` while somebody else holds it. */
    readonly lease: (
      name: string,
      options: { readonly holder: string; readonly lasting: Duration.Input }
    ) => Effect.Effect<Lease | null, CredentialError>
    /** Replaces version `expected` (0 for a credential that does not exist yet) while the lease holds. */
    readonly replace: (
      lease: Lease,
      options: {
        readonly expected: number
        readonly value: Redacted.Redacted<string>
        readonly expires: Instant.Instant | null
      }
    ) => Effect.Effect<Credential, CredentialError>
    readonly release: (lease: Lease) => Effect.Effect<void, CredentialError>
  }
>()("@lienhoi/messaging/CredentialStore") {}

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const refuse = (name: string, reason: CredentialError["reason"]) => Effect.fail(new CredentialError({ name, reason }))

/** Keeps credentials in memory: for tests, and for apps that ask for a token at every start. */
export const layerMemory: Layer.Layer<CredentialStore> = Layer.sync(CredentialStore, () => {
  const credentials = new Map<string, Credential>()
  const leases = new Map<string, Lease>()
  let tokens = 0
  const holds = (lease: Lease, at: Instant.Instant): boolean => {
    const current = leases.get(lease.name)
    return current?.token === lease.token && current.until > at
  }
  return CredentialStore.of({
    read: (name) => Effect.sync(() => credentials.get(name) ?? null),
    lease: (name, { holder, lasting }) =>
      Effect.map(now, (at) => {
        const current = leases.get(name)
        if (current !== undefined && current.until > at) return null
        const until = Instant.fromMillis(Instant.toMillis(at) + Duration.toMillis(lasting))
        const lease: Lease = { name, holder, until, token: ++tokens }
        leases.set(name, lease)
        return lease
      }),
    replace: (lease, { expected, value, expires }) =>
      Effect.flatMap(now, (at) => {
        const { name, holder } = lease
        if (!holds(lease, at)) return refuse(name, new LeaseLost({ holder }))
        const actual = credentials.get(name)?.version ?? 0
        if (actual !== expected) return refuse(name, new Superseded({ expected, actual }))
        const credential: Credential = { name, version: actual + 1, value, expires }
        credentials.set(name, credential)
        return Effect.succeed(credential)
      }),
    release: (lease) =>
      Effect.sync(() => {
        if (leases.get(lease.name)?.token === lease.token) leases.delete(lease.name)
      })
  })
})
