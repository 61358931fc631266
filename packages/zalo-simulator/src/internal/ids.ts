/** Ids, tokens and digests. Everything that looks random is drawn from the seed, so that a run repeats. */
import { createHash, createHmac } from "node:crypto"
import type { State } from "./state.ts"

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex")
export const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex")

/** `appsecret_proof` of an access token. */
export const proof = (secret: string, token: string): string => createHmac("sha256", secret).update(token).digest("hex")

/** The challenge of a PKCE verifier. */
export const challenge = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url")

/** The signature of a webhook body: a plain hash over app id, raw body, timestamp and the OA secret key. */
export const signature = (app: string, body: string, timestamp: string, oaSecret: string): string =>
  sha256(app + body + timestamp + oaSecret)

const draw = (state: State, what: string): string => sha256(`${state.seed}/${what}/${state.drawn++}`)

/** Twenty hexadecimal digits. */
export const hex = (state: State, what: string): string => draw(state, what).slice(0, 20)

/** Nineteen decimal digits for a name, always above 2^53; the same whenever they are asked for. */
export const decimal = ({ seed }: State, name: string): string =>
  `${(BigInt(`0x${sha256(`${seed}/${name}`).slice(0, 15)}`) % 8_000_000_000_000_000_000n) + 1_000_000_000_000_000_000n}`

/** A long text such as a token. */
export const token = (state: State, what: string): string =>
  Buffer.from(draw(state, what) + draw(state, what), "hex").toString("base64url")

/** The number in its one written form `84…`, or null where it is none. */
export const phone = (given: string): string | null => {
  const digits = given.replace(/^\+/, "")
  const local = /^84\d{9}$/.test(digits) ? digits.slice(2) : /^0\d{9}$/.test(digits) ? digits.slice(1) : digits
  return /^[3-9]\d{8}$/.test(local) ? `84${local}` : null
}
