/**
 * The signature of Zalo's webhooks: `X-ZEvent-Signature: mac=` and the SHA-256 (no HMAC) of app id, body as received,
 * timestamp and the secret key of the Official Account, one behind the other. The key is the one of the app's webhook
 * page, not the app secret.
 *
 * @since 0.1.0
 */
import { hash, timingSafeEqual } from "node:crypto"

/** What is signed beside the body. */
export interface Signed {
  /** `app_id` of the body; of events that bear none, the configured one. */
  readonly appId: string
  /** `timestamp` of the body. */
  readonly timestamp: string
  readonly secretKey: string
}

/**
 * The signature in hex.
 *
 * @example
 * ```ts
 * import { WebhookSignature } from "@lienhoi/zalo"
 *
 * const body = '{"app_id":"1","timestamp":"2"}'
 * const signed = { appId: "1", timestamp: "2", secretKey: "for-tests" }
 *
 * WebhookSignature.matches(`mac=${WebhookSignature.of(body, signed)}`, body, signed) // => true
 * WebhookSignature.matches("mac=00", body, signed) // => false
 * ```
 */
export const of = (body: Uint8Array | string, { appId, timestamp, secretKey }: Signed): string =>
  typeof body === "string"
    ? hash("sha256", `${appId}${body}${timestamp}${secretKey}`)
    : hash("sha256", Buffer.concat([Buffer.from(appId), body, Buffer.from(`${timestamp}${secretKey}`)]))

const hex = /^(?:mac=)?([\da-f]{64})$/iu

/** Whether the header signs the body; with and without `mac=`, compared in constant time. */
export const matches = (header: string | null, body: Uint8Array | string, signed: Signed): boolean =>
  macOf(header) !== null && agrees(macOf(header)!, of(body, signed))

/** The hex digits of a header, `null` when it holds none. */
export const macOf = (header: string | null): string | null =>
  hex.exec((header ?? "").trim())?.[1]?.toLowerCase() ?? null

/** Whether two signatures in hex are the same. */
export const agrees = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, "hex"), Buffer.from(b, "hex"))
