/**
 * What somebody has filled in and not yet handed over, kept on her own phone: the answers of every form, forms that wait
 * for a line, photos that go with them. It outlives a closed browser and is destroyed when she signs out.
 *
 * {@link indexed} keeps it in IndexedDB, {@link memory} in memory with the same promises.
 *
 * @since 0.1.0
 */
import { indexedDrafts } from "./internal/indexedDrafts.ts"
import type { Drafts } from "./internal/keeping.ts"
import * as KeptId from "./internal/keptId.ts"
import { memoryDrafts } from "./internal/memoryDrafts.ts"

export type { Draft, Drafts, KeptFile, Letter, Said } from "./internal/keeping.ts"

/** Whether an answer names a file that is still on the phone. */
export const isKept = (answer: unknown): answer is string => typeof answer === "string" && KeptId.isKept(answer)

/**
 * Keeps everything in the IndexedDB of the browser. Where the browser has no locks between tabs (it asks for `https:` or
 * loopback) two tabs may send the same letter twice; the second is the same figures and changes nothing.
 */
export const indexed = (options: {
  readonly account: string
  /** Of the database; `lienhoi` when left out. */
  readonly name?: string
}): Drafts => indexedDrafts(options.account, options.name ?? "lienhoi")

/**
 * Keeps everything in memory.
 *
 * @example
 * ```ts
 * import { Drafts } from "@lienhoi/react"
 *
 * const drafts = Drafts.memory({ account: "p-1" })
 * const report = { lineage: "vwu/bao-cao-thang", unit: "31393", period: "2024-10" }
 * await drafts.save({ report, revision: 0, answers: { TC04: "1.205" }, at: "2024-10-15T01:30:00.000Z" })
 *
 * ;(await drafts.ofReport(report))[0]?.answers // => { TC04: "1.205" }
 * ```
 */
export const memory = (options: { readonly account: string }): Drafts => memoryDrafts(options.account)
