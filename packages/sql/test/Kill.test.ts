import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Outbox } from "@lienhoi/messaging/Outbox"
import { Journal } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { start } from "./process/child.ts"
import { type Server, startServer } from "./server.ts"

/** What is in the store, opened anew. */
const look = (where: string) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const events = yield* (yield* Journal).readAll()
      const rows = yield* (yield* Outbox).list()
      return { ids: events.map(({ event }) => event.id), keys: rows.map(({ row }) => row.key), events }
    }).pipe(
      Effect.provide(
        Layer.mergeAll(SqlJournal.layer, SqlOutbox.layer).pipe(
          Layer.provide(Store.open(Database.parse(where), { association: "vwu" }))
        )
      )
    )
  )

/** Lets a process write, kills it in the middle, and says what it was told is kept. */
const rounds = async (where: string, n: number, crash: (round: number) => Promise<void>) => {
  const acknowledged: Array<string> = []
  for (let round = 0; round < n; round++) {
    const writer = start("./writer.ts", where, "vwu", `r${round}`, "40", "0")
    await writer.said(100 + 150 * round)
    await crash(round)
    writer.process.kill("SIGKILL")
    await writer.ended
    acknowledged.push(...writer.lines())
  }
  const { ids, keys, events } = await look(where)
  const lost = acknowledged.filter((id) => !ids.includes(id))
  const whole = ids.filter((id) => !keys.includes(id)).length + keys.filter((key) => !ids.includes(key)).length
  return {
    acknowledged: acknowledged.length,
    kept: ids.length,
    lost,
    halves: whole,
    positions: events.map((e) => e.position)
  }
}

const report = (name: string, told: Awaited<ReturnType<typeof rounds>>, n: number) =>
  console.log(
    `kill -9 (${name}): ${n} rounds, ${told.acknowledged} acknowledged, ${told.kept} kept, ${told.lost.length} lost, ${told.halves} events without their outbox row or rows without their event`
  )

const visited = {
  type: "drafted",
  id: "khach-1",
  recordedAt: "2024-10-15T01:30:00.000Z",
  by: { person: "p-1" },
  values: {}
} as const

describe("kill -9 of a process that writes", () => {
  let folder: string
  let server: Server
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lienhoi-kill-"))
    server = await startServer()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("loses nothing that was acknowledged in a folder, and the next owner opens it at once", async () => {
    const told = await rounds(folder, 4, async () => {})
    report("PGlite", told, 4)

    expect([told.lost, told.halves]).toEqual([[], 0])
    expect(told.acknowledged).toBeGreaterThan(1000)
    expect(told.positions).toEqual(told.positions.map((_, i) => i + 1))
    expect(readdirSync(folder).filter((name) => name !== "database")).toEqual([])
  })

  it("loses nothing that was acknowledged on a server, also when the server falls with it", async () => {
    const where = await server.create()
    const told = await rounds(where, 4, async (round) => {
      if (round % 2 === 1) await server.crash()
    })
    report("PostgreSQL", told, 4)

    expect([told.lost, told.halves]).toEqual([[], 0])
    expect(told.acknowledged).toBeGreaterThan(1000)
    expect(told.positions).toEqual(told.positions.map((_, i) => i + 1))
  })

  it("has one owner: the second is told at once who the first is, and gets in when that is gone", async () => {
    const first = start("./opener.ts", folder)
    await first.said(1)
    const asked = performance.now()
    const second = start("./opener.ts", folder)
    const code = await second.ended
    const waited = performance.now() - asked
    const owner = JSON.parse(readFileSync(join(folder, "owner.json"), "utf8")) as { readonly pid: number }
    first.process.kill("SIGKILL")
    await first.ended
    const third = start("./opener.ts", folder)
    await third.said(1)
    third.process.kill("SIGKILL")
    await third.ended

    expect([first.lines(), code, owner.pid]).toEqual([["open"], 3, first.process.pid])
    expect(second.lines()[0]).toMatch(new RegExp(`^InUse .*${first.process.pid}`))
    expect(waited).toBeLessThan(30_000)
    expect(third.lines()).toEqual(["open"])
  })

  it("lets a command in beside the app that has it, and both go on", async () => {
    const writer = start("./writer.ts", folder, "khach", "w", "8", "0")
    await writer.said(20)
    const visit = <A>(proof: Effect.Effect<A, unknown, Journal>) =>
      Effect.runPromise(
        proof.pipe(
          Effect.provide(
            SqlJournal.layer.pipe(
              Layer.provide(Store.open(Database.parse(folder), { association: "khach", visit: true }))
            )
          )
        )
      )
    const appended = await visit(
      Effect.gen(function* () {
        const journal = yield* Journal
        yield* journal.append("report/vi-du/khach/2024-10", [visited], { expectedVersion: 0 })
        return (yield* journal.readAll()).map(({ event }) => event.id)
      })
    )
    const before = writer.lines().length
    await writer.said(before + 20)
    writer.process.kill("SIGKILL")
    await writer.ended

    expect(appended).toContain("khach-1")
    expect(appended.length).toBeGreaterThan(20)
    const after = await visit(Effect.flatMap(Journal, (journal) => journal.readAll()))
    const ids = after.map(({ event }) => event.id)
    expect(writer.lines().filter((id) => !ids.includes(id))).toEqual([])
    expect(ids).toContain("khach-1")
  })

  it("leaves a folder alone that holds something else", async () => {
    const strange = mkdtempSync(join(tmpdir(), "lienhoi-strange-"))
    writeFileSync(join(strange, "PG_VERSION"), "15\n")
    const opener = start("./opener.ts", strange)
    await opener.ended
    expect(opener.lines()[0]).toMatch(/^OtherFolder /)
    expect(readdirSync(strange)).toEqual(["PG_VERSION"])
    rmSync(strange, { recursive: true })
  })
})
