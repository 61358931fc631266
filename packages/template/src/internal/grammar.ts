import * as PeriodType from "@lienhoi/calendar/PeriodType"
import { operators, types } from "../Field.ts"
import { personals } from "../Label.ts"

/** What may stand behind a keyword. `words` is a line of text; numbers and yes or no are read as they are written. */
export type Value =
  | "words"
  | "number"
  | "whole"
  | "truth"
  | "date"
  /** One word or a list of words. */
  | "strings"
  /** `{ key: label }` or a list of `key`, `label`. */
  | "items"
  | { readonly oneOf: ReadonlyArray<string> }
  | { readonly matches: RegExp }
  | { readonly whole: readonly [number, number] }
  /** A number, or `none` where there would otherwise be a limit. */
  | "limit"
  | { readonly map: MapName }
  | { readonly list: MapName }
  /** A map with keys of the author's choice. */
  | { readonly each: MapName; readonly keys: RegExp }
  | "due"

/** One keyword of the language. */
export interface Keyword {
  readonly value: Value
  /** What it is for, as an editor shows it to the author. */
  readonly vi: string
  readonly needed?: true
}

/** Every map of a template file. */
export type MapName =
  | "template"
  | "appliesTo"
  | "due"
  | "section"
  | "field"
  | "column"
  | "combine"
  | "item"
  | "breakdown"
  | "rule"

type Keywords = { readonly [keyword: string]: Keyword }

/** The one form in which something else would be taken for granted: no unit, no lower limit. */
export const none = "none"

export const idShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u
export const sectionShape = /^[A-Za-z][A-Za-z0-9_]*$/u
export const countsShape = /^(?:people|events|money|none|units:[a-z_]+)$/u
export const onDayOff = ["next", "previous", "keep"] as const
export const windows = ["calendar", "fifteenth"] as const
export const referenceDays = ["window-end", "window-start"] as const
export const dayOfMonth = [1, 31] as const

/** Secret content stays outside, so no template may ask for it. */
const secrecies = ["open", "internal"] as const

const label: Keywords = {
  secrecy: { value: { oneOf: secrecies }, vi: "Ai được xem: open (công khai), internal (trong Hội)." },
  personal: {
    value: { oneOf: personals },
    vi: "Dữ liệu cá nhân: none (không có), basic (cơ bản), sensitive (nhạy cảm)."
  }
}

const column: Keywords = {
  key: { value: "words", vi: "Mã chỉ tiêu: chữ không dấu, số, dấu _; không trùng nhau.", needed: true },
  label: { value: "words", vi: "Tên chỉ tiêu như người báo cáo đọc.", needed: true },
  label_en: { value: "words", vi: "Tên chỉ tiêu bằng tiếng Anh." },
  hint: { value: "words", vi: "Một dòng hướng dẫn dưới câu hỏi." },
  unit: { value: "words", vi: "Đơn vị tính: người, nhóm, đồng, %; none nếu không có." },
  type: {
    value: { oneOf: types },
    vi: "Loại: count (số đếm), money (tiền), decimal (số lẻ), ratio (tỷ lệ), text (chữ), choice (chọn một), bool (có/không), date (ngày), photo (ảnh), file (tệp), table (bảng).",
    needed: true
  },
  required: { value: "words", vi: "Bắt buộc trả lời: true, false, hoặc một điều kiện." },
  choices: { value: "items", vi: "Các lựa chọn: mã và tên." },
  min: { value: "limit", vi: "Nhỏ nhất: của số, độ dài chữ, số ảnh, số dòng; none nếu không giới hạn." },
  max: { value: "number", vi: "Lớn nhất: của số, độ dài chữ, số ảnh, số dòng." },
  decimals: { value: "whole", vi: "Số chữ số sau dấu phẩy, từ 0 đến 6." },
  ...label
}

/** The keywords of the language, by the map they stand in. Decoding and the JSON Schema both follow from here. */
export const grammar: { readonly [M in MapName]: Keywords } = {
  template: {
    template: { value: { matches: idShape }, vi: "Mã mẫu: chủ/tên, chữ thường không dấu.", needed: true },
    lineage: { value: "words", vi: "Mã chung của mọi phiên bản và biến thể; bỏ trống thì là mã mẫu." },
    version: { value: "words", vi: "Phiên bản, ví dụ 1.0.0." },
    kind: { value: { oneOf: ["report"] }, vi: "Loại mẫu: report (báo cáo)." },
    title: { value: "words", vi: "Tên mẫu.", needed: true },
    title_en: { value: "words", vi: "Tên mẫu bằng tiếng Anh." },
    route: { value: "words", vi: "Tuyến báo cáo: own (của Hội), front (Mặt trận)." },
    period: {
      value: { oneOf: PeriodType.all },
      vi: "Kỳ báo cáo: month (tháng), quarter (quý), year (năm)…",
      needed: true
    },
    window: { value: { oneOf: windows }, vi: "Kỳ số liệu: calendar (trọn tháng), fifteenth (từ ngày 15 đến ngày 14)." },
    reference_day: {
      value: { oneOf: referenceDays },
      vi: "Ngày lấy danh sách đơn vị: window-end (cuối kỳ), window-start (đầu kỳ)."
    },
    due: { value: "due", vi: "Hạn nộp của từng cấp: ngày trong tháng, một quy tắc, hoặc nhiều quy tắc." },
    applies_to: { value: { map: "appliesTo" }, vi: "Đơn vị nào phải báo cáo; bỏ trống thì là mọi cấp được hỏi." },
    ...label,
    sections: { value: { each: "section", keys: sectionShape }, vi: "Các phần của mẫu, theo mã phần.", needed: true },
    rules: { value: { list: "rule" }, vi: "Điều phải đúng giữa các câu trả lời." }
  },
  appliesTo: {
    levels: { value: "strings", vi: "Các cấp phải báo cáo." },
    kinds: { value: "strings", vi: "Chỉ những loại đơn vị này." },
    units: { value: "strings", vi: "Chỉ những đơn vị này (mã)." },
    from: { value: "date", vi: "Từ ngày (năm-tháng-ngày)." },
    to: { value: "date", vi: "Đến ngày (năm-tháng-ngày)." }
  },
  due: {
    day: { value: { whole: dayOfMonth }, vi: "Ngày trong tháng, 1 đến 31." },
    month_offset: { value: "whole", vi: "Lùi lại mấy tháng so với tháng cuối kỳ." },
    month: { value: "whole", vi: "Tháng cố định trong năm." },
    working_days_after: { value: "whole", vi: "Số ngày làm việc sau khi hết kỳ." },
    days_before: { value: "whole", vi: "Số ngày trước một sự kiện." },
    event: { value: "words", vi: "Tên sự kiện, đi cùng days_before." },
    from: { value: "date", vi: "Quy tắc có hiệu lực từ ngày." },
    to: { value: "date", vi: "Quy tắc có hiệu lực đến ngày." },
    on_day_off: {
      value: { oneOf: onDayOff },
      vi: "Gặp ngày nghỉ: next (ngày làm việc sau), previous (trước), keep (giữ nguyên)."
    },
    estimated: { value: "truth", vi: "Báo cáo trước khi hết kỳ, số còn lại là ước thực hiện." }
  },
  section: {
    title: { value: "words", vi: "Tên phần.", needed: true },
    title_en: { value: "words", vi: "Tên phần bằng tiếng Anh." },
    theme: { value: "words", vi: "Chủ đề." },
    asked_of: { value: "strings", vi: "Cấp trả lời các câu của phần này." },
    fields: { value: { list: "field" }, vi: "Các câu hỏi." }
  },
  field: {
    ...column,
    counts: {
      value: { matches: countsShape },
      vi: "Đếm cái gì: people (người), events (lượt), money (tiền), units:co_so (đơn vị cấp cơ sở)."
    },
    asked_of: { value: "strings", vi: "Cấp trả lời câu này." },
    combine: { value: { map: "combine" }, vi: "Cách cộng các đơn vị và cộng các kỳ." },
    part_of: { value: "words", vi: "Là một phần của chỉ tiêu nào, không vượt quá chỉ tiêu đó." },
    numerator: { value: "words", vi: "Tử số của tỷ lệ (mã chỉ tiêu)." },
    denominator: { value: "words", vi: "Mẫu số của tỷ lệ (mã chỉ tiêu)." },
    formula: { value: "words", vi: "Công thức; chỉ tiêu được tính, không ai phải điền." },
    relevant: { value: "words", vi: "Chỉ hỏi khi điều kiện này đúng." },
    disaggregate: { value: { list: "breakdown" }, vi: "Trong đó: chia theo nhóm." },
    columns: { value: { list: "column" }, vi: "Các cột của bảng." }
  },
  column,
  combine: {
    units: { value: { oneOf: operators }, vi: "Cộng các đơn vị.", needed: true },
    periods: { value: { oneOf: operators }, vi: "Cộng các kỳ.", needed: true }
  },
  item: {
    key: { value: "words", vi: "Mã: chữ không dấu, số, dấu _.", needed: true },
    label: { value: "words", vi: "Tên như người báo cáo đọc.", needed: true }
  },
  breakdown: {
    by: { value: "words", vi: "Chia theo gì (mã): nhom_tuoi, dan_toc.", needed: true },
    label: { value: "words", vi: "Tên cách chia." },
    items: { value: "items", vi: "Các nhóm: mã và tên.", needed: true },
    complete: { value: "truth", vi: "true: các nhóm cộng lại phải bằng chỉ tiêu." }
  },
  rule: {
    when: { value: "words", vi: "Điều kiện.", needed: true },
    warn: { value: "words", vi: "Lời nhắc xem lại khi điều kiện đúng." },
    error: { value: "words", vi: "Lời báo sai khi điều kiện đúng." },
    text_en: { value: "words", vi: "Lời đó bằng tiếng Anh." },
    field: { value: "words", vi: "Chỉ tiêu mà lời nhắc hiện bên cạnh." },
    relevant: { value: "strings", vi: "Những chỉ tiêu chỉ hỏi khi điều kiện đúng." }
  }
}

/** The ways to give a due day; a rule is of exactly one. */
export const dueForms: ReadonlyArray<{
  readonly needs: ReadonlyArray<string>
  readonly may: ReadonlyArray<string>
}> = [
  { needs: ["day"], may: ["month_offset", "month"] },
  { needs: ["working_days_after"], may: [] },
  { needs: ["days_before", "event"], may: [] }
]

/** What a rule does; exactly one stands in it. */
export const deeds = ["warn", "error", "relevant"] as const

/** The keywords of one map. */
export const keywordsOf = (map: MapName): ReadonlyArray<string> => Object.keys(grammar[map])
