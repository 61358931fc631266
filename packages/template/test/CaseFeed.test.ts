import { Period, PlainDate, WorkingDays } from "@lienhoi/calendar"
import { Case, Cell, Feed, type Field, Template } from "@lienhoi/template"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const calendar = WorkingDays.vietnam

const must = (text: string, options: Template.ParseOptions = {}): Template.Template => {
  const read = Template.parse(text, options)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  return read.value.template
}

const value = <A>(checked: { readonly ok: true; readonly value: A } | { readonly ok: false }): A => {
  if (!checked.ok) throw new Error(JSON.stringify(checked))
  return checked.value
}

const cases = must(`template: vwu/phan-anh
kind: case
title: Phản ánh
states:
  moi: { label: Mới nhận, next: [dang_xu_ly, dong], limit: { days: 1 } }
  dang_xu_ly: { label: Đang xử lý, next: [dong], limit: { working_days: 5 } }
  dong: { label: Đã trả lời, end: true }
sections:
  noi_dung:
    title: Nội dung
    asked_of: [chi_hoi]
    fields:
      - { key: noi_dung, label: Việc gì, type: text }
      - { key: so_ho, label: Số hộ, type: count }
      - { key: linh_vuc, label: Lĩnh vực, type: choice, choices: { dat: Đất đai, nuoc: Nước sạch } }
`)

/** A case that came in and moved at these moments, in Vietnamese time. */
const filed = (cells: Cell.Cells, came: string, ...ways: ReadonlyArray<readonly [string, string]>): Case.Filed => {
  const at = (text: string) => new Date(`${text}:00+07:00`).toISOString()
  const history = [value(Case.begin({ template: cases, at: at(came), calendar }))]
  for (const [to, when] of ways) {
    history.push(value(Case.move(history.at(-1)!, to, { template: cases, at: at(when), calendar })))
  }
  return { cells, history }
}

const window = { from: "2024-10-01", to: "2024-10-31" }
const count = (of: ReadonlyArray<Case.Filed>, at: Field.Moment, where: string | null = null) =>
  value(Case.count(cases, of, { window, at, where }))

describe("cases as they are counted", () => {
  const on = (area: string) => ({ linh_vuc: Cell.value(area), so_ho: Cell.value(3) })
  const some = [
    // Half past midnight of 1 October in Việt Nam is still September elsewhere.
    filed(on("dat"), "2024-10-01T00:30", ["dong", "2024-10-02T23:59"]),
    filed(on("dat"), "2024-10-01T08:00", ["dong", "2024-10-03T00:00"]),
    // Late on the way, quick at the end: not in time.
    filed(on("nuoc"), "2024-10-07T08:00", ["dang_xu_ly", "2024-10-09T08:00"], ["dong", "2024-10-09T09:00"]),
    // Five working days from Friday 25 October end on 1 November.
    filed(on("nuoc"), "2024-10-25T08:00", ["dang_xu_ly", "2024-10-25T09:00"]),
    filed({}, "2024-09-30T08:00", ["dong", "2024-10-01T08:00"]),
    filed({}, "2024-11-01T08:00")
  ]

  it("are received, closed, left open, due and done in time, by the days of Việt Nam", () => {
    expect(count(some, "began")).toBe(4)
    expect(count(some, "ended")).toBe(4)
    expect(count(some, "start")).toBe(1)
    expect(count(some, "end")).toBe(1)
    expect(count(some, "due")).toBe(4)
    expect(count(some, "in-time")).toBe(2)
    expect(count(some, "began", 'linh_vuc = "nuoc"')).toBe(2)
    expect(Case.sum(cases, some, "so_ho", { window, at: "began" })).toEqual({ ok: true, value: 12 })
    expect(count([{ cells: {}, history: [] }], "end")).toBe(0)
  })

  it("a limit that passes over Tết lasts until the working days are over", () => {
    const over = filed({}, "2025-01-24T08:00", ["dang_xu_ly", "2025-01-24T09:00"], ["dong", "2025-02-07T16:00"])
    expect(Case.life(over.history)).toEqual({ from: "2025-01-24", to: "2025-02-07", due: "2025-02-07", inTime: true })
  })

  it("start + began − ended = end, and in-time is a part of due", () => {
    const day = fc.integer({ min: 0, max: 50 })
    const one = fc.tuple(day, fc.option(day), fc.option(day)).map(([came, moved, closed]) => {
      const date = (n: number) => `${PlainDate.addDays("2024-09-20", n)}T10:00`
      const first = came + (moved ?? 0)
      return filed(
        {},
        date(came),
        ...(moved === null ? [] : [["dang_xu_ly", date(first)] as const]),
        ...(closed === null ? [] : [["dong", date(first + closed)] as const])
      )
    })
    let moved = 0
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (all) => {
        expect(count(all, "start") + count(all, "began") - count(all, "ended")).toBe(count(all, "end"))
        expect(count(all, "in-time")).toBeLessThanOrEqual(count(all, "due"))
        if (count(all, "began") > 0 && count(all, "ended") > 0 && count(all, "due") > 0) moved++
      }),
      { numRuns: 300, seed: 20261121 }
    )
    expect(moved).toBeGreaterThan(90)
  })

  it("questions that say nothing are refused", () => {
    const codes = (template: Template.Template, at: Field.Moment) => {
      const counted = Case.count(template, [], { window, at })
      return counted.ok ? [] : counted.issues.map(({ code }) => code)
    }
    expect(codes({ ...cases, kind: "report" }, "end")).toEqual(["case.kind"])
    const unlimited = { ...cases, states: cases.states.map((state) => ({ ...state, limit: null })) }
    expect(codes(unlimited, "due")).toEqual(["case.limits"])
    expect(codes(unlimited, "ended")).toEqual([])
  })

  const month = (at: string, templates?: ReadonlyArray<Template.Template>) =>
    Template.parse(
      `template: vwu/thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 5, month_offset: 1 } }
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields:
      - key: PA
        label: Phản ánh
        type: count
        combine: { units: sum, periods: sum }
        disaggregate: [{ by: linh_vuc, label: lĩnh vực, items: { dat: Đất đai, nuoc: Nước sạch } }]
        from: { register: vwu/phan-anh, count: true, at: ${at} }
`,
      templates === undefined ? {} : { templates }
    )

  it("feed a report, item by item, with where the figure is from", () => {
    const read = month("began", [cases])
    const known = {
      period: Period.containing("month", "2024-10-15"),
      cases: { "vwu/phan-anh": { template: cases, filed: some } }
    }
    const fed = value(Feed.values(value(read).template, known))
    expect(fed.map(({ column, cell }) => [column, cell])).toEqual([
      ["PA", Cell.value(4)],
      ["PA[dat]", Cell.value(2)],
      ["PA[nuoc]", Cell.value(2)]
    ])
    expect(fed[0]!.origin).toMatchObject({ kind: "register", title: "Phản ánh", records: 4, at: "began" })
  })

  it("only cases with limits are ever due; a notice feeds nothing", () => {
    const codes = (at: string, other: Template.Template) => {
      const read = month(at, [other])
      return read.ok ? [] : read.issues.map(({ code, message }) => [code, message])
    }
    expect(codes("in-time", cases)).toEqual([])
    const unlimited = { ...cases, states: cases.states.map((state) => ({ ...state, limit: null })) }
    expect(codes("due", unlimited)).toEqual([
      ["source.due", "vwu/phan-anh không phải mẫu vụ việc có thời hạn (limit trong states), nên không dùng at: due"]
    ])
    expect(codes("began", { ...cases, kind: "notice", states: [] }).map(([code]) => code)).toEqual(["source.notice"])
  })
})
