/**
 * Law Duty: whatever happened to the tree, every unit that the template is for owes exactly one report per period and
 * lineage on the tree of the reference day; who closed inside the window owes one closing report when it has figures of
 * its own; rounds only grow.
 */
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Duty from "@lienhoi/report/Duty"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { compile, establish, happens, morning, passed, yaml } from "./fixture.ts"
import { Tally } from "./tally.ts"

/** After the district tier, so that communes stand right under the province. */
const newYear = "2026-01-01"
const templates = [
  compile(yaml.replace("huyen] }", "huyen, tinh] }")),
  compile(
    yaml
      .replace("window: fifteenth", "window: calendar\nreference_day: window-start")
      .replace(/due: .*/, "due: { chi_hoi: { day: 5, month_offset: 1 }, co_so: { working_days_after: 5 }, huyen: 31 }")
  ),
  compile(yaml.replace("huyen] }", "huyen], kinds: [xa, phuong] }")),
  compile(yaml.replace("applies_to: { levels: [chi_hoi, co_so, huyen] }", ""))
]
const periods = Period.parts(Period.containing("quarter", newYear), "month")

/** A branch's life, possibly open; a move of it to the other commune. */
interface Branch {
  readonly opens: number
  readonly closes: number | null
  readonly moves: number | null
  readonly isClub: boolean
}

const arbBranch: fc.Arbitrary<Branch> = fc.record({
  opens: fc.oneof(fc.constant(-170), fc.integer({ min: -30, max: 70 })),
  closes: fc.option(fc.integer({ min: 1, max: 200 })),
  moves: fc.option(fc.integer({ min: 1, max: 200 })),
  isClub: fc.boolean()
})

const dayOf = (n: number): string => PlainDate.addDays(newYear, n)

interface Life {
  readonly id: string
  readonly level: string
  readonly kind: string | null
  readonly from: string
  /** First day it is gone. */
  readonly gone: string | null
}

const livesOf = (branches: ReadonlyArray<Branch>): ReadonlyArray<Life> => [
  { id: "P", level: "tinh", kind: null, from: "2025-07-01", gone: null },
  { id: "X1", level: "co_so", kind: "xa", from: "2025-07-01", gone: null },
  { id: "X2", level: "co_so", kind: "phuong", from: "2025-07-01", gone: null },
  ...branches.map(({ opens, closes, isClub }, i) => ({
    id: `A${i}`,
    level: "chi_hoi",
    kind: isClub ? "cau-lac-bo" : "xa",
    from: dayOf(opens),
    gone: closes === null ? null : dayOf(opens + closes)
  }))
]

const historyOf = (branches: ReadonlyArray<Branch>): ReadonlyArray<HierarchyEvent> => {
  const lives = livesOf(branches)
  return [
    ...lives.map(({ id, level, kind, from }) =>
      establish(id, level, level === "tinh" ? null : level === "co_so" ? "P" : "X1", from, kind)
    ),
    ...lives.flatMap(({ id, gone }) => (gone === null ? [] : [happens(gone, { type: "unit-closed", unit: id })])),
    ...branches.flatMap(({ opens, closes, moves }, i) =>
      moves === null || (closes !== null && moves >= closes)
        ? []
        : [happens(dayOf(opens + moves), { type: "unit-moved", unit: `A${i}`, route: "own", parent: "X2" })]
    )
  ]
}

const operations = ["opens inside", "closes inside", "moves inside", "submitted", "returned", "extended", "waived"]

const arbChange = fc.record({ unit: fc.nat(99), type: fc.constantFrom("submitted", "returned", "extended", "waived") })

it("Duty: every unit that applies owes exactly once, on the tree of the reference day", { timeout: 120_000 }, () => {
  const tally = new Tally(operations)

  fc.assert(
    fc.property(
      fc.array(arbBranch, { minLength: 3, maxLength: 8 }),
      fc.nat(templates.length - 1),
      fc.nat(periods.length - 1),
      fc.array(arbChange, { minLength: 2, maxLength: 3 }),
      (branches, whichTemplate, whichPeriod, changes) => {
        const template = templates[whichTemplate]!
        const period = periods[whichPeriod]!
        const { appliesTo, window: rule, referenceDay, lineage } = template.template
        const window = Window.of(period, rule)
        const reference = referenceDay === "window-end" ? window.to : window.from
        const inside = (date: string | null) => date !== null && window.from < date && date <= window.to
        const lives = livesOf(branches)
        const livesOn = ({ from, gone }: Life, date: string) => from <= date && (gone === null || date < gone)
        const isNamed = ({ level, kind }: Life) =>
          appliesTo.levels.includes(level) && (appliesTo.kinds?.includes(kind ?? "") ?? true)
        const hasOwn = ({ level }: Life) => level === "chi_hoi" || level === "co_so"
        const livedIn = ({ from, gone }: Life) => from <= window.to && (gone === null || window.from < gone)
        const owing = lives.filter(
          (life) => isNamed(life) && livedIn(life) && (hasOwn(life) || (livesOn(life, reference) && !inside(life.gone)))
        )
        const events = changes.flatMap(({ unit, type }, i) => {
          const some = owing.length === 0 || unit % 5 === 0 ? lives : owing
          const life = some[unit % some.length]!
          const event = {
            id: `e-${i}`,
            recordedAt: morning(PlainDate.addDays(window.to, i)),
            by: { person: "p-X1" },
            type,
            revision: 1,
            reason: "Xem lại",
            due: PlainDate.addDays(window.to, 10 + i)
          } as unknown as ReportEvent
          return [{ key: { lineage, unit: life.id, period: period.id }, event }]
        })
        const hierarchy = passed(Hierarchy.make({ association: Association.vwu, events: historyOf(branches) }))
        const list = (some: ReadonlyArray<Duty.Happened>) =>
          passed(Duty.list({ hierarchy, template, period, calendar: WorkingDays.vietnam, events: some }))

        const duties = list([])

        expect([...duties.map((duty) => duty.unit)].sort()).toEqual(owing.map((life) => life.id).sort())
        for (const duty of duties) {
          const life = lives.find(({ id }) => id === duty.unit)!
          expect(duty).toMatchObject({ lineage, period: period.id, level: life.level, round: 1, timely: null })
          expect(duty.closing).toBe(inside(life.gone))
          expect(duty.from).toBe(life.from > window.from ? life.from : window.from)
          expect(duty.to).toBe(duty.closing ? PlainDate.addDays(life.gone!, -1) : window.to)
        }

        let before = new Map(duties.map((duty) => [duty.unit, duty]))
        events.forEach(({ key, event }, i) => {
          const after = new Map(list(events.slice(0, i + 1)).map((duty) => [duty.unit, duty]))
          for (const [unit, duty] of before) {
            const opens = unit === key.unit && (event.type === "returned" || event.type === "extended") ? 1 : 0
            expect(after.get(unit)!.round).toBe(duty.round + opens)
            if (unit !== key.unit) expect(after.get(unit)).toEqual(duty)
          }
          tally.count(event.type, before.has(key.unit))
          before = after
        })
        lives.forEach((life, i) => {
          const moves = branches[i - 3]?.moves ?? null
          if (inside(life.from))
            tally.count(
              "opens inside",
              duties.some((duty) => duty.unit === life.id)
            )
          if (inside(life.gone))
            tally.count(
              "closes inside",
              duties.some((duty) => duty.unit === life.id)
            )
          if (moves !== null && inside(PlainDate.addDays(life.from, moves)))
            tally.count(
              "moves inside",
              duties.some((duty) => duty.unit === life.id)
            )
        })
      }
    ),
    { numRuns: 1000, seed: 2024 }
  )

  tally.print("Duty")
  expect(tally.leastShare()).toBeGreaterThanOrEqual(0.05)
  expect(tally.accepted()).toBeGreaterThanOrEqual(0.5)
})
