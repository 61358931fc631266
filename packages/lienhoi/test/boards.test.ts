/** A board is remembered for so many events of one app: never for another app, never for more events. */
import { assert, test } from "@effect/vitest"
import * as SampleProvince from "@lienhoi/testing/SampleProvince"
import { openApp } from "lienhoi"

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 } }
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields: [{ key: HV, label: Hội viên, type: count, combine: { units: sum, periods: last } }]
`

const open = async () => {
  const opened = await openApp(
    {
      association: "vwu",
      since: SampleProvince.since,
      units: { text: SampleProvince.unitsCsv },
      templates: [{ text: template }]
    },
    { now: () => "2024-10-10T03:00:00.000Z" }
  )
  if (!opened.ok) throw new Error(opened.issues[0]?.message)
  return opened.value
}

test("two offices in one process keep their boards apart, and each tells the newest", async () => {
  const [one, other] = [await open(), await open()]
  const statusOf = async (app: typeof one, unit: string) => {
    const board = await app.board({ period: "2024-10" })
    if (!board.ok) throw new Error(board.issues[0]?.message)
    return board.value.groups.flatMap(({ lines }) => lines).find((line) => line.unit === unit)?.status
  }
  await one.submit({ unit: "x1-1", period: "2024-10", values: { HV: 1 } })
  await other.submit({ unit: "x1-2", period: "2024-10", values: { HV: 1 } })
  assert.deepStrictEqual([await statusOf(one, "x1-1"), await statusOf(one, "x1-2")], ["submitted", "none"])
  assert.deepStrictEqual([await statusOf(other, "x1-1"), await statusOf(other, "x1-2")], ["none", "submitted"])
  await one.approve({ unit: "x1-1", period: "2024-10", by: "p" })
  assert.strictEqual(await statusOf(one, "x1-1"), "approved")
  await one.close()
  await other.close()
})

test("the unit at the top has its line before it reports and after", async () => {
  const opened = await openApp(
    {
      association: "vwu",
      since: SampleProvince.since,
      units: { text: SampleProvince.unitsCsv },
      templates: [{ text: template.replaceAll("chi_hoi", "tinh") }]
    },
    { now: () => "2024-10-10T03:00:00.000Z" }
  )
  if (!opened.ok) throw new Error(opened.issues[0]?.message)
  await using app = opened.value
  const lines = async () => {
    const board = await app.board({ period: "2024-10" })
    if (!board.ok) throw new Error(board.issues[0]?.message)
    return board.value.groups.flatMap((group) => group.lines.map(({ unit, status }) => [group.head.unit, unit, status]))
  }
  assert.deepStrictEqual(await lines(), [["tinh", "tinh", "none"]])
  await app.submit({ unit: "tinh", period: "2024-10", values: { HV: 1 } })
  assert.deepStrictEqual(await lines(), [["tinh", "tinh", "submitted"]])
})
