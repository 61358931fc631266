import { Period, PlainDate, WorkingDays } from "@lienhoi/calendar"
import { Case, Cell, Compiled, Feed, type Field, Notice, Register, Table, Template, TimeLimit } from "@lienhoi/template"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const must = (text: string, options: Template.ParseOptions = {}): Template.Template => {
  const read = Template.parse(text, options)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  return read.value.template
}

const compiled = (template: Template.Template): Compiled.Compiled => {
  const made = Compiled.make(template)
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return made.value
}

const value = <A>(checked: { readonly ok: true; readonly value: A } | { readonly ok: false }): A => {
  if (!checked.ok) throw new Error(JSON.stringify(checked))
  return checked.value
}

const calendar = WorkingDays.vietnam
const october = Period.containing("month", "2024-10-15")
const context = { unit: { id: "ap-1", level: "chi_hoi" }, period: october }

const register = must(`template: vwu/so-hoi-vien
kind: register
title: Sổ hội viên
record: { key: [So_hieu], title: ho_ten, from: Ngay_vao, to: ngay_ra }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [chi_hoi]
    fields:
      - { key: so_hieu, label: Số, type: text, required: true }
      - { key: ho_ten, label: Họ tên, type: text, personal: basic }
      - { key: ngay_vao, label: Ngày vào, type: date }
      - { key: ngay_ra, label: Ngày ra, type: date }
      - { key: dang_vien, label: Là đảng viên, type: bool }
      - { key: diem, label: Điểm, type: decimal }
      - { key: nhom_tuoi, label: Nhóm tuổi, type: choice, choices: { tre: Trẻ, gia: Cao tuổi } }
`)

const record = (of: { readonly [key: string]: Cell.Value }): Cell.Cells =>
  Object.fromEntries(Object.entries(of).map(([key, one]) => [key, Cell.value(one)]))

describe("the records of a register", () => {
  const read = (...inputs: ReadonlyArray<{ readonly [key: string]: unknown }>) =>
    Register.read(compiled(register), inputs, context)

  it("are read one by one; those that do not hold are told and left out", () => {
    const { records, issues } = read(
      { so_hieu: "A1", ngay_vao: "8/3/2020", dang_vien: "có" },
      { so_hieu: "A2", ngay_vao: "8/3/2020", ngay_ra: "7/3/2020" },
      { so_hieu: " a1 " },
      { so_hieu: "A3", dang_vien: "có lẽ" },
      { ho_ten: "Không số" }
    )
    expect(records.map(({ so_hieu }) => so_hieu)).toEqual([Cell.value("A1")])
    expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
      ["record.reversed", 1, "ngay_ra"],
      ["record.twice", 2, "so_hieu"],
      ["answer.kind", 3, "dang_vien"],
      ["field.required-answer", 4, "so_hieu"]
    ])
  })

  const days = fc.integer({ min: 0, max: 40 }).map((n) => PlainDate.addDays("2024-10-01", n - 5))
  const lives = fc.array(
    fc
      .record({ from: fc.option(days), to: fc.option(days), member: fc.option(fc.boolean()) })
      .map(({ from, to, member }) => ({
        ...(from === null ? {} : { ngay_vao: Cell.value(from) }),
        ...(to === null ? {} : { ngay_ra: Cell.value(from !== null && to < from ? from : to) }),
        ...(member === null ? {} : { dang_vien: Cell.value(member) })
      })),
    { maxLength: 12 }
  )

  it("Register: start + began − ended = end, during = start + began, and months one after the other meet", () => {
    const tried = { began: 0, ended: 0, start: 0, end: 0, narrowed: 0 }
    const runs = 2_000
    fc.assert(
      fc.property(lives, days, fc.nat(20), fc.boolean(), (records, from, length, narrowed) => {
        const window = { from, to: PlainDate.addDays(from, length) }
        const where = narrowed ? "dang_vien" : null
        const count = (at: Field.Moment) => value(Register.count(register, records, { window, at, where }))
        const [start, began, ended, end] = [count("start"), count("began"), count("ended"), count("end")]

        expect(start + began - ended).toBe(end)
        expect(count("during")).toBe(start + began)
        const next = { from: PlainDate.addDays(window.to, 1), to: PlainDate.addDays(window.to, 9) }
        expect(value(Register.count(register, records, { window: next, at: "start", where }))).toBe(end)
        const plainly = records.filter(({ ngay_vao, ngay_ra, dang_vien }) => {
          const lives = [
            ngay_vao?.state === "value" ? String(ngay_vao.value) : "",
            ngay_ra?.state === "value" ? String(ngay_ra.value) : "9999"
          ]
          return (
            lives[0]! <= window.to &&
            lives[1]! > window.to &&
            (!narrowed || (dang_vien?.state === "value" && dang_vien.value === true))
          )
        })
        expect(end).toBe(plainly.length)
        for (const [name, n] of Object.entries({ began, ended, start, end })) if (n > 0) tried[name as "began"]++
        if (narrowed) tried.narrowed++
      }),
      { numRuns: runs }
    )
    console.log(`windows: ${runs}`, tried)
    for (const n of Object.values(tried)) expect(n / runs).toBeGreaterThan(0.2)
  })

  it("are summed exactly; what nobody says is left out, nothing at all is missing", () => {
    const window = { from: "2024-10-01", to: "2024-10-31" }
    const records = [record({ diem: 0.1 }), record({ diem: 0.2 }), record({ dang_vien: true }), { diem: Cell.zero }]
    expect(Register.sum(register, records, "DIEM", { window })).toEqual({ ok: true, value: 0.3 })
    expect(Register.sum(register, [record({ dang_vien: true })], "diem", { window })).toEqual({ ok: true, value: null })
    expect(Register.sum(register, [], "diem", { window })).toEqual({ ok: true, value: 0 })
    const wrong = Register.sum(register, records, "ho_ten", { window, where: "dim > 1" })
    expect(wrong.ok ? [] : wrong.issues.map(({ code }) => code)).toEqual(["register.field", "formula.name-unknown"])
  })

  it("of something that is no register, or has no dates, are not counted", () => {
    const window = { from: "2024-10-01", to: "2024-10-31" }
    const codes = (template: Template.Template, at: Field.Moment) => {
      const counted = Register.count(template, [], { window, at })
      return counted.ok ? [] : counted.issues.map(({ code }) => code)
    }
    expect(codes({ ...register, kind: "report", record: null }, "end")).toEqual(["register.kind"])
    expect(codes({ ...register, record: { ...register.record!, from: null } }, "began")).toEqual(["register.dates"])
    expect(codes({ ...register, record: { ...register.record!, to: null } }, "ended")).toEqual(["register.dates"])
  })
})

describe("fed answers", () => {
  const quarterly = must(
    `template: vwu/quy
title: Báo cáo quý
period: quarter
due: { chi_hoi: { day: 5, month_offset: 1 } }
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields:
      - key: HV
        label: Hội viên
        type: count
        combine: { units: sum, periods: last }
        disaggregate: [{ by: nhom_tuoi, label: tuổi, items: { tre: Trẻ, gia: Cao tuổi } }]
        from: { register: vwu/so-hoi-vien, count: true, where: dang_vien OR diem > 1 }
      - { key: MOI, label: Hội viên mới, type: count, combine: { units: sum, periods: sum }, from: { register: vwu/so-hoi-vien, count: true, at: began, locked: true } }
      - { key: HOP, label: Số lần họp, type: count, combine: { units: sum, periods: sum }, from: { template: vwu/thang, field: HOP } }
      - { key: TB, label: Điểm, type: decimal, combine: { units: average, periods: average }, from: { template: vwu/thang, field: TB } }
      - { key: DAU, label: Đầu kỳ, type: count, combine: { units: sum, periods: first }, carry: hv }
      - { key: TEN, label: Phụ trách, type: text, carry: previous }
`
  )
  const monthly = {
    ...quarterly,
    id: "vwu/thang",
    lineage: "vwu/thang",
    title: "Báo cáo tháng",
    period: "month"
  } as const
  const records = [
    record({ ngay_vao: "2020-01-01", dang_vien: true, nhom_tuoi: "tre" }),
    record({ ngay_vao: "2024-11-01", diem: 2, nhom_tuoi: "gia" }),
    record({ ngay_vao: "2024-11-02", dang_vien: false })
  ]
  const known: Feed.Known = {
    period: Period.containing("quarter", "2024-10-15"),
    previous: { HV: Cell.value(9), TEN: { state: "value", value: "Chị Ba", printed: "x" }, "HV[tre]": Cell.value(1) },
    registers: { "vwu/so-hoi-vien": { template: register, records } },
    reports: {
      "vwu/thang": {
        template: monthly,
        periods: {
          "2024-10": { HOP: Cell.value(2), TB: Cell.value(0.1) },
          "2024-11": { HOP: Cell.notApplicable("bão"), TB: Cell.value(0.2) },
          "2024-12": { HOP: Cell.value(1), TB: Cell.zero }
        }
      }
    }
  }
  const fed = value(Feed.values(quarterly, known))
  const of = (column: string) => fed.find((one) => one.column === column)!

  it("are counted, divided, folded and proposed", () => {
    expect(fed.map(({ column, cell }) => [column, cell])).toEqual([
      ["HV", Cell.value(2)],
      ["HV[tre]", Cell.value(1)],
      ["HV[gia]", Cell.value(1)],
      ["MOI", Cell.value(2)],
      ["HOP", Cell.value(3)],
      ["TB", Cell.value(0.1)],
      ["DAU", Cell.value(9)],
      ["TEN", Cell.value("Chị Ba")]
    ])
  })

  it("say where they are from", () => {
    expect(of("MOI").origin).toEqual({
      kind: "register",
      register: "vwu/so-hoi-vien",
      title: "Sổ hội viên",
      records: 2,
      window: { from: "2024-10-01", to: "2024-12-31" },
      at: "began"
    })
    expect(of("HOP").origin).toMatchObject({
      kind: "template",
      title: "Báo cáo tháng",
      folded: "sum",
      periods: { length: 3 }
    })
    expect(of("DAU").origin).toEqual({ kind: "previous", period: "2024-Q3", column: "HV" })
  })

  it("a figure whose periods are not all there is missing, and says which", () => {
    const periods = { "2024-10": { HOP: Cell.value(2) } }
    const partial = value(
      Feed.values(quarterly, { ...known, reports: { "vwu/thang": { template: monthly, periods } } })
    )
    const hop = partial.find(({ column }) => column === "HOP")!
    expect(hop.cell).toEqual(Cell.missing)
    expect(
      hop.origin.kind === "template" &&
        hop.origin.periods.filter(({ cell }) => cell.state === "missing").map(({ period }) => period)
    ).toEqual(["2024-11", "2024-12"])
  })

  it("fill what nobody typed, and the form takes them", () => {
    const input = Feed.fill({ hop: "5", MOI: "" }, fed)
    expect(input).toMatchObject({ hop: "5", MOI: 2, HV: 2, "HV[tre]": 1, TEN: "Chị Ba" })
    expect("HOP" in input).toBe(false)
    const seen = compiled(quarterly).validate(input, { ...context, period: known.period })
    expect(seen.issues).toEqual([])
    expect(Feed.check(fed, seen.cells).map(({ code, path }) => [code, ...path])).toEqual([["feed.reason", "HOP"]])
    expect(Feed.check(fed, seen.cells, { HOP: " họp bù hai lần " })).toEqual([])
  })

  it("that are locked are not corrected, whatever the reason", () => {
    const issues = Feed.check(fed, { MOI: Cell.value(3), DAU: Cell.value(1) }, { MOI: "đếm lại" })
    expect(issues.map(({ message }) => message)).toEqual([
      "“Hội viên mới”: số 2 lấy từ “Sổ hội viên” và không sửa ở đây được (đang ghi 3); sửa ở nơi đó rồi lấy lại"
    ])
  })

  it("a source that is not known gives nothing", () => {
    expect(value(Feed.values(quarterly, { period: known.period }))).toEqual([])
  })
})

describe("a case", () => {
  const template = must(`template: vwu/phan-anh
kind: case
title: Phản ánh
states:
  moi: { label: Mới nhận, next: [lam, dong], limit: { hours: 24 } }
  lam: { label: Đang xử lý, next: [dong], limit: { working_days: 1 } }
  dong: { label: Đã trả lời, end: true }
sections:
  a: { title: A, asked_of: [chi_hoi], fields: [{ key: viec, label: Việc gì, type: text }] }
`)
  const at = "2024-08-30T08:00:00.000Z"
  const fresh = value(Case.begin({ template, at, calendar }))
  const moved = value(Case.move(fresh, "lam", { template, at, calendar }))
  const codes = (found: ReturnType<typeof Case.move>) => (found.ok ? [] : found.issues.map(({ code }) => code))

  it("goes the ways of its template, each state with its own limit", () => {
    expect(Case.moves(template, fresh).map(({ key }) => key)).toEqual(["lam", "dong"])
    expect(moved).toEqual({
      state: "lam",
      since: at,
      due: { day: "2024-09-04", until: "2024-09-04T17:00:00.000Z" },
      closed: false
    })
    expect(value(Case.move(moved, "dong", { template, at, calendar }))).toMatchObject({ due: null, closed: true })
  })

  it("is late from the very moment on", () => {
    expect(Case.isLate(moved, "2024-09-04T16:59:59.999Z")).toBe(false)
    expect(Case.isLate(moved, "2024-09-04T17:00:00.000Z")).toBe(true)
    expect(Case.isLate(fresh, "2024-08-31T08:00:00.000Z")).toBe(true)
  })

  it("goes nowhere else", () => {
    const closed = value(Case.move(moved, "dong", { template, at, calendar }))
    expect(codes(Case.move(moved, "moi", { template, at, calendar }))).toEqual(["case.no-way"])
    expect(codes(Case.move(closed, "lam", { template, at, calendar }))).toEqual(["case.closed"])
    expect(codes(Case.move(fresh, "lma", { template, at: "2024-08-30T07:59:59.999Z", calendar }))).toEqual([
      "case.unknown",
      "case.earlier"
    ])
    expect(codes(Case.begin({ template: { ...template, kind: "report" }, at, calendar }))).toEqual(["case.kind"])
  })
})

describe("time limits", () => {
  it("days count from the day after in Việt Nam, whatever the hour", () => {
    // 23:30 of the 14th in Việt Nam.
    expect(TimeLimit.from({ days: 1 }, "2024-10-14T16:30:00.000Z", calendar).day).toBe("2024-10-15")
    expect(TimeLimit.from({ days: 1 }, "2024-10-14T17:30:00.000Z", calendar).day).toBe("2024-10-16")
    expect(TimeLimit.from({ hours: 1 }, "2024-10-14T16:00:00.000Z", calendar)).toEqual({
      day: "2024-10-14",
      until: "2024-10-14T17:00:00.000Z"
    })
  })
})

describe("a notice", () => {
  const template = must(`template: vwu/chi-dao
kind: notice
title: Chỉ đạo
acknowledge: { levels: [co_so], within: { days: 1 } }
sections: {}
`)
  const options: Notice.Options = {
    template,
    issuedAt: "2024-10-15T01:00:00.000Z",
    receivers: ["a", "b", "c", "d"].map((unit) => ({ unit, level: unit === "d" ? "chi_hoi" : "co_so" })),
    acknowledged: [
      { unit: "a", at: "2024-10-17T01:00:00.000Z" },
      { unit: "a", at: "2024-10-16T16:59:59.999Z" },
      { unit: "b", at: "2024-10-16T17:00:00.000Z" },
      { unit: "c", at: "2024-10-15T00:59:59.999Z" },
      { unit: "x", at: "2024-10-15T02:00:00.000Z" }
    ],
    now: "2024-10-16T17:00:00.000Z",
    calendar
  }

  it("knows who read it in time, late, or not yet", () => {
    const { readers, counts } = Notice.status(options)
    expect(readers.map(({ unit, is }) => [unit, is])).toEqual([
      ["a", "acknowledged"],
      ["b", "late"],
      ["c", "overdue"]
    ])
    expect(counts).toEqual({ acknowledged: 1, late: 1, waiting: 0, overdue: 1 })
    expect(Notice.status({ ...options, now: "2024-10-16T16:00:00.000Z" }).counts.waiting).toBe(1)
  })

  it("without a limit is never late, without levels asks nobody", () => {
    const acknowledge = { levels: ["co_so"], within: null }
    expect(Notice.status({ ...options, template: { ...template, acknowledge } })).toMatchObject({
      due: null,
      counts: { acknowledged: 2, late: 0, waiting: 1, overdue: 0 }
    })
    expect(Notice.status({ ...options, template: { ...template, acknowledge: null } }).readers).toEqual([])
  })
})

describe("a table with fixed rows", () => {
  const template = must(`template: vwu/can-bo
title: Cán bộ
period: month
due: { chi_hoi: { day: 5, month_offset: 1 } }
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields:
      - key: CB
        label: Cán bộ
        type: table
        rows: { dai_hoc: Đại học, khac: Khác }
        totals: [nu, ty]
        row_totals: [nu, nam]
        columns:
          - { key: nu, label: Nữ, type: count, combine: { units: sum, periods: last } }
          - { key: nam, label: Nam, type: count }
          - { key: ty, label: Điểm, type: decimal, combine: { units: average, periods: last } }
      - { key: TONG_NU, label: Tổng nữ, type: count, formula: SUM(CB.nu), combine: { units: sum, periods: last } }
`)
  const { validate, columns } = compiled(template)
  const [field] = Template.fields(template)
  const rows = { "Đại học": { nu: "1.200", nam: 3, ty: "0,1" }, KHAC: { nu: 5, ty: 0.2 } }

  it("is answered by rows, by name or in order; its cells are columns", () => {
    const { cells, issues } = validate({ CB: rows }, context)
    expect(issues).toEqual([])
    expect(cells["CB[dai_hoc].nu"]).toEqual(Cell.value(1200))
    expect(cells["CB[khac].ty"]).toEqual(Cell.value(0.2))
    expect(cells.TONG_NU).toEqual(Cell.value(1205))
    expect("CB[khac].nam" in cells).toBe(false)
    expect(columns.map(({ key, units }) => [key, units])).toEqual([
      ["CB[dai_hoc].nu", "sum"],
      ["CB[dai_hoc].ty", "average"],
      ["CB[khac].nu", "sum"],
      ["CB[khac].ty", "average"],
      ["TONG_NU", "sum"]
    ])
    expect(validate({ CB: [rows["Đại học"], rows.KHAC] }, context).cells).toEqual(cells)
  })

  it("is added up below and beside, over one unit and over many", () => {
    const { cells } = validate({ CB: rows }, context)
    const expected = { below: { nu: 1205, ty: 0.3 }, beside: { dai_hoc: 1203, khac: 5 } }
    expect(Table.totals(field!, cells.CB!)).toEqual(expected)
    expect(Table.totalsOver(field!, (column) => (column === "CB[khac].nu" ? 7 : null))).toEqual({
      below: { nu: 7, ty: null },
      beside: { dai_hoc: null, khac: 7 }
    })
    expect(Table.column(field!, "khac", "nu")).toBe("CB[khac].nu")
  })

  it("says what is wrong with its rows", () => {
    const codes = (CB: unknown) => validate({ CB }, context).issues.map(({ code }) => code)
    expect(codes([{ nu: 1 }])).toEqual(["answer.rows-fixed"])
    expect(codes({ dai_hc: { nu: 1 }, khac: { nu: 1 } })).toEqual(["answer.row-unknown"])
    expect(codes({ khac: { nu: 1 }, Khác: { nu: 1 } })).toEqual(["answer.row-twice"])
    expect(codes({ khac: { nu: "nhiều" } })).toEqual(["answer.kind"])
    expect(codes("không phát sinh")).toEqual([])
  })

  it("what is said of all of it is said of each cell", () => {
    const { cells } = validate({ CB: "không phát sinh" }, context)
    expect(cells["CB[khac].nu"]).toEqual(Cell.zero)
    expect(Table.totals(field!, cells.CB!).below).toEqual({ nu: 0, ty: 0 })
    expect(validate({}, context).cells["CB[khac].nu"]).toEqual(Cell.missing)
    expect(validate({ CB: { notApplicable: "mới" } }, context).cells["CB[khac].nu"]).toEqual(Cell.notApplicable("mới"))
    expect(validate({ CB: { khac: {} } }, context).cells.CB).toEqual(Cell.missing)
  })
})
