import { assert, test } from "@effect/vitest"
import * as Handler from "@lienhoi/http/Handler"
import { grant, open } from "./office.ts"

const at = "mau/bao-cao-thang/2024-10"
const all = [grant("nguoi-x1-1", "x1-1"), grant("nguoi-x1", "x1"), grant("nguoi-x2", "x2")]
const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3)
const headers = { "content-type": "image/jpeg" }

test("a photo is seen by who uploaded it, then by who sees the report that names it, and by nobody else", async () => {
  const { call, close } = await open(all)
  const kept = await call("POST", "/files?name=..%2F..%2Fđám%20rước.jpg", { as: "nguoi-x1-1", body: photo, headers })
  assert.deepInclude(kept.body, { name: "đám rước.jpg", mediaType: "image/jpeg", bytes: 7 })
  const { id } = kept.body
  const seenBy = async () => {
    const found: Array<string> = []
    for (const as of ["nguoi-x1-1", "nguoi-x1", "nguoi-x2"])
      if ((await call("GET", `/files/${id}`, { as })).status === 200) found.push(as)
    return found
  }
  assert.deepStrictEqual(await seenBy(), ["nguoi-x1-1"])
  // Who does not see it cannot get at it by naming it in a report of her own.
  const stolen = await call("POST", `/reports/${at}/x2-1/draft`, { as: "nguoi-x2", body: { values: { ANH: [id] } } })
  assert.deepInclude(stolen, { status: 422 })
  assert.strictEqual(stolen.body.issues[0].code, "http.file-unknown")
  for (const values of [
    { HV: 1, anh: id },
    { HV: 1, " ANH": [id] }
  ]) {
    const { status } = await call("POST", `/reports/${at}/x2-1/submit`, { as: "nguoi-x2", body: { values } })
    assert.strictEqual(status, 422)
  }
  const values = { HV: 120, ANH: [id] }
  const sent = await call("POST", `/reports/${at}/x1-1/submit`, { as: "nguoi-x1-1", body: { values } })
  assert.strictEqual(sent.body.outcome, "recorded")
  assert.deepStrictEqual(await seenBy(), ["nguoi-x1-1", "nguoi-x1"])
  const shown = await call("GET", `/files/${id}`, { as: "nguoi-x1" })
  assert.strictEqual(shown.type, "image/jpeg")
  assert.strictEqual(shown.headers.get("x-content-type-options"), "nosniff")
  assert.match(shown.headers.get("content-disposition")!, /^inline; filename\*=UTF-8''%C4%91/u)
  const none = await call("POST", `/reports/${at}/x1-1/amend`, {
    as: "nguoi-x1-1",
    body: { values: { ...values, ANH: "không phát sinh" }, reason: "Thử" }
  })
  assert.notInclude(
    none.body.issues.map(({ code }: { code: string }) => code),
    "http.file-unknown"
  )
  await close()
})

test("of many files that a form names every one is looked at", async () => {
  const { app, call, close } = await open(all)
  const hers = await call("POST", "/files?name=anh.jpg", { as: "nguoi-x1", body: photo, headers })
  const own: Array<string> = []
  for (let n = 0; n < 200; n++) {
    const label = { secrecy: "internal", personal: "sensitive", reviewed: false } as const
    const kept = await app.files.put({
      name: "a.jpg",
      mediaType: "image/jpeg",
      bytes: photo,
      person: null,
      label,
      by: "nguoi-x2"
    })
    if (kept.ok) own.push(kept.value)
  }
  const draft = (ANH: ReadonlyArray<string>) =>
    call("POST", `/reports/${at}/x2-1/draft`, { as: "nguoi-x2", body: { values: { ANH } } })
  assert.strictEqual((await draft([...own, hers.body.id])).body.issues[0].code, "http.files-many")
  assert.strictEqual((await draft([...own.slice(1), hers.body.id])).body.issues[0].code, "http.file-unknown")
  assert.strictEqual((await draft(own)).status, 200)
  assert.strictEqual((await call("GET", `/files/${hers.body.id}`, { as: "nguoi-x2" })).status, 403)
  await close()
})

test("a photo handed to one server is sent through another, also after a restart", async () => {
  const { app, call, close } = await open(all)
  const { id } = (await call("POST", "/files?name=anh.jpg", { as: "nguoi-x1-1", body: photo, headers })).body
  const second = Handler.mount({
    office: app,
    identity: {
      of: async (request) => {
        const account = request.headers.get("authorization") ?? ""
        return { account, person: account, by: "token" }
      }
    },
    today: () => "2024-10-10"
  })
  const submit = (unit: string, as: string) =>
    second.handle(
      new Request(`http://may-hai.example/reports/${at}/${unit}/submit`, {
        method: "POST",
        headers: { authorization: as, "content-type": "application/json" },
        body: JSON.stringify({ values: { HV: 120, ANH: [id] } })
      })
    )
  const stolen = await submit("x2-1", "nguoi-x2")
  assert.strictEqual((await stolen.json()).issues[0].code, "http.file-unknown")
  assert.strictEqual((await (await submit("x1-1", "nguoi-x1-1")).json()).outcome, "recorded")
  await second.close()
  await close()
})

test("a file is what its bytes are; what is no photo and no paper is refused with a sentence", async () => {
  const { call, close } = await open(all)
  const put = async (name: string, body: Uint8Array | string) => {
    const { status, body: answer } = await call("POST", `/files?name=${encodeURIComponent(name)}`, {
      as: "nguoi-x1",
      body,
      headers
    })
    return status === 200 ? answer.mediaType : answer.issues[0].code
  }
  const packed = Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)
  assert.strictEqual(await put("anh.jpg", "<script>alert(1)</script>"), "http.file-kind")
  assert.strictEqual(await put("anh.svg", "<svg onload='alert(1)'/>"), "http.file-kind")
  assert.strictEqual(await put("anh.jpg", packed), "http.file-kind")
  assert.include(await put("so.xlsx", packed), "spreadsheetml")
  assert.strictEqual(await put("anh.jpg", new Uint8Array(0)), "http.file-empty")
  assert.strictEqual(await put("anh.jpg", new Uint8Array(10_000_001).fill(1)), "http.file-large")
  const kept = await call("POST", "/files?name=%E2%80%AEgpj.exe%00..", { as: "nguoi-x1", body: photo, headers })
  assert.strictEqual(kept.body.name, "gpj.exe..")
  await close()
})
