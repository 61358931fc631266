/**
 * One submission of 60 fields, checked and computed: 54 counts that people type, 6 computed fields, 20 rules, a part and
 * a whole for every ninth. All figures are synthetic.
 *
 * Beside us stand ajv, which looks at the structure only (each count a whole number, 0 or more, or null; all errors; with
 * and without other properties forbidden), and SurveyJS with the equivalent form: the same questions, bounds, computed
 * values and rules. Before anything is measured each accepts the good submission and refuses the bad one.
 */
import { Period } from "@lienhoi/calendar"
import { Compiled, Template } from "@lienhoi/template"
import { Ajv } from "ajv"
import { Model } from "survey-core"
import type { Figure } from "./Benchmark.ts"

export const name = "validate"

const typed = Array.from({ length: 54 }, (_, n) => `F${String(n + 1).padStart(2, "0")}`)
const sums = Array.from({ length: 6 }, (_, n) => ({ key: `S${n + 1}`, parts: typed.slice(n * 9, n * 9 + 9) }))
const rules = Array.from({ length: 20 }, (_, n) => ({ less: typed[n]!, more: typed[n + 27]! }))
const combine = { units: "sum", periods: "sum" } as const

const document = (fields: ReadonlyArray<object>, more: ReadonlyArray<object>) => ({
  template: "benchmark/validate",
  title: "Sixty fields",
  period: "month",
  due: { co_so: { day: 15, month_offset: 1 } },
  sections: { counts: { title: "Counts", asked_of: ["co_so"], fields } },
  rules: more
})

const compile = (json: unknown): Compiled.Compiled => {
  const read = Template.fromJson(json)
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return compiled.value
}

const ours = (computed: typeof sums, checked: typeof rules): Compiled.Compiled =>
  compile(
    document(
      [
        ...typed.map((key) => ({ key, label: `Count ${key}`, type: "count", required: true, combine })),
        ...computed.map(({ key, parts }) => ({
          key,
          label: `Sum ${key}`,
          type: "count",
          formula: parts.join(" + "),
          combine
        }))
      ],
      checked.map(({ less, more }) => ({
        when: `${less} > ${more} + 1000`,
        error: `${less} and ${more} do not go together`
      }))
    )
  )

const closed = (additionalProperties: boolean) =>
  new Ajv({ allErrors: true, allowUnionTypes: true }).compile({
    type: "object",
    properties: Object.fromEntries(typed.map((key) => [key, { type: ["integer", "null"], minimum: 0 }])),
    required: typed,
    additionalProperties
  })

const survey = (): Model =>
  new Model({
    elements: [
      ...typed.map((name) => ({
        type: "text",
        inputType: "number",
        name,
        isRequired: true,
        min: 0,
        validators: rules
          .filter(({ less }) => less === name)
          .map(({ more }) => ({
            type: "expression",
            expression: `{${name}} <= {${more}} + 1000`,
            text: "do not go together"
          }))
      })),
      ...sums.map(({ key, parts }) => ({
        type: "expression",
        name: key,
        expression: parts.map((part) => `{${part}}`).join(" + ")
      }))
    ]
  })

const large = (): object => {
  const keys = Array.from({ length: 500 }, (_, n) => `G${n}`)
  return document(
    keys.map((key, n) =>
      n % 5 === 4
        ? { key, label: key, type: "count", formula: `${keys[n - 1]} + ${keys[n - 2]} * 2`, combine }
        : { key, label: key, type: "count", combine }
    ),
    []
  )
}

/**
 * What is run in turn takes that many microseconds, each the least of many rounds of about a millisecond: what else the
 * machine does only ever adds to it.
 */
const measure = (rounds: number, tasks: ReadonlyArray<readonly [run: () => unknown, times: number]>) => {
  const found = tasks.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++) {
    tasks.forEach(([run, times], at) => {
      const start = performance.now()
      for (let n = 0; n < times; n++) run()
      found[at] = Math.min(found[at]!, ((performance.now() - start) * 1000) / times)
    })
  }
  return found
}

const agree = (name: string, accepts: (input: object) => boolean, good: object, bad: object): void => {
  if (!accepts(good) || accepts(bad)) throw new Error(`${name} does not tell the good submission from the bad one`)
}

/** Measures everything in this process, in turns. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const context = { unit: { id: "u", level: "co_so" }, period: Period.containing("month", "2024-10-15") }
  // As a server gets them: each parsed from a text of its own.
  const received = Array.from({ length: 256 }, (_, k) =>
    JSON.parse(JSON.stringify(Object.fromEntries(typed.map((key, n) => [key, (n * 37 + k) % 900]))))
  )
  const good = received[0]
  const bad = { ...good, F01: -1 }
  const compiled = ours(sums, rules)
  const [unruled, bare] = [ours(sums, []), ours([], [])]
  const form = survey()
  const [open, shut] = [closed(true), closed(false)]
  const checked = (input: object) => {
    form.data = input
    return form.validate(false)
  }
  agree("lienhoi", (input) => compiled.validate({ ...input }, context).ok, good, bad)
  agree("ajv", open, good, bad)
  agree("ajv, closed", shut, good, bad)
  agree("SurveyJS", checked, good, bad)

  const json = large()
  const read = Template.fromJson(json)
  if (!read.ok) throw new Error(read.issues[0]?.message)
  const big = compile(json)
  const keyed: { [key: string]: number } = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => n).flatMap((n) => (n % 5 === 4 ? [] : [[`G${n}`, n]]))
  )
  let stroke = 0
  let turn = 0
  const next = () => received[turn++ & 255]
  const [
    one = 0,
    withoutRules = 0,
    typedOnly = 0,
    ajvOpen = 0,
    ajvShut = 0,
    surveyed = 0,
    compiling = 0,
    keystroke = 0
  ] = measure(60, [
    [() => compiled.validate(next(), context), 300],
    [() => unruled.validate(next(), context), 300],
    [() => bare.validate(next(), context), 300],
    [() => open(next()), 1000],
    [() => shut(next()), 1000],
    [() => checked(next()), 1],
    [() => Compiled.make(read.value.template), 1],
    [() => big.validate({ ...keyed, G3: stroke++ % 1000 }, context), 50]
  ])
  const peer = (name: string, value: number) => ({ name, value, ratio: one / value })
  const alone = (name: string, ours: number): Figure => ({
    name,
    unit: "µs",
    ours,
    peers: [],
    asked: "printed, no peer",
    met: true
  })
  return [
    {
      name: "one submission, 60 fields, 20 rules",
      unit: "µs",
      ours: one,
      peers: [peer("ajv, structure only, closed", ajvShut), peer("ajv, structure only, open", ajvOpen)],
      asked: "at least as fast as ajv with closed properties",
      met: one <= ajvShut
    },
    {
      name: "the same beside a form library",
      unit: "µs",
      ours: one,
      peers: [peer("SurveyJS (survey-core)", surveyed)],
      asked: "at least 20 times faster than the form library",
      met: one <= surveyed / 20
    },
    alone("the same template without its rules", withoutRules),
    alone("without rules and computed fields", typedOnly),
    alone("compile a template of 500 fields", compiling),
    alone("500 fields after one keystroke, all again", keystroke)
  ]
}
