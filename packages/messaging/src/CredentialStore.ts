/**
 * Where adapters keep what opens a vendor's door: tokens that are renewed and die when used twice. One holder at a time
 * renews (a lease), and a new value replaces exactly the one that was read (compare-and-set): a refresh token that is
 * good for one use is never used by two machines.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A stored secret. `version` grows by one with every replacement. */
export interface Credential {
  readonly name: string
  readonly version: number
  readonly value: Redacted.Redacted<string>
  /** When the value stops working; `null` when it does not say. */
  readonly expires: Instant | null
}

/** The right to renew one credential, until it runs out. */
export interface Lease {
  readonly name: string
  readonly holder: string
  readonly until: Instant
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

/** Why the store did not do it. */
export class CredentialError extends Schema.TaggedError<CredentialError>()("CredentialError", {
  name: Schema.String,
  reason: Schema.Union([Superseded, LeaseLost, Unavailable])
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
        readonly expires: Instant | null
      }
    ) => Effect.Effect<Credential, CredentialError>
    readonly release: (lease: Lease) => Effect.Effect<void, CredentialError>
  }
>()("@lienhoi/messaging/CredentialStore") {}
