import { scryptSync } from "node:crypto"
import { assert, test } from "@effect/vitest"
import * as Password from "@lienhoi/http/Password"
import * as SignIn from "@lienhoi/http/SignIn"

const start = Date.UTC(2024, 9, 10, 3)
const minute = 60_000
const day = 1440 * minute

const open = async (more: Partial<SignIn.Options> = {}, of: Partial<SignIn.Account> = {}) => {
  const clock = { now: start }
  const sent: Array<string> = []
  const audited: Array<string> = []
  const account = {
    id: "an",
    name: "an@example.org",
    person: "nguoi-x1",
    hash: await Password.hash("Mật khẩu mẫu 1"),
    disabledAt: null,
    ...of
  }
  const signIn = SignIn.make({
    accounts: {
      byName: async (name) => (name.trim().toLowerCase() === "an@example.org" ? account : null),
      byId: async (id) => (id === "an" ? account : null),
      setHash: async (_, hash) => {
        account.hash = hash
      }
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
  const leave = (path: string, headers: Record<string, string>) =>
    signIn.handle(
      new Request(`https://hoi.example${path}`, {
        method: "DELETE",
        headers: { origin: "https://hoi.example", ...headers }
      })
    )
  /** Asks for anything with that cookie, as a page does; the cookie it has then. */
  const visit = async (cookie: string) => {
    const answer = signIn.wrap(async (request) => Response.json(await signIn.of(request)))
    const response = await answer(new Request("https://hoi.example/api/me", { headers: { cookie } }))
    return { who: await response.json(), cookie: response.headers.has("set-cookie") ? cookieOf(response) : cookie }
  }
  return { account, clock, sent, audited, signIn, post, cookieOf, who, signed, leave, visit }
}

test("the right password opens a session; the same letters in another Unicode form are the same password", async () => {
  const { signed, cookieOf, who, clock, signIn } = await open()
  const response = await signed("Mật khẩu mẫu 1".normalize("NFD"))
  assert.strictEqual(response.status, 204)
  assert.match(
    response.headers.get("set-cookie")!,
    /^__Host-lienhoi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure$/u
  )
  const cookie = cookieOf(response)
  assert.deepStrictEqual(await who(cookie), { account: "an", person: "nguoi-x1", by: "cookie" })
  assert.isNull(await who(`${cookie.slice(0, -1)}${cookie.endsWith("A") ? "B" : "A"}`))
  clock.now = start + 14 * day
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
  clock.now += 15 * minute
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
  const { post, sent, who, cookieOf, clock, signIn } = await open()
  assert.strictEqual((await post("/session/link", { name: "khong-co" })).status, 202)
  assert.strictEqual((await post("/session/link", { name: "an@example.org" })).status, 202)
  await signIn.idle()
  assert.strictEqual(sent.length, 1)
  const [first, second] = await Promise.all([0, 1].map(() => post("/session/redeem", { token: sent[0] })))
  assert.deepStrictEqual([first!.status, second!.status].toSorted(), [204, 401])
  const cookie = cookieOf(first!.status === 204 ? first! : second!)
  assert.strictEqual((await who(cookie))?.account, "an")
  await post("/session/link", { name: "an@example.org" })
  await signIn.idle()
  clock.now += 15 * minute
  assert.strictEqual((await post("/session/redeem", { token: sent[1] })).status, 401)
})

test("a session is no link and a link is no session; other sites and broken bodies are refused", async () => {
  const { post, signed, cookieOf, sent, who, signIn } = await open()
  const cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  assert.strictEqual((await post("/session/redeem", { token: cookie.split("=")[1] })).status, 401)
  await post("/session/link", { name: "an@example.org" })
  await signIn.idle()
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

test("a session in use gets a new token once a day; the one before holds until a minute after the new one is used", async () => {
  const { signed, cookieOf, who, visit, clock } = await open()
  const first = cookieOf(await signed("Mật khẩu mẫu 1"))
  assert.strictEqual((await visit(first)).cookie, first)
  clock.now += day
  const lost = await visit(first)
  assert.notStrictEqual(lost.cookie, first)
  clock.now += day
  // The answer with the new token never arrived: the browser comes with the old one, and nobody is signed out.
  const second = (await visit(first)).cookie
  assert.notStrictEqual(second, first)
  assert.strictEqual((await who(second))?.account, "an")
  clock.now += minute - 1
  assert.strictEqual((await who(first))?.account, "an")
  clock.now += 1
  assert.isNull(await who(first))
  assert.strictEqual((await who(second))?.account, "an")
})

test("a session ends 14 days after it was last used, and 30 days after it began however often it is", async () => {
  const { signed, cookieOf, who, visit, clock } = await open()
  let cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  for (const days of [13, 13]) {
    clock.now += days * day
    cookie = (await visit(cookie)).cookie
  }
  assert.strictEqual((await who(cookie))?.account, "an")
  clock.now = start + 30 * day
  assert.isNull(await who(cookie))
  clock.now = start
  const idle = cookieOf(await signed("Mật khẩu mẫu 1"))
  clock.now += 14 * day
  assert.isNull((await visit(idle)).who)
})

test("what ended stays ended: a request that was under way brings no session back", async () => {
  const { signed, cookieOf, who, leave, signIn, clock } = await open()
  const cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  clock.now += day
  const slow = signIn.wrap(async (request) => {
    await signIn.of(request)
    await leave("/session/all", { cookie })
    return new Response("ok")
  })
  const response = await slow(new Request("https://hoi.example/api/me", { headers: { cookie } }))
  assert.isNull(response.headers.get("set-cookie"))
  assert.isNull(await who(cookie))
})

test("signing in never takes over a token that the browser brings along, and ends the session it had", async () => {
  const { post, cookieOf, who } = await open()
  const credentials = { name: "an@example.org", password: "Mật khẩu mẫu 1" }
  const planted = `__Host-lienhoi=${"A".repeat(43)}`
  const first = cookieOf(await post("/session", credentials, { cookie: planted }))
  assert.notStrictEqual(first, planted)
  assert.isNull(await who(planted))
  const second = cookieOf(await post("/session", credentials, { cookie: first }))
  assert.isNull(await who(first))
  assert.strictEqual((await who(second))?.account, "an")
  assert.isNull(await who(`${planted}; ${second}`))
  assert.isNull(await who(`${second}; ${planted}`))
  assert.strictEqual((await who(`khac=1; ${second}`))?.account, "an")
})

test("a new password takes the one in use, ends every other session, and counts as a try when it is wrong", async () => {
  const { signed, post, cookieOf, who, clock, audited } = await open()
  const [here, there] = [cookieOf(await signed("Mật khẩu mẫu 1")), cookieOf(await signed("Mật khẩu mẫu 1"))]
  const change = (body: object) => post("/session/password", body, { cookie: here })
  assert.strictEqual((await post("/session/password", { next: "mot cau ngan" })).status, 401)
  const refused = await (await change({ current: "sai", next: "mot cau ngan" })).json()
  assert.deepInclude(refused.issues[0], { code: "session.current", path: ["current"] })
  for (const next of ["ngan", "an@EXAMPLE.org"]) {
    const unfit = await (await change({ current: "Mật khẩu mẫu 1", next })).json()
    assert.deepInclude(unfit.issues[0], { code: "password.unfit", path: ["next"] })
  }
  const changed = await change({ current: "Mật khẩu mẫu 1", next: "một câu ngắn" })
  assert.strictEqual(changed.status, 204)
  assert.deepStrictEqual([await who(here), await who(there)], [null, null])
  assert.strictEqual((await who(cookieOf(changed)))?.account, "an")
  assert.strictEqual((await signed("Mật khẩu mẫu 1")).status, 401)
  assert.strictEqual((await signed("một câu ngắn".normalize("NFD"))).status, 204)
  assert.include(audited, "password-changed")
  const cookie = cookieOf(changed)
  const tries = []
  for (let n = 0; n < 6; n++)
    tries.push((await post("/session/password", { current: "sai", next: "mot cau khac" }, { cookie })).status)
  assert.deepStrictEqual(tries, [422, 422, 422, 422, 422, 429])
  clock.now += 15 * minute
  assert.strictEqual(
    (await post("/session/password", { current: "một câu ngắn", next: "mot cau khac" }, { cookie })).status,
    204
  )
})

test("who forgot her password sets a new one right after a link, and not later", async () => {
  const { post, sent, signIn, cookieOf, clock } = await open()
  const byLink = async () => {
    await post("/session/link", { name: "an@example.org" })
    await signIn.idle()
    return cookieOf(await post("/session/redeem", { token: sent.at(-1) }))
  }
  const late = await byLink()
  clock.now += 15 * minute
  assert.strictEqual((await post("/session/password", { next: "mot cau ngan" }, { cookie: late })).status, 422)
  assert.strictEqual(
    (await post("/session/password", { next: "mot cau ngan" }, { cookie: await byLink() })).status,
    204
  )
})

test("signing out everywhere ends every session; a disabled account has none and gets no link", async () => {
  const { account, signed, cookieOf, who, leave, post, sent, signIn } = await open()
  const [here, there] = [cookieOf(await signed("Mật khẩu mẫu 1")), cookieOf(await signed("Mật khẩu mẫu 1"))]
  assert.strictEqual((await leave("/session/all", { cookie: here, origin: "https://la.example" }))?.status, 403)
  assert.strictEqual((await leave("/session/all", { cookie: here }))?.status, 204)
  assert.deepStrictEqual([await who(here), await who(there)], [null, null])
  assert.strictEqual((await leave("/session/all", { cookie: here }))?.status, 401)
  const cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  await post("/session/link", { name: "an@example.org" })
  await signIn.idle()
  Object.assign(account, { disabledAt: "2024-10-10T03:00:00.000Z" })
  assert.isNull(await who(cookie))
  assert.strictEqual((await post("/session/redeem", { token: sent[0] })).status, 401)
  const [disabled, unknown] = [await signed("Mật khẩu mẫu 1"), await post("/session", { name: "khac", password: "a" })]
  assert.deepStrictEqual([disabled.status, await disabled.text()], [401, await unknown.text()])
  await post("/session/link", { name: "an@example.org" })
  await signIn.idle()
  assert.strictEqual(sent.length, 1)
})

test("a link that cannot be sent is worth nothing; a store out of reach is said to be so", async () => {
  const kept: Array<string> = []
  const tokens = SignIn.memoryTokens()
  const { post, signIn, audited } = await open({
    tokens: {
      ...tokens,
      put: (hash, one) => {
        kept.push(hash)
        return tokens.put(hash, one)
      }
    },
    deliver: () => Promise.reject(new Error("no road"))
  })
  assert.strictEqual((await post("/session/link", { name: "an@example.org" })).status, 202)
  await signIn.idle()
  assert.deepStrictEqual(audited, ["link-not-sent"])
  assert.isNull(await tokens.get(kept[0]!))
  const broken = await open({ tries: { take: () => Promise.reject(new Error("gone")), forget: async () => {} } })
  const answer = await broken.signed("Mật khẩu mẫu 1")
  assert.strictEqual(answer.status, 503)
  assert.notInclude(await answer.text(), "gone")
})

test("people behind one address do not count against each other when they get it right", async () => {
  // Sixty times a hash that costs next to nothing.
  const quick = scryptSync("Mật khẩu mẫu 1".normalize("NFKC"), "muối", 32, { N: 16 }).toString("base64url")
  const hash = `$scrypt$ln=4,r=8,p=1$${Buffer.from("muối").toString("base64url")}$${quick}`
  const { signed } = await open({}, { hash })
  const statuses = new Set<number>()
  for (let n = 0; n < 60; n++) statuses.add((await signed("Mật khẩu mẫu 1", { "x-address": "192.0.2.7" })).status)
  assert.deepStrictEqual([...statuses], [204])
})

test("a name without account costs as much work as one with it, so that the time tells nothing", async () => {
  const { post } = await open()
  const work = async (names: ReadonlyArray<string>) => {
    const before = process.cpuUsage()
    for (const name of names) await post("/session", { name, password: "sai" })
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await work(["khong-ai"])
  const [known, unknown] = [await work(Array(4).fill("an@example.org")), await work(["a", "b", "c", "d"])]
  assert.isAbove(unknown / known, 0.4)
})

test("a session that is ended everywhere while it gets its new token does not live on under it", async () => {
  const tokens = SignIn.memoryTokens()
  const racing: SignIn.Tokens = {
    ...tokens,
    put: async (hash, kept) => {
      if (kept.replaces !== null) await tokens.endAll("an", null)
      await tokens.put(hash, kept)
    }
  }
  let drawn = 0
  const random = () => new Uint8Array(32).fill(++drawn)
  const { signed, cookieOf, clock, visit, who } = await open({ tokens: racing, random })
  const cookie = cookieOf(await signed("Mật khẩu mẫu 1"))
  clock.now += day
  assert.strictEqual((await visit(cookie)).cookie, cookie)
  const next = `__Host-lienhoi=${Buffer.from(new Uint8Array(32).fill(drawn)).toString("base64url")}`
  assert.notStrictEqual(next, cookie)
  assert.isNull(await who(next))
})

test("sessions that were due for a new token and never came back keep nobody from getting one", async () => {
  const held = { kind: "session", account: "an", via: "password", begun: start, since: start, replaces: null } as const
  const tokens = { ...SignIn.memoryTokens(), get: async () => ({ ...held, until: start + 14 * day }) }
  const { clock, who, visit } = await open({ tokens })
  clock.now += day
  const cookieOf = (n: number) => `__Host-lienhoi=${String(n).padStart(43, "0")}`
  for (let n = 0; n < 10_000; n++) await who(cookieOf(n))
  assert.notStrictEqual((await visit(cookieOf(10_000))).cookie, cookieOf(10_000))
})

test("the addresses of one IPv6 network are one place; whoever goes on knocking is noted once", async () => {
  const { post, audited } = await open({}, { hash: null })
  const ask = (n: number, address: string) =>
    post("/session/link", { name: `nguoi-${n}` }, { "x-address": address }).then(({ status }) => status)
  const same = ["2001:db8::1", "2001:DB8:0:0:1:2:3:4", "2001:db8:0:0:ffff::", "2001:0db8::9%eth0"]
  for (let n = 0; n < 50; n++) assert.strictEqual(await ask(n, same[n % same.length]!), 202)
  for (const address of same) assert.strictEqual(await ask(50, address), 429)
  for (const other of ["2001:db8:0:1::1", "10.0.0.1", "::ffff:10.0.0.1", "::1"])
    assert.strictEqual(await ask(51, other), 202)
  assert.strictEqual(audited.filter((what) => what === "held-back").length, 1)
})
