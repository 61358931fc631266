/** Worlds for the laws of reminders: duties whose life changes, officers who come and go, plans of many shapes. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Hours from "@lienhoi/reminders/Hours"
import * as Reminder from "@lienhoi/reminders/Reminder"
import type { ReminderPlan } from "@lienhoi/reminders/ReminderPlan"
import type { Step, When } from "@lienhoi/reminders/Step"
import type { Duty } from "@lienhoi/report/Duty"
import * as fc from "fast-check"
import { duty, hierarchyWith, leaves, succeeds } from "./fixture.ts"

const dayOf = (n: number): string => PlainDate.addDays("2024-06-03", n)

/** The life of one duty; moments are minutes after the start, `null` for never. */
interface Life {
  readonly unit: string
  readonly lineage: string
  readonly due: number
  readonly fulfilled: number | null
  readonly waived: number | null
  readonly returned: { readonly after: number; readonly due: number } | null
}

export interface World {
  readonly plan: ReminderPlan
  readonly lives: ReadonlyArray<Life>
  readonly hierarchy: Hierarchy
  readonly changesOffice: boolean
  readonly start: string
  readonly end: string
  /** How the span is cut into runs. */
  readonly pace: "once" | "hourly" | "minutely" | "any"
  readonly cuts: ReadonlyArray<string>
}

const start = Instant.at("2024-06-03", "09:00")
const minutes = (n: number): string => Instant.fromMillis(Instant.toMillis(start) + n * 60_000)
const minutesTo = (at: string): number => (Instant.toMillis(at) - Instant.toMillis(start)) / 60_000

/** The duties as anybody knows them at that moment. */
export const dutiesAt = (world: World, at: string): ReadonlyArray<Duty> =>
  world.lives.map(({ unit, lineage, due, fulfilled, waived, returned }) => {
    const now = minutesTo(at)
    const first = duty(unit, {
      lineage,
      due: dayOf(due),
      waived: waived !== null && waived <= now ? "miễn" : null,
      fulfilledAt: fulfilled !== null && fulfilled <= now ? minutes(fulfilled) : null
    })
    const opened = fulfilled === null || returned === null ? null : fulfilled + returned.after
    return opened === null || opened > now
      ? first
      : { ...first, round: 2, openedAt: minutes(opened), fulfilledAt: null, due: dayOf(due + returned!.due) }
  })

/** One run of the world's plan. */
export const run = (world: World, from: string, to: string): Reminder.Run =>
  Reminder.due({
    plan: world.plan,
    duties: dutiesAt(world, to),
    hierarchy: world.hierarchy,
    calendar: WorkingDays.vietnam,
    from,
    to
  })

/** All runs of the world, each beginning where the one before ended. */
export const runAll = (world: World): ReadonlyArray<Reminder.Run> => {
  let from = world.start
  return [...world.cuts, world.end].map((to) => {
    const done = run(world, from, to)
    from = done.upTo
    return done
  })
}

const times = ["07:30", "08:00"]

const stepOf = (id: string, at: When, time: string, to: Step["to"], form: Step["form"]): Step => ({
  id,
  at,
  time,
  to,
  audience: "person",
  form,
  move: "daysAfter" in at || "workingDaysAfter" in at ? "later" : "earlier",
  figures: false,
  lineages: null
})

const when: fc.Arbitrary<When> = fc.oneof(
  fc.record({ daysBefore: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ workingDaysBefore: fc.integer({ min: 1, max: 4 }) }),
  fc.constant({ onDue: true } as const),
  fc.record({ daysAfter: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ workingDaysAfter: fc.integer({ min: 1, max: 3 }) })
)

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc
  .array(
    fc.tuple(
      when,
      fc.constantFrom(...times),
      fc.constantFrom("responsible", "responsible", "upper"),
      fc.constantFrom("message", "message", "digest")
    ),
    { minLength: 2, maxLength: 5 }
  )
  .map((all) => all.map(([at, time, to, form], i) => stepOf(`s${i}`, at, time, to, to === "upper" ? "digest" : form)))

const plan: fc.Arbitrary<ReminderPlan> = fc.record({
  steps,
  quietHours: fc.constantFrom(null, { from: "21:00", to: "07:00" }, { from: "17:30", to: "06:30" }),
  workingDaysOnly: fc.boolean(),
  catchUp: fc.constant("latest-only" as const)
})

const span = 12 * 1440

const life = (unit: string, lineage: string, changing: boolean): fc.Arbitrary<Life> =>
  fc.record({
    unit: fc.constant(unit),
    lineage: fc.constant(lineage),
    due: fc.integer({ min: 1, max: 12 }),
    fulfilled: changing ? fc.option(fc.integer({ min: 0, max: span }), { nil: null, freq: 2 }) : fc.constant(null),
    waived: changing ? fc.option(fc.integer({ min: 0, max: span }), { nil: null, freq: 6 }) : fc.constant(null),
    returned: fc.option(
      fc.record({ after: fc.integer({ min: 30, max: 3 * 1440 }), due: fc.integer({ min: 1, max: 4 }) }),
      { nil: null, freq: 2 }
    )
  })

const owing: ReadonlyArray<readonly [string, string]> = [
  ["ap-1", "vwu/thang"],
  ["ap-2", "vwu/thang"],
  ["ap-1", "vwu/quy"],
  ["ap-3", "vwu/thang"],
  ["xa-1", "vwu/thang"]
]

const offices = fc.record({
  vacant: fc.subarray(["ap-2", "xa-2"]),
  succeeded: fc.option(fc.tuple(fc.constantFrom("ap-1", "xa-1"), fc.integer({ min: 1, max: 12 })), { nil: null }),
  left: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null })
})

const cutsOf = (pace: World["pace"], end: number, any: ReadonlyArray<number>): ReadonlyArray<number> => {
  if (pace === "once") return []
  if (pace === "any") return any.filter((n) => n < end).toSorted((a, b) => a - b)
  // Every hour of the last two days; every minute of the last hour, after one long sleep.
  const step = pace === "hourly" ? 60 : 1
  const count = pace === "hourly" ? 40 : 45
  return Array.from({ length: count }, (_, i) => end - (count - i) * step).filter((n) => n > 0)
}

/** Worlds; `changing` ones have reports coming in and officers coming and going. Runs end in the hours of the plan. */
export const world = ({ changing }: { readonly changing: boolean }): fc.Arbitrary<World> =>
  fc
    .record({
      plan,
      lives: fc.tuple(...owing.map(([unit, lineage]) => life(unit, lineage, changing))),
      offices: changing ? offices : fc.constant({ vacant: ["ap-2"], succeeded: null, left: null }),
      end: fc.tuple(fc.integer({ min: 3, max: 13 }), fc.integer({ min: 8, max: 16 })),
      pace: fc.constantFrom<World["pace"]>("once", "hourly", "minutely", "any", "any"),
      any: fc.array(fc.integer({ min: 1, max: span }), { maxLength: 12 })
    })
    .map(({ plan, lives, offices: { vacant, succeeded, left }, end: [day, hour], pace, any }) => {
      const last = Hours.next(plan, WorkingDays.vietnam, Instant.at(dayOf(day), `${String(hour).padStart(2, "0")}:30`))
      const changes = [
        ...(succeeded === null ? [] : succeeds(succeeded[0], "p-new", dayOf(succeeded[1]))),
        ...(left === null ? [] : leaves("ap-3", dayOf(left)))
      ]
      return {
        plan,
        lives,
        hierarchy: hierarchyWith(changes, vacant),
        changesOffice: changes.length > 0,
        start,
        end: last,
        pace,
        cuts: cutsOf(pace, minutesTo(last), any).map(minutes)
      }
    })
