/** Answers about reports: who owes, how one stands, and what people do with it. */
import type { Report } from "@lienhoi/report/Report"
import type { Cells } from "@lienhoi/template/Cell"
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

const totals = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([key]) => !key.includes("[")))

/** Breakdowns are for those on the association's own line. */
const withoutBreakdowns = (report: Report): Report => ({
  ...report,
  draft: null,
  revisions: report.revisions.map((revision) => ({ ...revision, cells: totals(revision.cells) }))
})

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
      const sight = yield* needs("reports", params.unit, lineage)
      const which: Which = { template, unit: params.unit, period: params.period }
      return { which, lineage, trim: sight === "all" ? (report: Report) => report : withoutBreakdowns }
    })

  const change = (params: Params, request: (decision: Decision) => ReturnType<Office["submit"]>) =>
    Effect.gen(function* () {
      const { which, trim } = yield* see(params)
      const { person } = yield* Caller
      const receipt = yield* askChecked(() => request({ ...which, by: person.person }))
      return { ...receipt, report: trim(receipt.report) }
    })

  return HttpApiBuilder.group(Api, "reports", (handlers) =>
    handlers.handleAll({
      duties: ({ params }) =>
        Effect.gen(function* () {
          const { template, lineage } = yield* lineageOf(params)
          const { reach } = yield* Caller
          const duties = yield* askChecked(() => office.duties({ template, period: params.period }))
          return duties.filter(({ unit }) => ["reports", "all"].includes(reach.sight(unit, lineage)))
        }),
      report: ({ params }) =>
        Effect.gen(function* () {
          const { which, trim } = yield* see(params)
          return trim(yield* askChecked(() => office.report(which)))
        }),
      history: ({ params }) =>
        Effect.gen(function* () {
          const { which } = yield* see(params)
          return (yield* askChecked(() => office.history(which))).map(ReportBody.told)
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
