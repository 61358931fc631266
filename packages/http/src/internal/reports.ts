/** Answers about reports: who owes, how one stands, and what people do with it. */
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Decision, Office, Which } from "../Office.ts"
import * as ReportBody from "../ReportBody.ts"
import { askChecked, found, needs, refuse } from "./asking.ts"

interface Params {
  readonly owner: string
  readonly name: string
  readonly period: string
  readonly unit: string
}

/** The answers of the group `reports`. */
export const reports = (office: Office) => {
  const lineageOf = ({ owner, name }: Pick<Params, "owner" | "name">) => {
    const template = `${owner}/${name}`
    const of = office.templates.get(template)
    return of === undefined
      ? refuse("bad-input", [found("http.template", { template }, { path: ["template"] })])
      : Effect.succeed({ template, lineage: of.template.lineage })
  }

  /** The report that an address names, once the caller may see it. */
  const see = (params: Params) =>
    Effect.gen(function* () {
      const { template, lineage } = yield* lineageOf(params)
      yield* needs("all", params.unit, lineage)
      const { person } = yield* Caller
      const which: Which = { template, unit: params.unit, period: params.period }
      return { which, viewer: person.account, by: person.person }
    })

  const change = (params: Params, request: (decision: Decision) => ReturnType<Office["submit"]>) =>
    Effect.gen(function* () {
      const { which, by } = yield* see(params)
      return yield* askChecked(() => request({ ...which, by }))
    })

  return HttpApiBuilder.group(Api, "reports", (handlers) =>
    handlers.handleAll({
      duties: ({ params }) =>
        Effect.gen(function* () {
          const { template } = yield* lineageOf(params)
          const { person } = yield* Caller
          return yield* askChecked(() => office.duties({ template, period: params.period, viewer: person.account }))
        }),
      report: ({ params }) =>
        Effect.gen(function* () {
          const { which, viewer } = yield* see(params)
          return yield* askChecked(() => office.report({ ...which, viewer }))
        }),
      history: ({ params }) =>
        Effect.gen(function* () {
          const { which, viewer } = yield* see(params)
          return (yield* askChecked(() => office.history({ ...which, viewer }))).map(ReportBody.told)
        }),
      draft: ({ params, payload }) =>
        change(params, ({ by, ...which }) => office.saveDraft({ ...which, ...payload, recordedBy: by })),
      submit: ({ params, payload }) =>
        change(params, ({ by, ...which }) => office.submit({ ...which, ...payload, recordedBy: by })),
      amend: ({ params, payload }) =>
        change(params, ({ by, ...which }) => office.amend({ ...which, ...payload, recordedBy: by })),
      return: ({ params, payload }) => change(params, (decision) => office.sendBack({ ...decision, ...payload })),
      approve: ({ params }) => change(params, (decision) => office.approve(decision)),
      seal: ({ params, payload }) => change(params, (decision) => office.seal({ ...decision, ...payload })),
      extend: ({ params, payload }) => change(params, (decision) => office.extend({ ...decision, ...payload })),
      waive: ({ params, payload }) => change(params, (decision) => office.waive({ ...decision, ...payload }))
    })
  )
}
