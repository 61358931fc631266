import * as Disclosure from "@lienhoi/sql/Disclosure"
import * as fc from "fast-check"
import { expect, it } from "vitest"

/** Whoever has the table and its sums solves for what is hidden: the places whose value has only one solution. */
const computable = ({ cells, rows, columns, total }: Disclosure.Shown): number => {
  const table = [...cells.map((row, r) => [...row, rows[r]!]), [...columns, total]]
  const unknown = table.flatMap((row, r) => row.flatMap((value, c) => (value === null ? [`${r} ${c}`] : [])))
  const equation = (places: ReadonlyArray<string>): Array<number> =>
    unknown.map((place) => (place === places.at(-1) ? -1 : places.includes(place) ? 1 : 0))
  const lines = [
    ...table.map((row, r) => row.map((_, c) => `${r} ${c}`)),
    ...table[0]!.map((_, c) => table.map((__, r) => `${r} ${c}`))
  ].map(equation)
  let pivot = 0
  for (let column = 0; column < unknown.length; column++) {
    const at = lines.findIndex((line, i) => i >= pivot && Math.abs(line[column]!) > 1e-9)
    if (at < 0) continue
    ;[lines[at], lines[pivot]] = [lines[pivot]!, lines[at]!]
    const own = lines[pivot]!.map((value) => value / lines[pivot]![column]!)
    lines[pivot] = own
    for (const [i, line] of lines.entries())
      if (i !== pivot) lines[i] = line.map((value, j) => value - line[column]! * own[j]!)
    pivot += 1
  }
  return lines.filter((line) => line.filter((value) => Math.abs(value) > 1e-9).length === 1).length
}

it("Disclosure: no number under five is shown, none can be computed, and what is shown is true", () => {
  const table = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain(([height, width]) =>
    fc.array(
      fc.array(fc.oneof(fc.nat(4), fc.integer({ min: 5, max: 60 }), fc.integer({ min: 5, max: 60 })), {
        minLength: width,
        maxLength: width
      }),
      { minLength: height, maxLength: height }
    )
  )
  let small = 0
  let more = 0
  let kept = 0
  let all = 0
  fc.assert(
    fc.property(table, (counts) => {
      const { cells, rows, columns, total } = Disclosure.hide(counts)
      expect(computable({ cells, rows, columns, total })).toBe(0)
      for (const [r, row] of counts.entries())
        for (const [c, count] of row.entries()) {
          const is = cells[r]![c]!
          if (count > 0 && count < 5) {
            expect(is).toBeNull()
            small += 1
          } else if (is === null) more += 1
          else kept += 1
          all += 1
          if (is !== null) expect(is).toBe(count)
        }
      for (const [r, sum] of rows.entries()) if (sum !== null) expect(sum).toBe(counts[r]!.reduce((a, b) => a + b, 0))
      for (const sum of [...rows, ...columns, total]) if (sum !== null) expect(sum === 0 || sum >= 5).toBe(true)
    }),
    { numRuns: 2_000 }
  )
  const share = (n: number) => `${Math.round((100 * n) / all)} %`
  console.log(
    `Disclosure: 2000 tables, ${all} numbers: ${share(small)} under five, ${share(more)} hidden with them, ${share(kept)} shown`
  )
  expect(small / all).toBeGreaterThan(0.1)
  expect(kept / all).toBeGreaterThan(0.1)
})
