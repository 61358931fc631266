/** A plan as text: YAML, or JSON, which is YAML too. */
import { parse as parseDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, ok } from "@lienhoi/words/Issue"
import { type Document, LineCounter, parseDocument, visit } from "yaml"
import type { Parents } from "../Event.ts"
import { type Basis, bases, parse as parseWeight, type Weight } from "../Weight.ts"
import type { NewOrExisting, Passage, Portion, Reorganisation, Step } from "./plan.ts"
import { type Code, issue } from "./texts.ts"

type Path = ReadonlyArray<string | number>

/** What stands in the file: texts, lists and maps; every scalar is the text that was written, so that codes keep their zeros. */
type Given = string | ReadonlyArray<Given> | { readonly [key: string]: Given }

/** Every scalar is text; nothing is printed. */
const form = { schema: "failsafe", logLevel: "error" } as const

/** Reads the whole plan, or lists everything that is wrong with its form. */
export const read = (text: string): Checked<Reorganisation> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...form, lineCounter: lines })
  const unreadable = [...errorsOf(document), ...aliasesOf(document, lines)]
  if (unreadable.length > 0) return { ok: false, issues: inFileOrder(unreadable) }
  const reader = new Reader()
  const plan = planOf(
    reader,
    reader.map(document.toJS() as Given, [], ["id", "basis", "effectiveOn", "title", "steps"])
  )
  return reader.issues.length > 0 ? { ok: false, issues: inFileOrder(locate(reader.issues, text)) } : ok(plan)
}

const errorsOf = ({ errors }: Document.Parsed): ReadonlyArray<Issue> =>
  errors.map(({ message, linePos }) => {
    const place = { line: linePos?.[0].line ?? 1, column: linePos?.[0].col ?? 1 }
    return issue("plan.unreadable", { detail: message.split("\n")[0] ?? "" }, { place })
  })

const aliasesOf = (document: Document.Parsed, lines: LineCounter): ReadonlyArray<Issue> => {
  const found: Array<Issue> = []
  visit(document, {
    Alias: (_, { source, range }) => {
      const { line, col } = lines.linePos(range?.[0] ?? 0)
      found.push(issue("plan.alias", { alias: `*${source}` }, { place: { line, column: col } }))
    }
  })
  return found
}

/** The issues at their lines and columns: those of the value, or of the nearest one around it. */
export const locate = (issues: ReadonlyArray<Issue>, text: string): ReadonlyArray<Issue> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...form, lineCounter: lines })
  return issues.map((each) => {
    for (let n = each.path.length; n >= 0; n--) {
      const node = n === 0 ? document.contents : document.getIn(each.path.slice(0, n), true)
      const range = (node as { readonly range?: readonly [number, number, number] } | null | undefined)?.range
      if (range === undefined) continue
      const { line, col } = lines.linePos(range[0])
      return { ...each, place: { line, column: col } }
    }
    return { ...each, place: { line: 1, column: 1 } }
  })
}

const inFileOrder = (issues: ReadonlyArray<Issue>): ReadonlyArray<Issue> =>
  [...issues].sort((a, b) => a.place!.line - b.place!.line || a.place!.column - b.place!.column)

interface Entries {
  readonly value: { readonly [key: string]: Given }
  readonly path: Path
}

/** Asks the file and keeps what it answers wrongly. */
class Reader {
  readonly issues: Array<Issue> = []

  say(code: Code, path: Path, params: { readonly [name: string]: string } = {}): void {
    // What should be a map and is not has none of its keys: that is said once.
    const last = this.issues.at(-1)
    if (last?.code === "plan.shape" && code === "plan.missing" && last.path.join("/") === path.join("/")) return
    this.issues.push(issue(code, params, { path }))
  }

  map(given: Given | undefined, path: Path, known: ReadonlyArray<string> | null): Entries {
    const isMap = typeof given === "object" && given !== null && !Array.isArray(given)
    if (!isMap) this.#shape(path, "các mục có tên", "entries with names")
    const value = isMap ? (given as { readonly [key: string]: Given }) : {}
    for (const key of Object.keys(value))
      if (known !== null && !known.includes(key))
        this.say("plan.key-unknown", [...path, key], { key, known: known.join(", ") })
    return { value, path }
  }

  list(from: Entries, key: string): ReadonlyArray<readonly [Given, Path]> {
    const given = from.value[key]
    const path = [...from.path, key]
    if (given === undefined) {
      this.say("plan.missing", from.path, { key })
      return []
    }
    if (!Array.isArray(given)) {
      this.#shape(path, "một danh sách", "a list")
      return []
    }
    return given.map((each, i) => [each, [...path, i]] as const)
  }

  text(given: Given | undefined, path: Path): string {
    if (typeof given === "string" && given !== "") return given
    this.#shape(path, "chữ", "text")
    return ""
  }

  need(from: Entries, key: string): string {
    if (from.value[key] === undefined) {
      this.say("plan.missing", from.path, { key })
      return ""
    }
    return this.text(from.value[key], [...from.path, key])
  }

  /** A text that may be left out. */
  may(from: Entries, key: string): string | undefined {
    return from.value[key] === undefined ? undefined : this.text(from.value[key], [...from.path, key])
  }

  /** A text that may be left out, or be nothing. */
  nullable(from: Entries, key: string): string | null | undefined {
    return isNothing(from.value[key]) ? null : this.may(from, key)
  }

  #shape(path: Path, expected: string, expectedEnglish: string): void {
    this.say("plan.shape", path, { key: `${path.at(-1) ?? "plan"}`, expected, expectedEnglish })
  }
}

const isNothing = (given: Given | undefined): boolean => given === "" || given === "null" || given === "~"

const planOf = (reader: Reader, from: Entries): Reorganisation => {
  const title = reader.may(from, "title")
  const effectiveOn = reader.need(from, "effectiveOn")
  const day = parseDate(effectiveOn)
  if (!day.ok && effectiveOn !== "")
    reader.say("reorganisation.day-unreadable", [...from.path, "effectiveOn"], { date: effectiveOn })
  return {
    id: reader.need(from, "id"),
    basis: reader.need(from, "basis"),
    effectiveOn: day.ok ? day.value : effectiveOn,
    ...(title === undefined ? {} : { title }),
    steps: reader.list(from, "steps").flatMap(([given, path]) => stepOf(reader, given, path))
  }
}

const keys: { readonly [S in Step["step"]]: ReadonlyArray<string> } = {
  establish: ["unit", "level", "name", "code", "kind", "parents", "parent"],
  rename: ["unit", "name"],
  recode: ["unit", "code"],
  relevel: ["unit", "level", "kind"],
  move: ["unit", "route", "parent"],
  merge: ["from", "into"],
  split: ["from", "into"],
  redraw: ["from", "to", "successions"],
  dissolve: ["unit", "heir"],
  "abolish-level": ["level", "heirs", "reattach"],
  assign: ["branch", "to"]
}

const isStep = (text: string): text is Step["step"] => Object.hasOwn(keys, text)

const stepOf = (reader: Reader, given: Given, path: Path): ReadonlyArray<Step> => {
  const named = reader.map(given, path, null)
  const step = reader.need(named, "step")
  if (!isStep(step)) {
    if (step !== "") reader.say("plan.step-unknown", [...path, "step"], { step, known: Object.keys(keys).join(", ") })
    return []
  }
  const from = reader.map(given, path, ["step", ...keys[step]])
  const need = (key: string): string => reader.need(from, key)
  switch (step) {
    case "establish":
      return [
        { step, ...newUnit(reader, from), level: need("level"), parents: parentsOf(reader, from) ?? { own: null } }
      ]
    case "rename":
      return [{ step, unit: need("unit"), name: need("name") }]
    case "recode":
      return [{ step, unit: need("unit"), code: reader.nullable(from, "code") ?? null }]
    case "relevel":
      return [{ step, unit: need("unit"), level: need("level"), ...ifGiven("kind", reader.nullable(from, "kind")) }]
    case "move":
      return [
        {
          step,
          unit: need("unit"),
          ...ifGiven("route", reader.may(from, "route")),
          parent: reader.nullable(from, "parent") ?? null
        }
      ]
    case "merge":
      return [
        {
          step,
          from: reader.list(from, "from").map(([each, at]) => reader.text(each, at)),
          into: newOrExisting(reader, from.value.into, [...path, "into"])
        }
      ]
    case "split":
      return [
        { step, from: need("from"), into: reader.list(from, "into").map(([each, at]) => portion(reader, each, at)) }
      ]
    case "redraw":
      return [
        {
          step,
          from: reader.list(from, "from").map(([each, at]) => reader.text(each, at)),
          to: reader.list(from, "to").map(([each, at]) => newOrExisting(reader, each, at)),
          successions: reader.list(from, "successions").map(([each, at]) => passage(reader, each, at))
        }
      ]
    case "dissolve":
      return [{ step, unit: need("unit"), ...ifGiven("heir", reader.may(from, "heir")) }]
    case "abolish-level":
      return [
        {
          step,
          level: need("level"),
          heirs: texts(reader, from, "heirs") ?? {},
          ...ifGiven("reattach", texts(reader, from, "reattach"))
        }
      ]
    case "assign":
      return [{ step, branch: need("branch"), to: need("to") }]
  }
}

/** A key with its value, or no key. */
const ifGiven = <K extends string, A>(key: K, value: A | undefined): { readonly [P in K]?: A } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: A }

const texts = (reader: Reader, from: Entries, key: string): { readonly [key: string]: string } | undefined => {
  if (from.value[key] === undefined) return undefined
  const { value, path } = reader.map(from.value[key], [...from.path, key], null)
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, reader.text(text, [...path, name])]))
}

const parentsOf = (reader: Reader, from: Entries): Parents | undefined => {
  const short = reader.nullable(from, "parent")
  if (from.value.parents === undefined) return short === undefined ? undefined : { own: short }
  const { value, path } = reader.map(from.value.parents, [...from.path, "parents"], null)
  return Object.fromEntries(
    Object.entries(value).map(([route, text]) => [route, isNothing(text) ? null : reader.text(text, [...path, route])])
  )
}

const newUnit = (reader: Reader, from: Entries) => ({
  unit: reader.need(from, "unit"),
  name: reader.need(from, "name"),
  ...ifGiven("code", reader.nullable(from, "code")),
  ...ifGiven("kind", reader.nullable(from, "kind"))
})

const newOrExisting = (reader: Reader, given: Given | undefined, path: Path): NewOrExisting => {
  if (typeof given === "string") return reader.text(given, path)
  const from = reader.map(given, path, keys.establish)
  return {
    ...newUnit(reader, from),
    ...ifGiven("level", reader.may(from, "level")),
    ...ifGiven("parents", parentsOf(reader, from))
  }
}

const portion = (reader: Reader, given: Given, path: Path): Portion => {
  const from = reader.map(given, path, ["to", "weight"])
  return { to: newOrExisting(reader, from.value.to, [...path, "to"]), ...ifGiven("weight", weightOf(reader, from)) }
}

const passage = (reader: Reader, given: Given, path: Path): Passage => {
  const from = reader.map(given, path, ["from", "to", "extent", "weight"])
  const extent = reader.may(from, "extent") ?? (from.value.weight === undefined ? "whole" : "partial")
  if (extent !== "whole" && extent !== "partial") {
    const params = { key: "extent", expected: "whole hoặc partial", expectedEnglish: "whole or partial" }
    reader.say("plan.shape", [...path, "extent"], params)
  }
  return {
    from: reader.need(from, "from"),
    to: reader.need(from, "to"),
    extent: extent === "whole" ? "whole" : "partial",
    ...ifGiven("weight", weightOf(reader, from))
  }
}

const weightOf = (reader: Reader, within: Entries): Weight | undefined => {
  const given = within.value.weight
  const path = [...within.path, "weight"]
  if (given === undefined) return undefined
  const refuse = (weight: string): undefined => reader.say("plan.weight-unreadable", path, { weight }) as undefined
  if (typeof given === "string") return parseWeight(given) ?? refuse(given)
  const from = reader.map(given, path, ["basis", "share", "numerator", "denominator"])
  const basis = reader.may(from, "basis") ?? "given"
  const share =
    from.value.share === undefined
      ? `${reader.need(from, "numerator")}/${reader.need(from, "denominator")}`
      : reader.need(from, "share")
  return (bases.includes(basis as Basis) ? parseWeight(share, basis as Basis) : null) ?? refuse(`${basis} ${share}`)
}
