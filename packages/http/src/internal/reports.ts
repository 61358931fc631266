/** Answers about reports: who owes, how one stands, its form, and what people do with it. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Heir from "@lienhoi/report/Heir"
import * as Standing from "@lienhoi/report/Standing"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Decision, Given, Office, Which } from "../Office.ts"
import * as ReportBody from "../ReportBody.ts"
import { askChecked, found, needs, refuse } from "./asking.ts"
import { ownFiles } from "./files.ts"
import type { Uploads } from "./uploads.ts"

interface Params {
  readonly owner: string
  readonly name: string
  readonly period: string
  readonly unit: string
}

/** The template that an address names. */
const templateOf = (office: Pick<Office, "templates">, { owner, name }: Pick<Params, "owner" | "name">) => {
  const id = `${owner}/${name}`
  const of = office.templates.get(id)
  return of === undefined
    ? refuse("bad-input", [found("http.template", { template: id }, { path: ["template"] })])
    : Effect.succeed(of.template)
}

/** The report that an address names, once the caller may see it. */
const see = (office: Office, params: Params) =>
  Effect.gen(function* () {
    const template = yield* templateOf(office, params)
    yield* needs("all", params.unit, template.lineage)
    const { person, grants } = yield* Caller
    const which: Which = { template: template.id, unit: params.unit, period: params.period }
    return { which, template, asks: { viewer: person.account, granted: grants }, by: person.person }
  })

/** The answers of the group `forms`. */
export const forms = (office: Office) =>
  HttpApiBuilder.group(Api, "forms", (handlers) =>
    handlers.handle("form", ({ params }) =>
      Effect.gen(function* () {
        const { which, asks, by } = yield* see(office, params)
        return yield* askChecked(() => office.form({ ...which, ...asks, by }))
      })
    )
  )

/** The answers of the group `reports`. */
export const reports = (office: Office, today: () => PlainDate, kept: Uploads) => {
  /** A change, once the caller may see the report and stands where such a change is made. */
  const change = (
    act: Standing.Act,
    params: Params,
    request: (decision: Decision) => ReturnType<Office["submit"]>,
    { values = {}, reportedBy: person }: Partial<Pick<Given, "values" | "reportedBy">> = {}
  ) =>
    Effect.gen(function* () {
      const { which, template, by } = yield* see(office, params)
      const { grants } = yield* Caller
      const { hierarchy } = office
      const { lineage, route } = template
      const date = today()
      const held = Standing.held(hierarchy, { person: by, grants, lineage, date })
      const { unit } = which
      const heirs = Heir.of(hierarchy, { unit, route, date })
      if (!Standing.may(act, Standing.of(hierarchy, { unit, route, date, heirs, held })))
        return yield* refuse("not-yours")
      // What is recorded stays: nobody answers for figures who is not on the list of people.
      if (person !== undefined && Directory.person(office.directory, person) === null)
        return yield* refuse("bad-input", [
          found("http.person", { person: person.slice(0, 60) }, { path: ["reportedBy"] })
        ])
      yield* ownFiles(office, kept, template, values)
      return yield* askChecked(() => request({ ...which, by }))
    })

  return HttpApiBuilder.group(Api, "reports", (handlers) =>
    handlers.handleAll({
      duties: ({ params }) =>
        Effect.gen(function* () {
          const { id } = yield* templateOf(office, params)
          const { person, grants } = yield* Caller
          return yield* askChecked(() =>
            office.duties({ template: id, period: params.period, viewer: person.account, granted: grants })
          )
        }),
      report: ({ params }) =>
        Effect.gen(function* () {
          const { which, asks } = yield* see(office, params)
          return yield* askChecked(() => office.report({ ...which, ...asks }))
        }),
      history: ({ params }) =>
        Effect.gen(function* () {
          const { which, asks } = yield* see(office, params)
          return (yield* askChecked(() => office.history({ ...which, ...asks }))).map(ReportBody.told)
        }),
      draft: ({ params, payload }) =>
        change(
          "draft",
          params,
          ({ by, ...which }) => office.saveDraft({ ...which, ...payload, recordedBy: by }),
          payload
        ),
      submit: ({ params, payload }) =>
        change(
          "submit",
          params,
          ({ by, ...which }) => office.submit({ ...which, ...payload, recordedBy: by }),
          payload
        ),
      amend: ({ params, payload }) =>
        change("amend", params, ({ by, ...which }) => office.amend({ ...which, ...payload, recordedBy: by }), payload),
      return: ({ params, payload }) =>
        change("return", params, (decision) => office.sendBack({ ...decision, ...payload })),
      approve: ({ params }) => change("approve", params, (decision) => office.approve(decision)),
      seal: ({ params, payload }) => change("seal", params, (decision) => office.seal({ ...decision, ...payload })),
      extend: ({ params, payload }) =>
        change("extend", params, (decision) => office.extend({ ...decision, ...payload })),
      waive: ({ params, payload }) => change("waive", params, (decision) => office.waive({ ...decision, ...payload }))
    })
  )
}
