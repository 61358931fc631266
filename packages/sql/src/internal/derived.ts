/**
 * The rows of the read models, as they follow from events alone: computed here, written and compared elsewhere.
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import type * as Duty from "@lienhoi/report/Duty"
import type * as Report from "@lienhoi/report/Report"
import * as Cell from "@lienhoi/template/Cell"
import * as Typed from "./typed.ts"
import * as VietnameseKey from "./vietnameseKey.ts"

/** One row, by column. The association is added when it is written. */
export type Row = { readonly [column: string]: unknown }

/** Rows by table. */
export type Rows = { readonly [table: string]: ReadonlyArray<Row> }

/** The tables that follow from the history of the tree. */
export const ofTree = (hierarchy: Hierarchy): Rows => {
  const spans = Span.all(hierarchy)
  return {
    place: spans.map((span) => ({
      route: span.route,
      unit: span.id,
      starts_on: span.from,
      ends_on: span.until,
      parent: span.parent,
      level: span.level,
      kind: span.kind,
      code: span.code,
      name: span.name,
      since: span.since
    })),
    succession: Takeover.all(hierarchy, spans).map(({ route, giver, heir, on, whole }) => ({
      route: route ?? "",
      giver,
      heir,
      starts_on: on,
      whole
    })),
    found: searched(hierarchy, spans)
  }
}

/** Each unit under every name it had; the living first, then from the top of the tree. */
const searched = ({ association }: Hierarchy, spans: ReadonlyArray<Span.Span>): ReadonlyArray<Row> => {
  const ranks = new Map(association.levels.map(({ id, rank }) => [id, rank]))
  return [...Map.groupBy(spans, ({ id }) => id)].map(([id, own]) => {
    // As it stands last, on the association's own line where it stands there.
    const [now] = own.toSorted(
      (a, b) =>
        Number(a.until !== null) - Number(b.until !== null) ||
        Number(a.route !== "own") - Number(b.route !== "own") ||
        ((a.until ?? "") < (b.until ?? "") ? 1 : -1)
    ) as [Span.Span]
    return {
      kind: "unit",
      id,
      text: now.name,
      detail: now.parent,
      rank: (ranks.get(now.level) ?? 0) + (now.until === null ? 0 : 100),
      words: Typed.forms([
        ...own.flatMap((span) => Typed.formsOfUnit(association, span)),
        ...own.flatMap(({ code }) => code ?? [])
      ]),
      place: VietnameseKey.ofName(now.name)
    }
  })
}

const dayOrNull = (day: string | null): string | null => (day !== null && PlainDate.isValid(day) ? day : null)

/** Duties that tree, template and calendar give, nothing having happened yet. */
export const ofDuties = (duties: Iterable<Duty.Duty>): ReadonlyArray<Row> =>
  Array.from(duties, ({ lineage, period, unit, level, from, to, due, nominal, estimated, closing }) => ({
    lineage,
    period,
    unit,
    level,
    starts_on: from,
    ends_on: to,
    due,
    nominal,
    estimated,
    closing
  }))

/** A person as she is searched. */
export const ofPerson = ({
  id,
  name,
  unit
}: {
  readonly id: string
  readonly name: string
  readonly unit: string | null
}): Row => ({
  kind: "person",
  id,
  text: name,
  detail: unit,
  rank: 0,
  words: Typed.forms([name]),
  place: VietnameseKey.ofPerson(name)
})

/** A record that names nobody, as a document that is searched: by every text in it. `null` when it says none. */
export const ofRecord = (record: {
  readonly lineage: string
  readonly key: string
  readonly unit: string | null
  readonly body: unknown
}): Row | null => {
  const body = typeof record.body === "object" && record.body !== null ? Object.values(record.body) : [record.body]
  const texts = body.filter((value): value is string => typeof value === "string" && value.trim() !== "")
  const [title] = texts
  if (title === undefined) return null
  return {
    kind: "document",
    id: `${record.lineage}/${record.key}`,
    text: title,
    detail: record.unit,
    rank: 0,
    words: Typed.forms([...texts, record.key]),
    place: VietnameseKey.ofName(title)
  }
}

/** The tables that follow from the events of one report, in their order. */
export const ofReport = (report: Report.Report): Rows => {
  const { lineage, period, unit } = report.key
  const about = { lineage, period, unit }
  const round = report.rounds.at(-1)!
  const counting = new Set([report.revision, report.approved, report.sealed])
  return {
    standing: [
      {
        ...about,
        version: report.version,
        status: report.status,
        revision: report.revision,
        approved: report.approved,
        sealed: report.sealed,
        round: report.round,
        due: dayOrNull(report.due),
        opened_at: round.openedAt,
        fulfilled_at: round.fulfilledAt,
        fulfilled_by: round.fulfilledBy,
        waived: round.waived !== null,
        opened_due: dayOrNull(round.dueWhenOpened),
        asked_due: dayOrNull(report.rounds.find(({ due }) => due !== null)?.due ?? null),
        flags: report.revisions.at(-1)?.flags.length ?? 0
      }
    ],
    figure: report.revisions
      .filter(({ revision }) => counting.has(revision))
      .flatMap(({ revision, cells }) => {
        const all = Object.entries(cells)
          .map(([key, cell]) => ({
            key,
            cell,
            number: Cell.number(cell),
            part: key.includes("[") ? "breakdown" : "total"
          }))
          .filter(({ cell, number }) => number !== null || cell.state === "not-applicable")
          .sort((a, b) => (a.key < b.key ? -1 : 1))
        return [...Map.groupBy(all, ({ part }) => part)].map(([part, own]) => {
          const numbers = own.filter(({ number }) => number !== null)
          const inState = (state: Cell.Cell["state"]) =>
            own.flatMap(({ cell, key }) => (cell.state === state ? [key] : []))
          const [zeros, excused] = [inState("zero"), inState("not-applicable")]
          return {
            ...about,
            revision,
            part,
            keys: numbers.map(({ key }) => key),
            numbers: numbers.map(({ number }) => number),
            zeros: zeros.length === 0 ? null : zeros,
            excused: excused.length === 0 ? null : excused
          }
        })
      })
  }
}
