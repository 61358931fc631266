/**
 * Where an app keeps what happens: in memory, in a folder, or on a server.
 */
import { resolve } from "node:path"
import * as Arrivals from "@lienhoi/messaging/Arrivals"
import * as CascadeStore from "@lienhoi/messaging/CascadeStore"
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import * as Worklist from "@lienhoi/messaging/Worklist"
import * as RunLog from "@lienhoi/reminders/RunLog"
import * as Scheduler from "@lienhoi/reminders/Scheduler"
import * as Accounts from "@lienhoi/report/Accounts"
import * as AuditLog from "@lienhoi/report/AuditLog"
import * as ConversationStore from "@lienhoi/report/ConversationStore"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as SessionTokens from "@lienhoi/report/SessionTokens"
import * as Tries from "@lienhoi/report/Tries"
import * as Database from "@lienhoi/sql/Database"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import * as Seal from "@lienhoi/sql/Seal"
import * as Store from "@lienhoi/sql/Store"
import * as StoreError from "@lienhoi/sql/StoreError"
import * as Stores from "@lienhoi/sql/Stores"
import * as Issue from "@lienhoi/words/Issue"
import * as Pace from "@lienhoi/zalo/Pace"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { isSqlError } from "effect/sql/SqlError"
import type * as Filing from "./filing.ts"
import * as SharedPace from "./pace.ts"
import * as Shelving from "./shelving.ts"

/** Runs something whole or not at all, in whatever store the app has. */
export class Whole extends Context.Service<Whole, Filing.Whole>()("lienhoi/Whole") {}

/** What an app needs of its store. */
type Kept =
  | Journal.Journal
  | Outbox.Outbox
  | Worklist.Worklist
  | RunLog.RunLog
  | Scheduler.Scheduler
  | Shelving.Shelving
  | CredentialStore.CredentialStore
  | Pace.Pace
  | Inbox.Inbox
  | Arrivals.Arrivals
  | UnitGroup.UnitGroups
  | CascadeStore.CascadeStore
  | ConversationStore.ConversationStore
  | Accounts.Accounts
  | SessionTokens.SessionTokens
  | Tries.Tries
  | AuditLog.AuditLog
  | Whole

/** The place a configuration names; folders start at `root`. */
export const locate = (store: string | undefined, root: string): Database.Location => {
  const place = Database.parse(store ?? "memory")
  return place.engine === "embedded" ? { engine: "embedded", folder: resolve(root, place.folder) } : place
}

// In memory nothing can break off between two appends.
const memory: Layer.Layer<Kept> = Layer.mergeAll(
  Layer.mergeAll(Journal.layerMemory, Outbox.layerMemory).pipe(Layer.provide(MemoryLedger.layer)),
  Inbox.layerMemory,
  Arrivals.layerMemory,
  UnitGroup.layerMemory,
  CascadeStore.layerMemory,
  ConversationStore.layerMemory,
  Accounts.layerMemory,
  SessionTokens.layerMemory,
  Tries.layerMemory,
  AuditLog.layerMemory,
  Worklist.layerMemory,
  RunLog.layerMemory,
  Scheduler.layerMemory,
  Shelving.memory,
  CredentialStore.layerMemory,
  Pace.layerMemory,
  Layer.succeed(Whole, (self) => self)
)

/** The store cannot be reached at the moment. */
export const unavailable = (cause: unknown): Journal.JournalError =>
  new Journal.JournalError({ stream: null, reason: new Journal.Unavailable({ cause }) })

const whole = Layer.effect(
  Whole,
  Effect.map(
    Store.Store,
    ({ transaction }): Filing.Whole =>
      (self) =>
        Effect.mapError(transaction(self), (error) => (isSqlError(error) ? unavailable(error) : error))
  )
)

/** The keys a configuration gives; none when it gives none. */
export const keyRing = (keys: string | undefined): Issue.Checked<KeyRing.KeyRing> => {
  const read = keys === undefined || keys === "" ? Issue.ok(KeyRing.bare) : KeyRing.parse(Redacted.make(keys))
  return read.ok
    ? read
    : { ok: false, issues: read.issues.map((found) => ({ ...found, path: ["keys", ...found.path] })) }
}

/** Often enough that little is held by the chains alone, seldom enough that nobody notices. */
const sealing = "10 minutes"

/** The store of one association. */
export const layer = (
  place: Database.Location,
  association: string,
  visit: boolean,
  keys: KeyRing.KeyRing
): Layer.Layer<Kept, StoreError.StoreError> =>
  place.engine === "memory"
    ? memory
    : Layer.mergeAll(Shelving.layer, SharedPace.layer, whole, visit ? Layer.empty : Seal.every(sealing)).pipe(
        Layer.provideMerge(Stores.layer),
        Layer.provide(Store.open(place, { association, visit, keys }))
      )

/** Why the store did not open, as issues; anything else is thrown on. */
export const refusal = (cause: Cause.Cause<unknown>): Issue.Checked<never> => {
  const error = Cause.squash(cause)
  if (error instanceof StoreError.StoreError) return Issue.fail({ ...StoreError.toIssue(error), path: ["store"] })
  throw error
}
