/**
 * What a message to a person or a group holds: a text, a picture, a file, a text with buttons. {@link toWire} checks the
 * figures of the law before anything leaves; text is put into its composed form (NFC), which is how it is counted and sent.
 *
 * @since 0.1.0
 */
import type { Law } from "./Law.ts"
import { BadRequest } from "./ZaloError.ts"

/** A picture that was uploaded, or one at an address Zalo can fetch. */
export type Picture = { readonly attachmentId: string } | { readonly url: string }

/** A button. `say`: the person says that text by pressing, seen in the chat; `tell`: the same, unseen. */
export type Button = { readonly title: string } & (
  | { readonly open: string }
  | { readonly say: string }
  | { readonly tell: string }
  | { readonly phone: string }
  | { readonly sms: { readonly phone: string; readonly text: string } }
)

/** What a message holds. */
export type Content =
  /** `quote` is the id of a message of the same chat. */
  | { readonly kind: "text"; readonly text: string; readonly quote?: string }
  | { readonly kind: "image"; readonly image: Picture; readonly text?: string }
  | {
      readonly kind: "gif"
      readonly image: Picture
      readonly width: number
      readonly height: number
      readonly text?: string
    }
  /** `token` of an upload. */
  | { readonly kind: "file"; readonly token: string }
  | { readonly kind: "sticker"; readonly sticker: string }
  /** Buttons show on phones only. */
  | { readonly kind: "buttons"; readonly text: string; readonly buttons: ReadonlyArray<Button> }
  /** Asks the person for name, phone and address; the answer comes in as an event of its own. */
  | { readonly kind: "ask-contact"; readonly title: string; readonly subtitle: string; readonly image: string }

/** The member `message` of a call. */
export interface Wire {
  readonly text?: string
  readonly quote_message_id?: string
  readonly attachment?: object
  readonly _tag?: never
}

const length = (text: string): number => [...text].length

const nfc = (text: string): string => text.normalize("NFC")

const picture = (image: Picture): object =>
  "url" in image ? { url: image.url } : { attachment_id: image.attachmentId }

const media = (type: string, element: object, text: string | undefined): Wire => ({
  ...(text === undefined ? {} : { text: nfc(text) }),
  attachment: {
    type: "template",
    payload: { template_type: "media", elements: [{ media_type: type, ...element }] }
  }
})

const button = (one: Button): object => {
  const title = nfc(one.title)
  if ("open" in one) return { title, type: "oa.open.url", payload: { url: one.open } }
  if ("say" in one) return { title, type: "oa.query.show", payload: nfc(one.say) }
  if ("tell" in one) return { title, type: "oa.query.hide", payload: nfc(one.tell) }
  if ("phone" in one) return { title, type: "oa.open.phone", payload: { phone_code: one.phone } }
  return { title, type: "oa.open.sms", payload: { content: nfc(one.sms.text), phone_code: one.sms.phone } }
}

/** Longest SMS a button prepares; longest subtitle of a request for contact details. */
const [smsLength, subtitleLength] = [160, 500]

const tooLong = (law: Law, content: Content): string | null => {
  const text = "text" in content && content.text !== undefined ? nfc(content.text) : null
  if (text !== null && length(text) > law.textLength) return "text"
  if (text === "" && (content.kind === "text" || content.kind === "buttons")) return "text"
  if (content.kind === "ask-contact")
    return length(nfc(content.title)) > law.buttonTitleLength || length(nfc(content.subtitle)) > subtitleLength
      ? "title"
      : null
  if (content.kind !== "buttons") return null
  if (content.buttons.length === 0 || content.buttons.length > law.buttons) return "buttons"
  const isWrong = (one: Button): boolean => {
    const said = "say" in one ? one.say : "tell" in one ? one.tell : ""
    return (
      one.title === "" ||
      length(nfc(one.title)) > law.buttonTitleLength ||
      length(nfc(said)) > law.buttonPayloadLength ||
      ("sms" in one && length(nfc(one.sms.text)) > smsLength)
    )
  }
  return content.buttons.some(isWrong) ? "buttons" : null
}

/**
 * The member `message` of a call, or what breaks the law.
 *
 * @example
 * ```ts
 * import { Content, Law } from "@lienhoi/zalo"
 *
 * Content.toWire(Law.standard, { kind: "text", text: "Chào chị" }) // => { text: "Chào chị" }
 * Content.toWire(Law.standard, { kind: "text", text: "a".repeat(2001) })._tag // => "BadRequest"
 * ```
 */
export const toWire = (law: Law, content: Content): BadRequest | Wire => {
  const what = tooLong(law, content)
  if (what !== null) return new BadRequest({ code: null, what })
  switch (content.kind) {
    case "text":
      return { text: nfc(content.text), ...(content.quote === undefined ? {} : { quote_message_id: content.quote }) }
    case "image":
      return media("image", picture(content.image), content.text)
    case "gif":
      return media("gif", { ...picture(content.image), width: content.width, height: content.height }, content.text)
    case "sticker":
      return media("sticker", { attachment_id: content.sticker }, undefined)
    case "file":
      return { attachment: { type: "file", payload: { token: content.token } } }
    case "buttons":
      return {
        text: nfc(content.text),
        attachment: { type: "template", payload: { buttons: content.buttons.map(button) } }
      }
    case "ask-contact":
      return {
        attachment: {
          type: "template",
          payload: {
            template_type: "request_user_info",
            elements: [{ title: nfc(content.title), subtitle: nfc(content.subtitle), image_url: content.image }]
          }
        }
      }
  }
}
