import { join } from "node:path"
import { expect, it } from "vitest"
import { tell } from "../../examples/mail-report/story.ts"

const root = join(import.meta.dirname, "../../examples/mail-report")

it("ten communes send their reports by mail in ten ways, and the board is complete", { timeout: 300_000 }, async () => {
  const { steps, news, problems, received, expected, members } = await tell(root)

  expect([received, expected]).toEqual([10, 10])
  // By hand: 400 + 13n for the nth commune, and what the second one wrote.
  expect(members).toBe([1, 3, 4, 5, 6, 7, 8, 9, 10].reduce((sum, n) => sum + 400 + 13 * n, 1426))
  const first = steps.filter(({ round }) => round === 1).map(({ unit, answers }) => [unit, answers[0]?.split(":")[0]])
  expect(Object.fromEntries(first)).toEqual({
    "xa-01": "Đã nhận",
    "xa-02": "Đã nhận",
    "xa-03": "Đã nhận",
    "xa-04": "Cần sửa",
    "xa-05": "Cần sửa",
    "xa-06": "Đã nhận",
    "xa-07": "Chưa thấy biểu mẫu trong thư",
    "xa-08": "Đã nhận",
    "xa-09": "Chưa thấy biểu mẫu trong thư",
    "xa-10": "Cần sửa"
  })
  // Everybody got exactly one answer to each mail, at the address on file; the mail that came twice got one too.
  expect(steps.map(({ answers }) => answers.length)).toEqual(steps.map(() => 1))
  expect(problems).toContain("E11")
  expect(problems).toContain("Tổng số hội viên")
  const did = news.flatMap((one) => (one.news === "taken" ? [one.taken.did] : [one.news]))
  expect(did.filter((one) => one === "nothing")).toHaveLength(2)
  expect(did.filter((one) => one === "answered")).toHaveLength(15)
})
