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
  touched: {
    vi: "Bị ảnh hưởng: nhiệm vụ {duties}, chức danh {positions}, bản nháp {drafts}, lịch {schedules}, kênh {channels}",
    en: "Touched: duties {duties}, positions {positions}, drafts {drafts}, schedules {schedules}, channels {channels}"
  }
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
    say(
      "touched",
      {
        duties: seen.touched.duties.length,
        positions: seen.touched.positions.length,
        drafts: seen.touched.drafts.length,
        schedules: seen.touched.schedules.length,
        channels: seen.touched.channels.length
      },
      language
    )
  ]
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
