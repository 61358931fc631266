import { Association } from "@lienhoi/hierarchy"
import type { Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"
import { Overlay, type Target, TargetSet, TargetSetDiff, Template, TemplateDiff } from "../src/index.ts"

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

const quarterly = good(
  Template.parse(`
template: vwu/bao-cao-quy
title: Báo cáo quý
period: quarter
due: { co_so: { day: 10, month_offset: 1 } }
sections:
  can_bo:
    title: Cán bộ
    asked_of: [co_so]
    fields:
      - { key: CB01, label: Chi hội trưởng, type: count, combine: { units: sum, periods: last }, disaggregate: [{ by: dan_toc, items: { kinh: Kinh, khac: Khác } }] }
      - { key: CB06, label: Được bồi dưỡng, type: count, part_of: CB01, combine: { units: sum, periods: last } }
      - { key: CB08, label: Tỷ lệ được bồi dưỡng, type: ratio, numerator: CB06, denominator: CB01 }
      - { key: GD01, label: Hộ thoát nghèo, type: count, combine: { units: sum, periods: sum } }
      - { key: Y_KIEN, label: Ý kiến, type: text }
`)
).template

const head = `
targets: vwu/chi-tieu-2022-2027
title: Chỉ tiêu nhiệm kỳ 2022-2027 (số liệu thử)
source: Nghị quyết thử
term: { from: 2022-03-11, to: 2027-03-31 }
closed: true
items:
`
const items = `
  - { key: CT02, label: Hộ thoát nghèo, field: vwu/bao-cao-quy/GD01, kind: absolute, value: 33500, unit: hộ, owner: trung_uong, by: year-end }
  - { key: CT03, label: Hộ mới mỗi cơ sở, field: vwu/bao-cao-quy/GD01, kind: per-unit-plus, level: co_so, base: { field: GD01, at: 2022-12-31 }, value: 5, owner: trung_uong, by: term-end, source: [Văn bản 1, Văn bản 2] }
  - { key: CT07, label: Cơ sở bồi dưỡng, field: vwu/bao-cao-quy/CB06, kind: each-unit, level: co_so, value: 1, owner: tinh, units: [t1, t2], from: 2023-01-01, by: 2025-12-31 }
  - { key: CT08, label: Bồi dưỡng chi hội trưởng, label_en: Support, field: vwu/bao-cao-quy/CB06, kind: percent, of: { field: CB01, at: 2022-12-31 }, value: 90, owner: trung_uong, by: term-end }
  - { key: CT09, label: Tỷ lệ bồi dưỡng, field: vwu/bao-cao-quy/CB08, kind: percent, value: 90, owner: trung_uong, by: term-end }
  - { key: CT10, label: Chi hội người Kinh, field: "vwu/bao-cao-quy/CB01[kinh]", kind: percent, of: { units: co_so, at: 2022-12-31 }, value: 50, owner: trung_uong, by: term-end }
`
const options = { templates: [quarterly], association: Association.vwu }
const set = good(TargetSet.parse(head + items, options))

/** Codes with the line, counted from the first item. */
const wrong = (item: string): ReadonlyArray<string> => {
  const read = TargetSet.parse(`${head}  - ${item}`, { ...options, file: "t.yaml" })
  return read.ok ? [] : read.issues.map(({ code, place }) => `${place!.line - head.split("\n").length + 1} ${code}`)
}
const target = (more: string): string =>
  `{ key: A, label: A, owner: tinh, by: year-end, field: vwu/bao-cao-quy/GD01, kind: absolute, value: 5${more} }`

describe("a set of targets", () => {
  it("is read with every shape a target has", () => {
    expect(set).toMatchObject({
      id: "vwu/chi-tieu-2022-2027",
      status: "adopted",
      closed: true,
      source: ["Nghị quyết thử"]
    })
    expect(set.items.map(({ kind, by }) => [kind, by])).toEqual([
      ["absolute", "year-end"],
      ["per-unit-plus", "term-end"],
      ["each-unit", "2025-12-31"],
      ["percent", "term-end"],
      ["percent", "term-end"],
      ["percent", "term-end"]
    ])
    expect(set.items[3]).toMatchObject({
      template: "vwu/bao-cao-quy",
      field: "CB06",
      of: { template: null, field: "CB01", at: "2022-12-31" }
    })
    expect(set.items[5]!.of).toEqual({ units: "co_so", at: "2022-12-31" })
  })

  it("is the same set again from its YAML and from its JSON", () => {
    expect(good(TargetSet.parse(TargetSet.print(set), options))).toEqual(set)
    expect(good(TargetSet.fromJson(JSON.parse(JSON.stringify(TargetSet.toJson(set))), options))).toEqual(set)
    expect(TargetSet.print(good(TargetSet.parse(TargetSet.print(set))))).toBe(TargetSet.print(set))
  })

  it("may wait for its document, and holds nothing while it does", () => {
    const waiting =
      "targets: vwu/chi-tieu-2026-2031\ntitle: Nhiệm kỳ 2026-2031\nstatus: awaiting\nterm: { from: 2026-06-01, to: 2031-05-31 }\n"

    expect(good(TargetSet.parse(waiting))).toMatchObject({ status: "awaiting", items: [] })
    expect(TargetSet.statusNames.awaiting.vi).toBe("chưa có văn bản")
    const filled = TargetSet.parse(`${waiting}items:\n  - ${target("")}`)
    expect(filled.ok ? [] : filled.issues.map(({ code }) => code)).toEqual(["target-set.awaiting"])
    const silent = TargetSet.parse(waiting.replace("awaiting", "adopted"))
    expect(silent.ok ? [] : silent.issues.map(({ code }) => code)).toEqual(["target-set.empty", "target-set.source"])
  })

  it.each([
    ["{ key: A, label: A, owner: tinh }", ["1 yaml.needed", "1 yaml.needed", "1 yaml.needed", "1 yaml.needed"]],
    [target(", level: co_so"), ["1 target.not-for"]],
    [target(", filed: x"), ["1 yaml.keyword-meant"]],
    [target("").replace("value: 5", "value: 0"), ["1 target.value"]],
    [target("").replace("GD01", "GD1"), ["1 field.unknown"]],
    [target("").replace("GD01", "Y_KIEN"), ["1 target.not-number"]],
    [target("").replace("GD01", "CB08"), ["1 target.ratio"]],
    [target("").replace("vwu/bao-cao-quy/GD01", "GD01"), ["1 target.field-template"]],
    [target("").replace("vwu/bao-cao-quy/GD01", "a b"), ["1 target.field"]],
    [target("").replace("bao-cao-quy", "bao-cao-qui"), ["1 target.template-unknown"]],
    [target("").replace("tinh", "tnh"), ["1 level.unknown"]],
    [target("").replace("year-end", "2028-01-01"), ["1 target.outside-term"]],
    [target(", from: 2024-01-01").replace("year-end", "2023-01-01"), ["1 target.reversed"]],
    [target("").replace("year-end", "cuoi nam"), ["1 date.or"]],
    [target("").replace("key: A", "key: 1a"), ["1 target.key"]],
    [target("").replace("absolute", "percent"), ["1 target.of-needed"]],
    [target(", of: { at: 2022-12-31 }").replace("absolute", "percent"), ["1 target.of-form"]],
    [target(", of: { field: CB08 }").replace("absolute", "percent"), ["1 field.not-number"]],
    [target(", of: { units: lang }").replace("absolute", "percent"), ["1 level.unknown"]],
    [target("").replace("absolute", "each-unit"), ["1 yaml.needed"]],
    [`${target("")}\n  - ${target("")}`, ["2 target.twice"]]
  ])("says what is wrong with %s", (item, codes) => {
    expect(wrong(item)).toEqual(codes)
  })

  it("points at the very word", () => {
    const text = `${head}  - ${target("").replace("GD01", "GD1")}`
    const read = TargetSet.parse(text, { ...options, file: "t.yaml" })
    const { message, place } = read.ok ? { message: "", place: undefined } : read.issues[0]!

    expect(message).toBe("Không có chỉ tiêu “GD1” (có phải “GD01”?); xem lại mã")
    expect(text.split("\n")[place!.line - 1]!.slice(place!.column - 1)).toMatch(/^vwu\/bao-cao-quy\/GD1/u)
  })

  it("holds targets against templates only when there are any", () => {
    expect(TargetSet.parse(head + items).ok).toBe(true)
    expect(TargetSet.check(set, { templates: [] }).map(({ code }) => code)).toContain("target.template-unknown")
  })

  it("knows its files from templates", () => {
    expect([head, `# chú thích\n\n${head}`, '{ "targets": "a/b" }'].map(TargetSet.isTargetSet)).toEqual([
      true,
      true,
      true
    ])
    expect(
      ["targets: []\ntemplate: a/b", "# x\n".repeat(400_000), "\n".repeat(400_000)].map(TargetSet.isTargetSet)
    ).toEqual([false, false, false])
    expect(["template: a/b\ntargets: []", ""].map(TargetSet.isTargetSet)).toEqual([false, false])
  })

  it.each([
    "",
    "[]",
    "targets: [",
    "- - - -",
    "targets: vwu/x\nitems: 5",
    "targets: &a x\nitems: *a",
    "items: [[[[[]]]]]"
  ])("refuses with a place and never throws: %j", (text) => {
    const read = TargetSet.parse(text)

    expect(read.ok).toBe(false)
    for (const one of read.ok ? [] : read.issues) expect(one.place?.line).toBeGreaterThan(0)
  })
})

describe("a difference between two sets", () => {
  const open = { ...set, closed: false }
  const more = { ...set.items[0]!, key: "CT99" }
  const with0 = (change: Partial<Target.Target>) => ({
    ...set,
    items: [{ ...set.items[0]!, ...change }, ...set.items.slice(1)]
  })

  it.each([
    ["none", set, set],
    ["patch", set, with0({ label: "Lời khác" })],
    ["patch", set, { ...set, title: "Tên khác" }],
    ["major", set, with0({ value: 34_000 })],
    ["major", set, with0({ by: "term-end" })],
    ["major", set, with0({ template: "vwu/bao-cao-nam" })],
    ["minor", open, { ...open, items: [...open.items, more] }],
    ["major", set, { ...set, items: [...set.items, more] }],
    ["major", open, { ...open, items: open.items.slice(1) }],
    ["minor", set, open],
    ["major", set, { ...set, term: { from: "2022-03-11", to: "2027-12-31" } }]
  ] as const)("is %s", (change, a, b) => {
    const found = TargetSetDiff.of(a, b)

    expect(found.change).toBe(change)
    for (const { message, english } of found.reasons) expect(message + english).not.toMatch(/\{\w+\}|undefined|object/u)
  })
})

const centre = `
template: vwu/thang
version: 1.0.0
title: Báo cáo
period: month
columns: [plan, period]
due: { chi_hoi: { day: 15, month_offset: 1 } }
targets:
  - { key: CT1, label: Chỉ tiêu của Trung ương, field: HVM, kind: each-unit, level: co_so, value: 5, owner: trung_uong, by: 2025-12-31 }
sections:
  to_chuc:
    title: Tổ chức
    asked_of: [chi_hoi]
    fields:
      - { key: HV, label: Hội viên, type: count, combine: { units: sum, periods: last } }
      - { key: HVM, label: Hội viên mới, type: count, combine: { units: none, periods: none } }
  khac:
    title: Khác
    asked_of: [chi_hoi]
    columns: []
    fields:
      - { key: HD, label: Có họp, type: bool }
`
const local = (lines: string) =>
  Overlay.resolve([
    { text: `template: hau-giang/thang\nextends: vwu/thang@^1\n${lines}`, file: "t.yaml" },
    { text: centre, file: "centre.yaml" }
  ])
const refusals = (lines: string): ReadonlyArray<string> => {
  const made = local(lines)
  return made.ok ? [] : made.issues.map(({ code, place }) => `${place!.file} ${place!.line}:${place!.column} ${code}`)
}

describe("targets of a template and of its overlays", () => {
  const base = good(Template.parse(centre)).template

  it("stand in the template, measured by its own fields, and the columns of the head in every section without its own", () => {
    expect(base.targets[0]).toMatchObject({ key: "CT1", template: null, field: "HVM", kind: "each-unit" })
    expect(base.sections.map(({ columns }) => columns)).toEqual([["plan", "period"], []])
    expect(good(Template.parse(Template.print(base))).template).toEqual(base)
    expect(good(Template.fromJson(Template.toJson(base))).template).toEqual(base)
  })

  it("get the namespace of the overlay, and mean its own fields by their short names", () => {
    const { template } = good(
      local(`
sections:
  to_chuc: { columns: [year-to-date], add: [{ key: cu_lao, label: Ở cù lao, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }] }
targets:
  - { key: CT1, label: Của tỉnh, field: HVM, kind: each-unit, level: co_so, value: 6, owner: tinh, by: 2025-12-31 }
  - { key: CT2, label: Cù lao, field: cu_lao, kind: percent, of: { field: HV }, value: 20, owner: tinh, by: year-end }
`)
    )

    expect(template.targets.map(({ key, field }) => [key, field])).toEqual([
      ["CT1", "HVM"],
      ["hau_giang__CT1", "HVM"],
      ["hau_giang__CT2", "hau_giang__cu_lao"]
    ])
    expect(template.sections[0]!.columns).toEqual(["year-to-date"])
  })

  it.each([
    ["value: 4", "value"],
    ["value: 5, by: 2026-01-31", "by"]
  ])("may not ask less than those of the base: %s", (change, way) => {
    const due = change.includes("by:") ? "" : ", by: 2025-12-31"
    const line = `targets: [{ key: CT1, label: Của tỉnh, field: HVM, kind: each-unit, level: co_so, owner: tinh, ${change}${due} }]`
    const column = line.indexOf(`${way}: `) + way.length + 3

    expect(refusals(line)).toEqual([`t.yaml 3:${column} target-set.lowered-${way}`])
  })

  it("names what is wrong with a local target where it stands", () => {
    expect(
      refusals(
        "targets: [{ key: CT1, label: Của tỉnh, field: HVN, kind: absolute, value: 4, owner: tinh, by: year-end }]"
      )
    ).toEqual(["t.yaml 3:47 field.unknown"])
  })

  it("keep a field from being hidden", () => {
    const made = local("hide: [HVM]")

    expect(made.ok ? "" : made.issues[0]!.message).toBe(
      "Không ẩn được HVM (Hội viên mới): chỉ tiêu phấn đấu CT1 của mẫu gốc dùng đến"
    )
  })

  it("are a major change when they ask for something else, and columns a patch", () => {
    const change = (from: string, to: string) =>
      TemplateDiff.of(base, good(Template.parse(centre.replace(from, to))).template).change

    expect(change("value: 5", "value: 6")).toBe("major")
    expect(change("columns: [plan, period]", "columns: [plan]")).toBe("patch")
    expect(change("Chỉ tiêu của Trung ương", "Chỉ tiêu")).toBe("patch")
  })
})
