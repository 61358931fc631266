import { Association, CodeTable, Hierarchy, Snapshot, Succession, UnitSeries } from "@lienhoi/hierarchy"
import { Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"

const options = {
  association: Association.vwu,
  by: { person: "nguoi-tinh" },
  recordedAt: "2026-08-01T02:00:00.000Z"
}

const head = "code,name,level,parent_code\n"
const top = "93,Tỉnh Mẫu,province,\n"
const list = (...rows: ReadonlyArray<string>): string => `${head}${top}${rows.map((row) => `${row}\n`).join("")}`
const commune = (code: string, name: string, parent = "93"): string => `${code},${name},commune,${parent}`

const days = ["2025-07-01", "2026-01-01", "2026-07-01"]
const series = (...texts: ReadonlyArray<string>): ReadonlyArray<UnitSeries.Listing> =>
  texts.map((text, i) => ({ date: days[i]!, text, file: `${days[i]}.csv` }))

const read = (texts: ReadonlyArray<string>, more: Partial<UnitSeries.Options> = {}): UnitSeries.Content => {
  const taken = UnitSeries.read(series(...texts), { ...options, ...more })
  if (!taken.ok) throw new Error(taken.issues.map((issue) => Issue.format(issue)).join("\n"))
  return taken.value
}

const told = ({ events }: UnitSeries.Content, on = days[1]) =>
  events
    .filter((event) => event.effectiveOn === on)
    .map(
      (event) => `${event.type} ${"unit" in event ? event.unit : "from" in event ? `${event.from} ${event.to}` : ""}`
    )
    .sort()

const problems = (listings: ReadonlyArray<UnitSeries.Listing>, more: Partial<UnitSeries.Options> = {}) => {
  const taken = UnitSeries.read(listings, { ...options, ...more })
  return taken.ok ? [] : taken.issues.map(({ code, place }) => `${place?.file}:${place?.line}:${place?.column} ${code}`)
}

const made = ({ events }: UnitSeries.Content): Hierarchy.Hierarchy => {
  const tree = Hierarchy.make({ association: Association.vwu, events })
  if (!tree.ok) throw new Error("not sound")
  return tree.value
}

describe("between two lists", () => {
  it("a new name under the old code is a rename where nothing ended and nothing began", () => {
    const content = read([
      list(commune("31393", "Xã Một"), commune("31396", "Xã Hai")),
      list(commune("31393", "Xã Một Mới"), commune("31396", "Xã Hai"))
    ])

    expect(told(content)).toEqual(["unit-renamed 31393@2025-07-01"])
    expect(content.doubts).toEqual([])
  })

  it("a tone mark in another place is a rename and no doubt; a letter more is another name", () => {
    const content = read([
      list(commune("31336", "Xã Hoả Lựu"), commune("31339", "Xã Tân Hoa")),
      list(commune("31336", "Xã Hỏa Lựu"), commune("31339", "Xã Tân Hòa"), commune("31340", "Xã Mới"))
    ])

    expect(content.doubts.map(({ oldCode, reason }) => [oldCode, reason])).toEqual([
      ["31336", "neighbours-changed"],
      ["31339", "name-changed"]
    ])
  })

  it("new codes are recognised when all that went come back by name", () => {
    const content = read([
      list(commune("31393", "Xã Một"), commune("31396", "Xã Hai")),
      list(commune("40001", "Xã Một"), commune("40002", "Xã Hai"))
    ])

    expect(told(content)).toEqual(["unit-recoded 31393@2025-07-01", "unit-recoded 31396@2025-07-01"])
  })

  it("a unit under another upper unit has moved", () => {
    const two = `${head}${top}94,Tỉnh Khác,province,\n`
    const content = read([
      `${two}${commune("31393", "Xã Một")}\n${commune("31396", "Xã Hai", "94")}\n`,
      `${two}${commune("31393", "Xã Một", "94")}\n${commune("31396", "Xã Hai", "94")}\n`
    ])

    expect(told(content)).toEqual(["unit-moved 31393@2025-07-01"])
  })

  it("a unit that keeps code and name is closed, founded anew and listed when a neighbour ended", () => {
    const content = read([
      list(commune("31393", "Xã Một"), commune("31396", "Xã Hai")),
      list(commune("31393", "Xã Một"))
    ])

    expect(told(content)).toEqual([
      "unit-closed 31393@2025-07-01",
      "unit-closed 31396@2025-07-01",
      "unit-established 31393@2026-01-01"
    ])
    expect(content.doubts[0]).toMatchObject({
      reason: "neighbours-changed",
      oldUnit: "31393@2025-07-01",
      newUnit: "31393@2026-01-01",
      issue: { severity: "warning", place: { file: "2026-01-01.csv", line: 3, column: 1 } }
    })
    expect(content.doubts[0]?.issue.message).toContain("2026-01-01,31393,31393,yes")
  })

  it("what ends in one province leaves another one in peace", () => {
    const two = `${head}${top}94,Tỉnh Khác,province,\n`
    const content = read([
      `${two}${commune("31393", "Xã Một")}\n${commune("31396", "Xã Hai", "94")}\n${commune("31399", "Xã Ba", "94")}\n`,
      `${two}${commune("31393", "Xã Một")}\n${commune("31396", "Xã Hai", "94")}\n`
    ])

    expect(content.doubts.map(({ oldCode }) => oldCode)).toEqual(["31396"])
  })

  it("a name that was a neighbour's is a doubt even where nothing ended", () => {
    const content = read([
      list(commune("31393", "Thị trấn Kinh Cùng"), commune("31423", "Xã Hòa An")),
      list(commune("31393", "Xã Hòa An"), commune("31423", "Xã Khác"))
    ])

    expect(content.doubts.map(({ oldCode, reason }) => [oldCode, reason])).toEqual([["31393", "name-wandered"]])
  })

  it("a province below which nothing came from outside is itself though others merged", () => {
    const before = `${head}01,Thành phố Một,province,\n02,Tỉnh Hai,province,\n08,Tỉnh Tám,province,\n`
    const after = `${head}01,Thành phố Một,province,\n08,Tỉnh Tám,province,\n`
    const content = read([
      `${before}${commune("00004", "Xã A", "01")}\n${commune("00688", "Xã B", "02")}\n${commune("02200", "Xã C", "08")}\n`,
      `${after}${commune("00004", "Xã A", "01")}\n${commune("00688", "Xã B", "08")}\n${commune("02200", "Xã C", "08")}\n`
    ])

    const tree = Hierarchy.at(made(content), "2026-01-01")
    expect(Snapshot.roots(tree).map(({ id }) => id)).toEqual(["01@2025-07-01", "08@2026-01-01"])
    expect(content.doubts.map(({ oldCode }) => oldCode)).toEqual(["08"])
  })

  it("branches are who their code says, whatever becomes of their commune", () => {
    const content = read([
      list(commune("31393", "Xã Một"), commune("31396", "Xã Hai"), "31396-1,Ấp 1,chi_hoi,31396"),
      list(commune("31393", "Xã Một"), "31396-1,Ấp 1,chi_hoi,31393")
    ])

    expect(told(content)).toContain("unit-moved 31396-1@2025-07-01")
    expect(told(content)).not.toContain("unit-closed 31396-1@2025-07-01")
  })
})

describe("what people decided", () => {
  const lists = [
    list(commune("31393", "Xã Một"), commune("31396", "Xã Hai"), commune("31399", "Xã Ba")),
    list(commune("31393", "Xã Một"), commune("31399", "Xã Ba Mới"))
  ]

  it("goes before what the lists say, either way, and settles the doubt", () => {
    const content = read(lists, {
      identities: { text: "on,old_code,new_code,same\n2026-01-01,31393,31393,yes\n2026-01-01,31399,31399,không\n" }
    })

    expect(told(content)).toEqual([
      "unit-closed 31396@2025-07-01",
      "unit-closed 31399@2025-07-01",
      "unit-established 31399@2026-01-01"
    ])
    expect(content.doubts).toEqual([])
  })

  it("joins units under other codes and names", () => {
    const content = read(lists, {
      identities: { text: "on,old_code,new_code,same\n2026-01-01,31396,31399,yes\n" }
    })

    expect(told(content)).toContain("unit-recoded 31396@2025-07-01")
    expect(told(content)).toContain("unit-renamed 31396@2025-07-01")
  })

  it("is refused with every problem where it makes no sense", () => {
    const text = `on,old_code,new_code,same
2026-01-01,99999,31393,yes
2026-01-01,31393,88888,yes
2026-02-01,31393,31393,yes
2026-01-01,31393,31393,perhaps
2026-01-01,31396,,yes
2026-01-01,31396,31393,yes
2026-01-01,31399,31393,yes
`
    expect(problems(series(...lists), { identities: { text, file: "ids.csv" } })).toEqual([
      "ids.csv:2:2 code.unknown-before",
      "ids.csv:3:3 code.unknown-after",
      "ids.csv:4:1 identity.day-unknown",
      "ids.csv:5:4 identity.verdict-unreadable",
      "ids.csv:6:3 identity.new-code-missing",
      "ids.csv:8:3 identity.contradiction"
    ])
  })
})

describe("a redraw", () => {
  const before = list(commune("1", "Xã Một"), commune("2", "Xã Hai"), commune("3", "Xã Ba"), commune("4", "Xã Bốn"))
  const after = list(
    commune("1", "Xã Mười"),
    commune("2", "Xã Hai Mươi"),
    commune("3", "Phường Ba"),
    commune("4", "Xã Bốn")
  )
  const redraw = (text: string) => ({
    redraws: [{ date: days[1]!, text: `old_code,new_code,extent,weight,weight_basis\n${text}`, file: "r.csv" }]
  })

  it("says who became whom; one whole line between two units without other lines is one unit", () => {
    const content = read(
      [before, after],
      redraw("1,1,whole,,\n2,1,partial,30,members\n2,2,partial,70,members\n3,3,whole,,\n")
    )
    const tree = made(content)

    expect(Succession.of(tree)).toEqual([
      { from: "1@2025-07-01", to: "1@2026-01-01", on: "2026-01-01", extent: "whole", weight: null },
      {
        from: "2@2025-07-01",
        to: "1@2026-01-01",
        on: "2026-01-01",
        extent: "partial",
        weight: { basis: "members", numerator: 30, denominator: 100 }
      },
      {
        from: "2@2025-07-01",
        to: "2@2026-01-01",
        on: "2026-01-01",
        extent: "partial",
        weight: { basis: "members", numerator: 70, denominator: 100 }
      }
    ])
    expect(told(content).filter((each) => each.includes("3@"))).toEqual([
      "unit-relevelled 3@2025-07-01",
      "unit-renamed 3@2025-07-01"
    ])
    expect(told(content).filter((each) => each.includes("4@"))).toEqual([])
    expect(content.doubts).toEqual([])
  })

  it("without weights shares alike, and says that this is assumed", () => {
    const content = read([before, after], redraw("1,1,whole,,\n2,1,partial,,\n2,2,partial,,\n"))

    expect(Succession.of(made(content)).map(({ weight }) => weight)).toContainEqual({
      basis: "assumed",
      numerator: 1,
      denominator: 2
    })
    expect(content.warnings.map(({ code, place }) => `${code} ${place?.line}`)).toEqual(["redraw.shares-assumed 3"])
  })

  it("that does not say where a unit went leaves it without heir, and lists it", () => {
    const content = read([before, list(commune("1", "Xã Mười"))], redraw("1,1,whole,,\n2,1,whole,,\n4,1,whole,,\n"))

    expect(content.doubts.map(({ oldCode, newCode, reason }) => [oldCode, newCode, reason])).toEqual([
      ["3", null, "no-heir"]
    ])
  })

  it("that does not speak of a unit under another name leaves a doubt", () => {
    const renamed = list(
      commune("1", "Xã Mười"),
      commune("2", "Xã Hai"),
      commune("3", "Xã Ba"),
      commune("4", "Xã Bốn Mới")
    )
    const content = read([before, renamed], redraw("1,1,whole,,\n"))

    expect(content.doubts.map(({ oldCode, reason }) => [oldCode, reason])).toEqual([["4", "name-changed"]])
  })

  it("that loses or doubles a unit is refused, all problems listed", () => {
    const text = `1,1,whole,,
1,2,partial,,
2,2,partial,,
3,9,whole,,
9,3,whole,,
4,4,half,,
4,4,whole,,
`
    expect(problems(series(before, after), redraw(text))).toEqual([
      "r.csv:2:3 redraw.doubled",
      "r.csv:4:3 redraw.rest-lost",
      "r.csv:5:2 code.unknown-after",
      "r.csv:6:1 code.unknown-before",
      "r.csv:7:3 redraw.extent-unreadable",
      "r.csv:8:2 redraw.line-twice"
    ])
  })

  it("whose weights are off is refused, all problems listed", () => {
    const text = `1,1,partial,10,members
1,2,partial,,
2,1,partial,0,
2,2,partial,5,acres
3,3,partial,1,members
3,4,partial,1,households
`
    expect(problems(series(before, after), redraw(text))).toEqual([
      "r.csv:3:4 redraw.weight-missing",
      "r.csv:4:4 redraw.weight-unreadable",
      "r.csv:5:5 redraw.basis-unreadable",
      "r.csv:7:5 redraw.bases-differ"
    ])
  })

  it("across the lines of the provinces is pointed out", () => {
    const two = (rows: string): string => `${head}${top}94,Tỉnh Khác,province,\n${rows}`
    const content = read(
      [
        two(
          `${commune("1", "Xã Một")}\n${commune("2", "Xã Hai")}\n${commune("3", "Xã Ba")}\n${commune("4", "Xã Bốn", "94")}\n`
        ),
        two(`${commune("1", "Xã Một")}\n${commune("4", "Xã Ba", "94")}\n`)
      ],
      redraw("1,1,whole,,\n2,1,whole,,\n3,4,whole,,\n4,4,whole,,\n")
    )

    expect(content.warnings.map(({ code, place }) => `${code} ${place?.line}`)).toEqual(["redraw.crosses 4"])
  })
})

describe("days in the rows", () => {
  const dated = "code,name,level,parent_code,from,to\n"

  it("say when it happened, and come out again", () => {
    const text = `${dated}93,Tỉnh Mẫu,province,,,
31393,Xã Một,commune,93,,2026-02-28
31393,Xã Một Mới,commune,93,2026-03-01,
31396,Xã Hai,commune,93,,
`
    const content = read([text])
    const tree = made(content)

    expect(content.turns.map(({ on, renamed }) => [on, renamed])).toEqual([
      ["2025-07-01", 0],
      ["2026-03-01", 1]
    ])
    const listed = (day: string) => CodeTable.write(CodeTable.of(tree, day, { dates: true }), content.form)
    expect(listed("2026-02-28")).toBe(`${dated}93,Tỉnh Mẫu,province,,,
31393,Xã Một,commune,93,,2026-02-28
31396,Xã Hai,commune,93,,
`)
    expect(listed("2026-03-01")).toBe(`${dated}93,Tỉnh Mẫu,province,,,
31393,Xã Một Mới,commune,93,2026-03-01,
31396,Xã Hai,commune,93,,
`)
  })

  it("before the day of the list move the change back to where it belongs", () => {
    const content = read([
      list(commune("31393", "Xã Một")),
      `${dated}93,Tỉnh Mẫu,province,,,\n31393,Xã Một Mới,commune,93,2025-10-15,\n`
    ])

    expect(content.turns.map(({ on, renamed }) => [on, renamed])).toEqual([
      ["2025-07-01", 0],
      ["2025-10-15", 1],
      ["2026-01-01", 0]
    ])
  })

  it("that contradict the lists around them are refused", () => {
    expect(
      problems(
        series(
          `${dated}93,Tỉnh Mẫu,province,,,\n31393,Xã Một,commune,93,2026-03-01,\n31396,Xã Hai,commune,93,2025-09-01,2025-08-01\n`,
          list(commune("31393", "Xã Một"))
        )
      )
    ).toEqual(["2025-07-01.csv:4:6 table.to-before-from"])
    expect(
      problems(
        series(
          `${dated}93,Tỉnh Mẫu,province,,,\n31393,Xã Một,commune,93,2026-03-01,\n31396,Xã Hai,commune,93,,\n31396,Xã Hai,commune,93,,\n`,
          `${dated}93,Tỉnh Mẫu,province,,,\n31396,Xã Hai Mới,commune,93,2025-07-01,\n`
        )
      )
    ).toEqual([
      "2025-07-01.csv:3:5 series.after-next",
      "2025-07-01.csv:5:1 table.code-twice",
      "2026-01-01.csv:3:5 series.contradiction"
    ])
  })
})

describe("a broken list", () => {
  it("is refused with every problem in every file, and nothing is made of it", () => {
    expect(
      problems([
        {
          date: "2025-07-01",
          file: "a.csv",
          text: `${head}93,Tỉnh Mẫu,province,\n,Xã Không Mã,commune,93\n31393,,commune,93\n`
        },
        { date: "2025-07-01", file: "b.csv", text: `${head}93,Tỉnh Mẫu,province,\n31393,Xã Một,hamlet,93\n` }
      ])
    ).toEqual([
      "a.csv:3:1 table.code-missing",
      "a.csv:4:2 table.name-missing",
      "b.csv:3:3 table.level-unknown",
      "b.csv:1:1 series.day-twice"
    ])
  })

  it("whose rows make no tree is refused", () => {
    expect(
      problems(
        series(
          list(
            commune("1", "Xã Một", "999"),
            commune("2", "Xã Hai", ""),
            commune("3", "Xã Ba", "4"),
            commune("4", "Xã Bốn", "3"),
            commune("1", "Xã Một Nữa")
          )
        )
      )
    ).toEqual([
      "2025-07-01.csv:3:4 table.parent-unknown",
      "2025-07-01.csv:4:4 table.parent-missing",
      "2025-07-01.csv:5:4 table.cycle",
      "2025-07-01.csv:7:1 table.code-twice"
    ])
  })

  it("with a level that had ended by its day is refused", () => {
    expect(problems(series(list("930,Huyện Mẫu,district,93", commune("1", "Xã Một", "930"))))).toEqual([
      "2025-07-01.csv:3:3 unit.level-not-living",
      "2025-07-01.csv:4:4 unit.level-skipped"
    ])
  })

  it("without a single unit is refused: it would close the whole tree", () => {
    expect(problems(series(list(commune("1", "Xã Một")), head))).toEqual(["2026-01-01.csv:1:1 series.empty"])
  })

  it("of a day inside a history is refused", () => {
    const onto = made(read([list(commune("1", "Xã Một")), list(commune("1", "Xã Một Mới"))]))
    const late = [{ date: "2025-10-01", text: list(commune("1", "Xã Một")), file: "late.csv" }]

    expect(problems(late, { onto, recordedAt: "2026-09-01T02:00:00.000Z" })).toEqual([
      "late.csv:1:1 series.inside-history"
    ])
  })

  it("recorded before the history ends is refused once, not once for each row", () => {
    const onto = made(read([list(commune("1", "Xã Một"))]))
    const next = [{ date: "2026-10-01", text: list(commune("1", "Xã Một Mới")), file: "next.csv" }]

    expect(problems(next, { onto })).toEqual(["next.csv:1:1 series.recorded-before"])
  })

  it("is told from no list at all, which says nothing", () => {
    expect(UnitSeries.read([], options)).toMatchObject({ ok: true, value: { events: [], turns: [], doubts: [] } })
  })
})
