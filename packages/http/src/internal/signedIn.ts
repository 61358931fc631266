/** The door of the API: lets in who is signed in, and tells what is wrong with a request that has not the right form. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import { HttpApiSchemaError } from "effect/http-api/HttpApiError"
import * as Layer from "effect/Layer"
import * as SchemaIssue from "effect/SchemaIssue"
import type { unhandled } from "effect/Types"
import { Caller, SignedIn } from "../Api.ts"
import type { Identity } from "../Identity.ts"
import * as Problem from "../Problem.ts"
import { languageOf } from "./language.ts"
import { isFromElsewhere } from "./origin.ts"
import type { Reached } from "./reaching.ts"

const issue = Issue.from(
  Catalogue.make({
    "http.malformed": {
      vi: "Phần {part} của yêu cầu chưa đúng dạng; xem mô tả ở /docs",
      en: "The {part} of the request does not have the form that /docs describes"
    }
  })
)

const standard = SchemaIssue.makeFormatterStandardSchemaV1()

const segment = (part: PropertyKey | { readonly key: PropertyKey }): string | number => {
  const key = typeof part === "object" ? part.key : part
  return typeof key === "number" ? key : String(key)
}

type Malformed = Problem.Problem & { readonly kind: "bad-input" }

/** A request that is not what the description says; where, but not what stood there. */
const malformed = ({ kind, cause }: HttpApiSchemaError, language: Language): Effect.Effect<never, Malformed> => {
  const part = kind.toLowerCase()
  const places = standard(cause.issue).issues.map(({ path = [] }) => [part, ...path.map(segment)])
  const issues = places.map((path) => issue("http.malformed", { part: path.join(".") }, { path }))
  return Effect.fail({ ...Problem.make("bad-input", { language, issues }), kind: "bad-input" as const })
}

/** Asks who it is, how far her grants reach today, and whether a change comes from our own pages. */
export const signedIn = (identity: Identity, reached: (account: string) => Promise<Reached>) =>
  Layer.succeed(SignedIn, (httpEffect) =>
    Effect.gen(function* () {
      const incoming = yield* HttpServerRequest.HttpServerRequest
      const request = incoming.source as Request
      const language = languageOf(request.headers.get("accept-language"))
      const refused = <K extends Problem.Kind>(kind: K) =>
        Effect.fail({ ...Problem.make(kind, { language }), kind } as Problem.Problem & { readonly kind: K })
      const trouble = () => refused("unavailable")
      const person = yield* Effect.tryPromise(() => identity.of(request)).pipe(Effect.catch(trouble))
      if (person === null) return yield* refused("sign-in")
      if (person.by === "cookie" && isFromElsewhere(request)) return yield* refused("not-yours")
      const { grants, reach } = yield* Effect.tryPromise(() => reached(person.account)).pipe(Effect.catch(trouble))
      return yield* Effect.provideService(httpEffect, Caller, { person, grants, reach, language }).pipe(
        Effect.catch(
          (error): Effect.Effect<never, Malformed | unhandled> =>
            HttpApiSchemaError.is(error) ? malformed(error, language) : Effect.fail(error)
        )
      )
    })
  )
