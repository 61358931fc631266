/**
 * The board of one period at one moment: who has reported, who is late, what needs a second look. Plain data, from
 * which pages, lines and JSON are made.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Remaining from "@lienhoi/calendar/Remaining"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Duty } from "./Duty.ts"
import type { Flag } from "./Event.ts"
import type { Report, Revision } from "./Report.ts"
import type { Status } from "./Status.ts"

/** One unit that owes a report. */
export interface UnitLine {
  readonly unit: string
  readonly name: string
  /** From the unit up: `Ấp 3 › Xã Đông Phước A › …` */
  readonly path: string
  readonly level: string
  readonly status: Status
  /** Whether something came in the current round. */
  readonly received: boolean
  /** `null` while nothing came. */
  readonly timely: boolean | null
  readonly due: PlainDate.PlainDate
  /** Nothing came, and the due day is over. */
  readonly overdue: boolean
  /** `còn 2 ngày (thứ Sáu 18/10)` */
  readonly dueText: Bilingual
}

/** How one level stands. Counts of units; a unit that was let off is counted in `waived` alone. */
export interface LevelLine {
  readonly level: string
  readonly name: Bilingual
  readonly expected: number
  /** `onTime + late`. */
  readonly received: number
  readonly onTime: number
  readonly late: number
  /** Nothing came, and the due day is over. */
  readonly overdue: number
  /** Sent back and not handed in again. */
  readonly returned: number
  readonly waived: number
}

/** A figure that the validator let pass and asks about. */
export interface Flagged {
  readonly unit: string
  readonly path: string
  readonly field: string
  readonly code: string
  readonly text: Bilingual
}

/** Units side by side under one head. */
export interface Group {
  readonly head: { readonly unit: string; readonly name: string }
  readonly lines: ReadonlyArray<UnitLine>
}

/** The board. */
export interface Board {
  readonly period: string
  readonly periodName: Bilingual
  readonly root: { readonly unit: string; readonly name: string }
  /** The moment, in Vietnam's clock and calendar. */
  readonly at: { readonly time: string; readonly date: string }
  readonly levels: ReadonlyArray<LevelLine>
  /** Who has not reported, the earliest due first. */
  readonly missing: ReadonlyArray<UnitLine>
  readonly flagged: ReadonlyArray<Flagged>
  /** Every unit that owes, under the unit above it, whether that one owes or not. */
  readonly groups: ReadonlyArray<Group>
}

/** What a board is made of. */
export interface Options {
  readonly tree: Snapshot.Snapshot
  readonly template: Compiled
  readonly period: Period.Period
  readonly duties: ReadonlyArray<Duty>
  /** Reports of that template and period. */
  readonly reports: ReadonlyArray<Report>
  /** The unit whose board it is: it and everything under it. */
  readonly root: string
  readonly at: Instant.Instant
}

const texts = Catalogue.make({
  contradicts: {
    vi: "{label}: ghi {printed} nhưng hai số đi kèm cho ra {value}",
    en: "{label}: {printed} was written, but its two figures give {value}"
  },
  flagged: { vi: "{label}: xin xem lại số này", en: "{label}: please look at this figure again" }
})

const statusOf = (duty: Duty, report: Report | undefined): Status =>
  duty.waived !== null ? "waived" : (report?.status ?? "none")

const flagText = (template: Compiled, { cells }: Revision, { code, field: key }: Flag): Bilingual => {
  const field = Template.field(template.template, key)
  const cell = cells[key]
  if (field === null) return { vi: key, en: key }
  const label = field.label
  const said =
    code === "ratio.contradicts" &&
    cell?.state === "value" &&
    typeof cell.value === "number" &&
    cell.printed !== undefined
      ? {
          code: "contradicts" as const,
          params: {
            label,
            printed: `${cell.printed}${Field.isPercent(field) ? "%" : ""}`,
            value: ReadBack.number(field, cell.value)
          }
        }
      : { code: "flagged" as const, params: { label } }
  return {
    vi: Catalogue.say(texts, said.code, said.params, "vi"),
    en: Catalogue.say(texts, said.code, said.params, "en")
  }
}

/** The board of a unit, its own report included. */
export const of = ({ tree, template, period, duties, reports, root, at }: Options): Board => {
  const today = Instant.dateIn(at)
  const byUnit = new Map(reports.map((report) => [report.key.unit, report]))
  const lines = duties
    .filter((duty) => Snapshot.isWithin(tree, duty.unit, root))
    .map((duty): UnitLine => {
      const unit = Snapshot.unit(tree, duty.unit)
      return {
        unit: duty.unit,
        name: unit?.name ?? duty.unit,
        path: Snapshot.path(tree, duty.unit),
        level: duty.level,
        status: statusOf(duty, byUnit.get(duty.unit)),
        received: duty.fulfilledAt !== null,
        timely: duty.timely,
        due: duty.due,
        overdue: duty.fulfilledAt === null && duty.waived === null && duty.due < today,
        dueText: { vi: Remaining.format(today, duty.due, "vi"), en: Remaining.format(today, duty.due, "en") }
      }
    })
  const owed = lines.filter((line) => line.status !== "waived")
  const levels = tree.association.levels
    .map((level): LevelLine => {
      const there = owed.filter((line) => line.level === level.id)
      const count = (is: (line: UnitLine) => boolean): number => there.filter(is).length
      return {
        level: level.id,
        name: level.name,
        expected: there.length,
        received: count((line) => line.received),
        onTime: count((line) => line.timely === true),
        late: count((line) => line.timely === false),
        overdue: count((line) => line.overdue),
        returned: count((line) => line.status === "returned"),
        waived: lines.filter((line) => line.level === level.id && line.status === "waived").length
      }
    })
    .filter((level) => level.expected > 0 || level.waived > 0)
  const lineOf = new Map(lines.map((line) => [line.unit, line]))
  const flagged = lines.flatMap((line): ReadonlyArray<Flagged> => {
    const revision = byUnit.get(line.unit)?.revisions.at(-1)
    return (revision?.flags ?? []).map((flag) => ({
      unit: line.unit,
      path: line.path,
      field: flag.field,
      code: flag.code,
      text: flagText(template, revision!, flag)
    }))
  })
  return {
    period: period.id,
    periodName: { vi: Period.format(period, "vi"), en: Period.format(period, "en") },
    root: { unit: root, name: Snapshot.unit(tree, root)?.name ?? root },
    at: { time: Instant.timeIn(at), date: PlainDate.format(today) },
    levels,
    missing: owed.filter((line) => !line.received).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
    flagged,
    groups: tree.units
      .map(({ id, name, parent }) => ({
        head: { unit: id, name },
        // Who has nobody above stands first in her own group.
        lines: [...(parent === null ? [id] : []), ...Snapshot.children(tree, id).map((child) => child.id)].flatMap(
          (one) => lineOf.get(one) ?? []
        )
      }))
      .filter((group) => group.lines.length > 0)
  }
}
