/**
 * Provinces become one, and so do their templates: what several ask in the same words and count in the same way becomes
 * one field; everything else stays, readable as what one former province asked. Nothing that differs in kind, unit, scale or
 * operator is ever joined, and no field of a former template is lost: old reports move over whole.
 *
 * What became one, what stays apart and why stands in a list of {@link Decision}s that people may change. The answer does
 * not depend on the order in which the templates are given.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import * as Apply from "./internal/applyOverlay.ts"
import { equal } from "./internal/canonical.ts"
import * as DecodeMerge from "./internal/decodeMerge.ts"
import * as Assemble from "./internal/mergeAssemble.ts"
import { settle } from "./internal/mergeDecisions.ts"
import type { Decision, Merged, Move, Options } from "./internal/merged.ts"
import { ofOverlay, ofTemplate } from "./internal/mergeSources.ts"
import { issue } from "./internal/mergeTexts.ts"
import * as Model from "./internal/model.ts"
import type { Overlay } from "./Overlay.ts"
import type { Template } from "./Template.ts"

export type { Choice, Confidence, Decision, Kept, Listed, Merged, Move, Options } from "./internal/merged.ts"
export { choices } from "./internal/merged.ts"

const given = (sources: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<Issue.Issue> => {
  const ids = sources.map(({ id }) => id)
  const twice = ids.filter((id, i) => ids.indexOf(id) < i)
  return [
    ...(ids.length < 2 ? [issue("merge.few")] : []),
    ...[...new Set(twice)].map((id) => issue("merge.twice", { id }, { path: [id] }))
  ]
}

const byId = <A extends { readonly id: string }>(all: ReadonlyArray<A>): ReadonlyArray<A> =>
  all.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/**
 * Overlays of former provinces on one base become the overlay of the new one. Each must hold on that base.
 *
 * @example
 * ```ts
 * import { Merge, Overlay, Template } from "@lienhoi/template"
 *
 * const base = Template.parse(
 *   [
 *     "template: vwu/hoi-vien",
 *     "title: Hội viên",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { chi_hoi: 15 }",
 *     "sections:",
 *     "  to_chuc:",
 *     "    title: Tổ chức",
 *     "    asked_of: [chi_hoi]",
 *     "    fields: [{ key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last } }]"
 *   ].join("\n")
 * )
 * const local = (owner: string, key: string, label: string) => {
 *   const field = `{ key: ${key}, label: ${label}, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`
 *   const read = Overlay.parse(
 *     `template: ${owner}/hoi-vien\nextends: vwu/hoi-vien@^1\nsections: { to_chuc: { add: [${field}] } }`
 *   )
 *   if (!read.ok) throw new Error(read.issues[0]?.message)
 *   return read.value
 * }
 * if (!base.ok) throw new Error(base.issues[0]?.message)
 *
 * const made = Merge.overlays(
 *   base.value.template,
 *   [local("hau-giang", "cu_lao", "Hội viên ở cù lao"), local("soc-trang", "dao", "hội viên ở Cù Lao"), local("can-tho", "cho", "Chợ nổi")],
 *   { id: "can-tho/hoi-vien" }
 * )
 * if (!made.ok) throw new Error(made.issues[0]?.message)
 *
 * made.value.kept.filter(({ field }) => field !== "TC04").map(({ field }) => field) // => ["can_tho__cho", "hau_giang__cu_lao", "soc_trang__dao"]
 * made.value.kept.filter(({ field }) => field !== "TC04").map(({ key }) => key) // => ["can_tho__cho", "can_tho__cu_lao", "can_tho__cu_lao"]
 * ```
 */
export const overlays = (base: Template, former: ReadonlyArray<Overlay>, options: Options): Issue.Checked<Merged> => {
  const issues = [
    ...given(former),
    ...former.flatMap((one) =>
      one.base.id === base.id
        ? []
        : [issue("merge.base", { id: one.id, found: one.base.id, base: base.id }, { path: [one.id] })]
    )
  ]
  const made = byId(former).map((one) => ({ one, ...Apply.apply(base, one, options) }))
  issues.push(...made.flatMap((each) => each.issues.filter(({ severity }) => severity === "error")))
  if (issues.length > 0) return { ok: false, issues }
  const sources = made.map(({ one, template }) => ofOverlay(one, template, base))
  const settled = settle(sources, base, options)
  if (!settled.ok) return settled
  const { wrong, ...merged } = Assemble.overlay(sources, base, settled.value, options)
  return Issue.unless(wrong, () => merged)
}

/** What templates that extend nothing have to have in common. */
const heads = (former: ReadonlyArray<Template>): ReadonlyArray<Issue.Issue> => {
  const [first, ...rest] = former
  return rest.flatMap((other) =>
    Object.entries(first!).flatMap(([part, value]) =>
      Assemble.ownParts.has(part) || equal(value, other[part as keyof Template])
        ? []
        : [issue("merge.head", { id: other.id, other: first!.id, part }, { path: [other.id, part] })]
    )
  )
}

/** Templates of former provinces that extend nothing become one. */
export const templates = (former: ReadonlyArray<Template>, options: Options): Issue.Checked<Merged> => {
  const sorted = byId(former)
  const issues = [...given(former), ...heads(sorted)]
  if (issues.length > 0) return { ok: false, issues }
  const sources = sorted.map(ofTemplate)
  const settled = settle(sources, null, options)
  if (!settled.ok) return settled
  const { template, ...rest } = Assemble.template(sources, settled.value, options)
  const wrong = Model.make(template, options).issues.filter(({ severity }) => severity === "error")
  return Issue.unless(wrong, () => ({ overlay: null, template, ...rest }))
}

/** Reads a file of decisions, as {@link printDecisions} writes it and people change it. */
export const parseDecisions = (
  text: string,
  options: { readonly file?: string } = {}
): Issue.Checked<ReadonlyArray<Pick<Decision, "choice" | "of" | "key">>> =>
  DecodeMerge.decode(text, options.file ?? null)

/** The decisions as a file that people can read and change, with the reason of each. */
export const printDecisions = (id: string, decisions: ReadonlyArray<Decision>): string =>
  DecodeMerge.print(id, decisions)

/** How reports of every former template move, as a file for {@link "Migration"}`.parseDeclared`. */
export const printMoves = (moves: ReadonlyArray<Move>): string => DecodeMerge.printMoves(moves)
