/**
 * A total as it would read on another tree, earlier or later: the figures that units reported, placed on their heirs.
 *
 * Each figure moves from the lowest level that reported it. What a unit gave itself goes whole where the unit went
 * whole, so the figures of branches that live on are exact even where their commune was divided. Only what a divided
 * unit gave itself needs a share, and is marked. Everything is a whole number over a whole number: restating two totals
 * and adding them is restating their sum, to the last digit (law Restate).
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Sizes } from "@lienhoi/hierarchy/Succession"
import type { Column } from "@lienhoi/template/Column"
import type { Field } from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Columns from "./Columns.ts"
import * as Gather from "./internal/gather.ts"
import * as Mark from "./internal/mark.ts"
import * as OwnRow from "./internal/ownRow.ts"
import { issue, texts } from "./internal/texts.ts"
import * as Treatment from "./internal/treatment.ts"
import type * as Total from "./Total.ts"
import * as Transfer from "./Transfer.ts"

/** A total on another tree. */
export interface Restated {
  /** What was reported, on the tree of its day. */
  readonly total: Total.Total
  readonly transfer: Transfer.Transfer
  /** The new tree with every figure that arrives whole. */
  readonly gathered: Gather.Gathered
  /** By holding and column, parts in whole numbers of the holding's denominator; NaN beyond 2^53. */
  readonly numerators: Float64Array
  /** By place of the new tree, the row of its holding in `numerators`. */
  readonly holdingRow: ReadonlyMap<number, number>
}

/** How a total is restated. */
export interface Options {
  /** Refuse, with the list of divided units and unassigned branches, instead of estimating. */
  readonly exact?: boolean
}

/**
 * Restates a total. With `exact` it is refused as soon as a divided unit reported a figure that only a share could
 * place; all such units are listed.
 */
export const make = (
  total: Total.Total,
  transfer: Transfer.Transfer,
  { exact = false }: Options = {}
): Issue.Checked<Restated> => {
  const restated = {
    total,
    transfer,
    gathered: Gather.whole(total.columns, transfer),
    numerators: Gather.parts(total.columns, transfer),
    holdingRow: new Map([...transfer.holdings.keys()].map((place, row) => [place, row]))
  }
  return Issue.unless(exact ? [...divided(restated), ...unassigned(restated)] : [], () => restated)
}

/** Onto which tree a total is restated. */
export interface Restatement extends Options {
  /** Everything recorded about the tree, reorganisations with it. */
  readonly hierarchy: Hierarchy
  /** The day of the tree, earlier or later than that of the total. */
  readonly onto: PlainDate
  /** What was recorded by then; everything when absent. */
  readonly knownAt?: Instant | null
  /** How large the units of an earlier tree were, by which units merged since are split when read back. */
  readonly sizes?: Sizes | null
}

/**
 * The figures of a total on another tree: `Aggregation.restate`. Forward over whole successions they are exact; what a
 * divided unit gave itself is placed by shares and marked, or refused when `exact` is asked; backward, a merged unit is
 * split and so estimated. Read it with `RestatedFigure.of`, explain it with `Origin.explain`.
 */
export const onto = (
  total: Total.Total,
  { exact = false, hierarchy, knownAt = null, onto, sizes = null }: Restatement
): Issue.Checked<Restated> => {
  const lastDay = (unit: string) => total.closed.get(unit)?.lastDay ?? null
  return make(total, Transfer.between(hierarchy, total.hierarchy, onto, { knownAt, lastDay, sizes }), { exact })
}

/** A field that is not moved to another tree, and why. */
export interface NotRestated {
  readonly field: string
  readonly label: string
  readonly reason: Bilingual
}

/** Every field that stays with the units that gave it: unique persons, words, counts of units that were redrawn. */
export const notRestated = ({ total, transfer }: Restated): ReadonlyArray<NotRestated> =>
  Template.fields(total.template.template).flatMap((field) => {
    const reason = whyNot(field, total.template.columns, transfer)
    return reason === null ? [] : [{ field: field.key, label: field.label, reason }]
  })

/** The figures of an old unit that has no heir, or not for all of it. */
export interface Unallocated {
  readonly unit: string
  readonly name: string
  /** Where it stood. */
  readonly path: string
  /** The share nobody took over: 1 without any heir. */
  readonly share: Fraction.Fraction
  /** What it gave itself, by column of those that are added. */
  readonly figures: { readonly [column: string]: number }
}

/** Everything reported that has no place on the new tree: with the totals on the new tree it makes up the total before. */
export const unallocated = (restated: Restated): ReadonlyArray<Unallocated> => {
  const { total, transfer } = restated
  return total.hierarchy.units.flatMap(({ id, name }, source) => {
    const share = Transfer.unallocated(transfer, source)
    if (Fraction.isZero(share)) return []
    const figures: { [column: string]: number } = {}
    total.template.columns.forEach((column, at) => {
      if (Treatment.ofColumn(column, transfer) !== "added") return
      const own = ownFigure(restated, source, at)
      if (own !== null) figures[column.key] = Number(own) / Number(OwnRow.denominator(total, column))
    })
    return Object.keys(figures).length === 0
      ? []
      : [{ unit: id, name, path: Snapshot.path(total.hierarchy, id), share, figures }]
  })
}

/** Where all of a column that is added went, as fractions: `before = whole + shared + unallocated`. */
export interface Balance {
  readonly before: Fraction.Fraction
  /** Moved with units that went whole: exact everywhere. */
  readonly whole: Fraction.Fraction
  /** Moved with divided units by shares: exact from their home upward, estimated below. */
  readonly shared: Fraction.Fraction
  readonly unallocated: Fraction.Fraction
}

/** The balance of a column; `null` for one that is not added. */
export const balance = (restated: Restated, key: string): Balance | null => {
  const { total, transfer } = restated
  const at = total.places.get(key.toLowerCase())
  if (at === undefined || Treatment.ofColumn(total.template.columns[at]!, transfer) !== "added") return null
  const under = OwnRow.denominator(total, total.template.columns[at]!)
  let [before, whole] = [0n, 0n]
  let [shared, lost] = [Fraction.zero, Fraction.zero]
  for (let source = 0; source < transfer.home.length; source++) {
    const own = BigInt(ownFigure(restated, source, at) ?? 0)
    if (own === 0n) continue
    before += own
    const figure = { numerator: own, denominator: 1n }
    const missing = Transfer.unallocated(transfer, source)
    lost = Fraction.add(lost, Fraction.multiply(figure, missing))
    if (Transfer.isDivided(transfer, source))
      shared = Fraction.add(shared, Fraction.multiply(figure, Fraction.subtract(Fraction.one, missing)))
    else if (Fraction.isZero(missing)) whole += own
  }
  const scaled = ({ numerator, denominator }: Fraction.Fraction) => Fraction.make(numerator, denominator * under)
  const wholly = (sum: bigint) => scaled({ numerator: sum, denominator: 1n })
  return { before: wholly(before), whole: wholly(whole), shared: scaled(shared), unallocated: scaled(lost) }
}

/** What the old unit at that place gave itself, in whole numbers of `OwnRow.denominator`. */
const ownFigure = ({ total }: Restated, source: number, at: number): number | bigint | null =>
  Columns.own(total.columns, source, at)

const whyNot = (field: Field, columns: ReadonlyArray<Column>, transfer: Transfer.Transfer): Bilingual | null => {
  if (Treatment.isWords(field)) return texts["restate.words"]
  const treatments = columns
    .filter((column) => column.field.key === field.key)
    .map((column) => Treatment.ofColumn(column, transfer))
  if (treatments.includes("recounted")) return texts["restate.counts-units"]
  return treatments.includes("never") ? texts["restate.unique"] : null
}

/** One issue for each divided unit whose own figures could only be estimated. */
const divided = ({ total, transfer }: Restated): ReadonlyArray<Issue.Issue> => {
  const { columns } = total.template
  const shared = columns.map((column) => ["added", "picked"].includes(Treatment.ofColumn(column, transfer)))
  return total.hierarchy.units.flatMap(({ id, name }, source) => {
    if (!Transfer.isDivided(transfer, source)) return []
    const fields = columns.flatMap(({ field }, at) =>
      shared[at] && Mark.said(total.marks[source * columns.length + at]!) === Mark.value ? [field.label] : []
    )
    if (fields.length === 0) return []
    const heirs = Transfer.heirs(transfer, source)
      .map(({ unit }) => Snapshot.unit(transfer.onto, unit)!.name)
      .join(", ")
    const params = { name, unit: id, heirs, fields: [...new Set(fields)].join("; ") }
    return [issue("restate.divided", params, { path: [id] })]
  })
}

/** One issue for each old unit that reported and of which it is not settled to which heir it belongs. */
const unassigned = ({ total, transfer }: Restated): ReadonlyArray<Issue.Issue> => {
  const width = total.template.columns.length
  return [...new Set([...transfer.unsettled.values()].flat())].flatMap((source) => {
    const { id, name } = total.hierarchy.units[source]!
    const gave = total.template.columns.some((_, at) => Mark.said(total.marks[source * width + at]!) === Mark.value)
    return gave ? [issue("restate.unassigned", { name, unit: id }, { path: [id] })] : []
  })
}
