import { assert, test } from "@effect/vitest"
import { Api } from "@lienhoi/http/Api"
import * as Client from "@lienhoi/http/Client"

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
