/** What of a target is there and what is needed, kind by kind. */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import * as Target from "@lienhoi/template/Target"
import * as Template from "@lienhoi/template/Template"
import * as Figure from "../Figure.ts"
import type { Restated } from "../Restated.ts"
import * as Total from "../Total.ts"
import { type Reading, reading } from "./reading.ts"
import { within } from "./within.ts"

/** What a percentage is of. */
export interface Denominator {
  /** `null` when there is no figure for that day. */
  readonly value: number | null
  /** The day whose figure, or whose tree, it is. */
  readonly on: PlainDate.PlainDate
  /** The figure; `null` when units are counted. */
  readonly figure: Reading | null
  /** When units are counted: how many there are on the tree of the figures, after every redraw since. */
  readonly unitsNow: number | null
}

/** How the units of a level stand to a target that each of them has to reach. */
export interface Units {
  readonly of: number
  readonly reached: number
  /** Gave no figure. */
  readonly unknown: number
}

/** What is asked. */
export interface Question {
  readonly target: Target.Target
  /** Of the set it stands in; `null` for a target of a template. */
  readonly term: Target.Term | null
  readonly unit: string
  /** Rolled up over `Target.periodsOf` with the template that measures it. */
  readonly total: Total.Total
  /**
   * The totals of other templates and other days: a denominator, a base, and the eve of the first day for the pace of what
   * stands at the end of a period. The period wanted is the one whose window holds the day, or the last that ended by it.
   * A total of another tree comes restated on the tree of `total`. `null`: nothing is known of it. Without this function only figures of `total` are.
   */
  readonly totalOf?: (of: {
    readonly template: string | null
    /** `null`: the period of `total`. */
    readonly at: PlainDate.PlainDate | null
  }) => Total.Total | Restated | null
  /** The tree of another day, for denominators that count units. */
  readonly treeAt?: (day: PlainDate.PlainDate) => Snapshot | null
}

/** Found for one target. */
export interface Measure {
  readonly actual: number | null
  readonly needed: number | null
  readonly planned: number | null
  readonly forecast: number | null
  readonly because: { readonly code: Lack; readonly day: PlainDate.PlainDate } | null
  readonly figure: Figure.Figure | null
  readonly denominator: Denominator | null
  readonly base: Reading | null
  readonly units: Units | null
}

type Lack = "no-field" | "no-figure" | "no-denominator" | "denominator-zero" | "no-base" | "no-units"

/** The days of the target, as far as they have passed. */
export interface Course {
  readonly from: PlainDate.PlainDate
  readonly on: PlainDate.PlainDate
  /** From 0 to 1. */
  readonly elapsed: number
}

const nothing: Measure = {
  actual: null,
  needed: null,
  planned: null,
  forecast: null,
  because: null,
  figure: null,
  denominator: null,
  base: null,
  units: null
}

/** In a straight line from the first day through what is there. */
const straight = (start: number, actual: number, elapsed: number): number | null =>
  elapsed > 0 ? start + (actual - start) / elapsed : null

/** Places of the living units of a level at or under a unit. */
const unitsOf = (total: Total.Total, unit: string, level: string): ReadonlyArray<string> => {
  const { closed, hierarchy } = total
  const place = hierarchy.index.get(unit)
  if (place === undefined) return []
  return within(hierarchy, place)
    .map((at) => hierarchy.units[at]!)
    .filter((one) => one.level === level && !closed.has(one.id))
    .map(({ id }) => id)
}

/** Whether every figure of the field says what happened in its period, so that nothing was there on the first day. */
const isFlow = (total: Total.Total, field: string): boolean => {
  const column = Total.column(total, field)?.column
  if (column !== undefined) return column.periods === "sum" || column.periods === "count"
  const ratio = Template.field(total.template.template, field)
  return ratio?.type === "ratio" && isFlow(total, ratio.numerator!) && isFlow(total, ratio.denominator!)
}

export const measure = (question: Question, course: Course): Measure => {
  const { target, total, unit } = question
  const figure = Figure.of(total, unit, target.field)
  if (figure === null) return { ...nothing, because: { code: "no-field", day: course.on } }
  switch (target.kind) {
    case "absolute":
      return absolute(question, course, figure)
    case "percent":
      return target.of === null ? ofRatio(question, course, figure) : percent(question, course, figure)
    case "each-unit":
      return eachUnit(question, course, figure)
    case "per-unit-plus":
      return perUnitPlus(question, course, figure)
  }
}

/** The value of the field in a unit on the eve of the first day; 0 for what happens in a period, `null` when not known. */
const starting = ({ target, total, totalOf }: Question, { from }: Course): ((unit: string) => number | null) => {
  if (isFlow(total, target.field)) return () => 0
  const before = totalOf?.({ template: target.template, at: PlainDate.addDays(from, -1) }) ?? null
  return (unit) => (before === null ? null : (reading(before, unit, target.field)?.value ?? null))
}

const ahead = (question: Question, course: Course, unit: string, actual: number | null): number | null => {
  const start = starting(question, course)(unit)
  return actual === null || start === null ? null : straight(start, actual, course.elapsed)
}

const silent = (figure: Figure.Figure, { on }: Course): Measure["because"] =>
  figure.value === null ? { code: "no-figure", day: on } : null

const absolute = (question: Question, course: Course, figure: Figure.Figure): Measure => {
  const { value } = question.target
  return {
    ...nothing,
    figure,
    actual: figure.value,
    needed: value,
    planned: value,
    forecast: ahead(question, course, question.unit, figure.value),
    because: silent(figure, course)
  }
}

/** A ratio of what happens keeps its level; any other goes on in a straight line. */
const ofRatio = (question: Question, course: Course, figure: Figure.Figure): Measure => {
  const { target, total, unit } = question
  const needed = target.value / 100
  return {
    ...nothing,
    figure,
    actual: figure.value,
    needed,
    planned: needed,
    forecast: isFlow(total, target.field) ? figure.value : ahead(question, course, unit, figure.value),
    because: silent(figure, course)
  }
}

const denominatorOf = ({ target, total, totalOf, treeAt, unit }: Question, { on }: Course): Denominator => {
  const of = target.of!
  if (!Target.isUnitCount(of)) {
    const template = of.template ?? target.template
    const isHere = of.at === null && template === target.template
    const there = isHere ? total : (totalOf?.({ template, at: of.at }) ?? null)
    const figure = there === null ? null : reading(there, unit, of.field)
    return { value: figure?.value ?? null, on: of.at ?? on, figure, unitsNow: null }
  }
  const unitsNow = unitsOf(total, unit, of.units).length
  if (of.at === null) return { value: unitsNow, on: total.hierarchy.date, figure: null, unitsNow }
  const tree = treeAt?.(of.at) ?? null
  const place = tree?.index.get(unit)
  const then =
    tree === null || place === undefined
      ? null
      : within(tree, place).filter((at) => tree.units[at]!.level === of.units).length
  return { value: then, on: of.at, figure: null, unitsNow }
}

const percent = (question: Question, course: Course, figure: Figure.Figure): Measure => {
  const denominator = denominatorOf(question, course)
  const whole = denominator.value
  const needed = question.target.value / 100
  const share = (part: number | null): number | null => (part === null || !whole ? null : part / whole)
  const lack = whole === null ? "no-denominator" : whole === 0 ? "denominator-zero" : null
  return {
    ...nothing,
    figure,
    denominator,
    actual: share(figure.value),
    needed,
    planned: whole === null ? null : needed * whole,
    forecast: share(ahead(question, course, question.unit, figure.value)),
    because: silent(figure, course) ?? (lack === null ? null : { code: lack, day: denominator.on })
  }
}

/** A unit without a figure has not reached it as far as anybody knows. */
const eachUnit = (question: Question, course: Course, figure: Figure.Figure): Measure => {
  const { target, total, unit } = question
  const all = unitsOf(total, unit, target.level!)
  const start = starting(question, course)
  let reached = 0
  let unknown = 0
  let coming: number | null = 0
  for (const id of all) {
    const value = Figure.of(total, id, target.field)?.value ?? null
    if (value === null) {
      unknown++
      continue
    }
    if (value >= target.value) reached++
    const before = start(id)
    const then = before === null ? null : straight(before, value, course.elapsed)
    if (coming !== null)
      coming = then === null ? null : coming + (value >= target.value || then >= target.value ? 1 : 0)
  }
  const isEmpty = all.length === 0
  return {
    ...nothing,
    figure,
    actual: isEmpty || unknown === all.length ? null : reached,
    needed: isEmpty ? null : all.length,
    planned: isEmpty ? null : target.value * all.length,
    forecast: unknown === all.length ? null : coming,
    because: isEmpty
      ? { code: "no-units", day: course.on }
      : unknown === all.length
        ? { code: "no-figure", day: course.on }
        : null,
    units: { of: all.length, reached, unknown }
  }
}

const perUnitPlus = (question: Question, course: Course, figure: Figure.Figure): Measure => {
  const { target, total, totalOf, unit } = question
  const all = unitsOf(total, unit, target.level!).length
  const { base: from } = target
  const template = from === null ? null : (from.template ?? target.template)
  const isHere = from !== null && from.at === null && template === target.template
  const there = from === null ? null : isHere ? total : (totalOf?.({ template, at: from.at }) ?? null)
  const base = from === null || there === null ? null : reading(there, unit, from.field)
  const start = from === null ? 0 : (base?.value ?? null)
  const needed = target.value * all
  const actual = figure.value === null || start === null ? null : figure.value - start
  const hasPace = from !== null || isFlow(total, target.field)
  const lack =
    silent(figure, course) ?? (start === null ? { code: "no-base" as const, day: from?.at ?? course.on } : null)
  return {
    ...nothing,
    figure,
    base,
    actual: all === 0 ? null : actual,
    needed: all === 0 ? null : needed,
    planned: all === 0 || start === null ? null : start + needed,
    forecast: actual === null || all === 0 || !hasPace ? null : straight(0, actual, course.elapsed),
    because: all === 0 ? { code: "no-units", day: course.on } : lack
  }
}
