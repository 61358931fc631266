import * as WebhookSignature from "@lienhoi/zalo/WebhookSignature"
import { expect, it } from "vitest"

/** The published test vector: synthetic ids, NFC text. */
const body =
  '{"app_id":"1000000000000000001","sender":{"id":"2000000000000000002"},"user_id_by_app":"3000000000000000003","recipient":{"id":"4000000000000000004"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"0123456789abcdef0123"},"timestamp":"1767225600000"}'
const signed = { appId: "1000000000000000001", timestamp: "1767225600000", secretKey: "oa-secret-for-tests" }
const mac = "52257836afdde7b07ebf6ebaef5efcf0d8dcb3062fd48878178fcf1410c6f37f"

it("is the SHA-256 of app id, body, timestamp and secret key, of text and of bytes", () => {
  expect(WebhookSignature.of(body, signed)).toBe(mac)
  expect(WebhookSignature.of(new TextEncoder().encode(body), signed)).toBe(mac)
})

it("is taken with and without mac=, in either case, and nothing else is", () => {
  for (const header of [`mac=${mac}`, mac, `MAC=${mac.toUpperCase()}`]) {
    expect(WebhookSignature.matches(header, body, signed)).toBe(true)
  }
  for (const header of [null, "", "mac=", `mac=${mac.slice(1)}`, `sha=${mac}`, `mac=${mac}0`]) {
    expect(WebhookSignature.matches(header, body, signed)).toBe(false)
  }
})

it("breaks with one byte of the body, another timestamp, another key", () => {
  expect(WebhookSignature.matches(mac, body.replace("chào", "chao"), signed)).toBe(false)
  expect(WebhookSignature.matches(mac, `${body} `, signed)).toBe(false)
  expect(WebhookSignature.matches(mac, body, { ...signed, timestamp: "1767225600001" })).toBe(false)
  expect(WebhookSignature.matches(mac, body, { ...signed, secretKey: "app-secret-for-tests" })).toBe(false)
})
