/**
 * OAuth v4 of an Official Account: the link an administrator of the account opens, and the two calls that give tokens.
 * When to use: once to connect an account, and by `Token` to renew. It costs nothing and needs an activated app whose
 * callback address is registered, and an administrator of the account who agrees.
 *
 * Success is an answer 2xx with an access token in it, nothing else: failures come with status 200 too.
 *
 * @since 0.1.0
 */
import { createHash, createHmac } from "node:crypto"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Hosts from "./Hosts.ts"
import * as Json from "./internal/json.ts"
import * as Law from "./Law.ts"
import type { Settings } from "./Settings.ts"
import type { Transport } from "./Transport.ts"
import { Lost, NotSent, Unreadable, unknown, ZaloError } from "./ZaloError.ts"

/** A pair as the token call gives it. */
export interface Grant {
  readonly access: Redacted.Redacted<string>
  readonly refresh: Redacted.Redacted<string>
  /** Life of the access token in milliseconds. */
  readonly lasting: number
}

/**
 * The challenge of a verifier: SHA-256, base64url, no padding.
 *
 * @example
 * ```ts
 * import { OAuth } from "@lienhoi/zalo"
 *
 * OAuth.challenge("Aa0bB1cC2dD3eE4fF5gG6hH7iI8jJ9kK0lL1mM2nN3o") // => "OfMuyx2ea_akjaNYj140JVkDGCJI_p-JCwqjpRG6E3s"
 * ```
 */
export const challenge = (verifier: string): string =>
  createHash("sha256").update(verifier, "ascii").digest("base64url")

/** The verifier made of 32 random bytes: 43 characters. */
export const verifier = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url")

/**
 * The proof that goes with an access token: HMAC-SHA256 with the app secret, in small hexadecimal letters.
 *
 * @example
 * ```ts
 * import { OAuth } from "@lienhoi/zalo"
 *
 * OAuth.proof("app-secret-for-tests", "access-token-for-tests").slice(0, 16) // => "7196be12396e82d4"
 * ```
 */
export const proof = (appSecret: string, accessToken: string): string =>
  createHmac("sha256", appSecret).update(accessToken).digest("hex")

/** The address an administrator of the account opens to agree. `redirect` must be registered, letter for letter. */
export const consentUrl = (
  { appId, hosts = {} }: Pick<Settings, "appId" | "hosts">,
  asked: { readonly redirect: string; readonly verifier: string; readonly state: string }
): string => {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: asked.redirect,
    code_challenge: challenge(asked.verifier),
    state: asked.state
  })
  return `${Hosts.over(hosts).oauth}/v4/oa/permission?${query}`
}

/** What the browser brought back to the callback address. */
export interface Callback {
  readonly code: string
  readonly oaId: string
  readonly state: string
}

/** Reads the callback address; `null` when it brings no code. */
export const readCallback = (url: string): Callback | null => {
  const query = URL.parse(url.trim())?.searchParams
  const code = query?.get("code") ?? ""
  return code === "" ? null : { code, oaId: query?.get("oa_id") ?? "", state: query?.get("state") ?? "" }
}

const failed = (call: string, reason: ZaloError["reason"]) =>
  Effect.fail(new ZaloError({ product: "oauth", call, reason }))

/**
 * Reads an answer of the token call. Codes of used or expired tokens were never published, so every answer of Zalo without
 * a token is one failure, kept with its code. A page that is no JSON, or a status 5xx, is no answer of the token service.
 */
export const readGrant = (
  call: string,
  reply: { readonly status: number; readonly text: string },
  lasting: number
): Effect.Effect<Grant, ZaloError> => {
  const body = Json.parse(reply.text)
  const { access_token: access, refresh_token: refresh, expires_in, ...said } = Json.fields(body)
  const isGranted = reply.status >= 200 && reply.status < 300
  if (isGranted && typeof access === "string" && access !== "" && typeof refresh === "string" && refresh !== "")
    return Effect.succeed({
      access: Redacted.make(access),
      refresh: Redacted.make(refresh),
      lasting: (Json.number(expires_in) ?? lasting / 1000) * 1000
    })
  if (reply.status >= 500 || typeof body !== "object" || body === null)
    return failed(call, new Unreadable({ status: reply.status }))
  const code = Json.text(said.error) || `http-${reply.status}`
  return failed(call, unknown(code, [said.error_name, said.error_reason].map(Json.text).filter(Boolean).join(": ")))
}

const ask = (
  transport: Transport["Service"],
  { appId, appSecret, hosts = {}, law = {} }: Settings,
  call: string,
  form: { readonly [name: string]: string }
): Effect.Effect<Grant, ZaloError> => {
  const { answerWithin, accessLife } = Law.over(law)
  return transport
    .send({
      method: "POST",
      url: `${Hosts.over(hosts).oauth}/v4/oa/access_token`,
      headers: { "content-type": "application/x-www-form-urlencoded", secret_key: Redacted.value(appSecret) },
      body: new URLSearchParams({ app_id: appId, ...form }).toString(),
      within: answerWithin
    })
    .pipe(
      Effect.catchTags({
        NotSent: ({ why }) => failed(call, new NotSent({ why })),
        Lost: ({ why }) => failed(call, new Lost({ why }))
      }),
      Effect.flatMap((reply) => readGrant(call, reply, accessLife))
    )
}

/** The first pair, for a code that is good once and for ten minutes. */
export const exchange = (
  transport: Transport["Service"],
  settings: Settings,
  given: { readonly code: string; readonly verifier: string }
): Effect.Effect<Grant, ZaloError> =>
  ask(transport, settings, "exchange", {
    code: given.code,
    grant_type: "authorization_code",
    code_verifier: given.verifier
  })

/** The next pair. A refresh token is good once: `Token` alone calls this. */
export const refresh = (
  transport: Transport["Service"],
  settings: Settings,
  token: Redacted.Redacted<string>
): Effect.Effect<Grant, ZaloError> =>
  ask(transport, settings, "refresh", { refresh_token: Redacted.value(token), grant_type: "refresh_token" })

/** When a pair that came at `at` stops working. */
export const until = (at: Instant.Instant, millis: number): Instant.Instant =>
  Instant.fromMillis(Instant.toMillis(at) + millis)
