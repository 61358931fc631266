import { readFileSync } from "node:fs"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Label from "@lienhoi/template/Label"
import * as Template from "@lienhoi/template/Template"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const monthly = readFileSync(new URL("./templates/bao-cao-thang.yaml", import.meta.url), "utf8")
const association = Association.vwu

/** Takes the marks § out of a text and says where they stood, as line:column. */
const unmarked = (text: string): { readonly text: string; readonly marks: ReadonlyArray<string> } => {
  const marks: Array<string> = []
  const plain = text.split("\n").map((line, n) => {
    const parts = line.split("§")
    let column = 1
    for (const part of parts.slice(0, -1)) {
      column += part.length
      marks.push(`${n + 1}:${column}`)
    }
    return parts.join("")
  })
  return { text: plain.join("\n"), marks }
}

/** Line, column and code of everything said about the text, from the top. */
const said = (text: string): ReadonlyArray<string> => {
  const read = Template.parse(text, { association })
  const issues = read.ok ? read.value.warnings : read.issues
  return issues
    .toSorted((a, b) => a.place!.line - b.place!.line || a.place!.column - b.place!.column)
    .map(({ place, code }) => `${place?.line}:${place?.column} ${code}`)
}

/** Every problem stands at a mark § of the text, in this order. */
const expectAtMarks = (text: string, codes: ReadonlyArray<string>): void => {
  const { text: plain, marks } = unmarked(text)
  expect(said(plain)).toEqual(codes.map((code, n) => `${marks[n]} ${code}`))
}

const message = (text: string): string => {
  const read = Template.parse(text, { association })
  return (read.ok ? read.value.warnings : read.issues)[0]?.message ?? ""
}

/** A template with these fields; a mark at the beginning of one marks the whole field. */
const withFields = (...fields: ReadonlyArray<string>): string =>
  [
    "template: hau-giang/thu",
    "title: Thử",
    "period: month",
    "window: fifteenth",
    "due: { chi_hoi: 15 }",
    "sections:",
    "  to_chuc:",
    "    title: Tổ chức",
    "    asked_of: [chi_hoi]",
    "    fields:",
    ...fields.map((field) => (field.startsWith("§") ? `      - §{ ${field.slice(1)} }` : `      - { ${field} }`))
  ].join("\n")

const sum = "combine: { units: sum, periods: sum }"
const good = `key: A, label: Câu A, type: count, ${sum}`

describe("a monthly template of a province", () => {
  const read = Template.parse(monthly, { file: "bao-cao-thang.yaml", association })
  const template = read.ok ? read.value.template : null

  it("is read without a remark", () => {
    expect(read.ok ? read.value.warnings : read.issues).toEqual([])
  })

  it("keeps what the officer wrote", () => {
    expect(template).toMatchObject({
      id: "hau-giang/bao-cao-thang",
      lineage: "hau-giang/bao-cao-thang",
      version: "1.0.0",
      period: "month",
      window: "fifteenth",
      referenceDay: "window-end",
      route: "own"
    })
    expect(template?.due).toEqual([
      { level: "chi_hoi", on: { dayOfMonth: 15 } },
      { level: "co_so", on: { dayOfMonth: 17 } },
      { level: "huyen", on: { dayOfMonth: 20 }, to: "2025-06-30" },
      { level: "tinh", on: { workingDaysAfterWindow: 5 } }
    ])
    expect(Template.field(template!, "tc05")).toMatchObject({ partOf: "TC04", counts: "people", askedOf: ["chi_hoi"] })
  })

  it("bears the highest label of its fields", () => {
    expect(template?.label).toEqual({ secrecy: "internal", personal: "sensitive", reviewed: true })
  })

  it.each([
    ["with a byte order mark and CRLF", `\uFEFF${monthly.replaceAll("\n", "\r\n")}`],
    ["decomposed (NFD)", monthly.normalize("NFD")]
  ])("is the same template %s", (_, text) => {
    const other = Template.parse(text, { association })

    expect(other.ok && other.value.template).toEqual(template)
  })
})

it("the example of the README is read without a remark", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
  const [, yaml] = /```yaml\n([\s\S]*?)```/u.exec(readme)!

  expect(said(yaml!)).toEqual([])
})

describe("what is wrong with a template is named with line and column", () => {
  it.each([
    ["nothing at all", "§", "yaml.map"],
    ["a word", "§xin chào", "yaml.map"],
    ["a tab", "template: a/b\ntitle:\n§\tthu", "yaml.tab"],
    ["a key twice", withFields(good).replace("due", "§title: Lại\ndue"), "yaml.twice"],
    ["an open bracket", "template: a/b\ndue: { chi_hoi: 15§", "yaml.unclosed"],
    ["two documents", "template: a/b\n§---\ntemplate: c/d", "yaml.several"],
    ["two colons", "template: a/b\ntitle: §Báo cáo: tháng", "yaml.colon"],
    ["an overlay", "template: a/b\nextends: §vwu/bao-cao-thang@^1", "template.extends"],
    ["an id with capitals", withFields(good).replace("hau-giang/thu", "§HauGiang/Thu"), "template.id"],
    ["a misspelt keyword", withFields(good).replace("period", "§perod"), "yaml.keyword-meant"],
    ["a period that is none", withFields(good).replace("month", "§mounth"), "yaml.one-of-meant"],
    ["an alias", withFields(good).replace("title: Thử", "title: &t Thử\nversion: §*t"), "yaml.alias"],
    ["no due rule for a living level", withFields(good).replace("{ chi_hoi: 15", "§{ co_so: 15"), "due.no-rule"],
    ["a level nobody has", withFields(good).replace("chi_hoi: 15", "chi_hoi: 15, cho_hoi: §3"), "due.level-unknown"],
    ["a 32nd day", withFields(good).replace("15", "§32"), "due.day"],
    ["a date that is none", withFields(good).replace("15", "{ day: 15, from: §2025-02-30 }"), "date.bad"],
    ["a route nobody has", `${withFields(good)}\nroute: §frnot`, "template.route-unknown"],
    ["no field", "template: a/b\ntitle: A\nperiod: month\nsections: §{}", "template.empty"],
    [
      "a template that ends before it begins",
      `${withFields(good)}\napplies_to: { from: 2025-01-01, to: §2024-12-31 }`,
      "template.reversed"
    ],
    ["secret content", withFields(`${good}, secrecy: §secret`), "template.secret"],
    ["a template that is secret as a whole", `${withFields(good)}\nsecrecy: §secret`, "template.secret"]
  ])("%s", (_, text, code) => {
    expectAtMarks(text, [code])
  })

  it.each([
    ["no type", "§key: A, label: A", "yaml.needed"],
    ["a misspelt type", "key: A, label: A, type: §cuont", "yaml.one-of-meant"],
    ["a level nobody has", `${good}, asked_of: [§chi_hoii]`, "level.unknown"],
    ["no combine", "§key: A, label: A, type: count", "field.combine-needed"],
    ["half a combine", "key: A, label: A, type: count, combine: §{ units: sum }", "yaml.needed"],
    ["combine of a text", "key: A, label: A, type: text, combine: §{ units: sum, periods: sum }", "field.combine-not"],
    ["a reserved key", `key: §sum, label: A, type: count, ${sum}`, "field.reserved"],
    ["a key with accents", `key: §hội, label: A, type: count, ${sum}`, "field.key"],
    ["an unknown whole", `${good}, part_of: §B`, "field.unknown"],
    ["a part of itself", `${good}, part_of: §a`, "field.itself"],
    ["a ratio without parts", "§key: A, label: A, type: ratio", "field.ratio-parts"],
    ["choices without any", "§key: A, label: A, type: choice", "field.needs"],
    ["decimals of a count", `${good}, decimals: §2`, "field.not-for"],
    ["min above max", `${good}, min: §5, max: 2`, "field.min-max"],
    ["what is counted", `${good}, counts: §persons`, "field.counts"],
    ["an unknown name in a formula", "key: A, label: A, type: count, formula: 1 + §TC99", "formula.name-unknown"],
    ["a name in a quoted formula", "key: A, label: A, type: count, formula: '1 + §TC99'", "formula.name-unknown"],
    ["a condition as a number", "key: A, label: A, type: count, formula: §1 > 2", "formula.kind"],
    ["a formula that waits for itself", "key: A, label: A, type: count, formula: §A + 1", "cycle.computed"],
    [
      "a computed field that is asked",
      "key: A, label: A, type: count, formula: '1', asked_of: §[chi_hoi]",
      "field.computed-asked"
    ],
    [
      "an item twice",
      `${good}, disaggregate: §[{ by: tuoi, items: { tre: Trẻ } }, { by: gioi, items: { TRE: Trẻ } }]`,
      "item.twice"
    ],
    [
      "a column that adds up",
      `key: A, label: A, type: table, columns: [{ key: B, label: B, type: count, combine: { units: sum, periods: sum } }]`.replace(
        "combine: {",
        "combine: §{"
      ),
      "table.combine"
    ],
    [
      "a table inside a table",
      "key: A, label: A, type: table, columns: [{ key: B, label: B, type: §table }]",
      "field.not-for"
    ],
    ["a misspelt keyword", good.replace("combine", "§combin"), "yaml.keyword-meant"]
  ])("in a field: %s", (_, field, code) => {
    expectAtMarks(withFields(field), [code])
  })

  it("names a level that a section asks in vain once, at the section", () => {
    const text = withFields(good, good.replace("key: A", "key: B")).replace("[chi_hoi]", "[chi_hoi, §xom]")

    expectAtMarks(text, ["level.unknown"])
  })

  it("names a level that is asked but not in applies_to", () => {
    expectAtMarks(`${withFields(`${good}, asked_of: [chi_hoi, §co_so]`)}\napplies_to: { levels: [chi_hoi] }`, [
      "level.not-applied"
    ])
  })

  it("names a key that comes twice together with everything else", () => {
    expectAtMarks(`${withFields(`${good}, part_of: §B`)}\n§title: Thử lại`, ["field.unknown", "yaml.twice"])
  })

  it("names every problem at once", () => {
    const fields = withFields(
      "key: A, label: A, type: §cuont",
      "§key: B, label: B, type: count",
      `key: §b, label: C, type: count, ${sum}`,
      "key: D, label: D, type: count, formula: B / §C1"
    )
    const rules = "rules:\n  - §when: B > 1\n  - { when: B >§, warn: X }\n  - { when: D > §E, warn: '§{F} quá lớn' }"

    expectAtMarks(`${fields}\n${rules}`, [
      "yaml.one-of-meant",
      "field.combine-needed",
      "field.twice",
      "formula.name-unknown",
      "rule.form",
      "formula.ends",
      "formula.name-unknown",
      "rule.place-unknown"
    ])
  })

  it("says in Vietnamese what to do", () => {
    expect(message(withFields("key: A, label: A, type: count, combin: {}"))).toBe(
      "Không có mục “combin”; có phải “combine”?"
    )
    expect(message(withFields(good, "key: B, label: B, type: count, formula: 100 / A"))).toBe(
      "“A” có thể bằng 0; viết IF(A <> 0; 100 / A; 0) hoặc đổi số chia"
    )
    expect(message(withFields(good, "key: B, label: B, type: count, formula: B1 + 1"))).toBe(
      "Không có chỉ tiêu “B1” (có phải “B”?); xem lại mã"
    )
  })

  it("names circles of formulas and of parts", () => {
    const circle = withFields(
      "key: A, label: A, type: count, formula: B + 1",
      "key: B, label: B, type: count, formula: C + 1",
      "key: C, label: C, type: count, formula: A + 1"
    )
    const parts = withFields(`${good}, part_of: §B`, `${good.replace("key: A", "key: B")}, part_of: A`)

    expect(message(circle)).toBe("Các chỉ tiêu tính vòng quanh nhau: A → B → C → A; bỏ một công thức")
    expectAtMarks(parts, ["cycle.parts"])
  })

  it("warns of a part that counts something else than its whole", () => {
    const text = withFields(
      `${good}, counts: events`,
      `${good.replace("key: A", "key: B")}, counts: people, part_of: §A`
    )

    expectAtMarks(text, ["field.part-counts"])
    expect(Template.parse(unmarked(text).text).ok).toBe(true)
  })

  it("refuses a due day that comes before the figures are complete, unless they are estimated", () => {
    const calendar = withFields(good).replace("window: fifteenth\n", "")

    expect(Template.parse(calendar, { association }).ok).toBe(false)
    expectAtMarks(calendar.replace("15", "§15"), ["due.before-window-end"])
    expect(message(calendar)).toBe(
      "Hạn nộp của cấp chi_hoi là 15/01/2024, trước khi hết kỳ số liệu (31/01/2024); dời hạn hoặc ghi là ước thực hiện"
    )
    expect(said(calendar.replace("15", "31"))).toEqual([])
    expect(said(calendar.replace("15", "{ day: 15, month_offset: 1 }"))).toEqual([])
    expect(said(calendar.replace("15", "{ day: 15, estimated: true }"))).toEqual([])
  })

  it("reads a rule for a time that has passed together with one for now", () => {
    const text = withFields(good).replace("15", "[{ day: 15, to: 2025-06-30 }, { day: 20, from: 2025-07-01 }]")
    const read = Template.parse(text, { association })

    expect(read.ok && read.value.template.due).toEqual([
      { level: "chi_hoi", on: { dayOfMonth: 15 }, to: "2025-06-30" },
      { level: "chi_hoi", on: { dayOfMonth: 20 }, from: "2025-07-01" }
    ])
  })
})

it("never throws, whatever the file holds, and every issue has a place and a message", () => {
  const lines = monthly.split("\n")
  const damaged = fc
    .tuple(
      fc.nat(monthly.length),
      fc.nat(12),
      fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("[", "{", ": ", "- ", "\t", "&a ", "*a", "!x ", '"'))
    )
    .map(([at, cut, put]) => monthly.slice(0, at) + put + monthly.slice(at + cut))
  const shuffled = fc.shuffledSubarray(lines).map((some) => some.join("\n"))
  const tried = { all: 0, refused: 0 }
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: damaged }, shuffled, fc.string()), (text) => {
      const read = Template.parse(text, { association })

      tried.all++
      if (read.ok) return
      tried.refused++
      expect(read.issues.length).toBeGreaterThan(0)
      for (const issue of read.issues) {
        expect(issue.place?.line).toBeGreaterThan(0)
        expect(issue.message).not.toMatch(/^\s*$|undefined|NaN/u)
      }
    }),
    { numRuns: 400 }
  )
  console.log(`damaged templates: ${tried.all}, refused ${tried.refused}`)
  expect(tried.refused).toBeGreaterThan(100)
})

it("refuses brackets nested by the ten thousand", () => {
  for (const text of ["[".repeat(50_000), `a: ${"[".repeat(20_000)}`]) {
    expect(said(text)[0]).toMatch(/yaml\.too-deep$/u)
    expect(message(text)).not.toMatch(/stack/u)
  }
})

it("labels form a lattice: the highest of two is within whatever both are within", () => {
  const labels: ReadonlyArray<Label.Label> = Label.secrecies.flatMap((secrecy) =>
    Label.personals.flatMap((personal) => [true, false].map((reviewed) => ({ secrecy, personal, reviewed })))
  )
  for (const a of labels) {
    for (const b of labels) {
      const joined = Label.highest(a, b)
      expect(Label.isWithin(a, joined) && Label.isWithin(b, joined)).toBe(true)
      for (const limit of labels) {
        expect(Label.isWithin(joined, limit)).toBe(Label.isWithin(a, limit) && Label.isWithin(b, limit))
      }
    }
  }
})
