import { Association, Hierarchy, Snapshot, UnitTable } from "@lienhoi/hierarchy"
import { unitsCsv } from "@lienhoi/testing/SampleProvince"
import { Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"

const options = {
  association: Association.vwu,
  by: { person: "nguoi-tinh" },
  recordedAt: "2024-10-01T01:00:00.000Z",
  effectiveOn: "2024-01-01",
  file: "units.csv"
}

const problems = (text: string) => {
  const read = UnitTable.read(text, options)
  return read.ok ? [] : read.issues.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
}

const treeOf = (text: string) => {
  const read = UnitTable.read(text, options)
  if (!read.ok) throw new Error(read.issues.map((issue) => Issue.format(issue)).join("\n"))
  const made = Hierarchy.make({ association: Association.vwu, events: read.value.events })
  if (!made.ok) throw new Error("not sound")
  return { ...read.value, at: (day: string, route = "own") => Hierarchy.at(made.value, day, { route }) }
}

const head = "id,code,name,level,parent,kind,from,to,front_parent\n"
const top = "t,93,Tỉnh Mẫu,tinh,,,,,\nh,930,Huyện Mẫu,huyen,t,,,,\nx,31393,Xã Mẫu,co_so,h,xa,,,\n"

describe("a table of units", () => {
  it("becomes a tree", () => {
    const { at, warnings } = treeOf(unitsCsv)

    expect(warnings).toEqual([])
    expect(at("2024-01-01").units).toHaveLength(22)
    expect(at("2023-12-31").units).toEqual([])
    expect(Snapshot.unit(at("2024-01-01"), "x3-3")).toEqual({
      id: "x3-3",
      name: "Trường THPT Mẫu",
      code: null,
      level: "chi_hoi",
      kind: "truong-hoc",
      parent: "x3",
      since: "2024-01-01"
    })
  })

  it.each([
    ["decomposed letters", (text: string) => text.normalize("NFD")],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["semicolons", (text: string) => text.replaceAll(",", ";")],
    ["all of them", (text: string) => `\uFEFF${text.normalize("NFD").replaceAll(",", ";").replaceAll("\n", "\r\n")}`]
  ])("is the same with %s", (_, spoil) => {
    expect(treeOf(spoil(unitsCsv)).events).toEqual(treeOf(unitsCsv).events)
  })

  it("tells what changed by several rows of one id", () => {
    const { at, events } = treeOf(
      `${head}t,93,Tỉnh Mẫu,tinh,,,,,
h,930,Huyện Mẫu,huyen,t,,,30/06/2025,
x,31393,Thị trấn Mẫu,co_so,h,thi-tran,,2025-06-30,
x,31400,Xã Mẫu,co_so,t,xa,1/7/2025,,mt
mt,,Mặt trận xã Mẫu,co_so,-,mat-tran,2025-07-01,,
b,,Ấp 1,chi_hoi,x,,,,
`
    )

    expect(events.map((event) => event.type).toSorted()).toEqual(
      [
        ...["unit-closed", "unit-established", "unit-established", "unit-established", "unit-established"],
        ...["unit-established", "unit-moved", "unit-moved", "unit-recoded", "unit-relevelled", "unit-renamed"]
      ].toSorted()
    )
    expect(Snapshot.path(at("2025-06-30"), "b")).toBe("Ấp 1 › Thị trấn Mẫu › Huyện Mẫu › Tỉnh Mẫu")
    expect(Snapshot.path(at("2025-07-01"), "b")).toBe("Ấp 1 › Xã Mẫu › Tỉnh Mẫu")
    expect(Snapshot.unit(at("2025-07-01"), "x")).toMatchObject({ code: "31400", kind: "xa", since: "2024-01-01" })
    expect(Snapshot.unit(at("2025-07-01"), "h")).toBeNull()
    expect(Snapshot.path(at("2025-07-01", "front"), "x")).toBe("Xã Mẫu › Mặt trận xã Mẫu")
    expect(Snapshot.unit(at("2025-07-01"), "mt")).toBeNull()
  })

  it("may list rows of one unit in any order, and needs no last day before the next row", () => {
    const { at } = treeOf(`${head}t,93,Tỉnh Mới,tinh,,,01/06/2024,,\nt,93,Tỉnh Cũ,tinh,,,,,\n`)

    expect(["2024-05-31", "2024-06-01"].map((day) => Snapshot.unit(at(day), "t")?.name)).toEqual([
      "Tỉnh Cũ",
      "Tỉnh Mới"
    ])
  })

  it("warns of a code on two living units, not of one that was passed on", () => {
    const shared = treeOf(`${head}${top}y,31393,Xã Khác,co_so,h,,,,\n`)
    const passedOn = treeOf(`${head}${top.replace("xa,,,", "xa,,31/05/2024,")}y,31393,Xã Khác,co_so,h,,1/6/2024,,\n`)

    expect(shared.warnings.map((each) => `${each.severity} ${Issue.format(each)}`)).toEqual([
      "warning units.csv:5:2: Mã 31393 cũng là của đơn vị x (dòng 4); xem lại nếu không cố ý"
    ])
    expect(passedOn.warnings).toEqual([])
  })

  it("warns of a column that is not read", () => {
    expect(
      treeOf("id,code,name,level,parent,ghi chú\nt,93,Tỉnh Mẫu,tinh,,\n").warnings.map((each) => each.place)
    ).toEqual([{ file: "units.csv", line: 1, column: 6 }])
  })
})

describe("a broken table names the place of", () => {
  it.each([
    ["an unknown parent", "b,,Ấp 1,chi_hoi,x9,,,,", ["unit.parent-unknown 5:5"]],
    ["a cycle", "c1,,Xã 1,co_so,c2,,,,\nc2,,Xã 2,co_so,c1,,,,", ["unit.cycle 5:5", "unit.cycle 6:5"]],
    ["a unit under itself", "b,,Ấp 1,chi_hoi,b,,,,", ["unit.cycle 5:5"]],
    ["an id given twice", "b,,Ấp 1,chi_hoi,x,,,,\nb,,Ấp 2,chi_hoi,x,,,,", ["unit.duplicate 6:1"]],
    ["an unknown level", "b,,Ấp 1,ap,x,,,,", ["unit.level-unknown 5:4"]],
    ["a skipped level", "b,,Ấp 1,chi_hoi,h,,,,", ["unit.level-skipped 5:5"]],
    ["a missing parent", "b,,Ấp 1,chi_hoi,,,,,", ["row.parent-missing 5:5"]],
    ["a day that does not exist", "b,,Ấp 1,chi_hoi,x,,30/02/2024,,", ["date.no-such-day 5:7"]],
    ["a day nobody can read", "b,,Ấp 1,chi_hoi,x,,,tháng 6,", ["date.unreadable 5:8"]],
    ["an end before the beginning", "b,,Ấp 1,chi_hoi,x,,1/6/2024,31/5/2024,", ["row.to-before-from 5:8"]],
    ["a life before the parent's", "b,,Ấp 1,chi_hoi,x,,1/6/2023,,", ["unit.parent-not-living 5:5"]],
    ["rows that overlap", "b,,Ấp 1,chi_hoi,x,,,30/6/2024,\nb,,Ấp 2,chi_hoi,x,,1/6/2024,,", ["row.overlap 6:7"]],
    ["rows with a gap", "b,,Ấp 1,chi_hoi,x,,,31/5/2024,\nb,,Ấp 2,chi_hoi,x,,2/6/2024,,", ["row.gap 6:7"]],
    ["a missing id", ",,Ấp 1,chi_hoi,x,,,,", ["row.id-missing 5:1"]],
    ["a missing name", "b,,,chi_hoi,x,,,,", ["row.name-missing 5:3"]],
    [
      "a district after its tier",
      "b,,Ấp 1,chi_hoi,x,,1/8/2025,,",
      ["unit.level-not-living 3:4", "unit.level-skipped 4:5"]
    ],
    ["the route front before its time", "y,,Xã 2,co_so,h,,,,x", ["unit.parent-off-route 5:9"]]
  ])("%s", (_, rows, expected) => {
    expect(problems(`${head}${top}${rows}\n`)).toEqual(expect.arrayContaining(expected))
  })

  it("a parent closed while children live", () => {
    const text = `${head}t,93,Tỉnh Mẫu,tinh,,,,,\nh,930,Huyện Mẫu,huyen,t,,,31/5/2024,\nx,1,Xã Mẫu,co_so,h,,,,\n`

    expect(problems(text)).toEqual(["unit.parent-closed 4:5"])
  })

  it("a missing column", () => {
    expect(problems("id,name\nt,Tỉnh Mẫu\n")).toEqual([
      "table.heading-missing 1:1",
      "table.heading-missing 1:1",
      "table.heading-missing 1:1"
    ])
  })

  it("every problem at once, in the order of the file", () => {
    const text = `${head}${top}b,,Ấp 1,chi_hoi,x9,,,,
b2,,Ấp 2,chi_hoi,h,,32/1/2024,,
x,31393,Xã Mẫu,co_so,h,xa,,,
,,Ấp 3,ap,x,,,,
`

    expect(problems(text)).toEqual([
      "unit.parent-unknown 5:5",
      "unit.level-skipped 6:5",
      "date.no-such-day 6:7",
      "unit.duplicate 7:1",
      "row.id-missing 8:1"
    ])
  })

  it("in both languages, with the file", () => {
    const read = UnitTable.read(`${head}${top}b,,Ấp 1,chi_hoi,x9,,,,\n`, options)

    expect(read.ok ? [] : read.issues.map((issue) => [Issue.format(issue), Issue.format(issue, "en")])).toEqual([
      [
        "units.csv:5:5: Ấp 1 (b) trực thuộc x9, nhưng không có đơn vị x9; xem lại mã đơn vị cấp trên",
        "units.csv:5:5: Ấp 1 (b) stands under x9, but there is no unit x9; check the id of the upper unit"
      ]
    ])
  })
})

it("a row that no longer names the front committee says so", () => {
  const rows = `t,93,Tỉnh Mẫu,tinh,,,2025-07-01,,
mt,,Mặt trận,co_so,-,,2025-07-01,,
x,1,Xã A,co_so,t,,2025-07-01,,mt
x,1,Xã B,co_so,t,,2025-09-01,,
`
  expect(problems(`${head}${rows}`)).toEqual(["row.route-left 5:9"])
})

describe("a large table", () => {
  const rows = (n: number, row: (i: number) => string) => head + Array.from({ length: n }, (_, i) => row(i)).join("\n")

  it("in which the spreadsheet counted the column of parents on is refused row by row", () => {
    const found = problems(rows(12_000, (i) => `u${i},,Ấp ${i},chi_hoi,u${i + 1},,,,`))

    expect(found.filter((each) => each.startsWith("unit.level-skipped"))).toHaveLength(11_999)
    expect(found.at(-1)).toBe("unit.parent-unknown 12001:5")
  })

  it("in which every unit bears one code is read with a warning for each", () => {
    const units = rows(40_000, (i) => `u${i},0,Tỉnh ${i},tinh,,,,,`)
    const read = UnitTable.read(units, options)

    expect(read.ok && read.value.warnings).toHaveLength(39_999)
  })
})
