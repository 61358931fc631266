/**
 * Scope, over HTTP: whatever is asked, by whom and on which day, the answer holds what the oracle of the store says and
 * nothing else. Reports are of October 2024; the days lie before and after a redrawing in which districts closed, a
 * commune was divided and another one was merged. Synthetic.
 */
import { assert, test } from "@effect/vitest"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import type { Grant } from "@lienhoi/report/Grant"
import * as Label from "@lienhoi/template/Label"
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

/** One without an office, and heads of a commune and a branch. */
const accounts = ["an", "nguoi-x1", "nguoi-x1-1"]

const grants: fc.Arbitrary<ReadonlyArray<Grant>> = fc
  .array(
    fc.record({
      account: fc.constantFrom(...accounts),
      unit: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...units) },
        { weight: 3, arbitrary: fc.constantFrom("tinh", "h1", "h2", "x1", "x1-1", "x3", "x4", "mt-x3", "mt-tinh") }
      ),
      route: fc.constantFrom("own", "own", "own", "front"),
      role: fc.constantFrom("figures", "figures", "figures", "persons"),
      lineage: fc.constantFrom("*", "*", "*", lineage, "mau/khac"),
      from: fc.constantFrom(days[0], days[0], days[0], ...days.slice(0, 4)),
      until: fc.constantFrom(null, null, null, null, ...days.slice(5))
    }),
    { minLength: 24, maxLength: 32, size: "max" }
  )
  .map((all) => all.map((one, n): Grant => ({ ...one, id: `g${n}` }) as Grant))

/** What people do with a report, and who may. */
const files = ["draft", "submit", "amend"]
const judges = ["return", "approve", "extend", "waive"]
const acts = [...files, ...judges, "seal"]

/** Each unit above, on the day or on the last day of the unit's life; the plain way. */
const above = (unit: string, on: string): ReadonlyArray<string> => {
  const own = spans.filter(({ id, route }) => id === unit && route === "own")
  const stands = (day: string) => own.some(({ from, until }) => from <= day && (until === null || day < until))
  const last = own
    .map(({ until }) => until ?? "9999-12-31")
    .sort()
    .at(-1)!
  const first = own.map(({ from }) => from).sort()[0]!
  const before = new Date(Date.parse(last) - 86_400_000).toISOString().slice(0, 10)
  const day = stands(on) ? on : on < first ? first : before
  const tree = new Map(Hierarchy.at(hierarchy, day).units.map(({ id, parent }) => [id, parent]))
  const found: Array<string> = []
  for (let next = tree.get(unit) ?? null; next !== null; next = tree.get(next) ?? null) found.push(next)
  return found
}

/** Whether somebody stands where that is done: by office, or by a grant of figures on the own line. */
const mayDo = (act: string, all: ReadonlyArray<Grant>, account: string, on: string, unit: string): boolean => {
  const held = [
    ...Position.officers(hierarchy, on).flatMap((officer) => (officer.person === account ? [officer.unit] : [])),
    ...all.flatMap((one) =>
      one.account === account &&
      one.role === "figures" &&
      one.route === "own" &&
      one.lineage !== "mau/khac" &&
      one.from <= on &&
      (one.until === null || on < one.until)
        ? [one.unit]
        : []
    )
  ]
  const uppers = above(unit, on)
  const isAbove = held.some((one) => uppers.includes(one))
  const isTop = held.includes(uppers.at(-1) ?? unit)
  if (files.includes(act)) return held.includes(unit) || isAbove
  return act === "seal" ? isTop : isAbove || isTop
}

const bodies: { readonly [act: string]: unknown } = {
  draft: { values: {} },
  submit: { values: { HV: 3 } },
  amend: { values: { HV: 3 }, reason: "mẫu" },
  return: { reason: "mẫu", due: "2024-12-01" },
  extend: { reason: "mẫu", due: "2026-12-01" },
  waive: { reason: "mẫu" }
}

const question = fc.record({
  account: fc.constantFrom(...accounts, ...accounts, "nguoi-la"),
  today: fc.constantFrom(...days.slice(1)),
  table: fc.constantFrom(
    ...["standing", "words", "total", "breakdown", "person"],
    ...["change", "change", "form", "file", "told"]
  ),
  act: fc.constantFrom(...acts, ...judges, ...judges, "seal", "seal"),
  unit: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...units) },
    { weight: 6, arbitrary: fc.constantFrom("x1", "x1-1", "x1-2", "x2-1", "x3", "x4-2", "x5", "x5-1") }
  )
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
  const receipt = async (which: { readonly template: string; readonly unit: string; readonly period: string }) => {
    const report = await app.report(which)
    return report.ok
      ? Issue.ok({ outcome: "no-op" as const, report: report.value, readBack: [], warnings: [] })
      : report
  }
  // The office answers as it would to itself: what the API lets through is judged alone, on the tree of this test.
  const { app, call, close } = await open([], (office) => ({
    hierarchy,
    today: () => today,
    grants: async () => Issue.ok(kept),
    figures: ({ viewer: _, ...asked }) => office.figures(asked),
    explain: ({ viewer: _, ...asked }) => office.explain(asked),
    report: ({ viewer: _, ...which }) => office.report(which),
    form: ({ viewer: _, by: __, ...which }) => office.form(which),
    // Whatever is let through is carried out: nothing but the door decides here.
    saveDraft: receipt,
    submit: receipt,
    amend: receipt,
    sendBack: receipt,
    approve: receipt,
    seal: receipt,
    extend: receipt,
    waive: receipt,
    async *changes({ after = 0 }) {
      const unit = units[after] ?? ""
      yield { position: after, lineage, period: "2024-10", unit, upper: above(unit, "2024-10-31") }
    },
    board: ({ viewer: _, ...asked }) => office.board(asked)
  }))
  const photos = new Map<string, string>()
  for (const unit of units.filter((id) => id.includes("-"))) {
    const photo = { name: "a.jpg", mediaType: "image/jpeg", bytes: Uint8Array.of(0xff, 0xd8, 0xff), person: null }
    const kept = await app.files.put({ ...photo, label: Label.internal })
    const values = { HV: 10, "HV[tre]": 4, "HV[lon]": 6, ...(kept.ok ? { ANH: [kept.value] } : {}) }
    const sent = await app.submit({ unit, period: "2024-10", values })
    if (sent.ok && kept.ok) photos.set(unit, kept.value)
  }

  const told = { cases: 0, seen: 0, leaks: 0, denials: 0, totalsOnly: 0, done: 0, notDone: 0 }
  const where = `${lineage}/2024-10`
  /** The units of which somebody is told that they changed. */
  const told_ = async (unit: string, as: string): Promise<ReadonlyArray<string>> => {
    const { body } = await call("GET", `/changes?after=${units.indexOf(unit)}`, { as })
    const data = /^data: (.+)$/mu.exec(body ?? "")?.[1]
    const change = data === undefined ? null : JSON.parse(data)
    return change === null ? [] : [change.unit, ...change.upper]
  }
  const sees = async (table: string, unit: string, as: string, act: string): Promise<boolean> => {
    if (table === "standing") return (await call("GET", `/boards/${where}/${unit}`, { as })).status === 200
    if (table === "words") return (await call("GET", `/reports/${where}/${unit}`, { as })).status === 200
    if (table === "total") return (await call("GET", `/totals/${where}/${unit}`, { as })).status === 200
    if (table === "breakdown") {
      const { status, body } = await call("GET", `/totals/${where}/${unit}?basis=submitted`, { as })
      const own = status === 200 ? body.figures.filter((one: { unit: string }) => one.unit === unit) : []
      return own.some((one: { column: string }) => one.column.includes("["))
    }
    if (table === "form") return (await call("GET", `/forms/${where}/${unit}`, { as })).status === 200
    if (table === "file") return (await call("GET", `/files/${photos.get(unit) ?? "file-0"}`, { as })).status === 200
    if (table === "change") {
      const { status } = await call("POST", `/reports/${where}/${unit}/${act}`, { as, body: bodies[act] ?? {} })
      return status === 200
    }
    const { body } = await call("GET", `/units/${unit}?on=2024-10-10`, { as })
    return body.officers.length > 0 && body.officers.every((one: { name: string | null }) => one.name !== null)
  }

  const worlds = fc.sample(fc.tuple(grants, fc.array(question, { minLength: 40, maxLength: 40 })), requests / 40)
  for (const [all, questions] of worlds) {
    kept = all
    const world = worldOf(all)
    for (const { account, today: on, table, unit, act } of questions) {
      today = on
      const ask = (of: ScopeWorld.Query["table"], about = unit) =>
        ScopeWorld.answer(
          world,
          { account, today: at(on), table: of, lineage: of === "person" ? null : lineage, unit: about },
          { units, lineages: [lineage] }
        ).length > 0
      told.cases += 1
      if (table === "told") {
        const chain = [unit, ...above(unit, "2024-10-31")].filter((one) => ask("total", one))
        const got = await told_(unit, account)
        if (chain.length > 0) told.seen += 1
        if (got.some((one) => !chain.includes(one))) told.leaks += 1
        if (chain.some((one) => !got.includes(one))) told.denials += 1
        continue
      }
      // A report one by one, with its words, is for the own line, as a breakdown is.
      const isSeen = ask(["change", "words", "form", "file"].includes(table) ? "breakdown" : (table as "total"))
      const isDone = table !== "change" || mayDo(act, all, account, on, unit)
      const wanted = isSeen && isDone && (table !== "file" || photos.has(unit))
      if (table === "change" && isSeen) told[isDone ? "done" : "notDone"] += 1
      // A vacant post has nobody whose name could be shown.
      if (table === "person" && unit === "x2-3") continue
      const got = await sees(table, unit, account, act)
      if (wanted) told.seen += 1
      if (ask("total") && !ask("standing")) told.totalsOnly += 1
      if (got && !wanted) told.leaks += 1
      if (wanted && !got) told.denials += 1
    }
  }
  await close()
  const share = (n: number) => `${Math.round((100 * n) / told.cases)} %`
  console.log(
    `Scope (HTTP): ${told.cases} requests, ${told.leaks} leaks, ${told.denials} wrong denials; ${share(told.seen)} see something, ${share(told.totalsOnly)} only the totals; of changes to what is seen ${told.done} allowed, ${told.notDone} not`
  )
  assert.deepStrictEqual([told.leaks, told.denials], [0, 0])
  assert.isAtLeast(told.cases, 5_000)
  assert.isAbove(told.seen / told.cases, 0.3)
  assert.isAbove(told.totalsOnly / told.cases, 0.005)
  assert.isAbove(told.done, 100)
  assert.isAbove(told.notDone, 50)
})
