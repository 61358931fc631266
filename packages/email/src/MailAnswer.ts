/**
 * The key under which a mail is answered: one key for each mail, so the outbox answers it once. The key also says which
 * mail it answers, so that the answer stands in the same conversation.
 *
 * @since 0.1.0
 */
import type { Mail } from "./Mail.ts"

const kind = "mail-answer"

/**
 * The key of the answer to a mail; always the same for the same mail.
 *
 * @example
 * ```ts
 * import { MailAnswer } from "@lienhoi/email"
 *
 * const key = MailAnswer.keyOf({ digest: "9f86d0", messageId: "<1@hoi.example>" })
 * key // => "mail-answer/9f86d0/<1@hoi.example>"
 * MailAnswer.answeredBy(key) // => "<1@hoi.example>"
 * MailAnswer.answeredBy("nhac/2024-10/ap-1") // => null
 * ```
 */
export const keyOf = ({ digest, messageId }: Pick<Mail, "digest" | "messageId">): string =>
  `${kind}/${digest}/${messageId ?? ""}`

/** Message-ID of the mail that a message with this key answers; `null` when it answers none, or one without an id. */
export const answeredBy = (key: string): string | null =>
  /^mail-answer\/[0-9a-f]+\/(<[!-;=?-~]{1,250}>)$/.exec(key)?.[1] ?? null
