/**
 * Figures out of messages as people write them. Nothing lost: every word stands in a piece that was understood or in one
 * that is handed back. Sure: a figure that is called sure is the one that was meant, whatever else stands in the message.
 */
import * as FreeText from "@lienhoi/report/FreeText"
import * as Question from "@lienhoi/report/Question"
import { clean, fold } from "@lienhoi/words/Text"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compile } from "./fixture.ts"
import { Tally } from "./tally.ts"

const template = compile(`
template: hau-giang/tin-nhan
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  chung:
    title: Chung
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới kết nạp, unit: người, type: count, combine: { units: sum, periods: sum } }
      - { key: TC06, label: "Hội viên giảm (chuyển đi, từ trần)", unit: người, type: count, combine: { units: sum, periods: sum } }
      - { key: TC19, label: Số cuộc sinh hoạt chi hội, unit: cuộc, type: count, combine: { units: sum, periods: sum } }
      - { key: TT04, label: Nhóm Zalo do Hội quản lý, unit: nhóm, type: count, combine: { units: sum, periods: last } }
      - { key: TT10, label: "Tin, bài đã đăng tải", unit: tin/bài, type: count, combine: { units: sum, periods: sum } }
      - { key: PA05, label: "Tâm tư, nguyện vọng của hội viên", type: text }
`)
const questions = Question.list(template, { level: "chi_hoi", closing: false }, { TC05: { state: "value", value: 7 } })
const counted = questions.filter(({ field }) => field.type === "count")

/** What people call a figure when they do not write out its label. */
const spoken: { readonly [key: string]: ReadonlyArray<string> } = {
  TC04: ["tổng số hội viên", "Tổng số HV", "tổng hội viên"],
  TC05: ["hội viên mới", "kết nạp mới", "HV mới kết nạp"],
  TC06: ["hội viên giảm", "giảm", "HV giảm"],
  TC19: ["sinh hoạt chi hội", "số cuộc sinh hoạt", "sinh hoạt"],
  TT04: ["nhóm zalo", "nhóm Zalo Hội quản lý", "zalo"],
  TT10: ["tin bài", "tin bài đăng", "đăng tải"]
}
const styles = ["key", "label", "number and label", "spoken", "figure first", "a slip"] as const
type Style = (typeof styles)[number]

const slip = (text: string, at: number): string => {
  const i = 1 + (at % Math.max(1, text.length - 2))
  return /\p{L}/u.test(text[i] ?? "") ? text.slice(0, i) + text.slice(i + 1) : text
}

const written = (style: Style, question: Question.Question, value: string, dice: number): string => {
  const names = spoken[question.key]!
  const name = names[dice % names.length]!
  switch (style) {
    case "key":
      return `${question.key}: ${value}`
    case "label":
      return `${question.label}: ${value}`
    case "number and label":
      return `${question.number}. ${question.label} (${question.field.unit}): ${value}`
    case "spoken":
      return `${name} ${value}`
    case "figure first":
      return `${value} ${name}`
    case "a slip":
      return `${slip(name, dice)} là ${value}`
  }
}

it("law Sure: a figure that is called sure was meant, and most of what was meant is found", () => {
  const tally = new Tally([...styles])
  let likely = 0
  let wrong = 0
  const law = fc.property(
    fc.uniqueArray(fc.constantFrom(...counted), { minLength: 1, maxLength: 6, selector: ({ key }) => key }),
    fc.array(
      fc.tuple(fc.constantFrom(...styles), fc.constantFrom("0", "3", "12", "218", "1.218", "38.506"), fc.nat()),
      {
        minLength: 6,
        maxLength: 6
      }
    ),
    fc.boolean(),
    fc.boolean(),
    (asked, ways, isPlain, isLines) => {
      const meant = new Map(asked.map((question, i) => [question.key, ways[i]![1]]))
      const lines = asked.map((question, i) => written(ways[i]![0], question, ways[i]![1], ways[i]![2]))
      const text = lines.join(isLines ? "\n" : "; ")
      const { figures } = FreeText.read(
        isPlain ? fold(text.replaceAll("\n", " \u0001 ")).replaceAll(" \u0001 ", "\n") : text,
        questions
      )
      for (const { question, answer, confidence } of figures) {
        const isRight = meant.get(question.key) === answer
        if (confidence === "sure")
          expect([text, question.key, answer, isRight]).toEqual([text, question.key, answer, true])
        if (confidence === "likely") {
          likely++
          if (!isRight) wrong++
        }
      }
      asked.forEach((question, i) => {
        const found = figures.find((one) => one.question.key === question.key)
        tally.count(ways[i]![0], found !== undefined && found.confidence !== "doubtful" && found.answer === ways[i]![1])
      })
    }
  )
  fc.assert(law, { numRuns: 2_000 })
  tally.print("Sure")
  console.info(`likely: ${likely}, of these wrong: ${wrong}`)
  expect(tally.leastShare()).toBeGreaterThan(0.05)
  expect(tally.accepted()).toBeGreaterThan(0.8)
  expect(wrong / likely).toBeLessThan(0.01)
})

it("law Nothing lost: every word of a message stands in what was understood or in what is handed back", () => {
  const tally = new Tally(["has figures", "has none"])
  const arbText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(fc.constantFrom("hội viên 12", "TC05: 3", "chị ơi", "mai gửi", "1. 4", ", ", "; ", "\n", ". ", " - "), {
        maxLength: 12
      })
      .map((parts) => parts.join(""))
  )
  const wordsOf = (text: string): ReadonlyArray<string> => clean(text).match(/[\p{L}\p{M}\d]+/gu) ?? []
  const law = fc.property(arbText, (text) => {
    const { figures, left } = FreeText.read(text, questions)
    const kept = new Set([...figures.map(({ from }) => from), ...left].flatMap(wordsOf))
    for (const word of text.split(/\r\n|\r|\n/u).flatMap(wordsOf)) {
      if (/[\p{L}\d]/u.test(word)) expect([...kept].some((one) => one.includes(word))).toBe(true)
    }
    tally.count(figures.length > 0 ? "has figures" : "has none", true)
  })
  fc.assert(law, { numRuns: 2_000 })
  tally.print("Nothing lost")
  expect(tally.leastShare()).toBeGreaterThan(0.05)
})

describe("messages", () => {
  const read = (text: string) => {
    const { figures, left } = FreeText.read(text, questions)
    return { figures: figures.map(({ question, answer, confidence }) => [question.key, answer, confidence]), left }
  }

  it("reads keys and words side by side", () => {
    expect(read("TC04: 218, hội viên mới 3, giảm 1")).toEqual({
      figures: [
        ["TC04", "218", "sure"],
        ["TC05", "3", "likely"],
        ["TC06", "1", "likely"]
      ],
      left: []
    })
  })

  it("takes 38.506 as one figure and a figure alone as nobody's", () => {
    expect(read("TC04: 38.506").figures).toEqual([["TC04", "38.506", "sure"]])
    expect(read("38.506")).toEqual({ figures: [], left: ["38.506"] })
  })

  it("takes nothing happened and as last month", () => {
    expect(read("hội viên giảm không phát sinh\nTC05: như tháng trước").figures).toEqual([
      ["TC06", "không phát sinh", "likely"],
      ["TC05", 7, "sure"]
    ])
  })

  it("leaves both in doubt when one question got two figures", () => {
    expect(read("TC04: 218\nTổng số hội viên: 219").figures.map((one) => one[2])).toEqual(["doubtful", "doubtful"])
  })

  it("takes the number of a line only together with its words", () => {
    expect(read("2. Hội viên giảm: 4").figures).toEqual([["TC06", "4", "doubtful"]])
    expect(read("2. 4").figures).toEqual([["TC05", "4", "likely"]])
  })
})
