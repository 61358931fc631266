/**
 * A province's own Word file with fields in braces, filled as it is: `{trich_yeu}`, `{TC04}`, and rows that come again as
 * often as needed, `{#bieu}{chi_tieu}{ky_nay}{/bieu}`. Names may be written with marks and blanks: `{Trích yếu}`.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import * as Text from "@lienhoi/words/Text"
import {
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  type Tag,
  TagDisposition,
  type TemplateData,
  TemplateHandler
} from "easy-template-x"
import type { Material } from "./internal/choice.ts"
import { nearest } from "./internal/nearest.ts"
import { printable } from "./internal/printable.ts"
import { timeless } from "./internal/timeless.ts"
import * as FormData from "./internal/wordFormData.ts"
import { issue } from "./internal/wordFormTexts.ts"
import * as Package from "./internal/wordPackage.ts"
import type { ReportDocument } from "./ReportDocument.ts"

export type { Data } from "./internal/wordFormData.ts"

/** One field of the file, as its author wrote it. */
export interface FormField {
  readonly name: string
  /** `rows` for `{#name}` … `{/name}`. */
  readonly kind: "text" | "rows"
  /** The rows it stands in, by name; `null` outside of any. */
  readonly within: string | null
}

/** `Trích yếu` and `trich_yeu` are one name. */
const keyOf = (name: string): string => Text.fold(name).replaceAll(/[\s-]+/gu, "_")

/**
 * What a report has for a form: its head, title, signature, text and recipients, the rows of its figures (`bieu`), and each
 * figure by its field: `TC04`, `TC04_luy_ke`, `TC04_ke_hoach`, `TC04_cung_ky`.
 */
export const dataOf = (document: ReportDocument, material: Material = { sections: [] }): FormData.Data =>
  FormData.of(document, material)

const bytesOf = (file: Uint8Array): ArrayBuffer => file.slice().buffer

/** The fields in their order; rows must be closed where they were opened. */
const fieldsOf = (tags: ReadonlyArray<Tag>): Issue.Checked<ReadonlyArray<FormField>> => {
  const open: Array<string> = []
  const found: Array<FormField> = []
  const issues: Array<Issue.Issue> = []
  for (const { disposition, name } of tags) {
    if (disposition === TagDisposition.Close) {
      const at = open.lastIndexOf(name)
      if (at < 0) issues.push(issue("word.rows-closed", { name }))
      else
        issues.push(
          ...open
            .splice(at)
            .slice(1)
            .map((inner) => issue("word.rows-open", { name: inner }))
        )
      continue
    }
    found.push({ name, kind: disposition === TagDisposition.Open ? "rows" : "text", within: open.at(-1) ?? null })
    if (disposition === TagDisposition.Open) open.push(name)
  }
  return Issue.unless([...issues, ...open.map((name) => issue("word.rows-open", { name }))], () => found)
}

/** What the library says of a file that is not written right. */
const wrong = (thrown: unknown): Issue.Issue => {
  if (thrown instanceof MissingCloseDelimiterError) return issue("word.brace-open", { near: thrown.openDelimiterText })
  if (thrown instanceof MissingStartDelimiterError)
    return issue("word.brace-close", { near: thrown.closeDelimiterText })
  return issue("word.broken")
}

/** Every field of a Word file, in its order, those in the head and foot of its pages too; or why it cannot be used. */
export const fields = async (file: Uint8Array): Promise<Issue.Checked<ReadonlyArray<FormField>>> => {
  const admitted = await Package.admit(file)
  if (!admitted.ok) return admitted
  try {
    return fieldsOf(await new TemplateHandler().parseTags(bytesOf(file)))
  } catch (thrown) {
    return Issue.fail(wrong(thrown))
  }
}

/** Everything a file asks for that there is not, each with what was probably meant. */
export const check = (form: ReadonlyArray<FormField>, data: FormData.Data): ReadonlyArray<Issue.Issue> => {
  const top = new Map(Object.entries(data).map(([name, value]) => [keyOf(name), { name, value }]))
  const told = new Set<string>()
  return form.flatMap(({ kind, name, within }, i) => {
    const rows = within === null ? undefined : top.get(keyOf(within))?.value
    const inRow = typeof rows === "object" ? Object.keys(rows[0] ?? {}) : []
    if (within !== null && typeof rows !== "object") return []
    const details = { path: ["fields", i] }
    const again = `${within} ${name}`
    if (told.has(again)) return []
    told.add(again)
    const isInRow = inRow.some((one) => keyOf(one) === keyOf(name))
    if (kind === "text" && isInRow) return []
    const found = top.get(keyOf(name))
    if (found === undefined) {
      const meant = nearest(name, [...inRow, ...[...top.values()].map((one) => one.name)])
      return rows !== undefined && inRow.length === 0
        ? []
        : [
            meant === null
              ? issue("word.field-unknown", { name }, details)
              : issue("word.field-meant", { name, meant }, details)
          ]
    }
    if (kind === "text" && typeof found.value !== "string")
      return [issue("word.is-rows", { name: found.name }, details)]
    if (kind === "rows" && typeof found.value === "string")
      return [issue("word.is-text", { name: found.name }, details)]
    return []
  })
}

/** The data under the names that the file uses. */
const named = (form: ReadonlyArray<FormField>, data: FormData.Data): TemplateData => {
  const top = new Map(Object.entries(data).map(([name, value]) => [keyOf(name), value]))
  const names = form.map(({ name }) => name)
  const row = (of: { readonly [name: string]: string }): TemplateData => {
    const byKey = new Map(Object.entries(of).map(([name, value]) => [keyOf(name), value]))
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = byKey.get(keyOf(name))
        return value === undefined ? [] : [[name, printable(value)] as const]
      })
    )
  }
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = top.get(keyOf(name))
      if (value === undefined) return []
      return [[name, typeof value === "string" ? printable(value) : value.map(row)] as const]
    })
  )
}

/**
 * The file filled, or everything it asks for that there is not. What is put in is text, whatever it looks like; the same
 * file and data give the same bytes.
 */
export const fill = async (file: Uint8Array, data: FormData.Data): Promise<Issue.Checked<Uint8Array>> => {
  const form = await fields(file)
  if (!form.ok) return form
  const issues = check(form.value, data)
  if (issues.length > 0) return { ok: false, issues }
  try {
    const handler = new TemplateHandler()
    return Issue.ok(timeless(new Uint8Array(await handler.process(bytesOf(file), named(form.value, data)))))
  } catch (thrown) {
    return Issue.fail(wrong(thrown))
  }
}
