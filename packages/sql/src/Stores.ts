/**
 * Every store of one association over one database.
 *
 * @since 0.1.0
 */
import type { Arrivals } from "@lienhoi/messaging/Arrivals"
import type { CascadeStore } from "@lienhoi/messaging/CascadeStore"
import type { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import type { Inbox } from "@lienhoi/messaging/Inbox"
import type { Outbox } from "@lienhoi/messaging/Outbox"
import type { UnitGroups } from "@lienhoi/messaging/UnitGroup"
import type { Worklist } from "@lienhoi/messaging/Worklist"
import type { RunLog } from "@lienhoi/reminders/RunLog"
import type { Scheduler } from "@lienhoi/reminders/Scheduler"
import type { Accounts } from "@lienhoi/report/Accounts"
import type { Attachments } from "@lienhoi/report/Attachments"
import type { AuditLog } from "@lienhoi/report/AuditLog"
import type { ConversationStore } from "@lienhoi/report/ConversationStore"
import type { Journal } from "@lienhoi/report/Journal"
import type { SessionTokens } from "@lienhoi/report/SessionTokens"
import type { Tries } from "@lienhoi/report/Tries"
import * as Layer from "effect/Layer"
import * as HistoryStore from "./HistoryStore.ts"
import * as People from "./People.ts"
import * as Records from "./Records.ts"
import * as SqlAccounts from "./SqlAccounts.ts"
import * as SqlArrivals from "./SqlArrivals.ts"
import * as SqlAttachments from "./SqlAttachments.ts"
import * as SqlAuditLog from "./SqlAuditLog.ts"
import * as SqlCascadeStore from "./SqlCascadeStore.ts"
import * as SqlConversationStore from "./SqlConversationStore.ts"
import * as SqlCredentialStore from "./SqlCredentialStore.ts"
import * as SqlInbox from "./SqlInbox.ts"
import * as SqlJournal from "./SqlJournal.ts"
import * as SqlOutbox from "./SqlOutbox.ts"
import * as SqlRunLog from "./SqlRunLog.ts"
import * as SqlScheduler from "./SqlScheduler.ts"
import * as SqlSessionTokens from "./SqlSessionTokens.ts"
import * as SqlTries from "./SqlTries.ts"
import * as SqlUnitGroups from "./SqlUnitGroups.ts"
import * as SqlWorklist from "./SqlWorklist.ts"
import type { Store } from "./Store.ts"
import * as TemplateStore from "./TemplateStore.ts"

/** What {@link layer} gives. */
export type Stores =
  | Journal
  | Outbox
  | Inbox
  | Arrivals
  | ConversationStore
  | UnitGroups
  | CascadeStore
  | CredentialStore
  | RunLog
  | Scheduler
  | Worklist
  | TemplateStore.TemplateStore
  | HistoryStore.HistoryStore
  | People.People
  | Records.Records
  | Attachments
  | Accounts
  | SessionTokens
  | Tries
  | AuditLog

/** All of them. */
export const layer: Layer.Layer<Stores, never, Store> = Layer.mergeAll(
  SqlJournal.layer,
  SqlOutbox.layer,
  SqlInbox.layer(),
  SqlArrivals.layer,
  SqlConversationStore.layer,
  SqlUnitGroups.layer,
  SqlCascadeStore.layer,
  SqlCredentialStore.layer,
  SqlRunLog.layer,
  SqlScheduler.layer,
  SqlWorklist.layer,
  TemplateStore.layer,
  HistoryStore.layer,
  People.layer,
  Records.layer,
  SqlAttachments.layer,
  SqlAccounts.layer,
  SqlSessionTokens.layer,
  SqlTries.layer,
  SqlAuditLog.layer
)
