/**
 * A stage for the law Token: the token service of Zalo as far as the law needs it, a store that keeps what reaches it,
 * and processes that may lose answers, lose the store or die at any of their steps.
 */
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Token from "@lienhoi/zalo/Token"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

/** What becomes of one call of the token service; `frozen`: the process stands still for longer than its lease. */
export type Fate = "answered" | "lost-after" | "lost-before" | "page" | "not-sent" | "slow" | "frozen"

/** What happened, in order. */
export type Happened =
  | { readonly what: "left"; readonly token: string; readonly by: string }
  | { readonly what: "answered"; readonly token: string; readonly by: string }
  | {
      readonly what: "kept"
      readonly by: string
      readonly access: string
      readonly refresh: string
      readonly sent: number
      readonly refused: boolean
    }
  | { readonly what: "used"; readonly access: string; readonly by: string }
  | { readonly what: "died"; readonly by: string }

export const settings = {
  appId: "1000000000000000001",
  appSecret: Redacted.make("app-secret-for-tests"),
  oaId: "4000000000000000004"
}

/** The service: one refresh token lives, each refresh kills it and gives the next. */
const makeService = () => {
  let number = 1
  const service = {
    live: "RT1",
    /** Somebody else who holds the token uses it. */
    steal: () => service.turn(),
    turn: () => {
      number += 1
      service.live = `RT${number}`
      return { access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: "90000" }
    },
    answer: (token: string): string =>
      JSON.stringify(
        token === service.live
          ? service.turn()
          : { error_name: "Invalid refresh token", error_reason: "used", error_description: "" }
      )
  }
  return service
}

/** The stage of one story. */
export const makeStage = Effect.gen(function* () {
  const service = makeService()
  const story: Array<Happened> = []
  const fates: Array<Fate> = []
  const store = Context.get(yield* Layer.build(CredentialStore.layerMemory), CredentialStore.CredentialStore)

  /** A process: its keeper, its name, and the steps it still has to live. `outages` are steps at which the store is away. */
  const process = (name: string, steps: number, outages: ReadonlySet<number>) =>
    Effect.gen(function* () {
      let taken = 0
      let isDead = false
      const step = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
        Effect.suspend(() => {
          taken += 1
          if (taken > steps && !isDead) {
            isDead = true
            story.push({ what: "died", by: name })
          }
          return isDead ? Effect.never : effect
        })
      const away = <A>(effect: Effect.Effect<A, CredentialStore.CredentialError>) =>
        step(
          Effect.suspend(() =>
            outages.has(taken)
              ? Effect.fail(
                  new CredentialStore.CredentialError({
                    name: "zalo",
                    reason: new CredentialStore.Unavailable({ cause: "away" })
                  })
                )
              : effect
          )
        )
      const mine = CredentialStore.CredentialStore.of({
        read: (key) => away(store.read(key)),
        lease: (key, options) => away(store.lease(key, options)),
        release: (lease) => away(store.release(lease)),
        replace: (lease, next) =>
          away(
            Effect.tap(store.replace(lease, next), () =>
              Effect.sync(() => {
                const pair = JSON.parse(Redacted.value(next.value))
                const { access, refresh, sent, refused } = pair
                story.push({ what: "kept", by: name, access, refresh, sent, refused: refused !== null })
              })
            )
          )
      })
      const transport = Transport.Transport.of({
        send: ({ body }) =>
          step(
            Effect.gen(function* () {
              const token = new URLSearchParams(String(body)).get("refresh_token") ?? ""
              const fate = fates.shift() ?? "answered"
              if (fate === "not-sent") return yield* new Transport.NotSent({ why: "ECONNREFUSED" })
              story.push({ what: "left", token, by: name })
              if (fate === "lost-before") {
                yield* Effect.sleep("20 seconds")
                return yield* new Transport.Lost({ why: "timeout" })
              }
              const text = service.answer(token)
              yield* Effect.sleep(fate === "frozen" ? "90 seconds" : fate === "slow" ? "15 seconds" : "200 millis")
              if (fate === "lost-after") return yield* new Transport.Lost({ why: "ECONNRESET" })
              if (fate === "page") return { status: 502, headers: {}, text: "<html>Bad Gateway</html>" }
              return yield* step(
                Effect.sync(() => {
                  story.push({ what: "answered", token, by: name })
                  return { status: 200, headers: {}, text }
                })
              )
            })
          )
      })
      const keeper = yield* Token.make(settings, { holder: name }).pipe(
        Effect.provideService(Transport.Transport, transport),
        Effect.provideService(CredentialStore.CredentialStore, mine)
      )
      const use = Effect.tap(keeper.access, (access) =>
        Effect.sync(() => void story.push({ what: "used", access: Redacted.value(access), by: name }))
      )
      return { name, keeper, use, isDead: () => isDead }
    })

  return { service, story, fates, process, store }
})
