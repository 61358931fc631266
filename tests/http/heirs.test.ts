import { assert, test } from "@effect/vitest"
import { openApp } from "lienhoi"
import { config } from "../../packages/lienhoi/test/redrawn.ts"
import { grant, open } from "./office.ts"

const at = "mau/thang/2025-07"
const given = { values: { HOP: 3 }, seen: 0 }

test("law Lifecycle: the heir of a closed unit files and corrects its report, the neighbour does not, who has a part sees totals only", async () => {
  const opened = await openApp(config, { now: () => "2025-07-10T02:00:00.000Z" })
  assert.isTrue(opened.ok)
  if (!opened.ok) return
  await using office = opened.value
  const from = { from: "2025-01-01" }
  await office.grant([grant("nguoi-x2", "x2", from), grant("nguoi-x4", "x4", from), grant("nguoi-tinh", "tinh", from)])
  const { call, close } = await open([], () => ({ ...office, today: () => "2025-07-10" }))
  const may = async (unit: string, as: string) => {
    const { status, body } = await call("GET", `/forms/${at}/${unit}`, { as })
    return status === 200
      ? Object.keys(body.may)
          .filter((act) => body.may[act])
          .join(" ")
      : status
  }
  const submit = async (unit: string, as: string, body: object = given) => {
    const sent = await call("POST", `/reports/${at}/${unit}/submit`, { as, body })
    return sent.status === 200 ? sent.body.outcome : sent.status
  }
  assert.strictEqual(await may("x1", "nguoi-x2"), "submit")
  assert.strictEqual((await call("POST", `/reports/${at}/x1/draft`, { as: "nguoi-x2", body: given })).status, 200)
  assert.strictEqual(await submit("x1", "nguoi-x2"), "recorded")
  assert.strictEqual(await submit("x1", "nguoi-x4"), 403)
  for (const act of ["approve", "seal"])
    assert.strictEqual((await call("POST", `/reports/${at}/x1/${act}`, { as: "nguoi-x2", body: {} })).status, 403)
  await call("POST", `/reports/${at}/x1/approve`, { as: "nguoi-tinh", body: {} })
  await call("POST", `/reports/${at}/x1/seal`, { as: "nguoi-tinh", body: {} })
  assert.strictEqual(await may("x1", "nguoi-x2"), "amend")
  const amended = { values: { HOP: 4 }, seen: 1, reason: "Sót một cuộc họp" }
  const corrected = await call("POST", `/reports/${at}/x1/amend`, { as: "nguoi-x2", body: amended })
  assert.strictEqual(corrected.body.outcome, "recorded")

  // A branch that was dissolved with its commune is with the heir of the commune.
  assert.strictEqual(await submit("x5-1", "nguoi-x4"), "recorded")
  assert.strictEqual(await submit("x5-1", "nguoi-x2"), 403)

  // Of a divided unit an heir sees totals; it files once it was granted the figures.
  assert.strictEqual(await may("x3", "nguoi-x4"), 403)
  assert.strictEqual(await submit("x3", "nguoi-x4"), 403)
  await office.grant([grant("nguoi-x4", "x3", { ...from, until: "2025-09-01" })])
  assert.strictEqual(await may("x3", "nguoi-x4"), "submit")
  assert.strictEqual(await submit("x3", "nguoi-x4"), "recorded")
  await close()
})
