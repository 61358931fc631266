/** `openapi.zalo.me`: every call of the account's API, behind one gate and in one envelope. */
import { type Answer, bodyOf, dataOf, json, type Received, Refusal, refuse } from "./answer.ts"
import * as Consultation from "./consultation.ts"
import { accountCodes, permit, rate, recognise, refusedStatus, success } from "./gate.ts"
import { routes as groupRoutes } from "./groupRoutes.ts"
import { post, type Routes } from "./route.ts"
import { measure, on, type Sim } from "./sim.ts"
import { byUid } from "./templates.ts"
import { routes as uploadRoutes } from "./uploads.ts"
import { routes as userRoutes } from "./users.ts"

const routes: Routes = {
  "/v3.0/oa/message/cs": post("send", Consultation.send),
  "/v3.0/oa/message/cs/miniapp": post("send", Consultation.miniApp),
  "/v3.0/oa/message/transaction": post("send", (sim, caller, body) =>
    Consultation.legacy(sim, caller, body, "transaction")
  ),
  "/v3.0/oa/message/promotion": post("send", (sim, caller, body) =>
    Consultation.legacy(sim, caller, body, "promotion")
  ),
  "/v2.0/oa/message": post("send", Consultation.second),
  "/v3.0/oa/quota/message": post("send", Consultation.quota),
  "/v3.0/oa/message/template": post("templates", byUid),
  ...uploadRoutes,
  ...userRoutes,
  ...groupRoutes
}

/** Answers one call to the account's API. */
export const answer = (sim: Sim, request: Received): Answer => {
  let headers: { [name: string]: string } = {}
  try {
    const caller = recognise(sim, request, accountCodes)
    const { limit, remain, over } = rate(sim, caller)
    if (Number.isFinite(limit) && on(sim, "transport.rate-headers"))
      headers = { "X-RateLimit-Limit": String(limit), "X-RateLimit-Remain": String(remain) }
    if (over) return refuse(-32)
    const route = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined
    if (route === undefined || !route.methods.includes(request.method)) return refuse(-209, "Not supported this api")
    permit(sim, caller, route.permission, request.path, accountCodes)
    const body =
      route.takes === "raw"
        ? {}
        : request.method === "GET"
          ? dataOf(request)
          : bodyOf(request, { code: -201, message: "body is invalid!" })
    const data = route.run(sim, caller, { request, body })
    const quirk = route.textual === true && on(sim, "transport.quirks")
    return json(
      { ...(data === undefined ? {} : { data }), error: quirk ? "0" : 0, message: success(sim, request.path) },
      200,
      headers
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return json({ error: error.code, message: error.message }, refusedStatus(sim, error.code), {
      ...(headers["X-RateLimit-Limit"] === undefined &&
      Number.isFinite(measure(sim, "transport.rate-app")) &&
      on(sim, "transport.rate-headers")
        ? { "X-RateLimit-Limit": String(measure(sim, "transport.rate-app")) }
        : {}),
      ...headers
    })
  }
}
