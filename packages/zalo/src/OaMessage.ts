/**
 * Consultation messages of an Official Account to one person. When to use: for everything said to a person who follows the
 * account and has written within seven days. The first eight within 48 hours of her last word cost nothing, then 55 đồng
 * each. Needs: the permission to send, the person's id at this account.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import * as Content from "./Content.ts"
import { call } from "./internal/call.ts"
import * as Json from "./internal/json.ts"
import { type Reason, ZaloError } from "./ZaloError.ts"

/** What paid for a message. */
export interface Funding {
  /** `reply`: a free one; `sub_quota`, `purchase_quota`, `reward_quota`: from a package; `charged`: from the wallet. */
  readonly from: string
  readonly remain: number | null
  readonly total: number | null
}

/** A message Zalo took. */
export interface Sent {
  /** The id webhooks call `msg_id`. */
  readonly messageId: string
  readonly funding: Funding
}

const name = "message.cs"

/** Reads what a send gives, also of other products. */
export const readSent = (data: unknown): Sent => {
  const { message_id, msg_id, quota } = Json.fields(data)
  const { quota_type, remain, total } = Json.fields(quota)
  return {
    messageId: Json.text(message_id) || Json.text(msg_id),
    funding: {
      from: quota === undefined ? "charged" : Json.text(quota_type) || "reply",
      remain: Json.number(remain),
      total: Json.number(total)
    }
  }
}

const refuse = (reason: Reason) => Effect.fail(new ZaloError({ product: "oa", call: name, reason }))

/** Sends to a person (her id at this account). Not repeated when the answer gets lost: there is no key against doubles. */
export const send = (account: Account, user: string, content: Content.Content): Effect.Effect<Sent, ZaloError> => {
  const message = Content.toWire(account.law, content)
  if (message._tag === "BadRequest") return refuse(message)
  return Effect.map(
    call(account, {
      product: "oa",
      call: name,
      path: "/v3.0/oa/message/cs",
      json: { recipient: { user_id: user }, message },
      toPerson: true
    }),
    ({ data }) => readSent(data)
  )
}

/** Sends a text. */
export const text = (account: Account, user: string, said: string): Effect.Effect<Sent, ZaloError> =>
  send(account, user, { kind: "text", text: said })

/** Sends a text with buttons. */
export const withButtons = (
  account: Account,
  user: string,
  said: string,
  buttons: ReadonlyArray<Content.Button>
): Effect.Effect<Sent, ZaloError> => send(account, user, { kind: "buttons", text: said, buttons })

/** What Zalo knows of a person's window. */
export interface Window {
  /** Her last word to the account; `null` when she never spoke. */
  readonly lastContact: Instant.Instant | null
  /** How many messages still go free; `null` when Zalo does not say. */
  readonly free: number | null
}

/** Asks whether a consultation message may go to a person, and free. Costs one call and no đồng; she need not follow. */
export const window = (account: Account, user: string): Effect.Effect<Window, ZaloError> =>
  Effect.map(
    call(account, {
      product: "oa",
      call: "quota.user",
      path: "/v3.0/oa/quota/message",
      json: { user_id: user },
      toPerson: true
    }),
    ({ data }) => {
      const { last_interaction, cs_reply } = Json.fields(data)
      const last = Json.number(last_interaction)
      return {
        lastContact: last === null || last <= 0 ? null : Instant.fromMillis(last),
        free: Json.number(Json.fields(cs_reply).remain)
      }
    }
  )
