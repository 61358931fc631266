/**
 * Makes `units.csv`, `people.csv` and the ten months under `inputs/`: run once, committed, the same every time.
 *
 * The 8 district units and 75 communes are real (`sources/units-2024.csv`). Branches, people and every submission are
 * synthetic; they are shaped so that the roll-up reaches the published totals of `sources/published.json`, which
 * nothing but this script reads.
 *
 *     npm run inputs -w examples/hau-giang
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"

const here = new URL("./", import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, here), "utf8")

/** Mulberry32: small, seeded, the same on every machine. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const random = seeded(20241015)
const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
const pick = <A>(items: ReadonlyArray<A>): A => items[Math.floor(random() * items.length)]!

/** Splits `total` over the weights; the parts are whole and add up. */
const share = (total: number, weights: ReadonlyArray<number>): Array<number> => {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const byRemainder = exact.map((x, i) => [x - Math.floor(x), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  const missing = total - parts.reduce((a, b) => a + b, 0)
  for (const [, i] of byRemainder.slice(0, missing)) parts[i]! += 1
  return parts
}

const published = new Map<string, number>(
  (JSON.parse(read("sources/published.json")) as { figures: Array<{ field: string; value: number }> }).figures.map(
    (figure) => [figure.field, figure.value]
  )
)
const total = (field: string): number => published.get(field)!

// ---------------------------------------------------------------------------------------------- units

interface Unit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly level: "tinh" | "huyen" | "co_so" | "chi_hoi"
  readonly parent: string
}

const levels = { province: "tinh", district: "huyen", commune: "co_so" } as const
const prefixes = { tinh: "hg", huyen: "hg-h", co_so: "hg-x", chi_hoi: "hg-c" } as const
const counters = { tinh: 0, huyen: 0, co_so: 0, chi_hoi: 0 }
const idFor = (level: Unit["level"]): string =>
  level === "tinh"
    ? prefixes.tinh
    : `${prefixes[level]}${String(++counters[level]).padStart(level === "chi_hoi" ? 3 : 2, "0")}`

const idOfCode = new Map<string, string>()
const official = read("sources/units-2024.csv")
  .trim()
  .split("\n")
  .slice(1)
  .map((line): Unit => {
    const [code, name, kind, parent] = line.split(",") as [string, string, keyof typeof levels, string]
    const id = idFor(levels[kind])
    idOfCode.set(code, id)
    return { id, code, name, level: levels[kind], parent: idOfCode.get(parent) ?? "" }
  })

/** Hamlet names of the delta, used only where a commune is told about by name; others are numbered. */
const named: Readonly<Record<string, ReadonlyArray<string>>> = {
  "Xã Nhơn Nghĩa A": ["Ấp Nhơn Hòa", "Ấp Nhơn Phú", "Ấp Nhơn Thọ", "Ấp Nhơn Thuận", "Ấp Nhơn Xuân", "Ấp Nhơn Ninh"]
}
const branchesOf = (commune: Unit): ReadonlyArray<Unit> => {
  const word = commune.name.startsWith("Phường") ? "Khu vực" : "Ấp"
  const names = named[commune.name] ?? Array.from({ length: between(5, 9) }, (_, i) => `${word} ${i + 1}`)
  return names.map((name) => ({ id: idFor("chi_hoi"), code: "", name, level: "chi_hoi", parent: commune.id }))
}
const communes = official.filter((unit) => unit.level === "co_so")
const districts = official.filter((unit) => unit.level === "huyen")
const province = official[0]!
const branches = communes.flatMap(branchesOf)
const units = [...official, ...branches]
const unitOf = new Map(units.map((unit) => [unit.id, unit]))

// --------------------------------------------------------------------------------------------- people

const families = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Huỳnh",
  "Võ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Hồ",
  "Ngô",
  "Dương",
  "Lý",
  "Thạch",
  "Danh"
]
const givens = [
  "An",
  "Bích",
  "Cúc",
  "Diễm",
  "Đào",
  "Hạnh",
  "Hoa",
  "Huệ",
  "Hương",
  "Lan",
  "Liên",
  "Loan",
  "Mai",
  "Nga",
  "Ngân",
  "Nhung",
  "Oanh",
  "Phượng",
  "Thảo",
  "Thu",
  "Thủy",
  "Tuyết",
  "Vân",
  "Xuân",
  "Yến"
]
const middles = ["Thị", "Thị Bích", "Thị Kim", "Thị Mỹ", "Thị Ngọc", "Thị Thanh", "Thị Thu"]
const people = units.map((unit) => ({
  id: `nguoi-${unit.id}`,
  name: unit.name === "Ấp Nhơn Hòa" ? "Nguyễn Thị Hoa" : `${pick(families)} ${pick(middles)} ${pick(givens)}`,
  unit: unit.id,
  title: unit.level === "chi_hoi" ? "Chi hội trưởng" : "Chủ tịch",
  // Made-up accounts; whoever has none is reached by hand.
  zalo: unit.name === "Xã Vị Thắng" || random() < 0.08 ? "" : `mau-${unit.id}`
}))
const headOf = (unit: string): string => `nguoi-${unit}`

// -------------------------------------------------------------------------------------------- figures

const months = Array.from({ length: 10 }, (_, i) => `2024-${String(i + 1).padStart(2, "0")}`)
const october = months.length - 1
type Figures = Record<string, number | string>
/** figures[month][unit] */
const figures: Array<Map<string, Figures>> = months.map(() => new Map(units.map((unit) => [unit.id, {}])))
const set = (month: number, unit: Unit, field: string, value: number | string): void => {
  figures[month]!.get(unit.id)![field] = value
}
const get = (month: number, unit: Unit, field: string): number => figures[month]!.get(unit.id)![field] as number

/** A stock that ends at `last` in October and grew into it. */
const growInto = (unit: Unit, field: string, last: number, slowness: number): void => {
  let value = last
  for (let month = october; month >= 0; month--) {
    set(month, unit, field, value)
    if (value > 0 && random() < slowness) value -= 1
  }
}
/** A flow that adds up to `sum` over the ten months and all units asked. */
const flow = (asked: ReadonlyArray<Unit>, field: string, sum: number, weight: (unit: Unit) => number): void => {
  const cells = months.flatMap((_, month) => asked.map((unit) => ({ month, unit })))
  const parts = share(
    sum,
    cells.map(({ unit }) => weight(unit) * (0.4 + random()))
  )
  cells.forEach(({ month, unit }, i) => set(month, unit, field, parts[i]!))
}
const eachMonth = (asked: ReadonlyArray<Unit>, field: string, value: (unit: Unit, month: number) => number): void =>
  months.forEach((_, month) => asked.forEach((unit) => set(month, unit, field, value(unit, month))))

const upper = [...districts, province]
const postWeight = { chi_hoi: 1, co_so: 5, huyen: 12, tinh: 60 }

// Tổ chức: members follow from last month's, those who joined and those who left.
for (const branch of branches) {
  let members = between(120, 310)
  months.forEach((_, month) => {
    const joined = random() < 0.45 ? between(1, 4) : 0
    const left = random() < 0.25 ? between(1, 2) : 0
    members += joined - left
    set(month, branch, "TC04", members)
    set(month, branch, "TC05", joined)
    set(month, branch, "TC06", left)
    set(month, branch, "TC19", between(1, 2))
  })
}
const branchCount = new Map(
  communes.map((commune) => [commune.id, branches.filter((b) => b.parent === commune.id).length])
)
eachMonth(communes, "TC02", (commune) => branchCount.get(commune.id)!)
eachMonth(communes, "TC03", (commune) => branchCount.get(commune.id)! * 4 + 2)

// Cán bộ: every branch has its head.
for (const commune of communes) {
  const heads = branchCount.get(commune.id)!
  const inParty = between(Math.floor(heads / 3), heads - 2)
  months.forEach((_, month) => {
    set(month, commune, "CB01", heads)
    set(month, commune, "CB02", inParty)
  })
}

// Truyền thông: the published stocks.
const asked = [...branches, ...communes, ...upper]
const groups = share(
  total("TT04"),
  asked.map((unit) => ({ chi_hoi: 0.9, co_so: 1.6, huyen: 2, tinh: 5 })[unit.level] * (0.2 + random()))
)
asked.forEach((unit, i) => growInto(unit, "TT04", groups[i]!, 0.06))
const withGroups = asked.filter((unit) => get(october, unit, "TT04") > 0)
const away = share(
  total("TT05"),
  withGroups.map(() => 0.2 + random())
).map((n, i) => Math.min(n, get(october, withGroups[i]!, "TT04")))
let rest = total("TT05") - away.reduce((a, b) => a + b, 0)
for (let i = 0; rest > 0; i++) {
  if (away[i]! < get(october, withGroups[i]!, "TT04")) {
    away[i]! += 1
    rest -= 1
  }
}
for (const unit of asked) {
  const last = away[withGroups.indexOf(unit)] ?? 0
  for (let month = october; month >= 0; month--) set(month, unit, "TT05", Math.min(last, get(month, unit, "TT04")))
}
const pageOwners = [...communes, ...upper]
const pages = share(
  total("TT03") - pageOwners.length,
  pageOwners.map(() => random())
).map((extra) => extra + 1)
pageOwners.forEach((unit, i) => growInto(unit, "TT03", pages[i]!, 0.02))
flow(asked, "TT10", total("TT10"), (unit) => postWeight[unit.level])
flow(pageOwners, "TT11", 15_200, (unit) => postWeight[unit.level])
eachMonth(communes, "TT13", (commune, month) =>
  Math.min(branchCount.get(commune.id)!, 2 + Math.floor(month / 2) + between(0, 2))
)

// Trang thiết bị: the last communes got their computer in spring.
const computers = share(
  total("TB01"),
  communes.map(() => 1)
)
communes.forEach((commune, i) => {
  const since = i % 25 === 7 ? 4 : 0
  months.forEach((_, month) => set(month, commune, "TB01", month >= since ? computers[i]! : 0))
})
eachMonth([...communes, ...districts], "TB05", (unit) => (unit.level === "co_so" ? branchCount.get(unit.id)! + 3 : 6))
eachMonth(communes, "CN11", () => between(0, 25))
for (const commune of communes) growInto(commune, "CN12", between(1, 6), 0.1)

// Hội họp, kinh tế, phản ánh.
months.forEach((_, month) => {
  for (const unit of [...communes, ...upper]) {
    const meetings = between(2, 5)
    set(month, unit, "HO01", meetings)
    set(month, unit, "HO02", between(0, 2))
    set(month, unit, "HO03", between(1, meetings))
  }
})
for (const commune of communes) {
  const loanGroups = between(5, 14)
  let debt = loanGroups * between(1_600, 2_400) * 1_000_000
  months.forEach((_, month) => {
    debt += between(-40, 90) * 1_000_000
    set(month, commune, "KT01", loanGroups)
    set(month, commune, "KT02", loanGroups * 42 + between(-8, 8))
    set(month, commune, "KT03", debt)
    set(month, commune, "KT04", random() < 0.6 ? 0 : between(2, 30) * 1_000_000)
    const complaints = between(0, 4)
    set(month, commune, "PA01", complaints)
    set(month, commune, "PA02", Math.max(0, complaints - between(0, 1)))
    set(month, commune, "PA04", complaints === 0 ? 0 : between(1, 12))
  })
}
const thoughts = [
  "Chị em mong có thêm lớp dạy nghề tại ấp",
  "Giá lúa ổn định, chị em yên tâm sản xuất",
  "Lo ngại nước dâng cuối mùa, đề nghị gia cố bờ bao",
  "Phấn khởi chuẩn bị kỷ niệm ngày 20/10",
  "Đề nghị hỗ trợ vay vốn nuôi lươn không bùn"
]
months.forEach((_, month) =>
  branches.forEach((branch) => set(month, branch, "PA05", random() < 0.12 ? pick(thoughts) : ""))
)

// --------------------------------------------------------------- the story of October, told in the input

const byName = (name: string, parent?: string): Unit =>
  units.find((unit) => unit.name === name && (parent === undefined || unitOf.get(unit.parent)?.name === parent))!
const story = {
  /** Two communes come in after the reminder. */
  late: [byName("Xã Lương Tâm"), byName("Xã Vị Thắng")],
  /** Returned: 61 new members was a slip for 6; corrected the same evening. */
  returned: byName("Ấp 3", "Xã Đông Phước A"),
  /** Telephoned; the commune chair wrote it down. */
  telephoned: byName("Ấp Nhơn Phú", "Xã Nhơn Nghĩa A"),
  /** Nothing happened there this month, and she says so. */
  nothing: byName("Khu vực 2", "Phường IV"),
  /** 6,25 was printed where the fraction says something else: a decimal comma slipped. */
  contradicts: byName("Xã Thạnh Hòa")
}
for (const field of ["TC05", "TC06"]) {
  const before = get(october, story.nothing, field)
  set(october, story.nothing, "TC04", get(october, story.nothing, "TC04") + (field === "TC05" ? -before : before))
  set(october, story.nothing, field, "không phát sinh")
}
const posts = get(october, story.nothing, "TT10")
const neighbour = byName("Khu vực 1", "Phường IV")
set(october, neighbour, "TT10", get(october, neighbour, "TT10") + posts)
set(october, story.nothing, "TT10", "không phát sinh")
set(october, story.contradicts, "CB03", "6,25")

// ---------------------------------------------------------------------------------------- submissions

interface Submission {
  readonly unit: Unit
  readonly recordedBy: string
  readonly via: string
  readonly at: string
  readonly values: Figures
}
const time = (month: string, day: number, hour: number, minute: number): string =>
  `${month}-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00+07:00`
/** Days on which a level files: branches up to the 15th, communes 16 and 17, districts by the 20th, the province on the 21st. */
const filing = { chi_hoi: [11, 15], co_so: [16, 17], huyen: [18, 20], tinh: [21, 21] } as const
const submissionOf = (month: number, unit: Unit): Submission => {
  const [from, to] = filing[unit.level]
  const at = time(months[month]!, between(from, to), between(7, 20), between(0, 59))
  const via = unit.level === "chi_hoi" ? pick(["chat", "chat", "web", "excel"]) : "web"
  const plain = { unit, recordedBy: headOf(unit.id), via, at, values: figures[month]!.get(unit.id)! }
  if (month !== october) return plain
  if (unit === story.telephoned)
    return { ...plain, recordedBy: headOf(unit.parent), via: "phone", at: time("2024-10", 15, 16, 40) }
  if (unit === story.returned) {
    const joined = plain.values.TC05 as number
    return {
      ...plain,
      at: time("2024-10", 14, 19, 12),
      values: { ...plain.values, TC05: joined * 10 + 1, TC04: (plain.values.TC04 as number) + joined * 9 + 1 }
    }
  }
  if (unit === story.late[0]) return { ...plain, at: time("2024-10", 18, 9, 40) }
  if (unit === story.late[1]) return { ...plain, at: time("2024-10", 18, 14, 5) }
  if (unit.name === "Ấp Nhơn Hòa") return { ...plain, via: "chat", at: time("2024-10", 13, 19, 5) }
  return plain
}

// ---------------------------------------------------------------------------------------------- files

const cell = (value: unknown): string => {
  const text = String(value ?? "")
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const csv = (headings: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<unknown>>): string =>
  `${[headings, ...rows].map((row) => row.map(cell).join(",")).join("\n")}\n`
const write = (path: string, text: string): void => writeFileSync(new URL(path, here), text)

const columns = {
  "chi-hoi": ["TC04", "TC05", "TC06", "TC19", "TT04", "TT05", "TT10", "PA05"],
  "co-so": [
    "TC02",
    "TC03",
    "CB01",
    "CB02",
    "CB03",
    "TT03",
    "TT04",
    "TT05",
    "TT10",
    "TT11",
    "TT13",
    "TB01",
    "TB05",
    "CN11",
    "CN12",
    "HO01",
    "HO02",
    "HO03",
    "KT01",
    "KT02",
    "KT03",
    "KT04",
    "PA01",
    "PA02",
    "PA04"
  ],
  huyen: ["TT03", "TT04", "TT05", "TT10", "TT11", "TB05", "HO01", "HO02", "HO03"],
  tinh: ["TT03", "TT04", "TT05", "TT10", "TT11", "HO01", "HO02", "HO03"]
} as const
const fileOf = { chi_hoi: "chi-hoi", co_so: "co-so", huyen: "huyen", tinh: "tinh" } as const
const row = (submission: Submission, fields: ReadonlyArray<string>): ReadonlyArray<unknown> => [
  submission.unit.id,
  headOf(submission.unit.id),
  submission.recordedBy,
  submission.via,
  submission.at,
  ...fields.map((field) => submission.values[field])
]
const heading = ["unit", "reported_by", "recorded_by", "via", "at"]

write(
  "units.csv",
  csv(
    ["id", "code", "name", "level", "parent"],
    units.map((u) => [u.id, u.code, u.name, u.level, u.parent])
  )
)
write(
  "people.csv",
  csv(
    ["person", "name", "address", "unit", "title", "zalo"],
    people.map((p) => [p.id, p.name, "chị", p.unit, p.title, p.zalo])
  )
)
rmSync(new URL("inputs/", here), { recursive: true, force: true })
months.forEach((month, index) => {
  mkdirSync(new URL(`inputs/${month}/`, here), { recursive: true })
  for (const level of ["chi_hoi", "co_so", "huyen", "tinh"] as const) {
    const file = fileOf[level]
    const rows = units
      .filter((unit) => unit.level === level)
      .map((unit) => submissionOf(index, unit))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .map((submission) => row(submission, columns[file]))
    write(`inputs/${month}/${file}.csv`, csv([...heading, ...columns[file]], rows))
  }
})
const corrected: Submission = {
  unit: story.returned,
  recordedBy: headOf(story.returned.id),
  via: "chat",
  at: time("2024-10", 16, 18, 30),
  values: figures[october]!.get(story.returned.id)!
}
// She had revision 1 before her when she corrected it.
write(
  "inputs/2024-10/nop-lai.csv",
  csv([...heading, "seen", ...columns["chi-hoi"]], [row(corrected, columns["chi-hoi"]).toSpliced(heading.length, 0, 1)])
)

console.log(`${units.length} units (${branches.length} branches), ${months.length} months`)
