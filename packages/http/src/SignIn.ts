/**
 * A sign-in for servers that have none: a password, or a link that works once and goes through a channel the person
 * already uses. A session is a cookie with nothing in it but chance; what is kept of it is a hash.
 *
 * **Details**
 *
 * `POST /session` `{ name, password }`, `POST /session/link` `{ name }` (always accepted, so that nobody learns who has an
 * account), `POST /session/redeem` `{ token }`, `DELETE /session`. After five wrong passwords for one account, or fifty
 * from one address, within a quarter of an hour the next tries wait; the account itself is never locked from elsewhere
 * for longer. Everything is told to `audit`, without passwords and tokens.
 *
 * @since 0.1.0
 */
import * as crypto from "node:crypto"
import * as Schema from "effect/Schema"
import type { Person } from "./Identity.ts"
import { bounded } from "./internal/bounded.ts"
import { languageOf } from "./internal/language.ts"
import { isFromElsewhere } from "./internal/origin.ts"
import * as Password from "./Password.ts"
import * as Problem from "./Problem.ts"

/** One account. */
export interface Account {
  readonly id: string
  /** The person (id in the directory) who uses it. */
  readonly person: string
  /** See {@link Password}; `null` for those who sign in by link alone. */
  readonly hash: string | null
}

/** Who has an account. `name` as people type it: case and spaces around count for nothing. */
export interface Accounts {
  readonly byName: (name: string) => Promise<Account | null>
  readonly byId: (id: string) => Promise<Account | null>
}

/** What is kept under the hash of a token: a session, or a link that waits. */
export interface Kept {
  readonly kind: "session" | "link"
  readonly account: string
  /** Milliseconds since 1970 (UTC). */
  readonly until: number
}

/** Where sessions and links are kept. */
export interface Tokens {
  readonly put: (hash: string, kept: Kept) => Promise<void>
  readonly get: (hash: string) => Promise<Kept | null>
  /** Takes it away, and says what it was: of two at once only one gets it. */
  readonly take: (hash: string) => Promise<Kept | null>
}

/** Something to be written down about signing in. */
export interface Audited {
  readonly what: "signed-in" | "wrong-password" | "no-account" | "held-back" | "link-sent" | "wrong-link" | "signed-out"
  /** `null` where no account is known. */
  readonly account: string | null
  readonly at: number
}

/** What a sign-in stands on. */
export interface Options {
  readonly accounts: Accounts
  readonly tokens: Tokens
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number
  /** Sends a one-time token to the person of the account, by a channel she has; the page that takes it is the app's. */
  readonly deliver: (account: Account, token: string) => Promise<void>
  readonly audit?: (event: Audited) => void
  /** The address a request comes from, as the server knows it; the limit by address needs it. */
  readonly addressOf?: (request: Request) => string | null
  /** Days a session lasts, 30 when left out. */
  readonly days?: number
  /** `false` only for a server on loopback that some browser reaches without TLS. */
  readonly secure?: boolean
  /** 32 random bytes; the platform's own when left out. */
  readonly random?: () => Uint8Array
}

/** A sign-in. */
export interface SignIn {
  /** Answers requests about sessions; `null` for all others. */
  readonly handle: (request: Request) => Promise<Response | null>
  /** Who has the session of this request; for `Identity.of`. */
  readonly of: (request: Request) => Promise<Person | null>
}

/** Minutes within which tries count together. */
const window = 15
const most = { account: 5, address: 50 } as const
/** Minutes for which a link works. */
const linkMinutes = 15

/** Keeps sessions and links in memory, for tests and demonstrations. */
export const memoryTokens = (): Tokens => {
  const all = new Map<string, Kept>()
  return {
    put: async (hash, kept) => void all.set(hash, kept),
    get: async (hash) => all.get(hash) ?? null,
    take: async (hash) => {
      const kept = all.get(hash) ?? null
      all.delete(hash)
      return kept
    }
  }
}

const hashOf = (token: string): string => crypto.createHash("sha256").update(token).digest("base64url")

const Credentials = Schema.Struct({ name: Schema.String, password: Schema.String })
const Named = Schema.Struct({ name: Schema.String })
const Redeemed = Schema.Struct({ token: Schema.String })

const read = async <S extends Schema.Decoder<unknown>>(request: Request, schema: S): Promise<S["Type"] | null> => {
  try {
    const within = await bounded(request, { bytes: 10_000, millis: 10_000 })
    return typeof within === "string" ? null : Schema.decodeUnknownSync(schema)(await within.json())
  } catch {
    return null
  }
}

/** Makes a sign-in. */
export const make = (options: Options): SignIn => {
  const { accounts, tokens, now, deliver, days = 30, secure = true } = options
  const random = options.random ?? (() => crypto.randomBytes(32))
  const cookieName = secure ? "__Host-lienhoi" : "lienhoi"
  const tell = (what: Audited["what"], account: string | null) => options.audit?.({ what, account, at: now() })
  const tries = new Map<string, ReadonlyArray<number>>()
  // A name that does not exist takes as long as one that does: there is a hash to compare with, of a password nobody knows.
  const nobody = Password.hash(Buffer.from(crypto.randomBytes(32)).toString("base64url"))

  const recent = (key: string) => (tries.get(key) ?? []).filter((at) => at > now() - window * 60_000)
  const count = (key: string) => {
    for (const [other, times] of tries) if ((times.at(-1) ?? 0) <= now() - window * 60_000) tries.delete(other)
    tries.set(key, [...recent(key), now()])
  }
  /** Seconds to wait before another try; 0 when none. */
  const wait = (keys: ReadonlyArray<readonly [key: string, most: number]>): number =>
    Math.max(
      0,
      ...keys.map(([key, limit]) => {
        const times = recent(key)
        return times.length < limit ? 0 : Math.ceil((times.at(-limit)! + window * 60_000 - now()) / 1000)
      })
    )

  const answer = (request: Request, kind: Problem.Kind, params: { readonly [name: string]: number } = {}) => {
    const problem = Problem.make(kind, { language: languageOf(request.headers.get("accept-language")), params })
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { "content-type": "application/problem+json" }
    })
  }

  const cookie = (value: string, seconds: number): string =>
    `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`

  const start = async (account: string): Promise<Response> => {
    const token = Buffer.from(random()).toString("base64url")
    const seconds = days * 86_400
    await tokens.put(hashOf(token), { kind: "session", account, until: now() + seconds * 1000 })
    tell("signed-in", account)
    return new Response(null, { status: 204, headers: { "set-cookie": cookie(token, seconds) } })
  }

  const tokenOf = (request: Request): string | null =>
    (request.headers.get("cookie") ?? "")
      .split("; ")
      .find((pair) => pair.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1) ?? null

  const byPassword = async (request: Request): Promise<Response> => {
    const given = await read(request, Credentials)
    if (given === null) return answer(request, "bad-input")
    const address = options.addressOf?.(request) ?? null
    const name = given.name.trim().toLowerCase()
    const keys: ReadonlyArray<readonly [string, number]> = [
      [`account ${name}`, most.account],
      ...(address === null ? [] : ([[`address ${address}`, most.address]] as const))
    ]
    const seconds = wait(keys)
    if (seconds > 0) {
      tell("held-back", null)
      return answer(request, "too-many", { seconds })
    }
    // Counted before the password is looked at: of many at once none gets past the limit.
    for (const [key] of keys) count(key)
    const account = await accounts.byName(name)
    const right = await Password.verify(given.password, account?.hash ?? (await nobody))
    if (account === null || account.hash === null || !right) {
      tell(account === null ? "no-account" : "wrong-password", account?.id ?? null)
      return answer(request, "sign-in")
    }
    tries.delete(`account ${name}`)
    return start(account.id)
  }

  const sendLink = async (request: Request): Promise<Response> => {
    const given = await read(request, Named)
    if (given === null) return answer(request, "bad-input")
    const name = given.name.trim().toLowerCase()
    const seconds = wait([[`link ${name}`, most.account]])
    if (seconds > 0) return answer(request, "too-many", { seconds })
    count(`link ${name}`)
    const account = await accounts.byName(name)
    if (account !== null) {
      const token = Buffer.from(random()).toString("base64url")
      await tokens.put(hashOf(token), { kind: "link", account: account.id, until: now() + linkMinutes * 60_000 })
      await deliver(account, token)
      tell("link-sent", account.id)
    }
    return new Response(null, { status: 202 })
  }

  const redeem = async (request: Request): Promise<Response> => {
    const given = await read(request, Redeemed)
    if (given === null) return answer(request, "bad-input")
    const kept = await tokens.take(hashOf(given.token))
    if (kept === null || kept.kind !== "link" || kept.until <= now()) {
      tell("wrong-link", kept?.account ?? null)
      return answer(request, "sign-in")
    }
    return start(kept.account)
  }

  const end = async (request: Request): Promise<Response> => {
    const token = tokenOf(request)
    const kept = token === null ? null : await tokens.take(hashOf(token))
    if (kept !== null) tell("signed-out", kept.account)
    return new Response(null, { status: 204, headers: { "set-cookie": cookie("", 0) } })
  }

  const routes: { readonly [route: string]: (request: Request) => Promise<Response> } = {
    "POST /session": byPassword,
    "POST /session/link": sendLink,
    "POST /session/redeem": redeem,
    "DELETE /session": end
  }

  return {
    handle: async (request) => {
      const route = routes[`${request.method} ${new URL(request.url).pathname}`]
      if (route === undefined) return null
      return isFromElsewhere(request) ? answer(request, "not-yours") : route(request)
    },
    of: async (request) => {
      const token = tokenOf(request)
      const kept = token === null ? null : await tokens.get(hashOf(token))
      if (kept === null || kept.kind !== "session" || kept.until <= now()) return null
      const account = await accounts.byId(kept.account)
      return account === null ? null : { account: account.id, person: account.person, by: "cookie" }
    }
  }
}
