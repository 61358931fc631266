/**
 * What the driver says, in our words.
 */
import * as Effect from "effect/Effect"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import { DiskFull, StoreError, Unreachable } from "../StoreError.ts"

/** The SQLSTATE of a failure, `null` when the server did not give one. */
export const stateOf = (error: SqlError): string | null => {
  for (
    let cause: unknown = error.reason.cause, depth = 0;
    depth < 4 && cause !== null && typeof cause === "object";
    depth++
  ) {
    const { code } = cause as { readonly code?: unknown }
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code
    cause = (cause as { readonly cause?: unknown }).cause
  }
  return null
}

const detailOf = (error: SqlError): string => {
  const { cause } = error.reason
  return cause instanceof Error
    ? cause.message
    : String((cause as { readonly message?: unknown })?.message ?? error.message)
}

/** Turns a failure of the driver while opening into one for the person who opens. */
export const failureOf =
  (where: string) =>
  (error: SqlError | StoreError): StoreError => {
    if (!isSqlError(error)) return error
    const state = stateOf(error)
    return new StoreError({
      reason:
        state === "53100"
          ? new DiskFull({ where, cause: error })
          : new Unreachable({ where, detail: detailOf(error), cause: error })
    })
  }

const outages: ReadonlySet<string> = new Set([
  "ConnectionError",
  "AuthenticationError",
  "DeadlockError",
  "SerializationError",
  "LockTimeoutError",
  "StatementTimeoutError"
])

/** Classes of SQLSTATE that pass: connection, resources (a full disk too), an operator's hand, the system below. */
const passing = /^(08|25P0[23]|40|53|55P03|57|58|XX)/

/**
 * Whether the store is out of reach for a time, and not our statement wrong. Nothing was kept then, except when the
 * connection broke during a commit.
 */
export const isOutage = (error: SqlError): boolean => {
  if (outages.has(error.reason._tag)) return true
  const state = stateOf(error)
  return state === null ? error.reason._tag === "UnknownError" : passing.test(state)
}

/** Whether nobody can say if the transaction was kept. */
export const isCut = (error: SqlError): boolean =>
  error.reason._tag === "ConnectionError" || /^(08|57P0[123])/.test(stateOf(error) ?? "")

/** What passes is the caller's to wait for; anything else is a mistake of ours, and a defect. */
export const orOutage =
  <E>(outage: (cause: SqlError) => E) =>
  <A, E1, R>(self: Effect.Effect<A, E1 | SqlError, R>): Effect.Effect<A, Exclude<E1, SqlError> | E, R> =>
    Effect.catch(
      self,
      (error: E1 | SqlError): Effect.Effect<never, Exclude<E1, SqlError> | E> =>
        isSqlError(error)
          ? isOutage(error)
            ? Effect.fail(outage(error))
            : Effect.die(error)
          : Effect.fail(error as Exclude<E1, SqlError>)
    )
