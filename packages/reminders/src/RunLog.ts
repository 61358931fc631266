/**
 * Up to where reminders were planned, per association. The entry only moves forward: a clock that goes back, or a slow
 * runner among several, never opens a span a second time.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as Schema from "effect/Schema"

/** The store cannot be reached at the moment. Nothing was kept. */
export class RunLogError extends Schema.TaggedError<RunLogError>()("RunLogError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** The last settled moment of each association. */
export class RunLog extends Context.Service<
  RunLog,
  {
    /** `null` when there was no run yet. */
    readonly last: (association: string) => Effect.Effect<Instant | null, RunLogError>
    /** Keeps the moment when it is later than the one kept; an earlier one changes nothing. */
    readonly advance: (association: string, upTo: Instant) => Effect.Effect<void, RunLogError>
  }
>()("@lienhoi/reminders/RunLog") {}

/** Keeps the entries in memory. */
export const layerMemory: Layer.Layer<RunLog> = Layer.effect(
  RunLog,
  Effect.map(Ref.make<ReadonlyMap<string, Instant>>(new Map()), (entries) =>
    RunLog.of({
      last: (association) => Effect.map(Ref.get(entries), (kept) => kept.get(association) ?? null),
      advance: (association, upTo) =>
        Ref.update(entries, (kept) => {
          const last = kept.get(association)
          return last === undefined || last < upTo ? new Map(kept).set(association, upTo) : kept
        })
    })
  )
)
