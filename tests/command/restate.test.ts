import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { lienhoi } from "./line.ts"

const example = "examples/redraw-2025"
const place = mkdtempSync(join(tmpdir(), "lienhoi-"))
const store = join(place, "store")

const restate = (figures: string, period: string, ...more: ReadonlyArray<string>) =>
  lienhoi(
    ...["report", "restate", figures, "--template", `${example}/templates/bao-cao-thang.yaml`, "--period", period],
    ...["--store", store, ...more]
  )

const june = (...more: ReadonlyArray<string>) =>
  restate(`${example}/figures/2025-06.csv`, "Tháng 6/2025", "--onto", "2025-07-01", ...more)

const places = (stdout: string) =>
  (JSON.parse(stdout) as { issues: Array<{ code: string; place?: { line: number; column: number } }> }).issues.map(
    ({ code, place }) => (place === undefined ? code : `${place.line}:${place.column} ${code}`)
  )

beforeAll(async () => {
  for (const args of [
    ["import", `${example}/units.csv`, "--on", "2024-06-01"],
    ["redraw", "apply", `${example}/plan.yaml`],
    ["redraw", "assign", `${example}/assignments.csv`]
  ]) {
    const { status, stderr } = await lienhoi("units", ...args, "--store", store)
    if (status !== 0) throw new Error(stderr)
  }
})

describe("lienhoi report restate", () => {
  it("keeps every figure: what was before is what moved whole, what was shared and what has no place", async () => {
    const { status, stdout } = await june("--json")
    expect(status).toBe(0)
    const { balances, from, onto, unallocated, units } = JSON.parse(stdout)
    expect([from, onto, unallocated]).toEqual(["2025-06-14", "2025-07-01", []])
    const whole = (fraction: string) => {
      const [numerator, denominator] = fraction.split("/").map(BigInt)
      expect(denominator).toBe(1n)
      return numerator!
    }
    for (const [field, { before, shared, unallocated: lost, whole: moved }] of Object.entries<Record<string, string>>(
      balances
    ))
      expect([field, whole(before!)]).toEqual([field, whole(moved!) + whole(shared!) + whole(lost!)])
    const top = units.reduce(
      (sum: number, unit: { figures: { TC04: { value: number } } }) => sum + unit.figures.TC04.value,
      0
    )
    expect(`${top}/1`).toBe(balances.TC04.before)
  })

  it("marks what is estimated, and names the old units behind a figure with their shares", async () => {
    const { stdout } = await june("--unit", "25498", "--field", "TT10")
    expect(stdout).toContain("TT10 Tin, bài đã đăng: 14,04 (ước tính)")
    expect(stdout).toContain("← Xã Tân Phong › Huyện Tân Biên › Tỉnh Tây Ninh: 8, lấy 211/335")
    expect(stdout).toContain("← Ấp 1 › Xã Tân Phong › Huyện Tân Biên › Tỉnh Tây Ninh: 1")
    const exact = JSON.parse((await june("--unit", "25498", "--field", "TC04", "--json")).stdout)
    expect(exact.units[0].figures.TC04.certainty).toBe("exact")
  })

  it("shows unique persons and what was written under the names of the old units, and moves neither", async () => {
    const figures = join(place, "words.csv")
    writeFileSync(
      figures,
      "unit,TT10,HO01,TT03,XH01,PA05,TB01\n31393,1,1,1,20,Mong có sân chơi cho trẻ,1\n31423,1,1,1,24,,1\n25507,1,1,1,3,Xin thêm vốn vay,1\n"
    )
    const asked = async (...more: ReadonlyArray<string>) =>
      (await restate(figures, "Tháng 6/2025", "--onto", "2025-07-01", ...more)).stdout
    expect(await asked("--unit", "31393", "--field", "PA05")).toContain(
      "    ← Thị trấn Kinh Cùng › Huyện Phụng Hiệp › Tỉnh Hậu Giang: “Mong có sân chơi cho trẻ”"
    )
    expect(await asked("--unit", "31396", "--field", "PA05")).toContain("không đơn vị nào ghi")
    expect(await asked("--unit", "31393", "--field", "XH01")).toContain(
      "    ← Thị trấn Kinh Cùng › Huyện Phụng Hiệp › Tỉnh Hậu Giang: 20"
    )
    expect(await asked("--unit", "31393")).toContain("Không quy đổi: PA05 Tâm tư, nguyện vọng của hội viên.")
    // Words are not shared: those of a divided commune stand with each of its heirs.
    for (const heir of ["25498", "25549"]) {
      const { words } = JSON.parse(await asked("--unit", heir, "--field", "PA05", "--json"))
      expect(words[0].said).toMatchObject([{ code: "25507", name: "Xã Tân Phong", text: "Xin thêm vốn vay" }])
    }
  })

  it("counts communes of July on its own tree as 96 of Cần Thơ, without the 75 that ended inside the month", async () => {
    const july = async (onto: string) => {
      const { stdout } = await restate(`${example}/figures/2025-07.csv`, "Tháng 7/2025", "--onto", onto, "--json")
      return JSON.parse(stdout).units.map(({ figures }: { figures: { TB01: unknown } }) => figures.TB01)
    }
    expect(await july("2025-07-14")).toMatchObject([
      { value: 96, certainty: "exact", recount: null },
      { value: 93, certainty: "exact", recount: null }
    ])
  })

  it("with --exact is refused, every divided unit that gave a figure of its own listed", async () => {
    const { status, stdout } = await june("--exact", "--json")
    expect(status).toBe(1)
    expect(places(stdout)).toHaveLength(10)
  })

  it("takes the closing report of a unit that ended inside the period, flows only", async () => {
    const { status, stdout } = await restate(
      `${example}/figures/2025-07-dong.csv`,
      "Tháng 7/2025",
      ...["--codes-on", "2025-06-30", "--onto", "2025-10-14", "--level", "tinh", "--json"]
    )
    expect(status).toBe(0)
    const { balances } = JSON.parse(stdout)
    expect(balances.TT10.before).not.toBe("0/1")
    expect(balances.KT03.before).toBe("0/1")
  })

  it("names who followed a unit that had closed before the period", async () => {
    const figures = join(place, "closed.csv")
    writeFileSync(figures, "unit,KT03\n31324@2024-06-01,100\n25507@2024-06-01,100\n")
    const { status, stdout } = await restate(figures, "Tháng 10/2026", "--onto", "2026-10-14", "--json")
    expect([status, places(stdout)]).toEqual([1, ["2:1 figures.unit-followed", "3:1 figures.unit-followed"]])
    expect(stdout).toContain("nay là Phường Vị Tân (31333); ghi số liệu này vào đơn vị đó")
    expect(stdout).toContain("nay là Xã Thạnh Bình (25498), Xã Tân Phú (25549)")
  })

  it("divides a merged unit's figure by given sizes when read back, as an estimate, and names every fault of the sizes", async () => {
    const back = (...more: ReadonlyArray<string>) =>
      restate(
        `${example}/figures/2026-10.csv`,
        "Tháng 10/2026",
        ...["--onto", "2025-06-30", "--unit", "31324", "--field", "KT03", "--json", ...more]
      )
    const sizes = join(place, "sizes.csv")
    writeFileSync(sizes, "unit,members\n31324,300\n31327,100\n31333,200\n")
    const origin = (stdout: string) => JSON.parse(stdout).origins[0]
    const [alike, sized] = [origin((await back()).stdout), origin((await back("--sizes", sizes)).stdout)]
    expect([alike.figure.certainty, alike.sources[0].share, alike.sources[0].bases]).toEqual([
      "estimated",
      "1/3",
      ["assumed"]
    ])
    expect([sized.figure.certainty, sized.sources[0].share, sized.sources[0].bases]).toEqual([
      "estimated",
      "1/2",
      ["members"]
    ])

    writeFileSync(sizes, "\uFEFFunit;members\r\n31324;x\r\nkhong-co;3\r\n31324;1\r\n")
    expect(places((await back("--sizes", sizes)).stdout)).toEqual([
      "2:2 sizes.not-whole",
      "3:1 sizes.unit-unknown",
      "4:1 sizes.unit-twice"
    ])
    writeFileSync(sizes, "unit,members,households\n31324,1,1\n")
    expect(places((await back("--sizes", sizes)).stdout)).toEqual(["1:1 sizes.basis-missing"])
  })

  it("refuses figures of units that never lived in the period, of unknown units and fields, all listed", async () => {
    const { status, stdout } = await restate(
      "tests/fixtures/broken/units/figures-broken.csv",
      "Tháng 6/2025",
      ...["--onto", "2025-07-01", "--json"]
    )
    expect(status).toBe(1)
    expect(places(stdout)).toEqual([
      "1:4 figures.field-unknown",
      "2:1 field.required",
      "3:1 figures.unit-not-living",
      "4:1 figures.unit-unknown",
      "5:1 figures.unit-twice",
      "6:2 answer.kind",
      "6:1 field.required"
    ])
  })

  it("exits 1 for a unit, a level or a field there is not, and 2 for a line that says too little", async () => {
    expect([
      (await june("--unit", "99999")).status,
      (await june("--field", "ZZ99")).status,
      (await june("--level", "huyen")).status
    ]).toEqual([1, 1, 1])
    const { status, stderr } = await lienhoi("report", "restate", "x.csv", "--store", store)
    expect([status, stderr]).toEqual([2, expect.stringContaining("--onto NGÀY")])
    writeFileSync(join(place, "empty.csv"), "")
    expect((await restate(join(place, "empty.csv"), "Tháng 6/2025", "--onto", "2025-07-01")).status).toBe(1)
  })
})
