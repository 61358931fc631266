import { assert, it } from "@effect/vitest"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import { engines } from "./engines.ts"

for (const engine of engines()) {
  it.effect(`Store (${engine.name}): a transaction that fails leaves nothing, and says for whom it runs`, () =>
    Effect.gen(function* () {
      const { sql, transaction, association } = yield* Store.Store
      const put = sql.unsafe("INSERT INTO lienhoi.run (association, up_to) VALUES ($1, now())", [association])
      const count = Effect.map(
        sql.unsafe<{ n: bigint }>("SELECT count(*) AS n FROM lienhoi.run WHERE association = $1", [association]),
        ([row]) => Number(row!.n)
      )

      const failed = yield* Effect.flip(transaction(Effect.andThen(put, Effect.fail("no"))))
      const after = yield* count
      const [said] = yield* transaction(
        Effect.andThen(put, sql.unsafe<{ name: string }>("SELECT current_setting('lienhoi.association') AS name"))
      )

      assert.strictEqual(failed, "no")
      assert.deepStrictEqual([after, yield* count, said!.name], [0, 1, association])
    }).pipe(Effect.provide(engine.fresh))
  )
}
