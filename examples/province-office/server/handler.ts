/**
 * Everything the office answers at one port: its pages, the API, the sign-in, what Zalo posts.
 */
import * as Handler from "@lienhoi/http/Handler"
import * as NodeServer from "@lienhoi/http/NodeServer"
import * as SignIn from "@lienhoi/http/SignIn"
import { Instant } from "lienhoi"
import * as Assets from "./assets.ts"
import * as Desk from "./desk.ts"
import type { Office } from "./office.ts"

/** What it stands on. */
export interface Options {
  readonly office: Office
  readonly assets: Assets.Assets
  /** `http://127.0.0.1:3000` */
  readonly url: string
  readonly isLocal: boolean
}

/** Pages may load what comes from here and nothing else, and nothing that stands in the page itself is run. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'"
].join("; ")

const guarded = (response: Response): Response => {
  const headers = new Headers(response.headers)
  headers.set("content-security-policy", policy)
  headers.set("referrer-policy", "same-origin")
  headers.set("x-content-type-options", "nosniff")
  return new Response(response.body, { status: response.status, headers })
}

/** The office as one function. */
export const make = ({ office, assets, url, isLocal }: Options) => {
  const { app, clock } = office
  const signIn = SignIn.make({
    accounts: app.accounts,
    tokens: app.tokens,
    tries: app.tries,
    audit: app.audit.record,
    deliver: app.accounts.sender(`${url}/dang-nhap#`),
    now: () => Instant.toMillis(clock.now()),
    addressOf: NodeServer.addressOf,
    secure: false
  })
  const api = Handler.mount({
    office: app,
    identity: { of: signIn.of },
    today: () => Instant.dateIn(clock.now()),
    prefix: "/api"
  })
  const answered = signIn.wrap(api.handle)
  const desk = Desk.make({ office, identity: { of: signIn.of }, isLocal })

  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith("/api/") || pathname === "/session" || pathname.startsWith("/session/"))
      return answered(request)
    if (pathname === "/zalo" && app.zalo !== null) return app.zalo.inbound.webhook(request)
    const told = await desk(request)
    if (told !== null) return told
    const asset = assets.get(pathname)
    const accepts = request.headers.get("accept-encoding") ?? ""
    if (asset !== undefined) return guarded(Assets.serve(asset, accepts))
    // Every page is the same file; which view it shows stands in the address.
    const isPage = request.method === "GET" && !pathname.startsWith("/assets/") && !pathname.includes(".")
    return isPage ? guarded(Assets.serve(assets.get("/")!, accepts)) : new Response(null, { status: 404 })
  }
  return { handle, close: api.close }
}
