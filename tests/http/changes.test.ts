import { assert, test } from "@effect/vitest"
import type { App } from "lienhoi"
import { grant, open } from "./office.ts"

/** Reads events until so many came. */
const reader = (response: Response) => {
  const source = response.body!.getReader()
  const decoder = new TextDecoder()
  let text = ""
  const next = async (): Promise<Record<string, string> | null> => {
    for (;;) {
      const end = text.indexOf("\n\n")
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        if (block.startsWith(":")) continue
        return Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/u).slice(0, 2)))
      }
      const { done, value } = await source.read()
      if (done) return null
      text += decoder.decode(value, { stream: true })
    }
  }
  const whole = async (): Promise<string> => {
    for (;;) {
      const { done, value } = await source.read()
      if (done) return text
      text += decoder.decode(value, { stream: true })
    }
  }
  return { next, whole, cancel: () => source.cancel() }
}

const submit = (app: App, unit: string, HV = 3) => app.submit({ unit, period: "2024-10", values: { HV } })

const listen = async (office: Awaited<ReturnType<typeof open>>, as: string, headers: Record<string, string> = {}) => {
  const ends = new AbortController()
  const response = await office.mounted.handle(
    new Request("http://van-phong.example/api/changes", {
      headers: { authorization: `Bearer ${as}`, ...headers },
      signal: ends.signal
    })
  )
  return { response, ends, ...reader(response) }
}

test("whoever listens is told what she sees, and nothing else", async () => {
  const office = await open([grant("nguoi-x1", "x1"), grant("nguoi-x2", "x2"), grant("nguoi-tinh", "tinh")])
  const all = await Promise.all(["nguoi-x1", "nguoi-x2", "nguoi-tinh"].map((as) => listen(office, as)))
  const first = all.map(({ next }) => next())
  assert.strictEqual(all[0]!.response.headers.get("content-type"), "text/event-stream; charset=utf-8")
  await new Promise((resolve) => setTimeout(resolve, 50))
  await submit(office.app, "x1-1")
  await submit(office.app, "x2-1")
  const told = (await Promise.all(first)).map((event) => [event?.event, JSON.parse(event?.data ?? "null")])
  const change = (unit: string, upper: ReadonlyArray<string>) => [
    "changed",
    { lineage: "mau/bao-cao-thang", period: "2024-10", unit, upper }
  ]
  assert.deepStrictEqual(told[0], change("x1-1", ["x1"]))
  assert.deepStrictEqual(told[1], change("x2-1", ["x2"]))
  assert.strictEqual(told[2]?.[1].upper.at(-1), "tinh")
  await office.close()
  assert.isNull(await all[0]!.next())
})

test("whoever comes back misses nothing; who names a place that never was, reads anew", async () => {
  const office = await open([grant("nguoi-tinh", "tinh")])
  for (const unit of ["x1-1", "x1-2", "x2-1"]) await submit(office.app, unit)
  const before = await listen(office, "nguoi-tinh", { "last-event-id": "1" })
  const units = [await before.next(), await before.next()].map((event) => JSON.parse(event!.data!).unit)
  assert.deepStrictEqual(units, ["x1-2", "x2-1"])
  before.ends.abort()
  assert.isNull(await before.next())
  const strange = await listen(office, "nguoi-tinh", { "last-event-id": "999999" })
  assert.deepInclude(await strange.next(), { event: "reload", id: "3" })
  await office.close()
})

test("whoever is cut off before there was any news comes back to where she stood", async () => {
  const office = await open([grant("nguoi-tinh", "tinh")])
  await submit(office.app, "x1-1")
  const response = await office.mounted.handle(
    new Request("http://van-phong.example/api/changes", { headers: { authorization: "Bearer nguoi-tinh" } })
  )
  const line = response.body!.getReader()
  const head = new TextDecoder().decode((await line.read()).value)
  await line.cancel()
  await submit(office.app, "x1-2")
  const again = await listen(office, "nguoi-tinh", { "last-event-id": /^id: (\d+)$/mu.exec(head)?.[1] ?? "" })
  assert.strictEqual(JSON.parse((await again.next())!.data!).unit, "x1-2")
  await office.close()
})

test("a session that ends, ends what is told", async () => {
  let here = true
  const office = await open([grant("nguoi-tinh", "tinh")], () => ({
    heartbeat: 20,
    identity: { of: async () => (here ? { account: "nguoi-tinh", person: "nguoi-tinh", by: "token" as const } : null) }
  }))
  const one = await listen(office, "nguoi-tinh")
  const next = one.next()
  await new Promise((resolve) => setTimeout(resolve, 60))
  here = false
  assert.isNull(await next)
  await office.close()
})

test("an account holds twenty streams; a line that ends makes room, and others are not held back by it", async () => {
  const office = await open([grant("nguoi-tinh", "tinh"), grant("nguoi-x1", "x1")])
  const lines = await Promise.all(Array.from({ length: 22 }, () => listen(office, "nguoi-tinh")))
  const taken = lines.filter(({ response }) => response.status === 200)
  assert.strictEqual(taken.length, 20)
  const [refused] = lines.filter((line) => !taken.includes(line))
  assert.deepInclude(JSON.parse(await refused!.whole()), { status: 429, kind: "too-many" })
  assert.strictEqual((await listen(office, "nguoi-x1")).response.status, 200)
  const again = async () => (await listen(office, "nguoi-tinh")).response.status
  // Once by the page that goes, once by the server that stops reading, once by both: each is one place.
  await taken[0]!.cancel()
  assert.deepStrictEqual([await again(), await again()], [200, 429])
  taken[1]!.ends.abort()
  assert.deepStrictEqual([await again(), await again()], [200, 429])
  taken[2]!.ends.abort()
  await taken[2]!.cancel()
  assert.deepStrictEqual([await again(), await again()], [200, 429])
  // Who asks for the head alone leaves nothing open.
  taken[3]!.ends.abort()
  for (let n = 0; n < 3; n++) {
    const headers = { authorization: "Bearer nguoi-tinh" }
    const head = new Request("http://van-phong.example/api/changes", { method: "HEAD", headers })
    assert.strictEqual((await office.mounted.handle(head)).status, 200)
  }
  await office.close()
})
