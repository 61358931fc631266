import * as SqlPace from "@lienhoi/sql/SqlPace"
import { Store } from "@lienhoi/sql/Store"
import * as Pace from "@lienhoi/zalo/Pace"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SqlError } from "effect/sql/SqlError"

/** Places in the lines of Zalo's apps, kept in the store: they hold over all processes that work on it. */
export const layer: Layer.Layer<Pace.Pace, never, Store> = Layer.effect(
  Pace.Pace,
  Effect.map(Store, (store) => {
    const inStore = <A>(effect: Effect.Effect<A, SqlError, Store>) =>
      effect.pipe(
        Effect.provideService(Store, store),
        Effect.mapError((cause) => new Pace.PaceError({ cause }))
      )
    return Pace.Pace.of({
      take: (name, rate, within) => inStore(SqlPace.take(name, rate, within)),
      ahead: (name, rate) => inStore(SqlPace.ahead(name, rate)),
      hold: (name, rate, millis) => inStore(SqlPace.hold(name, rate, millis))
    })
  })
)
