import { assert, test } from "@effect/vitest"
import { grant, open } from "./office.ts"

const at = "mau/bao-cao-thang/2024-10"

test("a branch head reports, the commune returns and approves, the province sees it", async () => {
  const { call, close } = await open([grant("nguoi-x1", "x1"), grant("nguoi-tinh", "tinh")])
  const given = { values: { HV: 120, "HV[tre]": "38", "HV[lon]": 82 }, seen: 0 }
  const sent = await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1", body: given })
  assert.deepInclude(sent, { status: 200 })
  assert.deepInclude(sent.body, { outcome: "recorded" })
  assert.deepInclude(sent.body.report, { status: "submitted", revision: 1 })

  const again = await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1", body: given })
  assert.strictEqual(again.body.outcome, "no-op")

  const stale = await call("POST", `/reports/${at}/x1-1/submit`, {
    as: "nguoi-x1",
    body: { ...given, values: { HV: 5 } }
  })
  assert.strictEqual(stale.body.outcome, "confirm-replacement")

  const returned = await call("POST", `/reports/${at}/x1-1/return`, {
    as: "nguoi-x1",
    body: { reason: "Thiếu hội viên mới", due: "2024-10-16" }
  })
  assert.strictEqual(returned.body.report.status, "returned")
  await call("POST", `/reports/${at}/x1-1/submit`, {
    as: "nguoi-x1",
    body: { values: { ...given.values, HV: "121", "HV[lon]": 83 } }
  })
  const approved = await call("POST", `/reports/${at}/x1-1/approve`, { as: "nguoi-x1", body: {} })
  assert.strictEqual(approved.body.report.status, "approved")

  const total = await call("GET", `/totals/${at}/tinh?basis=approved`, { as: "nguoi-tinh" })
  assert.strictEqual(total.status, 200)
  const figure = total.body.figures.find(
    (one: { unit: string; column: string }) => one.unit === "tinh" && one.column === "HV"
  )
  assert.strictEqual(figure.value, 121)
  const why = await call("GET", `/totals/${at}/tinh/HV?basis=approved`, { as: "nguoi-tinh" })
  assert.deepInclude(why.body.contributions[0], { unit: "x1-1", value: 121, revision: 2 })
  const board = await call("GET", `/boards/${at}/tinh`, { as: "nguoi-tinh" })
  assert.deepInclude(
    board.body.levels.find((one: { level: string }) => one.level === "chi_hoi"),
    { received: 1 }
  )
  const history = await call("GET", `/reports/${at}/x1-1/history`, { as: "nguoi-x1" })
  assert.deepStrictEqual(
    history.body.map((one: { type: string }) => one.type),
    ["submitted", "returned", "submitted", "approved"]
  )
  await close()
})

test("problems are problem details, in the reader's language, with every issue", async () => {
  const { call, close } = await open([grant("nguoi-x1", "x1")])
  const bad = await call("POST", `/reports/${at}/x1-1/submit`, {
    as: "nguoi-x1",
    body: { values: { HV: "nhiều", KHAC: 1 } }
  })
  assert.deepInclude(bad, { status: 422, type: "application/problem+json" })
  assert.isAtLeast(bad.body.issues.length, 2)
  assert.deepInclude(bad.body, { type: "urn:lienhoi:problem:bad-input", title: "Số liệu gửi lên chưa đúng" })
  const nobody = await call("GET", "/me", { headers: { "accept-language": "en" } })
  assert.deepInclude(nobody, { status: 401, type: "application/problem+json" })
  assert.match(nobody.body.title, /sign/u)
  assert.strictEqual((await call("GET", `/reports/${at}/x2-1`, { as: "nguoi-x1" })).status, 403)
  assert.strictEqual((await call("GET", "/khong-co", { as: "nguoi-x1" })).status, 404)
  assert.strictEqual((await call("GET", "/../../etc/passwd", { as: "nguoi-x1" })).status, 404)
  const malformed = await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1", body: "{" })
  assert.deepInclude(malformed, { status: 422, type: "application/problem+json" })
  await close()
})

test("a change that a cookie carries comes from our own pages or not at all", async () => {
  const { call, close } = await open([grant("nguoi-x1", "x1")])
  const change = (headers: Record<string, string>) =>
    call("POST", `/reports/${at}/x1-1/submit`, {
      body: { values: { HV: 1 } },
      headers: { cookie: "who=nguoi-x1", ...headers }
    })
  const statuses = [
    await change({}),
    await change({ origin: "https://la.example" }),
    await change({ "sec-fetch-site": "cross-site", origin: "http://van-phong.example" }),
    await change({ "sec-fetch-site": "same-site" }),
    await change({ origin: "http://van-phong.example" }),
    await change({ "sec-fetch-site": "same-origin" })
  ].map(({ status }) => status)
  assert.deepStrictEqual(statuses, [403, 403, 403, 403, 200, 200])
  assert.strictEqual((await call("GET", "/me", { headers: { cookie: "who=nguoi-x1" } })).status, 200)
  await close()
})

test("the API describes itself, and every address it names answers", async () => {
  const { call, mounted, close } = await open([])
  const document = await call("GET", "/openapi.json")
  assert.strictEqual(document.body.openapi.slice(0, 3), "3.1")
  const paths = Object.entries<Record<string, unknown>>(document.body.paths)
  assert.isAtLeast(paths.length, 20)
  for (const [path, methods] of paths)
    for (const method of Object.keys(methods)) {
      const { status } = await call(method.toUpperCase() as "GET" | "POST", path.replaceAll(/\{\w+\}/gu, "x"), {
        ...(method === "post" ? { body: {} } : {})
      })
      assert.include(path === "/health" ? [200] : [401], status, `${method} ${path}`)
    }
  assert.include(await (await mounted.handle(new Request("http://a.example/api/docs"))).text(), "<html")
  await close()
})

test("nobody answers for figures who is not on the list of people; who recorded them is known from the session", async () => {
  const { app, call, close } = await open([grant("nguoi-x1", "x1")])
  const submit = (reportedBy: string) =>
    call("POST", "/reports/mau/bao-cao-thang/2024-10/x1-1/submit", {
      as: "nguoi-x1",
      body: { values: { HV: 3 }, reportedBy, recordedBy: "nguoi-x2", unit: "x2-1" }
    })
  const refused = await submit("khong-ai")
  assert.deepStrictEqual([refused.status, refused.body.issues[0].code], [422, "http.person"])
  assert.strictEqual((await submit("nguoi-x1-1")).body.outcome, "recorded")
  const report = await app.report({ unit: "x1-1", period: "2024-10" })
  assert.deepInclude(report.ok && report.value.revisions[0], { reportedBy: "nguoi-x1-1", recordedBy: "nguoi-x1" })
  await close()
})

test("no answer stays in a cache unless it says so; a head has no body", async () => {
  const { call, mounted, close } = await open([grant("nguoi-x1", "x1"), grant("nguoi-x1", "x1", { role: "persons" })])
  const kept = async (path: string, as?: string) =>
    (await call("GET", path, as === undefined ? {} : { as })).headers.get("cache-control")
  for (const path of [
    "/me",
    "/units/x1/people",
    "/reports/mau/bao-cao-thang/2024-10/x1-1",
    "/units/x2/people",
    "/nowhere"
  ])
    assert.strictEqual(await kept(path, "nguoi-x1"), "no-store", path)
  assert.strictEqual(await kept("/me"), "no-store")
  assert.strictEqual(await kept("/tree", "nguoi-x1"), "private, no-cache")
  for (const path of ["/me", "/changes"]) {
    const headers = { authorization: "Bearer nguoi-x1" }
    const response = await mounted.handle(
      new Request(`http://van-phong.example/api${path}`, { method: "HEAD", headers })
    )
    assert.deepStrictEqual([response.status, response.body], [200, null])
  }
  await close()
})
