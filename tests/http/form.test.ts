import { assert, test } from "@effect/vitest"
import * as Compiled from "@lienhoi/template/Compiled"
import { grant, open } from "./office.ts"

const at = "mau/bao-cao-thang/2024-10"
const all = [grant("nguoi-x1-1", "x1-1"), grant("nguoi-x1", "x1"), grant("nguoi-tinh", "tinh")]
const given = { values: { HV: 120, "HV[tre]": "38", "HV[lon]": 82 }, seen: 0 }

test("a form holds all that a browser needs: the template compiles there, what was given is read again as the same", async () => {
  const { call, close } = await open(all)
  const empty = (await call("GET", `/forms/${at}/x1-1`, { as: "nguoi-x1-1" })).body
  assert.deepInclude(empty, { status: "none", revision: 0, due: "2024-11-15", given: {}, cells: null, round: 1 })
  assert.deepInclude(empty.unit, { id: "x1-1", level: "chi_hoi" })
  await call("POST", `/reports/${at}/x1-1/draft`, { as: "nguoi-x1-1", body: { values: { HV: "12o" } } })
  const drafted = (await call("GET", `/forms/${at}/x1-1`, { as: "nguoi-x1-1" })).body
  assert.deepInclude(drafted, { status: "draft", given: { HV: "12o" } })
  await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1-1", body: given })
  const sent = (await call("GET", `/forms/${at}/x1-1`, { as: "nguoi-x1-1" })).body
  assert.deepInclude(sent, { status: "submitted", revision: 1 })
  const compiled = Compiled.make(sent.template)
  assert.isTrue(compiled.ok)
  if (!compiled.ok) return
  const { cells, ok } = compiled.value.validate(sent.given, { unit: sent.unit, period: sent.period })
  assert.isTrue(ok)
  assert.deepStrictEqual(cells, sent.cells)
  const next = (await call("GET", "/forms/mau/bao-cao-thang/2024-11/x1-1", { as: "nguoi-x1-1" })).body
  assert.deepStrictEqual(next.previous, sent.cells)
  await close()
})

test("what a form says one may do is what then happens", async () => {
  const { call, close } = await open(all)
  const may = async (as: string) => {
    const { body } = await call("GET", `/forms/${at}/x1-1`, { as })
    return Object.entries<boolean>(body.may)
      .filter(([, yes]) => yes)
      .map(([act]) => act)
      .join(" ")
  }
  const bodies: { readonly [act: string]: unknown } = {
    submit: { values: given.values },
    return: { reason: "Thiếu", due: "2024-10-20" },
    extend: { reason: "Bão", due: "2025-12-01" },
    waive: { reason: "Bão" }
  }
  const act = (name: string, as: string) =>
    call("POST", `/reports/${at}/x1-1/${name}`, { as, body: bodies[name] ?? {} })
  assert.strictEqual(await may("nguoi-x1-1"), "submit")
  assert.strictEqual(await may("nguoi-x1"), "submit extend waive")
  await act("submit", "nguoi-x1-1")
  assert.strictEqual(await may("nguoi-x1-1"), "submit")
  assert.strictEqual(await may("nguoi-x1"), "submit return approve")
  for (const name of ["return", "approve", "seal", "extend", "waive"])
    assert.strictEqual((await act(name, "nguoi-x1-1")).status, 403, name)
  assert.strictEqual((await act("return", "nguoi-x1")).status, 200)
  const returned = (await call("GET", `/forms/${at}/x1-1`, { as: "nguoi-x1-1" })).body
  assert.deepInclude(returned, { status: "returned", reason: "Thiếu", due: "2024-10-20", round: 2 })
  await act("submit", "nguoi-x1-1")
  await act("approve", "nguoi-x1")
  assert.strictEqual(await may("nguoi-x1"), "return")
  assert.strictEqual((await act("seal", "nguoi-x1")).status, 403)
  assert.strictEqual(await may("nguoi-tinh"), "return seal")
  assert.strictEqual((await act("seal", "nguoi-tinh")).status, 200)
  assert.strictEqual(await may("nguoi-x1-1"), "amend")
  assert.strictEqual((await call("GET", `/forms/${at}/x2-1`, { as: "nguoi-x1" })).status, 403)
  await close()
})
