/**
 * Where new ids come from. An app takes them from its store or from random bits; a test and a demonstration count.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"

/** Gives a new id at each asking. */
export class Ids extends Context.Service<Ids, { readonly next: Effect.Effect<string> }>()("@lienhoi/report/Ids") {}

/** Ids that count: `e-1`, `e-2`, … The same run gives the same ids. */
export const layerCounting = (prefix = "e-"): Layer.Layer<Ids> =>
  Layer.sync(Ids, () => {
    let last = 0
    return Ids.of({ next: Effect.sync(() => `${prefix}${++last}`) })
  })

const digits = "0123456789abcdefghijklmnopqrstuv"

/** Ids of 26 random characters, 130 bits, from Effect's `Random`. */
export const layerRandom: Layer.Layer<Ids> = Layer.succeed(Ids, {
  next: Effect.map(Effect.all(Array.from({ length: 26 }, () => Random.nextIntBetween(0, 31))), (values) =>
    values.map((value) => digits[value]).join("")
  )
})
