/**
 * Accounts: who signs in, under which name, as which person. What an account may see are its grants (`Grant`); how it
 * proves itself is the business of whoever signs people in, here only the hash is kept.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/SignInSuite`.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { fold } from "@lienhoi/words/Text"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** One account. */
export interface Account {
  /** What grants name; says nothing about the person. */
  readonly id: string
  /** What she types to sign in, as it was given: a word, a telephone number, an address of mail. Personal data. */
  readonly name: string
  /** Her id in the directory. */
  readonly person: string
  /** A password as its hash, which says how it was made; `null` for who signs in by link alone. */
  readonly hash: string | null
  /** Whether its grants follow the offices she holds; see `Grant.ofOffices`. */
  readonly offices: boolean
  readonly since: Instant
  /** Since when nobody signs in with it; `null` while it lives. */
  readonly disabledAt: Instant | null
}

/** What of an account may change. */
export type Change = Partial<Pick<Account, "hash" | "offices" | "disabledAt">>

/**
 * The form in which sign-in names are compared: accents, tone marks, case and spaces count for nothing.
 *
 * @example
 * ```ts
 * import { Accounts } from "@lienhoi/report"
 *
 * Accounts.nameKey("Chị Hoà") === Accounts.nameKey("chihoa") // => true
 * ```
 */
export const nameKey = (name: string): string => fold(name).replaceAll(" ", "")

/** Another account has this name, or this id. */
export class Taken extends Schema.TaggedError<Taken>()("Taken", { name: Schema.String }) {
  readonly isRetryable = false
}

/** The store cannot be reached at the moment. Nothing was changed. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** The account does not open with the keys that are there. */
export class Unreadable extends Schema.TaggedError<Unreadable>()("Unreadable", { cause: Schema.Defect() }) {
  readonly isRetryable = false
}

/** Why it could not be done. Match on `reason`; branch on `isRetryable`. */
export class AccountsError extends Schema.TaggedError<AccountsError>()("AccountsError", {
  reason: Schema.Union([Taken, Unavailable, Unreadable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps accounts. */
export class Accounts extends Context.Service<
  Accounts,
  {
    /** Adds an account; of two that add one name at once only one does. */
    readonly add: (account: Account) => Effect.Effect<void, AccountsError>
    /** The account of that name ({@link nameKey}), disabled ones too. */
    readonly byName: (name: string) => Effect.Effect<Account | null, AccountsError>
    readonly byId: (id: string) => Effect.Effect<Account | null, AccountsError>
    /** Changes it and gives it as it is then; `null` when there is none. */
    readonly change: (id: string, change: Change) => Effect.Effect<Account | null, AccountsError>
    /** Takes away the accounts of these persons (ids), because they are erased; gives the ids of the accounts. */
    readonly remove: (persons: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, AccountsError>
    /** All of them, by name. */
    readonly list: Effect.Effect<ReadonlyArray<Account>, AccountsError>
  }
>()("@lienhoi/report/Accounts") {}

/** The order of a list. */
export const order = (a: Account, b: Account): number => (nameKey(a.name) < nameKey(b.name) ? -1 : 1)

/** Keeps accounts in memory. */
export const layerMemory: Layer.Layer<Accounts> = Layer.sync(Accounts, () => {
  const all = new Map<string, Account>()
  const named = (name: string) => [...all.values()].find((one) => nameKey(one.name) === nameKey(name)) ?? null
  return Accounts.of({
    add: (account) =>
      Effect.suspend(() => {
        if (all.has(account.id) || named(account.name) !== null)
          return Effect.fail(new AccountsError({ reason: new Taken({ name: account.name }) }))
        all.set(account.id, account)
        return Effect.void
      }),
    byName: (name) => Effect.sync(() => named(name)),
    byId: (id) => Effect.sync(() => all.get(id) ?? null),
    change: (id, change) =>
      Effect.sync(() => {
        const found = all.get(id)
        if (found === undefined) return null
        all.set(id, { ...found, ...change })
        return all.get(id) ?? null
      }),
    remove: (persons) =>
      Effect.sync(() => {
        const gone = [...all.values()].filter(({ person }) => persons.includes(person)).map(({ id }) => id)
        for (const id of gone) all.delete(id)
        return gone
      }),
    list: Effect.sync(() => [...all.values()].sort(order))
  })
})
