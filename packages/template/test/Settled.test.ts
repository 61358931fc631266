import { Period } from "@lienhoi/calendar"
import { Compiled, Settled, Template } from "@lienhoi/template"
import { expect, it } from "vitest"

const read = Template.parse(
  [
    "template: thu/hop",
    "title: Họp",
    "period: month",
    "window: fifteenth",
    "due: { chi_hoi: 15 }",
    "sections:",
    "  hop:",
    "    title: Họp",
    "    asked_of: [chi_hoi]",
    "    fields:",
    "      - { key: co_hop, label: Có họp, type: bool }",
    "      - { key: nguoi, label: Người dự, type: count, relevant: co_hop, combine: { units: sum, periods: sum } }",
    "      - { key: nu, label: Nữ, type: count, part_of: nguoi, relevant: co_hop, combine: { units: sum, periods: sum } }",
    "      - { key: ty_le, label: Tỷ lệ nữ, type: ratio, numerator: NU, denominator: Nguoi }"
  ].join("\n")
)
if (!read.ok) throw new Error(read.issues[0]?.message)
const compiled = Compiled.make(read.value.template)
if (!compiled.ok) throw new Error(compiled.issues[0]?.message)

const settle = (answers: Settled.Settled["input"]) =>
  Settled.of(compiled.value, answers, {
    unit: { id: "ap-1", level: "chi_hoi" },
    period: Period.containing("month", "2026-11-21")
  })

it("leaves out what stands behind a closed question, and says nothing about it", () => {
  const { closed, input, seen } = settle({ co_hop: "false", nguoi: "12", nu: "20" })
  expect([...closed]).toEqual(["nguoi", "nu"])
  expect(input).toEqual({ co_hop: "false" })
  expect(seen.issues).toEqual([])
})

it("keeps a share open whose base is 0", () => {
  const { closed, seen } = settle({ co_hop: "true", nguoi: "0", nu: "0" })
  expect(closed.size).toBe(0)
  expect(seen.cells.ty_le?.state).toBe("not-applicable")
})

it("opens the question again with the answer that still stands in its box", () => {
  const answers = { co_hop: "true", nguoi: "12", nu: "20" }
  const { input, seen } = settle(answers)
  expect(input).toEqual(answers)
  expect(seen.issues.map(({ path }) => path[0])).toEqual(["nu"])
})

it("keeps a question open of which she says that it does not apply, and closes it all the same when it is not asked", () => {
  const why = { notApplicable: " ấp  không có hội trường " }
  const open = settle({ co_hop: "true", nguoi: why })
  expect([...open.closed]).toEqual([])
  expect(open.seen.cells.nguoi).toEqual({ state: "not-applicable", reason: "ấp không có hội trường" })
  const shut = settle({ co_hop: "false", nguoi: why })
  expect([[...shut.closed], shut.input, shut.seen.issues]).toEqual([["nguoi", "nu"], { co_hop: "false" }, []])
})
