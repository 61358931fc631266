import { assert, it } from "@effect/vitest"
import { Association } from "@lienhoi/hierarchy"
import * as Scope from "@lienhoi/sql/Scope"
import * as Search from "@lienhoi/sql/Search"
import { Store } from "@lienhoi/sql/Store"
import { compare, comparePeople, fold } from "@lienhoi/words/Text"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { forms, formsOfUnit } from "../src/internal/typed.ts"
import * as VietnameseKey from "../src/internal/vietnameseKey.ts"
import { engines } from "./engines.ts"

const names = [
  "Tân Bình",
  "Tân Hoà",
  "Tân Hòa",
  "Đông Phước",
  "Đồng Phú",
  "Ân Hữu",
  "Ấn Hữu",
  "Hòa An",
  "10",
  "2",
  "Ô Môn"
]
const people = ["Nguyễn Thị", "Trần Ngọc", "Đỗ", "Lê Thị Mỹ", "Nguyễn", "Dương"]
const given = ["Ánh", "Anh", "Ân", "Đào", "Dao", "Hoà", "Hòa", "Hoa", "Yến", "Út"]

const sign = (n: number): number => Math.sign(n)

it("Search: the order kept in the database is the Vietnamese order", () => {
  const name = fc
    .tuple(fc.constantFrom("Xã", "xã", "Ấp", "Phường", "Tổ"), fc.constantFrom(...names), fc.nat(30))
    .map((parts) => parts.join(" "))
  const person = fc.tuple(fc.constantFrom(...people), fc.constantFrom(...given)).map((parts) => parts.join(" "))
  const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  let tones = 0
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(name, name),
        fc.constantFrom(...names).map((one) => [one, fold(one)] as const)
      ),
      person,
      person,
      ([a, b], c, d) => {
        if (a !== b && fold(a) === fold(b)) tones += 1
        assert.strictEqual(by(VietnameseKey.ofName(a), VietnameseKey.ofName(b)), sign(compare(a, b)), `${a} ? ${b}`)
        assert.strictEqual(
          by(VietnameseKey.ofPerson(c), VietnameseKey.ofPerson(d)),
          sign(comparePeople(c, d)),
          `${c} ? ${d}`
        )
      }
    ),
    { numRuns: 5_000 }
  )
  console.log(`Search: order of 5000 pairs, ${tones} that differ by marks and case alone`)
  assert.isAbove(tones, 500)
})

/** Synthetic things of every kind; units as the tree would put them. */
const things = fc.uniqueArray(
  fc.oneof(
    fc
      .tuple(fc.constantFrom("co_so", "chi_hoi"), fc.constantFrom("Xã", "Phường"), fc.constantFrom(...names))
      .map(([level, noun, name]) => {
        const text = level === "co_so" ? `${noun} ${name}` : `Ấp ${name}`
        return {
          kind: "unit" as const,
          text,
          rank: level === "co_so" ? 3 : 4,
          texts: formsOfUnit(Association.vwu, { level, name: text })
        }
      }),
    fc.tuple(fc.constantFrom(...people), fc.constantFrom(...given)).map((parts) => ({
      kind: "person" as const,
      text: parts.join(" "),
      rank: 0,
      texts: [parts.join(" ")]
    })),
    fc.tuple(fc.constantFrom("Công văn số", "Kế hoạch"), fc.nat(40), fc.constantFrom(...names)).map((parts) => ({
      kind: "document" as const,
      text: parts.join(" "),
      rank: 0,
      texts: [parts.join(" ")]
    }))
  ),
  { minLength: 20, maxLength: 40, selector: ({ kind, text }) => `${kind} ${text}`, size: "max" }
)

type Thing = {
  readonly kind: Search.Kind
  readonly text: string
  readonly rank: number
  readonly texts: ReadonlyArray<string>
}

/** What somebody types who looks for one of them: some of its words, often cut short, often without marks. */
const typedFor = (thing: Thing, choice: number): string => {
  const text = thing.texts[choice % thing.texts.length]!
  const words = text.split(" ").filter((_, i) => choice % 5 === 0 || (choice >> i) % 4 !== 0)
  const cut = words.map((word, i) => (choice % 3 === 0 && i === words.length - 1 ? word.slice(0, 2) : word)).join(" ")
  return choice % 4 === 0 ? cut : choice % 4 === 1 ? fold(cut).toUpperCase() : fold(cut)
}

const plainWords = (text: string): ReadonlyArray<string> =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")

/** The oracle: no index, no columns, plain lists of words. */
const wantedOf = (all: ReadonlyArray<Thing>, typed: string): ReadonlyArray<string> => {
  const asked = plainWords(typed)
  if (asked.length === 0) return []
  const tier = ({ texts }: Thing): number => {
    const told = texts.map(plainWords)
    const starts = (words: ReadonlyArray<string>, at: number) =>
      asked.every((word, i) =>
        i === asked.length - 1 ? (words[at + i] ?? "").startsWith(word) : words[at + i] === word
      )
    if (told.some((words) => words.join(" ") === asked.join(" "))) return 0
    if (told.some((words) => starts(words, 0))) return 1
    return told.some((words) => words.some((_, at) => starts(words, at))) ? 2 : 3
  }
  return all
    .filter(({ texts }) => asked.every((word) => texts.flatMap(plainWords).some((other) => other.startsWith(word))))
    .toSorted((a, b) => {
      if (tier(a) !== tier(b)) return tier(a) - tier(b)
      if (a.rank !== b.rank) return a.rank - b.rank
      return 0
    })
    .map((thing) => `${tier(thing)} ${thing.rank} ${thing.kind} ${thing.text}`)
}

const runs = { PGlite: 15, PostgreSQL: 60 }

for (const engine of engines()) {
  it.live(
    `Search (${engine.name}): finds what a plain reading of all names finds, in its order`,
    () =>
      Effect.gen(function* () {
        const { association, sql, transaction } = yield* Store
        const told = { queries: 0, found: 0, unmarked: 0 }
        const drawn = fc.sample(
          fc.tuple(things, fc.array(fc.tuple(fc.nat(99), fc.nat(999)), { minLength: 20, maxLength: 20 })),
          runs[engine.name]
        )
        const unit = { unit: "x", route: "own" }
        yield* transaction(
          sql.unsafe(
            "INSERT INTO lienhoi.place SELECT * FROM json_populate_record(NULL::lienhoi.place, ($1::text)::json)",
            [
              JSON.stringify({
                ...unit,
                association,
                starts_on: "2025-01-01",
                level: "co_so",
                name: "x",
                since: "2025-01-01"
              })
            ]
          )
        )
        yield* Scope.grant([
          { ...unit, id: "g", account: "an", role: "persons", lineage: "*", from: "2025-01-01", until: null }
        ])
        const asMember = Scope.as({ account: "an", today: "2025-02-01" })
        for (const [all, asked] of drawn) {
          yield* transaction(sql.unsafe("DELETE FROM lienhoi.found WHERE association = $1", [association]))
          const rows = all.map((thing, n) => ({
            association,
            kind: thing.kind,
            id: `${n}`,
            text: thing.text,
            detail: "x",
            rank: thing.rank,
            words: forms(thing.texts),
            place: thing.kind === "person" ? VietnameseKey.ofPerson(thing.text) : VietnameseKey.ofName(thing.text)
          }))
          yield* transaction(
            sql.unsafe(
              "INSERT INTO lienhoi.found SELECT * FROM json_populate_recordset(NULL::lienhoi.found, ($1::text)::json)",
              [JSON.stringify(rows)]
            )
          )
          for (const [which, choice] of asked) {
            const typed = typedFor(all[which % all.length]!, choice)
            const wanted = wantedOf(all, typed)
            const found = yield* Search.find(typed, { limit: 1000 })
            const marks = new Map(
              wanted.map((line) => [line.split(" ").slice(2).join(" "), line.split(" ").slice(0, 2).join(" ")])
            )
            // Whoever may see everything finds the same by the index.
            assert.deepStrictEqual(yield* asMember(Search.find(typed, { limit: 1000 })), found, typed)
            assert.deepStrictEqual(yield* asMember(Search.find(typed, { limit: 3 })), found.slice(0, 3), typed)
            const got = found.map(({ kind, text }) => `${kind} ${text}`)
            told.queries += 1
            if (wanted.length > 0) told.found += 1
            if (typed === fold(typed)) told.unmarked += 1
            assert.deepStrictEqual(got.toSorted(), [...marks.keys()].toSorted(), typed)
            assert.deepStrictEqual(
              got.map((name) => marks.get(name)),
              wanted.map((line) => line.split(" ").slice(0, 2).join(" ")),
              typed
            )
            for (const [i, { kind, text }] of found.entries()) {
              const next = found[i + 1]
              if (
                next === undefined ||
                next.kind !== kind ||
                marks.get(`${kind} ${text}`) !== marks.get(`${next.kind} ${next.text}`)
              )
                continue
              assert.isBelow(kind === "person" ? comparePeople(text, next.text) : compare(text, next.text), 0, typed)
            }
          }
        }
        console.log(
          `Search (${engine.name}): ${told.queries} queries, ${told.found} found something, ${told.unmarked} typed without marks`
        )
        assert.isAbove(told.found / told.queries, 0.5)
        assert.isAbove(told.unmarked / told.queries, 0.25)
      }).pipe(Effect.provide(engine.fresh)),
    120_000
  )

  it.effect(`Search (${engine.name}): as people type; persons only within reach, by given name`, () =>
    Effect.gen(function* () {
      const { association, sql, transaction } = yield* Store
      const units = [
        { id: "x", name: "Xã Tân Bình" },
        { id: "y", name: "Xã Tân Hoà" }
      ].map(({ id, name }) => ({
        association,
        kind: "unit",
        id,
        text: name,
        rank: 3,
        words: forms(formsOfUnit(Association.vwu, { level: "co_so", name })),
        place: VietnameseKey.ofName(name)
      }))
      const places = ["x", "y"].map((unit) => ({
        association,
        route: "own",
        unit,
        starts_on: "2025-01-01",
        level: "co_so",
        name: unit,
        since: "2025-01-01"
      }))
      const insert = (table: string, rows: ReadonlyArray<object>) =>
        transaction(
          sql.unsafe(
            `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
            [JSON.stringify(rows)]
          )
        )
      yield* insert("found", units)
      yield* insert("place", places)
      yield* Search.put([
        { kind: "person", id: "p1", text: "Nguyễn Thị Út", unit: "x" },
        { kind: "person", id: "p2", text: "Nguyễn Thị Ánh", unit: "x" },
        { kind: "person", id: "p3", text: "Nguyễn Thị Bé", unit: "y" },
        { kind: "document", id: "d1", text: "Kế hoạch 12/KH-ĐCT", also: ["12"], unit: "x" }
      ])
      yield* Scope.grant([
        {
          id: "g",
          account: "an",
          unit: "x",
          route: "own",
          role: "persons",
          lineage: "*",
          from: "2025-01-01",
          until: null
        }
      ])
      const ids = (typed: string) => Effect.map(Search.find(typed), (found) => found.map(({ id }) => id))
      const asked = yield* Effect.forEach(
        [
          "hoi lhpn xa tan binh",
          "hlhpn tan binh",
          "HỘI LHPN TÂN HÒA",
          "hoi lien hiep phu nu tan hoa",
          "tân",
          "ke hoach dct",
          "…"
        ],
        ids
      )
      const named = yield* ids("nguyen thi")
      const seen = yield* Scope.as({ account: "an", today: "2025-02-01" })(ids("nguyen thi"))
      const strange = yield* Scope.as({ account: "la", today: "2025-02-01" })(ids("nguyen"))

      assert.deepStrictEqual(asked, [["x"], ["x"], ["y"], ["y"], ["x", "y"], ["d1"], []])
      assert.deepStrictEqual([named, seen, strange], [["p2", "p3", "p1"], ["p2", "p1"], []])
    }).pipe(Effect.provide(engine.fresh))
  )
}
