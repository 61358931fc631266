/**
 * What the import concludes from lists alone, judged on the units of Hậu Giang and Tây Ninh, and on the whole country where
 * its data is at hand.
 *
 * Of the 376 decisions in `examples/redraw-2025/sources/identity-checked.csv`, the 188 of 1 July 2025 follow from a mapping
 * checked against two sources: nobody lives on, so they judge precision only. The 188 of 1 March 2025 assume that nothing
 * was reorganised: recall on them says that untouched units are not closed, no more. The rule for provinces was found
 * while looking at the national lists, so its score on them is no forecast.
 *
 * The 110 decisions in `identity-by-resolution.csv` were read one by one from what was published of the resolutions of June
 * 2025 (each row names where) and not derived from the mapping; they judge the whole country.
 */
import { readFileSync } from "node:fs"
import * as CodeTable from "@lienhoi/hierarchy/CodeTable"
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import { expect, it } from "vitest"
import { absent, folder, rowsOf } from "../national/data.ts"
import { type Claims, claimsOf, decisionsOf, naive, rowsAt, type Score, score, taken, told } from "./judge.ts"

const sources = new URL("../../examples/redraw-2025/sources/", import.meta.url)
const source = (file: string): string => readFileSync(new URL(file, sources), "utf8")
const days = ["2024-06-01", "2025-03-01", "2025-07-01"]
const lists = days.map((date) => ({ date, file: `units-${date}.csv`, text: source(`units-${date}.csv`) }))

const checked = () => decisionsOf(source("identity-checked.csv"))

it("of 376 decisions on two real provinces none is taken for the same unit wrongly", () => {
  const decisions = checked()
  const { hierarchy, doubts } = taken(lists)
  const eveOf: { readonly [on: string]: string } = { "2025-03-01": "2025-02-28", "2025-07-01": "2025-06-30" }
  const byRule = (rule: (on: string) => Claims): Score => {
    const memory = new Map(Object.keys(eveOf).map((on) => [on, rule(on)]))
    return score(decisions, (on) => memory.get(on)!)
  }
  const ours = byRule((on) => claimsOf(hierarchy, eveOf[on]!, on))
  const byCode = byRule((on) => naive(rowsAt(hierarchy, eveOf[on]!), rowsAt(hierarchy, on), () => true))
  const byBoth = byRule((on) =>
    naive(rowsAt(hierarchy, eveOf[on]!), rowsAt(hierarchy, on), (a, b) => a.name === b.name)
  )
  console.log(
    [
      `Import judged on ${decisions.length} decisions (188 units over two turns), ${doubts.length} listed as doubtful`,
      ...Object.keys(eveOf).map((on) => {
        const { missed, right, wrong } = score(
          decisions.filter((each) => each.on === on),
          () => claimsOf(hierarchy, eveOf[on]!, on)
        )
        const living = right + missed
        return `  import, ${on}: ${living} of 188 live on, ${right + wrong} taken for the same (${wrong} wrong, ${missed} missed)`
      }),
      told("import", ours),
      told("same code", byCode),
      told("same code and same name", byBoth)
    ].join("\n")
  )

  expect(decisions).toHaveLength(376)
  expect(ours).toEqual({ right: 188, wrong: 0, missed: 0 })
  // The list can tell rules apart: the simple ones go wrong on it.
  expect(byCode.wrong).toBeGreaterThanOrEqual(60)
  expect(byBoth.wrong).toBeGreaterThanOrEqual(20)
  expect(byBoth.missed).toBe(6)
})

it("every commune that kept code and name on 1 July 2025 is listed as doubtful", () => {
  const { hierarchy, doubts } = taken(lists)
  const [eve, day] = [rowsAt(hierarchy, "2025-06-30"), rowsAt(hierarchy, "2025-07-01")]
  const kept = [...eve.values()].filter((row) => day.get(row.code)?.name === row.name).map(({ code }) => code)

  expect(kept.length).toBeGreaterThan(20)
  const listed = new Set(doubts.map(({ oldCode }) => oldCode))
  expect(kept.filter((code) => !listed.has(code))).toEqual([])
})

it("the decisions, given as a file of identities, settle the doubts and change nothing", () => {
  const alone = taken(lists)
  const decided = taken(lists, { identities: { text: source("identity-checked.csv") } })

  expect(decided.doubts.map(({ oldName, oldCode, newCode }) => [oldName, oldCode, newCode])).toEqual([
    // Two pairs the decisions do not speak of: only the name is the same.
    ["Xã Thuận Hòa", "31484", "31582"],
    ["Xã Tân Long", "31438", "31741"]
  ])
  for (const day of days)
    expect(Hierarchy.at(decided.hierarchy, day).units).toEqual(Hierarchy.at(alone.hierarchy, day).units)
})

it("with the redraw of the two provinces every unit has its heirs, and the ten divided communes shares of one", () => {
  const redraws = [{ date: "2025-07-01", text: source("mapping-2025-07-01.csv"), file: "mapping-2025-07-01.csv" }]
  const { hierarchy, doubts, warnings, turns } = taken(lists, { redraws })

  expect(turns.at(-1)).toMatchObject({ established: 201, closed: 188, succeeded: 181 })
  expect(doubts.map(({ oldCode, newCode, reason }) => [oldCode, newCode, reason])).toEqual([
    ["93", "92", "strangers-below"],
    ["72", "80", "strangers-below"]
  ])
  expect(warnings.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => "redraw.shares-assumed"))
  const again = EventFile.read(EventFile.write(hierarchy))
  expect(again.ok && again.value.hierarchy.events).toEqual(hierarchy.events)
})

if (folder === null) {
  it(`the country: ${absent}`, () => {
    console.warn(`\n${"!".repeat(80)}\n${absent}\n${"!".repeat(80)}\n`)
  })
} else {
  const national = (month: string): string => {
    const rows = rowsOf(`vn-units-2025-${month}.csv`)
    const lines = rows.map((row) => [row.code, row.name, row.level, row.parent_code].join(","))
    return `code,name,level,parent_code\n${lines.join("\n")}\n`
  }
  const country = () => [
    { date: "2025-03-01", text: national("06"), file: "vn-units-2025-06.csv" },
    { date: "2025-07-01", text: national("07"), file: "vn-units-2025-07.csv" }
  ]

  const mapping = () => ({
    date: "2025-07-01",
    file: "vn-reorganisation-2025-07.csv",
    text: `old_code,new_code,extent\n${rowsOf("vn-reorganisation-2025-07.csv")
      .map((line) => [line.old_code, line.new_code, line.extent].join(","))
      .join("\n")}\n`
  })

  it("the country: 10,806 units and 3,355 after them come out of events alone as they went in", () => {
    const start = performance.now()
    const { hierarchy, form, events } = taken(country())
    const seconds = (performance.now() - start) / 1000
    console.log(`The country: ${events.length} events out of two lists in ${seconds.toFixed(1)} s`)

    for (const { date, text } of country()) {
      const out = CodeTable.write(CodeTable.of(hierarchy, date), form)
      expect(out.trim().split("\n").sort()).toEqual(text.trim().split("\n").sort())
    }
  })

  it("the country: from the lists alone only the eleven unchanged provinces are taken for what they were", () => {
    const { hierarchy, doubts } = taken(country())
    const ours = claimsOf(hierarchy, "2025-06-30", "2025-07-01")
    const lines = rowsOf("vn-reorganisation-2025-07.csv")
    const heirs = Map.groupBy(lines, (line) => line.old_code!)
    const givers = Map.groupBy(lines, (line) => line.new_code!)
    const levels = new Map(rowsOf("vn-units-2025-06.csv").map((row) => [row.code!, row.level!]))
    const provinces = rowsOf("provinces-2025.csv").map((row) => ({
      old: row.old_code!,
      new: row.new_code!,
      same: row.change === "unchanged"
    }))
    const communes = [...heirs].flatMap(([old, own]) => {
      const fresh = own[0]!.new_code!
      const same = own.length === 1 && own[0]!.extent === "full" && givers.get(fresh)!.length === 1
      return levels.get(old) === "commune" ? [{ old, new: fresh, same }] : []
    })
    const decisions = [...provinces, ...communes].map((each) => ({ on: "2025-07-01", ...each }))
    const ourScore = score(decisions, () => ours)
    const [eve, day] = [rowsAt(hierarchy, "2025-06-30"), rowsAt(hierarchy, "2025-07-01")]
    const both = naive(eve, day, (a, b) => a.name === b.name)
    console.log(
      [
        `The country judged on ${decisions.length} units of the mapping, ${doubts.length} listed as doubtful`,
        told("import", ourScore),
        told(
          "same code and same name",
          score(decisions, () => both)
        )
      ].join("\n")
    )

    expect([...ours.keys()].sort()).toEqual(provinces.flatMap(({ old, same }) => (same ? [old] : [])).sort())
    expect(ourScore.wrong).toBe(0)
    // Whoever really stayed and was not recognised is on the list of doubts.
    const listed = new Set(doubts.map(({ oldCode, newCode }) => `${oldCode} ${newCode}`))
    const unlisted = decisions.filter(
      ({ old, new: fresh, same }) => same && !ours.has(old) && !listed.has(`${old} ${fresh}`)
    )
    console.log(`  of ${ourScore.missed} missed, ${ourScore.missed - unlisted.length} are on the list`)
    expect(unlisted.length).toBeLessThanOrEqual(1)
  })

  it("the country: of 110 units checked by hand against the resolutions none is taken wrongly, and whoever is missed is listed", () => {
    const decisions = decisionsOf(readFileSync(new URL("identity-by-resolution.csv", import.meta.url), "utf8"))
    const alone = taken(country())
    const told2025 = taken(country(), { redraws: [mapping()] })
    const eve = "2025-06-30"
    const day = "2025-07-01"
    const byRule = (claims: Claims) => score(decisions, () => claims)
    const ours = byRule(claimsOf(alone.hierarchy, eve, day))
    const withMapping = byRule(claimsOf(told2025.hierarchy, eve, day))
    const rows = [rowsAt(alone.hierarchy, eve), rowsAt(alone.hierarchy, day)] as const
    const byBoth = byRule(naive(...rows, (a, b) => a.name === b.name))
    const living = decisions.filter(({ same }) => same)
    // A doubt names both codes, or the code that the name belonged to before.
    const isListed = (old: string, fresh: string): boolean =>
      alone.doubts.some(({ newCode, issue }) => newCode === fresh && issue.message.includes(old))
    const claims = claimsOf(alone.hierarchy, eve, day)
    const lost = living.filter(({ old, new: fresh }) => !claims.has(old) && !isListed(old, fresh))
    console.log(
      [
        `Import judged on ${decisions.length} units checked by hand: ${living.length} live on, ${decisions.length - living.length} do not`,
        told("import, lists alone", ours),
        `    of ${ours.missed} missed, ${ours.missed - lost.length} stand on the list of doubts`,
        told("import, lists and mapping", withMapping),
        told("same code and same name", byBoth)
      ].join("\n")
    )

    expect([decisions.length, living.length]).toEqual([110, 72])
    expect(ours).toEqual({ right: 11, wrong: 0, missed: 61 })
    expect(withMapping).toEqual({ right: 72, wrong: 0, missed: 0 })
    // Taking the name for the unit would have kept units that were merged away.
    expect(byBoth.wrong).toBeGreaterThanOrEqual(20)
    expect(lost.map(({ old }) => old)).toEqual([])
  })

  it("the country: with the mapping every commune of one whole line is itself, and the one line across provinces is pointed out", () => {
    const { hierarchy, warnings, doubts } = taken(country(), { redraws: [mapping()] })
    const ours = claimsOf(hierarchy, "2025-06-30", "2025-07-01")

    expect([...ours.keys()].filter((code) => code.length === 5)).toHaveLength(132)
    expect([...ours.keys()].filter((code) => code.length === 2)).toHaveLength(11)
    expect(warnings.filter(({ code }) => code === "redraw.crosses").map(({ message }) => message)).toEqual([
      expect.stringContaining("30622")
    ])
    expect(doubts.filter(({ reason }) => reason === "no-heir")).toEqual([])
  })
}
