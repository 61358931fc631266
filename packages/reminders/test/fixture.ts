/**
 * A small Women's Union: province, district, two communes, four branches, and what they owe. All names, people and
 * figures are synthetic.
 */
import * as Association from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type { NotSent, Reminder } from "@lienhoi/reminders/Reminder"
import type { Duty } from "@lienhoi/report/Duty"
import type { Checked } from "@lienhoi/words/Issue"

export const passed = <A>(checked: Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((issue) => issue.message).join("\n"))
  return checked.value
}

type Fact = HierarchyEvent extends infer E
  ? E extends HierarchyEvent
    ? Omit<E, keyof HierarchyEvent & ("id" | "effectiveOn" | "recordedAt" | "by")>
    : never
  : never

/** One event; it was known since the beginning of the year unless said otherwise. */
const happens = (id: string, effectiveOn: string, fact: Fact, recordedAt?: string): HierarchyEvent =>
  ({
    id,
    effectiveOn,
    recordedAt: recordedAt ?? "2024-01-01T00:00:00.000Z",
    by: { person: "p-lead" },
    ...fact
  }) as HierarchyEvent

const units: ReadonlyArray<readonly [string, string, string, string | null]> = [
  ["tinh", "tinh", "Tỉnh Mẫu", null],
  ["huyen", "huyen", "Huyện Mẫu", "tinh"],
  ["xa-1", "co_so", "Xã Một", "huyen"],
  ["xa-2", "co_so", "Xã Hai", "huyen"],
  ["ap-1", "chi_hoi", "Ấp 1", "xa-1"],
  ["ap-2", "chi_hoi", "Ấp 2", "xa-1"],
  ["ap-3", "chi_hoi", "Ấp 3", "xa-2"],
  ["ap-4", "chi_hoi", "Ấp 4", "xa-2"]
]

/** The heads of all units. */
export const people = units.map(([unit]) => `p-${unit}`)

const titleAt: { readonly [level: string]: string } = { chi_hoi: "Chi hội trưởng" }

/** Head of each unit is the person `p-<unit>`, but for the units named vacant. */
const eventsOf = (vacant: ReadonlyArray<string> = []): ReadonlyArray<HierarchyEvent> =>
  units.flatMap(([unit, level, name, parent], i) => [
    happens(`e${i}-1`, "2024-01-01", {
      type: "unit-established",
      unit,
      level,
      name,
      code: null,
      kind: level === "co_so" ? "xa" : null,
      parents: { own: parent }
    }),
    happens(`e${i}-2`, "2024-01-01", {
      type: "position-created",
      position: `v-${unit}`,
      unit,
      title: titleAt[level] ?? "Chủ tịch"
    }),
    ...(vacant.includes(unit)
      ? []
      : [happens(`e${i}-3`, "2024-01-01", { type: "position-taken", position: `v-${unit}`, person: `p-${unit}` })])
  ])

export const hierarchyWith = (
  more: ReadonlyArray<HierarchyEvent> = [],
  vacant: ReadonlyArray<string> = []
): Hierarchy.Hierarchy =>
  passed(Hierarchy.make({ association: Association.vwu, events: [...eventsOf(vacant), ...more] }))

export const hierarchy = hierarchyWith()

/** From that day on, another person leads the unit. */
export const succeeds = (
  unit: string,
  person: string,
  day: string,
  recordedAt?: string
): ReadonlyArray<HierarchyEvent> => [
  happens(`s-${unit}-${day}-1`, day, { type: "position-left", position: `v-${unit}`, person: `p-${unit}` }, recordedAt),
  happens(`s-${unit}-${day}-2`, day, { type: "position-taken", position: `v-${unit}`, person }, recordedAt)
]

/** From that day on, nobody leads the unit. */
export const leaves = (unit: string, day: string): ReadonlyArray<HierarchyEvent> => [
  happens(`l-${unit}-${day}`, day, { type: "position-left", position: `v-${unit}`, person: `p-${unit}` })
]

const known: ReadonlyArray<readonly [string, string, string]> = [
  ["p-ap-1", "Nguyễn Thị Mẫu Hoa", "chị"],
  ["p-ap-2", "Trần Thị Mẫu Lan", "cô"],
  ["p-ap-3", "Lê Thị Mẫu Cúc", "chị"],
  ["p-xa-1", "Phạm Thị Mẫu Mai", "chị"]
]

export const directory = passed(
  Directory.make(
    known.map(([id, name, address]) => ({
      id,
      name,
      address,
      contacts: [{ channel: "zalo", address: `zalo-${id}` }]
    }))
  )
)

/** What a unit owes for June 2024: due on Friday 14 June unless said otherwise. */
export const duty = (unit: string, more: Partial<Duty> = {}): Duty => ({
  association: "vwu",
  lineage: "vwu/bao-cao-thang",
  period: "2024-06",
  unit,
  level: "chi_hoi",
  from: "2024-05-15",
  to: "2024-06-14",
  due: "2024-06-14",
  nominal: "2024-06-14",
  round: 1,
  openedAt: null,
  dueWhenOpened: "2024-06-14",
  estimated: false,
  waived: null,
  fulfilledAt: null,
  fulfilledBy: null,
  timely: null,
  closing: false,
  ...more
})

/** The keys of what is planned. */
export const keysOf = (planned: ReadonlyArray<Reminder>): ReadonlyArray<string> => planned.map(({ key }) => key)

/** Step, unit and reason of what is not sent. */
export const refusals = (notSent: ReadonlyArray<NotSent>): ReadonlyArray<string> =>
  notSent.map(({ step, duty: { unit }, why }) => `${unit} ${step.id}: ${why.code}`)
