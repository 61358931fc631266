/**
 * A process of its own that keeps the tokens of one account on a shared store:
 * `node renewer.ts STORE ASSOCIATION HOSTS NAME MODE`. It says `ready`, waits for a line on its input, and then
 *
 * - `race`: replaces the access token it finds ten times, saying the new one each time;
 * - `die-before`: begins to renew and stops for good before the request leaves, saying `leaving`;
 * - `die-after`: stops for good when the answer is there and nobody has read it, saying `arrived`;
 * - `heir`: replaces the access token once, and says what came of it and whether the old one may still be used.
 */
import * as Database from "@lienhoi/sql/Database"
import * as SqlCredentialStore from "@lienhoi/sql/SqlCredentialStore"
import * as Store from "@lienhoi/sql/Store"
import * as Account from "@lienhoi/zalo/Account"
import * as Pace from "@lienhoi/zalo/Pace"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const [store = "", association = "", hosts = "", name = "", mode = ""] = process.argv.slice(2)

const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`))

const told = Effect.promise(() => new Promise<void>((go) => process.stdin.once("data", () => go())))

const network = Transport.overFetch((url, init) => fetch(url, init))

const transport = Transport.Transport.of({
  send: (request) => {
    const stop = (line: string) => Effect.andThen(say(line), Effect.never)
    if (mode === "die-before") return stop("leaving")
    return mode === "die-after" ? Effect.andThen(network.send(request), stop("arrived")) : network.send(request)
  }
})

const program = Effect.gen(function* () {
  const account = yield* Account.make(
    {
      appId: "1000000000000000001",
      appSecret: Redacted.make("app-secret-for-tests"),
      oaId: "4000000000000000004",
      hosts: JSON.parse(hosts),
      law: { answerWithin: 1_000 }
    },
    { holder: name }
  )
  const { access, instead } = account.tokens
  yield* say("ready")
  yield* told
  const replace = Effect.flatMap(access, instead)
  if (mode === "race") {
    for (let n = 0; n < 10; n++) yield* say(Redacted.value(yield* replace))
    return
  }
  const came = yield* Effect.result(replace)
  const still = yield* Effect.result(access)
  yield* say(came._tag === "Success" ? Redacted.value(came.success) : came.failure.message)
  yield* say(still._tag)
})

await Effect.runPromise(
  program.pipe(
    Effect.provide(
      Layer.mergeAll(
        Layer.succeed(Transport.Transport, transport),
        Pace.layerMemory,
        SqlCredentialStore.layer.pipe(Layer.provide(Store.open(Database.parse(store), { association, connections: 2 })))
      )
    )
  )
)
process.exit(0)
