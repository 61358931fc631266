import * as Conversation from "@lienhoi/report/Conversation"
import * as ConversationStore from "@lienhoi/report/ConversationStore"
import * as Question from "@lienhoi/report/Question"
import type { Cells } from "@lienhoi/template/Cell"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { compile, october } from "./fixture.ts"

const template = compile(`
template: hau-giang/chat
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  chung:
    title: Chung
    asked_of: [chi_hoi]
    fields:
      - { key: HV, label: Tổng số hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: MOI, label: Hội viên mới, unit: người, type: count, part_of: HV, combine: { units: sum, periods: sum } }
      - { key: ANH, label: Ảnh sinh hoạt, type: photo }
      - { key: NV, label: Tâm tư nguyện vọng, type: text }
`)
const previous: Cells = { HV: { state: "value", value: 38506 }, MOI: { state: "zero" } }
const about: Conversation.About = {
  template,
  period: october,
  unit: { id: "A1", level: "chi_hoi", name: "Chi hội ấp 1" },
  closing: false,
  due: "2024-10-15",
  previous,
  revision: 0,
  who: "chị Hoa"
}
const begun = () => Conversation.begin("duty/1", "p-1", about)
const tell = (conversation: Conversation.Conversation, text: string | null, photos: ReadonlyArray<string> = []) =>
  Conversation.hear(conversation, { from: "p-1", text, photos }, about)
const through = (...texts: ReadonlyArray<string>) =>
  texts.reduce((turn, text) => tell(turn.conversation, text), begun())

describe("field by field", () => {
  it("greets, gives the list with last month's figures, asks the first question with its unit and last figure", () => {
    const { says } = begun()
    expect(says).toHaveLength(3)
    expect(says[1]).toBe(
      "1. Tổng số hội viên (người): 38.506\n2. Hội viên mới (người): không phát sinh\n3. Ảnh sinh hoạt: …\n4. Tâm tư nguyện vọng: …"
    )
    expect(says[2]).toContain("Câu 1 trên 4: Tổng số hội viên?")
    expect(says[2]).toContain("Kỳ trước: 38.506 người")
  })

  it("understands a figure with dots, as last month, nothing happened, skip, and reads all of it back", () => {
    const turn = through("38.506", "Như tháng trước.", "bỏ qua", "bỏ qua")
    expect(turn.conversation.stage).toBe("reading-back")
    expect(turn.says.at(-1)).toContain("1. Tổng số hội viên: 38.506 người\n2. Hội viên mới: không phát sinh\n")
  })

  it("says about which question what is wrong, in the validator's words, and asks it again", () => {
    const { says, left, conversation } = through("38,506")
    expect(says[0]).toContain("Chưa ghi được: “Tổng số hội viên”")
    expect(says[1]).toContain("Câu 1 trên 4")
    expect(left).toEqual(["38,506"])
    expect(conversation.answers).toEqual({})
  })

  it("asks for a correction of what does not fit together before it can be sent", () => {
    const turn = through("5", "9", "bỏ qua", "bỏ qua")
    expect(turn.says[0]).toMatch(/^Chưa gửi được, còn 1 chỗ cần sửa:\n- Câu 2: /u)
    expect(turn.conversation.current).toBe("MOI")
    expect(tell(turn.conversation, "2").conversation.stage).toBe("reading-back")
  })

  it("keeps photos with the question that asks for them, whenever they come", () => {
    const early = tell(begun().conversation, null, ["a-1", "a-2"])
    const turn = tell(tell(early.conversation, "5").conversation, "0")
    expect(turn.conversation.answers.ANH).toEqual(["a-1", "a-2"])
    expect(turn.conversation.current).toBe("NV")
  })

  it("says so when a report asks for no photo and hands it on", () => {
    const plain = {
      ...about,
      template: compile(`
template: hau-giang/khong-anh
title: Báo cáo
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  chung:
    title: Chung
    asked_of: [chi_hoi]
    fields: [{ key: HV, label: Hội viên, type: count, combine: { units: sum, periods: last } }]
`)
    }
    const { conversation } = Conversation.begin("duty/1", "p-1", plain)
    expect(Conversation.hear(conversation, { from: "p-1", text: null, photos: ["a-1"] }, plain).left).toEqual(["a-1"])
  })
})

describe("in one message", () => {
  it("takes the list back with some figures changed and asks only for what is still blank", () => {
    const sheet = Question.sheet(Question.list(template, { level: "chi_hoi", closing: false }, previous))
    const turn = tell(begun().conversation, sheet.replace("38.506", "38.510").replace("không phát sinh", "4"))
    expect(turn.conversation.answers).toEqual({ HV: "38.510", MOI: "4" })
    expect(turn.conversation.current).toBe("ANH")
  })

  it("takes words and figures as people write them, and says what it is not sure of", () => {
    const turn = tell(begun().conversation, "HV 218, moi ket nap 3, mai mốt gửi tiếp")
    expect(turn.conversation.answers.HV).toBe("218")
    expect(turn.left).toContain("mai mốt gửi tiếp")
  })
})

describe("what happens around it", () => {
  it("hands in only after she agreed, by chat, unreviewed, with the revision she saw", () => {
    const turn = through("5", "0", "bỏ qua", "bỏ qua", "Dạ đúng rồi ạ")
    expect(turn.send?.submission).toMatchObject({
      values: { HV: "5", MOI: "0" },
      via: "chat",
      reviewed: false,
      seen: 0,
      reportedBy: "p-1"
    })
    expect(Conversation.unsettled(turn.conversation)?.submission.values).toEqual({ HV: "5", MOI: "0" })
  })

  it("does not take somebody else's figures, and hands them on", () => {
    const { conversation } = begun()
    const turn = Conversation.hear(conversation, { from: "p-2", text: "218" }, about)
    expect(turn.conversation).toEqual(conversation)
    expect(turn.left).toEqual(["218"])
  })

  it("tells her when the report came in otherwise, keeps what she writes late, and opens again when she wants", () => {
    const { conversation } = through("5")
    const ended = Conversation.ended(conversation, { is: "filed", at: "2024-10-15T01:30:00.000Z", via: "phone" }, about)
    expect(ended.says[0]).toContain("lúc 08:30 ngày 15/10/2024 (qua điện thoại)")
    const late = tell(ended.conversation, "218")
    expect(late.left).toEqual(["218"])
    const open = Conversation.hear(late.conversation, { from: "p-1", text: "sửa 1: 218" }, { ...about, revision: 3 })
    expect(open.conversation).toMatchObject({ stage: "reading-back", seen: 3 })
  })

  it("asks before it replaces newer figures, and sends with the revision she agreed to replace", () => {
    const sent = through("5", "0", "bỏ qua", "bỏ qua", "gửi")
    const asked = Conversation.settled(sent.conversation, { is: "confirm-replacement", current: 2 }, about)
    expect(asked.conversation.stage).toBe("replacing")
    expect(tell(asked.conversation, "thay").send?.replaces).toBe(2)
    expect(tell(asked.conversation, "giữ").conversation.stage).toBe("done")
  })

  it("keeps her figures when the store is away", () => {
    const sent = through("5", "0", "bỏ qua", "bỏ qua", "gửi")
    const failed = Conversation.settled(sent.conversation, { is: "failed" }, about)
    expect(tell(failed.conversation, "gửi").send?.submission.values).toEqual({ HV: "5", MOI: "0" })
  })

  it("is not read back from a text that is none, nor for another version of the template", () => {
    const { conversation } = begun()
    expect(Conversation.decode("{}")).toBeNull()
    expect(Conversation.decode("không")).toBeNull()
    const text = Conversation.encode(conversation)
    expect(Conversation.decode(text, template.template)).toEqual(conversation)
    expect(Conversation.decode(text, { ...template.template, version: "9.0.0" })).toBeNull()
  })

  it("is kept once per person and duty; of two writers at once one is told to read again", async () => {
    const program = Effect.gen(function* () {
      const store = yield* ConversationStore.ConversationStore
      const { conversation } = begun()
      const other = Conversation.begin("duty/2", "p-1", about).conversation
      const puts = [
        yield* store.put(conversation, 0),
        yield* store.put(conversation, 0),
        yield* store.put(other, 0),
        yield* store.put({ ...conversation, seen: 1 }, 1)
      ]
      const kept = yield* store.of("p-1")
      yield* store.forget("p-1")
      return { puts, kept: kept.map((one) => [one.conversation.duty, one.version]), gone: yield* store.about("duty/1") }
    })
    const { puts, kept, gone } = await Effect.runPromise(Effect.provide(program, ConversationStore.layerMemory))
    expect(puts).toEqual([true, false, true, true])
    expect(kept).toEqual([
      ["duty/1", 2],
      ["duty/2", 1]
    ])
    expect(gone).toEqual([])
  })
})
