import { createHash } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import * as OAuth from "@lienhoi/zalo/OAuth"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

describe("signatures and proofs, by computed vectors", () => {
  it("PKCE: the challenge is SHA-256 in base64url without padding", () => {
    assert.strictEqual(
      OAuth.challenge("Aa0bB1cC2dD3eE4fF5gG6hH7iI8jJ9kK0lL1mM2nN3o"),
      "OfMuyx2ea_akjaNYj140JVkDGCJI_p-JCwqjpRG6E3s"
    )
    const verifier = OAuth.verifier(new Uint8Array(32).fill(251))
    assert.match(verifier, /^[\w-]{43}$/)
  })

  it("appsecret_proof: HMAC-SHA256 with the app secret over the access token", () => {
    assert.strictEqual(
      OAuth.proof("app-secret-for-tests", "access-token-for-tests"),
      "7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44"
    )
  })

  it("the digest of a phone number is taken of its canonical form", () => {
    const canonical = TemplateMessage.canonicalPhone("0987.654.321")!
    assert.strictEqual(
      TemplateMessage.phoneHash(canonical),
      "116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438"
    )
  })

  it("a tracking id is what Zalo takes: up to 48 letters and digits, the same for the same key", () => {
    const id = TemplateMessage.trackingId("nhac/2026-10/ấp-1")
    assert.match(id, /^[0-9a-f]{40}$/)
    assert.strictEqual(id, createHash("sha256").update("nhac/2026-10/ấp-1").digest("hex").slice(0, 40))
  })
})

describe("consent", () => {
  const settings = { appId: "1000000000000000001" }

  it("the link bears app, callback, challenge and state; the callback gives them back", () => {
    const link = new URL(
      OAuth.consentUrl(settings, { redirect: "https://app.example.vn/zalo", verifier: "v".repeat(43), state: "s-1" })
    )
    assert.strictEqual(`${link.origin}${link.pathname}`, "https://oauth.zaloapp.com/v4/oa/permission")
    assert.deepStrictEqual(Object.fromEntries(link.searchParams), {
      app_id: "1000000000000000001",
      redirect_uri: "https://app.example.vn/zalo",
      code_challenge: OAuth.challenge("v".repeat(43)),
      state: "s-1"
    })
    assert.deepStrictEqual(OAuth.readCallback(" https://app.example.vn/zalo?code=c-1&oa_id=4&state=s-1 "), {
      code: "c-1",
      oaId: "4",
      state: "s-1"
    })
    assert.isNull(OAuth.readCallback("https://app.example.vn/zalo?error_code=-14003"))
  })

  const read = (status: number, text: string) => Effect.result(OAuth.readGrant("refresh", { status, text }, 90_000_000))

  it.effect("success is 2xx with tokens, and nothing else, whatever the status says", () =>
    Effect.gen(function* () {
      const good = yield* read(200, '{"access_token":"AT1","refresh_token":"RT2","expires_in":"90000"}')
      const failures = yield* Effect.forEach(
        [
          [200, '{"error":-14003,"error_name":"Invalid redirect uri","error_reason":"","error_description":"…"}'],
          [200, '{"error_name":"Invalid refresh token","error_reason":"used"}'],
          [200, '{"access_token":"","refresh_token":"RT2"}'],
          [400, '{"access_token":"AT1","refresh_token":"RT2"}'],
          [502, "<html></html>"],
          [200, "null"]
        ] as const,
        ([status, text]) => read(status, text)
      )

      assert.strictEqual(good._tag === "Success" && Redacted.value(good.success.access), "AT1")
      assert.strictEqual(good._tag === "Success" && good.success.lasting, 90_000_000)
      assert.deepStrictEqual(
        failures.map((one) => (one._tag === "Failure" ? [one.failure.reason._tag, one.failure.isUnknown] : null)),
        [
          ["Unknown", false],
          ["Unknown", false],
          ["Unknown", false],
          ["Unknown", false],
          ["Unreadable", true],
          ["Unreadable", true]
        ]
      )
    })
  )
})
