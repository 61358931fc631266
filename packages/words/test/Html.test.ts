import { Html } from "@lienhoi/words"
import fc from "fast-check"
import { expect, it } from "vitest"

/** What a reader makes of a text: the five signs back. */
const asRead = (text: string): string =>
  [
    ["&lt;", "<"],
    ["&gt;", ">"],
    ["&quot;", '"'],
    ["&#39;", "'"],
    ["&amp;", "&"]
  ].reduce((all, [written, sign]) => all.replaceAll(written!, sign!), text)

it("Property: whatever is put into a place, no markup comes of it and nothing of it is lost", () => {
  let withSigns = 0
  const text = fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "&lt;", "a", "ệ", "\n", ";"), maxLength: 20 })
  fc.assert(
    fc.property(text, (given) => {
      const [, before, value] = /^<p title="(.*)">(.*)<\/p>$/s.exec(Html.html`<p title="${given}">${given}</p>`.text)!
      expect(before).toBe(value)
      expect(value).not.toMatch(/[<>"']/)
      expect(asRead(value!)).toBe(given)
      withSigns += /[<>"'&]/.test(given) ? 1 : 0
    }),
    { numRuns: 1000 }
  )
  console.log(`escaping: ${withSigns} of 1000 texts with signs`)
  expect(withSigns).toBeGreaterThan(500)
})

it("HTML stays, lists are joined, nothing leaves nothing", () => {
  const items = [Html.html`<i>${1}</i>`, Html.trusted("<b>")]
  expect(Html.html`${items}${null}${false}${0}`.text).toBe("<i>1</i><b>0")
})
