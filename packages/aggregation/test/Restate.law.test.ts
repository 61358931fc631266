/** Laws Restate and Conservation (design §6), over random trees redrawn twice by n:m plans. */
import { Fraction, Snapshot } from "@lienhoi/hierarchy"
import type { Column } from "@lienhoi/template"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Aggregation, type Certainty, Figure, Restated, RestatedFigure, Rounding, type Total } from "../src/index.ts"
import { type Drawing, drawings, months, type Scene, sceneOf, tally, template } from "./redrawn.ts"

const runs = { numRuns: 2000 }

const rollUp = ({ from, reports }: Scene, period: ReadonlyArray<(typeof months)[number]> = months): Total.Total =>
  Aggregation.rollUp({ hierarchy: from, template, period, basis: "submitted", reports })

const restate = ({ hierarchy, onto }: Scene, total: Total.Total): Restated.Restated => {
  const restated = Aggregation.restate(total, { hierarchy, onto: onto.date })
  if (!restated.ok) throw new Error(restated.issues[0]!.message)
  return restated.value
}

// The oracle: fractions over lists, from the plan as it was drawn. It shares nothing with the engine.

type Shares = ReadonlyMap<string, Fraction.Fraction>

const follow = (scene: Scene, unit: string, after: string, until: string): Shares => {
  const next = scene.passages.filter(({ from, on }) => from === unit && on > after && on <= until)
  const on = next.map((each) => each.on).sort()[0]
  if (on === undefined) {
    const end = scene.ended.get(unit)
    return end !== undefined && end <= until ? new Map() : new Map([[unit, Fraction.one]])
  }
  const found = new Map<string, Fraction.Fraction>()
  for (const step of next.filter((each) => each.on === on))
    for (const [heir, share] of follow(scene, step.to, on, until))
      found.set(heir, Fraction.add(found.get(heir) ?? Fraction.zero, Fraction.multiply(step.share, share)))
  return found
}

/** Backward, a unit is divided among those it came from, in proportion to what each gave it. */
const destinies = (scene: Scene): ReadonlyMap<string, Shares> => {
  const { from, onto } = scene
  const walk = (ids: ReadonlyArray<string>, a: string, b: string) =>
    new Map(ids.map((id) => [id, follow(scene, id, a, b)]))
  const ids = (tree: Snapshot.Snapshot) => tree.units.map(({ id }) => id)
  if (from.date <= onto.date) return walk(ids(from), from.date, onto.date)
  const forward = walk(ids(onto), onto.date, from.date)
  return new Map(
    ids(from).map((unit) => {
      const gave = [...forward].flatMap(([old, shares]) => {
        const share = shares.get(unit)
        return share === undefined ? [] : [[old, share] as const]
      })
      const all = Fraction.sum(gave.map(([, share]) => share))
      return [unit, new Map(gave.map(([old, share]) => [old, Fraction.divide(share, all)]))]
    })
  )
}

interface Said {
  readonly unit: string
  readonly figure: Fraction.Fraction
  readonly isZero: boolean
}

const compare = (a: Fraction.Fraction, b: Fraction.Fraction): number =>
  Number(Fraction.subtract(a, b).numerator > 0n) - Number(Fraction.subtract(a, b).numerator < 0n)

/** What each unit said over both months, folded by the column's operator over periods. */
const said = (scene: Scene, column: Column.Column): ReadonlyArray<Said> =>
  scene.from.units.flatMap(({ id }) => {
    const cells = months.flatMap((month) =>
      scene.reports.flatMap((filed) =>
        filed.unit === id && filed.period === month.id ? [filed.cells[column.key]] : []
      )
    )
    const wholes = cells.flatMap((cell) => {
      if (typeof cell !== "object" || cell === null) return []
      if (cell.state === "zero") return [0n]
      return cell.state === "value" ? [BigInt(Number(cell.value).toFixed(column.scale).replace(".", ""))] : []
    })
    if (wholes.length === 0) return []
    const sorted = wholes.toSorted((a, b) => Number(a > b) - Number(a < b))
    const sum = wholes.reduce((a, b) => a + b, 0n)
    const whole = column.periods === "max" ? sorted.at(-1)! : column.periods === "min" ? sorted[0]! : sum
    const isZero = cells.every((cell) => typeof cell !== "object" || cell?.state !== "value")
    return [{ unit: id, figure: Fraction.make(whole, 10n ** BigInt(column.scale)), isZero }]
  })

const preorder = (tree: Snapshot.Snapshot, unit: string): ReadonlyArray<string> => [
  unit,
  ...Snapshot.children(tree, unit).flatMap(({ id }) => preorder(tree, id))
]

interface Answer {
  readonly certainty: Certainty.Certainty
  readonly exactly: Fraction.Fraction | null
}

const oracle = (
  scene: Scene,
  all: ReadonlyMap<string, Shares>,
  unit: string,
  column: Column.Column,
  saying: ReadonlyArray<Said>
): Answer => {
  const inside = preorder(scene.onto, unit)
  const livesOn = (id: string) => all.get(id)!.has(id) && Fraction.isOne(all.get(id)!.get(id)!)
  const refused: Answer = { certainty: "not-restated", exactly: null }
  if (column.units === "none") return refused
  if (column.key === "MT" && scene.from.units.some(({ id, level }) => level === "co_so" && !livesOn(id))) return refused
  const here = saying.flatMap((each) => {
    const share = Fraction.sum(inside.map((id) => all.get(each.unit)!.get(id) ?? Fraction.zero))
    return Fraction.isZero(share) ? [] : [{ ...each, share, isWhole: Fraction.isOne(share) }]
  })
  const some = (certainty: Certainty.Certainty, exactly: Fraction.Fraction): Answer => ({ certainty, exactly })
  if (here.length === 0) return { certainty: "exact", exactly: null }
  const sum = Fraction.sum(here.map(({ figure, share }) => Fraction.multiply(figure, share)))
  const extreme = (of: typeof here, sign: number) =>
    of.map(({ figure }) => figure).sort((a, b) => sign * compare(a, b))[0]
  switch (column.units) {
    case "sum":
      return some(here.some(({ isWhole, isZero }) => !isWhole && !isZero) ? "estimated" : "exact", sum)
    case "average":
      return some(
        here.every(({ isWhole }) => isWhole) ? "exact" : "estimated",
        Fraction.divide(sum, Fraction.sum(here.map(({ share }) => share)))
      )
    case "max":
    case "min": {
      const sign = column.units === "max" ? -1 : 1
      const most = extreme(here, sign)!
      const whole = extreme(
        here.filter(({ isWhole }) => isWhole),
        sign
      )
      return some(whole !== undefined && compare(whole, most) === 0 ? "exact" : "bound", most)
    }
    default: {
      if (!here.every((each) => livesOn(each.unit))) return refused
      const order = inside.flatMap((id) => here.find((each) => each.unit === id) ?? [])
      if (column.units === "count") return some("exact", { numerator: BigInt(here.length), denominator: 1n })
      return some("exact", (column.units === "first" ? order[0]! : order.at(-1)!).figure)
    }
  }
}

/** Only drawings the tree accepts; how many those are is printed and asserted. */
const scenes = (title: string) => {
  const drawn = tally(`${title}, plans`)
  const operations = tally(`${title}, what became of communes, provinces and districts`)
  return {
    of: (drawing: Drawing): Scene | null => {
      const scene = sceneOf(drawing)
      drawn.count(scene === null ? "refused" : "accepted")
      for (const operation of scene?.operations ?? []) operations.count(operation)
      return scene
    },
    check: () => {
      expect(drawn.shares().get("accepted") ?? 0).toBeGreaterThanOrEqual(0.5)
      const shares = operations.shares()
      for (const operation of ["lives on", "whole", "split", "keeps a part", "dissolved"])
        expect(shares.get(operation) ?? 0, operation).toBeGreaterThanOrEqual(0.05)
    }
  }
}

describe("Restate", () => {
  it("Restate: every restated figure equals an independent sum of fractions, and is as sure as it says", () => {
    const tried = scenes("Restate, every figure")
    const sure = tally("Restate, certainty")
    const extremes = tally("Restate, certainty of greatest and least figures")
    const directions = tally("Restate, directions")
    fc.assert(
      fc.property(drawings, (drawing) => {
        const scene = tried.of(drawing)
        if (scene === null) return
        directions.count(scene.from.date < scene.onto.date ? "forward" : "backward")
        const restated = restate(scene, rollUp(scene))
        const all = destinies(scene)
        const written = (column: Column.Column, id: string, { certainty, exactly }: Answer) =>
          `${column.key} of ${id}: ${certainty} ${exactly?.numerator}/${exactly?.denominator}`
        const figures = template.columns.flatMap((column) => {
          const saying = said(scene, column)
          return scene.onto.units.map(({ id }) => {
            const { certainty } = RestatedFigure.of(restated, id, column.key)!
            const exactly = RestatedFigure.exactly(restated, id, column.key)
            if (column.units !== "max" && column.units !== "min") sure.count(certainty)
            else extremes.count(certainty)
            return [
              written(column, id, { certainty, exactly }),
              written(column, id, oracle(scene, all, id, column, saying))
            ] as const
          })
        })
        expect(figures.map(([ours]) => ours)).toEqual(figures.map(([, theirs]) => theirs))
      }),
      runs
    )
    tried.check()
    const shares = sure.shares()
    for (const certainty of ["exact", "estimated", "not-restated"])
      expect(shares.get(certainty) ?? 0, certainty).toBeGreaterThanOrEqual(0.05)
    expect(extremes.shares().get("bound") ?? 0).toBeGreaterThanOrEqual(0.05)
    expect(directions.shares().get("backward") ?? 0).toBeGreaterThanOrEqual(0.05)
  })

  it("Restate: restate(a) + restate(b) = restate(a + b), to the last digit", () => {
    const tried = scenes("Restate, sums")
    const cells = tally("Restate, sums of cells")
    fc.assert(
      fc.property(drawings, (drawing) => {
        const scene = tried.of(drawing)
        if (scene === null) return
        const [a, b] = months.map((month) => restate(scene, rollUp(scene, [month])))
        const both = restate(scene, rollUp(scene))
        for (const key of ["SH", "QUY"])
          for (const { id } of scene.onto.units) {
            const exactly = (restated: Restated.Restated) => RestatedFigure.exactly(restated, id, key) ?? Fraction.zero
            expect(Fraction.add(exactly(a!), exactly(b!)), `${key} of ${id}`).toEqual(exactly(both))
            cells.count(exactly(both).denominator === 1n ? "whole numbers" : "fractions")
          }
      }),
      runs
    )
    tried.check()
    expect(cells.shares().get("fractions") ?? 0).toBeGreaterThanOrEqual(0.05)
  })

  it("Restate: a total restated onto its own day is the same total", () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const scene = sceneOf({ ...drawing, trees: [drawing.trees[0]!, drawing.trees[0]!] })
        if (scene === null) return
        const total = rollUp(scene)
        const restated = restate(scene, total)
        for (const column of template.columns.filter(({ units }) => units !== "none"))
          for (const { id } of scene.from.units) {
            const same = Figure.of(total, id, column.key)!
            const figure = RestatedFigure.of(restated, id, column.key)!
            const { exact, missing, reported, state, value } = figure
            expect({ exact, missing, reported, state, value }, `${column.key} of ${id}`).toEqual({
              exact: same.exact,
              missing: same.missing,
              reported: same.reported,
              state: same.state,
              value: same.value
            })
            expect(figure.certainty).toBe("exact")
          }
      }),
      { numRuns: 2000 }
    )
  })

  it("Restate: when exactness is asked it is refused with every divided unit that gave a figure, and with no other", () => {
    const answers = tally("Restate, exactness asked")
    fc.assert(
      fc.property(drawings, (drawing) => {
        const scene = sceneOf(drawing)
        if (scene === null) return
        const exact = Aggregation.restate(rollUp(scene), {
          hierarchy: scene.hierarchy,
          onto: scene.onto.date,
          exact: true
        })
        const all = destinies(scene)
        const moved = template.columns.filter(
          ({ key, units }) => ["sum", "average", "min", "max"].includes(units) && key !== "MT"
        )
        const gave = new Set(
          moved.flatMap((column) => said(scene, column).flatMap(({ isZero, unit }) => (isZero ? [] : [unit])))
        )
        const divided = [...gave].filter((unit) => [...all.get(unit)!.values()].some((share) => !Fraction.isOne(share)))
        answers.count(exact.ok ? "exact" : "refused")
        expect(exact.ok ? [] : exact.issues.flatMap(({ path }) => path).sort()).toEqual(divided.sort())
      }),
      { numRuns: 2000 }
    )
    const shares = answers.shares()
    for (const answer of ["exact", "refused"]) expect(shares.get(answer) ?? 0, answer).toBeGreaterThanOrEqual(0.05)
  })

  it("Restate: a published table is whole, rounds up or down only, and keeps both margins", () => {
    const margins = tally("Restate, margins of published tables")
    const fraction = fc
      .tuple(fc.integer({ min: -500, max: 5000 }), fc.integer({ min: 1, max: 12 }))
      .map(([numerator, denominator]) => Fraction.make(BigInt(numerator), BigInt(denominator)))
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fraction, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
      )
      // A last row that makes some columns whole, as a divided unit's heirs do.
      .chain((cells) =>
        fc.boolean().map((fill) => {
          if (!fill) return cells
          const rest = cells[0]!.map((_, k) => {
            const { denominator, numerator } = Fraction.sum(cells.map((row) => row[k]!))
            return Fraction.make(
              (((-numerator % denominator) + denominator) % denominator) + 7n * denominator,
              denominator
            )
          })
          return [...cells, rest]
        })
      )
    const isNear = (whole: bigint, exact: Fraction.Fraction): boolean => {
      const { denominator, numerator } = Fraction.subtract({ numerator: whole, denominator: 1n }, exact)
      return -denominator < numerator && numerator < denominator
    }
    fc.assert(
      fc.property(tables, (table) => {
        const { cells, columns, rows, total } = Rounding.controlled(table)
        const add = (all: ReadonlyArray<bigint>) => all.reduce((sum, each) => sum + each, 0n)
        const columnOf = <A>(of: ReadonlyArray<ReadonlyArray<A>>, k: number) => of.map((row) => row[k]!)
        table.forEach((row, i) => {
          row.forEach((cell, k) => {
            expect(isNear(cells[i]![k]!, cell)).toBe(true)
          })
          expect(rows[i]).toBe(add(cells[i]!))
          expect(isNear(rows[i]!, Fraction.sum(row))).toBe(true)
        })
        columns.forEach((sum, k) => {
          const exact = Fraction.sum(columnOf(table, k))
          margins.count(exact.denominator === 1n ? "known exactly" : "between two whole numbers")
          expect(sum).toBe(add(columnOf(cells, k)))
          expect(isNear(sum, exact)).toBe(true)
        })
        expect(total).toBe(add(rows))
        expect(isNear(total, Fraction.sum(table.flat()))).toBe(true)
      }),
      runs
    )
    const shares = margins.shares()
    for (const kind of ["known exactly", "between two whole numbers"])
      expect(shares.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(0.05)
  })
})

describe("Conservation", () => {
  it("Conservation: total before = total after + unallocated, and what is unallocated is named", () => {
    const tried = scenes("Conservation")
    const went = tally("Conservation, figures")
    fc.assert(
      fc.property(drawings, (drawing) => {
        const scene = tried.of(drawing)
        if (scene === null) return
        const total = rollUp(scene)
        const restated = restate(scene, total)
        const all = destinies(scene)
        const lost = new Map(Restated.unallocated(restated).map((each) => [each.unit, each.share]))
        for (const key of ["SH", "QUY"]) {
          const column = template.columns.find((each) => each.key === key)!
          const saying = said(scene, column)
          const before = Fraction.sum(saying.map(({ figure }) => figure))
          const after = Fraction.sum(
            Snapshot.roots(scene.onto).map(({ id }) => RestatedFigure.exactly(restated, id, key) ?? Fraction.zero)
          )
          const unallocated = Fraction.sum(
            saying.map(({ figure, unit }) => Fraction.multiply(figure, lost.get(unit) ?? Fraction.zero))
          )
          expect(Fraction.add(after, unallocated), key).toEqual(before)
          const balance = Restated.balance(restated, key)!
          expect(balance.before).toEqual(before)
          expect(Fraction.sum([balance.whole, balance.shared])).toEqual(after)
          expect(balance.unallocated).toEqual(unallocated)
          for (const { unit } of saying) {
            const shares = [...all.get(unit)!.values()]
            const nobody = Fraction.subtract(Fraction.one, Fraction.sum(shares))
            expect(lost.get(unit) ?? Fraction.zero, unit).toEqual(nobody)
            went.count(shares.length === 0 ? "unallocated" : shares.every(Fraction.isOne) ? "exact" : "estimated")
          }
        }
      }),
      runs
    )
    tried.check()
    const shares = went.shares()
    for (const kind of ["exact", "estimated", "unallocated"])
      expect(shares.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(0.05)
  })
})
