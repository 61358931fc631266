import type { Column } from "./columns.ts"
import * as Columns from "./columns.ts"

/** One sheet of the book. */
export interface Table {
  readonly name: string
  /** Other words for it. */
  readonly also: ReadonlyArray<string>
  /** What it is for, said above its headings. */
  readonly about: string
  /** The map of the language whose keywords it holds, for the descriptions. */
  readonly map: string | null
  readonly columns: ReadonlyArray<Column>
  /** Whether it is written also when nothing stands in it: of templates, of overlays. */
  readonly isUsual: boolean
}

const table = (
  name: string,
  map: string | null,
  columns: ReadonlyArray<Column>,
  about: string,
  isUsual = false,
  also = ""
): Table => ({
  name,
  also: also.split("|").filter((one) => one !== ""),
  about,
  map,
  columns,
  isUsual
})

/** Every sheet, in the order of the book. */
export const tables = {
  head: table("Mẫu", "template", Columns.head, "Mẫu này là gì, của kỳ nào, ai phải nộp.", true, "Thông tin mẫu"),
  section: table(
    "Phần",
    "section",
    Columns.section,
    "Mỗi dòng là một phần của mẫu, theo thứ tự in ra.",
    true,
    "Các phần"
  ),
  field: table(
    "Chỉ tiêu",
    "field",
    Columns.field,
    "Mỗi dòng là một câu hỏi. Để con trỏ vào tiêu đề cột để xem hướng dẫn.",
    true,
    "Các chỉ tiêu|Câu hỏi"
  ),
  choice: table(
    "Lựa chọn",
    "item",
    Columns.choice,
    "Các lựa chọn của những chỉ tiêu kiểu Chọn một.",
    false,
    "Các lựa chọn"
  ),
  breakdown: table(
    "Trong đó",
    "breakdown",
    Columns.breakdown,
    "Chia một chỉ tiêu theo nhóm tuổi, dân tộc…; mỗi nhóm một dòng."
  ),
  column: table("Cột bảng", "column", Columns.tableColumn, "Các cột của những chỉ tiêu kiểu Bảng."),
  fixedRow: table("Dòng bảng", "item", Columns.fixedRow, "Các dòng cố định của những chỉ tiêu kiểu Bảng."),
  due: table("Hạn nộp", "due", Columns.due, "Mỗi cấp nộp chậm nhất vào lúc nào.", true),
  rule: table(
    "Quy tắc",
    "rule",
    Columns.rule,
    "Điều phải đúng giữa các câu trả lời: mỗi dòng một điều.",
    true,
    "Các quy tắc"
  ),
  state: table("Trạng thái", "state", Columns.state, "Các bước xử lý một vụ việc."),
  target: table(
    "Chỉ tiêu phấn đấu",
    "ownTarget",
    Columns.target,
    "Mức phải đạt, do nghị quyết hoặc kế hoạch giao.",
    false,
    "Chỉ tiêu giao"
  ),
  change: table(
    "Sửa mẫu gốc",
    null,
    Columns.change,
    "Những chỉ tiêu của mẫu gốc được đổi lời, ẩn đi hoặc siết chặt hơn.",
    false,
    "Thay đổi"
  ),
  rest: table("Khác", null, Columns.rest, "Những điều không có cột riêng; máy ghi, không cần sửa.")
} satisfies { readonly [name: string]: Table }

/** The name of a sheet inside. */
export type TableName = keyof typeof tables

/** The sheet that a copy with problems gets; it is never read. */
export const problemSheet = "Lỗi cần sửa"

/** Columns that anybody may add for themselves. */
export const notes = ["Ghi chú", "TT", "STT", "Số thứ tự", "Note", "Notes"]
