import * as SqlAccounts from "@lienhoi/sql/SqlAccounts"
import * as SqlArrivals from "@lienhoi/sql/SqlArrivals"
import * as SqlAttachments from "@lienhoi/sql/SqlAttachments"
import * as SqlAuditLog from "@lienhoi/sql/SqlAuditLog"
import * as SqlCascadeStore from "@lienhoi/sql/SqlCascadeStore"
import * as SqlConversationStore from "@lienhoi/sql/SqlConversationStore"
import * as SqlCredentialStore from "@lienhoi/sql/SqlCredentialStore"
import * as SqlInbox from "@lienhoi/sql/SqlInbox"
import * as SqlRunLog from "@lienhoi/sql/SqlRunLog"
import * as SqlSessionTokens from "@lienhoi/sql/SqlSessionTokens"
import * as SqlTries from "@lienhoi/sql/SqlTries"
import * as SqlUnitGroups from "@lienhoi/sql/SqlUnitGroups"
import * as SqlWorklist from "@lienhoi/sql/SqlWorklist"
import * as ArrivalsSuite from "@lienhoi/testing/ArrivalsSuite"
import * as AttachmentsSuite from "@lienhoi/testing/AttachmentsSuite"
import * as ConversationStoreSuite from "@lienhoi/testing/ConversationStoreSuite"
import * as CredentialStoreSuite from "@lienhoi/testing/CredentialStoreSuite"
import * as InboxSuite from "@lienhoi/testing/InboxSuite"
import * as RunLogSuite from "@lienhoi/testing/RunLogSuite"
import * as SignInSuite from "@lienhoi/testing/SignInSuite"
import * as UnitGroupsSuite from "@lienhoi/testing/UnitGroupsSuite"
import * as WorklistSuite from "@lienhoi/testing/WorklistSuite"
import * as Layer from "effect/Layer"
import { engines, freshAssociation } from "./engines.ts"

for (const { name, fresh } of engines()) {
  AttachmentsSuite.suite(name, SqlAttachments.layer.pipe(Layer.provide(fresh)))
  ArrivalsSuite.suite(name, SqlArrivals.layer.pipe(Layer.provide(fresh)))
  ConversationStoreSuite.suite(name, SqlConversationStore.layer.pipe(Layer.provide(fresh)))
  UnitGroupsSuite.suite(name, Layer.merge(SqlUnitGroups.layer, SqlCascadeStore.layer).pipe(Layer.provide(fresh)))
  InboxSuite.suite(name, SqlInbox.layer().pipe(Layer.provide(fresh)))
  CredentialStoreSuite.suite(name, SqlCredentialStore.layer.pipe(Layer.provide(fresh)))
  RunLogSuite.suite(name, SqlRunLog.layer.pipe(Layer.provide(fresh)), freshAssociation)
  SignInSuite.suite(
    name,
    Layer.mergeAll(SqlAccounts.layer, SqlSessionTokens.layer, SqlTries.layer, SqlAuditLog.layer).pipe(
      Layer.provide(fresh)
    )
  )
  WorklistSuite.suite(name, SqlWorklist.layer.pipe(Layer.provide(fresh)))
}
