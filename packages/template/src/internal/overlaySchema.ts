import { grammar, type Keyword, sectionShape } from "./grammar.ts"
import {
  type OverlayKeyword,
  type OverlayMapName,
  type OverlayValue,
  overlayGrammar,
  overlayKeywordsOf
} from "./overlayGrammar.ts"
import { below, type dialects, partsOf, type Shape } from "./schema.ts"

const filled = { type: "string", pattern: "\\S" }

const ownValues: ReadonlySet<unknown> = new Set(["parts", "relabels", "tighter", "finer"])

const isOfLanguage = (keyword: OverlayKeyword): keyword is Keyword => !ownValues.has(keyword.value)

/** The keywords that overlays share with templates. */
const language = [
  ...Object.values(overlayGrammar)
    .flatMap((map) => Object.values(map))
    .filter(isOfLanguage),
  grammar.field.choices!
]

/** The JSON Schema of overlay files in one dialect. */
export const overlaySchemaOf = (dialect: keyof typeof dialects): Shape => {
  const { uri, defs, definitionsOf, ofValue } = partsOf(dialect)
  const ref = (name: OverlayMapName): Shape => ({ $ref: `#/${defs}/${name}` })
  const by = (each: Shape, keys: Shape = filled): Shape => ({
    type: "object",
    propertyNames: keys,
    additionalProperties: each
  })

  const shapeOf = (value: OverlayValue): Shape => {
    switch (value) {
      case "parts":
        return by(ref("part"), { pattern: sectionShape.source })
      case "relabels":
        return by({ anyOf: [ofValue("words"), ref("relabel")] })
      case "tighter":
        return by(ref("tighten"))
      case "finer":
        return by(by(ofValue("items")))
      default:
        return ofValue(value)
    }
  }

  const mapOf = (name: OverlayMapName): Shape => {
    const keywords = Object.entries(overlayGrammar[name])
    const needed = keywords.filter(([, one]) => one.needed).map(([keyword]) => keyword)
    return {
      type: "object",
      properties: Object.fromEntries(
        keywords.map(([keyword, { value, vi }]) => [keyword, { description: vi, ...shapeOf(value) }])
      ),
      ...(needed.length === 0 ? {} : { required: needed }),
      additionalProperties: false
    }
  }

  const own = (["part", "relabel", "tighten"] as const).map((name) => [name, mapOf(name)] as const)
  return {
    $schema: uri,
    title: "Mẫu kế thừa của Liên hội",
    description: `Tệp của một tỉnh, đổi mẫu của cấp trên (YAML hoặc JSON); từ khóa: ${overlayKeywordsOf("overlay").join(", ")}.`,
    ...mapOf("overlay"),
    [defs]: { ...definitionsOf(below(language)), ...Object.fromEntries(own) }
  }
}
