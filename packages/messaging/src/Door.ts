/**
 * The door of a channel: for one audience, the highest label that may pass. Everything that leaves goes through
 * {@link refusal}, twice: when the worker picks a road, and inside the channel itself.
 *
 * - Secret content passes no door, whatever the door claims to accept.
 * - Groups and the public get no personal data; the public gets open content only.
 * - Unreviewed content goes only to the person who wrote it.
 *
 * @since 0.1.0
 */
import * as Label from "@lienhoi/template/Label"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Message from "./Message.ts"

/** What a channel accepts for one audience. The type leaves no room for a door that takes secrets or tells a group about persons. */
export type Door =
  | {
      readonly audience: "person"
      readonly accepts: { readonly secrecy: "open" | "internal"; readonly personal: "none" | "basic" | "sensitive" }
    }
  | {
      readonly audience: "group"
      readonly accepts: { readonly secrecy: "open" | "internal"; readonly personal: "none" }
    }
  | { readonly audience: "public"; readonly accepts: { readonly secrecy: "open"; readonly personal: "none" } }

/** Why a message was turned away: labels and ids, never content. */
export interface Refusal {
  readonly why: "not-a-message" | "no-door" | "secret" | "too-confidential" | "personal-data" | "unreviewed"
  readonly audience: string
}

/** The most that ever passes to an audience, over all channels. */
const ceiling: { readonly [A in Door["audience"]]: Label.Label } = {
  person: { secrecy: "internal", personal: "sensitive", reviewed: true },
  group: { secrecy: "internal", personal: "none", reviewed: true },
  public: { secrecy: "open", personal: "none", reviewed: true }
}

/**
 * Why `message` may not pass through any of `doors`; `null` when it may.
 *
 * @example
 * ```ts
 * import { Door, Labelled, Message } from "@lienhoi/messaging"
 *
 * const told = (audience: "person" | "group") =>
 *   Message.make({
 *     key: "k-1",
 *     kind: "digest",
 *     to: { audience, id: "id-1", name: "Chi hội ấp 1", roads: [] },
 *     duty: null,
 *     association: "vwu",
 *     body: Labelled.make("chị Lan chưa nộp", { secrecy: "open", personal: "basic", reviewed: true })
 *   })
 * const doors: ReadonlyArray<Door.Door> = [
 *   { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
 *   { audience: "group", accepts: { secrecy: "internal", personal: "none" } }
 * ]
 *
 * Door.refusal(doors, told("person")) // => null
 * Door.refusal(doors, told("group")) // => { why: "personal-data", audience: "group" }
 * ```
 */
export const refusal = (doors: ReadonlyArray<Door>, message: Message.Message): Refusal | null => {
  if (!Message.isMessage(message)) return { why: "not-a-message", audience: "?" }
  const { audience, label, authors } = message
  const refused = (why: Refusal["why"]): Refusal => ({ why, audience })
  const door = doors.find((one) => one.audience === audience)
  if (door === undefined) return refused("no-door")
  if (label.secrecy === "secret") return refused("secret")
  const toItsAuthor = audience === "person" && authors.length > 0 && authors.every((author) => author === message.to.id)
  if (!label.reviewed && !toItsAuthor) return refused("unreviewed")
  const fits = (part: Partial<Label.Label>): boolean => {
    const content = { ...Label.open, ...part }
    return Label.isWithin(content, { ...door.accepts, reviewed: true }) && Label.isWithin(content, ceiling[audience])
  }
  if (!fits({ secrecy: label.secrecy })) return refused("too-confidential")
  return fits({ personal: label.personal }) ? null : refused("personal-data")
}

/** The refusal in words, for the person who planned the message. */
export const words = (refused: Refusal): Bilingual => texts[`door.${refused.why}`]

/** The message when it may pass, the reason in words when not. */
export const check = (doors: ReadonlyArray<Door>, message: Message.Message): Issue.Checked<Message.Message> => {
  const refused = refusal(doors, message)
  return refused === null ? Issue.ok(message) : Issue.fail(issue(`door.${refused.why}`, {}, { path: ["label"] }))
}

const texts = Catalogue.make({
  "door.not-a-message": {
    vi: "Nội dung không có nhãn; chỉ gửi tin được soạn qua chương trình",
    en: "The content bears no label; only messages made by the program are sent"
  },
  "door.no-door": {
    vi: "Kênh này không gửi cho loại người nhận này; chọn kênh khác",
    en: "This channel does not serve this kind of recipient; choose another"
  },
  "door.secret": {
    vi: "Nội dung mật không đi qua kênh nào; chuyển theo chế độ bảo mật",
    en: "Secret content goes through no channel; pass it on under the rules of secrecy"
  },
  "door.too-confidential": {
    vi: "Nội dung nội bộ, kênh này chỉ nhận nội dung công khai; bỏ phần nội bộ hoặc chọn kênh khác",
    en: "The content is internal and this channel takes open content only; remove the internal part or choose another channel"
  },
  "door.personal-data": {
    vi: "Nội dung có dữ liệu cá nhân mà kênh này không nhận; bỏ dữ liệu cá nhân hoặc gửi riêng từng người",
    en: "The content holds personal data this channel does not take; remove it or write to each person"
  },
  "door.unreviewed": {
    vi: "Nội dung chưa được xem lại, chỉ gửi lại được cho người đã viết; xem lại trước khi chuyển đi",
    en: "The content is unreviewed and may only go back to its author; review it before passing it on"
  }
})

const issue = Issue.from(texts)
