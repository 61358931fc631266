import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Answers that are good for a while, by key. A failure is not remembered. */
export const make = <A>(lasting: number) => {
  const kept = new Map<string, { readonly value: A; readonly until: number }>()
  return {
    get: <E>(key: string, ask: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const found = kept.get(key)
        if (found !== undefined && found.until > now) return Effect.succeed(found.value)
        return Effect.tap(ask, (value) => Effect.sync(() => kept.set(key, { value, until: now + lasting })))
      }),
    put: (key: string, value: A): Effect.Effect<void> =>
      Effect.map(Clock.currentTimeMillis, (now) => void kept.set(key, { value, until: now + lasting })),
    forget: (key: string): void => void kept.delete(key)
  }
}
