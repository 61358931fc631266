import * as Codec from "./codec.ts"
import * as Keywords from "./keywords.ts"

/** One column of a sheet, or one entry of the sheet of the template itself. */
export interface Column {
  /** The way to the value in its map; of a column that points to another sheet a name that begins with `@`. */
  readonly id: string
  readonly heading: string
  /** Other words for it. */
  readonly also: ReadonlyArray<string>
  readonly codec: Codec.Codec
  /** In characters. */
  readonly width: number
  /** Whether a row is nothing without it. */
  readonly isNeeded: boolean
  /** Whether it is written also where nothing stands in it. */
  readonly isUsual: boolean
  /** Whether a blank cell means what stands above it, as in merged cells. */
  readonly isCarried: boolean
  /** Help where the language has no description of it. */
  readonly help?: string
}

type More = { readonly also?: string; readonly width?: number; readonly is?: string; readonly help?: string }

/** `is`: n needed, u usual, c carried. */
const column = (
  id: string,
  heading: string,
  codec: Codec.Codec,
  { also = "", width = 14, is = "", help }: More = {}
): Column => ({
  id,
  heading,
  also: [id, ...also.split("|").filter((one) => one !== "")],
  codec,
  width,
  isNeeded: is.includes("n"),
  isUsual: is.includes("n") || is.includes("u") || is.includes("c"),
  isCarried: is.includes("c"),
  ...(help === undefined ? {} : { help })
})

const { text, formula, number, limit, list, lines, truth, truthOrFormula, date, level, levelList, keyword } = Codec

const label = [
  column("secrecy", "Ai được xem", keyword(Keywords.secrecies)),
  column("personal", "Dữ liệu cá nhân", keyword(Keywords.personals))
]

const combine = [
  column("combine.units", "Cộng các đơn vị", keyword(Keywords.operators), { is: "u", also: "Cộng đơn vị" }),
  column("combine.periods", "Cộng các kỳ", keyword(Keywords.operators), { is: "u", also: "Cộng kỳ" })
]

/** What every question says first. */
const asked = (name: string): ReadonlyArray<Column> => [
  column("key", "Mã", text, { is: "n", also: "Mã chỉ tiêu|Mã cột" }),
  column("label", name, text, { is: "n", width: 44, also: "Tên|Tên chỉ tiêu|Tên cột|Nội dung|Chỉ tiêu" }),
  column("type", "Kiểu", keyword(Keywords.types), { is: "n", also: "Loại|Kiểu dữ liệu" }),
  column("unit", "Đơn vị tính", Codec.textOrNone, { is: "u", also: "ĐVT" })
]

const furtherAsked: ReadonlyArray<Column> = [
  column("min", "Nhỏ nhất", limit, { also: "Tối thiểu" }),
  column("max", "Lớn nhất", number, { also: "Tối đa" }),
  column("decimals", "Số chữ số lẻ", number),
  column("hint", "Hướng dẫn", text, { width: 30, is: "u" }),
  column("label_en", "Tên tiếng Anh", text, { width: 30 }),
  column("dimension", "Chiều dùng chung", text),
  ...label
]

/** Where an answer comes from. */
const source: ReadonlyArray<Column> = [
  column("from.register", "Lấy từ sổ", text, { width: 24 }),
  column("from.count", "Đếm số dòng", truth),
  column("from.sum", "Cộng câu của sổ", text),
  column("from.where", "Chỉ tính dòng", formula, { width: 24 }),
  column("from.at", "Dòng được tính", keyword(Keywords.moments)),
  column("from.template", "Lấy từ mẫu", text, { width: 24 }),
  column("from.field", "Chỉ tiêu của mẫu đó", text),
  column("from.periods", "Gộp các kỳ của mẫu đó", keyword(Keywords.operators)),
  column("from.locked", "Không được sửa", truth)
]

const withinColumns = (at: string, what: string): ReadonlyArray<Column> => [
  column(`${at}.hours`, `${what} (giờ)`, number),
  column(`${at}.days`, `${what} (ngày)`, number),
  column(`${at}.working_days`, `${what} (ngày làm việc)`, number)
]

/** Pointing to another sheet. */
const ofField = column("@field", "Chỉ tiêu", text, {
  is: "nc",
  also: "Mã chỉ tiêu|Thuộc chỉ tiêu",
  help: "Mã của chỉ tiêu ở trang “Chỉ tiêu”."
})
const itemKey = column("key", "Mã", text, { is: "n", also: "Mã lựa chọn|Mã nhóm" })
const itemLabel = column("label", "Tên", text, { is: "n", width: 44, also: "Tên lựa chọn|Tên nhóm" })

/** The entries of sheet “Mẫu”. */
export const head: ReadonlyArray<Column> = [
  column("template", "Mã mẫu", text, { is: "n" }),
  column("extends", "Kế thừa mẫu", text, {
    help: "Mẫu gốc và phiên bản, ví dụ vwu/bao-cao-thang@^1; bỏ trống nếu là mẫu riêng."
  }),
  column("title", "Tên mẫu", text, { is: "u" }),
  column("title_en", "Tên mẫu tiếng Anh", text),
  column("version", "Phiên bản", text, { is: "u" }),
  column("lineage", "Dòng mẫu", text),
  column("kind", "Loại mẫu", keyword(Keywords.kinds), { is: "u" }),
  column("period", "Kỳ báo cáo", keyword(Keywords.periods), { is: "u", also: "Kỳ" }),
  column("window", "Kỳ số liệu", keyword(Keywords.windows), { is: "u" }),
  column("reference_day", "Ngày lấy danh sách đơn vị", keyword(Keywords.referenceDays)),
  column("route", "Tuyến báo cáo", Codec.openKeyword(Keywords.routes), { also: "Tuyến" }),
  column("applies_to.levels", "Áp dụng: cấp", levelList, { also: "Cấp phải báo cáo" }),
  column("applies_to.kinds", "Áp dụng: loại đơn vị", list),
  column("applies_to.units", "Áp dụng: đơn vị", list),
  column("applies_to.from", "Áp dụng: từ ngày", date),
  column("applies_to.to", "Áp dụng: đến ngày", date),
  ...label,
  column("source", "Căn cứ", lines, { width: 44 }),
  column("dimensions", "Bộ chiều dùng chung", list),
  column("columns", "Cột so sánh", Codec.keywords(Keywords.comparisons)),
  column("record.key", "Sổ: không trùng nhau", list),
  column("record.title", "Sổ: câu gọi tên", text),
  column("record.from", "Sổ: câu ghi ngày bắt đầu", text),
  column("record.to", "Sổ: câu ghi ngày kết thúc", text),
  column("acknowledge.levels", "Xác nhận: cấp", levelList),
  ...withinColumns("acknowledge.within", "Xác nhận trong"),
  column("order", "Thứ tự các phần", list, { help: "Mã các phần đứng trước, theo thứ tự; chỉ của mẫu kế thừa." })
]

export const section: ReadonlyArray<Column> = [
  column("@key", "Mã phần", text, { is: "n", also: "Mã", help: "Chữ không dấu, số, dấu _; không trùng nhau." }),
  column("title", "Tên phần", text, { is: "u", width: 44, also: "Tên" }),
  column("asked_of", "Hỏi cấp nào", levelList, { is: "u", width: 24, also: "Cấp trả lời" }),
  column("theme", "Chủ đề", text),
  column("title_en", "Tên phần tiếng Anh", text, { width: 30, also: "Tên tiếng Anh" }),
  column("columns", "Cột so sánh", Codec.keywords(Keywords.comparisons), { width: 30 }),
  column("order", "Thứ tự chỉ tiêu", list, {
    width: 30,
    help: "Mã các chỉ tiêu đứng trước, theo thứ tự; chỉ của mẫu kế thừa."
  })
]

export const field: ReadonlyArray<Column> = [
  column("@section", "Phần", text, { is: "nc", also: "Mã phần|Thuộc phần", help: "Mã phần ở trang “Phần”." }),
  ...asked("Tên chỉ tiêu"),
  column("asked_of", "Hỏi cấp nào", levelList, { is: "u", width: 24, also: "Cấp trả lời" }),
  column("required", "Bắt buộc", truthOrFormula, { is: "u", also: "Bắt buộc trả lời" }),
  ...combine,
  column("part_of", "Là một phần của", text, { is: "u", also: "Trong đó của|Thuộc chỉ tiêu" }),
  column("counts", "Đếm cái gì", Codec.counts),
  column("formula", "Công thức", formula, { is: "u", width: 30 }),
  column("relevant", "Chỉ hỏi khi", formula, { width: 24 }),
  column("numerator", "Tử số", text),
  column("denominator", "Mẫu số", text),
  ...furtherAsked,
  column("carry", "Gợi ý số kỳ trước", Codec.openKeyword(Keywords.carries)),
  ...source,
  column("totals", "Cột có dòng cộng", list),
  column("row_totals", "Cột cộng ngang", list)
]

export const tableColumn: ReadonlyArray<Column> = [
  { ...ofField, heading: "Bảng", also: ["@field", "Chỉ tiêu", "Mã bảng"] },
  ...asked("Tên cột"),
  column("required", "Bắt buộc", truthOrFormula, { is: "u" }),
  ...combine,
  ...furtherAsked
]

export const choice: ReadonlyArray<Column> = [
  { ...ofField, help: "Mã chỉ tiêu; của cột trong bảng: mã bảng, dấu chấm, mã cột." },
  column("@under", "Thuộc lựa chọn", text, {
    help: "Lựa chọn của mẫu gốc mà lựa chọn này là một phần; chỉ của mẫu kế thừa."
  }),
  itemKey,
  itemLabel
]

export const breakdown: ReadonlyArray<Column> = [
  ofField,
  column("by", "Chia theo", text, { is: "nc" }),
  column("@label", "Tên cách chia", text, { is: "u", width: 24 }),
  column("complete", "Cộng lại bằng chỉ tiêu", truth, { is: "u" }),
  column("key", "Mã", text, { is: "u", also: "Mã nhóm" }),
  column("label", "Tên", text, { is: "u", width: 44, also: "Tên nhóm" })
]

export const fixedRow: ReadonlyArray<Column> = [
  { ...ofField, heading: "Bảng", also: ["@field", "Chỉ tiêu", "Mã bảng"] },
  { ...itemKey, also: ["key", "Mã dòng"] },
  { ...itemLabel, also: ["label", "Tên dòng"] }
]

export const due: ReadonlyArray<Column> = [
  column("@level", "Cấp", level, { is: "nc", help: "Cấp phải nộp." }),
  column("day", "Ngày trong tháng", number, { is: "u", also: "Ngày" }),
  column("month_offset", "Lùi mấy tháng", number),
  column("month", "Tháng", number),
  column("working_days_after", "Số ngày làm việc sau kỳ", number),
  column("days_before", "Số ngày trước sự kiện", number),
  column("event", "Sự kiện", text),
  column("on_day_off", "Gặp ngày nghỉ", keyword(Keywords.daysOff), { is: "u" }),
  column("estimated", "Ước thực hiện", truth),
  column("from", "Từ ngày", date, { is: "u" }),
  column("to", "Đến ngày", date, { is: "u" })
]

export const rule: ReadonlyArray<Column> = [
  column("when", "Khi", formula, { is: "n", width: 40, also: "Điều kiện" }),
  column("warn", "Nhắc xem lại", text, { is: "u", width: 40, also: "Nhắc" }),
  column("error", "Báo sai", text, { is: "u", width: 40 }),
  column("relevant", "Thì mới hỏi", list, { is: "u", width: 24 }),
  column("field", "Hiện ở chỉ tiêu", text),
  column("text_en", "Lời tiếng Anh", text, { width: 40 })
]

export const state: ReadonlyArray<Column> = [
  column("@key", "Mã", text, {
    is: "n",
    also: "Mã trạng thái",
    help: "Chữ không dấu, số, dấu _; dòng đầu là lúc mới nhận."
  }),
  column("label", "Tên trạng thái", text, { is: "n", width: 30, also: "Tên" }),
  column("next", "Tiếp theo", list, { is: "u", width: 24 }),
  ...withinColumns("limit", "Hạn xử lý"),
  column("end", "Kết thúc", truth, { is: "u" }),
  column("label_en", "Tên tiếng Anh", text, { width: 30 })
]

export const target: ReadonlyArray<Column> = [
  column("key", "Mã", text, { is: "n" }),
  column("label", "Chỉ tiêu phấn đấu", text, { is: "n", width: 44, also: "Tên" }),
  column("label_en", "Tên tiếng Anh", text, { width: 30 }),
  column("field", "Đo bằng chỉ tiêu", text, { is: "n" }),
  column("kind", "Cách đo", keyword(Keywords.targetKinds), { is: "n", width: 20 }),
  column("value", "Mức", number, { is: "n" }),
  column("unit", "Đơn vị tính", text),
  column("of.field", "Mẫu số: chỉ tiêu", text),
  column("of.units", "Mẫu số: số đơn vị cấp", level),
  column("of.at", "Mẫu số: chốt ngày", date),
  column("level", "Cấp của đơn vị", level),
  column("base.field", "Số gốc: chỉ tiêu", text),
  column("base.at", "Số gốc: chốt ngày", date),
  column("owner", "Cấp chịu trách nhiệm", level, { is: "n" }),
  column("units", "Chỉ những đơn vị", list),
  column("from", "Từ ngày", date),
  column("by", "Hạn", Codec.dateOr(Keywords.targetDays), { is: "n", width: 20 }),
  column("source", "Căn cứ", lines, { width: 30 })
]

export const change: ReadonlyArray<Column> = [
  column("@base", "Mã", text, { is: "n", also: "Mã chỉ tiêu|Chỉ tiêu", help: "Mã chỉ tiêu của mẫu gốc." }),
  column("relabel.label", "Tên mới", text, { is: "u", width: 44 }),
  column("relabel.label_en", "Tên tiếng Anh mới", text, { width: 30 }),
  column("relabel.hint", "Hướng dẫn mới", text, { width: 30 }),
  column("@hide", "Ẩn", truth, { is: "u", help: "Có: không hỏi câu này nữa." }),
  column("tighten.required", "Bắt buộc", truthOrFormula, { is: "u" }),
  column("tighten.min", "Nhỏ nhất", number, { is: "u" }),
  column("tighten.max", "Lớn nhất", number, { is: "u" })
]

export const rest: ReadonlyArray<Column> = [
  column("@path", "Chỗ", text, {
    is: "n",
    width: 50,
    help: "Đường dẫn trong tệp mẫu; trang này do máy ghi, không cần sửa."
  }),
  column("@json", "Giá trị", text, { is: "n", width: 60 })
]
