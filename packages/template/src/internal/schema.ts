import { deeds, dueForms, grammar, type Keyword, keywordsOf, type MapName, none, type Value } from "./grammar.ts"

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

const without = (keywords: ReadonlyArray<string>): Schema =>
  Object.fromEntries(keywords.map((keyword) => [keyword, false]))

/** Beyond its keywords: what a map holds exactly one of. */
const further: { readonly [M in MapName]?: { readonly [keyword: string]: unknown } } = {
  rule: { oneOf: deeds.map((deed) => ({ required: [deed] })) },
  due: {
    oneOf: dueForms.map((form) => {
      const others = dueForms.filter((other) => other !== form).flatMap(({ needs, may }) => [...needs, ...may])
      return { required: form.needs, properties: without(others) }
    })
  }
}

/** The JSON Schema of template files in one dialect. */
export const schemaOf = (dialect: keyof typeof dialects): { readonly [keyword: string]: unknown } => {
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
      case "strings":
        return { anyOf: [words, { type: "array", items: words }] }
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
        if ("matches" in value) return { type: "string", pattern: value.matches.source.replaceAll("\\/", "/") }
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

  const mapOf = (name: MapName): { readonly [keyword: string]: unknown } => {
    const keywords = Object.entries(grammar[name])
    const needed = keywords.filter(([, { needed }]) => needed).map(([keyword]) => keyword)
    return {
      type: "object",
      properties: Object.fromEntries(keywords.map(([keyword, one]) => [keyword, described(one)])),
      ...(needed.length === 0 ? {} : { required: needed }),
      additionalProperties: false,
      ...further[name]
    }
  }

  const names = (Object.keys(grammar) as ReadonlyArray<MapName>).filter((name) => name !== "template")
  return {
    $schema: uri,
    title: "Mẫu báo cáo của Liên hội",
    description: `Tệp mẫu báo cáo (YAML hoặc JSON); từ khóa: ${keywordsOf("template").join(", ")}.`,
    ...mapOf("template"),
    [defs]: Object.fromEntries(names.map((name) => [name, mapOf(name)]))
  }
}
