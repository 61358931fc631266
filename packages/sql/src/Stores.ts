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
import type { Attachments } from "@lienhoi/report/Attachments"
import type { ConversationStore } from "@lienhoi/report/ConversationStore"
import type { Journal } from "@lienhoi/report/Journal"
import * as Layer from "effect/Layer"
import * as HistoryStore from "./HistoryStore.ts"
import * as People from "./People.ts"
import * as Records from "./Records.ts"
import * as SqlArrivals from "./SqlArrivals.ts"
import * as SqlAttachments from "./SqlAttachments.ts"
import * as SqlCascadeStore from "./SqlCascadeStore.ts"
import * as SqlConversationStore from "./SqlConversationStore.ts"
import * as SqlCredentialStore from "./SqlCredentialStore.ts"
import * as SqlInbox from "./SqlInbox.ts"
import * as SqlJournal from "./SqlJournal.ts"
import * as SqlOutbox from "./SqlOutbox.ts"
import * as SqlRunLog from "./SqlRunLog.ts"
import * as SqlScheduler from "./SqlScheduler.ts"
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
  SqlAttachments.layer
)
