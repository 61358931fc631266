import { Association, EventFile, Hierarchy, Reorganisation, UnitTable } from "@lienhoi/hierarchy"
import { hierarchy } from "@lienhoi/testing/SampleProvince"
import { describe, expect, it } from "vitest"

const text = EventFile.write(hierarchy)
const lines = text.trim().split("\n")
const fileOf = (rest: ReadonlyArray<string>): string =>
  `${[lines[0]!.replace(/"events":\d+/, `"events":${rest.length}`), ...rest].join("\n")}\n`

const problems = (given: string) => {
  const read = EventFile.read(given, { file: "events.jsonl" })
  return read.ok ? [] : read.issues.map(({ code, place }) => `${place?.file}:${place?.line} ${code}`)
}

describe("the event file", () => {
  it("gives back the same history, and the same text again", () => {
    const read = EventFile.read(text)

    expect(read.ok && read.value.hierarchy.events).toEqual(hierarchy.events)
    expect(read.ok && EventFile.write(read.value.hierarchy, read.value.form)).toBe(text)
  })

  it("keeps successions, provisional places and withdrawals", () => {
    const by = { person: "nguoi-tinh" }
    const table = UnitTable.read(
      "id,code,name,level,parent\nt,93,Tỉnh Mẫu,tinh,\nx,1,Xã X,co_so,t\ny,2,Xã Y,co_so,t\nb,,Ấp 1,chi_hoi,x\n",
      { association: Association.vwu, by, recordedAt: "2025-07-01T00:00:00.000Z", effectiveOn: "2025-07-01" }
    )
    const made = Hierarchy.make({ association: Association.vwu, events: table.ok ? table.value.events : [] })
    if (!made.ok) throw new Error("not sound")
    const plan: Reorganisation.Reorganisation = {
      id: "chia",
      basis: "01/NQ-MAU",
      effectiveOn: "2026-01-01",
      steps: [{ step: "split", from: "x", into: [{ to: "y" }, { to: { unit: "z", name: "Xã Z" } }] }]
    }
    const applied = Reorganisation.apply(made.value, plan, { recordedAt: "2026-01-01T00:00:00.000Z", by })
    if (!applied.ok) throw new Error("the plan is refused")
    const act = { recordedAt: "2026-01-02T00:00:00.000Z", by }
    const undone = Reorganisation.undo(applied.value.hierarchy, "chia", act, [])
    if (!undone.ok) throw new Error("the plan cannot be undone")

    for (const { hierarchy } of [applied.value, undone.value]) {
      const read = EventFile.read(EventFile.write(hierarchy))
      expect(read.ok && read.value.hierarchy.events).toEqual(hierarchy.events)
    }
    const types = new Set(undone.value.hierarchy.events.map(({ type }) => type))
    expect([...types]).toEqual(expect.arrayContaining(["unit-succeeded", "event-withdrawn"]))
    expect(EventFile.write(applied.value.hierarchy)).toContain('"provisional":true')
  })

  it("in any order of its lines is the same history", () => {
    const read = EventFile.read(fileOf(lines.slice(1).reverse()))

    expect(read.ok && read.value.hierarchy.events).toEqual(hierarchy.events)
  })

  it("reads lines ended by Windows and a byte order mark", () => {
    expect(problems(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual([])
  })

  it("that was cut is refused", () => {
    expect(problems(text.slice(0, text.length - 20))).toContain(`events.jsonl:${lines.length} events.not-json`)
    expect(problems(`${lines.slice(0, -1).join("\n")}\n`)).toContain("events.jsonl:1 events.count")
    expect(problems("")).toEqual(["events.jsonl:1 events.empty"])
  })

  it("of another kind, a later version or an unknown association is refused", () => {
    expect(problems('{"format":"other","version":1,"events":0}\n')).toEqual(["events.jsonl:1 events.format"])
    expect(problems('{"format":"lienhoi/events","version":2,"events":0}\n')).toEqual(["events.jsonl:1 events.format"])
    expect(problems('{"format":"lienhoi/events","version":1,"association":"x","events":0}\n')).toEqual([
      "events.jsonl:1 events.association-unknown"
    ])
  })

  it("with lines that are no events is refused with every one of them", () => {
    const good = JSON.parse(lines[1]!)
    const { name: _, ...nameless } = good
    expect(
      problems(
        fileOf([
          JSON.stringify({ ...good, type: "unit-exploded" }),
          JSON.stringify(nameless),
          JSON.stringify({ ...good, id: "2", code: 31393 }),
          JSON.stringify({ ...good, id: "3", colour: "red" }),
          JSON.stringify({ ...good, id: "4", by: "someone" }),
          "[]"
        ])
      )
    ).toEqual([
      "events.jsonl:7 events.not-json",
      "events.jsonl:2 events.type-unknown",
      "events.jsonl:3 events.field-missing",
      "events.jsonl:4 events.field-unreadable",
      "events.jsonl:5 events.field-unknown",
      "events.jsonl:6 events.field-unreadable"
    ])
  })

  it("whose events make no tree is refused with the lines of those events", () => {
    expect(problems(fileOf([lines[2]!]))).toEqual(["events.jsonl:2 unit.unknown"])
  })
})
