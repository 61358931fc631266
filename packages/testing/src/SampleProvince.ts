/**
 * A small made-up province of the Women's Union for tests and examples: 1 province, 2 districts, 5 communes, 14 branches
 * and their officers in 2024, and the same tree redrawn on 1 July 2025. Synthetic: the places and people do not exist.
 *
 * @since 0.1.0
 */
import * as Association from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as PeopleTable from "@lienhoi/hierarchy/PeopleTable"
import * as UnitTable from "@lienhoi/hierarchy/UnitTable"
import type { Checked } from "@lienhoi/words/Issue"

/** First day of every fact of 2024. */
export const since = "2024-01-01"
/** When units and people were taken in. */
export const recordedAt = "2024-01-02T01:00:00.000Z"
/** When the redrawing of 1 July 2025 was recorded. */
export const reorganisedAt = "2025-06-25T03:00:00.000Z"
/** Who took them in. */
export const by = { person: "nguoi-tinh", position: "tinh/chu-tich" }

/** The units as a table: `tinh`; `h1`, `h2`; `x1` to `x5`; `x1-1` to `x5-2`. */
export const unitsCsv = `id,code,name,level,parent,kind
tinh,S0,Tỉnh Mẫu,tinh,,
h1,S01,Huyện Đông Mẫu,huyen,tinh,
h2,S02,Thị xã Tây Mẫu,huyen,tinh,
x1,S011,Xã An Mẫu,co_so,h1,xa
x2,S012,Xã Ân Mẫu,co_so,h1,xa
x3,S013,Thị trấn Đông Mẫu,co_so,h1,thi-tran
x4,S021,Phường Một Mẫu,co_so,h2,phuong
x5,S022,Phường Hai Mẫu,co_so,h2,phuong
x1-1,,Ấp 1,chi_hoi,x1,
x1-2,,Ấp 2,chi_hoi,x1,
x1-10,,Ấp 10,chi_hoi,x1,
x2-1,,Ấp Đông,chi_hoi,x2,
x2-2,,Ấp Dưới,chi_hoi,x2,
x2-3,,Ấp Ấn,chi_hoi,x2,
x3-1,,Khu phố 1,chi_hoi,x3,
x3-2,,Khu phố 2,chi_hoi,x3,
x3-3,,Trường THPT Mẫu,chi_hoi,x3,truong-hoc
x4-1,,Khu vực 1,chi_hoi,x4,
x4-2,,Khu vực 2,chi_hoi,x4,
x4-3,,Khu vực 3,chi_hoi,x4,
x5-1,,Khu vực 1,chi_hoi,x5,
x5-2,,Khu vực 2,chi_hoi,x5,
`

/** Officers as a table. Branch `x2-3` is vacant since July 2024; `nguoi-x3` also leads branch `x3-3`. */
export const peopleCsv = `person,name,address,unit,title,from,to,zalo,email,phone
nguoi-tinh,Nguyễn Thị Mẫu Tỉnh,cô,tinh,Chủ tịch,,,,tinh@example.org,
nguoi-tinh-pct,Trần Thị Mẫu Phó,,tinh,Phó Chủ tịch,,,,pho@example.org,
nguoi-h1,Lê Thị Mẫu Đông,,h1,Chủ tịch,,,,h1@example.org,
nguoi-h2,Phạm Thị Mẫu Tây,,h2,Chủ tịch,,,,h2@example.org,
nguoi-x1,Võ Thị Mẫu An,,x1,Chủ tịch,,,zalo-x1,x1@example.org,0900000011
nguoi-x2,Đỗ Thị Mẫu Ân,,x2,Chủ tịch,,,zalo-x2,,0900000012
nguoi-x3,Hồ Thị Mẫu Ba,,x3,Chủ tịch,,,zalo-x3,,0900000013
nguoi-x4,Bùi Thị Mẫu Bốn,,x4,Chủ tịch,,,zalo-x4,,0900000014
nguoi-x5,Đặng Thị Mẫu Năm,,x5,Chủ tịch,,,zalo-x5,,0900000015
nguoi-x1-1,Ngô Thị Mẫu Một,cô,x1-1,Chi hội trưởng,,,zalo-x1-1,,0900000101
nguoi-x1-2,Dương Thị Mẫu Hai,,x1-2,Chi hội trưởng,,,zalo-x1-2,,0900000102
nguoi-x1-10,Lý Thị Mẫu Mười,cô,x1-10,Chi hội trưởng,,,,,0900000110
nguoi-x2-1,Mai Thị Mẫu Đông,,x2-1,Chi hội trưởng,,,zalo-x2-1,,0900000201
nguoi-x2-2,Vũ Thị Mẫu Dưới,,x2-2,Chi hội trưởng,,2024-09-30,zalo-x2-2,,0900000202
nguoi-x2-2b,Trương Thị Mẫu Mới,,x2-2,Chi hội trưởng,2024-10-01,,zalo-x2-2b,,0900000212
nguoi-x2-3,Đinh Thị Mẫu Ấn,,x2-3,Chi hội trưởng,,2024-06-30,,,0900000203
nguoi-x3-1,Lâm Thị Mẫu Phố,,x3-1,Chi hội trưởng,,,zalo-x3-1,,0900000301
nguoi-x3-2,Phan Thị Mẫu Phố,,x3-2,Chi hội trưởng,,,zalo-x3-2,,0900000302
nguoi-x3,,,x3-3,Chi hội trưởng,,,,,
nguoi-x4-1,Huỳnh Thị Mẫu Vực,,x4-1,Chi hội trưởng,,,zalo-x4-1,,0900000401
nguoi-x4-2,Hà Thị Mẫu Vực,,x4-2,Chi hội trưởng,,,zalo-x4-2,,0900000402
nguoi-x4-3,Cao Thị Mẫu Vực,,x4-3,Chi hội trưởng,,,,,0900000403
nguoi-x5-1,Tạ Thị Mẫu Vực,,x5-1,Chi hội trưởng,,,zalo-x5-1,,0900000501
nguoi-x5-2,Châu Thị Mẫu Vực,,x5-2,Chi hội trưởng,,,zalo-x5-2,,0900000502
`

const sound = <A>(checked: Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Error(checked.issues.map((each) => each.english).join("\n"))
}

const reading = { by, recordedAt, effectiveOn: since }

const unitEvents = sound(UnitTable.read(unitsCsv, { ...reading, association: Association.vwu })).events
const units = sound(Hierarchy.make({ association: Association.vwu, events: unitEvents }))
const taken = sound(PeopleTable.read(peopleCsv, { ...reading, hierarchy: units }))

/** The tree with its officers, as recorded in January 2024. */
export const hierarchy: Hierarchy.Hierarchy = sound(Hierarchy.record(units, taken.events))

/** Names and contact points of the officers. */
export const directory: Directory.Directory = sound(Directory.make(taken.people))

const redrawing = { effectiveOn: "2025-07-01", recordedAt: reorganisedAt, by, basis: "Nghị quyết mẫu" }

/** 1 July 2025: the districts close, the communes stand under the province and on the route `front`. */
export const reorganisation: ReadonlyArray<HierarchyEvent> = [
  ...Hierarchy.at(hierarchy, since)
    .units.filter((unit) => unit.level === "tinh" || unit.level === "co_so")
    .map(
      (unit): HierarchyEvent => ({
        ...redrawing,
        id: `mt-${unit.id}`,
        type: "unit-established",
        unit: `mt-${unit.id}`,
        level: unit.level,
        name: Association.organisationName(Association.front, unit),
        code: null,
        kind: "mat-tran",
        parents: { front: unit.level === "tinh" ? null : "mt-tinh" }
      })
    ),
  ...["x1", "x2", "x3", "x4", "x5"].flatMap(
    (unit): ReadonlyArray<HierarchyEvent> => [
      { ...redrawing, id: `own-${unit}`, type: "unit-moved", unit, route: "own", parent: "tinh" },
      { ...redrawing, id: `front-${unit}`, type: "unit-moved", unit, route: "front", parent: `mt-${unit}` }
    ]
  ),
  { ...redrawing, id: "close-h1", type: "unit-closed", unit: "h1" },
  { ...redrawing, id: "close-h2", type: "unit-closed", unit: "h2" }
]

/** The tree with the redrawing of 1 July 2025 recorded. */
export const reorganised: Hierarchy.Hierarchy = sound(Hierarchy.record(hierarchy, reorganisation))
