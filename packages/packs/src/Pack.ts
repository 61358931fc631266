/**
 * Ready templates of the associations, as data: the Women's Union's reports, registers, cases and notices, the Party
 * cell's meeting, the Youth Union's and the Front's month, shared dimensions and the targets of a term. The texts are
 * part of the package, so they are there offline and in a browser.
 *
 * @since 0.1.0
 */
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import * as TargetSet from "@lienhoi/template/TargetSet"
import * as Template from "@lienhoi/template/Template"
import * as Version from "@lienhoi/template/Version"
import type * as Issue from "@lienhoi/words/Issue"
import { packs } from "./internal/embedded.ts"
import type { Kind, Pack } from "./internal/shapes.ts"

export type { Kind, Pack } from "./internal/shapes.ts"

/** What somebody could have sent. */
export interface Sample {
  readonly unit: { readonly id: string; readonly level: string }
  /** `2026-10`, `2026-Q3`; of a record, a case or a notice some days, `2026-10-01..2026-10-31`. */
  readonly period: string
  /** By column key, as people type. */
  readonly answers: { readonly [column: string]: unknown }
}

/** Made-up submissions, one for each level that is asked; or records of a register. */
export interface Example {
  /** Says that it is made up. */
  readonly note: string
  readonly submissions: ReadonlyArray<Sample>
}

/** Every pack, or those of one kind, in the order of their ids. */
export const list = (kind?: Kind): ReadonlyArray<Pack> =>
  kind === undefined ? packs : packs.filter((pack) => pack.kind === kind)

/**
 * The newest pack of that id within the versions asked for, written as in `extends`; `null` when there is none.
 *
 * @example
 * ```ts
 * import { Pack } from "@lienhoi/packs"
 *
 * Pack.find("vwu/bao-cao-thang@^1")?.title // => "Báo cáo tháng công tác Hội và phong trào phụ nữ"
 * Pack.find("vwu/bao-cao-thang@^9") // => null
 * ```
 */
export const find = (id: string): Pack | null => {
  const [name, range] = id.split("@") as [string, string | undefined]
  const fits = packs.filter((one) => one.id === name && (range === undefined || Version.isWithin(one.version, range)))
  return fits.toSorted((a, b) => Version.compare(b.version, a.version))[0] ?? null
}

const read = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  // A pack of ours that cannot be read is our fault; the tests of this package read every one.
  throw new Error(checked.issues.map(({ message }) => message).join("\n"))
}

/** The shared dimensions: age groups, peoples, criteria. */
export const dimensions = (): ReadonlyArray<DimensionSet.DimensionSet> =>
  list("dimensions").map(({ text, file }) => read(DimensionSet.parse(text, { file })))

/** The targets of the terms; a term whose resolution is not at hand has none and says so. */
export const targets = (): ReadonlyArray<TargetSet.TargetSet> =>
  list("targets").map(({ text, file }) => read(TargetSet.parse(text, { file })))

/**
 * The template of a pack with its shared dimensions; `null` for dimensions and targets. `Template.print` of it is a file
 * that needs no other.
 *
 * @example
 * ```ts
 * import { Pack } from "@lienhoi/packs"
 * import { Template } from "@lienhoi/template"
 *
 * const month = Pack.template(Pack.find("vwu/bao-cao-thang")!)
 * month && Template.field(month, "TC04")?.label // => "Tổng số hội viên"
 * ```
 */
export const template = (pack: Pack): Template.Template | null =>
  pack.kind === "dimensions" || pack.kind === "targets"
    ? null
    : read(Template.parse(pack.text, { file: pack.file, dimensions: dimensions() })).template

/** Its example; `null` for dimensions and targets. */
export const example = (pack: Pack): Example | null =>
  pack.exampleText === null ? null : (JSON.parse(pack.exampleText) as Example)
