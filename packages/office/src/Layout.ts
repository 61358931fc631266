/**
 * How an official document looks: paper, margins, sizes, what is bold or slanted, which lines are drawn. One record for
 * each set of rules, with the place where the rule stands; the printers read it and know no association.
 *
 * Lengths are millimetres, sizes points.
 *
 * @since 0.1.0
 */

/** How one element is set. Upright and not bold unless said. */
export interface Style {
  readonly size: number
  readonly isBold?: boolean
  readonly isItalic?: boolean
  /** Written in capitals whatever was typed. */
  readonly isUpper?: boolean
}

/** A line drawn under an element: as long as its text, or a part of that. */
export interface Rule {
  /** From 0 to 1 of the length of the text above it. */
  readonly share: number
}

/** One line of the right side of the head, which never changes. */
export interface HeadLine extends Style {
  readonly text: string
  readonly rule?: Rule
}

/** A set of rules as data. */
export interface Layout {
  readonly id: "decree-30" | "party-36" | "youth-party"
  readonly name: string
  /** Where the rules stand. */
  readonly source: string
  readonly page: {
    readonly width: number
    readonly height: number
    readonly top: number
    readonly bottom: number
    readonly left: number
    readonly right: number
  }
  /** Asked for by name; nothing is embedded. */
  readonly font: string
  readonly head: {
    /** Widths of the two columns; together the width between the margins. */
    readonly left: number
    readonly right: number
    readonly above: Style
    readonly issuer: Style
    /** What stands under the issuer: a line, or signs of its own. */
    readonly under: Rule | string
    readonly national: ReadonlyArray<HeadLine>
    /** `Số: {number}/{type}-{sign}`; `{number}` and `{type}` are filled by the document. */
    readonly number: Style & { readonly form: string }
    readonly date: Style
  }
  readonly type: Style
  readonly summary: Style & { readonly rule: Rule | null }
  readonly to: Style
  /** `firstLine`: indent of the first line; `after`: gap between paragraphs in points; `line`: lines of spacing. */
  readonly body: Style & { readonly firstLine: number; readonly after: number; readonly line: number }
  /** Sections `I.`, `1.`, `a)`. */
  readonly headings: readonly [Style, Style, Style]
  readonly table: Style
  readonly annex: { readonly label: Style; readonly title: Style; readonly reference: Style }
  readonly capacity: Style
  readonly signer: Style
  readonly recipients: { readonly label: Style; readonly list: Style; readonly isUnderlined?: boolean }
  /** Centred in the top margin, from the second page. */
  readonly pageNumber: Style
  readonly end: string
}

const a4 = { width: 210, height: 297 }

/**
 * State layout, applied by associations as appropriate: Decree 30/2020/NĐ-CP of 5 March 2020, Appendix I. Where it leaves
 * a range, a value inside it that fits a head of two columns.
 */
export const decree30: Layout = {
  id: "decree-30",
  name: "Thể thức văn bản hành chính",
  source: "Nghị định 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I",
  page: { ...a4, top: 20, bottom: 20, left: 30, right: 15 },
  font: "Times New Roman",
  head: {
    left: 70,
    right: 95,
    above: { size: 12, isUpper: true },
    issuer: { size: 12, isBold: true, isUpper: true },
    under: { share: 0.45 },
    national: [
      { text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size: 12, isBold: true },
      { text: "Độc lập - Tự do - Hạnh phúc", size: 13, isBold: true, rule: { share: 1 } }
    ],
    number: { size: 13, form: "Số: {number}/{type}-{sign}" },
    date: { size: 13, isItalic: true }
  },
  type: { size: 14, isBold: true, isUpper: true },
  summary: { size: 14, isBold: true, rule: { share: 0.4 } },
  to: { size: 14 },
  body: { size: 14, firstLine: 12.7, after: 6, line: 1.15 },
  headings: [{ size: 14, isBold: true, isUpper: true }, { size: 14, isBold: true }, { size: 14 }],
  table: { size: 12 },
  annex: {
    label: { size: 14, isBold: true },
    title: { size: 14, isBold: true, isUpper: true },
    reference: { size: 13, isItalic: true }
  },
  capacity: { size: 14, isBold: true, isUpper: true },
  signer: { size: 14, isBold: true },
  recipients: { label: { size: 12, isBold: true, isItalic: true }, list: { size: 11 } },
  pageNumber: { size: 13 },
  end: "./."
}

/**
 * Party layout: Guidance 36-HD/VPTW of 3 April 2018, as far as its table is known here: the title line 15 bold and
 * underlined, the issuer 14, the number without a colon and `-` after it, the name of the type 15 to 16, the body 14 to 15.
 * Other elements follow the state layout.
 */
export const party36: Layout = {
  ...decree30,
  id: "party-36",
  name: "Thể thức văn bản của Đảng",
  source: "Hướng dẫn 36-HD/VPTW ngày 03/4/2018; phần không nêu theo Nghị định 30/2020/NĐ-CP",
  head: {
    ...decree30.head,
    left: 80,
    right: 85,
    above: { size: 14, isUpper: true },
    issuer: { size: 14, isBold: true, isUpper: true },
    under: "*",
    national: [{ text: "ĐẢNG CỘNG SẢN VIỆT NAM", size: 15, isBold: true, rule: { share: 1 } }],
    number: { size: 14, form: "Số {number}-{type}/{sign}" },
    date: { size: 14, isItalic: true }
  },
  type: { size: 16, isBold: true, isUpper: true },
  recipients: { ...decree30.recipients, isUnderlined: true }
}

/** The Youth Union writes as the Party does, under its own name. */
export const youthParty: Layout = {
  ...party36,
  id: "youth-party",
  name: "Thể thức văn bản của Đoàn",
  source: "Theo lối văn bản của Đảng (Hướng dẫn 36-HD/VPTW), tiêu đề của Đoàn TNCS Hồ Chí Minh",
  head: {
    ...party36.head,
    under: "***",
    national: [{ text: "ĐOÀN TNCS HỒ CHÍ MINH", size: 15, isBold: true, rule: { share: 1 } }],
    number: { size: 14, form: "Số: {number}-{type}/{sign}" }
  }
}

/** Every layout. */
export const layouts: ReadonlyArray<Layout> = [decree30, party36, youthParty]

/** The layout of that id. */
export const byId = (id: string): Layout | null => layouts.find((layout) => layout.id === id) ?? null

/**
 * The width between the margins, in millimetres; of a page that lies on its side too.
 *
 * @example
 * ```ts
 * import { Layout } from "@lienhoi/office"
 *
 * Layout.textWidth(Layout.decree30) // => 165
 * Layout.textWidth(Layout.decree30, true) // => 252
 * ```
 */
export const textWidth = ({ page }: Layout, isLandscape = false): number =>
  (isLandscape ? page.height : page.width) - page.left - page.right
