/**
 * What the codes of Zalo mean and what helps, as data. The same code means different things on different hosts (`-100`
 * is an old upload on one and an unexplained error on the other), so a rule is found by product and code.
 *
 * @since 0.1.0
 */
import type { Bilingual } from "@lienhoi/words/Language"
import { oaRules } from "./internal/oaRules.ts"
import type { Remedy, Row } from "./internal/ruleRow.ts"
import { znsRules } from "./internal/znsRules.ts"

/** Whose codes: `oa` of `openapi.zalo.me`, `zns` of `business.openapi.zalo.me`. */
export type Product = "oa" | "zns"

export type { Remedy } from "./internal/ruleRow.ts"

/** One code. */
export interface Rule {
  readonly product: Product
  readonly code: number
  readonly remedy: Remedy
  /** What Zalo says with it, without a full stop. */
  readonly meaning: Bilingual
}

const named = (product: Product, rows: ReadonlyArray<Row>): ReadonlyArray<Rule> =>
  rows.map(([code, remedy, vi, en]) => ({ product, code, remedy, meaning: { vi, en } }))

/** Every documented code. Source: the code tables of both products, late 2025; remedies are ours. */
export const rules: ReadonlyArray<Rule> = [...named("oa", oaRules), ...named("zns", znsRules)]

const byCode = new Map(rules.map((rule) => [`${rule.product}${rule.code}`, rule]))

/**
 * The rule of a code; `null` when nobody documented it.
 *
 * @example
 * ```ts
 * import { ErrorTable } from "@lienhoi/zalo"
 *
 * ErrorTable.find("oa", -100)?.remedy // => "upload"
 * ErrorTable.find("zns", -100)?.remedy // => "again"
 * ErrorTable.find("oa", -99999) // => null
 * ```
 */
export const find = (product: Product, code: number): Rule | null => byCode.get(`${product}${code}`) ?? null
