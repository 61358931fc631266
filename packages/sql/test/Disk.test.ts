/** A disk that really fills up: a folder on a file system of its own, where mounting one is permitted. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as Proof from "@lienhoi/sql/Proof"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { expect, it } from "vitest"

const mount = mkdtempSync(join(tmpdir(), "lienhoi-disk-"))

const isPermitted = (() => {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=160m", "tmpfs", mount], { stdio: "ignore" })
    return true
  } catch {
    console.warn("SKIPPED: Disk.test.ts may not mount a file system here; run it as a user who may")
    rmSync(mount, { recursive: true, force: true })
    return false
  }
})()

const on = <A, E>(self: Effect.Effect<A, E, Journal | Store.Store>) =>
  Effect.runPromise(
    Effect.provide(
      self,
      SqlJournal.layer.pipe(
        Layer.provideMerge(Store.open({ engine: "embedded", folder: join(mount, "data") }, { association: "vwu" }))
      )
    ) as Effect.Effect<A, E>
  )

const said = (id: string): ReportEvent => ({
  type: "returned",
  id,
  recordedAt: "2024-10-15T01:30:00.000Z",
  by: { person: "p-1" },
  revision: 1,
  // What does not compress fills a disk sooner.
  reason: Array.from({ length: 400 }, (_, i) => `${id}-${(i * 2_654_435_761) % 4_294_967_296}`).join(" "),
  due: "2024-10-22"
})

const append = (id: string) =>
  Effect.flatMap(Journal, (journal) =>
    journal.append(`report/vwu/vwu%2Fmau/${id}/2024-10`, [said(id)], { expectedVersion: 0 })
  )

it.skipIf(!isPermitted)(
  "a disk that is full: a clear error, every acknowledged report is kept, and with room again the work goes on",
  async () => {
    try {
      const acknowledged: Array<string> = []
      const failed = await on(
        Effect.gen(function* () {
          for (let n = 0; n < 20; n++) {
            yield* append(`before-${n}`)
            acknowledged.push(`before-${n}`)
          }
          writeFileSync(join(mount, "ballast"), Buffer.alloc(1))
          // Something else takes what is left, but for a little.
          yield* Effect.sync(() => {
            try {
              for (let n = 0; ; n++) writeFileSync(join(mount, `ballast-${n}`), Buffer.alloc(1_000_000))
            } catch {
              rmSync(join(mount, "ballast-0"))
            }
          })
          for (let n = 0; n < 4_000; n++) {
            const answer = yield* Effect.result(append(`full-${n}`))
            if (Result.isFailure(answer)) return answer.failure
            acknowledged.push(`full-${n}`)
          }
          return null
        })
      ).catch((error: unknown) => error)
      expect(failed, "the disk never filled").not.toBeNull()

      for (let n = 1; n < 200; n++) rmSync(join(mount, `ballast-${n}`), { force: true })
      const kept = await on(
        Effect.gen(function* () {
          yield* append("after")
          const all = yield* (yield* Journal).readAll()
          const { findings } = yield* Proof.verify()
          return { ids: all.map(({ event }) => event.id), findings }
        })
      )
      const lost = acknowledged.filter((id) => !kept.ids.includes(id))
      console.log(
        `Disk: full after ${acknowledged.length} acknowledged reports, ${lost.length} lost; the error: ${String(failed).slice(0, 120)}`
      )
      expect(lost).toEqual([])
      expect(kept.ids).toContain("after")
      expect(kept.findings).toEqual([])
      expect((failed as { readonly isRetryable?: boolean }).isRetryable).toBe(true)
    } finally {
      execFileSync("umount", ["-l", mount])
      rmSync(mount, { recursive: true, force: true })
    }
  },
  120_000
)
