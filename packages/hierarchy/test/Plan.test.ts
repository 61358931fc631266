import * as Association from "@lienhoi/hierarchy/Association"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Weight from "@lienhoi/hierarchy/Weight"
import { redrawn } from "@lienhoi/testing/ReorganisationArbitrary"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const text = `# Phương án mẫu
id: sap-xep-mau
title: Sắp xếp mẫu
basis: 01/NQ-MAU
effectiveOn: 01/07/2025
steps:
  - step: establish
    unit: t2
    level: tinh
    name: Tỉnh Mới
    parent: null
  - { step: rename, unit: 31393, name: Xã Hòa An }
  - { step: recode, unit: x, code: 00004 }
  - { step: recode, unit: y, code: }
  - { step: relevel, unit: x, level: co_so, kind: phuong }
  - { step: move, unit: x, route: front, parent: t }
  - step: merge
    from: [a, b]
    into: { unit: n, name: Xã Mới, code: 00013, kind: xa, parents: { own: t, front: t } }
  - step: split
    from: c
    into:
      - { to: d, weight: 1/3 }
      - { to: { unit: m, name: Xã Khác }, weight: { basis: members, share: 2/3 } }
  - step: redraw
    from: [e, f]
    to: [g, { unit: k, name: Xã Kia, level: co_so }]
    successions:
      - { from: e, to: g, extent: whole }
      - { from: f, to: g, weight: 25% }
      - { from: f, to: k, extent: partial, weight: { basis: households, numerator: 3, denominator: 4 } }
  - { step: dissolve, unit: o, heir: p }
  - { step: dissolve, unit: q }
  - step: abolish-level
    level: huyen
    heirs: { h1: n }
    reattach: { r: t }
  - { step: assign, branch: ap-1, to: d }
`

const issuesOf = (written: string) => {
  const read = Reorganisation.parse(written)
  return read.ok ? [] : read.issues.map(({ code, place }) => `${place?.line}:${place?.column} ${code}`)
}

describe("a plan in YAML", () => {
  it("says every kind of step; ids and codes are taken as they are written", () => {
    const read = Reorganisation.parse(text)

    expect(read).toEqual({
      ok: true,
      value: {
        id: "sap-xep-mau",
        title: "Sắp xếp mẫu",
        basis: "01/NQ-MAU",
        effectiveOn: "2025-07-01",
        steps: [
          { step: "establish", unit: "t2", level: "tinh", name: "Tỉnh Mới", parents: { own: null } },
          { step: "rename", unit: "31393", name: "Xã Hòa An" },
          { step: "recode", unit: "x", code: "00004" },
          { step: "recode", unit: "y", code: null },
          { step: "relevel", unit: "x", level: "co_so", kind: "phuong" },
          { step: "move", unit: "x", route: "front", parent: "t" },
          {
            step: "merge",
            from: ["a", "b"],
            into: { unit: "n", name: "Xã Mới", code: "00013", kind: "xa", parents: { own: "t", front: "t" } }
          },
          {
            step: "split",
            from: "c",
            into: [
              { to: "d", weight: { basis: "given", numerator: 1, denominator: 3 } },
              { to: { unit: "m", name: "Xã Khác" }, weight: { basis: "members", numerator: 2, denominator: 3 } }
            ]
          },
          {
            step: "redraw",
            from: ["e", "f"],
            to: ["g", { unit: "k", name: "Xã Kia", level: "co_so" }],
            successions: [
              { from: "e", to: "g", extent: "whole" },
              { from: "f", to: "g", extent: "partial", weight: { basis: "given", numerator: 25, denominator: 100 } },
              { from: "f", to: "k", extent: "partial", weight: { basis: "households", numerator: 3, denominator: 4 } }
            ]
          },
          { step: "dissolve", unit: "o", heir: "p" },
          { step: "dissolve", unit: "q" },
          { step: "abolish-level", level: "huyen", heirs: { h1: "n" }, reattach: { r: "t" } },
          { step: "assign", branch: "ap-1", to: "d" }
        ]
      }
    })
  })

  it("written as JSON and read again is the same plan", () => {
    fc.assert(
      fc.property(redrawn({ plans: 1 }), ({ attempts }) => {
        const { plan } = attempts[0]!
        const read = Reorganisation.parse(JSON.stringify(plan))
        expect(read).toEqual({ ok: true, value: plan })
      }),
      { numRuns: 1_000 }
    )
  })

  it("lists everything that cannot be read, by line and column", () => {
    expect(
      issuesOf(`id: mau
effectiveOn: 30/02/2025
stps: []
steps:
  - step: meld
    from: [a]
  - step: merge
    from: a
    into: { unit: n }
  - { step: split, from: c, into: [{ to: d, weight: một nửa }, { to: e, weight: { basis: trees, share: 1/2 } }] }
  - { step: redraw, from: [a], to: [b], successions: [{ from: a, to: b, extent: most }] }
  - just text
`)
    ).toEqual([
      "1:1 plan.missing",
      "2:14 reorganisation.day-unreadable",
      "3:7 plan.key-unknown",
      "5:11 plan.step-unknown",
      "8:11 plan.shape",
      "9:11 plan.missing",
      "10:53 plan.weight-unreadable",
      "10:81 plan.weight-unreadable",
      "11:81 plan.shape",
      "12:5 plan.shape"
    ])
    expect(issuesOf("id: [1")).toEqual(["1:7 plan.unreadable"])
    expect(issuesOf("")).toContain("1:1 plan.shape")
  })

  it("whatever the text, it is read or refused with a place, never thrown", () => {
    const marks = fc.constantFrom(
      "*a",
      "&a ",
      "[",
      "{",
      "}",
      ":",
      "-",
      "\t",
      '"',
      "|",
      "? ",
      "<<: *a",
      "__proto__: ",
      "!!int "
    )
    const damaged = fc
      .tuple(fc.nat(text.length), fc.nat(30), fc.oneof(marks, fc.string()))
      .map(([at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone))
    fc.assert(
      fc.property(fc.oneof(damaged, damaged, fc.string()), (written) => {
        const read = Reorganisation.parse(written)
        if (!read.ok)
          expect(read.issues.every(({ place, message }) => place !== undefined && message !== "")).toBe(true)
      }),
      { numRuns: 1_000 }
    )
    expect(issuesOf("id: &a [1]\ntitle: *a\n")).toEqual(["2:8 plan.alias"])
  })

  it("what a check finds stands at its line", () => {
    const plan = `id: mau
basis: 01/NQ-MAU
effectiveOn: 2025-03-01
steps:
  - { step: rename, unit: nobody, name: Xã Không }
`
    const read = Reorganisation.parse(plan)
    const none = Hierarchy.make({ association: Association.vwu, events: [] })

    const found = read.ok && none.ok ? Reorganisation.placed(Reorganisation.check(none.value, read.value), plan) : []

    expect(found.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([["unit.unknown", 5, 27]])
  })
})

it("a share is written as a quotient, a decimal with point or comma, or a percentage", () => {
  const parts = (written: string) => {
    const weight = Weight.parse(written)
    return weight === null ? null : `${weight.numerator}/${weight.denominator}`
  }
  expect(["312/980", " 1 / 2 ", "0.25", "0,25", ".5", "25%", "12,5 %", "1"].map(parts)).toEqual([
    "312/980",
    "1/2",
    "25/100",
    "25/100",
    "5/10",
    "25/100",
    "125/1000",
    "1/1"
  ])
  expect(["", "%", "1/0", "-1/2", "nửa", "0.123456789012345678901"].map(parts)).toEqual(new Array(6).fill(null))
})
