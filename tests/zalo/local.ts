/** A local Zalo for tests, and an account of ours at it. All people, numbers and tokens are made up. */
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Account from "@lienhoi/zalo/Account"
import * as Contact from "@lienhoi/zalo/Contact"
import type { Law } from "@lienhoi/zalo/Law"
import * as Pace from "@lienhoi/zalo/Pace"
import type { Settings } from "@lienhoi/zalo/Settings"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Simulator from "@lienhoi/zalo-simulator/Simulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

/** Eight in the morning in Viet Nam; the suite of channels asks for quotes half an hour later. */
export const morning = "2024-10-15T01:00:00.000Z"

/** A simulator whose clock stands still. */
export const start = (clock: string = morning): Promise<Simulator.Running> => Simulator.start({ clock })

export const app = "1000000000000000001"
export const oa = "4000000000000000004"

/** People of the standard world by their id at the account, and their numbers. */
export const people = {
  lan: { uid: "2000000000000000002", phone: "0987 654 321" },
  hoa: { uid: "2000000000000000003", phone: "+84 987 654 322" }
} as const

export const settingsOf = (zalo: Simulator.Running, law: Partial<Law> = {}): Settings => ({
  appId: app,
  appSecret: Redacted.make("app-secret-for-tests"),
  oaId: oa,
  hosts: zalo.hosts,
  law
})

/** A pair as the console gives it. */
export const grant = (zalo: Simulator.Running) => {
  const { access_token, refresh_token, expires_in } = zalo.control.grant()
  return {
    access: Redacted.make(access_token),
    refresh: Redacted.make(refresh_token),
    lasting: Number(expires_in) * 1000
  }
}

/** What an account needs, kept in memory. */
export const memory = Layer.mergeAll(
  Transport.layerFetch(),
  CredentialStore.layerMemory,
  Pace.layerMemory,
  Contact.layerMemory
)

/** The account, connected. */
export const account = (zalo: Simulator.Running, law: Partial<Law> = {}) =>
  Effect.gen(function* () {
    const made = yield* Account.make(settingsOf(zalo, law))
    yield* made.tokens.adopt(grant(zalo))
    return made
  })
