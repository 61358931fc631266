/**
 * Group commit: what many fibers ask for at the same time goes to the database as one transaction, and each learns what
 * became of its own part. While one group is on its way the next one gathers; nobody waits for a timer.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"

/** How groups are made and carried out. */
export interface Options<In, Out, E> {
  /** At most so many in one group. */
  readonly limit: number
  /** At most so many groups on their way at once. */
  readonly parallel: number
  /** Carries a group out; one answer for each, in order. */
  readonly run: (group: ReadonlyArray<In>) => Effect.Effect<ReadonlyArray<Exit.Exit<Out, E>>>
}

/** Said to who asks when the store is being closed. */
const closed = new Error("the store is closed")

interface Waiting<In, Out, E> {
  readonly item: In
  readonly answer: Deferred.Deferred<Out, E>
}

/** Asks for one thing and waits for its answer. Interrupted before its group left, it is not carried out. */
export type Ask<In, Out, E> = (item: In) => Effect.Effect<Out, E>

export const make = <In, Out, E>(options: Options<In, Out, E>): Effect.Effect<Ask<In, Out, E>, never, Scope.Scope> =>
  Effect.gen(function* () {
    const { limit, parallel, run } = options
    const context = yield* Effect.context<never>()
    const waiting: Array<Waiting<In, Out, E>> = []
    const scope = yield* Effect.scope
    let running = 0

    const tell = (group: ReadonlyArray<Waiting<In, Out, E>>, exit: Exit.Exit<ReadonlyArray<Exit.Exit<Out, E>>>) => {
      for (const [i, { answer }] of group.entries())
        Deferred.doneUnsafe(answer, Exit.isSuccess(exit) ? exit.value[i]! : Exit.failCause(exit.cause))
    }

    const work: Effect.Effect<void> = Effect.gen(function* () {
      // Those who ask in the same breath go together.
      yield* Effect.yieldNow
      while (waiting.length > 0) {
        const group = waiting.splice(0, limit)
        yield* Effect.onExit(run(group.map(({ item }) => item)), (exit) => Effect.sync(() => tell(group, exit)))
      }
    }).pipe(
      Effect.ensuring(
        Effect.suspend(() => {
          running -= 1
          return waiting.length > 0 ? start : Effect.void
        })
      )
    )

    const start: Effect.Effect<void> = Effect.suspend(() => {
      if (running >= parallel) return Effect.void
      running += 1
      return Effect.asVoid(Effect.forkIn(Effect.provideContext(work, context), scope))
    })

    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        for (const { answer } of waiting.splice(0)) Deferred.doneUnsafe(answer, Exit.die(closed))
      })
    )

    return (item) =>
      Effect.suspend(() => {
        const one: Waiting<In, Out, E> = { item, answer: Deferred.makeUnsafe() }
        waiting.push(one)
        const withdraw = Effect.sync(() => {
          const at = waiting.indexOf(one)
          if (at >= 0) waiting.splice(at, 1)
        })
        return Effect.andThen(
          start,
          Effect.onInterrupt(Deferred.await(one.answer), () => withdraw)
        )
      })
  })
