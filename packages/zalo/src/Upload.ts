/**
 * Files that go along with messages. When to use: before a message with a picture or a file. Costs nothing, 5,000 of each
 * kind in a month; what was uploaded is good for seven days. Pictures JPEG or PNG up to 1 MB, GIF and PDF, DOC, DOCX up to 5 MB.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import { call } from "./internal/call.ts"
import * as Json from "./internal/json.ts"
import { BadRequest, ZaloError } from "./ZaloError.ts"

/** A file with its name. */
export interface File {
  readonly name: string
  /** `image/jpeg`, `application/pdf` … */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const images = ["image/jpeg", "image/png"]
const documents = [
  "application/pdf",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
]

/** The media types an account carries, each with its limit in bytes. */
export const kinds = (account: Pick<Account, "law">) => [
  ...images.map((mediaType) => ({ mediaType, maxBytes: account.law.imageBytes })),
  ...documents.map((mediaType) => ({ mediaType, maxBytes: account.law.fileBytes }))
]

const put = (
  account: Account,
  what: "image" | "gif" | "file",
  file: File,
  allowed: ReadonlyArray<string>,
  max: number
): Effect.Effect<{ readonly [name: string]: unknown }, ZaloError> => {
  const name = `upload.${what}`
  if (!allowed.includes(file.mediaType) || file.bytes.length > max)
    return Effect.fail(
      new ZaloError({ product: "oa", call: name, reason: new BadRequest({ code: null, what: file.mediaType }) })
    )
  const form = new FormData()
  form.append("file", new Blob([file.bytes.slice()], { type: file.mediaType }), file.name.normalize("NFC"))
  return Effect.map(call(account, { product: "oa", call: name, path: `/v2.0/oa/upload/${what}`, form }), ({ data }) =>
    Json.fields(data)
  )
}

/** Uploads a JPEG or PNG; gives its attachment id. */
export const image = (account: Account, file: File): Effect.Effect<string, ZaloError> =>
  Effect.map(put(account, "image", file, images, account.law.imageBytes), ({ attachment_id }) =>
    Json.text(attachment_id)
  )

/** Uploads a GIF; gives its attachment id. */
export const gif = (account: Account, file: File): Effect.Effect<string, ZaloError> =>
  Effect.map(put(account, "gif", file, ["image/gif"], account.law.gifBytes), ({ attachment_id }) =>
    Json.text(attachment_id)
  )

/** Uploads a document; gives its token. */
export const document = (account: Account, file: File): Effect.Effect<string, ZaloError> =>
  Effect.map(put(account, "file", file, documents, account.law.fileBytes), ({ token }) => Json.text(token))
