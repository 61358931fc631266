/**
 * `lienhoi store verify`: whether a store still says what it said.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import * as Database from "@lienhoi/sql/Database"
import type { Finding } from "@lienhoi/sql/Finding"
import * as Migration from "@lienhoi/sql/Migration"
import * as Proof from "@lienhoi/sql/Proof"
import * as Seal from "@lienhoi/sql/Seal"
import * as Store from "@lienhoi/sql/Store"
import type * as StoreError from "@lienhoi/sql/StoreError"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"
import type { Answer, Command } from "./Command.ts"
import { isThere, over, refuse } from "./store.ts"
import * as Place from "./storePlace.ts"

const texts = Catalogue.make({
  good: {
    vi: "{association}: {events} sự kiện của {streams} báo cáo đúng như đã ghi; niêm phong đến sự kiện {sealed}",
    en: "{association}: {events} events of {streams} reports are as they were written; sealed up to event {sealed}"
  },
  words: {
    vi: "  lời văn: {kept} còn nguyên, {erased} đã xóa theo yêu cầu, {closed} chưa xem vì thiếu khóa",
    en: "  words: {kept} as they were written, {erased} erased, {closed} not looked at for want of a key"
  },
  files: {
    vi: "  ảnh, tệp: {kept} còn nguyên, {erased} đã xóa theo yêu cầu, {closed} chưa xem vì thiếu khóa",
    en: "  photos, files: {kept} as they were handed in, {erased} erased, {closed} not looked at for want of a key"
  },
  kept: {
    vi: "  đã niêm phong đến sự kiện {last}, ghi dấu số {number} vào {file}; cất tệp này ở nơi khác",
    en: "  sealed up to event {last}; seal {number} is written to {file}; keep this file somewhere else"
  },
  empty: { vi: "Kho {store} chưa có gì để xem.", en: "The store {store} holds nothing yet." }
})

const what = "{stream} {version} {id} {position}"
const found = Issue.from(
  Catalogue.make({
    "store.event-changed": { vi: `Sự kiện đã bị sửa: ${what}`, en: `An event was changed: ${what}` },
    "store.event-removed": { vi: `Sự kiện đã bị xóa: ${what}`, en: `An event was removed: ${what}` },
    "store.event-inserted": { vi: `Sự kiện bị chèn thêm: ${what}`, en: `An event was put in: ${what}` },
    "store.event-reordered": { vi: `Sự kiện bị đổi chỗ: ${what}`, en: `An event was moved: ${what}` },
    "store.words-changed": { vi: `Lời văn đã bị sửa: ${what}`, en: `Words were changed: ${what}` },
    "store.words-removed": {
      vi: `Lời văn mất mà không ai yêu cầu xóa: ${what}`,
      en: `Words are gone and nobody erased them: ${what}`
    },
    "store.words-inserted": { vi: `Lời văn bị chèn thêm: ${what}`, en: `Words were put in: ${what}` },
    "store.words-returned": { vi: `Lời văn đã xóa nay có lại: ${what}`, en: `Erased words are there again: ${what}` },
    "store.file-changed": { vi: "Ảnh hoặc tệp đã bị sửa: {id}", en: "A photo or file was changed: {id}" },
    "store.file-removed": {
      vi: "Ảnh hoặc tệp mà báo cáo có ghi nay mất, không ai yêu cầu xóa: {id}",
      en: "A photo or file that a report names is gone and nobody erased it: {id}"
    },
    "store.file-returned": {
      vi: "Ảnh hoặc tệp đã xóa nay có lại: {id}",
      en: "An erased photo or file is there again: {id}"
    },
    "store.stream-removed": { vi: `Mất báo cáo của sự kiện: ${what}`, en: `The report of an event is gone: ${what}` },
    "store.seal-changed": { vi: "Niêm phong số {position} đã bị sửa", en: "Seal {position} was changed" },
    "store.seal-removed": { vi: "Niêm phong số {position} đã bị xóa", en: "Seal {position} was removed" },
    "store.seal-cut": {
      vi: "Kho mất phần cuối: không còn niêm phong số {position} đã cất ở ngoài; lấy bản sao mới hơn",
      en: "The end of the store is lost: seal {position}, which was kept outside, is not there; take a newer copy"
    },
    "store.seal-rewritten": {
      vi: "Kho đã bị viết lại: niêm phong số {position} khác với bản đã cất ở ngoài",
      en: "The store was written anew: seal {position} is not the one that was kept outside"
    }
  })
)

const issueOf = ({ of, kind, stream, version, id, position }: Finding, association: string): Issue.Issue => {
  const code = `store.${of}-${kind}` as Parameters<typeof found>[0]
  const params =
    of === "seal"
      ? { position: position ?? 0 }
      : {
          stream: stream ?? association,
          version: version === null ? "" : `#${version}`,
          id: id ?? "",
          position: position === null ? "" : `(${position})`
        }
  const { message, english, ...rest } = found(code, params, { path: [association] })
  const tidy = (text: string) => text.replaceAll(/ {2,}/g, " ").trim()
  return { ...rest, message: tidy(message), english: tidy(english) }
}

const linesOf = ({ association, events, streams, words, files, sealedTo }: Proof.Verdict, language: Language) => [
  Catalogue.say(texts, "good", { association, events, streams, sealed: sealedTo }, language),
  Catalogue.say(texts, "words", words, language),
  ...(files.kept + files.erased + files.closed === 0 ? [] : [Catalogue.say(texts, "files", files, language)])
]

/** `lienhoi store verify STORE [--association A] [--head FILE] [--keep FILE]` */
export const verify: Command = {
  words: ["store", "verify"],
  synopsis: "STORE [--association A] [--head FILE] [--keep FILE]",
  summary: {
    vi: "Xem kho có bị sửa, xóa, chèn, đổi chỗ không; --head so với dấu cất ở ngoài, --keep niêm phong và ghi dấu mới",
    en: "See whether anything was changed, removed, put in or moved; --head compares with a seal kept outside, --keep seals and writes a new one"
  },
  options: ["association", "head", "keep"],
  takes: [1, 1],
  run: async ({ positionals: [store = ""], options: { association, head: headFile, keep }, language }) => {
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    if (location.engine === "memory") return refuse("store.memory", where)
    if (!isThere(location)) return refuse("store.none", where)
    const keys = Place.keyRing()
    if (!keys.ok) return { end: "bad-input", issues: keys.issues }
    if (headFile !== undefined && !existsSync(headFile))
      return { end: "bad-input", issues: [Place.issue("store.no-file", { file: headFile })] }
    const head = headFile === undefined ? Issue.ok(null) : Seal.parse(readFileSync(headFile, "utf8"))
    if (!head.ok) return { end: "bad-input", issues: head.issues }
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        const { step } = yield* Migration.status(where)
        if (step === 0) return refuse("store.none", where)
        yield* Migration.run(where)
        const all = yield* Place.associations
        const given = association ?? head.value?.association
        const one = given !== undefined || keep !== undefined ? Place.choose(all, given, where) : Issue.ok(null)
        if (!one.ok) return { end: "bad-input", issues: one.issues }
        const verdicts = yield* Effect.forEach(one.value === null ? all : [one.value], (name) =>
          Effect.orDie(Proof.verify(head.value === null ? {} : { head: head.value })).pipe(
            Effect.provide(Store.layer({ association: name, keys: keys.value }))
          )
        )
        const issues = verdicts.flatMap((verdict) =>
          verdict.findings.map((finding) => issueOf(finding, verdict.association))
        )
        if (issues.length > 0) return { end: "bad-input", issues }
        const lines =
          verdicts.length === 0
            ? [Catalogue.say(texts, "empty", { store: where }, language)]
            : verdicts.flatMap((verdict) => linesOf(verdict, language))
        if (keep === undefined || one.value === null)
          return { end: "done", lines, json: { store: where, associations: verdicts } }
        const sealed = yield* Effect.orDie(Seal.run).pipe(
          Effect.provide(Store.layer({ association: one.value, keys: keys.value }))
        )
        if (sealed !== null) {
          writeFileSync(`${keep}.part`, Seal.print(sealed))
          renameSync(`${keep}.part`, keep)
          lines.push(Catalogue.say(texts, "kept", { number: sealed.number, last: sealed.last, file: keep }, language))
        }
        return { end: "done", lines, json: { store: where, associations: verdicts, head: sealed } }
      })
    )
  }
}
