/**
 * Made-up answers to any template, always the same: what a form and a sum are shown with before anybody has reported.
 * They fit the template as far as it can be seen without understanding its rules.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as Settled from "@lienhoi/template/Settled"
import * as Template from "@lienhoi/template/Template"
import type { Context, Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"

const texts = Catalogue.make({
  text: { vi: "Ví dụ {n}", en: "Example {n}" },
  file: { vi: "vi-du-{n}", en: "example-{n}" }
})

/** A number that goes with a key, from 0 up to `below`. */
const of = (key: string, below: number): number => {
  let hash = 7
  for (const character of key) hash = (hash * 31 + character.charCodeAt(0)) % 9973
  return hash % below
}

const within = (value: number, { min, max }: Pick<Field.Field, "min" | "max">): number =>
  Math.min(Math.max(value, min ?? value), max ?? Number.MAX_SAFE_INTEGER)

/** The figure of a field for the `n`-th unit of that level. */
const figure = (template: Template.Template, field: Field.Field, level: string, n: number): number => {
  if (field.counts === `units:${level}`) return within(1, field)
  const whole = field.partOf === null ? null : Template.field(template, field.partOf)
  if (whole !== null && whole !== field) {
    const most = Field.isAskedOf(whole, level) ? figure(template, whole, level, n) : 9
    return within(Math.floor(most / (3 + of(field.key, 3))), field)
  }
  if (field.type === "money") return within((200 + of(field.key, 300) + 10 * n) * 1000, field)
  if (field.type === "decimal") return within(5 + of(field.key, 4) / 2, field)
  const isStock = field.counts === "people" && field.combine?.periods !== "sum"
  return within(isStock ? 30 + of(field.key, 20) + 4 * n : 1 + of(field.key, 4) + n, field)
}

/** Shares of a figure: all of it when the breakdown is complete, some of it otherwise. */
const shares = (value: number, { complete, items }: Field.Breakdown): ReadonlyArray<number> => {
  const each = Math.floor(value / (items.length + (complete ? 0 : 1)))
  return items.map((_, i) => (complete && i === 0 ? value - each * (items.length - 1) : each))
}

const files = (field: Field.Field, n: number): ReadonlyArray<string> =>
  Array.from({ length: Math.max(1, field.min ?? 1) }, (_, i) =>
    Catalogue.say(texts, "file", { n: `${field.key}-${n + 1}-${i + 1}` })
  )

/** What one unit gives as the answer to one question. */
const answer = (
  template: Template.Template,
  field: Field.Field,
  { period, unit }: Context,
  n: number
): Input[string] => {
  switch (field.type) {
    case "count":
    case "money":
    case "decimal":
      return figure(template, field, unit.level, n)
    case "ratio":
      return null
    case "text":
      return Catalogue.say(texts, "text", { n: n + 1 })
        .padEnd(field.min ?? 0, ".")
        .slice(0, field.max ?? undefined)
    case "choice":
      return field.choices[n % field.choices.length]?.key ?? null
    case "bool":
      return true
    case "date":
      return PlainDate.addDays(Window.of(period, template.window).from, 3)
    case "photo":
    case "file":
      return files(field, n)
    case "table":
      return Array.from({ length: Field.isGrid(field) ? field.rows.length : within(1, field) }, (_, row) =>
        Object.fromEntries(
          field.columns.map((column) => [column.key, answer(template, column, { period, unit }, n + row)])
        )
      )
  }
}

/** Answers of the `n`-th unit (from 0) of the level in `context`, as they would be typed; closed questions are left out. */
const answers = (compiled: Compiled, context: Context, n: number): Input => {
  const { template } = compiled
  const asked = Template.fields(template).filter((field) => Field.isAskedOf(field, context.unit.level))
  const typed = asked.flatMap((field) => {
    const value = answer(template, field, context, n)
    const parts =
      typeof value === "number"
        ? field.disaggregate.flatMap((breakdown) => {
            const each = shares(value, breakdown)
            return breakdown.items.map((item, i) => [`${field.key}[${item.key}]`, each[i]!] as const)
          })
        : []
    return [[field.key, value] as const, ...parts]
  })
  return Settled.of(compiled, Object.fromEntries(typed), context).input
}

/** The same as cells: what last month's report may have held. */
export const cells = (compiled: Compiled, context: Context, n: number): Cells =>
  compiled.validate(answers(compiled, context, n), context).cells
