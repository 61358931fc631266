import * as Field from "@lienhoi/template/Field"
import type * as Template from "@lienhoi/template/Template"
import * as Numeral from "@lienhoi/words/Numeral"
import type { DataValidation } from "hucre/xlsx"
import { type Lists, listAt } from "../newSheet.ts"
import { offer } from "./content.ts"
import { print, words } from "./texts.ts"

/** What may be typed into an answer, and what is said when it is something else. */
export const ruleOf = (
  field: Field.Field,
  item: Field.Item | null,
  range: string,
  first: string,
  lists: Lists
): ReadonlyArray<DataValidation> => {
  const offering = (offers: ReadonlyArray<string>, prompt: string): ReadonlyArray<DataValidation> => [
    {
      type: "list",
      formula1: listAt(offers, lists),
      allowBlank: true,
      showInputMessage: true,
      inputMessage: prompt,
      showErrorMessage: false,
      range
    }
  ]
  switch (field.type) {
    case "bool":
      return offering([words.yes, words.no], print("choices"))
    case "choice":
      return offering(
        field.choices.map(({ key }) => offer(field, key)),
        print("choices")
      )
    case "table":
      return offering([words.nothing], words.nothing)
    case "date":
      return [{ type: "custom", formula1: "TRUE", showInputMessage: true, inputMessage: print("date"), range }]
    case "count":
    case "money":
    case "decimal": {
      const { min, max } = Field.bounds(field, item)
      const limits = [
        ...(field.type === "decimal" ? [] : [`${first}=INT(${first})`]),
        ...(min === null ? [] : [`${first}>=${min}`]),
        ...(max === null ? [] : [`${first}<=${max}`])
      ]
      const prompt = print(field.type === "decimal" ? "number" : "whole")
      return [
        {
          type: "custom",
          formula1: limits.length === 0 ? "TRUE" : `IF(ISNUMBER(${first}),AND(${limits.join(",")}),TRUE)`,
          allowBlank: true,
          showInputMessage: true,
          inputMessage: prompt,
          showErrorMessage: true,
          errorStyle: "stop",
          errorTitle: print("refused"),
          errorMessage: [bounds(min, max), prompt].filter((one) => one !== "").join(". "),
          range
        }
      ]
    }
    default:
      return []
  }
}

const bounds = (min: number | null, max: number | null): string => {
  const shown = (value: number | null): string => (value === null ? "" : Numeral.format(value, 4))
  const params = { min: shown(min), max: shown(max) }
  if (min !== null && max !== null) return print("between", params)
  return min === null ? (max === null ? "" : print("to", params)) : print("from", params)
}

/** The lines of help beside a question. */
export const helpOf = (field: Field.Field, item: Field.Item | null, template: Template.Template): string => {
  if (item !== null) return ""
  const when = [
    ...(field.relevant === null ? [] : [field.relevant]),
    ...template.rules.flatMap((rule) =>
      rule.does === "relevant" && rule.fields.includes(field.key) ? [rule.when] : []
    )
  ]
  const numeric = Field.isNumeric(field) && field.type !== "ratio"
  const isPlain = field.min === 0 && field.max === null
  return [
    ...(field.hint === null ? [] : [field.hint]),
    ...(field.partOf === null ? [] : [print("part-of", { key: field.partOf })]),
    ...(numeric && !isPlain && bounds(field.min, field.max) !== "" ? [bounds(field.min, field.max)] : []),
    ...when.map((one) => print("relevant", { when: one })),
    ...(typeof field.required === "string" ? [print("required", { when: field.required })] : []),
    ...(field.type === "photo" || field.type === "file" ? [print("files")] : []),
    ...(field.type === "date" ? [print("date")] : [])
  ].join("\n")
}

/** What a computed figure is computed from. */
export const computedHelp = (field: Field.Field, isLive: boolean): string => {
  const formula =
    field.formula ?? print("ratio", { numerator: field.numerator ?? "", denominator: field.denominator ?? "" })
  return print(isLive ? "computed" : "computed-later", { formula })
}
