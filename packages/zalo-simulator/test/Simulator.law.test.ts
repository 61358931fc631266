/** Laws of the simulator itself, over drawn histories. */
import { Simulator } from "@lienhoi/zalo-simulator"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parse } from "../src/internal/answer.ts"
import { phone } from "../src/internal/ids.ts"
import { account, app, hour, lan, morning, read } from "./fixture.ts"

const step = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ do: "cs" } as const) },
  { weight: 2, arbitrary: fc.constant({ do: "write" } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      hours: fc.constantFrom(1, 20, 47, 48, 49, 120, 167, 168, 169)
    })
  }
)

const over = async (work: (zalo: Simulator.Running) => Promise<void>, world?: Simulator.Options) => {
  const zalo = await Simulator.start({ clock: morning, ...world })
  try {
    await work(zalo)
  } finally {
    await zalo.stop()
  }
}
const post = async (url: string, access_token: string, body: unknown) =>
  (await read(await fetch(url, { method: "POST", headers: { access_token }, body: JSON.stringify(body) }))).json

describe("laws", () => {
  it("law Window: a consultation message goes exactly within 7 days of the last word; free are 8 in 48 hours, each is paid once", async () => {
    const seen = { open: 0, closed: 0, free: 0, paid: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        await over(async (zalo) => {
          const { control } = zalo
          const model = { now: Date.parse(morning), last: null as number | null, used: 0, quota: 2000 }
          for (const one of steps) {
            if (one.do === "wait") {
              model.now += one.hours * hour
              await control.clock({ advance: one.hours * hour })
            } else if (one.do === "write") {
              control.act({ do: "send", person: "lan", text: "a" })
              Object.assign(model, { last: model.now, used: 0 })
            } else {
              const { access_token } = control.grant()
              const { error, data } = await post(`${zalo.hosts.openapi}/v3.0/oa/message/cs`, access_token, {
                recipient: { user_id: lan },
                message: { text: "b" }
              })
              const age = model.last === null ? null : model.now - model.last
              if (age === null) expect(error).toBe(-232)
              else if (age > 168 * hour) expect(error).toBe(-230)
              else expect(error).toBe(0)
              seen[error === 0 ? "open" : "closed"]++
              if (error !== 0) continue
              const free = age! <= 48 * hour && model.used < 8
              if (free) model.used++
              else model.quota--
              seen[free ? "free" : "paid"]++
              const { quota } = data as { readonly quota: { readonly quota_type: string; readonly remain: string } }
              expect(quota).toMatchObject(
                free
                  ? { quota_type: "reply", remain: String(8 - model.used) }
                  : { quota_type: "sub_quota", remain: String(model.quota) }
              )
            }
          }
        })
      }),
      { numRuns: 120 }
    )
    console.log(`law Window: ${JSON.stringify(seen)}`)
    for (const n of Object.values(seen)) expect(n).toBeGreaterThan(10)
  })

  it("law Rotation: whatever is refreshed in whatever order, at most the newest refresh token of a line lives", async () => {
    const seen = { won: 0, refused: 0, lost: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ which: fc.nat(), at: fc.nat({ max: 3 }), lose: fc.boolean() }), {
          minLength: 1,
          maxLength: 12
        }),
        async (tries) => {
          await over(async (zalo) => {
            const ask = async (refresh_token: string) =>
              (
                await read(
                  await fetch(`${zalo.hosts.oauth}/v4/oa/access_token`, {
                    method: "POST",
                    headers: { secret_key: app.secret },
                    body: new URLSearchParams({ app_id: app.id, grant_type: "refresh_token", refresh_token })
                  })
                )
              ).json
            const known = [zalo.control.grant().refresh_token]
            let alive: string | null = known[0]!
            for (const { which, at, lose } of tries) {
              const token = known[which % known.length]!
              const loses = lose && at === 0
              if (loses) zalo.control.fault({ at: "access_token", kind: "lose-answer" })
              const answers = await Promise.all(Array.from({ length: at + 1 }, () => ask(token).catch(() => null)))
              const won = answers.filter((one) => typeof one?.access_token === "string")
              expect(won.length).toBe(token === alive && !loses ? 1 : 0)
              if (token === alive) {
                alive = loses ? null : String(won[0]!.refresh_token)
                seen[loses ? "lost" : "won"]++
                if (alive !== null) known.push(alive)
              } else seen.refused++
            }
          })
        }
      ),
      { numRuns: 120 }
    )
    console.log(`law Rotation: ${JSON.stringify(seen)}`)
    for (const n of Object.values(seen)) expect(n).toBeGreaterThan(10)
  })

  it("law Quota: of a day's template quota exactly so many go, whatever is refused between", async () => {
    const seen = { sent: 0, out: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.constantFrom("84987654321", "84987654322", "84911111111", "x"), { minLength: 1, maxLength: 14 }),
        async (limit, phones) => {
          await over(async (zalo) => {
            zalo.control.account({ id: account.id, dailyTemplates: limit })
            const { access_token } = zalo.control.grant()
            let left = limit
            for (const to of phones) {
              const { error } = await post(`${zalo.hosts.business}/message/template`, access_token, {
                phone: to,
                template_id: "123456",
                template_data: { name: "A", date: "20/10/2026" },
                tracking_id: "t"
              })
              const reachable = to.startsWith("849876")
              expect(error).toBe(to === "x" ? -108 : !reachable ? -118 : left > 0 ? 0 : -144)
              seen[error === 0 ? "sent" : error === -144 ? "out" : "refused"]++
              if (error === 0) left--
            }
          })
        }
      ),
      { numRuns: 120 }
    )
    console.log(`law Quota: ${JSON.stringify(seen)}`)
    for (const n of Object.values(seen)) expect(n).toBeGreaterThan(10)
  })

  it("law Ids: bare integers beyond 2^53 are read as they are written, and texts stay as they are", () => {
    let long = 0
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => n !== 0),
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^\d{0,25}$/)
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), value), { maxLength: 6 }), (members) => {
        const text = `[${members.map(([name, one]) => `{${JSON.stringify(name)}:${typeof one === "bigint" ? one : JSON.stringify(one)}}`).join(",")}]`
        const read = parse(text) as ReadonlyArray<Record<string, unknown>>
        members.forEach(([name, one], index) => {
          if (typeof one === "bigint" && String(one).length >= 17) long++
          expect(String(Object.entries(read[index]!)[0]?.[1])).toBe(String(one))
          expect(Object.keys(read[index]!)).toEqual([name])
        })
      }),
      { numRuns: 1000 }
    )
    console.log(`law Ids: ${long} long integers`)
    expect(long).toBeGreaterThan(100)
  })

  it("law Phone: the four ways to write a number are one number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[35789]\d{8}$/), (local) => {
        for (const way of [local, `0${local}`, `84${local}`, `+84${local}`]) expect(phone(way)).toBe(`84${local}`)
        expect(phone(`${local}0`)).toBeNull()
      }),
      { numRuns: 500 }
    )
  })
})
