import {
  deeds,
  dueForms,
  type Form,
  grammar,
  type Keyword,
  keywordsOf,
  kinds,
  limitUnits,
  type MapName,
  none,
  ofKind,
  sourceForms,
  targetForms,
  type Value
} from "./grammar.ts"

/** A JSON Schema, or a part of one. */
type Schema = boolean | { readonly [keyword: string]: unknown }

/** The dialects that editors know. */
export const dialects = {
  "draft-07": { uri: "http://json-schema.org/draft-07/schema#", defs: "definitions" },
  "2020-12": { uri: "https://json-schema.org/draft/2020-12/schema", defs: "$defs" }
} as const

const filled = { type: "string", pattern: "\\S" }
const words: Schema = { type: ["string", "number", "boolean"], pattern: "\\S" }
const whole = { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
const leap = "(?:(?!0000)(?:[02468][048]|[13579][26])00|\\d\\d(?:0[48]|[2468][048]|[13579][26]))"
/** Days that stand in the calendar. */
const date = `^(?:(?!0000)\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|${leap}-02-29)$`

const ofShape = (shape: RegExp) => ({ type: "string", pattern: shape.source.replaceAll("\\/", "/") })

/** One or a list of them. */
const listed = (one: Schema) => ({ anyOf: [one, { type: "array", items: one }] })

const without = (keywords: ReadonlyArray<string>): { readonly [keyword: string]: false } =>
  Object.fromEntries(keywords.map((keyword) => [keyword, false]))

/** One way of several: what it needs, and nothing of the others. */
const formed =
  (forms: ReadonlyArray<Form>) =>
  (form: Form): Schema => {
    const own = new Set([...form.needs, ...form.may])
    const others = forms.flatMap(({ needs, may }) => [...needs, ...may]).filter((keyword) => !own.has(keyword))
    return { required: form.needs, properties: without(others) }
  }

/** What goes with one kind; a template that names none is a report. */
const ofTheKind = (kind: (typeof kinds)[number]): Schema => {
  const { needs, bars } = ofKind[kind]
  const period = kind === "report" ? {} : { period: { const: "ad-hoc" } }
  return {
    properties: { kind: { const: kind }, ...without(bars), ...period },
    required: kind === "report" ? needs : ["kind", ...needs]
  }
}

/** Of every kind, what belongs to another has no place in it. */
const targetKind = {
  oneOf: targetForms.map(({ kind, needs, may }) => ({
    required: ["kind", ...needs],
    properties: {
      kind: { const: kind },
      ...(without(["of", "level", "base"].filter((keyword) => ![...needs, ...may].includes(keyword))) as object)
    }
  }))
}

/** Beyond its keywords: what a map holds exactly one of, and what goes with the kind. */
const further: { readonly [M in MapName]?: { readonly [keyword: string]: unknown } } = {
  rule: { oneOf: deeds.map((deed) => ({ required: [deed] })) },
  target: targetKind,
  ownTarget: targetKind,
  denominator: { oneOf: ["field", "units"].map((one) => ({ required: [one] })) },
  due: { oneOf: dueForms.map(formed(dueForms)) },
  source: { oneOf: sourceForms.map(formed(sourceForms)) },
  limit: { oneOf: limitUnits.map((unit) => ({ required: [unit] })) },
  template: { anyOf: kinds.map(ofTheKind) }
}

/** A map of keywords as JSON Schema has it. */
export type Shape = { readonly [keyword: string]: unknown }

/** What schemas of one dialect are made of. */
export interface Parts {
  readonly uri: string
  readonly defs: string
  readonly ofValue: (value: Value) => Shape
  /** A map that knows its keywords. */
  readonly ofKeywords: (keywords: { readonly [keyword: string]: Keyword }) => Shape
  /** A map of the grammar. */
  readonly mapOf: (name: MapName) => Shape
  /** Maps by their names, for `defs`. */
  readonly definitionsOf: (names: ReadonlyArray<MapName>) => Shape
}

/** The parts of schemas in one dialect. */
export const partsOf = (dialect: keyof typeof dialects): Parts => {
  const { uri, defs } = dialects[dialect]
  const ref = (name: MapName): Schema => ({ $ref: `#/${defs}/${name}` })

  const ofValue = (value: Value): { readonly [keyword: string]: unknown } => {
    switch (value) {
      case "words":
        return words as { readonly [keyword: string]: unknown }
      case "number":
        return { type: "number" }
      case "limit":
        return { anyOf: [{ type: "number" }, { const: none }] }
      case "whole":
        return whole
      case "truth":
        return { type: "boolean" }
      case "date":
        return { type: "string", pattern: date }
      case "yes":
        return { const: true }
      case "strings":
        return listed(words)
      case "items":
        return {
          anyOf: [
            { type: "object", propertyNames: filled, additionalProperties: words },
            { type: "array", items: ref("item") }
          ]
        }
      case "due": {
        const one = { anyOf: [ofValue(grammar.due.day!.value), ref("due")] }
        return {
          type: "object",
          propertyNames: filled,
          additionalProperties: { anyOf: [...one.anyOf, { type: "array", items: one }] }
        }
      }
      default:
        if ("oneOf" in value) return { enum: value.oneOf }
        if ("dateOr" in value) return { anyOf: [{ type: "string", pattern: date }, { enum: value.dateOr }] }
        if ("someOf" in value) {
          const one = { enum: value.someOf }
          return { anyOf: [one, { type: "array", items: one }] }
        }
        if ("matches" in value) return ofShape(value.matches)
        if ("allMatch" in value) return listed(ofShape(value.allMatch))
        if ("whole" in value) return { type: "integer", minimum: value.whole[0], maximum: value.whole[1] }
        if ("map" in value) return { allOf: [ref(value.map)] }
        if ("list" in value) return { type: "array", items: ref(value.list) }
        return {
          type: "object",
          propertyNames: { pattern: value.keys.source },
          additionalProperties: ref(value.each)
        }
    }
  }

  const described = ({ value, vi }: Keyword): Schema => ({ description: vi, ...ofValue(value) })

  const ofKeywords = (of: { readonly [keyword: string]: Keyword }): Shape => {
    const keywords = Object.entries(of)
    const needed = keywords.filter(([, { needed }]) => needed).map(([keyword]) => keyword)
    return {
      type: "object",
      properties: Object.fromEntries(keywords.map(([keyword, one]) => [keyword, described(one)])),
      ...(needed.length === 0 ? {} : { required: needed }),
      additionalProperties: false
    }
  }

  const mapOf = (name: MapName): Shape => ({ ...ofKeywords(grammar[name]), ...further[name] })

  const definitionsOf = (names: ReadonlyArray<MapName>): Shape =>
    Object.fromEntries(names.map((name) => [name, mapOf(name)]))
  return { uri, defs, ofValue, ofKeywords, mapOf, definitionsOf }
}

/** What may stand below a value: the maps that the schema refers to by name. */
const namesIn = (value: Value): ReadonlyArray<MapName> => {
  if (value === "items") return ["item"]
  if (value === "due") return ["due"]
  if (typeof value === "string") return []
  if ("map" in value) return [value.map]
  if ("list" in value) return [value.list]
  return "each" in value ? [value.each] : []
}

/** Every map that may stand somewhere below these keywords, in the order of the grammar. */
export const below = (keywords: ReadonlyArray<Keyword>): ReadonlyArray<MapName> => {
  const found = new Set<MapName>()
  const look = ({ value }: Keyword): void => {
    for (const name of namesIn(value)) {
      if (found.has(name)) continue
      found.add(name)
      Object.values(grammar[name]).forEach(look)
    }
  }
  keywords.forEach(look)
  return (Object.keys(grammar) as ReadonlyArray<MapName>).filter((name) => found.has(name))
}

/** What an editor shows above a file, by what the file is. */
const heads = {
  template: { title: "Mẫu báo cáo của Liên hội", description: "Tệp mẫu báo cáo (YAML hoặc JSON)" },
  targetSet: { title: "Bộ chỉ tiêu phấn đấu của Liên hội", description: "Tệp chỉ tiêu phấn đấu (YAML hoặc JSON)" }
} as const satisfies { readonly [M in MapName]?: object }

/** The JSON Schema of files of one sort in one dialect. */
export const schemaOf = (dialect: keyof typeof dialects, root: keyof typeof heads = "template"): Shape => {
  const { uri, defs, definitionsOf, mapOf } = partsOf(dialect)
  return {
    $schema: uri,
    title: heads[root].title,
    description: `${heads[root].description}; từ khóa: ${keywordsOf(root).join(", ")}.`,
    ...mapOf(root),
    [defs]: definitionsOf(below(Object.values(grammar[root])))
  }
}
