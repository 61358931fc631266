/**
 * Runs several workers one step at a time. A worker stops at each gate and goes on when it is told to, so a schedule is
 * a list of names, and the same list always gives the same history. A worker that is abandoned at a gate has crashed:
 * nothing of it runs any more, no finalizer either.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

/** One worker's thread. */
export interface Turn {
  /** Stops here until the next {@link Turn.step}. */
  readonly gate: (name: string) => Effect.Effect<void>
  /** Lets the worker go on to its next gate, or to its end. */
  readonly step: Effect.Effect<void>
  /** The gate at which it stands; `null` before it started. */
  readonly standing: () => string | null
}

/** Starts `program` as a worker; it runs up to its first gate at the first step. */
export const start = (program: (turn: Turn) => Effect.Effect<void>): Turn => {
  let at: string | null = null
  let open: Deferred.Deferred<void> | null = null
  let arrived: Deferred.Deferred<void> = Deferred.makeUnsafe()
  const turn: Turn = {
    gate: (name) =>
      Effect.suspend(() => {
        at = name
        open = Deferred.makeUnsafe()
        Deferred.doneUnsafe(arrived, Effect.void)
        return Deferred.await(open)
      }),
    step: Effect.suspend(() => {
      arrived = Deferred.makeUnsafe()
      const end = Effect.sync(() => void Deferred.doneUnsafe(arrived, Effect.void))
      const begin = Effect.asVoid(Effect.forkDetach(Effect.ensuring(program(turn), end)))
      const go = open === null ? begin : Effect.asVoid(Deferred.succeed(open, undefined))
      return Effect.andThen(go, Deferred.await(arrived))
    }),
    standing: () => at
  }
  return turn
}
