/** Every ready template as a form: its own example, filled in and read back. */
import { Period } from "@lienhoi/calendar"
import { FormBook } from "@lienhoi/office"
import { Pack } from "@lienhoi/packs"
import type { FormFile } from "@lienhoi/report"
import { Compiled } from "@lienhoi/template"
import { expect, it } from "vitest"
import { byExcelJs, cellsFor, good, key, submitted } from "./formFilling.ts"

it("the example of every pack comes back as it was filled in", async () => {
  let forms = 0
  for (const pack of Pack.list()) {
    const [template, example] = [Pack.template(pack), Pack.example(pack)]
    if (template === null || example === null) continue
    const compiled = good(Compiled.make(template))
    for (const { unit, period: id, answers } of example.submissions) {
      if (typeof id !== "string" || unit === undefined) continue
      const period = good(Period.fromId(id))
      const occasion: FormFile.Occasion = {
        template: compiled,
        unit: { ...unit, name: "Đơn vị ví dụ" },
        period,
        revision: 0
      }
      const expected = compiled.validate(answers, { unit, period })
      if (!expected.ok) continue
      const file = await byExcelJs(await FormBook.write(occasion, { key }), cellsFor(occasion, answers))
      const { submission } = await submitted(file, occasion)
      expect(compiled.validate(submission.values, { unit, period }).cells, pack.id).toEqual(expected.cells)
      forms++
    }
  }
  console.log(`examples of packs as forms: ${forms}`)
  expect(forms).toBeGreaterThan(10)
}, 300_000)
