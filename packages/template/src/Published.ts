/**
 * A version of a template as it was issued: resolved, locked, with the day from which it counts. A version starts with
 * a period, never inside one.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Issue from "@lienhoi/words/Issue"
import { canonical } from "./internal/canonical.ts"
import { sha256 } from "./internal/sha256.ts"
import { issue } from "./internal/versionTexts.ts"
import { check, type Template } from "./Template.ts"
import * as TemplateDiff from "./TemplateDiff.ts"
import * as Version from "./Version.ts"

/** What was issued. */
export interface Published {
  readonly id: string
  readonly lineage: string
  readonly version: string
  /** The first day of the first period that is reported with it. */
  readonly from: PlainDate.PlainDate
  /** SHA-256 of the resolved template: the same digest, the same questions. */
  readonly digest: string
  /** Every layer with its version, the lowest first. */
  readonly layers: ReadonlyArray<{ readonly id: string; readonly version: string }>
  readonly template: Template
}

/** What is issued, and what was before. */
export interface Publication {
  /** The lowest first, the template itself last: `Overlay.Resolved.layers`. */
  readonly layers: readonly [Template, ...Template[]]
  readonly from: PlainDate.PlainDate
  /** Versions of this template that were issued before. */
  readonly earlier?: ReadonlyArray<Published>
}

/** The digest of a template; the order in which a program wrote its parts does not matter. */
export const digest = (template: Template): string => sha256(canonical(template))

const startIssues = ({ from, layers }: Publication): ReadonlyArray<Issue.Issue> => {
  const { period } = layers.at(-1)!
  if (!PlainDate.isValid(from)) return [issue("publish.no-period", { date: from.slice(0, 40) }, { path: ["from"] })]
  const around = Period.containing(period, from)
  // What is reported on request has no fixed periods: any day begins one.
  if (around === null || around.from === from) return []
  const after = PlainDate.addDays(around.to, 1)
  const params = { date: from, first: around.from, next: after }
  return [issue("publish.inside", params, { path: ["from"] })]
}

const lastOf = (id: string, earlier: ReadonlyArray<Published>): Published | null =>
  earlier
    .filter((one) => one.id === id)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1) ?? null

/**
 * Issues a template, or says why it cannot be: the day lies inside a period, a version stands there already, or the
 * number says less than what changed.
 */
export const make = (publication: Publication): Issue.Checked<Published> => {
  const { from, layers, earlier = [] } = publication
  const template = layers.at(-1)!
  const { id, lineage, version } = template
  const issues = [...startIssues(publication)]
  const path = ["version"]
  if (Version.numbers(version) === null)
    issues.push(issue("publish.version", { version: version.slice(0, 40) }, { path }))
  const last = lastOf(id, earlier)
  if (last !== null) {
    if (from <= last.from) {
      issues.push(issue("publish.earlier", { version: last.version, date: last.from }, { path: ["from"] }))
    }
    const diff = TemplateDiff.of(last.template, template)
    const needed = diff.change === "none" ? Version.next(last.version, "patch") : diff.version
    if (Version.compare(version, needed) < 0) {
      const [first] = diff.reasons
      const why = { why: first?.message ?? "–", whyEn: first?.english ?? "–" }
      issues.push(issue("publish.too-low", { needed, version, ...why }, { path }))
    }
  }
  return Issue.unless(issues, () => ({
    id,
    lineage,
    version,
    from,
    digest: digest(template),
    layers: layers.map((layer) => ({ id: layer.id, version: layer.version })),
    template
  }))
}

/** What the number of a new version follows from. */
export interface Step {
  /** What was issued last; `null` before the first time. */
  readonly last: Published | null
  /** What changed since; `null` before the first time. */
  readonly diff: TemplateDiff.TemplateDiff | null
  /** The number to issue it under: what the template says, or what the change needs when that is more. */
  readonly version: string
}

/** Computes the number under which a template is issued next, from what was issued before. */
export const next = (template: Template, earlier: ReadonlyArray<Published>): Step => {
  const last = lastOf(template.id, earlier)
  if (last === null) return { last, diff: null, version: template.version }
  const diff = TemplateDiff.of(last.template, template)
  const needed = diff.version
  return { last, diff, version: Version.compare(template.version, needed) > 0 ? template.version : needed }
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isLayer = (value: unknown): boolean =>
  isRecord(value) && typeof value.id === "string" && typeof value.version === "string"

/** What has the form of a published template; whether it is one, its digest tells. */
const decode = (value: unknown): Published | null => {
  if (!isRecord(value)) return null
  const { id, lineage, version, from, digest: written, layers, template } = value
  const words = [id, lineage, version, from, written]
  if (!words.every((word) => typeof word === "string") || !PlainDate.isValid(from as string)) return null
  if (!Array.isArray(layers) || !layers.every(isLayer) || !isRecord(template)) return null
  return value as unknown as Published
}

/** Whether the template holds; whoever made up both it and its digest is found out here. */
const holds = (template: Template): boolean => {
  try {
    return check(template).every((issue) => issue.severity !== "error")
  } catch {
    return false
  }
}

/** Reads a published template back from its JSON; what was changed after it was issued is refused. */
export const parse = (text: string, options: { readonly file?: string } = {}): Issue.Checked<Published> => {
  const place = options.file === undefined ? undefined : { file: options.file, line: 1, column: 1 }
  const broken = Issue.fail(issue("publish.broken", {}, { place }))
  let read: Published | null = null
  try {
    read = decode(JSON.parse(text))
  } catch {
    return broken
  }
  if (read === null) return broken
  const { id, lineage, version, template } = read
  const isItself = template.id === id && template.lineage === lineage && template.version === version
  if (digest(template) !== read.digest || !isItself) {
    return Issue.fail(issue("publish.changed", { id: id.slice(0, 80), version: version.slice(0, 40) }, { place }))
  }
  return holds(template) ? Issue.ok(read) : broken
}

/** A published template as a file. */
export const print = (published: Published): string => `${JSON.stringify(published, null, 2)}\n`

/** The version with which a period is reported: the newest that started by its first day; `null` before the first. */
export const inForce = (published: ReadonlyArray<Published>, period: Period.Period): Published | null =>
  published
    .filter((one) => one.from <= period.from)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1) ?? null
