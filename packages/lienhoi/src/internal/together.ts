/**
 * One run of some work for all who ask at the same time. Whoever asks is answered by a run that began after the asking,
 * so nobody is told what was so before.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

/** The work, shared. It does not end with the one who asked first. */
export const together = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
  let running: Deferred.Deferred<A, E> | null = null
  let next: Deferred.Deferred<A, E> | null = null
  const run = (mine: Deferred.Deferred<A, E>): Effect.Effect<void, never, R> =>
    Effect.flatMap(Effect.exit(work), (exit) =>
      Effect.suspend(() => {
        running = next
        next = null
        Deferred.doneUnsafe(mine, exit)
        return running === null ? Effect.void : run(running)
      })
    )
  return Effect.suspend(() => {
    if (running !== null) {
      next ??= Deferred.makeUnsafe()
      return Deferred.await(next)
    }
    const mine: Deferred.Deferred<A, E> = Deferred.makeUnsafe()
    running = mine
    return Effect.andThen(Effect.forkDetach(run(mine)), Deferred.await(mine))
  })
}
