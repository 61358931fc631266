import { assert, test } from "@effect/vitest"
import * as NodeServer from "@lienhoi/http/NodeServer"

const told = (text: string) => new TextEncoder().encode(text)

test("a request comes as Fetch knows it, and the answer goes back whole", async () => {
  await using server = await NodeServer.listen({
    port: 0,
    handle: async (request) => {
      const said = [request.method, new URL(request.url).pathname, await request.text(), NodeServer.addressOf(request)]
      const headers = [
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"]
      ] satisfies ReadonlyArray<[string, string]>
      return new Response(JSON.stringify(said), { status: 201, headers })
    }
  })
  const response = await fetch(`${server.url}/x/../y%20z?q=1`, { method: "PUT", body: "Hội" })
  assert.strictEqual(response.status, 201)
  assert.deepStrictEqual(await response.json(), ["PUT", "/y%20z", "Hội", "127.0.0.1"])
  assert.deepStrictEqual(response.headers.getSetCookie(), ["a=1", "b=2"])
  assert.strictEqual(response.headers.get("x-content-type-options"), "nosniff")
  assert.isNull(NodeServer.addressOf(new Request("http://localhost/")))
})

test("behind a proxy of ours the last entry it wrote is the address, and the origin is what browsers see", async () => {
  const handle = async (request: Request) => Response.json([new URL(request.url).origin, NodeServer.addressOf(request)])
  const headers = { "x-forwarded-for": "198.51.100.1, 192.0.2.7" }
  await using proxied = await NodeServer.listen({ port: 0, handle, origin: "https://hoi.example", behindProxy: true })
  assert.deepStrictEqual(await (await fetch(proxied.url, { headers })).json(), ["https://hoi.example", "192.0.2.7"])
  await using bare = await NodeServer.listen({ port: 0, handle })
  assert.deepStrictEqual(await (await fetch(bare.url, { headers })).json(), [bare.url, "127.0.0.1"])
})

test("what the app throws is said to be a trouble of ours, without what it was", async () => {
  await using server = await NodeServer.listen({ port: 0, handle: () => Promise.reject(new Error("mat-khau-kho")) })
  const response = await fetch(server.url, { headers: { "accept-language": "en" } })
  assert.strictEqual(response.status, 503)
  const problem = await response.text()
  assert.include(problem, "try again")
  assert.notInclude(problem, "mat-khau-kho")
})

test("a stop lets what is in hand get its answer, ends streams of events, and takes nothing new", async () => {
  let go = () => {}
  const begun = Promise.withResolvers<void>()
  const server = await NodeServer.listen({
    port: 0,
    handle: async (request) => {
      if (request.url.endsWith("/events"))
        return new Response(new ReadableStream({ start: (to) => to.enqueue(told(": hi\n\n")) }), {
          headers: { "content-type": "text/event-stream" }
        })
      await new Promise<void>((resolve) => {
        go = resolve
        begun.resolve()
      })
      return new Response("đã ghi")
    }
  })
  const events = (await fetch(`${server.url}/events`)).body!.getReader()
  assert.strictEqual(new TextDecoder().decode((await events.read()).value), ": hi\n\n")
  const slow = fetch(`${server.url}/slow`).then((response) => response.text())
  await begun.promise
  const closed = server.close()
  assert.isTrue((await events.read()).done)
  go()
  assert.strictEqual(await slow, "đã ghi")
  await closed
  assert.strictEqual(await fetch(server.url).catch(() => "refused"), "refused")
})

test("a stop does not wait for ever, and who goes away is noticed", async () => {
  const left = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const server = await NodeServer.listen({
    port: 0,
    grace: 50,
    handle: (request) => {
      request.signal.addEventListener("abort", () => left.resolve())
      begun.resolve()
      return new Promise(() => {})
    }
  })
  const hanging = fetch(server.url).catch(() => "cut")
  await begun.promise
  await server.close()
  assert.strictEqual(await hanging, "cut")
  await left.promise
})
