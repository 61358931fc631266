/**
 * Time zones by their IANA name. The zone is always a value; the zone of the machine is never asked.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** An IANA zone name. What comes from outside goes through {@link parse}. */
export type Zone = string

/** Viet Nam: UTC+7, no summer time. */
export const vietnam: Zone = "Asia/Ho_Chi_Minh"

const issue = Issue.from(
  Catalogue.make({
    "zone.unknown": {
      vi: "Không có múi giờ “{text}”; Việt Nam là Asia/Ho_Chi_Minh",
      en: "There is no time zone “{text}”; Viet Nam is Asia/Ho_Chi_Minh"
    }
  })
)

const formatters = new Map<Zone, Intl.DateTimeFormat>()

const formatter = (zone: Zone): Intl.DateTimeFormat => {
  let found = formatters.get(zone)
  if (found === undefined) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short"
    })
    formatters.set(zone, found)
  }
  return found
}

/** Reads a zone name that this runtime knows. */
export const parse = (text: string): Issue.Checked<Zone> => {
  try {
    formatter(text)
    return Issue.ok(text)
  } catch {
    return Issue.fail(issue("zone.unknown", { text }))
  }
}

const measure = (zone: Zone, millis: number): number => {
  const field: { [type: string]: string } = {}
  for (const { type, value } of formatter(zone).formatToParts(millis)) field[type] = value
  const wall = new Date(0)
  wall.setUTCFullYear(field.era === "BC" ? 1 - Number(field.year) : Number(field.year))
  wall.setUTCMonth(Number(field.month) - 1, Number(field.day))
  wall.setUTCHours(Number(field.hour), Number(field.minute), Number(field.second))
  return wall.getTime() - Math.floor(millis / 1000) * 1000
}

const day = 86_400_000
const steady = new Map<Zone, Map<number, number | null>>()

/**
 * How far the wall clock of the zone is ahead of UTC at that moment, in milliseconds. Asks the runtime once per zone
 * and UTC day, more often only on a day on which the clocks change.
 */
export const offsetAt = (zone: Zone, millis: number): number => {
  let days = steady.get(zone)
  if (days === undefined) {
    days = new Map()
    steady.set(zone, days)
  }
  const n = Math.floor(millis / day)
  let offset = days.get(n)
  if (offset === undefined) {
    const start = measure(zone, n * day)
    offset = start === measure(zone, (n + 1) * day) ? start : null
    days.set(n, offset)
  }
  return offset ?? measure(zone, millis)
}
