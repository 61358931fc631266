import { Text } from "@lienhoi/words"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

describe("text as it is stored", () => {
  it("is composed, trimmed, with single spaces and a Vietnamese Đ", () => {
    expect(Text.clean("\uFEFF  Xã\u00A0 Hòa  An ".normalize("NFD"))).toBe("Xã Hòa An".normalize("NFC"))
    expect(Text.clean("\u00D0ặng \u00F0i")).toBe("Đặng đi")
    expect(Text.clean("Xã\u200B Hòa\u00AD An\u200E")).toBe("Xã Hòa An")
  })

  it("keeps where the writer put the tone", () => expect(Text.clean("Hoà")).not.toBe(Text.clean("Hòa")))

  it("Property: cleaning twice is cleaning once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(Text.clean(Text.clean(text))).toBe(Text.clean(text))
      }),
      { numRuns: 1000 }
    )
  })
})

describe("text as it is searched", () => {
  it.each([
    ["Xã Hoà An", "xa Hòa An"],
    ["Đặng Thị Hòa", "dang thi hoa"],
    ["Đông Phước", "Ðông Phước"],
    ["THỊ TRẤN", "thị trấn".normalize("NFD")]
  ])("%s is found as %s", (a, b) => expect(Text.fold(a)).toBe(Text.fold(b)))

  it("keeps different names apart", () => expect(Text.fold("Long Mỹ")).not.toBe(Text.fold("Long Mĩ")))
})

describe("order", () => {
  it("follows the Vietnamese alphabet, and numbers by their value", () => {
    expect(["Ở", "Đà", "Da", "Ân", "Ấp 10", "Ấp 9", "Ăn", "An"].sort(Text.compare)).toEqual([
      "An",
      "Ăn",
      "Ân",
      "Ấp 9",
      "Ấp 10",
      "Da",
      "Đà",
      "Ở"
    ])
  })

  it("puts people by given name, then family name, then the middle", () => {
    const people = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Thị Bình", "Nguyễn Thị An", "Đỗ Ân", "Y Dhăm Mlô", "An"]
    expect([...people].sort(Text.comparePeople)).toEqual([
      "An",
      "Nguyễn Thị An",
      "Nguyễn Văn An",
      "Đỗ Ân",
      "Lê Thị Bình",
      "Trần Thị Bình",
      "Y Dhăm Mlô"
    ])
  })

  it("Property: only equal text is equal in order", () => {
    const word = fc.constantFrom("Hoà", "Hòa", "hoa", "Hoa", "ấp 1", "ấp 01", "Đ", "D", "Ð")
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Text.compare(a, b) === 0).toBe(a === b)
        expect(Math.sign(Text.compare(a, b))).toBe(-Math.sign(Text.compare(b, a)) + 0)
      }),
      { numRuns: 1000 }
    )
  })
})
