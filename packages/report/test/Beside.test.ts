import * as Beside from "@lienhoi/report/Beside"
import type { EventType, ReportEvent } from "@lienhoi/report/Event"
import type { Cell, Cells } from "@lienhoi/template/Cell"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { morning } from "./fixture.ts"

/** Words that would be noticed anywhere. */
const arbWords = fc.constantFrom("Chị Năm ốm", "Sóng yếu ở cù lao", "Xem lại")

const arbCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ state: fc.constant("value" as const), value: fc.oneof(fc.nat(), fc.boolean(), arbWords) }),
  fc.record({ state: fc.constant("value" as const), value: fc.array(arbWords) }),
  fc.record({ state: fc.constant("not-applicable" as const), reason: arbWords }),
  fc.constant<Cell>({ state: "zero" }),
  fc.constant<Cell>({ state: "missing" })
)

const arbCells: fc.Arbitrary<Cells> = fc.dictionary(fc.constantFrom("A", "B", "C", "D[x]"), arbCell)

const types: ReadonlyArray<EventType> = [
  "drafted",
  "submitted",
  "returned",
  "approved",
  "sealed",
  "amended",
  "requested",
  "extended",
  "waived"
]

const arbEvent: fc.Arbitrary<ReportEvent> = fc
  .record({ type: fc.constantFrom(...types), cells: arbCells, words: arbWords })
  .map(({ type, cells, words }) => {
    const header = { type, id: "e-1", recordedAt: morning("2024-10-15"), by: { person: "p-1" } }
    const own = {
      drafted: { values: { A: words } },
      submitted: { revision: 1, cells },
      returned: { revision: 1, reason: words, due: "2024-10-18" },
      approved: { revision: 1 },
      sealed: { revision: 1, digest: "tong-405" },
      amended: { revision: 2, amends: 1, reason: words, cells },
      requested: { due: "2024-10-18" },
      extended: { due: "2024-10-18", reason: words },
      waived: { reason: words }
    }
    return { ...header, ...own[type] } as unknown as ReportEvent
  })

it("an event without its words holds none, and with them it is whole again", () => {
  fc.assert(
    fc.property(arbEvent, (event) => {
      const parted = Beside.part(event)

      expect(JSON.stringify(parted.event)).not.toMatch(/Chị Năm|Sóng yếu|Xem lại/)
      expect(Beside.join(parted)).toEqual(event)
    }),
    { numRuns: 1000 }
  )
})

it("without its words an event keeps its type, its header and its numbers", () => {
  fc.assert(
    fc.property(arbEvent, (event) => {
      const erased = Beside.join({ ...Beside.part(event), beside: null })

      expect(erased).toMatchObject({ type: event.type, id: event.id, recordedAt: event.recordedAt, by: event.by })
      if (!("cells" in event) || !("cells" in erased)) return
      expect(Object.keys(erased.cells)).toEqual(Object.keys(event.cells))
      for (const [column, cell] of Object.entries(event.cells)) {
        expect(erased.cells[column]?.state).toBe(cell.state)
        if (cell.state === "value" && typeof cell.value === "number") expect(erased.cells[column]).toEqual(cell)
      }
    }),
    { numRuns: 1000 }
  )
})
