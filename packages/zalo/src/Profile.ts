/**
 * What Zalo tells about the account itself. When to use: to see whether it is verified, what package it has and whether a
 * wallet is linked. Costs nothing. Needs the permission to read the account's information.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import { call } from "./internal/call.ts"
import * as Json from "./internal/json.ts"
import type { ZaloError } from "./ZaloError.ts"

/** The account. */
export interface Profile {
  readonly oaId: string
  readonly name: string
  readonly verified: boolean
  /** `business`, `state` (bodies and organisations of the state), or the number Zalo gives. */
  readonly kind: string
  readonly followers: number | null
  /** Empty when it has none; documented for businesses only. */
  readonly packageName: string
  readonly packageValidThrough: string
  /** Whether a wallet is linked; `null` when Zalo does not say. */
  readonly wallet: boolean | null
}

const kinds: { readonly [type: string]: string } = { "2": "business", "4": "state" }

/** Reads the account. */
export const read = (account: Account): Effect.Effect<Profile, ZaloError> =>
  Effect.map(call(account, { product: "oa", call: "getoa", path: "/v2.0/oa/getoa", query: {} }), ({ data }) => {
    const found = Json.fields(data)
    const type = Json.text(found.oa_type)
    const linked = found.linked_ZCA
    return {
      oaId: Json.text(found.oaid) || Json.text(found.oa_id),
      name: Json.text(found.name),
      verified: found.is_verified === true || Json.text(found.is_verified) === "true",
      kind: kinds[type] ?? type,
      followers: Json.number(found.num_follower),
      packageName: Json.text(found.package_name),
      packageValidThrough: Json.text(found.package_valid_through_date),
      wallet: linked === undefined ? null : linked !== null && linked !== false && linked !== ""
    }
  })
