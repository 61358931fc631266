/**
 * A made-up province redrawn on 1 July 2025, and one monthly report that communes and branches owe. Commune `x1` went whole
 * into `x2`; `x3` was divided between `x2` and `x4`; `x5` was dissolved into `x4` and its branch `x5-1` with it; branch `x2-2`
 * was dissolved and nobody named. Synthetic: the places and people do not exist.
 */
import * as Association from "@lienhoi/hierarchy/Association"
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as UnitTable from "@lienhoi/hierarchy/UnitTable"
import type { Checked } from "@lienhoi/words/Issue"
import type { AppConfig } from "lienhoi"

const sound = <A>(checked: Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Error(checked.issues.map(({ english }) => english).join("\n"))
}

const units = `id,code,name,level,parent
tinh,,Tỉnh Mẫu,tinh,
h,,Huyện Mẫu,huyen,tinh
x1,,Xã Một,co_so,h
x2,,Xã Hai,co_so,h
x3,,Xã Ba,co_so,h
x4,,Xã Bốn,co_so,h
x5,,Xã Năm,co_so,h
x1-1,,Ấp Đầu,chi_hoi,x1
x2-2,,Ấp Giữa,chi_hoi,x2
x3-1,,Ấp Cuối,chi_hoi,x3
x5-1,,Ấp Chợ,chi_hoi,x5
`

const people = `person,name,address,unit,title
nguoi-tinh,Nguyễn Thị Mẫu Tỉnh,,tinh,Chủ tịch
nguoi-x1,Lê Thị Mẫu Một,,x1,Chủ tịch
nguoi-x2,Lê Thị Mẫu Hai,,x2,Chủ tịch
nguoi-x3,Lê Thị Mẫu Ba,,x3,Chủ tịch
nguoi-x4,Lê Thị Mẫu Bốn,,x4,Chủ tịch
nguoi-x5-1,Lê Thị Mẫu Chợ,,x5-1,Chi hội trưởng
`

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15, co_so: 17 }
sections:
  hoat_dong:
    title: Hoạt động
    asked_of: [chi_hoi, co_so]
    fields:
      - { key: HV, label: Hội viên, type: count, combine: { units: sum, periods: last } }
      - { key: HOP, label: Cuộc họp, type: count, combine: { units: sum, periods: sum } }
`

const by = { person: "nguoi-mau" }
const association = Association.vwu
const reading = { association, by, recordedAt: "2024-01-02T01:00:00.000Z", effectiveOn: "2024-01-01" }
const before = sound(Hierarchy.make({ association, events: sound(UnitTable.read(units, reading)).events }))

const hierarchy = sound(
  Reorganisation.apply(
    before,
    {
      id: "sap-xep-mau",
      basis: "01/NQ-MAU",
      effectiveOn: "2025-07-01",
      steps: [
        { step: "abolish-level", level: "huyen", heirs: { h: "tinh" } },
        { step: "merge", from: ["x1", "x2"], into: "x2" },
        { step: "split", from: "x3", into: [{ to: "x2" }, { to: "x4" }] },
        { step: "assign", branch: "x3-1", to: "x4" },
        { step: "dissolve", unit: "x5", heir: "x4" },
        { step: "dissolve", unit: "x5-1" },
        { step: "dissolve", unit: "x2-2" }
      ]
    },
    { recordedAt: "2025-06-20T01:00:00.000Z", by }
  )
).hierarchy

/** The office over that tree. */
export const config: AppConfig = {
  association: "vwu",
  since: "2024-01-01",
  units: { text: EventFile.write(hierarchy) },
  people: { text: people },
  templates: [{ text: template }],
  channels: { byHand: {} }
}
