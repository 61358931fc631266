import { assert, describe, it } from "@effect/vitest"
import type { Keeper } from "@lienhoi/zalo/Token"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { type Fate, type Happened, makeStage } from "./theatre.ts"

const grant = { access: Redacted.make("AT1"), refresh: Redacted.make("RT1"), lasting: 90_000_000 }

/** One step of a story: who asks for a token, then how long nothing happens. */
interface Step {
  readonly who: 0 | 1
  readonly pause: number
  readonly refused: boolean
}

interface Plot {
  readonly steps: ReadonlyArray<Step>
  readonly fates: ReadonlyArray<Fate>
  /** After how many of its steps each life of each process ends. */
  readonly lives: readonly [ReadonlyArray<number>, ReadonlyArray<number>]
  readonly outages: ReadonlyArray<number>
  /** After which step another program uses the stored refresh token up; -1 for never. */
  readonly theft: number
}

const hour = 3_600_000

const fate: fc.Arbitrary<Fate> = fc.constantFrom(
  "answered",
  "answered",
  "lost-after",
  "lost-before",
  "page",
  "not-sent",
  "slow",
  "frozen"
)

const lives = fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 3 }))

const plot: fc.Arbitrary<Plot> = fc.record({
  steps: fc.array(
    fc.record({
      who: fc.constantFrom(0 as const, 1 as const),
      pause: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: hour, max: 14 * hour })),
      refused: fc.boolean()
    }),
    { minLength: 4, maxLength: 24 }
  ),
  fates: fc.array(fate, { maxLength: 10 }),
  lives: fc.tuple(lives, lives),
  outages: fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 })),
  theft: fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(12) })
})

interface Told {
  readonly story: ReadonlyArray<Happened>
  readonly live: string
  readonly kept: { readonly refresh: string; readonly sent: number; readonly refused: boolean }
  readonly state: string
  readonly lasts: boolean
}

const tell = ({ steps, fates, lives, outages, theft }: Plot): Promise<Told> =>
  Effect.runPromise(
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-10-20T02:00:00.000Z"))
      const stage = yield* makeStage
      const founder = yield* stage.process("founder", Number.POSITIVE_INFINITY, new Set())
      yield* founder.keeper.adopt(grant)
      stage.fates.push(...fates)
      const births = [0, 0]
      const born = (who: 0 | 1) => {
        const birth = births[who]!++
        const span = lives[who][birth] ?? Number.POSITIVE_INFINITY
        return stage.process(`p${who}-${birth}`, span, new Set(outages.map((n) => n + birth + who)))
      }
      const people = [yield* born(0), yield* born(1)]
      for (const [i, { who, pause, refused }] of steps.entries()) {
        if (people[who]!.isDead()) people[who] = yield* born(who)
        const { use, keeper, name } = people[who]!
        const asked = refused && i % 5 === 0 ? another(keeper, name, stage.story) : use
        yield* Effect.forkDetach(Effect.ignore(asked))
        yield* TestClock.adjust(pause)
        if (i === theft) stage.service.steal()
      }
      // Quiet days: no more faults, both processes alive.
      stage.fates.length = 0
      const last = yield* stage.process("last", Number.POSITIVE_INFINITY, new Set())
      yield* TestClock.adjust("10 minutes")
      for (let i = 0; i < 16; i++) {
        yield* Effect.forkDetach(Effect.ignore(last.use))
        yield* TestClock.adjust("4 hours")
      }
      const { state } = yield* last.keeper.standing
      const asking = yield* Effect.forkDetach(Effect.exit(last.use))
      yield* TestClock.adjust("3 minutes")
      const ended = asking.pollUnsafe()
      const kept = stage.story.findLast((one) => one.what === "kept")!
      return {
        story: stage.story,
        live: stage.service.live,
        kept: kept as Told["kept"],
        state,
        lasts: ended?._tag === "Success" && ended.value._tag === "Success"
      }
    }).pipe(Effect.scoped, Effect.provide(TestClock.layer()))
  )

const another = (keeper: Keeper, name: string, story: Array<Happened>) =>
  Effect.gen(function* () {
    const refused = yield* keeper.access
    const other = yield* keeper.instead(refused)
    story.push({ what: "used", access: Redacted.value(other), by: name })
  })

/** What the law forbids, in words; nothing when the story keeps it. */
const broken = ({ story, live, kept, state, lasts }: Told): string | null => {
  const tokens = new Set(story.flatMap((one) => (one.what === "left" ? [one.token] : [])))
  for (const token of tokens) {
    const times = story.filter((one) => one.what === "left" && one.token === token).length
    if (times > 2) return `${token} left ${times} times`
    for (const [i, one] of story.entries()) {
      if (one.what !== "answered" || one.token !== token) continue
      const after = story.slice(i + 1)
      const wrote = after.findIndex((next) => next.what === "kept" && next.by === one.by)
      const died = after.findIndex((next) => next.what === "died" && next.by === one.by)
      const isExcused = died >= 0 && (wrote < 0 || died < wrote)
      if (!isExcused && after.some((next) => next.what === "left" && next.token === token))
        return `${token} left again after its answer was read`
    }
  }
  for (const [i, one] of story.entries())
    if (
      one.what === "used" &&
      !story.slice(0, i).some((before) => before.what === "kept" && before.access === one.access)
    )
      return `${one.access} was used before it was kept`
  // An answer that was lost, or a process that died with the token in its hands, counts; nothing else wears it out.
  const worn =
    story.filter((one) => one.what === "left" && one.token === kept.refresh).length +
    story.filter(({ what }) => what === "died").length
  if (live === kept.refresh && worn < 2 && !lasts) return "the account is dead while its refresh token lives"
  if (live !== kept.refresh && state === "connected") return "nobody says that the account must be connected anew"
  return null
}

describe("Token", () => {
  it("law Token: two processes, expiry, crashes and lost answers: no dead account while a refresh token that reached the store lives", async () => {
    const seen = { stories: 0, "second try": 0, reconnect: 0, death: 0, "death in flight": 0, takeover: 0 }
    await fc.assert(
      fc.asyncProperty(plot, async (one) => {
        const told = await tell(one)
        const { story } = told
        const left = story.flatMap((event, i) => (event.what === "left" ? [{ ...event, i }] : []))
        seen.stories += 1
        if (new Set(left.map(({ token }) => token)).size < left.length) seen["second try"] += 1
        if (told.state === "reconnect-needed") seen.reconnect += 1
        if (story.some(({ what }) => what === "died")) seen.death += 1
        if (left.some(({ by, i }) => story[i + 1]?.what === "died" && story[i + 1]?.by === by))
          seen["death in flight"] += 1
        if (left.some(({ token, by }) => left.some((other) => other.token === token && other.by !== by)))
          seen.takeover += 1
        assert.isNull(broken(told))
      }),
      { numRuns: 1500 }
    )
    console.log(
      `Law Token: ${Object.entries(seen)
        .map(([what, n]) => `${what} ${n}`)
        .join(", ")}`
    )
    assert.isAtLeast(seen["second try"] / seen.stories, 0.2)
    assert.isAtLeast(seen.reconnect / seen.stories, 0.1)
    assert.isAtLeast(seen["death in flight"] / seen.stories, 0.02)
    assert.isAtLeast(seen.takeover / seen.stories, 0.05)
  })
})
