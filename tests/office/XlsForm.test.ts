/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of XLSForm name their questions so. */
/** Forms of XLSForm: every row of the form is in the template, or listed with its place. */

import { type Workbook, XlsForm } from "@lienhoi/office"
import { Compiled, type Field, Template } from "@lienhoi/template"
import type { Issue } from "@lienhoi/words"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { asRead } from "./asRead.ts"

type Rows = ReadonlyArray<ReadonlyArray<Workbook.NewCell>>
type Form = { readonly survey: Rows; readonly choices?: Rows; readonly settings?: Rows }

const workbookOf = (form: Form): Workbook.Workbook =>
  asRead(Object.entries(form).map(([name, rows]) => ({ name, rows: rows as Rows })))

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => one.message).join("\n"))
  return checked.value
}

const read = (form: Form): XlsForm.Imported => good(XlsForm.read(workbookOf(form), { file: "form.xlsx" }))

const rowsIn = (form: Form): number =>
  Object.values(form)
    .map((rows: Rows) => rows.slice(1).filter((row) => row.some((cell) => cell !== null && cell !== "")).length)
    .reduce((a, b) => a + b, 0)

const fieldsOf = ({ template }: XlsForm.Imported): ReadonlyArray<Field.Field> =>
  Template.fields(template).flatMap((field) => [field, ...field.columns])

/** Rows that became something and rows that are listed are all rows; what became something is there, and the other way round. */
const accounts = (form: Form, imported: XlsForm.Imported): void => {
  const { rows, template } = imported
  const [became, listed] = [rows.filter((row) => row.became !== null), rows.filter((row) => row.became === null)]
  expect(became.length + listed.length).toBe(rowsIn(form))
  expect(new Set(rows.map(({ place }) => `${place.sheet}!${place.line}`)).size).toBe(rows.length)
  for (const { notes } of listed) expect(notes.length).toBeGreaterThan(0)
  for (const note of rows.flatMap(({ notes }) => notes)) {
    expect(note.place).toMatchObject({ file: "form.xlsx", sheet: expect.any(String), cell: expect.any(String) })
    expect(note.message).not.toMatch(/(?<!\$)\{\w+\}|undefined/u)
  }
  const fields = fieldsOf(imported)
  const keys = became.flatMap((row) => (row.became?.kind === "field" ? row.became.keys : []))
  expect([...keys].sort()).toEqual(fields.map(({ key }) => key).sort())
  const labels = new Set(template.sections.map(({ key }) => key))
  expect([...labels].every((key) => key === "chung" || became.some((row) => row.became?.keys.includes(key)))).toBe(true)
  const offered = fields.flatMap(({ choices, key }) => [key, ...choices.map((one) => one.key)])
  for (const { became: one } of became) {
    if (one?.kind === "choice")
      expect(offered.some((key) => key === one.keys[0] || key.endsWith(`_${one.keys[0]}`))).toBe(true)
  }
  expect(Compiled.make(template).ok).toBe(true)
}

const household: Form = {
  survey: [
    [
      "type",
      "name",
      "label::English (en)",
      "label::Vietnamese (vi)",
      "hint::Vietnamese (vi)",
      "required",
      "relevant",
      "constraint",
      "constraint_message::Vietnamese (vi)",
      "calculation",
      "appearance"
    ],
    ["start", "start", "", "", "", "", "", "", "", "", ""],
    ["note", "loi_chao", "Welcome", "Kính chào chị", "", "", "", "", "", "", ""],
    ["begin group", "ho", "Household", "Hộ gia đình", "", "", "", "", "", "", "field-list"],
    ["text", "chu_ho", "Head", "Tên chủ hộ", "Viết đủ họ tên", "yes", "", "", "", "", ""],
    [
      "integer",
      "so-nguoi",
      "People",
      "Số người trong hộ",
      "",
      "true()",
      "",
      ". > 0 and . <= 30",
      "Từ 1 đến 30",
      "",
      ""
    ],
    ["integer", "so_nu", "Women", "Trong đó nữ", "", "", "", ". <= ${so-nguoi}", "Nữ không quá số người", "", ""],
    ["select_one co_khong", "ngheo", "Poor", "Hộ nghèo", "", "yes", "", "", "", "", "minimal"],
    ["select_multiple ho_tro", "ho_tro", "Support", "Cần hỗ trợ gì", "", "", "${ngheo} = 'co'", "", "", "", ""],
    ["decimal", "vay", "Loan", "Số tiền vay (triệu)", "", "", "selected(${ho_tro}, 'von')", ". >= 0", "", "", ""],
    ["end group", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "ty_le", "", "", "", "", "", "", "", "${so_nu} div ${so-nguoi}", ""],
    ["calculate", "lon", "", "", "", "", "", "", "", "if(${so-nguoi} >= 5, ${vay} * 2, 0)", ""],
    ["calculate", "ma", "", "", "", "", "", "", "", "concat(${chu_ho}, '-', uuid())", ""],
    ["geopoint", "toa_do", "Place", "Tọa độ", "", "", "", "", "", "", ""],
    ["image", "anh", "Photo", "Ảnh nhà", "", "", "", "", "", "", ""],
    ["date", "ngay", "Day", "Ngày đến", "", "", "", "", "", "", ""]
  ],
  choices: [
    ["list_name", "name", "label::English (en)", "label::Vietnamese (vi)"],
    ["co_khong", "co", "Yes", "Có"],
    ["co_khong", "khong", "No", "Không"],
    [],
    ["ho_tro", "von", "Loan", "Vốn"],
    ["ho_tro", "nha-o", "House", "Nhà ở"],
    ["khac", "1", "One", "Một"]
  ],
  settings: [
    ["form_title", "form_id", "version", "style"],
    ["Khảo sát hộ", "khao_sat_ho", "2026-01", "pages"]
  ]
}

const meeting: Form = {
  survey: [
    ["type", "name", "label", "relevant", "required", "constraint", "calculation", "default"],
    ["text", "chi_hoi", "Chi hội", "", "yes", "regex(., '^[A-Z]+$')", "", ""],
    ["begin_repeat", "nguoi_du", "Người dự", "", "", "", "", ""],
    ["text", "ten", "Họ tên", "", "yes", "", "", ""],
    ["integer", "tuoi", "Tuổi", "", "", ". >= 18", "", ""],
    ["select_one vai_tro", "vai", "Vai trò", "${tuoi} > 30", "", "", "", ""],
    ["select_multiple vai_tro", "nhieu", "Nhiều vai", "", "", "", "", ""],
    ["begin_repeat", "con", "Con", "", "", "", "", ""],
    ["text", "ten_con", "Tên con", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", ""],
    ["calculate", "tong_tuoi", "Tổng tuổi", "", "", "", "sum(${tuoi})", ""],
    ["calculate", "so_nguoi", "Số người dự", "", "", "", "count(${nguoi_du})", ""],
    ["integer", "SUM", "Tên trùng từ của công thức", "", "", "", "", "5"],
    ["text", "ten", "Tên trùng", "", "", "", "", ""],
    ["select_one khong_co", "x", "Không có danh sách", "", "", "", "", ""],
    ["begin_group", "g1", "Nhóm một", "${SUM} > 1", "", "", "", ""],
    ["begin_group", "g2", "Nhóm hai", "not(${chi_hoi} = '')", "", "", "", ""],
    ["text", "y_kien", "Ý kiến", "", "${SUM} mod 2 = 1", "", "", ""],
    ["end_group", "", "", "", "", "", "", ""],
    ["text", "sau", "Sau nhóm", "", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", ""]
  ],
  choices: [
    ["list name", "name", "label"],
    ["vai_tro", "hv", "Hội viên"],
    ["vai_tro", "hv", "Hai lần"],
    ["vai_tro", "1", "Khách"]
  ]
}

const tally: Form = {
  survey: [
    ["Type", "Name", "Label:vi", "Calculation", "Constraint"],
    ["integer", "Số lượng", "Số lượng", "", ". >= -5 and . < 10"],
    ["integer", "so luong", "Số lượng khác", "", "${khong_co} > 1"],
    ["decimal", "gia", "Giá", "", ". > 0"],
    ["calculate", "tien", "Tiền", "${gia} * (${Số lượng} + 1) - -2", ""],
    ["calculate", "dat", "Đạt", "${gia} >= 10 and not(${Số lượng} = 0)", ""],
    ["xml-external", "data", "", "", ""]
  ]
}

describe("a form of XLSForm", () => {
  it.each([
    ["of households", household],
    ["of a meeting with repeats", meeting],
    ["with a calculation", tally]
  ])("%s has every row in the template or in the list", (_, form) => {
    accounts(form, read(form))
  })

  it("keeps its questions, words, limits, conditions and choices", () => {
    const { template, rows, notes } = read(household)
    expect(template.id).toBe("dia-phuong/khao-sat-ho")
    const field = (key: string) => Template.field(template, key)
    expect(field("chu_ho")).toMatchObject({
      label: "Tên chủ hộ",
      labelEn: "Head",
      hint: "Viết đủ họ tên",
      required: true
    })
    expect(field("so_nguoi")).toMatchObject({ type: "count", min: 1, max: 30, required: true })
    expect(field("ngheo")?.choices).toEqual([
      { key: "co", label: "Có" },
      { key: "khong", label: "Không" }
    ])
    expect(field("ho_tro_nha_o")).toMatchObject({
      type: "bool",
      label: "Cần hỗ trợ gì: Nhà ở",
      relevant: 'ngheo = "co"'
    })
    expect(field("vay")).toMatchObject({ type: "decimal", min: 0, relevant: "ho_tro_von" })
    expect(field("ty_le")?.formula).toBe("IF(so_nguoi <> 0; so_nu / so_nguoi; 0)")
    expect(field("lon")?.formula).toBe("IF(so_nguoi >= 5; vay * 2; 0)")
    expect(template.rules).toMatchObject([
      { does: "error", when: "NOT(so_nu <= so_nguoi)", text: "Nữ không quá số người", field: "so_nu" }
    ])
    expect(notes.map(({ code }) => code)).toContain("xlsform.combine")
    const listed = rows
      .filter(({ became }) => became === null)
      .map(({ place, notes: [note] }) => [place.sheet, place.line, note?.code])
    expect(listed).toEqual([
      ["choices", 7, "xlsform.list-unused"],
      ["survey", 2, "xlsform.type"],
      ["survey", 3, "xlsform.note"],
      ["survey", 14, "xlsform.expression"],
      ["survey", 15, "xlsform.type"]
    ])
  })

  it("says for every part of a row that has no counterpart where it stands", () => {
    const codes = read(meeting).rows.flatMap(({ notes }) => notes.map(({ code, place }) => `${place?.cell} ${code}`))
    for (const expected of [
      "F2 xlsform.expression",
      "D6 xlsform.expression",
      "A7 xlsform.in-repeat",
      "A8 xlsform.in-repeat",
      "B15 xlsform.name-twice",
      "H14 xlsform.column",
      "A16 xlsform.list",
      "E19 xlsform.expression",
      "A23 xlsform.end",
      "B3 xlsform.choice-twice"
    ])
      expect(codes).toContain(expected)
    const { template } = read(meeting)
    expect(Template.field(template, "tong_tuoi")?.formula).toBe("SUM(nguoi_du.tuoi)")
    expect(Template.field(template, "so_nguoi")?.formula).toBe("COUNT(nguoi_du)")
    expect(template.sections.map(({ title }) => title)).toEqual(["survey", "Nhóm một › Nhóm hai", "Nhóm một"])
  })

  it("is refused without a survey, or without its headings", () => {
    const code = (form: unknown) => {
      const checked = XlsForm.read(workbookOf(form as Form))
      return checked.ok ? "" : checked.issues[0]?.code
    }
    expect(code({ choices: [] })).toBe("xlsform.no-survey")
    expect(
      code({
        survey: [
          ["a", "b"],
          ["c", "d"]
        ]
      })
    ).toBe("xlsform.no-headings")
    expect(
      code({
        survey: [
          ["type", "name"],
          ["note", "x"]
        ]
      })
    ).toBe("xlsform.no-fields")
  })

  it("accounts for every row of generated forms", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "e", "F-1", "Tên", "sum", "1x", "")
    const expression = fc.constantFrom(
      "",
      "",
      "${a} > 1",
      "${b} = 'x'",
      "selected(${c}, 'y')",
      ". >= 0",
      ". >= 0 and . <= 9",
      "${d} div ${e}",
      "((((${a}))))",
      "if(${a} = '', 0, ${a})",
      "${nope}",
      "count(${d}) + sum(${e})",
      "'",
      "true()",
      "-${a} - -1"
    )
    const type = fc.constantFrom(
      "integer",
      "decimal",
      "text",
      "date",
      "image",
      "note",
      "calculate",
      "select_one l1",
      "select_multiple l1",
      "select_one l2 or_other",
      "begin group",
      "end group",
      "begin repeat",
      "end repeat",
      "geopoint",
      ""
    )
    const row = fc.tuple(
      type,
      name,
      fc.constantFrom("Câu hỏi", ""),
      expression,
      expression,
      expression,
      fc.constantFrom("", "yes", "${a} > 0")
    )
    const choice = fc.tuple(
      fc.constantFrom("l1", "l2", ""),
      fc.constantFrom("x", "y", "1", "x y", ""),
      fc.constantFrom("Nhãn", "")
    )
    let [fields, forms] = [0, 0]
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), fc.array(choice, { maxLength: 8 }), (survey, choices) => {
        const form: Form = {
          survey: [
            ["type", "name", "label", "relevant", "constraint", "calculation", "required"],
            ["text", "luon_co", "Luôn có"],
            ...survey
          ],
          choices: [["list_name", "name", "label"], ...choices]
        }
        const imported = read(form)
        accounts(form, imported)
        fields += fieldsOf(imported).length
        forms++
      }),
      { numRuns: 2_000 }
    )
    console.log(`forms: ${forms}, fields each: ${(fields / forms).toFixed(1)}`)
    expect(fields / forms).toBeGreaterThan(2)
  }, 300_000)
})
