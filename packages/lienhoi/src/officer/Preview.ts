/**
 * A template made ready to be looked at: resolved with what it extends, compiled, with a period to try it in, the levels
 * that answer and what stood in their last report.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import type * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Association from "@lienhoi/hierarchy/Association"
import * as Level from "@lienhoi/hierarchy/Level"
import type { Cells } from "@lienhoi/template/Cell"
import * as Compiled from "@lienhoi/template/Compiled"
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import * as Field from "@lienhoi/template/Field"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Occasion from "./Occasion.ts"
import * as Sample from "./Sample.ts"
import * as Sums from "./Sums.ts"

const issue = Issue.from(
  Catalogue.make({
    "preview.level": {
      vi: "Mẫu này không hỏi cấp “{level}”; chọn một trong: {known}",
      en: "This template asks nothing of level “{level}”; one of: {known}"
    }
  })
)

/** What a preview is made of; plain data, so that a page can carry it. */
export interface Given {
  /** The template that is looked at, then where its bases and its sets of dimensions are looked for. */
  readonly documents: readonly [Overlay.Document, ...Overlay.Document[]]
  /** A day of the period in which it is tried. */
  readonly today: PlainDate.PlainDate
  /** Only this level; every level that is asked something unless said. */
  readonly level?: string
  /** The preset of that id; otherwise the one that the template is written for. */
  readonly association?: string
  /** Answers of the period before, as they were typed; made up unless given. */
  readonly previous?: Input
}

/** What is looked at. */
export interface Preview {
  readonly resolved: Overlay.Resolved
  readonly compiled: Compiled.Compiled
  readonly association: Association.Association
  readonly period: Period.Period
  /** The branch head's first. */
  readonly levels: ReadonlyArray<Level.Level>
  /** What the unit of a level reported for the period before. */
  readonly previous: (level: string) => Cells
  readonly isSample: boolean
}

const idIn = (text: string): string => /^\s*(?:"template"|template)\s*:\s*["']?([\w/-]+)/mu.exec(text)?.[1] ?? ""

const isSet = ({ text }: Overlay.Document): boolean => DimensionSet.isDimensionSet(text)

/** Makes a template ready, or says everything that is wrong with it. */
export const of = ({ documents, level, previous, today, ...given }: Given): Issue.Checked<Preview> => {
  const [top, ...beside] = documents
  const sets = beside
    .filter(isSet)
    .map(({ file, text }) => DimensionSet.parse(text, file === undefined ? {} : { file }))
  const broken = sets.flatMap((set) => (set.ok ? [] : set.issues))
  if (broken.length > 0) return Issue.fail(...broken)
  const templates: Given["documents"] = [top, ...beside.filter((one) => !isSet(one))]
  const options = { dimensions: sets.flatMap((set) => (set.ok ? [set.value] : [])) }
  const read = Occasion.forItsAssociation(idIn(documents[0].text), given.association ?? null, (association) => {
    const resolved = Overlay.resolve(templates, { ...options, association })
    return { resolved, issues: resolved.ok ? [] : resolved.issues }
  })
  const { association, resolved } = read
  if (!resolved.ok) return resolved
  const { template } = resolved.value
  const compiled = Compiled.make(template, { association })
  if (!compiled.ok) return compiled
  const period = Occasion.period(template, today)
  const levels = Occasion.levels(template, association).filter((one) => Level.livesOn(one, period.to))
  const wanted = levels.filter(({ id }) => level === undefined || id === level)
  if (level !== undefined && wanted.length === 0) {
    return Issue.fail(issue("preview.level", { level, known: levels.map(({ id }) => id).join(", ") }))
  }
  const before = Period.previous(period)
  return Issue.ok({
    resolved: resolved.value,
    compiled: compiled.value,
    association,
    period,
    levels: wanted,
    previous: (at) => {
      const context = Occasion.context(template, at, before)
      return previous === undefined
        ? Sample.cells(compiled.value, context, 0)
        : compiled.value.validate(previous, context).cells
    },
    isSample: previous === undefined
  })
}

/** Its effect on the sums. */
export const sums = ({ association, compiled, period, resolved }: Preview): Sums.Sums =>
  Sums.of({ resolved, association, period }, compiled)

/** How many questions a unit of that level answers. */
export const questions = ({ compiled: { template } }: Preview, level: string): number =>
  Template.fields(template).filter((field) => Field.isAskedOf(field, level)).length
