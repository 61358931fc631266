import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { assert, test } from "@effect/vitest"
import { Api } from "@lienhoi/http/Api"
import * as Client from "@lienhoi/http/Client"
import { buildSync } from "esbuild"

/** A browser opens it by itself. */
const byBrowser = ["changes"]

test("every address of the client is one of the API, and the other way round", () => {
  const ofApi = Object.values(Api.groups)
    .filter(({ identifier }) => !byBrowser.includes(identifier))
    .flatMap((group) =>
      Object.values(group.endpoints).map(
        (endpoint) => `${group.identifier}.${endpoint.identifier} ${endpoint.method} ${endpoint.path}`
      )
    )
  const ofClient = Object.entries(Client.addresses).flatMap(([group, own]) =>
    Object.entries<string>(own).map(([name, address]) => `${group}.${name} ${address}`)
  )
  assert.deepStrictEqual(ofClient.toSorted(), ofApi.toSorted())
})

test("a dead line is a value", async () => {
  const client = Client.make({
    base: "http://khong-co.example",
    fetch: async () => Promise.reject(new Error("offline"))
  })
  assert.deepStrictEqual(await client.me.me(), { ok: false, problem: null })
})

test("the client stays small in a browser", () => {
  const built = buildSync({
    entryPoints: [fileURLToPath(new URL("../src/Client.ts", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions: ["@lienhoi/source"]
  })
  const bytes = gzipSync(built.outputFiles[0]!.contents).length
  console.log(`client: ${bytes} bytes gzip`)
  assert.isBelow(bytes, 1_500)
})

test("bytes go as they are, and come as they are", async () => {
  const heard: Array<unknown> = []
  const client = Client.make({
    base: "https://hoi.example/api",
    fetch: async (request) => {
      heard.push(request.url, request.headers.get("content-type"), [...new Uint8Array(await request.arrayBuffer())])
      return request.method === "POST" ? Response.json({ id: "f" }) : new Response(Uint8Array.of(1, 2))
    }
  })
  const put = await client.files.put({ query: { name: "a.jpg" }, payload: Uint8Array.of(7, 8) })
  assert.deepStrictEqual(put, { ok: true, value: { id: "f" } as never })
  const got = await client.files.get({ params: { id: "f/1" } })
  assert.deepStrictEqual(got, { ok: true, value: Uint8Array.of(1, 2) })
  assert.deepStrictEqual(heard, [
    "https://hoi.example/api/files?name=a.jpg",
    "application/octet-stream",
    [7, 8],
    "https://hoi.example/api/files/f%2F1",
    null,
    []
  ])
})
