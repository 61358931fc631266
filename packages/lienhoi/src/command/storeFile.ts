/**
 * `lienhoi store export`, `import` and `rekey`: a store as one file, and under another key.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs"
import * as Database from "@lienhoi/sql/Database"
import * as KeyError from "@lienhoi/sql/KeyError"
import * as Migration from "@lienhoi/sql/Migration"
import * as Rekey from "@lienhoi/sql/Rekey"
import * as Store from "@lienhoi/sql/Store"
import type * as StoreError from "@lienhoi/sql/StoreError"
import * as StoreFile from "@lienhoi/sql/StoreFile"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"
import type { Answer, Command } from "./Command.ts"
import { isThere, over, refuse } from "./store.ts"
import * as Place from "./storePlace.ts"

const texts = Catalogue.make({
  exported: {
    vi: "Đã xuất {rows} dòng của {association} từ kho {store} ra {file}.",
    en: "{rows} rows of {association} are written from the store {store} to {file}."
  },
  imported: {
    vi: "Đã nhập {rows} dòng của {association} vào kho {store}; chạy tiếp: lienhoi store rebuild {store}",
    en: "{rows} rows of {association} are in the store {store}; run next: lienhoi store rebuild {store}"
  },
  held: {
    vi: "{held} tin chờ gửi trong bản sao lưu được giữ lại, vì không biết sau đó đã gửi chưa; xem: lienhoi outbox unsettled; cho gửi: lienhoi outbox release",
    en: "{held} waiting messages of the backup are held: nobody knows whether they were sent since; see them: lienhoi outbox unsettled; send them: lienhoi outbox release"
  },
  rekeyed: {
    vi: "Đã khóa lại bằng khóa đang dùng: {words} lời văn, {persons} người, {records} dòng sổ, {letters} tin, {files} tệp; khóa cũ không cần nữa.",
    en: "Closed again with the key in use: {words} words, {persons} persons, {records} records, {letters} messages, {files} files; the old keys are not needed any more."
  }
})

const countOf = ({ rows }: StoreFile.Summary): number => Object.values(rows).reduce((a, b) => a + b, 0)

/** What all of them check before they start on a store that must be there. */
const standing = (store: string): Answer | null => {
  const location = Database.parse(store)
  if (location.engine === "memory") return refuse("store.memory", store)
  return isThere(location) ? null : refuse("store.none", Database.nameOf(location))
}

/** `lienhoi store export STORE FILE [--association A] [--erasures]` */
export const exportStore: Command = {
  words: ["store", "export"],
  synopsis: "STORE FILE [--association A] [--erasures]",
  summary: {
    vi: "Xuất kho ra một tệp để sao lưu hoặc chuyển chỗ; --erasures chỉ xuất danh sách những gì đã xóa",
    en: "Write a store to one file, as a backup or to move it; --erasures only writes what was erased"
  },
  options: ["association"],
  switches: ["erasures"],
  takes: [2, 2],
  run: async ({ positionals: [store = "", file = ""], options, switches, language }) => {
    const refused = standing(store)
    if (refused !== null) return refused
    if (existsSync(file)) return { end: "bad-input", issues: [Place.issue("store.file-there", { file })] }
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        const { step } = yield* Migration.status(where)
        if (step === 0) return refuse("store.none", where)
        yield* Migration.run(where)
        const one = Place.choose(yield* Place.associations, options.association, where)
        if (!one.ok) return { end: "bad-input", issues: one.issues }
        const part = `${file}.part`
        // What is left of an export that was killed. Names stand in the file: it is for whoever wrote it alone.
        rmSync(part, { force: true })
        const handle = openSync(part, "wx", 0o600)
        const summary = yield* StoreFile.write(
          (piece) => Effect.sync(() => void writeSync(handle, piece)),
          switches.has("erasures") ? { only: "erasures" } : {}
        ).pipe(
          Effect.tap(() => Effect.sync(() => fsyncSync(handle))),
          Effect.ensuring(Effect.sync(() => closeSync(handle))),
          Effect.onError(() => Effect.sync(() => rmSync(part, { force: true }))),
          Effect.orDie,
          Effect.provide(Store.layer({ association: one.value }))
        )
        renameSync(part, file)
        const { association } = summary
        return {
          end: "done",
          lines: [
            Catalogue.say(texts, "exported", { rows: countOf(summary), association, store: where, file }, language)
          ],
          json: { store: where, file, ...summary }
        }
      })
    )
  }
}

/** `lienhoi store import FILE STORE [--erased FILE] [--moved]` */
export const importStore: Command = {
  words: ["store", "import"],
  synopsis: "FILE STORE [--erased FILE] [--moved]",
  summary: {
    vi: "Nhập tệp đã xuất vào một kho trống, tất cả hoặc không gì cả; tin chờ gửi được giữ lại, trừ khi --moved (chuyển chỗ, kho cũ không dùng nữa); --erased xóa thêm những gì bản xuất mới hơn đã xóa",
    en: "Bring an exported file into an empty store, all of it or nothing; waiting messages are held, unless --moved (the old store is not used any more); --erased also erases what a newer export had erased"
  },
  options: ["erased"],
  switches: ["moved"],
  takes: [2, 2],
  run: async ({ positionals: [file = "", store = ""], options, switches, language }) => {
    const keys = Place.keyRing()
    if (!keys.ok) return { end: "bad-input", issues: keys.issues }
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    if (location.engine === "memory") return refuse("store.memory", where)
    const lines = Place.linesOf(file)
    if (!lines.ok) return { end: "bad-input", issues: lines.issues }
    const erased = options.erased === undefined ? Issue.ok(undefined) : Place.linesOf(options.erased)
    if (!erased.ok) return { end: "bad-input", issues: erased.issues }
    const whole = await Effect.runPromise(StoreFile.check(lines.value))
    if (!whole.ok) return { end: "bad-input", issues: whole.issues.map((issue) => Issue.inFile(issue, file)) }
    const { association } = whole.value
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        yield* Migration.run(where)
        const read = yield* StoreFile.read(lines.value, {
          moved: switches.has("moved"),
          ...(erased.value === undefined ? {} : { erased: erased.value })
        }).pipe(Effect.orDie, Effect.provide(Store.layer({ association, keys: keys.value })))
        if (!read.ok) return { end: "bad-input", issues: read.issues }
        return {
          end: "done",
          lines: [
            Catalogue.say(texts, "imported", { rows: countOf(read.value), association, store: where }, language),
            ...(read.value.held === 0 ? [] : [Catalogue.say(texts, "held", { held: read.value.held }, language)])
          ],
          json: { store: where, file, ...read.value }
        }
      })
    )
  }
}

/** `lienhoi store rekey STORE [--association A]` */
export const rekey: Command = {
  words: ["store", "rekey"],
  synopsis: "STORE [--association A]",
  summary: {
    vi: "Khóa lại mọi thứ bằng khóa đứng đầu của LIENHOI_KEYS; sau đó không cần khóa cũ nữa",
    en: "Close everything again with the first key of LIENHOI_KEYS; the older keys are not needed afterwards"
  },
  options: ["association"],
  takes: [1, 1],
  run: async ({ positionals: [store = ""], options, language }) => {
    const refused = standing(store)
    if (refused !== null) return refused
    const keys = Place.keyRing()
    if (!keys.ok) return { end: "bad-input", issues: keys.issues }
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        yield* Migration.run(where)
        const one = Place.choose(yield* Place.associations, options.association, where)
        if (!one.ok) return { end: "bad-input", issues: one.issues }
        return yield* Rekey.run.pipe(
          Effect.map(
            (count): Answer => ({
              end: "done",
              lines: [Catalogue.say(texts, "rekeyed", { ...count }, language)],
              json: { store: where, association: one.value, ...count }
            })
          ),
          Effect.catchTag("KeyError", (error) =>
            Effect.succeed<Answer>({ end: "bad-input", issues: [KeyError.toIssue(error)] })
          ),
          Effect.orDie,
          Effect.provide(Store.layer({ association: one.value, keys: keys.value }))
        )
      })
    )
  }
}
