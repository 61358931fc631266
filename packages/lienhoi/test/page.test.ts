import {
  Aggregation,
  type AppConfig,
  BoardPage,
  Consolidated,
  ExplanationPage,
  openApp,
  Period,
  PhonePage,
  Template
} from "lienhoi"
import { describe, expect, it } from "vitest"

const hostile = `<script>alert("x")</script> & 'Ấp'`
const config: AppConfig = {
  association: "vwu",
  since: "2024-01-01",
  units: {
    text: `id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap,,"${hostile.replaceAll('"', '""')}",chi_hoi,xa`
  },
  templates: [
    {
      text: `
template: mau/thang
title: Báo cáo | tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  a:
    title: A
    fields:
      - { key: TC04, label: "Hội viên | ấp", unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: sum } }
      - { key: CON_LAI, label: Hội viên cũ, unit: người, type: count, formula: TC04 - TC05 }
      - { key: TY_LE, label: Tỷ lệ, type: ratio, numerator: TC04, denominator: TC04 }
      - { key: PA05, label: Ý kiến, type: text, asked_of: [chi_hoi] }`
    }
  ]
}

const open = async () => {
  const opened = await openApp(config, { now: () => "2024-10-14T02:00:00.000Z" })
  if (!opened.ok) throw new Error(opened.issues.map((issue) => issue.message).join("\n"))
  return opened.value
}
const good = <A>(checked: { readonly ok: true; readonly value: A } | { readonly ok: false }): A => {
  if (!checked.ok) throw new Error("not ok")
  return checked.value
}

describe("a page", () => {
  it("shows names and answers as they are and runs none of them", async () => {
    await using app = await open()
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3, PA05: hostile } })
    const board = good(await app.board({ period: "2024-10" }))
    const consolidated = good(await app.consolidated({ period: "2024-10", basis: "submitted" }))
    const page = BoardPage.render({ board, consolidated, synthetic: false })
    expect(page).not.toContain("<script")
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Ấp&#39;")
    expect(page).toContain('<html lang="vi">')
  })
})

describe("the page of an explanation", () => {
  it("says in words by which road a report came", async () => {
    await using app = await open()
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3 }, via: "phone" })
    const asked = { period: "2024-10", basis: "submitted" } as const
    const explanation = good(await app.explain({ ...asked, unit: "xa", field: "TC04" }))
    const page = ExplanationPage.render({
      explanation,
      field: Template.field([...app.templates.values()][0]!.template, "TC04")!,
      period: good(Period.fromId("2024-10")),
      tree: app.tree("2024-10-14")
    })
    expect(page).toContain("lần gửi 1 · qua điện thoại")
  })
})

describe("the screen of questions", () => {
  it("names the unit of measure behind the question, and nothing where there is none", () => {
    const question = { label: "Ý kiến", hint: "", value: "", numeric: false }
    const screen = (unit: string) =>
      PhonePage.render(
        {
          file: "01.html",
          title: "Báo cáo tháng",
          moment: "19:12",
          status: "none",
          blocks: [{ block: "questions", questions: [{ ...question, unit }] }]
        },
        { previous: null, next: null }
      )
    expect(screen("người")).toContain("(người)")
    expect(screen("")).not.toContain("()")
  })
})

describe("the consolidated report", () => {
  it("keeps its table whole when a label holds a bar, and lists narrative to choose from", async () => {
    await using app = await open()
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3, TC05: 1, PA05: "Mong có lớp dạy nghề" } })
    const consolidated = good(await app.consolidated({ period: "2024-10", basis: "submitted" }))
    const lines = Consolidated.markdown(consolidated).split("\n")
    const cells = (line: string) => line.split(/(?<!\\)\|/).length
    const table = lines.filter((line) => line.startsWith("|"))
    expect(new Set(table.map(cells))).toEqual(new Set([9]))
    expect(lines.some((line) => line.endsWith(": Mong có lớp dạy nghề"))).toBe(true)
    expect(consolidated.sections[0]?.rows.map(({ field, period }) => [field, period])).toEqual([
      ["TC04", "3"],
      ["TC05", "1"],
      ["CON_LAI", "2"],
      ["TY_LE", "100%"]
    ])
  })

  it("puts both parts beside a share, and beside no other computed figure", async () => {
    await using app = await open()
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3, TC05: 1 } })
    const consolidated = good(await app.consolidated({ period: "2024-10", basis: "submitted" }))
    const notes = consolidated.sections[0]?.rows.map(({ field, note }) => [field, note?.vi ?? null])
    expect(notes?.slice(2)).toEqual([
      ["CON_LAI", null],
      ["TY_LE", "3 trên 3"]
    ])
  })

  it("shows what is missing and what is not yet approved", async () => {
    await using app = await open()
    const before = good(await app.consolidated({ period: "2024-10", basis: "submitted" }))
    expect(before.sections[0]?.rows[0]).toMatchObject({ period: "…", value: null, reported: 0, expected: 1 })
    expect(before.sections[0]?.rows[0]?.note?.vi).toBe("thiếu 1 đơn vị")
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3 } })
    const total = good(await app.total({ period: "2024-10" }))
    expect(Aggregation.cell(total, "xa", "TC04")?.value).toBeNull()
  })
})
