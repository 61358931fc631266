/** Sessions, links and tries in memory: for tests, demonstrations and a single server that may forget. */
import * as SessionTokens from "@lienhoi/report/SessionTokens"
import * as Tries from "@lienhoi/report/Tries"
import * as Effect from "effect/Effect"
import type * as SignIn from "./signInOptions.ts"

/** Keeps sessions and links in memory. */
export const memoryTokens = (): SignIn.Tokens => {
  const tokens = Effect.runSync(Effect.provide(SessionTokens.SessionTokens, SessionTokens.layerMemory))
  return {
    put: (hash, kept) => Effect.runPromise(tokens.put(hash, kept)),
    get: (hash) => Effect.runPromise(tokens.get(hash)),
    take: (hash) => Effect.runPromise(tokens.take(hash)),
    shorten: (hash, until) => Effect.runPromise(tokens.shorten(hash, until)),
    endAll: (account, but) => Effect.runPromise(tokens.endAll(account, but))
  }
}

/** Counts tries in memory. */
export const memoryTries = (): SignIn.Tries => {
  const tries = Effect.runSync(Effect.provide(Tries.Tries, Tries.layerMemory))
  return {
    take: (key, limit, at) => Effect.runPromise(tries.take(key, limit, at)),
    forget: (key, at) => Effect.runPromise(tries.forget(key, at))
  }
}
