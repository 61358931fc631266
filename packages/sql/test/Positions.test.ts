import { assert, it } from "@effect/vitest"
import { Journal } from "@lienhoi/report/Journal"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { expect } from "vitest"
import { engines, freshAssociation } from "./engines.ts"
import { start } from "./process/child.ts"

const [pglite, postgres] = engines()

const drafted = (id: string) =>
  ({ type: "drafted", id, recordedAt: "2024-10-15T01:30:00.000Z", by: { person: "p-1" }, values: {} }) as const

it.effect("an event whose transaction was held open is not skipped by who read on meanwhile", () =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const { transaction } = yield* Store.Store
    const written = yield* Deferred.make<void>()
    const go = yield* Deferred.make<void>()
    const held = yield* Effect.forkChild(
      transaction(
        Effect.gen(function* () {
          yield* journal.append("report/a", [drafted("held")], { expectedVersion: 0 })
          yield* Deferred.succeed(written, undefined)
          yield* Deferred.await(go)
        })
      )
    )
    yield* Deferred.await(written)
    yield* journal.append("report/b", [drafted("quick-1")], { expectedVersion: 0 })
    const before = yield* journal.readAll()
    yield* journal.append("report/c", [drafted("quick-2")], { expectedVersion: 0 })
    const between = yield* journal.readAll({ after: before.at(-1)!.position })
    yield* Deferred.succeed(go, undefined)
    yield* Fiber.join(held)
    const after = yield* journal.readAll({ after: between.at(-1)!.position })

    const ids = [before, between, after].map((part) => part.map(({ event }) => event.id))
    assert.deepStrictEqual(ids, [["quick-1"], ["quick-2"], ["held"]])
    assert.deepStrictEqual(
      (yield* journal.readAll()).map(({ position, event }) => [position, event.id]),
      [
        [1, "quick-1"],
        [2, "quick-2"],
        [3, "held"]
      ]
    )
  }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge(postgres!.fresh))))
)

it("two processes write, a third reads on by position: nothing is skipped, nothing comes twice, no position is missing", async () => {
  const association = freshAssociation()
  const writers = ["a", "b"].map((name) => start("./writer.ts", postgres!.url(), association, name, "12", "150"))
  const followed = await Effect.runPromise(
    Effect.gen(function* () {
      const journal = yield* Journal
      const seen: Array<{ readonly position: number; readonly id: string; readonly at: string }> = []
      let pieces = 0
      for (let over = false; !over; ) {
        over = writers.every(({ process }) => process.exitCode !== null)
        const more = yield* journal.readAll({ after: seen.at(-1)?.position ?? 0, limit: 7 })
        if (more.length > 0) pieces += 1
        over &&= more.length === 0
        for (const { position, event, stream, version } of more)
          seen.push({ position, id: event.id, at: `${stream} ${version}` })
      }
      return { seen, pieces, all: yield* journal.readAll() }
    }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provide(postgres!.of(association)))))
  )
  const codes = await Promise.all(writers.map(({ ended }) => ended))
  const acknowledged = writers.flatMap(({ lines }) => lines())

  console.log(
    `positions: ${followed.seen.length} events of 2 processes read in ${followed.pieces} pieces while they were written`
  )
  expect([codes, writers.map(({ complaints }) => complaints())]).toEqual([
    [0, 0],
    ["", ""]
  ])
  expect(followed.seen.map(({ position }) => position)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1))
  expect(followed.seen.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted())
  expect(followed.all.map(({ event }) => event.id)).toEqual(followed.seen.map(({ id }) => id))
  for (const stream of new Set(followed.all.map(({ stream }) => stream))) {
    const versions = followed.all.filter((one) => one.stream === stream).map(({ version }) => version)
    expect([stream, versions]).toEqual([stream, versions.map((_, i) => i + 1)])
  }
})

it.effect("positions are given in pieces, and reading page by page gives the whole", () =>
  Effect.gen(function* () {
    const journal = yield* Journal
    yield* Effect.forEach(
      Array.from({ length: 60 }, (_, i) => i),
      (i) =>
        journal.append(
          `report/x-${i}`,
          Array.from({ length: 100 }, (_, n) => drafted(`e-${i}-${n}`)),
          {
            expectedVersion: 0
          }
        ),
      { concurrency: "unbounded" }
    )
    const all = yield* journal.readAll()
    const some = yield* journal.readAll({ after: 10, limit: 5500 })

    assert.deepStrictEqual(
      [all.length, all.at(-1)!.position, some.length, some.at(-1)!.position],
      [6000, 6000, 5500, 5510]
    )
  }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge(pglite!.fresh))))
)
