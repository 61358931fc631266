import * as TimeOfDay from "@lienhoi/calendar/TimeOfDay"
import type { QuietHours } from "@lienhoi/messaging/QuietHours"
import type { Issue } from "@lienhoi/words/Issue"
import type { Step, When } from "../Step.ts"
import { issue } from "./planTexts.ts"

/** What could be read of a plan: a wrong value reads as its stand-in, a step without id or day as `null`. */
export interface Draft {
  readonly steps: ReadonlyArray<Step | null>
  readonly quietHours: QuietHours | null
  readonly workingDaysOnly: boolean
  readonly catchUp: "latest-only" | "skip"
  /** What is wrong with the form. */
  readonly issues: ReadonlyArray<Issue>
}

type Path = ReadonlyArray<string | number>
type Take<A> = (value: unknown) => A | undefined

/** The fields of one object, read one by one; everything wrong goes to `issues`. */
class Fields {
  readonly #values: { readonly [name: string]: unknown }
  readonly #path: Path
  readonly #issues: Array<Issue>

  constructor(value: object, path: Path, known: ReadonlyArray<string>, issues: Array<Issue>) {
    this.#values = value as { readonly [name: string]: unknown }
    this.#path = path
    this.#issues = issues
    for (const name of Object.keys(value))
      if (!known.includes(name)) this.#say("plan.unknown-word", name, { known: known.join(", ") })
  }

  /** A field that must be there. */
  needed<A>(name: string, wanted: string, take: Take<A>): A | null {
    if (this.#values[name] === undefined) {
      this.#say("plan.missing", name, { wanted })
      return null
    }
    return this.optional<A | null>(name, wanted, take, null)
  }

  /** A field with a stand-in. */
  optional<A>(name: string, wanted: string, take: Take<A>, standIn: A): A {
    const value = this.#values[name]
    if (value === undefined) return standIn
    const taken = take(value)
    if (taken === undefined) this.#say("plan.wrong-kind", name, { wanted })
    return taken ?? standIn
  }

  #say(
    code: "plan.unknown-word" | "plan.missing" | "plan.wrong-kind",
    name: string,
    params: { [name: string]: string }
  ) {
    const path = [...this.#path, name]
    this.#issues.push(issue(code, { name: path.join("."), ...params }, { path }))
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const text: Take<string> = (value) => (typeof value === "string" && value !== "" ? value : undefined)
const flag: Take<boolean> = (value) => (typeof value === "boolean" ? value : undefined)
const list: Take<ReadonlyArray<unknown>> = (value) => (Array.isArray(value) ? value : undefined)
const texts: Take<ReadonlyArray<string>> = (value) =>
  Array.isArray(value) && value.every((one) => text(one) !== undefined) ? value : undefined
const time: Take<string> = (value) => {
  const read = typeof value === "string" ? TimeOfDay.parse(value) : null
  return read?.ok ? read.value : undefined
}
const oneOf =
  <const A extends string>(...words: ReadonlyArray<A>): Take<A> =>
  (value) =>
    words.find((word) => word === value)

const when: Take<When> = (value) => {
  const [entry, ...more] = isObject(value) ? Object.entries(value) : []
  if (entry === undefined || more.length > 0) return undefined
  const [name, days] = entry as [string, unknown]
  if (name === "onDue") return days === true ? { onDue: true } : undefined
  if (typeof days !== "number") return undefined
  switch (name) {
    case "daysBefore":
      return { daysBefore: days }
    case "workingDaysBefore":
      return { workingDaysBefore: days }
    case "daysAfter":
      return { daysAfter: days }
    case "workingDaysAfter":
      return { workingDaysAfter: days }
    default:
      return undefined
  }
}

const stepFields = ["id", "at", "time", "to", "audience", "form", "move", "figures", "lineages"]

const readStep = (fields: Fields): Step | null => {
  const id = fields.needed("id", "nhac-2-ngay", text)
  const at = fields.needed("at", "daysBefore | workingDaysBefore | onDue | daysAfter | workingDaysAfter", when)
  const to = fields.optional("to", "responsible | upper", oneOf("responsible", "upper"), "responsible")
  const form = to === "upper" ? "digest" : "message"
  const move = at !== null && ("daysAfter" in at || "workingDaysAfter" in at) ? "later" : "earlier"
  const step = {
    time: fields.optional("time", "08:00", time, "08:00"),
    to,
    audience: fields.optional("audience", "person | group", oneOf("person", "group"), "person"),
    form: fields.optional("form", "message | digest", oneOf("message", "digest"), form),
    move: fields.optional("move", "earlier | later", oneOf("earlier", "later"), move),
    figures: fields.optional("figures", "true | false", flag, false),
    lineages: fields.optional<Step["lineages"]>("lineages", "[vwu/bao-cao-thang]", texts, null)
  }
  return id === null || at === null ? null : { id, at, ...step }
}

const readQuiet = (fields: Fields): QuietHours | null => {
  const from = fields.needed("from", "21:00", time)
  const to = fields.needed("to", "07:00", time)
  return from === null || to === null ? null : { from, to }
}

/** Reads the form of a plan; its sense is judged by `problems`. */
export const read = (data: unknown): Draft => {
  const issues: Array<Issue> = []
  const open = (value: unknown, path: Path, known: ReadonlyArray<string>): Fields | null => {
    if (isObject(value)) return new Fields(value, path, known, issues)
    const name = path.length === 0 ? "plan" : path.join(".")
    issues.push(issue("plan.wrong-kind", { name, wanted: `{ ${known.join(", ")} }` }, { path }))
    return null
  }
  const plan = open(data, [], ["steps", "quietHours", "workingDaysOnly", "catchUp"])
  const steps = plan?.needed("steps", "[ … ]", list) ?? []
  const quiet: Take<QuietHours | "none"> = (value) => {
    const fields = value === null ? null : open(value, ["quietHours"], ["from", "to"])
    return (fields === null ? null : readQuiet(fields)) ?? "none"
  }
  const quietHours = plan?.optional("quietHours", "{ from, to }", quiet, "none") ?? "none"
  return {
    steps: steps.map((one, place) => {
      const fields = open(one, ["steps", place], stepFields)
      return fields === null ? null : readStep(fields)
    }),
    quietHours: quietHours === "none" ? null : quietHours,
    workingDaysOnly: plan?.optional("workingDaysOnly", "true | false", flag, true) ?? true,
    catchUp:
      plan?.optional("catchUp", "latest-only | skip", oneOf("latest-only", "skip"), "latest-only") ?? "latest-only",
    issues
  }
}
