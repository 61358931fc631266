/**
 * Sessions in cookies: whose one is, a new token once a day of use, and the end of it. A session always begins under a new
 * token, whatever the browser brought along.
 */
import type { Account, Kept, Options } from "./signInOptions.ts"
import { hashOf, tokenFrom } from "./token.ts"

/** A session that holds. */
export interface Found {
  readonly hash: string
  readonly kept: Kept
  readonly account: Account
}

const minute = 60_000
const day = 1440 * minute
/** How long the token before holds after the new one was used. */
const overlap = minute
/** New tokens that are remembered as used, and old ones as due for a new one. */
const most = 10_000

/** The sessions of a sign-in. */
export const make = (options: Options & { readonly random: () => Uint8Array }) => {
  const { accounts, tokens, now, days = 30, idleDays = 14, secure = true, random } = options
  const cookieName = secure ? "__Host-lienhoi" : "lienhoi"
  const due = new Map<string, Kept>()
  const used = new Set<string>()

  const cookie = (value: string, until: number): string => {
    const seconds = Math.max(0, Math.ceil((until - now()) / 1000))
    return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`
  }

  /** Keeps a new token of a session and gives its hash and its cookie. */
  const issued = async (of: Pick<Kept, "account" | "via" | "begun" | "replaces">) => {
    const token = tokenFrom(random())
    const since = now()
    const until = Math.min(since + idleDays * day, of.begun + days * day)
    await tokens.put(hashOf(token), { kind: "session", ...of, since, until })
    return { hash: hashOf(token), header: cookie(token, until) }
  }

  /** The hash of the cookie's token; of two cookies of our name nobody knows which is ours. */
  const hashIn = (request: Request): string | null => {
    const values = (request.headers.get("cookie") ?? "")
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${cookieName}=`))
      .map((pair) => pair.slice(cookieName.length + 1))
    const [token] = values
    return values.length === 1 && token !== undefined && /^[\w-]{43}$/u.test(token) ? hashOf(token) : null
  }

  /** The account, when somebody may still sign in with it. */
  const living = async (id: string): Promise<Account | null> => {
    const account = await accounts.byId(id)
    return account === null || (account.disabledAt ?? null) !== null ? null : account
  }

  const find = async (request: Request): Promise<Found | null> => {
    const hash = hashIn(request)
    const kept = hash === null ? null : await tokens.get(hash)
    if (hash === null || kept === null || kept.kind !== "session" || kept.until <= now()) return null
    const account = await living(kept.account)
    if (account === null) return null
    if (kept.replaces !== null && !used.has(hash)) {
      await tokens.shorten(kept.replaces, now() + overlap)
      if (used.size >= most) used.clear()
      used.add(hash)
    }
    if (now() - kept.since >= day) {
      // Those that never came back are forgotten: the others are due at their next request.
      if (due.size >= most) due.clear()
      due.set(hash, kept)
    }
    return { hash, kept, account }
  }

  /** Opens a session; the one the browser had before ends. */
  const start = async (request: Request, account: string, via: Kept["via"]): Promise<Response> => {
    const before = hashIn(request)
    if (before !== null) await tokens.take(before)
    const { header } = await issued({ account, via, begun: now(), replaces: null })
    return new Response(null, { status: 204, headers: { "set-cookie": header } })
  }

  /** The answer to a request, with a new token when its session was found to be due for one. */
  const renewed = async (request: Request, response: Response): Promise<Response> => {
    const hash = hashIn(request)
    const kept = hash === null ? undefined : due.get(hash)
    if (hash === null || kept === undefined) return response
    due.delete(hash)
    const { account, via, begun } = kept
    // It may have ended since, or just now: what ended stays so.
    const isOver = async () => (await tokens.get(hash)) === null
    const renew = async () => {
      if (await isOver()) return null
      const next = await issued({ account, via, begun, replaces: hash })
      if (!(await isOver())) return next.header
      await tokens.take(next.hash)
      return null
    }
    const header = await renew().catch(() => null)
    if (header === null) return response
    const again = new Response(response.body, response)
    again.headers.append("set-cookie", header)
    return again
  }

  /** Nobody is signed in any more. */
  const gone = () => new Response(null, { status: 204, headers: { "set-cookie": cookie("", now()) } })

  return { find, gone, hashIn, living, renewed, start }
}
