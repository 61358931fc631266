/**
 * The road `zalo-group`: groups the Official Account owns; the address is the group's id. When to use: notices and digests
 * for all members, never anything about a person. What it costs and needs: see `Group`. A group that is gone or whose
 * package lapsed closes the road in words.
 *
 * @since 0.1.0
 */
import * as Channel from "@lienhoi/messaging/Channel"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import * as Group from "./Group.ts"
import * as LetterContent from "./internal/letterContent.ts"
import * as Remembered from "./internal/remembered.ts"
import { inLine, receipt, toQuote } from "./internal/sending.ts"
import * as Upload from "./Upload.ts"

/** The name of this channel in roads. */
export const channelName = "zalo-group"

const texts = Catalogue.make({
  title: { vi: "Nhóm Zalo của Official Account", en: "Zalo group of the Official Account" },
  disabled: {
    vi: "nhóm đã bị ngừng vì gói nhóm hết hạn; gia hạn gói trên trang quản trị Official Account",
    en: "the group is disabled, its package lapsed; renew it in the console of the Official Account"
  }
})

/** What it can do, as data. */
export const capabilities = (account: Pick<Account, "law">): Channel.Capabilities => ({
  name: channelName,
  title: texts.title,
  doors: [{ audience: "group", accepts: { secrecy: "internal", personal: "none" } }],
  maxLength: account.law.textLength,
  maxSubject: 0,
  files: { max: 1, kinds: Upload.kinds(account) },
  idempotency: "none",
  answers: "at-once",
  status: false,
  quietHours: null,
  contactWithinDays: null,
  quotas: [{ per: "minute", of: "sender", messages: account.law.callsPerMinute, kept: "by-channel" }],
  price: { perMessage: 0, freeAfterContact: null },
  resort: "ordinary"
})

/** How long a look at a group is believed, in milliseconds. */
const believed = 600_000

/** The channel of an account. */
export const make = (account: Account): Channel.Contract => {
  const groups = Remembered.make<boolean>(believed)
  const isEnabled = (group: string) =>
    groups.get(
      group,
      Effect.map(Group.find(account, group), ({ enabled }) => enabled)
    )
  return Channel.make({
    capabilities: capabilities(account),
    quote: (letter, at) =>
      inLine(
        account,
        at,
        Effect.map(
          isEnabled(letter.address),
          (enabled): Channel.Quote =>
            enabled ? { answer: "now", price: 0 } : { answer: "no", because: texts.disabled }
        )
      ).pipe(Effect.catch(toQuote(channelName, letter, 0))),
    send: (letter) =>
      LetterContent.deliver(
        account,
        channelName,
        letter,
        (content) =>
          Effect.tapError(Group.send(account, letter.address, content), () =>
            Effect.sync(() => groups.forget(letter.address))
          ),
        { buttons: false }
      ).pipe(Effect.flatMap(receipt))
  })
}
