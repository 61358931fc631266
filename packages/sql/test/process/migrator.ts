/** Runs steps of which the last takes long: `node migrator.ts STORE SECONDS`. Says `done` when they ran. */
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as Effect from "effect/Effect"

const [where = "", seconds = "0"] = process.argv.slice(2)

const slow = { name: "slow", statements: ["CREATE TABLE lienhoi.half (n int)", `SELECT pg_sleep(${Number(seconds)})`] }

await Effect.runPromise(
  Effect.gen(function* () {
    process.stdout.write("start\n")
    yield* Migration.run("test", [...Migration.steps, slow])
    process.stdout.write("done\n")
  }).pipe(Effect.provide(Database.layer(Database.parse(where))))
)
