import { Association, Level } from "@lienhoi/hierarchy"
import { describe, expect, it } from "vitest"

const own = (child: string, parent: string, kind: string | null = null) => ({ child, parent, kind, route: "own" })

describe("on 1 July 2025 the district tier ends", () => {
  it.each(Association.presets.map((preset) => [preset.id, preset] as const))("in %s", (_, association) => {
    const before = Association.levelsOn(association, "2025-06-30").map((level) => level.id)
    const after = Association.levelsOn(association, "2025-07-01").map((level) => level.id)

    expect(before).toContain("huyen")
    expect(after).not.toContain("huyen")
    expect(Association.allows(association, own("co_so", "huyen"), "2025-06-30")).toBe(true)
    expect(Association.allows(association, own("co_so", "huyen"), "2025-07-01")).toBe(false)
  })

  it("the commune hangs on the province, and not a day before", () => {
    for (const association of [Association.vwu, Association.youth, Association.front, Association.farmers]) {
      expect(Association.allows(association, own("co_so", "tinh", "xa"), "2025-06-30")).toBe(false)
      expect(Association.allows(association, own("co_so", "tinh", "xa"), "2025-07-01")).toBe(true)
    }
  })

  it("agencies and forces stood under the province before", () => {
    expect(Association.allows(Association.vwu, own("co_so", "tinh", "luc-luong-vu-trang"), "2024-10-15")).toBe(true)
  })

  it("in the Party a commune committee takes the district's place", () => {
    const ids = Association.levelsOn(Association.party, "2025-07-01").map((level) => level.id)

    expect(ids).toEqual(["trung_uong", "tinh", "xa", "co_so", "chi_bo", "to_dang"])
    expect(Association.parentLevels(Association.party, own("chi_bo", ""), "2025-06-30")).toEqual(["huyen", "co_so"])
    expect(Association.parentLevels(Association.party, own("chi_bo", ""), "2025-07-01")).toEqual(["co_so", "xa"])
    expect(Association.allows(Association.party, own("co_so", "tinh", "xa"), "2025-07-01")).toBe(false)
  })
})

describe("the route front", () => {
  it("leads to the Front committee of the same place, from 1 July 2025", () => {
    const meeting = { child: "co_so", parent: "co_so", kind: "xa", route: "front" }

    expect(Association.allows(Association.vwu, meeting, "2025-06-30")).toBe(false)
    expect(Association.allows(Association.vwu, meeting, "2025-07-01")).toBe(true)
    expect(Association.allows(Association.vwu, { ...meeting, route: "own" }, "2025-07-01")).toBe(false)
  })

  it("is not one of the Front's own routes, nor of the Party's", () => {
    expect(Association.presets.filter((each) => each.routes.includes("front")).map((each) => each.id)).toEqual([
      "vwu",
      "youth",
      "farmers",
      "veterans"
    ])
  })
})

describe("every preset", () => {
  it.each(Association.presets.map((preset) => [preset.id, preset] as const))(
    "%s names only levels it has",
    (_, preset) => {
      const ids = preset.levels.map((level) => level.id)
      const named = [
        ...preset.links.flatMap(({ child, parent }) => [child, parent]),
        ...preset.officers.map((o) => o.level)
      ]

      expect(new Set(ids).size).toBe(ids.length)
      expect(named.filter((id) => !ids.includes(id))).toEqual([])
      expect(ids.filter((id) => Association.officersAt(preset, id) === null)).toEqual([])
      expect(preset.routes).toEqual([...new Set(["own", ...preset.links.map((link) => link.route ?? "own")])])
    }
  )

  it.each(Association.presets.map((preset) => [preset.id, preset] as const))(
    "%s leads down on its own route",
    (_, preset) => {
      const rank = (id: string) => Association.level(preset, id)!.rank
      const upward = preset.links.filter((link) => link.route === undefined && rank(link.child) <= rank(link.parent))

      expect(upward).toEqual([])
    }
  )

  it("is found by its id", () => {
    expect(Association.byId("vwu")).toBe(Association.vwu)
    expect(Association.byId("hoi-sinh-vien")).toBeNull()
  })
})

describe("what an organisation is called", () => {
  it.each([
    [Association.vwu, "co_so", "Phường IV", "Hội LHPN phường IV"],
    [Association.vwu, "chi_hoi", "Khu vực 3", "Chi hội phụ nữ khu vực 3"],
    [Association.vwu, "co_so", "Công an tỉnh Mẫu", "Hội LHPN Công an tỉnh Mẫu"],
    [Association.vwu, "trung_uong", "Trung ương", "Hội LHPN Việt Nam"],
    [Association.youth, "tinh", "Tỉnh Hậu Giang", "Đoàn TNCS Hồ Chí Minh tỉnh Hậu Giang"],
    [Association.youth, "chi_doan", "Ấp 4", "Chi đoàn ấp 4"],
    [Association.front, "co_so", "Xã Hòa An", "Ủy ban MTTQ Việt Nam xã Hòa An"],
    [Association.farmers, "to_hoi", "số 2", "Tổ hội nông dân số 2"],
    [Association.veterans, "phan_hoi", "số 1", "Phân hội cựu chiến binh số 1"],
    [Association.party, "xa", "Xã Hòa An", "Đảng bộ xã Hòa An"]
  ])("in %o at level %s: %s", (association, level, name, expected) => {
    expect(Association.organisationName(association, { level, name })).toBe(expected)
  })

  it("keeps the name as written in English, and alone at a level without a form", () => {
    expect(Association.organisationName(Association.vwu, { level: "co_so", name: "Xã A" }, "en")).toBe(
      "Women's Union, Xã A"
    )
    expect(Association.organisationName(Association.vwu, { level: "cum", name: "Cụm 1" })).toBe("Cụm 1")
  })
})

it("a level lives from its first to its last day, both inside", () => {
  const level = { from: "2024-01-01", to: "2024-12-31" }
  const days = ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"]

  expect(days.map((day) => Level.livesOn(level, day))).toEqual([false, true, true, false])
  expect(Level.livesOn({}, "0001-01-01")).toBe(true)
})
