import type * as Issue from "@lienhoi/words/Issue"
import * as Cell from "../Cell.ts"
import type { Kind, When } from "../Expression.ts"
import type { Field } from "../Field.ts"
import type { Context, Input, Validation } from "../Validation.ts"
import * as Answer from "./answer.ts"
import { issue } from "./answerTexts.ts"
import * as Arithmetic from "./arithmetic.ts"
import { checksOf } from "./checks.ts"
import * as Closures from "./closures.ts"
import * as Findings from "./findings.ts"
import { gather } from "./gather.ts"
import { gridCells, spread } from "./grid.ts"
import type { FieldModel, Model } from "./model.ts"

/** A cell of an earlier period, or a target, that some formula reads; it stands behind the slots of this one. */
interface Past {
  readonly key: string
  readonly when: When
  readonly kind: Kind
}

const isNothing = (raw: unknown): boolean =>
  raw === undefined || raw === null || (typeof raw === "string" && raw.trim() === "")

/** The text of a cell as formulas compare it; attachments and tables are only there or not. */
const textOf = (cell: Cell.Cell): string | null => {
  if (cell.state === "zero") return ""
  if (cell.state !== "value") return null
  return typeof cell.value === "string" ? cell.value : Array.isArray(cell.value) ? "" : null
}

const numberOf = (cell: Cell.Cell): number =>
  cell.state === "value" && typeof cell.value === "boolean" ? Number(cell.value) : (Cell.number(cell) ?? Number.NaN)

const ofComputed = (value: number, field: Field): Cell.Cell => {
  if (Number.isNaN(value)) return Cell.missing
  return Cell.value(field.type === "bool" ? value === 1 : value)
}

/** What follows from the level that reports. */
interface Asked {
  /** By slot: 1 when the level answers it. */
  readonly slots: Uint8Array
  /** The slots whose cells are given back. */
  readonly shown: ReadonlyArray<number>
  /** Those cells, empty: an object that has its keys is copied much faster than it is built. */
  readonly blank: { readonly [column: string]: Cell.Cell }
}

/** Compiles a model into one function; nothing is looked up by name while it runs. */
export const validator = (model: Model): ((input: Input, context: Context) => Validation) => {
  const { slots, fields } = model
  const size = slots.length
  const pasts: Array<Past> = []
  const { numeric } = Closures.make((key, when, kind) => {
    if (when === "now") return model.byKey.get(key.toLowerCase())!.index
    const known = pasts.findIndex((past) => past.key === key && past.when === when)
    return size + (known >= 0 ? known : pasts.push({ key, when, kind }) - 1)
  })
  const exact = new Map(slots.map((slot) => [slot.key, slot.index]))
  const readers = slots.map((slot) => Answer.reader(slot.field))
  const formulas = fields.map(({ formula }) => (formula === null ? null : numeric(formula)))
  const relevances = fields.map(({ relevant }) => relevant.map(numeric))
  const reasons = fields.map(({ field }) => Findings.notRelevantReason(model, field))
  const requirements = fields.map(({ required }) =>
    typeof required === "boolean" ? (required ? () => 1 : null) : numeric(required)
  )
  const checks = fields.map((one) => checksOf(model, one))
  const remarks = model.remarks.map((remark) => ({ remark, when: numeric(remark.when) }))
  const owned = fields.map((_, owner) => slots.filter((slot) => slot.owner === owner))

  const grids = slots
    .map(({ index, field }) => ({ index, cells: gridCells(field) }))
    .filter(({ cells }) => cells.length > 0)

  const unitsOf = fields.map(({ field }) => (field.counts?.startsWith("units:") ? field.counts.slice(6) : null))

  const askedOf = (level: string): Asked => {
    const asked = Uint8Array.from(slots, ({ field }) => (field.askedOf.includes(level) ? 1 : 0))
    const shown = slots.filter(
      ({ index, field }) => asked[index] === 1 || field.askedOf.length === 0 || field.type === "ratio"
    )
    const blank = Object.fromEntries(shown.map(({ key }) => [key, Cell.missing]))
    return { slots: asked, shown: shown.map(({ index }) => index), blank }
  }
  const levels = new Map(model.template.appliesTo.levels.map((level) => [level, askedOf(level)]))

  const read = (
    input: Input,
    level: string,
    asked: Asked,
    cells: Array<Cell.Cell>,
    unreadable: Uint8Array
  ): Array<Issue.Issue> => {
    const issues: Array<Issue.Issue> = []
    const raw = gather(model, exact, input, issues)
    for (let i = 0; i < size; i++) {
      const given = raw[i]
      if (isNothing(given)) continue
      const slot = slots[i]!
      if (asked.slots[i] === 0) {
        issues.push(slot.field.askedOf.length === 0 ? Findings.computed(slot) : Findings.notAsked(model, slot, level))
        continue
      }
      const cell = readers[i]!(given, (code, params, tail) => {
        issues.push(Findings.unreadable(slot, code, params, tail))
      })
      if (cell === null) unreadable[i] = 1
      else cells[i] = cell
    }
    return issues
  }

  const compute = (
    one: FieldModel,
    formula: Closures.Numeric | null,
    frame: Closures.Frame,
    cells: Array<Cell.Cell>
  ) => {
    const { field, slot, numerator, denominator } = one
    const { numbers, texts } = frame
    if (formula !== null) {
      const value = formula(frame)
      const scaled = field.type === "bool" ? value : Arithmetic.round(value, field.decimals)
      const held = Math.abs(scaled) * 10 ** field.decimals <= Number.MAX_SAFE_INTEGER ? scaled : Number.NaN
      numbers[slot] = field.type === "bool" ? value : held
      cells[slot] = ofComputed(numbers[slot]!, field)
    } else if (numerator !== null && denominator !== null) {
      const typed = cells[slot]!
      const written = typed.state === "value" ? (typed.printed ?? null) : null
      texts[slot] = written
      if (typed.state === "not-applicable") return
      const base = numbers[denominator]!
      const share = Arithmetic.divide(numbers[numerator]!, base)
      if (base === 0) {
        cells[slot] = Cell.notApplicable(Findings.noBase)
        numbers[slot] = Number.NaN
      } else if (!Number.isNaN(share)) {
        cells[slot] = written === null ? Cell.value(share) : { state: "value", value: share, printed: written }
        numbers[slot] = share
      }
    }
  }

  return (input, context) => {
    const { level } = context.unit
    const asked = levels.get(level) ?? askedOf(level)
    const issues: Array<Issue.Issue> = [...Findings.notFor(model, context)]
    const cells: Array<Cell.Cell> = new Array(size).fill(Cell.missing)
    const unreadable = new Uint8Array(size)
    try {
      issues.push(...read(input, level, asked, cells, unreadable))
    } catch {
      // Getters and proxies may throw; what is JSON never does.
      issues.push(issue("input.unreadable", {}, { path: ["input"] }))
      cells.fill(Cell.missing)
      unreadable.fill(1)
    }

    const numbers = new Float64Array(size + pasts.length)
    const texts: Array<string | null> = new Array(size + pasts.length).fill(null)
    const frame: Closures.Frame = { numbers, texts, cells }
    pasts.forEach((past, i) => {
      const cell = pastCell(context, past)
      numbers[size + i] = numberOf(cell)
      texts[size + i] = textOf(cell)
    })

    const closed = new Uint8Array(fields.length)
    for (const owner of model.order) {
      const one = fields[owner]!
      const irrelevant = relevances[owner]!.some((relevance) => relevance(frame) === 0)
      if (irrelevant) {
        closed[owner] = owned[owner]!.some(({ index }) => isAnswer(cells[index]!)) ? 2 : 1
        for (const { index } of owned[owner]!) {
          cells[index] = Cell.notApplicable(reasons[owner]!)
        }
      }
      for (const { index } of owned[owner]!) {
        numbers[index] = numberOf(cells[index]!)
        texts[index] = textOf(cells[index]!)
      }
      if (!irrelevant) compute(one, formulas[owner]!, frame, cells)
    }

    for (let owner = 0; owner < fields.length; owner++) {
      const one = fields[owner]!
      const slot = slots[one.slot]!
      if (closed[owner] !== 0) {
        if (closed[owner] === 2) issues.push(Findings.notRelevant(model, slot))
        continue
      }
      const requirement = requirements[owner]!
      if (
        requirement !== null &&
        cells[one.slot]!.state === "missing" &&
        unreadable[one.slot] === 0 &&
        asked.slots[one.slot] === 1 &&
        requirement(frame) === 1
      ) {
        issues.push(Findings.required(slot))
      }
      const itself = unitsOf[owner] === level && asked.slots[one.slot] === 1
      if (itself && numbers[one.slot]! > 1) issues.push(Findings.moreThanItself(slot, numbers[one.slot]!))
      for (const check of checks[owner]!) check(frame, issues)
    }
    for (const { remark, when } of remarks) {
      if (when(frame) === 1) issues.push(Findings.remark(model, remark, (slot) => cells[slot.index]))
    }

    const found: { [column: string]: Cell.Cell } = { ...asked.blank }
    for (const index of asked.shown) found[slots[index]!.key] = cells[index]!
    for (const grid of grids) {
      if (asked.slots[grid.index] === 0) continue
      for (const [name, cell] of spread(grid.cells, cells[grid.index]!)) found[name] = cell
    }
    return { ok: !issues.some((one) => one.severity === "error"), cells: found, issues }
  }
}

const isAnswer = (cell: Cell.Cell): boolean => cell.state === "value" || cell.state === "zero"

/** The cell of an earlier period, or of the targets; missing when they are not known. */
const pastCell = (context: Context, past: { readonly key: string; readonly when: When }): Cell.Cell => {
  const cells =
    past.when === "previous" ? context.previous : past.when === "target" ? context.targets : context.sameLastYear
  return cells != null && Object.hasOwn(cells, past.key) ? cells[past.key]! : Cell.missing
}
