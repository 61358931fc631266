/**
 * What channels brought, kept as it came before anybody looks at it. A webhook answers as soon as its event is kept here;
 * what it means is found out afterwards, in the order of each sender, and as often as it takes.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** One event as it came. */
export interface Arrival {
  readonly channel: string
  /** The same id on the same channel is the same event. */
  readonly id: string
  /** Whose events are handled one after another: the sender. */
  readonly lane: string
  /** When it happened, as the channel says; the order within a lane. */
  readonly at: Instant
  readonly receivedAt: Instant
  /** The event, byte for byte as text. */
  readonly raw: string
  /** What came around it and is needed to read it: `ZNS` for Zalo's template messages; `null` when nothing. */
  readonly hint: string | null
}

/** An event that could not be handled, and why, for a person. */
export interface SetAside {
  readonly arrival: Arrival
  readonly why: string
}

/** The store cannot be reached; nothing was kept and the channel may repeat the event. */
export class ArrivalsError extends Schema.TaggedError<ArrivalsError>()("ArrivalsError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Keeps what came until it was handled. */
export class Arrivals extends Context.Service<
  Arrivals,
  {
    /** Keeps an event; one that is kept already, handled or not, stays as it is. */
    readonly add: (arrival: Arrival) => Effect.Effect<"kept" | "kept-before", ArrivalsError>
    /** What is not handled yet: lanes by their oldest event, the events of a lane in their order, at most `limit`. */
    readonly waiting: (limit: number) => Effect.Effect<ReadonlyArray<Arrival>, ArrivalsError>
    /** It is handled; its content need not be kept, its id is. */
    readonly handled: (arrival: Pick<Arrival, "channel" | "id">) => Effect.Effect<void, ArrivalsError>
    /** Puts it before a person instead. */
    readonly setAside: (arrival: Pick<Arrival, "channel" | "id">, why: string) => Effect.Effect<void, ArrivalsError>
    /** What waits for a person, the oldest first. */
    readonly aside: Effect.Effect<ReadonlyArray<SetAside>, ArrivalsError>
  }
>()("@lienhoi/messaging/Arrivals") {}

/** The order in which events of one sender are handled. */
export const inOrder = (a: Arrival, b: Arrival): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** Of one sender at most so many at a time, so that one who is stuck does not hold up the others. */
const ofOneLane = 50

/** Keeps them in memory. */
export const layerMemory: Layer.Layer<Arrivals> = Layer.sync(Arrivals, () => {
  const known = new Set<string>()
  const open = new Map<string, Arrival>()
  const aside = new Map<string, SetAside>()
  const keyOf = ({ channel, id }: Pick<Arrival, "channel" | "id">): string => `${channel}\n${id}`
  return Arrivals.of({
    add: (arrival) =>
      Effect.sync(() => {
        const key = keyOf(arrival)
        if (known.has(key)) return "kept-before"
        known.add(key)
        open.set(key, arrival)
        return "kept"
      }),
    waiting: (limit) =>
      Effect.sync(() => {
        const lanes = new Map<string, Array<Arrival>>()
        for (const one of [...open.values()].sort(inOrder)) {
          const key = JSON.stringify([one.channel, one.lane])
          const lane = lanes.get(key)
          if (lane === undefined) lanes.set(key, [one])
          else lane.push(one)
        }
        return [...lanes.values()].flatMap((lane) => lane.slice(0, ofOneLane)).slice(0, limit)
      }),
    handled: (arrival) => Effect.sync(() => void open.delete(keyOf(arrival))),
    setAside: (arrival, why) =>
      Effect.sync(() => {
        const key = keyOf(arrival)
        const found = open.get(key)
        if (found === undefined) return
        open.delete(key)
        aside.set(key, { arrival: found, why })
      }),
    aside: Effect.sync(() => [...aside.values()])
  })
})
