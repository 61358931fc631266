import { describe, expect, it } from "vitest"
import { Columns, Fixed } from "../src/index.ts"

/** One root with three leaves. */
const tree = {
  parents: Int32Array.of(-1, 0, 0, 0),
  firstChild: Int32Array.of(1, 4, 4, 4),
  childCount: Int32Array.of(3, 0, 0, 0)
}

const row = (columns: Columns.Columns, ...figures: ReadonlyArray<number | null>): Columns.Row => {
  const empty = Columns.emptyRow(columns)
  figures.forEach((figure, column) => {
    empty.figures[column] = figure ?? Number.NaN
  })
  return empty
}

describe("columns", () => {
  it("sum negative figures and count who reported in the same double", () => {
    const columns = Columns.make(tree, ["sum"])
    ;[-5, null, 3, -1].forEach((figure, unit) => Columns.write(columns, unit, row(columns, figure)))

    Columns.rollUp(columns)

    expect([Columns.total(columns, 0, 0), Columns.reported(columns, 0, 0)]).toEqual([-3, 3])
    expect([Columns.own(columns, 0, 0), Columns.total(columns, 1, 0)]).toEqual([-5, null])
  })

  it("move to bigint before a digit is lost, also when one late report does it", () => {
    const columns = Columns.make(tree, ["sum", "max"])
    Columns.write(columns, 1, row(columns, Number.MAX_SAFE_INTEGER, 1))
    Columns.write(columns, 2, row(columns, 1, 2))
    Columns.rollUp(columns)
    expect(columns.wide.has(0)).toBe(true)
    expect(Columns.total(columns, 0, 0)).toBe(2n ** 53n)

    Columns.update(columns, 3, row(columns, 1, 7))

    expect([Columns.total(columns, 0, 0), Columns.reported(columns, 0, 0)]).toEqual([2n ** 53n + 1n, 3])
    expect(Columns.total(columns, 0, 1)).toBe(7)
  })

  it("move to bigint while a live total is brought up to date", () => {
    const columns = Columns.make(tree, ["sum"])
    Columns.write(columns, 1, row(columns, 4))
    Columns.rollUp(columns)
    expect(columns.wide.size).toBe(0)

    Columns.update(columns, 2, row(columns, Number.MAX_SAFE_INTEGER))

    expect(Columns.total(columns, 0, 0)).toBe(2n ** 53n + 3n)
    expect([Columns.own(columns, 1, 0), Columns.reported(columns, 0, 0)]).toEqual([4n, 2])
  })

  it("pick a figure beyond 2^53 exactly", () => {
    const columns = Columns.make(tree, ["min", "max"])
    const big = { figures: Float64Array.of(1e300, 1e300), big: new Map([0, 1].map((k) => [k, 10n ** 300n + 1n])) }
    Columns.write(columns, 1, big)
    Columns.write(columns, 2, row(columns, 5, 5))
    Columns.rollUp(columns)

    expect([Columns.total(columns, 0, 0), Columns.total(columns, 0, 1)]).toEqual([5n, 10n ** 300n + 1n])
  })
})

describe("fixed-point decimals", () => {
  it("are whole numbers of the last place, or refused", () => {
    expect(Fixed.fromNumber(8.2, 1)).toBe(82)
    expect(Fixed.fromNumber(-0, 0)).toBe(0)
    expect(Fixed.fromNumber(0.125, 2)).toBeNull()
    expect(Fixed.fromNumber(666_692_292_092_771.25, 1)).toBeNull()
    expect(Fixed.fromNumber(Number.NaN, 0)).toBeNull()
    expect(Fixed.fromNumber(9_007_199_254_740_991, 2)).toBe(900_719_925_474_099_100n)
  })

  it("are written in digits where a number does not hold them", () => {
    expect(Fixed.beyond(2n ** 53n + 1n, 1n)).toBe("9007199254740993")
    expect(Fixed.beyond((2n ** 53n + 1n) * 3n, 6n)).toBe("9007199254740993/2")
    expect(Fixed.beyond(5, 2n)).toBeNull()
  })

  it("divide by what each number of periods divides", () => {
    expect([1, 3, 12].map(Fixed.commonMultiple)).toEqual([1n, 6n, 27720n])
  })
})
