/**
 * The photos and files that answers name, by id: in a draft as somebody typed it, or in the cells of a revision.
 *
 * @since 0.1.0
 */
import { fold } from "@lienhoi/words/Text"
import type { Field } from "./Field.ts"
import { saysNothing } from "./internal/numbers.ts"
import * as Template from "./Template.ts"

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What stands in a cell, or what was typed. */
const content = (answer: unknown): unknown =>
  isRecord(answer) && answer.state === "value" && "value" in answer ? answer.value : answer

const listed = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [value])

const isId = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && !saysNothing(fold(value))

const isFile = ({ type }: Field): boolean => type === "photo" || type === "file"

/** Whether the template asks for photos or files at all. */
export const isAsked = (template: Template.Template): boolean =>
  Template.fields(template).some((field) => isFile(field) || field.columns.some(isFile))

const answersTo = (answers: { readonly [key: string]: unknown }, key: string): ReadonlyArray<unknown> =>
  Object.keys(answers)
    .filter((name) => name.normalize("NFC").trim().toLowerCase() === key.toLowerCase())
    .map((name) => content(answers[name]))

const inField = (field: Field, answers: { readonly [key: string]: unknown }): ReadonlyArray<string> => {
  const given = answersTo(answers, field.key).flatMap(listed)
  if (isFile(field)) return given.filter(isId).map((id) => id.trim())
  const columns = field.columns.filter(isFile)
  return columns.length === 0
    ? []
    : given.flatMap((row) => (isRecord(row) ? columns.flatMap((column) => inField(column, row)) : []))
}

/**
 * Every id that stands where the template asks for a photo or a file, each once. Anything may stand in `answers`.
 *
 * @example
 * ```ts
 * import { NamedFiles, Template } from "@lienhoi/template"
 *
 * const read = Template.fromJson({
 *   template: "mau/hoat-dong", title: "Hoạt động", period: "month", window: "fifteenth", due: { chi_hoi: 15 },
 *   sections: { a: { title: "Ảnh", asked_of: ["chi_hoi"], fields: [{ key: "ANH", label: "Ảnh", type: "photo" }] } }
 * })
 *
 * read.ok ? NamedFiles.of(read.value.template, { ANH: ["anh-1", "anh-2"], KHAC: "anh-3" }) : [] // => ["anh-1", "anh-2"]
 * ```
 */
export const of = (
  template: Template.Template,
  answers: { readonly [key: string]: unknown }
): ReadonlyArray<string> => [...new Set(Template.fields(template).flatMap((field) => inField(field, answers)))]
