/**
 * Dimensions that several templates share, as data of their own with a version: age groups, ethnic groups, kinds of
 * district. A template names the set (`dimensions: [vwu/chieu@^1]`) and takes its items, so that figures of different
 * templates are divided alike.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import * as Decode from "./internal/decodeDimensions.ts"
import { dimensionSchemaOf } from "./internal/dimensionSchema.ts"
import type { DimensionSet } from "./internal/dimensions.ts"
import * as Print from "./internal/print.ts"
import { texts } from "./internal/targetJson.ts"
import type { Dialect, JsonDimensionSet } from "./JsonTemplate.ts"

export type { Dimension, DimensionSet } from "./internal/dimensions.ts"

/**
 * Reads a set; either the set or everything that is wrong with it, each with line and column.
 *
 * @example
 * ```ts
 * import { DimensionSet, Template } from "@lienhoi/template"
 *
 * const set = DimensionSet.parse(
 *   [
 *     "dimension-set: vwu/chieu",
 *     "version: 1.2.0",
 *     "title: Các chiều dùng chung",
 *     "dimensions:",
 *     "  nhom_tuoi: { label: nhóm tuổi, items: { tu_18_30: Từ 18 đến 30, tu_31: Từ 31 trở lên } }"
 *   ].join("\n")
 * )
 * const read = Template.parse(
 *   [
 *     "template: vwu/hoi-vien",
 *     "title: Hội viên",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { chi_hoi: 15 }",
 *     "dimensions: [vwu/chieu@^1]",
 *     "sections:",
 *     "  to_chuc:",
 *     "    title: Tổ chức",
 *     "    asked_of: [chi_hoi]",
 *     "    fields:",
 *     "      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }, disaggregate: [{ by: nhom_tuoi }] }"
 *   ].join("\n"),
 *   { dimensions: set.ok ? [set.value] : [] }
 * )
 *
 * read.ok && read.value.template.dimensions // => [{ id: "vwu/chieu", range: "1.2.0" }]
 * read.ok && Template.field(read.value.template, "TC04")?.disaggregate[0]?.items.map((item) => item.key) // => ["tu_18_30", "tu_31"]
 * ```
 */
export const parse = (text: string, options: { readonly file?: string } = {}): Issue.Checked<DimensionSet> => {
  const { set, issues } = Decode.decode(text)
  const { file } = options
  const named = file === undefined ? issues : issues.map((one) => Issue.inFile(one, file))
  return Issue.unless(named, () => set!)
}

/** Whether a text is meant to be a set of dimensions. */
export const isDimensionSet = (text: string): boolean => Decode.isDimensionSet(text)

/** The set in the keywords of its file. */
export const toJson = (set: DimensionSet): JsonDimensionSet => ({
  "dimension-set": set.id,
  version: set.version,
  title: set.title,
  ...(set.source.length === 0 ? {} : { source: texts(set.source)! }),
  dimensions: Object.fromEntries(
    set.dimensions.map(({ key, label, items }) => [
      key,
      { label, items: Object.fromEntries(items.map((item) => [item.key, item.label])) }
    ])
  )
})

/** The set as YAML in its canonical form; reading it again gives the same set. */
export const print = (set: DimensionSet): string => Print.print(toJson(set))

/**
 * The JSON Schema of files of shared dimensions, with a Vietnamese line for every keyword. It accepts a file exactly when
 * nothing is wrong with its form. Also shipped as `schema/dimensions.schema.json`.
 *
 * @example
 * ```ts
 * import { DimensionSet } from "@lienhoi/template"
 *
 * DimensionSet.schema().required // => ["dimension-set", "title", "dimensions"]
 * ```
 */
export const schema = (dialect: Dialect = "2020-12"): { readonly [keyword: string]: unknown } =>
  dimensionSchemaOf(dialect)
