/**
 * A mail server and how to get in, for sending (SMTP) and for reading (IMAP).
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type * as Redacted from "effect/Redacted"

/** Where a server is, and the key to it. Printing shows no password. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /**
   * `tls`: encrypted from the first byte (SMTP 465, IMAP 993). `starttls`: encrypted before a password is said, or nothing
   * is said at all (587, 143). `none`: in the clear, for a server on this machine; refused for any other host.
   */
  readonly security: "tls" | "starttls" | "none"
  readonly user?: string | undefined
  readonly password?: Redacted.Redacted<string> | undefined
  /** The certificate (PEM) of an authority of one's own, for a server inside the office. */
  readonly authority?: string | undefined
}

const issue = Issue.from(
  Catalogue.make({
    "mail.server": {
      vi: "Không hiểu địa chỉ máy chủ thư {given}; viết như smtps://ten@may.chu:465, không ghi mật khẩu ở đây",
      en: "Cannot read the mail server {given}; write it like smtps://name@host:465, without the password"
    },
    "mail.server-password": {
      vi: "Địa chỉ máy chủ thư chứa mật khẩu; bỏ mật khẩu khỏi đó và đặt vào biến môi trường",
      en: "The address of the mail server holds a password; take it out and put it into the environment"
    },
    "mail.server-clear": {
      vi: "Máy chủ thư {host} không mã hóa; dùng smtps:// hoặc imaps:// (không mã hóa chỉ cho máy này)",
      en: "The mail server {host} is not encrypted; use smtps:// or imaps:// (in the clear is for this machine only)"
    }
  })
)

const schemes: { readonly [scheme: string]: readonly [MailServer["security"], number] } = {
  "smtps:": ["tls", 465],
  "smtp:": ["starttls", 587],
  "smtp+clear:": ["none", 25],
  "imaps:": ["tls", 993],
  "imap:": ["starttls", 143],
  "imap+clear:": ["none", 143]
}

/** Whether the server runs on this machine, so that nobody can listen in. */
export const isHere = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)

/**
 * Reads the address of a server: `smtps://user@host:465`, `smtp://…` (STARTTLS), `smtp+clear://127.0.0.1:2525`, and the same
 * with `imap`. The password comes apart from it.
 *
 * @example
 * ```ts
 * import { MailServer } from "@lienhoi/email"
 *
 * const server = MailServer.parse("imaps://hop@mail.hoi.example")
 * server.ok && [server.value.host, server.value.port, server.value.security] // => ["mail.hoi.example", 993, "tls"]
 * MailServer.parse("smtp+clear://mail.hoi.example").ok // => false
 * ```
 */
export const parse = (text: string, password?: Redacted.Redacted<string>): Issue.Checked<MailServer> => {
  const url = URL.canParse(text) ? new URL(text) : null
  const known = url === null ? undefined : schemes[url.protocol]
  if (url === null || known === undefined || url.hostname === "")
    return Issue.fail(issue("mail.server", { given: JSON.stringify(text.replace(/:[^:@/]*@/, "@")) }))
  if (url.password !== "") return Issue.fail(issue("mail.server-password"))
  const [security, usual] = known
  const host = url.hostname.replaceAll(/^\[|\]$/g, "")
  if (security === "none" && !isHere(host)) return Issue.fail(issue("mail.server-clear", { host }))
  return Issue.ok({
    host,
    port: url.port === "" ? usual : Number(url.port),
    security,
    ...(url.username === "" ? {} : { user: decodeURIComponent(url.username) }),
    ...(password === undefined ? {} : { password })
  })
}
