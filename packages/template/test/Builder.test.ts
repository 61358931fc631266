import * as Builder from "@lienhoi/template/Builder"
import type { JsonTemplate } from "@lienhoi/template/JsonTemplate"
import * as Template from "@lienhoi/template/Template"
import * as TemplateArbitrary from "@lienhoi/testing/TemplateArbitrary"
import * as fc from "fast-check"
import { describe, expect, expectTypeOf, it } from "vitest"

const head = { title: "Tháng", period: "month", window: "fifteenth", due: { chi_hoi: 15, co_so: 17 } } as const
const combine = { units: "sum", periods: "last" } as const

const t = Builder.template("thu/thang", head)
  .section("to_chuc", { title: "Tổ chức", asked_of: ["chi_hoi"] })
  .field({
    key: "TC04",
    label: "Hội viên",
    type: "count",
    required: true,
    combine,
    disaggregate: [{ by: "tuoi", items: { tre: "Trẻ", gia: "Già" } }]
  })
  .field({ key: "TC05", label: "Mới", type: "count", combine, asked_of: ["chi_hoi", "co_so"] })
  .field({ key: "TC06", label: "Tăng", type: "count", formula: "TC05 - 1", combine })
  .field({ key: "TC07", label: "Tỷ lệ", type: "ratio", numerator: "TC05", denominator: "TC04" })
  .section("hoat_dong", { title: "Hoạt động", asked_of: ["co_so"] })
  .field({ key: "HD01", label: "Xếp loại", type: "choice", choices: { tot: "Tốt", kha: "Khá" }, required: true })
  .field({ key: "HD02", label: "Có họp", type: "bool" })
  .field({
    key: "HD03",
    label: "Lớp",
    type: "table",
    columns: [
      { key: "ten", label: "Tên", type: "text", required: true },
      { key: "so", label: "Số người", type: "count" }
    ]
  })
  .rule({ when: "TC05 > TC04", warn: "Xem lại" })

describe("a template written in TypeScript", () => {
  it("gives the type of the answers", () => {
    type Answers = Builder.Values<typeof t>
    expectTypeOf<keyof Answers>().toEqualTypeOf<
      "TC04" | "TC04[tre]" | "TC04[gia]" | "TC05" | "TC07" | "HD01" | "HD02" | "HD03"
    >()
    expectTypeOf<Answers["TC04"]>().toEqualTypeOf<number | string | Builder.NotApplicable>()
    expectTypeOf<Answers["TC05"]>().toEqualTypeOf<number | string | Builder.NotApplicable | null | undefined>()
    expectTypeOf<Answers["HD01"]>().toEqualTypeOf<"tot" | "kha" | Builder.NotApplicable>()
    expectTypeOf<Answers["HD02"]>().toEqualTypeOf<boolean | Builder.NotApplicable | null | undefined>()
    expectTypeOf<Extract<Answers["HD03"], ReadonlyArray<unknown>>[number]>().toEqualTypeOf<{
      readonly ten: string
      readonly so?: number | string | null
    }>()
  })

  it("gives the type of what one level answers", () => {
    expectTypeOf<keyof Builder.Values<typeof t, "chi_hoi">>().toEqualTypeOf<
      "TC04" | "TC04[tre]" | "TC04[gia]" | "TC05"
    >()
    expectTypeOf<keyof Builder.Values<typeof t, "co_so">>().toEqualTypeOf<"TC05" | "HD01" | "HD02" | "HD03">()
  })

  it("refuses answers that do not fit", () => {
    const good: Builder.Values<typeof t, "co_so"> = { HD01: "tot", TC05: "4 người", HD03: [{ ten: "A" }] }
    // @ts-expect-error TC06 is computed
    const computed: Builder.Values<typeof t, "co_so"> = { HD01: "tot", TC06: 1 }
    // @ts-expect-error HD01 is required
    const without: Builder.Values<typeof t, "co_so"> = {}
    // @ts-expect-error no such choice
    const unknown: Builder.Values<typeof t, "co_so"> = { HD01: "xau" }
    // @ts-expect-error no field before a section
    expect(() => Builder.template("a/b", head).field({ key: "a", label: "b", type: "text" })).toThrow()
    // @ts-expect-error no such type
    t.field({ key: "a", label: "b", type: "cuont" })
    expect([good, computed, without, unknown]).toHaveLength(4)
  })

  it("knows the rows of a grid, and leaves the items of a shared dimension open", () => {
    const grid = Builder.template("a/b", { kind: "case", title: "A", states: { moi: { label: "Mới", end: true } } })
      .section("a", { title: "A", asked_of: ["co_so"] })
      .field({
        key: "CB",
        label: "Cán bộ",
        type: "table",
        rows: { dai_hoc: "Đại học", khac: "Khác" },
        columns: [{ key: "nu", label: "Nữ", type: "count" }]
      })
      .field({ key: "HV", label: "Hội viên", type: "count", disaggregate: [{ by: "nhom_tuoi" }] })
    const byRow: Builder.Values<typeof grid> = { CB: { dai_hoc: { nu: 1 } }, "HV[tre]": 3 }
    const inOrder: Builder.Values<typeof grid> = { CB: [{ nu: 1 }, { nu: "2" }] }
    // @ts-expect-error no such row
    const unknown: Builder.Values<typeof grid> = { CB: { cao_dang: { nu: 1 } } }
    // @ts-expect-error a register has a record
    expect(Builder.template("a/b", { kind: "register", title: "A" }).json.kind).toBe("register")
    // @ts-expect-error a report has a period
    expect(Builder.template("a/b", { title: "A" }).json.template).toBe("a/b")
    expect([byRow, inOrder, unknown]).toHaveLength(3)
  })

  it("is read like a file", () => {
    const read = Template.fromJson(t.json)
    expect(read.ok && Template.fields(read.value.template).map((field) => field.key)).toEqual([
      "TC04",
      "TC05",
      "TC06",
      "TC07",
      "HD01",
      "HD02",
      "HD03"
    ])
  })

  it("leaves what it was made from as it was, and goes on with a section that is there", () => {
    const first = Builder.template("a/b", head).section("dau", { title: "Đầu" })
    const second = first.field({ key: "A", label: "A", type: "text" })
    const again = second.section("cuoi", { title: "Cuối" }).section("dau", { title: "Đầu" })

    expect(first.json.sections.dau?.fields).toEqual([])
    expect(again.field({ key: "B", label: "B", type: "text" }).json.sections.dau?.fields).toHaveLength(2)
  })

  it("Authoring: what is built piece by piece is the template it was built from", () => {
    fc.assert(
      fc.property(TemplateArbitrary.templates(), (template) => {
        const read = Template.fromJson(built(Template.toJson(template)))
        expect(read.ok && Template.print(read.value.template)).toBe(Template.print(template))
      }),
      { numRuns: 1_000, seed: 20241015 }
    )
  })
})

const built = ({ template, sections, rules = [], ...rest }: JsonTemplate): JsonTemplate => {
  const [first, ...others] = Object.entries(sections)
  const [key, { fields = [], ...heading }] = first!
  let builder: Builder.Builder = Builder.template(template, rest).section(key, heading)
  for (const field of fields) builder = builder.field(field)
  for (const [name, { fields: more = [], ...title }] of others) {
    builder = builder.section(name, title)
    for (const field of more) builder = builder.field(field)
  }
  for (const rule of rules) builder = builder.rule(rule)
  return builder.json
}
