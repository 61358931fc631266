import { Issue, Table } from "@lienhoi/words"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const rowsOf = (text: string, needed: ReadonlyArray<string> = []) => {
  const read = Table.parse(text, { needed })
  if (!read.ok) throw new Error(read.issues.map((issue) => Issue.format(issue)).join("\n"))
  return read.value.rows.map((row) => [row.line, ...Object.values(row.cells)])
}

const problemsOf = (text: string, needed: ReadonlyArray<string> = []) => {
  const read = Table.parse(text, { needed })
  return read.ok ? [] : read.issues.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
}

describe("a table people saved from somewhere", () => {
  it.each([
    ["comma", "mã,tên\n1,An\n"],
    ["semicolon", "mã;tên\n1;An\n"],
    ["byte order mark", "\uFEFFmã;tên\n1;An\n"],
    ["CRLF", "mã,tên\r\n1,An\r\n"],
    ["old Mac", "mã,tên\r1,An"],
    ["no line end at the end", "mã,tên\n1,An"],
    ["decomposed accents (NFD)", "mã,tên\n1,An\n".normalize("NFD")],
    ["spaces around cells", " mã , tên \n 1 ,  An \n"],
    ["empty columns at the end", "mã;tên;;\n1;An;;\n"]
  ])("reads the same with: %s", (_, text) => {
    const read = Table.parse(text, { needed: ["mã", "tên"] })
    expect(read).toEqual({
      ok: true,
      value: { headings: ["mã", "tên"], rows: [{ line: 2, cells: { mã: "1", tên: "An" } }] }
    })
  })

  it("chooses the separator of the heading, whatever stands between quotes there", () => {
    expect(rowsOf('"mã, cũ, mới";tên\n1;An')).toEqual([[2, "1", "An"]])
  })

  it("passes over rows in which nothing stands", () => {
    expect(rowsOf("a;b\n\n1;2\n;\n;;;\n3;4\n")).toEqual([
      [3, "1", "2"],
      [6, "3", "4"]
    ])
  })
})

describe("the line of a row", () => {
  it.each(["\n", "\r\n", "\r"])("is the line on which it begins, after cells of several lines (line end %j)", (end) => {
    const text = ["a,b", '"x', 'y",2', "3,4", '"p', "", 'q",5', "", "6,7"].join(end)
    expect(rowsOf(text).map(([line]) => line)).toEqual([2, 4, 5, 9])
  })

  it("is right when line ends are mixed inside and outside quotes", () => {
    expect(rowsOf('a,b\n"x\r\ny",2\n3,4\r\n5,6\r\n')).toEqual([
      [2, "x y", "2"],
      [4, "3", "4"],
      [5, "5", "6"]
    ])
  })

  it("Property: any cells written as CSV come back cell by cell, on the line where they were written", () => {
    const cell = fc.array(fc.constantFrom("a", "Hội", "1", ",", ";", '"', "\n", "\r\n", " "), { maxLength: 6 })
    let multiline = 0
    let runs = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom(",", ";"),
        fc.boolean(),
        (rows, end, separator, closing) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
          const texts = rows.map((row) => ["x", ...row.map((parts) => parts.join(""))])
          let line = 2
          const expected = texts.map((row) => {
            const at = line
            line += 1 + (row.join("").match(/\n/g)?.length ?? 0)
            return [at, ...row.map((text) => text.replaceAll(/\s+/g, " ").trim())]
          })
          runs++
          if (line > rows.length + 2) multiline++
          const body = texts.map((row) => row.map(quote).join(separator)).join(end)
          expect(rowsOf(["k", "a", "b"].join(separator) + end + body + (closing ? end : ""))).toEqual(expected)
        }
      ),
      { numRuns: 1000 }
    )
    console.log(`tables with cells of several lines: ${multiline} of ${runs}`)
    expect(multiline / runs).toBeGreaterThan(0.3)
  })
})

describe("a table that cannot be used", () => {
  it("lists every problem of its form at once, each with its place", () => {
    expect(problemsOf("mã,mã,,tên\n1,2\n1,2,3,4,5\n", ["cha", "từ ngày"])).toEqual([
      "table.heading-twice 1:2",
      "table.heading-empty 1:3",
      "table.heading-missing 1:1",
      "table.heading-missing 1:1",
      "table.width 2:3",
      "table.width 3:5"
    ])
  })

  it.each([
    ["nothing at all", "", "table.empty 1:1"],
    ["blank lines only", "\n \n;;\n", "table.empty 1:1"],
    ["a quote that is never closed", 'a,b\n"é\nx",2\n\n\n1,"2\n3,4\n', "table.quote-open 6:2"],
    ["a quote inside a cell", 'a,b\r\n1,Chi hội "Hoa Sen"\r\n', "table.quote-inside 2:2"],
    ["text after a closing quote", 'a,b\n"x\ny",1\n"Hoa" Sen,2\n', "table.quote-after 4:1"]
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it("says what is wrong in one language at a time", () => {
    const read = Table.parse('a,b\n1,"2\n', { needed: [] })
    const issue = read.ok ? undefined : read.issues[0]
    expect(issue?.message).toBe("Dấu ngoặc kép mở ở ô này không được đóng; thêm dấu ngoặc kép ở cuối ô")
    expect(issue?.english).toBe("The quote opened in this cell is never closed; add a quote at the end of the cell")
  })

  it("names the columns that are needed", () => {
    const read = Table.parse("a\n1", { needed: ["a", "b"] })
    expect(read.ok ? "" : read.issues[0]?.message).toBe("Thiếu cột b; các cột cần có: a, b")
  })
})

it("the place of a cell counts columns as a spreadsheet does", () => {
  const read = Table.parse("a;b;c\n1;2;3", { needed: [] })
  expect(read.ok && Table.placeOf(read.value, read.value.rows[0]!, "c")).toEqual({ line: 2, column: 3 })
})
