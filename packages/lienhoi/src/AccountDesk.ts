/**
 * Who signs in to an app, and what is kept of it. `accounts`, `tokens`, `tries` and `audit.record` are what
 * `SignIn.make` of `@lienhoi/http` asks for.
 *
 * @since 0.1.0
 */
import type { Account } from "@lienhoi/report/Accounts"
import type { Asked, Audited, Entry } from "@lienhoi/report/AuditLog"
import type { Kept } from "@lienhoi/report/SessionTokens"
import type { Limit } from "@lienhoi/report/Tries"
import type { Checked } from "@lienhoi/words/Issue"

export type { Account, Audited, Entry }

/** An account to be made. */
export interface NewAccount {
  /** What she types to sign in; accents, case and spaces count for nothing. */
  readonly name: string
  /** Her id in the directory. */
  readonly person: string
  /** At least 8 characters; without one she signs in by link. */
  readonly password?: string
  /** Whether its grants follow the offices she leads a unit by, from the first day to the last. */
  readonly offices?: boolean
}

/** A one-time link to be sent. */
export interface Link {
  /** The id of the account. */
  readonly account: string
  readonly token: string
  /** The page that takes the token, up to where it stands: `https://hoi.example/dang-nhap#`. */
  readonly page: string
}

/** Who signs in. */
export interface AccountDesk {
  readonly accounts: {
    readonly add: (given: NewAccount) => Promise<Checked<Account>>
    /** However the name is typed; disabled ones too. `null` when there is none. */
    readonly byName: (name: string) => Promise<Account | null>
    readonly byId: (id: string) => Promise<Account | null>
    /** By name. */
    readonly list: () => Promise<ReadonlyArray<Account>>
    /** Gives a new password; every session of the account ends. */
    readonly setPassword: (id: string, password: string) => Promise<Checked<Account>>
    /** As `setPassword` with a hash that was made elsewhere (`Password.hash`); sessions stay. */
    readonly setHash: (id: string, hash: string) => Promise<void>
    /** Nobody signs in with it any more; its sessions end. */
    readonly disable: (id: string) => Promise<Checked<Account>>
    readonly enable: (id: string) => Promise<Checked<Account>>
    /**
     * Puts a one-time link into the outbox, for a channel that only she reads (never by hand); it is not sent after a
     * quarter of an hour, and the store forgets its words then. Gives the channels she may get it by.
     */
    readonly sendLink: (link: Link) => Promise<Checked<ReadonlyArray<string>>>
    /** `sendLink` as `SignIn.make` wants it: what goes wrong is thrown. */
    readonly sender: (page: string) => (account: { readonly id: string }, token: string) => Promise<void>
  }
  readonly tokens: {
    readonly put: (hash: string, kept: Kept) => Promise<void>
    readonly get: (hash: string) => Promise<Kept | null>
    readonly take: (hash: string) => Promise<Kept | null>
    readonly shorten: (hash: string, until: number) => Promise<void>
    readonly endAll: (account: string, but: string | null) => Promise<void>
  }
  readonly tries: {
    readonly take: (key: string, limit: Limit, at: number) => Promise<number>
    readonly forget: (key: string, at: number | null) => Promise<void>
  }
  readonly audit: {
    readonly record: (event: Audited) => Promise<void>
    /** The newest first. */
    readonly list: (asked?: Asked) => Promise<ReadonlyArray<Entry>>
  }
}
