import { assert, test } from "@effect/vitest"
import * as Password from "@lienhoi/http/Password"
import * as SignIn from "@lienhoi/http/SignIn"

const start = Date.UTC(2024, 9, 10, 3)

const open = async (more: Partial<SignIn.Options> = {}) => {
  const clock = { now: start }
  const sent: Array<string> = []
  const audited: Array<string> = []
  let account: SignIn.Account = { id: "an", person: "nguoi-x1", hash: await Password.hash("Mật khẩu mẫu 1") }
  const signIn = SignIn.make({
    accounts: {
      byName: async (name) => (name === "an@example.org" ? account : null),
      byId: async (id) => (id === "an" ? account : null),
      setHash: async (_, hash) => void (account = { ...account, hash })
    },
    tokens: SignIn.memoryTokens(),
    now: () => clock.now,
    deliver: async (_, token) => void sent.push(token),
    audit: ({ what }) => void audited.push(what),
    addressOf: (request) => request.headers.get("x-address"),
    ...more
  })
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const request = new Request(`https://hoi.example${path}`, {
      method: "POST",
      headers: { origin: "https://hoi.example", "content-type": "application/json", ...headers },
      body: JSON.stringify(body)
    })
    return (await signIn.handle(request))!
  }
  const cookieOf = (response: Response) => (response.headers.get("set-cookie") ?? "").split(";")[0]!
  const who = (cookie: string) => signIn.of(new Request("https://hoi.example/me", { headers: { cookie } }))
  const signed = (password: string, headers = {}) => post("/session", { name: " An@Example.org ", password }, headers)
  return { clock, sent, audited, signIn, post, cookieOf, who, signed }
}

test("the right password opens a session; the same letters in another Unicode form are the same password", async () => {
  const { signed, cookieOf, who, clock, signIn } = await open()
  const response = await signed("Mật khẩu mẫu 1".normalize("NFD"))
  assert.strictEqual(response.status, 204)
  assert.match(
    response.headers.get("set-cookie")!,
    /^__Host-lienhoi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure$/u
  )
  const cookie = cookieOf(response)
  assert.deepStrictEqual(await who(cookie), { account: "an", person: "nguoi-x1", by: "cookie" })
  assert.isNull(await who(`${cookie.slice(0, -1)}${cookie.endsWith("A") ? "B" : "A"}`))
  clock.now = start + 30 * 86_400_000
  assert.isNull(await who(cookie))
  clock.now = start
  await signIn.handle(
    new Request("https://hoi.example/session", { method: "DELETE", headers: { cookie, origin: "https://hoi.example" } })
  )
  assert.isNull(await who(cookie))
})

test("a wrong password and a name without account look alike; the sixth try waits, and a quarter of an hour later does not", async () => {
  const { signed, post, clock, audited } = await open()
  const wrong = await signed("sai")
  const unknown = await post("/session", { name: "khong-co", password: "sai" })
  assert.deepStrictEqual([wrong.status, unknown.status, await wrong.text()], [401, 401, await unknown.text()])
  for (const _ of [2, 3, 4, 5]) await signed("sai")
  const held = await signed("Mật khẩu mẫu 1")
  assert.strictEqual(held.status, 429)
  assert.match((await held.json()).title, /900 giây/u)
  clock.now += 15 * 60_000
  assert.strictEqual((await signed("Mật khẩu mẫu 1")).status, 204)
  assert.deepStrictEqual(audited.slice(0, 3), ["wrong-password", "no-account", "wrong-password"])
})

test("of many tries at once no more than five are looked at", async () => {
  const { signed } = await open()
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => signed("sai")))).map(({ status }) => status)
  assert.strictEqual(statuses.filter((status) => status === 401).length, 5)
})

test("one address cannot try everybody", async () => {
  const { post } = await open()
  const statuses: Array<number> = []
  for (let n = 0; n < 51; n++)
    statuses.push(
      (await post("/session", { name: `nguoi-${n}`, password: "sai" }, { "x-address": "192.0.2.7" })).status
    )
  assert.deepStrictEqual(statuses.slice(-2), [401, 429])
})

test("a link works once, for a quarter of an hour, and asking for one tells nothing", async () => {
  const { post, sent, who, cookieOf, clock } = await open()
  assert.strictEqual((await post("/session/link", { name: "khong-co" })).status, 202)
  assert.strictEqual((await post("/session/link", { name: "an@example.org" })).status, 202)
  assert.strictEqual(sent.length, 1)
  const [first, second] = await Promise.all([0, 1].map(() => post("/session/redeem", { token: sent[0] })))
  assert.deepStrictEqual([first!.status, second!.status].toSorted(), [204, 401])
  const cookie = cookieOf(first!.status === 204 ? first! : second!)
  assert.strictEqual((await who(cookie))?.account, "an")
  await post("/session/link", { name: "an@example.org" })
  clock.now += 15 * 60_000
  assert.strictEqual((await post("/session/redeem", { token: sent[1] })).status, 401)
})

test("a session is no link and a link is no session; other sites and broken bodies are refused", async () => {
  const { post, signed, cookieOf, sent, who, signIn } = await open()
  const cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  assert.strictEqual((await post("/session/redeem", { token: cookie.split("=")[1] })).status, 401)
  await post("/session/link", { name: "an@example.org" })
  assert.isNull(await who(`__Host-lienhoi=${sent[0]}`))
  assert.strictEqual((await signed("Mật khẩu mẫu 1", { origin: "https://la.example" })).status, 403)
  assert.strictEqual((await post("/session", { name: 1 })).status, 422)
  assert.strictEqual((await post("/session", { name: "a".repeat(20_000), password: "" })).status, 422)
  assert.isNull(await signIn.handle(new Request("https://hoi.example/me")))
})

test("hashes of both kinds are verified; one that cannot be read is nobody's", async () => {
  const scrypt = "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$XXXX"
  assert.isFalse(await Password.verify("a", scrypt))
  for (const kept of ["", "$argon2id$", "$constructor$a$b$c", "x"]) assert.isFalse(await Password.verify("a", kept))
  const made = await Password.hash("a")
  assert.match(made, /^\$(?:argon2id|scrypt)\$/u)
  assert.isTrue(await Password.verify("a", made))
  assert.notStrictEqual(made, await Password.hash("a"))
})
