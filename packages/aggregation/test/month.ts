/** One district of two communes with two branches each, and a template that a commune would know. All figures are synthetic. */
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot, type Unit } from "@lienhoi/hierarchy"
import { Compiled, Template } from "@lienhoi/template"
import { Aggregation, type Filed, type Total } from "../src/index.ts"

const unit = (id: string, level: string, name: string, parent: string | null): Unit.Unit => ({
  id,
  level,
  name,
  parent,
  code: null,
  kind: null,
  since: "2020-01-01"
})

const made = Snapshot.make(Association.vwu, "2024-10-31", [
  unit("h", "huyen", "Huyện Châu Thành A", null),
  unit("x1", "co_so", "Xã Tân Hòa", "h"),
  unit("x2", "co_so", "Xã Trường Long Tây", "h"),
  unit("a1", "chi_hoi", "Ấp 1", "x1"),
  unit("a2", "chi_hoi", "Ấp 2", "x1"),
  unit("b1", "chi_hoi", "Ấp Trường Thọ", "x2"),
  unit("b2", "chi_hoi", "Ấp Trường Thuận", "x2")
])
if (!made.ok) throw new Error(made.issues[0]!.message)
export const hierarchy = made.value

const read = Template.parse(`
template: hau-giang/bao-cao-thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 }, co_so: { day: 17, month_offset: 1 }, huyen: { day: 20, month_offset: 1 } }
sections:
  to_chuc:
    title: Tổ chức
    fields:
      - { key: HV, label: Hội viên, type: count, counts: people, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: HVM, label: Hội viên mới, type: count, counts: people, asked_of: [chi_hoi], combine: { units: sum, periods: sum } }
      - { key: TL, label: Tỷ lệ hội viên mới, type: ratio, unit: "%", numerator: HVM, denominator: HV, asked_of: [chi_hoi] }
      - { key: SH, label: Buổi sinh hoạt, type: count, counts: events, asked_of: [chi_hoi, co_so], combine: { units: sum, periods: sum } }
      - { key: MT, label: Cơ sở có máy tính nối mạng, type: count, counts: "units:co_so", asked_of: [co_so], combine: { units: sum, periods: last } }
      - { key: QUY, label: Quỹ hội, type: money, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: DIEM, label: Điểm thi đua, type: decimal, decimals: 1, asked_of: [chi_hoi], combine: { units: average, periods: average } }
      - { key: LON, label: Buổi đông nhất, type: count, counts: people, asked_of: [chi_hoi], combine: { units: max, periods: max } }
      - { key: XL, label: Xếp loại, type: count, asked_of: [co_so], combine: { units: none, periods: none } }
      - { key: DUT, label: Người dự mỗi buổi, type: decimal, formula: "IF(SH > 0; LON / SH; 0)" }
`)
const compiled = read.ok ? Compiled.make(read.value.template) : read
if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))
const template = compiled.value

export const october = Period.containing("month", "2024-10-15")
export const september = Period.containing("month", "2024-09-15")

/** One report of October, unless said otherwise. */
export const filed = (unit: string, cells: Filed.Figures, more: Partial<Filed.Filed> = {}): Filed.Filed => ({
  unit,
  period: october.id,
  status: "submitted",
  revision: 1,
  cells,
  ...more
})

/** The total of October on what was submitted, unless said otherwise. */
export const rollUp = (reports: Iterable<Filed.Filed>, more: Partial<Aggregation.Question> = {}): Total.Total =>
  Aggregation.rollUp({ hierarchy, template, period: october, basis: "submitted", reports, ...more })
