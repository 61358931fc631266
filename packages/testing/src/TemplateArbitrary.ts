/**
 * Random templates that hold, random submissions to them (honest, careless and hostile), for property tests. A case
 * follows from a seed and a number of fields, and shrinks to fewer fields.
 *
 * @since 0.1.0
 */
import { Period } from "@lienhoi/calendar"
import { Cell, Field, Label, Target, type Template, type Validation } from "@lienhoi/template"
import * as fc from "fast-check"
import { type Dice, dice } from "./internal/dice.ts"
import { hostileInput, hostileKey, hostileValue } from "./internal/hostile.ts"
import { condition, number, type Operand } from "./internal/randomFormula.ts"

/** A template with one submission to it. */
export interface Case {
  readonly template: Template.Template
  readonly input: Validation.Input
  readonly context: Validation.Context
  /** Whether the submission was meant to be good, or holds values that nobody in their right mind sends. */
  readonly mood: "honest" | "careless" | "hostile"
}

const period = Period.containing("month", "2024-10-15")
const levels = ["chi_hoi", "co_so"] as const

const blank = {
  labelEn: null,
  hint: null,
  unit: null,
  counts: null,
  askedOf: [],
  combine: null,
  partOf: null,
  numerator: null,
  denominator: null,
  formula: null,
  decimals: 0,
  required: false,
  relevant: null,
  choices: [],
  min: null,
  max: null,
  disaggregate: [],
  columns: [],
  rows: [],
  totals: [],
  rowTotals: [],
  dimension: null,
  source: null,
  carry: null,
  sensitivity: Label.internal
} satisfies Omit<Field.Field, "key" | "label" | "type">

const operators = ["sum", "average", "count", "min", "max", "first", "last", "none"] as const

const breakdowns = (d: Dice): ReadonlyArray<Field.Breakdown> =>
  d.chance(20)
    ? [
        {
          by: "nhom_tuoi",
          label: "nhóm tuổi",
          complete: d.chance(50),
          items: ["tre", "gia", "khac"].slice(0, 2 + d.upTo(1)).map((key) => ({ key, label: key }))
        }
      ]
    : []

const kinds = [
  "count",
  "count",
  "count",
  "money",
  "decimal",
  "ratio",
  "computed",
  "computed",
  "bool",
  "choice"
] as const
const rarer = ["text", "date", "photo", "table", "computed-bool"] as const

const operandsOf = (fields: ReadonlyArray<Field.Field>): ReadonlyArray<Operand> =>
  fields.flatMap((field): ReadonlyArray<Operand> => {
    const own = { name: field.key, field }
    return [
      own,
      ...field.disaggregate.flatMap(({ items }) => items.map(({ key }) => ({ name: `${field.key}[${key}]`, field })))
    ]
  })

const summable = (fields: ReadonlyArray<Field.Field>): ReadonlyArray<Field.Field> =>
  fields.filter((one) => one.type === "count" || one.type === "money" || one.type === "decimal")

/** Where a number comes from when nobody types it. */
const source = (d: Dice): Field.Source =>
  d.chance(70)
    ? {
        register: "thu/so-hoi-vien",
        sum: d.chance(30) ? "so_tien" : null,
        where: d.chance(40) ? "dang_vien AND so_tien > 0" : null,
        at: d.pick(Field.moments),
        locked: d.chance(30)
      }
    : { template: "thu/bao-cao-ngay", field: "N01", periods: d.pick(operators.slice(0, -1)), locked: d.chance(30) }

/** Fed, or proposed from the period before. */
const brought = (d: Dice, alike: ReadonlyArray<Field.Field>): Pick<Field.Field, "source" | "carry"> => {
  if (d.chance(10)) return { source: source(d), carry: null }
  if (!d.chance(12)) return { source: null, carry: null }
  return { source: null, carry: alike.length === 0 || d.chance(60) ? "previous" : d.pick(alike).key }
}

/** A table with fixed rows, whose figures are folded cell by cell, or one to which rows are added. */
const table = (d: Dice, isReport: boolean): Partial<Field.Field> => {
  const isGrid = d.chance(60)
  const folded = { units: d.pick(operators), periods: d.pick(operators) }
  return {
    max: isGrid ? null : 4,
    min: isGrid || d.chance(70) ? null : 1,
    rows: isGrid ? ["nam", "nu", "khac"].slice(0, 1 + d.upTo(2)).map((key) => ({ key, label: `Dòng ${key}` })) : [],
    totals: d.chance(40) ? ["so"] : [],
    rowTotals: d.chance(30) ? ["so", "tien"] : [],
    columns: [
      { ...blank, key: "ten", label: "Tên", type: "text", required: !isGrid && d.chance(30) },
      { ...blank, key: "so", label: "Số người", type: "count", min: 0, combine: isGrid && isReport ? folded : null },
      {
        ...blank,
        key: "tien",
        label: "Số tiền",
        type: "money",
        unit: "đồng",
        counts: "money",
        min: 0,
        combine: isGrid && isReport && d.chance(50) ? folded : null
      }
    ]
  }
}

/** One more field; it may speak of those before it. */
const field = (d: Dice, n: number, before: ReadonlyArray<Field.Field>, isReport: boolean): Field.Field => {
  const kind = d.chance(75) ? d.pick(kinds) : d.pick(rarer)
  const known = operandsOf(before)
  const numbers = summable(before)
  const askedOf = d.chance(60) ? [...levels] : [d.pick(levels)]
  const base = { ...blank, key: `F${n}`, label: `Câu ${n}` }
  const asked = {
    ...base,
    askedOf,
    required: d.chance(20) ? (d.chance(50) ? true : condition(d, known, 2)) : false,
    relevant: d.chance(12) ? condition(d, known, 1) : null
  }
  const combine = isReport ? { units: d.pick(operators), periods: d.pick(operators) } : null
  const fed = (type: Field.FieldType) =>
    isReport
      ? brought(
          d,
          before.filter((one) => one.type === type)
        )
      : {}
  switch (kind) {
    case "count":
    case "money":
      return {
        ...asked,
        type: kind,
        unit: kind === "count" ? "nhóm" : "đồng",
        counts: kind === "count" && d.chance(8) ? "units:co_so" : null,
        combine,
        min: d.chance(90) ? 0 : 1,
        max: d.chance(10) ? 5_000 : null,
        partOf: numbers.length > 0 && d.chance(20) ? d.pick(numbers).key : null,
        disaggregate: breakdowns(d),
        ...fed(kind)
      }
    case "decimal":
      return { ...asked, type: "decimal", combine, decimals: d.upTo(3), disaggregate: breakdowns(d), ...fed(kind) }
    case "ratio":
      if (numbers.length === 0) return { ...asked, type: "bool" }
      return {
        ...asked,
        type: "ratio",
        unit: d.chance(70) ? "%" : null,
        askedOf: d.chance(80) ? askedOf : [],
        decimals: 2,
        min: 0,
        numerator: d.pick(numbers).key,
        denominator: d.pick(numbers).key
      }
    case "computed":
      return {
        ...base,
        type: d.chance(50) ? "count" : "decimal",
        formula: number(d, known, 3),
        combine: d.chance(50) ? combine : null,
        relevant: d.chance(10) ? condition(d, known, 1) : null
      }
    case "computed-bool":
      return { ...base, type: "bool", formula: condition(d, known, 3) }
    case "choice":
      return {
        ...asked,
        type: "choice",
        dimension: d.chance(30) ? "xep_loai" : null,
        choices: [
          { key: "tot", label: "Tốt" },
          { key: "kha", label: "Khá" }
        ],
        carry: isReport && d.chance(10) ? "previous" : null
      }
    case "table":
      return {
        ...asked,
        type: "table",
        ...table(d, isReport)
      }
    default:
      return { ...asked, type: kind }
  }
}

const comparison = ["plan", "period", "year-to-date", "last-year", "of-plan", "of-last-year"] as const

/** Targets of every kind that its numbers allow. */
const targets = (d: Dice, fields: ReadonlyArray<Field.Field>): ReadonlyArray<Target.Target> => {
  const numbers = fields.filter(Field.isNumeric)
  const parts = numbers.filter((one) => one.type !== "ratio")
  if (numbers.length === 0) return []
  return Array.from({ length: 1 + d.upTo(2) }, (_, n): Target.Target => {
    const measured = d.pick(numbers)
    const isRatio = measured.type === "ratio"
    const kind = isRatio ? "percent" : d.pick(Target.kinds)
    const at = d.chance(50) ? "2023-12-31" : null
    const reading = () => ({ template: null, field: d.pick(parts).key, at })
    return {
      key: `T${n + 1}`,
      label: `Chỉ tiêu ${n + 1}`,
      labelEn: d.chance(20) ? `Target ${n + 1}` : null,
      template: null,
      field: measured.key,
      kind,
      value: d.chance(80) ? 1 + d.upTo(200) : 0.5,
      unit: d.chance(30) ? "nhóm" : null,
      of: kind !== "percent" || isRatio ? null : d.chance(50) ? { units: "co_so", at } : reading(),
      level: kind === "each-unit" || kind === "per-unit-plus" ? d.pick(levels) : null,
      base: kind === "per-unit-plus" && d.chance(50) ? reading() : null,
      owner: "tinh",
      units: d.chance(20) ? ["u1", "u2"].slice(0, 1 + d.upTo(1)) : null,
      from: d.chance(30) ? "2024-01-01" : null,
      by: d.chance(50) ? "year-end" : "2027-03-31",
      source: d.chance(20) ? ["Nghị quyết", "Hướng dẫn"].slice(0, 1 + d.upTo(1)) : []
    }
  })
}

const limit = (d: Dice): Template.TimeLimit =>
  d.pick([{ hours: 1 + d.upTo(47) }, { days: 1 + d.upTo(9) }, { workingDays: 1 + d.upTo(9) }])

/** A way from the first state to the last, and some short cuts. */
const states = (d: Dice): ReadonlyArray<Template.State> => {
  const keys = ["moi", "dang_lam", "cho_tra_loi", "dong"].slice(d.upTo(2) === 0 ? 2 : 0)
  return keys.map((key, n) => ({
    key,
    label: `Trạng thái ${key}`,
    labelEn: d.chance(20) ? `State ${n}` : null,
    next: keys.filter((_, to) => to === n + 1 || (to !== n && n < keys.length - 1 && d.chance(25))),
    limit: n < keys.length - 1 && d.chance(60) ? limit(d) : null,
    end: n === keys.length - 1
  }))
}

/** What names a record, and its life. */
const recordFields = (): ReadonlyArray<Field.Field> => {
  const of = (key: string, type: Field.FieldType, required: boolean): Field.Field => ({
    ...blank,
    key,
    label: `Câu ${key}`,
    type,
    askedOf: levels,
    required
  })
  return [
    of("so_hieu", "text", true),
    of("ho_ten", "text", false),
    of("ngay_vao", "date", false),
    of("ngay_ra", "date", false)
  ]
}

const template = (d: Dice, count: number): Template.Template => {
  const fields: Array<Field.Field> = []
  const kind = d.chance(80) ? "report" : d.pick(["register", "case", "notice"] as const)
  for (let n = 1; n <= count; n++) fields.push(field(d, n, fields, kind === "report"))
  if (kind === "register") fields.push(...recordFields())
  const known = operandsOf(fields)
  const texts = ["Xin xem lại", "Số {F1} khác thường", "Xem lại {f1} và {F1}"] as const
  const rules: Array<Template.Rule> = []
  for (let n = d.upTo(3); n > 0; n--) {
    const when = condition(d, known, 3)
    rules.push({
      does: d.chance(12) ? "error" : "warning",
      when,
      text: d.pick(texts),
      textEn: null,
      field: d.chance(30) ? d.pick(fields).key : null
    })
  }
  const middle = Math.ceil(fields.length / 2)
  const section = (key: string, some: ReadonlyArray<Field.Field>): Template.Section => ({
    key,
    title: key,
    titleEn: null,
    theme: null,
    columns: d.chance(25) ? comparison.filter(() => d.chance(50)) : [],
    fields: some
  })
  return {
    id: "thu/nghiem",
    lineage: "thu/nghiem",
    version: "1.0.0",
    kind,
    title: "Mẫu ngẫu nhiên",
    titleEn: null,
    source: d.chance(20) ? ["Nghị định 09/2019/NĐ-CP"] : [],
    route: "own",
    period: kind === "report" ? "month" : "ad-hoc",
    window: "calendar",
    referenceDay: "window-end",
    due: (kind === "report" ? levels : []).map((level) => ({ level, on: { dayOfMonth: 15, monthOffset: 1 } })),
    appliesTo: { levels, kinds: d.chance(3) ? ["dia_ban"] : null, units: null, from: null, to: null },
    record:
      kind === "register"
        ? {
            key: ["so_hieu"],
            title: "ho_ten",
            from: d.chance(70) ? "ngay_vao" : null,
            to: d.chance(70) ? "ngay_ra" : null
          }
        : null,
    states: kind === "case" ? states(d) : [],
    acknowledge:
      kind === "notice" && d.chance(80)
        ? { levels: d.chance(50) ? levels : ["chi_hoi"], within: d.chance(60) ? limit(d) : null }
        : null,
    dimensions: d.chance(20) ? [{ id: "thu/chieu", range: "1.2.0" }] : [],
    sections: [section("dau", fields.slice(0, middle)), section("cuoi", fields.slice(middle))],
    targets: d.chance(30) ? targets(d, fields) : [],
    rules,
    label: Label.internal
  }
}

const written = (d: Dice, n: number): unknown => {
  if (d.chance(50)) return n
  const grouped = String(n).replaceAll(/\B(?=(?:\d{3})+$)/g, ".")
  return d.chance(50) ? grouped : ` ${grouped} nhóm`
}

const inWords = (value: number, decimals: number): string => value.toFixed(decimals).replace(".", ",")

/** A good answer; `numbers` remembers what was said before, so that parts stay within their wholes. */
const honest = (d: Dice, one: Field.Field, numbers: Map<string, number>, careless: number): unknown => {
  switch (one.type) {
    case "count":
    case "money": {
      const whole = one.partOf === null || d.chance(3 * careless) ? undefined : numbers.get(one.partOf)
      const most = one.counts !== null ? 1 : Math.min(one.max ?? 90_000, whole ?? 90_000)
      const n = Math.max(one.min ?? 0, d.upTo(most))
      numbers.set(one.key, n)
      if (n === 0 && d.chance(60)) return d.pick(["không phát sinh", "Không", "khong phat sinh"])
      return one.type === "count" ? written(d, n) : n
    }
    case "decimal": {
      const n = d.upTo(9_999) / 10 ** one.decimals
      numbers.set(one.key, n)
      return d.chance(50) ? Number(n.toFixed(one.decimals)) : inWords(n, one.decimals)
    }
    case "ratio": {
      const [a, b] = [numbers.get(one.numerator!) ?? 1, numbers.get(one.denominator!) ?? 3]
      const share = ((b === 0 ? 0 : a / b) * (one.unit === "%" ? 100 : 1)).toFixed(2)
      return d.chance(70) ? share.replace(".", ",") : "38,51"
    }
    case "bool":
      return d.pick([true, false, "có", "không", "x"])
    case "choice":
      return d.pick(["tot", "kha", "Tốt", "khá"])
    case "date":
      return d.pick(["2024-10-05", "5/10/2024", "ngày 5 tháng 10 năm 2024"])
    case "text":
      return d.pick(["Ổn định", "Hòa".normalize("NFD"), "Hai dòng\nmột ý"])
    case "photo":
    case "file":
      return d.pick(["anh-1", ["anh-1", "anh-2"], "không phát sinh"])
    case "table":
      if (one.rows.length > 0) {
        const row = () => ({ so: d.upTo(90), tien: d.chance(80) ? d.upTo(9_000) : null })
        const given = one.rows.map(row)
        return d.chance(50)
          ? given
          : Object.fromEntries(one.rows.map(({ key, label }, n) => [d.chance(50) ? key : label, given[n]]))
      }
      return d.pick([
        [{ ten: "Lớp 1", so: "20" }],
        [
          { ten: "A", so: 1 },
          { TEN: "B", so: null }
        ],
        []
      ])
  }
}

const answers = (d: Dice, of: Template.Template, level: string, mood: Case["mood"]): Validation.Input => {
  const input: { [key: string]: unknown } = {}
  const numbers = new Map<string, number>()
  for (const one of of.sections.flatMap((section) => section.fields)) {
    const asked = one.askedOf.includes(level)
    const careless = mood === "honest" ? 0 : 12
    if (!asked && !d.chance(careless)) continue
    if (mood === "hostile" && d.chance(25)) {
      input[one.key] = hostileValue(d)
      continue
    }
    if (d.chance(one.relevant !== null ? 60 : one.required === false ? 12 : careless)) continue
    if (d.chance(4)) {
      input[one.key] = { notApplicable: "đơn vị mới thành lập" }
      continue
    }
    const value = honest(d, one, numbers, careless)
    input[d.chance(careless) ? one.key.toLowerCase() : one.key] = value
    let rest = numbers.get(one.key) ?? 0
    for (const { items, complete } of one.disaggregate) {
      if (d.chance(35)) continue
      items.forEach(({ key }, n) => {
        const last = n === items.length - 1 && complete
        const scale = 10 ** one.decimals
        const part = last ? rest : Math.floor((rest * scale * d.upTo(100)) / 100) / scale
        rest = Math.round((rest - part) * scale) / scale
        input[`${one.key}[${key}]`] = d.chance(3 * careless) ? d.upTo(50_000) : Number(part.toFixed(one.decimals))
      })
    }
  }
  if (mood !== "honest" && d.chance(10)) input[hostileKey(d)] = 1
  return input
}

const cells = (d: Dice, of: Template.Template): Cell.Cells =>
  Object.fromEntries(
    of.sections
      .flatMap((section) => section.fields)
      .filter(() => d.chance(70))
      .map((one) => [one.key, d.chance(80) ? Cell.value(one.type === "bool" ? d.chance(50) : d.upTo(1000)) : Cell.zero])
  )

const oneCase = ([seed, count]: readonly [number, number]): Case => {
  const d = dice(seed)
  const of = template(d, count)
  const roll = d.upTo(99)
  const mood = roll < 65 ? "honest" : roll < 85 ? "careless" : "hostile"
  const level =
    mood === "honest" || d.chance(90) ? d.pick(of.appliesTo.levels) : d.pick([...levels, "tinh", "__proto__"])
  const context: Validation.Context = {
    unit: { id: "u1", level },
    period,
    previous: d.chance(60) ? cells(d, of) : null,
    sameLastYear: d.chance(40) ? cells(d, of) : null,
    targets: d.chance(50) ? cells(d, of) : null
  }
  const input = mood === "hostile" && d.chance(15) ? hostileInput(d) : answers(d, of, level, mood)
  return { template: of, input, context, mood }
}

const seeds = fc.tuple(fc.noShrink(fc.integer()), fc.noBias(fc.integer({ min: 1, max: 14 })))

/** A template and a submission to it. */
export const cases = (): fc.Arbitrary<Case> => seeds.map(oneCase)

/** Templates alone; every one of them holds. */
export const templates = (): fc.Arbitrary<Template.Template> =>
  seeds.map(([seed, count]) => template(dice(seed), count))
