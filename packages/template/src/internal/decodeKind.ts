import { keywordsOf, limitRange, limitUnits, ofKind, sectionShape } from "./grammar.ts"
import type { Acknowledgement, Kind, RecordRule, State, TimeLimit } from "./written.ts"
import type { Entries, File, Given } from "./yaml.ts"

/** What a template of one kind says and others do not. */
export interface KindParts {
  readonly record: RecordRule | null
  readonly states: ReadonlyArray<State>
  readonly acknowledge: Acknowledgement | null
}

const limit = (file: File, given: Given | null): TimeLimit | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("limit"))
  const read = limitUnits.map((unit) => {
    const of = entry.get(unit)
    const count = file.whole(of)
    const [least, most] = limitRange
    if (count !== null && (count < least || count > most)) file.say(of!, "limit.range", { least, most })
    return count
  })
  if (limitUnits.filter((unit) => entry.get(unit) !== null).length !== 1) {
    if (file.isMap(given) && !file.places.isSpoiled(given.path)) file.say(given, "limit.form")
    return null
  }
  const [hours, days, workingDays] = read as [number | null, number | null, number | null]
  if (hours !== null) return { hours }
  if (days !== null) return { days }
  return workingDays === null ? null : { workingDays }
}

const record = (file: File, given: Given | null): RecordRule | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("record"))
  if (entry.get("key") === null && file.isMap(given)) file.needed(entry, "key")
  const title = file.isMap(given) ? file.needed(entry, "title") : null
  return {
    key: file.strings(entry.get("key")) ?? [],
    title: title ?? "",
    from: file.words(entry.get("from")),
    to: file.words(entry.get("to"))
  }
}

const state = (file: File, key: string, given: Given): State => {
  const entry = file.map(given, keywordsOf("state"))
  if (!sectionShape.test(key)) file.say(given, "state.key", { key: key.slice(0, 40) })
  return {
    key,
    label: (file.isMap(given) ? file.needed(entry, "label") : null) ?? key,
    labelEn: file.words(entry.get("label_en")),
    next: file.strings(entry.get("next")) ?? [],
    limit: limit(file, entry.get("limit")),
    end: file.truth(entry.get("end")) ?? false
  }
}

const acknowledge = (file: File, given: Given | null): Acknowledgement | null => {
  if (given === null) return null
  const entry = file.map(given, keywordsOf("acknowledge"))
  if (entry.get("levels") === null && file.isMap(given)) file.needed(entry, "levels")
  return { levels: file.strings(entry.get("levels")) ?? [], within: limit(file, entry.get("within")) }
}

/** Reads what goes with the kind; what belongs to another has no place in the file. */
export const kindParts = (file: File, entry: Entries, kind: Kind): KindParts => {
  const { bars, needs } = ofKind[kind]
  for (const name of bars) {
    const given = entry.get(name)
    if (given !== null) file.say(given, "template.not-for-kind", { name, kind })
  }
  for (const name of needs) if (entry.get(name) === null) file.needed(entry, name)
  const period = entry.get("period")
  if (kind !== "report" && period !== null && file.word(period) !== "ad-hoc" && !file.places.isSpoiled(period.path)) {
    file.say(period, "template.no-period", { kind })
  }
  const states = entry.get("states")
  return {
    record: kind === "register" ? record(file, entry.get("record")) : null,
    states:
      kind === "case" && states !== null ? file.entries(states).map(([key, given]) => state(file, key, given)) : [],
    acknowledge: kind === "notice" ? acknowledge(file, entry.get("acknowledge")) : null
  }
}
