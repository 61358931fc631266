/**
 * Compiled templates as Standard Schema v1 (https://standardschema.dev), the interface that form libraries, routers and
 * API frameworks understand. Warnings do not stop a value there; {@link "Compiled"}`.validate` gives them as well.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import type * as Issue from "@lienhoi/words/Issue"
import type { Cells } from "./Cell.ts"
import { issue } from "./internal/answerTexts.ts"
import type { Context, Input, Validation } from "./Validation.ts"

/** What a Standard Schema library sees. */
export interface StandardSchema<In, Out> {
  readonly "~standard": {
    readonly version: 1
    readonly vendor: "lienhoi"
    readonly validate: (value: unknown) => Result<Out>
    /** Only for types. */
    readonly types?: { readonly input: In; readonly output: Out } | undefined
  }
}

/** A value, or everything that is wrong with it, in Vietnamese. */
export type Result<Out> =
  | { readonly value: Out; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path: ReadonlyArray<string | number> }> }

/** One filled-in template, as JSON carries it: who, for when, and the answers. */
export interface Filled {
  readonly unit: { readonly id: string; readonly level: string; readonly kind?: string | null }
  /** The id of the period: `2024-10`. */
  readonly period: string
  readonly values: Input
  /** Of the period before. */
  readonly previous?: Cells | null
  /** Of the same period of the year before. */
  readonly sameLastYear?: Cells | null
  /** What the unit is to reach, by field. */
  readonly targets?: Cells | null
}

type Validate = (input: Input, context: Context) => Validation
type Properties = { readonly [name: string]: unknown }

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isCells = (value: unknown): value is Cells | null | undefined =>
  value == null ||
  (isObject(value) && Object.values(value).every((cell) => isObject(cell) && typeof cell.state === "string"))

const isUnit = (value: unknown): value is Filled["unit"] =>
  isObject(value) &&
  typeof value.id === "string" &&
  typeof value.level === "string" &&
  (value.kind == null || typeof value.kind === "string")

const answer = (
  { ok, cells, issues }: Validation,
  pathOf: (issue: Issue.Issue) => Issue.Issue["path"]
): Result<Cells> =>
  ok
    ? { value: cells }
    : {
        issues: issues
          .filter((one) => one.severity === "error")
          .map((one) => ({ message: one.message, path: pathOf(one) }))
      }

const isAround = ({ path: [first] }: Issue.Issue): boolean => first === "unit" || first === "period"

/** Where in the answers an issue stands; what is said of all of them stands nowhere in particular. */
const within = ({ path }: Issue.Issue): Issue.Issue["path"] => (path[0] === "input" || path[0] === "rules" ? [] : path)

const refuse = (...issues: ReadonlyArray<Issue.Issue>): Validation => ({ ok: false, cells: {}, issues })

const read = (validate: Validate, given: Properties): Validation => {
  const { unit, period: id, values, previous, sameLastYear, targets } = given
  const period = Period.fromId(typeof id === "string" ? id : "")
  if (!isUnit(unit)) return refuse(issue("filled.unit", {}, { path: ["unit"] }))
  if (!period.ok) return refuse(...period.issues.map((one) => ({ ...one, path: ["period"] })))
  if (!isObject(values)) return refuse(issue("input.unreadable", {}, { path: ["input"] }))
  if (!isCells(previous) || !isCells(sameLastYear) || !isCells(targets))
    return refuse(issue("filled.earlier", {}, { path: ["input"] }))
  return validate(values, {
    unit,
    period: period.value,
    previous: previous ?? null,
    sameLastYear: sameLastYear ?? null,
    targets: targets ?? null
  })
}

/** Reads a whole {@link Filled} value; anything may come. */
export const ofFilled = (validate: Validate): StandardSchema<Filled, Cells>["~standard"] => ({
  version: 1,
  vendor: "lienhoi",
  validate: (value) => {
    const seen = isObject(value) ? read(validate, value) : refuse(issue("input.unreadable", {}, { path: ["input"] }))
    return answer(seen, (one) => (isAround(one) ? one.path : ["values", ...within(one)]))
  }
})

/**
 * Reads the answers of one unit for one period: what a form for her hands over.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 * import { Builder, Compiled, StandardSchema, Template } from "@lienhoi/template"
 *
 * const t = Builder.template("hau-giang/hop", { title: "Họp", period: "month", window: "fifteenth", due: { chi_hoi: 15 } })
 *   .section("hop", { title: "Họp", asked_of: ["chi_hoi"] })
 *   .field({ key: "HD02", label: "Có họp", type: "bool", required: true })
 * const read = Template.fromJson(t.json)
 * const compiled = read.ok ? Compiled.make(read.value.template) : read
 * if (!compiled.ok) throw new Error("the template does not hold")
 *
 * const context = { unit: { id: "ap-1", level: "chi_hoi" }, period: Period.containing("month", "2024-10-15") }
 * const schema = StandardSchema.answers(compiled.value, context)
 *
 * schema["~standard"].validate({ HD02: "có" }) // => { value: { HD02: { state: "value", value: true } } }
 * schema["~standard"].validate({}).issues?.[0]?.path // => ["HD02"]
 * ```
 */
export const answers = (compiled: { readonly validate: Validate }, context: Context): StandardSchema<Input, Cells> => ({
  "~standard": {
    version: 1,
    vendor: "lienhoi",
    validate: (value) =>
      answer(
        isObject(value)
          ? compiled.validate(value, context)
          : refuse(issue("input.unreadable", {}, { path: ["input"] })),
        (one) => (isAround(one) ? [] : within(one))
      )
  }
})
