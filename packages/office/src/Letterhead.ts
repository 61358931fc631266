/**
 * Who writes: the lines at the head of a document, its signs, and in whose name it is signed. Associations differ; what
 * they differ in stands in a table, in the words of their own papers.
 *
 * @since 0.1.0
 */
import type * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Layout from "./Layout.ts"

/** The head of one document. */
export interface Letterhead {
  readonly layout: Layout.Layout
  /** The upper lines on the left, in their order; none when the issuer stands alone. */
  readonly above: ReadonlyArray<string>
  readonly issuer: string
  /** The abbreviation of the type: `BC` for a report. */
  readonly type: string
  /** The abbreviation of the issuer in the number: `BTV`, `BCĐ/TU`. */
  readonly sign: string
  /** `null`: a blank is left for the clerk. */
  readonly number: number | null
  /** The place in front of the date: `Vị Thanh`. */
  readonly place: string
  /** `null`: the day and month are left open. */
  readonly date: PlainDate.PlainDate | null
}

/** How an association writes. `{unit}` is the unit's name, `{parent}` that of the one above it. */
export interface Variant {
  readonly association: string
  readonly layout: Layout.Layout
  /** Levels it holds for; every level that has a seal when left out. */
  readonly levels?: ReadonlyArray<string>
  readonly above: ReadonlyArray<string>
  readonly issuer: string
  readonly sign: string
  /** In whose name: `TM. BAN THƯỜNG VỤ`. */
  readonly capacity: string
  readonly position: string
  readonly source: string
}

const papers = "Cách ghi thường gặp trên văn bản đã ban hành; sửa theo quy định của từng Hội"

/** Every variant; the first that fits an association and level counts. */
export const variants: ReadonlyArray<Variant> = [
  {
    association: "vwu",
    levels: ["trung_uong"],
    layout: Layout.decree30,
    above: ["Hội Liên hiệp Phụ nữ Việt Nam"],
    issuer: "Đoàn Chủ tịch",
    sign: "ĐCT",
    capacity: "TM. Đoàn Chủ tịch",
    position: "Chủ tịch",
    source: "Văn bản của Trung ương Hội mang ký hiệu /HD-ĐCT"
  },
  {
    association: "vwu",
    layout: Layout.decree30,
    above: ["Hội LHPN {unit}"],
    issuer: "Ban Thường vụ",
    sign: "BTV",
    capacity: "TM. Ban Thường vụ",
    position: "Chủ tịch",
    source: "Báo cáo của một Hội LHPN xã: Số: 09/BC-BTV; hướng dẫn 162/HD-BTV"
  },
  {
    association: "youth",
    layout: Layout.youthParty,
    above: ["Đoàn TNCS Hồ Chí Minh"],
    issuer: "BCH Đoàn {unit}",
    sign: "ĐTN",
    capacity: "TM. Ban Thường vụ",
    position: "Bí thư",
    source: papers
  },
  {
    association: "party",
    layout: Layout.party36,
    above: [],
    issuer: "Đảng ủy {unit}",
    sign: "ĐU",
    capacity: "T/M Ban Thường vụ",
    position: "Bí thư",
    source: "Hướng dẫn 36-HD/VPTW ngày 03/4/2018"
  },
  {
    association: "front",
    layout: Layout.decree30,
    above: ["Ủy ban MTTQ Việt Nam", "{unit}"],
    issuer: "Ban Thường trực",
    sign: "MTTQ-BTT",
    capacity: "TM. Ban Thường trực",
    position: "Chủ tịch",
    source: papers
  },
  {
    association: "veterans",
    layout: Layout.decree30,
    above: ["Hội Cựu chiến binh {parent}"],
    issuer: "Hội Cựu chiến binh {unit}",
    sign: "CCB",
    capacity: "TM. Ban Thường vụ",
    position: "Chủ tịch",
    source: papers
  },
  {
    association: "farmers",
    layout: { ...Layout.decree30, head: { ...Layout.decree30.head, number: Layout.youthParty.head.number } },
    above: ["Hội Nông dân {unit}"],
    issuer: "Ban Thường vụ",
    sign: "HND",
    capacity: "TM. Ban Thường vụ",
    position: "Chủ tịch",
    source: papers
  }
]

/** How that association writes at that level; the Women's Union's way for one that is not in the table. */
export const variantOf = (association: string, level: string): Variant => {
  const fits = variants.filter((variant) => variant.association === association)
  const own = fits.length > 0 ? fits : variants.filter((variant) => variant.association === "vwu")
  return own.find(({ levels }) => levels?.includes(level) === true) ?? own.find(({ levels }) => levels === undefined)!
}

/** Whose letterhead. */
export interface Options {
  readonly association: string
  readonly unit: { readonly level: string; readonly name: string }
  /** The name of the unit above; a line that needs it is left out without one. */
  readonly parent?: string | null
  readonly place: string
  readonly number?: number | null
  readonly date?: PlainDate.PlainDate | null
  /** `BC` when left out. */
  readonly type?: string
}

/**
 * The head of a document of a unit.
 *
 * @example
 * ```ts
 * import { Letterhead } from "@lienhoi/office"
 *
 * const unit = { level: "tinh", name: "Tỉnh Hậu Giang" }
 * const head = Letterhead.of({ association: "vwu", unit, place: "Vị Thanh", number: 5, date: "2024-10-22" })
 *
 * head.above // => ["Hội LHPN tỉnh Hậu Giang"]
 * head.issuer // => "Ban Thường vụ"
 * Letterhead.number(head) // => "Số: 05/BC-BTV"
 * Letterhead.date(head) // => "Vị Thanh, ngày 22 tháng 10 năm 2024"
 * ```
 */
export const of = ({
  association,
  unit,
  parent = null,
  place,
  number = null,
  date = null,
  type
}: Options): Letterhead => {
  const variant = variantOf(association, unit.level)
  const said = (text: string): string =>
    Catalogue.fill(text, { unit: inside(unit.name), parent: parent === null ? "" : inside(parent) })
  return {
    layout: variant.layout,
    above: variant.above.filter((line) => parent !== null || !line.includes("{parent}")).map(said),
    issuer: said(variant.issuer),
    type: type ?? "BC",
    sign: variant.sign,
    number,
    place,
    date
  }
}

/**
 * A unit's name inside a sentence or a longer name: its common noun is written small.
 *
 * @example
 * ```ts
 * import { Letterhead } from "@lienhoi/office"
 *
 * Letterhead.inside("Tỉnh Hậu Giang") // => "tỉnh Hậu Giang"
 * Letterhead.inside("Khu vực 3") // => "khu vực 3"
 * ```
 */
export const inside = (name: string): string =>
  name.replace(
    /^(?:Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường|Đặc khu|Ấp|Khu vực|Khu phố|Khóm|Thôn|Xóm|Làng|Bản|Buôn|Tổ dân phố)(?= )/u,
    (noun) => noun.toLowerCase()
  )

/** Numbers below 10 bear a leading zero (Decree 30/2020, Appendix I). */
const padded = (number: number): string => String(number).padStart(2, "0")

/** `Số: 05/BC-BTV`; room for a figure where there is no number yet. */
export const number = ({ layout, number: given, sign, type }: Letterhead): string =>
  Catalogue.fill(layout.head.number.form, { number: given === null ? "      " : padded(given), type, sign })

/**
 * `Vị Thanh, ngày 05 tháng 01 năm 2020`: the day is padded below 10, the month only in January and February (Decree 30/2020,
 * Appendix I). Without a date the clerk writes the day.
 */
export const date = ({ date: on, place }: Pick<Letterhead, "date" | "place">): string => {
  const said = on === null ? "ngày      tháng      năm         " : day(on)
  return place === "" ? said.replace(/^n/u, "N") : `${place}, ${said}`
}

/** `ngày 05 tháng 01 năm 2020` */
export const day = (on: PlainDate.PlainDate): string => {
  const [year = "", month = "", dayOf = ""] = on.split("-")
  const padMonth = Number(month) < 3 ? month : String(Number(month))
  return `ngày ${dayOf} tháng ${padMonth} năm ${year}`
}
