/**
 * What the driver says, in our words.
 */
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
