import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, test } from "@effect/vitest"
import { fetched, mayAsk } from "../src/internal/remoteFile.ts"

test("only encrypted addresses of named hosts of the open internet are asked", () => {
  const refused = [
    "http://f.zdn.example/a.jpg",
    "https://127.0.0.1/a",
    "https://2130706433/a",
    "https://0x7f000001/a",
    "https://[::1]/a",
    "https://169.254.169.254/latest/meta-data",
    "https://localhost/a",
    "https://kho.internal/a",
    "https://may-chu/a",
    "https://ten:mat@f.zdn.vn/a",
    "file:///etc/passwd",
    "javascript:1",
    ""
  ]
  assert.deepStrictEqual(
    refused.map((address) => mayAsk(address, false)).filter((url) => url !== null),
    []
  )
  assert.isNotNull(mayAsk("https://f20-zpc.zdn.vn/jpg/1.jpg", false))
  assert.isNotNull(mayAsk("http://127.0.0.1:4000/a.jpg", true))
})

test("a file comes whole, a long way round is refused, one too large too", async () => {
  const server = createServer((request, response) => {
    const hops = Number(/hops=(\d+)/u.exec(request.url ?? "")?.[1] ?? 0)
    if (hops > 0) return void response.writeHead(302, { location: `/?hops=${hops - 1}` }).end()
    if (request.url === "/out") return void response.writeHead(302, { location: "file:///etc/passwd" }).end()
    if (request.url !== "/large") return void response.end("ảnh")
    const more = () => {
      if (response.destroyed) return
      response.write(Buffer.alloc(1_000_000))
      setImmediate(more)
    }
    more()
  }).listen(0, "127.0.0.1")
  await new Promise((ready) => server.once("listening", ready))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const get = (path: string) => fetched(`${base}${path}`, true, new AbortController().signal)
  assert.strictEqual(new TextDecoder().decode((await get("/?hops=3")).bytes!), "ảnh")
  assert.deepStrictEqual(await get("/?hops=4"), { status: 421, bytes: null })
  assert.deepStrictEqual(await get("/out"), { status: 421, bytes: null })
  assert.deepStrictEqual(await get("/large"), { status: 413, bytes: null })
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})
