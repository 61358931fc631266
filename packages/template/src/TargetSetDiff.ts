/**
 * What differs between two versions of a set of targets, and how much. In a complete list every addition is a major change;
 * what a target asks for never changes by less. New words are a patch.
 *
 * @since 0.1.0
 */
import { equal } from "./internal/canonical.ts"
import { issue } from "./internal/diffTexts.ts"
import { type Say, targetReasons, told } from "./internal/targetReasons.ts"
import type { TargetSet } from "./TargetSet.ts"
import type { Reason, TemplateDiff } from "./TemplateDiff.ts"
import * as Version from "./Version.ts"

const wholeReasons = (a: TargetSet, b: TargetSet, say: Say): void => {
  if (!equal(a.term, b.term)) {
    const days = ({ term }: TargetSet): string => `${term.from} – ${term.to}`
    say("major", "diff.target-changed", ["term"], told(b.id, "term", days(a), days(b)))
  }
  if (a.closed !== b.closed) say("minor", b.closed ? "diff.closed" : "diff.opened", ["closed"])
  if (a.status !== b.status) {
    say(b.status === "adopted" ? "minor" : "major", b.status === "adopted" ? "diff.adopted" : "diff.awaiting", [
      "status"
    ])
  }
  if (a.title !== b.title || a.titleEn !== b.titleEn) say("patch", "diff.words", ["title"], told(b.id, "title"))
  if (!equal(a.source, b.source)) say("patch", "diff.words", ["source"], told(b.id, "source"))
}

/**
 * How a set differs from an older one.
 *
 * @example
 * ```ts
 * import { TargetSet, TargetSetDiff } from "@lienhoi/template"
 *
 * const set = (value: number) => {
 *   const read = TargetSet.fromJson({
 *     targets: "vwu/chi-tieu",
 *     title: "Chỉ tiêu",
 *     source: "Nghị quyết",
 *     term: { from: "2022-03-11", to: "2027-03-31" },
 *     items: [{ key: "CT02", label: "Hộ thoát nghèo", field: "vwu/nam/GD01", kind: "absolute", value, owner: "trung_uong", by: "year-end" }]
 *   })
 *   if (!read.ok) throw new Error(read.issues[0]?.message)
 *   return read.value
 * }
 * const diff = TargetSetDiff.of(set(33_500), set(33_000))
 *
 * diff.version // => "2.0.0"
 * diff.reasons[0]?.message // => "CT02: đổi mức phải đạt từ “33500” thành “33000”, kết quả cũ và mới không còn cùng một mốc"
 * ```
 */
export const of = (older: TargetSet, newer: TargetSet): TemplateDiff => {
  const reasons: Array<Reason> = []
  const say: Say = (change, code, path, params = {}) => {
    const { message, english } = issue(code, params)
    reasons.push({ change, code, path, message, english })
  }
  wholeReasons(older, newer, say)
  targetReasons(older.items, newer.items, older.closed, "items", say)
  const size = ({ change }: Reason): number => Version.changes.indexOf(change)
  const sorted = reasons.toSorted((a, b) => size(b) - size(a))
  const change = sorted[0]?.change ?? "none"
  return { change, reasons: sorted, version: Version.next(older.version, change) }
}
