/** A process of its own that takes events into the read models, three at a time, and says how far it came: `STORE ASSOCIATION`. */
import * as Database from "@lienhoi/sql/Database"
import * as Reading from "@lienhoi/sql/Reading"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"

const [where = "", association = ""] = process.argv.slice(2)

const open = Store.open(Database.parse(where), { association, connections: 1 })

await Effect.runPromise(
  Reading.advance({ batch: 3, told: (position) => process.stdout.write(`${position}\n`) }).pipe(Effect.provide(open))
)
