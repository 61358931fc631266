/** Whatever stands in an overlay, it is answered: never an exception, and every issue has a place and a message. */
import { readFileSync } from "node:fs"
import { Overlay } from "@lienhoi/template"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const file = (name: string): string =>
  readFileSync(new URL(`../../packages/template/test/templates/${name}.yaml`, import.meta.url), "utf8")
const [base, overlay] = [file("bao-cao-thang"), file("can-tho")]

const pieces = [
  "TC04",
  "[",
  "}",
  ":",
  "- ",
  "null",
  "hide: [TC05]",
  "\t",
  "“",
  "1e999",
  "&a",
  "{}",
  "rules: 5",
  "@",
  "__proto__"
]

it("an overlay never throws, whatever its file holds", () => {
  const tried = { cases: 0, refused: 0 }
  fc.assert(
    fc.property(fc.nat(overlay.length), fc.nat(40), fc.constantFrom(...pieces), (at, left, piece) => {
      const text = `${overlay.slice(0, at)}${piece}${overlay.slice(at + left)}`
      const made = Overlay.resolve([{ text, file: "t.yaml" }, { text: base }])
      tried.cases++
      if (made.ok) return
      tried.refused++
      for (const issue of made.issues.filter(({ severity }) => severity === "error")) {
        expect(issue.place).toBeDefined()
        expect(`${issue.message}${issue.english}`).not.toMatch(/^\s*$|\{[a-zA-Z]+En\}|undefined|NaN/u)
      }
    }),
    { numRuns: 1_000, seed: 20241120 }
  )
  console.log(`damaged overlays: ${tried.cases}, refused ${tried.refused}`)
  expect(tried.refused).toBeGreaterThan(tried.cases / 2)
})
