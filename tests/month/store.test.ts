import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import config from "../../examples/hau-giang/lienhoi.config.ts"
import { run } from "../../examples/hau-giang/month.ts"
import { inputs } from "./play.ts"

const minutes = 60_000

describe("October 2024 in Hậu Giang, kept", () => {
  let folder: ReturnType<typeof inputs>
  let data: string
  let remembered: Awaited<ReturnType<typeof run>>
  const play = (store: string) =>
    run({ root: folder.root, out: join(data, "out"), language: "vi", store, progress: () => {} })
  beforeAll(async () => {
    folder = inputs()
    data = mkdtempSync(join(tmpdir(), "hau-giang-kept-"))
    remembered = await play("memory")
  }, 10 * minutes)
  afterAll(async () => {
    folder.remove()
    rmSync(data, { recursive: true, force: true })
  })

  it(
    "in a folder: the same figures, reminders and lines as in memory, and all of it is there after a restart",
    async () => {
      const store = join(data, "kho")
      const kept = await play(store)
      const opened = await openApp(
        { ...config, store, channels: {} },
        { root: folder.root, now: () => "2024-10-23T01:00:00.000Z" }
      )
      if (!opened.ok || !kept.ok || !remembered.ok) throw new Error("the month did not run")
      await using app = opened.value
      const total = await app.consolidated({ period: "2024-10" })
      const sealed = await app.report({ unit: "hg", period: "2024-10" })
      const outbox = await app.outbox()

      expect(kept.json).toEqual(remembered.json)
      expect(total.ok).toBe(true)
      expect(sealed.ok && sealed.value.status).toBe("sealed")
      expect(outbox.length).toBeGreaterThan(1000)
    },
    20 * minutes
  )
})
