/** Bad days: what is stale, sent twice, unknown, twisted, of another kind, too much or too slow. Nothing is lost, nothing told. */
import { assert, test } from "@effect/vitest"
import { grant, open } from "./office.ts"

const at = "mau/bao-cao-thang/2024-10"
const all = [grant("nguoi-x1", "x1")]
const json = { "content-type": "application/json" }

test("of many who send the same at once one is recorded; other figures ask before they replace", async () => {
  const { call, close } = await open(all)
  const submit = (HV: number, more: object = {}) =>
    call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1", body: { values: { HV }, ...more } })
  const same = await Promise.all(Array.from({ length: 12 }, () => submit(5, { seen: 0 })))
  const outcomes = same.map(({ body }) => body.outcome).sort()
  assert.deepStrictEqual([...new Set(outcomes)], ["no-op", "recorded"])
  assert.strictEqual(outcomes.filter((one) => one === "recorded").length, 1)
  const other = await submit(6, { seen: 0 })
  assert.strictEqual(other.body.outcome, "confirm-replacement")
  assert.strictEqual(other.body.report.revision, 1)
  assert.strictEqual((await submit(6, { seen: 1 })).body.outcome, "recorded")
  const ahead = await submit(7, { seen: 9 })
  assert.deepInclude(ahead, { status: 422 })
  assert.strictEqual(ahead.body.issues[0].code, "report.seen-unknown")
  const history = await call("GET", `/reports/${at}/x1-1/history`, { as: "nguoi-x1" })
  assert.strictEqual(history.body.length, 2)
  await close()
})

test("addresses that lead nowhere, or pretend to, are answered with a problem and nothing else", async () => {
  const { call, close } = await open(all)
  await call("POST", `/reports/${at}/x2-1/submit`, { as: "nguoi-x1", body: { values: { HV: 77_777 } } })
  const tricks = [
    `/reports/${at}/x1-1%2F..%2Fx2-1`,
    `/reports/${at}/x1-1%2f..%2fx2-1`,
    `/reports/${at}/..%2Fx2-1`,
    `/reports/${at}/x2-1`,
    `/reports/${at}/X1-1`,
    `/reports/${at}/x1-1%00`,
    `/reports/${at}/x1-1%20`,
    `/reports/${at}/%EF%BD%981-1`,
    `/reports/${at}/x1%E2%80%8B-1`,
    `/reports/${at}/%252e%252e%252fx2-1`,
    `/reports/${at}/%E0%A4%A`,
    `/reports/${at}/__proto__`,
    `/reports/${at}/constructor`,
    `/reports/${at}/`,
    `/reports/${at}//x2-1`,
    `/reports/${at}/${"x".repeat(20_000)}`,
    "/reports/mau%2Fbao-cao-thang/2024-10/x1-1",
    "/reports/mau/khong-co/2024-10/x1-1",
    "/reports/mau/bao-cao-thang/2024-13/x1-1",
    "/reports/mau/bao-cao-thang/..%2f2024-10/x1-1",
    "/reports/__proto__/toString/2024-10/x1-1",
    "/forms/mau/bao-cao-thang/khong/x1-1",
    `/totals/${at}/x1/__proto__`,
    "/units/__proto__",
    "/units/..%2f..%2fetc",
    "/units/__proto__/changes",
    "/tree?on=2024-02-31",
    "/units?on=%00",
    "/files/..%2f..%2fetc%2fpasswd",
    "/files/__proto__",
    "/docs/../openapi.json/x",
    "/;/me"
  ]
  for (const path of tricks) {
    const { status, type, body } = await call("GET", path, { as: "nguoi-x1" })
    assert.include([403, 404, 422], status, path)
    assert.strictEqual(type, "application/problem+json", path)
    assert.notInclude(JSON.stringify(body), "77777", path)
    assert.isAtLeast(body.title.length, 10, path)
  }
  await close()
})

test("bodies of another kind are refused and nothing is recorded", async () => {
  const { call, close } = await open(all)
  const good = JSON.stringify({ values: { HV: 5 } })
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`
  const bodies: ReadonlyArray<readonly [string, string | Uint8Array, Record<string, string>]> = [
    ["text", good, { "content-type": "text/plain" }],
    ["form", "values[HV]=5", { "content-type": "application/x-www-form-urlencoded" }],
    ["multipart", "--a\r\n\r\n--a--", { "content-type": "multipart/form-data; boundary=a" }],
    ["XML", "<values/>", { "content-type": "application/xml" }],
    ["unsaid", good, { "content-type": "" }],
    ["half", good.slice(0, 12), json],
    ["nothing", "", json],
    ["null", "null", json],
    ["a list", "[]", json],
    ["deep", deep, json],
    ["deep values", `{"values":{"HV":${deep}}}`, json],
    ["no text", Uint8Array.of(0xff, 0xfe, 0x00), json],
    ["__proto__", '{"values":{"__proto__":{"HV":5}}}', json],
    ["seen", '{"values":{"HV":5},"seen":-1}', json],
    ["seen text", '{"values":{"HV":5},"seen":"0"}', json]
  ]
  for (const [name, body, headers] of bodies) {
    const { status, type } = await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1", body, headers })
    assert.include([415, 422], status, name)
    assert.strictEqual(type, "application/problem+json", name)
  }
  const history = await call("GET", `/reports/${at}/x1-1/history`, { as: "nguoi-x1" })
  assert.deepStrictEqual(history.body, [])
  await close()
})

test("too much and too slow: the rest is not read", async () => {
  const { mounted, close } = await open(all, () => ({ maxBytes: 100_000, maxMillis: 60 }))
  let given = 0
  let cancelled = 0
  const endless = (pause: number) =>
    new ReadableStream<Uint8Array>({
      pull: async (to) => {
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
        given += 10_000
        try {
          to.enqueue(new Uint8Array(pause > 0 ? 1 : 10_000).fill(32))
        } catch {
          // Cut off.
        }
      },
      cancel: () => {
        cancelled += 1
      }
    })
  const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const given = {
      method: "POST",
      body,
      duplex: "half",
      headers: { authorization: "Bearer nguoi-x1", ...json, ...headers }
    }
    const response = await mounted.handle(
      new Request(`http://van-phong.example/api/reports/${at}/x1-1/submit`, given as RequestInit)
    )
    return [response.status, (await response.json()).kind]
  }
  assert.deepStrictEqual(await send("{}", { "content-length": "100000001" }), [413, "too-large"])
  assert.deepStrictEqual(await send(endless(0)), [413, "too-large"])
  assert.isBelow(given, 300_000)
  assert.deepStrictEqual(await send(endless(25)), [408, "too-slow"])
  assert.strictEqual(cancelled, 2)
  await close()
})
