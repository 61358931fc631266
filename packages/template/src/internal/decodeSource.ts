import { moments, type Operator, operators, type Source } from "../Field.ts"
import { idShape, keywordsOf, sourceForms } from "./grammar.ts"
import type { Entries, File, Given } from "./yaml.ts"

const lineage = (file: File, entry: Entries, keyword: string): string | null => {
  const given = entry.get(keyword)
  const id = file.word(given)
  if (id === null || idShape.test(id)) return id
  file.say(given!, "template.id", { id: id.slice(0, 80) })
  return null
}

/** Where a fed answer comes from; `usual` is how periods are folded when nothing is said. */
export const source = (file: File, given: Given | null, usual: Operator): Source | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("source"))
  const is = (keyword: string) => entry.get(keyword) !== null
  const fits = sourceForms.filter(
    ({ needs, may }) =>
      needs.every(is) && keywordsOf("source").every((one) => !is(one) || needs.includes(one) || may.includes(one))
  )
  const register = lineage(file, entry, "register")
  const template = lineage(file, entry, "template")
  const count = entry.get("count")
  if (count !== null && file.truth(count) === false) file.say(count, "source.count")
  const sum = file.words(entry.get("sum"))
  const where = file.words(entry.get("where"))
  const at = file.oneOf(entry.get("at"), moments) ?? "end"
  const field = file.words(entry.get("field"))
  const periods = file.oneOf(entry.get("periods"), operators) ?? usual
  const locked = file.truth(entry.get("locked")) ?? false
  if (fits.length !== 1) {
    if (file.isMap(given) && !file.places.isSpoiled(given.path)) file.say(given, "source.form")
    return null
  }
  if (register !== null) return { register, sum, where, at, locked }
  return template === null || field === null ? null : { template, field, periods, locked }
}
