/**
 * Ready templates of the associations, as data: the Women's Union's reports, registers, cases and notices, the Party
 * cell's meeting, the Youth Union's and the Front's month, shared dimensions and the targets of a term. The texts are
 * part of the package, so they are there offline and in a browser.
 *
 * @since 0.1.0
 */
import * as Version from "@lienhoi/template/Version"
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

/** The shared dimensions: age groups, peoples, criteria. */
export const dimensions = (): ReadonlyArray<Pack> => list("dimensions")

/** The targets of the terms. */
export const targets = (): ReadonlyArray<Pack> => list("targets")

/** Its example; `null` for dimensions and targets. */
export const example = (pack: Pack): Example | null =>
  pack.exampleText === null ? null : (JSON.parse(pack.exampleText) as Example)
