/**
 * The day itself: the plan is checked, looked at, recorded as one act, and the branches of divided communes are given to
 * their heirs.
 */
import { type Event, Reorganisation } from "@lienhoi/hierarchy"
import { Hierarchy, type Issue } from "lienhoi"
import { by, good, type Stage } from "./stage.ts"

/** What the day came to. */
export interface Day {
  /** Before the plan, and with everything recorded. */
  readonly before: Hierarchy.Hierarchy
  readonly history: Hierarchy.Hierarchy
  /** What the plan would do, and what somebody should look at again. */
  readonly preview: Reorganisation.Preview
  readonly warnings: ReadonlyArray<Issue.Issue>
  /** Branches that waited for their heir once the plan was recorded, and how many wait still. */
  readonly waited: number
  readonly waiting: number
  /** Why it can no longer be taken back: one issue for each report that rests on it. */
  readonly kept: ReadonlyArray<Issue.Issue>
}

/** Two chairs of the new communes, made up; who files for whom depends on the office held that day. */
export const chairs = {
  viThuy: { person: "nguoi-mau-vi-thuy", position: "vi-thuy/chu-tich", unit: "31441@2025-07-01" },
  hoaAn: { person: "nguoi-mau-hoa-an", position: "hoa-an/chu-tich", unit: "31393@2025-07-01" }
} as const

const offices = Object.values(chairs).flatMap(({ person, position, unit }): ReadonlyArray<Event.HierarchyEvent> => {
  const header = { effectiveOn: "2025-07-01", recordedAt: "2025-06-30T08:00:00.000Z", by }
  return [
    { ...header, id: `${position}/1`, type: "position-created", position, unit, title: "Chủ tịch", head: true },
    { ...header, id: `${position}/2`, type: "position-taken", position, person }
  ]
})

/** Carries the plan out. */
export const carryOut = ({ before: taken, plan, assignments }: Stage): Day => {
  const before = taken()
  const preview = Reorganisation.preview(before, plan)
  const applied = good(Reorganisation.apply(before, plan, { recordedAt: "2025-06-25T02:00:00.000Z", by }))
  const assigned = good(
    Reorganisation.assign(applied.hierarchy, assignments, { recordedAt: "2025-06-27T02:00:00.000Z", by })
  )
  const history = good(Hierarchy.record(assigned.hierarchy, offices))
  const undone = Reorganisation.undo(history, plan.id, { recordedAt: "2025-07-20T02:00:00.000Z", by }, [
    { kind: "report", id: "tháng 7/2025", unit: chairs.viThuy.unit, on: "2025-07-14" }
  ])
  return {
    before,
    history,
    preview,
    warnings: applied.warnings,
    waited: applied.unassigned.length,
    waiting: assigned.unassigned.length,
    kept: undone.ok ? [] : undone.issues
  }
}
