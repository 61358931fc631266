/** Two servers on one PostgreSQL: what one does, the other tells and heeds at once. */
import { afterAll, assert, beforeAll, test } from "@effect/vitest"
import { type Server, sharedServer } from "../../packages/sql/test/server.ts"
import { grant, open } from "./office.ts"

let server: Server
beforeAll(async () => {
  server = await sharedServer()
}, 60_000)
afterAll(() => server.stop())

const at = "mau/bao-cao-thang/2024-10"

test("changes and grants of another server count within a second", { timeout: 60_000 }, async () => {
  const store = await server.create()
  const here = await open([grant("nguoi-x1", "x1")], () => ({}), store)
  const there = await open([], () => ({}), store)

  const ends = new AbortController()
  const response = await here.mounted.handle(
    new Request("http://van-phong.example/api/changes?after=0", {
      headers: { authorization: "Bearer nguoi-x1" },
      signal: ends.signal
    })
  )
  const source = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  assert.strictEqual((await source.read()).value, ": lienhoi\nid: 0\n\n")
  const next = source.read()
  const began = performance.now()
  await there.app.submit({ unit: "x1-1", period: "2024-10", values: { HV: 3 } })
  const told = (await next).value!
  const took = performance.now() - began
  assert.match(told, /^event: changed\nid: \d+\ndata: .*"unit":"x1-1"/u)
  console.log(`changes: told after ${Math.round(took)} ms by the other server`)
  assert.isBelow(took, 2_000)
  ends.abort()

  const sees = async () => (await here.call("GET", `/reports/${at}/x1-1`, { as: "nguoi-x1" })).status
  const board = async () => {
    const { body } = await here.call("GET", `/boards/${at}/x1`, { as: "nguoi-x1" })
    return body.levels?.find((one: { level: string }) => one.level === "chi_hoi").received
  }
  assert.deepStrictEqual([await sees(), await board()], [200, 1])
  await there.app.submit({ unit: "x1-2", period: "2024-10", values: { HV: 3 } })
  assert.strictEqual(await board(), 2)
  await there.app.grant([grant("nguoi-x1", "x1", { until: "2024-10-01" })])
  assert.strictEqual(await sees(), 403)
  await there.app.grant([grant("nguoi-x1", "x1")])
  assert.strictEqual(await sees(), 200)
  await there.app.grant([grant("nguoi-x1", "x2", { id: "nguoi-x1 x1 figures" })])
  assert.strictEqual(await sees(), 403)
  await here.close()
  await there.close()
})
