import { assert, describe, it } from "@effect/vitest"
import * as ErrorTable from "@lienhoi/zalo/ErrorTable"
import * as ZaloError from "@lienhoi/zalo/ZaloError"
import fc from "fast-check"

const heard = { at: "2026-10-20T16:30:00.000Z", spread: 0.5 }

/** What may be done by itself after each reason; everything else waits for a person or takes another road. */
const passes = new Set(["NotSent", "Later", "TryAgain"])

describe("errors", () => {
  it("every documented code has one rule, words in both languages and a reason", () => {
    const codes = ErrorTable.rules.map(({ product, code }) => `${product}${code}`)
    assert.strictEqual(new Set(codes).size, codes.length)
    assert.isAtLeast(codes.length, 110)
    for (const { product, code, meaning } of ErrorTable.rules) {
      const reason = ZaloError.reasonOf(product, code, "", heard)
      const error = new ZaloError.ZaloError({ product, call: "test", reason })
      const said = ZaloError.words(error)
      assert.notStrictEqual(reason._tag, "Unknown")
      assert.isTrue(meaning.vi !== "" && meaning.en !== "" && !meaning.vi.endsWith("."))
      assert.isTrue(said.vi.length > 5 && said.en.length > 5, `${product}${code}`)
      assert.strictEqual(error.isRetryable, passes.has(reason._tag))
      assert.isFalse(error.isUnknown)
    }
  })

  it("the same code means what its host means", () => {
    assert.strictEqual(ZaloError.reasonOf("oa", -100, "", heard)._tag, "UploadExpired")
    assert.strictEqual(ZaloError.reasonOf("zns", -100, "", heard)._tag, "TryAgain")
    for (const [product, code] of [
      ["oa", -216],
      ["oa", -220],
      ["zns", -124]
    ] as const)
      assert.strictEqual(ZaloError.reasonOf(product, code, "", heard)._tag, "TokenRefused")
  })

  it("who has to wait hears until when, by the wall clock of Viet Nam", () => {
    const until = (product: "oa" | "zns", code: number, at: string): string | null => {
      const reason = ZaloError.reasonOf(product, code, "", { at, spread: 0 })
      return reason._tag === "Later" ? reason.until : null
    }
    const night = "2026-12-31T16:30:00.000Z"
    assert.strictEqual(until("oa", -32, night), "2026-12-31T16:31:02.000Z")
    assert.strictEqual(until("oa", -234, night), "2026-12-31T23:00:00.000Z")
    assert.strictEqual(until("zns", -133, "2026-12-31T20:00:00.000Z"), "2026-12-31T23:00:00.000Z")
    assert.strictEqual(until("zns", -144, night), "2026-12-31T17:00:05.000Z")
    assert.strictEqual(until("zns", -1441, night), "2026-12-31T17:00:05.000Z")
    assert.strictEqual(until("zns", -1471, "2026-10-20T02:00:00.000Z"), "2026-10-31T17:00:05.000Z")
  })

  it("law Private: what Zalo says of an unknown code is kept without numbers of phones, ids and tokens", () => {
    let blotted = 0
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.constantFrom("84987654321", "0987 654 321", "+84 987.654.321", "Ab3-".repeat(9), "2000000000000000002"),
        fc.string({ maxLength: 40 }),
        (before, secret, after) => {
          const reason = ZaloError.reasonOf("oa", -99_999, `${before} ${secret} ${after}`, heard)
          const said = reason._tag === "Unknown" ? reason.said : ""
          if (said.includes("…")) blotted += 1
          return reason._tag === "Unknown" && reason.code === "-99999" && !said.includes(secret)
        }
      ),
      { numRuns: 1000 }
    )
    assert.isAtLeast(blotted, 950)
  })
})
