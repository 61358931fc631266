/** Who calls, and whether the call may pass: token, proof, rate, permissions, the state of app and account. */

import type { Permission } from "../World.ts"
import { type Received, refuse } from "./answer.ts"
import * as Ids from "./ids.ts"
import { whyDead } from "./oauth.ts"
import { count, measure, on, type Sim, setting } from "./sim.ts"
import type { Account, App } from "./state.ts"

/** A call that passed. */
export interface Caller {
  readonly app: App
  readonly account: Account
}

/** The codes in which a host refuses. */
interface Codes {
  readonly token: number
  readonly expired: number
  readonly proof: number
  readonly inactive: number
  readonly enrolled: number
  readonly permission: number
}
export const accountCodes: Codes = {
  token: -216,
  expired: -220,
  proof: -242,
  inactive: -209,
  enrolled: -212,
  permission: -223
}
export const templateCodes: Codes = {
  token: -124,
  expired: -124,
  proof: -1241,
  inactive: -103,
  enrolled: -138,
  permission: -138
}

/** What the rate headers say. */
export interface Rate {
  readonly limit: number
  readonly remain: number
}

/** Recognises the token; throws the refusal of that host. */
export const recognise = (sim: Sim, request: Received, codes: Codes): Caller => {
  const bearer = request.headers.authorization !== undefined || request.query.has("access_token")
  if (bearer && on(sim, "transport.token")) return refuse(codes.token, "Access token is invalid")
  const given =
    request.headers.access_token ??
    request.query.get("access_token") ??
    request.headers.authorization?.replace(/^Bearer /i, "")
  const token = sim.state.tokens.get(given ?? "")
  const dead = whyDead(sim, token)
  if (token === undefined || dead === "unknown") return refuse(codes.token, "Access token is invalid")
  if (dead === "revoked" && codes.expired === -220) {
    const code = measure(sim, "oauth.revoked-code")
    return refuse(Number.isFinite(code) ? code : -220)
  }
  if (dead !== null) return refuse(codes.expired, "access_token is expired or removed")
  const app = sim.state.apps.get(token.app)
  const account = sim.state.accounts.get(token.of)
  if (app === undefined || account === undefined) return refuse(-205)
  if (app.proof && on(sim, "transport.proof") && request.headers.appsecret_proof !== Ids.proof(app.secret, token.token))
    return refuse(codes.proof, "Invalid appsecret_proof")
  return { app, account }
}

/** Counts the call in the fixed minute of its app; what is beyond is refused and does nothing. */
export const rate = (sim: Sim, { app, account }: Caller): Rate & { readonly over: boolean } => {
  const minute = Math.floor(sim.now() / 60_000)
  const limit = measure(sim, "transport.rate-app")
  const perAccount = measure(sim, "transport.rate-account")
  const n = count(sim, `minute/${minute}/app/${app.id}`)
  const m = Number.isFinite(perAccount) ? count(sim, `minute/${minute}/account/${account.id}`) : 0
  return { limit, remain: Math.max(0, limit - n), over: n > limit || m > perAccount }
}

/** Whether app and account may make this kind of call. */
export const permit = (
  sim: Sim,
  { app, account }: Caller,
  permission: Permission,
  path: string,
  codes: Codes
): void => {
  if (!app.active && on(sim, "app.active")) refuse(codes.inactive, "App is not active")
  if (!app.enrolled.includes(permission) && on(sim, "app.enrolled"))
    refuse(codes.enrolled, "App has not registed this api")
  const granted = sim.state.grants.get(`${app.id}/${account.id}`)?.permissions ?? []
  if (!granted.includes(permission) && on(sim, "app.permission"))
    refuse(codes.permission, "OA has not authorized this API")
  if (account.disabled && on(sim, "account.disabled")) refuse(-204)
  if (account.unsupported.includes(path) && on(sim, "account.kind")) refuse(-235)
  const needs = permission === "groups" || permission === "templates"
  if (needs && !account.verified && on(sim, "account.verified")) refuse(codes === templateCodes ? -135 : -221)
  if (permission === "groups" && account.tier === "basic" && on(sim, "account.tier")) refuse(-224)
}

/** The word for success, which differs from call to call. */
export const success = (sim: Sim, path: string): string =>
  on(sim, "transport.quirks") && /\/(?:quota|group)\//.test(path) ? "success" : "Success"

/** HTTP status of a refusal. */
export const refusedStatus = (sim: Sim, code: number): number => {
  const given = setting(sim, code === -32 ? "transport.rate-status" : "transport.envelope")
  return typeof given === "number" ? given : 200
}
