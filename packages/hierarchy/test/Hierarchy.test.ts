import { Association, Hierarchy, Snapshot } from "@lienhoi/hierarchy"
import type { HierarchyEvent, Parents } from "@lienhoi/hierarchy/Event"
import { hierarchy, recordedAt, reorganisation, reorganised, reorganisedAt } from "@lienhoi/testing/SampleProvince"
import { describe, expect, it } from "vitest"

type Fact<E = HierarchyEvent> = E extends HierarchyEvent ? Omit<E, "id" | "effectiveOn" | "recordedAt" | "by"> : never

/** An event recorded after everything in the sample; the id says when, so that order of ids is order of writing. */
const event = (id: string, effectiveOn: string, fact: Fact, at = "2024-11-01T02:00:00.000Z"): HierarchyEvent =>
  ({ id, effectiveOn, recordedAt: at, by: { person: "nguoi-tinh" }, ...fact }) as HierarchyEvent

const founded = (unit: string, level: string, parents: Parents): Fact => ({
  type: "unit-established",
  unit,
  level,
  name: `Đơn vị ${unit}`,
  code: null,
  kind: null,
  parents
})

const problems = (...events: ReadonlyArray<HierarchyEvent>) => {
  const made = Hierarchy.record(hierarchy, events)
  return made.ok ? [] : made.issues.map(({ code, path }) => [code, ...path])
}

const closed = (unit: string): Fact => ({ type: "unit-closed", unit })
const moved = (unit: string, parent: string | null, route = "own"): Fact => ({
  type: "unit-moved",
  unit,
  route,
  parent
})
const renamed = (unit: string, name: string): Fact => ({ type: "unit-renamed", unit, name })
const at = (minutes: number): string => `2024-11-01T02:${String(minutes).padStart(2, "0")}:00.000Z`

describe("recording refuses", () => {
  it("an unknown unit, an unknown parent, an unknown route, no route", () => {
    expect(problems(event("a", "2024-05-01", renamed("x9", "Xã Chín")))).toEqual([
      ["unit.unknown", "events", 0, "unit"]
    ])
    expect(problems(event("a", "2024-05-01", moved("x1-1", "x9")))).toEqual([
      ["unit.parent-unknown", "events", 0, "parent"]
    ])
    expect(problems(event("a", "2024-05-01", moved("x1-1", "x2", "side")))).toEqual([
      ["unit.route-unknown", "events", 0, "parent side"]
    ])
    expect(problems(event("a", "2024-05-01", founded("n", "chi_hoi", {})))).toEqual([
      ["unit.no-route", "events", 0, "parents"]
    ])
  })

  it("an id used before, of a unit or of an event", () => {
    expect(problems(event("a", "2024-05-01", founded("x1", "co_so", { own: "h1" })))).toEqual([
      ["unit.duplicate", "events", 0, "unit"]
    ])
    expect(
      problems(event("a", "2024-05-01", renamed("x1", "Xã B")), event("a", "2024-06-01", renamed("x1", "Xã C")))
    ).toEqual([["event.duplicate", "events", 1, "id"]])
    expect(
      problems(
        event("a", "2024-05-01", closed("x1-1")),
        event("b", "2024-06-01", founded("x1-1", "chi_hoi", { own: "x1" }))
      )
    ).toEqual([["unit.duplicate", "events", 1, "unit"]])
  })

  it("a level the association does not have, or not on that day", () => {
    expect(problems(event("a", "2024-05-01", founded("n", "cum", { own: "tinh" })))).toEqual([
      ["unit.level-unknown", "events", 0, "level"]
    ])
    const late = problems(event("a", "2025-08-01", founded("n", "huyen", { own: "tinh" })))
    expect(late).toContainEqual(["unit.level-not-living", "events", 0, "level"])
  })

  it("a level skipped against the association's links on that day", () => {
    expect(problems(event("a", "2024-05-01", founded("n", "chi_hoi", { own: "h1" })))).toEqual([
      ["unit.level-skipped", "events", 0, "parent"]
    ])
    expect(problems(event("a", "2024-05-01", moved("x1", "tinh")))).toEqual([
      ["unit.level-skipped", "events", 0, "parent"]
    ])
    expect(problems(event("a", "2024-05-01", { type: "unit-relevelled", unit: "x1", level: "huyen" }))).toContainEqual([
      "unit.level-skipped",
      "events",
      0,
      "parent"
    ])
  })

  it("two parents on one route and day, and two names on one day", () => {
    expect(problems(event("a", "2024-05-01", moved("x1", "h2")), event("b", "2024-05-01", moved("x1", "h1")))).toEqual([
      ["unit.two-parents", "events", 1, "parent"]
    ])
    expect(problems(event("a", "2024-01-01", renamed("x1", "Xã B")))).toEqual([["unit.two-facts", "events", 0, "name"]])
  })

  it("an event for a closed unit, or for one not yet founded", () => {
    expect(
      problems(event("a", "2024-05-01", closed("x1-1")), event("b", "2024-05-01", renamed("x1-1", "Ấp B")))
    ).toEqual([["unit.not-living", "events", 1, "effectiveOn"]])
    expect(problems(event("a", "2023-12-31", renamed("x1", "Xã B")))).toEqual([
      ["unit.not-living", "events", 0, "effectiveOn"]
    ])
    expect(problems(event("a", "2024-05-01", closed("x1-1")), event("b", "2024-06-01", closed("x1-1")))).toEqual([
      ["unit.not-living", "events", 1, "effectiveOn"]
    ])
    expect(problems(event("a", "2024-01-01", closed("x1-1")))).toEqual([
      ["unit.not-living", "events", 0, "effectiveOn"]
    ])
  })

  it("a parent closed while children live, whoever is named first", () => {
    expect(problems(event("a", "2024-05-01", closed("x5")))).toEqual([
      ["unit.parent-closed", "events", 0, "parent"],
      ["unit.parent-closed", "events", 0, "parent"]
    ])
    expect(
      problems(
        event("a", "2024-05-01", closed("x5")),
        event("b", "2024-05-01", moved("x5-1", "x4")),
        event("c", "2024-05-01", closed("x5-2"))
      )
    ).toEqual([])
    expect(
      problems(
        event("a", "2024-05-01", closed("x5")),
        event("b", "2024-05-02", moved("x5-1", "x4")),
        event("c", "2024-05-01", closed("x5-2"))
      )
    ).toEqual([["unit.parent-closed", "events", 1, "parent"]])
  })

  it("a unit outside the days of its parent", () => {
    expect(
      problems(
        event("a", "2024-06-01", founded("n", "co_so", { own: "h1" })),
        event("b", "2024-05-01", founded("n-1", "chi_hoi", { own: "n" }))
      )
    ).toEqual([["unit.parent-not-living", "events", 1, "parent"]])
  })

  it("a parent that does not stand on the route", () => {
    expect(
      problems(
        ...reorganisation.filter((each) => each.id !== "mt-x1"),
        event("z", "2025-07-01", moved("x1-1", "x1", "front"), reorganisedAt)
      )
    ).toContainEqual(["unit.parent-unknown", "events", 6, "parent front"])
    const beside = [
      ...reorganisation,
      event("n", "2025-07-01", { ...founded("n", "co_so", { own: "tinh", front: "x3-1" }) } as Fact, reorganisedAt)
    ]
    expect(problems(...beside)).toContainEqual(["unit.parent-off-route", "events", beside.length - 1, "parent front"])
  })

  it("a cycle on any day, even one that only begins later", () => {
    const cyclic: Association.Association = {
      ...Association.vwu,
      links: [...Association.vwu.links, { child: "to", parent: "to" }]
    }
    const base = { ...hierarchy, association: cyclic }
    const groups = [
      event("a", "2024-03-01", founded("g1", "to", { own: "x1-1" })),
      event("b", "2024-03-01", founded("g2", "to", { own: "x1-1" })),
      event("c", "2024-06-01", moved("g1", "g2"))
    ]
    const issuesOf = (...events: ReadonlyArray<HierarchyEvent>) => {
      const made = Hierarchy.record(base, events)
      return made.ok ? [] : made.issues.map((issue) => issue.code)
    }

    expect(issuesOf(...groups)).toEqual([])
    expect(issuesOf(...groups, event("d", "2024-07-01", moved("g2", "g1")))).toContain("unit.cycle")
    expect(issuesOf(...groups, event("d", "2024-04-01", moved("g2", "g1"), at(1)))).toContain("unit.cycle")
    expect(
      issuesOf(...groups, event("d", "2024-04-01", moved("g2", "g1")), event("e", "2024-06-01", moved("g2", "x1-2")))
    ).toEqual([])
    expect(issuesOf(event("a", "2024-03-01", founded("g1", "to", { own: "g1" })))).toContain("unit.cycle")
  })

  it("a ring of units longer than any tree is high, once and as a ring", () => {
    const size = 200
    const ring = Array.from({ length: size }, (_, i) =>
      event(`r${i}`, "2024-03-01", founded(`r${i}`, "to", { own: `r${(i + 1) % size}` }))
    )
    const beside = event("below", "2024-03-01", founded("below", "to", { own: "r7" }))
    const made = Hierarchy.record(hierarchy, [...ring, beside])
    const said = made.ok ? [] : made.issues

    expect(said.filter(({ code }) => code === "unit.cycle").map(({ path, english }) => [path[1], english])).toEqual([
      [0, expect.stringContaining("r0 › r1 › r2 › r3 › r4 › … (200) › r199 › r0")]
    ])
    expect(said.filter(({ path }) => Number(path[1]) < size)).toHaveLength(1)
  })

  it("what cannot be read as a day or a moment, and what was recorded before the last event", () => {
    expect(problems(event("a", "2024-02-30", renamed("x1", "Xã B")))).toEqual([
      ["event.day-unreadable", "events", 0, "effectiveOn"]
    ])
    expect(problems(event("a", "2024-05-01", renamed("x1", "Xã B"), "2024-11-01 02:00"))).toEqual([
      ["event.instant-unreadable", "events", 0, "recordedAt"]
    ])
    expect(problems(event("a", "2024-05-01", renamed("x1", "Xã B"), "2023-11-01T02:00:00.000Z"))).toEqual([
      ["event.recorded-before", "events", 0, "recordedAt"]
    ])
  })

  it("everything at once, never only the first", () => {
    const codes = problems(
      event("a", "2024-05-01", renamed("x9", "Xã Chín")),
      event("b", "2024-05-01", moved("x1-1", "h1")),
      event("c", "2024-05-01", closed("x4")),
      event("d", "2024-05-01", { type: "position-taken", position: "x1/thu-ky", person: "nguoi-x1" })
    ).map(([code]) => code)

    expect([...new Set(codes)].sort()).toEqual([
      "position.unknown",
      "unit.level-skipped",
      "unit.parent-closed",
      "unit.unknown"
    ])
  })

  it("in words that name the unit, the day and the next step", () => {
    const made = Hierarchy.record(hierarchy, [event("a", "2024-05-01", founded("n", "chi_hoi", { own: "h1" }))])

    expect(made.ok ? [] : made.issues.map(({ message, english }) => [message, english])).toEqual([
      [
        "Đơn vị n (n) (cấp chi_hoi) không được trực thuộc Huyện Đông Mẫu (h1) (cấp huyen) vào ngày 01/05/2024; cấp trên có thể là: co_so",
        "Đơn vị n (n) (chi_hoi) may not stand under Huyện Đông Mẫu (h1) (huyen) on 01/05/2024; it may stand under: co_so"
      ]
    ])
  })
})

describe("a withdrawal", () => {
  const rename = event("a", "2024-05-01", renamed("x1", "Xã Mới"), at(0))
  const withdrawn = (id: string, target: string, minutes: number, day = "2024-05-01"): HierarchyEvent =>
    event(id, day, { type: "event-withdrawn", event: target }, at(minutes))
  const nameAt = (events: ReadonlyArray<HierarchyEvent>, knownAt: string | null) => {
    const made = Hierarchy.record(hierarchy, events)
    return made.ok && Snapshot.unit(Hierarchy.at(made.value, "2024-06-01", { knownAt }), "x1")?.name
  }

  it("undoes an event, and what was known in between stays readable", () => {
    const events = [rename, withdrawn("b", "a", 10)]

    expect(nameAt(events, recordedAt)).toBe("Xã An Mẫu")
    expect(nameAt(events, at(5))).toBe("Xã Mới")
    expect(nameAt(events, at(10))).toBe("Xã An Mẫu")
    expect(nameAt(events, null)).toBe("Xã An Mẫu")
  })

  it("can itself be withdrawn", () => {
    const events = [rename, withdrawn("b", "a", 10), withdrawn("c", "b", 20)]

    expect(nameAt(events, at(15))).toBe("Xã An Mẫu")
    expect(nameAt(events, null)).toBe("Xã Mới")
    expect(nameAt([...events, withdrawn("d", "c", 30)], null)).toBe("Xã An Mẫu")
  })

  it("counts as often as it stands: an event withdrawn twice needs both withdrawals undone", () => {
    const twice = [
      rename,
      withdrawn("b", "a", 10),
      withdrawn("c", "b", 20),
      withdrawn("d", "a", 30),
      withdrawn("e", "c", 40),
      withdrawn("f", "d", 50)
    ]
    const onItsDay = event("h", "2024-05-01", renamed("x1", "Xã Đúng"), at(55))

    expect(nameAt(twice, null)).toBe("Xã An Mẫu")
    expect(nameAt([...twice, onItsDay], null)).toBe("Xã Đúng")
    expect(nameAt([...twice, withdrawn("g", "b", 54)], null)).toBe("Xã Mới")
    expect(nameAt([...twice, withdrawn("g", "b", 54), onItsDay], null)).toBe(false)
  })

  it("makes room for the right value on the same day", () => {
    const right = event("c", "2024-05-01", renamed("x1", "Xã Đúng"), at(10))

    expect(nameAt([rename, right], null)).toBe(false)
    expect(nameAt([rename, withdrawn("b", "a", 10), right], null)).toBe("Xã Đúng")
  })

  it("is refused for what is unknown, not recorded before it, withdrawn already, or of another day", () => {
    expect(problems(withdrawn("b", "zz", 10))).toEqual([["event.unknown", "events", 0, "event"]])
    expect(problems(rename, withdrawn("b", "a", 0))).toEqual([["event.unknown", "events", 1, "event"]])
    expect(problems(rename, withdrawn("b", "a", 10), withdrawn("c", "a", 11))).toEqual([
      ["event.withdrawn-already", "events", 2, "event"]
    ])
    expect(problems(rename, withdrawn("b", "a", 10, "2024-05-02"))).toEqual([
      ["event.withdrawn-day", "events", 1, "effectiveOn"]
    ])
  })

  it("is refused while others stand on what it withdraws", () => {
    const founding = hierarchy.events.find((each) => each.type === "unit-established" && each.unit === "x5")!

    const refused = problems(withdrawn("b", founding.id, 10, founding.effectiveOn))

    expect(refused.map(([code]) => code).sort()).toEqual(["unit.parent-unknown", "unit.parent-unknown", "unit.unknown"])
  })
})

describe("1 July 2025", () => {
  it("takes the districts out and leaves the past as it was", () => {
    const before = Hierarchy.at(reorganised, "2025-06-30")
    const after = Hierarchy.at(reorganised, "2025-07-01")

    expect(Snapshot.path(before, "x1-1")).toBe("Ấp 1 › Xã An Mẫu › Huyện Đông Mẫu › Tỉnh Mẫu")
    expect(Snapshot.path(after, "x1-1")).toBe("Ấp 1 › Xã An Mẫu › Tỉnh Mẫu")
    expect(Snapshot.atLevel(after, "huyen")).toEqual([])
    expect(Snapshot.leaves(after)).toHaveLength(14)
  })

  it("was not known before it was recorded", () => {
    const early = Hierarchy.at(reorganised, "2025-07-14", { knownAt: "2025-06-25T02:59:59.999Z" })

    expect(Snapshot.atLevel(early, "huyen")).toHaveLength(2)
    expect(Snapshot.atLevel(Hierarchy.at(reorganised, "2025-07-14", { knownAt: reorganisedAt }), "huyen")).toEqual([])
  })

  it("opens the route front, where branches and districts never stand", () => {
    const front = Hierarchy.at(reorganised, "2025-07-14", { route: "front" })

    expect(Hierarchy.at(reorganised, "2025-06-30", { route: "front" }).units).toEqual([])
    expect(front.units).toHaveLength(11)
    expect(Snapshot.path(front, "x1")).toBe(
      "Xã An Mẫu › Ủy ban MTTQ Việt Nam xã An Mẫu › Ủy ban MTTQ Việt Nam tỉnh Mẫu"
    )
    expect(Snapshot.unit(Hierarchy.at(reorganised, "2025-07-14"), "mt-x1")).toBeNull()
  })

  it("asks for every district and every commune at once", () => {
    const forgotten = reorganisation.filter((each) => each.id !== "close-h2" && each.id !== "own-x4")
    const made = Hierarchy.record(hierarchy, forgotten)

    const said = made.ok ? [] : made.issues.map(({ code, message }) => `${code}: ${message.split(" (")[0]}`)
    expect(said.sort()).toEqual(["unit.level-not-living: Thị xã Tây Mẫu", "unit.level-skipped: Phường Một Mẫu"])
  })

  it("does not concern a history that says nothing of the tree's shape from then on", () => {
    expect(problems(event("a", "2025-08-01", renamed("x1-1", "Ấp Nhất")))).toEqual([])
    expect(Snapshot.atLevel(Hierarchy.at(hierarchy, "2026-01-01"), "huyen")).toHaveLength(2)
  })

  it("a commune may become a ward without a new id", () => {
    const ward = event("a", "2024-09-01", { type: "unit-relevelled", unit: "x1", level: "co_so", kind: "phuong" })
    const made = Hierarchy.record(hierarchy, [ward])

    expect(made.ok && Snapshot.unit(Hierarchy.at(made.value, "2024-09-01"), "x1")).toMatchObject({
      level: "co_so",
      kind: "phuong",
      since: "2024-01-01"
    })
  })
})

it("the same question gets the very same answer", () => {
  expect(Hierarchy.at(hierarchy, "2024-10-31")).toBe(Hierarchy.at(hierarchy, "2024-10-31"))
})
