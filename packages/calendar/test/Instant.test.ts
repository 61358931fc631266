import { Instant, TimeOfDay, Zone } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dateBetween } from "./generated.ts"

describe("a moment", () => {
  it.each([
    ["2024-10-15T08:30:00+07:00", "2024-10-15T01:30:00.000Z"],
    ["2024-10-15T08:30+0700", "2024-10-15T01:30:00.000Z"],
    ["2024-10-15 01:30:00.5Z", "2024-10-15T01:30:00.500Z"],
    ["2024-10-15t01:30:00.123456z", "2024-10-15T01:30:00.123Z"],
    ["2024-10-15T00:00:00+07:00", "2024-10-14T17:00:00.000Z"],
    ["2024-12-31T20:00:00-05:30", "2025-01-01T01:30:00.000Z"]
  ])("%s is %s", (text, value) => expect(Instant.parse(text)).toEqual({ ok: true, value }))

  it.each([
    ["2024-10-15T08:30:00", "instant.no-zone"],
    ["2024-02-30T08:30:00Z", "instant.unreadable"],
    ["2024-10-15T24:00:00Z", "instant.unreadable"],
    ["2024-10-15T08:60:00Z", "instant.unreadable"],
    ["9999-12-31T23:59:00-07:00", "instant.unreadable"],
    ["0001-01-01T00:00:00+07:00", "instant.unreadable"],
    ["2024-10-15", "instant.unreadable"],
    ["", "instant.unreadable"]
  ])("%j is refused: %s", (text, code) => expect(Instant.parse(text)).toMatchObject({ ok: false, issues: [{ code }] }))

  it("Property: text order is time order", () => {
    const millis = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2199, 11) })
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        expect(Instant.fromMillis(a) < Instant.fromMillis(b)).toBe(a < b)
        expect(Instant.toMillis(Instant.fromMillis(a))).toBe(a)
      }),
      { numRuns: 1000 }
    )
  })
})

describe("the wall clock", () => {
  it("is seven hours ahead in Viet Nam, whatever the zone of the machine", () => {
    expect(Instant.at("2024-10-15", "08:30")).toBe("2024-10-15T01:30:00.000Z")
    expect(Instant.at("2024-10-15", "06:59")).toBe("2024-10-14T23:59:00.000Z")
    expect(Instant.dateIn("2024-10-14T17:00:00.000Z")).toBe("2024-10-15")
    expect(Instant.dateIn("2024-10-14T16:59:59.999Z")).toBe("2024-10-14")
    expect(Instant.timeIn("2024-10-14T16:59:59.999Z")).toBe("23:59")
  })

  it("may stand in any zone", () => {
    expect(Instant.at("2024-10-15", "08:30", "Asia/Kathmandu")).toBe("2024-10-15T02:45:00.000Z")
    expect(Instant.timeIn("2024-10-15T02:45:00.000Z", "Asia/Kathmandu")).toBe("08:30")
    expect(Instant.dateIn("2024-01-01T03:00:00.000Z", "America/New_York")).toBe("2023-12-31")
  })

  it("takes the first of two equal times in autumn, and goes on by the skipped hour in spring", () => {
    expect(Instant.at("2024-10-27", "02:30", "Europe/Paris")).toBe("2024-10-27T00:30:00.000Z")
    expect(Instant.at("2024-03-31", "02:30", "Europe/Paris")).toBe("2024-03-31T01:30:00.000Z")
    expect(Instant.timeIn("2024-03-31T01:30:00.000Z", "Europe/Paris")).toBe("03:30")
    expect(Instant.at("2024-03-31", "12:00", "Europe/Paris")).toBe("2024-03-31T10:00:00.000Z")
  })

  it("Property: a date and a time come back, except in a skipped hour", () => {
    const zone = fc.constantFrom(Zone.vietnam, "Asia/Kathmandu", "Europe/Paris", "America/St_Johns", "UTC")
    let back = 0
    fc.assert(
      fc.property(dateBetween("1980-01-01", "2099-12-31"), fc.integer({ min: 0, max: 1439 }), zone, (d, minutes, z) => {
        const time = TimeOfDay.fromMinutes(minutes)
        const instant = Instant.at(d, time, z)
        if (Instant.dateIn(instant, z) === d && Instant.timeIn(instant, z) === time) back++
        else expect(Instant.timeIn(instant, z) > time).toBe(true)
      }),
      { numRuns: 1000 }
    )
    console.log(`dates and times that came back: ${back} of 1000`)
    expect(back).toBeGreaterThan(990)
  })

  it("knows no zone that does not exist", () => {
    expect(Zone.parse("Asia/Ho_Chi_Minh")).toEqual({ ok: true, value: "Asia/Ho_Chi_Minh" })
    expect(Zone.parse("Asia/Hau_Giang")).toMatchObject({ ok: false, issues: [{ code: "zone.unknown" }] })
  })
})

describe("a time of day as people write it", () => {
  it.each([
    ["08:30", "08:30"],
    ["8:30", "08:30"],
    ["14 giờ 30", "14:30"],
    ["14h30", "14:30"],
    ["7h", "07:00"],
    ["8 giờ", "08:00"],
    ["8 giờ 05 phút", "08:05"]
  ])("%j is %s", (text, value) => expect(TimeOfDay.parse(text)).toEqual({ ok: true, value }))

  it.each(["24:00", "8:60", "8", "sáng", "08:30:00"])("%j is refused", (text) =>
    expect(TimeOfDay.parse(text)).toMatchObject({ ok: false, issues: [{ code: "time.unreadable" }] })
  )
})
