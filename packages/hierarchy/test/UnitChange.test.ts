import { Hierarchy, UnitChange, UnitList, type Weight } from "@lienhoi/hierarchy"
import { HierarchyArbitrary } from "@lienhoi/testing"
import { expect, it } from "vitest"

let count = 0
const head = (effectiveOn: string, basis?: string) => ({
  id: `e${++count}`,
  effectiveOn,
  recordedAt: "2025-06-20T02:00:00.000Z",
  by: { person: "nguoi-mau" },
  ...(basis === undefined ? {} : { basis })
})
const paper = "1668/NQ-UBTVQH15"
const founded = (day: string, unit: string, name: string, parent: string | null, basis?: string) => ({
  ...head(day, basis),
  type: "unit-established" as const,
  unit,
  name,
  level: parent === null ? "tinh" : "co_so",
  code: null,
  kind: "xa",
  parents: { own: parent }
})
const passed = (from: string, to: string, weight: Weight.Weight | null) => ({
  ...head("2025-07-01", paper),
  type: "unit-succeeded" as const,
  from,
  to,
  extent: weight === null ? ("whole" as const) : ("partial" as const),
  weight
})
const closed = (unit: string) => ({ ...head("2025-07-01", paper), type: "unit-closed" as const, unit })

/** Two communes become one, a third is divided, one is only renamed and moved: synthetic. */
const tree = Hierarchy.make({
  association: HierarchyArbitrary.association,
  events: [
    founded("2020-01-01", "t", "Tỉnh Mẫu", null),
    founded("2020-01-01", "t2", "Tỉnh Khác", null),
    founded("2020-01-01", "a", "Xã Một", "t"),
    founded("2020-01-01", "b", "Xã Hai", "t"),
    founded("2020-01-01", "c", "Xã Ba", "t"),
    founded("2020-01-01", "d", "Xã Bốn", "t"),
    founded("2020-01-01", "e", "Xã Năm", "t"),
    founded("2025-07-01", "n", "Xã Mới", "t", paper),
    passed("a", "n", null),
    passed("b", "n", null),
    passed("c", "n", { basis: "members", numerator: 312, denominator: 980 }),
    passed("c", "d", { basis: "members", numerator: 668, denominator: 980 }),
    closed("a"),
    closed("b"),
    closed("c"),
    closed("e"),
    { ...head("2025-07-01", "QĐ của tỉnh"), type: "unit-renamed", unit: "d", name: "Xã Bốn Mới" },
    { ...head("2025-08-01"), type: "unit-moved", unit: "d", route: "own", parent: "t2" }
  ]
})
if (!tree.ok) throw new Error(tree.issues.map(({ message }) => message).join("\n"))
const told = (unit: string, language: "vi" | "en" = "vi") =>
  UnitChange.of(tree.value, unit).map((change) => UnitChange.sentence(change, language))

it("tells what a unit came from, with the paper it rests on", () => {
  expect(told("n")).toEqual([
    "Từ 1/7/2025 Xã Mới được lập từ Xã Hai, Xã Một và một phần Xã Ba, theo Nghị quyết 1668/NQ-UBTVQH15."
  ])
  expect(told("n", "en")).toEqual([
    "Xã Mới was made of Xã Hai, Xã Một and a part of Xã Ba on 1/7/2025, by Resolution 1668/NQ-UBTVQH15."
  ])
})

it("tells what became of a unit: joined, divided by what share, or ended without anybody named", () => {
  expect(told("a")).toEqual([
    "Từ 1/1/2020 có Xã Một.",
    "Từ 1/7/2025 Xã Một nhập vào Xã Mới, theo Nghị quyết 1668/NQ-UBTVQH15."
  ])
  expect(told("c").at(-1)).toBe(
    "Từ 1/7/2025 Xã Ba kết thúc, chia về Xã Bốn Mới (668/980 hội viên) và Xã Mới (312/980 hội viên), theo Nghị quyết 1668/NQ-UBTVQH15."
  )
  expect(told("e").at(-1)).toBe("Từ 1/7/2025 Xã Năm không còn hoạt động, theo Nghị quyết 1668/NQ-UBTVQH15.")
})

it("tells a new name and a new upper unit, each on its day", () => {
  expect(told("d").slice(1)).toEqual([
    "Từ 1/7/2025 Xã Bốn Mới nhận thêm một phần Xã Ba, theo Nghị quyết 1668/NQ-UBTVQH15.",
    "Từ 1/7/2025 Xã Bốn mang tên mới là Xã Bốn Mới, theo QĐ của tỉnh.",
    "Từ 1/8/2025 Xã Bốn Mới chuyển từ Tỉnh Mẫu về Tỉnh Khác."
  ])
  const changes = UnitChange.of(tree.value, "d")
  expect(UnitChange.within(changes, "2025-07-01", "2025-08-01").map(({ type }) => type)).toEqual(["moved"])
  expect(told("khong-co")).toEqual([])
})

it("lists the units of a day, and those that ended with who has what was theirs", () => {
  const before = UnitList.of(tree.value, "2025-06-30")
  expect(before.units.map(([id]) => id)).toEqual(["t2", "t", "c", "d", "b", "a", "e"])
  expect(before.ended).toEqual([])
  const after = UnitList.of(tree.value, "2025-08-01")
  expect(after.units).toContainEqual(["d", "Xã Bốn Mới", null, "co_so", "t2"])
  expect(after.ended.map(([id, name, , , parent, until, heirs]) => [id, name, parent, until, heirs])).toEqual([
    ["a", "Xã Một", "t", "2025-07-01", ["n"]],
    ["b", "Xã Hai", "t", "2025-07-01", ["n"]],
    ["c", "Xã Ba", "t", "2025-07-01", ["d", "n"]],
    ["e", "Xã Năm", "t", "2025-07-01", []]
  ])
})
