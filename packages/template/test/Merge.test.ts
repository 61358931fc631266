import type { Issue } from "@lienhoi/words"
import { Text } from "@lienhoi/words"
import { describe, expect, it } from "vitest"
import { Cell, Merge, Migration, Overlay, Published, Template } from "../src/index.ts"

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

const codes = (checked: Issue.Checked<unknown>): ReadonlyArray<string> =>
  checked.ok ? [] : checked.issues.map(({ code }) => code)

const text = (id: string, fields: ReadonlyArray<string>, more = "") => `
template: ${id}
title: Hội viên
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  to_chuc:
    title: Tổ chức
    asked_of: [chi_hoi]
    fields:
${fields.map((field) => `      - { ${field} }`).join("\n")}
${more}`

const members = "key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }"
const base = good(Template.parse(text("vwu/hoi-vien", [members]))).template

const province = (owner: string, fields: ReadonlyArray<string>, more = "") =>
  good(
    Overlay.parse(
      `template: ${owner}/hoi-vien\nextends: vwu/hoi-vien@^1\nsections:\n  to_chuc:\n    asked_of: [chi_hoi]\n    add:\n${fields
        .map((field) => `      - { ${field} }`)
        .join("\n")}\n${more}`
    )
  )

const island = (key: string, more: string) => `key: ${key}, label: Ở cù lao, type: count, ${more}`
const stock = "combine: { units: sum, periods: last }"
const id = "moi/hoi-vien"

describe("a merge", () => {
  it("never joins what differs in type, unit, scale, operator, or in what is counted, whoever asks for it", () => {
    const one = province("a", [island("x", stock)])
    const others = [
      "key: x, label: Ở cù lao, type: text",
      island("x", `${stock}, unit: hộ`),
      island("x", "combine: { units: sum, periods: sum }"),
      island("x", "combine: { units: max, periods: last }"),
      island("x", `${stock}, counts: people`),
      island("x", `${stock}, part_of: TC04`),
      `key: x, label: Ở cù lao, type: decimal, decimals: 1, ${stock}`
    ]
    for (const other of others) {
      const former = [one, province("b", [other])]
      const made = good(Merge.overlays(base, former, { id }))
      expect(made.decisions.filter(({ choice }) => choice === "same")).toEqual([])
      expect(made.decisions.at(-1)!.reason.vi).toMatch(/^Trông như một .+ nhưng khác .+, nên để riêng$/u)
      expect(Template.fields(made.template)).toHaveLength(3)
      const forced = [{ choice: "same", of: { "a/hoi-vien": "x", "b/hoi-vien": "x" }, key: null }] as const
      expect(codes(Merge.overlays(base, former, { id, decisions: forced }))).toEqual(["merge.differs"])
    }
  })

  it("joins what differs in strictness, at its loosest, and lists what was stricter", () => {
    const former = [
      province("a", [island("x", `${stock}, required: true, min: 1, max: 50`)], "tighten: { TC04: { max: 100 } }\n"),
      province("b", [island("y", `${stock}, max: 70`)], "tighten: { TC04: { max: 300, required: true } }\n")
    ]
    const { template, listed, kept } = good(Merge.overlays(base, former, { id }))
    const [tc04, joint] = Template.fields(template)
    expect(joint).toMatchObject({ key: "moi__x", required: false, min: 0, max: 70 })
    expect(tc04).toMatchObject({ required: false, max: 300 })
    expect(kept.filter(({ key }) => key === "moi__x").map(({ field }) => field)).toEqual(["a__x", "b__y"])
    expect(listed.map(({ source, code }) => `${source} ${code}`).toSorted()).toEqual([
      "a/hoi-vien merge.listed.limits",
      "a/hoi-vien merge.listed.required",
      "a/hoi-vien merge.listed.tighten",
      "b/hoi-vien merge.listed.tighten"
    ])
  })

  it("joins fields whose formulas speak of fields that became one, and only then", () => {
    const computed = (key: string, of: string) => `key: ${key}, label: Có cù lao, type: bool, formula: "${of} > 0"`
    const apart = "key: z, label: Chợ nổi, type: count, combine: { units: sum, periods: last }"
    const a = province("a", [island("x", stock), computed("co", "x")])
    const same = good(
      Merge.overlays(base, [a, province("b", [island("y", stock), computed("c", "[Ở cù lao]")])], { id })
    )
    expect(Template.field(same.template, "moi__co")?.formula).toBe("moi__x > 0")
    expect(same.decisions.slice(0, 2).map(({ choice }) => choice)).toEqual(["same", "same"])
    const other = good(Merge.overlays(base, [a, province("b", [apart, computed("c", "z")])], { id }))
    expect(other.decisions.filter(({ choice }) => choice === "same")).toEqual([])
    expect(other.decisions.at(-1)!.reason.en).toContain("differ in the formula")
  })

  it("takes a person's word: one although the labels differ, apart although they are the same, another key", () => {
    const former = [
      province("a", [island("x", stock), "key: cho, label: Chợ nổi, type: bool"]),
      province("b", [island("x", stock), "key: chon, label: Họp chợ trên sông, type: bool"])
    ]
    const decisions = good(
      Merge.parseDecisions(`
merge: moi/hoi-vien
decisions:
  - { choice: different, of: { a/hoi-vien: x, b/hoi-vien: x } }
  - { choice: same, of: { a/hoi-vien: cho, b/hoi-vien: chon }, key: cho_noi }
  - { choice: rename, of: { b/hoi-vien: x }, key: cu_lao_b }
`)
    )
    const { template } = good(Merge.overlays(base, former, { id, decisions }))
    expect(Template.fields(template).map(({ key, label }) => [key, label])).toEqual([
      ["TC04", "Hội viên"],
      ["moi__cho_noi", "Chợ nổi"],
      ["moi__a__x", "Ở cù lao (a)"],
      ["moi__cu_lao_b", "Ở cù lao (b)"]
    ])
    const taken = [...decisions, { choice: "rename", of: { "a/hoi-vien": "x" }, key: "cho_noi" }] as const
    expect(codes(Merge.overlays(base, former, { id, decisions: taken }))).toEqual(["merge.taken"])
    const crowded = [{ choice: "same", of: { "a/hoi-vien": "x" }, key: null }] as const
    expect(codes(Merge.overlays(base, former, { id, decisions: crowded }))).toEqual(["merge.alone"])
  })

  it("refuses one template alone, the same twice, and overlays on other bases", () => {
    const a = province("a", [island("x", stock)])
    expect(codes(Merge.overlays(base, [a], { id }))).toEqual(["merge.few"])
    expect(codes(Merge.overlays(base, [a, a], { id }))).toEqual(["merge.twice"])
    const elsewhere = { ...province("b", [island("x", stock)]), base: { id: "khac/mau", range: "^1" } }
    expect(codes(Merge.overlays(base, [a, elsewhere], { id }))).toEqual(["merge.base"])
  })

  it("makes one template of those that extend nothing, with what each alone asks under its name", () => {
    const a = good(Template.parse(text("a/thang", [members, "key: X, label: Chợ nổi, type: bool"]))).template
    const b = good(
      Template.parse(text("b/thang", [`${members}, unit: người`, "key: X, label: Ảnh, type: photo"]))
    ).template
    const c = good(Template.parse(text("c/thang", [members.replace("TC04", "HV")]))).template
    const made = good(Merge.templates([b, c, a], { id: "moi/thang" }))
    expect(Template.fields(made.template).map(({ key, unit }) => [key, unit])).toEqual([
      ["TC04", null],
      ["a__X", null],
      ["b__TC04", "người"],
      ["b__X", null]
    ])
    expect(made.template.lineage).toBe("moi/thang")
    expect(made.overlay).toBeNull()
    const { declared } = made.moves.find(({ from }) => from.id === "c/thang")!
    const read = good(Migration.parseDeclared(Merge.printMoves(made.moves), { from: "c/thang" }))
    expect(read).toEqual(declared)
    const migration = Migration.of(c, made.template, read)
    expect(good(Migration.run(migration, { HV: Cell.value(5) }))).toEqual({ TC04: Cell.value(5) })
    expect(codes(Migration.parseDeclared(Merge.printMoves(made.moves), { from: "d/thang" }))).toEqual([
      "migrate.declared"
    ])
    const yearly = { ...c, period: "year" } as const
    expect(codes(Merge.templates([a, yearly], { id: "moi/thang" }))).toEqual(["merge.head"])
  })
})

describe("a published template", () => {
  const made = good(Published.make({ layers: [base], from: "2025-01-01" }))

  it("is read back as it was, and refused when it was changed or is none", () => {
    const file = Published.print(made)
    expect(good(Published.parse(file))).toEqual(made)
    expect(codes(Published.parse(file.replace("Hội viên", "Hội viên cũ"), { file: "x.json" }))).toEqual([
      "publish.changed"
    ])
    for (const odd of [
      "",
      "{}",
      "[]",
      "null",
      "{",
      '{"id":1}',
      file.replace('"from": "2025-01-01"', '"from": "mai"')
    ]) {
      expect(codes(Published.parse(odd))).toEqual(["publish.broken"])
    }
  })

  it("gets its next number from what changed since", () => {
    const next = (template: Template.Template) => Published.next(template, [made]).version
    expect(next(base)).toBe("1.0.0")
    expect(next({ ...base, title: "Khác" })).toBe("1.0.1")
    expect(next({ ...base, title: "Khác", version: "1.5.0" })).toBe("1.5.0")
    expect(Published.next(base, []).last).toBeNull()
    expect(Text.fold(made.template.title)).toBe("hoi vien")
  })
})
