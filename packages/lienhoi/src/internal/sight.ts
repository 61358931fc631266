/**
 * What an account sees of units' figures. Every road that reads for somebody asks here first: which units are reached,
 * wholly or in totals, on the association's own line or from beside it; and what of the figures is hidden from who is beside.
 */
import type { Explanation } from "@lienhoi/aggregation/Aggregation"
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import type { Total } from "@lienhoi/aggregation/Total"
import * as Grant from "@lienhoi/report/Grant"
import * as Disclosure from "@lienhoi/sql/Disclosure"
import type { Compiled } from "@lienhoi/template/Compiled"
import type * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"

/** How one account sees each unit. */
export type Sight = (unit: string) => Grant.Sight

/** The office itself sees everything. */
export const everything: Sight = () => "all"

const texts = Catalogue.make({
  hidden: {
    vi: "không hiện, vì có nhóm dưới 5 người",
    en: "not shown: a group has fewer than 5 persons"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "app.not-granted": {
      vi: "Tài khoản này chưa được giao xem {unit}; người quản lý cấp quyền trước",
      en: "This account may not see {unit}; somebody has to grant it first"
    },
    "app.not-whole": {
      vi: "Tài khoản này chỉ được xem số tổng hợp của {unit}; hỏi bản tổng hợp (consolidated), phụ lục (annex) hoặc nguồn gốc một số (explain)",
      en: "This account may see totals of {unit} only; ask for consolidated, annex or explain"
    }
  })
)

/** Refuses who sees less of a unit than it takes. */
export const refusal = (sight: Sight, unit: string, least: Grant.Sight): Issue.Checked<never> | null => {
  const seen = sight(unit)
  if (Grant.isAtLeast(seen, least)) return null
  return Issue.fail(issue(seen === "nothing" ? "app.not-granted" : "app.not-whole", { unit }, { path: ["viewer"] }))
}

/** Dimensions that are sensitive whatever they divide: Luật 91/2025/QH15. */
const sensitive = /dan_toc|ton_giao|co_dao|tin_do|dang_vien|suc_khoe|khuyet_tat|benh/

/** Columns that are hidden together. */
interface Group {
  readonly field: Field.Field
  readonly columns: ReadonlyArray<string>
  /** The column of everybody that the columns divide: who stands in none of them is a group too. */
  readonly whole: string | null
}

/** Breakdowns of persons, of anything by a sensitive dimension, and fields that are sensitive themselves. */
const groupsOf = ({ columns }: Compiled): ReadonlyArray<Group> => {
  const fields = new Map(columns.map(({ field }) => [field.key, field]))
  return [...fields.values()].flatMap((field) => {
    const isOwn = field.sensitivity.personal === "sensitive"
    const broken = field.disaggregate
      .filter(({ by }) => isOwn || field.counts === "people" || sensitive.test(by))
      .map(({ items }) => {
        const keys = new Set(items.map(({ key }) => key))
        return {
          field,
          columns: columns.filter((one) => one.field === field && keys.has(one.item ?? "")).map(({ key }) => key),
          whole: field.key
        }
      })
    return isOwn ? [...broken, { field, columns: [field.key], whole: null }] : broken
  })
}

const mentions = (text: string, keys: ReadonlySet<string>): boolean => {
  const low = text.toLowerCase()
  return [...keys].some((key) => low.includes(key))
}

/** Keys, in lower case, of everything that is or is computed from what may be hidden. */
const touched = (template: Compiled, groups: ReadonlyArray<Group>): ReadonlySet<string> => {
  const keys = new Set(groups.flatMap(({ columns }) => columns.map((key) => key.toLowerCase())))
  const fields = template.template.sections.flatMap((section) => section.fields)
  for (let size = -1; size !== keys.size; ) {
    size = keys.size
    for (const { key, formula, numerator, denominator } of fields)
      if (mentions([formula, numerator, denominator].join(" "), keys)) keys.add(key.toLowerCase())
  }
  return keys
}

/** What is hidden of totals that are told together, such as a period and the year to date. */
export interface Discretion {
  /** Whether that figure of that unit is hidden. */
  readonly hides: (unit: string, key: string) => boolean
  /** Whether a text, such as a target, speaks of anything that may be hidden. */
  readonly touches: (text: string) => boolean
  readonly figure: (figure: Aggregation.Figure) => Aggregation.Figure
  readonly explanation: (found: Explanation) => Explanation
}

const because: Bilingual = texts.hidden

/** Nothing is hidden. */
export const open: Discretion = {
  hides: () => false,
  touches: () => false,
  figure: (figure) => figure,
  explanation: (found) => found
}

/** The numbers of a group of columns, unit by unit, and of who stands in none of the columns. */
const countsIn = (total: Total, { columns, whole }: Group): ReadonlyArray<Disclosure.Counted> =>
  total.hierarchy.units.map(({ id, parent }) => {
    const numbers = (of: (figure: Aggregation.Figure) => number | null): ReadonlyArray<number> => {
      const numberOf = (key: string): number => {
        const figure = Aggregation.cell(total, id, key)
        return figure === null ? 0 : (of(figure) ?? 0)
      }
      const counts = columns.map(numberOf)
      const rest = whole === null ? 0 : numberOf(whole) - counts.reduce((a, b) => a + b, 0)
      return [...counts, Math.max(rest, 0)]
    }
    return { unit: id, parent, counts: numbers(({ value }) => value), own: numbers(({ own }) => own.value) }
  })

/** What one basis holds more than another: whoever asks on both knows it. */
const between = (
  some: ReadonlyArray<Disclosure.Counted>,
  others: ReadonlyArray<Disclosure.Counted>
): ReadonlyArray<Disclosure.Counted> => {
  const apart = (a: ReadonlyArray<number>, b: ReadonlyArray<number>) => a.map((one, i) => Math.abs(one - b[i]!))
  return some.map((one, i) => ({
    ...one,
    counts: apart(one.counts, others[i]!.counts),
    own: apart(one.own, others[i]!.own)
  }))
}

/** The units whose group of columns is hidden, in any of the totals or between two bases of one. */
const hiddenIn = (totals: ReadonlyArray<ReadonlyArray<Total>>, group: Group): ReadonlySet<string> => {
  const hidden = new Set<string>()
  for (const same of totals) {
    const counted = same.map((total) => countsIn(total, group))
    const differences = counted.flatMap((some, i) => counted.slice(i + 1).map((others) => between(some, others)))
    for (const one of [...counted, ...differences]) for (const unit of Disclosure.hiddenUnits(one)) hidden.add(unit)
  }
  return hidden
}

/** For whoever has this sight; `unit` is the one that is asked about; of `totals`, those of the same periods stand together. */
export const discretion = (
  sight: Sight,
  unit: string,
  template: Compiled,
  totals: ReadonlyArray<ReadonlyArray<Total>>
): Discretion => {
  if (sight(unit) === "all") return open
  const groups = groupsOf(template)
  const keys = touched(template, groups)
  const known = new Map<string, ReadonlySet<string>>()
  const groupOf = new Map(groups.flatMap((group) => group.columns.map((key) => [key.toLowerCase(), group] as const)))
  const hides = (id: string, given: string): boolean => {
    const key = given.toLowerCase()
    if (!keys.has(key)) return false
    const group = groupOf.get(key)
    // What is computed from what may be hidden is told to nobody beside; a divided unit has no breakdowns at all.
    if (group === undefined || sight(id) === "totals") return true
    const name = group.columns.join()
    if (!known.has(name)) known.set(name, hiddenIn(totals, group))
    return known.get(name)!.has(id)
  }
  const figure = (found: Aggregation.Figure): Aggregation.Figure => {
    const own = keys.has(found.column.toLowerCase()) ? { ...found.own, value: null } : found.own
    const inputs = found.inputs.map(figure)
    return hides(found.unit, found.column)
      ? { ...found, own, inputs, value: null, exact: null, reason: because }
      : { ...found, own, inputs }
  }
  const explanation = (found: Explanation): Explanation => {
    const isTouched = keys.has(found.figure.column.toLowerCase())
    const isWhole = ({ unit: id }: { readonly unit: string }): boolean => Grant.isAtLeast(sight(id), "reports")
    return {
      ...found,
      figure: figure(found.figure),
      contributions: isTouched ? [] : found.contributions.filter(isWhole),
      missing: found.missing.filter(isWhole),
      notApplicable: found.notApplicable.filter(isWhole),
      returned: found.returned.filter(isWhole),
      children: found.children.filter(({ unit: id }) => sight(id) !== "nothing").map(figure),
      inputs: found.inputs.map(explanation)
    }
  }
  return { hides, touches: (text) => mentions(text, keys), figure, explanation }
}
