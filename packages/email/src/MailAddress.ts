/**
 * Addresses of electronic mail, and the token that stands in one: `hop+7k2m…@hoi.example` is the mailbox `hop@hoi.example`
 * with a word of ours behind the plus (sub-addressing, RFC 5233). What a mail says about its sender is a claim; a token is
 * ours, and whoever has it was written to.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** A name and an address as a header shows them. The name is what the sender likes to be called, never who it is. */
export interface MailAddress {
  readonly name: string
  /** Lower case; empty when the header names nobody. */
  readonly address: string
}

const issue = Issue.from(
  Catalogue.make({
    "mail.address": {
      vi: "{given} không phải địa chỉ thư điện tử; viết như ten@hoi.example",
      en: "{given} is no e-mail address; write it like name@hoi.example"
    }
  })
)

/** RFC 5321: 64 octets before the sign and 255 behind it. Quoted local parts are not in use here and are refused. */
const shape =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,255}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Whether this is one plain address and nothing else: no name, no second address, no line break. */
export const isAddress = (text: string): boolean => {
  const folded = text.toLowerCase()
  return shape.test(folded) && !folded.startsWith(".") && !folded.includes("..") && !folded.includes(".@")
}

/**
 * One plain address, in lower case.
 *
 * @example
 * ```ts
 * import { MailAddress } from "@lienhoi/email"
 *
 * MailAddress.parse("Lan.CT@hoi.example") // => { ok: true, value: "lan.ct@hoi.example" }
 * MailAddress.parse("lan@hoi.example\r\nBcc: x@y.example").ok // => false
 * ```
 */
export const parse = (text: string): Issue.Checked<string> => {
  const trimmed = text.replaceAll(/^[ \t]+|[ \t]+$/g, "")
  return isAddress(trimmed)
    ? Issue.ok(trimmed.toLowerCase())
    : Issue.fail(issue("mail.address", { given: JSON.stringify(text.slice(0, 80)) }))
}

/** The domain of an address: what stands behind the sign. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1)

/**
 * The address with a word behind the plus; a word that stands there already is replaced.
 *
 * @example
 * ```ts
 * import { MailAddress } from "@lienhoi/email"
 *
 * MailAddress.withTag("hop@hoi.example", "7k2m.1") // => "hop+7k2m.1@hoi.example"
 * MailAddress.tagOf("hop+7k2m.1@hoi.example", "hop@hoi.example") // => "7k2m.1"
 * MailAddress.tagOf("other+7k2m.1@hoi.example", "hop@hoi.example") // => null
 * ```
 */
export const withTag = (mailbox: string, tag: string): string => {
  const [local = "", domain = ""] = mailbox.split("@")
  return `${local.split("+")[0]}+${tag}@${domain}`
}

/** The word behind the plus of an address that belongs to `mailbox`; `null` for any other address. */
export const tagOf = (address: string, mailbox: string): string | null => {
  const [own = "", domain = ""] = mailbox.toLowerCase().split("@")
  const [local = "", at = ""] = address.toLowerCase().split("@")
  const start = `${own.split("+")[0]}+`
  return at === domain && local.startsWith(start) && local.length > start.length ? local.slice(start.length) : null
}
