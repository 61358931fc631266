/**
 * Real units around 1 July 2025. Of Hậu Giang: Kinh Cùng and Hòa An became Xã Hòa An of Cần Thơ (resolution
 * 1668/NQ-UBTVQH15); of Tây Ninh: Tân Biên and Thạnh Bình became Xã Thạnh Bình with one part of Tân Phong, whose other
 * part went to Xã Tân Phú with Tân Phú's (1682/NQ-UBTVQH15); provinces by 202/2025/QH15, districts ended by
 * 203/2025/QH15. Sources: `examples/redraw-2025/sources`. Branches, shares and all figures are synthetic.
 */
import { Period } from "@lienhoi/calendar"
import { Association, type Event, Hierarchy, Reorganisation } from "@lienhoi/hierarchy"
import { Compiled, Template } from "@lienhoi/template"
import { Aggregation, type Filed, type Restated, type Total } from "../src/index.ts"

const by = { person: "nguoi-mau" }

const founded = (
  unit: string,
  level: string,
  name: string,
  code: string | null,
  own: string | null
): Event.HierarchyEvent => ({
  id: `lap/${unit}`,
  effectiveOn: "2020-01-01",
  recordedAt: "2020-01-02T02:00:00.000Z",
  by,
  type: "unit-established",
  unit,
  level,
  name,
  code,
  kind: level === "co_so" ? "xa" : null,
  parents: { own }
})

const before = Hierarchy.make({
  association: Association.vwu,
  events: [
    founded("tw", "trung_uong", "Trung ương", null, null),
    founded("ct", "tinh", "Thành phố Cần Thơ", "92", "tw"),
    founded("hg", "tinh", "Tỉnh Hậu Giang", "93", "tw"),
    founded("la", "tinh", "Tỉnh Long An", "80", "tw"),
    founded("tn", "tinh", "Tỉnh Tây Ninh", "72", "tw"),
    founded("ph", "huyen", "Huyện Phụng Hiệp", "934", "hg"),
    founded("tb", "huyen", "Huyện Tân Biên", "705", "tn"),
    founded("tc", "huyen", "Huyện Tân Châu", "706", "tn"),
    founded("kinh-cung", "co_so", "Thị trấn Kinh Cùng", "31393", "ph"),
    founded("hoa-an", "co_so", "Xã Hòa An", "31423", "ph"),
    founded("thanh-binh", "co_so", "Xã Thạnh Bình", "25498", "tb"),
    founded("tan-phong", "co_so", "Xã Tân Phong", "25507", "tb"),
    founded("tan-phu", "co_so", "Xã Tân Phú", "25546", "tc"),
    founded("kc-1", "chi_hoi", "Ấp Hòa Bình", null, "kinh-cung"),
    founded("ha-1", "chi_hoi", "Ấp Bàu Môn", null, "hoa-an"),
    founded("tp-1", "chi_hoi", "Ấp Sân Cu", null, "tan-phong"),
    founded("tp-2", "chi_hoi", "Ấp Xóm Tháp", null, "tan-phong"),
    founded("tu-1", "chi_hoi", "Ấp Tân Hòa", null, "tan-phu")
  ]
})
if (!before.ok) throw new Error(before.issues[0]!.message)

const plan: Reorganisation.Reorganisation = {
  id: "sap-xep-2025",
  basis: "202/2025/QH15",
  effectiveOn: "2025-07-01",
  steps: [
    { step: "merge", from: ["hg", "ct"], into: "ct" },
    { step: "merge", from: ["tn", "la"], into: { unit: "tn-moi", name: "Tỉnh Tây Ninh", code: "80" } },
    { step: "abolish-level", level: "huyen", heirs: { ph: "ct", tb: "tn-moi" } },
    {
      step: "merge",
      from: ["kinh-cung", "hoa-an"],
      into: { unit: "hoa-an-moi", name: "Xã Hòa An", code: "31393", parents: { own: "ct" } }
    },
    {
      step: "redraw",
      from: ["thanh-binh", "tan-phong", "tan-phu"],
      to: [
        { unit: "thanh-binh-moi", name: "Xã Thạnh Bình", code: "25498", parents: { own: "tn-moi" } },
        { unit: "tan-phu-moi", name: "Xã Tân Phú", code: "25549", parents: { own: "tn-moi" } }
      ],
      successions: [
        { from: "thanh-binh", to: "thanh-binh-moi", extent: "whole" },
        { from: "tan-phu", to: "tan-phu-moi", extent: "whole" },
        {
          from: "tan-phong",
          to: "thanh-binh-moi",
          extent: "partial",
          weight: { basis: "members", numerator: 7, denominator: 10 }
        },
        {
          from: "tan-phong",
          to: "tan-phu-moi",
          extent: "partial",
          weight: { basis: "members", numerator: 3, denominator: 10 }
        }
      ]
    },
    { step: "assign", branch: "tp-1", to: "thanh-binh-moi" },
    { step: "assign", branch: "tp-2", to: "tan-phu-moi" }
  ]
}

/** The tree with its redraw; `assigned: false` leaves the branches of Tân Phong where nobody put them. */
export const redrawn = ({ assigned = true } = {}): Hierarchy.Hierarchy => {
  const steps = plan.steps.filter(({ step }) => assigned || step !== "assign")
  const applied = Reorganisation.apply(before.value, { ...plan, steps }, { recordedAt: "2025-06-25T02:00:00.000Z", by })
  if (!applied.ok) throw new Error(applied.issues.map(({ message }) => message).join("\n"))
  return applied.value.hierarchy
}

export const history = redrawn()

const read = Template.parse(`
template: mau/bao-cao-thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15, co_so: 17, huyen: { day: 20, to: 2025-06-30 }, tinh: 22, trung_uong: 25 }
sections:
  s:
    title: Số liệu
    fields:
      - { key: HV, label: Hội viên, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: HVM, label: Hội viên mới, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: sum } }
      - { key: TL, label: Tỷ lệ hội viên mới, type: ratio, unit: "%", numerator: HVM, denominator: HV, asked_of: [chi_hoi] }
      - { key: TIN, label: Tin bài, type: count, asked_of: [co_so, huyen, tinh], combine: { units: sum, periods: sum } }
      - { key: CB, label: Cán bộ, type: count, asked_of: [co_so], combine: { units: sum, periods: last } }
      - { key: TLT, label: Tin mỗi cán bộ, type: ratio, numerator: TIN, denominator: CB, asked_of: [co_so] }
      - { key: LON, label: Buổi đông nhất, type: count, asked_of: [co_so], combine: { units: max, periods: max } }
      - { key: MT, label: Cơ sở có máy tính nối mạng, type: count, counts: "units:co_so", asked_of: [co_so], combine: { units: sum, periods: last } }
      - { key: NG, label: Người được giúp không trùng, type: count, counts: people, asked_of: [co_so], combine: { units: none, periods: none } }
      - { key: GC, label: Nhận xét, type: text, asked_of: [co_so] }
`)
const compiled = read.ok ? Compiled.make(read.value.template) : read
if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))
export const template = compiled.value

export const month = (id: string): Period.Period => Period.containing("month", `${id}-10`)

/** What was filed, every cell a number. */
export const filed = (
  unit: string,
  period: string,
  cells: Filed.Figures,
  more: Partial<Filed.Filed> = {}
): Filed.Filed => ({
  unit,
  period,
  status: "approved",
  revision: 1,
  cells,
  ...more
})

/** On the tree of that day, which is the last of the window. */
export const rollUp = (
  day: string,
  periods: ReadonlyArray<string>,
  reports: ReadonlyArray<Filed.Filed>,
  more: Partial<Aggregation.Question> = {}
): Total.Total =>
  Aggregation.rollUp({
    hierarchy: Hierarchy.at(history, day),
    history,
    template,
    period: periods.map(month),
    basis: "approved",
    reports,
    ...more
  })

export const restated = (total: Total.Total, onto: string, hierarchy = history): Restated.Restated => {
  const made = Aggregation.restate(total, { hierarchy, onto })
  if (!made.ok) throw new Error(made.issues[0]!.message)
  return made.value
}
