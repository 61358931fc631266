/**
 * A template made ready for work: closures over arrays that read a submission, compute what is computed and find
 * everything that is wrong, in a few millionths of a second per answer. {@link "Interpreted"} says the same slowly.
 *
 * @since 0.1.0
 */
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Issue from "@lienhoi/words/Issue"
import type { Cells } from "./Cell.ts"
import type { Column } from "./Column.ts"
import { derivation } from "./internal/derive.ts"
import * as Model from "./internal/model.ts"
import { validator } from "./internal/validator.ts"
import { type Filled, ofFilled, type StandardSchema } from "./StandardSchema.ts"
import type { Template } from "./Template.ts"
import type { Context, Input, Validation } from "./Validation.ts"

/** A template ready for work; a Standard Schema of whole submissions besides (`StandardSchema.answers` is one of the answers alone). */
export interface Compiled extends StandardSchema<Filled, Cells> {
  readonly template: Template
  /** Every numeric cell that is folded over units and periods. */
  readonly columns: ReadonlyArray<Column>
  /** Reads and checks one submission. Never throws. */
  readonly validate: (input: Input, context: Context) => Validation
  /**
   * What a ratio or a computed field without `combine` is worth over totals: `total` gives the total of a column, `null`
   * when there is none. `null` for a column that is folded itself, and when the value cannot be computed. Earlier
   * periods are not known here: a formula that compares with them gives `null`.
   */
  readonly derive: (key: string, total: (column: string) => number | null) => number | null
}

/** What may be known beside the template. */
export interface Options {
  readonly association?: Association
}

/**
 * Compiles a template that holds; otherwise says why it does not.
 *
 * @example
 * ```ts
 * import { Compiled, Template } from "@lienhoi/template"
 * import { Period } from "@lienhoi/calendar"
 *
 * const read = Template.parse(
 *   [
 *     "template: hau-giang/can-bo",
 *     "title: Chi hội trưởng",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { co_so: 17 }",
 *     "sections:",
 *     "  can_bo:",
 *     "    title: Cán bộ Hội",
 *     "    asked_of: [co_so]",
 *     "    fields:",
 *     "      - { key: CB01, label: Chi hội trưởng, type: count, combine: { units: sum, periods: last } }",
 *     "      - { key: CB02, label: Là đảng viên, type: count, part_of: CB01, combine: { units: sum, periods: last } }",
 *     "      - { key: CB03, label: Tỷ lệ đảng viên, type: ratio, numerator: CB02, denominator: CB01, asked_of: [co_so] }"
 *   ].join("\n")
 * )
 * const compiled = read.ok ? Compiled.make(read.value.template) : read
 * const context = { unit: { id: "31366", level: "co_so" }, period: Period.containing("month", "2024-10-15") }
 * const seen = compiled.ok
 *   ? compiled.value.validate({ CB01: "85.328", CB02: "38.506", CB03: "38,51" }, context)
 *   : undefined
 *
 * seen?.cells.CB02 // => { state: "value", value: 38506 }
 * seen?.ok // => true
 * seen?.issues[0]?.message // => "“Tỷ lệ đảng viên”: ghi 38,51% nhưng 38.506 trên 85.328 là 45,13%; xem lại hai số và tỷ lệ"
 * ```
 */
export const make = (template: Template, options: Options = {}): Issue.Checked<Compiled> => {
  const { model, issues } = Model.make(template, options)
  return Issue.unless(issues, () => {
    const validate = validator(model)
    return {
      template,
      columns: model.columns,
      validate,
      derive: derivation(model),
      "~standard": ofFilled(validate)
    }
  })
}
