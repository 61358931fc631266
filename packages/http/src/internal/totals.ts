/** Answers about many reports: totals, where a figure comes from, the board. The office leaves out what the caller may not see. */
import type { Board } from "@lienhoi/report/Board"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import * as Schema from "effect/Schema"
import { Api, Caller } from "../Api.ts"
import type { Asked, Office } from "../Office.ts"
import * as TotalBody from "../TotalBody.ts"
import { askChecked, found, needs, refuse } from "./asking.ts"

const texts = new WeakMap<Board, string>()
const encode = Schema.encodeSync(TotalBody.BoardBody)

/** A board as it goes over the line; an office may give the same one to many. */
const written = (board: Board): string => {
  const text = texts.get(board) ?? JSON.stringify(encode(board))
  texts.set(board, text)
  return text
}

const isBreakdown = (column: string): boolean => column.includes("[")

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
      : Effect.map(Caller, ({ person, grants }) => ({
          lineage: of.template.lineage,
          question: {
            viewer: person.account,
            granted: grants,
            template,
            period,
            ...(query.basis === undefined ? {} : { basis: query.basis }),
            yearToDate: query.yearToDate === "true"
          } satisfies Asked
        }))
  }

  return HttpApiBuilder.group(Api, "totals", (handlers) =>
    handlers.handleAll({
      total: ({ params, query }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params, query)
          const { reach } = yield* Caller
          yield* needs("totals", params.unit, lineage)
          const { figures, leftOut, basis } = yield* askChecked(() =>
            office.figures({ ...question, unit: params.unit })
          )
          return {
            period: params.period,
            basis: basis.figures,
            leftOut,
            // A breakdown is for those on the association's own line.
            figures: figures.filter(({ unit, column }) => !isBreakdown(column) || reach.sight(unit, lineage) === "all")
          }
        }),
      explain: ({ params, query }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params, query)
          const { unit, field } = params
          yield* needs(isBreakdown(field) ? "all" : "totals", unit, lineage)
          return yield* askChecked(() => office.explain({ ...question, unit, field }))
        }),
      board: ({ params }) =>
        Effect.gen(function* () {
          const { lineage, question } = yield* asked(params)
          yield* needs("reports", params.unit, lineage)
          const board = yield* askChecked(() => office.board({ ...question, unit: params.unit }))
          return HttpServerResponse.text(written(board), { contentType: "application/json" })
        })
    })
  )
}
