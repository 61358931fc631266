/**
 * `lienhoi store`: makes a store and says what is in it.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import * as Database from "@lienhoi/sql/Database"
import * as Inventory from "@lienhoi/sql/Inventory"
import * as Migration from "@lienhoi/sql/Migration"
import * as StoreError from "@lienhoi/sql/StoreError"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"
import type { Answer, Command } from "./Command.ts"

const texts = Catalogue.make({
  made: { vi: "Kho {store} đã sẵn sàng (bước {step}).", en: "The store {store} is ready (step {step})." },
  standing: {
    vi: "Kho {store}: bước {step}/{known}, tạo ngày {created}.",
    en: "Store {store}: step {step} of {known}, made on {created}."
  },
  share: {
    vi: "  {association}: {streams} báo cáo, {events} sự kiện; tin: {outbox}",
    en: "  {association}: {streams} reports, {events} events; messages: {outbox}"
  },
  none: { vi: "chưa có", en: "none" },
  behind: {
    vi: "Kho còn thiếu {n} bước; chạy: lienhoi store init {store}",
    en: "The store lacks {n} steps; run: lienhoi store init {store}"
  },
  queued: { vi: "chờ gửi", en: "waiting" },
  handing: { vi: "đang gửi", en: "in hand" },
  accepted: { vi: "đã gửi", en: "sent" },
  undelivered: { vi: "không gửi được", en: "not delivered" },
  cancelled: { vi: "đã bỏ", en: "cancelled" },
  expired: { vi: "quá hạn", en: "expired" },
  unknown: { vi: "chưa rõ", en: "unknown" }
})

const issue = Issue.from(
  Catalogue.make({
    "store.none": {
      vi: "Chưa có kho ở {store}; tạo bằng lệnh: lienhoi store init {store}",
      en: "There is no store at {store}; make one: lienhoi store init {store}"
    },
    "store.memory": {
      vi: "Kho memory mất khi đóng chương trình; ghi một thư mục (./data) hoặc địa chỉ postgres://…",
      en: "The store memory is gone with the process; name a folder (./data) or an address postgres://…"
    }
  })
)

/** The person named the wrong place; anything else is the machine's. */
const misnamed: ReadonlySet<StoreError.StoreError["reason"]["_tag"]> = new Set(["OtherFolder", "OtherProduct"])

/** Runs over the database, beside an app that has it. */
export const over = (
  location: Database.Location,
  language: Language,
  work: Effect.Effect<Answer, StoreError.StoreError, SqlClient>
): Promise<Answer> =>
  Effect.runPromise(
    work.pipe(
      Effect.provide(Database.layer(location, { visit: true, connections: 1 })),
      Effect.catch((error) => {
        const found = StoreError.toIssue(error)
        return misnamed.has(error.reason._tag)
          ? Effect.succeed<Answer>({ end: "bad-input", issues: [found] })
          : Effect.die(new Error(language === "vi" ? found.message : found.english))
      })
    )
  )

/** There is no store there, or one that nobody else can see. */
export const refuse = (code: "store.none" | "store.memory", store: string): Answer => ({
  end: "bad-input",
  issues: [issue(code, { store })]
})

/** `lienhoi store init STORE` */
export const init: Command = {
  words: ["store", "init"],
  synopsis: "STORE",
  summary: {
    vi: "Tạo kho, hoặc nâng kho lên bản này; STORE là thư mục (./data) hoặc postgres://…",
    en: "Make a store, or bring it up to this version; STORE is a folder (./data) or postgres://…"
  },
  options: [],
  takes: [1, 1],
  run: async ({ positionals: [store = ""], language }) => {
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    if (location.engine === "memory") return refuse("store.memory", where)
    return over(
      location,
      language,
      Effect.map(Migration.run(where), (status) => ({
        end: "done",
        lines: [Catalogue.say(texts, "made", { store: where, step: status.step }, language)],
        json: { store: where, engine: location.engine, ...status }
      }))
    )
  }
}

/** Whether the folder holds a store; a server is asked. */
export const isThere = (location: Database.Location): boolean =>
  location.engine !== "embedded" || existsSync(join(location.folder, "database", "PG_VERSION"))

const shareLine = ({ association, streams, events, outbox }: Inventory.Share, language: Language): string => {
  const states = Object.entries(outbox).map(([state, n]) => {
    const known = Object.hasOwn(texts, state) ? texts[state as keyof typeof texts][language] : state
    return `${known} ${n}`
  })
  const said = states.length === 0 ? texts.none[language] : states.join(", ")
  return Catalogue.say(texts, "share", { association, streams, events, outbox: said }, language)
}

/** `lienhoi store status STORE` */
export const status: Command = {
  words: ["store", "status"],
  synopsis: "STORE",
  summary: {
    vi: "Cho biết kho ở bản nào và có gì; không sửa gì cả",
    en: "Say which version a store has and what is in it; changes nothing"
  },
  options: [],
  takes: [1, 1],
  run: async ({ positionals: [store = ""], language }) => {
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    if (location.engine === "memory") return refuse("store.memory", where)
    if (!isThere(location)) return refuse("store.none", where)
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        const standing = yield* Migration.status(where)
        if (standing.step === 0) return refuse("store.none", where)
        const shares = yield* Inventory.read(where)
        const { step, known, createdAt } = standing
        const missing = known - step
        return {
          end: "done",
          lines: [
            Catalogue.say(texts, "standing", { store: where, step, known, created: createdAt ?? "" }, language),
            ...shares.map((share) => shareLine(share, language)),
            ...(missing > 0 ? [Catalogue.say(texts, "behind", { n: missing, store: where }, language)] : [])
          ],
          json: { store: where, engine: location.engine, ...standing, associations: shares }
        }
      })
    )
  }
}
