import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Origin, Restated, RestatedFigure, Total } from "@lienhoi/aggregation"
import { Aggregation, Hierarchy, Snapshot } from "lienhoi"
import { describe, expect, it } from "vitest"
import { gather } from "../../examples/redraw-2025/findings.ts"
import * as Stage from "../../examples/redraw-2025/stage.ts"
import { walk } from "../../examples/redraw-2025/walk.ts"
import { homes, lines, root, rows, whole } from "./outside.ts"

const walked = walk(Stage.open(root))
const { july, restated } = walked

const fresh = (code: string): string => `${code}@2025-07-01`
const heirs = [...new Set(lines.map(({ to }) => to))]
const dividedInto = new Set(lines.filter(({ part, of }) => part !== of).map(({ to }) => to))
const after = rows("sources/units-2025-07-01.csv")
const provinceOf = new Map(after.map(({ code, parent_code }) => [code!, parent_code!]))
const levelOf = new Map(rows("units.csv").map(({ code, level }) => [code!, level!]))

const upperOf = new Map(rows("units.csv").map(({ code, parent_code }) => [code!, parent_code!]))
const topOf = (code: string): string => (upperOf.get(code) === "" ? code : topOf(upperOf.get(code)!))

/** What the tables say, by unit and field. */
const figures = (file: string) => new Map(rows(`figures/${file}.csv`).map((row) => [row.unit!, row]))
const sumOf = (file: string, field: string, which: (code: string) => boolean = () => true): number =>
  [...figures(file)].reduce((sum, [code, row]) => sum + (which(code) ? whole(row[field]) : 0), 0)

describe("the redraw of the two provinces", () => {
  it("takes 188 units to 201 and leaves no branch unassigned", () => {
    expect(lines.length).toBe(179)
    expect(heirs.length).toBe(64)
    expect(Hierarchy.at(walked.before, "2025-06-30").units.length).toBe(627)
    expect(Hierarchy.at(walked.history, "2025-07-01").units.length).toBe(201 + 439)
    expect([walked.waited, walked.waiting]).toEqual([40, 0])
  })

  it("puts every branch under the commune it was assigned to", () => {
    const tree = Hierarchy.at(walked.history, "2025-07-14")
    expect(homes.size).toBe(439)
    for (const [branch, home] of homes)
      expect([branch, Snapshot.unit(tree, `${branch}@2024-06-01`)?.parent]).toEqual([branch, fresh(home)])
  })
})

describe("June 2025 read on the tree of October 2026", () => {
  it("gives each of the 64 communes exactly the members of its branches, divided predecessors or not", () => {
    const june = figures("2025-06")
    for (const heir of heirs) {
      const sum = [...homes].reduce(
        (all, [branch, home]) => all + (home === heir ? whole(june.get(branch)?.TC04) : 0),
        0
      )
      const figure = RestatedFigure.of(restated, fresh(heir), "TC04")!
      expect([heir, figure.value, figure.certainty]).toEqual([heir, sum, "exact"])
    }
  })

  it("gives a commune with whole predecessors their sum, exactly, and one with divided ones the stated shares, estimated", () => {
    const june = figures("2025-06")
    const seen = { exact: 0, estimated: 0 }
    for (const key of ["TT03", "KT03", "KT04", "HO01"])
      for (const heir of heirs) {
        const own = lines.filter(({ to }) => to === heir)
        const under = own.reduce((all, { of }) => all * of, 1n)
        const sum = own.reduce(
          (all, { from, of, part }) => all + (BigInt(whole(june.get(from)?.[key])) * part * under) / of,
          0n
        )
        const exactly = RestatedFigure.exactly(restated, fresh(heir), key)!
        const { certainty } = RestatedFigure.of(restated, fresh(heir), key)!
        expect([key, heir, exactly.numerator * under]).toEqual([key, heir, sum * exactly.denominator])
        expect([key, heir, certainty]).toEqual([key, heir, dividedInto.has(heir) ? "estimated" : "exact"])
        seen[certainty as "exact"]++
      }
    expect(seen).toEqual({ exact: 4 * 52, estimated: 4 * 12 })
  })

  it("loses nothing and counts nothing twice: what was reported is what arrives", () => {
    for (const key of ["TC04", "TC05", "TT10", "HO01", "TT03", "KT03", "KT04"]) {
      const reported = sumOf("2025-06", key)
      const top = ["92", "80"].map((code) => RestatedFigure.exactly(restated, fresh(code), key)!)
      expect([key, top.reduce((sum, { numerator, denominator }) => sum + Number(numerator / denominator), 0)]).toEqual([
        key,
        reported
      ])
      const balance = Restated.balance(restated, key)!
      expect([key, balance.unallocated.numerator]).toEqual([key, 0n])
      expect(Number(balance.before.numerator)).toBe(reported)
    }
    expect(Restated.unallocated(restated)).toEqual([])
  })

  it("keeps the provinces exact although ten communes inside were divided", () => {
    for (const code of ["92", "80"])
      expect([code, RestatedFigure.of(restated, fresh(code), "KT03")!.certainty]).toEqual([code, "exact"])
  })

  it("says of shares what they rest on, and where nobody counted that they are assumed", () => {
    const bases = (heir: string) =>
      Origin.explain(restated, { unit: fresh(heir), field: "KT03" })!.sources.map(({ code, bases }) => [code, ...bases])
    for (const heir of dividedInto)
      for (const { from, counted, of, part } of lines.filter(({ to }) => to === heir)) {
        const expected = part === of ? [] : [counted ? "members" : "assumed"]
        expect(
          bases(heir)
            .find(([code]) => code === from)
            ?.slice(1)
        ).toEqual(expected)
      }
    expect(lines.filter(({ counted }) => !counted).length).toBe(4)
  })

  it("refuses to be exact where it cannot, and names the ten divided communes", () => {
    expect(walked.refused.length).toBe(10)
    expect(new Set(walked.refused.map(({ path }) => String(path[0]).split("@")[0]))).toEqual(
      new Set(lines.filter(({ part, of }) => part !== of).map(({ from }) => from))
    )
  })

  it("never restates a count of communes: it is recounted, and the old count keeps its day and its denominator", () => {
    for (const [province, communes, old] of [
      ["92", 103, 75],
      ["80", 96, 94]
    ] as const) {
      const figure = RestatedFigure.of(restated, fresh(province), "TB01")!
      const said = sumOf(
        "2025-06",
        "TB01",
        (code) =>
          levelOf.get(code) === "commune" && provinceOf.get(lines.find(({ from }) => from === code)!.to) === province
      )
      expect(figure.value).toBe(null)
      expect(figure.certainty).toBe("not-restated")
      expect(figure.recount).toMatchObject({ living: communes, dated: { on: "2025-06-14", value: said, outOf: old } })
    }
    expect(Restated.notRestated(restated).map(({ field }) => field)).toEqual(["XH01", "PA05", "TB01"])
  })

  it("only bounds the longest time where a divided commune had it", () => {
    const june = figures("2025-06")
    for (const heir of heirs) {
      const own = lines
        .filter(({ to }) => to === heir)
        .map((line) => ({ ...line, days: whole(june.get(line.from)?.PA04) }))
      const longest = (of: typeof own) => Math.max(-1, ...of.map(({ days }) => days))
      const sure = longest(own.filter(({ part, of }) => part === of)) === longest(own)
      const { certainty, value } = RestatedFigure.of(restated, fresh(heir), "PA04")!
      expect([heir, value, certainty]).toEqual([heir, longest(own), sure ? "exact" : "bound"])
    }
  })

  it("names the old units behind a new unit's figure, as they were called", () => {
    const { sources } = Origin.explain(restated, { unit: fresh("31333"), field: "KT03" })!
    expect(sources.map(({ name, code }) => [name, code]).sort()).toEqual([
      ["Phường IV", "31324"],
      ["Phường V", "31327"],
      ["Xã Vị Tân", "31333"]
    ])
    for (const heir of heirs) {
      const named = Origin.explain(restated, { unit: fresh(heir), field: "KT03" })!.sources.map(({ code }) => code)
      const old = lines.filter(({ to }) => to === heir).map(({ from }) => from)
      expect([heir, named.toSorted()]).toEqual([heir, old.toSorted()])
    }
  })
})

describe("July 2025, across the day", () => {
  it("adds what happened in units that ended to what happened in units that live, once each", () => {
    for (const key of ["TT10", "HO01", "TC05"])
      for (const province of ["92", "80"]) {
        const isHere = (code: string): boolean => {
          const commune = homes.get(code) ?? code
          return commune === province || provinceOf.get(commune) === province
        }
        const wasHere = (code: string): boolean => (topOf(code) === "93") === (province === "92")
        const sum = sumOf("2025-07", key, isHere) + sumOf("2025-07-dong", key, wasHere)
        expect([key, province, Aggregation.cell(july, fresh(province), key)!.value]).toEqual([key, province, sum])
      }
  })

  it("counts what stands at the end of the month only where units live on", () => {
    for (const key of ["TC04", "TT03", "KT03"]) {
      const sum = ["92", "80"].reduce((all, code) => all + Aggregation.cell(july, fresh(code), key)!.value!, 0)
      expect([key, sum]).toEqual([key, sumOf("2025-07", key)])
    }
  })

  it("leaves out no report, and asks closing reports of all 188 units that ended", () => {
    expect(Total.leftOut(july)).toEqual([])
    expect(july.closed.size).toBe(188)
    expect(walked.duties.filter(({ closing }) => closing).length).toBe(188)
    expect(walked.duties.length).toBe(188 + 201 + 439)
    expect(new Set(walked.duties.map(({ unit }) => unit)).size).toBe(walked.duties.length)
  })

  it("takes a late June report and a closing report from the heir, and refuses a stranger and a period after the end", () => {
    expect(walked.filings.map(({ filed, issues }) => [filed !== null, issues[0]?.code])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, "report.may-not-file"],
      [false, "report.outside-life"]
    ])
    expect(walked.filings[1]!.dropped.map(({ key }) => key)).toContain("TT03")
    const hauGiang = "93@2024-06-01"
    const pages = (total: typeof july) => Aggregation.cell(total, hauGiang, "TT03")!
    expect(pages(walked.june).value! - pages(walked.juneInTime).value!).toBe(
      whole(figures("2025-06").get("31450")?.TT03)
    )
  })

  it("adds up the third quarter and the nine months with every report of every unit that ended", () => {
    const months = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `2025-0${from + i}`).concat("2025-07-dong")
    const posts = (total: typeof july) =>
      ["92", "80"].reduce((all, code) => all + Aggregation.cell(total, fresh(code), "TT10")!.value!, 0)
    expect(posts(walked.quarter)).toBe(months(7, 9).reduce((all, file) => all + sumOf(file, "TT10"), 0))
    expect(posts(walked.nineMonths)).toBe(months(1, 9).reduce((all, file) => all + sumOf(file, "TT10"), 0))
  })
})

describe("what is shown", () => {
  const found = gather(walked)

  it("marks the break of a series where the new unit takes over", () => {
    expect(found.after.series.points.map(({ isBreak }) => isBreak)).toEqual(
      Array.from({ length: 10 }, (_, i) => i === 6)
    )
  })

  it("tells the two units of code 31393 apart", () => {
    expect(found.after.code).toEqual([
      {
        name: "Thị trấn Kinh Cùng",
        from: "2024-06-01",
        until: "2025-07-01",
        predecessors: [],
        successors: ["Xã Hòa An"]
      },
      {
        name: "Xã Hòa An",
        from: "2025-07-01",
        until: null,
        predecessors: ["Thị trấn Kinh Cùng", "Xã Hòa An"],
        successors: []
      }
    ])
  })
})

describe("the inputs", () => {
  it("are what their script makes, letter by letter", () => {
    const copy = mkdtempSync(join(tmpdir(), "redraw-"))
    try {
      for (const part of ["sources", "make-inputs.ts", "package.json"])
        cpSync(join(root, part), join(copy, part), { recursive: true })
      mkdirSync(join(copy, "figures"))
      expect(spawnSync(process.execPath, ["make-inputs.ts"], { cwd: copy }).status).toBe(0)
      const made = [
        "units.csv",
        "plan.yaml",
        "assignments.csv",
        ...readdirSync(join(root, "figures")).map((file) => `figures/${file}`)
      ]
      for (const file of made)
        expect([file, readFileSync(join(copy, file), "utf8") === readFileSync(join(root, file), "utf8")]).toEqual([
          file,
          true
        ])
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
})
