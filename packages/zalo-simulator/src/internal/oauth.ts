/** `oauth.zaloapp.com`: consent, codes, tokens that are good once. */
import { escaped } from "@lienhoi/words/Html"
import { permissions } from "../World.ts"
import { type Answer, json, type Received } from "./answer.ts"
import * as Ids from "./ids.ts"
import { measure, on, type Sim, setting } from "./sim.ts"
import type { App, Code, Token } from "./state.ts"

const errorPage = (code: number): Answer => ({
  status: 302,
  headers: { location: `/oauth.zaloapp.com/v4/permission/error?error_code=${code}` },
  body: ""
})

const refusal = (sim: Sim, name: string, reason: string, code: number | null): Answer =>
  json(
    {
      ...(code === null ? {} : { error: code }),
      error_name: name,
      error_reason: reason,
      error_description: reason,
      ref_doc: "https://developers.zalo.me/docs/social-api/tham-khao/ma-loi-post-6153"
    },
    measure(sim, "oauth.error-status")
  )

/** A refusal whose number nobody confirmed. */
const unnumbered = (sim: Sim, name: string, reason: string): Answer => {
  const number = setting(sim, "oauth.error-number")
  return refusal(sim, name, reason, typeof number === "number" ? number : null)
}

const mint = (sim: Sim, kind: Token["kind"], app: string, of: string, seconds: number): Token => {
  const token = { token: Ids.token(sim.state, kind), kind, app, of, expires: sim.now() + seconds * 1000, dead: null }
  sim.state.tokens.set(token.token, token)
  return token
}

/** A new pair for an account, as a token call or the console gives it. */
export const grant = (
  sim: Sim,
  app: string,
  account: string
): { access_token: string; refresh_token: string; expires_in: string } => {
  const key = `${app}/${account}`
  const before = sim.state.grants.get(key)
  if (before === undefined || before.revoked) sim.state.grants.set(key, { app, account, permissions, revoked: false })
  const life = measure(sim, "oauth.access-life")
  const access = mint(sim, "access", app, account, life)
  const refresh = mint(sim, "refresh", app, account, measure(sim, "oauth.refresh-life"))
  sim.changed()
  return { access_token: access.token, refresh_token: refresh.token, expires_in: String(life) }
}

/** A new pair for a person; the refresh token lives only what is left of thirty days. */
export const grantPerson = (sim: Sim, app: string, person: string, left = 30 * 86_400) => {
  const life = measure(sim, "oauth.user-life")
  const access = mint(sim, "user-access", app, person, life)
  const refresh = mint(sim, "user-refresh", app, person, left)
  sim.changed()
  return {
    access_token: access.token,
    refresh_token: refresh.token,
    expires_in: String(life),
    refresh_token_expires_in: String(left)
  }
}

/** Draws a code for an account or a person who consented. */
export const consent = (sim: Sim, kind: Code["kind"], app: string, of: string, challenge: string | null): string => {
  const code = Ids.token(sim.state, "code")
  const expires = sim.now() + measure(sim, "oauth.code-life") * 1000
  sim.state.codes.set(code, { code, kind, app, of, challenge, expires, used: false })
  sim.changed()
  return code
}

const withParams = (address: string, params: { readonly [name: string]: string | null }): string => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(params)) if (value !== null) url.searchParams.set(name, value)
  return url.href
}

/** The consent page; `chosen` is what was pressed on it. */
const permission = (sim: Sim, request: Received, kind: Code["kind"]): Answer => {
  const app = sim.state.apps.get(request.query.get("app_id") ?? "")
  if ((app === undefined || !app.active) && on(sim, "oauth.app-active")) return errorPage(-14002)
  if (app === undefined) return errorPage(-14002)
  const redirect = request.query.get("redirect_uri") ?? ""
  if (!app.redirects.includes(redirect) && on(sim, "oauth.redirect")) return errorPage(-14003)
  if (!URL.canParse(redirect)) return errorPage(-14003)
  const challenge = request.query.get("code_challenge")
  if (challenge === null && !app.secretCheck) return errorPage(-14004)
  const chosen = request.query.get("chosen")
  if (chosen !== null && (kind === "account" ? sim.state.accounts : sim.state.people).has(chosen)) {
    const code = consent(sim, kind, app.id, chosen, challenge)
    const back = kind === "account" ? { oa_id: chosen } : { code_challenge: challenge }
    const location = withParams(redirect, { code, ...back, state: request.query.get("state") })
    return { status: 302, headers: { location }, body: "" }
  }
  const choices =
    kind === "account"
      ? [...sim.state.accounts.values()].map(({ id, name }) => [id, name])
      : [...sim.state.people.values()].map(({ key, name }) => [key, name])
  const kept = [...request.query].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
  )
  const buttons = choices.map(
    ([id, name]) => `<p><button name="chosen" value="${escaped(id!)}">${escaped(name!)}</button></p>`
  )
  return {
    status: 200,
    headers: { "content-type": "text/html;charset=utf-8" },
    body: `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cho phép ứng dụng</title><body style="font:1.1rem system-ui;max-width:30rem;margin:2rem auto;padding:0 1rem"><h1>Cho phép “${escaped(app.name)}”</h1><p>Bấm vào tên để đồng ý (Zalo mô phỏng, không phải Zalo thật).</p><form>${kept.join("")}${buttons.join("")}</form></body></html>`
  }
}

const secretIsWrong = (sim: Sim, app: App, given: string | undefined): boolean =>
  app.secretCheck && on(sim, "oauth.secret") && given !== app.secret

const exchange = (sim: Sim, app: App, form: URLSearchParams, kind: Code["kind"]): Answer => {
  const code = sim.state.codes.get(form.get("code") ?? "")
  if (code === undefined || code.app !== app.id || code.kind !== kind || code.used || code.expires <= sim.now())
    return unnumbered(sim, "Invalid authorization code", "The authorization code is used, expired or unknown")
  const verifier = form.get("code_verifier")
  const fits = code.challenge === null || (verifier !== null && Ids.challenge(verifier) === code.challenge)
  if (!fits && on(sim, "oauth.pkce")) return unnumbered(sim, "Invalid code verifier", "code_verifier does not match")
  code.used = true
  return json(kind === "account" ? grant(sim, app.id, code.of) : grantPerson(sim, app.id, code.of))
}

const refresh = (sim: Sim, app: App, form: URLSearchParams, kind: Code["kind"]): Answer => {
  const token = sim.state.tokens.get(form.get("refresh_token") ?? "")
  const wanted = kind === "account" ? "refresh" : "user-refresh"
  const used = token?.dead === "used" && on(sim, "oauth.rotation")
  if (
    token === undefined ||
    token.kind !== wanted ||
    token.app !== app.id ||
    used ||
    token.dead === "revoked" ||
    token.expires <= sim.now()
  )
    return unnumbered(sim, "Invalid refresh token", "The refresh token is used, expired or unknown")
  token.dead = "used"
  if (kind === "user") return json(grantPerson(sim, app.id, token.of, Math.floor((token.expires - sim.now()) / 1000)))
  if (on(sim, "oauth.refresh-revokes-access"))
    for (const other of sim.state.tokens.values())
      if (other.kind === "access" && other.app === app.id && other.of === token.of) other.dead ??= "replaced"
  return json(grant(sim, app.id, token.of))
}

/** Answers one call to the OAuth host. */
export const answer = (sim: Sim, request: Received): Answer => {
  const kind: Code["kind"] = request.path.startsWith("/v4/oa/") ? "account" : "user"
  const path = request.path.replace("/v4/oa/", "/v4/")
  if (path === "/v4/permission" && request.method === "GET") return permission(sim, request, kind)
  if (path === "/v4/permission/error")
    return json({ error: Number(request.query.get("error_code")), error_name: "Permission error" })
  if (path !== "/v4/access_token" || request.method !== "POST") return json({ error_name: "Not found" }, 404)
  const form = new URLSearchParams(request.body.toString("utf8"))
  const app = sim.state.apps.get(form.get("app_id") ?? "")
  if (app === undefined || (!app.active && on(sim, "oauth.app-active")))
    return refusal(sim, "Invalid app id", "app_id is invalid or the app is not active", -14002)
  if (secretIsWrong(sim, app, request.headers.secret_key))
    return unnumbered(sim, "Invalid secret key", "secret_key is invalid")
  const grantType = form.get("grant_type")
  if (grantType === "authorization_code") return exchange(sim, app, form, kind)
  if (grantType === "refresh_token") return refresh(sim, app, form, kind)
  return unnumbered(sim, "Invalid grant type", "grant_type is not supported")
}

/** What a dead access token is answered, or null while it lives. */
export const whyDead = (sim: Sim, token: Token | undefined): "unknown" | "expired" | "revoked" | null => {
  if (token === undefined || token.kind !== "access") return "unknown"
  if (token.dead === "revoked") return "revoked"
  return token.dead !== null || token.expires <= sim.now() ? "expired" : null
}

/** Withdraws what an account granted an app: its tokens die. */
export const revoke = (sim: Sim, app: string, account: string): void => {
  const grant = sim.state.grants.get(`${app}/${account}`)
  if (grant !== undefined) grant.revoked = true
  for (const token of sim.state.tokens.values())
    if (token.app === app && token.of === account && (token.kind === "access" || token.kind === "refresh"))
      token.dead = "revoked"
  sim.changed()
}
