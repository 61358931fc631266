/**
 * Scope, over HTTP: whatever is asked, by whom and on which day, the answer holds what the oracle of the store says and
 * nothing else. Reports are of October 2024; the days lie before and after a redrawing in which districts closed, a
 * commune was divided and another one was merged. Synthetic.
 */
import { assert, test } from "@effect/vitest"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import type { Grant } from "@lienhoi/report/Grant"
import * as SampleProvince from "@lienhoi/testing/SampleProvince"
import * as ScopeWorld from "@lienhoi/testing/ScopeWorld"
import * as Issue from "@lienhoi/words/Issue"
import * as fc from "fast-check"
import { open } from "./office.ts"

const lineage = "mau/bao-cao-thang"
const requests = 6_000

const act = { effectiveOn: "2025-09-01", recordedAt: "2025-08-25T03:00:00.000Z", by: SampleProvince.by, basis: "mẫu" }

const half = { numerator: 1, denominator: 2, basis: "members" } as const

/** x5 is divided between x3 and x4; x2 goes to x1, with its branches. */
const redrawing: ReadonlyArray<HierarchyEvent> = [
  { ...act, id: "gone-x5", type: "unit-closed", unit: "x5" },
  { ...act, id: "gone-x2", type: "unit-closed", unit: "x2" },
  { ...act, id: "x5-x3", type: "unit-succeeded", from: "x5", to: "x3", extent: "partial", weight: half },
  { ...act, id: "x5-x4", type: "unit-succeeded", from: "x5", to: "x4", extent: "partial", weight: half },
  { ...act, id: "x2-x1", type: "unit-succeeded", from: "x2", to: "x1", extent: "whole", weight: null },
  ...["x5-1", "x5-2"].map(
    (unit): HierarchyEvent => ({ ...act, id: `to-${unit}`, type: "unit-moved", unit, route: "own", parent: "x4" })
  ),
  ...["x2-1", "x2-2", "x2-3"].map(
    (unit): HierarchyEvent => ({ ...act, id: `to-${unit}`, type: "unit-moved", unit, route: "own", parent: "x1" })
  )
]

const recorded = Hierarchy.record(SampleProvince.reorganised, redrawing)
if (!recorded.ok) throw new Error(recorded.issues.map(({ english }) => english).join("\n"))
const hierarchy = recorded.value
const spans = Span.all(hierarchy)
const takeovers = Takeover.all(hierarchy)

const days = [
  "2024-01-01",
  "2024-06-15",
  "2024-10-10",
  "2025-07-01",
  "2025-08-15",
  "2025-09-01",
  "2026-01-01",
  "2026-06-01"
]
const dates = [
  ...new Set([...days, ...spans.flatMap(({ from, until }) => [from, until ?? from]), ...takeovers.map(({ on }) => on)])
].sort()
const at = (date: string): number => dates.indexOf(date)

/** The units that could report in October 2024. */
const units = Hierarchy.at(hierarchy, "2024-10-31").units.map(({ id }) => id)

const grants: fc.Arbitrary<ReadonlyArray<Grant>> = fc
  .array(
    fc.record({
      account: fc.constantFrom("an", "binh"),
      unit: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...units) },
        { weight: 3, arbitrary: fc.constantFrom("tinh", "h1", "h2", "x1", "x3", "x4", "mt-x3", "mt-tinh") }
      ),
      route: fc.constantFrom("own", "own", "own", "front"),
      role: fc.constantFrom("figures", "figures", "figures", "persons"),
      lineage: fc.constantFrom("*", "*", "*", lineage, "mau/khac"),
      from: fc.constantFrom(days[0], days[0], days[0], ...days.slice(0, 4)),
      until: fc.constantFrom(null, null, null, null, ...days.slice(5))
    }),
    { minLength: 14, maxLength: 20, size: "max" }
  )
  .map((all) => all.map((one, n): Grant => ({ ...one, id: `g${n}` }) as Grant))

const question = fc.record({
  account: fc.constantFrom("an", "an", "an", "binh", "binh", "binh", "nguoi-la"),
  today: fc.constantFrom(...days.slice(1)),
  table: fc.constantFrom("standing", "words", "total", "breakdown", "person", "change"),
  unit: fc.constantFrom(...units)
} as const)

const worldOf = (all: ReadonlyArray<Grant>): ScopeWorld.World => ({
  stands: spans.map(({ id, route, parent, from, until }) => ({
    unit: id,
    route,
    parent,
    from: at(from),
    until: until === null ? null : at(until)
  })),
  gifts: takeovers.map(({ giver, heir, on, whole, route }) => ({ giver, heir, on: at(on), whole, route: route ?? "" })),
  leaves: all.map(({ account, unit, route, role, lineage: of, from, until }) => ({
    account,
    unit,
    route,
    role,
    lineage: of,
    from: at(from),
    until: until === null ? null : at(until)
  }))
})

test(`Scope: ${requests} requests over HTTP answer what the oracle says`, { timeout: 300_000 }, async () => {
  let kept: ReadonlyArray<Grant> = []
  let today = "2024-10-10"
  // The office answers as it would to itself: what the API lets through is judged alone, on the tree of this test.
  const { app, call, close } = await open([], (office) => ({
    hierarchy,
    today: () => today,
    grants: async () => Issue.ok(kept),
    figures: ({ viewer: _, ...asked }) => office.figures(asked),
    explain: ({ viewer: _, ...asked }) => office.explain(asked),
    report: ({ viewer: _, ...which }) => office.report(which),
    board: ({ viewer: _, ...asked }) => office.board(asked)
  }))
  for (const unit of units.filter((id) => id.includes("-")))
    await app.submit({ unit, period: "2024-10", values: { HV: 10, "HV[tre]": 4, "HV[lon]": 6 } })

  const told = { cases: 0, seen: 0, leaks: 0, denials: 0, totalsOnly: 0 }
  const where = `${lineage}/2024-10`
  const sees = async (table: string, unit: string, as: string): Promise<boolean> => {
    if (table === "standing") return (await call("GET", `/boards/${where}/${unit}`, { as })).status === 200
    if (table === "words") return (await call("GET", `/reports/${where}/${unit}`, { as })).status === 200
    if (table === "total") return (await call("GET", `/totals/${where}/${unit}`, { as })).status === 200
    if (table === "breakdown") {
      const { status, body } = await call("GET", `/totals/${where}/${unit}?basis=submitted`, { as })
      const own = status === 200 ? body.figures.filter((one: { unit: string }) => one.unit === unit) : []
      return own.some((one: { column: string }) => one.column.includes("["))
    }
    if (table === "change") {
      const { status } = await call("POST", `/reports/${where}/${unit}/approve`, { as, body: {} })
      return status !== 403
    }
    const { body } = await call("GET", `/units/${unit}?on=2024-10-10`, { as })
    return body.officers.length > 0 && body.officers.every((one: { name: string | null }) => one.name !== null)
  }

  const worlds = fc.sample(fc.tuple(grants, fc.array(question, { minLength: 40, maxLength: 40 })), requests / 40)
  for (const [all, questions] of worlds) {
    kept = all
    const world = worldOf(all)
    for (const { account, today: on, table, unit } of questions) {
      today = on
      const ask = (of: ScopeWorld.Query["table"]) =>
        ScopeWorld.answer(
          world,
          { account, today: at(on), table: of, lineage: of === "person" ? null : lineage, unit },
          { units, lineages: [lineage] }
        ).length > 0
      // A report one by one, with its words, is for the own line, as a breakdown is.
      const wanted = ask(table === "change" || table === "words" ? "breakdown" : table)
      // A vacant post has nobody whose name could be shown.
      if (table === "person" && unit === "x2-3") continue
      const got = await sees(table, unit, account)
      told.cases += 1
      if (wanted) told.seen += 1
      if (ask("total") && !ask("standing")) told.totalsOnly += 1
      if (got && !wanted) told.leaks += 1
      if (wanted && !got) told.denials += 1
    }
  }
  await close()
  const share = (n: number) => `${Math.round((100 * n) / told.cases)} %`
  console.log(
    `Scope (HTTP): ${told.cases} requests, ${told.leaks} leaks, ${told.denials} wrong denials; ${share(told.seen)} see something, ${share(told.totalsOnly)} only the totals`
  )
  assert.deepStrictEqual([told.leaks, told.denials], [0, 0])
  assert.isAtLeast(told.cases, 5_000)
  assert.isAbove(told.seen / told.cases, 0.3)
  assert.isAbove(told.totalsOnly / told.cases, 0.005)
})
