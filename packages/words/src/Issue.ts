/**
 * A problem with what somebody gave us, as a value: what is wrong, where it stands, and what to do about it.
 * Bad input is never an exception.
 *
 * @since 0.1.0
 */
import * as Catalogue from "./Catalogue.ts"
import type { Language } from "./Language.ts"

/**
 * Where a problem stands in a file. `line` and `column` count from 1; in a table the column is the number of
 * the cell in its row, as in a spreadsheet. In a workbook `sheet` and `cell` say the same the way Excel does: `Chỉ tiêu`, `C5`.
 */
export interface Place {
  readonly file?: string
  readonly line: number
  readonly column: number
  readonly sheet?: string
  readonly cell?: string
}

/** One problem. `error` stops the work, `warning` asks for a second look. */
export interface Issue {
  /** Stable and dotted, for programs: `unit.parent-unknown`. */
  readonly code: string
  readonly severity: "error" | "warning"
  /** The way to the value inside what was given: `["units", 3, "parent"]`. */
  readonly path: ReadonlyArray<string | number>
  /** Vietnamese: the thing and the next step. */
  readonly message: string
  /** The same in English. */
  readonly english: string
  readonly place?: Place
}

/** Either a value, or everything that is wrong with the input: the first problem never hides the second. */
export type Checked<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly issues: ReadonlyArray<Issue> }

/** The input is good and this is what it means. */
export const ok = <A>(value: A): Checked<A> => ({ ok: true, value })

/** The input is bad, for these reasons. */
export const fail = (...issues: ReadonlyArray<Issue>): Checked<never> => ({ ok: false, issues })

/** The value when no issue is an error, all issues otherwise. */
export const unless = <A>(issues: ReadonlyArray<Issue>, value: () => A): Checked<A> =>
  issues.some((issue) => issue.severity === "error") ? { ok: false, issues } : ok(value())

/** What an issue may carry besides its words. */
export interface Details {
  readonly path?: ReadonlyArray<string | number>
  readonly place?: Place | undefined
  readonly severity?: "error" | "warning"
}

/**
 * Makes the issues of one package from its catalogue; the code of a text is the code of its issue.
 *
 * @example
 * ```ts
 * import { Catalogue, Issue } from "@lienhoi/words"
 *
 * const issue = Issue.from(
 *   Catalogue.make({ "unit.unknown": { vi: "Không có đơn vị {id}; xem lại cột mã", en: "No unit {id}; check the code" } })
 * )
 *
 * issue("unit.unknown", { id: "31393" }, { path: ["unit"] }).message // => "Không có đơn vị 31393; xem lại cột mã"
 * ```
 */
export const from =
  <C extends Catalogue.Catalogue>(catalogue: C) =>
  (code: keyof C & string, params: Catalogue.Params = {}, details: Details = {}): Issue => ({
    code,
    severity: details.severity ?? "error",
    path: details.path ?? [],
    message: Catalogue.fill(catalogue[code]!.vi, params),
    english: Catalogue.fill(catalogue[code]!.en, params),
    ...(details.place === undefined ? {} : { place: details.place })
  })

/** The same issue, standing in `file`. */
export const inFile = (issue: Issue, file: string): Issue =>
  issue.place === undefined
    ? { ...issue, place: { file, line: 1, column: 1 } }
    : { ...issue, place: { ...issue.place, file } }

const inWorkbook = Catalogue.make({
  sheet: { vi: "trang “{sheet}”", en: "sheet “{sheet}”" },
  cell: { vi: "trang “{sheet}”, ô {cell}", en: "sheet “{sheet}”, cell {cell}" }
})

/** A place for a person: `units.csv:7:4`, `mau.xlsx, trang “Chỉ tiêu”, ô C5`. */
export const formatPlace = ({ file, line, column, sheet, cell }: Place, language: Language = "vi"): string => {
  if (sheet === undefined) return `${file === undefined ? "" : `${file}:`}${line}:${column}`
  const where = Catalogue.say(inWorkbook, cell === undefined ? "sheet" : "cell", { sheet, cell: cell ?? "" }, language)
  return file === undefined ? where : `${file}, ${where}`
}

/** One line for a person: `units.csv:7:4: Không có đơn vị cha 9399; …`. */
export const format = (issue: Issue, language: Language = "vi"): string => {
  const text = language === "vi" ? issue.message : issue.english
  return issue.place === undefined ? text : `${formatPlace(issue.place, language)}: ${text}`
}

/** The JSON Schema (draft 2020-12) of an {@link Issue}, for programs that read the `--json` output of commands. */
export const jsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Issue",
  type: "object",
  properties: {
    code: { type: "string", pattern: "^[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+$" },
    severity: { enum: ["error", "warning"] },
    path: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer", minimum: 0 }] } },
    message: { type: "string", minLength: 1 },
    english: { type: "string", minLength: 1 },
    place: {
      type: "object",
      properties: {
        file: { type: "string" },
        line: { type: "integer", minimum: 1 },
        column: { type: "integer", minimum: 1 },
        sheet: { type: "string" },
        cell: { type: "string" }
      } satisfies { readonly [K in keyof Place]-?: object },
      required: ["line", "column"],
      additionalProperties: false
    }
  } satisfies { readonly [K in keyof Issue]-?: object },
  required: ["code", "severity", "path", "message", "english"],
  additionalProperties: false
} as const
