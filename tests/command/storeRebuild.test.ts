import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Journal } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SqlClient } from "effect/sql/SqlClient"
import { afterAll, beforeAll, expect, it } from "vitest"

const root = new URL("../../", import.meta.url).pathname

/** Runs the command as a person would. */
const lienhoi = (...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["--conditions=@lienhoi/source", "packages/lienhoi/src/command/main.ts", ...args], {
    cwd: root,
    encoding: "utf8"
  })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lienhoi-rebuild-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inside = <A>(work: Effect.Effect<A, unknown, Store.Store | SqlClient | Journal>) =>
  Effect.runPromise(
    work.pipe(
      Effect.provide(
        SqlJournal.layer.pipe(
          Layer.provideMerge(Store.open(Database.parse(join(folder, "data")), { association: "vwu" }))
        )
      )
    )
  )

const draft = (unit: string) =>
  Effect.flatMap(Journal, (journal) =>
    journal.append(
      `report/mau/${unit}/2024-10`,
      [{ type: "drafted", id: unit, recordedAt: "2024-10-15T01:30:00.000Z", by: { person: "p-1" }, values: {} }],
      { expectedVersion: 0 }
    )
  )

it("lienhoi store rebuild: makes the rows that are read again, tells of one that was changed, and mends it", async () => {
  const store = join(folder, "data")
  const none = lienhoi("store", "rebuild", store)
  await inside(Effect.forEach(["ap-1", "ap-2"], draft))
  const made = lienhoi("store", "rebuild", store, "--json")
  await inside(
    Effect.flatMap(Store.Store, ({ sql, transaction }) =>
      transaction(sql.unsafe("UPDATE lienhoi.standing SET status = 'sealed' WHERE unit = 'ap-2'"))
    )
  )
  const differs = lienhoi("store", "rebuild", store, "--check")
  const mended = lienhoi("store", "rebuild", store)
  const same = lienhoi("store", "rebuild", store, "--check")

  expect([none, made, differs, mended, same].map(({ status }) => status)).toEqual([1, 0, 1, 0, 0])
  expect(none.stderr).toContain("lienhoi store init")
  expect(JSON.parse(made.stdout)).toMatchObject({
    rebuilt: true,
    associations: [{ association: "vwu", position: 2, rows: { standing: 2 }, different: 0 }]
  })
  expect(differs.stderr).toContain("vwu: 1 dòng để đọc không khớp với sự kiện (standing mau/2024-10/ap-2)")
  expect(mended.stdout).toContain("vwu: đã dựng lại 2 dòng từ 2 sự kiện báo cáo")
  expect(same.stdout).toContain("vwu: 2 dòng đúng như 2 sự kiện cho ra")
}, 240_000)
