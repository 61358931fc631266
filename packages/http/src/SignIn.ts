/**
 * A sign-in for servers that have none: a password, or a link that works once and goes through a channel the person
 * already uses. A session is a cookie with nothing in it but chance; what is kept of it is a hash.
 *
 * **Details**
 *
 * `POST /session` `{ name, password }`, `POST /session/link` `{ name }` (always accepted, and at once, so that nobody
 * learns who has an account), `POST /session/redeem` `{ token }`, `POST /session/password` `{ current, next }` (without
 * `current` right after a link), `DELETE /session`, `DELETE /session/all`. A change is taken from our own pages only.
 *
 * After five wrong passwords for one account, or fifty from one address, within a quarter of an hour the next tries wait;
 * the account itself is never locked from elsewhere for longer. A session gets a new token once a day of use and ends
 * when it was not used for 14 days, and after 30 in any case; the token before it ends a minute after the new one is
 * used, so an answer that never arrived signs nobody out. Everything is told to `audit`, without passwords and tokens.
 *
 * @since 0.1.0
 */

import { nameKey } from "@lienhoi/report/Accounts"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Schema from "effect/Schema"
import type { Person } from "./Identity.ts"
import { bounded } from "./internal/bounded.ts"
import { languageOf } from "./internal/language.ts"
import { memoryTokens, memoryTries } from "./internal/memorySignIn.ts"
import { isFromElsewhere } from "./internal/origin.ts"
import { placeOf } from "./internal/place.ts"
import * as Sessions from "./internal/sessions.ts"
import type { Account, Accounts, Audited, Kept, Limit, Options, Tokens, Tries } from "./internal/signInOptions.ts"
import { drawn, hashOf, tokenFrom } from "./internal/token.ts"
import * as Password from "./Password.ts"
import * as Problem from "./Problem.ts"

export type { Account, Accounts, Audited, Kept, Limit, Options, Tokens, Tries }
export { memoryTokens, memoryTries }

/** A sign-in. */
export interface SignIn {
  /** Answers requests about sessions; `null` for all others. */
  readonly handle: (request: Request) => Promise<Response | null>
  /** Who has the session of this request; for `Identity.of`. */
  readonly of: (request: Request) => Promise<Person | null>
  /** A whole server: requests about sessions are answered here, others by `next`, and a session in use gets its new token. */
  readonly wrap: (next: (request: Request) => Promise<Response>) => (request: Request) => Promise<Response>
  /** Waits until every link that was asked for is on its way. */
  readonly idle: () => Promise<void>
}

const minute = 60_000
const within = 15 * minute
const byAccount = { most: 5, within } as const
const byAddress = { most: 50, within } as const
/** How long a link works. */
const linkLasts = 15 * minute

const issue = Issue.from(
  Catalogue.make({
    "session.current": {
      vi: "Mật khẩu đang dùng chưa đúng; gõ lại, hoặc đăng nhập bằng đường dẫn rồi đặt mật khẩu mới",
      en: "The password in use is not right; type it again, or sign in by link and set a new one"
    }
  })
)

/** Makes a one-time link's token for an account and keeps its hash; for those who hand it over themselves. */
export const link = async (given: {
  readonly tokens: Pick<Tokens, "put">
  /** The id of the account. */
  readonly account: string
  readonly now: number
  readonly random?: () => Uint8Array
}): Promise<string> => {
  const { account, now } = given
  const token = tokenFrom((given.random ?? drawn)())
  const times = { begun: now, since: now, until: now + linkLasts }
  await given.tokens.put(hashOf(token), { kind: "link", account, via: "link", ...times, replaces: null })
  return token
}

const Credentials = Schema.Struct({ name: Schema.String, password: Schema.String })
const Named = Schema.Struct({ name: Schema.String })
const Redeemed = Schema.Struct({ token: Schema.String })
const Changed = Schema.Struct({ current: Schema.optionalKey(Schema.String), next: Schema.String })

const read = async <S extends Schema.Decoder<unknown>>(request: Request, schema: S): Promise<S["Type"] | null> => {
  try {
    const whole = await bounded(request, { bytes: 10_000 })
    return typeof whole === "string" ? null : Schema.decodeUnknownSync(schema)(await whole.json())
  } catch {
    return null
  }
}

/** Makes a sign-in. */
export const make = (options: Options): SignIn => {
  const { accounts, tokens, tries = memoryTries(), now, deliver, random = drawn } = options
  const sessions = Sessions.make({ ...options, random })
  const addressOf = (request: Request) => options.addressOf?.(request) ?? null
  const addressKey = (request: Request): string | null => {
    const address = addressOf(request)
    return address === null ? null : `address ${placeOf(address)}`
  }
  const tell = async (what: Audited["what"], account: string | null, request: Request) => {
    await options.audit?.({ what, account, at: now(), address: addressOf(request) })
  }
  // A name that does not exist takes as long as one that does: there is a hash to compare with, of a password nobody knows.
  const nobody = Password.hash(tokenFrom(drawn()))
  const sending = new Set<Promise<void>>()

  const answer = (
    request: Request,
    kind: Problem.Kind,
    more: { readonly params?: { readonly [name: string]: number }; readonly issues?: ReadonlyArray<Issue.Issue> } = {}
  ) => {
    const problem = Problem.make(kind, { language: languageOf(request.headers.get("accept-language")), ...more })
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { "content-type": "application/problem+json" }
    })
  }

  const heldBack = async (request: Request, wait: number): Promise<Response> => {
    // Once in a while for each address: whoever knocks all day does not fill the log.
    const knocks = await tries.take(`told ${addressKey(request) ?? ""}`, { most: 1, within }, now())
    if (knocks === 0) await tell("held-back", null, request)
    return answer(request, "too-many", { params: { seconds: Math.ceil(wait / 1000) } })
  }

  /** Counts a try by the address and one by `key`, before anything is looked at. */
  const counted = async (request: Request, key: string, at: number): Promise<number> => {
    const address = addressKey(request)
    const waits = address === null ? 0 : await tries.take(address, byAddress, at)
    return waits > 0 ? waits : tries.take(key, byAccount, at)
  }
  /** It went well: it counts for nobody who shares the address. */
  const forgive = async (request: Request, key: string, at: number) => {
    const address = addressKey(request)
    await tries.forget(key, null)
    if (address !== null) await tries.forget(address, at)
  }

  /** However a name is spelled, it is one account that is tried. */
  const triedOf = (account: Account | null, name: string): string => account?.id ?? `? ${nameKey(name)}`

  const byPassword = async (request: Request): Promise<Response> => {
    const given = await read(request, Credentials)
    if (given === null) return answer(request, "bad-input")
    const at = now()
    const account = await accounts.byName(given.name)
    const key = `account ${triedOf(account, given.name)}`
    const wait = await counted(request, key, at)
    if (wait > 0) return heldBack(request, wait)
    const right = await Password.verify(given.password, account?.hash ?? (await nobody))
    if (account === null || account.hash === null || (account.disabledAt ?? null) !== null || !right) {
      await tell(account === null ? "no-account" : "wrong-password", account?.id ?? null, request)
      return answer(request, "sign-in")
    }
    await forgive(request, key, at)
    await tell("signed-in", account.id, request)
    return sessions.start(request, account.id, "password")
  }

  const send = async (request: Request, account: Account | null) => {
    if (account === null || (account.disabledAt ?? null) !== null) return tell("no-account", null, request)
    const token = await link({ tokens, account: account.id, now: now(), random })
    try {
      await deliver(account, token)
      await tell("link-sent", account.id, request)
    } catch {
      await tokens.take(hashOf(token))
      await tell("link-not-sent", account.id, request)
    }
  }

  const sendLink = async (request: Request): Promise<Response> => {
    const given = await read(request, Named)
    if (given === null) return answer(request, "bad-input")
    const account = await accounts.byName(given.name)
    const wait = await counted(request, `link ${triedOf(account, given.name)}`, now())
    if (wait > 0) return heldBack(request, wait)
    // Nobody waits for it: how long it takes would say whether there is such an account.
    const sent: Promise<void> = send(request, account).catch(() => undefined)
    sending.add(sent)
    void sent.then(() => sending.delete(sent))
    return new Response(null, { status: 202 })
  }

  const redeem = async (request: Request): Promise<Response> => {
    const given = await read(request, Redeemed)
    if (given === null) return answer(request, "bad-input")
    const kept = await tokens.take(hashOf(given.token))
    const account = kept?.kind === "link" && kept.until > now() ? await sessions.living(kept.account) : null
    if (account === null) {
      await tell("wrong-link", kept?.account ?? null, request)
      return answer(request, "sign-in")
    }
    await tell("signed-in", account.id, request)
    return sessions.start(request, account.id, "link")
  }

  const change = async (request: Request): Promise<Response> => {
    const found = await sessions.find(request)
    if (found === null) return answer(request, "sign-in")
    const given = await read(request, Changed)
    if (given === null) return answer(request, "bad-input")
    const { account, kept } = found
    const isFresh = kept.via === "link" && now() - kept.begun < linkLasts
    if (account.hash !== null && !isFresh) {
      const at = now()
      const wait = await counted(request, `password ${account.id}`, at)
      if (wait > 0) return heldBack(request, wait)
      if (!(await Password.verify(given.current ?? "", account.hash))) {
        await tell("wrong-password", account.id, request)
        return answer(request, "bad-input", { issues: [issue("session.current", {}, { path: ["current"] })] })
      }
      await forgive(request, `password ${account.id}`, at)
    }
    const fit = Password.check(given.next, account.name ?? "")
    if (!fit.ok) return answer(request, "bad-input", { issues: fit.issues.map((one) => ({ ...one, path: ["next"] })) })
    await accounts.setHash(account.id, await Password.hash(given.next))
    await tokens.endAll(account.id, null)
    await tell("password-changed", account.id, request)
    return sessions.start(request, account.id, "password")
  }

  const end = async (request: Request): Promise<Response> => {
    const hash = sessions.hashIn(request)
    const kept = hash === null ? null : await tokens.take(hash)
    if (kept?.replaces != null) await tokens.take(kept.replaces)
    if (kept !== null) await tell("signed-out", kept.account, request)
    return sessions.gone()
  }

  const endAll = async (request: Request): Promise<Response> => {
    const found = await sessions.find(request)
    if (found === null) return answer(request, "sign-in")
    await tokens.endAll(found.account.id, null)
    await tell("signed-out-everywhere", found.account.id, request)
    return sessions.gone()
  }

  const routes: { readonly [route: string]: (request: Request) => Promise<Response> } = {
    "POST /session": byPassword,
    "POST /session/link": sendLink,
    "POST /session/redeem": redeem,
    "POST /session/password": change,
    "DELETE /session": end,
    "DELETE /session/all": endAll
  }

  const handle = async (request: Request): Promise<Response | null> => {
    const name = `${request.method} ${new URL(request.url).pathname}`
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined
    if (route === undefined) return null
    if (isFromElsewhere(request)) return answer(request, "not-yours")
    return route(request).catch(() => answer(request, "unavailable"))
  }

  return {
    handle,
    wrap: (next) => async (request) => (await handle(request)) ?? sessions.renewed(request, await next(request)),
    of: async (request) => {
      const found = await sessions.find(request)
      return found === null ? null : { account: found.account.id, person: found.account.person, by: "cookie" }
    },
    idle: async () => {
      await Promise.all(sending)
    }
  }
}
