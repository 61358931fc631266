import { Association, CodeTable, EventFile, Hierarchy, UnitSeries } from "@lienhoi/hierarchy"
import * as fc from "fast-check"
import { expect, it } from "vitest"

interface Commune {
  /** Who it is, known to the test alone. */
  readonly self: number
  readonly code: string
  readonly name: string
  readonly province: string
}

const operations = ["rename", "recode", "move", "merge", "split", "found", "close", "swap-names", "recut"] as const
type Operation = (typeof operations)[number]

interface Step {
  readonly operation: Operation
  readonly one: number
  readonly other: number
}

interface Run {
  readonly operations: ReadonlyArray<Operation>
  readonly days: ReadonlyArray<{ readonly on: string; readonly communes: ReadonlyArray<Commune> }>
}

const provinces = ["80", "92"]
const days = ["2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"]

const names = ["Xã Hòa An", "Xã Tân Bình", "Phường Long Hoa", "Xã Hoà Mỹ", "Xã Cầu Khởi", "Xã Tân Hòa", "Xã Vị Thủy"]

/** A life of two synthetic provinces: what happens, and who is who all along. */
const runs = fc
  .record({
    sizes: fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 })),
    steps: fc.array(fc.record({ operation: fc.constantFrom(...operations), one: fc.nat(100), other: fc.nat(100) }), {
      minLength: 1,
      maxLength: 4
    })
  })
  .map(({ sizes, steps }): Run => {
    let made = 0
    const fresh = (province: string, code = String(31_000 + made), name = nameOf(made)): Commune => ({
      self: made++,
      code,
      name,
      province
    })
    let communes = provinces.flatMap((province, i) => Array.from({ length: sizes[i]! }, () => fresh(province)))
    const found = [{ on: days[0]!, communes }]
    const done: Array<Operation> = []
    for (const [i, step] of steps.entries()) {
      const next = happen(communes, step, fresh, `Xã Mới ${i}`)
      if (next === null) continue
      done.push(step.operation)
      communes = next
      found.push({ on: days[i + 1]!, communes })
    }
    return { operations: done, days: found }
  })

const nameOf = (n: number): string => `${names[n % names.length]} ${1 + Math.floor(n / names.length)}`

const happen = (
  communes: ReadonlyArray<Commune>,
  { operation, one, other }: Step,
  fresh: (province: string, code?: string, name?: string) => Commune,
  newName: string
): Array<Commune> | null => {
  const a = communes[one % communes.length]!
  const mates = communes.filter((each) => each !== a && each.province === a.province)
  const b = mates[other % Math.max(mates.length, 1)]
  const replaced = (...pairs: ReadonlyArray<readonly [Commune, ReadonlyArray<Commune>]>): Array<Commune> =>
    communes.flatMap((each) => pairs.find(([old]) => old === each)?.[1] ?? [each])
  switch (operation) {
    case "rename":
      return replaced([a, [{ ...a, name: newName }]])
    case "recode":
      return replaced([a, [{ ...a, code: `9${a.code}` }]])
    case "move":
      return replaced([a, [{ ...a, province: provinces.find((each) => each !== a.province)! }]])
    case "found":
      return [...communes, fresh(a.province)]
    case "split":
      return replaced([a, [fresh(a.province, a.code, a.name), fresh(a.province)]])
    case "close":
      return b === undefined ? null : replaced([a, []])
    case "merge":
      return b === undefined
        ? null
        : replaced([a, [fresh(a.province, a.code, one % 2 === 0 ? a.name : b.name)]], [b, []])
    case "swap-names":
      return b === undefined ? null : replaced([a, [{ ...a, name: b.name }]], [b, [{ ...b, name: a.name }]])
    case "recut":
      // Two communes are cut anew and keep codes and names: no list can tell.
      return b === undefined
        ? null
        : replaced([a, [fresh(a.province, a.code, a.name)]], [b, [fresh(b.province, b.code, b.name)]])
  }
}

const rowsOf = (communes: ReadonlyArray<Commune>): ReadonlyArray<string> => [
  "80,Tỉnh Tây Ninh,province,",
  "92,Thành phố Cần Thơ,province,",
  ...communes.map(({ code, name, province }) => `${code},${name},commune,${province}`)
]

const csv = (rows: ReadonlyArray<string>): string => `code,name,level,parent_code\n${rows.join("\n")}\n`

const taken = (run: Run) => {
  const read = UnitSeries.read(
    run.days.map(({ on, communes }) => ({ date: on, text: csv(rowsOf(communes)) })),
    { association: Association.vwu, by: { person: "nguoi-tinh" }, recordedAt: "2026-08-01T02:00:00.000Z" }
  )
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
  const made = Hierarchy.make({ association: Association.vwu, events: read.value.events })
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  // From here on the lists are gone: all that is left is the text of the events.
  const again = EventFile.read(EventFile.write(made.value, read.value.form))
  if (!again.ok) throw new Error(again.issues.map(({ message }) => message).join("\n"))
  return { ...again.value, content: read.value }
}

const listOn = ({ hierarchy, form }: EventFile.EventFile, day: string, knownAt: string | null = null) =>
  CodeTable.write(CodeTable.of(hierarchy, day, { knownAt }), form)
    .trim()
    .split("\n")
    .slice(1)
    .sort()

const share = (n: number, of: number): string => `${((100 * n) / Math.max(of, 1)).toFixed(1)} %`

it("Series: of N lists taken in, each comes out again from events alone, also between its day and the next", () => {
  const tried: Array<Operation> = []
  let attempts = 0
  fc.assert(
    fc.property(runs, fc.nat(40), (run, later) => {
      attempts++
      tried.push(...run.operations)
      const kept = taken(run)
      for (const { on, communes } of run.days) {
        const expected = [...rowsOf(communes)].sort()
        expect(listOn(kept, on)).toEqual(expected)
        const between = `${on.slice(0, 8)}${String(2 + (later % 26)).padStart(2, "0")}`
        expect(listOn(kept, between)).toEqual(expected)
      }
      expect(listOn(kept, "2025-06-30")).toEqual([])
    }),
    { numRuns: 1_000 }
  )
  const lines = operations.map((operation) => {
    const n = tried.filter((each) => each === operation).length
    expect(n / tried.length, operation).toBeGreaterThanOrEqual(0.05)
    return `  ${operation}: ${share(n, tried.length)}`
  })
  console.log([`Series: ${attempts} series of lists, 100 % accepted, ${tried.length} changes`, ...lines].join("\n"))
})

it("Series: a rename recorded later changes what is known later, not what was known before", () => {
  fc.assert(
    fc.property(runs, fc.nat(100), (run, n) => {
      const kept = taken(run)
      const { on, communes } = run.days.at(-1)!
      const row = communes[n % communes.length]!
      const unit = Hierarchy.at(kept.hierarchy, on).units.find(({ code }) => code === row.code)!
      const told = "2026-08-01T02:00:00.000Z"
      const renamed = Hierarchy.record(kept.hierarchy, [
        {
          id: "later",
          effectiveOn: "2026-07-15",
          recordedAt: "2026-09-01T02:00:00.000Z",
          by: { person: "nguoi-tinh" },
          type: "unit-renamed",
          unit: unit.id,
          name: "Xã Đổi Tên"
        }
      ])
      if (!renamed.ok) throw new Error("the rename is refused")
      const now = { ...kept, hierarchy: renamed.value }

      for (const day of run.days) expect(listOn(now, day.on)).toEqual([...rowsOf(day.communes)].sort())
      expect(listOn(now, "2026-08-01", told)).toEqual([...rowsOf(communes)].sort())
      const expected = communes.map((each) => (each === row ? { ...each, name: "Xã Đổi Tên" } : each))
      expect(listOn(now, "2026-08-01")).toEqual([...rowsOf(expected)].sort())
    }),
    { numRuns: 1_000 }
  )
})

it("Series: the lists go in one by one onto a history as they go in together", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const together = taken(run)
      const alone = run.days.reduce<Hierarchy.Hierarchy | null>((onto, { on, communes }, i) => {
        const read = UnitSeries.read([{ date: on, text: csv(rowsOf(communes)) }], {
          association: Association.vwu,
          by: { person: "nguoi-tinh" },
          recordedAt: `2026-08-0${i + 1}T02:00:00.000Z`,
          ...(onto === null ? {} : { onto })
        })
        if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join("\n"))
        const { events } = read.value
        const next =
          onto === null ? Hierarchy.make({ association: Association.vwu, events }) : Hierarchy.record(onto, events)
        if (!next.ok) throw new Error(next.issues.map(({ message }) => message).join("\n"))
        return next.value
      }, null)!

      for (const { on } of run.days)
        expect(Hierarchy.at(alone, on).units).toEqual(Hierarchy.at(together.hierarchy, on).units)
    }),
    { numRuns: 300 }
  )
})

it("Series: who is taken for one unit mostly is, and who is not is listed", () => {
  const judged = { right: 0, wrong: 0, missed: 0, blind: 0 }
  fc.assert(
    fc.property(runs, (run) => {
      const { hierarchy, content } = taken(run)
      for (const [i, day] of run.days.entries()) {
        const before = run.days[i - 1]
        if (before === undefined) continue
        const operation = run.operations[i - 1]!
        const unitOn = (on: string) => new Map(Hierarchy.at(hierarchy, on).units.map((unit) => [unit.code, unit.id]))
        const [then, now] = [unitOn(before.on), unitOn(day.on)]
        for (const was of before.communes)
          for (const is of day.communes) {
            const claimed = then.get(was.code) === now.get(is.code)
            const really = was.self === is.self
            if (claimed && really) judged.right++
            else if (claimed && operation === "recut") judged.blind++
            else if (claimed) judged.wrong++
            else if (really) {
              judged.missed++
              const listed = content.doubts.some(
                ({ on, oldCode, newCode }) => on === day.on && oldCode === was.code && newCode === is.code
              )
              expect(listed, `${operation}: ${was.code} → ${is.code}`).toBe(true)
            }
          }
      }
    }),
    { numRuns: 1_000 }
  )
  const { right, wrong, missed, blind } = judged
  console.log(
    `Series, synthetic: ${right + missed} units live on over a day; precision ${share(right, right + wrong)} (${wrong} wrong), recall ${share(right, right + missed)}; with ${blind} cut anew under their old code and name, which no list can tell, precision ${share(right, right + wrong + blind)}`
  )
  expect(wrong).toBe(0)
  expect(right / (right + missed)).toBeGreaterThan(0.3)
})
