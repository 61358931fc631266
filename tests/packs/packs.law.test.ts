/** Laws of the packs: every one is good, holds its example, is the same in every authoring surface, and together they ask everything. */
import { readFileSync } from "node:fs"
import { Due, Period, WorkingDays } from "@lienhoi/calendar"
import { Association } from "@lienhoi/hierarchy"
import { TemplateBook } from "@lienhoi/office"
import { Indicator, Pack } from "@lienhoi/packs"
import {
  Builder,
  Cell,
  Compiled,
  Feed,
  Field,
  type JsonTemplate,
  type Label,
  Register,
  TargetSet,
  Template
} from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { read } from "./shelf.ts"

const of = (pack: Pack.Pack): Association.Association => Association.byId(pack.id.split("/")[0]!)!

const forms = Pack.list().filter((pack) => Pack.template(pack) !== null)
const templates = forms.map((pack) => Pack.template(pack)!)
const byId = new Map(templates.map((template) => [template.id, template]))
const reports = templates.filter(({ kind }) => kind === "report")

const fieldOf = (id: string, key: string): Field.Field => {
  const found = byId.get(id) && Template.field(byId.get(id)!, key)
  if (!found) throw new Error(`${id} has no field ${key}`)
  return found
}

/** From another template; a figure that is typed, computed or counted in a register comes from none. */
const fedBy = (field: Field.Field): string | null =>
  field.source !== null && "template" in field.source ? field.source.template : null

const asks = (field: Field.Field): boolean => Field.isNumeric(field) && !Field.isComputed(field)

/** The same template, written in TypeScript. */
const rebuilt = (json: JsonTemplate.JsonTemplate): JsonTemplate.JsonTemplate => {
  const { template: id, sections, rules = [], ...head } = json
  const begun: Builder.Builder = Builder.template(id, head as JsonTemplate.JsonHead) as never
  const asked = Object.entries(sections).reduce<Builder.Builder>(
    (built, [key, { fields = [], ...heading }]) =>
      fields.reduce<Builder.Builder>((one, field) => one.field(field) as never, built.section(key, heading) as never),
    begun
  )
  return rules.reduce<Builder.Builder>((built, rule) => built.rule(rule) as never, asked).json
}

describe("Packs: all", () => {
  it("are found by id, in the versions that are asked for", () => {
    const month = Pack.find("vwu/bao-cao-thang")
    expect(month?.version).toBe("1.0.0")
    expect(Pack.find("vwu/bao-cao-thang@^1")).toBe(month)
    expect(Pack.find("vwu/bao-cao-thang@~1.0")).toBe(month)
    expect(["vwu/bao-cao-thang@^2", "vwu/bao-cao-thang@1.0.1", "vwu/bao-cao", "", "@"].map(Pack.find)).toEqual(
      Array(5).fill(null)
    )
  })

  it("are there for everything that an association of women writes, and for its neighbours", () => {
    const count = (kind: Pack.Kind) => Pack.list(kind).length
    expect({
      report: count("report"),
      register: count("register"),
      case: count("case"),
      notice: count("notice"),
      dimensions: count("dimensions"),
      targets: count("targets")
    }).toEqual({ report: 24, register: 8, case: 2, notice: 4, dimensions: 3, targets: 2 })
    expect(new Set(Pack.list().map(({ id }) => id)).size).toBe(Pack.list().length)
    expect(Pack.list().map(({ id, file }) => file === `${id}.yaml`)).not.toContain(false)
  })

  it.each(forms.map((pack) => [pack.id, pack] as const))(
    "%s is read against its association and all that feeds it, without a warning",
    (_, pack) => {
      const association = of(pack)
      const given = { file: pack.file, association, dimensions: Pack.dimensions(), templates }
      expect(read(Template.parse(pack.text, given)).warnings).toEqual([])
      expect(Compiled.make(Pack.template(pack)!, { association })).toMatchObject({ ok: true })
    }
  )

  it.each(forms.map((pack) => [pack.id, pack] as const))(
    "%s holds its example, one for each level of today that is asked",
    (_, pack) => {
      const template = Pack.template(pack)!
      const compiled = read(Compiled.make(template, { association: of(pack) }))
      const { note, submissions } = Pack.example(pack)!
      expect(note).toContain("không có thật")
      const asked = new Set(Template.fields(template).flatMap(({ askedOf }) => askedOf))
      expect(new Set(submissions.map(({ unit }) => unit.level))).toEqual(
        new Set([...asked].filter((l) => l !== "huyen"))
      )
      for (const { unit, period, answers } of submissions) {
        const seen = compiled.validate(answers, { unit, period: read(Period.fromId(period)) })
        expect(seen.issues).toEqual([])
        expect(period.includes("..") ? "ad-hoc" : read(Period.fromId(period)).type).toBe(template.period)
        const filled = Template.fields(template).filter((f) => Field.isAskedOf(f, unit.level) && f.key in answers)
        expect(filled.length).toBeGreaterThan(0)
      }
    }
  )

  it("Authoring: every pack is the same after YAML, Excel, TypeScript and YAML again", async () => {
    for (const template of templates) {
      const book = read(await TemplateBook.read(await TemplateBook.write(template)))
      expect(book.template, template.id).toEqual(template)
      const json = rebuilt(Template.toJson(book.template))
      const built = read(Template.fromJson(json)).template
      expect(built, template.id).toEqual(template)
      const printed = Template.print(built)
      expect(read(Template.parse(printed)).template, template.id).toEqual(template)
      expect(Template.print(read(Template.parse(printed)).template)).toBe(printed)
    }
  })

  it("say what they rest on, and of every source how sure it is", () => {
    const sources = [...templates, ...Pack.dimensions(), ...Pack.targets()].map(
      ({ id, source }) => [id, source] as const
    )
    for (const [id, source] of sources) {
      expect(source.length, id).toBeGreaterThan(0)
      for (const one of source)
        expect(one, id).toMatch(/đã xác nhận|chưa chắc|hiểu biết chung|thông lệ|suy ra|mặc định/u)
    }
  })

  it("run where there is no Node", () => {
    for (const file of ["Pack", "Indicator", "internal/embedded", "internal/shapes", "index"]) {
      const text = readFileSync(new URL(`../../packages/packs/src/${file}.ts`, import.meta.url), "utf8")
      expect(text.match(/from "(?!\.|@lienhoi\/)[^"]*"/u), file).toBeNull()
    }
  })
})

describe("Packs: the 160 indicators", () => {
  it("are all asked by the pack that the list names, with the same words, unit, type and operators", () => {
    const list = Indicator.list()
    expect(list).toHaveLength(160)
    expect(new Set(list.map(({ key }) => key)).size).toBe(160)
    const wrong = list.filter(({ key, label, unit, type, units, periods, pack, theme }) => {
      const field = fieldOf(pack, key)
      const { combine } = field
      const isRatio = type === "ratio"
      const adds = isRatio
        ? units === "ratio-of-sums" &&
          periods === "ratio-of-sums" &&
          field.numerator !== null &&
          field.denominator !== null
        : Field.isNumeric(field)
          ? combine?.units === units && combine.periods === periods
          : units === "none" && combine === null
      return !(adds && field.label === label && field.unit === unit && field.type === type && theme !== "")
    })
    expect(wrong.map(({ key }) => key)).toEqual([])
  })

  it("of a yes or no the year takes what its last period said", () => {
    const last = Indicator.list().filter(
      ({ type, periods }) => (type === "bool" || type === "text") && periods !== "none"
    )
    expect(last.map(({ key, periods }) => [key, periods])).toEqual([
      ["TB06", "last"],
      ["TT17", "last"]
    ])
    for (const { key, pack } of last) {
      expect(fieldOf("vwu/bao-cao-nam", key).source).toMatchObject({ template: pack, field: key, periods: "last" })
    }
  })

  it("have parts of their own where the list names a part only in words", () => {
    const keys = new Set(Indicator.list().map(({ key }) => key))
    const named = Indicator.list().filter(({ type }) => type === "ratio")
    const withParts = named.filter(({ key, pack }) => {
      const { numerator, denominator } = fieldOf(pack, key)
      return !keys.has(numerator!) || !keys.has(denominator!)
    })
    // The nineteen, and CB05, whose denominator is CB01 - CB02.
    expect(withParts.map(({ key }) => key)).toEqual(
      "TC18 CB05 CB10 CB11 CB12 CN02 CN06 CN08 VB04 VB05 VB08 VB10 TT07 TT16 HO04 SV04 TD04 GD03 PA03 DG02".split(" ")
    )
    for (const { key, pack } of withParts) {
      const { numerator, denominator } = fieldOf(pack, key)
      for (const part of [numerator!, denominator!]) {
        const { combine, formula } = fieldOf(pack, part)
        expect(combine !== null || formula !== null, `${key}: ${part}`).toBe(true)
      }
    }
  })

  it("mean the same in every pack, and in the month of Hậu Giang", () => {
    const text = readFileSync(new URL("../../examples/hau-giang/templates/bao-cao-thang.yaml", import.meta.url), "utf8")
    const month = read(Template.parse(text)).template
    const all = [...reports, month].flatMap((template) =>
      Template.fields(template).map((field) => [template.id, field] as const)
    )
    let met = 0
    for (const { key, pack } of Indicator.list()) {
      const { type, combine, counts } = fieldOf(pack, key)
      for (const [id, one] of all.filter(([, field]) => field.key === key)) {
        met++
        expect([id, key, one.type, one.formula === null ? one.combine : combine]).toEqual([id, key, type, combine])
        if (id !== month.id) expect([id, key, one.counts]).toEqual([id, key, counts])
      }
    }
    expect(met).toBeGreaterThan(350)
    expect(Template.fields(month).filter(({ key }) => Indicator.find(key) === null)).toEqual([])
  })
})

describe("Packs: nothing is typed twice", () => {
  it("a figure that several packs show is asked once and fed to the others", () => {
    const figures = reports.flatMap((template) =>
      Template.fields(template).map((field) => ({ id: template.id, field }))
    )
    const keys = new Set(figures.filter(({ field }) => asks(field)).map(({ field }) => field.key))
    const shared = [...keys].filter((key) => figures.filter(({ field }) => field.key === key).length > 1)
    for (const key of shared) {
      const typed = figures.filter(({ field }) => field.key === key && fedBy(field) === null && asks(field))
      const owners = new Set(typed.map(({ id }) => id.split("/")[0]))
      expect(typed.length, `${key}: ${typed.map(({ id }) => id)}`).toBe(owners.size)
    }
    expect(shared.length).toBeGreaterThan(60)
  })

  it("what feeds a figure leads to a pack that asks it, in no circle, and never from a longer period", () => {
    for (const template of reports) {
      for (const field of Template.fields(template)) {
        const way = [template.id]
        let at = field
        for (let from = fedBy(at); from !== null; from = fedBy(at)) {
          expect(way, field.key).not.toContain(from)
          way.push(from)
          at = fieldOf(from, field.key)
        }
        expect(way.length).toBeLessThanOrEqual(3)
      }
    }
  })

  it("half-year, nine months and year take every figure of month and quarter that they show", () => {
    for (const id of ["vwu/bao-cao-6-thang", "vwu/bao-cao-9-thang", "vwu/bao-cao-nam"]) {
      const figures = Template.fields(byId.get(id)!).filter(asks)
      const fed = figures.filter((field) => fedBy(field) !== null)
      const ofMonth = fed.filter((field) => fedBy(field) === "vwu/bao-cao-thang")
      const ofQuarter = fed.filter((field) => fedBy(field) === "vwu/bao-cao-quy")
      expect(ofMonth.length, id).toBeGreaterThanOrEqual(18)
      expect(ofQuarter.length, id).toBeGreaterThanOrEqual(18)
      if (id !== "vwu/bao-cao-nam") expect(figures.length - fed.length, id).toBe(0)
    }
  })

  it("the members register counts the members, the groups register the groups, the document registers the documents", () => {
    const registerOf = (id: string, key: string) => {
      const { source } = fieldOf(id, key)
      return source !== null && "register" in source ? source.register : null
    }
    expect(registerOf("vwu/bao-cao-thang", "TC04")).toBe("vwu/so-hoi-vien")
    expect(registerOf("vwu/bao-cao-thang", "TC05")).toBe("vwu/so-hoi-vien")
    expect(registerOf("vwu/bao-cao-quy", "CB01")).toBe("vwu/so-can-bo")
    expect(registerOf("vwu/bao-cao-quy", "TC17")).toBe("vwu/so-hoi-vien-di-xa")
    expect(registerOf("vwu/kenh-truyen-thong", "TT04")).toBe("vwu/so-kenh-truyen-thong")
    expect(registerOf("vwu/van-ban", "VB01")).toBe("vwu/so-van-ban-di")
    expect(registerOf("vwu/van-ban", "VB02")).toBe("vwu/so-van-ban-den")
    expect(registerOf("vwu/tiet-kiem-vay-von", "KT03")).toBe("vwu/so-to-vay-von")
    expect(registerOf("vwu/trang-thiet-bi", "TB04")).toBe("vwu/so-thiet-bi")
  })

  it("a branch that keeps its registers has its month filled, and three months fill the quarter", () => {
    const context = { unit: { id: "ap-1", level: "chi_hoi" }, period: Period.between("2026-01-01", "2026-12-31") }
    const member = (n: number, from: string, to: string | null, kind = "hoi_vien") => ({
      so_the: `HV-${n}`,
      ho_ten: `Nguyễn Thị Ví Dụ ${n}`,
      loai_hoi_vien: kind,
      dan_toc: n % 2 === 0 ? "kinh" : "khac",
      ngay_vao: from,
      ...(to === null ? {} : { ngay_ra: to, ly_do_ra: "chuyen_di" })
    })
    const book = byId.get("vwu/so-hoi-vien")!
    const { records, issues } = Register.read(
      read(Compiled.make(book, { association: Association.vwu })),
      [
        member(1, "2020-03-08", null, "nong_cot"),
        member(2, "2021-03-08", null),
        member(3, "2022-10-20", "2026-09-20"),
        // The window of October 2026 runs from 15 September to 14 October.
        member(4, "2026-09-15", null),
        member(5, "2026-10-14", null, "danh_du"),
        member(6, "2026-10-15", null)
      ],
      context
    )
    expect(issues).toEqual([])
    const registers = { "vwu/so-hoi-vien": { template: book, records } }
    const month = byId.get("vwu/bao-cao-thang")!
    const october = Period.containing("month", "2026-10-10")!
    const fed = read(Feed.values(month, { period: october, registers }))
    expect(Feed.fill({}, fed)).toEqual({ TC04: 4, TC05: 2, TC06: 1 })

    const quarter = byId.get("vwu/bao-cao-quy")!
    const cells = (members: number, joined: number): Cell.Cells => ({
      TC04: Cell.value(members),
      TC05: Cell.value(joined),
      TC06: Cell.zero
    })
    const periods = { "2026-10": cells(4, 2), "2026-11": cells(7, 3), "2026-12": cells(8, 1) }
    const known = {
      period: Period.containing("quarter", "2026-10-10")!,
      reports: { [month.id]: { template: month, periods } }
    }
    expect(Feed.fill({}, read(Feed.values(quarter, known)))).toEqual({ TC04: 8, TC05: 6, TC06: "không phát sinh" })
    const missing = { ...known, reports: { [month.id]: { template: month, periods: { "2026-10": cells(4, 2) } } } }
    expect(Feed.fill({}, read(Feed.values(quarter, missing)))).toEqual({})

    const counted = read(Feed.values(quarter, { period: known.period, registers }))
    expect(Feed.fill({}, counted)).toEqual({ TC13: 1, TC14: 1, TC15: 2, TC16: 0, TC20: 0 })
  })

  it("a branch head answers at most eight questions a month", () => {
    const asked = Template.fields(byId.get("vwu/bao-cao-thang")!).filter((field) => Field.isAskedOf(field, "chi_hoi"))
    expect(asked.length).toBeLessThanOrEqual(8)
  })
})

describe("Packs: rules of the field", () => {
  it("the report for the Party cell is out three days before its meeting", () => {
    const { due, window } = byId.get("party/bao-cao-chi-bo")!
    const period = Period.containing("month", "2026-10-10")!
    const given = { rules: due, level: "chi_bo", period, window, days: WorkingDays.vietnam }
    expect(read(Due.date({ ...given, events: { hop_chi_bo: "2026-10-23" } }))).toMatchObject({ due: "2026-10-20" })
    expect(Due.date(given)).toMatchObject({ ok: false, issues: [{ code: "due.event-unknown" }] })
  })

  it("targets of 2022-2027 are closed and measured by packs; those of 2026-2031 have no text yet", () => {
    const [old, next] = Pack.list("targets").map(({ text, file }) =>
      read(TargetSet.parse(text, { file, templates, association: Association.vwu }))
    )
    expect(old).toMatchObject({ id: "vwu/chi-tieu-2022-2027", status: "adopted", closed: true })
    expect(old!.items).toHaveLength(13)
    expect(next).toMatchObject({ id: "vwu/chi-tieu-2026-2031", status: "awaiting", closed: false, items: [] })
  })

  it("ethnicity, religion and Party membership of a person are sensitive, names and telephones basic", () => {
    const members = byId.get("vwu/so-hoi-vien")!
    expect(members.label.personal).toBe("sensitive")
    const labelled = (personal: Label.Personal) =>
      Template.fields(members).flatMap(({ key, sensitivity }) => (sensitivity.personal === personal ? [key] : []))
    expect(labelled("sensitive")).toEqual(["dan_toc", "co_dao", "dang_vien"])
    expect(labelled("basic")).toEqual(["ho_ten", "ngay_sinh", "gioi_tinh", "dien_thoai"])
    for (const { id, kind, label } of templates)
      if (kind === "report") expect([id, label.personal]).toEqual([id, "none"])
  })

  it("criteria of “5 không, 3 sạch” come from a set with a version", () => {
    const { dimensions } = byId.get("vwu/5-khong-3-sach")!
    expect(dimensions).toEqual([{ id: "vwu/tieu-chi-5-khong-3-sach", range: "1.0.0" }])
    expect(fieldOf("vwu/5-khong-3-sach", "GD02_tieu_chi").disaggregate[0]!.items).toHaveLength(8)
  })
})
