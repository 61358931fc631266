import type { Bilingual } from "@lienhoi/words/Language"
import { carried } from "../Field.ts"
import * as Namespace from "./namespace.ts"
import type { Template } from "./written.ts"

/** Who in a template reads each field, by its key in lower case: the first formula or rule that names it. */
export const mentions = (template: Template): ReadonlyMap<string, Bilingual> => {
  const found = new Map<string, Bilingual>()
  const note = (keys: ReadonlyArray<string | null>, reader: Bilingual): void => {
    for (const key of keys) if (key !== null && !found.has(key.toLowerCase())) found.set(key.toLowerCase(), reader)
  }
  for (const field of template.sections.flatMap((section) => section.fields)) {
    const formulas = [field.formula, field.relevant, typeof field.required === "string" ? field.required : null]
    const keys = formulas.flatMap((source) => (source === null ? [] : Namespace.named(source)))
    const carry = carried(field)
    const before = carry !== null && carry.toLowerCase() !== field.key.toLowerCase() ? carry : null
    note([...keys, field.numerator, field.denominator, field.partOf, before], {
      vi: `câu ${field.key}`,
      en: `field ${field.key}`
    })
  }
  for (const { key, field, of, base, template: id } of template.targets) {
    const own = [{ template: id, field }, of, base].flatMap((one) =>
      one !== null && "field" in one && one.template === null ? [one.field.split("[")[0]!] : []
    )
    note(own, { vi: `chỉ tiêu phấn đấu ${key}`, en: `target ${key}` })
  }
  const { record } = template
  if (record !== null)
    note([...record.key, record.title, record.from, record.to], { vi: "sổ (record)", en: "the record" })
  template.rules.forEach((rule, i) => {
    const reader = { vi: `điều kiện thứ ${i + 1}`, en: `rule ${i + 1}` }
    note(Namespace.named(rule.when), reader)
    if (rule.does === "relevant") return
    note([rule.field, ...[...rule.text.matchAll(/\{([^{}]*)\}/gu)].map(([, name]) => name!)], reader)
  })
  return found
}
