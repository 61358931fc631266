import { type UnitList, UnitSearch } from "@lienhoi/hierarchy"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const syllables =
  "An Bình Đông Đức Hòa Hoà Hưng Khánh Long Lộc Mỹ Nghĩa Ngãi Phú Phước Quới Sơn Tân Thạnh Thuận Trị Vĩnh Ý A B 1 2 3 10 12"
const nouns = ["Xã", "Phường", "Thị trấn", "Ấp", "Khu vực", "Chi hội", "Hội LHPN xã"]

const place = fc
  .tuple(
    fc.constantFrom(...nouns),
    fc.array(fc.constantFrom(...syllables.split(" ")), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "", "", " - Đồn", "/2")
  )
  .map(([noun, words, tail]) => `${noun} ${words.join(" ")}${tail}`)
const code = fc.option(fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constantFrom("HG-01", "hg02", "31360")))

/** Lists in any order, with parents that are not there and circles among parents. */
const list: fc.Arbitrary<UnitList.UnitList> = fc
  .tuple(
    fc.array(fc.tuple(place, code, fc.constantFrom("co_so", "chi_hoi"), fc.nat(40)), { minLength: 1, maxLength: 30 }),
    fc.nat(4)
  )
  .map(([rows, gone]) => {
    const units = rows.map(
      ([name, number, level, above], i) => [`u${i}`, name, number, level, above % 3 === 0 ? null : `u${above}`] as const
    )
    const living = units.slice(0, Math.max(0, units.length - gone))
    const ended = units.slice(living.length).map((row) => [...row, "2025-07-01", ["u0"]] as const)
    return { on: "2025-10-01", units: living, ended }
  })

type Row = UnitList.Row | UnitList.EndedRow

/** Accents and tone marks by hand, so that nothing of the search is used to judge it. */
const plain = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase()
const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

const tails = (words: ReadonlyArray<string>) => words.map((_, i) => words.slice(i).join(""))
const initial = (word: string) => (/^\d/u.test(word) ? word : word.slice(0, 1))
const inWords = (name: string, word: string) => tails(wordsOf(name)).some((tail) => tail.startsWith(word))
const inInitials = (name: string, word: string) =>
  tails(wordsOf(name).map(initial)).some((tail) => tail.startsWith(word))
const inEither = (name: string, word: string) => inWords(name, word) || inInitials(name, word)
const withoutNoun = (name: string) => name.replace(/^(Xã|Phường|Thị trấn|Ấp|Khu vực) /u, "")

const namesAbove = (rows: ReadonlyArray<Row>, row: Row): ReadonlyArray<string> => {
  const names: Array<string> = []
  const seen = new Set([row[0]])
  for (let id = row[4]; id !== null && !seen.has(id); ) {
    const parent = rows.find(([other]) => other === id)
    if (parent === undefined) break
    seen.add(id)
    names.push(parent[1])
    id = parent[4]
  }
  return names
}

/** How well a row answers, written as people would say it; `null`: it does not. */
const rankOf = (rows: ReadonlyArray<Row>, row: Row, query: string): number | null => {
  const words = wordsOf(query)
  const whole = words.join("")
  if (whole === "") return 3
  const [, name, number] = row
  const own = number === null ? "" : wordsOf(number).join("")
  const asNames = [name, withoutNoun(name)].map((text) => wordsOf(text).join(""))
  const above = namesAbove(rows, row)
  if (own === whole) return 0
  if (asNames.includes(whole)) return 1
  if (asNames.some((text) => text.startsWith(whole))) return 2
  if (words.every((word) => inWords(name, word))) return 3
  if (words.every((word) => inEither(name, word))) return 4
  if (own.startsWith(whole)) return 5
  const isOwn = words.some((word) => inEither(name, word))
  return isOwn && words.every((word) => [name, ...above].some((text) => inEither(text, word))) ? 6 : null
}

const isInCircle = (rows: ReadonlyArray<Row>, row: Row): boolean => {
  const seen = new Set<string>()
  for (let id: string | null = row[0]; id !== null; ) {
    if (seen.has(id)) return true
    seen.add(id)
    id = rows.find(([other]) => other === id)?.[4] ?? null
  }
  return false
}

/** What somebody types who looks for one of the units, or for nothing in particular. */
const typed = (rows: ReadonlyArray<Row>) =>
  fc
    .tuple(
      fc.constantFrom(...rows),
      fc.constantFrom("name", "part", "initials", "glued", "upper", "code", "two", "anything"),
      fc.nat(5),
      fc.nat(5),
      fc.string({ maxLength: 4 })
    )
    .map(([row, how, from, length, anything]) => {
      const words = wordsOf(row[1])
      const [above = ""] = namesAbove(rows, row)
      const some = words.slice(from % words.length)
      switch (how) {
        case "name":
          return row[1]
        case "part":
          return some.map((word) => word.slice(0, 1 + length)).join(" ")
        case "initials":
          return words
            .map(initial)
            .join("")
            .slice(from % words.length)
        case "glued":
          return some
            .join("")
            .slice(0, 1 + length * 2)
            .toUpperCase()
        case "upper":
          return `${some.join(" ")},  ${wordsOf(above).slice(-2).join(" ")}`
        case "code":
          return (row[2] ?? "31").slice(0, 1 + length)
        case "two":
          return `${words.at(-1)!.slice(0, 2)} ${words[0]!.slice(0, 2)}`
        case "anything":
          return anything
      }
    })

describe("Picker", () => {
  it("finds what a plain look at every unit finds, in the same order, on 1,000 queries", () => {
    const tally = new Map<string, number>()
    let queries = 0
    const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
    fc.assert(
      fc.property(
        list.chain((of) =>
          fc.tuple(
            fc.constant(of),
            fc.array(typed([...of.units, ...of.ended]), { minLength: 5, maxLength: 5 }),
            fc.nat(6)
          )
        ),
        ([of, asked, limit]) => {
          const rows: ReadonlyArray<Row> = [...of.units, ...of.ended]
          // Where parents stand in a circle only somebody's mistake is told; it must end, and that is tried below.
          const search = UnitSearch.make(of)
          for (const query of asked) {
            if (rows.some((row) => isInCircle(rows, row))) {
              UnitSearch.find(search, query)
              continue
            }
            queries++
            const expected = rows
              .flatMap((row, i) => {
                const rank = rankOf(rows, row, query)
                return rank === null ? [] : [{ id: row[0], by: [rank, i < of.units.length ? 0 : 1, i] }]
              })
              .sort((a, b) => a.by[0]! - b.by[0]! || a.by[1]! - b.by[1]! || a.by[2]! - b.by[2]!)
            const answer = UnitSearch.find(search, query, { limit: limit + 1 })
            expect(answer.found.map(({ id }) => id)).toEqual(expected.slice(0, limit + 1).map(({ id }) => id))
            expect(answer.total).toBe(expected.length)
            const rank = rows.flatMap((row) => rankOf(rows, row, query) ?? [])
            count(rank.length === 0 ? "nothing" : "something")
            if (rank.includes(0)) count("code")
            if (rank.includes(4)) count("initials")
            if (rank.includes(6)) count("upper")
          }
        }
      ),
      { numRuns: 1_000 }
    )
    const share = (what: string) => (tally.get(what) ?? 0) / queries
    console.log(
      `picker: ${queries} queries`,
      Object.fromEntries([...tally.keys()].map((what) => [what, share(what).toFixed(3)]))
    )
    expect(queries).toBeGreaterThanOrEqual(1_000)
    expect(share("something")).toBeGreaterThan(0.5)
    expect(share("nothing")).toBeGreaterThan(0.02)
    for (const what of ["code", "initials", "upper"]) expect(share(what)).toBeGreaterThan(0.01)
  })

  it("gives only what is wanted: of these levels, under that unit, living", () => {
    fc.assert(
      fc.property(list, fc.nat(29), fc.boolean(), (of, top, ended) => {
        const rows: ReadonlyArray<Row> = [...of.units, ...of.ended]
        fc.pre(!rows.some((row) => isInCircle(rows, row)))
        const under = `u${top}`
        const isUnder = (row: Row): boolean => {
          const parent = rows.find(([id]) => id === row[4])
          return row[0] === under || (parent !== undefined && isUnder(parent))
        }
        const expected = (ended ? rows : of.units).filter((row) => row[3] === "chi_hoi" && isUnder(row))
        const { found, total } = UnitSearch.find(UnitSearch.make(of), "", { levels: ["chi_hoi"], under, ended })
        expect(found.map(({ id }) => id)).toEqual(expected.map(([id]) => id))
        expect(total).toBe(expected.length)
      })
    )
  })
})

const hamlets: UnitList.UnitList = {
  on: "2025-10-01",
  units: [
    ["t", "Thành phố Cần Thơ", "92", "tinh", null],
    ["x", "Xã Đông Phước", "31366", "co_so", "t"],
    ["y", "Phường Long Mỹ", "31471", "co_so", "t"],
    ["x1", "Ấp 1", null, "chi_hoi", "x"],
    ["x12", "Ấp 12", null, "chi_hoi", "x"],
    ["y1", "Khu vực 1", null, "chi_hoi", "y"],
    ["y2", "Ấp 1", null, "chi_hoi", "y"]
  ],
  ended: [["a", "Xã Đông Phước A", "31360", "co_so", null, "2025-07-01", ["x"]]]
}
const search = UnitSearch.make(hamlets)
const ids = (query: string) => UnitSearch.find(search, query).found.map(({ id }) => id)

it("tells units of one name apart by their way up, and finds them by it", () => {
  expect(UnitSearch.find(search, "ap 1").found.map(({ name, path }) => `${name} (${path})`)).toEqual([
    "Ấp 1 (Xã Đông Phước › Thành phố Cần Thơ)",
    "Ấp 1 (Phường Long Mỹ › Thành phố Cần Thơ)",
    "Ấp 12 (Xã Đông Phước › Thành phố Cần Thơ)"
  ])
  expect(ids("ap 1 long my")).toEqual(["y2"])
})

it("says of an ended unit since when, and who has what was its own", () => {
  const [, ended] = UnitSearch.find(search, "dong phuoc").found
  expect(ended).toMatchObject({ id: "a", ended: { on: "2025-07-01", heirs: ["Xã Đông Phước"] } })
  expect(ids("dpa")).toEqual(["a"])
  expect(ids("31360")).toEqual(["a"])
  expect(ids("kv1")).toEqual(["y1"])
})

it("ends where parents stand in a circle", () => {
  const circle: UnitList.UnitList = {
    on: "2025-10-01",
    units: [
      ["a", "Xã A", null, "co_so", "b"],
      ["b", "Xã B", null, "co_so", "a"],
      ["c", "Xã C", null, "co_so", "c"]
    ],
    ended: []
  }
  expect(UnitSearch.find(UnitSearch.make(circle), "xa").found.map(({ id }) => id)).toEqual(["a", "b", "c"])
})

it("pauses while it makes a long list ready", () => {
  const units = Array.from({ length: 1_200 }, (_, i) => [`u${i}`, `Ấp ${i}`, null, "chi_hoi", null] as const)
  const work = UnitSearch.build({ on: "2025-10-01", units, ended: [] })
  expect([work.next(), work.next(), work.next().done]).toEqual([
    { done: false, value: 500 },
    { done: false, value: 1_000 },
    true
  ])
})
