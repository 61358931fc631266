import * as Accounts from "@lienhoi/report/Accounts"
import * as AuditLog from "@lienhoi/report/AuditLog"
import * as SessionTokens from "@lienhoi/report/SessionTokens"
import * as Tries from "@lienhoi/report/Tries"
import * as SignInSuite from "@lienhoi/testing/SignInSuite"
import * as Layer from "effect/Layer"

SignInSuite.suite(
  "memory",
  Layer.mergeAll(Accounts.layerMemory, SessionTokens.layerMemory, Tries.layerMemory, AuditLog.layerMemory)
)
