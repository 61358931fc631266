/**
 * How fast messages may leave by a channel, whoever sends them: one bucket for each channel of an association, in a table.
 * A claim takes a token together with its mark, by the clock of the database, so the rate holds over all workers on all
 * machines together.
 *
 * In any minute, wherever it begins, no more calls are made than the channel permits: a call comes at most
 * {@link Delivery.freshFor} after its mark, and the bucket reckons with that.
 *
 * @since 0.1.0
 */
import type * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"

/** A bucket: `burst` tokens when full, one more every `interval` milliseconds. */
export interface Rate {
  readonly burst: number
  readonly interval: number
}

/** The rates that claims keep to, by channel; none when nobody gave any. */
export const Rates: Context.Reference<ReadonlyMap<string, Rate>> = Context.Reference<ReadonlyMap<string, Rate>>(
  "@lienhoi/sql/Rates",
  { defaultValue: () => new Map() }
)

const minute = 60_000

/**
 * The bucket that lets at most so many calls go in any minute.
 *
 * @example
 * ```ts
 * import { Rate } from "@lienhoi/sql"
 *
 * Rate.perMinute(1) // => { burst: 1, interval: 65000 }
 * Rate.perMinute(4000).burst // => 400
 * ```
 */
export const perMinute = (messages: number): Rate => {
  const burst = Math.max(1, Math.floor(messages / 10))
  return { burst, interval: (minute + Duration.toMillis(Delivery.freshFor)) / (messages - burst + 1) }
}

/**
 * The rates of these channels: what each says its sender may send in a minute. Quotas of days and months, those of one
 * recipient and those a channel keeps by itself are the channel's own to count (`quote`).
 */
export const ofChannels = (
  channels: Iterable<{ readonly capabilities: Channel.Capabilities }>
): ReadonlyMap<string, Rate> =>
  new Map(
    [...channels].flatMap(({ capabilities: { name, quotas } }) => {
      const allowed = quotas.flatMap((quota) =>
        quota.per === "minute" && quota.of === "sender" && quota.kept !== "by-channel" ? [quota.messages] : []
      )
      return allowed.length === 0 ? [] : [[name, perMinute(Math.min(...allowed))] as const]
    })
  )

/** A bucket at some moment. Times in milliseconds. */
export interface Bucket {
  /** When the bucket is full again. */
  readonly full: number
  /** Up to when moments have been given to rows that found it empty. */
  readonly promised: number
}

/** The bucket after one more was asked for at `now`: with a token, or without one and the moment to come back. */
export const take = (
  rate: Rate,
  bucket: Bucket,
  now: number
): { readonly bucket: Bucket; readonly again: number | null } => {
  const full = Math.max(bucket.full, now) + rate.interval
  // A thousandth of a millisecond is lost in sums of instants.
  if (full - now <= rate.burst * rate.interval + 0.001) return { bucket: { ...bucket, full }, again: null }
  const promised = Math.max(bucket.promised + rate.interval, bucket.full - (rate.burst - 1) * rate.interval)
  return { bucket: { ...bucket, promised }, again: promised }
}
