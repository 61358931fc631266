import { readFileSync } from "node:fs"
import * as Period from "@lienhoi/calendar/Period"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Cell from "@lienhoi/template/Cell"
import * as Column from "@lienhoi/template/Column"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import type * as Validation from "@lienhoi/template/Validation"
import { describe, expect, it } from "vitest"

const association = Association.vwu

const compile = (yaml: string): Compiled.Compiled => {
  const read = Template.parse(yaml, { association })
  const compiled = read.ok ? Compiled.make(read.value.template, { association }) : read
  if (!compiled.ok) throw new Error(compiled.issues.map((issue) => issue.message).join("\n"))
  return compiled.value
}

const monthly = compile(readFileSync(new URL("./templates/bao-cao-thang.yaml", import.meta.url), "utf8"))
const period = Period.containing("month", "2024-10-15")
const branch: Validation.Context = { unit: { id: "ap-1", level: "chi_hoi" }, period }
const commune: Validation.Context = { unit: { id: "xa-1", level: "co_so" }, period }

/** What is needed of a branch. */
const needed = { TC04: 120, TC05: 3, TT01: 12 }

const said = (input: Validation.Input, context: Validation.Context = branch): ReadonlyArray<string> =>
  monthly.validate(input, context).issues.map(({ path, code }) => `${path.join("/")} ${code}`)

const cellOf = (key: string, answer: unknown, context: Validation.Context = branch): unknown => {
  const { cells, issues } = monthly.validate({ ...needed, [key]: answer }, context)
  const [issue] = issues.filter((one) => one.path[0] === key)
  return issue?.code ?? cells[key]
}

describe("a count is read as people write it", () => {
  it.each([
    [405, 405],
    ["405", 405],
    ["38.506", 38506],
    ["38 506", 38506],
    [" 05 ", 5],
    ["1.200 người", 1200],
    ["1.200 NGƯỜI".normalize("NFD"), 1200]
  ])("%s", (answer, expected) => {
    expect(cellOf("TC06", answer)).toEqual(Cell.value(expected))
  })

  it.each(["không phát sinh", "Không phát sinh".normalize("NFD"), "khong", "không có"])(
    "declared zero: %s",
    (answer) => {
      expect(cellOf("TC06", answer)).toEqual(Cell.zero)
    }
  )

  it.each([null, undefined, "", "  ", "\u00A0"])("no answer: %j", (answer) => {
    expect(cellOf("TC06", answer)).toEqual(Cell.missing)
  })

  it("not applicable, with a reason", () => {
    expect(cellOf("TC06", { notApplicable: " chi hội mới thành lập " })).toEqual(
      Cell.notApplicable("chi hội mới thành lập")
    )
  })

  it.each([
    ["38,506", "answer.fraction"],
    [1.5, "answer.fraction"],
    ["1.23", "answer.fraction"],
    ["5 triệu", "answer.magnitude"],
    ["gần 400", "answer.approximate"],
    ["trên 400 người", "answer.approximate"],
    ["nhiều", "answer.kind"],
    ["12 hộ", "answer.kind"],
    [true, "answer.kind"],
    [[12], "answer.kind"],
    [{ notApplicable: " " }, "answer.reason"],
    [Number.NaN, "answer.kind"],
    ["9".repeat(30), "answer.too-large"],
    ["x".repeat(30_000), "answer.too-long"],
    [-3, "value.negative"],
    ["-3", "value.negative"]
  ])("refused: %j", (answer, code) => {
    expect(cellOf("TC06", answer)).toBe(code)
  })

  it("says how to write it instead", () => {
    const { issues } = monthly.validate({ ...needed, TC06: "5 triệu" }, branch)

    expect(issues[0]?.message).toBe(
      "“Hội viên giảm trong kỳ”: “5 triệu” không ghi được ở ô này; ghi đủ chữ số: 5.000.000"
    )
  })
})

describe("money is whole đồng", () => {
  it.each([
    ["22 tỷ đồng", 22_000_000_000],
    ["1,5 triệu", 1_500_000],
    ["1.5 triệu đồng", 1_500_000],
    ["22 tỷ 500 triệu", 22_500_000_000],
    ["500 nghìn", 500_000],
    ["1.500.000 đ", 1_500_000],
    ["1500000₫", 1_500_000]
  ])("%s", (answer, expected) => {
    expect(cellOf("TC21", answer)).toEqual(Cell.value(expected))
  })

  it.each([
    ["1,5", "answer.fraction"],
    ["500 triệu 2 tỷ", "answer.magnitude"],
    ["0,0000001 triệu", "answer.magnitude"]
  ])("refused: %s", (answer, code) => {
    expect(cellOf("TC21", answer)).toBe(code)
  })
})

describe("a decimal", () => {
  const scored = compile(
    [
      "template: a/b",
      "title: A",
      "period: month",
      "window: fifteenth",
      "due: { chi_hoi: 15 }",
      "sections:",
      "  s:",
      "    title: S",
      "    asked_of: [chi_hoi]",
      "    fields:",
      "      - { key: D2, label: Hai, type: decimal, combine: { units: sum, periods: sum } }",
      "      - { key: D3, label: Ba, type: decimal, decimals: 3, combine: { units: sum, periods: sum } }",
      "      - { key: N, label: Ít nhất một, type: count, min: 1, combine: { units: sum, periods: sum },",
      "          disaggregate: [{ by: tuoi, items: { tre: Trẻ } }] }",
      "      - { key: T, label: Trên mỗi, type: decimal, formula: D2 / N }"
    ].join("\n")
  )
  const read = (key: string, answer: unknown): unknown => {
    const { cells, issues } = scored.validate({ [key]: answer }, branch)
    return issues[0]?.code ?? cells[key]
  }

  it("takes three digits behind a dot for thousands where it has no room for three decimals, and asks where it has", () => {
    expect(read("D2", "1.234")).toEqual(Cell.value(1234))
    expect(read("D2", "1.234,5")).toEqual(Cell.value(1234.5))
    expect(read("D2", "12.5")).toEqual(Cell.value(12.5))
    expect(read("D3", "1.234")).toBe("answer.ambiguous")
    expect(read("D3", "1,234")).toEqual(Cell.value(1.234))
  })

  it("an item may be 0 where the figure itself may not, and nothing is divided by that item unguarded", () => {
    expect(scored.validate({ N: 2, "N[tre]": 0 }, branch).issues).toEqual([])
    expect(scored.validate({ N: 0 }, branch).issues.map((issue) => issue.code)).toEqual(["value.below"])
    expect(scored.validate({ D2: 3, N: 0 }, branch).cells.T).toEqual(Cell.missing)
  })
})

describe("other answers", () => {
  it.each([
    ["HD01", "8,5", 8.5],
    ["HD01", 7, 7],
    ["HD02", "Có", true],
    ["HD02", "chưa", false],
    ["HD07", "Ổn định\r\n  Phấn khởi ", "Ổn định\nPhấn khởi"],
    ["HD07", "Hòa".normalize("NFD"), "Hòa"]
  ])("%s: %j", (key, answer, expected) => {
    expect(cellOf(key, answer)).toEqual(Cell.value(expected))
  })

  it.each([
    ["HD01", "8,55", "answer.decimals"],
    ["HD01", 11, "value.above"],
    ["HD02", "có lẽ", "answer.kind"],
    ["HD07", "x".repeat(2001), "answer.too-long"]
  ])("refused, %s: %j", (key, answer, code) => {
    expect(cellOf(key, answer)).toBe(code)
  })

  it("dates are read as people write them", () => {
    const meeting = (answer: string) => monthly.validate({ ...needed, HD02: true, HD03: answer }, branch)

    expect(meeting("5/10/2024").cells.HD03).toEqual(Cell.value("2024-10-05"))
    expect(meeting("ngày 5 tháng 10 năm 2024").cells.HD03).toEqual(Cell.value("2024-10-05"))
    expect(meeting("31/2/2024").issues[0]?.code).toBe("answer.kind")
  })

  it("a choice is taken by key or label and suggests what was meant", () => {
    const reason = (answer: string) => monthly.validate({ ...needed, TC06: 2, TC06_ly_do: answer }, branch)

    expect(reason("tu_tran").cells.TC06_ly_do).toEqual(Cell.value("tu_tran"))
    expect(reason("chuyển đi").cells.TC06_ly_do).toEqual(Cell.value("chuyen_di"))
    expect(reason("chuyển đii").issues[0]?.message).toBe(
      "“Lý do giảm”: không có lựa chọn “chuyển đii” (có phải “Chuyển đi”?); chọn một trong: “Chuyển đi”, “Từ trần”, “Lý do khác”"
    )
  })

  it("a table names the row and the column that are wrong, and feeds formulas", () => {
    const rows = [
      { ten: "Lớp 1", so_nguoi: "1.200" },
      { TEN: "Lớp 2", so_nguoi: 30 }
    ]
    const good = monthly.validate({ TT01: 1, HD04: rows }, commune)
    const bad = monthly.validate(
      { TT01: 1, HD04: [rows[0], { ten: "Lớp 2", so_nguoi: "ba mươi" }, { so_nguoi: 2 }] },
      commune
    )

    expect(good.cells.HD05).toEqual(Cell.value(1230))
    expect(bad.issues.map(({ path, message }) => `${path.join("/")}: ${message}`)).toEqual([
      "HD04/1/so_nguoi: “Số người dự”: “ba mươi” không phải là số nguyên; ghi lại, ví dụ 38.506",
      "HD04/2/ten: “Lớp tập huấn”: dòng 3 còn thiếu “Tên lớp”; điền nốt"
    ])
  })
})

it("an answer about a person is not repeated in what is said about it", () => {
  const { validate } = compile(
    [
      "template: mau/ho-so",
      "title: Hồ sơ",
      "period: month",
      "window: fifteenth",
      "due: { chi_hoi: 15 }",
      "sections:",
      "  a:",
      "    title: A",
      "    asked_of: [chi_hoi]",
      "    fields:",
      "      - { key: SO_CCCD, label: Số định danh, type: count, personal: basic, combine: { units: none, periods: none } }",
      "      - { key: SO_TO, label: Số tổ, type: count, combine: { units: sum, periods: last } }"
    ].join("\n")
  )
  const { issues } = validate({ SO_CCCD: "093123x", SO_TO: "ba tổ" }, branch)
  expect(issues.map(({ message }) => message.includes("093123"))).toEqual([false, false])
  expect(issues[0]?.message).toContain("“…”")
  expect(issues[1]?.message).toContain("“ba tổ”")
})

describe("answers are held against each other", () => {
  it("everything that is wrong is said at once, in the order of the template", () => {
    expect(
      said({ TC04: "", TC05: "ba", CB01: 1, "TC04[tu_46]": 7, tc4: 1, TT01: -2, HD03: "2024-10-05", HD02: "không" })
    ).toEqual([
      "tc4 input.field-unknown",
      "TC05 answer.kind",
      "CB01 field.not-asked",
      "TC04 field.required",
      "TC04 breakdown.missing",
      "TT01 value.negative",
      "HD03 field.not-relevant"
    ])
  })

  it("a key that nobody knows suggests the one that was meant", () => {
    const { issues } = monthly.validate({ ...needed, TC0: 1 }, branch)

    expect(issues[0]?.message).toBe("Mẫu này không có chỉ tiêu “TC0” (có phải “TC04”?); xem lại mã")
  })

  it("keys are matched ignoring case, and one field filled twice is said", () => {
    expect(monthly.validate({ tc04: 120, tc05: 3, tt01: 12 }, branch).ok).toBe(true)
    expect(said({ ...needed, tc04: 5 })).toEqual(["tc04 input.field-twice"])
  })

  it("a part is not greater than its whole", () => {
    expect(monthly.validate({ ...needed, TC05: 121 }, branch).issues[0]?.message).toBe(
      "“Hội viên mới kết nạp trong kỳ” (121) lớn hơn “Tổng số hội viên” (120); một phần không thể lớn hơn tổng, xem lại hai số"
    )
  })

  it("the items of a complete breakdown add up to the total, those of another stay within it", () => {
    const items = (a: number, b: number, c: number) => ({ "TC04[tu_18_30]": a, "TC04[tu_31_45]": b, "TC04[tu_46]": c })

    expect(said({ ...needed, ...items(20, 40, 60) })).toEqual([])
    expect(said({ ...needed, ...items(20, 40, 50) })).toEqual(["TC04 breakdown.differs"])
    expect(said({ ...needed, ...items(20, 40, 70) })).toEqual(["TC04 breakdown.exceeds"])
    expect(said({ ...needed, "TC04[dtts]": 121 })).toEqual(["TC04 breakdown.exceeds"])
  })

  it("one unit of a level counts at most itself", () => {
    expect(said({ TT01: 1, TT02: 2 }, commune)).toEqual(["TT02 count.more-than-itself"])
  })

  it("a field that is not relevant says on what that depends", () => {
    const { issues, cells } = monthly.validate({ ...needed, TC06: 0, TC06_ly_do: "khac" }, branch)

    expect(issues[0]?.message).toBe(
      "“Lý do giảm” chỉ điền khi “Hội viên giảm trong kỳ” > 0; để trống ô này hoặc xem lại câu trên"
    )
    expect(cells.TC06_ly_do?.state).toBe("not-applicable")
  })

  it("a field becomes required by an answer, and an unknown condition decides nothing", () => {
    expect(said({ ...needed, TC06: 2 })).toEqual(["TC06_ly_do field.required-answer"])
    expect(said(needed)).toEqual([])
  })

  it("a question to another level is named with that level", () => {
    expect(monthly.validate({ ...needed, CB01: 1 }, branch).issues[0]?.message).toBe(
      "“Chi hội trưởng” không hỏi cấp Chi hội; để trống ô này"
    )
  })

  it("a computed value is not typed", () => {
    expect(said({ ...needed, TC07: 3 })).toEqual(["TC07 field.computed"])
  })

  it("comparison with the last period speaks only when that period is known", () => {
    const previous = { TC04: Cell.value(100) }
    const grown = monthly.validate({ TC04: 130, TC05: 30, TC06: 0, TT01: 1 }, { ...branch, previous })

    expect(said({ TC04: 130, TC05: 30, TC06: 0, TT01: 1 })).toEqual([])
    expect(grown.ok).toBe(true)
    expect(grown.issues).toMatchObject([
      {
        code: "rule.warning",
        path: ["TC05"],
        message: "Hội viên mới (30) tăng trên 20 % so với kỳ trước, xin xem lại",
        english: "New members (30) grew by more than 20 % on the last period, please check"
      }
    ])
  })

  it.each([
    ["another level", { unit: { id: "x", level: "to" }, period }, "unit unit.level"],
    ["another period type", { ...branch, period: Period.containing("year", "2024-10-15") }, "period period.type"]
  ])("the template is not for %s", (_, context, expected) => {
    expect(said({}, context)).toContain(expected)
  })
})

it("a ratio at its bound is within it", () => {
  const sum = "combine: { units: sum, periods: sum }"
  const bounded = compile(
    [
      "template: a/b",
      "title: A",
      "period: month",
      "window: fifteenth",
      "due: { chi_hoi: 15 }",
      "sections:",
      "  s:",
      "    title: S",
      "    asked_of: [chi_hoi]",
      "    fields:",
      `      - { key: HO, label: Số hộ, type: count, ${sum} }`,
      `      - { key: NGHEO, label: Hộ nghèo, type: count, ${sum} }`,
      "      - { key: NHIEU_NHAT, label: Tỷ lệ, type: ratio, numerator: NGHEO, denominator: HO, max: 7 }",
      "      - { key: IT_NHAT, label: Tỷ lệ, type: ratio, numerator: NGHEO, denominator: HO, min: 7 }"
    ].join("\n")
  )
  const said = (poor: number) =>
    bounded.validate({ HO: 1000, NGHEO: poor }, branch).issues.map(({ path, code }) => `${path.join("/")} ${code}`)

  expect(said(70)).toEqual([])
  expect(said(71)).toEqual(["NHIEU_NHAT value.above"])
  expect(said(69)).toEqual(["IT_NHAT value.below"])
})

describe("a printed ratio is held against its parts", () => {
  const heads = { TT01: 1, CB01: "85.328", CB02: "38.506" }
  const ratio = (printed: unknown) => monthly.validate({ ...heads, CB03: printed }, commune)

  it("38,51% is a misread thousand: 38.506 of 85.328 are 45,13%; both stay", () => {
    const { ok, issues, cells } = ratio("38,51 %")

    expect(ok).toBe(true)
    expect(issues.map((issue) => issue.code)).toEqual(["ratio.contradicts"])
    expect(cells.CB03).toEqual({ state: "value", value: 38506 / 85328, printed: "38,51" })
  })

  it.each(["45,13", 45.13, "45,12", "45,1%", "45", "45.13"])("agrees within its last digit: %s", (printed) => {
    expect(ratio(printed).issues).toEqual([])
  })

  it.each(["45,15", "44", 45.3])("contradicts beyond it: %s", (printed) => {
    expect(ratio(printed).issues.map((issue) => issue.code)).toEqual(["ratio.contradicts"])
  })

  it("a figure that could be a grouped thousand is not taken for a percentage", () => {
    expect(ratio("38.506").issues.map((issue) => issue.code)).toEqual(["answer.ambiguous"])
  })

  it("is not negative", () => {
    expect(ratio("-5").issues.map((issue) => issue.code)).toEqual(["value.negative"])
  })

  it("stands alone when its parts are not known, and is none over a base of zero", () => {
    expect(monthly.validate({ TT01: 1, CB03: "45,13" }, commune).cells.CB03).toEqual({
      state: "value",
      value: 0.4513,
      printed: "45,13"
    })
    expect(monthly.validate({ TT01: 1, CB01: 0, CB02: 0 }, commune).cells.CB03).toEqual(
      Cell.notApplicable("mẫu số bằng 0")
    )
  })
})

describe("for adding up", () => {
  it("columns are the numeric cells with operators, items of breakdowns and computed ones among them", () => {
    const columns = monthly.columns.map(({ key, scale, units, periods }) => [key, scale, units, periods].join(" "))

    expect(columns).toEqual([
      "TC04 0 sum last",
      "TC04[tu_18_30] 0 sum last",
      "TC04[tu_31_45] 0 sum last",
      "TC04[tu_46] 0 sum last",
      "TC04[dtts] 0 sum last",
      "TC05 0 sum sum",
      "TC06 0 sum sum",
      "TC07 0 sum sum",
      "CB01 0 sum last",
      "CB02 0 sum last",
      "TT01 0 sum sum",
      "TT02 0 sum last",
      "TT03 0 sum max",
      "TC21 0 sum sum",
      "HD01 1 average average",
      "HD05 0 sum sum"
    ])
  })

  it("a decimal is stored as a whole number and comes back as it was", () => {
    const column = monthly.columns.find((one) => one.key === "HD01")!
    for (let tenths = 0; tenths <= 100; tenths++) {
      const { cells } = monthly.validate({ ...needed, HD01: `${Math.floor(tenths / 10)},${tenths % 10}` }, branch)

      expect(Column.scaled(column, cells.HD01)).toBe(tenths)
      expect(Column.unscaled(column, tenths)).toBe(tenths / 10)
    }
  })

  it("ratios and computed fields without operators are derived from totals", () => {
    const totals: { readonly [column: string]: number } = { CB01: 85_328, CB02: 38_506, TT01: 3310, TC04: 118_000 }
    const total = (column: string): number | null => totals[column] ?? null

    expect(monthly.derive("CB03", total)).toBe(38506 / 85328)
    expect(monthly.derive("TT04", total)).toBe(0.03)
    expect(monthly.derive("CB03", () => 0)).toBeNull()
    expect(monthly.derive("CB03", () => null)).toBeNull()
    expect(monthly.derive("TC04", total)).toBeNull()
    expect(monthly.derive("HD07", total)).toBeNull()
  })
})

it("checks a submission of sixty fields in far less than a millisecond", () => {
  const fields = Array.from({ length: 60 }, (_, n) => {
    const rest = n % 3 === 2 ? `formula: F${n - 2} + F${n - 1}` : `asked_of: [chi_hoi], required: true`
    return `      - { key: F${n}, label: Câu ${n}, type: count, ${rest}, combine: { units: sum, periods: sum } }`
  })
  const sixty = compile(
    [
      "template: a/b",
      "title: A",
      "period: month",
      "window: fifteenth",
      "due: { chi_hoi: 15 }",
      "sections:",
      "  s:",
      "    title: S",
      "    fields:",
      ...fields
    ].join("\n")
  )
  const input = Object.fromEntries(
    fields.flatMap((_, n) => (n % 3 === 2 ? [] : [[`F${n}`, n % 2 === 0 ? n : String(n)]]))
  )
  for (let n = 0; n < 2_000; n++) sixty.validate(input, branch)

  const start = performance.now()
  for (let n = 0; n < 1_000; n++) sixty.validate(input, branch)
  const micros = performance.now() - start

  console.log(`one submission of 60 fields: ${micros.toFixed(1)} µs`)
  expect(sixty.validate(input, branch).ok).toBe(true)
  expect(micros).toBeLessThan(500)
})
