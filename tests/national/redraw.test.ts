import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import { expect, it } from "vitest"
import { absent, folder, rowsOf } from "./data.ts"
import { by, country, day, eve, newId, oldId, plan } from "./redraw.ts"

const fields = 60
const percent = (part: bigint, of: bigint): string => `${(Number((part * 1_000_000n) / of) / 10_000).toFixed(2)} %`

/** A synthetic figure of a unit in a field. Districts and provinces have figures of their own in every tenth field. */
const figure = (level: string, at: number, field: number): bigint =>
  level === "co_so" || field % 10 === 0 ? BigInt((at * 7919 + field * 104_729) % 4_001) : 0n

if (folder === null) {
  it(`national redraw: ${absent}`, () => {
    console.warn(`\n${"!".repeat(80)}\n${absent}\n${"!".repeat(80)}\n`)
  })
} else {
  const clock = (what: string, started: number): string =>
    `${what} ${((performance.now() - started) / 1000).toFixed(1)} s`
  const before = country()
  const redraw = plan()
  const started = performance.now()
  const applied = Reorganisation.apply(before, redraw, { recordedAt: "2025-06-25T00:00:00.000Z", by })
  const seconds = (performance.now() - started) / 1000
  if (!applied.ok)
    throw new Error(
      applied.issues
        .map(({ english }) => english)
        .slice(0, 20)
        .join("\n")
    )
  const { hierarchy, events, unassigned, warnings } = applied.value

  it("national redraw: the whole country is redrawn in one act, in a few seconds", () => {
    const [old, now] = [Hierarchy.at(hierarchy, eve), Hierarchy.at(hierarchy, day)]
    const count = (tree: Snapshot.Snapshot, level: string) => Snapshot.atLevel(tree, level).length

    console.log(`National redraw: ${events.length} events applied in ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(20)
    expect(["tinh", "huyen", "co_so"].map((level) => count(old, level))).toEqual([63, 696, 10_047])
    expect(["tinh", "huyen", "co_so"].map((level) => count(now, level))).toEqual([34, 0, 3_321])
    expect(now.units).toHaveLength(1 + 34 + 3_321)
    expect(Snapshot.roots(now).map(({ id }) => id)).toEqual(["tw"])
    expect(unassigned).toEqual([])
  })

  it("national redraw: every figure of 60 fields is kept: none lost, none doubled", () => {
    const start = performance.now()
    const destinies = Succession.between(hierarchy, eve, day)
    const old = Hierarchy.at(hierarchy, eve)
    const now = Hierarchy.at(hierarchy, day)
    const lost = old.units.filter(({ id }) => {
      const destiny = destinies.get(id)
      return destiny === undefined || (destiny.shares.length === 0 && destiny.unallocated.numerator === 0n)
    })
    // Every share is a multiple of 1/60: no commune has more than five heirs.
    const parts = 60n
    const inParts = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }): bigint => {
      expect(parts % denominator).toBe(0n)
      return (numerator * parts) / denominator
    }
    const doubled = [...destinies.values()].filter(
      ({ shares, unallocated }) => [...shares, unallocated].reduce((all, each) => all + inParts(each), 0n) > parts
    )
    let [all, exact, estimated, unallocated] = [0n, 0n, 0n, 0n]
    const totals = new Map<string, Array<bigint>>()
    old.units.forEach((unit, at) => {
      const destiny = destinies.get(unit.id)!
      const gone = inParts(destiny.unallocated)
      const shares = destiny.shares.map((share) => ({ unit: share.unit, part: inParts(share) }))
      const isExact = Succession.isExact(destiny)
      for (let field = 0; field < fields; field++) {
        const value = figure(unit.level, at, field)
        all += value * parts
        unallocated += value * gone
        for (const { unit: heir, part } of shares) {
          if (isExact) exact += value * part
          else estimated += value * part
          const own = totals.get(heir) ?? new Array<bigint>(fields).fill(0n)
          own[field]! += value * part
          totals.set(heir, own)
        }
      }
    })

    console.log(
      `National redraw: ${fields} synthetic fields of ${old.units.length} units: ${lost.length} lost, ${doubled.length} doubled; ` +
        `${percent(exact, all)} exact, ${percent(estimated, all)} estimated, ${percent(unallocated, all)} unallocated ` +
        `(own figures of districts that the plan gives no heir); ${clock("restated in", start)}`
    )
    expect(lost).toEqual([])
    expect(doubled).toEqual([])
    expect(exact + estimated + unallocated).toBe(all)
    expect([...totals.values()].flat().reduce((a, b) => a + b, 0n) + unallocated).toBe(all)
    const named = new Set(Reorganisation.preview(before, redraw).withoutHeir)
    expect(named.size).toBe(691)
    for (const { unit, unallocated: gone } of destinies.values()) expect(gone.numerator !== 0n).toBe(named.has(unit))

    // Units with only whole predecessors, computed from the rows of the file and nothing else.
    const rows = rowsOf("vn-reorganisation-2025-07.csv")
    const divided = new Set(rows.flatMap(({ new_code, extent }) => (extent === "full" ? [] : [new_code])))
    const place = new Map(old.units.map(({ id, level }, at) => [id, { at, level }]))
    let whole = 0
    for (const { id, code } of Snapshot.atLevel(now, "co_so")) {
      if (divided.has(code!)) continue
      whole++
      const from = rows.flatMap(({ old_code, new_code }) => (new_code === code ? [place.get(oldId(old_code!))!] : []))
      const expected = Array.from({ length: fields }, (_, field) =>
        from.reduce((sum, { at, level }) => sum + figure(level, at, field), 0n)
      )
      expect(totals.get(id)!.map((value) => value / parts)).toEqual(expected)
    }
    console.log(`National redraw: ${whole} of 3321 communes have only whole predecessors and exactly their sum`)
    expect(whole).toBeGreaterThan(2_000)
  })

  it("national redraw: rows that are doubtful in the source come out as warnings", () => {
    const successions = redraw.steps.flatMap((step) => (step.step === "redraw" ? step.successions : []))
    const linesOf = (code: string) =>
      warnings.flatMap((each) => {
        const line = successions[Number(each.path[3])]
        return each.code === code && line !== undefined ? [`${line.from} ${line.to}`] : []
      })
    const doubtful = [
      ["31379", "31582"],
      ["30622", "30259"],
      ["14770", "14818"],
      ["14770", "16624"]
    ].map(([from, to]) => `${oldId(from!)} ${newId(to!)}`)

    const onName = linesOf("reorganisation.name-alone")
    console.log(
      `National redraw: ${warnings.length} warnings, ${onName.length} of ${successions.length} lines may rest on a name alone:\n` +
        warnings.map(({ english }) => `  ${english}`).join("\n")
    )
    expect(onName).toEqual(expect.arrayContaining(doubtful))
    expect(onName.length).toBeLessThan(20)
    expect(linesOf("reorganisation.crosses")).toEqual([`${oldId("30622")} ${newId("30259")}`])
    const reused = warnings.find((each) => each.code === "reorganisation.code-reused")
    expect(reused?.english).toMatch(/^33\d\d codes had belonged to another unit/)
  })

  it("national redraw: undone, the country is as it was", () => {
    const start = performance.now()

    const undone = Reorganisation.undo(hierarchy, redraw.id, { recordedAt: "2025-06-26T00:00:00.000Z", by }, [])

    console.log(`National redraw: ${clock("undone in", start)}`)
    expect(undone.ok).toBe(true)
    if (!undone.ok) return
    expect(Hierarchy.at(undone.value.hierarchy, day).units).toEqual(Hierarchy.at(before, day).units)
    expect(Succession.of(undone.value.hierarchy)).toEqual([])
    expect(Succession.of(undone.value.hierarchy, { knownAt: "2025-06-25T12:00:00.000Z" })).toHaveLength(10_604 + 52)
  })
}
