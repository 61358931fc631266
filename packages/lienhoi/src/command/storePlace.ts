/**
 * What the commands that work on one association's store have in common: which association, which keys, which file.
 */
import { createReadStream, existsSync } from "node:fs"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import type { Lines } from "@lienhoi/sql/StoreFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"

export const issue = Issue.from(
  Catalogue.make({
    "store.nothing": {
      vi: "Kho {store} chưa có dữ liệu của tổ chức nào",
      en: "The store {store} holds no association yet"
    },
    "store.no-such-association": {
      vi: "Kho {store} không có tổ chức {given}; kho có: {all}",
      en: "The store {store} does not hold the association {given}; it holds: {all}"
    },
    "store.which-association": {
      vi: "Kho có nhiều tổ chức ({all}); chọn một bằng --association",
      en: "The store holds several associations ({all}); choose one with --association"
    },
    "store.no-file": { vi: "Không có tệp {file}; xem lại đường dẫn", en: "There is no file {file}; check the path" },
    "store.file-there": {
      vi: "Đã có tệp {file}; chọn tên khác để không ghi đè",
      en: "The file {file} is there already; choose another name, nothing is overwritten"
    }
  })
)

/** The keys of the environment variable LIENHOI_KEYS; none when it is not set. */
export const keyRing = (): Issue.Checked<KeyRing.KeyRing> => {
  const text = process.env.LIENHOI_KEYS ?? ""
  return text === "" ? Issue.ok(KeyRing.bare) : KeyRing.parse(Redacted.make(text))
}

/** Every association that the store holds anything of. */
export const associations: Effect.Effect<ReadonlyArray<string>, never, SqlClient> = Effect.flatMap(SqlClient, (sql) =>
  Effect.map(
    Effect.orDie(
      sql.unsafe<{ association: string }>(
        `SELECT association FROM lienhoi.stream UNION SELECT association FROM lienhoi.history
         UNION SELECT association FROM lienhoi.template UNION SELECT association FROM lienhoi.person
         UNION SELECT association FROM lienhoi.erasure UNION SELECT association FROM lienhoi.seal ORDER BY 1`
      )
    ),
    (rows) => rows.map(({ association }) => association)
  )
)

/** The one that was named, or the only one. */
export const choose = (all: ReadonlyArray<string>, given: string | undefined, store: string): Issue.Checked<string> => {
  const names = all.join(", ")
  if (all.length === 0) return Issue.fail(issue("store.nothing", { store }))
  if (given !== undefined)
    return all.includes(given)
      ? Issue.ok(given)
      : Issue.fail(issue("store.no-such-association", { store, given, all: names }))
  return all.length === 1 ? Issue.ok(all[0]!) : Issue.fail(issue("store.which-association", { all: names }))
}

/** The lines of a file as they were written; read anew each time. */
export const linesOf = (file: string): Issue.Checked<Lines> =>
  existsSync(file)
    ? Issue.ok(async function* () {
        let rest = ""
        for await (const piece of createReadStream(file, { encoding: "utf8" })) {
          const lines = `${rest}${piece}`.split("\n")
          rest = lines.pop() ?? ""
          yield* lines
        }
        if (rest !== "") yield rest
      })
    : Issue.fail(issue("store.no-file", { file }))
