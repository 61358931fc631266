/**
 * Scope, in memory: how far grants reach is what plain functions over plain facts say. The same worlds and the same oracle
 * judge the database.
 */
import { assert, test } from "@effect/vitest"
import type { Span } from "@lienhoi/hierarchy/Span"
import type { Takeover } from "@lienhoi/hierarchy/Takeover"
import * as Grant from "@lienhoi/report/Grant"
import { answer, day, lineages, type Query, query, size, units, type World, world } from "@lienhoi/testing/ScopeWorld"
import * as fc from "fast-check"

const spanOf = ({ unit, route, parent, from, until }: World["stands"][number]): Span => ({
  id: unit,
  route,
  parent,
  level: "co_so",
  name: "Mẫu",
  code: null,
  kind: null,
  since: day(0),
  from: day(from),
  until: until === null ? null : day(until)
})

const takeoverOf = ({ giver, heir, on, whole, route }: World["gifts"][number]): Takeover => ({
  giver,
  heir,
  whole,
  on: day(on),
  route: route === "" ? null : route
})

const grantsOf = ({ leaves }: World): ReadonlyArray<Grant.Grant> =>
  leaves.map((leave, n) => ({
    ...leave,
    id: `g${n}`,
    from: day(leave.from),
    until: leave.until === null ? null : day(leave.until)
  }))

const seenBy = (table: Query["table"], sight: Grant.Sight): boolean =>
  table === "total"
    ? sight !== "nothing"
    : table === "breakdown"
      ? sight === "all"
      : sight === "reports" || sight === "all"

const ask = (of: World, { account, today, table, lineage, unit }: Query): ReadonlyArray<string> => {
  const place = Grant.index({ spans: of.stands.map(spanOf), takeovers: of.gifts.map(takeoverOf) })
  const reach = Grant.reach(place, grantsOf(of), { account, today: day(today) })
  const asked = units.filter((each) => unit === null || each === unit)
  if (table === "person") return asked.filter(reach.persons)
  return asked.flatMap((each) =>
    lineages
      .filter((one) => (lineage === null || one === lineage) && seenBy(table, reach.sight(each, one)))
      .map((one) => `${each} ${one}`)
  )
}

test("Scope: grants reach as far as the plain functions say", { timeout: 120_000 }, () => {
  const told = { cases: 0, some: 0, part: 0 }
  const asked = query.filter(({ table }) => table !== "place" && table !== "search")
  fc.assert(
    fc.property(world, fc.array(asked, { minLength: 20, maxLength: 20 }), (of, questions) => {
      for (const one of questions) {
        const wanted = answer(of, one)
        told.cases += 1
        if (wanted.length > 0) told.some += 1
        if (wanted.length > 0 && wanted.length < size * lineages.length) told.part += 1
        assert.deepStrictEqual(ask(of, one).toSorted(), wanted.toSorted())
      }
    }),
    { numRuns: 600 }
  )
  const share = (n: number) => `${Math.round((100 * n) / told.cases)} %`
  console.log(`Scope (in memory): ${told.cases} cases, ${share(told.some)} see something, ${share(told.part)} a part`)
  assert.isAbove(told.some / told.cases, 0.4)
  assert.isAbove(told.part / told.cases, 0.2)
})
