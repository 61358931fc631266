/**
 * The word in the return address of a message: a keyed digest of the message's key, and the number of the attempt. It says
 * nothing to whoever reads it, nobody without the key can make one, and ours can make it again from the outbox: what it
 * stands for is looked up there and needs no table of its own.
 *
 * @since 0.1.0
 */
import { createHmac } from "node:crypto"
import * as Redacted from "effect/Redacted"

/** Makes and knows tokens. */
export interface ReturnToken {
  /** The token of a message key: 24 letters and digits in lower case, 120 bits. */
  readonly of: (key: string) => string
}

/** What stood in an address: the token and the attempt it came with. */
export interface Tag {
  readonly token: string
  /** `null` when somebody cut it off. */
  readonly attempt: number | null
}

const digits = "abcdefghijklmnopqrstuvwxyz234567"

const base32 = (bytes: Uint8Array, length: number): string => {
  let text = ""
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && text.length < length) {
      bits -= 5
      text += digits[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/**
 * Over a secret of the association. A new secret makes the return addresses of all earlier mails unknown.
 *
 * @example
 * ```ts
 * import { ReturnToken } from "@lienhoi/email"
 * import { Redacted } from "effect"
 *
 * const tokens = ReturnToken.make(Redacted.make("a secret of at least sixteen characters"))
 * tokens.of("form/2026-10/xa-1").length // => 24
 * ReturnToken.read(ReturnToken.write({ token: "a".repeat(24), attempt: 2 })) // => { token: "aaaaaaaaaaaaaaaaaaaaaaaa", attempt: 2 }
 * ```
 */
export const make = (secret: Redacted.Redacted<string>): ReturnToken => ({
  of: (key) => base32(createHmac("sha256", Redacted.value(secret)).update(`return ${key}`).digest(), 24)
})

/** The word as it stands behind the plus: `token.attempt`. */
export const write = ({ token, attempt }: Tag): string => (attempt === null ? token : `${token}.${attempt}`)

/** Reads what stood behind the plus; `null` for anything that cannot be a token. Never throws. */
export const read = (tag: string): Tag | null => {
  const found = /^([a-z2-7]{24})(?:\.(\d{1,6}))?$/.exec(tag.toLowerCase())
  return found === null ? null : { token: found[1]!, attempt: found[2] === undefined ? null : Number(found[2]) }
}
