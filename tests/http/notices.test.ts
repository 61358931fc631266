import { assert, test } from "@effect/vitest"
import { grant, noticeTemplate, open } from "./office.ts"

const notice = { id: "cv-12", template: "mau/thong-bao", issuer: "x1", text: "Mời họp ngày 20" }

test("a notice is seen by the units it is for, acknowledged by their own, and counted for those above", async () => {
  const { call, close } = await open([], () => ({}), undefined, [noticeTemplate])
  const send = (as: string) => call("POST", "/notices", { as, body: notice })
  assert.strictEqual((await send("nguoi-x2")).status, 403)
  const sent = await send("nguoi-x1")
  assert.strictEqual(sent.status, 200)
  assert.include(
    sent.body.heads.map(({ unit }: { unit: string }) => unit),
    "x1-1"
  )
  assert.strictEqual((await send("nguoi-x1")).status, 422)
  const mine = async (as: string) => (await call("GET", "/notices", { as })).body
  const [received] = await mine("nguoi-x1-1")
  assert.deepInclude(received, { id: "cv-12", title: "Thông báo", text: notice.text, mine: false })
  assert.deepStrictEqual(received.units, [{ unit: "x1-1", acknowledged: false }])
  assert.deepStrictEqual(await mine("nguoi-x2"), [])
  const acknowledge = (as: string, unit: string) => call("POST", "/notices/cv-12/acknowledge", { as, body: { unit } })
  assert.strictEqual((await acknowledge("nguoi-x2", "x1-1")).status, 403)
  assert.strictEqual((await acknowledge("nguoi-x1-1", "x1-2")).status, 403)
  assert.strictEqual((await acknowledge("nguoi-x1-1", "x1-1")).status, 204)
  assert.isTrue((await mine("nguoi-x1-1"))[0].units[0].acknowledged)
  const standing = await call("GET", "/notices/cv-12", { as: "nguoi-tinh" })
  assert.strictEqual(standing.status, 200)
  assert.strictEqual((await call("GET", "/notices/cv-12", { as: "nguoi-x1-1" })).status, 403)
  const none = await call("GET", "/notices/__proto__", { as: "nguoi-tinh" })
  assert.strictEqual(none.body.issues[0].code, "http.notice")
  await close()
})

test("people of a unit are for those who were granted to see them", async () => {
  const { call, close } = await open([grant("nguoi-tinh", "x1", { role: "persons" })])
  const seen = await call("GET", "/units/x1/people", { as: "nguoi-tinh" })
  assert.strictEqual(seen.status, 200)
  assert.deepInclude(seen.body[0], { person: "nguoi-x1", head: true })
  assert.isString(seen.body[0].name)
  assert.strictEqual((await call("GET", "/units/x2/people", { as: "nguoi-tinh" })).status, 403)
  assert.strictEqual((await call("GET", "/units/x1/people", { as: "nguoi-x1" })).status, 403)
  const put = (unit: string) =>
    call("POST", `/units/${unit}/people`, { as: "nguoi-tinh", body: { id: "nguoi-x1", name: "Chị Mẫu" } })
  assert.strictEqual((await put("x2")).status, 403)
  const inMemory = await put("x1")
  assert.strictEqual(inMemory.body.issues[0].code, "app.needs-store")
  await close()
})

test("machines: a webhook gets its body as it came, metrics are for who bears the token", async () => {
  const bytes = Uint8Array.of(0xff, 0, 10, 13, 0x7b)
  let heard: Uint8Array | null = null
  const { call, mounted, close } = await open([], () => ({
    metrics: { token: "bi-mat" },
    inbound: {
      zalo: async (request) => {
        heard = new Uint8Array(await request.arrayBuffer())
        return new Response("ok", { headers: { "x-signature": request.headers.get("x-signature") ?? "" } })
      }
    }
  }))
  const ask = (path: string, init: RequestInit = {}) =>
    mounted.handle(new Request(`http://van-phong.example/api${path}`, init))
  const answer = await ask("/inbound/zalo", { method: "POST", body: bytes, headers: { "x-signature": "mac" } })
  assert.deepStrictEqual([answer.status, answer.headers.get("x-signature")], [200, "mac"])
  assert.deepStrictEqual(heard, bytes)
  for (const other of ["/inbound/mail", "/inbound/zalo/x", "/inbound/constructor", "/inbound"])
    assert.strictEqual((await ask(other, { method: "POST", body: "x" })).status, 404, other)

  await call("GET", "/units/x1?on=2024-10-10", { as: "nguoi-x1" })
  await call("GET", "/khong-co", { as: "nguoi-x1" })
  for (const authorization of ["", "Bearer", "Bearer bi-ma", "Bearer bi-mat2", "Basic bi-mat"])
    assert.strictEqual((await ask("/metrics", { headers: { authorization } })).status, 401)
  const metrics = await (await ask("/metrics", { headers: { authorization: "Bearer bi-mat" } })).text()
  assert.match(metrics, /lienhoi_http_requests_total\{[^}]*route="\/units\/:unit"[^}]*status="200"[^}]*\} 1\n/u)
  assert.match(metrics, /lienhoi_http_requests_total\{[^}]*route="other"[^}]*status="404"/u)
  assert.match(metrics, /lienhoi_http_request_duration_seconds_bucket\{[^}]*le="0.005"/u)
  assert.match(metrics, /lienhoi_outbox_waiting 0\n/u)
  assert.notInclude(metrics, "x1")
  await close()
  const plain = await open([])
  assert.strictEqual((await plain.call("GET", "/metrics", { headers: { authorization: "Bearer " } })).status, 404)
  await plain.close()
})
