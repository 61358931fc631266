/**
 * What this office knows about a report while its form is written or read.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Duty from "@lienhoi/report/Duty"
import type * as FormFile from "@lienhoi/report/FormFile"
import * as Heir from "@lienhoi/report/Heir"
import * as Report from "@lienhoi/report/Report"
import * as Standing from "@lienhoi/report/Standing"
import * as Cases from "./cases.ts"
import * as Counting from "./counting.ts"
import * as Filing from "./filing.ts"
import * as Work from "./work.ts"

/** What occasions are told from. */
type Deps = Pick<Work.Deps, "house" | "reports">

/** The report a duty is about, as a form names it; `null` for a template this office does not have. */
export const wantedOf = (
  { house }: Pick<Deps, "house">,
  duty: Pick<Duty.Duty, "lineage" | "unit" | "period">
): FormFile.Wanted | null => {
  const compiled = [...house.templates.values()].find(({ template }) => template.lineage === duty.lineage)
  if (compiled === undefined) return null
  const { lineage, id, version } = compiled.template
  return { template: { lineage, id, version }, unit: duty.unit, period: duty.period }
}

/** The case that a form names; `null` when there is no such version, unit or period. */
export const caseOf = (deps: Pick<Deps, "house">, wanted: FormFile.Wanted): Cases.Case | null => {
  const { template, unit, period } = wanted
  const found = Cases.find(deps.house, { template: template.id, unit, period })
  return found.ok && found.value.template.template.version === wanted.template.version ? found.value : null
}

/** The open duty of that report; `null` when nothing is owed. */
const dutyOf = (deps: Deps, of: Cases.Case): Duty.Duty | null => {
  const duties = Counting.dutiesOf(deps, of)
  return duties.ok ? (duties.value.find(({ unit }) => unit === of.unit.id) ?? null) : null
}

/** Everything a form of that report shows. */
export const occasionOf = (deps: Deps, of: Cases.Case): FormFile.Occasion => {
  const { template, period, unit, tree } = of
  const report = deps.reports.get(of.key)
  const duty = dutyOf(deps, of)
  return {
    template,
    unit: {
      id: unit.id,
      name: unit.name,
      level: duty?.level ?? unit.level,
      kind: unit.kind,
      upper: Snapshot.ancestors(tree, unit.id)[0]?.name ?? null
    },
    period,
    revision: report.revision,
    current: Report.cellsOn(report, "submitted"),
    previous: Filing.cellsOf(deps, of, Period.previous(period)),
    sameLastYear: Filing.cellsOf(deps, of, Period.samePeriodLastYear(period)),
    targets: Filing.targetsOf(deps, of, unit),
    due: duty?.due ?? null,
    closing: duty?.closing ?? false,
    ...(duty === null ? {} : { token: Duty.id(duty) })
  }
}

/** Every duty of the periods that are looked after these days. */
const around = (deps: Deps, today: PlainDate): ReadonlyArray<Duty.Duty> =>
  [...deps.house.templates.values()].flatMap((template) =>
    Work.periodsAround(template, today).flatMap((period) => {
      const duties = Counting.dutiesOf(deps, { template, period })
      return duties.ok ? duties.value : []
    })
  )

/**
 * What readers of forms ask. `now` is the moment of the asking; whoever asks has the reports read up to it.
 */
export const known = (deps: Deps, staffed: boolean, now: () => Instant.Instant): FormFile.Known => {
  const officesOf = (person: string): ReadonlyArray<string> =>
    Position.officers(deps.house.hierarchy, Instant.dateIn(now())).flatMap((officer) =>
      officer.person === person ? [officer.unit] : []
    )
  /** A form does not say by which template when it is asked who sends it: the association's own line counts. */
  const route = "own"
  const mayFile = (person: string, unit: string): boolean => {
    if (!staffed) return true
    const { hierarchy } = deps.house
    const date = Instant.dateIn(now())
    const heirs = Heir.of(hierarchy, { unit, route, date })
    return Standing.may("submit", Standing.of(hierarchy, { unit, route, date, heirs, held: officesOf(person) }))
  }
  return {
    occasion: async (wanted) => {
      const of = caseOf(deps, wanted)
      return of === null ? null : occasionOf(deps, of)
    },
    ofToken: async () => null,
    ofSender: async (person) => {
      const held = new Set(officesOf(person))
      const date = Instant.dateIn(now())
      const isHers = ({ unit, closing }: Duty.Duty): boolean =>
        held.has(unit) || (closing && Heir.of(deps.house.hierarchy, { unit, route, date }).some((one) => held.has(one)))
      const owed = around(deps, date).filter((duty) => isHers(duty) && Duty.isOpen(duty))
      return owed
        .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
        .flatMap((duty) => wantedOf(deps, duty) ?? [])
    },
    mayFile: async (person, unit) => mayFile(person, unit)
  }
}
