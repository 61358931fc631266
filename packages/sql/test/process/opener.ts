/** Opens a store, says `open`, and holds it until it is killed: `node opener.ts STORE`. A refusal is said and ends it. */
import * as Database from "@lienhoi/sql/Database"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"

const [where = ""] = process.argv.slice(2)

const hold = Effect.callback<never>(() => {
  const alive = setInterval(() => {}, 1000)
  return Effect.sync(() => clearInterval(alive))
})

process.exitCode = await Effect.runPromise(
  Effect.andThen(
    Effect.sync(() => process.stdout.write("open\n")),
    hold
  ).pipe(
    Effect.provide(Store.open(Database.parse(where), { association: "vwu" })),
    Effect.catch((error) =>
      Effect.sync(() => {
        process.stdout.write(`${error.reason._tag} ${error.message}\n`)
        return 3
      })
    )
  )
)
