/**
 * What happened to one unit, day by day: what it came from, what became of it, its names and places, each with the paper
 * it rests on, and as a sentence that a person reads.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import { compare } from "@lienhoi/words/Text"
import { level as levelOf } from "./Association.ts"
import type { HierarchyEvent } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { effective } from "./internal/known.ts"
import { type Living, livingOn } from "./internal/unitsOn.ts"
import type { Weight } from "./Weight.ts"

/** The other side of a change. */
export interface Other {
  readonly unit: string
  /** As it was called next to the day. */
  readonly name: string
  /** The share that passed; `null` for the whole. */
  readonly weight: Weight | null
}

/** What every change carries. */
interface Dated {
  /** First day on which it holds. */
  readonly on: PlainDate.PlainDate
  /** The paper it rests on, as recorded: `1668/NQ-UBTVQH15`; `null` when nobody said. */
  readonly basis: string | null
  /** The unit's own name when it happened. */
  readonly name: string
}

/** One thing that happened to a unit. */
export type UnitChange = Dated &
  (
    | { readonly type: "founded" }
    /** It took over what was others'; `founded` when it began that day. */
    | { readonly type: "from"; readonly others: ReadonlyArray<Other>; readonly founded: boolean }
    /** What was its own went to others; `ended` when it is no more. */
    | { readonly type: "into"; readonly others: ReadonlyArray<Other>; readonly ended: boolean }
    | { readonly type: "renamed"; readonly was: string }
    | { readonly type: "relevelled"; readonly was: Bilingual; readonly level: Bilingual }
    /** On the association's own line; `null` at the top. */
    | { readonly type: "moved"; readonly was: string | null; readonly parent: string | null }
    /** Without an heir. */
    | { readonly type: "closed" }
  )

const texts = Catalogue.make({
  founded: { vi: "Từ {on} có {name}{basis}.", en: "{name} was founded on {on}{basis}." },
  "from-founded": {
    vi: "Từ {on} {name} được lập từ {others}{basis}.",
    en: "{name} was made of {others} on {on}{basis}."
  },
  from: { vi: "Từ {on} {name} nhận thêm {others}{basis}.", en: "{name} took over {others} on {on}{basis}." },
  "into-ended": {
    vi: "Từ {on} {name} nhập vào {others}{basis}.",
    en: "{name} became part of {others} on {on}{basis}."
  },
  "into-divided": {
    vi: "Từ {on} {name} kết thúc, chia về {others}{basis}.",
    en: "{name} ended on {on} and was divided: {others}{basis}."
  },
  into: { vi: "Từ {on} {name} giao về {others}{basis}.", en: "{name} gave to {others} on {on}{basis}." },
  renamed: { vi: "Từ {on} {was} mang tên mới là {name}{basis}.", en: "{was} is called {name} since {on}{basis}." },
  relevelled: {
    vi: "Từ {on} {name} chuyển từ {was} thành {level}{basis}.",
    en: "{name} went from {was} to {level} on {on}{basis}."
  },
  moved: {
    vi: "Từ {on} {name} chuyển từ {was} về {parent}{basis}.",
    en: "{name} moved from {was} to {parent} on {on}{basis}."
  },
  "moved-under": {
    vi: "Từ {on} {name} trực thuộc {parent}{basis}.",
    en: "{name} stands under {parent} since {on}{basis}."
  },
  "moved-top": {
    vi: "Từ {on} {name} không còn trực thuộc {was}{basis}.",
    en: "{name} no longer stands under {was} since {on}{basis}."
  },
  closed: { vi: "Từ {on} {name} không còn hoạt động{basis}.", en: "{name} ended on {on}{basis}." },
  basis: { vi: ", theo {paper}", en: ", by {paper}" },
  NQ: { vi: "Nghị quyết {paper}", en: "Resolution {paper}" },
  QĐ: { vi: "Quyết định {paper}", en: "Decision {paper}" },
  NĐ: { vi: "Nghị định {paper}", en: "Decree {paper}" },
  KH: { vi: "Kế hoạch {paper}", en: "Plan {paper}" },
  whole: { vi: "{name}", en: "{name}" },
  part: { vi: "một phần {name}", en: "a part of {name}" },
  share: { vi: "{name} ({numerator}/{denominator} {counted})", en: "{name} ({numerator}/{denominator} {counted})" },
  "share-given": { vi: "{name} ({numerator}/{denominator})", en: "{name} ({numerator}/{denominator})" },
  "share-assumed": { vi: "{name} (một phần, chưa rõ tỷ lệ)", en: "{name} (a part, share not known)" },
  members: { vi: "hội viên", en: "members" },
  households: { vi: "hộ", en: "households" },
  population: { vi: "dân", en: "inhabitants" },
  and: { vi: " và ", en: " and " }
})

/** `1/7/2025`, as people write a day in a sentence. */
const written = (on: PlainDate.PlainDate): string => `${PlainDate.day(on)}/${PlainDate.month(on)}/${PlainDate.year(on)}`

/** The number of a paper with what kind of paper it is, when its symbol says so: `1668/NQ-UBTVQH15`. */
const paper = (basis: string, language: Language): string => {
  const kind = /^\d+(?:\/\d{4})?\/(NQ|QĐ|NĐ|KH)(?![\p{L}\p{N}])/u.exec(basis)?.[1] as
    | "NQ"
    | "QĐ"
    | "NĐ"
    | "KH"
    | undefined
  return kind === undefined ? basis : Catalogue.say(texts, kind, { paper: basis }, language)
}

const called = ({ name, weight }: Other, side: "from" | "into", language: Language): string => {
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  if (weight === null) return say("whole", { name })
  if (side === "from") return say("part", { name })
  const { basis, numerator, denominator } = weight
  if (basis === "assumed") return say("share-assumed", { name })
  if (basis === "given") return say("share-given", { name, numerator, denominator })
  return say("share", { name, numerator, denominator, counted: Catalogue.say(texts, basis, {}, language) })
}

const listed = (names: ReadonlyArray<string>, language: Language): string =>
  names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")}${Catalogue.say(texts, "and", {}, language)}${names.at(-1)}`

/**
 * The change as one sentence.
 *
 * @example
 * ```ts
 * import { UnitChange } from "@lienhoi/hierarchy"
 *
 * const change = { type: "renamed" as const, on: "2025-07-01", basis: "12/NQ-MAU", name: "Xã Hòa An", was: "Xã Tân Hòa" }
 *
 * UnitChange.sentence(change) // => "Từ 1/7/2025 Xã Tân Hòa mang tên mới là Xã Hòa An, theo Nghị quyết 12/NQ-MAU."
 * ```
 */
export const sentence = (change: UnitChange, language: Language = "vi"): string => {
  const basis =
    change.basis === null ? "" : Catalogue.say(texts, "basis", { paper: paper(change.basis, language) }, language)
  const head = { on: written(change.on), name: change.name, basis }
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) =>
    Catalogue.say(texts, code, { ...head, ...params }, language)
  const others = (side: "from" | "into", of: ReadonlyArray<Other>) =>
    listed(
      of.map((other) => called(other, side, language)),
      language
    )
  switch (change.type) {
    case "founded":
    case "closed":
      return say(change.type)
    case "renamed":
      return say("renamed", { was: change.was })
    case "relevelled":
      return say("relevelled", { was: change.was[language], level: change.level[language] })
    case "from":
      return say(change.founded ? "from-founded" : "from", { others: others("from", change.others) })
    case "into": {
      const code = !change.ended ? "into" : change.others.length > 1 ? "into-divided" : "into-ended"
      return say(code, { others: others("into", change.others) })
    }
    case "moved": {
      const { parent, was } = change
      if (parent === null) return say("moved-top", { was: was ?? "" })
      return was === null ? say("moved-under", { parent }) : say("moved", { was, parent })
    }
  }
}

/** Whole ones first, then by name. */
const ordered = (others: ReadonlyArray<Other>): ReadonlyArray<Other> =>
  others.toSorted((a, b) => Number(a.weight !== null) - Number(b.weight !== null) || compare(a.name, b.name))

const eveOf = (on: PlainDate.PlainDate): PlainDate.PlainDate => PlainDate.addDays(on, -1)

/**
 * Everything that happened to a unit that a reader of its figures must know, by day; empty for a unit that never was.
 * New codes are not told: they change no figure.
 */
export const of = (hierarchy: Hierarchy, unit: string): ReadonlyArray<UnitChange> => {
  const facts = effective(hierarchy.events, "9999-12-31", null)
  const byUnit = new Map<string, Array<HierarchyEvent>>()
  for (const event of facts) if ("unit" in event) byUnit.set(event.unit, [...(byUnit.get(event.unit) ?? []), event])
  const stood = (id: string, on: PlainDate.PlainDate): Living | undefined =>
    livingOn((byUnit.get(id) ?? []).filter((event) => event.effectiveOn <= on)).get(id)
  const nameOf = (id: string, on: PlainDate.PlainDate): string => (stood(id, on) ?? stood(id, eveOf(on)))?.name ?? id
  const before = (id: string, on: PlainDate.PlainDate): string => (stood(id, eveOf(on)) ?? stood(id, on))?.name ?? id
  const levelName = (id: string): Bilingual => levelOf(hierarchy.association, id)?.name ?? { vi: id, en: id }

  const concerning = facts.filter(
    (event) =>
      ("unit" in event && event.unit === unit) ||
      (event.type === "unit-succeeded" && event.from !== event.to && (event.from === unit || event.to === unit))
  )
  const days = [...new Set(concerning.map(({ effectiveOn }) => effectiveOn))]
  return days.flatMap((on) => {
    const today = concerning.filter(({ effectiveOn }) => effectiveOn === on)
    const head = (event: HierarchyEvent | undefined) => ({
      on,
      basis: event?.basis ?? null,
      name: stood(unit, on)?.name ?? before(unit, on)
    })
    const has = (type: HierarchyEvent["type"]) => today.find((event) => event.type === type)
    const passed = today.flatMap((event) => (event.type === "unit-succeeded" ? [event] : []))
    const taken = passed.filter(({ to }) => to === unit)
    const given = passed.filter(({ from }) => from === unit)
    const [founded, closed, renamed, relevelled] = [
      has("unit-established"),
      has("unit-closed"),
      has("unit-renamed"),
      has("unit-relevelled")
    ]
    const [was, is] = [stood(unit, eveOf(on)), stood(unit, on)]
    const changes: Array<UnitChange> = []
    if (taken.length > 0)
      changes.push({
        ...head(taken[0]),
        type: "from",
        others: ordered(taken.map(({ from, weight }) => ({ unit: from, name: before(from, on), weight }))),
        founded: founded !== undefined
      })
    else if (founded !== undefined) changes.push({ ...head(founded), type: "founded" })
    if (renamed !== undefined && was !== undefined && is !== undefined && was.name !== is.name)
      changes.push({ ...head(renamed), type: "renamed", was: was.name })
    if (relevelled !== undefined && was !== undefined && is !== undefined && was.level !== is.level)
      changes.push({ ...head(relevelled), type: "relevelled", was: levelName(was.level), level: levelName(is.level) })
    const moved = today.find((event) => event.type === "unit-moved" && event.route === "own")
    if (moved !== undefined && was !== undefined && is !== undefined && was.parents.own !== is.parents.own) {
      const [old, now] = [was.parents.own ?? null, is.parents.own ?? null]
      changes.push({
        ...head(moved),
        type: "moved",
        was: old === null ? null : before(old, on),
        parent: now === null ? null : nameOf(now, on)
      })
    }
    if (given.length > 0)
      changes.push({
        ...head(given[0]),
        type: "into",
        others: ordered(given.map(({ to, weight }) => ({ unit: to, name: nameOf(to, on), weight }))),
        ended: closed !== undefined
      })
    else if (closed !== undefined) changes.push({ ...head(closed), type: "closed" })
    return changes
  })
}

/** Those that took effect after `from` and not after `to`: what changed while a shown time ran. */
export const within = (
  changes: ReadonlyArray<UnitChange>,
  from: PlainDate.PlainDate,
  to: PlainDate.PlainDate
): ReadonlyArray<UnitChange> => changes.filter(({ on }) => on > from && on <= to)
