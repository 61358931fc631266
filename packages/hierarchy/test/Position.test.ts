import { Hierarchy, Position } from "@lienhoi/hierarchy"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import { by, hierarchy, recordedAt, reorganised } from "@lienhoi/testing/SampleProvince"
import { describe, expect, it } from "vitest"

type Fact<E = HierarchyEvent> = E extends HierarchyEvent ? Omit<E, "id" | "effectiveOn" | "recordedAt" | "by"> : never

let count = 0
const event = (effectiveOn: string, fact: Fact): HierarchyEvent =>
  ({ id: `n${count++}`, effectiveOn, recordedAt: "2024-11-01T02:00:00.000Z", by, ...fact }) as HierarchyEvent
const created = (position: string, unit: string, title: string, head?: boolean): Fact => ({
  type: "position-created",
  position,
  unit,
  title,
  ...(head === undefined ? {} : { head })
})
const taken = (position: string, person: string): Fact => ({ type: "position-taken", position, person })
const left = (position: string, person: string): Fact => ({ type: "position-left", position, person })
const ended = (position: string): Fact => ({ type: "position-ended", position })

const recorded = (...events: ReadonlyArray<HierarchyEvent>): Hierarchy.Hierarchy => {
  const made = Hierarchy.record(hierarchy, events)
  if (!made.ok) throw new Error(made.issues.map((issue) => issue.english).join("\n"))
  return made.value
}
const problems = (...events: ReadonlyArray<HierarchyEvent>) => {
  const made = Hierarchy.record(hierarchy, events)
  return made.ok ? [] : made.issues.map(({ code, path }) => [code, ...path])
}

describe("authority comes from the position held that day", () => {
  it("it passes from one to the next on a day", () => {
    const heads = ["2024-09-30", "2024-10-01"].map((day) => Position.headOf(hierarchy, "x2-2", day)?.person)

    expect(heads).toEqual(["nguoi-x2-2", "nguoi-x2-2b"])
    expect(Position.headOf(hierarchy, "x2-2", "2024-10-15")).toEqual({
      position: "x2-2/chi-hoi-truong",
      unit: "x2-2",
      title: "Chi hội trưởng",
      person: "nguoi-x2-2b",
      since: "2024-10-01",
      head: true
    })
  })

  it("who holds a position is asked for a day, and as known at a moment", () => {
    const asked = { person: "nguoi-x2-2", position: "x2-2/chi-hoi-truong" }

    expect(Position.isHeldBy(hierarchy, { ...asked, date: "2024-09-30" })).toBe(true)
    expect(Position.isHeldBy(hierarchy, { ...asked, date: "2024-10-01" })).toBe(false)
    expect(Position.isHeldBy(hierarchy, { ...asked, date: "2024-09-30", knownAt: "2024-01-01T00:00:00.000Z" })).toBe(
      false
    )
    expect(Position.isHeldBy(hierarchy, { ...asked, date: "2024-09-30", knownAt: recordedAt })).toBe(true)
    expect(Position.isHeldBy(hierarchy, { ...asked, person: "nguoi-x1", date: "2024-09-30" })).toBe(false)
  })

  it("one person may hold several positions", () => {
    const held = Position.officers(hierarchy, "2024-10-15").filter((officer) => officer.person === "nguoi-x3")

    expect(held.map(({ unit, head }) => `${unit} ${head}`).sort()).toEqual(["x3 true", "x3-3 true"])
  })

  it("a deputy is in office and does not lead", () => {
    const officers = Position.officers(hierarchy, "2024-10-15").filter((officer) => officer.unit === "tinh")

    expect(officers.map(({ person, head }) => [person, head])).toEqual([
      ["nguoi-tinh", true],
      ["nguoi-tinh-pct", false]
    ])
  })

  it("a position says itself whether it leads, or its title does", () => {
    const tree = recorded(
      event("2024-05-01", created("quyen", "x2-3", "Phụ trách chi hội", true)),
      event("2024-05-01", taken("quyen", "nguoi-x2")),
      event("2024-05-01", created("phu", "x2-1", "Chi hội trưởng", false)),
      event("2024-05-01", taken("phu", "nguoi-x2"))
    )

    expect(Position.headOf(tree, "x2-3", "2024-10-15")?.position).toBe("quyen")
    expect(Position.headOf(tree, "x2-1", "2024-10-15")?.position).toBe("x2-1/chi-hoi-truong")
  })
})

describe("a vacant post", () => {
  it("goes to the head of the upper unit, never to nobody", () => {
    expect(Position.headOf(hierarchy, "x2-3", "2024-07-01")).toBeNull()

    const answering = Position.answering(hierarchy, "x2-3", "2024-07-01")

    expect(answering?.officer.person).toBe("nguoi-x2")
    expect(answering?.unit.id).toBe("x2")
    expect(Position.answering(hierarchy, "x2-3", "2024-06-30")?.unit.id).toBe("x2-3")
  })

  it("goes further up while upper posts are vacant too", () => {
    const tree = recorded(event("2024-08-01", left("x2/chu-tich", "nguoi-x2")))

    expect(Position.answering(tree, "x2-3", "2024-08-01")?.unit.id).toBe("h1")
  })

  it("follows the tree of its day", () => {
    const until = (unit: string) => event("2024-02-01", left(`${unit}/chu-tich`, `nguoi-${unit}`))
    const made = Hierarchy.record(reorganised, [
      { ...until("x2"), recordedAt: "2025-09-01T02:00:00.000Z" },
      { ...until("h1"), recordedAt: "2025-09-01T02:00:00.000Z" }
    ])
    const tree = made.ok ? made.value : null

    expect(tree && Position.answering(tree, "x2-3", "2025-08-01")?.unit.id).toBe("tinh")
  })

  it("has no answer for a unit that does not live that day, or when nobody is in office", () => {
    expect(Position.answering(hierarchy, "x9", "2024-10-15")).toBeNull()
    expect(Position.answering(hierarchy, "x1", "2023-10-15")).toBeNull()
    expect(
      Position.answering(
        { ...hierarchy, events: hierarchy.events.filter((e) => e.type !== "position-taken") },
        "x1",
        "2024-10-15"
      )
    ).toBeNull()
  })
})

describe("a position ends", () => {
  it("with its unit", () => {
    const tree = recorded(event("2024-08-01", { type: "unit-closed", unit: "x1-1" }))

    expect(Position.headOf(tree, "x1-1", "2024-07-31")?.person).toBe("nguoi-x1-1")
    expect(Position.headOf(tree, "x1-1", "2024-08-01")).toBeNull()
    expect(Position.officers(reorganised, "2025-07-01").some((officer) => officer.unit === "h1")).toBe(false)
  })

  it("on its day, whoever holds it", () => {
    const tree = recorded(event("2024-08-01", ended("x1-1/chi-hoi-truong")))

    expect(Position.headOf(tree, "x1-1", "2024-07-31")?.person).toBe("nguoi-x1-1")
    expect(Position.headOf(tree, "x1-1", "2024-08-01")).toBeNull()
  })
})

describe("recording refuses", () => {
  it("an unknown unit, an unknown position, a position created twice", () => {
    expect(problems(event("2024-05-01", created("p", "x9", "Chủ tịch")))).toEqual([
      ["unit.unknown", "events", 0, "unit"]
    ])
    expect(problems(event("2024-05-01", taken("p", "nguoi-x1")))).toEqual([
      ["position.unknown", "events", 0, "position"]
    ])
    expect(problems(event("2024-05-01", created("x1/chu-tich", "x1", "Chủ tịch")))).toEqual([
      ["position.duplicate", "events", 0, "position"]
    ])
  })

  it("a position taken while another holds it, or left by one who does not hold it", () => {
    expect(problems(event("2024-05-01", taken("x1/chu-tich", "nguoi-h1")))).toEqual([
      ["position.held", "events", 0, "position"]
    ])
    expect(problems(event("2024-05-01", left("x1/chu-tich", "nguoi-h1")))).toEqual([
      ["position.not-held", "events", 0, "person"]
    ])
    expect(
      problems(
        event("2024-05-01", taken("x1/chu-tich", "nguoi-h1")),
        event("2024-05-01", left("x1/chu-tich", "nguoi-x1"))
      )
    ).toEqual([])
  })

  it("days on which the position or its unit does not live", () => {
    expect(problems(event("2023-05-01", created("p", "x1", "Chủ tịch")))).toEqual([
      ["position.unit-not-living", "events", 0, "effectiveOn"]
    ])
    expect(
      problems(event("2024-08-01", ended("x1/chu-tich")), event("2024-08-01", taken("x1/chu-tich", "nguoi-h1")))
    ).toEqual([["position.not-living", "events", 1, "effectiveOn"]])
    expect(problems(event("2024-05-01", { type: "unit-closed", unit: "x2-2" }))).toEqual([
      ["position.unit-not-living", "events", 0, "effectiveOn"]
    ])
  })
})
