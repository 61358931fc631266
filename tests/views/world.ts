/** A small made-up office for the browser tests of the views, and a list of ten thousand made-up units. */
import { readFileSync } from "node:fs"
import { Snapshot, type UnitChange, type UnitList } from "@lienhoi/hierarchy"
import type { Explanation, Load, Totals } from "@lienhoi/react"
import type { Board } from "@lienhoi/report"
import { type App, type Issue, openApp, Period } from "lienhoi"
import * as Offices from "../form/office.ts"

/** The page with everything it needs, with the React that an application may have. */
export const bundle = (major: 18 | 19) => Offices.bundle(major, new URL("page.tsx", import.meta.url))

/** The whole page as one text. */
export const document = ({ script, style }: { readonly script: string; readonly style: string }): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Thử</title><style>body{margin:0}main{padding:.75rem}${style}</style></head><body><main><h1>Thử</h1><div id="root"></div></main><script type="module">${script.replaceAll("</script", "<\\/script")}</script></body></html>`

const units = [
  "id,code,name,level,parent",
  "t,93,Tỉnh Mẫu,tinh,",
  "h1,931,Huyện Châu Thành,huyen,t",
  "h2,932,Huyện Long Mỹ,huyen,t",
  "x1,31360,Xã Đông Phước A,co_so,h1",
  "x2,31366,Xã Đông Phước,co_so,h1",
  "x3,31471,Xã Thuận Hòa,co_so,h2",
  ...["x1", "x2", "x3"].flatMap((commune) => [1, 2, 3].map((n) => `${commune}a${n},,Ấp ${n},chi_hoi,${commune}`))
]

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map(({ message }) => message).join("\n"))
  return checked.value
}

export const period = good(Period.fromId("2024-10"))

/** The office on the morning after the branches' due day: most have reported, one late, one was sent back, one let off. */
export const open = async (): Promise<App> => {
  let now = "2024-10-14T03:00:00.000Z"
  const app = good(
    await openApp(
      {
        association: "vwu",
        since: "2024-01-01",
        units: { text: units.join("\n") },
        templates: [
          { text: readFileSync(`${Offices.root}packages/template/test/templates/bao-cao-thang.yaml`, "utf8") }
        ]
      },
      { now: () => now }
    )
  )
  const branch = (members: number) => ({
    TC04: members,
    "TC04[tu_18_30]": 10,
    "TC04[tu_31_45]": members - 30,
    "TC04[tu_46]": 20,
    TC05: 2,
    TT01: 1
  })
  const give = async (unit: string, values: Parameters<App["submit"]>[0]["values"], of = "2024-10") =>
    good(await app.submit({ unit, period: of, values, via: "phone" }))
  for (const [i, unit] of ["x1a1", "x1a2", "x2a1", "x2a2", "x3a1"].entries()) await give(unit, branch(100 + i))
  await give("x1", { CB01: 3, CB02: 1, TT01: 4, TT02: 1 })
  good(await app.approve({ unit: "x1a1", period: "2024-10", by: "chu-tich" }))
  good(await app.sendBack({ unit: "x2a2", period: "2024-10", by: "chu-tich", reason: "Xem lại số", due: "2024-10-18" }))
  good(await app.waive({ unit: "x3a3", period: "2024-10", by: "chu-tich", reason: "Ấp mới" }))
  now = "2024-10-16T03:05:00.000Z"
  await give("x3a2", branch(200))
  return app
}

/** What the page may ask of the office, as a server would answer. */
export interface Served {
  readonly board: (unit: string) => Promise<Board.Board>
  readonly load: (question: Totals.Question) => Promise<Load.Answer<Totals.Given>>
  readonly explain: (
    question: Totals.Question & { readonly field: string }
  ) => Promise<Load.Answer<Explanation.Props["explanation"]>>
}

const answered = <A>(checked: Issue.Checked<A>): Load.Answer<A> =>
  checked.ok ? checked : { ok: false, problem: { title: "Số liệu gửi lên chưa đúng", issues: checked.issues } }

/** An office as a server of the page. */
export const serve = (app: App): Served => {
  const tree = app.tree("2024-10-31")
  const place = (id: string) => {
    const { level, name } = Snapshot.unit(tree, id)!
    return { id, name, level }
  }
  return {
    board: async (unit) => good(await app.board({ period: "2024-10", unit })),
    load: async ({ basis, unit, yearToDate }) => {
      const figures = await app.figures({ period: "2024-10", unit, basis, yearToDate })
      if (!figures.ok) return answered(figures)
      const children = Snapshot.children(tree, unit).map(({ id }) => place(id))
      return {
        ok: true,
        value: { ...figures.value, unit: { ...place(unit), path: Snapshot.path(tree, unit) }, children }
      }
    },
    explain: async (question) => answered(await app.explain({ period: "2024-10", ...question }))
  }
}

/** What happened to two communes: made up. */
export const changes: ReadonlyArray<UnitChange.UnitChange> = [
  {
    type: "from",
    on: "2025-07-01",
    basis: "1668/NQ-UBTVQH15",
    name: "Xã Hòa An",
    founded: true,
    others: [
      { unit: "a", name: "Thị trấn Kinh Cùng", weight: null },
      { unit: "b", name: "Xã Hòa Mỹ", weight: { basis: "members", numerator: 1, denominator: 3 } }
    ]
  },
  { type: "renamed", on: "2025-03-01", basis: null, name: "Xã Hòa Mỹ", was: "Xã Mỹ Hòa" }
]

const first = "Đông Tân Long Vĩnh Thạnh Phú Hòa Bình Thuận Mỹ An Hiệp Châu Phụng Vị".split(" ")
const second = "Phước Thành Hưng Lợi Xuân Sơn Quới Trị Khánh Đức Trung Nhơn Ninh Viễn Lộc".split(" ")

/** A province of 10,000 units: 12 districts, 144 communes, and their hamlets, of which most share their names. */
export const province = (): UnitList.UnitList => {
  const districts = Array.from(
    { length: 12 },
    (_, i) => [`h${i}`, `Huyện ${first[i]} ${second[i]}`, `${930 + i}`] as const
  )
  const communes = districts.flatMap(([district], d) =>
    Array.from({ length: 12 }, (_, i) => {
      const name = `${i % 5 === 0 ? "Phường" : "Xã"} ${first[(d + i) % 15]} ${second[(d * 3 + i) % 15]}${i % 4 === 0 ? " A" : ""}`
      return [`x${d}_${i}`, name, `${31000 + d * 12 + i}`, district] as const
    })
  )
  const left = 10_000 - 1 - districts.length - communes.length
  const hamlets = Array.from({ length: left }, (_, i) => {
    const commune = communes[i % communes.length]![0]
    const n = Math.floor(i / communes.length) + 1
    const name = n % 3 === 0 ? `Ấp ${first[n % 15]} ${second[(i * 7) % 15]}` : `${n % 2 === 0 ? "Khu vực" : "Ấp"} ${n}`
    return [`a${i}`, name, null, "chi_hoi", commune] as const
  })
  return {
    on: "2025-10-01",
    units: [
      ["t", "Thành phố Mẫu", "92", "tinh", null],
      ...districts.map(([id, name, code]) => [id, name, code, "huyen", "t"] as const),
      ...communes.map(([id, name, code, district]) => [id, name, code, "co_so", district] as const),
      ...hamlets
    ],
    ended: [["cu", "Xã Đông Phước A", "31360", "co_so", "h0", "2025-07-01", ["x0_0"]]]
  }
}
