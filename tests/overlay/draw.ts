/** Random overlays on a template, and answers to what it makes of it. Most hold; some do what an overlay may not do. */
import { Cell, type Field, Label, type Overlay, type Target, type Template, type Validation } from "@lienhoi/template"

/** Throws that follow from a seed. */
export interface Dice {
  readonly upTo: (most: number) => number
  readonly chance: (percent: number) => boolean
  readonly pick: <A>(from: ReadonlyArray<A>) => A
}

export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  const upTo = (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * (most + 1))
  }
  return { upTo, chance: (percent) => upTo(99) < percent, pick: (from) => from[upTo(from.length - 1)]! }
}

export const fieldsOf = (template: Template.Template): ReadonlyArray<Field.Field> =>
  template.sections.flatMap((section) => section.fields)

const nothing = {
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

const added = (d: Dice, base: Template.Template, namespace: string, n: number): Field.Field => {
  const own = { ...nothing, key: `${namespace}__x${n}`, label: `Riêng ${n}`, askedOf: ["chi_hoi", "co_so"] }
  const counts = fieldsOf(base).filter((field) => field.type === "count" && field.formula === null)
  const isReport = base.kind === "report"
  const combine = isReport ? ({ units: "sum", periods: d.pick(["sum", "last"] as const) } as const) : null
  switch (d.upTo(4)) {
    case 0:
      return { ...own, type: "text", carry: isReport && d.chance(30) ? "previous" : null }
    case 2: {
      const rows = ["tre", "gia"].map((key) => ({ key, label: key }))
      const column = { ...nothing, key: "so", label: "Số", type: "count", min: 0, combine } as const
      return { ...own, type: "table", rows, totals: ["so"], columns: [column] }
    }
    case 1: {
      if (counts.length === 0) return { ...own, type: "bool" }
      return { ...own, askedOf: [], type: "count", formula: `${d.pick(counts).key} + 1`, combine }
    }
    default: {
      const partOf = counts.length > 0 && d.chance(30) ? d.pick(counts).key : null
      const fed = { register: "thu/so-hoi-vien", sum: null, where: null, at: "end", locked: false } as const
      const source = isReport && d.chance(20) ? fed : null
      return { ...own, type: "count", combine, min: 0, required: d.chance(20), partOf, source }
    }
  }
}

/** What an overlay that was drawn tries. */
export type Deed =
  | "add"
  | "relabel"
  | "reorder"
  | "regroup"
  | "hide"
  | "tighten"
  | "choices"
  | "due"
  | "targets"
  | "rules"
  | "forbidden"

const tightened = (d: Dice, field: Field.Field): Overlay.Tighten => ({
  key: field.key,
  required: field.formula === null && field.askedOf.length > 0 && d.chance(25) ? true : null,
  min: null,
  max: field.type === "count" ? Math.min(field.max ?? 90_000, 4_000 + d.upTo(86_000)) : null
})

/** One thing that an overlay may not do; whoever lets it through breaks a law. */
const forbidden = (d: Dice, field: Field.Field): Partial<Overlay.Overlay> => {
  const tighten = { key: field.key, required: null, min: null, max: null }
  switch (field.max !== null && d.chance(60) ? 2 : d.upTo(3)) {
    case 0:
      return { hide: [field.key] }
    case 1:
      return { tighten: [{ ...tighten, required: false }] }
    case 2:
      return { tighten: [{ ...tighten, min: -100, max: 1_000_000 }] }
    default:
      return { rules: [{ does: "relevant", when: "1 = 2", fields: [field.key] }] }
  }
}

/** Whether the words of some formula or rule look like that key. */
const isNamed = (template: Template.Template, key: string): boolean => {
  const parts = fieldsOf(template).map(({ formula, relevant, required, numerator, denominator, partOf, carry }) => [
    [formula, relevant, required, numerator, denominator, partOf, carry]
  ])
  return new RegExp(`\\b${key}\\b`, "iu").test(JSON.stringify([parts, template.rules, template.record]))
}

/** A local target like one of the base, and as much or more; where there is none, one of any number. */
const targets = (d: Dice, base: Template.Template, owner: string): ReadonlyArray<Target.Target> => {
  const key = `${owner}__T`
  if (base.targets.length > 0) {
    const above = d.pick(base.targets)
    return [{ ...above, key, value: above.value + d.upTo(2) }]
  }
  const counts = fieldsOf(base).filter((field) => field.type === "count")
  return counts.slice(0, 1).map((field) => ({
    key,
    label: "Chỉ tiêu của tỉnh",
    labelEn: null,
    template: null,
    field: field.key,
    kind: "absolute",
    value: 1 + d.upTo(50),
    unit: null,
    of: null,
    level: null,
    base: null,
    owner: "tinh",
    units: null,
    from: null,
    by: "year-end",
    source: []
  }))
}

/** An overlay of that owner, and what it does. */
export const overlay = (
  d: Dice,
  base: Template.Template,
  owner: string
): { readonly overlay: Overlay.Overlay; readonly deeds: ReadonlyArray<Deed> } => {
  const fields = fieldsOf(base)
  const deeds = new Set<Deed>()
  const maybe = <A>(deed: Deed, percent: number, make: () => ReadonlyArray<A>): ReadonlyArray<A> => {
    const made = d.chance(percent) ? make() : []
    if (made.length > 0) deeds.add(deed)
    return made
  }
  const section = d.pick(base.sections)
  const other = base.sections.find((one) => one !== section)
  const add = maybe("add", 60, () => [0, 1].map((n) => added(d, base, owner, n)))
  const free = d.chance(85) ? fields.filter((field) => !isNamed(base, field.key)) : fields
  const choice = free.filter((field) => field.type === "choice")
  const quiet = free.filter((field) => field.combine === null && field.required === false)
  const drawn: Overlay.Overlay = {
    id: `${owner}/nghiem`,
    version: "1.0.0",
    base: { id: base.id, range: "^1" },
    title: null,
    titleEn: null,
    due: maybe("due", 20, () => [{ level: "chi_hoi", on: { dayOfMonth: 10 + d.upTo(10), monthOffset: 1 } }]),
    dimensions: [],
    sections: [
      {
        key: section.key,
        title: null,
        titleEn: null,
        add,
        order: [
          ...maybe("reorder", 30, () => section.fields.slice(0, 2).map((field) => field.key)).toReversed(),
          ...maybe("regroup", 25, () => (other?.fields ?? []).slice(0, 1).map((field) => field.key))
        ],
        columns: d.chance(15) ? ["plan", "year-to-date", "of-plan"] : null
      }
    ],
    order: [],
    relabel: maybe("relabel", 30, () => [{ key: d.pick(fields).key, label: "Tên khác", labelEn: null, hint: null }]),
    hide: maybe("hide", 30, () => (quiet.length === 0 ? [] : [d.pick(quiet).key])),
    tighten: maybe("tighten", 25, () => [tightened(d, d.pick(fields))]),
    choices: maybe("choices", 80, () =>
      choice.slice(0, 1).map(({ key, choices }) => ({
        field: key,
        under:
          (d.chance(50) ? choices.findLast((one) => one.under !== undefined) : undefined)?.key ?? d.pick(choices).key,
        items: ["a", "b"].map((name) => ({ key: `${owner}__${name}`, label: `${owner} ${name}` }))
      }))
    ),
    targets: maybe("targets", 25, () => targets(d, base, owner)),
    rules: maybe("rules", 25, () => [
      { does: "warning", when: `BLANK(${d.pick(fields).key})`, text: "Xin xem lại", textEn: null, field: null }
    ]),
    where: null
  }
  if (!d.chance(10)) return { overlay: drawn, deeds: [...deeds] }
  const bounded = fields.filter((field) => field.max !== null && field.type === "count")
  const victim = bounded.length > 0 && d.chance(80) ? d.pick(bounded) : d.pick(fields)
  return { overlay: { ...drawn, ...forbidden(d, victim) }, deeds: [...deeds, "forbidden"] }
}

/** An answer to one question; one in ten is left out. */
const answer = (d: Dice, field: Field.Field): unknown => {
  if (d.chance(10)) return null
  switch (field.type) {
    case "count":
      return field.counts === null ? d.upTo(900) : d.upTo(1)
    case "money":
      return d.upTo(9_000)
    case "decimal":
      return Number((d.upTo(9_999) / 10 ** field.decimals).toFixed(field.decimals))
    case "choice":
      return d.pick(field.choices)[d.pick(["key", "label"] as const)]
    case "bool":
      return d.chance(50)
    default:
      return null
  }
}

/** Answers of a unit of that level to everything it is asked, or only to what is new beside `known`. */
export const answers = (
  d: Dice,
  template: Template.Template,
  level: string,
  known: Template.Template | null = null
): Validation.Input => {
  const old = new Set(known === null ? [] : fieldsOf(known).map((field) => field.key))
  return Object.fromEntries(
    fieldsOf(template)
      .filter((field) => field.askedOf.includes(level) && !old.has(field.key))
      .map((field) => [field.key, answer(d, field)])
  )
}

/** The submission to the base made one to the overlay: without what is hidden, with finer choices and what is added. */
export const localised = (
  d: Dice,
  input: Validation.Input,
  level: string,
  from: Template.Template,
  to: Template.Template
): Validation.Input => {
  const byKey = (template: Template.Template) =>
    new Map(fieldsOf(template).map((field) => [field.key.toLowerCase(), field]))
  const [old, local] = [byKey(from), byKey(to)]
  const fieldOf = (key: string) => key.toLowerCase().split("[")[0]!
  const kept = Object.entries(input).filter(([key]) => !old.has(fieldOf(key)) || local.has(fieldOf(key)))
  const finer = kept.map(([key, value]) => {
    const [before, field] = [old.get(key.toLowerCase()), local.get(fieldOf(key))]
    // Between the two bounds lies what one of them refuses.
    if (field?.type === "count" && before !== undefined && before.max !== field.max && d.chance(70)) {
      return [key, (before.max ?? 0) + 1_000]
    }
    const is = field?.type === "choice" && field.choices.some((one) => one.under !== undefined) && d.chance(60)
    return [key, is ? d.pick(field.choices)[d.pick(["key", "label"] as const)] : value]
  })
  return { ...Object.fromEntries(finer), ...answers(d, to, level, from) }
}

/** Cells without the reasons, whose words speak of labels. */
export const bare = (cells: Cell.Cells): unknown =>
  Object.fromEntries(
    Object.entries(cells)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, cell]) => [key, cell.state === "not-applicable" ? Cell.notApplicable("") : cell])
  )
