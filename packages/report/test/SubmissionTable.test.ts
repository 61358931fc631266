import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as SubmissionTable from "@lienhoi/report/SubmissionTable"
import { describe, expect, it } from "vitest"
import { hierarchy, october, passed, template } from "./fixture.ts"

const tree = Hierarchy.at(hierarchy, "2024-10-14")
const read = (text: string) => SubmissionTable.read(text, { template, period: october, tree, file: "thang-10.csv" })

const heading = "unit,reported_by,recorded_by,via,at,HV,BAI,HV_ZALO,KHO_KHAN"
const first = "A1,p-A1,p-X1,phone,2024-10-15T08:30+07:00,40,3,20,Sóng yếu"

const problems = (text: string): ReadonlyArray<readonly [string, number | undefined, number | undefined]> => {
  const answer = read(text)
  return answer.ok
    ? []
    : answer.issues
        .filter((issue) => issue.severity === "error")
        .map((issue) => [issue.code, issue.place?.line, issue.place?.column] as const)
}

describe("a table of submissions", () => {
  it("gives a submission for each row, with its time and its place", () => {
    const { submissions } = passed(read(`${heading}\n${first}\nX1,p-X1,,,2024-10-16T09:00+07:00,,5,,\n`))

    expect(submissions).toEqual([
      {
        template: { lineage: "vwu/thu-nghiem", id: "hau-giang/thu-nghiem", version: "1.0.0" },
        unit: "A1",
        period: "2024-10",
        values: { HV: "40", BAI: "3", HV_ZALO: "20", KHO_KHAN: "Sóng yếu" },
        seen: 0,
        reportedBy: "p-A1",
        recordedBy: "p-X1",
        via: "phone",
        at: "2024-10-15T01:30:00.000Z",
        place: { file: "thang-10.csv", line: 2, column: 1 }
      },
      expect.objectContaining({ unit: "X1", recordedBy: "p-X1", via: "file", values: { BAI: "5" } })
    ])
  })

  it("is read as spreadsheets write it: BOM, CRLF, semicolons, decomposed letters, headings in small letters", () => {
    const text = `\uFEFF${heading.replace("HV_ZALO", "hv_zalo")}\n${first}\n`
      .replaceAll(",", ";")
      .replaceAll("\n", "\r\n")

    expect(passed(read(text.normalize("NFD"))).submissions).toEqual(passed(read(`${heading}\n${first}\n`)).submissions)
  })

  it("takes 38.506 in a count for thirty-eight thousand five hundred and six", () => {
    const row = first.replace(",40,3,20,", ",85.328,3,38.506,")

    const { submissions } = passed(read(`${heading}\n${row}\n`))

    const judged = template.validate(submissions[0]!.values, {
      unit: tree.units[tree.index.get("A1")!]!,
      period: october
    })
    expect(judged.cells.HV_ZALO).toEqual({ state: "value", value: 38506 })
  })

  it("lists everything that is wrong, each with line and column", () => {
    const text = [
      heading.replace("KHO_KHAN", "KHO_KHAM"),
      first,
      "A9,p-A9,,web,2024-10-15T08:30+07:00,1,1,1,",
      "A2,,,zalo,15/10/2024,nhiều,3.5,1,",
      first
    ].join("\n")

    const found = problems(text)

    expect(found).toEqual(
      expect.arrayContaining([
        ["submissions.field-unknown", 1, 9],
        ["submissions.unit-unknown", 3, 1],
        ["submissions.reporter-missing", 4, 2],
        ["submissions.via-unknown", 4, 4],
        ["instant.unreadable", 4, 5],
        ["submissions.unit-twice", 5, 1]
      ])
    )
    const wrongKind = found.filter(([code, line]) => line === 4 && !/submissions|instant/.test(code))
    expect(wrongKind.map(([, , column]) => column)).toEqual([6, 7])
  })

  it("refuses two columns for one field rather than choosing between their answers", () => {
    expect(problems(`${heading},hv\n${first},41\n`)).toEqual([["submissions.field-twice", 1, 10]])
  })

  it("names the file in every issue, and the columns that are needed", () => {
    const answer = read("unit;HV\nA1;4\n")

    expect(answer.ok ? [] : answer.issues.map((issue) => issue.code)).toEqual(Array(4).fill("table.heading-missing"))
    expect(answer.ok || answer.issues.every((issue) => issue.place?.file === "thang-10.csv")).toBe(true)
  })

  it("keeps warnings beside submissions that hold", () => {
    const text = `${heading},TY_LE\n${first.replace(",40,3,20,", ",85.328,3,38.506,")},"38,51"\n`

    const { warnings, submissions } = passed(read(text))

    expect(submissions).toHaveLength(1)
    expect(warnings).toMatchObject([
      { code: "ratio.contradicts", place: { file: "thang-10.csv", line: 2, column: 10 } }
    ])
  })
})
