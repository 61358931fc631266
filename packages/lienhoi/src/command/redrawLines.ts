/**
 * A reorganisation in lines for a person: what a plan would do, and which branches wait to be assigned.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { share } from "./share.ts"

const texts = Catalogue.make({
  summary: {
    vi: "Kế hoạch {id}, hiệu lực {date}: lập {begins}, khép {ends}, đổi {changes}, chuyển {moves}",
    en: "Plan {id}, effective {date}: established {begins}, closed {ends}, changed {changes}, moved {moves}"
  },
  ends: { vi: "- {name}: {heirs}", en: "- {name}: {heirs}" },
  begins: { vi: "+ {name} ({code})", en: "+ {name} ({code})" },
  heir: { vi: "→ {name}", en: "→ {name}" },
  "heir-part": { vi: "→ {name} ({share})", en: "→ {name} ({share})" },
  "no-heir": { vi: "không có đơn vị nhận số liệu riêng", en: "nobody takes its own figures over" },
  moves: { vi: "~ {name}: {from} → {to}{note}", en: "~ {name}: {from} → {to}{note}" },
  provisional: { vi: " (tạm, chờ phân công)", en: " (for now, to be assigned)" },
  changes: { vi: "~ {name}: {from} → {to}", en: "~ {name}: {from} → {to}" },
  unassigned: {
    vi: "Chưa phân công: {name} ({branch}), tạm ở {under}; các nơi nhận: {heirs}",
    en: "Not assigned: {name} ({branch}), for now under {under}; its heirs: {heirs}"
  },
  touched: { vi: "Bị ảnh hưởng – {kind} ({n}): {things}", en: "Touched – {kind} ({n}): {things}" },
  "touched-none": { vi: "Bị ảnh hưởng – {kind}: không có", en: "Touched – {kind}: none" },
  duties: { vi: "nhiệm vụ báo cáo", en: "duties" },
  positions: { vi: "chức danh", en: "positions" },
  drafts: { vi: "bản nháp", en: "drafts" },
  schedules: { vi: "lịch hẹn", en: "schedules" },
  channels: { vi: "kênh, nhóm", en: "channels and groups" },
  thing: { vi: "{thing} – {unit}{heirs}", en: "{thing} – {unit}{heirs}" },
  "thing-heirs": { vi: " (về {heirs})", en: " (goes to {heirs})" },
  "thing-nobody": { vi: " (chưa có nơi nhận)", en: " (nobody takes it over)" },
  more: { vi: "… và {n} nữa", en: "… and {n} more" }
})

const say = (code: keyof typeof texts, params: Catalogue.Params, language: Language): string =>
  Catalogue.say(texts, code, params, language)

/** What the plan would do; `before` is the tree of its eve. */
export const preview = (
  plan: Reorganisation.Reorganisation,
  seen: Reorganisation.Preview,
  before: Snapshot.Snapshot,
  language: Language
): ReadonlyArray<string> => {
  const begun = new Map(seen.begins.map(({ unit, name }) => [unit, name]))
  const nameOf = (id: string | null): string =>
    id === null ? "—" : (begun.get(id) ?? Snapshot.unit(before, id)?.name ?? id)
  const heirOf = ({ name, weight }: Reorganisation.Ending["heirs"][number]): string =>
    weight === null
      ? say("heir", { name }, language)
      : say("heir-part", { name, share: share(weight, language) }, language)
  return [
    say(
      "summary",
      {
        id: plan.id,
        date: PlainDate.format(plan.effectiveOn),
        begins: seen.begins.length,
        ends: seen.ends.length,
        changes: seen.changes.length,
        moves: seen.moves.length
      },
      language
    ),
    ...seen.ends.map(({ name, heirs }) => {
      const all = heirs.length === 0 ? say("no-heir", {}, language) : heirs.map(heirOf).join(", ")
      return say("ends", { name, heirs: all }, language)
    }),
    ...seen.begins.map(({ name, code, unit }) => say("begins", { name, code: code ?? unit }, language)),
    ...seen.changes.map(({ unit, from, to }) =>
      say("changes", { name: nameOf(unit), from: from ?? "—", to: to ?? "—" }, language)
    ),
    ...seen.moves.map(({ name, from, to, provisional }) => {
      const note = provisional ? say("provisional", {}, language) : ""
      return say("moves", { name, from: nameOf(from), to: nameOf(to), note }, language)
    }),
    ...seen.unassigned.map((each) => unassigned(each, nameOf, language)),
    ...kinds.map((kind) => touched(kind, seen.touched[kind], placeIn(before, nameOf), language))
  ]
}

const kinds = ["duties", "positions", "drafts", "schedules", "channels"] as const

/** A unit by its name, and its upper unit's where others are called the same. */
const placeIn = (before: Snapshot.Snapshot, nameOf: (id: string | null) => string) => {
  const bearers = new Map<string, number>()
  for (const { name } of before.units) bearers.set(name, (bearers.get(name) ?? 0) + 1)
  return (id: string): string => {
    const upper = Snapshot.unit(before, id) === null ? undefined : Snapshot.ancestors(before, id)[0]
    const name = nameOf(id)
    return upper === undefined || (bearers.get(name) ?? 0) < 2 ? name : `${name}, ${upper.name}`
  }
}

/** How many things of one kind are named in a line; all of them stand in the answer to `--json`. */
const named = 5

/** What is touched of one kind: each thing by its name, its unit, and whose it is afterwards when that is another's. */
const touched = (
  kind: (typeof kinds)[number],
  all: ReadonlyArray<Reorganisation.Touched>,
  placeOf: (id: string) => string,
  language: Language
): string => {
  const kindName = say(kind, {}, language)
  if (all.length === 0) return say("touched-none", { kind: kindName }, language)
  const heirsOf = ({ because, heirs }: Reorganisation.Touched): string =>
    because === "changed"
      ? ""
      : heirs.length === 0
        ? say("thing-nobody", {}, language)
        : say("thing-heirs", { heirs: heirs.map(placeOf).join(", ") }, language)
  // What goes to another unit comes first; what only stands elsewhere needs nobody's hand.
  const ordered = [
    ...all.filter(({ because }) => because !== "changed"),
    ...all.filter(({ because }) => because === "changed")
  ]
  const shown = ordered
    .slice(0, named)
    .map((each) =>
      say("thing", { thing: each.name ?? each.id, unit: placeOf(each.unit), heirs: heirsOf(each) }, language)
    )
  const more = all.length > named ? [say("more", { n: all.length - named }, language)] : []
  return say("touched", { kind: kindName, n: all.length, things: [...shown, ...more].join("; ") }, language)
}

/** A branch that waits to be assigned. */
export const unassigned = (
  { branch, standsUnder, heirs }: Reorganisation.Unassigned,
  nameOf: (id: string | null) => string,
  language: Language
): string => {
  const params = { name: nameOf(branch), branch, under: nameOf(standsUnder), heirs: heirs.map(nameOf).join(", ") }
  return say("unassigned", params, language)
}
