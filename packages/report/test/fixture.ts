/** A small Women's Union tree and a monthly template. All names, people and figures are synthetic. */
import * as Period from "@lienhoi/calendar/Period"
import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Context } from "@lienhoi/report/Command"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { Submission } from "@lienhoi/report/Submission"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import type { Checked } from "@lienhoi/words/Issue"

export const passed = <A>(checked: Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((issue) => issue.message).join("\n"))
  return checked.value
}

export const yaml = `
template: hau-giang/thu-nghiem
lineage: vwu/thu-nghiem
title: Báo cáo thử nghiệm
period: month
window: fifteenth
due: { chi_hoi: 15, co_so: 17, huyen: 20, tinh: 22 }
applies_to: { levels: [chi_hoi, co_so, huyen] }
sections:
  chung:
    title: Chung
    fields:
      - { key: HV, label: Hội viên, type: count, counts: people, asked_of: [chi_hoi], required: true, combine: { units: sum, periods: last } }
      - { key: BAI, label: Bài viết, type: count, counts: events, asked_of: [chi_hoi, co_so], combine: { units: sum, periods: sum } }
      - { key: HV_ZALO, label: Hội viên dùng Zalo, type: count, counts: people, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: TY_LE, label: Tỷ lệ dùng Zalo, type: ratio, unit: "%", asked_of: [chi_hoi], numerator: HV_ZALO, denominator: HV, decimals: 2 }
      - { key: KHO_KHAN, label: Khó khăn, type: text, asked_of: [chi_hoi, co_so] }
`

export const compile = (text: string): Compiled.Compiled =>
  passed(Compiled.make(passed(Template.parse(text, { association: Association.vwu })).template))

export const template = compile(yaml)
export const october = Period.containing("month", "2024-10-01")
export const september = Period.previous(october)

const by = { person: "p-lead", position: "v-lead" }
let last = 0

/** An event of the tree, recorded in the order in which the calls stand. */
export const happens = (effectiveOn: string, fact: object, recordedAt = "2024-01-02T00:00:00.000Z"): HierarchyEvent =>
  ({ id: `h-${String(++last).padStart(5, "0")}`, effectiveOn, recordedAt, by, ...fact }) as HierarchyEvent

export const establish = (
  unit: string,
  level: string,
  parent: string | null,
  on = "2024-01-01",
  kind: string | null = null
): HierarchyEvent =>
  happens(on, {
    type: "unit-established",
    unit,
    level,
    name: unit,
    code: null,
    kind,
    parents: { own: parent }
  })

const seat = (unit: string, title: string): ReadonlyArray<HierarchyEvent> => [
  happens("2024-01-01", { type: "position-created", position: `v-${unit}`, unit, title }),
  happens("2024-01-01", { type: "position-taken", position: `v-${unit}`, person: `p-${unit}` })
]

/**
 * Province P; district H; communes X1, X2; branches A1, A2 under X1 and B1 under X2. Branch A3 of X1 closed with effect
 * from 1 October 2024, branch A4 of X1 opened on 5 October: both inside the window 15 September to 14 October. Branch OLD
 * closed in March. The leader of each unit U is the person p-U in the position v-U.
 */
export const hierarchy = passed(
  Hierarchy.make({
    association: Association.vwu,
    events: [
      establish("P", "tinh", null),
      establish("H", "huyen", "P"),
      establish("X1", "co_so", "H", "2024-01-01", "xa"),
      establish("X2", "co_so", "H", "2024-01-01", "phuong"),
      establish("A1", "chi_hoi", "X1"),
      establish("A2", "chi_hoi", "X1"),
      establish("A3", "chi_hoi", "X1"),
      establish("B1", "chi_hoi", "X2"),
      establish("OLD", "chi_hoi", "X2"),
      happens("2024-03-01", { type: "unit-closed", unit: "OLD" }),
      happens("2024-10-01", { type: "unit-closed", unit: "A3" }),
      establish("A4", "chi_hoi", "X1", "2024-10-05"),
      ...["P", "H", "X1", "X2"].flatMap((unit) => seat(unit, "Chủ tịch")),
      ...["A1", "A2", "B1"].flatMap((unit) => seat(unit, "Chi hội trưởng"))
    ]
  })
)

/** The unit as it stands on the last day of the October window, or stood on its last day. */
export const unit = (id: string): Unit => {
  const on = (date: string) => Snapshot.unit(Hierarchy.at(hierarchy, date), id)
  return (on("2024-10-14") ?? on("2024-09-30") ?? on("2024-02-29"))!
}

export const keyOf = (id: string): ReportKey => ({ lineage: "vwu/thu-nghiem", unit: id, period: "2024-10" })

/** Half past eight in the morning, Vietnamese time, of that day. */
export const morning = (date: string): string => `${date}T01:30:00.000Z`

/** Somebody acting: by default the chair of commune X1 on 15 October about branch A1, authority unchecked. */
export const acting = (more: Partial<Context> = {}): Context => ({
  eventId: "e-1",
  at: morning("2024-10-15"),
  by: { person: "p-X1", position: "v-X1" },
  template,
  period: october,
  unit: unit("A1"),
  ...more
})

/** Figures of branch A1, reported by its head and recorded by the commune's chair after a call. */
export const submission = (values: Input, more: Partial<Submission> = {}): Submission => ({
  template: { lineage: "vwu/thu-nghiem", id: "hau-giang/thu-nghiem", version: "1.0.0" },
  unit: "A1",
  period: "2024-10",
  values,
  seen: 0,
  reportedBy: "p-A1",
  recordedBy: "p-X1",
  via: "phone",
  ...more
})
