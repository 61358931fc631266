import { kinds, type Reading, type Target, type UnitCount } from "../Target.ts"
import { date, dateOr } from "./decodeDate.ts"
import { keywordsOf, measureShape, ownDueWords, targetDueWords, targetForms } from "./grammar.ts"
import type { Entries, File, Given } from "./yaml.ts"

/** `owner/name/FIELD` or `FIELD`. */
const reference = (written: string): Pick<Reading, "template" | "field"> => {
  const at = written.lastIndexOf("/")
  return at < 0 ? { template: null, field: written } : { template: written.slice(0, at), field: written.slice(at + 1) }
}

const measured = (file: File, given: Given | null): Pick<Reading, "template" | "field"> | null => {
  const written = file.word(given)
  if (written === null) return null
  if (measureShape.test(written)) return reference(written)
  file.say(given!, "target.field", { field: written.slice(0, 80) })
  return null
}

const reading = (file: File, given: Given | null): Reading | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("targetBase"))
  if (entry.get("field") === null) file.needed(entry, "field")
  const found = measured(file, entry.get("field"))
  const at = date(file, entry.get("at"))
  return found === null ? null : { ...found, at }
}

const denominator = (file: File, given: Given | null): Reading | UnitCount | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("denominator"))
  const [field, units] = [entry.get("field"), entry.get("units")]
  const at = date(file, entry.get("at"))
  if ((field === null) === (units === null)) {
    if (!file.places.isSpoiled(given.path)) file.say(given, "target.of-form")
    return null
  }
  if (units !== null) {
    const level = file.words(units)
    return level === null ? null : { units: level, at }
  }
  const found = measured(file, field)
  return found === null ? null : { ...found, at }
}

/** A keyword that another kind has is said to be in vain, so that nobody relies on it. */
const form = (file: File, entry: Entries, kind: Target["kind"]): void => {
  const { needs, may } = targetForms.find((one) => one.kind === kind)!
  for (const keyword of needs) if (entry.get(keyword) === null) file.needed(entry, keyword)
  for (const keyword of ["of", "level", "base"]) {
    const given = entry.get(keyword)
    if (given !== null && ![...needs, ...may].includes(keyword))
      file.say(given, "target.not-for", { name: keyword, kind })
  }
}

/** Reads one target; `own`: it stands inside a template. */
export const target = (file: File, given: Given, own: boolean): Target => {
  const entry = file.map(given, keywordsOf(own ? "ownTarget" : "target"))
  for (const keyword of ["field", "kind", "value", "by"]) if (entry.get(keyword) === null) file.needed(entry, keyword)
  const kind = file.oneOf(entry.get("kind"), kinds)
  if (kind !== null) form(file, entry, kind)
  const field = measured(file, entry.get("field"))
  if (field !== null && (field.template === null) !== own) {
    file.say(entry.get("field")!, own ? "target.field-own" : "target.field-template", { field: field.field })
  }
  const key = file.needed(entry, "key") ?? ""
  return {
    key,
    label: file.needed(entry, "label") ?? key,
    labelEn: file.words(entry.get("label_en")),
    template: field?.template ?? null,
    field: field?.field ?? "",
    kind: kind ?? "absolute",
    value: file.number(entry.get("value")) ?? 1,
    unit: file.words(entry.get("unit")),
    of: denominator(file, entry.get("of")),
    level: file.words(entry.get("level")),
    base: reading(file, entry.get("base")),
    owner: file.needed(entry, "owner") ?? "",
    units: file.strings(entry.get("units")),
    from: date(file, entry.get("from")),
    by: dateOr(file, entry.get("by"), own ? ownDueWords : targetDueWords) ?? "year-end",
    source: file.strings(entry.get("source")) ?? []
  }
}
