/**
 * The API as one value: every address, what it takes, what it answers and what can go wrong. The handler, the typed
 * client and the OpenAPI document follow from it.
 *
 * @since 0.1.0
 */
import type { Grant, Reach } from "@lienhoi/report/Grant"
import type { Language } from "@lienhoi/words/Language"
import * as Context from "effect/Context"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Schema from "effect/Schema"
import * as Form from "./FormBody.ts"
import type { Person } from "./Identity.ts"
import * as Notice from "./NoticeBody.ts"
import * as Problem from "./Problem.ts"
import * as Report from "./ReportBody.ts"
import * as Total from "./TotalBody.ts"
import * as Tree from "./TreeBody.ts"

const problem = <K extends Problem.Kind>(kind: K) =>
  Schema.Struct({ ...Problem.ProblemBody.fields, kind: Schema.Literal(kind) }).pipe(
    HttpApiSchema.asJson({ contentType: "application/problem+json" }),
    HttpApiSchema.status(Problem.statuses[kind])
  )

const badInput = problem("bad-input")
const notYours = problem("not-yours")
const refusals = [badInput, notYours, problem("unavailable")]

/** Who is asking, and how far her grants reach today. */
export class Caller extends Context.Service<
  Caller,
  { readonly person: Person; readonly grants: ReadonlyArray<Grant>; readonly reach: Reach; readonly language: Language }
>()("@lienhoi/http/Caller") {}

/** Lets in only who is signed in. */
export class SignedIn extends HttpApiMiddleware.Service<SignedIn, { provides: Caller }>()("@lienhoi/http/SignedIn", {
  error: [problem("sign-in"), badInput, notYours, problem("unavailable")]
}) {}

const template = { owner: Schema.String, name: Schema.String }
const which = { ...template, period: Schema.String, unit: Schema.String }
const basis = Schema.optionalKey(Schema.Literals(["submitted", "approved", "sealed"]))
const yearToDate = Schema.optionalKey(Schema.Literals(["true", "false"]))

const report = "/reports/:owner/:name/:period/:unit" as const

/** A request that changes one report. */
const change = <const Name extends string, S extends Schema.Codec<unknown, unknown>>(name: Name, payload: S) =>
  HttpApiEndpoint.post(name, `${report}/${name}`, {
    params: which,
    payload,
    success: Report.ReceiptBody,
    error: refusals
  })

/** Who I am. */
export class Me extends HttpApiGroup.make("me")
  .add(HttpApiEndpoint.get("me", "/me", { success: Tree.MeBody, error: refusals }))
  .middleware(SignedIn) {}

/** The tree and its officers: for every member; names of people only by grants. */
export class Units extends HttpApiGroup.make("units")
  .add(
    HttpApiEndpoint.get("find", "/units", {
      query: {
        /** Part of a name or a code, as people type it: `xa tan binh`. */
        q: Schema.optionalKey(Schema.String),
        level: Schema.optionalKey(Schema.String),
        under: Schema.optionalKey(Schema.String),
        on: Schema.optionalKey(Schema.String)
      },
      success: Schema.Array(Tree.UnitBody),
      error: refusals
    }),
    HttpApiEndpoint.get("unit", "/units/:unit", {
      params: { unit: Schema.String },
      query: { on: Schema.optionalKey(Schema.String) },
      success: Tree.UnitPageBody,
      error: refusals
    }),
    /** Every unit at once, small: a list to choose from. It bears an `ETag`. */
    HttpApiEndpoint.get("tree", "/tree", {
      query: { on: Schema.optionalKey(Schema.String) },
      success: Tree.UnitListBody,
      error: refusals
    }),
    /** Where a unit came from and what became of it, with the papers. */
    HttpApiEndpoint.get("changes", "/units/:unit/changes", {
      params: { unit: Schema.String },
      success: Schema.Array(Tree.UnitChangeBody),
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** What is asked for. */
export class Templates extends HttpApiGroup.make("templates")
  .add(
    HttpApiEndpoint.get("list", "/templates", { success: Schema.Array(Tree.TemplateLineBody), error: refusals }),
    HttpApiEndpoint.get("template", "/templates/:owner/:name", {
      params: template,
      success: Tree.TemplateBody,
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** Who owes what, and every report. */
export class Reports extends HttpApiGroup.make("reports")
  .add(
    HttpApiEndpoint.get("duties", "/duties/:owner/:name/:period", {
      params: { ...template, period: Schema.String },
      success: Schema.Array(Report.DutyBody),
      error: refusals
    }),
    HttpApiEndpoint.get("report", report, { params: which, success: Report.ReportBody, error: refusals }),
    HttpApiEndpoint.get("history", `${report}/history`, {
      params: which,
      success: Schema.Array(Report.HappenedBody),
      error: refusals
    }),
    change("draft", Schema.Struct({ values: Report.InputBody })),
    change("submit", Report.GivenBody),
    change("amend", Schema.Struct({ ...Report.GivenBody.fields, reason: Report.ReasonText })),
    change("return", Report.ReasonAndDue),
    change("approve", Schema.Struct({})),
    change("seal", Schema.Struct({ digest: Schema.optionalKey(Schema.String) })),
    change("extend", Report.ReasonAndDue),
    change("waive", Report.Reason)
  )
  .middleware(SignedIn) {}

/** Forms: everything a browser needs to fill one in. */
export class Forms extends HttpApiGroup.make("forms")
  .add(
    HttpApiEndpoint.get("form", "/forms/:owner/:name/:period/:unit", {
      params: which,
      success: Form.FormBody,
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/**
 * Server-sent events (`new EventSource("/api/changes")`): `event: changed` with a `Changed` for every report that changes and
 * that the caller sees, `event: reload` when there is too much to be told one by one. `id` is a place in the journal, so
 * that `Last-Event-ID` misses nothing; `after` says the same in the address. Open it first, then read. One account holds at
 * most 20 of them open in a process; one more is `too-many`.
 */
export class Changes extends HttpApiGroup.make("changes")
  .add(
    HttpApiEndpoint.get("changes", "/changes", {
      query: { after: Schema.optionalKey(Schema.String) },
      success: Schema.String.pipe(HttpApiSchema.asText({ contentType: "text/event-stream" })),
      error: [...refusals, problem("too-many")]
    })
  )
  .middleware(SignedIn) {}

/** Sums, and where they come from. */
export class Totals extends HttpApiGroup.make("totals")
  .add(
    HttpApiEndpoint.get("total", "/totals/:owner/:name/:period/:unit", {
      params: which,
      query: { basis, yearToDate },
      success: Total.TotalBody,
      error: refusals
    }),
    HttpApiEndpoint.get("explain", "/totals/:owner/:name/:period/:unit/:field", {
      params: { ...which, field: Schema.String },
      query: { basis, yearToDate },
      success: Total.ExplanationBody,
      error: refusals
    }),
    HttpApiEndpoint.get("board", "/boards/:owner/:name/:period/:unit", {
      params: which,
      success: Total.BoardBody,
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** Photos and files of reports. */
export class Files extends HttpApiGroup.make("files")
  .add(
    /** The bytes are the body, at most 10 MB; what it is, is told by its bytes. A report then names it by its id. */
    HttpApiEndpoint.post("put", "/files", {
      query: { name: Schema.optionalKey(Schema.String) },
      payload: Report.FileBody.pipe(HttpApiSchema.asUint8Array({ contentType: "application/octet-stream" })),
      success: Report.KeptFileBody,
      error: [...refusals, problem("too-many")]
    }),
    /** For who uploaded it, and who sees a report that names it. */
    HttpApiEndpoint.get("get", "/files/:id", {
      params: { id: Schema.String },
      success: Schema.Uint8Array.pipe(HttpApiSchema.asUint8Array({ contentType: "application/octet-stream" })),
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** Notices on their way down. */
export class Notices extends HttpApiGroup.make("notices")
  .add(
    /** Those for units where the caller acts, the newest first. */
    HttpApiEndpoint.get("list", "/notices", { success: Schema.Array(Notice.NoticeBody), error: refusals }),
    HttpApiEndpoint.post("send", "/notices", {
      payload: Notice.NoticeGiven,
      success: Notice.NoticeSentBody,
      error: refusals
    }),
    /** Who acknowledged, for the unit that issued it and those above. */
    HttpApiEndpoint.get("standing", "/notices/:id", {
      params: { id: Schema.String },
      success: Notice.NoticeStandingBody,
      error: refusals
    }),
    HttpApiEndpoint.post("acknowledge", "/notices/:id/acknowledge", {
      params: { id: Schema.String },
      payload: Schema.Struct({ unit: Schema.String }),
      success: HttpApiSchema.NoContent,
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** People of a unit, for those who were granted to see them. */
export class People extends HttpApiGroup.make("people")
  .add(
    HttpApiEndpoint.get("list", "/units/:unit/people", {
      params: { unit: Schema.String },
      success: Schema.Array(Notice.PersonBody),
      error: refusals
    }),
    HttpApiEndpoint.post("put", "/units/:unit/people", {
      params: { unit: Schema.String },
      payload: Notice.PersonGiven,
      success: Schema.Struct({ id: Schema.String, name: Schema.String, unit: Schema.String }),
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** What waits for a person to post it. */
export class Postings extends HttpApiGroup.make("postings")
  .add(
    HttpApiEndpoint.get("list", "/postings", { success: Schema.Array(Tree.PostingBody), error: refusals }),
    HttpApiEndpoint.post("posted", "/postings/posted", {
      payload: Schema.Struct({ key: Schema.String }),
      success: HttpApiSchema.NoContent,
      error: refusals
    }),
    HttpApiEndpoint.post("couldNot", "/postings/could-not", {
      payload: Schema.Struct({ key: Schema.String, why: Schema.Literals(["no-contact", "not-in-group", "too-late"]) }),
      success: HttpApiSchema.NoContent,
      error: refusals
    })
  )
  .middleware(SignedIn) {}

/** Whether the server works; for machines, without signing in. */
export class Health extends HttpApiGroup.make("health").add(
  HttpApiEndpoint.get("health", "/health", {
    success: Schema.Struct({ status: Schema.Literal("ok") }),
    error: problem("unavailable")
  })
) {}

/** Everything. */
export class Api extends HttpApi.make("lienhoi")
  .add(Me, Units, Templates, Forms, Reports, Totals, Files, People, Notices, Postings, Changes, Health)
  .annotate(HttpApi.ParseOptions, { errors: "all" })
  .annotateMerge(OpenApi.annotations({ title: "Lienhoi", version: "0.1.0" })) {}
