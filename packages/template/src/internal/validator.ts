import type * as Issue from "@lienhoi/words/Issue"
import * as Cell from "../Cell.ts"
import type { Kind, When } from "../Expression.ts"
import { bounds, isNumeric, isPercent } from "../Field.ts"
import type { Context, Input, Validation } from "../Validation.ts"
import * as Answer from "./answer.ts"
import { issue } from "./answerTexts.ts"
import * as Arithmetic from "./arithmetic.ts"
import { checksOf } from "./checks.ts"
import * as Closures from "./closures.ts"
import * as Findings from "./findings.ts"
import { gather } from "./gather.ts"
import { gridCells, spread } from "./grid.ts"
import { layout, slotOf } from "./layout.ts"
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

/** Puts a cell into its slot, in all the ways in which it is read. */
const put = ({ numbers, texts, cells }: Closures.Frame, slot: number, cell: Cell.Cell): void => {
  numbers[slot] = numberOf(cell)
  texts[slot] = textOf(cell)
  cells[slot] = cell.state === "missing" ? null : cell
}

/** What follows from the level that reports. */
interface Asked {
  /** By slot: whether the level answers it. */
  readonly slots: ReadonlyArray<boolean>
  /** The slots whose cells are given back. */
  readonly shown: ReadonlyArray<number>
  /** Those cells, empty: an object that has its keys is copied much faster than it is built. */
  readonly blank: { readonly [column: string]: Cell.Cell }
}

/** A frame in which nothing has been said, and what is remarkable about its slots. */
interface Sheet extends Closures.Frame {
  readonly marks: Array<number>
}

/** Something stands there that cannot be read. */
const unreadable = 1
/** The field is not asked, as things are; the mark is on its main slot. */
const closed = 2
/** And it was answered all the same. */
const closedButAnswered = 4

/** The bounds between which a number settles everything about its field; none when there is more to look at. */
const quiet = ({ field, breakdowns, numerator, partOf }: FieldModel): readonly [number, number] => {
  const isPlain = isNumeric(field) && !isPercent(field) && numerator === null && partOf === null
  if (!isPlain || breakdowns.length > 0 || field.counts?.startsWith("units:")) return [1, 0]
  const { min, max } = bounds(field, null)
  return [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY]
}

/**
 * Compiles a model into one function. While it runs nothing is looked up by name, cells are only built to be given back
 * and issues only when something is wrong: a number that came as a number is a number in its slot and no more.
 */
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
  const laid = layout(slotOf(model))
  const isWhole = slots.map(({ field }) => field.type === "count" || field.type === "money")
  const units = slots.map(({ field }) => 10 ** field.decimals)
  const readers = slots.map((slot) => Answer.reader(slot.field))
  const formulas = fields.map(({ formula }) => (formula === null ? null : numeric(formula)))
  const relevances = fields.map(({ relevant }) => relevant.map(numeric))
  const reasons = fields.map(({ field }) => Findings.notRelevantReason(model, field))
  const requirements = fields.map(({ required }) =>
    typeof required === "boolean" ? (required ? () => 1 : null) : numeric(required)
  )
  const checks = fields.map((one) => checksOf(model, one))
  const remarks = model.remarks.map((remark) => ({ remark, when: numeric(remark.when) }))
  const owned = fields.map((): Array<number> => [])
  for (const { owner, index } of slots) owned[owner]!.push(index)
  const mains = fields.map(({ slot }) => slot)
  const [least, most] = [fields.map((one) => quiet(one)[0]), fields.map((one) => quiet(one)[1])]
  // Everybody else is what was answered.
  const unsettled = model.order.filter((owner) => {
    const { formula, numerator, relevant } = fields[owner]!
    return formula !== null || numerator !== null || relevant.length > 0
  })

  const grids = slots
    .map(({ index, field }) => ({ index, cells: gridCells(field) }))
    .filter(({ cells }) => cells.length > 0)

  const unitsOf = fields.map(({ field }) => (field.counts?.startsWith("units:") ? field.counts.slice(6) : null))

  const askedOf = (level: string): Asked => {
    const asked = slots.map(({ field }) => field.askedOf.includes(level))
    const shown = slots.filter(
      ({ index, field }) => asked[index] || field.askedOf.length === 0 || field.type === "ratio"
    )
    const blank = Object.fromEntries(shown.map(({ key }) => [key, Cell.missing]))
    return { slots: asked, shown: shown.map(({ index }) => index), blank }
  }
  const levels = new Map(model.template.appliesTo.levels.map((level) => [level, askedOf(level)]))

  const nothing = new Array<undefined>(size).fill(undefined)
  const blank: Sheet = {
    numbers: new Array<number>(size + pasts.length).fill(Number.NaN),
    texts: new Array<null>(size + pasts.length).fill(null),
    cells: new Array<null>(size + pasts.length).fill(null),
    marks: new Array<number>(size).fill(0)
  }
  const fresh = (): Sheet => ({
    numbers: blank.numbers.slice(),
    texts: blank.texts.slice(),
    cells: blank.cells.slice(),
    marks: blank.marks.slice()
  })

  /** What was given for one slot, unless it is a whole number that was wanted. */
  const answer = (
    given: unknown,
    slot: number,
    level: string,
    asked: Asked,
    sheet: Sheet,
    issues: Array<Issue.Issue>
  ) => {
    if (isNothing(given)) return
    const one = slots[slot]!
    if (!asked.slots[slot]) {
      issues.push(one.field.askedOf.length === 0 ? Findings.computed(one) : Findings.notAsked(model, one, level))
      return
    }
    const cell = readers[slot]!(given, (code, params, tail) => {
      issues.push(Findings.unreadable(one, code, params, tail))
    })
    if (cell === null) sheet.marks[slot] = unreadable
    else put(sheet, slot, cell)
  }

  const read = (input: Input, level: string, asked: Asked, sheet: Sheet, issues: Array<Issue.Issue>): void => {
    const { numbers } = sheet
    const laidOut: Array<unknown> = nothing.slice()
    const raw = laid(input, laidOut) ? laidOut : gather(model, exact, input, issues)
    for (let i = 0; i < size; i++) {
      const given = raw[i]
      if (typeof given === "number" && Number.isSafeInteger(given) && isWhole[i] && asked.slots[i]) {
        numbers[i] = given + 0
      } else if (given !== undefined) answer(given, i, level, asked, sheet, issues)
    }
  }

  const compute = (one: FieldModel, formula: Closures.Numeric | null, sheet: Sheet): void => {
    const { field, slot, numerator, denominator } = one
    const { numbers, texts, cells } = sheet
    if (formula !== null) {
      const value = formula(sheet)
      if (field.type === "bool") {
        numbers[slot] = value
        cells[slot] = Number.isNaN(value) ? null : Cell.value(value === 1)
        return
      }
      const scaled = Arithmetic.round(value, field.decimals)
      numbers[slot] = Math.abs(scaled) * units[slot]! <= Number.MAX_SAFE_INTEGER ? scaled : Number.NaN
      cells[slot] = null
    } else if (numerator !== null && denominator !== null) {
      const typed = Closures.cellAt(sheet, slot)
      const written = typed.state === "value" ? (typed.printed ?? null) : null
      texts[slot] = written
      if (typed.state === "not-applicable") return
      const base = numbers[denominator]!
      const share = Arithmetic.divide(numbers[numerator]!, base)
      if (base === 0) {
        cells[slot] = Cell.notApplicable(Findings.noBase)
        numbers[slot] = Number.NaN
      } else if (!Number.isNaN(share)) {
        cells[slot] = written === null ? null : { state: "value", value: share, printed: written }
        numbers[slot] = share
      }
    }
  }

  /** Closes what is not asked, as things are, and computes the rest. */
  const settle = (owner: number, sheet: Sheet): void => {
    const one = fields[owner]!
    if (!relevances[owner]!.some((relevance) => relevance(sheet) === 0)) {
      compute(one, formulas[owner]!, sheet)
      return
    }
    const own = owned[owner]!
    const isAnswered = own.some((slot) => isAnswer(Closures.cellAt(sheet, slot)))
    sheet.marks[one.slot]! |= isAnswered ? closedButAnswered : closed
    for (const slot of own) put(sheet, slot, Cell.notApplicable(reasons[owner]!))
  }

  /** Everything there is to say about one field. */
  const inspect = (owner: number, level: string, asked: Asked, sheet: Sheet, issues: Array<Issue.Issue>): void => {
    const main = mains[owner]!
    const slot = slots[main]!
    const mark = sheet.marks[main]!
    if (mark >= closed) {
      if (mark >= closedButAnswered) issues.push(Findings.notRelevant(model, slot))
      return
    }
    const number = sheet.numbers[main]!
    const isAsked = asked.slots[main]!
    const isMissing = sheet.cells[main] === null && Number.isNaN(number) && mark !== unreadable
    if (isAsked && isMissing && requirements[owner]?.(sheet) === 1) issues.push(Findings.required(slot))
    if (isAsked && unitsOf[owner] === level && number > 1) issues.push(Findings.moreThanItself(slot, number))
    for (const check of checks[owner]!) check(sheet, issues)
  }

  const cellsOf = (sheet: Sheet, asked: Asked): Cell.Cells => {
    const found: { [column: string]: Cell.Cell } = { ...asked.blank }
    for (const slot of asked.shown) {
      const cell = Closures.cellAt(sheet, slot)
      if (cell !== Cell.missing) found[slots[slot]!.key] = cell
    }
    for (const grid of grids) {
      if (!asked.slots[grid.index]) continue
      for (const [name, cell] of spread(grid.cells, Closures.cellAt(sheet, grid.index))) found[name] = cell
    }
    return found
  }

  return (input, context) => {
    const { level } = context.unit
    const asked = levels.get(level) ?? askedOf(level)
    const issues: Array<Issue.Issue> = [...Findings.notFor(model, context)]
    let sheet = fresh()
    const heard: Array<Issue.Issue> = []
    try {
      read(input, level, asked, sheet, heard)
      issues.push(...heard)
    } catch {
      // Getters and proxies may throw; what is JSON never does.
      issues.push(issue("input.unreadable", {}, { path: ["input"] }))
      sheet = fresh()
      sheet.marks.fill(unreadable)
    }
    pasts.forEach((past, i) => put(sheet, size + i, pastCell(context, past)))
    for (const owner of unsettled) settle(owner, sheet)
    for (let owner = 0; owner < mains.length; owner++) {
      const number = sheet.numbers[mains[owner]!]!
      if (number >= least[owner]! && number <= most[owner]!) continue
      inspect(owner, level, asked, sheet, issues)
    }
    for (const { remark, when } of remarks) {
      if (when(sheet) === 1) issues.push(Findings.remark(model, remark, ({ index }) => Closures.cellAt(sheet, index)))
    }
    return { ok: !issues.some((one) => one.severity === "error"), cells: cellsOf(sheet, asked), issues }
  }
}

const isAnswer = (cell: Cell.Cell): boolean => cell.state === "value" || cell.state === "zero"

/** The cell of an earlier period, or of the targets; missing when they are not known. */
const pastCell = (context: Context, past: { readonly key: string; readonly when: When }): Cell.Cell => {
  const cells =
    past.when === "previous" ? context.previous : past.when === "target" ? context.targets : context.sameLastYear
  return cells != null && Object.hasOwn(cells, past.key) ? cells[past.key]! : Cell.missing
}
