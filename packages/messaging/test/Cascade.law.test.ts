/**
 * The law Told down: every unit below the issuer reads a notice in exactly one group or stands on the list of those to be
 * told otherwise; and an acknowledgement counts once, for the unit whose head gave it where that unit reads.
 */
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Cascade from "@lienhoi/messaging/Cascade"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import * as Template from "@lienhoi/template/Template"
import * as SampleProvince from "@lienhoi/testing/SampleProvince"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const tree = Hierarchy.at(SampleProvince.hierarchy, "2024-10-15")
const read = Template.parse(
  "template: vwu/chi-dao\nkind: notice\ntitle: Văn bản chỉ đạo\nacknowledge: { levels: [huyen, co_so, chi_hoi], within: { days: 1 } }\nsections: {}\n"
)
if (!read.ok) throw new Error(read.issues[0]?.message)
const { template } = read.value
const issuedAt = "2024-10-15T01:00:00.000Z"

const groupOf = (unit: string, n: number): UnitGroup.UnitGroup =>
  UnitGroup.make({
    road: { channel: n % 2 === 0 ? "zalo-group" : "by-hand", address: `g-${unit}-${n}` },
    unit,
    purpose: Snapshot.children(tree, unit).length === 0 ? "members" : "heads",
    name: `Nhóm ${unit}`,
    owner: `p-${unit}`,
    since: `2024-0${1 + n}-01T00:00:00.000Z`
  })

const units = tree.units.map(({ id }) => id)
const issuers = units.filter((unit) => Snapshot.children(tree, unit).length > 0)
const kinds = ["in her group", "in another group", "not a word of it", "twice"] as const

it("law Told down: every unit reads it once or is to be told otherwise; each acknowledgement counts once", () => {
  const tried = new Map<string, number>()
  let covered = 0
  const law = fc.property(
    fc.constantFrom(...issuers),
    fc.array(fc.tuple(fc.constantFrom(...units), fc.nat(2), fc.boolean()), { maxLength: 40 }),
    fc.array(fc.tuple(fc.constantFrom(...units), fc.constantFrom(...kinds), fc.nat(72)), { maxLength: 20 }),
    (issuer, having, saying) => {
      const groups = having.map(([unit, n, hasEnded]) => ({
        ...groupOf(unit, n),
        endedAt: hasEnded && n === 2 ? issuedAt : null
      }))
      const plan = Cascade.plan({ tree, issuer, groups })
      const readers = [...plan.posts.flatMap((post) => post.readers), ...plan.without].toSorted()
      expect(readers).toEqual(
        Snapshot.descendants(tree, issuer)
          .map(({ id }) => id)
          .toSorted()
      )
      expect(plan.posts.every(({ group }) => group.endedAt === null)).toBe(true)
      expect(plan.posts.map(({ step }) => step)).toEqual(plan.posts.map(({ step }) => step).toSorted())
      covered += plan.posts.length

      const expected = new Map<string, string>()
      const acknowledged = saying.flatMap(([unit, kind, hours]) => {
        tried.set(kind, (tried.get(kind) ?? 0) + 1)
        const parent = Snapshot.unit(tree, unit)?.parent ?? null
        const own = plan.posts.find(({ group }) => group.unit === parent)
        // Another group of the same notice, when there is one: there her unit does not read it.
        const other = plan.posts.find(({ readers }) => !readers.includes(unit))
        const road =
          kind === "in another group"
            ? (other?.group.road ?? { channel: "zalo-group", address: "elsewhere" })
            : (own?.group.road ?? { channel: "x", address: "x" })
        const text = kind === "not a word of it" ? "Mai mấy giờ họp vậy chị?" : "Dạ đã nhận ạ"
        const at = new Date(Date.parse(issuedAt) + hours * 3_600_000).toISOString()
        const counts = own !== undefined && kind !== "in another group" && kind !== "not a word of it"
        if (counts && (expected.get(unit) ?? "9") > at) expected.set(unit, at)
        const heard = { road, text, at, leads: [unit] }
        return kind === "twice"
          ? [...Cascade.acknowledged(plan, heard), ...Cascade.acknowledged(plan, heard)]
          : Cascade.acknowledged(plan, heard)
      })
      const now = "2024-10-20T01:00:00.000Z"
      const standing = Cascade.standing({
        tree,
        plan,
        template,
        issuedAt,
        acknowledged,
        now,
        calendar: WorkingDays.vietnam
      })
      const { counts } = standing
      expect(counts.acknowledged + counts.late).toBe(expected.size)
      expect(
        standing.readers
          .filter(({ at }) => at !== null)
          .map(({ unit, at }) => [unit, at])
          .toSorted()
      ).toEqual([...expected].toSorted())
      expect(standing.below.reduce((sum, one) => sum + one.counts.overdue, 0)).toBe(counts.overdue)
    }
  )
  fc.assert(law, { numRuns: 2_000 })
  const total = [...tried.values()].reduce((sum, n) => sum + n, 0)
  console.info(
    `Told down: ${covered} posts, ${kinds.map((kind) => `${kind} ${(((tried.get(kind) ?? 0) * 100) / total).toFixed(0)} %`).join(", ")}`
  )
  for (const kind of kinds) expect((tried.get(kind) ?? 0) / total).toBeGreaterThan(0.05)
  expect(covered).toBeGreaterThan(2_000)
})

it("the registry keeps one group for each road, hears its news, and knows nothing of strangers", async () => {
  const program = Effect.gen(function* () {
    const groups = yield* UnitGroup.UnitGroups
    const group = groupOf("x1", 0)
    const { road } = group
    yield* groups.put(group)
    yield* groups.put({ ...group, name: "Nhóm mới" })
    yield* groups.hear({ road, change: "joined", members: ["20", "21"], at: issuedAt })
    yield* groups.hear({ road, change: "joined", members: ["20"], at: issuedAt })
    const left = yield* groups.hear({ road, change: "left", members: ["21"], at: issuedAt })
    const stranger = yield* groups.hear({ road: { ...road, address: "?" }, change: "ended", members: [], at: issuedAt })
    const living = yield* groups.living
    yield* groups.hear({ road, change: "ended", members: [], at: issuedAt })
    return {
      left,
      stranger,
      living: living.map(({ name }) => name),
      after: yield* groups.living,
      kept: yield* groups.at(road)
    }
  })
  const seen = await Effect.runPromise(Effect.provide(program, UnitGroup.layerMemory))
  expect(seen).toMatchObject({
    left: { members: ["20"] },
    stranger: null,
    living: ["Nhóm mới"],
    after: [],
    kept: { endedAt: issuedAt }
  })
})
