/**
 * `lienhoi store rebuild`: makes what is read (tree, standing of reports, figures, search) again from the events, or says
 * whether it is what follows from them.
 */
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as Reading from "@lienhoi/sql/Reading"
import * as Store from "@lienhoi/sql/Store"
import type * as StoreError from "@lienhoi/sql/StoreError"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { Answer, Command } from "./Command.ts"
import { isThere, over, refuse } from "./store.ts"

const texts = Catalogue.make({
  rebuilt: {
    vi: "  {association}: đã dựng lại {rows} dòng từ {position} sự kiện báo cáo và {history} sự kiện của cây tổ chức",
    en: "  {association}: {rows} rows made again from {position} report events and {history} tree events"
  },
  same: {
    vi: "  {association}: {rows} dòng đúng như {position} sự kiện cho ra",
    en: "  {association}: {rows} rows are what {position} events give"
  },
  nothing: { vi: "Kho {store} chưa có sự kiện nào.", en: "The store {store} holds no events." },
  head: { vi: "Kho {store}:", en: "Store {store}:" }
})

const issue = Issue.from(
  Catalogue.make({
    "store.reading-differs": {
      vi: "{association}: {count} dòng để đọc không khớp với sự kiện ({rows}); chạy: lienhoi store rebuild {store}",
      en: "{association}: {count} rows do not follow from the events ({rows}); run: lienhoi store rebuild {store}"
    }
  })
)

interface Made {
  readonly association: string
  readonly progress: Reading.Progress | null
  readonly compared: Reading.Comparison
}

const countOf = ({ rows }: Reading.Comparison): number => Object.values(rows).reduce((a, b) => a + b, 0)

const one = (association: string, check: boolean): Effect.Effect<Made, StoreError.StoreError, SqlClient> =>
  Effect.gen(function* () {
    const progress = check ? null : yield* Reading.rebuild()
    return { association, progress, compared: yield* Reading.check }
  }).pipe(Effect.provide(Store.layer({ association })))

const lineOf = ({ association, progress, compared }: Made, language: Language): string => {
  const said = { association, rows: countOf(compared), position: compared.position, history: progress?.history ?? 0 }
  return Catalogue.say(texts, progress === null ? "same" : "rebuilt", said, language)
}

/** `lienhoi store rebuild STORE [--check]` */
export const rebuild: Command = {
  words: ["store", "rebuild"],
  synopsis: "STORE [--check]",
  summary: {
    vi: "Dựng lại các bảng để đọc từ sự kiện rồi so lại; --check chỉ so, không sửa gì",
    en: "Make the tables that are read again from the events and compare them; --check only compares"
  },
  options: [],
  switches: ["check"],
  takes: [1, 1],
  run: async ({ positionals: [store = ""], switches, language }) => {
    const location = Database.parse(store)
    const where = Database.nameOf(location)
    if (location.engine === "memory") return refuse("store.memory", where)
    if (!isThere(location)) return refuse("store.none", where)
    return over(
      location,
      language,
      Effect.gen(function* (): Effect.fn.Return<Answer, StoreError.StoreError, SqlClient> {
        const { step } = yield* Migration.status(where)
        if (step === 0) return refuse("store.none", where)
        yield* Migration.run(where)
        const sql = yield* SqlClient
        const found = yield* Effect.orDie(
          sql.unsafe<{ association: string }>(
            "SELECT association FROM lienhoi.stream UNION SELECT association FROM lienhoi.history ORDER BY 1"
          )
        )
        const made = yield* Effect.forEach(found, ({ association }) => one(association, switches.has("check")))
        const issues = made.flatMap(({ association, compared: { different, differences } }) =>
          different === 0
            ? []
            : [
                issue("store.reading-differs", {
                  association,
                  count: different,
                  rows: differences.slice(0, 3).join(", "),
                  store: where
                })
              ]
        )
        if (issues.length > 0) return { end: "bad-input", issues }
        return {
          end: "done",
          lines:
            made.length === 0
              ? [Catalogue.say(texts, "nothing", { store: where }, language)]
              : [
                  Catalogue.say(texts, "head", { store: where }, language),
                  ...made.map((each) => lineOf(each, language))
                ],
          json: {
            store: where,
            checked: true,
            rebuilt: !switches.has("check"),
            associations: made.map(({ association, compared: { position, rows, different } }) => ({
              association,
              position,
              rows,
              different
            }))
          }
        }
      })
    )
  }
}
