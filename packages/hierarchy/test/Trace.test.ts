import { Association, CodeTable, Hierarchy, Trace, UnitSeries } from "@lienhoi/hierarchy"
import { expect, it } from "vitest"

const head = "code,name,level,parent_code\n"
const read = UnitSeries.read(
  [
    {
      date: "2024-06-01",
      text: `${head}93,Tỉnh Hậu Giang,province,\n934,Huyện Phụng Hiệp,district,93\n31393,Thị trấn Kinh Cùng,commune,934\n31423,Xã Hòa An,commune,934\n`
    },
    { date: "2025-07-01", text: `${head}92,Thành phố Cần Thơ,province,\n31393,Xã Hòa An,commune,92\n` },
    { date: "2026-01-01", text: `${head}92,Thành phố Cần Thơ,province,\n31393,Phường Hòa An,commune,92\n` }
  ],
  {
    association: Association.vwu,
    by: { person: "nguoi-tinh" },
    recordedAt: "2026-02-01T02:00:00.000Z",
    redraws: [
      { date: "2025-07-01", text: "old_code,new_code,extent\n93,92,whole\n31393,31393,whole\n31423,31393,whole\n" }
    ]
  }
)
const tree = Hierarchy.make({ association: Association.vwu, events: read.ok ? read.value.events : [] })
if (!tree.ok) throw new Error("not sound")

it("a code tells every unit that ever bore it, each with its own life", () => {
  const [first, second, ...more] = Trace.code(tree.value, "31393")

  expect(more).toEqual([])
  expect(first).toMatchObject({
    unit: "31393@2024-06-01",
    from: "2024-06-01",
    until: "2025-07-01",
    names: [{ value: "Thị trấn Kinh Cùng", from: "2024-06-01", until: "2025-07-01" }],
    parents: [{ value: { name: "Huyện Phụng Hiệp" } }],
    predecessors: [],
    successors: [{ unit: "31393@2025-07-01", name: "Xã Hòa An", on: "2025-07-01", extent: "whole", weight: null }]
  })
  expect(second).toMatchObject({
    unit: "31393@2025-07-01",
    until: null,
    names: [
      { value: "Xã Hòa An", from: "2025-07-01", until: "2026-01-01" },
      { value: "Phường Hòa An", from: "2026-01-01", until: null }
    ],
    codes: [{ value: "31393", from: "2025-07-01", until: null }],
    predecessors: [
      { name: "Thị trấn Kinh Cùng", code: "31393" },
      { name: "Xã Hòa An", code: "31423" }
    ]
  })
})

it("what was recorded later is not known before", () => {
  expect(Trace.code(tree.value, "31393", { knownAt: "2026-01-31T00:00:00.000Z" })).toEqual([])
  expect(Trace.unit(tree.value, "khong-co")).toBeNull()
})

it("a code that nobody bore tells nothing", () => {
  expect(Trace.code(tree.value, "31999")).toEqual([])
})

it("the list of a day holds the units of that day only", () => {
  expect(CodeTable.of(tree.value, "2025-06-30").map(({ code }) => code)).toEqual(["93", "934", "31393", "31423"])
  expect(CodeTable.of(tree.value, "2025-07-01").map(({ code }) => code)).toEqual(["92", "31393"])
})
