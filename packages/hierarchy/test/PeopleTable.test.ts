import { Hierarchy, PeopleTable, Position } from "@lienhoi/hierarchy"
import { hierarchy } from "@lienhoi/testing/SampleProvince"
import { describe, expect, it } from "vitest"

const options = {
  hierarchy,
  by: { person: "nguoi-tinh" },
  recordedAt: "2024-11-01T01:00:00.000Z",
  effectiveOn: "2024-01-01",
  file: "people.csv"
}

const read = (rows: string) =>
  PeopleTable.read(`person,name,address,unit,title,head,from,to,zalo,email,phone\n${rows}\n`, options)

const problems = (rows: string) => {
  const found = read(rows)
  return found.ok ? [] : found.issues.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
}

const after = (rows: string) => {
  const found = read(rows)
  if (!found.ok) throw new Error(found.issues.map((issue) => issue.english).join("\n"))
  const made = Hierarchy.record(hierarchy, found.value.events)
  if (!made.ok) throw new Error("not sound")
  return { ...found.value, hierarchy: made.value }
}

describe("a table of people", () => {
  it("becomes terms in office, and people beside them", () => {
    const { people, events, hierarchy } = after(
      "m,Ngô Thị Mẫu,cô,x2-3,Chi hội trưởng,,1/11/2024,31/12/2024,zalo-m,m@example.org,\nm,,,x2,Ủy viên,,,,,,\n"
    )

    expect(people).toEqual([
      {
        id: "m",
        name: "Ngô Thị Mẫu",
        address: "cô",
        contacts: [
          { channel: "zalo", address: "zalo-m" },
          { channel: "email", address: "m@example.org" }
        ]
      }
    ])
    expect(Position.headOf(hierarchy, "x2-3", "2024-12-31")?.person).toBe("m")
    expect(Position.headOf(hierarchy, "x2-3", "2025-01-01")).toBeNull()
    expect(events.every((event) => !JSON.stringify(event).includes("Ngô"))).toBe(true)
  })

  it("uses the seat that is there already, and lets several hold the same lesser title", () => {
    const { events } = after(
      "m,Ngô Thị Mẫu,,x2-3,Chi hội trưởng,,1/11/2024,,,,\na,Lê A Mẫu,,x2,Ủy viên,,,,,,\nb,Lê B Mẫu,,x2,Ủy viên,,,,,,\n"
    )

    const told = events.map((event) => `${event.type} ${"position" in event ? event.position : ""}`)
    expect(told).toEqual([
      "position-taken x2-3/chi-hoi-truong",
      "position-created x2/uy-vien/a",
      "position-taken x2/uy-vien/a",
      "position-created x2/uy-vien/b",
      "position-taken x2/uy-vien/b"
    ])
  })

  it("lets column head decide against the title", () => {
    const { hierarchy } = after(
      "m,Ngô Thị Mẫu,,x2-3,Phụ trách chi hội,x,1/11/2024,,,,\nn,Lê Thị Mẫu,,x1,Chủ tịch,không,,,,,"
    )

    expect(Position.headOf(hierarchy, "x2-3", "2024-11-01")?.title).toBe("Phụ trách chi hội")
    expect(Position.headOf(hierarchy, "x1", "2024-11-01")?.person).toBe("nguoi-x1")
  })

  it("keeps somebody without a position in the directory", () => {
    const { people, events } = after("m,Ngô Thị Mẫu,,,,,,,,,0900000900")

    expect(people.map((person) => person.contacts.length)).toEqual([1])
    expect(events).toEqual([])
  })
})

describe("a broken table names the place of", () => {
  it.each([
    ["an unknown unit", "m,Ngô Thị Mẫu,,x9,Chủ tịch,,,,,,", ["unit.unknown 2:4"]],
    ["a seat that is held", "m,Ngô Thị Mẫu,,x1,Chủ tịch,,1/5/2024,,,,", ["position.held 2:5"]],
    [
      "two heads at one time",
      "m,Ngô A,,x2-3,Chi hội trưởng,,1/8/2024,,,,\nn,Ngô B,,x2-3,Chi hội trưởng,,1/9/2024,,,,",
      ["position.held 3:5"]
    ],
    ["a term before the unit", "m,Ngô Thị Mẫu,,x1,Ủy viên,,1/5/2023,,,,", ["position.unit-not-living 2:7"]],
    ["a missing person", ",Ngô Thị Mẫu,,x1,Ủy viên,,,,,,", ["row.person-missing 2:1"]],
    ["a missing name", "m,,,x1,Ủy viên,,,,,,", ["person.name-missing 2:2"]],
    ["a missing title", "m,Ngô Thị Mẫu,,x1,,,,,,,", ["row.title-missing 2:5"]],
    ["two names", "m,Ngô A,,x1,Ủy viên,,,,,,\nm,Ngô B,,x2,Ủy viên,,,,,,", ["person.conflict 3:2"]],
    ["two telephones", "m,Ngô A,,x1,Ủy viên,,,,,,1\nm,,,x2,Ủy viên,,,,,,2", ["person.conflict 3:11"]],
    ["a head nobody can read", "m,Ngô A,,x1,Ủy viên,chắc vậy,,,,,", ["row.head-unreadable 2:6"]],
    ["a day nobody can read", "m,Ngô A,,x1,Ủy viên,,hôm qua,,,,", ["date.unreadable 2:7"]],
    ["an end before the beginning", "m,Ngô A,,x1,Ủy viên,,1/6/2024,1/5/2024,,,", ["row.to-before-from 2:8"]]
  ])("%s", (_, rows, expected) => {
    expect(problems(rows)).toEqual(expected)
  })
})
