/**
 * A restated table as it is printed: whole numbers, or as many decimals as the field keeps, that add up along rows and
 * columns. The rounding happens here, once ({@link "Rounding"}); a printed table is not a source of further sums.
 *
 * @since 0.1.0
 */
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Column } from "@lienhoi/template/Column"
import * as Issue from "@lienhoi/words/Issue"
import type * as Certainty from "./Certainty.ts"
import { issue } from "./internal/texts.ts"
import * as Treatment from "./internal/treatment.ts"
import type { Restated } from "./Restated.ts"
import * as RestatedFigure from "./RestatedFigure.ts"
import * as Rounding from "./Rounding.ts"
import * as Total from "./Total.ts"

/** One column of the table: a field of a restated total. Months side by side are several totals and one field. */
export interface Heading {
  readonly restated: Restated
  readonly column: string
}

/** One printed number. */
export interface Cell {
  /** `null` where nobody gave a figure. */
  readonly value: number | null
  readonly certainty: Certainty.Certainty
}

/** One unit. */
export interface Row {
  readonly unit: string
  readonly name: string
  /** In the order of the headings. */
  readonly cells: ReadonlyArray<Cell>
  /** The sum of the cells: it means something where the headings are parts of one whole. */
  readonly total: number
}

/** The units right below one, and the unit itself with what is its own and none of theirs. */
export interface Table {
  readonly unit: string
  readonly name: string
  readonly rows: ReadonlyArray<Row>
  /** The figure of `unit` itself in each column, as printed. */
  readonly totals: ReadonlyArray<number>
  readonly total: number
}

/** The table of the units below `under`. Headings that are not added up, or keep other decimals, are refused and listed. */
export const table = (under: string, headings: ReadonlyArray<Heading>): Issue.Checked<Table> => {
  const columns = headings.map(({ column, restated }) => Total.column(restated.total, column)?.column ?? null)
  const scale = columns.find((column) => column !== null)?.scale ?? 0
  const problems = headings.flatMap(({ column, restated }, k) =>
    problemsOf(restated, column, columns[k]!, under, scale)
  )
  return Issue.unless(problems, () => rounded(under, headings, scale))
}

const problemsOf = (
  { transfer }: Restated,
  key: string,
  column: Column | null,
  under: string,
  scale: number
): ReadonlyArray<Issue.Issue> => {
  if (!transfer.onto.index.has(under)) return [issue("publish.unit-unknown", { unit: under }, { path: [under] })]
  if (column === null) return [issue("publish.field-unknown", { column: key }, { path: [key] })]
  if (column.units !== "sum" || Treatment.ofColumn(column, transfer) !== "added")
    return [issue("publish.not-added", { column: key, label: column.field.label }, { path: [key] })]
  return column.scale === scale ? [] : [issue("publish.decimals", { column: key, decimals: scale }, { path: [key] })]
}

const rounded = (under: string, headings: ReadonlyArray<Heading>, scale: number): Table => {
  const tree = headings[0]?.restated.transfer.onto
  const power = 10n ** BigInt(scale)
  const exactly = ({ column, restated }: Heading, unit: string): Fraction.Fraction =>
    Fraction.multiply(RestatedFigure.exactly(restated, unit, column) ?? Fraction.zero, {
      numerator: power,
      denominator: 1n
    })
  const below = tree === undefined ? [] : Snapshot.children(tree, under)
  const cells = below.map(({ id }) => headings.map((heading) => exactly(heading, id)))
  const own = headings.map((heading, k) =>
    Fraction.subtract(exactly(heading, under), Fraction.sum(cells.map((row) => row[k]!)))
  )
  const hasOwn = own.some((cell) => !Fraction.isZero(cell))
  const name = tree === undefined ? under : Snapshot.unit(tree, under)!.name
  const units = hasOwn ? [...below, { id: under, name }] : below
  const whole = Rounding.controlled(hasOwn ? [...cells, own] : cells)
  const print = (value: bigint): number => Number(value) / Number(power)
  const rows = units.map((unit, i) => ({
    unit: unit.id,
    name: unit.name,
    cells: headings.map(({ column, restated }, k): Cell => {
      const { certainty, value } = RestatedFigure.of(restated, unit.id, column)!
      const isSilent = value === null || (unit.id === under && Fraction.isZero(own[k]!))
      return { certainty, value: isSilent ? null : print(whole.cells[i]![k]!) }
    }),
    total: print(whole.rows[i]!)
  }))
  return {
    unit: under,
    name,
    rows,
    totals: headings.map((_, k) => print(whole.columns[k] ?? 0n)),
    total: print(whole.total)
  }
}
