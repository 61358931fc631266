import type { Cell, Cells } from "../Cell.ts"
import type { Field } from "../Field.ts"
import type { Input } from "../Validation.ts"
import * as Answer from "./answer.ts"
import type { Template } from "./written.ts"

/** A field of the lower template and what the upper one knows of it. */
interface Way {
  readonly from: Field
  readonly to: Field | undefined
}

const fieldsOf = (template: Template): ReadonlyMap<string, Field> =>
  new Map(template.sections.flatMap(({ fields }) => fields.map((field) => [field.key.toLowerCase(), field] as const)))

const waysOf = (from: Template, to: Template): ReadonlyMap<string, Way> => {
  const upper = fieldsOf(to)
  return new Map([...fieldsOf(from)].map(([key, field]) => [key, { from: field, to: upper.get(key) }]))
}

/** The key of the column's field as keys are compared. */
const owner = (column: string): string => column.normalize("NFC").trim().toLowerCase().split("[")[0]!

/** The choice of the upper template that this one is, or is a finer name for. */
const choiceOf = (key: string, { from, to }: Way): string => {
  if (to === undefined || to.choices.some((choice) => choice.key === key)) return key
  const under = from.choices.find((choice) => choice.key === key)?.under
  return under === undefined ? key : choiceOf(under, { from, to })
}

const isFiner = ({ from, to }: Way): boolean => to !== undefined && from.choices.length > to.choices.length

const each = <A>(
  of: { readonly [column: string]: A },
  ways: ReadonlyMap<string, Way>,
  change: (value: A, way: Way) => A
): { readonly [column: string]: A } =>
  Object.fromEntries(
    Object.keys(of).flatMap((column) => {
      const way = ways.get(owner(column))
      if (way === undefined) return [[column, of[column]!]]
      if (way.to === undefined) return []
      return [[column, isFiner(way) ? change(of[column]!, way) : of[column]!]]
    })
  )

const cellOf = (cell: Cell, way: Way): Cell =>
  cell.state === "value" && typeof cell.value === "string" ? { ...cell, value: choiceOf(cell.value, way) } : cell

/** Cells as the upper template has them. */
export const cells = (of: Cells, from: Template, to: Template): Cells => each(of, waysOf(from, to), cellOf)

/** Answers as the upper template would have been given them. What cannot be read stays as it is. */
export const input = (of: Input, from: Template, to: Template): Input => {
  if (typeof of !== "object" || of === null || Array.isArray(of)) return of
  const read = (raw: unknown, way: Way): unknown => {
    const cell = Answer.reader(way.from)(raw, () => undefined)
    return cell?.state === "value" && typeof cell.value === "string" ? choiceOf(cell.value, way) : raw
  }
  try {
    return each<unknown>(of, waysOf(from, to), read)
  } catch {
    // Getters and proxies may throw; what is JSON never does.
    return of
  }
}
