import { Period } from "@lienhoi/calendar"
import { Compiled, DimensionSet, TargetSet, Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { tables } from "../../packages/office/src/internal/tables.ts"
import { dimensionKeywords, setKeywords } from "../../packages/template/src/internal/grammar.ts"
import * as Defaults from "./defaults.ts"
import * as Examples from "./examples.ts"
import * as Functions from "./functions.ts"
import * as Keywords from "./keywords.ts"
import { page, shown } from "./page.ts"

const maps = Object.keys(Keywords.maps) as ReadonlyArray<Keywords.Place>
const every = maps.flatMap((map) => Keywords.of(map))

describe("the reference of templates; npm test -- guide/reference -u writes it anew", () => {
  it("is what the grammar and the columns say", async () => {
    await expect(page()).toMatchFileSnapshot("../../docs/reference-template.md")
  })

  it("shows every map, each keyword with a meaning and an example", () => {
    expect(shown.toSorted()).toEqual(maps.toSorted())
    expect(every.length).toBeGreaterThan(150)
    expect(every.filter(({ vi }) => vi.trim() === "").map(({ keyword, map }) => `${map}.${keyword}`)).toEqual([])
    expect(
      every
        .filter(({ keyword, map }) => Examples.of(map, keyword) === null)
        .map(({ keyword, map }) => `${map}.${keyword}`)
    ).toEqual([])
    expect(Examples.idle()).toEqual([])
  })

  it("names a heading of the workbook for every keyword of a template and an overlay", () => {
    const onlyText: ReadonlySet<Keywords.Place> = new Set(["targetSet", "term", "target", "dimensionSet", "dimension"])
    const without = every.filter((one) => !onlyText.has(one.map) && Keywords.headingsOf(one).length === 0)
    expect(without.map(({ keyword, map }) => `${map}.${keyword}`)).toEqual([])
  })

  it("knows what every column of the workbook holds", () => {
    const idle = Object.entries(tables)
      .filter(([name]) => name !== "rest")
      .flatMap(([name, { columns }]) =>
        columns
          .filter(({ id }) => Keywords.heldBy(name, id).length === 0)
          .map(({ heading, id }) => `${name}.${id} ${heading}`)
      )
    expect(idle).toEqual([])
  })

  it("tells the keywords of shared dimensions as they are read", () => {
    expect([Object.keys(Keywords.byHand.dimensionSet), Object.keys(Keywords.byHand.dimension)]).toEqual([
      setKeywords,
      dimensionKeywords
    ])
  })

  it("says what goes without saying, as it is read", () => {
    const template = (more: { readonly [map: string]: { readonly [keyword: string]: unknown } }) =>
      Template.fromJson({
        template: "vi-du/mau",
        title: "Ví dụ",
        period: "month",
        due: { chi_hoi: { working_days_after: 3, ...more.due } },
        ...more.template,
        sections: {
          phan: {
            title: "Phần",
            fields: [
              {
                key: "a",
                label: "A",
                type: "count",
                asked_of: ["chi_hoi"],
                combine: { units: "sum", periods: "sum" },
                disaggregate: [{ by: "nhom", label: "nhóm", items: { mot: "Một", hai: "Hai" }, ...more.breakdown }],
                ...more.field
              }
            ]
          }
        }
      })
    const set = (more: object) =>
      TargetSet.parse(
        JSON.stringify({
          targets: "vi-du/chi-tieu",
          title: "Ví dụ",
          source: "Ví dụ",
          term: { from: "2026-01-01", to: "2030-12-31" },
          items: [
            { key: "A", label: "A", field: "vi-du/mau/a", kind: "absolute", value: 1, owner: "tinh", by: "year-end" }
          ],
          ...more
        })
      )
    const shared = (more: object) =>
      DimensionSet.parse(
        JSON.stringify({
          "dimension-set": "vi-du/chieu",
          title: "Ví dụ",
          dimensions: { nhom: { items: { mot: "Một" } } },
          ...more
        })
      )
    const [plain, plainSet, plainShared] = [template({}), set({}), shared({})]
    expect([plain.ok, plainSet.ok, plainShared.ok]).toEqual([true, true, true])
    for (const [key, value] of Object.entries(Defaults.values)) {
      const [map, keyword] = key.split(".") as [string, string]
      const [given, absent] =
        map === "targetSet"
          ? [set({ [keyword]: value }), plainSet]
          : map === "dimensionSet"
            ? [shared({ [keyword]: value }), plainShared]
            : [template({ [map]: { [keyword]: value } }), plain]
      expect([key, given]).toEqual([key, absent])
    }
  })

  it("knows every function, and each example gives what it says", () => {
    expect(Object.keys(Functions.told).toSorted()).toEqual([...Functions.known.keys()].toSorted())
    const entries = Object.entries(Functions.told)
    const count = { type: "count", asked_of: ["chi_hoi"], combine: { units: "sum", periods: "sum" } }
    const truth = ({ gives }: Functions.Told) => typeof gives === "boolean"
    const read = Template.fromJson({
      template: "vi-du/cong-thuc",
      title: "Ví dụ",
      period: "month",
      due: { chi_hoi: { working_days_after: 3 } },
      sections: {
        phan: {
          title: "Phần",
          fields: [
            ...["a", "b", "trong_so"].map((key) => ({ key, label: key, ...count })),
            ...entries.map(([, told], i) => ({
              key: `f${i}`,
              label: `f${i}`,
              formula: told.example,
              ...(truth(told) ? { type: "bool" } : { type: "decimal", min: "none" })
            }))
          ]
        }
      }
    })
    expect(read.ok ? [] : read.issues).toEqual([])
    const compiled = read.ok ? Compiled.make(read.value.template) : read
    if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))
    const value = (n: number) => ({ a: { state: "value" as const, value: n } })
    const { cells } = compiled.value.validate(
      { a: 10, b: 4 },
      {
        unit: { id: "ap-1", level: "chi_hoi" },
        period: Period.containing("month", "2026-10-15")!,
        previous: value(7),
        sameLastYear: value(7),
        targets: value(12)
      }
    )
    const worth = (key: string) => {
      const cell = cells[key]
      return cell === undefined ? null : cell.state === "zero" ? 0 : cell.state === "value" ? cell.value : null
    }
    expect(entries.map(([word], i) => [word, worth(`f${i}`)])).toEqual(
      entries.map(([word, { gives }]) => [word, gives])
    )
  })
})
