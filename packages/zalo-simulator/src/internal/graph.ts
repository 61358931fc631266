/** `graph.zalo.me`: a person's profile, and the tokens that a Mini App brings. */
import { type Answer, json, type Received } from "./answer.ts"
import * as Ids from "./ids.ts"
import { count, idByApp, measure, on, personOf, type Sim } from "./sim.ts"

const refused = (code: number, message: string): Answer => json({ error: code, message })

/** Answers one call to the social host. */
export const answer = (sim: Sim, request: Received): Answer => {
  const token = sim.state.tokens.get(request.headers.access_token ?? "")
  if (request.query.has("access_token")) return refused(452, "access_token in the address is not supported")
  if (token === undefined || token.kind !== "user-access" || token.dead !== null || token.expires <= sim.now())
    return refused(452, "Session key invalid. Token is expired or revoked")
  const app = sim.state.apps.get(token.app)!
  const minute = Math.floor(sim.now() / 60_000)
  const busy = count(sim, `minute/${minute}/person/${app.id}/${token.of}`) > measure(sim, "transport.rate-person")
  if (count(sim, `minute/${minute}/social/${app.id}`) > measure(sim, "transport.rate-app"))
    return refused(12000, "Application request limit reached")
  if (busy) return refused(12002, "User request limit reached")
  if (request.path === "/v2.0/me") {
    if (on(sim, "social.me") && request.headers.appsecret_proof !== Ids.proof(app.secret, token.token))
      return refused(100, "Invalid appsecret_proof")
    const { name, sensitive } = personOf(sim, token.of)
    const picture = { data: { url: "https://example.vn/avatar.png" } }
    return json({
      error: 0,
      message: "Success",
      id: idByApp(sim, app.id, token.of),
      name,
      picture,
      is_sensitive: sensitive
    })
  }
  if (request.path !== "/v2.0/me/info") return refused(10001, "Method unsupported")
  const decode = sim.state.decodes.get(request.headers.code ?? "")
  const secret = request.headers.secret_key === app.secret
  const good =
    decode !== undefined &&
    decode.person === token.of &&
    decode.app === app.id &&
    !decode.used &&
    decode.expires > sim.now()
  if (on(sim, "mini.phone") && (!secret || !good)) return refused(100, "Invalid code or secret key")
  if (decode === undefined) return refused(100, "Invalid code")
  decode.used = true
  const data =
    decode.what === "phone"
      ? { number: personOf(sim, decode.person).phone ?? "" }
      : { latitude: "9.7579", longitude: "105.6413", provider: "gps", timestamp: String(sim.now()) }
  return json({ data, error: 0, message: "Success" })
}
