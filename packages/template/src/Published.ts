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
import type { Template } from "./Template.ts"
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
  const last = earlier
    .filter((one) => one.id === id)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  if (last !== undefined) {
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

/** The version with which a period is reported: the newest that started by its first day; `null` before the first. */
export const inForce = (published: ReadonlyArray<Published>, period: Period.Period): Published | null =>
  published
    .filter((one) => one.from <= period.from)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1) ?? null
