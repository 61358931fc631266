/** What the answer of a mail server means for the outbox: try again, wait, mend the address, mend the settings, or nobody knows. */
import {
  NotCarried,
  RateLimited,
  type Reason,
  Suspended,
  Unavailable,
  Unreachable
} from "@lienhoi/messaging/DeliveryError"

/** What came of one call. */
export type Handed =
  | { readonly answer: "taken" }
  | { readonly answer: "refused"; readonly reason: Reason; readonly cause: unknown }
  | { readonly answer: "lost"; readonly cause: unknown }

interface SmtpError {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
  readonly originalCode?: string
}

/** Servers that ask for patience (greylisting, too many mails) mean minutes. */
const minutes = 5 * 60_000

/** `judge(error, begun)`: `begun` says whether the server was given any byte of the mail. */
export const judge = (cause: unknown, begun: boolean): Handed => {
  const error: SmtpError = typeof cause === "object" && cause !== null ? cause : {}
  const refused = (reason: Reason): Handed => ({ answer: "refused", reason, cause })
  const { code = "", responseCode } = error
  if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2") {
    // 454: the server cannot check passwords just now.
    return refused(
      responseCode !== undefined && responseCode < 500
        ? new Unavailable({ detail: code })
        : new Suspended({ detail: code })
    )
  }
  if (responseCode !== undefined && responseCode >= 400) return refused(answered(error, responseCode))
  if (begun) return { answer: "lost", cause }
  if (code === "ECONFIG" || code === "EREQUIRETLS") return refused(new Suspended({ detail: code }))
  if (code === "ETLS" || code === "ESOCKET") {
    const why = error.originalCode ?? ""
    const certificate = /CERT|SELF_SIGNED|ALTNAME|ERR_TLS|ISSUER|WRONG_VERSION/.test(why)
    return refused(certificate ? new Suspended({ detail: why }) : new Unavailable({ detail: why || code }))
  }
  if (code === "EENVELOPE") return refused(new Unreachable({ detail: "not an address" }))
  if (code === "EMESSAGE") return refused(new NotCarried({ what: "bytes" }))
  return refused(new Unavailable({ detail: code }))
}

/** A certain no of the server: RFC 5321 codes, RFC 3463 where it gives them. */
const answered = ({ command = "", response = "" }: SmtpError, code: number): Reason => {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ""
  const detail = `${command} ${code} ${enhanced}`.trim()
  if (code < 500) {
    const patience = code === 421 || code === 450 || code === 452 || /^4\.(?:7|2)\./.test(enhanced)
    return patience ? new RateLimited({ retryAfterMillis: minutes }) : new Unavailable({ detail })
  }
  if (code === 552 || enhanced === "5.3.4" || enhanced === "5.2.3") return new NotCarried({ what: "bytes" })
  if (/^5\.[12]\./.test(enhanced)) return new Unreachable({ detail })
  // What is not about the address is about us: relaying, signatures, content the server takes for spam.
  if (/^5\.7\./.test(enhanced) || code === 530 || code === 535 || command === "MAIL FROM")
    return new Suspended({ detail })
  if (command === "RCPT TO" || code === 550 || code === 551 || code === 553) return new Unreachable({ detail })
  return new Suspended({ detail })
}
