/**
 * Makes `units.csv`, `plan.yaml`, `assignments.csv` and the months under `figures/`: run once, committed, the same every
 * time.
 *
 * Provinces, districts, communes and who went into whom are real (`sources/`). Branches and every figure are synthetic.
 *
 *     npm run inputs -w examples/redraw-2025
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"

const here = new URL("./", import.meta.url)
const write = (path: string, text: string): void => writeFileSync(new URL(path, here), text)
const table = (path: string): ReadonlyArray<ReadonlyArray<string>> =>
  readFileSync(new URL(path, here), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))

/** Mulberry32: small, seeded, the same on every machine. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const random = seeded(20250701)
const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
const pick = <A>(items: ReadonlyArray<A>): A => items[Math.floor(random() * items.length)]!

// ------------------------------------------------------------------------------ the units before and after

const eve = "2024-06-01"
const day = "2025-07-01"

interface Unit {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly parent: string
}
const units = (path: string): ReadonlyArray<Unit> =>
  table(path).map(([code, name, level, parent]) => ({ code: code!, name: name!, level: level!, parent: parent! }))
const before = units("sources/units-2024-06-01.csv")
const after = units("sources/units-2025-07-01.csv")
const at = (level: string, among: ReadonlyArray<Unit>) => among.filter((unit) => unit.level === level)
const oldCommunes = at("commune", before)
const newCommunes = at("commune", after)

const lines = table("sources/mapping-2025-07-01.csv").map(([from, , to, , extent]) => ({ from, to, extent }))
const heirsOf = new Map(
  before.map(({ code }) => [code, lines.filter((line) => line.from === code).map(({ to }) => to!)])
)

/** Two or three branches in a commune; three at least where it is divided, so that there is something to assign. */
const branches = oldCommunes.flatMap((commune): ReadonlyArray<Unit> => {
  const word = /^(Phường|Thị trấn)/.test(commune.name) ? "Khu phố" : "Ấp"
  const divided = heirsOf.get(commune.code)!.length > 1
  return Array.from({ length: divided ? 4 : between(2, 3) }, (_, i) => ({
    code: `${commune.code}-${i + 1}`,
    name: `${word} ${i + 1}`,
    level: "chi_hoi",
    parent: commune.code
  }))
})

/** Where each branch stands after the day; of a divided commune the first ones with the heir named first. */
const homeOf = new Map(
  branches.map(({ code, parent }, i) => {
    const heirs = heirsOf.get(parent)!
    const place = i - branches.findIndex((branch) => branch.parent === parent)
    return [code, heirs.length === 1 ? heirs[0]! : heirs[place < 2 || (place === 2 && random() < 0.5) ? 0 : 1]!]
  })
)

// ------------------------------------------------------------------------------------------------- figures

type Figures = { readonly [field: string]: number | string }
const fields = ["TC04", "TC05", "TT10", "HO01", "TT03", "PA04", "XH01", "PA05", "TB01", "KT03", "KT04"]
const row = (code: string, figures: Figures): string => [code, ...fields.map((key) => figures[key] ?? "")].join(",")
const save = (name: string, rows: ReadonlyArray<string>): void =>
  write(`figures/${name}.csv`, `unit,${fields.join(",")}\n${rows.map((line) => `${line}\n`).join("")}`)

const members = new Map(branches.map(({ code }) => [code, between(60, 260)]))
const branchMonth = ({ code }: Unit): string => {
  const joined = random() < 0.5 ? between(1, 5) : 0
  const now = members.get(code)! + joined - (random() < 0.4 ? between(1, 3) : 0)
  members.set(code, now)
  return row(code, { TC04: now, TC05: joined === 0 ? "không phát sinh" : joined, TT10: between(0, 4) })
}

const wishes = [
  "Mong có lớp dạy nghề tại xã",
  "Đề nghị hỗ trợ vay vốn chăn nuôi",
  "Chị em hỏi nộp hồ sơ ở đâu sau sắp xếp"
]
/** What a commune has in hand: pages, debt in millions, a computer. */
interface Hand {
  pages: number
  debt: number
  computer: number
}
const handOf = (): Hand => ({ pages: between(1, 3), debt: between(4_000, 14_000), computer: random() < 0.93 ? 1 : 0 })
const hands = new Map(oldCommunes.map(({ code }) => [code, handOf()]))
const communeMonth = (code: string, hand: Hand): string => {
  hand.debt += between(-60, 140)
  return row(code, {
    TT10: between(1, 9),
    HO01: between(1, 5),
    TT03: hand.pages,
    PA04: between(0, 14),
    XH01: between(5, 40),
    PA05: random() < 0.05 ? pick(wishes) : "",
    TB01: hand.computer,
    KT03: hand.debt * 1_000_000,
    KT04: random() < 0.5 ? 0 : between(5, 60) * 1_000_000
  })
}
/** Flows only: what a unit that closed did from 15 to 30 June. */
const closing = ({ code, level }: Unit): string =>
  row(code, {
    TT10: between(0, level === "commune" ? 4 : 9),
    HO01: between(0, 3),
    ...(level === "commune" ? { XH01: between(0, 15) } : {})
  })
const upperMonth = ({ code, level }: Unit): string =>
  row(code, {
    TT10: level === "province" ? between(20, 60) : between(3, 14),
    HO01: between(2, 8),
    TT03: level === "province" ? 3 : 1
  })

rmSync(new URL("figures/", here), { recursive: true, force: true })
mkdirSync(new URL("figures/", here))
for (const month of ["01", "02", "03", "04", "05", "06"])
  save(`2025-${month}`, [
    ...branches.map(branchMonth),
    ...oldCommunes.map(({ code }) => communeMonth(code, hands.get(code)!)),
    ...[...at("district", before), ...at("province", before)].map(upperMonth)
  ])
const membersInJune = new Map(members)

// A new commune starts with what its predecessors had; one whose predecessors are not kept here starts by itself.
const newHands = new Map(
  newCommunes.map(({ code }) => {
    const own = oldCommunes.filter((old) => heirsOf.get(old.code)![0] === code).map((old) => hands.get(old.code)!)
    const sum = (of: (hand: Hand) => number) => own.reduce((total, hand) => total + of(hand), 0)
    return [code, own.length === 0 ? handOf() : { pages: sum((h) => h.pages), debt: sum((h) => h.debt), computer: 1 }]
  })
)
const newMonth = (name: string): void =>
  save(name, [
    ...branches.map(branchMonth),
    ...newCommunes.map(({ code }) => communeMonth(code, newHands.get(code)!)),
    ...at("province", after).map(upperMonth)
  ])
// Codes of 30 June: these units are no more on the day the month is closed.
save(
  "2025-07-dong",
  before.map((unit) => closing(unit))
)
for (const month of ["2025-07", "2025-08", "2025-09", "2026-10"]) newMonth(month)

// --------------------------------------------------------------------------- the list, the plan, the branches

write(
  "units.csv",
  `code,name,level,parent_code\n${[...before, ...branches]
    .map((unit) => `${unit.code},${unit.name},${unit.level},${unit.parent}\n`)
    .join("")}`
)

const old = (code: string): string => `${code}@${eve}`
const fresh = (code: string): string => `${code}@${day}`
const kindOf = (name: string): string => (name.startsWith("Phường") ? "phuong" : "xa")
const founded = ({ code, name, parent }: Unit): string =>
  `{ unit: ${fresh(code)}, level: co_so, name: ${name}, code: "${code}", kind: ${kindOf(name)}, parent: ${fresh(parent)} }`

/** Nobody has counted how these two were divided: their shares stay assumed. */
const uncounted = new Set(["25564", "25570"])
const shareOf = (from: string, to: string): string => {
  if (uncounted.has(from)) return ""
  const own = branches.filter(({ parent }) => parent === from)
  const sum = (of: ReadonlyArray<Unit>) => of.reduce((total, { code }) => total + membersInJune.get(code)!, 0)
  const part = sum(own.filter(({ code }) => homeOf.get(code) === to))
  return `, weight: { basis: members, share: ${part}/${sum(own)} }`
}
const provinceOf = new Map(after.map(({ code, parent }) => [code, parent]))
const redraw = (province: Unit): string => {
  const own = lines.filter((line) => provinceOf.get(line.to!) === province.code)
  const from = [...new Set(own.map((line) => line.from!))]
  const to = newCommunes.filter(({ code }) => own.some((line) => line.to === code))
  return `  - step: redraw
    from:
${from.map((code) => `      - ${old(code)}\n`).join("")}    to:
${to.map((unit) => `      - ${founded(unit)}\n`).join("")}    successions:
${own
  .map(
    ({ from, to, extent }) =>
      `      - { from: ${old(from!)}, to: ${fresh(to!)}, extent: ${extent}${extent === "partial" ? shareOf(from!, to!) : ""} }\n`
  )
  .join("")}`
}
const [hauGiang, tayNinh] = ["93", "72"].map((code) => before.find((unit) => unit.code === code)!)
const canTho = after.find(({ code }) => code === "92")!
const newTayNinh = after.find(({ code }) => code === "80")!
const founding = newCommunes.filter(({ code }) => !lines.some(({ to }) => to === code))
write(
  "plan.yaml",
  `# Sắp xếp đơn vị từ ngày 1/7/2025: Hậu Giang về Cần Thơ, Tây Ninh cũ về Tây Ninh mới, hết cấp huyện.
# Đơn vị và ai thành ai là thật (xem sources/); tỷ lệ chia theo số hội viên tháng 6/2025 là minh họa.
id: sap-xep-2025
title: Sắp xếp đơn vị hành chính ngày 1/7/2025
basis: 202/2025/QH15; 1668/NQ-UBTVQH15; 1682/NQ-UBTVQH15
effectiveOn: ${day}
steps:
  # Hai tỉnh cũ
  - { step: merge, from: [${old(hauGiang!.code)}], into: { unit: ${fresh("92")}, name: ${canTho.name}, code: "92" } }
  - { step: merge, from: [${old(tayNinh!.code)}], into: { unit: ${fresh("80")}, name: ${newTayNinh.name}, code: "80" } }

  # Hết cấp huyện: số liệu, con người, nhóm của Hội cấp huyện về cấp tỉnh mới
  - step: abolish-level
    level: huyen
    heirs:
${at("district", before)
  .map(({ code, parent }) => `      ${old(code)}: ${fresh(parent === "93" ? "92" : "80")}\n`)
  .join("")}
  # 75 xã, phường, thị trấn của Hậu Giang thành 28 xã, phường; không đơn vị nào bị chia
${redraw(canTho)}
  # 94 xã, phường, thị trấn của Tây Ninh thành 36 xã, phường; mười xã bị chia
${redraw(newTayNinh)}
  # Các xã, phường còn lại: từ Cần Thơ, Sóc Trăng, Long An cũ, không có số liệu cũ ở đây
${founding.map((unit) => `  - ${founded(unit).replace("{ ", "{ step: establish, ")}\n`).join("")}`
)

write(
  "assignments.csv",
  `branch,to\n${branches
    .filter(({ parent }) => heirsOf.get(parent)!.length > 1)
    .map(({ code }) => `${old(code)},${fresh(homeOf.get(code)!)}\n`)
    .join("")}`
)
console.log(
  `${before.length} units, ${branches.length} branches, ${newCommunes.length} new communes, ${founding.length} of them without predecessors here`
)
