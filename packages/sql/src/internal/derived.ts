/**
 * The rows of the read models, as they follow from events alone: computed here, written and compared elsewhere.
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Span from "@lienhoi/hierarchy/Span"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
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
    const now = own.find(({ until }) => until === null) ?? own.toSorted((a, b) => (a.until! < b.until! ? 1 : -1))[0]!
    const above = now.parent === null ? null : now.parent
    return {
      kind: "unit",
      id,
      text: now.name,
      detail: above,
      rank: (ranks.get(now.level) ?? 0) + (now.until === null ? 0 : 100),
      words: Typed.forms([
        ...own.flatMap((span) => Typed.formsOfUnit(association, span)),
        ...own.flatMap(({ code }) => code ?? [])
      ]),
      place: VietnameseKey.ofName(now.name)
    }
  })
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
        due: report.due !== null && PlainDate.isValid(report.due) ? report.due : null,
        opened_at: round.openedAt,
        fulfilled_at: round.fulfilledAt,
        fulfilled_by: round.fulfilledBy,
        waived: round.waived !== null,
        flags: report.revisions.at(-1)?.flags.length ?? 0
      }
    ],
    figure: report.revisions
      .filter(({ revision }) => counting.has(revision))
      .flatMap(({ revision, cells }) => {
        const numbers = Object.entries(cells)
          .map(([key, cell]) => ({ key, number: Cell.number(cell), part: key.includes("[") ? "breakdown" : "total" }))
          .filter(({ number }) => number !== null)
          .sort((a, b) => (a.key < b.key ? -1 : 1))
        return [...Map.groupBy(numbers, ({ part }) => part)].map(([part, own]) => ({
          ...about,
          revision,
          part,
          keys: own.map(({ key }) => key),
          numbers: own.map(({ number }) => number)
        }))
      })
  }
}
