import { readFileSync } from "node:fs"
import { join } from "node:path"
import { unzipSync } from "fflate"
import { afterAll, describe, expect, it } from "vitest"
import { follow, same } from "./follow.ts"

describe("in-bao-cao.md", () => {
  const walk = follow("docs/guides/in-bao-cao.md")
  afterAll(() => walk.end())

  it("the report in Word holds what was chosen, as it was worded", () => {
    const word = unzipSync(readFileSync(join(walk.folder, "hoi-phu-nu/bao-cao.docx")))
    const text = new TextDecoder().decode(word["word/document.xml"]).replaceAll(/<[^>]+>/gu, "")
    for (const said of [
      "215/BC-BTV",
      "Mong có lớp dạy nghề may",
      "Đường ra ruộng hư.",
      "Tiếp tục phát triển hội viên",
      "361"
    ])
      expect([said, text.includes(said)]).toEqual([said, true])
    expect(text).not.toContain("đi lại khó")
  })
})

describe("printing-reports.md", () => {
  same("docs/guides/in-bao-cao.md", "docs/guides/printing-reports.md")
})
