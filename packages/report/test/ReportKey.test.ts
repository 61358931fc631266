import * as DutyId from "@lienhoi/report/DutyId"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const arbKey = fc.record({ lineage: fc.string(), unit: fc.string(), period: fc.string() })

describe("ReportKey", () => {
  it("has a stream of its own, whatever characters the ids hold", () => {
    fc.assert(
      fc.property(arbKey, arbKey, (a, b) => {
        expect(ReportKey.fromStream(ReportKey.stream(a))).toEqual(a)
        expect(ReportKey.stream(a) === ReportKey.stream(b)).toBe(ReportKey.equals(a, b))
      }),
      { numRuns: 1000 }
    )
  })

  it("is not read out of another stream", () => {
    expect(ReportKey.fromStream("case/vwu/u-1/2024-10")).toBeNull()
    expect(ReportKey.fromStream("report/vwu/u-1")).toBeNull()
    expect(ReportKey.fromStream("report/vwu/bao-cao/u-1/2024-10")).toBeNull()
  })
})

describe("DutyId", () => {
  it("says association, report and round, and reads them back", () => {
    fc.assert(
      fc.property(fc.string(), arbKey, fc.integer({ min: 1, max: 99 }), (association, key, round) => {
        expect(DutyId.parse(DutyId.format({ association, key, round }))).toEqual({ association, key, round })
      }),
      { numRuns: 1000 }
    )
  })

  it("is not read out of another text", () => {
    for (const text of [
      "",
      "duty/vwu/l/u/2024-10",
      "duty/vwu/l/u/2024-10/0",
      "duty/vwu/l/u/2024-10/x",
      "report/a/b/c/d/1",
      "duty/%/l/u/p/1"
    ])
      expect(DutyId.parse(text)).toBeNull()
  })
})
