import { Annex, type AppConfig, openApp } from "lienhoi"
import { describe, expect, it } from "vitest"

const units = [
  "id,code,name,level,parent",
  "huyen,,Huyện Châu Thành,huyen,",
  "xa-1,,Xã Đông Phú,co_so,huyen",
  "xa-2,,Xã Phú Hữu,co_so,huyen",
  "ap-1,,Ấp 1,chi_hoi,xa-1",
  "ap-2,,Ấp 2,chi_hoi,xa-2"
].join("\n")
const template = `
template: mau/thang
title: Báo cáo tháng (số liệu thử)
period: month
window: fifteenth
due: { chi_hoi: 15 }
targets:
  - { key: CT3, label: Mỗi cơ sở thêm 3 hội viên mới, field: TC05, kind: each-unit, level: co_so, value: 3, owner: huyen, by: year-end }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [chi_hoi]
    columns: [plan, period, year-to-date, last-year, of-plan, of-last-year]
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới, unit: người, type: count, combine: { units: sum, periods: sum } }
      - { key: TY_LE, label: Tỷ lệ hội viên mới, type: ratio, numerator: TC05, denominator: TC04 }
rules:
  - { when: TC05 < chỉ tiêu(TC05), warn: "Mới có {TC05} hội viên mới" }`
const targets = `
targets: mau/chi-tieu-2022-2027
title: Chỉ tiêu nhiệm kỳ 2022-2027 (số liệu thử)
source: Nghị quyết thử
term: { from: 2022-03-11, to: 2027-03-31 }
closed: true
items:
  - { key: CT1, label: Hội viên mới trong năm, field: mau/thang/TC05, kind: absolute, value: 30, owner: huyen, by: year-end }
  - { key: CT2, label: Hội viên mới so với đầu năm, field: mau/thang/TC05, kind: percent, of: { field: TC04, at: 2023-12-31 }, value: 50, owner: huyen, by: year-end }
  - { key: CT4, label: Ấp có 5 hội viên mới, field: mau/thang/TC05, kind: absolute, value: 5, owner: chi_hoi, units: [ap-1], by: year-end }
  - { key: KHAC, label: Của cấp khác, field: mau/thang/TC05, kind: absolute, value: 9, owner: trung_uong, by: year-end }`
const waiting =
  "targets: mau/chi-tieu-2023-2028\ntitle: Chỉ tiêu 2023-2028\nstatus: awaiting\nterm: { from: 2023-01-01, to: 2028-12-31 }"

const config: AppConfig = {
  association: "vwu",
  since: "2023-01-01",
  units: { text: units },
  templates: [{ text: template }],
  targets: [{ text: targets }, { text: waiting }]
}

/** October 2023, December 2023, and August to October 2024: [members, new members] of both branches. */
const figures = [
  ["2023-10", [30, 4], [10, 1]],
  ["2023-12", [32, 2], [8, 1]],
  ["2024-08", [33, 1], [9, 2]],
  ["2024-09", [35, 2], [9, 0]],
  ["2024-10", [40, 5], [10, 2]]
] as const

const office = async (upTo: number = figures.length) => {
  const opened = await openApp(config, { now: () => "2024-10-14T02:00:00.000Z" })
  if (!opened.ok) throw new Error(opened.issues.map((issue) => issue.message).join("\n"))
  const warnings: Array<string> = []
  for (const [period, ...both] of figures.slice(0, upTo)) {
    for (const [i, [TC04, TC05]] of both.entries()) {
      const sent = await opened.value.submit({ unit: `ap-${i + 1}`, period, values: { TC04, TC05 } })
      if (!sent.ok) throw new Error(sent.issues[0]?.message)
      warnings.push(...sent.value.warnings.map(({ message }) => message))
    }
  }
  return Object.assign(opened.value, { warned: warnings })
}
const good = <A>(checked: { readonly ok: true; readonly value: A } | { readonly ok: false }): A => {
  if (!checked.ok) throw new Error("not ok")
  return checked.value
}
const texts = ({ sections }: Annex.Annex, field: string) =>
  Object.fromEntries(
    sections[0]!.rows.find((row) => row.field === field)!.cells.map(({ column, text }) => [column, text])
  )

describe("the annex of a unit", () => {
  it("sets beside every figure what was planned, the year to date and the year before", async () => {
    await using app = await office()
    const annex = good(await app.annex({ period: "Tháng 10/2024", basis: "submitted" }))

    expect(texts(annex, "TC05")).toEqual({
      plan: "30",
      period: "7",
      "year-to-date": "12",
      "last-year": "5",
      "of-plan": "40%",
      "of-last-year": "140%"
    })
    expect(texts(annex, "TC04")).toMatchObject({
      plan: "…",
      period: "50",
      "year-to-date": "50",
      "last-year": "40",
      "of-plan": "…"
    })
    expect(texts(annex, "TY_LE")).toMatchObject({ period: "14%", "year-to-date": "24%", "last-year": "12,5%" })
  })

  it("says how the targets of the unit stand, each in its own terms, and which set waits for its document", async () => {
    await using app = await office()
    const annex = good(await app.annex({ period: "2024-10", basis: "submitted" }))

    expect(annex.targets.map(({ statusName, target, text }) => [target, text.vi, statusName.vi])).toEqual([
      ["CT1", "12 trên 30 người, đạt 40%", "khó đạt"],
      ["CT2", "30%, chỉ tiêu 50%, đạt 60%", "khó đạt"],
      ["CT3", "2 trên 2 đơn vị đạt, 0 chưa có số", "đạt"]
    ])
    expect(annex.targets[1]?.denominator).toMatchObject({ value: 40, on: "2023-12-31" })
    expect(annex.targets[0]).toMatchObject({ from: "2023-12-15", to: "2024-12-14", on: "2024-10-14" })
    const branch = good(await app.annex({ period: "2024-10", basis: "submitted", unit: "ap-1" }))
    expect(branch.targets.map(({ status, target }) => [target, status])).toEqual([["CT4", "reached"]])
    // What every commune has to reach is told of each of them, too.
    const commune = good(await app.annex({ period: "2024-10", basis: "submitted", unit: "xa-2" }))
    expect(commune.targets.map(({ target, text }) => [target, text.en])).toEqual([
      ["CT3", "1 of 1 units reached it, 0 without a figure"]
    ])
    expect(Annex.markdown(annex)).toContain("Chỉ tiêu 2023-2028: chưa có văn bản")
  })

  it("looks at wider periods than those of the template, and takes a plan that was said", async () => {
    await using app = await office()
    const annex = good(await app.annex({ period: "9 tháng năm 2024", basis: "submitted", plan: { tc05: 10 } }))

    expect(annex.period).toBe("2024-9M")
    expect(annex.window).toEqual({ from: "2023-12-15", to: "2024-09-14" })
    expect(texts(annex, "TC05")).toMatchObject({ plan: "10", period: "5", "year-to-date": "5", "of-plan": "50%" })
    const none = await app.annex({ period: "Tuần 3/2024", basis: "submitted" })
    expect(none.ok).toBe(false)
    const nobody = await app.annex({ period: "2024-10", unit: "nowhere" })
    expect(nobody.ok ? [] : nobody.issues.map(({ code }) => code)).toEqual(["app.unit-unknown"])
  })

  it("prints as a table whose every column stands in its place, and says what is missing", async () => {
    await using app = await office(4)
    await app.submit({ unit: "ap-1", period: "2024-10", values: { TC04: 40, TC05: 5 } })
    const lines = Annex.markdown(good(await app.annex({ period: "2024-10", basis: "submitted" }))).split("\n")

    expect(lines).toContain(
      "| TT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện kỳ này | Lũy kế | Cùng kỳ năm trước | % kế hoạch | % cùng kỳ | Ghi chú |"
    )
    expect(lines).toContain("| 2 | Hội viên mới (TC05) | người | 30 | 5 | 10 | 5 | 33,33% | 100% | thiếu 1 đơn vị |")
  })

  it("lets the rules of a template read the target of the unit", async () => {
    await using app = await office(1)

    // Only ap-1 has one: 5 new members; it gave 4.
    expect(app.warned).toEqual(["Mới có 4 hội viên mới"])
  })

  it("refuses a file of targets that does not hold, with its place", async () => {
    const opened = await openApp({ ...config, targets: [{ text: targets.replace("owner: chi_hoi", "owner: lang") }] })

    expect(opened.ok ? [] : opened.issues.map(({ code, place }) => `${place?.file} ${place?.line} ${code}`)).toEqual([
      "targets 1 10 level.unknown"
    ])
  })
})
