import type * as Issue from "@lienhoi/words/Issue"
import * as Cell from "../Cell.ts"
import type { When } from "../Expression.ts"
import { bounds, type Field, isNumeric, isPercent } from "../Field.ts"
import type { Context, Input, Validation } from "../Validation.ts"
import * as Answer from "./answer.ts"
import { issue } from "./answerTexts.ts"
import { percent, round } from "./arithmetic.ts"
import { evaluate, type World, type Worth } from "./evaluate.ts"
import * as Findings from "./findings.ts"
import { gather } from "./gather.ts"
import { gridCells, spread } from "./grid.ts"
import { listOf } from "./lists.ts"
import type { FieldModel, Model, Slot } from "./model.ts"
import { contradicts } from "./printed.ts"

/** What came in for one slot: a cell, or something that nobody could read. */
type Answered = Cell.Cell | "unreadable"

/** A field once its relevance and its value are known. */
interface Settled {
  readonly cells: ReadonlyMap<string, Cell.Cell>
  readonly relevant: boolean
  /** Whether somebody answered although it was not asked. */
  readonly answered: boolean
  readonly printed: string | null
}

const hasContent = (raw: unknown): boolean =>
  typeof raw === "string" ? raw.trim() !== "" : raw !== null && raw !== undefined

const worthOf = (cell: Cell.Cell, field: Field): Worth => {
  if (cell.state === "zero") return isNumeric(field) ? 0 : ""
  if (cell.state !== "value") return null
  return Array.isArray(cell.value) ? "" : (cell.value as Worth)
}

const answers = (model: Model, input: Input, level: string, issues: Array<Issue.Issue>): ReadonlyArray<Answered> => {
  const exact = new Map(model.slots.map((slot) => [slot.key, slot.index]))
  return gather(model, exact, input, issues).map((raw, i): Answered => {
    const slot = model.slots[i]!
    if (!hasContent(raw)) return Cell.missing
    if (!slot.field.askedOf.includes(level)) {
      issues.push(slot.field.askedOf.length === 0 ? Findings.computed(slot) : Findings.notAsked(model, slot, level))
      return Cell.missing
    }
    const say: Answer.Say = (code, params, tail) => issues.push(Findings.unreadable(slot, code, params, tail))
    return Answer.reader(slot.field)(raw, say) ?? "unreadable"
  })
}

const settled = (model: Model, context: Context, given: ReadonlyArray<Answered>) => {
  const known = new Map<number, Settled>()
  const slotAt = (key: string): Slot => model.byKey.get(key.toLowerCase())!
  const cellAt = (key: string): Cell.Cell => field(slotAt(key).owner).cells.get(slotAt(key).key)!

  const past = (key: string, when: When): Worth => {
    const known = { now: null, previous: context.previous, "last-year": context.sameLastYear, target: context.targets }
    const cells = known[when]
    const cell = cells != null && Object.hasOwn(cells, key) ? cells[key]! : Cell.missing
    return worthOf(cell, slotAt(key).field)
  }
  const world: World = {
    cell: (key, when) => (when === "now" ? worthOf(cellAt(key), slotAt(key).field) : past(key, when)),
    list: (key, column) => listOf(cellAt(key), column)
  }

  const asAnswered = (slot: number): Cell.Cell => {
    const one = given[slot]!
    return one === "unreadable" ? Cell.missing : one
  }

  const computed = ({ field: { type, decimals }, formula }: FieldModel): Cell.Cell => {
    const worth = evaluate(formula!, world)
    if (worth === null) return Cell.missing
    if (type === "bool") return Cell.value(worth)
    const value = round(worth as number, decimals)
    const fits = Math.abs(value) * 10 ** decimals <= Number.MAX_SAFE_INTEGER
    return fits ? Cell.value(value) : Cell.missing
  }

  const ratio = (one: FieldModel, typed: Cell.Cell): Cell.Cell => {
    if (typed.state === "not-applicable") return typed
    const a = Cell.number(cellAt(model.slots[one.numerator!]!.key))
    const b = Cell.number(cellAt(model.slots[one.denominator!]!.key))
    if (b === 0) return Cell.notApplicable(Findings.noBase)
    if (a === null || b === null) return typed
    const printed = typed.state === "value" ? typed.printed : undefined
    return { state: "value", value: a / b, ...(printed === undefined ? {} : { printed }) }
  }

  const settle = (owner: number): Settled => {
    const one = model.fields[owner]!
    const own = model.slots.filter((slot) => slot.owner === owner)
    const typed = own.map((slot) => asAnswered(slot.index))
    const answered = typed.some((cell) => cell.state === "value" || cell.state === "zero")
    if (one.relevant.some((condition) => evaluate(condition, world) === false)) {
      const empty = Cell.notApplicable(Findings.notRelevantReason(model, one.field))
      return { cells: new Map(own.map((slot) => [slot.key, empty])), relevant: false, answered, printed: null }
    }
    const [first] = typed
    const main = one.formula !== null ? computed(one) : one.numerator !== null ? ratio(one, first!) : first!
    const cells = new Map(own.map((slot, i) => [slot.key, i === 0 ? main : typed[i]!]))
    const printed = one.field.type === "ratio" && first!.state === "value" ? (first!.printed ?? null) : null
    return { cells, relevant: true, answered, printed }
  }

  const field = (owner: number): Settled => {
    const before = known.get(owner)
    if (before !== undefined) return before
    const now = settle(owner)
    known.set(owner, now)
    return now
  }

  return { field, cellAt, world }
}

/** Walks a template for one submission. */
export const interpret = (model: Model, input: Input, context: Context): Validation => {
  const { level } = context.unit
  const issues: Array<Issue.Issue> = [...Findings.notFor(model, context)]
  let given: ReadonlyArray<Answered>
  const heard: Array<Issue.Issue> = []
  try {
    given = answers(model, input, level, heard)
    issues.push(...heard)
  } catch {
    given = model.slots.map(() => "unreadable" as const)
    issues.push(issue("input.unreadable", {}, { path: ["input"] }))
  }
  const { field: settledField, cellAt, world } = settled(model, context, given)
  const numberAt = (slot: number): number | null => Cell.number(cellAt(model.slots[slot]!.key))

  const about = (one: FieldModel, owner: number): void => {
    const { field } = one
    const slot = model.slots[one.slot]!
    const state = settledField(owner)
    if (!state.relevant) {
      if (state.answered) issues.push(Findings.notRelevant(model, slot))
      return
    }
    const asked = field.askedOf.includes(level)
    const unanswered = cellAt(slot.key).state === "missing" && given[one.slot] !== "unreadable"
    const required = typeof one.required === "boolean" ? one.required : evaluate(one.required, world) === true
    if (required && asked && unanswered) issues.push(Findings.required(slot))
    if (!isNumeric(field)) return

    const value = numberAt(one.slot)
    if (asked && field.counts === `units:${level}` && value !== null && value > 1) {
      issues.push(Findings.moreThanItself(slot, value))
    }
    const own = model.slots.filter((other) => other.owner === owner)
    const scaled = own
      .map((other) => ({ other, n: numberAt(other.index) }))
      .flatMap(({ other, n }) => (n === null ? [] : [{ other, n: isPercent(field) ? percent(n) : n }]))
    for (const { other, n } of scaled) {
      const { min } = bounds(field, other.item)
      if (min !== null && n < min) issues.push(Findings.below(other, n))
    }
    if (field.max !== null && scaled[0]?.other === slot && scaled[0].n > field.max) {
      issues.push(Findings.above(slot, scaled[0].n))
    }
    if (one.partOf !== null) {
      const whole = numberAt(one.partOf)
      if (value !== null && whole !== null && value > whole) {
        issues.push(Findings.partExceeds(slot, model.slots[one.partOf]!, value, whole))
      }
    }
    field.disaggregate.forEach(({ label, complete, items }, n) => {
      const parts = one.breakdowns[n]!.slots.map((index) => ({ item: model.slots[index]!, n: numberAt(index) }))
      const absent = parts.filter((part) => part.n === null)
      if (absent.length === items.length) return
      const sum = round(
        parts.reduce((total, part) => total + (part.n ?? 0), 0),
        field.decimals
      )
      if (complete && absent.length > 0) {
        issues.push(
          Findings.breakdownMissing(
            slot,
            label,
            absent.map((part) => part.item)
          )
        )
      }
      if (value === null) return
      if (sum > value) issues.push(Findings.breakdown(slot, label, "breakdown.exceeds", sum, value))
      if (complete && absent.length === 0 && sum < value) {
        issues.push(Findings.breakdown(slot, label, "breakdown.differs", sum, value))
      }
    })
    if (field.type === "ratio" && state.printed !== null) {
      const [top, base] = [model.slots[one.numerator!]!, model.slots[one.denominator!]!]
      const [a, b] = [numberAt(top.index), numberAt(base.index)]
      if (b === 0) issues.push(Findings.ratioWithoutBase(slot, state.printed, base))
      else if (a !== null && b !== null && contradicts(state.printed, (a / b) * (isPercent(field) ? 100 : 1))) {
        issues.push(Findings.ratioContradicts(slot, state.printed, [top, a, base, b]))
      }
    }
  }

  model.fields.forEach(about)
  for (const remark of model.remarks) {
    if (evaluate(remark.when, world) === true) issues.push(Findings.remark(model, remark, (slot) => cellAt(slot.key)))
  }
  const shown = model.slots.filter(
    ({ field }) => field.askedOf.length === 0 || field.type === "ratio" || field.askedOf.includes(level)
  )
  return {
    ok: issues.every((one) => one.severity !== "error"),
    cells: Object.fromEntries(
      shown.flatMap((slot) => [
        [slot.key, cellAt(slot.key)] as const,
        ...(slot.field.askedOf.includes(level) ? spread(gridCells(slot.field), cellAt(slot.key)) : [])
      ])
    ),
    issues
  }
}
