/**
 * The laws of a report answered in a chat. Read back: what is submitted is what she was last read and agreed to. Any
 * order: however the answers came (in order, as a list, corrected, skipped and taken up again), the same answers are the
 * same submission as on the form. Any text: nothing that anybody writes is an exception, and what is not understood is
 * handed on. Written down: a conversation that was stored and read back goes on as if it had not been.
 */
import * as Conversation from "@lienhoi/report/Conversation"
import * as Question from "@lienhoi/report/Question"
import type { Cells } from "@lienhoi/template/Cell"
import * as Compiled from "@lienhoi/template/Compiled"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Input } from "@lienhoi/template/Validation"
import * as TemplateArbitrary from "@lienhoi/testing/TemplateArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { compile, october } from "./fixture.ts"
import { Tally } from "./tally.ts"

const rich = compile(`
template: hau-giang/tro-chuyen
title: Báo cáo trò chuyện
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  chung:
    title: Chung
    asked_of: [chi_hoi]
    fields:
      - { key: HV, label: Tổng số hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: MOI, label: Hội viên mới kết nạp, unit: người, type: count, part_of: HV, combine: { units: sum, periods: sum } }
      - { key: QUY, label: Quỹ hội, unit: đồng, type: money, combine: { units: sum, periods: last } }
      - { key: GIO, label: Số giờ sinh hoạt, unit: giờ, type: decimal, combine: { units: sum, periods: sum } }
      - { key: XL, label: Xếp loại chi hội, type: choice, choices: [{ key: tot, label: Tốt }, { key: kha, label: Khá }] }
      - { key: ZALO, label: Có nhóm Zalo, type: bool }
      - { key: NHOM, label: Tên nhóm Zalo, type: text, relevant: ZALO }
      - { key: ANH, label: Ảnh sinh hoạt, type: photo }
      - { key: NV, label: Tâm tư nguyện vọng, type: text }
`)

const previous: Cells = {
  HV: { state: "value", value: 1218 },
  MOI: { state: "zero" },
  QUY: { state: "value", value: 1_500_000 },
  XL: { state: "value", value: "kha" }
}

const aboutOf = (template: Compiled.Compiled, more: Partial<Conversation.About> = {}): Conversation.About => ({
  template,
  period: october,
  unit: { id: "A1", level: "chi_hoi", name: "Chi hội ấp 1" },
  closing: false,
  due: "2024-10-15",
  previous: null,
  revision: 0,
  who: "chị Hoa",
  ...more
})

const about = aboutOf(rich, { previous })
const questions = Question.list(rich, { level: "chi_hoi", closing: false }, previous)
const judge = (one: Conversation.About, values: Input) =>
  one.template.validate(values, { unit: one.unit, period: one.period, previous: one.previous })

/** A chat played to its end; figures that are sent are answered by a desk that says `outcome`. */
const play = (one: Conversation.About) => {
  let turn = Conversation.begin("duty/1", "p-1", one)
  const heard: Array<Conversation.Turn> = [turn]
  const said: Array<string> = [...turn.says]
  const sent: Array<{ values: Input; readBack: string; replaces: number | null }> = []
  let lastReadBack = ""
  const note = (next: Conversation.Turn): void => {
    turn = next
    heard.push(next)
    said.push(...next.says)
    lastReadBack = next.says.findLast((text) => text.includes("đọc lại giúp")) ?? lastReadBack
  }
  note(turn)
  return {
    said,
    sent,
    heard,
    stage: () => turn.conversation.stage,
    tell: (
      text: string | null,
      photos: ReadonlyArray<string> = [],
      outcome: Conversation.Settled["is"] = "recorded"
    ) => {
      const kept = Conversation.decode(Conversation.encode(turn.conversation), one.template.template)
      expect(kept).toEqual(turn.conversation)
      const next = Conversation.hear(kept!, { from: "p-1", text, photos }, one)
      if (next.send !== null) {
        sent.push({ values: next.send.submission.values, readBack: lastReadBack, replaces: next.send.replaces })
      }
      note(next)
      if (next.send === null) return
      const settled: Conversation.Settled =
        outcome === "recorded"
          ? { is: "recorded", at: "2024-10-15T01:30:00.000Z" }
          : outcome === "confirm-replacement"
            ? { is: "confirm-replacement", current: 7 }
            : outcome === "refused"
              ? { is: "refused", issues: [] }
              : { is: outcome }
      note(Conversation.settled(next.conversation, settled, one))
    }
  }
}

/** What she should have been read, worked out anew from what was submitted. */
const expectedReadBack = (one: Conversation.About, values: Input): ReadonlyArray<string> => {
  const { cells } = judge(one, values)
  return Question.list(one.template, { level: one.unit.level, closing: false }, one.previous).flatMap(
    ({ number, label, key, field }) => {
      const cell = cells[key]
      if (values[key] === undefined && cells[field.key]?.state === "not-applicable") return []
      const missing = cell === undefined || cell.state === "missing"
      return [`${number}. ${label}: ${missing ? "chưa có số" : ReadBack.cell(field, cell, "vi")}`]
    }
  )
}

const arbAnswer: { readonly [key: string]: fc.Arbitrary<string> } = {
  HV: fc.constantFrom("218", "38.506", "1 218", "219 người"),
  MOI: fc.constantFrom("0", "3", "không phát sinh", "12"),
  QUY: fc.constantFrom("1.500.000", "2 triệu", "1,5 triệu", "không có"),
  GIO: fc.constantFrom("2,5", "3", "không phát sinh"),
  XL: fc.constantFrom("Tốt", "kha", "tot"),
  ZALO: fc.constantFrom("có", "không", "Có"),
  NHOM: fc.constantFrom("Nhóm chị em ấp 1", "Zalo ấp"),
  NV: fc.constantFrom("Bà con mong có nước sạch", "Đường hư, cần sửa sớm")
}

/** Answers that hold together: a name of the group only where there is one. */
const arbAnswers: fc.Arbitrary<{ readonly [key: string]: string }> = fc
  .record(Object.fromEntries(Object.entries(arbAnswer).map(([key, of]) => [key, fc.option(of, { nil: undefined })])))
  .map((given) => {
    const kept = Object.entries({ ...given, HV: given.HV ?? "218" }).filter(([, one]) => one !== undefined)
    const all = Object.fromEntries(kept) as { readonly [key: string]: string }
    const hasGroup = (all.ZALO ?? "").toLowerCase() === "có"
    return Object.fromEntries(Object.entries(all).filter(([key]) => key !== "NHOM" || hasGroup))
  })

const arbNoise = fc.oneof(
  fc.constantFrom(
    "như tháng trước",
    "bỏ qua",
    "xong",
    "gửi",
    "sửa",
    "sửa 3",
    "sửa 99",
    "xem lại",
    "thay",
    "giữ",
    "tất cả như tháng trước",
    "không phát sinh",
    "999",
    "3 hội viên mới",
    "giúp",
    "TC: 1",
    "sửa 2: nhiều lắm"
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant(Question.sheet(questions))
)

const arbOutcome = fc.constantFrom("recorded", "no-op", "failed", "confirm-replacement", "refused" as const)
const ways = ["one by one", "changed by number", "changed by key", "in one message"] as const

it("law Any order: the same answers are the same submission as on the form, in whatever order they came", () => {
  const tally = new Tally([...ways])
  let noisy = 0
  const law = fc.property(
    arbAnswers,
    fc.constantFrom(...ways),
    fc.array(fc.tuple(arbNoise, arbOutcome), { maxLength: 6 }),
    fc.infiniteStream(fc.nat()),
    (answers, way, noise, dice) => {
      const chat = play(about)
      for (const [text, outcome] of noise) chat.tell(text, [], outcome)
      if (chat.stage() === "done") chat.tell("sửa")
      if (chat.stage() === "replacing") chat.tell("thay")
      if (chat.stage() === "done") chat.tell("sửa")
      if (noise.length > 0) noisy++
      const order = questions
        .filter(({ key }) => key !== "ANH")
        .map((question) => ({ question, at: dice.next().value }))
        // The question about the group comes before the one that rests on it.
        .toSorted((a, b) => a.at - b.at)
        .map(({ question }) => question)
      const rest = new Set(order.map(({ key }) => key))
      if (way === "in one message") {
        const lines = order.flatMap(({ key, number, label }) =>
          answers[key] === undefined ? [] : [`${number}. ${label}: ${answers[key]}`]
        )
        for (const { key } of order) if (answers[key] !== undefined) rest.delete(key)
        if (lines.length > 0) chat.tell(lines.join("\n"))
      }
      for (const { key, number } of order.filter((question) => rest.has(question.key))) {
        const answer = answers[key] ?? "bỏ qua"
        if (way === "changed by key") chat.tell(`sửa ${key}: ${answer}`)
        else if (way === "one by one" && answers[key] !== undefined) {
          chat.tell(`sửa ${number}`)
          chat.tell(answer)
        } else chat.tell(`sửa ${number}: ${answer}`)
      }
      const before = chat.sent.length
      for (let i = 0; i < 3 && chat.sent.length === before; i++) chat.tell("gửi")
      const form = judge(about, answers)
      tally.count(way, form.ok)
      if (!form.ok) {
        expect(chat.sent.length).toBe(before)
        return
      }
      expect(judge(about, chat.sent.at(-1)!.values).cells).toEqual(form.cells)
    }
  )
  fc.assert(law, { numRuns: 2_000 })
  tally.print("Any order")
  expect(tally.leastShare()).toBeGreaterThan(0.05)
  expect(tally.accepted()).toBeGreaterThan(0.5)
  expect(noisy).toBeGreaterThan(1_000)
})

it("law Read back: what is submitted is what was last read back, on random templates too", () => {
  const tally = new Tally(["the chat's own template", "a random template"])
  const law = fc.property(
    fc.boolean(),
    TemplateArbitrary.templates(),
    fc.array(fc.tuple(arbNoise, arbOutcome), { minLength: 4, maxLength: 14 }),
    (isOwn, random, messages) => {
      const compiled = isOwn ? { ok: true as const, value: rich } : Compiled.make(random)
      if (!compiled.ok || compiled.value.template.kind !== "report") return
      const one = isOwn ? about : aboutOf(compiled.value)
      const chat = play(one)
      const ends = isOwn ? ["sửa 1: 218", "sửa 2: bỏ qua"] : []
      for (const [text, outcome] of messages) chat.tell(text, [], outcome)
      for (const text of [...ends, "gửi", "gửi", "gửi"]) chat.tell(text)
      tally.count(isOwn ? "the chat's own template" : "a random template", chat.sent.length > 0)
      for (const { values, readBack } of chat.sent) {
        for (const line of expectedReadBack(one, values)) expect(`\n${readBack}\n`).toContain(`\n${line}\n`)
        expect(judge(one, values).ok).toBe(true)
      }
    }
  )
  fc.assert(law, { numRuns: 2_000 })
  tally.print("Read back")
  expect(tally.leastShare()).toBeGreaterThan(0.05)
  expect(tally.accepted()).toBeGreaterThan(0.5)
})

it("law Any text: no text is an exception, and what is not understood is handed on", () => {
  const tally = new Tally(["understood", "handed on"])
  const law = fc.property(
    fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), arbNoise), { minLength: 1, maxLength: 8 }),
    fc.boolean(),
    (messages, decomposed) => {
      const chat = play(about)
      for (const text of messages) {
        chat.tell(decomposed ? text.normalize("NFD") : text)
        const turn = chat.heard.at(-1)!
        expect(turn.says.length + turn.left.length).toBeGreaterThan(0)
        tally.count(turn.left.length === 0 ? "understood" : "handed on", true)
      }
    }
  )
  fc.assert(law, { numRuns: 2_000 })
  tally.print("Any text")
  expect(tally.leastShare()).toBeGreaterThan(0.05)
})
