/**
 * One Official Account as its clients need it: ids, addresses, figures, tokens that are kept alive, the pace of its app.
 * Make one per process and account.
 *
 * @since 0.1.0
 */
import type { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Hosts from "./Hosts.ts"
import * as Law from "./Law.ts"
import { Pace } from "./Pace.ts"
import type { Settings } from "./Settings.ts"
import * as Token from "./Token.ts"
import { Transport } from "./Transport.ts"

/** An account that can be called. */
export interface Account {
  readonly appId: string
  readonly oaId: string
  readonly appSecret: Redacted.Redacted<string>
  readonly proof: boolean
  readonly hosts: Hosts.Hosts
  readonly law: Law.Law
  readonly settings: Settings
  readonly tokens: Token.Keeper
  readonly transport: Transport["Service"]
  readonly pace: Pace["Service"]
}

/** The account of these settings. `holder` names this process when it renews tokens. */
export const make = (
  settings: Settings,
  options: { readonly holder?: string } = {}
): Effect.Effect<Account, never, Transport | CredentialStore | Pace> =>
  Effect.gen(function* () {
    const { appId, oaId, appSecret, proof = false, hosts = {}, law = {} } = settings
    return {
      appId,
      oaId,
      appSecret,
      proof,
      hosts: Hosts.over(hosts),
      law: Law.over(law),
      settings,
      tokens: yield* Token.make(settings, options),
      transport: yield* Transport,
      pace: yield* Pace
    }
  })
