/**
 * The mailbox a configuration names, with the secrets of the environment; everything wrong with it is told at once.
 */
import { createHmac } from "node:crypto"
import { resolve } from "node:path"
import * as Bookmark from "@lienhoi/email/Bookmark"
import * as ContactState from "@lienhoi/email/ContactState"
import * as MailAddress from "@lienhoi/email/MailAddress"
import type * as MailChannel from "@lienhoi/email/MailChannel"
import * as MailServer from "@lienhoi/email/MailServer"
import type { Association } from "@lienhoi/hierarchy/Association"
import * as FormBook from "@lienhoi/office/FormBook"
import type { FormFile } from "@lienhoi/report/FormFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { AppConfig } from "../Config.ts"

const issue = Issue.from(
  Catalogue.make({
    "mail.secret": {
      vi: "Thiếu khóa bí mật của hộp thư; đặt biến môi trường LIENHOI_MAIL_SECRET, ít nhất 16 ký tự, và giữ nguyên về sau",
      en: "The secret of the mailbox is missing; set LIENHOI_MAIL_SECRET in the environment, at least 16 characters, and keep it"
    },
    "mail.dkim": {
      vi: "Thiếu khóa ký thư; đặt biến môi trường LIENHOI_DKIM_KEY là khóa riêng dạng PEM",
      en: "The signing key is missing; set LIENHOI_DKIM_KEY in the environment to the private key in PEM"
    }
  })
)

/** A mailbox, ready to be used. */
export interface Settings {
  readonly out: MailChannel.Options
  /** `null` when nothing is read. */
  readonly inbound: { readonly server: MailServer.MailServer; readonly folders: ReadonlyArray<string> } | null
  readonly mailbox: string
  readonly secret: Redacted.Redacted<string>
  readonly responsible: string | null
}

const under = (found: Issue.Issue, name: string): Issue.Issue => ({ ...found, path: ["channels", "email", name] })

const secretOf = (given: string | undefined, name: string): Redacted.Redacted<string> | undefined => {
  const value = given ?? process.env[name]
  return value === undefined || value === "" ? undefined : Redacted.make(value)
}

/** The settings; `null` when the configuration names no mailbox. */
export const read = (
  config: AppConfig,
  association: Association,
  language: Language
): Issue.Checked<Settings | null> => {
  const email = config.channels?.email
  if (email === undefined) return Issue.ok(null)
  const password = secretOf(email.smtpPassword, "LIENHOI_SMTP_PASSWORD")
  const secret = secretOf(email.secret, "LIENHOI_MAIL_SECRET")
  const dkimKey = secretOf(email.dkim?.key, "LIENHOI_DKIM_KEY")
  const smtp = MailServer.parse(email.smtp, password)
  const imap =
    email.imap === undefined
      ? null
      : MailServer.parse(email.imap, secretOf(email.imapPassword, "LIENHOI_IMAP_PASSWORD") ?? password)
  const mailbox = MailAddress.parse(email.mailbox)
  const issues = [
    ...(smtp.ok ? [] : smtp.issues.map((one) => under(one, "smtp"))),
    ...(imap === null || imap.ok ? [] : imap.issues.map((one) => under(one, "imap"))),
    ...(mailbox.ok ? [] : mailbox.issues.map((one) => under(one, "mailbox"))),
    ...(secret !== undefined && [...Redacted.value(secret)].length >= 16
      ? []
      : [under(issue("mail.secret"), "secret")]),
    ...(email.dkim !== undefined && dkimKey === undefined ? [under(issue("mail.dkim"), "dkim")] : [])
  ]
  if (issues.length > 0 || !smtp.ok || !mailbox.ok || secret === undefined || imap?.ok === false)
    return Issue.fail(...issues)
  return Issue.ok({
    out: {
      server: smtp.value,
      mailbox: mailbox.value,
      name: email.name ?? association.name[language],
      secret,
      language,
      ...(email.dkim === undefined || dkimKey === undefined
        ? {}
        : { dkim: { domain: email.dkim.domain, selector: email.dkim.selector, privateKey: dkimKey } })
    },
    inbound: imap === null ? null : { server: imap.value, folders: email.folders ?? ["INBOX"] },
    mailbox: mailbox.value,
    secret,
    responsible: email.responsible ?? null
  })
}

/** What is kept of a mailbox, and the forms its secret stamps; in memory for an app that forgets. */
export const layer = (
  config: AppConfig,
  root: string,
  settings: Settings | null
): Layer.Layer<ContactState.ContactState | Bookmark.Bookmark | FormFile> => {
  const forgets = (config.store ?? "memory") === "memory" && config.channels?.email?.state === undefined
  const folder = resolve(root, config.channels?.email?.state ?? "mail-state")
  return Layer.mergeAll(
    forgets ? ContactState.layerMemory : ContactState.layerFile(resolve(folder, "addresses.json")),
    forgets ? Bookmark.layerMemory : Bookmark.layerFile(resolve(folder, "read.json")),
    FormBook.layer({ key: formKey(settings) })
  )
}

/** The key of the stamps, made from the secret of the mailbox; without a mailbox no form is stamped. */
const formKey = (settings: Settings | null): Uint8Array =>
  new Uint8Array(
    createHmac("sha256", settings === null ? "" : Redacted.value(settings.secret))
      .update("form stamps")
      .digest()
  )
