/** Answers about many reports: totals, where a figure comes from, the board. Each shows what the caller may see. */
import type { Explanation } from "@lienhoi/aggregation/Explanation"
import * as TotalDocument from "@lienhoi/aggregation/TotalDocument"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Reach } from "@lienhoi/report/Grant"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Asked, Office } from "../Office.ts"
import type { Board } from "../TotalBody.ts"
import { askChecked, found, needs, refuse } from "./asking.ts"

const isBreakdown = (column: string): boolean => column.includes("[")

/** What of an explanation may be seen: reports one by one only where they may be read. */
const seen = (explanation: Explanation, reports: (unit: string) => boolean): Explanation => ({
  ...explanation,
  contributions: explanation.contributions.filter(({ unit }) => reports(unit)),
  missing: explanation.missing.filter(({ unit }) => reports(unit)),
  notApplicable: explanation.notApplicable.filter(({ unit }) => reports(unit)),
  returned: explanation.returned.filter(({ unit }) => reports(unit)),
  inputs: explanation.inputs.map((input) => seen(input, reports))
})

const boardSeen = (board: Board, reports: (unit: string) => boolean): Board => ({
  ...board,
  missing: board.missing.filter(({ unit }) => reports(unit)),
  flagged: board.flagged.filter(({ unit }) => reports(unit)),
  groups: board.groups
    .map((group) => ({ ...group, lines: group.lines.filter(({ unit }) => reports(unit)) }))
    .filter(({ lines }) => lines.length > 0)
})

const readsReports = (reach: Reach, lineage: string) => (unit: string) =>
  ["reports", "all"].includes(reach.sight(unit, lineage))

/** The answers of the group `totals`. */
export const totals = (office: Office) => {
  const asked = (
    { owner, name, period }: { readonly owner: string; readonly name: string; readonly period: string },
    query: { readonly basis?: Asked["basis"]; readonly yearToDate?: "true" | "false" } = {}
  ) => {
    const template = `${owner}/${name}`
    const of = office.templates.get(template)
    return of === undefined
      ? refuse("bad-input", [found("http.template", { template }, { path: ["template"] })])
      : Effect.succeed({
          lineage: of.template.lineage,
          question: {
            template,
            period,
            ...(query.basis === undefined ? {} : { basis: query.basis }),
            yearToDate: query.yearToDate === "true"
          } satisfies Asked
        })
  }

  return HttpApiBuilder.group(Api, "totals", (handlers) =>
    handlers.handleAll({
      total: ({ params, query }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params, query)
          const { reach } = yield* Caller
          yield* needs("totals", params.unit, lineage)
          const total = yield* askChecked(() => office.total(question))
          const below = Snapshot.children(total.hierarchy, params.unit).map(({ id }) => id)
          const units = [params.unit, ...below].filter((unit) => reach.sight(unit, lineage) !== "nothing")
          const { figures, leftOut, basis } = TotalDocument.of(total, { units })
          return {
            period: params.period,
            basis: basis.figures,
            figures: figures.filter(({ unit, column }) => !isBreakdown(column) || reach.sight(unit, lineage) === "all"),
            leftOut: reach.sight(params.unit, lineage) === "all" ? leftOut : []
          }
        }),
      explain: ({ params, query }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params, query)
          const { reach } = yield* Caller
          yield* needs(isBreakdown(params.field) ? "all" : "totals", params.unit, lineage)
          const { unit, field } = params
          const explanation = yield* askChecked(() => office.explain({ ...question, unit, field }))
          return seen(explanation, readsReports(reach, lineage))
        }),
      board: ({ params }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params)
          const { reach } = yield* Caller
          yield* needs("reports", params.unit, lineage)
          const board = yield* askChecked(() => office.board({ ...question, unit: params.unit }))
          return boardSeen(board, readsReports(reach, lineage))
        })
    })
  )
}
