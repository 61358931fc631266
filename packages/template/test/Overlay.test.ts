import { readFileSync } from "node:fs"
import { Period } from "@lienhoi/calendar"
import type { Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"
import { Compiled, Overlay, Template } from "../src/index.ts"

const file = (name: string) => readFileSync(new URL(`templates/${name}.yaml`, import.meta.url), "utf8")

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

const centre = `
template: vwu/bao-cao
version: 1.2.0
title: Báo cáo
period: month
window: fifteenth
due: { chi_hoi: 15, co_so: 17 }
sections:
  to_chuc:
    title: Tổ chức
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }, max: 900 }
      - { key: TC05, label: Hội viên mới, type: count, required: TC04 > 0, combine: { units: sum, periods: sum } }
      - { key: ly_do, label: Lý do, type: choice, choices: { di: Chuyển đi, khac: Lý do khác } }
      - { key: xep_loai, label: Xếp loại, type: choice, choices: { tot: Tốt, kha: Khá } }
      - { key: diem, label: Điểm, type: decimal, combine: { units: none, periods: none } }
  khac:
    title: Khác
    asked_of: [chi_hoi, co_so]
    fields:
      - { key: anh, label: Ảnh, type: photo }
      - { key: y_kien, label: Ý kiến, type: text, required: true, max: 500 }
rules:
  - { when: xep_loai = "tot", relevant: [anh] }
  - { when: TC05 > TC04, error: Xem lại }
`

/** Codes of what is wrong; the sign § in the overlay marks where the first problem stands, column counted without it. */
const refused = (
  lines: string,
  base = centre
): { codes: ReadonlyArray<string>; marked: boolean; texts: ReadonlyArray<string> } => {
  const text = `template: hau-giang/bao-cao\nextends: vwu/bao-cao@^1\n${lines}`
  const before = text.split("§")[0]!
  const made = Overlay.resolve([{ text: text.replace("§", ""), file: "t.yaml" }, { text: base }])
  if (made.ok) return { codes: [], marked: false, texts: [] }
  const { place } = made.issues[0]!
  const line = before.split("\n").length
  const column = before.split("\n").at(-1)!.length + 1
  return {
    codes: made.issues.map((one) => one.code),
    marked: place?.file === "t.yaml" && place.line === line && place.column === column,
    texts: made.issues.map((one) => one.message)
  }
}

describe("an overlay", () => {
  const made = good(Overlay.resolve([{ text: file("can-tho") }, { text: file("bao-cao-thang") }]))
  const { template } = made
  const keys = template.sections.map((section) => [section.key, section.fields.map((field) => field.key)])

  it("keeps the lineage of its base, so both are one obligation", () => {
    expect(template).toMatchObject({
      id: "can-tho/bao-cao-thang",
      lineage: "hau-giang/bao-cao-thang",
      title: "Báo cáo tháng, có chỉ tiêu riêng",
      period: "month",
      window: "fifteenth"
    })
    expect(made.layers).toHaveLength(2)
  })

  it("adds fields under keys of its own namespace, and its formulas mean them", () => {
    expect(Template.field(template, "can_tho__hoi_vien_cu_lao")).toMatchObject({ partOf: "TC04" })
    expect(Template.field(template, "can_tho__co_cu_lao")?.formula).toBe("can_tho__hoi_vien_cu_lao > 0")
    expect(template.rules.at(-1)).toMatchObject({
      when: "can_tho__hoi_vien_cu_lao > 20 % * TC04 AND TC04 > 50",
      text: "Hội viên ở cù lao ({can_tho__hoi_vien_cu_lao}) nhiều, xin xem lại"
    })
  })

  it("finds its own names in brackets too", () => {
    const text =
      "template: a/b\nextends: vwu/bao-cao@^1\nsections: { khac: { add: [{ key: x, label: X, type: bool, asked_of: [co_so] }] } }\nrules: [{ when: NOT(((x))) AND (x) OR ( x ), warn: L }]"
    expect(good(Overlay.parse(text)).rules[0]?.when).toBe("NOT(((a__x))) AND (a__x) OR ( a__x )")
  })

  it("orders sections and fields, words, hides and tightens", () => {
    expect(keys[0]).toEqual(["cu_lao", ["can_tho__nuoc_sach"]])
    expect(keys[1]?.[1]?.slice(0, 3)).toEqual(["TC04", "can_tho__hoi_vien_cu_lao", "TC05"])
    expect(Template.field(template, "TC04")?.label).toBe("Tổng số hội viên của chi hội")
    expect(Template.field(template, "TC05")).toMatchObject({
      max: 20,
      min: 0,
      hint: "Chỉ tính trong kỳ",
      required: true
    })
    expect(Template.field(template, "HD06")).toBeNull()
    expect(template.rules[2]).toMatchObject({ fields: ["HD03"] })
    expect(template.due.filter((rule) => rule.level === "chi_hoi")).toEqual([
      { level: "chi_hoi", on: { dayOfMonth: 16 } }
    ])
    expect(template.due).toHaveLength(4)
  })

  it("moves a field of the base to another section", () => {
    const overlay = good(
      Overlay.parse("template: hau-giang/b\nextends: vwu/bao-cao@^1\nsections: { khac: { order: [y_kien, TC05] } }")
    )
    const moved = good(Overlay.apply(good(Template.parse(centre)).template, overlay))
    expect(moved.sections.map((one) => one.fields.map((field) => field.key))).toEqual([
      ["TC04", "ly_do", "xep_loai", "diem"],
      ["y_kien", "TC05", "anh"]
    ])
  })

  it("may stand on another overlay, and a field of the lower one is named with its namespace", () => {
    const province =
      "template: hau-giang/bao-cao\nextends: vwu/bao-cao@^1\nsections: { khac: { add: [{ key: x, label: X, type: count, asked_of: [co_so], combine: { units: sum, periods: sum } }] } }"
    const commune =
      "template: tan-hoa/bao-cao\nextends: hau-giang/bao-cao@1.0.0\nsections: { khac: { add: [{ key: x, label: X riêng, type: count, asked_of: [co_so], part_of: hau_giang__x, combine: { units: sum, periods: sum } }] } }"
    const three = good(Overlay.resolve([{ text: commune }, { text: centre }, { text: province }]))
    expect(three.layers.map((one) => one.id)).toEqual(["vwu/bao-cao", "hau-giang/bao-cao", "tan-hoa/bao-cao"])
    expect(Template.field(three.template, "tan_hoa__x")?.partOf).toBe("hau_giang__x")
    expect(three.template.lineage).toBe("vwu/bao-cao")
  })

  it("takes the newest base in its range", () => {
    const versions = ["1.0.0", "1.3.0", "1.2.9", "2.0.0"].map((version) => ({
      text: centre.replace("1.2.0", version)
    }))
    const overlay = { text: "template: hau-giang/b\nextends: vwu/bao-cao@~1.2" }
    expect(good(Overlay.resolve([overlay, ...versions])).layers[0]?.version).toBe("1.2.9")
  })
})

describe("an overlay is refused, with the place, when it", () => {
  it.each([
    ["changes the type", "tighten: { TC04: { type: §money } }", ["overlay.field-frozen"]],
    ["changes the unit", "relabel: { TC04: { unit: §nhóm } }", ["overlay.field-frozen"]],
    ["changes the scale", "tighten: { diem: { decimals: §3 } }", ["overlay.field-frozen"]],
    ["changes an operator", "tighten: { TC04: { combine: §{ units: max, periods: max } } }", ["overlay.field-frozen"]],
    ["changes the kind", "kind: §case", ["overlay.frozen"]],
    ["changes the period", "period: §quarter", ["overlay.frozen"]],
    ["widens a range", "tighten: { TC04: { max: §1000 } }", ["overlay.loosen-range"]],
    ["lowers a minimum", "tighten: { TC04: { min: §-1 } }", ["overlay.loosen-range"]],
    ["drops a requirement", "tighten: { y_kien: { required: §false } }", ["overlay.loosen-required"]],
    ["weakens a requirement", "tighten: { TC05: { required: §TC04 > 10 } }", ["overlay.loosen-required"]],
    ["removes a field", "remove: §[TC04]", ["overlay.remove"]],
    ["hides what the level above adds up", "hide: [§TC04]", ["overlay.hide-summed"]],
    ["hides what a rule reads", "hide: [§xep_loai]", ["overlay.hide-read"]],
    ["hides what is required", "hide: [§y_kien]", ["overlay.hide-required"]],
    [
      "shadows a field of the base",
      "sections: { khac: { add: [{ key: §TC04, label: L, type: text, asked_of: [co_so] }] } }",
      ["overlay.shadow"]
    ],
    ["writes questions under fields", "sections: { khac: { fields: §[] } }", ["overlay.fields"]],
    ["names a section nobody knows", "sections: { kha: §{ order: [] } }", ["overlay.section-title"]],
    ["names a field nobody knows", "relabel: { TC99: §Hội viên }", ["field.unknown"]],
    ["orders one field twice", "sections: { khac: { order: [anh, §anh] } }", ["overlay.order-twice"]],
    [
      "divides a choice that a rule reads",
      "choices: { xep_loai: { tot: §{ rat_tot: Rất tốt } } }",
      ["overlay.choice-read"]
    ],
    ["divides a choice nobody knows", "choices: { ly_do: { mat: §{ om: Ốm } } }", ["overlay.choice-unknown"]],
    ["divides what is no choice", "choices: { TC04: { mat: §{ om: Ốm } } }", ["field.not-for"]],
    ["orders one section twice", "order: [khac, §khac]", ["overlay.order-twice"]],
    ["names a choice that is there", "choices: { ly_do: { di: §{ om: Lý do khác } } }", ["overlay.choice-taken"]],
    ["closes a field of the base", "rules: [{ when: TC04 > 5, relevant: [§y_kien] }]", ["overlay.relevant-base"]],
    [
      "computes with an unknown name",
      "sections: { khac: { add: [{ key: x, label: L, type: bool, formula: TC04 > §TC99 }, { key: y, label: L, type: text, asked_of: [co_so] }] } }",
      ["formula.name-unknown"]
    ],
    [
      "computes wrongly behind a name of its own",
      "sections: { khac: { add: [{ key: x, label: X, type: bool, asked_of: [co_so] }] } }\nrules: [{ when: x AND x AND §TC99, warn: L }]",
      ["formula.name-unknown"]
    ],
    ["asks for a day that no month has", "due: { chi_hoi: { day: §40 } }", ["due.day"]]
  ])("%s", (_, lines, codes) => {
    expect(refused(lines)).toMatchObject({ codes, marked: true })
  })

  it("does several of these: all are named at once", () => {
    const found = refused("hide: [TC04, y_kien]\ntighten: { TC04: { max: 1000, min: -5 }, TC99: { max: 1 } }")
    expect(found.codes.toSorted()).toEqual([
      "field.unknown",
      "overlay.hide-required",
      "overlay.hide-summed",
      "overlay.loosen-range",
      "overlay.loosen-range"
    ])
    expect(found.texts).toContain("“max” của TC04 ở mẫu gốc là 900, 1000 thì rộng hơn; chỉ được chặt hơn")
  })

  it("is wrong in form and in what it does: both are named", () => {
    const found = refused(
      "kind: case\ntighten: { TC04: { max: x }, TC05: { max: -1 } }\nhide: [TC04, TC99]\nrules: [{ when: TC04 >, warn: L }]"
    )
    expect(found.codes.toSorted()).toEqual([
      "field.min-max",
      "field.unknown",
      "formula.ends",
      "overlay.frozen",
      "overlay.hide-summed",
      "yaml.number"
    ])
  })

  it("has no base, one of another version, or a circle of bases", () => {
    const at = (text: string, ...rest: ReadonlyArray<string>) => {
      const made = Overlay.resolve([{ text }, ...rest.map((one) => ({ text: one }))])
      return made.ok ? [] : made.issues.map((one) => `${one.code} ${one.place?.line}:${one.place?.column}`)
    }
    const overlay = (id: string, base: string) => `template: ${id}\nextends: ${base}`
    expect(at(overlay("a/b", "vwu/bao-cao@^1"))).toEqual(["overlay.base-missing 2:10"])
    expect(at(overlay("a/b", "vwu/bao-cao@^2"), centre)).toEqual(["overlay.base-version 2:10"])
    expect(at(overlay("a/b", "a/c@^1"), overlay("a/c", "a/b@^1"))).toEqual(["overlay.circle 2:10"])
    expect(at(overlay("a/b", "vwu/bao-cao"))).toEqual(["overlay.extends 2:10"])
    expect(at(overlay("9a/b", "vwu/bao-cao@^1"), centre)).toEqual(["overlay.owner 1:11"])
  })
})

describe("the projection of a submission", () => {
  const overlay = `
template: hau-giang/bao-cao
extends: vwu/bao-cao@^1
sections: { khac: { add: [{ key: x, label: X, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: sum } }] } }
choices: { ly_do: { di: { tinh_khac: Sang tỉnh khác } } }
hide: [diem]
`
  const { layers, template } = good(Overlay.resolve([{ text: overlay }, { text: centre }]))
  const base = layers[0]!
  const context = { unit: { id: "u", level: "chi_hoi" }, period: Period.containing("month", "2024-10-15") }

  it("leaves out what was added and says the base's choice for a finer one, in earlier periods too", () => {
    const sent = {
      input: { tc04: 5, TC05: 1, HAU_GIANG__X: 7, ly_do: "sang tinh khac", y_kien: "Tốt" },
      context: {
        ...context,
        previous: { hau_giang__x: { state: "zero" }, ly_do: { state: "value", value: "hau_giang__tinh_khac" } },
        targets: { hau_giang__x: { state: "zero" }, TC05: { state: "value", value: 9 } }
      }
    } as const
    const projected = Overlay.project(sent, template, base)
    expect(projected.input).toEqual({ tc04: 5, TC05: 1, ly_do: "di", y_kien: "Tốt" })
    expect(projected.context).toEqual({
      ...context,
      previous: { ly_do: { state: "value", value: "di" } },
      sameLastYear: null,
      targets: { TC05: { state: "value", value: 9 } }
    })
    const [above, below] = [base, template].map((one) => good(Compiled.make(one)))
    expect(below!.validate(sent.input, sent.context).issues).toEqual([])
    expect(above!.validate(projected.input, projected.context).issues).toEqual([])
  })
})
