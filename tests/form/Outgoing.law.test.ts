import { Drafts, Outgoing } from "@lienhoi/react"
import * as fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"

const report = { lineage: "vwu/thang", unit: "ap-1", period: "2026-11" }
const template = { lineage: "vwu/thang", id: "vwu/thang", version: "1.0.0" }

type Step =
  /** She sends figures that nobody sent before, from one of her tabs. */
  | { readonly does: "send"; readonly tab: number }
  | { readonly does: "line"; readonly isAlive: boolean }
  /** The server records what comes next and dies before it answers. */
  | { readonly does: "mute" }
  | { readonly does: "session"; readonly isOpen: boolean }
  | { readonly does: "nudge"; readonly tab: number }
  | { readonly does: "reopen"; readonly tab: number }
  /** Somebody else files. */
  | { readonly does: "other" }
  | { readonly does: "refuse"; readonly isOn: boolean }
  | { readonly does: "take-back"; readonly tab: number }
  | { readonly does: "wait" }

const tab = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: tab.map((of): Step => ({ does: "send", tab: of })) },
  { weight: 3, arbitrary: fc.boolean().map((isAlive): Step => ({ does: "line", isAlive })) },
  { weight: 2, arbitrary: fc.constant<Step>({ does: "mute" }) },
  { weight: 2, arbitrary: fc.boolean().map((isOpen): Step => ({ does: "session", isOpen })) },
  { weight: 4, arbitrary: tab.map((of): Step => ({ does: "nudge", tab: of })) },
  { weight: 2, arbitrary: tab.map((of): Step => ({ does: "reopen", tab: of })) },
  { weight: 1, arbitrary: fc.constant<Step>({ does: "other" }) },
  { weight: 1, arbitrary: fc.boolean().map((isOn): Step => ({ does: "refuse", isOn })) },
  { weight: 1, arbitrary: tab.map((of): Step => ({ does: "take-back", tab: of })) },
  { weight: 4, arbitrary: fc.constant<Step>({ does: "wait" }) }
)

const pause = () => new Promise((resolve) => setTimeout(resolve, 0))
const settle = async (): Promise<void> => {
  for (let n = 0; n < 4; n++) await pause()
}

const open: Array<Outgoing.Outgoing> = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A server that keeps revisions, refuses what is stale and takes the same figures for the same submission. */
const world = () => {
  const drafts = Drafts.memory({ account: "p-1" })
  const server = {
    isAlive: true,
    isMute: false,
    isOpen: true,
    isRefusing: false,
    revisions: [] as Array<string>,
    tried: [] as Array<string>,
    underway: 0,
    most: 0
  }
  const answer = (letter: Drafts.Letter): Outgoing.Answer | null => {
    const figures = String(letter.values.TC04)
    server.tried.push(figures)
    if (!server.isOpen) return { is: "sign-in" }
    if (server.isRefusing) return { is: "refused", issues: [] }
    if (server.revisions.at(-1) !== figures) {
      if (letter.seen < server.revisions.length) {
        return { is: "newer", form: { revision: server.revisions.length } as never }
      }
      server.revisions.push(figures)
    }
    if (!server.isMute) return { is: "received", at: "2026-11-22T07:05:00.000Z", revision: server.revisions.length }
    server.isMute = false
    return null
  }
  const make = (): Outgoing.Outgoing => {
    const made = Outgoing.make({
      drafts,
      pauses: [3_600_000],
      send: async (letter) => {
        server.underway += 1
        server.most = Math.max(server.most, server.underway)
        await pause()
        const said = server.isAlive ? answer(letter) : null
        server.underway -= 1
        if (said === null) throw new Error("no line")
        return said
      },
      upload: async () => ({ is: "no-line" })
    })
    open.push(made)
    return made
  }
  return { drafts, server, make }
}

it("Once: whatever happens to line, tabs, session and server, what she sent last arrives, and arrives once", async () => {
  const tally = { runs: 0, arrived: 0, "taken back": 0, "tried more than once": 0, decided: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 25 }), async (steps) => {
      const { drafts, make, server } = world()
      const tabs = [make(), make()]
      let n = 0
      let last: string | null = null
      const send = async (of: number): Promise<void> => {
        last = `số ${++n}`
        const at = `2026-11-22T01:00:00.${String(n).padStart(3, "0")}Z`
        const answers = { TC04: last }
        await drafts.save({ report, revision: server.revisions.length, answers, at })
        await tabs[of]!.send({ report, template, values: answers, seen: server.revisions.length, at })
      }
      for (const one of steps) {
        if (one.does === "send") await send(one.tab)
        else if (one.does === "line") server.isAlive = one.isAlive
        else if (one.does === "mute") server.isMute = true
        else if (one.does === "session") server.isOpen = one.isOpen
        else if (one.does === "refuse") server.isRefusing = one.isOn
        else if (one.does === "nudge") void tabs[one.tab]!.nudge()
        else if (one.does === "other") server.revisions.push(`của người khác ${server.revisions.length}`)
        else if (one.does === "reopen") {
          tabs[one.tab]!.close()
          tabs[one.tab] = make()
        } else if (one.does === "take-back") {
          if (await tabs[one.tab]!.takeBack(report)) last = null
        } else await settle()
        // At every moment it is in her hand or in the server's.
        if (last !== null) {
          const letters = await drafts.letters()
          const isHere = letters.some(({ values }) => values.TC04 === last)
          expect(isHere || server.revisions.includes(last)).toBe(true)
        }
      }
      Object.assign(server, { isAlive: true, isOpen: true, isMute: false, isRefusing: false })
      // Hers had arrived, somebody filed after her, and she decides that hers stand: then they are there once more.
      let again = 0
      for (let round = 0; round < 3; round++) {
        for (const each of tabs) await each.nudge()
        await settle()
        const [letter] = await drafts.letters()
        if (letter?.said?.is === "newer" || letter?.said?.is === "refused") {
          tally.decided += 1
          const seen = server.revisions.length
          again += Number(server.revisions.includes(String(letter.values.TC04)))
          await tabs[0]!.send({ ...letter, seen })
        }
      }
      await settle()
      const arrivals = server.revisions.filter((figures) => figures === last).length
      tally.runs += 1
      if (last === null) tally["taken back"] += Number(n > 0)
      else {
        expect(arrivals).toBe(1 + again)
        expect(await drafts.ofReport(report)).toEqual([])
        expect((await drafts.letters()).map(({ said, values }) => [said?.is, values])).toEqual([["received", {}]])
        tally.arrived += 1
      }
      expect(new Set(server.revisions).size).toBe(server.revisions.length - again)
      expect(server.most).toBeLessThanOrEqual(1)
      if (new Set(server.tried).size < server.tried.length) tally["tried more than once"] += 1
      for (const each of tabs) each.close()
    }),
    { numRuns: 250 }
  )
  console.log(`law Once, on the way out: ${JSON.stringify(tally)}`)
  expect(tally.arrived).toBeGreaterThan(120)
  expect(tally["tried more than once"]).toBeGreaterThan(30)
  expect(tally.decided).toBeGreaterThan(10)
})

describe("the way out", () => {
  const letter = (n: number, values: Drafts.Letter["values"] = { TC04: String(n) }) => ({
    report,
    template,
    values,
    seen: 0,
    at: `2026-11-22T01:00:0${n}.000Z`
  })

  it("sends what was refused only when she sends it again", async () => {
    const { drafts, make, server } = world()
    server.isRefusing = true
    const way = make()
    await way.send(letter(1))
    await settle()
    await way.nudge()
    make()
    await settle()
    expect([server.tried.length, way.state(report)?.is]).toEqual([1, "refused"])
    expect((await drafts.letters())[0]?.values).toEqual({ TC04: "1" })
  })

  it("hands photos over before the form, each once, though the form is tried again", async () => {
    const drafts = Drafts.memory({ account: "p-1" })
    const photo = await drafts.keepFile({ name: "a.jpg", mediaType: "image/jpeg", blob: new Blob(["x"]) })
    const uploads: Array<string> = []
    const sent: Array<unknown> = []
    const way = Outgoing.make({
      drafts,
      pauses: [3_600_000],
      upload: async ({ name }) => {
        uploads.push(name)
        return { is: "kept", id: `f-${uploads.length}` }
      },
      send: async ({ values }) => {
        sent.push(values)
        return sent.length === 1 ? { is: "no-line" } : { is: "received", at: "2026-11-22T07:05:00.000Z", revision: 1 }
      }
    })
    open.push(way)
    const values = { HD06: [photo], HD04: [{ anh: [photo] }] }
    await drafts.save({ report, revision: 0, answers: values, at: letter(0).at })
    await way.send(letter(1, values))
    await settle()
    await way.nudge()
    await settle()
    const wanted = { HD06: ["f-1"], HD04: [{ anh: ["f-1"] }] }
    expect([uploads, sent]).toEqual([["a.jpg"], [wanted, wanted]])
    expect(await drafts.file(photo)).toBeNull()
  })

  it("leaves a photo on the phone that a draft names which was written on meanwhile", async () => {
    const drafts = Drafts.memory({ account: "p-1" })
    const photo = await drafts.keepFile({ name: "a.jpg", mediaType: "image/jpeg", blob: new Blob(["x"]) })
    const way = Outgoing.make({
      drafts,
      upload: async () => ({ is: "kept", id: "f-1" }),
      send: async () => ({ is: "received", at: "2026-11-22T07:05:00.000Z", revision: 1 })
    })
    open.push(way)
    await drafts.save({ report, revision: 0, answers: { HD06: [photo], TC04: "2" }, at: letter(2).at })
    await way.send(letter(1, { HD06: [photo] }))
    await settle()
    expect(way.state(report)?.is).toBe("received")
    expect(await drafts.file(photo)).not.toBeNull()
  })

  it("sends at once from a page whose account was signed out in another tab: it keeps nothing any more", async () => {
    const { drafts, make, server } = world()
    const way = make()
    await settle()
    await drafts.wipe()
    server.isOpen = false
    await way.send(letter(1))
    expect(way.state(report)).toEqual({ is: "sign-in" })
  })

  it("says at its question that a photo is gone", async () => {
    const { make } = world()
    const way = make()
    await way.send(letter(1, { HD06: ["kept:0000"] }))
    await settle()
    expect(way.state(report)).toMatchObject({ is: "refused", issues: [{ code: "photo.lost", path: ["HD06"] }] })
  })

  it("sends at once from a device that keeps nothing, and says so when the line is dead as well", async () => {
    const drafts: Drafts.Drafts = {
      ...Drafts.memory({ account: "p-1" }),
      post: () => Promise.reject(new Error("the disk is full"))
    }
    let isAlive = true
    const way = Outgoing.make({
      drafts,
      send: async () => (isAlive ? { is: "received", at: "2026-11-22T07:05:00.000Z", revision: 1 } : { is: "no-line" }),
      upload: async () => ({ is: "no-line" })
    })
    open.push(way)
    await way.send(letter(1))
    expect(way.state(report)?.is).toBe("received")
    isAlive = false
    await way.send(letter(2))
    expect(way.state(report)).toMatchObject({ is: "refused", issues: [{ code: "form.not-kept" }] })
  })

  it("takes a server that never answers for a dead line, and tries again", async () => {
    const { drafts } = world()
    const sent: Array<string> = []
    const way = Outgoing.make({
      drafts,
      pauses: [3_600_000],
      patience: 20,
      send: ({ report: { unit } }) => {
        sent.push(unit)
        return sent.length === 1
          ? new Promise<never>(() => {})
          : Promise.resolve({ is: "received", at: "2026-11-22T07:05:00.000Z", revision: 1 })
      },
      upload: async () => ({ is: "no-line" })
    })
    open.push(way)
    await settle()
    await way.send(letter(1))
    while (way.state(report)?.is !== "waiting") await new Promise((resolve) => setTimeout(resolve, 5))
    await way.nudge()
    expect([sent, way.state(report)?.is]).toEqual([["ap-1", "ap-1"], "received"])
  })

  it("waits longer after each failure, and not at all when the line comes back", async () => {
    const { drafts } = world()
    const times: Array<number> = []
    const way = Outgoing.make({
      drafts,
      pauses: [20, 60],
      send: async () => {
        times.push(performance.now())
        return { is: "no-line" }
      },
      upload: async () => ({ is: "no-line" })
    })
    open.push(way)
    await settle()
    await way.send(letter(1))
    while (times.length < 4) await new Promise((resolve) => setTimeout(resolve, 5))
    const gaps = times.slice(1).map((time, n) => time - times[n]!)
    expect(gaps[0]).toBeGreaterThan(18)
    expect(Math.min(gaps[1]!, gaps[2]!)).toBeGreaterThan(58)
    await way.nudge()
    expect(times.length).toBeGreaterThan(4)
  })
})
