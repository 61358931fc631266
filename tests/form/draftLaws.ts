/**
 * What every place that keeps drafts promises, in Node and in a browser alike: each law gets a place that is empty and
 * throws when it is broken.
 */
import type * as Drafts from "@lienhoi/react/Drafts"

type Make = (account: string) => Drafts.Drafts

const report = { lineage: "vwu/thang", unit: "ap-1", period: "2026-11" }
const other = { ...report, unit: "ap-2" }
const template = { lineage: "vwu/thang", id: "vwu/thang", version: "1.0.0" }

const draft = (revision: number, n: number, at = `2026-11-22T01:00:0${n}.000Z`): Drafts.Draft => ({
  report,
  revision,
  answers: { TC04: String(n), HD04: [{ ten: "Lớp một" }] },
  at
})

const letter = (of: typeof report, n: number): Drafts.Letter => ({
  report: of,
  template,
  values: { TC04: String(n) },
  seen: 0,
  at: `2026-11-22T01:00:0${n}.000Z`,
  said: null
})

const same = (actual: unknown, expected: unknown): void => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`expected ${b}, found ${a}`)
}

const photo = (text: string): Drafts.KeptFile => ({ name: "a.jpg", mediaType: "image/jpeg", blob: new Blob([text]) })

export const draftLaws: { readonly [law: string]: (make: Make) => Promise<void> } = {
  "keeps the newest answers of a form by its report and revision": async (make) => {
    const drafts = make("p-1")
    await drafts.save(draft(0, 1))
    await drafts.save(draft(0, 2))
    await drafts.save(draft(3, 4))
    same(await drafts.ofReport(report), [draft(3, 4), draft(0, 2)])
    same(await drafts.ofReport(other), [])
  },
  "keeps writes in the order in which they were asked for": async (make) => {
    const drafts = make("p-1")
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => drafts.save(draft(0, n))))
    same((await drafts.ofReport(report))[0]?.answers, draft(0, 6).answers)
  },
  "shows one account nothing of another": async (make) => {
    const [mine, hers] = [make("p-1"), make("p-11")]
    await mine.save(draft(0, 1))
    await mine.post(letter(report, 1))
    const id = await mine.keepFile(photo("x"))
    same([await hers.ofReport(report), await hers.letters(), await hers.file(id)], [[], [], null])
    await hers.wipe()
    same([(await mine.ofReport(report)).length, (await mine.letters()).length], [1, 1])
  },
  "forgets what was written until then, and nothing that was written later": async (make) => {
    const drafts = make("p-1")
    await drafts.save(draft(0, 1))
    await drafts.save(draft(1, 5))
    await drafts.forget(report, draft(0, 3).at)
    same(await drafts.ofReport(report), [draft(1, 5)])
  },
  "keeps one letter for each report, the oldest first": async (make) => {
    const drafts = make("p-1")
    await drafts.post(letter(other, 3))
    await drafts.post(letter(report, 1))
    await drafts.post(letter(report, 5))
    same(await drafts.letters(), [letter(other, 3), letter(report, 5)])
  },
  "never lets an older letter touch the one that was sent later": async (make) => {
    const drafts = make("p-1")
    await drafts.post(letter(report, 1))
    await drafts.post(letter(report, 2))
    await drafts.exchange(letter(report, 1), null)
    await drafts.exchange(letter(report, 1), { ...letter(report, 1), values: {} })
    same(await drafts.letters(), [letter(report, 2)])
    await drafts.exchange(letter(report, 2), { ...letter(report, 2), said: { is: "sign-in" } })
    same((await drafts.letters())[0]?.said, { is: "sign-in" })
    await drafts.exchange(letter(report, 2), null)
    same(await drafts.letters(), [])
  },
  "keeps files byte by byte until they are dropped": async (make) => {
    const drafts = make("p-1")
    const [a, b] = [await drafts.keepFile(photo("một")), await drafts.keepFile(photo("hai"))]
    const kept = await drafts.file(a)
    same([kept?.name, kept?.mediaType, await kept?.blob.text(), a === b], ["a.jpg", "image/jpeg", "một", false])
    await drafts.dropFile(a)
    same([await drafts.file(a), (await drafts.file(b)) !== null], [null, true])
  },
  "gives nothing back after it was wiped, keeps nothing any more, and says so": async (make) => {
    const drafts = make("p-1")
    await drafts.save(draft(0, 1))
    await drafts.post(letter(report, 1))
    const id = await drafts.keepFile(photo("x"))
    await drafts.wipe()
    const late = [
      () => drafts.save(draft(0, 2)),
      () => drafts.post(letter(report, 2)),
      () => drafts.keepFile(photo("y"))
    ]
    for (const keep of late) {
      const said = await keep().then(
        () => "kept",
        () => "failed"
      )
      same(said, "failed")
    }
    await drafts.exchange(letter(report, 1), letter(report, 2))
    same([await drafts.ofReport(report), await drafts.letters(), await drafts.file(id)], [[], [], null])
  },
  "tells when letters come and go": async (make) => {
    const drafts = make("p-1")
    let told = 0
    const stop = drafts.watch(() => {
      told += 1
    })
    await drafts.post(letter(report, 1))
    await drafts.exchange(letter(report, 1), null)
    stop()
    await drafts.post(letter(report, 2))
    same(told, 2)
  },
  "does one piece of work at a time, also after one that failed": async (make) => {
    const drafts = make("p-1")
    const steps: Array<string> = []
    const work = (name: string) => async () => {
      steps.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      steps.push(`${name} ends`)
      if (name === "a") throw new Error("a fails")
      return name
    }
    const [a, b] = await Promise.allSettled([drafts.alone(work("a")), drafts.alone(work("b"))])
    same([a.status, b.status === "fulfilled" && b.value], ["rejected", "b"])
    same(steps, ["a begins", "a ends", "b begins", "b ends"])
  }
}
