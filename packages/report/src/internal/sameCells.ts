import type { Cell, Cells, Value } from "@lienhoi/template/Cell"

const isRows = (value: Value): value is ReadonlyArray<string> | ReadonlyArray<Cells> => typeof value === "object"

const sameValue = (a: Value, b: Value): boolean => {
  if (!isRows(a) || !isRows(b)) return a === b
  return (
    a.length === b.length &&
    a.every((row, i) => {
      const other = b[i]!
      return typeof row === "string" || typeof other === "string" ? row === other : differences(row, other).length === 0
    })
  )
}

const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean => {
  if (a === undefined || b === undefined) return (a ?? b)?.state === "missing"
  if (a.state === "value" && b.state === "value") return a.printed === b.printed && sameValue(a.value, b.value)
  if (a.state === "not-applicable" && b.state === "not-applicable") return a.reason === b.reason
  return a.state === b.state
}

/** The columns in which two sets of cells differ, in order; a cell that is not there is a missing one. */
export const differences = (a: Cells, b: Cells): ReadonlyArray<string> => [
  ...Object.keys(a).filter((column) => !sameCell(a[column], b[column])),
  ...Object.keys(b).filter((column) => !Object.hasOwn(a, column) && !sameCell(undefined, b[column]))
]
