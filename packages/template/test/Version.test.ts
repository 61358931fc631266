import { createHash } from "node:crypto"
import { Period } from "@lienhoi/calendar"
import type { Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"
import { Cell, Migration, Overlay, Published, Rebase, Template, TemplateDiff, Version } from "../src/index.ts"
import { sha256 } from "../src/internal/sha256.ts"

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
      - { key: TC05, label: Hội viên mới, type: count, combine: { units: sum, periods: sum } }
      - { key: ly_do, label: Lý do, type: choice, choices: { di: Chuyển đi, khac: Lý do khác } }
  khac:
    title: Khác
    asked_of: [chi_hoi, co_so]
    fields:
      - { key: anh, label: Ảnh, type: photo }
rules:
  - { when: TC05 > TC04, warn: Xem lại }
`
const base = good(Template.parse(centre)).template

/** The base with words of its file replaced. */
const edited = (...edits: ReadonlyArray<readonly [from: string, to: string]>): Template.Template =>
  good(
    Template.parse(
      edits.reduce((text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`no ${from}`)
        return text.replace(from, to)
      }, centre)
    )
  ).template

describe("versions", () => {
  it("are in a range as npm has it", () => {
    const within = (range: string) =>
      ["0.9.0", "1.0.0", "1.2.0", "1.2.9", "1.3.0", "2.0.0"].filter((v) => Version.isWithin(v, range))
    expect(within("^1")).toEqual(["1.0.0", "1.2.0", "1.2.9", "1.3.0"])
    expect(within("^1.2")).toEqual(["1.2.0", "1.2.9", "1.3.0"])
    expect(within("~1.2")).toEqual(["1.2.0", "1.2.9"])
    expect(within("1.2.0")).toEqual(["1.2.0"])
    expect(within("^0.9")).toEqual(["0.9.0"])
    expect(within("mới")).toEqual([])
    expect(Version.isWithin("không", "^1")).toBe(false)
  })
})

describe("what a new version changes", () => {
  it.each([
    ["nothing", [["Báo cáo", "Báo cáo"]], "none", "1.2.0"],
    ["a label", [["label: Hội viên mới", "label: Mới"]], "patch", "1.2.1"],
    [
      "the order of fields",
      [
        ["key: TC04, label: Hội viên,", "key: TC05, label: Hội viên mới,"],
        [
          "{ key: TC05, label: Hội viên mới, type: count, combine: { units: sum, periods: sum } }",
          "{ key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }, max: 900 }"
        ],
        [", periods: last }, max: 900 }", ", periods: sum } }"]
      ],
      "patch",
      "1.2.1"
    ],
    ["words of a rule", [["warn: Xem lại", "warn: Xin xem lại"]], "patch", "1.2.1"],
    [
      "another field",
      [["type: photo }", "type: photo }\n      - { key: moi, label: Mới, type: text }"]],
      "minor",
      "1.3.0"
    ],
    ["another choice", [["khac: Lý do khác", "khac: Lý do khác, mat: Mất"]], "minor", "1.3.0"],
    ["a wider range", [["max: 900", "max: 950"]], "minor", "1.3.0"],
    ["no upper limit", [[", max: 900", ""]], "minor", "1.3.0"],
    ["another due date", [["co_so: 17", "co_so: 18"]], "minor", "1.3.0"],
    ["a rule left out", [["TC05 > TC04", "TC05 > 2 * TC04"]], "minor", "1.3.0"],
    ["a narrower range", [["max: 900", "max: 90"]], "major", "2.0.0"],
    ["a requirement", [["label: Ảnh, type: photo", "label: Ảnh, type: photo, required: true"]], "major", "2.0.0"],
    ["another operator", [["periods: last", "periods: max"]], "major", "2.0.0"],
    ["another type", [["type: photo", "type: file"]], "major", "2.0.0"],
    [
      "a field left out",
      [["      - { key: anh, label: Ảnh, type: photo }", "      - { key: anh2, label: Ảnh, type: photo }"]],
      "major",
      "2.0.0"
    ],
    ["a choice left out", [["di: Chuyển đi, ", ""]], "major", "2.0.0"],
    ["a refusing rule", [["warn:", "error:"]], "major", "2.0.0"],
    ["other levels", [["asked_of: [chi_hoi, co_so]", "asked_of: [co_so]"]], "major", "2.0.0"],
    ["the period", [["period: month", "period: quarter"]], "major", "2.0.0"]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string]>, Version.Change, string]>)(
    "%s",
    (_, edits, change, version) => {
      const diff = TemplateDiff.of(base, edited(...edits))
      expect(diff).toMatchObject({ change, version })
      expect(diff.reasons.length === 0).toBe(change === "none")
      for (const { message, english } of diff.reasons) {
        expect(`${message}${english}`).not.toMatch(/\{\w+\}|undefined/u)
      }
    }
  )

  it("is told in words, the greatest first", () => {
    const diff = TemplateDiff.of(base, edited(["label: Ảnh", "label: Ảnh họp"], ["periods: last", "periods: max"]))
    expect(diff.reasons.map((one) => one.message)).toEqual([
      "TC04: đổi cách cộng từ “đơn vị: cộng, kỳ: lấy cuối kỳ” thành “đơn vị: cộng, kỳ: lớn nhất”, số cũ và số mới không còn cùng nghĩa",
      "anh: đổi lời (tên)"
    ])
  })
})

describe("publishing", () => {
  const publish = (template: Template.Template, from: string, earlier: ReadonlyArray<Published.Published> = []) =>
    Published.make({ layers: [template], from, earlier })
  const codes = (made: Issue.Checked<Published.Published>) => (made.ok ? [] : made.issues.map((one) => one.code))
  const first = good(publish(base, "2024-01-01"))

  it("starts with a period, never inside one", () => {
    expect(codes(publish(base, "2024-01-15"))).toEqual(["publish.inside"])
    expect(codes(publish(base, "tháng sau"))).toEqual(["publish.no-period"])
  })

  it("locks the resolved template with its layers and its digest", () => {
    const overlay = "template: hau-giang/b\nextends: vwu/bao-cao@^1\nhide: [anh]"
    const { layers, template } = good(Overlay.resolve([{ text: overlay }, { text: centre }]))
    const made = good(Published.make({ layers: [layers[0]!, ...layers.slice(1)], from: "2024-02-01" }))
    expect(made).toMatchObject({
      id: "hau-giang/b",
      lineage: "vwu/bao-cao",
      layers: [
        { id: "vwu/bao-cao", version: "1.2.0" },
        { id: "hau-giang/b", version: "1.0.0" }
      ],
      digest: Published.digest(template)
    })
    expect(made.digest).toMatch(/^[0-9a-f]{64}$/u)
    expect(made.digest).not.toBe(first.digest)
    expect(Published.digest({ ...Object.fromEntries(Object.entries(base).toReversed()) } as never)).toBe(first.digest)
  })

  it("asks for a number that says what changed, and for a later day", () => {
    const wider = edited(["max: 900", "max: 950"], ["1.2.0", "1.2.1"])
    expect(codes(publish(wider, "2024-03-01", [first]))).toEqual(["publish.too-low"])
    expect(codes(publish({ ...wider, version: "1.3.0" }, "2024-01-01", [first]))).toEqual(["publish.earlier"])
    expect(codes(publish({ ...wider, version: "mới" }, "2024-03-01"))).toEqual(["publish.version"])
    const second = good(publish({ ...wider, version: "1.3.0" }, "2024-03-01", [first]))
    const month = (id: string) => Published.inForce([second, first], Period.containing("month", `${id}-10`))?.version
    expect([month("2023-12"), month("2024-02"), month("2024-03")]).toEqual([undefined, "1.2.0", "1.3.0"])
  })

  it("digests as SHA-256 does", () => {
    for (const text of ["", "abc", "Hội Liên hiệp Phụ nữ 💐", "x".repeat(1000)]) {
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"))
    }
  })
})

describe("moving reports to a new version", () => {
  const cells = { TC04: Cell.value(5), "TC05[tre]": Cell.value(1), ly_do: Cell.value("khac"), anh: Cell.missing }

  it("derives what was added, and follows a rename that was declared", () => {
    const newer = edited(
      ["key: TC04", "key: TC04b"],
      ["when: TC05 > TC04", "when: TC05 > TC04b"],
      ["khac: Lý do khác", "khac2: Lý do khác"],
      ["type: photo }", "type: photo }\n      - { key: moi, label: Mới, type: text }"]
    )
    const migration = Migration.of(base, newer, { fields: { TC04: "TC04b" }, choices: { ly_do: { khac: "khac2" } } })
    expect(migration.questions).toEqual([])
    expect(good(Migration.run(migration, cells))).toEqual({
      TC04b: Cell.value(5),
      "TC05[tre]": Cell.value(1),
      ly_do: Cell.value("khac2"),
      anh: Cell.missing
    })
  })

  it("asks where nobody can derive it, and does as it is told", () => {
    const newer = edited(
      ["key: TC04", "key: TC04b"],
      ["when: TC05 > TC04", "when: TC05 > TC04b"],
      ["periods: sum", "periods: max"],
      [", khac: Lý do khác", ""]
    )
    const asked = Migration.of(base, newer)
    expect(asked.questions.map((one) => [one.id, one.answers])).toEqual([
      ["TC04", ["drop"]],
      ["TC05", ["drop", "keep"]],
      ["ly_do/khac", ["drop"]]
    ])
    const open = Migration.run(asked, cells)
    expect(open.ok ? [] : open.issues.map((one) => one.path)).toEqual([["TC04"], ["TC05"], ["ly_do/khac"]])
    const answered = Migration.of(base, newer, { answers: { TC04: "drop", TC05: "keep", "ly_do/khac": "drop" } })
    expect(good(Migration.run(answered, cells))).toEqual({
      "TC05[tre]": Cell.value(1),
      ly_do: Cell.missing,
      anh: Cell.missing
    })
  })

  it("stays within one lineage", () => {
    expect(Migration.of(base, { ...base, lineage: "vwu/khac" }).questions.map((one) => one.id)).toEqual(["lineage"])
  })
})

describe("rebasing an overlay", () => {
  const overlay = good(
    Overlay.parse(
      `template: hau-giang/bao-cao
extends: vwu/bao-cao@^1
due: { chi_hoi: 16 }
sections:
  khac:
    add: [{ key: x, label: X, type: count, asked_of: [co_so], combine: { units: sum, periods: sum } }]
    order: [x]
relabel: { TC04: Chị em }
hide: [anh]
tighten: { TC04: { max: 500 } }
rules: [{ when: x > 5, warn: Nhiều X }]
`,
      { file: "hg.yaml" }
    )
  )
  const rebased = (newer: Template.Template, decisions: Rebase.Decisions = {}) =>
    Rebase.of(base, newer, overlay, decisions)
  const ids = (of: Rebase.Rebase) => of.conflicts.map((one) => one.id)

  it("onto the same base is clean and changes nothing", () => {
    expect(rebased(base)).toMatchObject({ clean: true, conflicts: [], notes: [], overlay })
  })

  it("is clean where only the base changed", () => {
    const newer = edited(["label: Hội viên mới", "label: Mới"], ["max: 900", "max: 600"], ["co_so: 17", "co_so: 18"])
    const met = rebased(newer)
    expect(met).toMatchObject({ clean: true, notes: [], overlay })
    expect(Template.field(met.template!, "TC04")).toMatchObject({ label: "Chị em", max: 500 })
  })

  it("lets people choose where both changed the same", () => {
    const newer = edited(["label: Hội viên,", "label: Hội viên chính thức,"], ["chi_hoi: 15", "chi_hoi: 14"])
    const met = rebased(newer)
    expect(met.clean).toBe(false)
    expect(met.template).toBeNull()
    expect(ids(met)).toEqual(["relabel/TC04/label", "due/chi_hoi"])
    expect(met.conflicts[0]).toMatchObject({
      place: { file: "hg.yaml", line: 8, column: 18 },
      message: "label của TC04: mẫu gốc đổi từ “Hội viên” thành “Hội viên chính thức”, tỉnh đang dùng “Chị em”"
    })
    const mixed = rebased(newer, { "relabel/TC04/label": "theirs", "due/chi_hoi": "mine" })
    expect(mixed.clean).toBe(true)
    expect(Template.field(mixed.template!, "TC04")?.label).toBe("Hội viên chính thức")
    expect(mixed.template!.due.find((rule) => rule.level === "chi_hoi")?.on).toEqual({ dayOfMonth: 16 })
  })

  it("leaves out what has nothing to stand on any more, and says so", () => {
    const met = rebased(edited(["max: 900", "max: 400"], ["key: anh", "key: hinh"], ["1.2.0", "2.0.0"]))
    expect(met.clean).toBe(true)
    expect(met.overlay).toMatchObject({ hide: [], base: { range: "^2.0.0" }, tighten: [{ key: "TC04", max: null }] })
    expect(met.notes).toHaveLength(3)
  })

  it("meets a field of the base that bears its own key", () => {
    const newer = edited([
      "type: photo }",
      "type: photo }\n      - { key: x, label: X, type: count, asked_of: [co_so], combine: { units: sum, periods: sum } }"
    ])
    expect(ids(rebased(newer))).toEqual(["add/hau_giang__x"])
    const theirs = rebased(newer, { "add/hau_giang__x": "theirs" })
    expect(theirs.clean).toBe(true)
    expect(theirs.template?.rules.at(-1)?.when).toBe("x > 5")
    const own = rebased(newer, { "add/hau_giang__x": "rename" })
    expect(own.clean).toBe(true)
    expect(own.template?.rules.at(-1)?.when).toBe("hau_giang__x_rieng > 5")
  })

  it("asks about what the new base refuses", () => {
    const newer = edited(["label: Ảnh, type: photo", "label: Ảnh, type: photo, required: true"])
    const met = rebased(newer)
    expect(met.conflicts).toMatchObject([{ id: "hide/anh", choices: [{ id: "drop" }] }])
    const decided = rebased(newer, { "hide/anh": "drop" })
    expect(decided.clean).toBe(true)
    expect(Template.field(decided.template!, "anh")).not.toBeNull()
  })

  it("keeps a section with fields of its own that the base drops, if told so", () => {
    const newer = edited(["  khac:\n    title: Khác", "  phu:\n    title: Khác"])
    expect(ids(rebased(newer))).toEqual(["sections/khac"])
    const kept = rebased(newer, { "sections/khac": "mine" })
    expect(kept.template?.sections.map((section) => [section.key, section.title])).toEqual([
      ["to_chuc", "Tổ chức"],
      ["khac", "Khác"]
    ])
  })
})

describe("versions of registers, cases, notices", () => {
  const text = (kind: string, fields = "") => `
template: vwu/thu
title: Thử
${kind}
sections:
  a:
    title: A
    asked_of: [chi_hoi]
    fields:
      - { key: so, label: Số, type: text, required: true }
      - { key: ngay, label: Ngày, type: date }
${fields}`
  const report = "period: month\ndue: { chi_hoi: { day: 5, month_offset: 1 } }"
  const folded = "combine: { units: sum, periods: sum }"
  const register = (record: string) => `kind: register\nrecord: ${record}`
  const cases = (states: string) =>
    `kind: case\nstates: { moi: { label: Mới, next: [lam, dong] }, lam: { label: Làm, next: [dong] }, ${states} }`
  const dong = "dong: { label: Đóng, end: true }"
  const fed = (more: string) => `      - { key: C, label: C, type: count, ${folded}${more} }`
  const table = (more: string) =>
    `      - { key: B, label: B, type: table, columns: [{ key: x, label: X, type: count }], ${more} }`

  it.each([
    [
      "another key",
      register("{ key: [so], title: so }"),
      register("{ key: [so], title: so, from: ngay }"),
      "",
      "",
      "major",
      "diff.record"
    ],
    [
      "another title",
      register("{ key: [so], title: so }"),
      register("{ key: [so], title: ngay }"),
      "",
      "",
      "patch",
      "diff.words"
    ],
    [
      "one more state",
      cases(dong),
      cases(`${dong}, huy: { label: Hủy, end: true }`).replace("[dong]", "[dong, huy]"),
      "",
      "",
      "minor",
      "diff.state-open"
    ],
    ["fewer ways on", cases(dong), cases(dong).replace("[lam, dong]", "[lam]"), "", "", "major", "diff.state-closed"],
    [
      "a state less",
      cases(dong),
      cases(dong)
        .replace("next: [lam, dong]", "next: [dong]")
        .replace(/lam: .*?\}, /u, ""),
      "",
      "",
      "major",
      "diff.state-removed"
    ],
    [
      "a limit",
      cases(dong),
      cases(dong).replace("label: Làm", "label: Làm, limit: { days: 2 }"),
      "",
      "",
      "minor",
      "diff.state-limit"
    ],
    ["other words for a state", cases(dong), cases(dong).replace("Đóng", "Xong"), "", "", "patch", "diff.words"],
    [
      "a notice that is acknowledged",
      "kind: notice",
      "kind: notice\nacknowledge: { levels: [chi_hoi] }",
      "",
      "",
      "minor",
      "diff.acknowledge"
    ],
    ["fed", report, report, fed(""), fed(", from: { register: a/b, count: true }"), "minor", "diff.source"],
    [
      "fed and locked",
      report,
      report,
      fed(""),
      fed(", from: { register: a/b, count: true, locked: true }"),
      "major",
      "diff.source-locked"
    ],
    ["carried over", report, report, fed(""), fed(", carry: previous"), "minor", "diff.carry"],
    ["another row", report, report, table("rows: { a: A }"), table("rows: { a: A, b: B }"), "major", "diff.meaning"],
    ["other words for a row", report, report, table("rows: { a: A }"), table("rows: { a: AA }"), "patch", "diff.words"],
    ["a total", report, report, table("rows: { a: A }"), table("rows: { a: A }, totals: [x]"), "patch", "diff.words"]
  ])("%s", (_, older, newer, before, after, change, code) => {
    const [a, b] = [good(Template.parse(text(older, before))), good(Template.parse(text(newer, after)))]
    const diff = TemplateDiff.of(a.template, b.template)
    expect([diff.change, diff.reasons.map((reason) => reason.code)]).toEqual([change, expect.arrayContaining([code])])
    expect(TemplateDiff.of(b.template, b.template).change).toBe("none")
  })
})
