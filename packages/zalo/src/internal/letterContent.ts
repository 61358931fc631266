import type * as Channel from "@lienhoi/messaging/Channel"
import { OutcomeUnknown } from "@lienhoi/messaging/DeliveryError"
import type { Letter } from "@lienhoi/messaging/Letter"
import * as Effect from "effect/Effect"
import type { Account } from "../Account.ts"
import type { Button, Content } from "../Content.ts"
import * as Upload from "../Upload.ts"
import type { ZaloError } from "../ZaloError.ts"
import { textOf, toSendError } from "./sending.ts"

/** One way to send a content; gives the id of the message. */
export type Send = (content: Content) => Effect.Effect<string, ZaloError>

/** Links as buttons, when they all fit; `null` when they go into the text. */
const buttonsOf = (account: Account, { message }: Letter): ReadonlyArray<Button> | null => {
  const { links } = message
  const { buttons, buttonTitleLength } = account.law
  return links.length > 0 &&
    links.length <= buttons &&
    links.every(({ title }) => title !== "" && [...title.normalize("NFC")].length <= buttonTitleLength)
    ? links.map(({ title, href }) => ({ title, open: href }))
    : null
}

/**
 * Hands a letter over: text with its links, a picture with the text under it, a document after its text. Files are
 * uploaded before anything is said. When the text went and the document did not, nobody calls that failed or done.
 */
export const deliver = (
  account: Account,
  channel: string,
  letter: Letter,
  send: Send,
  options: { readonly buttons: boolean }
): Effect.Effect<string, Channel.SendError> =>
  Effect.gen(function* () {
    const failed = toSendError(channel, letter)
    const [file] = letter.message.attachments
    const isImage = file?.mediaType.startsWith("image/") ?? false
    const buttons = options.buttons && !isImage ? buttonsOf(account, letter) : null
    const text = yield* textOf(channel, letter, account.law.textLength, buttons === null)
    if (file !== undefined && isImage) {
      const attachmentId = yield* Effect.catch(Upload.image(account, file), failed)
      const content: Content = { kind: "image", image: { attachmentId }, ...(text === "" ? {} : { text }) }
      return yield* Effect.catch(send(content), failed)
    }
    const token = file === undefined ? null : yield* Effect.catch(Upload.document(account, file), failed)
    const said: Content = buttons === null ? { kind: "text", text } : { kind: "buttons", text, buttons }
    const id = yield* Effect.catch(send(said), failed)
    if (token === null) return id
    yield* Effect.catch(send({ kind: "file", token }), (error) =>
      Effect.fail(
        new OutcomeUnknown({
          channel,
          key: letter.message.key,
          detail: `text ${id} arrived, its file did not: ${error.message}`,
          cause: error
        })
      )
    )
    return id
  })
