import { Period } from "@lienhoi/calendar"
import * as Cell from "@lienhoi/template/Cell"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Formula from "@lienhoi/template/Formula"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import { describe, expect, it } from "vitest"

const combine = { units: "sum", periods: "last" }

const read = (formula: string, type = "decimal") =>
  Template.fromJson({
    template: "thu/ten-goi",
    title: "Tên gọi",
    period: "month",
    window: "fifteenth",
    due: { co_so: 15 },
    sections: {
      to_chuc: {
        title: "Tổ chức",
        asked_of: ["co_so"],
        fields: [
          {
            key: "Tong_so",
            label: "Tổng số hội viên",
            type: "count",
            combine,
            disaggregate: [{ by: "dan_toc", items: { nguoi_dan_toc: "Người dân tộc" } }]
          },
          { key: "giam", label: "Hội viên giảm", type: "count", combine },
          { key: "khac_1", label: "Khác", type: "count", combine },
          { key: "khac_2", label: "KHẮC", type: "count", combine },
          { key: "xep_loai", label: "Xếp loại", type: "choice", choices: { tot: "Tốt", kha: "Khá" } },
          {
            key: "lop",
            label: "Lớp tập huấn",
            type: "table",
            columns: [{ key: "so_nguoi", label: "Số người", type: "count" }]
          },
          { key: "KQ", label: "Kết quả", type, ...(type === "bool" ? {} : { combine }), formula }
        ]
      }
    }
  })

const period = Period.containing("month", "2024-10-15")
const input = {
  Tong_so: 40,
  "Tong_so[nguoi_dan_toc]": 9,
  giam: 4,
  xep_loai: "tot",
  lop: [{ so_nguoi: 5 }, { so_nguoi: 6 }]
}

const worth = (formula: string, type?: string): Cell.Cell | undefined => {
  const template = read(formula, type)
  const compiled = template.ok ? Compiled.make(template.value.template) : template
  if (!compiled.ok) throw new Error(compiled.issues.map((issue) => issue.message).join("\n"))
  const previous = { Tong_so: Cell.value(30) }
  return compiled.value.validate(input, { unit: { id: "u", level: "co_so" }, period, previous }).cells.KQ
}

const complaint = (formula: string): string => {
  const template = read(formula)
  return template.ok ? "" : template.issues.map((issue) => issue.message).join("\n")
}

describe("names in formulas", () => {
  it.each([
    ["Tong_so - giam", 36],
    ["TỔNG_SỐ - Giảm", 36],
    ["tổng_số[NGƯỜI_DÂN_TỘC]", 9],
    ["[Tổng số hội viên] - [hoi vien giam]", 36],
    ["[ Tổng  số hội viên ]", 40],
    ["[Tổng số hội viên][nguoi_dan_toc]", 9],
    ["SUM(Lớp.Số_người)", 11],
    ["SUM([Lớp tập huấn].so_nguoi)", 11],
    ["COUNT([Lớp tập huấn])", 2],
    ["KY_TRUOC(tong_so)", 30],
    ["kỳ trước([Tổng số hội viên])", 30],
    ["Kỳ  Trước (TONG_SO) + 1", 31],
    ["trung bình(giam; 6)", 5],
    ["làm tròn(giam / 3; 0)", 1],
    ["lớn nhất(giam; 6) - nhỏ nhất(giam; 6)", 2],
    ["nếu trống(khac_1; 7)", 7],
    ["NẾU(không trống(giam) và [Hội viên giảm] > 3; 1; 0)", 1],
    ["NẾU(giam > 3 VÀ kỳ trước(tong_so) = 30; 1; 0)", 1]
  ])("%s is %s", (formula, expected) => {
    expect(worth(formula)).toEqual(Cell.value(expected))
  })

  it("compares a choice that is named by its label", () => {
    expect(worth('[Xếp loại] = "tot"', "bool")).toEqual(Cell.value(true))
  })

  it("cannot tell two fields of one label apart, and says so with their keys", () => {
    expect(complaint("[Khác] + 1")).toBe("Nhiều chỉ tiêu có tên [Khác]: khac_1, khac_2; dùng mã thay cho tên")
  })

  it("says what a misspelt label was probably meant to be", () => {
    expect(complaint("[Tổng số hội vên] + 1")).toBe(
      "Không có chỉ tiêu “[Tổng số hội vên]” (có phải “[Tổng số hội viên]”?); xem lại mã"
    )
  })

  it.each([
    "[Tổng số hội viên] - 1",
    "KY_TRUOC([Tổng số hội viên])",
    "[Tổng số hội viên][tre] * 2",
    "SUM([Lớp tập huấn].so_nguoi)"
  ])("%s is printed as it is read", (source) => {
    const parsed = Formula.parse(source)
    expect(parsed.ok && Formula.print(parsed.value)).toBe(source)
  })

  it("knows that a field named by its label may be zero", () => {
    expect(complaint("10 / [Hội viên giảm]")).toContain("có thể bằng 0")
    expect(worth("IF([Hội viên giảm] > 0; 10 / [Hội viên giảm]; 0)")).toEqual(Cell.value(2.5))
  })
})

describe("names under an overlay", () => {
  const base = read("[Hội viên giảm] + tổng_số")
  const overlay = (text: string) => Overlay.parse(`template: dia-phuong/ten-goi\nextends: thu/ten-goi@^1\n${text}`)

  it("follow a field that a province calls otherwise", () => {
    const local = overlay("relabel: { giam: { label: Hội viên rời Hội } }")
    const made = base.ok && local.ok ? Overlay.apply(base.value.template, local.value) : null

    expect(made?.ok && Template.field(made.value, "KQ")?.formula).toBe("giam + Tong_so")
  })
})
