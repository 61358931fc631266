import type { Instant } from "@lienhoi/calendar/Instant"
import type { Zone } from "@lienhoi/calendar/Zone"
import { fill } from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"

/** A moment as a clock on the wall of the zone shows it: `14:05 ngày 22/11/2026`. */
export const moment = (at: Instant, zone: Zone, language: Language): string => {
  const parts: { [type: string]: string } = {}
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit"
  })
  for (const { type, value } of format.formatToParts(new Date(at))) parts[type] = value
  const pattern =
    language === "vi" ? "{hour}:{minute} ngày {day}/{month}/{year}" : "{hour}:{minute} on {day}/{month}/{year}"
  return fill(pattern, parts)
}
