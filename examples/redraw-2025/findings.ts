/**
 * What the walk found, as plain data: the terminal, the page and the JSON document all show this and compute nothing.
 */
import { type Certainty, Origin, Restated, RestatedFigure, Series } from "@lienhoi/aggregation"
import { Fraction, Succession, Trace, type Weight } from "@lienhoi/hierarchy"
import type { Language } from "@lienhoi/words"
import { Aggregation, Hierarchy, Period, Snapshot, Template } from "lienhoi"
import type { Walk } from "./walk.ts"

const hauGiang = "93@2024-06-01"
const tayNinh = "72@2024-06-01"
const canTho = "92@2025-07-01"
const newTayNinh = "80@2025-07-01"
/** Whole predecessors; three divided ones, weighed by members; a part that is only assumed. */
const told = { viTan: "31333@2025-07-01", duongMinhChau: "25552@2025-07-01", ninhThanh: "25567@2025-07-01" }

/** A share of a unit and what it rests on. */
export interface Share {
  readonly numerator: number
  readonly denominator: number
  readonly bases: ReadonlyArray<Weight.Basis>
}

const shareOf = ({ numerator, denominator }: Fraction.Fraction, bases: ReadonlyArray<Weight.Basis>): Share => ({
  numerator: Number(numerator),
  denominator: Number(denominator),
  bases
})

/** A number of one field on two days. */
export interface Compared {
  readonly unit: string
  readonly name: string
  /** The province it stands in. */
  readonly province: string
  readonly members: readonly [june: number | null, october: number | null]
  readonly debt: readonly [june: number | null, october: number | null]
  readonly debtCertainty: Certainty.Certainty
}

/** An old unit behind a new unit's figure. */
export interface Behind {
  readonly name: string
  readonly code: string | null
  readonly value: number
  readonly share: Share | null
}

/** Gathers everything that is shown. */
export const gather = (walk: Walk) => {
  const { history, template, june, july, october, restated } = walk
  const fields = Template.fields(template.template)
  const value = (total: typeof june, unit: string, key: string): number | null =>
    Aggregation.cell(total, unit, key)?.value ?? null
  const newTree = october.hierarchy
  const nameOf = (tree: Snapshot.Snapshot, unit: string): string => Snapshot.unit(tree, unit)?.name ?? unit

  const sizes = (tree: Snapshot.Snapshot, top: string) =>
    ["huyen", "co_so", "chi_hoi"].map((level) => ({ level, units: Snapshot.descendants(tree, top, { level }).length }))
  const figures = (total: typeof june, unit: string) =>
    Object.fromEntries(fields.map(({ key }) => [key, value(total, unit, key)]))

  const flows = ["TT10", "HO01"].map((key) => {
    const all = [canTho, newTayNinh].flatMap((unit) => Aggregation.explain(july, { unit, field: key })!.contributions)
    const sum = (closed: boolean) =>
      all.filter(({ unit }) => july.closed.has(unit) === closed).reduce((total, each) => total + each.value, 0)
    return { field: key, closed: sum(true), living: sum(false), total: sum(true) + sum(false) }
  })
  const states = ["TC04", "TT03"].map((key) => {
    const all = [canTho, newTayNinh].flatMap((unit) => Aggregation.explain(july, { unit, field: key })!.contributions)
    return {
      field: key,
      fromClosed: all.filter(({ unit }) => july.closed.has(unit)).length,
      units: all.length,
      total: all.reduce((total, each) => total + each.value, 0)
    }
  })

  const byLevel = Map.groupBy(walk.duties, ({ level, closing }) => `${level} ${closing}`)
  const owed = [...byLevel.values()].map((duties) => ({
    level: duties[0]!.level,
    closing: duties[0]!.closing,
    units: duties.length,
    due: duties[0]!.due
  }))

  const certainties = (key: string) => {
    const known = Snapshot.atLevel(newTree, "co_so").flatMap(({ id }) => RestatedFigure.of(restated, id, key) ?? [])
    return Object.groupBy(
      known.filter((figure) => figure.reported + figure.divided > 0),
      ({ certainty }) => certainty
    )
  }
  const balances = fields.flatMap(({ key }) => {
    const balance = Restated.balance(restated, key)
    if (balance === null) return []
    const number = ({ numerator, denominator }: Fraction.Fraction) => Number(numerator) / Number(denominator)
    return [
      {
        field: key,
        before: number(balance.before),
        exact: number(balance.whole),
        estimated: number(balance.shared),
        unallocated: number(balance.unallocated),
        communes: Object.fromEntries(Object.entries(certainties(key)).map(([name, all]) => [name, all.length]))
      }
    ]
  })

  const heirs = [...new Set(Succession.of(history).flatMap(({ to }) => to))]
  const compared = [canTho, newTayNinh].flatMap((top) =>
    Snapshot.descendants(newTree, top, { level: "co_so" })
      .filter(({ id }) => heirs.includes(id))
      .map(({ id, name }): Compared => {
        const then = (key: string) => RestatedFigure.of(restated, id, key)!
        return {
          unit: id,
          name,
          province: nameOf(newTree, top),
          members: [then("TC04").value, value(october, id, "TC04")],
          debt: [then("KT03").value, value(october, id, "KT03")],
          debtCertainty: then("KT03").certainty
        }
      })
  )

  const behind = (unit: string, key: string): ReadonlyArray<Behind> =>
    Origin.explain(restated, { unit, field: key })!.sources.map((source) => ({
      name: source.path.split(" › ").slice(0, 2).join(" › "),
      code: source.code,
      value: source.value,
      share: Fraction.isOne(source.share) ? null : shareOf(source.share, source.bases)
    }))
  const explained = [
    { unit: told.viTan, field: "KT03" },
    { unit: told.duongMinhChau, field: "KT03" },
    { unit: told.duongMinhChau, field: "TC04" },
    { unit: told.ninhThanh, field: "KT03" },
    { unit: told.duongMinhChau, field: "PA04" }
  ].map(({ unit, field: key }) => {
    const figure = RestatedFigure.of(restated, unit, key)!
    return {
      unit,
      name: nameOf(newTree, unit),
      field: key,
      value: figure.value,
      certainty: figure.certainty,
      sources: behind(unit, key)
    }
  })

  const points = Series.of({ totals: walk.monthly, unit: told.duongMinhChau, field: "KT03", ...walk.restatement })
  const recount = [canTho, newTayNinh].map((unit) => {
    const { living, dated } = RestatedFigure.of(restated, unit, "TB01")!.recount!
    return { name: nameOf(newTree, unit), living, now: value(october, unit, "TB01"), dated }
  })

  const eve = Hierarchy.at(history, "2025-06-30")
  const passages = [hauGiang, tayNinh]
    .flatMap((province) => {
      const own = new Set(Snapshot.descendants(eve, province, { level: "co_so" }).map(({ id }) => id))
      return Succession.of(history).filter(({ from }) => own.has(from))
    })
    .map(({ from, to, weight }) => ({
      from: { id: from, name: nameOf(eve, from) },
      to: { id: to, name: nameOf(newTree, to) },
      province: Snapshot.ancestors(eve, from).at(-1)!.id,
      share: weight === null ? null : { ...weight, bases: [weight.basis] }
    }))

  return {
    plan: {
      ends: walk.preview.ends.length,
      begins: walk.preview.begins.length,
      moves: walk.preview.moves.length,
      warnings: walk.warnings,
      waited: walk.waited,
      waiting: walk.waiting,
      kept: walk.kept[0] ?? null
    },
    before: [hauGiang, tayNinh].map((unit) => ({
      unit,
      name: nameOf(june.hierarchy, unit),
      sizes: sizes(june.hierarchy, unit),
      figures: figures(june, unit)
    })),
    across: {
      on: july.hierarchy.date,
      owed,
      late: {
        before: Aggregation.cell(walk.juneInTime, hauGiang, "TT03")!,
        after: Aggregation.cell(june, hauGiang, "TT03")!
      },
      filings: walk.filings.map(({ unit, period, at, chair, filed, issues, dropped }) => ({
        name: nameOf(eve, unit),
        period: { vi: Period.format(period), en: Period.format(period, "en") } satisfies Language.Bilingual,
        at,
        by: nameOf(newTree, chair.unit),
        taken: filed !== null,
        issues,
        dropped: dropped.map(({ key }) => key)
      })),
      flows,
      states,
      longer: [
        { name: "2025-Q3", total: walk.quarter },
        { name: "2025-9M", total: walk.nineMonths }
      ].map(({ name, total }) => ({
        name,
        on: total.hierarchy.date,
        closed: total.closed.size,
        posts: value(total, canTho, "TT10")! + value(total, newTayNinh, "TT10")!,
        members: value(total, canTho, "TC04")! + value(total, newTayNinh, "TC04")!
      }))
    },
    after: {
      on: newTree.date,
      units: [canTho, newTayNinh].map((unit) => ({
        unit,
        name: nameOf(newTree, unit),
        sizes: sizes(newTree, unit).filter(({ units }) => units > 0),
        figures: figures(october, unit)
      })),
      balances,
      refused: walk.refused,
      unallocated: Restated.unallocated(restated).length,
      compared,
      explained,
      recount,
      notRestated: Restated.notRestated(restated),
      series: {
        name: nameOf(newTree, told.duongMinhChau),
        points: points.ok
          ? points.value.map(({ periods, figure, isBreak }) => ({
              period: periods[0]!,
              value: figure.value,
              certainty: figure.certainty,
              isBreak
            }))
          : []
      },
      code: Trace.code(history, "31393").map((life) => ({
        name: life.names.at(-1)!.value,
        from: life.from,
        until: life.until,
        predecessors: life.predecessors.map(({ name }) => name),
        successors: life.successors.map(({ name }) => name)
      }))
    },
    passages,
    fields: fields.map(({ key, label, labelEn, type, unit }) => ({
      key,
      label: { vi: label, en: labelEn ?? label } satisfies Language.Bilingual,
      unit: unit ?? "",
      percent: type === "ratio"
    }))
  }
}

/** What {@link gather} gives. */
export type Findings = ReturnType<typeof gather>
