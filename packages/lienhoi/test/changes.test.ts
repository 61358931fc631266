import { openApp } from "lienhoi"
import { assert, it } from "vitest"

const config = {
  association: "vwu",
  since: "2025-07-01",
  units: { text: "id,code,name,level,parent\nxa,31357,Xã Mẫu,co_so,\nap-1,,Ấp 1,chi_hoi,xa" },
  templates: [
    {
      text: `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: TC04, label: Hội viên, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`
    }
  ]
}

it("a change reaches those who watch though somebody else in the process has read it before the watch looked", async () => {
  const opened = await openApp(config, { now: () => "2026-10-14T02:00:00.000Z" })
  if (!opened.ok) return assert.fail(opened.issues[0]?.message)
  await using app = opened.value
  const news = app.changes({ signal: AbortSignal.timeout(3_000) })[Symbol.asyncIterator]()
  const next = news.next()
  // The watch waits by now.
  await new Promise((resolve) => setTimeout(resolve, 50))
  const which = { unit: "ap-1", period: "2026-10" }
  assert.isTrue((await app.submit({ ...which, values: { TC04: "218" } })).ok)
  await app.report(which)

  const told = await next
  assert.deepStrictEqual(told.done === true ? null : [told.value.unit, told.value.upper], ["ap-1", ["xa"]])
  await news.return?.()
})
