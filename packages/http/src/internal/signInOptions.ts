/** What a sign-in stands on. */
import type { Audited } from "@lienhoi/report/AuditLog"
import type { Kept } from "@lienhoi/report/SessionTokens"
import type { Limit } from "@lienhoi/report/Tries"

export type { Audited, Kept, Limit }

/** One account. */
export interface Account {
  readonly id: string
  /** What is typed to sign in. */
  readonly name?: string
  /** The person (id in the directory) who uses it. */
  readonly person: string
  /** See {@link Password}; `null` for those who sign in by link alone. */
  readonly hash: string | null
  /** Since when nobody signs in with it. */
  readonly disabledAt?: string | null
}

/** Who has an account. `name` as people type it: case and spaces around count for nothing. */
export interface Accounts {
  readonly byName: (name: string) => Promise<Account | null>
  readonly byId: (id: string) => Promise<Account | null>
  /** Keeps the hash of a new password. */
  readonly setHash: (id: string, hash: string) => Promise<void>
}

/** Where sessions and links are kept. */
export interface Tokens {
  readonly put: (hash: string, kept: Kept) => Promise<void>
  readonly get: (hash: string) => Promise<Kept | null>
  /** Takes it away, and says what it was: of two at once only one gets it. */
  readonly take: (hash: string) => Promise<Kept | null>
  /** Lets it end at that moment, when it would have ended later. */
  readonly shorten: (hash: string, until: number) => Promise<void>
  /** Takes away everything of an account, but for one token when it is named. */
  readonly endAll: (account: string, but: string | null) => Promise<void>
}

/** Counts tries, over all servers that share it. */
export interface Tries {
  /** Counts a try and gives 0; when there were too many, counts nothing and gives the milliseconds to wait. */
  readonly take: (key: string, limit: Limit, at: number) => Promise<number>
  /** Gives back the try that was counted at that moment; `null` forgets all of that key. */
  readonly forget: (key: string, at: number | null) => Promise<void>
}

/** What a sign-in stands on. */
export interface Options {
  readonly accounts: Accounts
  readonly tokens: Tokens
  /** In memory when left out: then two servers count apart. */
  readonly tries?: Tries
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number
  /** Sends a one-time token to the person of the account, by a channel she has; the page that takes it is the app's. */
  readonly deliver: (account: Account, token: string) => Promise<void>
  readonly audit?: (event: Audited) => void | Promise<void>
  /** The address a request comes from, as the server knows it; the limit by address needs it. */
  readonly addressOf?: (request: Request) => string | null
  /** Days a session lasts, 30 when left out. */
  readonly days?: number
  /** Days after which a session ends that nobody used, 14 when left out. */
  readonly idleDays?: number
  /** `false` only for a server on loopback that some browser reaches without TLS. */
  readonly secure?: boolean
  /** 32 random bytes; the platform's own when left out. */
  readonly random?: () => Uint8Array
}
