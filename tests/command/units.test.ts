import { spawn, spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lienhoi } from "./line.ts"

const root = new URL("../../", import.meta.url).pathname
const sources = "examples/redraw-2025/sources"
const broken = (name: string) => `tests/fixtures/broken/units/${name}`
const days = ["2024-06-01", "2025-03-01", "2025-07-01"]

const places = (stdout: string) =>
  (
    JSON.parse(stdout) as { issues: Array<{ code: string; place?: { file: string; line: number; column: number } }> }
  ).issues.map(({ code, place }) =>
    place === undefined ? code : `${place.file.split("/").at(-1)}:${place.line}:${place.column} ${code}`
  )

const folder = () => mkdtempSync(join(tmpdir(), "lienhoi-"))
const rows = (csv: string) => csv.trim().split("\n").slice(1).sort()
const snapshots = (from: string) => days.flatMap((day) => ["--snapshot", `${day}=${from}/units-${day}.csv`])
const recorded = ["--recorded-at", "2025-07-10T02:00:00.000Z"]

/** A store of the two provinces; the lists it was made from are gone. */
const filled = async () => {
  const place = folder()
  const copies = join(place, "lists")
  cpSync(join(root, sources), copies, { recursive: true })
  const store = join(place, "store")
  const redraw = ["--redraw", `2025-07-01=${copies}/mapping-2025-07-01.csv`]
  const { status, stdout } = await lienhoi(
    "units",
    "import",
    ...snapshots(copies),
    ...redraw,
    "--store",
    store,
    ...recorded,
    "--json"
  )
  expect(status).toBe(0)
  rmSync(copies, { recursive: true })
  return { store, said: JSON.parse(stdout) }
}

describe("lienhoi units import and export", () => {
  it("give the same columns and rows for every list from events alone, the lists deleted, also between two lists and after a later rename", async () => {
    const { store, said } = await filled()
    const plan = join(store, "plan.yaml")
    writeFileSync(
      plan,
      'id: doi-ten\nbasis: 02/NQ-MAU\neffectiveOn: 2026-01-01\nsteps:\n  - { step: rename, unit: "31393@2025-07-01", name: Phường Hòa An }\n'
    )
    expect(
      (await lienhoi("units", "redraw", "apply", plan, "--store", store, "--recorded-at", "2026-02-01T02:00:00.000Z"))
        .status
    ).toBe(0)

    expect(said.turns.map((turn: { units: number }) => turn.units)).toEqual([188, 188, 201])
    const exported = async (day: string, ...more: ReadonlyArray<string>) =>
      (await lienhoi("units", "export", "--at", day, "--store", store, ...more)).stdout
    for (const day of days) {
      const list = readFileSync(join(root, sources, `units-${day}.csv`), "utf8")
      const out = await exported(day)
      expect(out.split("\n")[0]).toBe(list.split("\n")[0])
      expect(rows(out)).toEqual(rows(list))
    }
    expect(rows(await exported("2024-12-15"))).toEqual(
      rows(readFileSync(join(root, sources, "units-2024-06-01.csv"), "utf8"))
    )
    expect(rows(await exported("2025-06-30"))).toEqual(
      rows(readFileSync(join(root, sources, "units-2025-03-01.csv"), "utf8"))
    )
    expect(await exported("2026-03-01")).toContain("31393,Phường Hòa An,commune,92")
    expect(await exported("2026-03-01", "--known-at", "2026-01-15T00:00:00.000Z")).toContain(
      "31393,Xã Hòa An,commune,92"
    )
  })

  it("take a history that another store exported, whole, and only into an empty one", async () => {
    const { store } = await filled()
    const other = join(folder(), "other")
    const history = join(store, "events.jsonl")

    expect((await lienhoi("units", "import", history, "--store", other)).status).toBe(0)
    expect(readFileSync(join(other, "events.jsonl"), "utf8")).toBe(readFileSync(history, "utf8"))
    const again = await lienhoi("units", "import", history, "--store", other, "--json")
    expect([again.status, places(again.stdout)]).toEqual([1, ["store.not-empty"]])
  })

  it("list doubtful units and exit 0; with --strict exit 1 and write nothing; a file of identities decides", async () => {
    const lists = [
      "--snapshot",
      `2025-07-01=${broken("before.csv")}`,
      "--snapshot",
      `2026-01-01=${broken("after.csv")}`
    ]
    const place = folder()

    const mild = await lienhoi("units", "import", ...lists, "--json")
    expect(mild.status).toBe(0)
    expect(
      JSON.parse(mild.stdout).doubts.map((doubt: { oldCode: string; reason: string }) => [doubt.oldCode, doubt.reason])
    ).toEqual([
      ["31393", "name-changed"],
      ["31399", "neighbours-changed"]
    ])
    expect(mild.stderr).toContain("2026-01-01,31399,31399,yes")

    const strict = await lienhoi("units", "import", ...lists, "--strict", "--store", join(place, "store"))
    expect(strict.status).toBe(1)
    expect(strict.stderr).toContain("2026-01-01,31399,31399,no nếu là hai")
    expect(readdirSync(place)).toEqual([])

    const decided = join(place, "ids.csv")
    writeFileSync(decided, "on,old_code,new_code,same\n2026-01-01,31393,31393,no\n2026-01-01,31399,31399,yes\n")
    const settled = await lienhoi(
      "units",
      "import",
      ...lists,
      "--strict",
      "--identities",
      decided,
      "--store",
      join(place, "store")
    )
    expect(settled.status).toBe(0)
    expect((await lienhoi("units", "trace", "31399", "--store", join(place, "store"), "--json")).stdout).toContain(
      '"until": null'
    )
  })

  it("refuse a list that is silent about a whole upper unit, until it is said of what the list speaks", async () => {
    const { store } = await filled()
    const list = join(folder(), "can-tho.csv")
    const all = readFileSync(join(root, sources, "units-2025-07-01.csv"), "utf8")
      .trim()
      .split("\n")
    const own = all.filter((line) => line.startsWith("code") || line.startsWith("92,") || line.endsWith(",92"))
    writeFileSync(list, `${own.join("\n").replace("31393,Xã Hòa An,", "31393,Phường Hòa An,")}\n`)
    const take = (...more: ReadonlyArray<string>) =>
      lienhoi("units", "import", list, "--on", "2026-01-01", "--store", store, "--json", ...more)
    const before = readFileSync(join(store, "events.jsonl"), "utf8")

    const silent = await take()
    expect([silent.status, places(silent.stdout)]).toEqual([1, ["series.silent"]])
    expect(JSON.parse(silent.stdout).issues[0].message).toContain("96 đơn vị bên dưới Tỉnh Tây Ninh (80)")
    expect(places((await take("--within", "999")).stdout)).toEqual(["series.scope-unknown"])
    expect(places((await take("--within", "80")).stdout)).toEqual(["can-tho.csv:2:1 series.outside"])
    expect((await take("--within", "92", "--all")).status).toBe(2)
    expect(readFileSync(join(store, "events.jsonl"), "utf8")).toBe(before)

    const within = await take("--within", "92")
    expect(within.status).toBe(0)
    expect(JSON.parse(within.stdout).turns).toMatchObject([
      { units: 201, established: 0, closed: 0, renamed: 1, moved: 0 }
    ])
    const after = (await lienhoi("units", "export", "--at", "2026-01-01", "--store", store)).stdout
    expect(rows(after)).toEqual(rows(all.join("\n").replace("31393,Xã Hòa An,", "31393,Phường Hòa An,")))
  })

  it("close what a list leaves out when it is said to speak of everything, and --strict stops at shares nobody knows", async () => {
    const { store } = await filled()
    const list = join(folder(), "tay-ninh.csv")
    const all = readFileSync(join(root, sources, "units-2025-07-01.csv"), "utf8")
      .trim()
      .split("\n")
    writeFileSync(list, `${all.filter((line) => !line.startsWith("92,") && !line.endsWith(",92")).join("\n")}\n`)
    const closed = await lienhoi("units", "import", list, "--on", "2026-01-01", "--store", store, "--all", "--json")
    expect([closed.status, JSON.parse(closed.stdout).turns[0].closed]).toEqual([0, 104])

    const place = folder()
    const lists = [
      ["2025-08-01", "before"],
      ["2026-01-01", "after"]
    ] as const
    const head = "code,name,level,parent_code\n93,Tỉnh Mẫu,province,\n"
    writeFileSync(join(place, "before.csv"), `${head}1,Xã Một,commune,93\n`)
    writeFileSync(join(place, "after.csv"), `${head}2,Xã Hai,commune,93\n3,Xã Ba,commune,93\n`)
    writeFileSync(join(place, "redraw.csv"), "old_code,new_code,extent\n93,93,whole\n1,2,partial\n1,3,partial\n")
    const named = lists.flatMap(([day, name]) => ["--snapshot", `${day}=${join(place, `${name}.csv`)}`])
    const redraw = ["--redraw", `2026-01-01=${join(place, "redraw.csv")}`, "--json"]
    const strict = await lienhoi("units", "import", ...named, ...redraw, "--strict")
    expect([(await lienhoi("units", "import", ...named, ...redraw)).status, strict.status]).toEqual([0, 1])
    expect(JSON.parse(strict.stdout).issues.map(({ code }: { code: string }) => code)).toContain(
      "redraw.shares-assumed"
    )
  })

  it("refuse broken lists, redraws, decisions and histories with every problem at its place, and write nothing", async () => {
    const place = folder()
    const store = ["--store", join(place, "store"), "--json"]
    const good = ["--snapshot", `2025-07-01=${broken("before.csv")}`, "--snapshot", `2026-01-01=${broken("after.csv")}`]
    const refused = async (...args: ReadonlyArray<string>) => {
      const { status, stdout } = await lienhoi("units", "import", ...args, ...store)
      expect(status).toBe(1)
      return places(stdout)
    }

    expect(await refused("--snapshot", `2025-07-01=${broken("list-broken.csv")}`)).toEqual([
      "list-broken.csv:3:4 table.parent-unknown",
      "list-broken.csv:4:4 table.parent-missing",
      "list-broken.csv:5:4 table.cycle",
      "list-broken.csv:8:1 table.code-twice"
    ])
    expect(await refused(broken("cells-broken.csv"), "--on", "2025-07-01")).toEqual([
      "cells-broken.csv:3:1 table.code-missing",
      "cells-broken.csv:4:2 table.name-missing",
      "cells-broken.csv:5:3 table.level-unknown",
      "cells-broken.csv:5:5 date.no-such-day"
    ])
    expect(await refused(...good, "--redraw", `2026-01-01=${broken("redraw-broken.csv")}`)).toEqual([
      "redraw-broken.csv:2:3 redraw.doubled",
      "redraw-broken.csv:4:3 redraw.rest-lost",
      "redraw-broken.csv:5:2 code.unknown-after",
      "redraw-broken.csv:6:1 code.unknown-before",
      "redraw-broken.csv:6:3 redraw.extent-unreadable"
    ])
    expect(await refused(...good, "--identities", broken("identities-broken.csv"))).toEqual([
      "identities-broken.csv:3:3 identity.contradiction",
      "identities-broken.csv:4:4 identity.verdict-unreadable",
      "identities-broken.csv:5:1 date.no-such-day"
    ])
    const cut = join(place, "cut.jsonl")
    writeFileSync(cut, '{"format":"lienhoi/events","version":1,"association":"vwu","events":2}\n{"id":"1"}\n')
    expect(await refused(cut)).toEqual(["cut.jsonl:1:1 events.count", "cut.jsonl:2:1 events.type-unknown"])
    expect(readdirSync(place)).toEqual(["cut.jsonl"])
  })
})

describe("lienhoi units at, diff and trace", () => {
  it("tell Thị trấn Kinh Cùng and Xã Hòa An apart, who both bore 31393", async () => {
    const { store } = await filled()

    const { status, stdout } = await lienhoi("units", "trace", "31393", "--store", store)
    expect(status).toBe(0)
    expect(stdout).toBe(`Thị trấn Kinh Cùng (31393@2024-06-01): 01/06/2024 – 30/06/2025
  mã 31393: 01/06/2024 – 30/06/2025
  trực thuộc Huyện Phụng Hiệp: 01/06/2024 – 30/06/2025
  thành Xã Hòa An (31393), 01/07/2025: toàn bộ
Xã Hòa An (31393@2025-07-01): 01/07/2025 – nay
  mã 31393: 01/07/2025 – nay
  trực thuộc Thành phố Cần Thơ: 01/07/2025 – nay
  từ Thị trấn Kinh Cùng (31393), 01/07/2025: toàn bộ
  từ Xã Hòa An (31423), 01/07/2025: toàn bộ
`)
    const { units } = JSON.parse((await lienhoi("units", "trace", "31393", "--store", store, "--json")).stdout)
    expect(units.map((life: { unit: string }) => life.unit)).toEqual(["31393@2024-06-01", "31393@2025-07-01"])
    const divided = (await lienhoi("units", "trace", "25507", "--store", store)).stdout
    expect(divided).toContain("thành Xã Thạnh Bình (25498), 01/07/2025: một phần, 1/2 theo giả định chia đều")
    const never = await lienhoi("units", "trace", "00000", "--store", store, "--json")
    expect([never.status, places(never.stdout)]).toEqual([1, ["code.never-borne"]])
  })

  it("show the tree of a day and what is different on another, from files as from a store", async () => {
    const { store } = await filled()
    const files = [...snapshots(sources), "--redraw", `2025-07-01=${sources}/mapping-2025-07-01.csv`]
    for (const tree of [["--store", store], files]) {
      const at = JSON.parse((await lienhoi("units", "at", "30/6/2025", ...tree, "--json")).stdout)
      expect(at.levels).toEqual([
        { level: "tinh", units: 2 },
        { level: "huyen", units: 17 },
        { level: "co_so", units: 169 }
      ])
      const diff = JSON.parse((await lienhoi("units", "diff", "2025-06-30", "2025-07-01", ...tree, "--json")).stdout)
      expect([diff.begun.length, diff.ended.length, diff.successions.length]).toEqual([201, 188, 181])
    }
    expect((await lienhoi("units", "diff", "2024-06-01", "2025-03-01", "--store", store)).stdout).toContain(
      "~ Xã Hoả Lựu: tên Xã Hỏa Lựu → Xã Hoả Lựu"
    )
  })
})

describe("lienhoi units redraw", () => {
  const store = async () => {
    const place = join(folder(), "store")
    const { status } = await lienhoi(
      "units",
      "import",
      broken("before.csv"),
      "--on",
      "2025-07-01",
      "--store",
      place,
      ...recorded
    )
    expect(status).toBe(0)
    return place
  }
  const history = (place: string) => readFileSync(join(place, "events.jsonl"), "utf8")

  it("refuses a broken plan with every problem at its line, and records nothing", async () => {
    const place = await store()
    const before = history(place)
    for (const verb of ["check", "apply"]) {
      const { status, stdout } = await lienhoi(
        "units",
        "redraw",
        verb,
        broken("plan-broken.yaml"),
        "--store",
        place,
        "--json"
      )
      expect(status).toBe(1)
      const found = places(stdout)
      const lines = new Set(found.map((each) => each.split(":")[1]))
      expect(found.length).toBeGreaterThanOrEqual(3)
      for (const line of ["5", "7", "8"])
        expect([verb, line, [...lines]]).toEqual([verb, line, expect.arrayContaining([line])])
    }
    expect(history(place)).toBe(before)
  })

  it("shows, records and takes back a plan, unless something depends on it", async () => {
    const place = await store()
    const before = (await lienhoi("units", "export", "--at", "2026-06-01", "--store", place)).stdout

    const seen = await lienhoi(
      "units",
      "redraw",
      "preview",
      broken("plan-rename.yaml"),
      "--store",
      place,
      "--held",
      broken("held.csv"),
      "--json"
    )
    expect(JSON.parse(seen.stdout)).toMatchObject({
      changes: [{ unit: "31393@2025-07-01", what: "name", to: "Phường Hòa An" }],
      touched: { duties: [{ id: "thang-6/31393", because: "changed" }] }
    })
    const applied = await lienhoi(
      "units",
      "redraw",
      "apply",
      broken("plan-rename.yaml"),
      "--store",
      place,
      "--recorded-at",
      "2026-05-02T00:00:00.000Z"
    )
    expect([applied.status, applied.stdout]).toEqual([0, expect.stringContaining("doi-ten")])
    expect((await lienhoi("units", "export", "--at", "2026-06-01", "--store", place)).stdout).toContain("Phường Hòa An")

    const held = await lienhoi(
      "units",
      "redraw",
      "undo",
      "doi-ten",
      "--store",
      place,
      "--held",
      broken("held.csv"),
      "--recorded-at",
      "2026-05-03T00:00:00.000Z",
      "--json"
    )
    expect(held.status).toBe(1)
    expect(held.stdout).toContain("bao-cao-thang-6")
    const undone = await lienhoi(
      "units",
      "redraw",
      "undo",
      "doi-ten",
      "--store",
      place,
      "--recorded-at",
      "2026-05-03T00:00:00.000Z"
    )
    expect(undone.status).toBe(0)
    expect((await lienhoi("units", "export", "--at", "2026-06-01", "--store", place)).stdout).toBe(before)
    expect(
      (
        await lienhoi(
          "units",
          "export",
          "--at",
          "2026-06-01",
          "--store",
          place,
          "--known-at",
          "2026-05-02T12:00:00.000Z"
        )
      ).stdout
    ).toContain("Phường Hòa An")
  })

  it("previews by name what is touched: duties by template and unit, positions by title, the rest by what people call it", async () => {
    const place = join(folder(), "store")
    const example = "examples/redraw-2025"
    expect(
      (await lienhoi("units", "import", `${example}/units.csv`, "--on", "2024-06-01", "--store", place, ...recorded))
        .status
    ).toBe(0)
    const file = join(place, "events.jsonl")
    const [head, ...events] = readFileSync(file, "utf8").trim().split("\n")
    const office = { effectiveOn: "2024-07-01", recordedAt: "2025-07-11T02:00:00.000Z", by: { person: "nguoi-mau" } }
    const position = { position: "ct-kinh-cung" }
    const more = [
      { id: "z1", type: "position-created", ...office, ...position, unit: "31393@2024-06-01", title: "Chủ tịch" },
      { id: "z2", type: "position-taken", ...office, ...position, person: "nguoi-mau-1" }
    ].map((event) => JSON.stringify(event))
    const counted = { ...JSON.parse(head!), events: events.length + more.length }
    writeFileSync(file, `${[JSON.stringify(counted), ...events, ...more].join("\n")}\n`)
    const held = join(place, "held.csv")
    writeFileSync(
      held,
      "kind,id,unit,name\nchannel,zalo-1,31393@2024-06-01,Nhóm Zalo Kinh Cùng\ndraft,nhap-1,25507@2024-06-01,\n"
    )
    const preview = (...more: ReadonlyArray<string>) =>
      lienhoi(
        ...["units", "redraw", "preview", `${example}/plan.yaml`, "--store", place, "--held", held],
        ...["--template", `${example}/templates/bao-cao-thang.yaml`, ...more]
      )

    const { status, stdout } = await preview()
    expect(status).toBe(0)
    const touched = stdout.split("\n").filter((line) => line.startsWith("Bị ảnh hưởng"))
    expect(touched).toHaveLength(5)
    expect(touched[0]).toMatch(
      /^Bị ảnh hưởng – nhiệm vụ báo cáo \(627\): Báo cáo tháng công tác Hội, Tháng 7\/2025 – Tỉnh Hậu Giang \(về Thành phố Cần Thơ\);.*; … và 622 nữa$/
    )
    expect(touched.slice(1)).toEqual([
      "Bị ảnh hưởng – chức danh (1): Chủ tịch – Thị trấn Kinh Cùng (về Xã Hòa An)",
      "Bị ảnh hưởng – bản nháp (1): nhap-1 – Xã Tân Phong (về Xã Thạnh Bình, Xã Tân Phú)",
      "Bị ảnh hưởng – lịch hẹn: không có",
      "Bị ảnh hưởng – kênh, nhóm (1): Nhóm Zalo Kinh Cùng – Thị trấn Kinh Cùng (về Xã Hòa An)"
    ])
    const { duties, positions } = JSON.parse((await preview("--json")).stdout).touched
    expect([duties.length, duties[0].name]).toEqual([627, "Báo cáo tháng công tác Hội, Tháng 7/2025"])
    expect(positions).toEqual([
      { id: "ct-kinh-cung", unit: "31393@2024-06-01", name: "Chủ tịch", because: "ended", heirs: ["31393@2025-07-01"] }
    ])
  })

  it("tells in one sentence that the same steps are recorded under another id", async () => {
    const place = join(folder(), "store")
    const example = "examples/redraw-2025"
    const units = (...args: ReadonlyArray<string>) => lienhoi("units", ...args, "--store", place, "--json")
    expect((await units("import", `${example}/units.csv`, "--on", "2024-06-01", ...recorded)).status).toBe(0)
    expect((await units("redraw", "apply", `${example}/plan.yaml`)).status).toBe(0)
    const copy = join(place, "plan.yaml")
    const plan = readFileSync(join(root, example, "plan.yaml"), "utf8")
    writeFileSync(copy, plan.replace(/^id: .*$/m, "id: ma-khac"))
    const { status, stdout } = await units("redraw", "apply", copy)
    expect([status, places(stdout)]).toEqual([1, ["plan.yaml:9:3 reorganisation.gone-by"]])
    expect(stdout).toContain("188 đơn vị của phương án này đã kết thúc từ 01/07/2025 theo phương án sap-xep-2025")
  })

  it("names every fault of the table of what depends on units", async () => {
    const { status, stdout } = await lienhoi(
      "units",
      "redraw",
      "preview",
      broken("plan-rename.yaml"),
      "--store",
      await store(),
      "--held",
      broken("held-broken.csv"),
      "--json"
    )
    expect(status).toBe(1)
    expect(places(stdout)).toEqual([
      "held-broken.csv:2:1 held.kind-unknown",
      "held-broken.csv:3:2 held.cell-empty",
      "held-broken.csv:4:3 held.cell-empty",
      "held-broken.csv:4:4 date.no-such-day"
    ])
  })

  it("divides the communes of the example and assigns their branches one by one", async () => {
    const place = join(folder(), "store")
    const example = "examples/redraw-2025"
    expect(
      (await lienhoi("units", "import", `${example}/units.csv`, "--on", "2024-06-01", "--store", place, ...recorded))
        .status
    ).toBe(0)
    const applied = await lienhoi("units", "redraw", "apply", `${example}/plan.yaml`, "--store", place, "--json")
    const { unassigned } = JSON.parse(applied.stdout)
    expect([applied.status, unassigned.length > 0]).toEqual([0, true])

    const [one] = unassigned as ReadonlyArray<{ branch: string; heirs: ReadonlyArray<string> }>
    const assigned = JSON.parse(
      (await lienhoi("units", "redraw", "assign", one!.branch, one!.heirs.at(-1)!, "--store", place, "--json")).stdout
    )
    expect(assigned.unassigned).toHaveLength(unassigned.length - 1)
    const at = JSON.parse((await lienhoi("units", "at", "2025-07-01", "--store", place, "--json")).stdout)
    expect(at.units.find(({ id }: { id: string }) => id === one!.branch).parent).toBe(one!.heirs.at(-1))
    const left = JSON.parse((await lienhoi("units", "redraw", "assign", "--store", place, "--json")).stdout)
    expect(left.unassigned).toHaveLength(unassigned.length - 1)
  })
})

describe("a store", () => {
  const list = broken("before.csv")
  const fill = (store: string) => lienhoi("units", "import", list, "--on", "2025-07-01", "--store", store, "--json")

  it("is written by one command at a time: a second waits, and takes over what a dead one left locked", async () => {
    const place = folder()
    const store = join(place, "store")
    const lock = join(store, "events.lock")
    mkdirSync(store)
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), since: "2025-07-01T00:00:00.000Z" }))
    const waited = await fill(store)
    expect([waited.status, places(waited.stdout)]).toEqual([1, ["events.lock:1:1 store.locked"]])
    expect(waited.stdout).toContain(`tiến trình ${process.pid} trên máy ${hostname()}`)
    expect(readdirSync(store)).toEqual(["events.lock"])

    const dead = spawnSync(process.execPath, ["--version"]).pid
    writeFileSync(lock, JSON.stringify({ pid: dead, host: hostname(), since: "2025-07-01T00:00:00.000Z" }))
    expect((await fill(store)).status).toBe(0)
    expect(readdirSync(store)).toEqual(["events.jsonl"])
  })

  it("loses nothing when several write at once", async () => {
    const place = folder()
    const store = join(place, "store")
    expect((await fill(store)).status).toBe(0)
    const before = readFileSync(join(store, "events.jsonl"), "utf8").trim().split("\n").length
    const ended = await Promise.all(
      [1, 2, 3].map((n) => {
        const plan = join(place, `plan-${n}.yaml`)
        const steps = `steps:\n  - { step: rename, unit: "31393@2025-07-01", name: Xã ${n} }\n`
        writeFileSync(plan, `id: doi-ten-${n}\nbasis: 0${n}/NQ-MAU\neffectiveOn: 2025-08-0${n}\n${steps}`)
        const line = ["packages/lienhoi/src/command/main.ts", "units", "redraw", "apply", plan, "--store", store]
        const child = spawn(process.execPath, ["--conditions=@lienhoi/source", ...line], { cwd: root, stdio: "ignore" })
        return new Promise((resolve) => child.on("exit", resolve))
      })
    )
    expect(ended).toEqual([0, 0, 0])
    expect(readFileSync(join(store, "events.jsonl"), "utf8").trim().split("\n").length).toBe(before + 3)
  })
})

describe("the commands about units as a contract", () => {
  it("exit 2 when the line cannot be read, and say what is missing", async () => {
    for (const args of [
      ["units", "at", "2025-07-01"],
      ["units", "at", "hôm nay", "--store", "x"],
      ["units", "export", "--store", "x"],
      ["units", "import"],
      ["units", "import", "--snapshot", "units.csv"],
      ["units", "import", "--snapshot", "2025-02-30=units.csv"],
      ["units", "import", "--strict=yes"],
      ["units", "redraw", "apply", "plan.yaml"],
      ["units", "redraw"],
      ["units", "trace", "31393", "--store", "x", "--known-at", "yesterday"]
    ]) {
      const { status, stderr } = await lienhoi(...args)
      expect([args, status]).toEqual([args, 2])
      expect(stderr).toContain("Cách dùng:")
    }
  })

  it("exit 1 for a store without history and files that are not there, all of them named", async () => {
    const empty = await lienhoi("units", "at", "2025-07-01", "--store", folder())
    expect([empty.status, empty.stderr]).toEqual([1, expect.stringContaining("lienhoi units import")])
    const missing = await lienhoi(
      "units",
      "import",
      "--snapshot",
      "2025-07-01=khong-co.csv",
      "--snapshot",
      "2026-01-01=cung-khong.csv",
      "--json"
    )
    expect([missing.status, places(missing.stdout)]).toEqual([
      1,
      ["khong-co.csv:1:1 file.missing", "cung-khong.csv:1:1 file.missing"]
    ])
  })

  it("exit 3 when the disk refuses, and leave nothing half-written", async () => {
    const place = folder()
    writeFileSync(join(place, "store"), "a file where a folder is needed")
    const { status, stdout, stderr } = await lienhoi(
      "units",
      "import",
      broken("before.csv"),
      "--on",
      "2025-07-01",
      "--store",
      join(place, "store"),
      "--json"
    )
    expect([status, stdout]).toEqual([3, ""])
    expect(stderr).toContain("Máy không làm được việc này")
    expect(readFileSync(join(place, "store"), "utf8")).toBe("a file where a folder is needed")
  })
})
