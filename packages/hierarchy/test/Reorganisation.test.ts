import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import { describe, expect, it } from "vitest"

const by = { person: "nguoi-mau" }
const founding = "2024-01-02T00:00:00.000Z"
const act = (n: number): Reorganisation.Act => ({ recordedAt: `2025-06-0${n}T00:00:00.000Z`, by })

const founded = (
  unit: string,
  level: string,
  name: string,
  own: string | null,
  code: string | null = null
): HierarchyEvent => ({
  id: `founded/${unit}`,
  effectiveOn: "2024-01-01",
  recordedAt: founding,
  by,
  type: "unit-established",
  unit,
  level,
  name,
  code,
  kind: null,
  parents: { own }
})

/** Two provinces; the first with two districts, three communes and their branches. All synthetic. */
const tree = ((): Hierarchy.Hierarchy => {
  const made = Hierarchy.make({
    association: Association.vwu,
    events: [
      founded("t", "tinh", "Tỉnh Mẫu", null, "93"),
      founded("s", "tinh", "Tỉnh Bên", null, "94"),
      founded("h1", "huyen", "Huyện Một", "t"),
      founded("h2", "huyen", "Huyện Hai", "t"),
      founded("h3", "huyen", "Huyện Ba", "s"),
      founded("x", "co_so", "Xã Phú Tân", "h1", "31379"),
      founded("y", "co_so", "Xã Phú Hữu", "h1", "31378"),
      founded("z", "co_so", "Xã Đông Phước", "h2", "31384"),
      founded("v", "co_so", "Phường Phú Tân", "h3", "31582"),
      founded("w", "co_so", "Xã Thuận Hòa", "h3", "31576"),
      founded("a1", "chi_hoi", "Ấp 1", "x"),
      founded("a2", "chi_hoi", "Ấp 2", "x"),
      founded("b1", "chi_hoi", "Ấp Một", "y")
    ]
  })
  if (!made.ok) throw new Error(made.issues.map(({ english }) => english).join("; "))
  return made.value
})()

const day = "2025-03-01"
const planned = (...steps: ReadonlyArray<Reorganisation.Step>): Reorganisation.Reorganisation => ({
  id: "mau",
  basis: "01/NQ-MAU",
  effectiveOn: day,
  steps
})

const done = (...steps: ReadonlyArray<Reorganisation.Step>): Reorganisation.Applied => {
  const applied = Reorganisation.apply(tree, planned(...steps), act(1))
  if (!applied.ok) throw new Error(applied.issues.map(({ english }) => english).join("; "))
  return applied.value
}

const codes = (...steps: ReadonlyArray<Reorganisation.Step>): ReadonlyArray<string> =>
  Reorganisation.check(tree, planned(...steps)).map(({ code, severity }) => (severity === "error" ? code : `(${code})`))

const parentsOn = (hierarchy: Hierarchy.Hierarchy, date: string, ...units: ReadonlyArray<string>) =>
  units.map((unit) => Snapshot.unit(Hierarchy.at(hierarchy, date), unit)?.parent)

const sharesOf = (hierarchy: Hierarchy.Hierarchy, unit: string) =>
  Succession.between(hierarchy, "2025-02-28", day)
    .get(unit)!
    .shares.map((each) => `${each.unit} ${each.numerator}/${each.denominator} ${each.bases.join("+")}`.trim())

const n = { unit: "n", name: "Xã Mới" }

describe("applied", () => {
  it("communes that merge end, and their branches stand under the new one from the day on", () => {
    const { hierarchy } = done({ step: "merge", from: ["x", "y"], into: n })

    expect(parentsOn(hierarchy, "2025-02-28", "a1", "b1", "x", "n")).toEqual(["x", "y", "h1", undefined])
    expect(parentsOn(hierarchy, day, "a1", "b1", "x", "n")).toEqual(["n", "n", undefined, "h1"])
    expect([sharesOf(hierarchy, "x"), sharesOf(hierarchy, "y"), sharesOf(hierarchy, "z")]).toEqual([
      ["n 1/1"],
      ["n 1/1"],
      ["z 1/1"]
    ])
  })

  it("a commune can take in others and live on", () => {
    const { hierarchy } = done({ step: "merge", from: ["x", "y"], into: "y" })

    expect(parentsOn(hierarchy, day, "a1", "b1", "y")).toEqual(["y", "y", "h1"])
    expect([sharesOf(hierarchy, "x"), sharesOf(hierarchy, "y")]).toEqual([["y 1/1"], ["y 1/1"]])
  })

  it("branches of a divided commune wait under the larger heir until each is assigned, from the day on", () => {
    const { hierarchy, unassigned } = done(
      {
        step: "split",
        from: "x",
        into: [
          { to: n, weight: { basis: "members", numerator: 312, denominator: 980 } },
          { to: "y", weight: { basis: "members", numerator: 668, denominator: 980 } }
        ]
      },
      { step: "assign", branch: "a2", to: "n" }
    )

    expect(unassigned).toEqual([{ branch: "a1", route: "own", from: "x", standsUnder: "y", heirs: ["n", "y"] }])
    expect(parentsOn(hierarchy, day, "a1", "a2")).toEqual(["y", "n"])
    expect(sharesOf(hierarchy, "x")).toEqual(["n 78/245 members", "y 167/245 members"])
    const assigned = Reorganisation.assign(hierarchy, { a1: "n" }, act(2))
    expect(assigned.ok && assigned.value.unassigned).toEqual([])
    expect(assigned.ok && parentsOn(assigned.value.hierarchy, day, "a1", "a2")).toEqual(["n", "n"])
    expect(assigned.ok && parentsOn(assigned.value.hierarchy, "2025-02-28", "a1")).toEqual(["x"])
  })

  it("a branch goes only to an heir of its commune, and only while it waits", () => {
    const { hierarchy } = done({ step: "split", from: "x", into: [{ to: n }, { to: "y" }] })

    const wrong = Reorganisation.assign(hierarchy, { a1: "z", b1: "n" }, act(2))

    expect(wrong.ok ? [] : wrong.issues.map(({ code }) => code)).toEqual([
      "reorganisation.not-heir",
      "reorganisation.nothing-to-assign"
    ])
  })

  it("a commune that gives a part away keeps its branches unless they are assigned", () => {
    const { hierarchy, unassigned } = done(
      {
        step: "split",
        from: "x",
        into: [
          { to: "x", weight: { basis: "given", numerator: 3, denominator: 4 } },
          { to: n, weight: { basis: "given", numerator: 1, denominator: 4 } }
        ]
      },
      { step: "assign", branch: "a2", to: "n" }
    )

    expect(unassigned).toEqual([])
    expect(parentsOn(hierarchy, day, "a1", "a2")).toEqual(["x", "n"])
    expect(sharesOf(hierarchy, "x")).toEqual(["n 1/4 given", "x 3/4 given"])
  })

  it("many become many; heirs without shares share alike, marked as assumed", () => {
    const { hierarchy } = done({
      step: "redraw",
      from: ["x", "y", "z"],
      to: [n, { unit: "m", name: "Xã Khác" }],
      successions: [
        { from: "x", to: "n", extent: "whole" },
        { from: "y", to: "n", extent: "partial" },
        { from: "y", to: "m", extent: "partial" },
        { from: "z", to: "m", extent: "whole" }
      ]
    })

    expect(["x", "y", "z"].map((unit) => sharesOf(hierarchy, unit))).toEqual([
      ["n 1/1"],
      ["m 1/2 assumed", "n 1/2 assumed"],
      ["m 1/1"]
    ])
  })

  it("when a level ends its children rise, its own figures go to the heirs named, and the others are listed", () => {
    const plan = {
      ...planned({ step: "abolish-level", level: "huyen", heirs: { h1: "x" } }),
      effectiveOn: "2025-07-01"
    }

    const applied = Reorganisation.apply(tree, plan, act(1))

    expect(applied.ok && parentsOn(applied.value.hierarchy, "2025-07-01", "x", "z", "v", "h1")).toEqual([
      "t",
      "t",
      "s",
      undefined
    ])
    const after = applied.ok ? applied.value.hierarchy : tree
    const destinies = Succession.between(after, "2025-06-30", "2025-07-01")
    expect(destinies.get("h1")?.shares.map(({ unit }) => unit)).toEqual(["x"])
    expect(destinies.get("h2")).toEqual({
      unit: "h2",
      shares: [],
      unallocated: { numerator: 1n, denominator: 1n }
    })
    expect(Reorganisation.preview(tree, plan).withoutHeir).toEqual(["h2", "h3"])
  })

  it("a unit that ends without an heir leaves its figures to nobody, and the plan says so", () => {
    expect(codes({ step: "dissolve", unit: "z" })).toEqual(["(reorganisation.no-heir)"])
    expect(sharesOf(done({ step: "dissolve", unit: "z" }).hierarchy, "z")).toEqual([])
    expect(sharesOf(done({ step: "dissolve", unit: "z", heir: "y" }).hierarchy, "z")).toEqual(["y 1/1"])
  })

  it("units are renamed, recoded, given another kind and moved", () => {
    const { hierarchy } = done(
      { step: "rename", unit: "x", name: "Phường Phú Tân Mới" },
      { step: "recode", unit: "x", code: "40001" },
      { step: "relevel", unit: "x", level: "co_so", kind: "phuong" },
      { step: "move", unit: "x", parent: "h2" }
    )

    expect(Snapshot.unit(Hierarchy.at(hierarchy, day), "x")).toMatchObject({
      name: "Phường Phú Tân Mới",
      code: "40001",
      kind: "phuong",
      parent: "h2"
    })
  })

  it("all events of a plan are one act and name it and its paper", () => {
    const { events } = done({ step: "merge", from: ["x", "y"], into: n })

    expect(new Set(events.map(({ act, basis, recordedAt }) => `${act} ${basis} ${recordedAt}`))).toEqual(
      new Set(["mau 01/NQ-MAU 2025-06-01T00:00:00.000Z"])
    )
  })
})

describe("refused, with everything that is wrong", () => {
  it("a unit that ends in two steps", () => {
    const found = codes({ step: "merge", from: ["x", "y"], into: n }, { step: "dissolve", unit: "x", heir: "z" })
    expect(found).toContain("reorganisation.doubled")
    expect(found).toContain("succession.sum")
  })

  it("a unit that goes nowhere", () => {
    const successions = [{ from: "x", to: "n", extent: "whole" as const }]
    expect(codes({ step: "redraw", from: ["x", "z"], to: [n], successions })).toContain("reorganisation.lost")
  })

  it("a whole succession beside another", () => {
    const successions = [
      { from: "x", to: "n", extent: "whole" as const },
      { from: "x", to: "y", extent: "whole" as const }
    ]
    expect(codes({ step: "redraw", from: ["x"], to: [n, "y"], successions })).toContain("succession.sum")
  })

  it("shares that are not one, that are no shares, and shares for some heirs only", () => {
    const into = (numerator: number, denominator: number): ReadonlyArray<Reorganisation.Portion> => [
      { to: n, weight: { basis: "given", numerator, denominator } },
      { to: "y", weight: { basis: "given", numerator: 1, denominator: 2 } }
    ]
    expect(codes({ step: "split", from: "x", into: into(1, 3) })).toContain("succession.sum")
    expect(codes({ step: "split", from: "x", into: into(0, 2) })).toContain("succession.weight")
    expect(codes({ step: "split", from: "x", into: into(0.5, 1) })).toContain("succession.weight")
    expect(codes({ step: "split", from: "x", into: [{ to: n }, into(1, 2)[1]!] })).toContain(
      "reorganisation.weights-incomplete"
    )
  })

  it("units that go into each other in a round", () => {
    expect(codes({ step: "merge", from: ["x"], into: "y" }, { step: "merge", from: ["y"], into: "x" })).toContain(
      "reorganisation.cycle"
    )
  })

  it("children whose upper unit ends without an heir", () => {
    expect(codes({ step: "dissolve", unit: "y" })).toContain("reorganisation.children-lost")
  })

  it("a new unit that stands under nobody, or whose place is not certain", () => {
    const establish = { step: "establish", unit: "n", level: "co_so", name: "Xã Mới", parents: { own: null } } as const
    expect(codes(establish)).toContain("reorganisation.no-parent")
    expect(
      codes({ step: "split", from: "h1", into: [{ to: "h2" }, { to: "h3" }] }, { step: "merge", from: ["x"], into: n })
    ).toContain("reorganisation.no-parent")
  })

  it("a plan dated before its units, on a day that is none, without paper, without steps, or applied already", () => {
    const merge = planned({ step: "merge", from: ["x", "y"], into: n })
    const wrong = (change: Partial<Reorganisation.Reorganisation>) =>
      Reorganisation.check(tree, { ...merge, ...change }).map(({ code }) => code)
    expect(wrong({ effectiveOn: "2023-06-01" })).toContain("succession.from-not-living")
    expect(wrong({ effectiveOn: "2025-02-30" })).toContain("reorganisation.day-unreadable")
    expect(wrong({ basis: "", id: " ", steps: [] })).toEqual([
      "reorganisation.id-missing",
      "reorganisation.basis-missing",
      "reorganisation.empty"
    ])
    const { hierarchy } = done({ step: "rename", unit: "x", name: "Xã Khác" })
    expect(Reorganisation.check(hierarchy, merge).map(({ code }) => code)).toContain("reorganisation.applied")
  })

  it("lines that name units outside their step, heirs of another level, branches of nobody divided", () => {
    const successions = [
      { from: "x", to: "n", extent: "whole" as const },
      { from: "y", to: "n", extent: "whole" as const }
    ]
    expect(codes({ step: "redraw", from: ["x"], to: [n], successions })).toContain("reorganisation.not-named")
    expect(codes({ step: "abolish-level", level: "huyen", heirs: { x: "y" } })).toContain("reorganisation.not-of-level")
    expect(codes({ step: "assign", branch: "a1", to: "y" })).toContain("reorganisation.nothing-to-assign")
    expect(
      codes({ step: "split", from: "x", into: [{ to: n }, { to: "y" }] }, { step: "assign", branch: "a1", to: "z" })
    ).toContain("reorganisation.not-heir")
  })

  it("every mistake of a plan at its step, and nothing is applied", () => {
    const plan = planned(
      { step: "rename", unit: "nobody", name: "Xã Không" },
      { step: "move", unit: "x", parent: "a1" },
      { step: "dissolve", unit: "y" },
      { step: "merge", from: ["z"], into: "gone" }
    )

    const applied = Reorganisation.apply(tree, plan, act(1))

    expect(applied.ok).toBe(false)
    const steps = applied.ok ? [] : applied.issues.map(({ path }) => path[1])
    expect(new Set(steps)).toEqual(new Set([0, 1, 2, 3, undefined]))
    expect(applied.ok ? [] : applied.issues.every(({ message }) => message.length > 0)).toBe(true)
  })
})

describe("doubtful", () => {
  const doubts = (...steps: ReadonlyArray<Reorganisation.Step>) =>
    codes(...steps).filter((code) => code !== "(reorganisation.code-reused)")

  it("a succession into another province, unless the province went there too", () => {
    const merge: Reorganisation.Step = { step: "merge", from: ["z"], into: "v" }
    expect(doubts(merge)).toEqual(["(reorganisation.crosses)"])
    expect(doubts(merge, { step: "merge", from: ["t"], into: "s" })).toEqual([])
  })

  it("a line that sends a unit alone to where its namesake went", () => {
    const lines = [
      { from: "x", to: "n", extent: "partial" as const },
      { from: "x", to: "m", extent: "partial" as const },
      { from: "y", to: "n", extent: "whole" as const },
      { from: "v", to: "m", extent: "whole" as const },
      { from: "w", to: "m", extent: "whole" as const }
    ]
    const redraw: Reorganisation.Step = {
      step: "redraw",
      from: ["x", "y", "v", "w"],
      to: [n, { unit: "m", name: "Xã Thuận Hòa", parents: { own: "h3" } }],
      successions: lines
    }

    const found = Reorganisation.check(tree, planned(redraw)).filter(({ code }) => code === "reorganisation.name-alone")

    expect(found.map(({ path }) => lines[Number(path[3])])).toEqual([lines[1]])
    expect(found[0]?.message).toBe(
      "Xã Phú Tân (x) vào Xã Thuận Hòa (m) có thể chỉ do trùng tên với Phường Phú Tân (v): không đơn vị nào khác của Huyện Một (h1) vào Xã Thuận Hòa (m); xem lại văn bản"
    )
  })

  it("a code that another unit bears, or bore before", () => {
    expect(codes({ step: "recode", unit: "x", code: "31384" })).toEqual(["(reorganisation.code-shared)"])
    expect(codes({ step: "merge", from: ["x", "y"], into: { ...n, code: "31379" } })).toEqual([
      "(reorganisation.code-reused)"
    ])
  })

  it("assumed shares, branches that wait, and units that take over from nobody", () => {
    expect(codes({ step: "split", from: "x", into: [{ to: n }, { to: "y" }] })).toEqual([
      "(reorganisation.assumed)",
      "(reorganisation.unassigned)"
    ])
    const to = [n, { unit: "m", name: "Xã Khác", level: "co_so", parents: { own: "h1" } }]
    const successions = [{ from: "x", to: "n", extent: "whole" as const }]
    expect(codes({ step: "redraw", from: ["x"], to, successions })).toEqual(["(reorganisation.from-nothing)"])
  })
})

it("a preview says who begins, ends, changes and moves, and what is touched", () => {
  const plan = planned(
    { step: "split", from: "x", into: [{ to: { ...n, code: "40001" } }, { to: "y" }] },
    { step: "assign", branch: "a1", to: "n" },
    { step: "rename", unit: "z", name: "Xã Đông" },
    { step: "dissolve", unit: "v" }
  )

  const seen = Reorganisation.preview(tree, plan, {
    duties: [
      { id: "d-x", unit: "x" },
      { id: "d-y", unit: "y" },
      { id: "d-a1", unit: "a1" },
      { id: "d-b1", unit: "b1" }
    ],
    channels: [
      { id: "zalo-v", unit: "v" },
      { id: "zalo-z", unit: "z" }
    ]
  })

  expect(seen.begins).toEqual([{ unit: "n", name: "Xã Mới", level: "co_so", code: "40001" }])
  expect(seen.ends.map(({ unit, heirs }) => [unit, heirs.map((each) => each.unit)])).toEqual([
    ["v", []],
    ["x", ["n", "y"]]
  ])
  expect(seen.changes).toEqual([{ unit: "z", what: "name", from: "Xã Đông Phước", to: "Xã Đông" }])
  expect(seen.moves.map(({ unit, from, to, provisional }) => [unit, from, to, provisional])).toEqual([
    ["a1", "x", "n", false],
    ["a2", "x", "n", true]
  ])
  expect(seen.withoutHeir).toEqual(["v"])
  expect(seen.touched.duties).toEqual([
    { id: "d-x", unit: "x", because: "divided", heirs: ["n", "y"] },
    { id: "d-a1", unit: "a1", because: "changed", heirs: ["a1"] }
  ])
  expect(seen.touched.channels).toEqual([
    { id: "zalo-v", unit: "v", because: "ended", heirs: [] },
    { id: "zalo-z", unit: "z", because: "changed", heirs: ["z"] }
  ])
})

describe("undone", () => {
  it("refused while somebody holds a post in a unit that it founded, or a branch was founded there", () => {
    const { hierarchy } = done({ step: "merge", from: ["x", "y"], into: n })
    const later: ReadonlyArray<HierarchyEvent> = [
      { ...founded("c1", "chi_hoi", "Ấp Mới", "n"), effectiveOn: "2025-04-01", recordedAt: act(2).recordedAt },
      {
        id: "p",
        effectiveOn: "2025-04-01",
        recordedAt: act(2).recordedAt,
        by,
        type: "position-created",
        position: "p",
        unit: "n",
        title: "Chủ tịch"
      }
    ]
    const grown = Hierarchy.record(hierarchy, later)

    const undone = grown.ok && Reorganisation.undo(grown.value, "mau", act(3), [])

    expect(undone && !undone.ok && undone.issues.map(({ code }) => code)).toEqual([
      "reorganisation.act-depends",
      "reorganisation.position-depends"
    ])
    expect(undone && !undone.ok && undone.issues.map(({ message }) => message.split(": ")[1])).toEqual([
      "founded/c1 ghi sau và dựa vào các đơn vị của phương án này (Xã Mới (n)); hoàn tác founded/c1 trước",
      expect.stringContaining("chức danh p lập tại Xã Mới (n)")
    ])
  })

  it("refused while a later plan rests on its units, which is named as what to undo first", () => {
    const { hierarchy } = done({ step: "merge", from: ["x", "y"], into: n })
    const rename = {
      ...planned({ step: "rename", unit: "n", name: "Xã Mới Nữa" }),
      id: "sau",
      effectiveOn: "2025-05-01"
    }
    const later = Reorganisation.apply(hierarchy, rename, act(2))
    const first = later.ok ? Reorganisation.undo(later.value.hierarchy, "mau", act(3), []) : later
    const second = later.ok ? Reorganisation.undo(later.value.hierarchy, "sau", act(3), []) : later

    expect(!first.ok && first.issues.map(({ code, english }) => `${code} ${english.split("; ").at(-1)}`)).toEqual([
      "reorganisation.act-depends undo sau first"
    ])
    expect(second.ok && Reorganisation.undo(second.value.hierarchy, "mau", act(4), []).ok).toBe(true)
  })

  it("a plan that was never applied, or is undone already, cannot be undone", () => {
    const { hierarchy } = done({ step: "rename", unit: "x", name: "Xã Khác" })
    const once = Reorganisation.undo(hierarchy, "mau", act(2), [])

    const twice = once.ok && Reorganisation.undo(once.value.hierarchy, "mau", act(3), [])

    expect(twice && !twice.ok && twice.issues.map(({ code }) => code)).toEqual(["reorganisation.unknown"])
  })
})

it("a branch assigned again to the same heir is told and nothing is recorded; to another heir it is refused", () => {
  const split = done({ step: "split", from: "x", into: [{ to: n }, { to: "y" }] })
  const branches = { a1: "y", a2: "n" }
  const once = Reorganisation.assign(split.hierarchy, branches, act(2))
  const again = once.ok ? Reorganisation.assign(once.value.hierarchy, branches, act(3)) : once
  const other = once.ok ? Reorganisation.assign(once.value.hierarchy, { a1: "n" }, act(3)) : once

  expect(once.ok && once.value.events.length).toBe(4)
  expect(again.ok && [again.value.events, again.value.warnings.map(({ code, path }) => [code, ...path])]).toEqual([
    [],
    [
      ["reorganisation.assigned-so", "a1"],
      ["reorganisation.assigned-so", "a2"]
    ]
  ])
  expect(!other.ok && other.issues.map(({ code }) => code)).toEqual(["reorganisation.nothing-to-assign"])
})

it("a plan that forgets the end of a level is told so once, however many units the level has", () => {
  const forgetting: Reorganisation.Reorganisation = {
    ...planned({ step: "merge", from: ["x", "y"], into: n }),
    effectiveOn: "2025-07-01"
  }
  const said = Reorganisation.check(tree, forgetting).filter(({ severity }) => severity === "error")

  expect(said.map(({ code, path }) => [code, ...path])).toEqual([["reorganisation.level-ended", "steps"]])
  expect(said[0]?.message).toContain("3 đơn vị của cấp này: Huyện Một (h1), Huyện Hai (h2), Huyện Ba (h3)")
  expect(said[0]?.message).toContain("abolish-level")
})

it("a plan applied already is told so and nothing else, and one that names a unit of the past names who followed it", () => {
  const { hierarchy } = done({ step: "merge", from: ["x", "y"], into: n })
  const again = Reorganisation.check(hierarchy, planned({ step: "merge", from: ["x", "y"], into: n }))
  const late = { ...planned({ step: "rename", unit: "x", name: "Xã Muộn" }), id: "muon", effectiveOn: "2025-05-01" }

  expect(again.map(({ code }) => code)).toEqual(["reorganisation.applied"])
  expect(Reorganisation.check(hierarchy, late).map(({ code, english }) => [code, english.split("; ").at(-1)])).toEqual([
    ["unit.followed", "correct the day, or use what followed it: Xã Mới (n)"]
  ])
})

describe("a plan that speaks of units which have ended", () => {
  const merged = () => done({ step: "merge", from: ["x", "y"], into: n }).hierarchy
  const said = (hierarchy: Hierarchy.Hierarchy, plan: Reorganisation.Reorganisation) =>
    Reorganisation.check(hierarchy, plan).map(({ code, path, english }) => [code, path.join("."), english])

  it("is told so once when it says again, under another id, what another plan did", () => {
    const again = planned(
      { step: "merge", from: ["x", "y"], into: n },
      { step: "assign", branch: "a1", to: "n" },
      { step: "rename", unit: "z", name: "Xã Đông" }
    )
    expect(said(merged(), { ...again, id: "lan-hai" })).toEqual([
      [
        "reorganisation.gone-by",
        "steps",
        expect.stringContaining(
          "by plan mau: Xã Phú Tân (x) → Xã Mới (n), Xã Phú Hữu (y) → Xã Mới (n); if it is the same reorganisation"
        )
      ]
    ])
    expect(Reorganisation.apply(merged(), { ...again, id: "lan-hai" }, act(2)).ok).toBe(false)
  })

  it("is told beside everything else that is wrong with it, each at its own step", () => {
    const plan = planned(
      { step: "split", from: "x", into: [{ to: { unit: "m", name: "Xã Khác" } }, { to: "z" }] },
      { step: "move", unit: "a1", parent: "m" },
      { step: "rename", unit: "khong-co", name: "Xã Nào" }
    )
    expect(said(merged(), { ...plan, id: "sau", effectiveOn: "2025-05-01" })).toEqual([
      ["unit.followed", "steps.0", expect.stringContaining("use what followed it: Xã Mới (n)")],
      ["unit.unknown", "steps.2.unit", expect.stringContaining("khong-co")]
    ])
  })

  it("names those who live on its day, down the whole chain of heirs", () => {
    const next = planned({ step: "merge", from: ["n", "z"], into: { unit: "cuoi", name: "Xã Cuối" } })
    const twice = Reorganisation.apply(merged(), { ...next, id: "hai", effectiveOn: "2025-05-01" }, act(2))
    if (!twice.ok) throw new Error(JSON.stringify(twice.issues))
    const late = planned({ step: "rename", unit: "x", name: "Xã Muộn" })
    expect(said(twice.value.hierarchy, { ...late, id: "muon", effectiveOn: "2025-06-01" })).toEqual([
      ["unit.followed", "steps.0", expect.stringMatching(/use what followed it: Xã Cuối \(cuoi\)$/)]
    ])
    const recorded = Hierarchy.record(twice.value.hierarchy, [
      { id: "r", ...act(3), effectiveOn: "2025-06-01", type: "unit-renamed", unit: "x", name: "Xã Muộn" }
    ])
    expect(!recorded.ok && recorded.issues.map(({ english }) => english.split("followed it: ").at(-1))).toEqual([
      "Xã Cuối (cuoi)"
    ])
  })
})
