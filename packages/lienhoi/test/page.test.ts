import { Aggregation, type AppConfig, BoardPage, Consolidated, openApp } from "lienhoi"
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

describe("the consolidated report", () => {
  it("keeps its table whole when a label holds a bar, and lists narrative to choose from", async () => {
    await using app = await open()
    await app.submit({ unit: "ap", period: "2024-10", values: { TC04: 3, PA05: "Mong có lớp dạy nghề" } })
    const consolidated = good(await app.consolidated({ period: "2024-10", basis: "submitted" }))
    const lines = Consolidated.markdown(consolidated).split("\n")
    const cells = (line: string) => line.split(/(?<!\\)\|/).length
    const table = lines.filter((line) => line.startsWith("|"))
    expect(new Set(table.map(cells))).toEqual(new Set([9]))
    expect(lines.some((line) => line.endsWith(": Mong có lớp dạy nghề"))).toBe(true)
    expect(consolidated.sections[0]?.rows.map(({ field, period }) => [field, period])).toEqual([
      ["TC04", "3"],
      ["TY_LE", "100%"]
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
