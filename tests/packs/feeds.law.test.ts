/** A figure is typed once: registers count it, longer periods take it from shorter ones. */
import { Period, WorkingDays } from "@lienhoi/calendar"
import { Association } from "@lienhoi/hierarchy"
import { Case, Cell, Compiled, Feed, Field, Register, Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { read } from "./shelf.ts"
import { asks, fieldOf, reports, templateOf } from "./templates.ts"

/** From another template; a figure that is typed, computed or counted in a register comes from none. */
const fedBy = (field: Field.Field): string | null =>
  field.source !== null && "template" in field.source ? field.source.template : null

describe("Packs: nothing is typed twice", () => {
  it("a figure that several packs show is asked once and fed to the others", () => {
    const figures = reports.flatMap((template) =>
      Template.fields(template).map((field) => ({ id: template.id, field }))
    )
    const keys = new Set(figures.filter(({ field }) => asks(field)).map(({ field }) => field.key))
    const shared = [...keys].filter((key) => figures.filter(({ field }) => field.key === key).length > 1)
    for (const key of shared) {
      const typed = figures.filter(({ field }) => field.key === key && fedBy(field) === null && asks(field))
      const owners = new Set(typed.map(({ id }) => id.split("/")[0]))
      expect(typed.length, `${key}: ${typed.map(({ id }) => id)}`).toBe(owners.size)
    }
    expect(shared.length).toBeGreaterThan(60)
  })

  it("what feeds a figure leads to a pack that asks it, in no circle, and never from a longer period", () => {
    for (const template of reports) {
      for (const field of Template.fields(template)) {
        const way = [template.id]
        let at = field
        for (let from = fedBy(at); from !== null; from = fedBy(at)) {
          expect(way, field.key).not.toContain(from)
          way.push(from)
          at = fieldOf(from, field.key)
        }
        expect(way.length).toBeLessThanOrEqual(3)
      }
    }
  })

  it("half-year, nine months and year take every figure of month and quarter that they show", () => {
    for (const id of ["vwu/bao-cao-6-thang", "vwu/bao-cao-9-thang", "vwu/bao-cao-nam"]) {
      const figures = Template.fields(templateOf(id)).filter(asks)
      const fed = figures.filter((field) => fedBy(field) !== null)
      const ofMonth = fed.filter((field) => fedBy(field) === "vwu/bao-cao-thang")
      const ofQuarter = fed.filter((field) => fedBy(field) === "vwu/bao-cao-quy")
      expect(ofMonth.length, id).toBeGreaterThanOrEqual(18)
      expect(ofQuarter.length, id).toBeGreaterThanOrEqual(18)
      if (id !== "vwu/bao-cao-nam") expect(figures.length - fed.length, id).toBe(0)
    }
  })

  it("the members register counts the members, the groups register the groups, the document registers the documents", () => {
    const registerOf = (id: string, key: string) => {
      const { source } = fieldOf(id, key)
      return source !== null && "register" in source ? source.register : null
    }
    expect(registerOf("vwu/bao-cao-thang", "TC04")).toBe("vwu/so-hoi-vien")
    expect(registerOf("vwu/bao-cao-thang", "TC05")).toBe("vwu/so-hoi-vien")
    expect(registerOf("vwu/bao-cao-quy", "CB01")).toBe("vwu/so-can-bo")
    expect(registerOf("vwu/bao-cao-quy", "TC17")).toBe("vwu/so-hoi-vien-di-xa")
    expect(registerOf("vwu/kenh-truyen-thong", "TT04")).toBe("vwu/so-kenh-truyen-thong")
    expect(registerOf("vwu/van-ban", "VB01")).toBe("vwu/so-van-ban-di")
    expect(registerOf("vwu/van-ban", "VB02")).toBe("vwu/so-van-ban-den")
    expect(registerOf("vwu/tiet-kiem-vay-von", "KT03")).toBe("vwu/so-to-vay-von")
    expect(registerOf("vwu/trang-thiet-bi", "TB04")).toBe("vwu/so-thiet-bi")
  })

  it("a branch that keeps its registers has its month filled, and three months fill the quarter", () => {
    const context = { unit: { id: "ap-1", level: "chi_hoi" }, period: Period.between("2026-01-01", "2026-12-31") }
    const member = (n: number, from: string, to: string | null, kind = "hoi_vien") => ({
      so_the: `HV-${n}`,
      ho_ten: `Nguyễn Thị Ví Dụ ${n}`,
      loai_hoi_vien: kind,
      dan_toc: n % 2 === 0 ? "kinh" : "khac",
      ngay_vao: from,
      ...(to === null ? {} : { ngay_ra: to, ly_do_ra: "chuyen_di" })
    })
    const book = templateOf("vwu/so-hoi-vien")
    const { records, issues } = Register.read(
      read(Compiled.make(book, { association: Association.vwu })),
      [
        member(1, "2020-03-08", null, "nong_cot"),
        member(2, "2021-03-08", null),
        member(3, "2022-10-20", "2026-09-20"),
        // The window of October 2026 runs from 15 September to 14 October.
        member(4, "2026-09-15", null),
        member(5, "2026-10-14", null, "danh_du"),
        member(6, "2026-10-15", null)
      ],
      context
    )
    expect(issues).toEqual([])
    const registers = { "vwu/so-hoi-vien": { template: book, records } }
    const month = templateOf("vwu/bao-cao-thang")
    const october = Period.containing("month", "2026-10-10")!
    const fed = read(Feed.values(month, { period: october, registers }))
    expect(Feed.fill({}, fed)).toEqual({ TC04: 4, TC05: 2, TC06: 1 })

    const quarter = templateOf("vwu/bao-cao-quy")
    const cells = (members: number, joined: number): Cell.Cells => ({
      TC04: Cell.value(members),
      TC05: Cell.value(joined),
      TC06: Cell.zero
    })
    const periods = { "2026-10": cells(4, 2), "2026-11": cells(7, 3), "2026-12": cells(8, 1) }
    const known = {
      period: Period.containing("quarter", "2026-10-10")!,
      reports: { [month.id]: { template: month, periods } }
    }
    expect(Feed.fill({}, read(Feed.values(quarter, known)))).toEqual({ TC04: 8, TC05: 6, TC06: "không phát sinh" })
    const missing = { ...known, reports: { [month.id]: { template: month, periods: { "2026-10": cells(4, 2) } } } }
    expect(Feed.fill({}, read(Feed.values(quarter, missing)))).toEqual({})

    const counted = read(Feed.values(quarter, { period: known.period, registers }))
    expect(Feed.fill({}, counted)).toEqual({ TC13: 1, TC14: 1, TC15: 2, TC16: 0, TC20: 0 })
  })

  it("feedback that is handled as cases is never counted by hand", () => {
    const calendar = WorkingDays.vietnam
    const template = templateOf("vwu/phan-anh")
    const filed = (came: string, answered: string | null): Case.Filed => {
      const first = read(Case.begin({ template, at: came, calendar }))
      const history =
        answered === null ? [] : [read(Case.move(first, "da_tra_loi", { template, at: answered, calendar }))]
      return { cells: {}, history: [first, ...history] }
    }
    const cases = {
      "vwu/phan-anh": {
        template,
        filed: [
          filed("2026-09-15T01:00:00.000Z", "2026-09-16T01:00:00.000Z"),
          filed("2026-09-20T01:00:00.000Z", "2026-09-22T01:00:00.000Z"),
          filed("2026-10-14T01:00:00.000Z", null),
          filed("2026-10-14T18:00:00.000Z", null)
        ]
      }
    }
    const october = Period.containing("month", "2026-10-10")!
    const fed = read(Feed.values(templateOf("vwu/bao-cao-thang"), { period: october, cases }))
    expect(Feed.fill({}, fed)).toEqual({ PA01: 3, PA02: 2, PA03_den_han: 2, PA03_dung_han: 1 })
  })

  it("a branch head answers at most eight questions a month", () => {
    const asked = Template.fields(templateOf("vwu/bao-cao-thang")).filter((field) => Field.isAskedOf(field, "chi_hoi"))
    expect(asked.length).toBeLessThanOrEqual(8)
  })
})
