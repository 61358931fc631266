import { DimensionSet, Overlay, Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"

/** Takes the mark § out of a text; every problem is expected there, as line:column and code. */
const at = (marked: string, code: string) => {
  const before = marked.split("§")[0]!
  const lines = before.split("\n")
  return { text: marked.replace("§", ""), expected: `${lines.length}:${lines.at(-1)!.length + 1} ${code}` }
}

const said = (text: string, options: Template.ParseOptions = {}): ReadonlyArray<string> => {
  const read = Template.parse(text, options)
  return (read.ok ? read.value.warnings : read.issues).map(
    ({ place, code }) => `${place?.line}:${place?.column} ${code}`
  )
}

const must = (text: string, options: Template.ParseOptions = {}): Template.Template => {
  const read = Template.parse(text, options)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  return read.value.template
}

const register = `template: vwu/so-hoi-vien
kind: register
title: Sổ hội viên
record: { key: [so_hieu], title: ho_ten, from: ngay_vao, to: ngay_ra }
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
      - { key: hoi_phi, label: Hội phí, type: money }
      - { key: nhom_tuoi, label: Nhóm tuổi, type: choice, choices: { tre: Trẻ, gia: Cao tuổi } }
      - { key: anh, label: Ảnh, type: photo }
`

const cases = `template: vwu/phan-anh
kind: case
title: Phản ánh
states:
  moi: { label: Mới nhận, next: [lam, dong], limit: { hours: 24 } }
  lam: { label: Đang xử lý, next: [dong], limit: { working_days: 5 } }
  dong: { label: Đã trả lời, end: true }
sections:
  a: { title: A, asked_of: [chi_hoi], fields: [{ key: viec, label: Việc gì, type: text }] }
`

const notice = `template: vwu/chi-dao
kind: notice
title: Chỉ đạo
acknowledge: { levels: [co_so, chi_hoi], within: { days: 1 } }
sections: {}
`

const monthly = (field: string) => `template: vwu/thang
title: Tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 } }
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last } }
      - { key: ten, label: Tên, type: text }
      - ${field}
`

const sum = "combine: { units: sum, periods: sum }"

describe("a register, a case, a notice", () => {
  it.each([
    ["a register", register],
    ["a case", cases],
    ["a notice that is only read", notice]
  ])("%s holds, and is printed as it is read", (_, text) => {
    const template = must(text)
    expect(template.period).toBe("ad-hoc")
    expect(must(Template.print(template))).toEqual(template)
  })

  it.each([
    [
      "a register without a record",
      register.replace("record:", "recrod:").replace("recrod", "§recrod"),
      "yaml.keyword-meant"
    ],
    ["a key that is no field", register.replace("[so_hieu]", "[§so_hiu]"), "field.unknown"],
    ["a key that may be left out", register.replace("[so_hieu]", "[§ho_ten]"), "record.key-required"],
    ["a photo as key", register.replace("[so_hieu]", "[§anh]"), "record.key-type"],
    ["no key at all", register.replace("[so_hieu]", "§[]"), "record.key-none"],
    ["a photo as title", register.replace("title: ho_ten", "title: §anh"), "record.title-type"],
    ["a text as first day", register.replace("from: ngay_vao", "from: §ho_ten"), "record.date"],
    ["a register with a period", register.replace("record:", "period: §month\nrecord:"), "template.no-period"],
    [
      "a register with due days",
      register.replace("record:", "due: §{ chi_hoi: 15 }\nrecord:"),
      "template.not-for-kind"
    ],
    ["a register with states", register.replace("record:", "states: §{}\nrecord:"), "template.not-for-kind"],
    [
      "a report with a record",
      monthly("{ key: B, label: B, type: bool }").replace("due:", "record: §{}\ndue:"),
      "template.not-for-kind"
    ],
    [
      "a figure of a record that adds up",
      register.replace("type: money", `type: money, ${sum.replace("{", "§{")}`),
      "field.not-in-kind"
    ],
    [
      "a figure of a record that is fed",
      register.replace("type: money", "type: money, from: §{ register: a/b, count: true }"),
      "field.not-in-kind"
    ],
    ["a state that nobody knows", cases.replace("next: [lam,", "next: [§lma,"), "state.unknown"],
    ["a state after itself", cases.replace("[lam, dong]", "[lam, §moi, dong]"), "state.itself"],
    [
      "a state without a way on",
      cases.replace("lam: { label: Đang xử lý, next: [dong],", "lam: §{ label: Đang xử lý,"),
      "state.stuck"
    ],
    ["an end with a way on", cases.replace("end: true", "end: true, next: §[moi]"), "state.end-next"],
    ["an end with a limit", cases.replace("end: true", "end: true, limit: §{ days: 1 }"), "state.end-next"],
    [
      "a state nothing leads to",
      cases.replace("  dong:", "  xa: §{ label: Xa, next: [dong] }\n  dong:"),
      "state.unreachable"
    ],
    [
      "a case that never ends",
      cases
        .replace("[lam, dong]", "[lam, dong, x]")
        .replace("  dong:", "  x: §{ label: X, next: [y] }\n  y: { label: Y, next: [x] }\n  dong:"),
      "state.endless"
    ],
    [
      "a case that begins at its end",
      cases.replace(/ {2}moi.*\n {2}lam.*\n/u, "").replace("end: true", "end: §true"),
      "state.start-end"
    ],
    ["a case without states", cases.replace(/states:\n(?: {2}.*\n){3}/u, "states: §{}\n"), "state.none"],
    ["a limit in two units", cases.replace("{ hours: 24 }", "§{ hours: 24, days: 1 }"), "limit.form"],
    ["a limit of nothing", cases.replace("hours: 24", "hours: §0"), "limit.range"],
    ["a notice that nobody acknowledges", notice.replace("[co_so, chi_hoi]", "§[]"), "acknowledge.levels"],
    [
      "a notice with a record",
      notice.replace("sections:", "record: §{ key: [a], title: a }\nsections:"),
      "template.not-for-kind"
    ]
  ])("%s is named with line and column, once", (_, marked, code) => {
    const { text, expected } = at(marked, code)
    expect(said(text)).toEqual([expected])
  })

  it("an unknown level that should acknowledge is named where it stands", async () => {
    const { Association } = await import("@lienhoi/hierarchy")
    const { text, expected } = at(notice.replace("[co_so,", "[§co_sp,"), "level.unknown")
    expect(said(text, { association: Association.vwu })).toEqual([expected])
  })
})

describe("where a figure comes from", () => {
  const templates = [
    must(register),
    must(cases),
    must(monthly("{ key: B, label: B, type: bool }").replace("vwu/thang", "vwu/khac"))
  ]
  const fed = (from: string, more = "") => monthly(`{ key: SO, label: Số, type: count, ${sum}${more}, from: ${from} }`)

  it.each([
    ["a count", "{ register: vwu/so-hoi-vien, count: true, where: dang_vien AND hoi_phi > 0 }"],
    ["a sum", "{ register: vwu/so-hoi-vien, sum: hoi_phi, at: began }"],
    ["another template", "{ template: vwu/khac, field: TC04, locked: true }"],
    ["a count of cases", "{ register: vwu/phan-anh, count: true, at: in-time }"],
    ["by date", `{ register: vwu/so-hoi-vien, count: true, where: 'ngay_vao >= "2024-01-01"' }`]
  ])("%s holds", (_, from) => {
    expect(said(fed(from), { templates })).toEqual([])
    const template = must(fed(from), { templates })
    expect(must(Template.print(template), { templates })).toEqual(template)
  })

  it.each([
    ["a register that is not at hand", "{ register: §vwu/so-hoi-vein, count: true }", "source.unknown"],
    ["a report where a register is wanted", "{ register: §vwu/khac, count: true }", "source.kind"],
    ["due of a register", "{ register: vwu/so-hoi-vien, count: true, at: §due }", "source.due"],
    ["a register where a template is wanted", "{ template: §vwu/so-hoi-vien, field: hoi_phi }", "source.kind"],
    [
      "a misspelt name in the condition",
      "{ register: vwu/so-hoi-vien, count: true, where: §dang_vein }",
      "formula.name-unknown"
    ],
    ["a number as condition", "{ register: vwu/so-hoi-vien, count: true, where: §hoi_phi }", "formula.kind"],
    [
      "another period of a record",
      "{ register: vwu/so-hoi-vien, count: true, where: hoi_phi > §KY_TRUOC(hoi_phi) }",
      "formula.past-record"
    ],
    ["a sum of words", "{ register: vwu/so-hoi-vien, sum: §ho_ten }", "source.number"],
    ["a sum of nothing known", "{ register: vwu/so-hoi-vien, sum: §hoi_fi }", "source.field"],
    ["a field of another type", "{ template: vwu/khac, field: §ten }", "source.type"],
    ["a field nobody knows", "{ template: vwu/khac, field: §TC99 }", "source.field"],
    ["count and sum at once", "§{ register: vwu/so-hoi-vien, count: true, sum: hoi_phi }", "source.form"],
    ["neither", "§{ register: vwu/so-hoi-vien }", "source.form"],
    ["count: false", "{ register: vwu/so-hoi-vien, count: §false }", "source.count"],
    ["itself", "{ template: §vwu/thang, field: TC04 }", "source.itself"],
    ["periods that do not fold", "§{ template: vwu/khac, field: TC04, periods: none }", "source.fold"]
  ])("%s is named with line and column, once", (_, from, code) => {
    const { text, expected } = at(fed(from), code)
    expect(said(text, { templates })).toEqual([expected])
  })

  it("a longer period does not go into a shorter one", () => {
    const { text, expected } = at(
      fed("{ template: §vwu/khac, field: TC04 }").replace("period: month", "period: day"),
      "source.period"
    )
    expect(said(text.replace("{ day: 15, month_offset: 1 }", "{ working_days_after: 1 }"), { templates })).toEqual([
      expected
    ])
  })

  it("items that differ from the choices of the register are said", () => {
    const more = ", disaggregate: [{ by: nhom_tuoi, items: { tre: Trẻ, khac: Khác } }]"
    const { text, expected } = at(fed("§{ register: vwu/so-hoi-vien, count: true }", more), "source.items")
    expect(said(text, { templates })).toEqual([expected])
  })

  it("without the other templates only its form is checked", () => {
    expect(said(fed("{ register: vwu/dau-do, count: true, where: gi_do }"))).toEqual([])
    const { text, expected } = at(fed("{ register: vwu/dau-do, count: true, where: gi_do AND§ }"), "formula.ends")
    expect(said(text)).toEqual([expected])
  })

  it.each([
    [
      "an unknown field",
      "{ key: C, label: C, type: count, carry: §TC40, combine: { units: sum, periods: sum } }",
      "field.unknown"
    ],
    ["a field of another type", "{ key: C, label: C, type: bool, carry: §TC04 }", "field.carry-type"],
    [
      "a computed field",
      "{ key: C, label: C, type: count, formula: TC04 + 1, carry: §previous }",
      "field.computed-asked"
    ],
    [
      "a fed field",
      `{ key: C, label: C, type: count, ${sum}, from: { register: a/b, count: true }, carry: §previous }`,
      "field.carry-fed"
    ],
    [
      "a table",
      "{ key: C, label: C, type: table, carry: §previous, columns: [{ key: x, label: X, type: text }] }",
      "field.not-for"
    ]
  ])("carry: %s is named with line and column, once", (_, field, code) => {
    const { text, expected } = at(monthly(field), code)
    expect(said(text)).toEqual([expected])
  })
})

describe("tables with fixed rows", () => {
  const table = (more: string) =>
    monthly(
      `{ key: HD, label: Bảng, type: table, columns: [{ key: so, label: Số, type: count }, { key: ten, label: Tên, type: text }], ${more} }`
    )

  it.each([
    ["a total of words", "rows: { a: A }, totals: [§ten]", "field.not-number"],
    ["a total of a column nobody knows", "rows: { a: A }, totals: [so, §sp]", "table.column"],
    ["a total twice", "rows: { a: A }, row_totals: [so, §so]", "item.twice"],
    ["a row with a strange key", "rows: §{ 1a: A }", "field.key"],
    ["a limit on fixed rows", "rows: { a: A }, max: §3", "field.rows-fixed"]
  ])("%s is named with line and column, once", (_, more, code) => {
    const { text, expected } = at(table(more), code)
    expect(said(text)).toEqual([expected])
  })

  it.each([
    ["rows of a count", `{ key: C, label: C, type: count, ${sum}, rows: §{ a: A } }`, "field.not-for"],
    [
      "a text that adds up",
      "{ key: C, label: C, type: table, rows: { a: A }, columns: [{ key: x, label: X, type: text, combine: §{ units: sum, periods: sum } }] }",
      "field.combine-not"
    ]
  ])("%s is named with line and column, once", (_, field, code) => {
    const { text, expected } = at(monthly(field), code)
    expect(said(text)).toEqual([expected])
  })
})

describe("shared dimensions", () => {
  const file = `dimension-set: vwu/chieu
version: 1.2.0
title: Các chiều
dimensions:
  nhom_tuoi: { label: nhóm tuổi, items: { tre: Trẻ, gia: Cao tuổi } }
`
  const set = (version: string, id = "vwu/chieu"): DimensionSet.DimensionSet => {
    const read = DimensionSet.parse(file.replace("1.2.0", version).replace("vwu/chieu", id))
    if (!read.ok) throw new Error(read.issues[0]?.message)
    return read.value
  }
  const divided = (sets: string, by = "nhom_tuoi") =>
    monthly(`{ key: C, label: C, type: count, ${sum}, disaggregate: [{ by: ${by} }] }`).replace(
      "due:",
      `dimensions: ${sets}\ndue:`
    )

  it("gives label and items, locks the newest version that fits, and needs the set no more", () => {
    const dimensions = [set("1.1.0"), set("1.3.0"), set("2.0.0")]
    const template = must(divided("[vwu/chieu@^1]"), { dimensions })

    expect(template.dimensions).toEqual([{ id: "vwu/chieu", range: "1.3.0" }])
    expect(Template.field(template, "C")?.disaggregate).toEqual([
      {
        by: "nhom_tuoi",
        label: "nhóm tuổi",
        items: [
          { key: "tre", label: "Trẻ" },
          { key: "gia", label: "Cao tuổi" }
        ],
        complete: false
      }
    ])
    expect(must(Template.print(template))).toEqual(template)
    expect(DimensionSet.parse(DimensionSet.print(set("1.2.0")))).toEqual({ ok: true, value: set("1.2.0") })
  })

  it.each([
    ["a set that is not at hand", divided("[§vwu/chieu-la@^1]"), "dimension.missing"],
    ["a set of another version", divided("[§vwu/chieu@^2]"), "dimension.version"],
    ["a locked set of another version", divided("[§vwu/chieu@1.1.0]"), "dimension.version"],
    ["a set that is none", divided("[§vwu/chieu]"), "dimension.form"],
    ["a set twice", divided("[vwu/chieu@^1, §vwu/chieu@^1]"), "dimension.set-twice"],
    ["a dimension that is not in it", divided("[vwu/chieu@^1]", "§nhom_tui"), "dimension.unknown"],
    ["a dimension that is in two sets", divided("[vwu/chieu@^1, vwu/khac@^1]", "§nhom_tuoi"), "dimension.several"],
    ["a breakdown without items or sets", divided("[]", "§nhom_tuoi"), "dimension.none"],
    [
      "choices of an unknown dimension",
      monthly("{ key: C, label: C, type: choice, dimension: §xep_loai }").replace(
        "due:",
        "dimensions: [vwu/chieu@^1]\ndue:"
      ),
      "dimension.unknown"
    ]
  ])("%s is named with line and column, once", (_, marked, code) => {
    const { text, expected } = at(marked, code)
    expect(said(text, { dimensions: [set("1.2.0"), set("1.2.0", "vwu/khac")] })).toEqual([expected])
  })

  it.each([
    ["no name", file.replace("title: Các chiều", "title: §"), "yaml.empty"],
    ["a version that is none", file.replace("1.2.0", "§một"), "dimension.set-version"],
    ["an item twice", file.replace("{ tre: Trẻ, gia: Cao tuổi }", "§{ tre: Trẻ, TRE: Cao tuổi }"), "item.twice"],
    ["no items", file.replace(", items: { tre: Trẻ, gia: Cao tuổi }", "").replace("{ label", "§{ label"), "yaml.needed"]
  ])("a set with %s is refused where it is wrong", (_, marked, code) => {
    const { text, expected } = at(marked, code)
    const read = DimensionSet.parse(text)
    expect(read.ok ? [] : read.issues.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`)).toEqual([
      expected
    ])
  })
})

describe("overlays", () => {
  const set = (version: string): DimensionSet.DimensionSet => ({
    id: "vwu/chieu",
    version,
    title: "Chiều",
    source: [],
    dimensions: [{ key: "nhom_tuoi", label: "tuổi", items: [{ key: "tre", label: "Trẻ" }] }]
  })
  const overlay = (more: string) => `template: hau-giang/so\nextends: vwu/so-hoi-vien@^1\n${more}`
  const local = (more: string, dimensions: ReadonlyArray<DimensionSet.DimensionSet> = []) =>
    Overlay.resolve([{ text: overlay(more) }, { text: register }], { dimensions })
  const add = (field: string) => `sections: { hoi_vien: { asked_of: [chi_hoi], add: [${field}] } }`

  it.each([
    ["record", "record: §{ key: [ho_ten], title: ho_ten }"],
    ["states", "states: §{}"],
    ["acknowledge", "acknowledge: §{ levels: [co_so] }"]
  ])("%s is the base's", (_, more) => {
    const { text, expected } = at(overlay(more), "overlay.frozen")
    const read = Overlay.parse(text)
    expect(read.ok ? [] : read.issues.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`)).toEqual([
      expected
    ])
  })

  it("what names a record cannot be hidden, and what an overlay adds takes shared dimensions", () => {
    const hidden = local("hide: [ho_ten, ngay_ra]")
    expect(hidden.ok ? [] : hidden.issues.map(({ code }) => code)).toEqual(["overlay.hide-read", "overlay.hide-read"])
    const made = local(
      `dimensions: [vwu/chieu@^1]\n${add("{ key: tuoi, label: Tuổi, type: choice, dimension: nhom_tuoi }")}`,
      [set("1.0.0")]
    )
    expect(made.ok && made.value.template.dimensions).toEqual([{ id: "vwu/chieu", range: "1.0.0" }])
    expect(made.ok && Template.field(made.value.template, "hau_giang__tuoi")?.choices).toEqual([
      { key: "tre", label: "Trẻ" }
    ])
  })

  it("another version of a set that the base takes is refused", () => {
    const base = must(register.replace("record:", "dimensions: [vwu/chieu@1.0.0]\nrecord:"))
    const read = Overlay.parse(overlay("dimensions: [vwu/chieu@~1.1]"), { dimensions: [set("1.1.0")] })
    const made = read.ok ? Overlay.apply(base, read.value) : read
    expect(made.ok ? [] : made.issues.map(({ code, place }) => [code, place])).toEqual([
      ["overlay.dimension", { line: 3, column: 14 }]
    ])
  })

  it("a field that is proposed elsewhere cannot be hidden", () => {
    const base = must(monthly("{ key: ten2, label: Tên, type: text, carry: ten }"))
    const read = Overlay.parse("template: hau-giang/thang\nextends: vwu/thang@^1\nhide: [ten]")
    const made = read.ok ? Overlay.apply(base, read.value) : read
    expect(made.ok ? [] : made.issues.map(({ code }) => code)).toEqual(["overlay.hide-read"])
  })
})
