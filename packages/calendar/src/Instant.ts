/**
 * A moment, as text in UTC with milliseconds: `2024-10-15T01:30:00.000Z`. There is one way to write each moment, so
 * text order is time order and equal text is the same moment.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import * as PlainDate from "./PlainDate.ts"
import * as TimeOfDay from "./TimeOfDay.ts"
import * as Zone from "./Zone.ts"

/** `2024-10-15T01:30:00.000Z`. What comes from outside goes through {@link parse}. */
export type Instant = string

const issue = Issue.from(
  Catalogue.make({
    "instant.unreadable": {
      vi: "Không đọc được thời điểm “{text}”; viết như 2024-10-15T08:30:00+07:00",
      en: "“{text}” is not a moment; write it as 2024-10-15T08:30:00+07:00"
    },
    "instant.no-zone": {
      vi: "Thời điểm “{text}” thiếu múi giờ; thêm +07:00 (giờ Việt Nam) vào cuối",
      en: "The moment “{text}” has no offset; add +07:00 (Viet Nam) at the end"
    }
  })
)

const shape =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/i

/** The moment that many milliseconds after 1970-01-01T00:00Z. */
export const fromMillis = (millis: number): Instant => new Date(millis).toISOString()

/** Milliseconds since 1970-01-01T00:00Z. */
export const toMillis = (instant: Instant): number => Date.parse(instant)

/**
 * Reads a moment with any offset and writes it in UTC. Without an offset it is not a moment and is refused.
 *
 * @example
 * ```ts
 * import { Instant } from "@lienhoi/calendar"
 *
 * Instant.parse("2024-10-15T08:30+07:00") // => { ok: true, value: "2024-10-15T01:30:00.000Z" }
 * Instant.parse("2024-10-15T08:30").ok // => false
 * ```
 */
export const parse = (text: string): Issue.Checked<Instant> => {
  const found = shape.exec(clean(text))
  const unreadable = (): Issue.Checked<Instant> => Issue.fail(issue("instant.unreadable", { text: clean(text) }))
  if (found === null || !PlainDate.isValid(found[1]!)) return unreadable()
  const [, date, hour, minute, second = "0", fraction = "", offset, sign, hours, minutes] = found
  if (offset === undefined) return Issue.fail(issue("instant.no-zone", { text: clean(text) }))
  const ahead = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const value = fromMillis(
    PlainDate.toDays(date!) * 86_400_000 +
      (Number(hour) * 60 + Number(minute) - ahead) * 60_000 +
      Number(second) * 1000 +
      Number(fraction.slice(0, 3).padEnd(3, "0"))
  )
  return PlainDate.isValid(value.slice(0, -14)) ? Issue.ok(value) : unreadable()
}

/**
 * When the wall clock of the zone shows that date and time. Where clocks are put forward and the time is skipped, the
 * moment is as much later; where it comes twice, the first is meant.
 *
 * @example
 * ```ts
 * import { Instant } from "@lienhoi/calendar"
 *
 * Instant.at("2024-10-15", "08:30") // => "2024-10-15T01:30:00.000Z"
 * ```
 */
export const at = (date: PlainDate.PlainDate, time: TimeOfDay.TimeOfDay, zone: Zone.Zone = Zone.vietnam): Instant => {
  const wall = PlainDate.toDays(date) * 86_400_000 + TimeOfDay.toMinutes(time) * 60_000
  const before = wall - Zone.offsetAt(zone, wall - 86_400_000)
  const after = wall - Zone.offsetAt(zone, wall + 86_400_000)
  const real = [before, after].filter((millis) => millis + Zone.offsetAt(zone, millis) === wall)
  return fromMillis(real.length === 0 ? before : Math.min(...real))
}

const wallOf = (instant: Instant, zone: Zone.Zone): number => {
  const millis = toMillis(instant)
  return millis + Zone.offsetAt(zone, millis)
}

/** The date on the calendar of the zone at that moment. */
export const dateIn = (instant: Instant, zone: Zone.Zone = Zone.vietnam): PlainDate.PlainDate =>
  PlainDate.fromDays(Math.floor(wallOf(instant, zone) / 86_400_000))

/** The time on the wall clock of the zone at that moment. */
export const timeIn = (instant: Instant, zone: Zone.Zone = Zone.vietnam): TimeOfDay.TimeOfDay => {
  const minutes = Math.floor(wallOf(instant, zone) / 60_000)
  return TimeOfDay.fromMinutes(((minutes % 1440) + 1440) % 1440)
}
