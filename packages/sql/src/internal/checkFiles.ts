/**
 * Files against their ids, which commit to them, and ids that answers name against the files that are there.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Finding } from "../Finding.ts"
import type { Store } from "../Store.ts"
import * as File from "./file.ts"

/** Files opened in one go: each may be large. */
const page = 20

const isId = /^[0-9a-f]{64}$/

/** The ids of files that the answers of an event name. */
export const named = (words: string): ReadonlyArray<string> => {
  const { cells = {} } = JSON.parse(words) as {
    readonly cells?: { readonly [key: string]: { readonly value?: unknown } }
  }
  const all = Object.values(cells).flatMap(({ value }) =>
    Array.isArray(value) ? (value as ReadonlyArray<unknown>) : []
  )
  return all.filter((value): value is string => typeof value === "string" && isId.test(value))
}

const finding = (kind: Finding["kind"], id: string): Finding => ({
  of: "file",
  kind,
  stream: null,
  version: null,
  id,
  position: null
})

/** Looks at every file; `wanted` are those that answers name. */
export const checkFiles = (store: Store["Service"], wanted: ReadonlySet<string>) =>
  Effect.gen(function* () {
    const { association, sql } = store
    const findings: Array<Finding> = []
    const missing = new Set(wanted)
    const erased = new Set(
      (yield* sql.unsafe<{ subject: string }>(
        "SELECT subject FROM lienhoi.erasure WHERE association = $1 AND kind = 'file'",
        [association]
      )).map(({ subject }) => subject)
    )
    const count = { kept: 0, erased: erased.size, closed: 0 }
    for (let after = ""; ; ) {
      const rows = yield* sql.unsafe<File.Row>(
        `SELECT id, about, bytes, encode(salt, 'hex') AS salt FROM lienhoi.attachment
         WHERE association = $1 AND id COLLATE "C" > $2 ORDER BY id COLLATE "C" LIMIT ${page}`,
        [association, after]
      )
      for (const row of rows) {
        missing.delete(row.id)
        const opened = File.open(store, row)
        if (erased.has(row.id)) findings.push(finding("returned", row.id))
        else if (Result.isSuccess(opened) && opened.success.isWhole) count.kept += 1
        else if (Result.isFailure(opened) && opened.failure.reason._tag === "MissingKey") count.closed += 1
        else findings.push(finding("changed", row.id))
      }
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.id
    }
    for (const id of missing) if (!erased.has(id)) findings.push(finding("removed", id))
    return { count, findings }
  })
