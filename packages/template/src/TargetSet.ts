/**
 * The targets of a term as a document of their own: dated, with a version and the document they rest on. A set of which
 * no text is there yet is an empty one that says so, “chưa có văn bản”.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as DecodeTargetSet from "./internal/decodeTargetSet.ts"
import { jsonText } from "./internal/jsonText.ts"
import * as Print from "./internal/print.ts"
import { type Located, saying } from "./internal/say.ts"
import { targetIssues } from "./internal/targetIssues.ts"
import * as TargetJson from "./internal/targetJson.ts"
import type { Status, TargetSet } from "./internal/targetSet.ts"
import { open } from "./internal/yaml.ts"
import type { JsonTargetSet } from "./JsonTargetSet.ts"
import * as Target from "./Target.ts"
import type { Template } from "./Template.ts"

export type { Status, TargetSet } from "./internal/targetSet.ts"

/** What a status is called. */
export const statusNames: { readonly [S in Status]: Bilingual } = {
  adopted: { vi: "đã ban hành", en: "adopted" },
  awaiting: { vi: "chưa có văn bản", en: "no document yet" }
}

/** What targets are held against; what is not given is not checked. */
export interface Options {
  /** Templates whose fields measure them. With any given, a template that is not among them is unknown. */
  readonly templates?: ReadonlyArray<Template>
  readonly association?: Association
}

/** Beside the text. */
export interface ParseOptions extends Options {
  /** Named in every issue. */
  readonly file?: string
}

const judge = (set: TargetSet, { association, templates }: Options, places?: Located): ReadonlyArray<Issue.Issue> => {
  const issues: Array<Issue.Issue> = []
  const say = saying(issues, places)
  const { from, to } = set.term
  const isReversed = to < from
  if (isReversed) {
    say(["term", "to"], "target.reversed", { by: PlainDate.format(to), from: PlainDate.format(from) })
  }
  if (set.status === "awaiting" && set.items.length > 0) say(["items"], "target-set.awaiting")
  if (set.status === "adopted" && set.items.length === 0) say(["items"], "target-set.empty")
  if (set.status === "adopted" && set.source.length === 0) say(["source"], "target-set.source")
  targetIssues(set.items, ["items"], say, {
    template: (id) => (templates === undefined ? undefined : (templates.find((one) => one.id === id) ?? null)),
    templates: (templates ?? []).map(({ id }) => id),
    association,
    term: isReversed ? null : set.term
  })
  return issues
}

/**
 * Reads a set of targets and checks it; either the set or everything that is wrong with it, each with line and column.
 *
 * @example
 * ```ts
 * import { TargetSet } from "@lienhoi/template"
 *
 * const read = TargetSet.parse(
 *   [
 *     "targets: vwu/chi-tieu-2022-2027",
 *     "title: Chỉ tiêu nhiệm kỳ 2022-2027",
 *     "source: Nghị quyết Đại hội",
 *     "term: { from: 2022-03-11, to: 2027-03-31 }",
 *     "closed: true",
 *     "items:",
 *     "  - { key: CT08, label: Chi hội trưởng được bồi dưỡng, field: vwu/bao-cao-quy/CB06, kind: percent, of: { feild: CB01, at: 2022-12-31 }, value: 90, owner: trung_uong, by: term-end }"
 *   ].join("\n"),
 *   { file: "chi-tieu.yaml" }
 * )
 *
 * read.ok ? [] : read.issues.map((issue) => issue.message) // => ["Không có mục “feild”; có phải “field”?"]
 * read.ok ? null : read.issues[0]?.place // => { file: "chi-tieu.yaml", line: 7, column: 106 }
 * ```
 */
export const parse = (text: string, options: ParseOptions = {}): Issue.Checked<TargetSet> => {
  const { set, issues, places } = DecodeTargetSet.decode(text)
  const found = set === null ? issues : [...issues, ...judge(set, options, places)]
  const named = options.file === undefined ? found : found.map((issue) => Issue.inFile(issue, options.file!))
  return Issue.unless(named, () => set!)
}

/** Whether a text is a file of targets, rather than a template, which may have targets of its own. */
export const isTargetSet = (text: string): boolean => {
  const { root, has } = open(text)
  return root !== null && has(root, "targets") && !has(root, "template")
}

/** Everything that does not hold about a set, with paths and without lines. */
export const check = (set: TargetSet, options: Options = {}): ReadonlyArray<Issue.Issue> => judge(set, options)

/** The set as JSON in the keywords of its file; {@link fromJson} reads it back. */
export const toJson = (set: TargetSet): JsonTargetSet => TargetJson.toJson(set)

/** Reads a set from a JSON value as {@link parse} reads it from a file; anything may stand there. There are no lines. */
export const fromJson = (json: unknown, options: Options = {}): Issue.Checked<TargetSet> => {
  const read = parse(jsonText(json), options)
  return read.ok ? read : { ok: false, issues: read.issues.map(({ place: _, ...issue }) => issue) }
}

/** The set as YAML in its canonical form. Reading it again with {@link parse} gives the same set. */
export const print = (set: TargetSet): string => Print.print(TargetJson.toJson(set))

/**
 * Where local targets ask less than those of the level above: a lower value, or a later day, for the same figure measured
 * in the same way. Absolute targets of different levels are not held against each other.
 *
 * @example
 * ```ts
 * import { Target, TargetSet } from "@lienhoi/template"
 *
 * const centre: Target.Target = {
 *   key: "CT08", label: "Bồi dưỡng chi hội trưởng", labelEn: null, template: "vwu/quy", field: "CB06", kind: "percent",
 *   value: 90, unit: "%", of: { template: null, field: "CB01", at: null }, level: null, base: null, owner: "trung_uong",
 *   units: null, from: null, by: "term-end", source: []
 * }
 * const local = { ...centre, key: "hau_giang__CT08", value: 85, owner: "tinh" }
 *
 * TargetSet.lowered([local], [centre]).map((issue) => issue.message) // => ["hau_giang__CT08 đặt mức 85, thấp hơn CT08 của cấp trên (90); chỉ được bằng hoặc cao hơn"]
 * ```
 */
export const lowered = (
  local: ReadonlyArray<Target.Target>,
  above: ReadonlyArray<Target.Target>
): ReadonlyArray<Issue.Issue> => {
  const issues: Array<Issue.Issue> = []
  const say = saying(issues, undefined)
  local.forEach((mine, i) => {
    for (const theirs of above) {
      const way = Target.lowers(mine, theirs)
      if (way === null) continue
      const params = { key: mine.key, above: theirs.key, mine: mine[way], value: theirs[way] }
      say([i, way], `target-set.lowered-${way}`, params)
    }
  })
  return issues
}
